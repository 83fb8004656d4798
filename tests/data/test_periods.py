"""Every way publishers write a period is read as its first day and its length, or refused in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import PeriodError, read_period
from domain.source import PeriodStyle


@pytest.mark.parametrize(
    ("text", "style", "start", "months"),
    [
        ("2023-01-01/P1Y", "auto", "2023-01-01", 12),
        ("2022-01-01/P3Y", "auto", "2022-01-01", 36),
        ("2020-01-01/P5Y", "auto", "2020-01-01", 60),
        ("2025-12-01/P1M", "auto", "2025-12-01", 1),
        ("2006-08-01T00:00:00/P1Y", "auto", "2006-08-01", 12),
        ("2020-04-01T00:00:00/P3Y", "auto", "2020-04-01", 36),
        ("2023-01-13T00:00:00", "auto", "2023-01-13", 0),
        ("2025-04-30", "auto", "2025-04-30", 0),
        ("2015-11-16/P1Y", "auto", "2015-11-16", 12),
        ("2004", "auto", "2004-01-01", 12),
        ("2024-01", "auto", "2024-01-01", 1),
        ("2024-01", "snapshot", "2024-01-01", 0),
        ("202021", "auto", "2020-04-01", 12),
        ("201821", "auto", "2018-04-01", 36),
        ("202304", "month", "2023-04-01", 1),
        ("202021", "academic", "2020-09-01", 12),
        ("2025", "academic_ending", "2024-09-01", 12),
        ("2015/16", "academic_ending", "2015-09-01", 12),
        ("2015-16", "academic_ending", "2015-09-01", 12),
        ("2025", "financial_ending", "2024-04-01", 12),
        ("2014", "financial_starting", "2014-04-01", 12),
        ("2012-13", "financial", "2012-04-01", 12),
        ("2011-12", "financial", "2011-04-01", 12),
        ("1999/00", "financial", "1999-04-01", 12),
        ("2014-16", "calendar", "2014-01-01", 36),
        ("2018-2020", "calendar", "2018-01-01", 36),
        ("2020 to 2022", "calendar", "2020-01-01", 36),
        ("2011", "mid_year", "2011-06-30", 0),
        ("2016", "january", "2016-01-01", 0),
        ("2002-01-01", "calendar", "2002-01-01", 12),
        (" 2004 ", "auto", "2004-01-01", 12),
    ],
)
def test_a_period_is_read_as_its_publisher_means_it(text: str, style: str, start: str, months: int) -> None:
    period = read_period(text, PeriodStyle(style))
    assert (period.start.isoformat(), period.months) == (start, months)


@pytest.mark.parametrize(
    ("text", "style", "says"),
    [
        ("", "auto", "not a period"),
        ("last year", "auto", "not a period"),
        ("2023-13-01/P1Y", "auto", "no such day"),
        ("2023-02-30", "auto", "no such day"),
        ("20230-01-01", "auto", "not a period"),
        ("1066", "auto", "between 1900 and 2100"),
        ("2023-01-01/P0Y", "auto", "lasts from one month"),
        ("2023-01-01/P90Y", "auto", "lasts from one month"),
        ("2023/21", "financial", "second year"),
        ("202012", "auto", "either a month or two years"),
        ("2020", "snapshot", "needs a month or a day"),
        ("２０２３", "auto", "not a period"),
    ],
)
def test_what_is_no_period_is_refused_with_what_was_expected(text: str, style: str, says: str) -> None:
    with pytest.raises(PeriodError, match=says):
        read_period(text, PeriodStyle(style))


@given(st.dates(min_value=dt.date(1901, 1, 1), max_value=dt.date(2099, 12, 31)), st.integers(min_value=1, max_value=20))
def test_any_iso_interval_keeps_its_day_and_its_length(start: dt.date, years: int) -> None:
    period = read_period(f"{start.isoformat()}/P{years}Y")
    assert (period.start, period.months) == (start, 12 * years)


@given(st.text(max_size=30))
def test_any_text_at_all_is_a_period_or_a_refusal_in_words(text: str) -> None:
    for style in PeriodStyle:
        try:
            period = read_period(text, style)
        except PeriodError:
            continue
        assert 1900 <= period.start.year <= 2100


def test_the_last_day_of_a_period_is_the_day_before_the_next_one() -> None:
    assert read_period("2022-01-01/P3Y").end == dt.date(2024, 12, 31)
    assert read_period("2023-04-01/P1Y").end == dt.date(2024, 3, 31)
    assert read_period("2025-12-01/P1M").end == dt.date(2025, 12, 31)
    assert read_period("2025-04-30").end == dt.date(2025, 4, 30)
