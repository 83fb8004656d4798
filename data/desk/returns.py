"""Returns: from what is due to what is accepted. Each step is one version of the return, with who, when and why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from data.desk.faults import ReturnFaulty, StepRefused
from data.desk.papers import papers_of
from data.desk.sending import drafts_of
from data.desk.steps import OPEN, moved, refuse_if_typed_meanwhile, take_step
from data.desk.typing_in import answer_of, answers_by_field, keep
from data.register.appends import Draft
from data.register.faults import NotThere
from data.returns.checks import faults
from domain.form import Fault, Form
from domain.permission import Action, NotAllowed, demand, may
from domain.returns import Answer, Return, ReturnState
from domain.version import Version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from data.desk.desk import Desk

TYPED = "Typed in"


class Returns:
    """The returns one person may fill in, certify or review.

    due -> draft -> submitted -> certified -> accepted, or from certified to changes_asked, from there draft again and
    so on; a certifier may send a submitted return back to draft.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, return_id: str) -> Version[Return] | None:
        """One return the person may see, or none."""
        version = self._desk.register.get(Return, return_id)
        return version if version and may(self._desk.person, Action.READ_RETURNS, self._places(version)) else None

    def form(self, return_id: str) -> Form:
        """What the return asks, field by field, with what is known already."""
        version = self._readable(return_id)
        return papers_of(self._desk, version.record, as_at=self._sent_at(version)).form

    def readable(self, return_id: str) -> bool:
        """Whether the person may read what was typed; of another's return that was never sent they may not."""
        version = self.get(return_id)
        return version is not None and (self._sent_at(version) is not None or self._may_read_draft(version))

    def answers(self, return_id: str) -> Mapping[str, Version[Answer]]:
        """What was typed, by the id of the field. Drafts are for their own place only; others read what was sent."""
        version = self._readable(return_id)
        sent_at = self._sent_at(version)
        if sent_at is None:
            demand(self._desk.person, Action.READ_DRAFTS, (version.record.place_code,), of=f"the return {return_id}")
        return answers_by_field(self._desk.register, return_id, as_at=sent_at)

    def save(self, return_id: str, field_id: str, text: str, *, replaces: int | None) -> Version[Answer]:
        """Keep one answer as it was typed, right or wrong; ``Conflict`` where another came first."""
        version = self._mine(return_id, Action.ANSWER)
        answer = answer_of(papers_of(self._desk, version.record, only_field=field_id).form, field_id, text)
        return keep(self._desk, return_id, [Draft(answer, replaces)], why=TYPED)[0]

    def save_all(self, return_id: str, texts: Mapping[str, str], *, why: str, beside: Sequence[Draft] = ()) -> int:
        """Keep many answers at once, all or none, over what stands now; how many changed.

        What is ``beside`` them is written in the same moment, or not at all.
        """
        version = self._mine(return_id, Action.ANSWER)
        form, stand = papers_of(self._desk, version.record).form, answers_by_field(self._desk.register, return_id)
        drafts = []
        for field_id, text in texts.items():
            answer, before = answer_of(form, field_id, text), stand.get(field_id)
            if answer.text != (before.record.text if before else form.fields[field_id].prefilled):
                drafts.append(Draft(answer, before.number if before else None))
        if drafts:
            keep(self._desk, return_id, [*drafts, *beside], why=why)
        elif version.record.state not in OPEN:
            raise StepRefused("changed", version)
        elif beside:
            self._desk.register.append_all(beside, by=self._desk.person.person_id, why=why)
        return len(drafts)

    def faults(self, return_id: str) -> Sequence[Fault]:
        """Everything that is wrong with what is filled in, in the order of the form."""
        version = self._readable(return_id)
        texts = {field_id: answer.record.text for field_id, answer in self.answers(return_id).items()}
        papers = papers_of(self._desk, version.record, as_at=self._sent_at(version))
        return faults(papers.form, texts, papers.facts)

    def submit(self, return_id: str, *, why: str) -> Version[Return]:
        """Send it in. The answers become updates, spend, milestones, outputs and risks in the same moment.

        Raises ``ReturnFaulty`` with the faults where something stops it.
        """
        version = self._mine(return_id, Action.ANSWER)
        if version.record.state not in OPEN:
            raise StepRefused("submitted", version)
        typed, papers = answers_by_field(self._desk.register, return_id), papers_of(self._desk, version.record)
        texts = {field_id: answer.record.text for field_id, answer in typed.items()}
        if found := faults(papers.form, texts, papers.facts):
            raise ReturnFaulty(found)

        def drafts(connection: Connection, stands: Version[Return]) -> list[Draft]:
            refuse_if_typed_meanwhile(connection, return_id, typed)
            return [moved(stands, ReturnState.SUBMITTED), *drafts_of(connection, papers, texts)]

        sent = take_step(self._desk, return_id, OPEN, drafts, wanted="submitted", why=why)
        return cast("Version[Return]", sent[0])

    def certify(self, return_id: str, *, why: str) -> Version[Return]:
        """The finance officer says that the figures are right. Nobody certifies what they submitted themselves."""
        version = self._mine(return_id, Action.CERTIFY)
        if version.record.state is ReturnState.SUBMITTED and version.told_by == self._desk.person.person_id:
            self._refuse_own(return_id, did="submitted", does="certifies", other="certifier of the place")
        return self._move(version, ReturnState.SUBMITTED, ReturnState.CERTIFIED, "certified", why=why)

    def send_back(self, return_id: str, *, why: str) -> Version[Return]:
        """The finance officer sends it back to its author."""
        version = self._mine(return_id, Action.CERTIFY)
        return self._move(version, ReturnState.SUBMITTED, ReturnState.DRAFT, "sent back", why=why)

    def accept(self, return_id: str, *, why: str) -> Version[Return]:
        """The centre is content. Nobody accepts what they sent or certified themselves."""
        version = self._mine(return_id, Action.REVIEW)
        if version.record.state is ReturnState.CERTIFIED and self._sent_or_certified(return_id):
            self._refuse_own(return_id, did="sent or certified", does="accepts", other="steward")
        return self._move(version, ReturnState.CERTIFIED, ReturnState.ACCEPTED, "accepted", why=why)

    def ask_changes(self, return_id: str, *, why: str) -> Version[Return]:
        """The centre says what it needs; ``why`` is what the place reads."""
        version = self._mine(return_id, Action.REVIEW)
        return self._move(version, ReturnState.CERTIFIED, ReturnState.CHANGES_ASKED, "sent back", why=why)

    def journey(self, return_id: str) -> list[Version[Return]]:
        """Every step of one return."""
        self._readable(return_id)
        return self._desk.register.history(Return, return_id)

    def _readable(self, return_id: str) -> Version[Return]:
        """A return the person may read; refused where it is not theirs, or nobody's."""
        version = self._known(return_id)
        demand(self._desk.person, Action.READ_RETURNS, self._places(version), of=f"the return {return_id}")
        return version

    def _mine(self, return_id: str, action: Action) -> Version[Return]:
        """A return with which the person may do something; a refusal is a line in the audit."""
        version = self._known(return_id)
        self._desk.demand(action, (version.record.place_code,), of=f"the return {return_id}")
        return version

    def _known(self, return_id: str) -> Version[Return]:
        version = self._desk.register.get(Return, return_id)
        if version is None:
            raise NotThere(f"There is no return {return_id!r}. Nothing was changed. Open it again from the list.")
        return version

    def _places(self, version: Version[Return]) -> tuple[str, ...]:
        """The places for which a return may be read: of the body that owes it, and of what it is about."""
        owed = version.record
        return (owed.place_code, *self._desk.picture.places_of(owed.transformation_id))

    def _sent_at(self, version: Version[Return]) -> dt.datetime | None:
        """As at which moment the person reads a return: when it was last sent, or now where it is their own draft."""
        drafting = version.record.state in OPEN
        if drafting and self._may_read_draft(version):
            return None
        steps = self._desk.register.history(Return, version.record.record_id)
        sent = (step.told_at for step in reversed(steps) if step.record.state is ReturnState.SUBMITTED)
        return next(sent, None if drafting else version.told_at)

    def _may_read_draft(self, version: Version[Return]) -> bool:
        return may(self._desk.person, Action.READ_DRAFTS, (version.record.place_code,))

    def _move(
        self, seen: Version[Return], before: ReturnState, after: ReturnState, wanted: str, *, why: str
    ) -> Version[Return]:
        """One step on from the very version that was looked at."""

        def drafts(_: Connection, stands: Version[Return]) -> list[Draft]:
            if stands.number != seen.number:
                raise StepRefused(wanted, stands)
            return [moved(stands, after)]

        return_id = seen.record.record_id
        (version,) = take_step(self._desk, return_id, {before}, drafts, wanted=wanted, why=why)
        return cast("Version[Return]", version)

    def _sent_or_certified(self, return_id: str) -> bool:
        """Whether the person took one of the last two steps of a certified return."""
        steps = self._desk.register.history(Return, return_id)[-2:]
        return any(step.told_by == self._desk.person.person_id for step in steps)

    def _refuse_own(self, return_id: str, *, did: str, does: str, other: str) -> None:
        sentence = (
            f"{self._desk.person.name} {did} this return, so somebody else {does} it: nobody {does} their own"
            f" figures. Nothing was changed. Ask another {other}."
        )
        by = self._desk.person.person_id
        self._desk.register.note(by=by, action="refused", detail=sentence, kind="return", record_id=return_id)
        raise NotAllowed(sentence)
