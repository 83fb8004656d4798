"""The form of a return: each question of the round becomes fields, begun with what is known already."""

from collections.abc import Callable, Mapping
from typing import Any

from data.returns.form_money import spend_rows
from data.returns.form_rows import DATE_HELP, ONE_LINE, milestone_rows, output_rows, risk_rows
from data.returns.known import NOTHING, Known
from data.returns.lists import DELAY_REASONS, MONITORING_SOURCE, OUTPUTS_SOURCE, SELF_RATINGS, STATUS_WORDS
from data.returns.naming import field_id
from data.returns.reading import date_in_words
from domain.form import Facts, Field, Form, Row, Section
from domain.returns import Return
from domain.round import AnswerKind, Question, Round

ONLY_ROW = "now"
SENT_BEFORE = "this return, as it was last sent"
STANDING_COLUMNS = ("status", "happened_on", "event", "evidence", "self_rating", "delay_reason", "delay_explanation")


def form_for(asked: Round, owed: Return, *, title: str, facts: Facts, known: Known = NOTHING) -> Form:
    """Everything a return asks of one transformation, in the order of the questions."""
    sections = tuple(_section(question, asked, owed, facts, known) for question in asked.questions)
    return Form(round=asked, owed=owed, title=title, sections=sections)


def _section(question: Question, asked: Round, owed: Return, facts: Facts, known: Known) -> Section:
    rows: Mapping[AnswerKind, Callable[[], tuple[Row, ...]]] = {
        AnswerKind.STANDING: lambda: standing_rows(question, known),
        AnswerKind.SPEND: lambda: spend_rows(question, asked, owed, facts, known),
        AnswerKind.MILESTONES: lambda: milestone_rows(question, owed, known),
        AnswerKind.OUTPUTS: lambda: output_rows(question, owed, facts, known),
        AnswerKind.RISKS: lambda: risk_rows(question, owed, known),
    }
    make = rows.get(question.answer_kind, lambda: _one_field(question))
    return Section(
        question=question,
        title=TITLES.get(question.answer_kind, question.wording),
        rows=make(),
        guidance=GUIDANCE.get(question.answer_kind, ""),
    )


def _one_field(question: Question) -> tuple[Row, ...]:
    """A question answered in one field, whose id is that of the question."""
    field = Field(
        field_id=field_id(question.question_id),
        label=question.wording,
        kind=question.answer_kind,
        unit=question.unit or "",
        choices=question.choices,
        required=question.required,
        help=HELP.get(question.answer_kind, ""),
        longest=2_000 if question.answer_kind is AnswerKind.TEXT else ONE_LINE,
    )
    return (Row(row_id=ONLY_ROW, label=question.wording, fields=(field,)),)


def standing_rows(question: Question, known: Known) -> tuple[Row, ...]:
    """Where delivery stands: one row. Of what was said in another round only the status is known: events are new."""
    told = known.update
    status = told.status if told else known.status
    said = SENT_BEFORE if told else known.status_told_in
    reason, explanation = reason_in(told.note) if told else ("", "")

    def field(column: str, label: str, kind: AnswerKind, value: str = "", **more: Any) -> Field:
        return Field(
            field_id=field_id(question.question_id, ONLY_ROW, column), label=label, kind=kind, prefilled=value,
            known_from=said if value else "", longest=max(len(value), 2_000 if kind is AnswerKind.TEXT else ONE_LINE),
            **more,
        )  # fmt: skip

    fields = (
        field(
            "status", "Status", AnswerKind.CHOICE, STATUS_WORDS[status] if status else "",
            choices=tuple(STATUS_WORDS.values()), required=question.required,
        ),
        field(
            "happened_on", "Day of the event", AnswerKind.DATE, date_in_words(told.happened_on) if told else "",
            required=question.required, help=DATE_HELP,
        ),
        field(
            "event", "What happened on that day", AnswerKind.TEXT, told.event if told else "",
            required=question.required,
            help="Something that took place and gives this status, such as a contract signed or work that stopped.",
        ),
        field(
            "evidence", "Where it can be seen", AnswerKind.TEXT, told.evidence if told else "",
            help="A web address, minutes, a photograph: whatever another could check.",
        ),
        field(
            "self_rating", "Your own confidence in delivery", AnswerKind.CHOICE,
            SELF_RATINGS[told.self_rating - 1] if told and told.self_rating else "",
            choices=SELF_RATINGS, required=question.required,
            help="Your judgement. It stands beside other views and is never averaged with them.",
        ),
        field(
            "delay_reason", "Main reason, if it is late", AnswerKind.CHOICE,
            reason, choices=DELAY_REASONS, help="Needed where the status is delayed or stalled.",
        ),
        field(
            "delay_explanation", "Why it is late, or not as planned", AnswerKind.TEXT, explanation,
            help="Needed where the status is delayed or stalled, and wherever a check asks for an explanation.",
        ),
    )  # fmt: skip
    return (Row(row_id=ONLY_ROW, label="Now", fields=fields),)


def note_of(reason: str, explanation: str) -> str:
    """The note of an update that is late: its reason of the list, then why in words."""
    return ": ".join(each for each in (reason, explanation) if each)


def reason_in(note: str) -> tuple[str, str]:
    """The reason and the explanation a note was made of.

    >>> reason_in(note_of("Procurement", "One bidder only.")), reason_in("One bidder only.")
    (('Procurement', 'One bidder only.'), ('', 'One bidder only.'))
    """
    for reason in DELAY_REASONS:
        if note == reason or note.startswith(f"{reason}: "):
            return reason, note.removeprefix(reason).removeprefix(": ")
    return "", note


TITLES: Mapping[AnswerKind, str] = {
    AnswerKind.STANDING: "Where delivery stands",
    AnswerKind.SPEND: "Money spent and expected",
    AnswerKind.MILESTONES: "Milestones",
    AnswerKind.OUTPUTS: "Outputs",
    AnswerKind.RISKS: "Risks",
}
GUIDANCE: Mapping[AnswerKind, str] = {
    AnswerKind.STANDING: (
        "A status needs an event with a day: what is intended gives none. The reasons for delay are those of"
        f" government monitoring ({MONITORING_SOURCE})."
    ),
    AnswerKind.SPEND: (
        "Whole pounds or pounds and pence. Nothing spent is 0. Quarters of this period ask for what was spent, later"
        " ones for what you expect."
    ),
    AnswerKind.MILESTONES: "Those on record, then empty rows for new ones. Nothing is typed twice.",
    AnswerKind.OUTPUTS: (
        "Achieved is from the beginning to the end of this period; leave empty what is not counted yet. The list of"
        f" outputs is that of government monitoring ({OUTPUTS_SOURCE})."
    ),
    AnswerKind.RISKS: (
        "Those on record, then empty rows for new ones. Say yes under closed where a risk is over. Kinds and scales"
        f" are those of government monitoring ({MONITORING_SOURCE})."
    ),
}
HELP: Mapping[AnswerKind, str] = {
    AnswerKind.DATE: DATE_HELP,
    AnswerKind.POUNDS: "All the digits, for example 1,200,000; a minus for money taken back.",
    AnswerKind.NUMBER: "All the digits, without the unit.",
    AnswerKind.YES_OR_NO: "Yes or no.",
}
