"""Preconditions of an entry held against one place: met, not met, or unknown, and by which figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.place import Place
from domain.practice import Practice, Precondition


class Met(StrEnum):
    """Whether a place has what had to be there. What is unknown is never counted as met."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One precondition and where the place stands: its newest figure where a bound is named, none where none is there.

    ``checkable`` is false for a statement without a bound, a level or a nation, which only people can answer.
    """

    precondition: Precondition
    met: Met
    figure: float | None = None

    @property
    def checkable(self) -> bool:
        """Whether figures, or what and where a place is, can answer it at all."""
        one = self.precondition
        return one.metric_id is not None or bool(one.levels or one.nations)


def conditions(practice: Practice, place: Place, figures: Mapping[str, float]) -> tuple[Condition, ...]:
    """Every precondition of an entry against the newest figures of a place, by metric; one that is absent is unknown.

    Where several of a bound, levels and nations are named, all must hold: one that fails decides, before one that is
    unknown.
    """
    return tuple(_held(each, place, figures.get(each.metric_id or "")) for each in practice.preconditions)


def metrics_needed(practices: Iterable[Practice]) -> list[str]:
    """The metrics whose figures decide a precondition of any of some entries."""
    named = {each.metric_id for one in practices for each in one.preconditions if each.metric_id}
    return sorted(named)


def _held(one: Precondition, place: Place, figure: float | None) -> Condition:
    answers = []
    if one.levels:
        answers.append(Met.UNMET if set(one.levels).isdisjoint(place.levels) else Met.MET)
    if one.nations:
        inside = (place.nation_code or place.code) in {nation.code for nation in one.nations}
        answers.append(Met.MET if inside else Met.UNMET)
    if one.metric_id is not None:
        answers.append(_within(one, figure))
    for decides in (Met.UNMET, Met.UNKNOWN, Met.MET):
        if decides in answers:
            return Condition(one, decides, figure)
    return Condition(one, Met.UNKNOWN)


def _within(one: Precondition, figure: float | None) -> Met:
    if figure is None:
        return Met.UNKNOWN
    too_low = one.at_least is not None and figure < one.at_least
    too_high = one.at_most is not None and figure > one.at_most
    return Met.UNMET if too_low or too_high else Met.MET
