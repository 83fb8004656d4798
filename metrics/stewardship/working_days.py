"""Working days: Mondays to Fridays without the bank holidays of England and Wales, as clocks on people run."""

import datetime as dt
import tomllib
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

from domain.frozen import Frozen

BANK_HOLIDAYS = Path(__file__).with_name("bank_holidays.toml")
A_WEEK, MONDAY_TO_FRIDAY = 7, 5


class _BankHolidays(Frozen):
    """The file of bank holidays: where the list is published, the days it covers, and the days by year."""

    title: str
    publisher: str
    licence: str
    found_at: str
    compiled_on: dt.date
    covers_from: dt.date
    covers_to: dt.date
    days: dict[int, tuple[dt.date, ...]]


@lru_cache(maxsize=100_000)  # tens of thousands are asked for at once, between a few thousand pairs of days
def working_days(start: dt.date, end: dt.date) -> int:
    """Whole working days after ``start`` up to and including ``end``; none where ``end`` is not later.

    Bank holidays are known for the years ``covered`` names; outside them every Monday to Friday counts.

    >>> working_days(dt.date(2026, 11, 20), dt.date(2026, 11, 23))  # Friday to Monday
    1
    >>> working_days(dt.date(2026, 4, 2), dt.date(2026, 4, 7))  # over Easter
    1
    """
    if end <= start:
        return 0
    return _before(end) - _before(start) - (bisect_right(_holidays(), end) - bisect_right(_holidays(), start))


def after_working_days(start: dt.date, count: int) -> dt.date:
    """The day on which so many working days have passed since ``start``.

    >>> after_working_days(dt.date(2026, 12, 23), 2)  # Christmas Eve, then over Christmas to Tuesday
    datetime.date(2026, 12, 29)
    """
    day = start
    while working_days(start, day) < count:
        day += dt.timedelta(days=1)
    return day


def covered() -> tuple[dt.date, dt.date]:
    """The first and the last day for which bank holidays are known."""
    return _given().covers_from, _given().covers_to


def _before(day: dt.date) -> int:
    """Mondays to Fridays from the first Monday of the calendar up to and including a day."""
    weeks, days = divmod(day.toordinal(), A_WEEK)  # day 1 was a Monday
    return weeks * MONDAY_TO_FRIDAY + min(days, MONDAY_TO_FRIDAY)


@cache
def _holidays() -> tuple[dt.date, ...]:
    """Every bank holiday that falls on a Monday to Friday, in order."""
    return tuple(sorted(day for year in _given().days.values() for day in year if day.weekday() < MONDAY_TO_FRIDAY))


@cache
def _given() -> _BankHolidays:
    return _BankHolidays.model_validate(tomllib.loads(BANK_HOLIDAYS.read_text(encoding="utf-8")))
