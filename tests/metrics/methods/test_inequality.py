"""Measures of disparity agree with other packages, and say why they have no answer."""

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods import inequality
from metrics.methods.inequality import (
    MEASURES,
    atkinson,
    coefficient_of_variation,
    disparities,
    fifths_gap,
    gap_90_10,
    gap_to_median,
    gini,
    hoover,
    mean_log_deviation,
    ratio_90_10,
    standard_deviation,
    theil_t,
    undefined_reason,
)
from tests import golden

PUBLISHED = golden.read("inequality")
INCOMES = PUBLISHED["incomes"]["cases"][0]["values"]
MEANS, FAMILIES = PUBLISHED["classes"]["values"], PUBLISHED["classes"]["weights"]
RELATIVE = ("coefficient_of_variation", "gini", "theil_t", "mean_log_deviation", "hoover", "atkinson")

positive = st.lists(st.floats(0.1, 1_000), min_size=2, max_size=30)


@pytest.mark.parametrize("case", PUBLISHED["incomes"]["cases"])
def test_gini_and_atkinson_agree_with_r(case):
    assert gini(case["values"]) == pytest.approx(case["gini"], abs=5e-8)
    assert atkinson(case["values"], epsilon=0.5) == pytest.approx(case["atkinson"], abs=5e-8)


@pytest.mark.parametrize("case", PUBLISHED["lorenz"]["cases"])
def test_gini_agrees_with_r_on_both_populations_of_the_paper(case):
    n = len(case["values"])
    assert gini(case["values"]) * n / (n - 1) == pytest.approx(PUBLISHED["lorenz"]["gini_corrected"], abs=5e-8)


@pytest.mark.parametrize(("epsilon", "index"), PUBLISHED["atkinson"]["cases"])
def test_atkinson_agrees_with_pysal_at_every_aversion(epsilon, index):
    assert atkinson(PUBLISHED["atkinson"]["values"], epsilon=epsilon) == pytest.approx(index, abs=1e-5)


def test_every_measure_by_hand_on_three_places():
    # mean 4, ratios 1/4, 3/4, 2; squares 9 + 1 + 16 over 3
    values = [1, 3, 8]
    logs = [math.log(ratio) for ratio in (0.25, 0.75, 2)]
    assert standard_deviation(values) == pytest.approx(math.sqrt(26 / 3))
    assert coefficient_of_variation(values) == pytest.approx(math.sqrt(26 / 3) / 4)
    assert gini(values) == pytest.approx((2 + 5 + 7) * 2 / (2 * 9 * 4))  # mean difference over twice the mean
    assert theil_t(values) == pytest.approx((0.25 * logs[0] + 0.75 * logs[1] + 2 * logs[2]) / 3)
    assert mean_log_deviation(values) == pytest.approx(-sum(logs) / 3)
    assert hoover(values) == pytest.approx((3 + 1 + 4) / 3 / 8)
    assert atkinson(values, epsilon=2) == pytest.approx(1 - 3 / (1 + 1 / 3 + 1 / 8) / 4)  # harmonic mean


def test_tenths_are_those_numpy_gives():
    values = np.random.default_rng(3).normal(50, 12, 83)
    low, high = np.quantile(values, [0.1, 0.9])
    assert gap_90_10(values) == pytest.approx(high - low, rel=1e-12)
    assert ratio_90_10(values) == pytest.approx(high / low, rel=1e-12)


def test_equal_weights_change_nothing_in_any_measure():
    for name in MEASURES:
        measure = getattr(inequality, name)
        assert measure(INCOMES, [7] * len(INCOMES)) == pytest.approx(measure(INCOMES), rel=1e-12)


@pytest.mark.parametrize("name", ["standard_deviation", "fifths_gap", *RELATIVE])
def test_a_weight_stands_for_so_many_places(name):
    measure = getattr(inequality, name)
    assert measure(MEANS, FAMILIES) == pytest.approx(measure(np.repeat(MEANS, FAMILIES)), rel=1e-9)


def test_weighted_tenths_are_close_to_those_of_so_many_places():
    generator = np.random.default_rng(1)
    values, people = np.sort(generator.lognormal(3, 0.4, 300)), generator.integers(1, 9, 300)
    assert gap_90_10(values, people) == pytest.approx(gap_90_10(np.repeat(values, people)), rel=0.02)


def test_a_weighted_median_by_hand():
    # shares 1/4, 1/4, 1/2: as much as 8/3 equal places; h = 1 + 5/6, so from 5/16 to 11/16 of the weight,
    # of which the second place holds 3/16 and the third 3/16
    assert gap_to_median([10.0, 20.0, 40.0], [1, 1, 2]) == pytest.approx([-20, -10, 10])


def test_fifths_take_a_place_on_the_cut_in_part():
    # of seven places a fifth is 1.4: the lowest and 0.4 of the next
    assert fifths_gap([1, 2, 3, 4, 5, 6, 7]) == pytest.approx((7 + 0.4 * 6) / 1.4 - (1 + 0.4 * 2) / 1.4)


def test_the_gap_to_the_median_keeps_the_places_in_order():
    assert gap_to_median([3, None, 1, 9]) == pytest.approx([0, np.nan, -2, 6], nan_ok=True)
    assert gap_to_median([1, 2, 3], [1, 1, 100]) == pytest.approx([-2, -1, 0], abs=0.05)
    assert gap_to_median([]).size == 0
    assert np.isnan(gap_to_median([None, None])).all()


