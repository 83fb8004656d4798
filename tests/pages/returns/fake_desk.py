"""A desk that keeps everything in memory: one programme, one round that is open and one before it, two returns."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

from data.register.faults import Clash, Conflict, RegisterGone
from domain.comment import Comment
from domain.delivery import Delivery, ReturnMark
from domain.form import Fault, Field, Form, Row, Section, Weight
from domain.permission import Action, demand, may
from domain.person import Person, Role
from domain.published import AmountKind
from domain.question_use import QuestionUse
from domain.returns import Answer, Return, ReturnState
from domain.round import AnswerKind, Question, Round
from domain.tracked import Tracked
from domain.version import Version
from domain.workspace import Workspace

TODAY = dt.date(2026, 11, 23)  # a Monday
PLACE, ELSEWHERE = "E06000001", "E06000063"  # Hartlepool, Cumberland
ROUND, BEFORE = "deals-2026-09", "deals-2026-06"
HALL, BRIDGE = "TD-HAR-01", "TD-CUM-02"
GONE = "The register cannot be reached. Keep this page open and try again in a minute."

QUESTIONS = (
    Question(
        question_id="obstacle", wording="What stood most in the way?", asked_because="To clear what many meet.",
        last_used_by=("Treasury, June 2026",),
    ),
    Question(
        question_id="staff", wording="How many people work on it?", asked_because="To see where hands are missing.",
        answer_kind=AnswerKind.NUMBER, required=False,
    ),
    Question(
        question_id="open", wording="Can the public use it?", asked_because="To know from when to look for change.",
        answer_kind=AnswerKind.YES_OR_NO,
    ),
    Question(
        question_id="steps", wording="Which milestones were reached?", asked_because="Others wait for them.",
        answer_kind=AnswerKind.MILESTONES,
    ),
)  # fmt: skip


def person(role: Role, *codes: str, name: str = "") -> Person:
    """Somebody of one role, for some places."""
    name = name or role.value.replace("_", " ")
    return Person(
        person_id=f"{name.replace(' ', '.')}@example.test",
        name=name,
        roles=frozenset({role}),
        own_codes=frozenset(codes),
    )


STEWARD = person(Role.STEWARD)
OFFICER = person(Role.PLACE_OFFICER, PLACE)
CERTIFIER = person(Role.CERTIFIER, PLACE)
MINISTER = person(Role.MINISTERS_OFFICE)


def round_of(own_id: str, title: str, due_on: dt.date, questions: tuple[Question, ...] = QUESTIONS) -> Round:
    """A round that opened a month before it was due, about the quarter before."""
    return Round(
        round_id=own_id, programme_id="deals", title=title, period_start=due_on - dt.timedelta(days=150),
        period_end=due_on - dt.timedelta(days=60), opens_on=due_on - dt.timedelta(days=30), due_on=due_on,
        questions=questions,
    )  # fmt: skip


def at(day: dt.date, hour: int = 14) -> dt.datetime:
    """A moment of a day."""
    return dt.datetime(day.year, day.month, day.day, hour, 3, tzinfo=dt.UTC)


def mark(own_id: str, round_id: str = ROUND, **fields: object) -> ReturnMark:
    """A return that is due in two weeks and was not begun, unless said otherwise."""
    told = {"state": ReturnState.DUE, "since": at(dt.date(2026, 11, 2)), "due_on": dt.date(2026, 12, 7)}
    place = PLACE if own_id.startswith("TD-HAR") else ELSEWHERE
    return ReturnMark(round_id=round_id, transformation_id=own_id, place_code=place, version=1, **(told | fields))  # type: ignore[arg-type]


def tracked(own_id: str, title: str, *marks: ReturnMark, programme_id: str = "deals") -> Tracked:
    """A transformation with its returns."""
    return Tracked(
        transformation_id=own_id, title=title, programme_id=programme_id, lead="The council",
        place_codes=(PLACE if own_id.startswith("TD-HAR") else ELSEWHERE,), published=True, amount=2_000_000.0,
        amount_kind=AmountKind.GRANT, delivery=Delivery(returns=marks, awarded=2_000_000.0, spent=150_000.0),
    )  # fmt: skip


@dataclass
class FakeDesk:
    """What a desk does, for one person, with what is on record in ``held``."""

    person: Person
    held: "Held"
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


@dataclass
class Held:
    """What is on record, shared by every desk of a test."""

    tracked: dict[str, Tracked] = field(default_factory=dict)
    steps: dict[str, list[Version[Return]]] = field(default_factory=dict)
    answers: dict[str, dict[str, Version[Answer]]] = field(default_factory=dict)
    comments: list[Version[Comment]] = field(default_factory=list)
    rounds: dict[str, Round] = field(default_factory=dict)
    uses: list[Version[QuestionUse]] = field(default_factory=list)
    opened: list[tuple[Round, dict[str, str], str]] = field(default_factory=list)
    loaded: list[tuple[str, str]] = field(default_factory=list)
    outcome: object = None
    opened_by: str = "steward@this-machine"
    gone: bool = False
    line: int = 0

    def answered(self, return_id: str, field_id: str, text: str) -> None:
        """Put an answer on record, as if it had been given before the return was sent."""
        answer = Answer(return_id=return_id, question_id=field_id, text=text)
        self.answers.setdefault(return_id, {})[field_id] = self.version(answer, by="author@example.test", why="")

    def version(self, record, *, by: str, why: str, number: int = 1) -> Version:
        """A version told now."""
        self.line += 1
        return Version(record, number, number - 1 or None, at(TODAY), by, why, False, self.line)


def held(*, state: ReturnState = ReturnState.DUE) -> Held:
    """Two transformations asked in the round that is open, one of which answered in the round before."""
    now = mark(
        HALL, state=state, times_sent=int(state in {ReturnState.SUBMITTED, ReturnState.CERTIFIED}),
        certified_at=at(dt.date(2026, 11, 9)) if state is ReturnState.CERTIFIED else None,
    )  # fmt: skip
    before = mark(
        HALL, BEFORE, state=ReturnState.ACCEPTED, due_on=dt.date(2026, 9, 7), times_sent=1,
        sent_at=at(dt.date(2026, 9, 1)), certified_at=at(dt.date(2026, 9, 2)), answered_at=at(dt.date(2026, 9, 9)),
    )  # fmt: skip
    every = {HALL: tracked(HALL, "Market hall", now, before), BRIDGE: tracked(BRIDGE, "Foot bridge", mark(BRIDGE))}
    rounds = {
        ROUND: round_of(ROUND, "Autumn 2026", dt.date(2026, 12, 7)),
        BEFORE: round_of(BEFORE, "Summer 2026", dt.date(2026, 9, 7)),
    }
    kept = Held(tracked=every, rounds=rounds)
    for one in every.values():
        for each in one.delivery.returns:
            owed = Return(round_id=each.round_id, transformation_id=one.transformation_id, place_code=each.place_code)
            kept.steps[each.return_id] = [kept.version(owed, by="steward@example.test", why="The round was opened.")]
    kept.steps[before.return_id].append(
        kept.version(_moved(kept.steps[before.return_id][0].record, ReturnState.ACCEPTED), by="s@t", why="", number=2)
    )
    own = kept.steps[now.return_id]
    for number, step in enumerate(PATH[: PATH.index(state)] if state in PATH else (), 2):
        own.append(kept.version(_moved(own[-1].record, step), by="author@example.test", why="", number=number))
    if state is not ReturnState.DUE:
        own.append(kept.version(_moved(own[-1].record, state), by="author@example.test", why="So it is.", number=9))
    last = {"obstacle": "Steel was late", "staff": "3"}
    kept.answers[before.return_id] = {
        name: kept.version(Answer(return_id=before.return_id, question_id=name, text=text), by="a@b", why="")
        for name, text in last.items()
    }
    return kept


PATH = [ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.CERTIFIED]


SENT = (ReturnState.SUBMITTED, ReturnState.CERTIFIED, ReturnState.ACCEPTED)


def _moved(owed: Return, state: ReturnState) -> Return:
    return owed.model_copy(update={"state": state})


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
        moved = _moved(steps[-1].record, state)
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


def form_of(asked: Round, owed: Return) -> Form:
    """The form of the questions above: three of one field, and a table with one milestone on record."""
    words = {question.question_id: question for question in asked.questions}

    def alone(own_id: str, kind: AnswerKind, **fields: object) -> Section:
        question = words[own_id]
        one = Field(field_id=own_id, label=question.wording, kind=kind, required=question.required, **fields)  # type: ignore[arg-type]
        return Section(question=question, title=question.wording, rows=(Row(row_id="now", label="", fields=(one,)),))

    def step(row_id: str, label: str, title: str, *, new: bool) -> Row:
        known = "your return of Summer 2026" if title else ""
        told = Field(
            field_id=f"steps.{row_id}.title",
            label="What",
            kind=AnswerKind.TEXT,
            prefilled=title,
            known_from=known,
            longest=200,
        )
        day = Field(field_id=f"steps.{row_id}.expected_on", label="Now expected on", kind=AnswerKind.DATE, longest=300)
        return Row(row_id=row_id, label=label, fields=(told, day), new=new)

    rows = (
        step("m1", "Works begin", "Works begin", new=False), step("n1", "A new milestone", "", new=True),
        step("n2", "Another new milestone", "", new=True),
    )  # fmt: skip
    sections = (
        alone("obstacle", AnswerKind.TEXT),
        alone("staff", AnswerKind.NUMBER, unit="posts", longest=300),
        alone("open", AnswerKind.YES_OR_NO),
        Section(question=words["steps"], title="Milestones", rows=rows),
    )
    return Form(round=asked, owed=owed, title="Market hall", sections=sections)


def fault(each: Field, value: str, wrong: str, remedy: str, weight: Weight = Weight.STOPS) -> Fault:
    """One thing to put right."""
    return Fault(field_id=each.field_id, label=each.label, value=value, wrong=wrong, remedy=remedy, weight=weight)
