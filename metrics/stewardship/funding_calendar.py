"""The funding calendar of one place, over all funds: what is due, paid, forecast and to be reached in each quarter."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.allocation import Allocation, Stage
from domain.delivery import ReturnMark
from domain.milestone import Milestone
from domain.money import Basis
from domain.spend import Spend

APRIL = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a financial year, 1 for April to June; 5 for the year as a whole, where no quarter was named."""

    financial_year: int
    number: int

    @property
    def whole_year(self) -> bool:
        """Whether it stands for a year of which no quarter was named."""
        return self.number > 4


class EntryKind(StrEnum):
    """What happens."""

    RETURN_DUE = "return_due"
    MILESTONE = "milestone"
    PAID = "paid"
    AWARDED = "awarded"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the calendar, about one transformation, with its day, name and pounds where it has any.

    ``late`` is what should have happened by now; it stands in the quarter of today.
    """

    quarter: Quarter
    kind: EntryKind
    transformation_id: str
    on: dt.date | None = None
    title: str = ""
    amount: float | None = None
    late: bool = False


def quarter_of(on: dt.date) -> Quarter:
    """The quarter of a financial year a day lies in.

    >>> quarter_of(dt.date(2026, 11, 23)), quarter_of(dt.date(2027, 3, 31))
    (Quarter(financial_year=2026, number=3), Quarter(financial_year=2026, number=4))
    """
    year = on.year if on.month >= APRIL else on.year - 1
    return Quarter(year, (on.month - APRIL) % 12 // 3 + 1)


def quarter_words(quarter: Quarter) -> str:
    """A quarter in words.

    >>> quarter_words(Quarter(2026, 4)), quarter_words(Quarter(2027, 5))
    ('January to March 2027', 'April 2027 to March 2028, quarter not given')
    """
    first = quarter.financial_year
    if quarter.whole_year:
        return f"April {first} to March {first + 1}, quarter not given"
    months = ("April to June", "July to September", "October to December", "January to March")
    return f"{months[quarter.number - 1]} {first + (quarter.number == 4)}"


def of_returns(marks: Iterable[ReturnMark], *, today: dt.date) -> list[Entry]:
    """The returns still to be sent, by the day they are due; an overdue one is due now."""
    return [
        Entry(
            quarter_of(max(mark.due_on, today)),
            EntryKind.RETURN_DUE,
            mark.transformation_id,
            mark.due_on,
            late=mark.due_on < today,
        )
        for mark in marks
        if mark.with_place and mark.sent_at is None
    ]


def of_milestones(milestones: Iterable[Milestone], *, today: dt.date) -> list[Entry]:
    """The milestones not reached, by the day they are expected; one that is past its day stands in this quarter."""
    found = []
    for one in milestones:
        if one.reached_on is None:
            on = one.expected_on or one.planned_on
            quarter = quarter_of(max(on, today))
            found.append(Entry(quarter, EntryKind.MILESTONE, one.transformation_id, on, one.title, late=on < today))
    return found


def of_spend(spend: Iterable[Spend], *, today: dt.date) -> list[Entry]:
    """The forecasts that are still to come true, each in its quarter, or in its year where it names none."""
    now = quarter_of(today)
    return [
        Entry(
            Quarter(one.financial_year, one.quarter or 5),
            EntryKind.FORECAST, one.transformation_id, amount=float(one.amount),
        )
        for one in spend
        if one.basis is Basis.FORECAST and Quarter(one.financial_year, one.quarter or 5) >= now
    ]  # fmt: skip


def of_allocations(allocations: Iterable[Allocation]) -> list[Entry]:
    """The payments by their day, and awards for a year in that year."""
    found = []
    for one in allocations:
        amount, own_id = float(one.amount), one.transformation_id or ""
        if one.stage is Stage.PAID:
            found.append(Entry(quarter_of(one.decided_on), EntryKind.PAID, own_id, one.decided_on, amount=amount))
        elif one.stage is Stage.AWARDED and one.financial_year is not None:
            found.append(Entry(Quarter(one.financial_year, 5), EntryKind.AWARDED, own_id, amount=amount))
    return found


def by_quarter(entries: Iterable[Entry], *, today: dt.date) -> list[tuple[Quarter, list[Entry]]]:
    """The entries from the quarter before today's on, quarter by quarter, each quarter's in the order of their days.

    Those without a day come last in their quarter, and a year of which no quarter was named after its quarters.
    """
    now = quarter_of(today)
    first = Quarter(now.financial_year, now.number - 1) if now.number > 1 else Quarter(now.financial_year - 1, 4)
    quarters: dict[Quarter, list[Entry]] = {}
    for entry in entries:
        if entry.quarter >= first:
            quarters.setdefault(entry.quarter, []).append(entry)
    return [(quarter, sorted(quarters[quarter], key=_in_order)) for quarter in sorted(quarters)]


def _in_order(entry: Entry) -> tuple[object, ...]:
    return (entry.on is None, entry.on or dt.date.min, entry.kind, entry.transformation_id)
