"""The axis of time: where a figure stands on it, what a line may join, breaks, and names at the ends of lines."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from domain.metric import Break, Metric
from domain.observation import Mark
from domain.period import Period
from ui.charts import Figure, PlaceSeries, Point, annotation, wrapped
from ui.numbers import interval, is_missing, number, period_label, unit_words
from ui.theme import COLOURS
from ui.wording import DOUBTFUL, FIGURE_MARKS

HEIGHT = 430
BOTTOM, RIGHT = 56, 122  # pixels around the plot
TOP, TOP_WITH_BREAKS = 34, 92
LABEL_WIDTH = 15  # characters of a name at the end of its line
LINE_OF_TEXT = 18  # pixels
NARROWEST = 190  # pixels: the plot on a phone
LETTER = 8  # pixels


@dataclass(frozen=True)
class End:
    """The end of a line: the words beside it, its value, and the colour of the words."""

    words: str
    value: float
    ink: str


def middle(point: Point) -> dt.date:
    """The date a figure is drawn at: the middle of the period it covers."""
    end = Period(start=point.start, months=point.months).end
    return point.start + (end - point.start) / 2


def period_year(start: dt.date, months: int) -> int:
    """The year in which a period has its middle: 2019 for 2018 to 2020, and for April 2019 to March 2020."""
    return middle(Point(start, months, None)).year


def unbroken(points: Sequence[Point], metric: Metric) -> list[list[Point]]:
    """The runs of points a line may join: cut at a missing figure, a missing period and a break in the series."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if is_missing(point.value):
            runs.append([])
            continue
        if runs[-1] and _parted(runs[-1][-1], point, metric):
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def breaks_within(points: Sequence[Point], metric: Metric) -> list[Break]:
    """The metric's breaks that lie between the first and the last of the figures."""
    starts = [point.start for point in points if not is_missing(point.value)]
    return [a_break for a_break in metric.breaks if starts and min(starts) < a_break.on <= max(starts)]


def time_axis(points: Sequence[Point]) -> Figure:
    """An axis of real dates whose ticks stand at figures and carry the words of their periods."""
    labels = [wrapped(period_label(point.start, point.months), 11) for point in points]
    widest = max((len(line) for label in labels for line in label.split("<br>")), default=1)
    most = max(NARROWEST // (widest * LETTER + 4), 2)
    step = max(-(-len(points) // most), 1)
    kept = range(len(points) - 1, -1, -step)
    return {
        "type": "date",
        "tickvals": [middle(points[i]).isoformat() for i in kept],
        "ticktext": [labels[i] for i in kept],
        "tickangle": 0,
    }


def frame(metric: Metric, breaks: Sequence[Break], ends: Sequence[End], extent: Sequence[float]) -> Figure:
    """The parts of a layout that every chart over time shares: margins, unit, names at the right, breaks."""
    top = TOP_WITH_BREAKS if breaks else TOP
    unit = annotation(
        wrapped(unit_words(metric), 44, most_lines=1),
        x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=top - LINE_OF_TEXT - 10,
    )  # fmt: skip
    return {
        "margin": {"l": 8, "r": RIGHT, "t": top, "b": BOTTOM},
        "yaxis": {"range": list(extent), "nticks": 6},
        "annotations": [unit, *_end_labels(ends, extent, height=HEIGHT - top - BOTTOM), *map(_break_words, breaks)],
        "shapes": [_break_rule(one) for one in breaks],
    }


def line_trace(
    runs: Sequence[Sequence[Point]], metric: Metric, name: str, *, colour: str, width: float, dashed: bool = False
) -> Figure:
    """One line with gaps between its runs; figures that are not firm are hollow."""
    points = [point for run in runs for point in (*run, None)]
    firm = [point is None or point.firm for point in points]
    marked = width > 2 or not all(firm) or any(len(run) == 1 for run in runs)
    return {
        "type": "scatter",
        "mode": "lines+markers" if marked else "lines",
        "x": [middle(point).isoformat() if point else None for point in points],
        "y": [point.value if point else None for point in points],
        "line": {"color": colour, "width": width, "dash": "dash" if dashed else "solid"},
        "marker": {
            "size": 8 if width > 2 else 6,
            "color": [colour if one else COLOURS["white"] for one in firm],
            "line": {"color": colour, "width": 2},
        },
        "text": [point_words(name, point, metric) if point else "" for point in points],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }


def point_words(name: str, point: Point, metric: Metric) -> str:
    """One figure in words: "Hartlepool, 2023: 57.1 years (56.0 to 58.2), provisional"."""
    limits = "" if is_missing(point.lower) else f" ({interval(point.lower, point.upper, metric)})"
    doubt = f", {FIGURE_MARKS[point.mark]}" if point.mark else "" if point.firm else f", {DOUBTFUL}"
    return f"{name}, {period_label(point.start, point.months)}: {number(point.value, metric)}{limits}{doubt}"


def stretch(points: Sequence[PlaceSeries]) -> list[Point]:
    """One point for each period in which any of the series has one, in order of time."""
    return sorted({p.start: p for series in points for p in series.points}.values(), key=lambda point: point.start)


def _end_labels(ends: Sequence[End], extent: Sequence[float], *, height: int) -> list[Figure]:
    """Names at the right of the plot, each beside the end of its line, pushed apart until none covers another."""
    pixels = height / (extent[1] - extent[0])
    ordered = sorted(ends, key=lambda end: end.value)
    sizes = [LINE_OF_TEXT * (end.words.count("<br>") + 1) + 2 for end in ordered]
    centres = [(end.value - extent[0]) * pixels for end in ordered]
    for i in range(1, len(centres)):
        centres[i] = max(centres[i], centres[i - 1] + (sizes[i] + sizes[i - 1]) / 2)
    ceiling = float(height)
    for i in range(len(centres) - 1, -1, -1):
        centres[i] = min(centres[i], ceiling - sizes[i] / 2)
        ceiling = centres[i] - sizes[i] / 2
    return [
        annotation(
            end.words, x=1, xref="paper", xanchor="left", xshift=8, align="left",
            y=extent[0] + centre / pixels, yanchor="middle", font={"color": end.ink},
        )
        for end, centre in zip(ordered, centres, strict=True)
    ]  # fmt: skip


def _parted(before: Point, after: Point, metric: Metric) -> bool:
    if after.mark is Mark.BREAK or any(before.start < a_break.on <= after.start for a_break in metric.breaks):
        return True
    if metric.every_months is None:
        return False
    months = (after.start.year - before.start.year) * 12 + after.start.month - before.start.month
    return months > metric.every_months * 1.5


def _break_rule(a_break: Break) -> Figure:
    on = a_break.on.isoformat()
    ink = {"color": COLOURS["black"], "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": on, "x1": on, "y0": 0, "y1": 1, "yref": "paper", "line": ink}


def _break_words(a_break: Break) -> Figure:
    words = wrapped(f"Break: {a_break.reason}", 24)
    return annotation(words, x=a_break.on.isoformat(), y=1, yref="paper", yanchor="bottom", xanchor="center")
