"""A long list in parts: which rows are shown, and buttons to the parts before and after them."""

import streamlit as st

from ui import frame
from ui.request import Request

PER_PART = 25  # more make a phone scroll through ten screens before the next part


def part(request: Request, total: int, *, per_part: int = PER_PART) -> tuple[int, int]:
    """The first and the last row of the part asked for; a start beyond the end is told and the beginning shown."""
    start = request.start if request.start <= total else 1
    if start != request.start:
        frame.notice(
            f"The list has {total:,} rows, so it is shown from its beginning and not from row {request.start:,}."
        )
    return start, min(start + per_part - 1, total)


def turn(start: int, end: int, total: int, *, key: str, per_part: int = PER_PART) -> None:
    """The buttons to the parts before and after."""
    before = max(start - per_part, 1)
    if start == 1 and end == total:
        return
    with st.container(horizontal=True):
        if start > 1:
            label = f"Show {before:,} to {start - 1:,}"
            st.button(label, key=f"{key}.before", on_click=frame.change, kwargs={"start": before})
        if end < total:
            label = f"Show {end + 1:,} to {min(end + per_part, total):,}"
            st.button(label, key=f"{key}.after", on_click=frame.change, kwargs={"start": end + 1})
