"""What is on record: one programme, one round that is open and one before it, two returns, and everybody about them."""

import datetime as dt
from dataclasses import dataclass, field

from domain.comment import Comment
from domain.delivery import Delivery, ReturnMark
from domain.person import Person, Role
from domain.published import AmountKind
from domain.question_use import QuestionUse
from domain.returns import Answer, Return, ReturnState
from domain.round import AnswerKind, Question, Round
from domain.tracked import Tracked
from domain.version import Version

TODAY = dt.date(2026, 11, 23)  # a Monday
PLACE, ELSEWHERE = "E06000001", "E06000063"  # Hartlepool, Cumberland
ROUND, BEFORE = "deals-2026-09", "deals-2026-06"
HALL, BRIDGE = "TD-HAR-01", "TD-CUM-02"
RETURN = f"{ROUND}/{HALL}"
ADDRESS = {"round": ROUND, "transformation": HALL}
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


PATH = [ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.CERTIFIED]


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
        kept.version(moved_to(kept.steps[before.return_id][0].record, ReturnState.ACCEPTED), by="s@t", why="", number=2)
    )
    own = kept.steps[now.return_id]
    for number, step in enumerate(PATH[: PATH.index(state)] if state in PATH else (), 2):
        own.append(kept.version(moved_to(own[-1].record, step), by="author@example.test", why="", number=number))
    if state is not ReturnState.DUE:
        own.append(kept.version(moved_to(own[-1].record, state), by="author@example.test", why="So it is.", number=9))
    last = {"obstacle": "Steel was late", "staff": "3"}
    kept.answers[before.return_id] = {
        name: kept.version(Answer(return_id=before.return_id, question_id=name, text=text), by="a@b", why="")
        for name, text in last.items()
    }
    return kept


def moved_to(owed: Return, state: ReturnState) -> Return:
    """The same return in another state."""
    return owed.model_copy(update={"state": state})
