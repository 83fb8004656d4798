"""The part of a form about money: actual spend for the quarters of the period, forecasts for those to come."""

from data.returns.known import Known
from data.returns.naming import field_id
from data.returns.quarters import MONTHS, Quarter, quarters_over
from data.returns.reading import pounds_in_words
from domain.form import Facts, Field, Row
from domain.money import Basis, Stream
from domain.returns import Return
from domain.round import AnswerKind, Question, Round
from domain.spend import Spend

EXPLANATION_ROW, EXPLANATION = "all", "explanation"
AT_LEAST_ONE = "Give capital, revenue or both; nothing spent is 0."
YEARS_BEYOND, AT_MOST_YEARS = 2, 6
STREAM_WORDS = {Stream.CAPITAL: "Capital", Stream.REVENUE: "Revenue"}
BASIS_WORDS = {Basis.ACTUAL: "spent", Basis.FORECAST: "expected"}


def spend_rows(question: Question, asked: Round, owed: Return, facts: Facts, known: Known) -> tuple[Row, ...]:
    """A row for each quarter from the period's first to the end of a financial year, one for each year after, words."""
    quarters, years = spend_periods(asked, facts)
    rows = [_row(question, owed, known, asked, quarter) for quarter in quarters]
    rows += [_row(question, owed, known, asked, year) for year in years]
    words = Field(
        field_id=field_id(question.question_id, EXPLANATION_ROW, EXPLANATION),
        label="Anything about these amounts that needs explaining",
        kind=AnswerKind.TEXT,
        help="Needed where a check asks for an explanation: more than was awarded, or money taken back.",
    )
    return (*rows, Row(row_id=EXPLANATION_ROW, label="Explanation", fields=(words,)))


def spend_periods(asked: Round, facts: Facts) -> tuple[tuple[Quarter, ...], tuple[int, ...]]:
    """The quarters and the later financial years of which a round asks.

    At least two quarters follow the period, and then all that are left of the year, so that no quarter lies between
    them and the first whole year.
    """
    quarters = list(quarters_over(asked.period_start, asked.period_end))
    quarters += [quarters[-1].following, quarters[-1].following.following]
    while quarters[-1].number != max(MONTHS):
        quarters.append(quarters[-1].following)
    first = quarters[-1].financial_year + 1
    last = Quarter.of(facts.ends_on).financial_year if facts.ends_on else first + YEARS_BEYOND - 1
    return tuple(quarters), tuple(range(first, min(last, first + AT_MOST_YEARS - 1) + 1))


def basis_of(period: Quarter | int, asked: Round) -> Basis:
    """What is asked of a period: what was spent in one that is over when the round's own is, else what is expected."""
    over = isinstance(period, Quarter) and period.starts_on <= asked.period_end
    return Basis.ACTUAL if over else Basis.FORECAST


def amount_field(question: Question, period: Quarter | int, stream: Stream, basis: Basis) -> str:
    """The id of the field for an amount."""
    row_id = period.name if isinstance(period, Quarter) else str(period)
    return field_id(question.question_id, row_id, f"{stream}_{basis}")


def spend_of(transformation_id: str, period: Quarter | int, stream: Stream, basis: Basis) -> dict[str, object]:
    """What names the spend of a period, apart from its amount."""
    year, quarter = (period.financial_year, period.number) if isinstance(period, Quarter) else (period, None)
    return {
        "transformation_id": transformation_id, "financial_year": year, "quarter": quarter, "stream": stream,
        "basis": basis,
    }  # fmt: skip


def _row(question: Question, owed: Return, known: Known, asked: Round, period: Quarter | int) -> Row:
    basis = basis_of(period, asked)
    label = period.words if isinstance(period, Quarter) else f"April {period} to March {period + 1}"
    row_id = period.name if isinstance(period, Quarter) else str(period)
    fields = tuple(_field(question, owed, known, period, stream, basis, label) for stream in Stream)
    return Row(row_id=row_id, label=label, fields=fields)


def _field(
    question: Question, owed: Return, known: Known, period: Quarter | int, stream: Stream, basis: Basis, label: str
) -> Field:
    named = Spend.model_validate({**spend_of(owed.transformation_id, period, stream, basis), "amount": 0})
    told = known.spend.get(named.record_id)
    return Field(
        field_id=amount_field(question, period, stream, basis),
        label=f"{STREAM_WORDS[stream]} {BASIS_WORDS[basis]}, {label}",
        kind=AnswerKind.POUNDS,
        unit="pounds",
        help=AT_LEAST_ONE if question.required and basis is Basis.ACTUAL else "",
        prefilled=pounds_in_words(told.amount) if told else "",
        known_from=known.told_in.get(named.record_id, "") if told else "",
        longest=300,
    )
