"""The verdicts of one place as a table: figure, where it stands, where it is going, and what would change that."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.metric import Metric, Polarity
from domain.observation import Mark
from domain.period import Period
from domain.place import Level
from domain.source import Nature, Source
from domain.standout import Standout
from domain.verdict import LevelAnswer, TrendAnswer, Verdict
from ui.address import href
from ui.captions import since_last_break
from ui.charts import Point
from ui.numbers import NO_INTERVAL, age, interval, is_missing, number, period_label
from ui.sentences import tipping_sentence
from ui.sparkline import sparkline_image, sparkline_label
from ui.tables import Cell, Column, Content, level_cell, table, trend_cell
from ui.wording import FIGURE_MARKS, NATURES, PLACE_LEVELS, REASONS

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
FAR = {LevelAnswer.SIMILAR: 0, LevelAnswer.NOT_COMPARED: 0} | {
    answer: 2 if answer.value.startswith("much_") else 1
    for answer in LevelAnswer
    if answer not in (LevelAnswer.SIMILAR, LevelAnswer.NOT_COMPARED)
}
UNREMARKABLE = (
    LevelAnswer.NOT_COMPARED, LevelAnswer.SIMILAR, TrendAnswer.CANNOT_BE_CALCULATED, TrendAnswer.NO_CLEAR_CHANGE,
)  # fmt: skip
Naming = Callable[[Verdict], str]
"""How the comparator of a verdict is named: "England", "the rest of North West"."""


@dataclass(frozen=True)
class VerdictRow:
    """One verdict with what it is for its place, the source of its figure, and the whole series, oldest first."""

    verdict: Verdict
    metric: Metric
    standing: Standout
    source: Source | None
    points: tuple[Point, ...]


def verdict_table(
    rows: Sequence[VerdictRow], *, against: str, naming: Naming, caption: str, today: dt.date, brief: bool = False
) -> str:
    """One row for each verdict; ``against`` heads the comparison, ``naming`` names it in each row.

    A brief table says in each row what the verdict is for the place, and leaves out the sparklines and what would
    change the verdict, for when there are a hundred rows.
    """
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("figure", "Figure"),
        Column("level", f"Against {against}"),
        Column("trend", "Trend"),
        Column("fifth", "Among places of its kind"),
    ]
    cells = [verdict_cells(row, naming=naming, today=today, brief=brief) for row in rows]
    return table(cells, columns, caption=caption, caption_hidden=True)


def verdict_cells(row: VerdictRow, *, naming: Naming, today: dt.date, brief: bool = False) -> dict[str, Content]:
    """The cells of one row by the key of their column."""
    verdict, metric = row.verdict, row.metric
    address = href("metric", metric=metric, place=verdict.place_code, compare=verdict.comparator)
    level = level_cell(
        verdict.level, verdict.level_reason, reliable=verdict.firm,
        note=_about_level(verdict, metric, naming, brief=brief),
    )  # fmt: skip
    trend = trend_cell(verdict.trend, verdict.trend_reason)
    return {
        "measure": Cell(metric.title, href=address, note=_about_figure(row, today, brief=brief)),
        "figure": Cell(number(verdict.value, metric), note=_limits(verdict, metric, brief=brief)),
        "level": _bare(level, verdict.level) if brief else level,
        "trend": _bare(trend, verdict.trend) if brief else _drawn(trend, row),
        "fifth": _fifth(verdict, metric, brief=brief),
    }


def _bare(cell: Cell, answer: LevelAnswer | TrendAnswer) -> Cell:
    """A cell of a brief table: only an answer that stands out keeps its mark, and the page stays light."""
    return replace(cell, drawing="") if answer in UNREMARKABLE else cell


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


def _about_level(verdict: Verdict, metric: Metric, naming: Naming, *, brief: bool) -> str:
    """The comparator's own figure, what would change the answer, and whether chance could explain it after all."""
    notes = []
    if not is_missing(verdict.benchmark):
        notes.append(f"{naming(verdict)}: {number(verdict.benchmark, metric)}")
    if not brief:
        notes += tipping_sentences(verdict, metric)
    if FAR[verdict.level] and not verdict.flagged:
        notes.append("Among so many places this could still be chance")
    return _sentences(notes)


def tipping_sentences(verdict: Verdict, metric: Metric) -> list[str]:
    """What would bring a verdict nearer to "similar"; for a similar one, both ways out of it."""
    ways = ((verdict.below_level, verdict.tip_below, False), (verdict.above_level, verdict.tip_above, True))
    here = FAR[verdict.level]
    return [
        tipping_sentence(answer, at, metric, upwards=upwards, now=verdict.level)
        for answer, at, upwards in ways
        if answer and not is_missing(at) and (FAR[answer] < here or here == 0)
    ]


def _drawn(cell: Cell, row: VerdictRow) -> Cell:
    """The trend with the shape of what may be compared with the latest figure."""
    points = since_last_break(row.points, row.metric)[-SPARK_POINTS:]
    if len(points) < 2:
        return cell
    values = [point.value for point in points]
    words = sparkline_label(values, [period_label(point.start, point.months) for point in points], row.metric)
    picture = sparkline_image(
        values, [point.lower for point in points], [point.upper for point in points], label=f"It {words}"
    )
    return replace(cell, note=f"since {points[0].start.year}", picture=picture)


def _fifth(verdict: Verdict, metric: Metric, *, brief: bool) -> Cell:
    if not verdict.fifth:
        return Cell("not placed")
    name = (PLAIN_FIFTHS if metric.polarity is Polarity.NEUTRAL else FIFTHS)[verdict.fifth - 1]
    among = f"of {verdict.fifth_of} {PLACE_LEVELS[Level(verdict.group_level)]}"
    return Cell(f"{name} {among}") if brief else Cell(name, note=among)


def _sentences(notes: Sequence[str]) -> str:
    parts = [note.strip().rstrip(".") for note in notes if note]
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)
