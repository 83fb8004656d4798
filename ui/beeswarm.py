"""The beeswarm: every place a mark on one scale, none covering another, to see where one stands among all."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from domain.metric import Metric
from ui.captions import answer_words, places_alt, places_summary, places_title
from ui.charts import Benchmark, Chart, Figure, PlaceValue, annotation, answer_key, layout, value_table, wrapped
from ui.numbers import is_missing, number, unit_words
from ui.points import anchor, point_traces, value_range, vertical_rule
from ui.theme import COLOURS

NARROWEST = 320  # pixels: the plot on a phone; a wider screen only adds air
DIAMETER = 9.0
GOLDEN = 0.6180339887498949  # its multiples, wrapped at 1, never bunch
CROWDING = 0.6  # lanes for each value within a mark to either side: just over half, so that few are forced out


def beeswarm(
    values: Sequence[PlaceValue],
    metric: Metric,
    *,
    highlight: str | None = None,
    benchmark: Benchmark | None = None,
    period: str = "",
    title: str = "",
    source_line: str = "",
) -> Chart:
    """All places on one scale, marked by how each compares."""
    present = sorted((row for row in values if not is_missing(row.value)), key=lambda row: (row.value, row.code))
    extent = value_range([*(row.value for row in present), benchmark.value if benchmark else None], room=0.04)
    positions = np.array([row.value for row in present], dtype=float)
    lanes = swarm(positions, width=DIAMETER * (extent[1] - extent[0]) / NARROWEST)
    judged = any(row.answer for row in present)
    return Chart(
        title=title or places_title(values, metric, highlight=highlight, benchmark=benchmark, period=period),
        summary=places_summary(values, metric, benchmark=benchmark),
        figure=_figure(present, lanes, extent, metric, highlight, benchmark),
        alt=places_alt(values, metric, kind="Beeswarm chart", benchmark=benchmark),
        table=value_table(sorted(values, key=_ranked), metric),
        source_line=source_line,
        key=answer_key(present, answer_words(benchmark)) if judged else "",
    )


def swarm(values: NDArray[np.float64], *, width: float) -> NDArray[np.int64]:
    """A lane for each of the sorted values, 0 in the middle, so that no two marks of that width touch.

    A value is wanted at a height spread evenly over as many lanes as there are values around it, and gets
    the nearest lane in which the value before it is at least ``width`` away. The crowd is therefore
    thickest where values are, and the same values always give the same lanes.
    """
    around = np.searchsorted(values, values + width, side="right") - np.searchsorted(values, values - width)
    before = np.arange(len(values)) - np.searchsorted(values, values - width)
    reach = int(before.max(initial=0)) // 2 + 1
    lanes = np.arange(-reach, reach + 1)
    wanted = (np.arange(1, len(values) + 1) * GOLDEN % 1 - 0.5) * around * CROWDING
    free_from = np.full(len(lanes), -np.inf)
    taken = np.zeros(len(values), dtype=np.int64)
    for position, (value, height) in enumerate(zip(values.tolist(), wanted.tolist(), strict=True)):
        lane = int(np.where(free_from <= value, np.abs(lanes - height), np.inf).argmin())
        free_from[lane] = value + width
        taken[position] = lanes[lane]
    return taken


def _ranked(row: PlaceValue) -> tuple[bool, float, str]:
    return is_missing(row.value), -(row.value or 0.0), row.name


def _figure(
    rows: Sequence[PlaceValue],
    lanes: NDArray[np.int64],
    extent: Sequence[float],
    metric: Metric,
    highlight: str | None,
    benchmark: Benchmark | None,
) -> Figure:
    outermost = max(int(np.abs(lanes).max(initial=0)), 4)
    half = outermost + 3.5  # room below for the name of the highlighted place
    height = round(2 * half * DIAMETER) + 110
    parts = vertical_rule(benchmark, metric, extent)
    parts["annotations"] += [
        _highlight_words(row, int(lane), -outermost - 1.0, extent, metric)
        for row, lane in zip(rows, lanes, strict=True)
        if row.code == highlight
    ]
    return {
        "data": point_traces(rows, lanes.tolist(), metric, highlight=highlight, size=7),
        "layout": layout(
            height,
            margin={"l": 12, "r": 12, "t": 34, "b": 64},
            xaxis={"range": list(extent), "title": {"text": wrapped(unit_words(metric), 48)}, "nticks": 6},
            yaxis={"range": [-half, half], "visible": False},
            **parts,
        ),
    }


def _highlight_words(row: PlaceValue, lane: int, foot: float, extent: Sequence[float], metric: Metric) -> Figure:
    along = ((row.value or 0.0) - extent[0]) / (extent[1] - extent[0])
    return annotation(
        f"<b>{wrapped(f'{row.name} {number(row.value, metric, bare=True)}', 40)}</b>",
        x=row.value,
        y=lane,
        showarrow=True,
        arrowhead=0,
        arrowwidth=1.5,
        arrowcolor=COLOURS["black"],
        ax=0,
        ay=foot,
        ayref="y",
        standoff=7,
        yanchor="top",
        xanchor=anchor(along),
    )
