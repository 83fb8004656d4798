"""The script Streamlit runs for every visit and every rerun. All it does lives in ``ui.visit``, imported once."""

from ui.visit import visit

visit()
