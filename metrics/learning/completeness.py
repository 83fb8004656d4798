"""How complete an entry of the library is: which of the things a reader needs are there, and which are missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.practice import Practice

ASKED: Mapping[str, Callable[[Practice], object]] = {
    "what the problem was": lambda one: one.problem,
    "what was done": lambda one: one.what_was_done,
    "how it is thought to work": lambda one: one.mechanism,
    "what had to be there": lambda one: one.preconditions,
    "who it was designed with": lambda one: one.designed_with,
    "how they shaped it": lambda one: one.designed_how,
    "where it was tried": lambda one: one.place_codes or one.place_words,
    "for whom": lambda one: one.population,
    "who led it": lambda one: one.lead,
    "when it started": lambda one: one.started_year,
    "a measure of this service it is about": lambda one: one.metric_ids,
    "what it cost": lambda one: one.band,
    "the size of the effect": lambda one: one.effect,
    "how the study compared": lambda one: one.design,
    "how many places or people were studied": lambda one: one.study_places or one.study_people,
    "what to be careful about": lambda one: one.caveats,
    "a source with its address": lambda one: one.link,
    "something to use again": lambda one: one.resources,
    "a post to ask": lambda one: one.contact_role,
}
INTERVAL = "the interval of the effect"


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the things asked for are there, out of how many, and the missing ones in words."""

    there: int
    asked: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share that is there; 100 only where nothing is missing."""
        return 100 * self.there // self.asked


def completeness(practice: Practice) -> Completeness:
    """What an entry holds of what its readers need. An interval is asked for only where there is an effect."""
    there = {words: bool(held(practice)) for words, held in ASKED.items()}
    if practice.effect is not None:
        there[INTERVAL] = practice.effect.lower is not None
    missing = tuple(words for words, held in there.items() if not held)
    return Completeness(len(there) - len(missing), len(there), missing)
