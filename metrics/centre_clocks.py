"""The centre's clocks over everything a reader may see, counted once for as long as nothing new is told."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from domain.change_request import ChangeRequest
from domain.tracked import Tracked
from metrics.centre import Alterations, Answers, Payments, Turnaround, alterations, answers, payments, turnaround
from metrics.last_few import LastFew

Requests = Callable[[], Iterable[ChangeRequest]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What is counted in one pass over the transformations of one programme, or of all.

    ``ids`` are theirs, ``seen`` how many of them have a delivery the reader may see.
    """

    ids: frozenset[str]
    seen: int
    payments: tuple[Payments, ...]
    together: Turnaround
    rounds: Mapping[str, Turnaround]
    alterations: tuple[Alterations, ...]
    answers: Answers


def clocks(every: Mapping[str, Tracked], programme_id: str | None, *, requests: Requests, today: dt.date) -> Clocks:
    """The clocks of a mapping that never changes, as a desk hands it out: the same one is not counted twice.

    ``requests`` finds the change requests the reader may see. Another one told makes another mapping.
    """
    return _remembered.of(every, (programme_id, today), lambda: _counted(every, programme_id, requests, today))


def _counted(every: Mapping[str, Tracked], programme_id: str | None, requests: Requests, today: dt.date) -> Clocks:
    wanted = [one for one in every.values() if programme_id is None or one.programme_id == programme_id]
    told = [one for one in wanted if one.delivery is not None]
    everything, rounds = turnaround(
        (mark for one in told if one.delivery for mark in one.delivery.returns), today=today
    )
    ids = frozenset(one.transformation_id for one in wanted)
    return Clocks(
        ids=ids, seen=len(told), payments=payments(told, today=today),
        together=everything, rounds=rounds, alterations=alterations(told),
        answers=answers([one for one in requests() if one.transformation_id in ids], today=today),
    )  # fmt: skip


_remembered: LastFew[Clocks] = LastFew()
