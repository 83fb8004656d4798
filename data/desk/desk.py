"""A desk: what one person reads and does in the register of one workspace."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from data.desk.belonging import about, belongs
from data.desk.learning import Learning
from data.desk.library import Library
from data.desk.people import People
from data.desk.picture import Picture
from data.desk.returns import Returns
from data.desk.rounds import Rounds
from data.desk.shelf import Shelf
from data.desk.stewardship import Stewardship
from data.desk.uploads import Uploads
from data.library.founding import read_founding
from data.register.register import AT_MOST, Register
from domain.comment import Comment
from domain.delivery import ReturnMark
from domain.permission import Action, demand, reach
from domain.person import Person
from domain.record import Record
from domain.returns import Answer
from domain.tracked import Tracked
from domain.version import Version
from domain.workspace import Workspace

Noun = TypeVar("Noun", bound=Record)


class Desk:
    """Made once a run, for one person. Whatever is not theirs to read is left out, and what they may not do is refused.

    ``NotAllowed`` says what was refused; every refusal of a write is a line in the audit.
    """

    def __init__(
        self, register: Register, picture: Picture, person: Person, *, today: dt.date, shelf: Shelf | None = None
    ) -> None:
        self.register, self.picture, self.person, self.today = register, picture, person, today
        self._shelf = shelf
        self.rounds = Rounds(self)
        self.returns = Returns(self)
        self.stewardship = Stewardship(self)
        self.uploads = Uploads(self)
        self.people = People(register, person)

    @cached_property
    def library(self) -> Library:
        """The entries of the learning library."""
        return Library(self, self._caught_up)

    @cached_property
    def learning(self) -> Learning:
        """What became of them, and what is tried, asked for and offered."""
        return Learning(self, self._caught_up)

    @cached_property
    def _caught_up(self) -> Shelf:
        shelf = self._shelf or Shelf(self.register, read_founding())
        shelf.catch_up()
        return shelf

    @property
    def workspace(self) -> Workspace:
        """Whether this is real or for practice."""
        return self.register.workspace

    def every(self) -> Mapping[str, Tracked]:
        """Every transformation by id, in the order of programmes and titles, as the person may see it."""
        return self.picture.seen(reach(self.person, Action.READ_RETURNS))

    def tracked(self, transformation_id: str) -> Tracked | None:
        """One transformation as the person may see it, or none of that id."""
        return self.picture.one(transformation_id, reach(self.person, Action.READ_RETURNS))

    def reaching(self, place_codes: Iterable[str]) -> tuple[Tracked, ...]:
        """The transformations with any of some places among theirs, in order."""
        every, ids = self.every(), self.picture.ids_reaching(place_codes)
        return tuple(every[own_id] for own_id in ids)

    def marks(self, *, round_id: str | None = None) -> list[ReturnMark]:
        """The returns the person may see, those of the newest rounds first."""
        seen = (mark for one in self.every().values() if one.delivery for mark in one.delivery.returns)
        found = [mark for mark in seen if round_id is None or mark.round_id == round_id]
        return sorted(found, key=lambda mark: (mark.due_on, mark.return_id), reverse=True)

    def of(self, noun: type[Noun], transformation_id: str, *, as_at: dt.datetime | None = None) -> list[Version[Noun]]:
        """What is on record of one kind about a transformation, now or at a moment; refused where it is not theirs."""
        demand(self.person, Action.READ_RETURNS, self.picture.places_of(transformation_id), of=transformation_id)
        return self.register.find(noun, transformation_id=transformation_id, as_at=as_at, limit=AT_MOST)

    def told_of(self, noun: type[Noun], transformation_id: str) -> list[Version[Noun]]:
        """Every version of every record of one kind about a transformation, in the order of the telling."""
        demand(self.person, Action.READ_RETURNS, self.picture.places_of(transformation_id), of=transformation_id)
        return self.register.told_of(noun, transformation_id)

    def comments(self, kind: str, record_id: str, transformation_id: str) -> list[Version[Comment]]:
        """What was written beside a record of a transformation, by their keys; nothing for one of another."""
        demand(self.person, Action.READ_RETURNS, self.picture.places_of(transformation_id), of=transformation_id)
        if not belongs(self.register, kind, record_id, transformation_id):
            return []
        return self.register.find(Comment, about_kind=kind, about_id=record_id, limit=AT_MOST)

    def history(self, noun: type[Noun], record_id: str, transformation_id: str) -> list[Version[Noun]]:
        """Every version of one record of a transformation, the first one first; nothing for one of another.

        What was typed into a return is read through ``returns``, which knows drafts from what was sent.
        """
        if noun is Answer:
            raise ValueError("the answers of a return are read with returns.answers")
        demand(self.person, Action.READ_RETURNS, self.picture.places_of(transformation_id), of=transformation_id)
        versions = self.register.history(noun, record_id)
        return [version for version in versions if about(version.record) == transformation_id]

    def demand(self, action: Action, place_codes: Iterable[str] = (), *, of: str = "") -> None:
        """Go on, or refuse and say so in the audit."""
        self.people.demand(action, place_codes, of=of)
