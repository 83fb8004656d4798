"""The picture: what the whole register says of every transformation, kept in memory and caught up line by line.

Thousands are listed, counted and sorted by it without asking the database again. Its memory holds no draft and nothing
that the register does not: it can be thrown away at any moment.
"""

import datetime as dt
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Self

from data.desk.account import Account
from data.desk.accounts import ALL, Accounts
from data.desk.summing import summed
from data.programmes.published import Programmes
from data.register.register import Register
from domain.delivery import Delivery
from domain.programme import Programme
from domain.published import PublishedTransformation
from domain.round import Round
from domain.tracked import Tracked
from domain.transformation import Transformation

Seen = Mapping[str, Tracked]
READERS_REMEMBERED = 64


class Picture:
    """One for each workspace and process, shared by everybody; ``seen`` hides what a reader may not read.

    A mapping that was handed out never changes: the next run gets another.
    """

    def __init__(self, register: Register, programmes: Programmes) -> None:
        self._register, self._published = register, programmes
        self._accounts = Accounts()
        self._lock = threading.Lock()
        self._today = dt.date.min
        self._full: Seen = {}
        self._bare: dict[str, Tracked] = {}
        self._at: dict[str, list[str]] = {}
        self._readers: OrderedDict[frozenset[str], Seen] = OrderedDict()

    @classmethod
    def open(cls, register: Register, *, programmes: Programmes, today: dt.date | None = None) -> Self:
        """The picture of a register as it stands."""
        picture = cls(register, programmes)
        picture.catch_up(today)
        return picture

    def catch_up(self, today: dt.date | None = None) -> None:
        """Take in what was told since the last time; on another day everything is looked at again."""
        today = today or dt.date.today()
        with self._lock:
            touched = self._accounts.catch_up(self._register)
            if today != self._today or ALL in touched or not touched <= self._full.keys():
                self._today = today
                self._draw_all()
            elif touched:
                self._redraw(touched)

    @property
    def rounds(self) -> Mapping[str, Round]:
        """Every round by its id."""
        return MappingProxyType(self._accounts.rounds)

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """The programmes the register itself describes, by id; published ones stand with the figures."""
        return MappingProxyType(self._accounts.programmes)

    def described(self, transformation_id: str) -> Transformation | None:
        """What was told of a transformation itself: its story, its aims."""
        account = self._accounts.of.get(transformation_id)
        return account.described if account else None

    def seen(self, place_codes: frozenset[str] | None) -> Seen:
        """Every transformation, with the delivery of those in some places (``None``: all) and without the others'."""
        if place_codes is None:
            return self._full
        with self._lock:
            if place_codes not in self._readers:
                theirs = {own_id: self._full[own_id] for code in place_codes for own_id in self._at.get(code, ())}
                self._readers[place_codes] = {**self._bare, **theirs}
                while len(self._readers) > READERS_REMEMBERED:
                    self._readers.popitem(last=False)
            self._readers.move_to_end(place_codes)
            return self._readers[place_codes]

    def one(self, own_id: str, place_codes: frozenset[str] | None) -> Tracked | None:
        """One transformation as ``seen`` has it, or none of that id."""
        found = self._full.get(own_id)
        theirs = found is None or place_codes is None or not place_codes.isdisjoint(found.place_codes)
        return found if theirs else self._bare[own_id]

    def ids_reaching(self, place_codes: Iterable[str]) -> tuple[str, ...]:
        """The transformations with any of some places among theirs, in order."""
        wanted = {own_id for code in place_codes for own_id in self._at.get(code, ())}
        if len(wanted) < len(self._full) // 20:
            return tuple(sorted(wanted, key=lambda own_id: self._order(self._full[own_id])))
        return tuple(own_id for own_id in self._full if own_id in wanted)

    def places_of(self, transformation_id: str) -> tuple[str, ...]:
        """The places of one transformation; nothing for an id nobody knows."""
        one = self._full.get(transformation_id)
        return one.place_codes if one else ()

    def _draw_all(self) -> None:
        ids = [*self._published.transformations, *(own_id for own_id in self._accounts.of)]
        drawn = [self._drawn(own_id) for own_id in dict.fromkeys(ids)]
        full = {one.transformation_id: one for one in sorted(drawn, key=self._order)}
        self._bare = {own_id: _bare(one) for own_id, one in full.items()}
        self._full = full
        at: dict[str, list[str]] = defaultdict(list)
        for own_id, one in self._full.items():
            for code in one.place_codes:
                at[code].append(own_id)
        self._at = dict(at)
        self._readers.clear()

    def _redraw(self, ids: Iterable[str]) -> None:
        """Draw some anew. Where one moved in the order or between places, everything is put in order again."""
        drawn = {own_id: self._drawn(own_id) for own_id in ids}
        if any(_stands(one) != _stands(self._full[own_id]) for own_id, one in drawn.items()):
            self._draw_all()
            return
        self._bare |= {own_id: _bare(one) for own_id, one in drawn.items()}
        self._full = {**self._full, **drawn}
        self._readers.clear()

    def _drawn(self, own_id: str) -> Tracked:
        account = self._accounts.of.get(own_id)
        published = self._published.transformations.get(own_id)
        told = account.described if account else None
        delivery = summed(account, self._accounts.rounds, self._today) if account else _NOTHING
        return replace(_named(own_id, published, told, _owed_by(account)), delivery=delivery)

    def _order(self, one: Tracked) -> tuple[object, ...]:
        programme = self._published.by_id.get(one.programme_id)
        rank = programme.order if programme else len(self._published.by_id) + 1
        return rank, one.programme_id, one.title.casefold(), one.transformation_id


_NOTHING = Delivery()


def _named(
    own_id: str, published: PublishedTransformation | None, told: Transformation | None, owed_by: tuple[str, ...]
) -> Tracked:
    """A transformation by its published name and places; by what was told of it where no register names it."""
    said = Tracked(
        transformation_id=own_id,
        title=told.title if told else own_id,
        programme_id=(told.programme_id if told else None) or "",
        lead=told.lead if told else "",
        place_codes=told.place_codes if told else owed_by,
        published=published is not None,
        own_missions=told.mission_ids if told else (),
        own_metrics=told.metric_ids if told else (),
        starts_on=told.starts_on if told else None,
        ends_on=told.ends_on if told else None,
    )
    if published is None:
        return said
    return replace(
        said,
        title=published.title,
        programme_id=published.programme_id,
        lead=published.lead or said.lead,
        place_codes=published.place_codes or said.place_codes,
        amount=published.amount,
        amount_kind=published.amount_kind,
    )


def _owed_by(account: Account | None) -> tuple[str, ...]:
    """The places that answer for it, by its returns."""
    moves = account.returns.values() if account else ()
    return tuple(dict.fromkeys(versions[-1].place_code for versions in moves if not versions[-1].withdrawn))


def _bare(one: Tracked) -> Tracked:
    """A transformation as somebody sees it who may not read its returns."""
    return replace(one, delivery=None)


def _stands(one: Tracked) -> tuple[object, ...]:
    """What decides where it is listed."""
    return one.programme_id, one.title, one.place_codes
