"""The centre's clocks over everything a reader may see, counted once for as long as nothing new is told."""

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from domain.tracked import Tracked
from metrics.centre import Alterations, Payments, Turnaround, alterations, payments, turnaround

REMEMBERED = 8


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


def clocks(every: Mapping[str, Tracked], programme_id: str | None, *, today: dt.date) -> Clocks:
    """The clocks of a mapping that never changes, as a desk hands it out: the same one is not counted twice."""
    known = _remembered.get(every, (programme_id, today))
    return known or _remembered.keep(every, (programme_id, today), _counted(every, programme_id, today))


def _counted(every: Mapping[str, Tracked], programme_id: str | None, today: dt.date) -> Clocks:
    wanted = [one for one in every.values() if programme_id is None or one.programme_id == programme_id]
    told = [one for one in wanted if one.delivery is not None]
    everything, rounds = turnaround(
        (mark for one in told if one.delivery for mark in one.delivery.returns), today=today
    )
    return Clocks(
        ids=frozenset(one.transformation_id for one in wanted), seen=len(told), payments=payments(told, today=today),
        together=everything, rounds=rounds, alterations=alterations(told),
    )  # fmt: skip


class _LastFew:
    """The last few counts, each with the very mapping it was made from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[tuple[Mapping[str, Tracked], object, Clocks]] = []

    def get(self, every: Mapping[str, Tracked], key: object) -> Clocks | None:
        """What was counted from this mapping before."""
        return next((found for of, about, found in list(self._kept) if of is every and about == key), None)

    def keep(self, every: Mapping[str, Tracked], key: object, found: Clocks) -> Clocks:
        """Keep one more, and let go of the oldest."""
        with self._lock:
            self._kept = [(every, key, found), *self._kept][:REMEMBERED]
        return found


_remembered = _LastFew()
