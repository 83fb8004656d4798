"""The parts of a form that are lists: milestones, outputs and risks; those on record, then empty rows for new ones."""

from collections.abc import Sequence
from decimal import Decimal

from data.returns.known import Known, KnownOutput
from data.returns.lists import IMPACTS, LIKELIHOODS, PROXIMITIES, RISK_CATEGORIES
from data.returns.naming import field_id, record_of_own, row_of_indicator
from data.returns.reading import date_in_words, number_in_words
from domain.form import Facts, Field, Row
from domain.milestone import Milestone
from domain.result import Output
from domain.returns import Return
from domain.risk import Risk
from domain.round import AnswerKind, Question

NEW = "new"
NEW_MILESTONES, NEW_OUTPUTS, NEW_RISKS = 3, 3, 2
MOST_OWN = 50
ANOTHER = "Another, not on this list"
ONE_LINE, A_PASSAGE = 300, 2_000
DATE_HELP = "For example 31 October 2026 or 31/10/2026."


def milestone_rows(question: Question, owed: Return, known: Known) -> tuple[Row, ...]:
    """A row for each milestone on record, and three for new ones."""
    own = own_rows(question, owed, [one.milestone_id for one in known.milestones])
    told = {one.milestone_id: one for one in known.milestones}
    rows = [
        Row(row_id=key, label=one.title, fields=_milestone_fields(question, key, one, known))
        for key, one in told.items()
        if key not in own
    ]
    for number, key in _numbered(own, question, owed, NEW_MILESTONES):
        row_id = new_row(number)
        fields = _milestone_fields(question, row_id, told.get(key), known)
        rows.append(Row(row_id=row_id, label=f"New milestone {number}", fields=fields, new=True))
    return tuple(rows)


def output_rows(question: Question, owed: Return, facts: Facts, known: Known) -> tuple[Row, ...]:
    """A row for each output on record, and three for new ones, from the list or of the place's own."""
    own = own_rows(question, owed, [key for one in known.outputs for key in output_keys(one)])
    told = {key: one for one in known.outputs for key in output_keys(one) if key in own}
    rows = []
    for one in known.outputs:
        if not any(key in own for key in output_keys(one)):
            row_id = row_of_indicator(one.indicator, one.unit)
            fields = _amounts(question, row_id, one, known)
            rows.append(Row(row_id=row_id, label=one.indicator, fields=fields))
    for number, key in _numbered(own, question, owed, NEW_OUTPUTS):
        row_id, one_told = new_row(number), told.get(key)
        fields = (*_naming(question, row_id, facts, one_told), *_amounts(question, row_id, one_told, known))
        rows.append(Row(row_id=row_id, label=f"New output {number}", fields=fields, new=True))
    return tuple(rows)


def risk_rows(question: Question, owed: Return, known: Known) -> tuple[Row, ...]:
    """A row for each open risk on record, and two for new ones."""
    own = own_rows(question, owed, [one.risk_id for one in known.risks])
    told = {one.risk_id: one for one in known.risks}
    rows = [
        Row(row_id=key, label=one.title, fields=_risk_fields(question, key, one, known))
        for key, one in told.items()
        if key not in own
    ]
    for number, key in _numbered(own, question, owed, NEW_RISKS):
        row_id = new_row(number)
        fields = _risk_fields(question, row_id, told.get(key), known)
        rows.append(Row(row_id=row_id, label=f"New risk {number}", fields=fields, new=True))
    return tuple(rows)


def new_row(number: int) -> str:
    """The id of an empty row."""
    return f"{NEW}-{number}"


def own_rows(question: Question, owed: Return, keys: Sequence[str]) -> dict[str, int]:
    """Which records on record this very return brought in by a new row, and by which: sent again, they stay there."""
    here = set(keys)
    made = ((record_of_own(owed.record_id, question.question_id, number), number) for number in range(1, MOST_OWN + 1))
    return {key: number for key, number in made if key in here}


def output_keys(one: KnownOutput) -> tuple[str, ...]:
    """The keys an output may have come by, without the ending that tells what was planned from what was achieved."""
    return tuple(key_of_output(each) for each in (one.planned, one.achieved) if each)


def key_of_output(output: Output) -> str:
    """The key of an output without its ending."""
    return output.output_id.removesuffix(f".{output.basis}")


def _numbered(own: dict[str, int], question: Question, owed: Return, empty: int) -> list[tuple[int, str]]:
    """The new rows, with the key that what is typed there has: those in use, then so many empty ones."""
    last = min(max(own.values(), default=0) + empty, MOST_OWN)
    return [(number, record_of_own(owed.record_id, question.question_id, number)) for number in range(1, last + 1)]


