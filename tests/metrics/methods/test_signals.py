"""Signals of change: each rule at its edge, and all of them against a reading point by point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.process_limits import ProcessLimits
from metrics.methods.signals import signals
from metrics.methods.spc import xmr
from tests import golden

TRENDS = golden.read("spc")["trend_of_seven"]["cases"]
STEADY = [9.0, 11.0] * 6  # mean 10, steps of 2: limits 4.68 and 15.32, near beyond 6.453 and 13.547


def after_steady(*points, **options):
    """The signals of some points after twelve steady ones that fix the limits."""
    chart = xmr([*STEADY, *points], polarity="higher_is_better", fix_after=12, **options)
    return [None if each is None else str(each) for each in chart.special_cause[12:]]


def by_eye(values, mean, reach, *, rules, trend_length):
    """Every point read by itself, straight from the wording of the rules."""
    count, found = len(values), []
    windows = lambda i, length: [  # noqa: E731
        range(start, start + length) for start in range(max(0, i - length + 1), i + 1) if start + length <= count
    ]
    side = [np.sign(value - mean) for value in values]
    out = [abs(value - mean) > reach for value in values]
    near = [abs(value - mean) > reach * 2 / 3 and (rules == "mdc2023" or not out[i]) for i, value in enumerate(values)]
    for i in range(count):
        name = None
        if any(abs(sum(side[j] for j in window)) == 7 for window in windows(i, 7)):
            name = "shift_high" if side[i] > 0 else "shift_low"
        for window in windows(i, 3):
            if near[i] and sum(near[j] for j in window) >= 2 and abs(sum(side[j] for j in window)) == 3:
                name = "two_of_three_high" if side[i] > 0 else "two_of_three_low"
        trends = [np.sign(np.diff([values[j] for j in window])) for window in windows(i, trend_length)]
        runs = [steps[0] for steps in trends if abs(steps.sum()) == trend_length - 1]
        if runs:  # of two runs that meet in a point, the later
            name = "rising_trend" if runs[-1] > 0 else "falling_trend"
        if out[i]:
            name = "above_upper_limit" if side[i] > 0 else "below_lower_limit"
        found.append(name)
    return found


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=40),
    st.sampled_from(["mdc2023", "nhsr"]),
    st.sampled_from([6, 7]),
)
def test_signals_are_those_found_point_by_point(points, rules, trend_length):
    values = [9.0, 11.0, *map(float, points)]
    chart = xmr(values, polarity="neutral", fix_after=2, rules=rules, trend_length=trend_length)
    expected = by_eye(values, 10.0, 5.32, rules=rules, trend_length=trend_length)
    assert [None if each is None else str(each) for each in chart.special_cause] == expected


def test_a_point_on_the_limit_is_inside_and_one_beyond_it_is_not():
    assert after_steady(15.32) == [None]
    assert after_steady(15.33) == ["above_upper_limit"]
    assert after_steady(4.67) == ["below_lower_limit"]


@pytest.mark.parametrize(("values", "expected"), TRENDS)
def test_seven_points_that_each_rise_or_each_fall_are_a_trend(values, expected):
    points = np.array([values], dtype=float)
    no = np.zeros(1, dtype=bool)
    far = ProcessLimits(np.full_like(points, 3.5), np.full_like(points, 1000.0), np.zeros((1, 1)), no, no)
    found = signals(points, far, np.zeros(points.shape, dtype=int), trend_length=7, counts_beyond=True)[0]
    names = {0: None, 1: "rising_trend", -1: "falling_trend"}
    assert list(found) == [names[each] for each in expected]


def test_a_shorter_trend_may_be_asked_for():
    six = [8.0, 9, 10, 11, 12, 13]
    assert "rising_trend" not in after_steady(*six, 12)
    assert after_steady(*six, 12, trend_length=6)[:6] == ["rising_trend"] * 6


def test_a_turning_point_belongs_to_the_trend_that_follows():
    found = after_steady(7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7)
    assert found == ["rising_trend"] * 6 + ["falling_trend"] * 7


def test_two_of_three_near_a_limit_are_flagged_and_the_third_is_not():
    assert after_steady(14, 11, 14) == ["two_of_three_high", None, "two_of_three_high"]
    assert after_steady(14, 11, 11, 14) == [None] * 4
    assert after_steady(6, 6, 9) == ["two_of_three_low", "two_of_three_low", None]


def test_two_near_opposite_limits_are_common_cause():
    # the published case: 1 and -1 fourteen times, then 5.5 and -5.5
    chart = xmr([1, -1] * 7 + [5.5, -5.5], polarity="neutral")
    assert list(chart.special_cause[-2:]) == [None, None]


def test_a_third_point_across_the_mean_or_on_it_spoils_two_of_three():
    assert after_steady(14, 9, 14) == [None] * 3
    assert after_steady(14, 10, 14) == [None] * 3
    assert after_steady(9, 14, 14) == [None] * 3


def test_a_point_beyond_the_limit_counts_towards_two_of_three_since_november_2023():
    assert after_steady(16, 14, 11) == ["above_upper_limit", "two_of_three_high", None]
    assert after_steady(16, 14, 11, rules="nhsr") == ["above_upper_limit", None, None]


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    assert after_steady(9, *[10.5, 11] * 3, 9) == [None] * 8
    assert after_steady(9, *[10.5, 11] * 3, 10.5, 9) == [None] + ["shift_high"] * 7 + [None]
    assert after_steady(11, *[9.5, 9] * 4)[1:] == ["shift_low"] * 8


def test_a_point_on_the_mean_breaks_a_shift():
    assert after_steady(10.5, 11, 10.5, 10, 11, 10.5, 11, 10.5) == [None] * 8


def test_a_mean_that_only_rounding_misses_is_still_the_mean():
    # the mean of 0.1, 0.2 and 0.3 is 0.2 only nearly; seven points of 0.2 lie on neither side
    chart = xmr([0.1, 0.3, 0.2] * 5 + [0.2] * 7, polarity="neutral", fix_after=15)
    assert set(chart.special_cause) == {None}


def test_a_gap_ends_every_run():
    assert after_steady(7, 8, 9, 10, None, 11, 12, 13) == [None] * 8
    assert after_steady(14, None, 14) == [None] * 3
    assert after_steady(*[10.5, 11] * 3, None, *[10.5, 11] * 3)[-1] is None


def test_a_new_group_ends_every_run():
    trend = [*STEADY, *np.arange(9.0, 17), *STEADY]
    assert "rising_trend" in xmr(trend, polarity="neutral").special_cause
    assert "rising_trend" not in xmr(trend, polarity="neutral", rebase=16).special_cause
    # by hand: both halves have a mean of 10.125, and the eight points about the seam lie above it
    shift = [8, 9.5, 8, 9.5, 11, 12, 11, 12, 11, 12, 11, 12, 8, 9.5, 8, 9.5]
    assert list(xmr(shift, polarity="neutral").special_cause[4:12]) == ["shift_high"] * 8
    assert set(xmr(shift, polarity="neutral", rebase=8).special_cause) == {None}
    # and so do two near the limit on both sides of it
    pair = [*STEADY, 11.5, 14, 14, 11.5, *STEADY]
    assert "two_of_three_high" in xmr(pair, polarity="neutral", fix_after=12).special_cause
    assert "two_of_three_high" not in xmr(pair, polarity="neutral", fix_after=12, rebase=14).special_cause


def test_the_first_rule_that_applies_names_the_point():
    # rising from the mean to beyond the limit: outside comes before trend, trend before shift
    found = after_steady(10.5, 11, 11.5, 12, 12.5, 13, 16)
    assert found == ["rising_trend"] * 6 + ["above_upper_limit"]
