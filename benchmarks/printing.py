"""Measurements as a table for a terminal."""

from collections.abc import Sequence


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their headings, the first column to the left and the numbers to the right.

    >>> print(table(["page", "ms"], [["missions", "41"], ["profile", "7"]]))
    page      ms
    --------  --
    missions  41
    profile    7
    """
    widths = [max(len(row[column]) for row in [headings, *rows]) for column in range(len(headings))]
    lines = [headings, ["-" * width for width in widths], *rows]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([first.strip().ljust(widths[0]), *rest]).rstrip()


def against_goal(value: float, goal: float) -> str:
    """Whether a value keeps to the most it may be.

    >>> against_goal(80.0, 80.0), against_goal(81.0, 80.0)
    ('met', 'OVER')
    """
    return "met" if value <= goal else "OVER"
