"""Finding entries of the library: which of them fit what a reader asks for, in which order, and what came of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Result
from domain.practice import CostBand, Practice, Stage
from metrics.last_few import LastFew
from metrics.learning.grading import grade_of_practice

NOT_GRADED = 0  # in place of a least level: those entries that have none
RELEVANCE, EVIDENCE, NEWEST, BY_TITLE = "relevance", "evidence", "newest", "title"


@dataclass(frozen=True, slots=True)
class Row:
    """What finding needs of one entry, read off it once. ``level`` is 0 where it is not graded."""

    practice_id: str
    title: str
    result: Result
    level: int
    band: CostBand | None
    year: int
    missions: frozenset[str]
    metrics: frozenset[str]
    places: frozenset[str]
    founding: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for; none is no matter. ``places`` are the codes of a place and of all that lie in it.

    ``ids`` are what a search found, the best first.
    """

    ids: tuple[str, ...] | None = None
    mission_id: str | None = None
    metric_id: str | None = None
    places: frozenset[str] | None = None
    result: Result | None = None
    grade: int | None = None
    band: CostBand | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Those that fit in their order, and how many of each result there are whichever result was asked for."""

    rows: tuple[Row, ...]
    by_result: Mapping[Result, int]

    @property
    def of_any_result(self) -> int:
        """How many there would be if no result had been asked for."""
        return sum(self.by_result.values())


class _RowByRow:
    """The row of each entry. One that is the very entry of the last time keeps its row: a check changes but one."""

    def __init__(self) -> None:
        self._kept: Mapping[str, tuple[Practice, Row]] = {}

    def of(self, entries: Mapping[str, Practice]) -> list[Row]:
        before = self._kept
        self._kept = now = {
            own_id: kept if (kept := before.get(own_id)) and kept[0] is one else (one, _row(one))
            for own_id, one in entries.items()
        }
        return [row for _one, row in now.values()]


_row_by_row = _RowByRow()
_read: LastFew[Mapping[str, tuple[Row, ...]]] = LastFew()
_results: LastFew[Mapping[Result, int]] = LastFew()
_counted: LastFew[int] = LastFew()


def found(entries: Mapping[str, Practice], wanted: Wanted, *, order: str) -> Found:
    """The entries that fit, in one pass over what was read off them; none where nothing is asked for."""
    if wanted == Wanted():
        return _every(entries, order)
    fitting = [row for row in _rows(entries, wanted, order) if _fits(row, wanted)]
    by_result = Counter(row.result for row in fitting)
    if wanted.result is not None:
        fitting = [row for row in fitting if row.result is wanted.result]
    return Found(tuple(fitting), by_result)


def _every(entries: Mapping[str, Practice], order: str) -> Found:
    """All there are: the same rows and the same counts for every reader who asks for nothing."""
    ordered = _ordered(entries)
    rows = ordered.get(order, ordered[EVIDENCE])
    return Found(rows, _results.of(entries, "results", lambda: Counter(row.result for row in rows)))


def founding_among(entries: Mapping[str, Practice]) -> int:
    """How many entries came with the product; counted once for as long as nothing is told."""
    return _counted.of(entries, "founding", lambda: sum(row.founding for row in _ordered(entries)[BY_TITLE]))


def year_of(practice: Practice) -> int:
    """The last year it is known to have run, or that anything was published of it; 0 where none is known."""
    sources = [one.year for one in practice.sources if one.year]
    return practice.ended_year or max(sources, default=0) or practice.started_year or 0


def _rows(entries: Mapping[str, Practice], wanted: Wanted, order: str) -> Iterable[Row]:
    ordered = _ordered(entries)
    if wanted.ids is None:
        return ordered.get(order, ordered[EVIDENCE])
    if order not in ordered:
        by_id = {row.practice_id: row for row in _of(wanted.ids, ordered[BY_TITLE])}
        return [by_id[own_id] for own_id in wanted.ids if own_id in by_id]
    return _of(wanted.ids, ordered[order])


def _of(ids: Collection[str], rows: Sequence[Row]) -> list[Row]:
    wanted = frozenset(ids)
    return [row for row in rows if row.practice_id in wanted]


def _ordered(entries: Mapping[str, Practice]) -> Mapping[str, tuple[Row, ...]]:
    """The rows of all entries in every order there is, read and sorted once for as long as nothing is told."""
    return _read.of(entries, "rows", lambda: _sorted(_row_by_row.of(entries)))


def _sorted(rows: list[Row]) -> Mapping[str, tuple[Row, ...]]:
    by_title = sorted(rows, key=lambda row: (row.title.casefold(), row.practice_id))
    newest = sorted(by_title, key=lambda row: -row.year)
    return {
        BY_TITLE: tuple(by_title), NEWEST: tuple(newest), EVIDENCE: tuple(sorted(newest, key=lambda row: -row.level)),
    }  # fmt: skip


def _row(one: Practice) -> Row:
    graded = grade_of_practice(one)
    return Row(
        practice_id=one.practice_id, title=one.title, result=one.result, level=graded.level if graded else NOT_GRADED,
        band=one.band, year=year_of(one), missions=frozenset(one.mission_ids), metrics=frozenset(one.metric_ids),
        places=frozenset(one.place_codes), founding=one.stage is Stage.FOUNDING,
    )  # fmt: skip


def _fits(row: Row, wanted: Wanted) -> bool:
    """All that is asked for but the result, the rarest questions last."""
    if wanted.mission_id is not None and wanted.mission_id not in row.missions:
        return False
    if wanted.metric_id is not None and wanted.metric_id not in row.metrics:
        return False
    if wanted.places is not None and wanted.places.isdisjoint(row.places):
        return False
    if wanted.grade is not None and not _strong_enough(row.level, wanted.grade):
        return False
    return wanted.band is None or row.band is wanted.band


def _strong_enough(level: int, least: int) -> bool:
    return level == NOT_GRADED if least == NOT_GRADED else level >= least
