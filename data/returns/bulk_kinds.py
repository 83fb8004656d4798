"""What may be brought in many at once: the columns of each kind of record, and how a row becomes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from data.returns.lists import IMPACTS, LIKELIHOODS, PROXIMITIES, RISK_CATEGORIES, SELF_RATINGS, STATUS_WORDS
from data.returns.reading import Value, date_in_words, number_in_words, pounds_in_words
from domain.form import Field
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.record import Record
from domain.result import Output
from domain.risk import Risk
from domain.round import AnswerKind
from domain.spend import Spend
from domain.transformation import Status, Transformation
from domain.update import Update

POUNDS, NUMBER, DATE, CHOICE = AnswerKind.POUNDS, AnswerKind.NUMBER, AnswerKind.DATE, AnswerKind.CHOICE
YES_OR_NO = AnswerKind.YES_OR_NO
BASIS_WORDS: Mapping[str, Basis] = {"spent or achieved": Basis.ACTUAL, "expected": Basis.FORECAST}
STREAM_WORDS: Mapping[str, Stream] = {"capital": Stream.CAPITAL, "revenue": Stream.REVENUE}
QUARTERS = ("1", "2", "3", "4")
SEVERAL = frozenset({"place_codes", "mission_ids", "metric_ids"})
LINE, REMARK, PASSAGE = 300, 2_000, 20_000


class BulkKind(StrEnum):
    """Kinds of record."""

    SPEND = "spend"
    MILESTONES = "milestones"
    UPDATES = "updates"
    RISKS = "risks"
    OUTPUTS = "outputs"
    TRANSFORMATIONS = "transformations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one kind. ``key`` is the one that names the record; where it is empty, those in ``told_by`` do."""

    kind: BulkKind
    noun: type[Record]
    title: str
    about: str
    fields: tuple[Field, ...]
    key: str = ""
    told_by: tuple[str, ...] = ()


def _column(
    name: str, label: str, kind: AnswerKind = AnswerKind.TEXT, *, needed: bool = True, longest: int = LINE,
    choices: tuple[str, ...] = (), told: str = "", unit: str = "",
) -> Field:  # fmt: skip
    return Field(
        field_id=name, label=label, kind=kind, required=needed, longest=longest, choices=choices, help=told, unit=unit
    )


def _basis() -> Field:
    return _column("basis", "Spent or expected", CHOICE, choices=tuple(BASIS_WORDS))


NEW_ROW = "Leave it empty in a new row: a name is made for it."
TRANSFORMATION = _column("transformation_id", "Transformation id", longest=80)
NAME = _column("transformation_title", "Transformation", needed=False, longest=REMARK, told="To read by; not loaded.")
VERSION = _column(
    "version", "Version", NUMBER, needed=False, told="Leave it as it is; empty in a new row. It shows who came first.",
)  # fmt: skip

