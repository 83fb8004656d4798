"""Working days, counted by hand on a calendar."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.stewardship.working_days import BANK_HOLIDAYS, after_working_days, covered, working_days

DAYS = st.dates(min_value=dt.date(2018, 1, 1), max_value=dt.date(2029, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "counted"),
    [
        ("2026-11-23", "2026-11-23", 0),  # the same Monday
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-20", "2026-11-22", 0),  # Friday to Sunday
        ("2026-11-20", "2026-11-23", 1),  # Friday to Monday
        ("2026-11-21", "2026-11-23", 1),  # Saturday to Monday
        ("2026-11-16", "2026-11-23", 5),
        ("2026-04-02", "2026-04-07", 1),  # Good Friday and Easter Monday between
        ("2026-12-24", "2026-12-29", 1),  # Christmas, and Boxing Day kept on the Monday
        ("2022-09-16", "2022-09-20", 1),  # the Monday of the state funeral
        ("2026-11-24", "2026-11-23", 0),  # the wrong way round
    ],
)
def test_a_clock_skips_weekends_and_bank_holidays(start: str, end: str, counted: int) -> None:
    assert working_days(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == counted


def test_a_whole_year_has_as_many_as_a_wall_calendar_counts() -> None:
    # 2026 has 261 Mondays to Fridays, of which 8 are bank holidays
    assert working_days(dt.date(2025, 12, 31), dt.date(2026, 12, 31)) == 253


@given(DAYS, DAYS, DAYS)
def test_two_stretches_add_up_to_the_whole(one: dt.date, two: dt.date, three: dt.date) -> None:
    first, middle, last = sorted((one, two, three))
    assert working_days(first, middle) + working_days(middle, last) == working_days(first, last)


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_the_day_after_so_many_is_that_many_away(start: dt.date, count: int) -> None:
    assert working_days(start, after_working_days(start, count)) == count


def test_every_year_covered_has_its_holidays_on_mondays_to_fridays() -> None:
    years = tomllib.loads(BANK_HOLIDAYS.read_text(encoding="utf-8"))["days"]
    first, last = covered()
    assert [int(year) for year in years] == list(range(first.year, last.year + 1))
    # eight a year, one more for a jubilee and a funeral (2022) and one for a coronation (2023)
    assert {int(year): len(days) for year, days in years.items()} == {
        2019: 8, 2020: 8, 2021: 8, 2022: 10, 2023: 9, 2024: 8, 2025: 8, 2026: 8, 2027: 8,
    }  # fmt: skip
    assert all(day.weekday() < 5 and day.year == int(year) for year, days in years.items() for day in days)
