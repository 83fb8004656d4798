"""How many entries of the library are about a metric, a mission or a place, with which results and how strong."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.evidence import Result
from domain.practice import Practice
from metrics.last_few import LastFew
from metrics.learning.grading import grade_of_practice

COMPARED = 3  # from here on a study compares with places that did not take part

Tally = dict[Result, tuple[int, int]]
"""By result: how many entries, and how many of them on evidence of level 3 or more."""


@dataclass(frozen=True)
class EntryCounts:
    """Entries by what they are about, each counted by its result; and the entry of a transformation by its id."""

    of_metric: Mapping[str, Tally]
    of_mission: Mapping[str, Tally]
    of_place: Mapping[str, Tally]
    of_transformation: Mapping[str, str]


_counted: LastFew[EntryCounts] = LastFew()


def entry_counts(entries: Mapping[str, Practice]) -> EntryCounts:
    """The counts of all entries, made once for each mapping the desk hands out."""
    return _counted.of(entries, "counts", lambda: _count(entries))


def _count(entries: Mapping[str, Practice]) -> EntryCounts:
    metrics: dict[str, Tally] = {}
    missions: dict[str, Tally] = {}
    places: dict[str, Tally] = {}
    graded: dict[tuple[object, ...], bool] = {}  # most entries are like one another in all that grades them
    for one in entries.values():
        alike = (one.design, one.study_checks, one.link is None)
        firm = graded[alike] if alike in graded else graded.setdefault(alike, _is_firm(one))
        measured = (one.effect.metric_id,) if one.effect and one.effect.metric_id else ()
        _add(metrics, {*one.metric_ids, *measured}, one.result, firm=firm)
        _add(missions, set(one.mission_ids), one.result, firm=firm)
        _add(places, set(one.place_codes), one.result, firm=firm)
    own = {one.transformation_id: one.practice_id for one in entries.values() if one.transformation_id}
    return EntryCounts(metrics, missions, places, own)


def _is_firm(one: Practice) -> bool:
    grade = grade_of_practice(one)
    return grade is not None and grade.level >= COMPARED


def _add(found: dict[str, Tally], ids: set[str], result: Result, *, firm: bool) -> None:
    for own_id in ids:
        tally = found.setdefault(own_id, {})
        many, strong = tally.get(result, (0, 0))
        tally[result] = (many + 1, strong + firm)
