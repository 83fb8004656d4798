"""The verdicts of one place as a table: figure, the four cells, rank, and the change since the baseline."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from domain.change import Change
from domain.metric import Metric, Polarity
from domain.observation import Mark
from domain.period import Period
from domain.place import Level
from domain.reason import Reason
from domain.source import Nature, Source
from domain.standout import Standout
from domain.verdict import TrendAnswer, Verdict
from ui.address import href
from ui.captions import since_last_break
from ui.charts import Point
from ui.four_cells import CELLS, four_brief_cells, four_cells, rank_cell
from ui.numbers import NO_INTERVAL, age, interval, is_missing, number, period_label
from ui.sentences import counted
from ui.shared_notes import Notes, notes_of
from ui.since_baseline import since_words
from ui.sparkline import sparkline_image, sparkline_label
from ui.tables import Cell, Column, Content, table
from ui.tipping import shared_tips
from ui.wording import FIGURE_MARKS, NATURES, PLACE_LEVELS, REASONS

YEAR = 12  # months
OLD_YEARS = 2  # from here on a figure says how old it is
SPARK_POINTS = 15  # the latest; more would not be told apart in the width of a word
TAGS = {
    Standout.CONCERN: "Concern",
    Standout.STRENGTH: "Strength",
    Standout.WEAK_CONCERN: "Worst fifth, weaker evidence",
    Standout.WEAK_STRENGTH: "Best fifth, weaker evidence",
}
FIFTHS = ("best fifth", "second-best fifth", "middle fifth", "second-worst fifth", "worst fifth")
PLAIN_FIFTHS = ("lowest fifth", "second-lowest fifth", "middle fifth", "second-highest fifth", "highest fifth")
MADE_UP_OF = (Mark.SUMMED, Mark.SAME_LAND, Mark.RECODED)
Naming = Callable[[Verdict], str]
"""How the comparator of a verdict is named: "England", "the rest of North West"."""


@dataclass(frozen=True)
class VerdictRow:
    """One verdict with what it is for its place, the source of its figure, and the whole series, oldest first.

    ``moved`` is the change since the baseline, where there is one.
    """

    verdict: Verdict
    metric: Metric
    standing: Standout
    source: Source | None
    points: tuple[Point, ...]
    moved: Change | None = None


def verdict_table(
    rows: Sequence[VerdictRow],
    *,
    against: str,
    naming: Naming,
    caption: str,
    today: dt.date,
    release: str = "",
    brief: bool = False,
    notes: Notes = MappingProxyType({}),
) -> str:
    """One row for each verdict; ``against`` heads the comparison, ``naming`` names it in each row.

    A brief table says in each row what the verdict is for the place, and leaves out the sparklines and the change
    since the baseline, for when there are a hundred rows; its cells open ``notes``. ``release`` names the build of the
    figures.
    """
    headings = CELLS | {"level": f"Against {against}"}
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("figure", "Figure"),
        *(Column(key, title) for key, title in headings.items()),
        Column("rank", "Among places of its kind"),
    ]
    cells = [verdict_cells(row, naming=naming, today=today, release=release, brief=brief, notes=notes) for row in rows]
    return table(cells, columns, caption=caption, caption_hidden=True)


def brief_notes(rows: Iterable[VerdictRow]) -> Notes:
    """The notes that the cells of brief tables share."""
    return notes_of(text for row in rows for text in shared_tips(row.verdict, row.metric).values())


def verdict_cells(
    row: VerdictRow,
    *,
    naming: Naming,
    today: dt.date,
    release: str = "",
    brief: bool = False,
    notes: Notes = MappingProxyType({}),
) -> dict[str, Content]:
    """The cells of one row by the key of their column."""
    verdict, metric, against = row.verdict, row.metric, naming(row.verdict)
    address = href("metric", metric=metric, place=verdict.place_code, compare=verdict.comparator)
    if brief:
        cells = four_brief_cells(verdict, metric, notes)
    else:
        cells = four_cells(verdict, metric, against=against, release=release, moved=row.moved)
    level = replace(cells["level"], note=_about_level(verdict, metric, against, cells["level"].note))
    return {
        "measure": Cell(metric.title, href=address, note=_about_figure(row, today, brief=brief)),
        "figure": Cell(number(verdict.value, metric), note=_limits(verdict, metric, brief=brief)),
        "level": level,
        "trend": cells["trend"] if brief else _drawn(cells["trend"], row),
        "trajectory": cells["trajectory"],
        "assurance": cells["assurance"],
        "rank": _rank(verdict, metric, brief=brief),
    }


def _about_figure(row: VerdictRow, today: dt.date, *, brief: bool) -> str:
    """Its period, its age where that is great, and everything a reader must know about it."""
    verdict = row.verdict
    notes = [TAGS.get(row.standing, "") if brief else "", period_label(verdict.period_start, verdict.period_months)]
    ended = Period(start=verdict.period_start, months=verdict.period_months).end
    if (today - ended).days >= OLD_YEARS * 365:
        notes.append(age(ended, today))
    if verdict.stale and verdict.reason:
        notes.append(f"nothing newer: {REASONS[verdict.reason].because}")
    if verdict.mark:
        notes.append(FIGURE_MARKS[verdict.mark])
    notes += [f"some earlier figures {FIGURE_MARKS[mark]}" for mark in _earlier_marks(row)]
    if row.source and row.source.nature is not Nature.CURRENT:
        notes.append(NATURES[row.source.nature])
    following = row.metric.next_release or (row.source.next_release if row.source else None)
    if following:
        notes.append(f"next figures {following}")
    return _sentences(notes)


def _earlier_marks(row: VerdictRow) -> list[Mark]:
    marks = {point.mark for point in row.points}
    return [mark for mark in MADE_UP_OF if mark in marks and mark is not row.verdict.mark]


def _limits(verdict: Verdict, metric: Metric, *, brief: bool) -> str:
    limits = interval(verdict.lower, verdict.upper, metric)
    if limits == NO_INTERVAL:
        return "" if brief else "no interval published"  # the level says so too
    return f"95% interval {limits}"


def _about_level(verdict: Verdict, metric: Metric, against: str, note: str) -> str:
    """The comparator's own figure, and whether chance could explain the difference after all."""
    theirs = "" if is_missing(verdict.benchmark) else f"{against}: {number(verdict.benchmark, metric)}"
    return _sentences([theirs, note])


