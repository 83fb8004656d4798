"""Places as marks along a scale of values: what a dot plot and a beeswarm have in common."""

from collections.abc import Sequence

from domain.metric import Metric
from ui.captions import benchmark_label, place_words
from ui.charts import Benchmark, Figure, PlaceValue, annotation, wrapped
from ui.marks import MID_GREY, sign_for
from ui.numbers import is_missing
from ui.theme import COLOURS

Look = tuple[str, str, bool]
"""A symbol, its colour, and whether it is the one singled out."""


def point_traces(
    rows: Sequence[PlaceValue], heights: Sequence[int], metric: Metric, *, highlight: str | None, size: int
) -> list[Figure]:
    """The places as marks, one trace for each look, the highlighted place last so that it lies on top."""
    looks: dict[Look, list[tuple[PlaceValue, int]]] = {}
    for row, height in zip(rows, heights, strict=True):
        if not is_missing(row.value):
            looks.setdefault(_look(row, chosen=row.code == highlight), []).append((row, height))
    return [_trace(look, looks[look], metric, size) for look in sorted(looks, key=lambda look: look[2])]


def value_range(values: Sequence[float | None], *, room: float = 0.06) -> list[float]:
    """The ends of an axis that shows all values with a little room."""
    present = [float(value) for value in values if value is not None and not is_missing(value)]
    if not present:
        return [0.0, 1.0]
    low, high = min(present), max(present)
    margin = (high - low) * room or abs(high) * room or 1.0
    return [low - margin, high + margin]


def vertical_rule(benchmark: Benchmark | None, metric: Metric, extent: Sequence[float]) -> Figure:
    """The comparator's line and its words above the plot, as parts of a layout."""
    if benchmark is None or benchmark.value is None or is_missing(benchmark.value):
        return {"shapes": [], "annotations": []}
    along = (benchmark.value - extent[0]) / (extent[1] - extent[0])
    rule = {
        "type": "line", "x0": benchmark.value, "x1": benchmark.value, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": COLOURS["black"], "width": 1.5}, "layer": "below",
    }  # fmt: skip
    words = annotation(
        wrapped(benchmark_label(benchmark, metric), 40),
        x=benchmark.value, y=1, yref="paper", yanchor="bottom", xanchor=anchor(along),
    )  # fmt: skip
    return {"shapes": [rule], "annotations": [words]}


def anchor(along: float) -> str:
    """Which side of its point a label hangs on, so that it stays inside the plot."""
    return "left" if along < 0.3 else "right" if along > 0.7 else "center"


def _look(row: PlaceValue, *, chosen: bool) -> Look:
    symbol = sign_for(row.answer).symbol if row.answer else "circle"
    if not row.reliable and not symbol.endswith("-open"):
        symbol += "-open"
    plain = COLOURS["dark_blue"] if chosen else MID_GREY
    return symbol, sign_for(row.answer).colour if row.answer else plain, chosen


def _trace(look: Look, pairs: Sequence[tuple[PlaceValue, int]], metric: Metric, size: int) -> Figure:
    symbol, colour, chosen = look
    hollow = symbol.endswith("-open")
    ring = colour if hollow else COLOURS["black"] if chosen else COLOURS["white"]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row, _ in pairs],
        "y": [height for _, height in pairs],
        "marker": {
            "symbol": symbol,
            "color": colour,
            "size": size + (6 if chosen else 0) + (2 if symbol.startswith("triangle") else 0),
            "opacity": 1,
            "line": {"color": ring, "width": 2.5 if chosen else 1.5 if hollow else 0.5},
        },
        "text": [place_words(row, metric) for row, _ in pairs],
        "customdata": [row.code for row, _ in pairs],
        "hovertemplate": "%{text}<extra></extra>",
    }
