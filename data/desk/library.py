"""The library: entries and how they come to be checked, as one person may read and write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from data.desk.bringing_in import drafts_of
from data.desk.said_rightly import fits, made
from data.desk.sharing import pre_filled, unshared
from data.desk.steps import reason
from data.library.duplicates import says_the_same
from data.register.faults import Clash, Conflict, NotThere
from domain.permission import Action, may
from domain.practice import Check, Practice, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.desk.desk import Desk
    from data.desk.shelf import Shelf
    from domain.record import Record
    from domain.tracked import Tracked
    from domain.version import Version

BEING_WRITTEN = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.CHECKED_ONCE})
WITH_A_CHECKER = frozenset({Stage.SUBMITTED, Stage.CHECKED_ONCE})
STANDS = {
    Stage.DRAFT: "a draft", Stage.SUBMITTED: "sent to be checked", Stage.CHECKED_ONCE: "checked once",
    Stage.CHECKED: "checked twice", Stage.FOUNDING: "part of the founding set", Stage.RETIRED: "out of the library",
}  # fmt: skip


class Library:
    """The entries as one person sees them. What is checked, everybody reads; a draft only its own place and who checks.

    Who checked, and on which day, is written here from the person and the day. ``replaces`` is the number of the
    version the person had before them: where another has come since, ``Conflict`` holds both texts.
    """

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk, self._shelf = desk, shelf

    def entries(self) -> Mapping[str, Practice]:
        """Every entry that was checked, by id: what all readers see. The same mapping until one of them changes."""
        return self._shelf.checked

    def unfinished(self) -> list[Practice]:
        """Entries on their way that the person may see, as they stand, the latest told first."""
        seen = [one for one in self._shelf.newest.values() if one.stage in BEING_WRITTEN and self._sees_drafts(one)]
        told_at = self._shelf.told_at
        return sorted(seen, key=lambda one: told_at[one.practice_id], reverse=True)

    def practice(self, practice_id: str) -> Practice | None:
        """One entry as the person may see it: as it stands where they may see drafts, or else as it was checked."""
        newest = self._shelf.newest.get(practice_id)
        if newest is not None and self._sees_drafts(newest):
            return newest
        return self._shelf.checked.get(practice_id)

    def version(self, practice_id: str) -> Version[Practice] | None:
        """The version the person may see as ``practice`` has it; none for a founding entry nobody has changed."""
        newest = self._desk.register.get(Practice, practice_id)
        if newest is None or newest.record.stage is Stage.CHECKED or self._sees_drafts(newest.record):
            return newest
        if practice_id not in self._shelf.checked:
            return None
        return next((one for one in reversed(self.history(practice_id))), None)

    def history(self, practice_id: str) -> list[Version[Practice]]:
        """Every version the person may see, the first one first."""
        told = self._desk.register.history(Practice, practice_id)
        return [one for one in told if one.record.stage is Stage.CHECKED or self._sees_drafts(one.record)]

    def draft(self, practice: Practice, *, why: str, replaces: int | None) -> Version[Practice]:
        """Write an entry, or change one: it is a draft again, and readers see what was checked until it is."""
        found = self._desk.register.get(Practice, practice.practice_id)
        stands = found.record if found else self._shelf.founding.get(practice.practice_id)
        for owner in {practice.owner_code, stands.owner_code if stands else practice.owner_code}:
            self._demand(owner, practice.practice_id)
        if practice.transformation_id is not None:
            known = self._desk.tracked(practice.transformation_id) is not None
            fits(known, f"No transformation is called {practice.transformation_id!r}: correct it or leave it out.")
        told = made(Practice, practice.model_dump() | {"stage": Stage.DRAFT, "checks": ()})
        return self._append(told, why=why, replaces=replaces)

    def bring_in(self, practices: Sequence[Practice], why: str) -> list[Version[Practice]]:
        """Write many entries as drafts: all of them, or none. Those that say what is on record are left out.

        What was checked is replaced only by those whose own entry it is, and readers see it until the new one is
        checked too.
        """
        drafts = drafts_of(self._desk, self._shelf, practices)
        if not drafts:
            return []
        by = self._desk.person.person_id
        told = self._desk.register.append_all(drafts, by=by, why=reason(why))
        self._shelf.catch_up()
        return cast("list[Version[Practice]]", told)

    def draft_from(self, transformation_id: str, *, mission_ids: tuple[str, ...] = ()) -> Practice:
        """What is on record of a transformation, as the beginning of an entry about it. Nothing is saved yet.

        ``mission_ids`` stand in where its own people name none. What is on record nowhere is empty.
        """
        tracked = self._desk.tracked(transformation_id)
        if tracked is None:
            raise NotThere(f"No transformation is called {transformation_id!r}. Open it from the list.")
        self._desk.demand(Action.DRAFT_PRACTICE, tracked.place_codes, of=f"about {tracked.title}")
        return pre_filled(self._desk, self._shelf, tracked, mission_ids)

    def unshared(self) -> list[Tracked]:
        """Completed transformations the person may see of which no entry tells, those completed last first."""
        return unshared(self._desk, self._shelf)

    def submit(self, practice_id: str, *, why: str, replaces: int | None = None) -> Version[Practice]:
        """Ask for the first of the two checks."""
        stands = self._told(practice_id)
        self._demand(stands.record.owner_code, practice_id)
        self._as_seen(stands, replaces)
        self._in_stage(stands, {Stage.DRAFT}, "be sent to be checked")
        return self._moved(stands, stage=Stage.SUBMITTED, why=why)

    def check(self, practice_id: str, *, note: str, replaces: int | None = None) -> Version[Practice]:
        """One of the two checks; the second is by somebody else, and neither by who wrote the entry."""
        self._desk.demand(Action.CHECK_PRACTICE, of=practice_id)
        stands = self._as_seen(self._told(practice_id), replaces)
        self._in_stage(stands, WITH_A_CHECKER, "be checked")
        me = self._desk.person
        wrote = self._wrote(practice_id)
        fits(me.person_id not in wrote, f"{me.name} wrote {stands.record.title!r}, so somebody else has to check it.")
        before = stands.record.checks if stands.record.stage is Stage.CHECKED_ONCE else ()
        again = any(one.checked_by == me.person_id for one in before)
        fits(not again, f"{me.name} has checked {stands.record.title!r} once; the second look is somebody else's.")
        looked = Check(checked_by=me.person_id, checked_on=self._desk.today, note=reason(note))
        stage = Stage.CHECKED if before else Stage.CHECKED_ONCE
        return self._moved(stands, stage=stage, checks=(*before, looked), why=note)

    def send_back(self, practice_id: str, *, note: str, replaces: int | None = None) -> Version[Practice]:
        """Back to who wrote it, with what should change."""
        self._desk.demand(Action.CHECK_PRACTICE, of=practice_id)
        stands = self._as_seen(self._told(practice_id), replaces)
        self._in_stage(stands, WITH_A_CHECKER, "be sent back")
        return self._moved(stands, stage=Stage.DRAFT, checks=(), why=note)

    def retire(self, practice_id: str, *, note: str, replaces: int | None = None) -> Version[Practice]:
        """Take an entry out of the library; its history stays."""
        self._desk.demand(Action.CHECK_PRACTICE, of=practice_id)
        founding = self._shelf.founding.get(practice_id)
        if founding is not None and self._desk.register.get(Practice, practice_id) is None:
            return self._append(founding.model_copy(update={"stage": Stage.RETIRED}), why=note, replaces=None)
        stands = self._as_seen(self._told(practice_id), replaces)
        self._in_stage(stands, set(Stage) - {Stage.RETIRED}, "be taken out")
        return self._moved(stands, stage=Stage.RETIRED, why=note)

    def _append(self, record: Practice, *, why: str, replaces: int | None) -> Version[Practice]:
        by = self._desk.person.person_id
        told = self._desk.register.append(record, by=by, why=reason(why), replaces=replaces)
        self._shelf.catch_up()
        return told

    def _moved(self, stands: Version[Practice], *, why: str, **told: object) -> Version[Practice]:
        return self._append(made(Practice, stands.record.model_dump() | told), why=why, replaces=stands.number)

    def _demand(self, place_code: str | None, of: str) -> None:
        self._desk.demand(Action.DRAFT_PRACTICE, [place_code] if place_code else (), of=of)

    def _sees_drafts(self, one: Practice) -> bool:
        person = self._desk.person
        codes = [one.owner_code] if one.owner_code else []
        return may(person, Action.CHECK_PRACTICE) or may(person, Action.DRAFT_PRACTICE, codes)

    def _told(self, practice_id: str) -> Version[Practice]:
        """What was told last, from the register itself: the shelf may be a moment behind."""
        found = self._desk.register.get(Practice, practice_id)
        if found is None and practice_id in self._shelf.founding:
            title = self._shelf.founding[practice_id].title
            raise NotThere(f"Nobody has changed {title!r}, so there is nothing to move on. Nothing was saved.")
        if found is None:
            raise NotThere(f"No practice here is called {practice_id!r}. Nothing was saved. Open it from the library.")
        return found

    def _as_seen(self, stands: Version[Practice], seen: int | None) -> Version[Practice]:
        """What is checked or sent on is what was read, and no version that came meanwhile."""
        if seen is None or seen == stands.number:
            return stands
        practice_id = stands.record.practice_id
        read = [one for one in self._desk.register.history(Practice, practice_id) if one.number == seen]
        if not read:
            raise NotThere(f"{practice_id} has no version {seen}. Nothing was saved. Open it again from the library.")
        raise Conflict((Clash(read[0].record, cast("Version[Record]", stands)),))

    def _wrote(self, practice_id: str) -> set[str]:
        """Whose words have come in since it was last checked; to send an entry on or back changes none."""
        authors: set[str] = set()
        before = self._shelf.founding.get(practice_id)
        for one in self._desk.register.history(Practice, practice_id):
            if before is None or not says_the_same(before, one.record):
                authors.add(one.told_by)
            if one.record.stage is Stage.CHECKED:
                authors.clear()
            before = one.record
        return authors

    @staticmethod
    def _in_stage(stands: Version[Practice], stages: set[Stage] | frozenset[Stage], what: str) -> None:
        title, stage = stands.record.title, stands.record.stage
        fits(stage in stages, f"{title!r} cannot {what}: it is {STANDS[stage]}, since {stands.told_at:%-d %B %Y}.")
