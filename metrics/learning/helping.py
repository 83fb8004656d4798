"""What could help a place with a metric: every entry that bears on it, in one order at a time and never a blend."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.adoption import Adoption
from domain.chain import Fate
from domain.evidence import Result
from domain.metric import Metric
from domain.mission import Catalogue
from domain.practice import CostBand, Practice
from metrics.last_few import LastFew
from metrics.learning.chains import fate_of
from metrics.learning.finding import BY_TITLE, Row, Wanted, found
from metrics.learning.likeness import Surroundings


class Bearing(StrEnum):
    """How an entry bears on a metric."""

    METRIC = "metric"  # it is about this very metric
    MISSION = "mission"  # same mission, another measure


class Order(StrEnum):
    """What comes first. Strength, cost and likeness are never weighed together."""

    CLOSEST = "closest"
    STRONGEST = "strongest"
    CHEAPEST = "cheapest"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that bears on the metric, and the nearest place where it was tried, none where that cannot be told."""

    row: Row
    bearing: Bearing
    nearest_code: str | None
    distance: float | None


@dataclass(frozen=True, slots=True)
class _About:
    """The entries about each metric and each mission, by title."""

    of_metric: Mapping[str, Sequence[Row]]
    of_mission: Mapping[str, Sequence[Row]]


_about: LastFew[_About] = LastFew()


def candidates(
    entries: Mapping[str, Practice], metric: Metric, mission_ids: Collection[str], around: Surroundings, *, order: Order
) -> list[Candidate]:
    """Entries about the metric, then those of its missions on another measure; of every result, nothing left out.

    Those whose places cannot be set beside this one come last of their group where the closest come first.
    """
    about = _read(entries)
    direct = {row.practice_id: row for row in about.of_metric.get(metric.metric_id, ())}
    wider = {row.practice_id: row for own_id in sorted(mission_ids) for row in about.of_mission.get(own_id, ())}
    groups = {
        Bearing.METRIC: list(direct.values()),
        Bearing.MISSION: [row for own_id, row in wider.items() if own_id not in direct],
    }
    return [
        each
        for bearing, rows in groups.items()
        for each in _in_order([_candidate(row, bearing, around) for row in rows], order)
    ]


def missions_of(metric: Metric, catalogue: Catalogue) -> frozenset[str]:
    """The ids of the missions of any framework that the metric speaks to."""
    return frozenset(
        mission.mission_id
        for framework in catalogue.frameworks.values()
        for mission in framework.missions
        if metric.topic in mission.topics or metric.metric_id in mission.metrics
    )


def entries_about(entries: Mapping[str, Practice], metric: Metric) -> int:
    """How many entries are about a metric."""
    return len(_read(entries).of_metric.get(metric.metric_id, ()))


def results_of(every: Iterable[Candidate]) -> Counter[Result]:
    """How many entries came to which result."""
    return Counter(each.row.result for each in every)


def fates_of(adoptions: Iterable[Adoption], practice_ids: Collection[str], today: dt.date) -> dict[str, Counter[Fate]]:
    """How those fared who took up some entries, by entry; one whose report is overdue is unknown."""
    fates: dict[str, Counter[Fate]] = {own_id: Counter() for own_id in practice_ids}
    for one in adoptions:
        if one.practice_id in fates:
            fates[one.practice_id][fate_of(one, today)] += 1
    return fates


def _candidate(row: Row, bearing: Bearing, around: Surroundings) -> Candidate:
    far, code = around.nearest(row.places) or (None, None)
    return Candidate(row, bearing, code, far)


def _read(entries: Mapping[str, Practice]) -> _About:
    return _about.of(entries, "about", lambda: _sorted_by_subject(found(entries, Wanted(), order=BY_TITLE).rows))


def _sorted_by_subject(rows: Iterable[Row]) -> _About:
    of_metric: dict[str, list[Row]] = {}
    of_mission: dict[str, list[Row]] = {}
    for row in rows:
        for metric_id in row.metrics:
            of_metric.setdefault(metric_id, []).append(row)
        for mission_id in row.missions:
            of_mission.setdefault(mission_id, []).append(row)
    return _About(of_metric, of_mission)


def _in_order(group: Sequence[Candidate], order: Order) -> list[Candidate]:
    """The rows come by title, so equals stay in that order."""
    if order is Order.STRONGEST:
        return sorted(group, key=lambda each: -each.row.level)
    if order is Order.CHEAPEST:
        bands: dict[CostBand | None, int] = {band: place for place, band in enumerate(CostBand)}
        return sorted(group, key=lambda each: bands.get(each.row.band, len(bands)))
    return sorted(group, key=lambda each: (each.distance is None, each.distance or 0.0))
