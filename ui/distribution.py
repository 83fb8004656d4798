"""All places over time: the middle half, the middle eighty in a hundred and the median, with one place's line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from domain.metric import Metric
from ui.captions import spread_alt, spread_summary, spread_title
from ui.charts import Chart, Figure, PlaceSeries, Point, layout, wrapped
from ui.lines import BOTTOM, HEIGHT, LABEL_WIDTH, RIGHT, end_labels, line_trace, middle, time_axis, unbroken
from ui.numbers import is_missing, number, period_label, unit_words
from ui.points import value_range
from ui.theme import COLOURS

OUTER, INNER = "#E6EBF0", "#C3CFDB"
PERCENTILES = {"10th": "p10", "25th": "p25", "Middle (50th)": "p50", "75th": "p75", "90th": "p90"}


@dataclass(frozen=True)
class Spread:
    """How the places stood in one period: five percentiles, and how many places have a figure."""

    start: dt.date
    months: int
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    places: int


def distribution_over_time(
    spreads: Sequence[Spread],
    metric: Metric,
    *,
    places_are: str,
    highlight: PlaceSeries | None = None,
    title: str = "",
    source_line: str = "",
) -> Chart:
    """The spread of all places in each period; ``places_are`` says what they are, such as "councils"."""
    known = highlight if highlight and any(not is_missing(p.value) for p in highlight.points) else None
    return Chart(
        title=title or spread_title(spreads, metric, places_are=places_are),
        summary=spread_summary(places_are=places_are, highlight=known),
        figure=_figure(spreads, metric, known),
        alt=spread_alt(spreads, metric, places_are=places_are, highlight=known),
        table=_table(spreads, metric),
        source_line=source_line,
    )


def _figure(spreads: Sequence[Spread], metric: Metric, highlight: PlaceSeries | None) -> Figure:
    values = [getattr(spread, name) for spread in spreads for name in ("p10", "p90")]
    extent = value_range([*values, *(point.value for point in highlight.points)] if highlight else values)
    pieces = _pieces(spreads, metric)
    data = [_band(piece, low, high, colour) for piece in pieces for low, high, colour in (("p10", "p90", OUTER), ("p25", "p75", INNER))]
    medians = [[Point(s.start, s.months, s.p50) for s in piece] for piece in pieces]
    data.append(line_trace(medians, metric, "Middle place", colour=COLOURS["dark_grey"], width=2.0, dash="solid"))
    if highlight:
        runs = unbroken(highlight, metric)
        data.append(line_trace(runs, metric, highlight.name, colour=COLOURS["dark_blue"], width=3.0, dash="solid"))
    return {
        "data": data,
        "layout": layout(
            HEIGHT,
            margin={"l": 8, "r": RIGHT, "t": 70, "b": BOTTOM},
            xaxis=time_axis([Point(spread.start, spread.months, spread.p50) for spread in spreads]),
            yaxis={"range": extent, "title": {"text": wrapped(unit_words(metric), 42)}, "nticks": 6},
            annotations=end_labels(_ends(spreads, highlight), extent, height=HEIGHT),
        ),
    }


def _pieces(spreads: Sequence[Spread], metric: Metric) -> list[list[Spread]]:
    """The periods a band may join: cut where a line would be cut."""
    line = PlaceSeries("", "", tuple(Point(spread.start, spread.months, spread.p50) for spread in spreads))
    by_start = {spread.start: spread for spread in spreads}
    return [[by_start[point.start] for point in run] for run in unbroken(line, metric)]


def _band(piece: Sequence[Spread], low: str, high: str, colour: str) -> Figure:
    dates = [middle(Point(spread.start, spread.months, None)).isoformat() for spread in piece]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*dates, *reversed(dates)],
        "y": [*(getattr(s, high) for s in piece), *(getattr(s, low) for s in reversed(piece))],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 1, "color": colour},
        "hoverinfo": "skip",
    }


def _ends(spreads: Sequence[Spread], highlight: PlaceSeries | None) -> list[tuple[str, str, float, str]]:
    if not spreads:
        return []
    last = spreads[-1]
    on = last.start.isoformat()
    labels = {"p90": "90th percentile", "p50": "Middle place", "p10": "10th percentile"}
    ends = [(on, wrapped(words, LABEL_WIDTH), getattr(last, name), COLOURS["dark_grey"]) for name, words in labels.items()]
    if highlight:
        value = next(p.value for p in reversed(highlight.points) if not is_missing(p.value))
        ends.append((on, f"<b>{wrapped(highlight.name, LABEL_WIDTH)}</b>", float(value or 0), COLOURS["dark_blue"]))
    return ends


def _table(spreads: Sequence[Spread], metric: Metric) -> pd.DataFrame:
    columns = {"Period": [period_label(spread.start, spread.months) for spread in spreads]}
    for words, name in PERCENTILES.items():
        columns[f"{words} percentile"] = [number(getattr(spread, name), metric) for spread in spreads]
    columns["Places with a figure"] = [f"{spread.places:,}" for spread in spreads]
    return pd.DataFrame(columns)
