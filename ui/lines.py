"""Lines over time: real dates, gaps where there is no figure, breaks as rules with their words."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from domain.metric import Break, Metric
from domain.period import Period
from ui.captions import series_alt, series_summary, series_title
from ui.charts import Chart, Figure, PlaceSeries, Point, annotation, layout, line_colours, wrapped
from ui.marks import MID_GREY
from ui.numbers import interval, is_missing, number, period_label, unit_words
from ui.points import value_range
from ui.theme import COLOURS

HEIGHT = 440
TOP, BOTTOM, RIGHT = 70, 56, 122  # pixels around the plot
LABEL_WIDTH = 15  # characters of a name at the end of its line
LINE_OF_TEXT = 17  # pixels
MOST_LABELS = 10
RIBBON = "rgba(18, 67, 109, 0.18)"


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
    breaks = [a_break for a_break in metric.breaks if _within(a_break, drawn)]
    reasons = [a_break.reason for a_break in breaks]
    return Chart(
        title=title or series_title(chosen, metric),
        summary=series_summary(drawn, metric, breaks=reasons),
        figure=_figure(drawn, metric, breaks, highlight=highlight, comparator=comparator),
        alt=series_alt(drawn, metric, breaks=reasons),
        table=series_table(drawn, metric),
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
        }
    )


def middle(point: Point) -> dt.date:
    """The date a figure is drawn at: the middle of the period it covers."""
    end = Period(start=point.start, months=point.months).end
    return point.start + (end - point.start) / 2


def unbroken(series: PlaceSeries, metric: Metric) -> list[list[Point]]:
    """The runs of points a line may join: cut at a missing figure, a missing period and a break in the series."""
    runs: list[list[Point]] = [[]]
    for point in series.points:
        if is_missing(point.value):
            runs.append([])
            continue
        if runs[-1] and _parted(runs[-1][-1], point, metric):
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def time_axis(points: Sequence[Point]) -> Figure:
    """An axis of real dates whose ticks stand at figures and carry the words of their periods."""
    labels = [period_label(point.start, point.months) for point in points]
    most = 6 if max(map(len, labels), default=0) <= 7 else 4
    step = max(-(-len(points) // most), 1)
    kept = range(len(points) - 1, -1, -step)
    return {
        "type": "date",
        "tickvals": [middle(points[i]).isoformat() for i in kept],
        "ticktext": [wrapped(labels[i], 11) for i in kept],
        "tickangle": 0,
    }


def end_labels(ends: Sequence[tuple[str, str, float, str]], extent: Sequence[float], *, height: int) -> list[Figure]:
    """Names at the right of the plot, each beside the end of its line, pushed apart until none covers another.

    Each end is the date, the words, the value and the colour.
    """
    if not ends:
        return []
    pixels = (height - TOP - BOTTOM) / (extent[1] - extent[0])
    ordered = sorted(ends, key=lambda end: end[2])
    sizes = [LINE_OF_TEXT * (words.count("<br>") + 1) for _, words, _, _ in ordered]
    places = [(value - extent[0]) * pixels for _, _, value, _ in ordered]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + (sizes[i] + sizes[i - 1]) / 2)
    ceiling = height - TOP - BOTTOM
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], ceiling - sizes[i] / 2)
        ceiling = places[i] - sizes[i] / 2
    return [
        annotation(
            words, x=1, xref="paper", xanchor="left", xshift=8, align="left",
            y=extent[0] + place / pixels, yanchor="middle", font={"color": colour},
        )
        for (_, words, _, colour), place in zip(ordered, places, strict=True)
    ]  # fmt: skip


def line_trace(runs: Sequence[Sequence[Point]], metric: Metric, name: str, *, colour: str, width: float, dash: str) -> Figure:
    """One line with gaps between its runs; figures that are not firm are hollow."""
    points = [point for run in runs for point in (*run, None)]
    marked = any(len(run) == 1 for run in runs) or width > 2
    firm = [point is None or point.firm for point in points]
    trace = {
        "type": "scatter",
        "mode": "lines+markers" if marked or not all(firm) else "lines",
        "x": [middle(point).isoformat() if point else None for point in points],
        "y": [point.value if point else None for point in points],
        "line": {"color": colour, "width": width, "dash": dash},
        "text": [_hover(name, point, metric) if point else "" for point in points],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }
    fill = [colour if one else COLOURS["white"] for one in firm]
    trace["marker"] = {"size": 8 if width > 2 else 6, "color": fill, "line": {"color": colour, "width": 2}}
    return trace


def _figure(
    drawn: Sequence[PlaceSeries],
    metric: Metric,
    breaks: Sequence[Break],
    *,
    highlight: str | None,
    comparator: str | None,
) -> Figure:
    chosen = next((series for series in drawn if series.code == highlight), None)
    extent = _extent(drawn, chosen)
    colours = line_colours([s.code for s in drawn if s.code != comparator], highlight=highlight)
    if comparator:
        colours[comparator] = COLOURS["dark_grey"]
    runs = {series.code: unbroken(series, metric) for series in drawn}
    ordered = sorted(drawn, key=lambda series: (series.code == highlight, series.code == comparator))
    data = [_ribbon(runs[chosen.code])] if chosen else []
    data += [_line(series, runs[series.code], metric, colours[series.code], highlight) for series in ordered]
    labelled = [s for s in drawn if len(drawn) <= MOST_LABELS or s.code in {highlight, comparator}]
    ends = [_end(series, runs[series.code][-1][-1], colours[series.code], highlight) for series in labelled]
    main = chosen or max(drawn, key=lambda series: len(series.points), default=None)
    return {
        "data": data or [{"type": "scatter", "x": [], "y": []}],
        "layout": layout(
            HEIGHT,
            margin={"l": 8, "r": RIGHT, "t": TOP, "b": BOTTOM},
            xaxis=time_axis([p for p in main.points if not is_missing(p.value)] if main else []),
            yaxis={"range": extent, "title": {"text": wrapped(unit_words(metric), 42)}, "nticks": 6},
            annotations=end_labels(ends, extent, height=HEIGHT) + [_break_words(one) for one in breaks],
            shapes=[_break_rule(one) for one in breaks],
        ),
    }


def _line(series: PlaceSeries, runs: list[list[Point]], metric: Metric, colour: str, highlight: str | None) -> Figure:
    width = 3.0 if series.code == highlight else 2.0
    return line_trace(runs, metric, series.name, colour=colour, width=width, dash="dash" if series.stands_in else "solid")


def _ribbon(runs: Sequence[Sequence[Point]]) -> Figure:
    x: list[str | None] = []
    y: list[float | None] = []
    for run in runs:
        known = [point for point in run if not (is_missing(point.lower) or is_missing(point.upper))]
        dates = [middle(point).isoformat() for point in known]
        x += [*dates, *reversed(dates), *dates[:1], None]
        y += [*(p.upper for p in known), *(p.lower for p in reversed(known)), *(p.upper for p in known[:1]), None]
    outline = {"width": 1, "color": RIBBON}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "toself", "fillcolor": RIBBON, "line": outline, "hoverinfo": "skip"}


def _end(series: PlaceSeries, last: Point, colour: str, highlight: str | None) -> tuple[str, str, float, str]:
    words = wrapped(series.name, LABEL_WIDTH)
    # Orange and turquoise are too pale for letters, so their names are written in black.
    ink = colour if colour in {COLOURS["dark_blue"], COLOURS["dark_grey"], COLOURS["dark_pink"], MID_GREY} else COLOURS["black"]
    return middle(last).isoformat(), f"<b>{words}</b>" if series.code == highlight else words, float(last.value or 0), ink


def _extent(drawn: Sequence[PlaceSeries], chosen: PlaceSeries | None) -> list[float]:
    values = [point.value for series in drawn for point in series.points]
    limits = [limit for point in (chosen.points if chosen else ()) for limit in (point.lower, point.upper)]
    return value_range([*values, *limits])


def _parted(before: Point, after: Point, metric: Metric) -> bool:
    if any(before.start < a_break.on <= after.start for a_break in metric.breaks):
        return True
    if metric.every_months is None:
        return False
    months = (after.start.year - before.start.year) * 12 + after.start.month - before.start.month
    return months > metric.every_months * 1.5


def _within(a_break: Break, drawn: Sequence[PlaceSeries]) -> bool:
    starts = [point.start for series in drawn for point in series.points if not is_missing(point.value)]
    return bool(starts) and min(starts) < a_break.on <= max(starts)


def _break_rule(a_break: Break) -> Figure:
    on = a_break.on.isoformat()
    ink = {"color": COLOURS["black"], "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": on, "x1": on, "y0": 0, "y1": 1, "yref": "paper", "line": ink}


def _break_words(a_break: Break) -> Figure:
    words = wrapped(f"Break: {a_break.reason}", 24)
    return annotation(words, x=a_break.on.isoformat(), y=1, yref="paper", yanchor="bottom", xanchor="center", align="center")


def _hover(name: str, point: Point, metric: Metric) -> str:
    limits = "" if is_missing(point.lower) else f" ({interval(point.lower, point.upper, metric)})"
    doubt = "" if point.firm else ", unreliable or provisional"
    return f"{name}, {period_label(point.start, point.months)}: {number(point.value, metric)}{limits}{doubt}"
