"""The distance between places over time: as published in grey, free of sampling noise in blue, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from domain.disparity import Gap, GapChange, GapMeasure, Weighting
from domain.metric import Metric
from ui.charts import Chart, Figure, Point, key_list, layout, swatch
from ui.gap_units import as_measured, gap_interval, gap_number, gap_title, scaled
from ui.gap_words import BY_WHOM, gap_sentence
from ui.marks import MID_GREY
from ui.numbers import NO_INTERVAL, is_missing, period_label
from ui.points import value_range
from ui.theme import COLOURS
from ui.timeline import HEIGHT, End, breaks_within, frame, line_trace, middle, time_axis, unbroken
from ui.wording import GAP_MEASURES, REASONS

RIBBONS = {"plain": "rgba(118, 118, 118, 0.16)", "corrected": "rgba(18, 67, 109, 0.20)"}
CELLS = {"plain": ("value", "lower", "upper"), "corrected": ("corrected", "corrected_lower", "corrected_upper")}
NAMES = {"plain": "as published", "corrected": "noise taken out"}


@dataclass(frozen=True)
class Shown:
    """One measure of one weighting over time, ready to draw."""

    gaps: tuple[Gap, ...]
    metric: Metric
    measure: GapMeasure
    weighting: Weighting
    told: GapChange | None

    @property
    def corrected(self) -> bool:
        """Whether sampling noise could be taken out."""
        return any(not is_missing(gap.corrected) for gap in self.gaps)

    @property
    def known(self) -> tuple[Gap, ...]:
        """The periods that have a value."""
        return tuple(gap for gap in self.gaps if not is_missing(gap.value))

    def points(self, kind: str) -> list[Point]:
        """The line of one kind, "plain" or "corrected", in the unit it is shown in."""
        names = CELLS[kind]
        return [
            Point(gap.period_start, gap.period_months, *(scaled(getattr(gap, name), self.measure) for name in names))
            for gap in self.gaps
        ]


def extent_of(several: Sequence[Shown]) -> list[float]:
    """One axis for all of them, so that charts side by side can be compared by eye."""
    points = [point for shown in several for kind in NAMES for point in shown.points(kind)]
    return value_range([limit for point in points for limit in (point.value, point.lower, point.upper)])


def gap_lines(shown: Shown, extent: Sequence[float]) -> Chart:
    """One measure of distance over time for one weighting."""
    return Chart(
        title=_title(shown),
        summary=_summary(shown),
        figure=_figure(shown, extent),
        alt=_alt(shown),
        table=gap_table(shown),
        key=_key(shown),
    )


def gap_table(shown: Shown) -> pd.DataFrame:
    """The table behind the chart."""
    metric, measure = shown.metric, shown.measure
    return pd.DataFrame({
        "Period": [period_label(gap.period_start, gap.period_months) for gap in shown.gaps],
        "As published": [gap_number(gap.value, metric, measure) for gap in shown.gaps],
        "95% interval": [gap_interval(gap.lower, gap.upper, metric, measure) for gap in shown.gaps],
        "Noise taken out": [gap_number(gap.corrected, metric, measure) for gap in shown.gaps],
        "95% interval of that": [
            gap_interval(gap.corrected_lower, gap.corrected_upper, metric, measure) for gap in shown.gaps
        ],
        "Places": [f"{gap.places:,}" for gap in shown.gaps],
        "Note": [REASONS[gap.reason].label if gap.reason else "none" for gap in shown.gaps],
    })  # fmt: skip


def _title(shown: Shown) -> str:
    sentence = gap_sentence(shown.told, shown.metric).removesuffix(".")
    return f"{BY_WHOM[shown.weighting]}: {sentence[:1].lower()}{sentence[1:]}"


def _summary(shown: Shown) -> str:
    if not shown.known:
        reason = next((gap.reason for gap in shown.gaps if gap.reason), None)
        return f"There is nothing to draw: {REASONS[reason].because}." if reason else "There is nothing to draw."
    places = f"the same {shown.gaps[-1].places:,} places in every period"
    noise = "" if shown.corrected else " No intervals are published, so noise could not be taken out."
    return f"The {GAP_MEASURES[shown.measure]}, over {places}.{noise}"


def _figure(shown: Shown, extent: Sequence[float]) -> Figure:
    drawn = as_measured(shown.metric, shown.measure)
    kinds = [kind for kind in NAMES if kind == "plain" or shown.corrected]
    colours = {"plain": MID_GREY if shown.corrected else COLOURS["dark_blue"], "corrected": COLOURS["dark_blue"]}
    data, ends = [], []
    for kind in kinds:
        runs = unbroken(shown.points(kind), drawn)
        data.append(_ribbon(runs, RIBBONS[kind if shown.corrected else "corrected"]))
        data.append(line_trace(runs, drawn, NAMES[kind], colour=colours[kind], width=3.0 if kind == kinds[-1] else 2.0))
        if runs:
            ends.append(End(NAMES[kind], float(runs[-1][-1].value or 0.0), colours[kind]))
    points = shown.points("plain")
    axis = {"xaxis": time_axis(points)} if points else {}
    return {"data": data, "layout": layout(HEIGHT, **axis, **frame(drawn, breaks_within(points, drawn), ends, extent))}


def _ribbon(runs: Sequence[Sequence[Point]], colour: str) -> Figure:
    x: list[str | None] = []
    y: list[float | None] = []
    for run in runs:
        known = [point for point in run if not (is_missing(point.lower) or is_missing(point.upper))]
        dates = [middle(point).isoformat() for point in known]
        x += [*dates, *reversed(dates), *dates[:1], None]
        y += [*(point.upper for point in known), *(point.lower for point in reversed(known))]
        y += [*(point.upper for point in known[:1]), None]
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": colour, "hoverinfo": "skip",
        "x": x, "y": y, "line": {"width": 1, "color": colour},
    }  # fmt: skip


def _key(shown: Shown) -> str:
    if not shown.corrected:
        return ""
    return key_list([
        (swatch(MID_GREY), "as published, part of which is noise"),
        (swatch(COLOURS["dark_blue"]), "noise taken out"),
    ])  # fmt: skip


def _alt(shown: Shown) -> str:
    name = f"Line chart of {gap_title(shown.metric)}, {GAP_MEASURES[shown.measure]}. {BY_WHOM[shown.weighting]}."
    if not shown.known:
        return f"{name} {_summary(shown)}"
    first, last = shown.known[0], shown.known[-1]
    parts = [f"As published: {_from_to(shown, first, last, 'value')}"]
    if shown.corrected:
        parts.append(f"With noise taken out: {_from_to(shown, first, last, 'corrected')}")
    return f"{name} {'. '.join(parts)}. {gap_sentence(shown.told, shown.metric)}"


def _from_to(shown: Shown, first: Gap, last: Gap, name: str) -> str:
    prefix = "corrected_" if name == "corrected" else ""

    def said(gap: Gap) -> str:
        value = gap_number(getattr(gap, name), shown.metric, shown.measure)
        lower, upper = getattr(gap, f"{prefix}lower"), getattr(gap, f"{prefix}upper")
        limits = gap_interval(lower, upper, shown.metric, shown.measure)
        aside = "" if limits == NO_INTERVAL else f" ({limits})"
        return f"{value}{aside} in {period_label(gap.period_start, gap.period_months)}"

    return f"from {said(first)} to {said(last)}"
