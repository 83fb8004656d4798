"""The tipping point is where the answer changes: not before, and just past it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.comparison import compare, tipping_point

POLARITIES = st.sampled_from(["higher_is_better", "lower_is_better", "neutral"])
SHARES = st.floats(0.02, 0.98)
WIDTHS = st.floats(0.05, 1.5)
SCALES = {
    "identity": (lambda x: x, lambda x: x),
    "log": (math.log, math.exp),
    "logit": (lambda x: math.log(x / (1 - x)), lambda x: 1 / (1 + math.exp(-x))),
}


def test_similar_would_become_worse_below_and_better_above():
    point = tipping_point(75, 73, 78, 74, polarity="higher_is_better")
    # the upper limit, 3 above the value, meets 74 at 71; the lower, 2 below it, at 76
    assert (point.below, point.below_answer) == (71, "worse")
    assert (point.above, point.above_answer) == (76, "better")


def test_with_two_intervals_the_nearest_change_is_given_on_either_side():
    point = tipping_point(80, 79, 81, 78, polarity="higher_is_better", lower998=77, upper998=83)
    # better now; similar from 79 down, much better once the wide lower limit, 3 below the value, passes 78
    assert (point.below, point.below_answer) == (79, "similar")
    assert (point.above, point.above_answer) == (81, "much_better")


def test_the_far_end_has_nothing_beyond_it():
    point = tipping_point(90, 88, 92, 74, polarity="higher_is_better")
    assert math.isnan(point.above)
    assert point.above_answer is None
    assert (point.below, point.below_answer) == (76, "similar")


def test_no_answer_has_no_tipping_point():
    point = tipping_point([75, None, 75], [None, 73, 73], [78, 78, 78], [74, 74, None], polarity="neutral")
    assert np.isnan([point.below, point.above]).all()
    assert list(point.below_answer) + list(point.above_answer) == [None] * 6


def test_a_rate_keeps_its_interval_on_the_log_scale():
    # limits at half and twice the value: similar to 10 from 5 to 20
    point = tipping_point(12, 6, 24, 10, polarity="lower_is_better", scale="log")
    assert (point.below, point.above) == pytest.approx((5, 20))
    assert (point.below_answer, point.above_answer) == ("better", "worse")


def test_a_target_tips_at_the_target():
    point = tipping_point(9, None, None, 10, polarity="higher_is_better", method="target_value")
    assert (point.above, point.above_answer) == (10, "better")


def test_a_place_in_fifths_tips_at_the_place_it_would_overtake():
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    point = tipping_point(values, None, None, None, polarity="lower_is_better", method="quintiles")
    # 4 is in the second fifth: it climbs into the third by passing 5, and drops into the first by falling to 2
    assert (point.above[3], point.above_answer[3]) == (5, "similar")
    assert (point.below[3], point.below_answer[3]) == (2, "much_better")


@given(SHARES, WIDTHS, WIDTHS, SHARES, POLARITIES, st.sampled_from(sorted(SCALES)), st.booleans())
def test_nudging_past_the_tipping_point_changes_the_answer_and_stopping_short_does_not(
    value, down, up, benchmark, polarity, scale, wide
):
    there, back = SCALES[scale]

    def moved_to(place):
        middle = there(place)
        far = {"lower998": back(middle - 2 * down), "upper998": back(middle + 2 * up)} if wide else {}
        return (place, back(middle - down), back(middle + up), benchmark), {"polarity": polarity, **far}

    figures, options = moved_to(value)
    point = tipping_point(*figures, **options, scale=scale)
    today = compare(*figures, **options).level
    for edge, answer, outwards in ((point.below, point.below_answer, -1), (point.above, point.above_answer, 1)):
        if answer is None or (scale != "identity" and edge <= 0):
            continue
        assert answer != today
        past, options_past = moved_to(back(there(edge) + 1e-7 * outwards))
        assert compare(*past, **options_past).level == answer
        if abs(there(edge) - there(value)) > 1e-6:
            short, options_short = moved_to(back(there(edge) - 1e-7 * outwards))
            assert compare(*short, **options_short).level == today


@given(
    st.lists(st.integers(0, 12), min_size=4, max_size=14),
    POLARITIES,
    st.sampled_from(["quintiles", "quartiles"]),
    st.data(),
)
def test_overtaking_the_named_place_changes_the_group_and_stopping_short_does_not(values, polarity, method, data):
    mine = data.draw(st.integers(0, len(values) - 1))

    def answer_at(value):
        column = [*map(float, values)]
        column[mine] = value
        return compare(column, None, None, None, polarity=polarity, method=method).level[mine]

    point = tipping_point(values, None, None, None, polarity=polarity, method=method)
    today = answer_at(values[mine])
    below, above = point.below_answer[mine], point.above_answer[mine]
    if above is not None:
        assert point.above[mine] >= values[mine]
        assert answer_at(point.above[mine] + 0.5) != today
    if below is not None:
        assert point.below[mine] <= values[mine]
        assert answer_at(point.below[mine] - 0.5) != today
    for step in (-0.25, 0.25):
        stays = values[mine] + step
        outside = (above is not None and stays > point.above[mine]) or (below is not None and stays < point.below[mine])
        if not outside and today != "not_compared":
            assert answer_at(stays) == today


@given(st.floats(0, 100), st.floats(1, 99), st.integers(5, 5_000), st.sampled_from(["spc_proportion", "spc_rate"]))
def test_a_control_limit_is_the_tipping_point_of_a_place_of_that_size(value, benchmark, denominator, method):
    options = {"polarity": "lower_is_better", "method": method, "denominator": denominator, "multiplier": 100}
    point = tipping_point(value, None, None, benchmark, **options)
    for edge, answer, outwards in ((point.below, point.below_answer, -1), (point.above, point.above_answer, 1)):
        if answer is not None:
            assert compare(edge + outwards * 1e-6, None, None, benchmark, **options).level == answer
            assert compare(edge - outwards * 1e-6, None, None, benchmark, **options).level != answer
