"""All places over time: the middle half, the middle eighty in a hundred and the median, with one place's line."""

from collections.abc import Sequence

import pandas as pd

from domain.metric import Metric
from ui.captions import spread_alt, spread_summary, spread_title
from ui.charts import Chart, Figure, PlaceSeries, Point, Spread, layout, wrapped
from ui.numbers import is_missing, number, period_label
from ui.points import value_range
from ui.theme import COLOURS
from ui.timeline import HEIGHT, LABEL_WIDTH, End, breaks_within, frame, line_trace, middle, time_axis, unbroken

OUTER, INNER = "#E6EBF0", "#C3CFDB"
PERCENTILES = {"10th": "p10", "25th": "p25", "50th": "p50", "75th": "p75", "90th": "p90"}
MEDIAN = "Middle place"
LABELS = {"p90": "90th percentile", "p50": MEDIAN, "p10": "10th percentile"}


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
    medians = [Point(spread.start, spread.months, spread.p50) for spread in spreads]
    runs = unbroken(medians, metric)
    by_start = {spread.start: spread for spread in spreads}
    data = [
        _band([by_start[point.start] for point in run], low, high, colour)
        for run in runs
        for low, high, colour in (("p10", "p90", OUTER), ("p25", "p75", INNER))
    ]
    data.append(line_trace(runs, metric, MEDIAN, colour=COLOURS["dark_grey"], width=2.0))
    if highlight:
        own = unbroken(highlight.points, metric)
        data.append(line_trace(own, metric, highlight.name, colour=COLOURS["dark_blue"], width=3.0))
    ends = _ends(spreads, highlight)
    return {
        "data": data,
        "layout": layout(
            HEIGHT, xaxis=time_axis(medians), **frame(metric, breaks_within(medians, metric), ends, extent)
        ),
    }


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


def _ends(spreads: Sequence[Spread], highlight: PlaceSeries | None) -> list[End]:
    ends = [
        End(wrapped(words, LABEL_WIDTH), getattr(spreads[-1], name), COLOURS["dark_grey"])
        for name, words in LABELS.items()
        if spreads
    ]
    if highlight:
        last = next(point for point in reversed(highlight.points) if not is_missing(point.value))
        ends.append(End(f"<b>{wrapped(highlight.name, LABEL_WIDTH)}</b>", float(last.value or 0), COLOURS["dark_blue"]))
    return ends


def _table(spreads: Sequence[Spread], metric: Metric) -> pd.DataFrame:
    columns = {"Period": [period_label(spread.start, spread.months) for spread in spreads]}
    for words, name in PERCENTILES.items():
        columns[f"{words} percentile"] = [number(getattr(spread, name), metric) for spread in spreads]
    columns["Places with a figure"] = [f"{spread.places:,}" for spread in spreads]
    return pd.DataFrame(columns)
