"""The fan chart: the figures so far, the range in which those to come are expected, and the path to a target."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from domain.metric import Metric
from domain.prospect import FanYear, Prospect
from ui.charts import Chart, Figure, PlaceSeries, Point, key_list, layout, swatch, wrapped
from ui.fan_words import fan_alt, fan_summary, fan_title, target_words
from ui.lines import ribbon
from ui.marks import MID_GREY
from ui.numbers import NO_FIGURE, interval, is_missing, number, period_label
from ui.points import value_range
from ui.theme import COLOURS
from ui.timeline import HEIGHT, LABEL_WIDTH, End, breaks_within, frame, line_trace, middle, unbroken

OUTER, INNER = "#E6EBF0", "#C3CFDB"
NOT_SO_FAR = "no path"
MOST_YEARS = 5  # named along the axis: as many as a phone has room for


def fan(prospect: Prospect, metric: Metric, history: PlaceSeries, *, title: str = "", source_line: str = "") -> Chart:
    """What lies ahead of one place, drawn on to its figures so far.

    ``history`` is the series the prospect was made from. The range expected four times in five is the darker band, that
    19 times in 20 the paler; the path to the target is a dotted line with the target as a diamond at its end.
    """
    known = [point for point in history.points if not is_missing(point.value)]
    ahead = [_ahead(known[-1], year.year - prospect.newest_year, year.middle) for year in prospect.fan] if known else []
    return Chart(
        title=title or fan_title(prospect, metric, place=history.name),
        summary=fan_summary(prospect, metric),
        figure=_figure(prospect, metric, history, known, ahead),
        alt=fan_alt(prospect, metric, history),
        table=_table(prospect, metric, history, ahead),
        source_line=source_line,
        key=_key(prospect),
    )


def _ahead(newest: Point, years: int, value: float | None) -> Point:
    """A point so many years after the newest figure, or before it where negative."""
    start = newest.start
    leap = start.month == 2 and start.day == 29
    return Point(dt.date(start.year + years, start.month, 28 if leap else start.day), newest.months, value)


def _figure(
    prospect: Prospect, metric: Metric, history: PlaceSeries, known: Sequence[Point], ahead: Sequence[Point]
) -> Figure:
    runs = unbroken(history.points, metric)
    data = [ribbon(runs)]
    if ahead:
        opening = [*_start(prospect, known[-1]), *zip(ahead, prospect.fan, strict=True)]
        data += [_band(opening, "lower95", "upper95", OUTER), _band(opening, "lower80", "upper80", INNER)]
        data.append(_middle_line([known[-1], *ahead], metric))
    data.append(line_trace(runs, metric, history.name, colour=COLOURS["dark_blue"], width=3.0))
    path = [_ahead(known[-1], year - prospect.newest_year, value) for year, value in prospect.path] if known else []
    if path:
        data += _path(path, metric)
    breaks = breaks_within(known, metric)
    ends = _ends(prospect, metric, history, known)
    points = sorted({point.start: point for point in (*ahead, *path, *known)}.values(), key=lambda one: one.start)
    return {
        "data": data,
        "layout": layout(HEIGHT, xaxis=_years(points), **frame(metric, breaks, ends, _extent(prospect, history))),
    }


def _years(points: Sequence[Point]) -> Figure:
    """An axis of whole years, counted back from the last: a year is the one in which a period has its middle."""
    last_of = {middle(point).year: point for point in points}
    years = sorted(last_of, reverse=True)
    kept = years[:: max(-(-len(years) // MOST_YEARS), 1)]
    return {
        "type": "date",
        "tickvals": [middle(last_of[year]).isoformat() for year in kept],
        "ticktext": [str(year) for year in kept],
        "tickangle": 0,
    }


def _start(prospect: Prospect, newest: Point) -> list[tuple[Point, FanYear]]:
    """The point from which the fan opens: the newest figure, as exact as it was published."""
    value = float(newest.value or 0.0)
    return [(newest, FanYear(prospect.newest_year, value, value, value, value, value))]


def _band(opening: Sequence[tuple[Point, FanYear]], low: str, high: str, colour: str) -> Figure:
    dates = [middle(point).isoformat() for point, _ in opening]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*dates, *reversed(dates)],
        "y": [*(getattr(year, high) for _, year in opening), *(getattr(year, low) for _, year in reversed(opening))],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 1, "color": MID_GREY if colour == INNER else colour},
        "hoverinfo": "skip",
    }


def _middle_line(points: Sequence[Point], metric: Metric) -> Figure:
    line = line_trace([points], metric, "Middle of what is expected", colour=COLOURS["dark_blue"], width=2.0)
    line["line"]["dash"] = "dash"
    return line


def _path(path: Sequence[Point], metric: Metric) -> list[Figure]:
    """The straight way from the baseline to the target, and the target at its end."""
    line = line_trace([path], metric, "Path to the target", colour=COLOURS["dark_pink"], width=2.0)
    line["line"]["dash"] = "dot"
    goal = line_trace([path[-1:]], metric, "Target", colour=COLOURS["dark_pink"], width=2.0)
    goal |= {"mode": "markers", "marker": {"symbol": "diamond", "size": 14, "color": COLOURS["dark_pink"]}}
    return [line, goal]


def _ends(prospect: Prospect, metric: Metric, history: PlaceSeries, known: Sequence[Point]) -> list[End]:
    ends = []
    if prospect.fan:
        ends.append(End(wrapped("Middle of what is expected", LABEL_WIDTH), prospect.fan[-1].middle, COLOURS["black"]))
    elif known:
        name = f"<b>{wrapped(history.name, LABEL_WIDTH)}</b>"
        ends.append(End(name, float(known[-1].value or 0.0), COLOURS["dark_blue"]))
    if prospect.path:
        words = wrapped(f"Target: {target_words(prospect, metric, bare=True)}", LABEL_WIDTH)
        ends.append(End(words, prospect.path[-1][1], COLOURS["dark_pink"]))
    return ends


def _extent(prospect: Prospect, history: PlaceSeries) -> list[float]:
    seen = [number for point in history.points for number in (point.value, point.lower, point.upper)]
    coming = [number for year in prospect.fan for number in (year.lower95, year.upper95)]
    return value_range([*seen, *coming, *(value for _, value in prospect.path)])


def _key(prospect: Prospect) -> str:
    entries = []
    if prospect.fan:
        entries = [(swatch(INNER), "expected four times in five"), (swatch(OUTER), "expected 19 times in 20")]
    if prospect.path:
        entries.append((swatch(COLOURS["dark_pink"]), "dotted: the straight path to the target, a diamond at its end"))
    return key_list(entries) if entries else ""


def _table(prospect: Prospect, metric: Metric, history: PlaceSeries, ahead: Sequence[Point]) -> pd.DataFrame:
    """The figures so far, then what is expected of each year to come."""
    steps = dict(prospect.path)
    rows = [
        (
            period_label(point.start, point.months), number(point.value, metric),
            interval(point.lower, point.upper, metric), "published", "published", _step(steps, point, prospect, metric),
        )
        for point in history.points
    ]  # fmt: skip
    rows += [
        (
            period_label(point.start, point.months), f"{number(year.middle, metric)} expected", "none yet",
            interval(year.lower80, year.upper80, metric), interval(year.lower95, year.upper95, metric),
            number(steps[year.year], metric) if year.year in steps else NOT_SO_FAR,
        )
        for point, year in zip(ahead, prospect.fan, strict=False)  # no history, no years to come
    ]  # fmt: skip
    names = ["Period", "Figure", "95% interval", "Expected four times in five", "Expected 19 times in 20"]
    frame_of = pd.DataFrame(rows or [(NO_FIGURE,) * 6], columns=[*names, "Path to the target"])
    return frame_of if prospect.path else frame_of.drop(columns="Path to the target")


def _step(steps: dict[int, float], point: Point, prospect: Prospect, metric: Metric) -> str:
    year = middle(point).year
    return number(steps[year], metric) if year in steps and year >= prospect.baseline_year else NOT_SO_FAR
