"""One mission's measures as HTML: the national figure, where places stand and go, what is missing, who stands out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from domain.metric import Metric, Role
from domain.period import Period
from domain.place import Place
from domain.source import Source
from domain.verdict import Verdict
from ui import prose, summaries
from ui.address import anchor, href
from ui.captions import series_words, since_last_break
from ui.charts import PlaceSeries
from ui.numbers import age, number, period_label
from ui.sparkline import sparkline_image
from ui.summaries import Summary
from ui.tables import Cell, Column, Content, table
from ui.wording import FIGURE_MARKS, trend_label

LATEST_YEARS = (
    "Which way places are going is judged on the latest years alone and needs a run of figures that do not overlap. "
    "The change since the baseline, counted above, compares two figures, so it can be told of more measures and may "
    "point another way."
)
STANDING_OUT = "Fewer places stand out than are better or worse: standing out allows for how many places are looked at."
ROLES_SAID = {Role.HEADLINE: "Headline measures", Role.SUPPORTING: "Supporting measures", Role.CONTEXT: "For context"}


@dataclass(frozen=True)
class Measure:
    """One measure of a mission: its summary over places, and the figure of the widest area that has one.

    ``nature`` says how its series is out of the ordinary; ``next_release`` is a date or words, where known.
    """

    metric: Metric
    role: Role
    summary: Summary | None
    national: Verdict | None = None
    national_place: Place | None = None
    series: PlaceSeries | None = None
    nature: str = ""
    next_release: str = ""


def how_to_read() -> str:
    """The key of the bars, and why they may seem to say other than the answers above them."""
    return f"{prose.paragraphs([f'{LATEST_YEARS} {STANDING_OUT}'])}{summaries.key()}"


def measures_table(measures: Sequence[Measure], role: Role, *, today: dt.date, mission: str) -> str:
    """The measures of one role that have figures."""
    rows = [_row(one, today) for one in measures if one.role is role and one.summary]
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("national", "Nationally"),
        Column("trend", "Which way places are going"),
        Column("level", "Places against their own nation"),
    ]
    return table(rows, columns, caption=f"{ROLES_SAID[role]} of {mission}", caption_hidden=True) if rows else ""


def holes(measures: Sequence[Measure], metrics: Mapping[str, Metric]) -> str:
    """The measures without figures, each with its reason and the nearest measure that has some."""
    items = "".join(f"<li>{_hole(one, metrics)}</li>" for one in measures if not one.summary)
    return f"<ul>{items}</ul>" if items else ""


def caveats(measures: Sequence[Measure]) -> str:
    """What to bear in mind about each measure, folded away until it is wanted."""
    parts = [
        prose.heading(one.metric.title, depth=3) + prose.bullets(one.metric.caveats)
        for one in measures
        if one.metric.caveats and one.summary
    ]
    return prose.opening("What to bear in mind about each measure", "".join(parts)) if parts else ""


def national_words(measure: Measure) -> str:
    """The national figure in words, or that there is none."""
    if measure.national is None or measure.national_place is None:
        return "no national figure"
    return number(measure.national.value, measure.metric)


def _row(measure: Measure, today: dt.date) -> dict[str, Content]:
    metric, summary = measure.metric, measure.summary
    notes = [metric.description.split(". ")[0].rstrip(".") + ".", measure.nature, measure.next_release]
    return {
        "measure": Cell(metric.title, href=href("metric", metric=metric), note=_sentences(notes)),
        "national": _national(measure, today),
        "trend": Cell(
            summaries.trend_words(summary), note=_places_period(measure, today), picture=summaries.bar(summary.trends)
        ),
        "level": Cell(
            summaries.level_words(summary), note=summaries.chance_words(summary), picture=summaries.bar(summary.levels)
        ),
    }


def _national(measure: Measure, today: dt.date) -> Cell:
    verdict, place = measure.national, measure.national_place
    if verdict is None or place is None:
        return Cell(national_words(measure))
    end = Period(start=verdict.period_start, months=verdict.period_months).end
    dated = f"{place.name}, {period_label(verdict.period_start, verdict.period_months)}, {age(end, today)}"
    mark = FIGURE_MARKS[verdict.mark] if verdict.mark else ""
    notes = [dated, mark, f"Trend: {trend_label(verdict.trend, verdict.trend_reason)}"]
    return Cell(national_words(measure), note=_sentences(notes), picture=_sparkline(measure))


def _sparkline(measure: Measure) -> str:
    points = since_last_break(measure.series.points, measure.metric) if measure.series else ()
    if measure.series is None or len(points) < 2:
        return ""
    limits = ([point.lower for point in points], [point.upper for point in points])
    words = f"{measure.series.name} {series_words(measure.series, measure.metric)}"
    return sparkline_image([point.value for point in points], *limits, label=words)


def _places_period(measure: Measure, today: dt.date) -> str:
    """Which period the places' figures are of, where the national figure is of another."""
    summary, verdict = measure.summary, measure.national
    same = verdict and (verdict.period_start, verdict.period_months) == (summary.start, summary.months)
    if same:
        return ""
    return f"Places have figures for {summaries.freshness_words(summary, today)}"


def _hole(measure: Measure, metrics: Mapping[str, Metric]) -> str:
    metric = measure.metric
    role = "headline" if measure.role is Role.HEADLINE else measure.role.value
    reason = metric.not_measured or "This build of the figures holds none."
    nearest = metrics.get(metric.nearest or "")
    near = f" Nearest: {anchor(nearest.title, href('metric', metric=nearest))}." if nearest else ""
    return f"{anchor(metric.title, href('metric', metric=metric))} ({role}). {escape(reason)}{near}"


def no_release_dates(measures: Sequence[Measure]) -> str:
    """For how many measures nobody has said when the next figures come."""
    unknown = sum(not one.next_release for one in measures)
    if not unknown:
        return ""
    which = "any of these measures" if unknown == len(measures) else f"{unknown} of these {len(measures)} measures"
    return f"<p>No date for the next figures is known for {which}.</p>"


def file_row(measure: Measure) -> dict[str, object]:
    """One measure as a row of a file."""
    metric, summary, verdict = measure.metric, measure.summary, measure.national
    row: dict[str, object] = {"Measure": metric.title, "Role": measure.role.value, "Unit": metric.unit}
    if summary is None:
        return row | {"Why no figures": metric.not_measured}
    if verdict is not None and measure.national_place is not None:
        row |= {
            "National figure for": measure.national_place.name,
            "National period": period_label(verdict.period_start, verdict.period_months),
            "National figure": verdict.value,
            "National lower 95% limit": verdict.lower,
            "National upper 95% limit": verdict.upper,
            "National trend": trend_label(verdict.trend, verdict.trend_reason),
        }
    return row | summaries.file_columns(summary) | {"Series": measure.nature or "current series"}


def next_release_words(metric: Metric, sources: Mapping[str, Source]) -> str:
    """When the next figures come, where anybody has said so."""
    told = [metric.next_release, *(sources[ref.source].next_release for ref in metric.series if ref.source in sources)]
    known = next((words for words in told if words), "")
    return f"Next figures: {known}" if known else ""


def _sentences(notes: Sequence[str]) -> str:
    parts = [note.rstrip(".") for note in notes if note]
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)
