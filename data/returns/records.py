"""What a filled-in form tells: an update, spend, milestones, outputs and risks, each with the key it always has."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from data.returns.checks_of_lists import indicator_of
from data.returns.filled import Filled
from data.returns.form import ONLY_ROW, note_of
from data.returns.form_money import amount_field, basis_of, spend_of, spend_periods
from data.returns.form_rows import ANOTHER, NEW, key_of_output
from data.returns.known import Known, KnownOutput
from data.returns.lists import scaled, status_of
from data.returns.naming import record_of_own, row_of_indicator, shortened
from data.returns.quarters import Quarter
from domain.form import Facts, Row, Section
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.record import Record
from domain.result import Output
from domain.risk import Risk
from domain.round import AnswerKind
from domain.spend import Spend
from domain.update import Update

Key = tuple[type[Record], str]


def records_of(filled: Filled, facts: Facts, known: Known, *, update_id: str) -> list[Record]:
    """Everything a form without faults says, whether it is new or on record already."""
    return [
        *_updates(filled, update_id),
        *_spend(filled, facts),
        *_milestones(filled),
        *_outputs(filled, facts, known),
        *_risks(filled),
    ]


def emptied(filled: Filled, known: Known, said: list[Record]) -> list[Key]:
    """Records this very return brought in by a new row, and no longer does: they are to be withdrawn."""
    here = {(type(record), record.record_id) for record in said}
    on_record: dict[AnswerKind, list[Record]] = {
        AnswerKind.MILESTONES: list(known.milestones),
        AnswerKind.OUTPUTS: [each for one in known.outputs for each in (one.planned, one.achieved) if each],
        AnswerKind.RISKS: list(known.risks),
    }
    found: list[Key] = []
    for kind, records in on_record.items():
        for section in filled.sections(kind):
            own = {_own(filled, section, row) for row in section.rows if row.new}
            found += [
                (type(record), record.record_id)
                for record in records
                if (key_of_output(record) if isinstance(record, Output) else record.record_id) in own
                and (type(record), record.record_id) not in here
            ]
    return found


def _updates(filled: Filled, update_id: str) -> Iterator[Update]:
    for section in filled.sections(AnswerKind.STANDING):
        row = next(each for each in section.rows if each.row_id == ONLY_ROW)
        status, day = filled.value(section, row, "status"), filled.value(section, row, "happened_on")
        event = filled.text(section, row, "event")
        if not isinstance(status, str) or not isinstance(day, dt.date) or not event:
            continue
        rating = filled.value(section, row, "self_rating")
        reason = filled.value(section, row, "delay_reason")
        yield Update(
            update_id=update_id, transformation_id=filled.form.owed.transformation_id, happened_on=day, event=event,
            status=status_of(status), self_rating=scaled(rating) if isinstance(rating, str) else None,
            return_id=filled.form.owed.record_id, evidence=filled.text(section, row, "evidence"),
            note=note_of(reason if isinstance(reason, str) else "", filled.text(section, row, "delay_explanation")),
        )  # fmt: skip


def _spend(filled: Filled, facts: Facts) -> Iterator[Spend]:
    asked, owed = filled.form.round, filled.form.owed
    for section in filled.sections(AnswerKind.SPEND):
        quarters, years = spend_periods(asked, facts)
        periods: tuple[Quarter | int, ...] = (*quarters, *years)
        for period in periods:
            basis = basis_of(period, asked)
            for stream in Stream:
                amount = filled.values.get(amount_field(section.question, period, stream, basis))
                if isinstance(amount, Decimal):
                    named = spend_of(owed.transformation_id, period, stream, basis)
                    yield Spend.model_validate({**named, "amount": amount, "return_id": owed.record_id})


def _milestones(filled: Filled) -> Iterator[Milestone]:
    for section, row in _rows(filled, AnswerKind.MILESTONES):
        planned_on = filled.value(section, row, "planned_on")
        if isinstance(planned_on, dt.date):
            yield Milestone(
                milestone_id=_key(filled, section, row), transformation_id=filled.form.owed.transformation_id,
                title=filled.text(section, row, "title"), planned_on=planned_on,
                expected_on=_day(filled, section, row, "expected_on"),
                reached_on=_day(filled, section, row, "reached_on"), evidence=filled.text(section, row, "evidence"),
            )  # fmt: skip


def _outputs(filled: Filled, facts: Facts, known: Known) -> Iterator[Output]:
    """Of each output what is planned until the end, and what was achieved until the end of the period."""
    by_row = {row_of_indicator(one.indicator, one.unit): one for one in known.outputs}
    for section, row in _rows(filled, AnswerKind.OUTPUTS):
        told = None if row.new else by_row[row.row_id]
        named = _named(told) if told else _newly_named(filled, section, row, facts)
        for column, basis in (("planned", Basis.FORECAST), ("achieved", Basis.ACTUAL)):
            amount = filled.value(section, row, column)
            if isinstance(amount, Decimal):
                record = None if told is None else told.planned if basis is Basis.FORECAST else told.achieved
                key = record.output_id if record else shortened(f"{_output_key(filled, section, row, told)}.{basis}")
                yield Output.model_validate(
                    {
                        **named, **_period(filled, facts, basis, record), "output_id": key, "basis": basis,
                        "value": amount, "transformation_id": filled.form.owed.transformation_id,
                        "return_id": filled.form.owed.record_id,
                    }
                )  # fmt: skip


def _risks(filled: Filled) -> Iterator[Risk]:
    for section, row in _rows(filled, AnswerKind.RISKS):
        scales = {column: filled.value(section, row, column) for column in ("impact", "likelihood", "proximity")}
        numbers = {column: scaled(choice) for column, choice in scales.items() if isinstance(choice, str)}
        category = filled.value(section, row, "category")
        if len(numbers) == len(scales) and isinstance(category, str):
            yield Risk.model_validate(
                {
                    **numbers, "risk_id": _key(filled, section, row), "category": category,
                    "transformation_id": filled.form.owed.transformation_id,
                    "title": filled.text(section, row, "title"), "owner": filled.text(section, row, "owner"),
                    "mitigation": filled.text(section, row, "mitigation"),
                    "closed": filled.value(section, row, "closed") is True,
                }
            )  # fmt: skip


def _rows(filled: Filled, kind: AnswerKind) -> Iterator[tuple[Section, Row]]:
    """The rows of one kind that say something."""
    return ((section, row) for section in filled.sections(kind) for row in section.rows if filled.touched(row))


def _key(filled: Filled, section: Section, row: Row) -> str:
    return _own(filled, section, row) if row.new else row.row_id


def _own(filled: Filled, section: Section, row: Row) -> str:
    number = int(row.row_id.removeprefix(f"{NEW}-"))
    return record_of_own(filled.form.owed.record_id, section.question.question_id, number)


def _output_key(filled: Filled, section: Section, row: Row, told: KnownOutput | None) -> str:
    """The key of an output that has no record of its basis yet: that of its other half, where there is one."""
    if told is None:
        return _own(filled, section, row)
    other = told.planned or told.achieved
    return key_of_output(other) if other else row.row_id


def _named(told: KnownOutput) -> dict[str, object]:
    return {"indicator": told.indicator, "unit": told.unit, "bespoke": told.bespoke}


def _newly_named(filled: Filled, section: Section, row: Row, facts: Facts) -> dict[str, object]:
    listed, name = filled.value(section, row, "indicator"), indicator_of(filled, section, row)
    bespoke = listed is None or listed == ANOTHER
    unit = filled.text(section, row, "unit") if bespoke else facts.indicators[name]
    return {"indicator": name, "unit": unit, "bespoke": bespoke}


def _period(filled: Filled, facts: Facts, basis: Basis, record: Output | None) -> Mapping[str, dt.date]:
    asked = filled.form.round
    ends_on = asked.period_end
    if basis is Basis.FORECAST:
        ends_on = max(ends_on, facts.ends_on or ends_on, record.ends_on if record else ends_on)
    starts_on = record.starts_on if record else facts.starts_on or asked.period_start
    return {"starts_on": min(starts_on, ends_on), "ends_on": ends_on}


def _day(filled: Filled, section: Section, row: Row, column: str) -> dt.date | None:
    value = filled.value(section, row, column)
    return value if isinstance(value, dt.date) else None