@given(positive, st.floats(0.01, 100))
def test_relative_measures_do_not_depend_on_the_unit(values, unit):
    for name in RELATIVE:
        measure = getattr(inequality, name)
        assert measure(np.array(values) * unit) == pytest.approx(measure(values), rel=1e-6, abs=1e-7)


@given(positive)
def test_gini_is_half_the_mean_difference_over_the_mean(values):
    exact = [Fraction(value) for value in values]
    difference = sum(abs(a - b) for a in exact for b in exact)
    assert gini(values) == pytest.approx(float(difference / (2 * len(exact) * sum(exact))), rel=1e-9, abs=1e-12)


@given(positive, st.floats(0, 1))
def test_a_transfer_from_the_highest_to_the_lowest_never_adds_to_disparity(values, part):
    ordered = np.sort(values)
    moved = ordered.copy()
    amount = part * (ordered[-1] - ordered[0]) / 2
    moved[0] += amount
    moved[-1] -= amount
    for name in RELATIVE:
        measure = getattr(inequality, name)
        assert measure(moved) <= measure(ordered) + 1e-9


def test_equal_places_have_no_disparity():
    for name in MEASURES:
        expected = 1.0 if name == "ratio_90_10" else 0.0
        assert getattr(inequality, name)([0.1] * 7) == pytest.approx(expected, abs=1e-12)


def test_missing_and_infinite_values_are_left_out_and_so_is_a_place_without_people():
    for name in MEASURES:
        measure = getattr(inequality, name)
        assert measure([1, None, 4, math.inf, 9]) == pytest.approx(measure([1, 4, 9]), rel=1e-12)
        assert measure([1, 500, 4, 9], [2, 0, 3, 5]) == pytest.approx(measure([1, 4, 9], [2, 3, 5]), rel=1e-12)


def test_noughts_are_allowed_where_the_measure_allows_them():
    assert theil_t([0, 2]) == pytest.approx(math.log(2))
    assert gini([0, 0, 3]) == pytest.approx(2 / 3)
    assert np.isnan(mean_log_deviation([0, 2]))
    assert undefined_reason("mean_log_deviation", [0, 2]) is Reason.NEGATIVE_VALUES
    assert atkinson([0, 2], epsilon=1) == 1


@pytest.mark.parametrize("name", RELATIVE)
def test_negative_values_are_forbidden_to_relative_measures(name):
    assert np.isnan(getattr(inequality, name)([-1, 2, 5]))
    assert undefined_reason(name, [-1, 2, 5]) is Reason.NEGATIVE_VALUES


@pytest.mark.parametrize("name", ["gap_90_10", "standard_deviation", "fifths_gap"])
def test_distances_allow_negative_values(name):
    measure = getattr(inequality, name)
    assert measure([-1, 2, 5]) == pytest.approx(measure([0, 3, 6]))
    assert undefined_reason(name, [-1, 2, 5]) is None


def test_a_ratio_needs_a_lowest_tenth_above_nought():
    assert np.isnan(ratio_90_10([-5, 1, 2]))
    assert undefined_reason("ratio_90_10", [-5, 1, 2]) is Reason.NEGATIVE_VALUES
    assert undefined_reason("ratio_90_10", [0.5, 1, 2]) is None


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(
    ("values", "weights", "reason"),
    [
        ([], None, Reason.NO_DATA),
        ([None, None], None, Reason.NO_DATA),
        ([5.0], None, Reason.TOO_FEW_PLACES),
        ([5.0, None], None, Reason.TOO_FEW_PLACES),
        ([5.0, 6.0], [0, 0], Reason.ZERO_WEIGHT),
    ],
)
def test_without_two_places_there_is_a_reason_and_no_number(name, values, weights, reason):
    assert np.isnan(getattr(inequality, name)(values, weights))
    assert undefined_reason(name, values, weights) is reason


def test_nothing_but_noughts_has_no_relative_disparity():
    assert np.isnan(gini([0, 0, 0]))
    assert undefined_reason("gini", [0, 0, 0]) is Reason.CONSTANT
    assert gap_90_10([0, 0, 0]) == 0


def test_lists_arrays_and_series_are_taken_alike():
    series = pd.Series([4.0, None, 1.0], index=["a", "b", "c"])
    assert gini(series) == gini([4, 1]) == gini(np.array([1, 4]))


def test_rows_of_places_give_what_each_row_gives_alone():
    generator = np.random.default_rng(4)
    rows = generator.lognormal(3, 0.5, (6, 40))
    rows[2, [3, 7]] = np.nan
    people = generator.integers(1, 100, 40)
    for weights in (None, people):
        found = disparities(rows, weights)
        assert set(found) == set(MEASURES)
        for name, numbers in found.items():
            alone = [getattr(inequality, name)(row, weights) for row in rows]
            assert numbers == pytest.approx(alone, rel=1e-12)


def test_a_row_without_values_spoils_only_itself():
    found = disparities([[1, 3], [np.nan, np.nan], [5, np.nan]], measures=["hoover"])["hoover"]
    assert found == pytest.approx([0.25, np.nan, np.nan], nan_ok=True)


def test_calls_that_cannot_be_meant_are_refused_with_what_was_given():
    with pytest.raises(ValueError, match=r"-3\.0 is negative"):
        gini([1, 2], [1, -3])
    with pytest.raises(ValueError, match="one weight for each place"):
        gini([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match=r"'spread'.*gini"):
        disparities([1, 2], measures=["spread"])
    with pytest.raises(ValueError, match="-1"):
        atkinson([1, 2], epsilon=-1)
