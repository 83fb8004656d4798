"""Pure statistics: arrays in, values out. No I/O, no Streamlit, no DuckDB."""
