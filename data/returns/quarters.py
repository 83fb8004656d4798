"""Quarters of financial years, in which money is reported: the first is April to June."""

import calendar
import datetime as dt
import re
from typing import NamedTuple, Self

MONTHS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}
NAME = re.compile(r"^(\d{4})-Q([1-4])$")


class Quarter(NamedTuple):
    """One quarter of the financial year that starts in April of ``financial_year``."""

    financial_year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The quarter a day lies in.

        >>> Quarter.of(dt.date(2027, 3, 31))
        Quarter(financial_year=2026, number=4)
        """
        return cls(day.year - (day.month < 4), (day.month - 4) % 12 // 3 + 1)

    @classmethod
    def named(cls, name: str) -> Self | None:
        """The quarter of a name such as ``2026-Q4``, or none."""
        found = NAME.match(name)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def name(self) -> str:
        """The name as an id."""
        return f"{self.financial_year}-Q{self.number}"

    @property
    def words(self) -> str:
        """The months and the year in which they lie.

        >>> Quarter(2026, 4).words
        'January to March 2027'
        """
        return f"{MONTHS[self.number]} {self.starts_on.year}"

    @property
    def starts_on(self) -> dt.date:
        """The first day."""
        month = (self.number * 3) % 12 + 1
        return dt.date(self.financial_year + (self.number == 4), month, 1)

    @property
    def ends_on(self) -> dt.date:
        """The last day."""
        start = self.starts_on
        month = start.month + 2
        return dt.date(start.year, month, calendar.monthrange(start.year, month)[1])

    @property
    def following(self) -> "Quarter":
        """The next quarter."""
        last = self.number == max(MONTHS)
        return Quarter(self.financial_year + last, 1 if last else self.number + 1)


def quarters_over(start: dt.date, end: dt.date) -> tuple[Quarter, ...]:
    """The quarters a period touches, in order."""
    found = [Quarter.of(start)]
    while found[-1] < Quarter.of(end):
        found.append(found[-1].following)
    return tuple(found)
