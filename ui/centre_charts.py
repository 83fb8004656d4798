"""Waits as dots on one scale: a row for each programme or round, with half, nine in ten and the longest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui.charts import FONT_SIZE, Chart, Figure, annotation, layout, wrapped
from ui.marks import MID_GREY
from ui.numbers import NO_FIGURE
from ui.theme import COLOURS

ROW_HEIGHT, NAME_WIDTH = 44, 22
READ_IT = "The filled dot is within how many days half were done, the ring nine in ten, the small cross the longest."


@dataclass(frozen=True)
class Wait:
    """One row: its name, its waits (none where there are none), and of how many they are."""

    name: str
    waits: Any  # metrics.centre.Waits, which ui does not know
    of: int = 0


@dataclass(frozen=True)
class Goal:
    """Where the centre promised to be: a number of days, and the words that say by when."""

    days: float
    words: str


def waits_chart(rows: Sequence[Wait], *, title: str, unit: str, done: str, goal: Goal | None = None) -> Chart:
    """The chart of some waits in the order given, first at the top; ``done`` says what ended them."""
    drawn = [row for row in rows if row.waits]
    return Chart(
        title=title,
        summary=READ_IT + (f" The line is the {goal.words}." if goal else ""),
        figure=_figure(drawn, unit, goal),
        alt=_alt(drawn, unit, done),
        table=waits_frame(rows, unit=unit, done=done),
    )


def waits_frame(rows: Sequence[Wait], *, unit: str, done: str) -> pd.DataFrame:
    """The table behind the chart, with the rows that could not be drawn."""
    return pd.DataFrame(
        {
            "Name": [row.name for row in rows],
            f"{done.capitalize()}": [f"{row.waits.count:,}" if row.waits else "none" for row in rows],
            f"Half within ({unit})": [f"{row.waits.half:,}" if row.waits else NO_FIGURE for row in rows],
            f"Nine in ten within ({unit})": [f"{row.waits.nine_in_ten:,}" if row.waits else NO_FIGURE for row in rows],
            f"Longest ({unit})": [f"{row.waits.longest:,}" if row.waits else NO_FIGURE for row in rows],
        }
    )


def _figure(rows: Sequence[Wait], unit: str, goal: Goal | None) -> Figure:
    heights = list(range(len(rows) - 1, -1, -1))
    rule = _rule(goal) if goal else {}
    return {
        "data": [
            _bars(rows, heights),
            _dots(rows, heights, "longest", {"symbol": "x-thin", "size": 8, "line": {"width": 2, "color": MID_GREY}}),
            _dots(rows, heights, "nine_in_ten", _ring()),
            _dots(rows, heights, "half", {"symbol": "circle", "size": 13, "color": COLOURS["dark_blue"]}),
        ],
        "layout": layout(
            ROW_HEIGHT * len(rows) + 96,
            margin={"l": 8, "r": 12, "t": 30, "b": 48},
            xaxis={"rangemode": "tozero", "title": {"text": unit}, "nticks": 6, "showgrid": True},
            yaxis={
                "range": [-0.7, len(rows) - 0.3], "tickvals": heights, "tickfont": {"size": FONT_SIZE},
                "ticktext": [wrapped(row.name, NAME_WIDTH, most_lines=2) for row in rows],
            },
            **rule,
        ),
    }  # fmt: skip


def _bars(rows: Sequence[Wait], heights: Sequence[int]) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": "#8C8C8C", "width": 2},
        "x": [end for row in rows for end in (row.waits.half, row.waits.longest, None)],
        "y": [height for each in heights for height in (each, each, None)],
    }  # fmt: skip


def _ring() -> Figure:
    return {
        "symbol": "circle",
        "size": 13,
        "color": COLOURS["white"],
        "line": {"width": 3, "color": COLOURS["dark_blue"]},
    }


def _dots(rows: Sequence[Wait], heights: Sequence[int], name: str, marker: Figure) -> Figure:
    words = {"half": "half within", "nine_in_ten": "nine in ten within", "longest": "the longest"}[name]
    return {
        "type": "scatter", "mode": "markers", "marker": marker, "y": list(heights),
        "x": [getattr(row.waits, name) for row in rows],
        "text": [f"{wrapped(row.name, 40)}: {words} {getattr(row.waits, name):,}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _rule(goal: Goal) -> Figure:
    line = {"color": COLOURS["black"], "width": 1.5, "dash": "dash"}
    words = annotation(wrapped(goal.words, 40), x=goal.days, y=1, yref="paper", yanchor="bottom", xanchor="left")
    shape = {"type": "line", "x0": goal.days, "x1": goal.days, "y0": 0, "y1": 1, "yref": "paper", "line": line}
    return {"shapes": [shape], "annotations": [words]}


def _alt(rows: Sequence[Wait], unit: str, done: str) -> str:
    told = "; ".join(
        f"{row.name}: {row.waits.count:,} {done}, half within {row.waits.half:,}, nine in ten within "
        f"{row.waits.nine_in_ten:,}, the longest {row.waits.longest:,}"
        for row in rows
    )
    return f"Dot plot of waits in {unit}. {told}." if told else "There is nothing to draw yet."
