"""A desk that keeps everything in memory: its returns and its rounds, with leave asked for every step."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace

from data.register.faults import Clash, Conflict, RegisterGone
from domain.comment import Comment
from domain.permission import Action, demand, may
from domain.person import Person
from domain.returns import Answer, ReturnState
from domain.round import AnswerKind
from domain.workspace import Workspace
from tests.pages.returns.on_record import BEFORE, GONE, QUESTIONS, TODAY, Held, moved_to
from tests.pages.returns.small_form import fault, form_of


@dataclass
class FakeDesk:
    """What a desk does, for one person, with what is on record in ``held``."""

    person: Person
    held: Held
    today: dt.date = TODAY
    workspace: Workspace = Workspace.TRAINING

    def __post_init__(self) -> None:
        self.returns = FakeReturns(self)
        self.rounds = FakeRounds(self)
        self.stewardship = SimpleNamespace(comment=self._comment)
        self.uploads = SimpleNamespace(template=lambda return_id: b"template", load=self._load)

    def every(self):
        return self.held.tracked

    def tracked(self, own_id):
        return self.held.tracked.get(own_id)

    def comments(self, kind, record_id, own_id):
        return [one for one in self.held.comments if one.record.about_id == record_id]

    def demand(self, action, place_codes=(), *, of=""):
        demand(self.person, action, place_codes, of=of)

    def _comment(self, comment: Comment, own_id: str):
        self.held.comments.append(self.held.version(comment, by=self.person.person_id, why="said"))

    def _load(self, return_id, content, name):
        self.held.loaded.append((return_id, name))
        return self.held.outcome


SENT = (ReturnState.SUBMITTED, ReturnState.CERTIFIED, ReturnState.ACCEPTED)


class FakeReturns:
    """Returns in memory: the steps and the answers, with leave asked for."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk, self.held = desk, desk.held

    def get(self, return_id):
        self._there()
        steps = self.held.steps.get(return_id)
        may_read = steps and may(self.desk.person, Action.READ_RETURNS, [steps[-1].record.place_code])
        return steps[-1] if may_read else None

    def form(self, return_id):
        owed = self.held.steps[return_id][-1].record
        return form_of(self.held.rounds[owed.round_id], owed)

    def readable(self, return_id):
        owed = self.held.steps[return_id][-1].record
        drafted = owed.state in {ReturnState.DUE, ReturnState.DRAFT}
        return not drafted or may(self.desk.person, Action.READ_DRAFTS, [owed.place_code])

    def answers(self, return_id):
        owed = self.held.steps[return_id][-1].record
        if owed.state in {ReturnState.DUE, ReturnState.DRAFT}:
            demand(self.desk.person, Action.READ_DRAFTS, [owed.place_code], of="the draft")
        return dict(self.held.answers.get(return_id, {}))

    def save(self, return_id, field_id, text, *, replaces):
        self._there()
        demand(self.desk.person, Action.ANSWER, [self.held.steps[return_id][-1].record.place_code], of=return_id)
        if self.held.steps[return_id][-1].record.state in SENT:
            raise RegisterGone("It was sent meanwhile, and nothing was changed.")
        own = self.held.answers.setdefault(return_id, {})
        answer, before = Answer(return_id=return_id, question_id=field_id, text=text), own.get(field_id)
        if (before.number if before else None) != replaces:
            raise Conflict((Clash(answer, before),))
        number = before.number + 1 if before else 1
        own[field_id] = self.held.version(answer, by=self.desk.person.person_id, why="", number=number)
        return own[field_id]

    def faults(self, return_id):
        form, answers = self.form(return_id), self.held.answers.get(return_id, {})
        found = []
        for each in form.fields.values():
            text = answers[each.field_id].record.text if each.field_id in answers else each.prefilled
            if each.required and not text:
                found.append(fault(each, "", "nothing was filled in.", "Fill it in."))
            if each.kind is AnswerKind.NUMBER and text and not text.isdigit():
                found.append(fault(each, text, f"“{text}” is not a number.", "Write digits."))
        return found

    def journey(self, return_id):
        return self.held.steps[return_id]

    def submit(self, return_id, *, why):
        return self._step(return_id, Action.ANSWER, ReturnState.SUBMITTED, why)

    def certify(self, return_id, *, why):
        return self._step(return_id, Action.CERTIFY, ReturnState.CERTIFIED, why)

    def send_back(self, return_id, *, why):
        return self._step(return_id, Action.CERTIFY, ReturnState.DRAFT, why)

    def accept(self, return_id, *, why):
        return self._step(return_id, Action.REVIEW, ReturnState.ACCEPTED, why)

    def ask_changes(self, return_id, *, why):
        return self._step(return_id, Action.REVIEW, ReturnState.CHANGES_ASKED, why)

    def _step(self, return_id, action, state, why):
        self._there()
        steps = self.held.steps[return_id]
        demand(self.desk.person, action, [steps[-1].record.place_code], of=return_id)
        moved = moved_to(steps[-1].record, state)
        steps.append(self.held.version(moved, by=self.desk.person.person_id, why=why, number=steps[-1].number + 1))
        return steps[-1]

    def _there(self):
        if self.held.gone:
            raise RegisterGone(GONE)


class FakeRounds:
    """Rounds in memory."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk, self.held = desk, desk.held

    def every(self, programme_id=None):
        return [self.held.version(one, by="s", why="") for one in self.held.rounds.values()]

    def get(self, round_id):
        one = self.held.rounds.get(round_id)
        return self.held.version(one, by=self.held.opened_by, why="") if one else None

    def uses(self, round_id=None):
        return [one for one in self.held.uses if round_id in (None, one.record.round_id)]

    def note_use(self, use, *, why):
        demand(self.desk.person, Action.NOTE_USE)
        self.held.uses.append(self.held.version(use, by=self.desk.person.person_id, why=why))

    def questions_unused(self):
        return [(self.held.rounds[BEFORE], QUESTIONS[2], 1)]

    def questions_for(self, programme_id):
        return QUESTIONS

    def owed_by(self, programme_id):
        return {
            own_id: one.place_codes[0] for own_id, one in self.held.tracked.items() if one.programme_id == programme_id
        }

    def open(self, new, owed, *, why, progress=None):
        demand(self.desk.person, Action.OPEN_ROUND)
        if self.held.gone:
            raise RegisterGone(GONE)
        self.held.opened.append((new, dict(owed), why))
