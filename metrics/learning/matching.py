"""Who could answer an ask, and which asks an offer could answer: by metric, then mission, then likeness of place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from domain.adoption import Adoption
from domain.appeal import Appeal, AppealKind
from domain.practice import Practice

Found = TypeVar("Found")
UNLIKE = 1_000_000  # stands behind every place of a list of neighbours


class About(Protocol):
    """Anything that is about metrics and missions."""

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """Ids of metrics."""

    @property
    def mission_ids(self) -> tuple[str, ...]:
        """Ids of missions."""


@dataclass(frozen=True, slots=True)
class Match(Generic[Found]):
    """Something that could help, and why: what it shares, and how like its place is.

    ``rank`` is where ``place_code`` stands among the places most like the one that asks, from 1, nought for the very
    place, and none where it is not among them. ``same_kind`` tells of an offer of just what is asked for.
    """

    found: Found
    metric_ids: tuple[str, ...]
    mission_ids: tuple[str, ...]
    place_code: str | None = None
    rank: int | None = None
    same_kind: bool = False

    @property
    def order(self) -> tuple[int, int, int, bool]:
        """Shared metrics first, then shared missions, then likeness; the kind decides between equals."""
        near = UNLIKE if self.rank is None else self.rank
        return -len(self.metric_ids), -len(self.mission_ids), near, not self.same_kind


@dataclass(frozen=True)
class AboutIndex:
    """Entries by the metrics and by the missions they are about, so that an ask looks only at those that can match."""

    of_metric: Mapping[str, Sequence[str]]
    of_mission: Mapping[str, Sequence[str]]

    def ids(self, wanted: About) -> list[str]:
        """The ids of what shares a metric or a mission, each once."""
        by_metric = (own_id for metric_id in wanted.metric_ids for own_id in self.of_metric.get(metric_id, ()))
        by_mission = (own_id for mission_id in wanted.mission_ids for own_id in self.of_mission.get(mission_id, ()))
        return list(dict.fromkeys([*by_metric, *by_mission]))


def about_index(entries: Mapping[str, Practice]) -> AboutIndex:
    """The index of all entries, in one pass."""
    of_metric: dict[str, list[str]] = {}
    of_mission: dict[str, list[str]] = {}
    for own_id, one in entries.items():
        for metric_id in metrics_of(one):
            of_metric.setdefault(metric_id, []).append(own_id)
        for mission_id in one.mission_ids:
            of_mission.setdefault(mission_id, []).append(own_id)
    return AboutIndex(of_metric, of_mission)


def metrics_of(one: Practice) -> tuple[str, ...]:
    """The metrics an entry is about, that of its effect among them."""
    measured = one.effect.metric_id if one.effect else None
    return one.metric_ids if measured is None or measured in one.metric_ids else (*one.metric_ids, measured)


def matching_appeals(one: Appeal, others: Iterable[Appeal], *, ranks: Mapping[str, int]) -> list[Match[Appeal]]:
    """Open offers of other places for an ask, open asks of others for an offer, the best match first.

    ``ranks`` is where other places stand on the list of those most like the place of ``one``.
    """
    found = [
        _matched(other, one, other.metric_ids, other.mission_ids, (other.place_code,), ranks, kind=other.kind)
        for other in others
        if other.open and other.offers is not one.offers and other.place_code != one.place_code
    ]
    return _ordered(found)


def matching_entries(
    one: Appeal, entries: Mapping[str, Practice], index: AboutIndex, *, ranks: Mapping[str, int]
) -> list[Match[Practice]]:
    """Checked entries that could answer an ask, the best match first."""
    candidates = (entries[own_id] for own_id in index.ids(one))
    return _ordered(
        [_matched(each, one, metrics_of(each), each.mission_ids, each.place_codes, ranks) for each in candidates]
    )


def matching_adopters(
    one: Appeal, adoptions: Iterable[Adoption], entries: Mapping[str, Practice], *, ranks: Mapping[str, int]
) -> list[Match[Adoption]]:
    """Other places that have taken up an entry which could answer an ask, the best match first."""
    found = []
    for each in adoptions:
        entry = entries.get(each.practice_id)
        if entry is not None and each.place_code != one.place_code:
            found.append(_matched(each, one, metrics_of(entry), entry.mission_ids, (each.place_code,), ranks))
    return _ordered(found)


def ranks_of(place_code: str, neighbours: Sequence[str]) -> dict[str, int]:
    """Where places stand on the list of those most like one, which itself stands at nought."""
    return {place_code: 0} | {code: rank for rank, code in enumerate(neighbours, start=1)}


def _matched(
    found: Found, one: Appeal, metric_ids: tuple[str, ...], mission_ids: tuple[str, ...], codes: Sequence[str],
    ranks: Mapping[str, int], *, kind: AppealKind | None = None,
) -> Match[Found] | None:  # fmt: skip
    metrics = tuple(each for each in one.metric_ids if each in metric_ids)
    missions = tuple(each for each in one.mission_ids if each in mission_ids)
    if not metrics and not missions:
        return None
    nearest = min(codes, key=lambda code: ranks.get(code, UNLIKE), default=None)
    rank = ranks.get(nearest) if nearest else None
    return Match(found, metrics, missions, nearest, rank, kind is one.kind)


def _ordered(found: Iterable[Match[Found] | None]) -> list[Match[Found]]:
    return sorted((match for match in found if match is not None), key=lambda match: match.order)
