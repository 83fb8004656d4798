"""The parts of a long list: which rows are shown, and buttons to those before and after."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ui import frame

Item = TypeVar("Item")


def part_of(items: Sequence[Item], start: int, size: int) -> tuple[int, Sequence[Item]]:
    """The number of the first row shown, and the rows; from the beginning where the list ends before ``start``."""
    first = start if start <= len(items) else 1
    return first, items[first - 1 : first - 1 + size]


def turning(first: int, total: int, size: int, *, key: str) -> None:
    """Buttons to the rows before and after."""
    if total <= size:
        return
    before, after = max(first - size, 1), first + size
    with st.container(horizontal=True):
        if first > 1:
            st.button(
                f"Show {before:,} to {first - 1:,}", key=f"{key}.before", on_click=frame.change,
                kwargs={"start": before},
            )  # fmt: skip
        if after <= total:
            st.button(
                f"Show {after:,} to {min(after + size - 1, total):,}", key=f"{key}.after", on_click=frame.change,
                kwargs={"start": after},
            )  # fmt: skip
