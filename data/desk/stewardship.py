"""Stewardship: what is said about transformations beside their returns, on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from data.desk.said_rightly import fits, known_milestone, not_of_others, on_day, same_conversation, untouched_by_others
from data.register.faults import NotThere
from domain.allocation import Allocation
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.commitment import Commitment, Side
from domain.milestone import Milestone
from domain.permission import Action, reach
from domain.record import Record
from domain.transformation import Transformation
from domain.version import Version
from domain.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.desk.desk import Desk

Noun = TypeVar("Noun", bound=Record)
AT_ONCE = 2_000


class Stewardship:
    """Ratings, comments, requests, commitments, money and descriptions, as one person may read and write them.

    Who rated, asked or decided, and on which day, is written here from the person and the day; a form cannot say it.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def comment(self, comment: Comment, transformation_id: str) -> Version[Comment]:
        """Write beside a record of a transformation."""
        self._demand(Action.COMMENT, transformation_id)
        same_conversation(self._desk.register, comment, transformation_id)
        return self._say(comment, why="a comment")

    def rate(self, rating: AssuranceRating) -> Version[AssuranceRating]:
        """Give an assurance rating."""
        self._demand(Action.RATE, rating.transformation_id)
        told = {"rated_by": self._desk.person.name, "rated_on": self._desk.today}
        return self._say(rating.model_copy(update=told), why=rating.reason)

    def requests(self, *, only_open: bool = True) -> list[Version[ChangeRequest]]:
        """Change requests the person may see, those waiting longest first."""
        found = self._all(ChangeRequest, **({"decision": None} if only_open else {}))
        seen = [version for version in found if self._may_see(version.record.place_code, version.record)]
        return sorted(seen, key=lambda version: (not version.record.open, version.record.asked_on))

    def ask_change(self, request: ChangeRequest) -> Version[ChangeRequest]:
        """Ask the centre for a change."""
        self._demand(Action.ASK_CHANGE, request.transformation_id)
        self._desk.demand(Action.ASK_CHANGE, [request.place_code], of=request.transformation_id)
        fits(request.open, f"The request {request.request_id} came with a decision. Ask first; the centre decides.")
        return self._say(request.model_copy(update={"asked_on": self._desk.today}), why=request.reason)

    def decide(self, version: Version[ChangeRequest], decision: Decision, *, grounds: str) -> Version[ChangeRequest]:
        """Decide on one: the centre grants or refuses, the place withdraws."""
        asked = version.record
        action = Action.ASK_CHANGE if decision is Decision.WITHDRAWN else Action.DECIDE_CHANGE
        self._demand(action, asked.transformation_id)
        stands = self._desk.register.get(ChangeRequest, asked.request_id)
        if stands is None or stands.record.transformation_id != asked.transformation_id:
            raise NotThere(f"No request called {asked.request_id!r} is on record. Open it again from the list.")
        fits(asked.open, f"{asked.request_id} was decided on {on_day(asked.decided_on)} by {asked.decided_by} already.")
        fits(bool(grounds.strip()), "A decision needs its grounds: write why, for those who asked to read.")
        told = {"decision": decision, "decided_on": self._desk.today, "decided_by": self._desk.person.name}
        decided = ChangeRequest.model_validate(stands.record.model_dump() | told | {"grounds": grounds})
        return self._say(decided, why=grounds[:2_000], replaces=version.number)

    def commitments(self, place_codes: Iterable[str] | None = None) -> list[Version[Commitment]]:
        """Commitments by places the person may read, and all of the centre's, in the order they fall due.

        Of some places: those that name one of them, or a transformation that reaches it.
        """
        found = self._all(Commitment) if place_codes is None else self._commitments_about(frozenset(place_codes))
        seen = [
            version
            for version in found
            if version.record.side is Side.CENTRE or self._may_see(version.record.place_code, version.record)
        ]
        return sorted(seen, key=lambda version: (version.record.due_on, version.record.commitment_id))

    def _commitments_about(self, codes: frozenset[str]) -> list[Version[Commitment]]:
        ids = self._desk.picture.ids_reaching(codes)
        if len(ids) > AT_ONCE:
            every, wanted = self._all(Commitment), frozenset(ids)
            return [one for one in every if one.record.place_code in codes or one.record.transformation_id in wanted]
        naming = [*self._all(Commitment, place_code=sorted(codes)), *self._all(Commitment, transformation_id=list(ids))]
        return list({version.record.commitment_id: version for version in naming}.values())

    def commit(self, commitment: Commitment, *, why: str, replaces: int | None = None) -> Version[Commitment]:
        """Make a commitment, or say anew what it is."""
        self._demand_side(commitment)
        before = self._desk.register.get(Commitment, commitment.commitment_id)
        if before is not None:
            self._demand_side(before.record)
        if commitment.transformation_id is not None:
            self._known(commitment.transformation_id)
        known_milestone(self._desk.register, commitment)
        return self._say(commitment, why=why, replaces=replaces)

    def describe(self, said: Transformation, *, why: str, replaces: int | None) -> Version[Transformation]:
        """Say what a transformation is for, where, and when. Its status comes from dated events and stays as it is."""
        own_id = said.transformation_id
        before = self._desk.register.get(Transformation, own_id)
        already = self._desk.picture.places_of(own_id)
        if already or self._desk.tracked(own_id) is not None:
            self._desk.demand(Action.DESCRIBE, already, of=own_id)
        for code in sorted(set(said.place_codes) - set(already)):
            self._desk.demand(Action.DESCRIBE, [code], of=f"{own_id} in {code}")
        standing = before.record.standing if before else None
        return self._say(said.model_copy(update={"standing": standing}), why=why, replaces=replaces)

    def plan(self, milestone: Milestone, *, why: str, replaces: int | None = None) -> Version[Milestone]:
        """Add a milestone to a transformation, or say anew when it is expected."""
        self._demand(Action.DESCRIBE, milestone.transformation_id)
        untouched_by_others(self._desk.register, milestone)
        return self._say(milestone, why=why, replaces=replaces)

    def milestones(self, ids: Iterable[str]) -> dict[str, Milestone]:
        """Milestones by their ids, those the person may see."""
        wanted = sorted(set(ids))
        found: list[Version[Milestone]] = []
        for start in range(0, len(wanted), AT_ONCE // 4):
            some = wanted[start : start + AT_ONCE // 4]
            found += self._desk.register.find(Milestone, record_id=some, limit=len(some))
        codes, places_of = reach(self._desk.person, Action.READ_RETURNS), self._desk.picture.places_of
        return {
            version.record.milestone_id: version.record
            for version in found
            if codes is None or not codes.isdisjoint(places_of(version.record.transformation_id))
        }

    def allocations(self, programme_id: str | None = None) -> list[Version[Allocation]]:
        """Decisions about money the person may see, in the order of their days."""
        found = self._all(Allocation, **({"programme_id": programme_id} if programme_id else {}))
        seen = [version for version in found if self._may_see(version.record.place_code, version.record)]
        return sorted(seen, key=lambda version: (version.record.decided_on, version.record.allocation_id))

    def allocate(self, allocation: Allocation, *, why: str) -> Version[Allocation]:
        """Record a decision about money."""
        self._demand_of(Action.ALLOCATE, allocation.transformation_id, allocation.place_code, allocation.programme_id)
        return self._say(allocation, why=why)

    def waivers(self, programme_id: str | None = None) -> list[Version[Waiver]]:
        """Rules that are waived, in the order of their days."""
        found = self._all(Waiver, **({"programme_id": programme_id} if programme_id else {}))
        seen = [version for version in found if self._may_see(version.record.place_code, version.record)]
        return sorted(seen, key=lambda version: (version.record.decided_on, version.record.waiver_id))

    def waive(self, waiver: Waiver, *, why: str) -> Version[Waiver]:
        """Record that a rule does not hold for a while."""
        self._demand_of(Action.ALLOCATE, waiver.transformation_id, waiver.place_code, waiver.programme_id)
        return self._say(waiver, why=why)

    def _say(self, record: Noun, *, why: str, replaces: int | None = None) -> Version[Noun]:
        not_of_others(self._desk.register, record)
        return self._desk.register.append(record, by=self._desk.person.person_id, why=why, replaces=replaces)

    def _demand(self, action: Action, transformation_id: str) -> None:
        self._desk.demand(action, self._desk.picture.places_of(transformation_id), of=transformation_id)
        self._known(transformation_id)

    def _known(self, transformation_id: str) -> None:
        if self._desk.tracked(transformation_id) is None:
            raise NotThere(
                f"No transformation is called {transformation_id!r}, so nothing was saved. Open it again from the list."
            )

    def _demand_of(self, action: Action, own_id: str | None, place_code: str | None, programme_id: str) -> None:
        if own_id is not None:
            self._demand(action, own_id)
        else:
            self._desk.demand(action, [place_code] if place_code else (), of=programme_id)

    def _demand_side(self, commitment: Commitment) -> None:
        codes = [commitment.place_code] if commitment.place_code else []
        action = Action.COMMIT_FOR_PLACE if commitment.side is Side.PLACE else Action.COMMIT_FOR_CENTRE
        self._desk.demand(action, codes, of=commitment.place_code or commitment.owner)

    def _may_see(self, place_code: str | None, record: ChangeRequest | Commitment | Allocation | Waiver) -> bool:
        """Whether it concerns a place the person may read; what concerns no place in particular, all readers may."""
        codes = reach(self._desk.person, Action.READ_RETURNS)
        if codes is None or place_code in codes:
            return True
        if record.transformation_id is not None:
            return not codes.isdisjoint(self._desk.picture.places_of(record.transformation_id))
        return place_code is None and bool(codes)

    def _all(self, noun: type[Noun], **filters: str | list[str] | None) -> list[Version[Noun]]:
        """Everything that fits, however much it is."""
        found: list[Version[Noun]] = []
        while True:
            after = found[-1].record.record_id if found else None
            wanted: dict[str, Any] = dict(filters)
            more = self._desk.register.find(noun, limit=AT_ONCE, after=after, **wanted)
            found += more
            if len(more) < AT_ONCE:
                return found
