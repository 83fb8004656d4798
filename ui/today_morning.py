"""Everything one person's day is made of, and the lines it is told in."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from domain.person import Person, Role
from domain.place import Place
from domain.tracked import Tracked
from ui import frame
from ui.address import href
from ui.programme_titles import titles_of
from ui.round_period import round_period
from ui.stores import Stores
from ui.today_sections import SHOWN, Item

BRIEFED = frozenset({Role.MINISTERS_OFFICE, Role.ANALYST})  # who ask about one place or programme at a time


@dataclass(frozen=True)
class Morning:
    """Everything one person's day is made of. ``seen`` are the transformations whose reports they may read.

    ``needs`` of a place are those its own people can meet, by kind, and ``why`` puts one in words; ``others`` counts
    overdue returns of bodies within it.
    """

    request: frame.Request
    stores: Stores
    person: Person
    seen: tuple[Tracked, ...]
    needs: Mapping[Any, Sequence[Any]]
    why: Callable[[Any], str]
    others: int = 0

    @property
    def today(self) -> dt.date:
        """The day it is."""
        return self.request.today

    @property
    def desk(self) -> Any:
        """What the person may read and do in the register."""
        return self.stores.desk

    @cached_property
    def roles(self) -> list[Role]:
        """What the person is here for, in the order of the roles."""
        return [role for role in Role if role in self.person.roles]

    @property
    def briefed(self) -> bool:
        """Whether the day is about what was asked for, not about what the person is to do."""
        return bool(self.roles) and BRIEFED.issuperset(self.roles)

    @cached_property
    def about(self) -> tuple[Place | None, str | None, str]:
        """The place and the programme it is about, and what the programme is called."""
        title = titles_of(self.stores).get(self.request.programme or "", "") if self.briefed else ""
        return (self.request.place if self.briefed else None), (self.request.programme if title else None), title

    def first(self, kind: str) -> tuple[Item, ...]:
        """The first lines of one kind of need: what it is, where, and why."""
        return tuple(self.of_need(need) for need in self.needs[kind][:SHOWN])

    def of_need(self, need: Any, more: str = "") -> Item:
        """One need as a line: where it is about a return, it leads there."""
        item = self.item(need.one, f"{self.why(need)}{self._about_when(need)}{more}")
        if need.mark is None:
            return item
        return replace(item, href=href("one-return", round=need.mark.round_id, transformation=need.one))

    def _about_when(self, need: Any) -> str:
        """The time a return is about, by which two that one transformation owes can be told apart."""
        asked = self.desk.picture.rounds.get(need.mark.round_id) if need.mark else None
        return f" ({round_period(asked)})" if asked else ""

    def item(self, one: Tracked, note: str) -> Item:
        """One transformation as a line that leads to its page."""
        places = self.stores.figures.places
        where = next((places[code].name for code in one.place_codes if code in places), "")
        named = one.title if one.title.endswith(where) else f"{one.title}, {where}"
        return Item(named, href("transformation", transformation=one), f"{note[:1].upper()}{note[1:]}")

    def longest(self, *kinds: str) -> int | None:
        """For how many working days the first of some needs has waited."""
        return max((need.days for kind in kinds for need in self.needs[kind] if need.days is not None), default=None)
