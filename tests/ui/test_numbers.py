import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.measures import HOMES, INACTIVITY, LIFE, PAY
from ui.numbers import age, change, interval, number, ordinal, people, period_label, threshold, unit_words


@pytest.mark.parametrize(
    ("value", "metric", "words", "bare"),
    [
        (57.1, LIFE, "57.1 years", "57.1"),
        (642.5, PAY, "£642.50 a week", "£642.50"),
        (26.6, INACTIVITY, "26.6%", "26.6%"),
        (1234567, HOMES, "1,234,567 homes", "1,234,567"),
        (-3.04, LIFE, "\u22123.0 years", "\u22123.0"),
        (-12.5, PAY, "\u2212£12.50 a week", "\u2212£12.50"),
    ],
)
def test_a_number_carries_its_unit_its_separators_and_a_real_minus_sign(value, metric, words, bare):
    assert number(value, metric) == words
    assert number(value, metric, bare=True) == bare


@pytest.mark.parametrize("value", [None, math.nan, math.inf, pd.NA, pd.NaT])
def test_a_missing_number_says_so_and_is_never_zero(value):
    assert number(value, LIFE) == "no figure"
    assert change(value, LIFE) == "no figure"
    assert interval(value, 3.0, LIFE) == "no interval"


@pytest.mark.parametrize(
    ("value", "metric", "expected"),
    [(0.25, LIFE, "0.3"), (-0.25, LIFE, "\u22120.3"), (2.5, HOMES, "3"), (3.5, HOMES, "4"), (2.675, PAY, "£2.68")],
)
def test_halves_round_away_from_zero_as_they_read(value, metric, expected):
    assert number(value, metric, bare=True) == expected


def test_nothing_is_written_as_minus_zero():
    assert number(-0.04, LIFE) == "0.0 years"
    assert number(-0.0, HOMES) == "0 homes"


@given(st.decimals(min_value=-1_000_000, max_value=1_000_000, places=4))
def test_any_number_is_rounded_as_a_person_with_pencil_and_paper_would(exact):
    by_hand = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    written = number(float(exact), LIFE, bare=True).replace(",", "").replace("\u2212", "-")
    assert Decimal(written) == by_hand


def test_an_interval_names_both_ends():
    assert interval(56.04, 58.16, LIFE) == "56.0 to 58.2"
    assert interval(25.1, 28, INACTIVITY) == "25.1% to 28.0%"


@pytest.mark.parametrize(
    ("amount", "metric", "words"),
    [
        (0.9, LIFE, "+0.9 years"),
        (-0.61, INACTIVITY, "\u22120.6 points"),
        (12.5, PAY, "+£12.50 a week"),
        (0.0, LIFE, "0.0 years"),
        (1, INACTIVITY.model_copy(update={"decimals": 0}), "+1 point"),
    ],
)
def test_a_change_shows_its_sign_and_percentages_change_by_points(amount, metric, words):
    assert change(amount, metric) == words


def test_a_limit_is_rounded_so_that_the_number_printed_lies_beyond_it():
    assert threshold(60.81, LIFE, upwards=True) == "60.9 years"
    assert threshold(60.89, LIFE, upwards=False) == "60.8 years"
    assert threshold(60.800000000000004, LIFE, upwards=True) == "60.8 years"


def test_people_are_counted_in_words():
    assert people(95336) == "95,336 people"
    assert people(1) == "1 person"
    assert people(None) == "no figure"


@pytest.mark.parametrize(
    ("position", "words"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
        *((21, "21st"), (112, "112th"), (214, "214th"), (303, "303rd"), (1001, "1,001st")),
    ],
)
def test_ranks_read_as_they_are_said(position, words):
    assert ordinal(position) == words


@pytest.mark.parametrize(
    ("start", "months", "short", "long"),
    [
        (dt.date(2023, 1, 1), 12, "2023", "2023"),
        (dt.date(2022, 4, 1), 12, "2022/23", "2022/23 (April to March)"),
        (dt.date(1999, 4, 1), 12, "1999/00", "1999/00 (April to March)"),
        (dt.date(2023, 8, 1), 12, "school year 2023/24", "school year 2023/24"),
        (dt.date(2023, 9, 1), 12, "school year 2023/24", "school year 2023/24"),
        (dt.date(2022, 1, 1), 36, "2022 to 2024", "2022 to 2024"),
        (dt.date(2022, 4, 1), 36, "April 2022 to March 2025", "April 2022 to March 2025"),
        (dt.date(2025, 12, 1), 1, "December 2025", "December 2025"),
        (dt.date(2025, 1, 1), 3, "January to March 2025", "January to March 2025"),
        (dt.date(2024, 11, 1), 3, "November 2024 to January 2025", "November 2024 to January 2025"),
        (dt.date(2025, 4, 30), 0, "30 April 2025", "30 April 2025"),
        (dt.date(2024, 11, 16), 12, "year to 15 November 2025", "year to 15 November 2025"),
        (dt.date(2024, 7, 1), 12, "year to June 2025", "year to June 2025"),
        (dt.date(2022, 11, 16), 24, "16 November 2022 to 15 November 2024", "16 November 2022 to 15 November 2024"),
    ],
)
def test_a_period_is_named_as_its_publisher_would_say_it(start, months, short, long):
    assert period_label(start, months) == short
    assert period_label(start, months, long=True) == long


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2026, 11, 23), "0 days old"),
        (dt.date(2026, 11, 22), "1 day old"),
        (dt.date(2026, 10, 24), "30 days old"),
        (dt.date(2026, 10, 23), "1 month old"),
        (dt.date(2024, 11, 24), "23 months old"),
        (dt.date(2024, 11, 23), "2 years old"),
        (dt.date(2023, 6, 1), "3 years old"),
        (dt.date(2026, 12, 1), "dated in the future"),
    ],
)
def test_age_is_said_in_the_unit_a_reader_would_use(on, words):
    assert age(on, dt.date(2026, 11, 23)) == words


def test_an_axis_names_the_whole_unit():
    assert unit_words(LIFE) == "years"
    assert unit_words(INACTIVITY) == "% of people aged 16 to 64"
    assert unit_words(PAY) == "£ a week"
