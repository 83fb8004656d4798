"""What people type is read as they mean it, or refused with a sentence; never guessed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.returns.reading import (
    Unreadable,
    date_in_words,
    number_in_words,
    pounds_in_words,
    read_choice,
    read_date,
    read_number,
    read_pounds,
    read_yes_or_no,
)

DAYS = some.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
PENCE = some.integers(-(10**13) + 1, 10**13 - 1).map(lambda pence: Decimal(pence).scaleb(-2))


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-31", "31/10/2026", "31-10-2026", "31.10.2026", "31 October 2026", "31 oct 2026",
        " 31st  October, 2026 ", "2026-10-31 00:00:00", "2026-10-31T00:00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_spelling_used_here(typed):
    assert read_date(typed) == dt.date(2026, 10, 31)


def test_a_day_is_read_day_first_where_both_orders_would_do():
    assert read_date("03/04/2026") == dt.date(2026, 4, 3)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10/31/2026", "month first"),
        ("31/10/26", "two digits"),
        ("30 February 2026", "no day 30"),
        ("31 Brumaire 2026", "no month"),
        ("1 January 1066", "1066"),
        ("soon", "not a day"),
        ("46326", "not a day"),
        ("\u0663\u0661/10/2026", "not a day"),
        ("2026-10-31 14:30:00", "not a day"),
    ],
)  # fmt: skip
def test_a_day_that_could_be_meant_otherwise_is_refused_with_a_sentence(typed, says):
    with pytest.raises(Unreadable, match=says):
        read_date(typed)


@given(DAYS)
def test_a_day_shown_in_a_form_is_read_as_the_same_day(day):
    assert read_date(date_in_words(day)) == read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == day


@given(DAYS.filter(lambda day: day.day > 12))
def test_a_day_written_month_first_is_never_taken_for_another(day):
    with pytest.raises(Unreadable):
        read_date(f"{day:%m/%d/%Y}")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("£1,234,567.50", "1234567.50"), ("1234567.5", "1234567.50"), ("(1,234)", "-1234"), ("-£50", "-50"),
        ("£-50", "-50"), ("\u2212 300", "-300"), ("0", "0"), ("£ 12", "12"), ("007", "7"), ("10.00", "10"),
    ],
)  # fmt: skip
def test_pounds_are_read_with_signs_commas_and_brackets(typed, amount):
    assert read_pounds(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1.2m", "Short forms"), ("£3 million", "Short forms"), ("500k", "Short forms"), ("1,23", "not a number"),
        ("1.234,50", "not a number"), ("12.345", "two digits"), ("about 300", "not a number"), ("1e6", "not a number"),
        ("nan", "not a number"), ("--5", "not a number"), ("99999999999999", "larger"), ("9" * 5000, "too large"),
        ("=1+1", "not a number"), ("\u0661\u0662", "not a number"), ("$5", "not a number"), ("(-5)", "not a number"),
    ],
)  # fmt: skip
def test_pounds_that_could_be_meant_otherwise_are_refused_with_a_sentence(typed, says):
    with pytest.raises(Unreadable, match=says):
        read_pounds(typed)


@given(PENCE)
def test_pounds_shown_in_a_form_are_read_as_the_same_amount(amount):
    assert read_pounds(pounds_in_words(amount)) == read_pounds(f"£{amount:.2f}") == amount


@given(some.decimals(-(10**12), 10**12, places=4))
def test_a_number_shown_in_a_form_is_read_as_the_same_number(number):
    assert read_number(number_in_words(number)) == number


@pytest.mark.parametrize(("typed", "says"), [("12%", "not a number"), ("1.23456", "four digits"), ("9" * 15, "large")])
def test_a_number_that_cannot_be_kept_is_refused(typed, says):
    with pytest.raises(Unreadable, match=says):
        read_number(typed)


def test_yes_and_no_are_read_however_large_their_letters():
    assert [read_yes_or_no(typed) for typed in ("Yes", " y", "NO", "n ")] == [True, True, False, False]
    with pytest.raises(Unreadable, match="neither yes nor no"):
        read_yes_or_no("perhaps")


def test_a_choice_is_read_however_large_its_letters_and_by_its_number_on_a_scale():
    assert read_choice(" on  TRACK", ["Not started", "On track"]) == "On track"
    assert read_choice("3", ["1 - Low", "2 - Medium", "3 - High"]) == "3 - High"


def test_a_choice_that_is_none_of_them_is_refused_and_they_are_named():
    with pytest.raises(Unreadable, match="Choose one of: Not started; On track"):
        read_choice("green", ["Not started", "On track"])
    with pytest.raises(Unreadable, match="and 3 more"):
        read_choice("green", [f"Choice {number}" for number in range(11)])