COLUMNS: Mapping[BulkKind, Columns] = {
    each.kind: each
    for each in (
        Columns(
            kind=BulkKind.SPEND, noun=Spend, title="Spend",
            about="An amount of one stream over one financial year, or a quarter of it.",
            fields=(
                _column("financial_year", "Financial year begins in", NUMBER, told="2026 is April 2026 to March 2027."),
                _column(
                    "quarter", "Quarter", CHOICE, needed=False, choices=QUARTERS,
                    told="1 is April to June. Empty for the whole year.",
                ),
                _column("stream", "Stream", CHOICE, choices=tuple(STREAM_WORDS)),
                _basis(),
                _column("amount", "Amount", POUNDS, unit="pounds", told="All the digits; a minus for money back."),
            ),
        ),
        Columns(
            kind=BulkKind.MILESTONES, noun=Milestone, title="Milestones", key="milestone_id", told_by=("title",),
            about="A step that can be checked, with its days.",
            fields=(
                _column("milestone_id", "Milestone id", needed=False, longest=80, told=NEW_ROW),
                _column("title", "Milestone"),
                _column("planned_on", "Planned for", DATE),
                _column("expected_on", "Now expected on", DATE, needed=False),
                _column("reached_on", "Reached on", DATE, needed=False),
                _column("evidence", "Where it can be seen", needed=False, longest=PASSAGE),
            ),
        ),
        Columns(
            kind=BulkKind.UPDATES, noun=Update, title="Status updates", key="update_id",
            told_by=("happened_on", "event"), about="A dated event, and the status it gives.",
            fields=(
                _column("update_id", "Update id", needed=False, longest=80, told=NEW_ROW),
                _column("happened_on", "Day of the event", DATE),
                _column("event", "What happened on that day", longest=REMARK),
                _column("status", "Status", CHOICE, choices=tuple(STATUS_WORDS.values())),
                _column("self_rating", "Own confidence in delivery", CHOICE, needed=False, choices=SELF_RATINGS),
                _column("evidence", "Where it can be seen", needed=False, longest=PASSAGE),
                _column("note", "Note", needed=False, longest=PASSAGE),
            ),
        ),
        Columns(
            kind=BulkKind.RISKS, noun=Risk, title="Risks", key="risk_id", told_by=("title",),
            about="What may go wrong, how badly, how likely and how soon.",
            fields=(
                _column("risk_id", "Risk id", needed=False, longest=80, told=NEW_ROW),
                _column("title", "Risk"),
                _column("category", "Kind of risk", told=f"Such as: {'; '.join(RISK_CATEGORIES[:3])}."),
                _column("impact", "How bad it would be", CHOICE, choices=IMPACTS),
                _column("likelihood", "How likely", CHOICE, choices=LIKELIHOODS),
                _column("proximity", "How soon", CHOICE, choices=PROXIMITIES),
                _column("owner", "Who looks after it", told="A role rather than a name."),
                _column("mitigation", "What is being done", needed=False, longest=PASSAGE),
                _column("closed", "Closed", YES_OR_NO, needed=False),
            ),
        ),
        Columns(
            kind=BulkKind.OUTPUTS, noun=Output, title="Outputs", key="output_id",
            told_by=("indicator", "unit", "basis", "starts_on", "ends_on"),
            about="Something made or done, counted with a unit over a period.",
            fields=(
                _column("output_id", "Output id", needed=False, longest=80, told=NEW_ROW),
                _column("indicator", "Output"),
                _column("unit", "Unit"),
                _basis(),
                _column("value", "Number", NUMBER),
                _column("starts_on", "From", DATE),
                _column("ends_on", "To", DATE),
                _column("bespoke", "Of the place's own", YES_OR_NO, needed=False),
            ),
        ),
        Columns(
            kind=BulkKind.TRANSFORMATIONS, noun=Transformation, title="Descriptions",
            about="What a transformation is, where it is, who leads it, and when.",
            fields=(
                _column("title", "Title"),
                _column("lead", "Lead"),
                _column("place_codes", "Place codes", longest=REMARK, told="Nine characters each, with commas."),
                _column("starts_on", "Starts on", DATE, needed=False),
                _column("ends_on", "Ends on", DATE, needed=False),
                _column("mission_ids", "Missions", needed=False, longest=REMARK, told="Ids, with commas between."),
                _column("metric_ids", "Metrics to move", needed=False, longest=REMARK, told="Ids, with commas."),
                _column("story", "Story", needed=False, longest=PASSAGE),
            ),
        ),
    )
}  # fmt: skip


def columns_of(kind: BulkKind) -> tuple[Field, ...]:
    """Every column in the order in which a spreadsheet has them."""
    name = () if kind is BulkKind.TRANSFORMATIONS else (NAME,)
    return (TRANSFORMATION, *name, *COLUMNS[kind].fields, VERSION)


def texts_of(record: Record, kind: BulkKind) -> dict[str, str]:
    """What the cells of a record say, by the key of the column."""
    return {each.field_id: _text(getattr(record, each.field_id), each) for each in COLUMNS[kind].fields}


def values_of(read: Mapping[str, Value]) -> dict[str, object]:
    """What a record is made of, from what the cells of a row say."""
    return {name: VALUES[name](value) if name in VALUES else value for name, value in read.items()}


def _text(value: Any, field: Field) -> str:
    """A value as its cell shows it."""
    if value is None or value in ("", ()):
        return ""
    if field.field_id in WORDS:
        return WORDS[field.field_id](value)
    if field.kind is DATE:
        return date_in_words(value)
    if field.kind is POUNDS:
        return pounds_in_words(value)
    if field.kind is NUMBER:
        return number_in_words(Decimal(value))
    if field.kind is YES_OR_NO:
        return "yes" if value else "no"
    return ", ".join(value) if field.field_id in SEVERAL else str(value)


def _scaled(value: Any) -> int:
    """The number a word of a scale begins with."""
    return int(str(value).split(" ", 1)[0])


def _list(value: Any) -> tuple[str, ...]:
    return tuple(part for part in str(value).replace(",", " ").replace(";", " ").split() if part)


def _worded(words: Mapping[str, Any]) -> Callable[[Any], str]:
    return {value: text for text, value in words.items()}.__getitem__


def _rung(scale: tuple[str, ...]) -> Callable[[Any], str]:
    return lambda value: scale[value - 1]


_STATUSES: Mapping[str, Status] = {text: status for status, text in STATUS_WORDS.items()}
VALUES: Mapping[str, Callable[[Any], object]] = {
    "basis": BASIS_WORDS.__getitem__, "stream": STREAM_WORDS.__getitem__,
    "status": _STATUSES.__getitem__, "self_rating": _scaled, "impact": _scaled, "likelihood": _scaled,
    "proximity": _scaled, "place_codes": _list, "mission_ids": _list, "metric_ids": _list,
}  # fmt: skip
WORDS: Mapping[str, Callable[[Any], str]] = {
    "quarter": str, "basis": _worded(BASIS_WORDS), "stream": _worded(STREAM_WORDS),
    "status": _worded(_STATUSES), "self_rating": _rung(SELF_RATINGS), "impact": _rung(IMPACTS),
    "likelihood": _rung(LIKELIHOODS), "proximity": _rung(PROXIMITIES),
}  # fmt: skip