def _drawn(cell: Cell, row: VerdictRow) -> Cell:
    """The trend with the shape of what may be compared with the latest figure, and the change since the baseline."""
    points = since_last_break(row.points, row.metric)[-SPARK_POINTS:]
    said = [_years_of_trend(row.verdict), since_words(row.moved, row.metric)]
    if len(points) < 2:
        return replace(cell, note=_sentences(said))
    values = [point.value for point in points]
    words = sparkline_label(values, [period_label(point.start, point.months) for point in points], row.metric)
    picture = sparkline_image(
        values, [point.lower for point in points], [point.upper for point in points], label=f"It {words}"
    )
    return replace(cell, note=_sentences([*said, f"line from {points[0].start.year}"]), picture=picture)


def _years_of_trend(verdict: Verdict) -> str:
    """How far back the trend looks, because the change beside it may look further and say something else."""
    if verdict.trend is TrendAnswer.CANNOT_BE_CALCULATED or not verdict.points:
        return ""
    return f"over its latest {counted(verdict.points, 'year' if verdict.period_months == YEAR else 'figure')}"


def _rank(verdict: Verdict, metric: Metric, *, brief: bool) -> Cell:
    """The rank with its interval, and the fifth; no fifth either where places differ by less than their error."""
    ranked, among = rank_cell(verdict), PLACE_LEVELS[Level(verdict.group_level)]
    if verdict.rank:
        ranked = replace(ranked, note=f"among {among}, compared with each other: {ranked.note}")
    if not verdict.fifth or verdict.rank_reason is Reason.MOSTLY_NOISE:
        return ranked
    name = (PLAIN_FIFTHS if metric.polarity is Polarity.NEUTRAL else FIFTHS)[verdict.fifth - 1]
    if verdict.rank:
        return replace(ranked, note=f"{ranked.note}; {name}")
    why = REASONS[verdict.rank_reason].label.rpartition(": ")[2] if verdict.rank_reason and not brief else ""
    compared = f"of {verdict.fifth_of} {among}, compared with each other"
    return Cell(name, note=f"{compared}; no rank: {why}" if why else compared)


def _sentences(notes: Sequence[str]) -> str:
    parts = [note.strip().rstrip(".") for note in notes if note]
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)
