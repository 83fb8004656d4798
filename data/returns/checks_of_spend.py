"""The rules of money: what is spent has happened, what is expected has not, and together they are what was awarded."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from data.returns.filled import Filled
from data.returns.form_money import AT_LEAST_ONE, EXPLANATION, EXPLANATION_ROW, basis_of
from data.returns.naming import field_id
from data.returns.quarters import Quarter
from data.returns.reading import pounds_in_words
from domain.form import Facts, Fault, Row, Section, Weight
from domain.money import Basis, Stream

REMEDY = "Say why under 'Anything about these amounts that needs explaining'; or correct it."


def spend_faults(filled: Filled, section: Section, facts: Facts) -> Iterator[Fault]:
    """What the rules find in the amounts, those of single cells first."""
    yield from _silent(filled, section)
    amounts = tuple(_amounts(filled, section))
    for row, stream, basis, amount in amounts:
        if wrong := out_of_time(basis, row.row_id, today=facts.today, opens_on=filled.form.round.opens_on):
            if amount:
                remedy = "Leave this empty; it is asked again once the time comes."
                yield filled.fault(section, row, f"{stream}_{basis}", wrong, remedy)
        elif amount < 0 and not _explained(filled, section):
            wrong = "This is below nought: money taken back."
            yield filled.fault(section, row, f"{stream}_{basis}", wrong, REMEDY, weight=Weight.EXPLAIN)
    yield from _more_than_awarded(filled, section, facts, sum((each[3] for each in amounts), Decimal(0)))


def _silent(filled: Filled, section: Section) -> Iterator[Fault]:
    """Quarters of the period of which neither capital nor revenue is told."""
    first = f"{Stream.CAPITAL}_{Basis.ACTUAL}"
    for row in section.rows:
        quarter = Quarter.named(row.row_id)
        asked = quarter and basis_of(quarter, filled.form.round) is Basis.ACTUAL and section.question.required
        if asked and not filled.touched(row):
            yield filled.fault(section, row, first, "Nothing is said of what was spent in this quarter.", AT_LEAST_ONE)


def out_of_time(basis: Basis, period: str, *, today: dt.date, opens_on: dt.date) -> str:
    """What is wrong with the time of an amount for a quarter (``2026-Q1``) or a year (``2026``), or nothing."""
    quarter = Quarter.named(period)
    first = quarter or Quarter(int(period), 1)
    last = quarter or Quarter(int(period), 4)
    if basis is Basis.ACTUAL and first.starts_on > today:
        return "This is given as spent, and its time has not begun."
    if basis is Basis.FORECAST and last.ends_on < opens_on:
        return "This is given as expected, and its time was over before the round opened."
    return ""


def _amounts(filled: Filled, section: Section) -> Iterator[tuple[Row, Stream, Basis, Decimal]]:
    """Every amount that could be read, with what it is."""
    for row in section.rows:
        for stream in Stream:
            for basis in Basis:
                amount = filled.value(section, row, f"{stream}_{basis}")
                if isinstance(amount, Decimal):
                    yield row, stream, basis, amount


def _more_than_awarded(filled: Filled, section: Section, facts: Facts, in_form: Decimal) -> Iterator[Fault]:
    if facts.awarded is None or _explained(filled, section):
        return
    total, awarded = in_form + Decimal(str(facts.spent_before)), Decimal(str(facts.awarded))
    if total > awarded:
        before = (
            f", with £{pounds_in_words(Decimal(str(facts.spent_before)))} before this period,"
            if facts.spent_before
            else ""
        )
        row = next(each for each in section.rows if each.row_id == EXPLANATION_ROW)
        yield filled.fault(
            section, row, EXPLANATION,
            f"What was spent and what is expected{before} come to £{pounds_in_words(total)}, which is"
            f" £{pounds_in_words(total - awarded)} more than the £{pounds_in_words(awarded)} awarded.",
            "Say here where the rest comes from; or correct the amounts.", weight=Weight.EXPLAIN,
        )  # fmt: skip


def _explained(filled: Filled, section: Section) -> bool:
    return bool(filled.texts.get(field_id(section.question.question_id, EXPLANATION_ROW, EXPLANATION)))
