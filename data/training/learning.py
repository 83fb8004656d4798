"""The simulated afterlife of the learning library: adoptions, experiments, asks, and entries on their way."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from operator import attrgetter

from data.register.founding import Entry
from data.training.chance import chance
from data.training.learning_adoptions import adoptions
from data.training.learning_asks import asks
from data.training.learning_entries import entries
from data.training.learning_experiments import experiments
from data.training.subjects import Subject
from domain.place import Level
from domain.practice import Practice

FEWEST_PLACES = 12


def with_learning(
    told: Iterator[Entry], subjects: Sequence[Subject], founding: Mapping[str, Practice], today: dt.date, *, seed: int
) -> Iterator[Entry]:
    """A history with what was learnt in it, all in the order of time."""
    return merge(told, learning(subjects, founding, today, seed=seed), key=attrgetter("told_at"))


def learning(
    subjects: Iterable[Subject], founding: Mapping[str, Practice], today: dt.date, *, seed: int
) -> list[Entry]:
    """Everything simulated of the library, by people of the places that have returns to give."""
    councils = {one.place.code: one.place for one in subjects if Level.DISTRICT in one.place.levels}
    places = [councils[code] for code in sorted(councils)]
    if len(places) < FEWEST_PLACES or not founding:
        return []
    practices = list(founding.values())
    told = [
        *adoptions(practices, places, today, chance(seed, "adoptions")),
        *experiments(practices, places, today, chance(seed, "experiments")),
        *asks(practices, places, today, chance(seed, "asks")),
        *entries(places, today, chance(seed, "entries")),
    ]
    return sorted(told, key=attrgetter("told_at"))
