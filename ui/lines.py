"""Lines over time: real dates, gaps where there is no figure, breaks as rules with their words."""

from collections.abc import Sequence

import pandas as pd

from domain.metric import Metric
from ui.captions import series_alt, series_summary, series_title
from ui.charts import Chart, Figure, PlaceSeries, Point, layout, line_colours, wrapped
from ui.marks import MID_GREY
from ui.numbers import interval, is_missing, number, period_label
from ui.points import value_range
from ui.theme import COLOURS
from ui.timeline import HEIGHT, LABEL_WIDTH, End, breaks_within, frame, line_trace, middle, stretch, time_axis, unbroken
from ui.wording import DOUBTFUL, FIGURE_MARKS

MOST_LABELS = 10
RIBBON = "rgba(18, 67, 109, 0.18)"
INKS = frozenset({COLOURS["dark_blue"], COLOURS["dark_grey"], COLOURS["dark_pink"], MID_GREY})  # dark enough to letter


def lines(
    series_by_place: Sequence[PlaceSeries],
    metric: Metric,
    *,
    highlight: str | None = None,
    comparator: str | None = None,
    title: str = "",
    source_line: str = "",
) -> Chart:
    """Series over time; the highlighted one in dark blue with its interval, the comparator in black, others grey.

    ``highlight`` and ``comparator`` are codes of series. A period without a figure may be given as a
    point without a value or left out: either way the line is not drawn across it.
    """
    drawn = [series for series in series_by_place if any(not is_missing(p.value) for p in series.points)]
    chosen = next((series for series in drawn if series.code == highlight), None)
    reasons = [a_break.reason for a_break in breaks_within(stretch(drawn), metric)]
    return Chart(
        title=title or series_title(chosen, metric),
        summary=series_summary(drawn, metric, breaks=reasons),
        figure=_figure(drawn, metric, chosen, comparator),
        alt=series_alt(drawn, metric, breaks=reasons),
        table=series_table(series_by_place, metric),
        source_line=source_line,
    )


def series_table(all_series: Sequence[PlaceSeries], metric: Metric) -> pd.DataFrame:
    """The table behind a line chart, one row a place and period."""
    rows = [(series, point) for series in all_series for point in series.points]
    return pd.DataFrame(
        {
            "Place": [series.name for series, _ in rows],
            "Period": [period_label(point.start, point.months) for _, point in rows],
            "Value": [number(point.value, metric) for _, point in rows],
            "95% interval": [interval(point.lower, point.upper, metric) for _, point in rows],
            "Note": [FIGURE_MARKS[p.mark] if p.mark else "none" if p.firm else DOUBTFUL for _, p in rows],
        }
    )


def _figure(drawn: Sequence[PlaceSeries], metric: Metric, chosen: PlaceSeries | None, comparator: str | None) -> Figure:
    highlight = chosen.code if chosen else None
    extent = _extent(drawn, chosen)
    colours = line_colours([series.code for series in drawn if series.code != comparator], highlight=highlight)
    colours |= {comparator: COLOURS["dark_grey"]} if comparator and comparator != highlight else {}
    runs = {series.code: unbroken(series.points, metric) for series in drawn}
    ordered = sorted(drawn, key=lambda series: (series.code == highlight, series.code == comparator))
    data = [ribbon(runs[chosen.code])] if chosen else []
    for series in ordered:
        width = 3.0 if series is chosen else 2.0
        colour, dashed = colours[series.code], series.stands_in
        data.append(line_trace(runs[series.code], metric, series.name, colour=colour, width=width, dashed=dashed))
    labelled = [s for s in drawn if len(drawn) <= MOST_LABELS or s.code in {highlight, comparator}]
    ends = [_end(series, runs[series.code][-1][-1], colours[series.code], chosen) for series in labelled]
    periods = stretch([chosen] if chosen else drawn)
    return {
        "data": data or [{"type": "scatter", "x": [], "y": []}],
        "layout": layout(
            HEIGHT, xaxis=time_axis(periods), **frame(metric, breaks_within(stretch(drawn), metric), ends, extent)
        ),
    }


def ribbon(runs: Sequence[Sequence[Point]]) -> Figure:
    """The 95% intervals of a line's figures as one shape, cut wherever the line is."""
    x: list[str | None] = []
    y: list[float | None] = []
    for run in runs:
        known = [point for point in run if not (is_missing(point.lower) or is_missing(point.upper))]
        dates = [middle(point).isoformat() for point in known]
        x += [*dates, *reversed(dates), *dates[:1], None]
        y += [*(p.upper for p in known), *(p.lower for p in reversed(known)), *(p.upper for p in known[:1]), None]
    outline = {"width": 1, "color": RIBBON}
    shape = {"type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": RIBBON, "hoverinfo": "skip"}
    return shape | {"x": x, "y": y, "line": outline}


def _end(series: PlaceSeries, last: Point, colour: str, chosen: PlaceSeries | None) -> End:
    words = wrapped(series.name, LABEL_WIDTH)
    words = f"<b>{words}</b>" if series is chosen else words
    return End(words, float(last.value or 0.0), colour if colour in INKS else COLOURS["black"])


def _extent(drawn: Sequence[PlaceSeries], chosen: PlaceSeries | None) -> list[float]:
    values = [point.value for series in drawn for point in series.points]
    limits = [limit for point in (chosen.points if chosen else ()) for limit in (point.lower, point.upper)]
    return value_range([*values, *limits])
