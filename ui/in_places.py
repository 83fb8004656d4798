"""One measure in all places: how they spread over time, and which stand out from their nation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from domain.change import Change
from domain.disparity import NationalCount
from domain.metric import Metric
from domain.place import Place
from domain.verdict import Comparator, LevelAnswer, Verdict
from ui import summaries
from ui.address import anchor, href
from ui.beeswarm import beeswarm
from ui.charts import Benchmark, Chart, PlaceSeries
from ui.distribution import Spread, distribution_over_time
from ui.lines import lines
from ui.numbers import NO_INTERVAL, interval, number, period_label
from ui.rows import comparator_name, place_value
from ui.sentences import joined
from ui.summaries import Summary
from ui.tables import Cell, Column, Content, level_cell, table, trend_cell
from ui.wording import FIGURE_MARKS, PLACE_LEVELS, REASONS

FEW_PLACES = 12  # drawn one by one; more than that as a spread
SHOWN = 5
SIDES = {
    "worse": (LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE),
    "better": (LevelAnswer.BETTER, LevelAnswer.MUCH_BETTER),
    "lower": (LevelAnswer.LOWER, LevelAnswer.MUCH_LOWER),
    "higher": (LevelAnswer.HIGHER, LevelAnswer.MUCH_HIGHER),
}


@dataclass(frozen=True)
class Group:
    """Places that stand out from their nation in one direction, the surest first."""

    words: str  # "worse", "better", "higher", "lower"
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class InPlaces:
    """One measure over all places of its lowest level: figures, spread over time, who stands out, who moved."""

    metric: Metric
    summary: Summary
    verdicts: tuple[Verdict, ...] = ()
    spread: Sequence[Spread] = ()
    one_by_one: tuple[PlaceSeries, ...] = ()
    highlight: PlaceSeries | None = None
    count: NationalCount | None = None
    changes: tuple[Change, ...] = ()
    views: tuple[str, ...] = ()
    found: bool = False  # whether the reader's place is in what is shown

    @property
    def groups(self) -> tuple[Group, ...]:
        """The places that stand out after control of false discoveries, by side, the surest first."""
        flagged = [one for one in self.verdicts if one.flagged]
        flagged.sort(key=lambda one: (one.p if one.p is not None else 1.0, one.place_code))
        sides = [Group(words, tuple(one for one in flagged if one.level in SIDES[words])) for words in SIDES]
        return tuple(group for group in sides if group.verdicts)


def chart(chosen: InPlaces, places: Mapping[str, Place]) -> Chart:
    """The measure over time in all places; where it has one period only, every place as a mark."""
    metric, summary = chosen.metric, chosen.summary
    places_are = PLACE_LEVELS[summary.level]
    highlight = chosen.highlight
    if any(len(one.points) > 1 for one in chosen.one_by_one):
        drawn = {one.code: one for one in (*chosen.one_by_one, *([highlight] if highlight else []))}
        return lines(tuple(drawn.values()), metric, highlight=highlight.code if highlight else None)
    if len(chosen.spread) > 1:
        return distribution_over_time(chosen.spread, metric, places_are=places_are, highlight=highlight)
    rows = [place_value(verdict, places) for verdict in chosen.verdicts]
    period = period_label(summary.start, summary.months)
    own = highlight.code if highlight else None
    return beeswarm(rows, metric, highlight=own, benchmark=Benchmark("their nation", None), period=period)


def standing_out(chosen: InPlaces, places: Mapping[str, Place]) -> str:
    """The few places of which one can be surest, on each side."""
    metric, summary = chosen.metric, chosen.summary
    address = href("metric", metric=metric, level=summary.level)
    more = anchor(f"All {PLACE_LEVELS[summary.level]} on this measure", address)
    title = "<h3>Which places stand out</h3>"
    if not chosen.groups:
        return f"{title}<p>{escape(nobody_stands_out(summary))} {more}.</p>"
    sides = joined([f"{len(group.verdicts):,} {group.words}" for group in chosen.groups])
    lead = f"Of {summary.compared:,} {PLACE_LEVELS[summary.level]}, {summaries.chance_words(summary)}: {sides}."
    tables = "".join(
        f"<h4>{group.words.capitalize()}: the {min(SHOWN, len(group.verdicts))} surest of {len(group.verdicts):,}</h4>"
        + standouts_table(group, metric, places)
        for group in chosen.groups
    )
    return f"{title}<p>{escape(lead)}</p>{tables}<p>{more}.</p>"


def standouts_table(group: Group, metric: Metric, places: Mapping[str, Place]) -> str:
    """The surest few places of a group."""
    rows = [_standout(verdict, metric, places) for verdict in group.verdicts[:SHOWN]]
    columns = [
        Column("place", "Place", names_the_row=True),
        Column("value", "Figure and 95% interval"),
        Column("nation", "Compared with"),
        Column("level", "Level"),
        Column("trend", "Trend"),
    ]
    caption = f"{group.words.capitalize()} than their nation on {metric.title}"
    return table(rows, columns, caption=caption, caption_hidden=True)


def nobody_stands_out(summary: Summary) -> str:
    """Why no place can be said to stand out from its nation on a measure."""
    if summary.compared:
        return "No place differs from its nation by more than chance would explain."
    reason = next(iter(summary.level_reasons), None)
    why = REASONS[reason].sentence if reason else ""
    return f"No place can be said to stand out from its nation. {why}".strip()


def _standout(verdict: Verdict, metric: Metric, places: Mapping[str, Place]) -> dict[str, Content]:
    place = places[verdict.place_code]
    limits = interval(verdict.lower, verdict.upper, metric)
    notes = [
        "" if limits == NO_INTERVAL else limits,
        period_label(verdict.period_start, verdict.period_months),
        FIGURE_MARKS[verdict.mark] if verdict.mark else "",
    ]
    name = comparator_name(place, Comparator.NATION, places, rest_of=verdict.rest_of)
    return {
        "place": Cell(place.name, href=href("profile", place=place, compare=Comparator.NATION)),
        "value": Cell(number(verdict.value, metric), note="; ".join(note for note in notes if note)),
        "nation": f"{name} {number(verdict.benchmark, metric, bare=True)}",
        "level": level_cell(verdict.level, verdict.level_reason),
        "trend": trend_cell(verdict.trend, verdict.trend_reason),
    }
