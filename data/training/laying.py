"""Lays the training workspace out: every life told in order of time, once, all of it or nothing."""

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from random import Random

from data.library.founding import read_founding
from data.programmes.published import Programmes
from data.register.founding import Entry, Progress, found
from data.register.register import Register
from data.training import centre
from data.training.chance import chance
from data.training.learning import with_learning
from data.training.life import Life
from data.training.people import ADMINISTRATOR, RETURNS_TEAM, posts
from data.training.spans import Span, spans
from data.training.subjects import Subject, published_subjects
from domain.place import Place
from domain.round import Round

CLOSED = 4
BEGAN = {
    "future_high_streets": 1, "pathfinders": 1, "pride_in_place": 2, "levelling_up_fund_3": 3,
    "pride_in_place_impact_fund": 3, "community_ownership_fund": 3, "freeports": 3,
}  # fmt: skip
"""The number of the half-year with which a programme begins to report, where that is not the first."""

SEED = 2022
DETAIL = "Simulated returns laid into the training workspace: nothing in them was ever reported by anybody."


def lay_out(
    register: Register,
    programmes: Programmes,
    places: Mapping[str, Place],
    today: dt.date,
    *,
    seed: int = SEED,
    progress: Progress | None = None,
) -> int:
    """Fill an empty training workspace with the simulated lives of the published transformations, and what was learnt.

    How many versions were written; nought where it had been done before. The same day and seed give the same history.
    """
    titles = {programme_id: one.title for programme_id, one in programmes.by_id.items()}

    def history() -> Iterator[Entry]:
        subjects = list(published_subjects(programmes, places, seed=seed))
        told = tell(subjects, titles, spans(today, closed=CLOSED), today, seed=seed)
        return with_learning(told, subjects, read_founding(), today, seed=seed)

    return write(register, history, progress=progress)


def write(register: Register, history: Callable[[], Iterator[Entry]], *, progress: Progress | None = None) -> int:
    """Write a simulated history into a register that has none."""
    with _uncollected():
        return found(register.database, history, by=ADMINISTRATOR.address, detail=DETAIL, progress=progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No record refers to itself in a circle, so looking for circles among hundreds of thousands only takes time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def tell(
    subjects: Sequence[Subject], titles: Mapping[str, str], spans: Sequence[Span], today: dt.date, *, seed: int
) -> Iterator[Entry]:
    """Everything that was told, in order of time."""
    rng = chance(seed, "centre")
    members: dict[str, list[Life]] = {programme_id: [] for programme_id in titles}
    for subject in subjects:
        members[subject.programme_id].append(Life(subject, spans[BEGAN.get(subject.programme_id, 0) :], seed=seed))
    told = _before(members, titles, spans, rng)
    for span in spans:
        yield from _in_order(told)
        told = _during(members, titles, span, today, rng)
        told += [entry for at, entry in centre.waivers(list(titles), spans, chance(seed, "waivers")) if at is span]
    yield from _in_order(told)


def _in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=attrgetter("told_at"))


def _before(
    members: Mapping[str, Sequence[Life]], titles: Mapping[str, str], spans: Sequence[Span], rng: Random
) -> list[Entry]:
    """Everything before the first round opens."""
    lives = [life for those in members.values() for life in those]
    until = spans[0].opens_on - dt.timedelta(days=1)
    told = [entry for life in lives for entry in life.beginning(until)]
    first = min((entry.told_at.date() for entry in told), default=spans[0].starts_on)
    whose = {life.subject.place.code: life.subject.place for life in lives}
    told += centre.beginnings(list(titles.items()), posts(whose.values()), first - dt.timedelta(days=7), rng)
    told += centre.promises(spans[0].starts_on, spans[-1].opens_on + dt.timedelta(days=500), rng)
    return told


def _during(
    members: Mapping[str, Sequence[Life]], titles: Mapping[str, str], span: Span, today: dt.date, rng: Random
) -> list[Entry]:
    """The rounds that open on one day, and everything until the next do."""
    told: list[Entry] = []
    for number, (programme_id, lives) in enumerate(members.items()):
        owing = [life for life in lives if life.owes(span)]
        if owing:
            asked = centre.round_of(programme_id, titles[programme_id], span, span.due_on(number, today))
            told.append(_opening(asked, owing, number))
            told += centre.uses(asked, span, rng)
            told += [entry for life in owing for entry in life.during(span, asked)]
        silent = set(map(id, owing))
        told += [entry for life in lives if id(life) not in silent for entry in life.quiet(span)]
    return told


def _opening(asked: Round, owing: Sequence[Life], number: int) -> Entry:
    due = [life.owing(asked) for life in owing]
    moment = dt.datetime.combine(asked.opens_on, dt.time(8, number % 60), tzinfo=dt.UTC)
    return Entry(moment, [asked, *due], RETURNS_TEAM.address, f"Round opened: {asked.title}")