def _milestone_fields(question: Question, row_id: str, told: Milestone | None, known: Known) -> tuple[Field, ...]:
    on_record = told is not None and not row_id.startswith(f"{NEW}-")
    said = known.told_in.get(told.milestone_id, "") if told else ""

    def day(column: str, label: str, value: object, *, required: bool = False) -> Field:
        words = date_in_words(value) if hasattr(value, "year") else ""  # type: ignore[arg-type]
        return Field(
            field_id=field_id(question.question_id, row_id, column), label=label, kind=AnswerKind.DATE,
            required=required, prefilled=words, known_from=said if words else "", help=DATE_HELP, longest=ONE_LINE,
        )  # fmt: skip

    return (
        Field(
            field_id=field_id(question.question_id, row_id, "title"), label="Milestone", kind=AnswerKind.TEXT,
            required=on_record, prefilled=told.title if told else "", known_from=said, longest=ONE_LINE,
            help="What a visitor could check has happened.",
        ),
        day("planned_on", "Planned for", told.planned_on if told else None, required=on_record),
        day("expected_on", "Now expected on", told.expected_on if told else None),
        day("reached_on", "Reached on", told.reached_on if told else None),
        Field(
            field_id=field_id(question.question_id, row_id, "evidence"), label="Where it can be seen",
            kind=AnswerKind.TEXT, prefilled=told.evidence if told else "",
            known_from=said if told and told.evidence else "",
            help="Needed once it is reached; where nothing can be shown, say why.",
            longest=max(A_PASSAGE, len(told.evidence) if told else 0),
        ),
    )  # fmt: skip


def _naming(question: Question, row_id: str, facts: Facts, told: KnownOutput | None) -> tuple[Field, ...]:
    """Which output a new row is about."""
    listed = told is not None and not told.bespoke
    bespoke = told is not None and told.bespoke
    choice = told.indicator if told and listed else ANOTHER if bespoke else ""
    return (
        Field(
            field_id=field_id(question.question_id, row_id, "indicator"), label="Output", kind=AnswerKind.CHOICE,
            choices=(*facts.indicators, ANOTHER), prefilled=choice, longest=ONE_LINE,
        ),
        Field(
            field_id=field_id(question.question_id, row_id, "bespoke"), label="Your own output, if it is not listed",
            kind=AnswerKind.TEXT, prefilled=told.indicator if told and bespoke else "", longest=ONE_LINE,
        ),
        Field(
            field_id=field_id(question.question_id, row_id, "unit"), label="Unit of your own output",
            kind=AnswerKind.TEXT, prefilled=told.unit if told and bespoke else "", longest=ONE_LINE,
            help="What is counted: homes, people, square metres. Those of the list have theirs.",
        ),
    )  # fmt: skip


def _amounts(question: Question, row_id: str, told: KnownOutput | None, known: Known) -> tuple[Field, ...]:
    def amount(column: str, label: str, record: Output | None) -> Field:
        return Field(
            field_id=field_id(question.question_id, row_id, column), label=label, kind=AnswerKind.NUMBER,
            unit=told.unit if told else "", prefilled=number_in_words(Decimal(record.value)) if record else "",
            known_from=known.told_in.get(record.output_id, "") if record else "", longest=ONE_LINE,
        )  # fmt: skip

    return (
        amount("planned", "Planned in all", told.planned if told else None),
        amount("achieved", "Achieved to date", told.achieved if told else None),
    )


def _risk_fields(question: Question, row_id: str, told: Risk | None, known: Known) -> tuple[Field, ...]:
    on_record = told is not None and not row_id.startswith(f"{NEW}-")
    said = known.told_in.get(told.risk_id, "") if told else ""

    def field(column: str, label: str, value: str, *, choices: tuple[str, ...] = (), help_text: str = "") -> Field:
        return Field(
            field_id=field_id(question.question_id, row_id, column), label=label,
            kind=AnswerKind.CHOICE if choices else AnswerKind.TEXT, choices=choices,
            required=on_record and column != "mitigation", prefilled=value, known_from=said if value else "",
            help=help_text, longest=max(len(value), A_PASSAGE if column == "mitigation" else ONE_LINE),
        )  # fmt: skip

    fields = (
        field("title", "Risk", told.title if told else ""),
        field("category", "Kind of risk", told.category if told else "", choices=_categories(told)),
        field("impact", "How bad it would be", IMPACTS[told.impact - 1] if told else "", choices=IMPACTS),
        field("likelihood", "How likely", LIKELIHOODS[told.likelihood - 1] if told else "", choices=LIKELIHOODS),
        field("proximity", "How soon", PROXIMITIES[told.proximity - 1] if told else "", choices=PROXIMITIES),
        field("owner", "Who looks after it", told.owner if told else "", help_text="A role rather than a name."),
        field("mitigation", "What is being done", told.mitigation if told else ""),
    )
    closed = Field(
        field_id=field_id(question.question_id, row_id, "closed"), label="Closed", kind=AnswerKind.YES_OR_NO,
        help="Yes once it can no longer happen, or has.", longest=ONE_LINE,
    )  # fmt: skip
    return (*fields, closed) if on_record else fields


def _categories(told: Risk | None) -> tuple[str, ...]:
    """The list, and the kind on record where that is none of it."""
    if told is None or told.category in RISK_CATEGORIES:
        return RISK_CATEGORIES
    return (told.category, *RISK_CATEGORIES)
