"""The library: entries and how they come to be checked, as one person may read and write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk.said_rightly import fits
from data.register.faults import NotThere
from domain.permission import Action, may
from domain.practice import Check, Practice, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.desk.desk import Desk
    from data.desk.shelf import Shelf
    from domain.version import Version

BEING_WRITTEN = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.CHECKED_ONCE})


class Library:
    """The entries as one person sees them. What is checked, everybody reads; a draft only its own place and who checks.

    Who checked, and on which day, is written here from the person and the day.
    """

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk, self._shelf = desk, shelf

    def entries(self) -> Mapping[str, Practice]:
        """Every entry that was checked, by id: what all readers see. The same mapping until something is told."""
        return self._shelf.checked

    def unfinished(self) -> list[Practice]:
        """Entries on their way that the person may see, as they stand, the latest told first."""
        seen = [one for one in self._shelf.newest.values() if one.stage in BEING_WRITTEN and self._sees_drafts(one)]
        return sorted(seen, key=lambda one: self._shelf.told_at[one.practice_id], reverse=True)

    def practice(self, practice_id: str) -> Practice | None:
        """One entry as the person may see it: as it stands where they may see drafts, or else as it was checked."""
        newest = self._shelf.newest.get(practice_id)
        if newest is not None and self._sees_drafts(newest):
            return newest
        return self._shelf.checked.get(practice_id)

    def version(self, practice_id: str) -> Version[Practice] | None:
        """The newest version told here, none for a founding entry nobody has changed."""
        found = self._desk.register.get(Practice, practice_id)
        return found if found and (found.record.stage is Stage.CHECKED or self._sees_drafts(found.record)) else None

    def history(self, practice_id: str) -> list[Version[Practice]]:
        """Every version the person may see, the first one first."""
        told = self._desk.register.history(Practice, practice_id)
        return [one for one in told if one.record.stage is Stage.CHECKED or self._sees_drafts(one.record)]

    def draft(self, practice: Practice, *, why: str, replaces: int | None) -> Version[Practice]:
        """Write an entry, or change one: it is a draft again, and readers see what was checked until it is."""
        stands = self._stands(practice.practice_id)
        for owner in {practice.owner_code, stands.owner_code if stands else practice.owner_code}:
            self._demand(owner, practice.practice_id)
        told = practice.model_copy(update={"stage": Stage.DRAFT, "checks": ()})
        return self._append(told, why=why, replaces=replaces)

    def submit(self, practice_id: str, *, why: str) -> Version[Practice]:
        """Ask for the first of the two checks."""
        stands = self._newest(practice_id)
        self._demand(stands.record.owner_code, practice_id)
        self._in_stage(stands, {Stage.DRAFT}, "be sent to be checked")
        return self._moved(stands, stage=Stage.SUBMITTED, why=why)

    def check(self, practice_id: str, *, note: str) -> Version[Practice]:
        """One of the two checks; the second is by somebody else, and neither by who wrote the entry."""
        stands = self._newest(practice_id)
        self._desk.demand(Action.CHECK_PRACTICE, of=practice_id)
        self._in_stage(stands, {Stage.SUBMITTED, Stage.CHECKED_ONCE}, "be checked")
        written_by = self._authors(practice_id)
        me = self._desk.person
        fits(me.person_id not in written_by, f"{me.name} wrote {practice_id!r}, so somebody else has to check it.")
        before = stands.record.checks if stands.record.stage is Stage.CHECKED_ONCE else ()
        again = any(one.checked_by == me.person_id for one in before)
        fits(not again, f"{me.name} has checked {practice_id!r} once; the second look is somebody else's.")
        looked = Check(checked_by=me.person_id, checked_on=self._desk.today, note=note)
        stage = Stage.CHECKED if before else Stage.CHECKED_ONCE
        return self._moved(stands, stage=stage, checks=(*before, looked), why=note)

    def send_back(self, practice_id: str, *, note: str) -> Version[Practice]:
        """Back to who wrote it, with what should change."""
        stands = self._newest(practice_id)
        self._desk.demand(Action.CHECK_PRACTICE, of=practice_id)
        self._in_stage(stands, {Stage.SUBMITTED, Stage.CHECKED_ONCE}, "be sent back")
        return self._moved(stands, stage=Stage.DRAFT, checks=(), why=note)

    def retire(self, practice_id: str, *, note: str) -> Version[Practice]:
        """Take an entry out of the library; its history stays."""
        self._desk.demand(Action.CHECK_PRACTICE, of=practice_id)
        stands = self._desk.register.get(Practice, practice_id)
        if stands is None:
            founding = self._shelf.founding.get(practice_id)
            if founding is None:
                raise self._unknown(practice_id)
            return self._append(founding.model_copy(update={"stage": Stage.RETIRED}), why=note, replaces=None)
        return self._moved(stands, stage=Stage.RETIRED, why=note)

    def _append(self, record: Practice, *, why: str, replaces: int | None) -> Version[Practice]:
        return self._desk.register.append(record, by=self._desk.person.person_id, why=why, replaces=replaces)

    def _moved(self, stands: Version[Practice], *, why: str, **told: object) -> Version[Practice]:
        moved = Practice.model_validate(stands.record.model_dump() | told)
        return self._append(moved, why=why, replaces=stands.number)

    def _demand(self, place_code: str | None, of: str) -> None:
        self._desk.demand(Action.DRAFT_PRACTICE, [place_code] if place_code else (), of=of)

    def _sees_drafts(self, one: Practice) -> bool:
        person = self._desk.person
        codes = [one.owner_code] if one.owner_code else []
        return may(person, Action.CHECK_PRACTICE) or may(person, Action.DRAFT_PRACTICE, codes)

    def _stands(self, practice_id: str) -> Practice | None:
        return self._shelf.newest.get(practice_id) or self._shelf.founding.get(practice_id)

    def _newest(self, practice_id: str) -> Version[Practice]:
        found = self.version(practice_id)
        if found is None:
            raise self._unknown(practice_id)
        return found

    def _authors(self, practice_id: str) -> set[str]:
        """Who wrote any version since it was last checked."""
        authors: set[str] = set()
        for one in self._desk.register.history(Practice, practice_id):
            if one.record.stage is Stage.CHECKED:
                authors.clear()
            if one.record.stage is Stage.DRAFT and not one.record.checks:
                authors.add(one.told_by)
        return authors

    @staticmethod
    def _in_stage(stands: Version[Practice], stages: set[Stage], what: str) -> None:
        stage = stands.record.stage
        told = stage.value.replace("_", " ")
        fits(stage in stages, f"{stands.record.title!r} cannot {what}: it is {told} since {stands.told_at:%d %B %Y}.")

    @staticmethod
    def _unknown(practice_id: str) -> NotThere:
        return NotThere(f"No practice here is called {practice_id!r}. Nothing was saved. Open it from the library.")
