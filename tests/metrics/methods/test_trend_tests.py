"""The tests behind a trend agree with R, with printed tables and with plain least squares."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.methods.kendall import exact_p_values, kendall
from metrics.methods.trend_tests import cochran_armitage, scatter_trend, weighted_trend
from tests import golden

PUBLISHED = golden.read("trends")


@pytest.mark.parametrize("case", PUBLISHED["cochran_armitage"]["cases"])
def test_cochran_and_armitages_statistic_is_the_published_one(case):
    chi2 = cochran_armitage(case["counts"], case["denominators"])
    assert chi2 == pytest.approx(case["chi2"], abs=case["within"])


def test_its_p_value_is_the_one_r_prints():
    case = PUBLISHED["smokers_with_scores"]
    chi2 = cochran_armitage(case["counts"], case["denominators"])
    assert math.erfc(math.sqrt(chi2 / 2)) == pytest.approx(case["p"], abs=5e-7)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=3, max_size=9))
def test_it_is_the_weighted_regression_that_r_defines_it_by(pairs):
    count = np.array([min(pair) for pair in pairs], dtype=float)
    denominator = np.array([max(pair) for pair in pairs], dtype=float)
    share = count.sum() / denominator.sum()
    if not 0 < share < 1:
        assert np.isnan(cochran_armitage(count, denominator))
        return
    # the explained sum of squares of count / denominator on 1, 2, ... with weights n / p / (1 - p)
    t = np.arange(1, len(pairs) + 1)
    weights = denominator / share / (1 - share)
    slope, intercept = np.polyfit(t, count / denominator, 1, w=np.sqrt(weights))
    fitted = intercept + slope * t
    explained = (weights * (fitted - share) ** 2).sum()
    assert cochran_armitage(count, denominator) == pytest.approx(explained, rel=1e-6, abs=1e-9)


@given(
    st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 10)), min_size=5, max_size=5),
)
def test_weighted_least_squares_is_that_of_numpy(points):
    values, se = np.array([value for value, _ in points]), np.array([error for _, error in points])
    t = np.arange(5)
    (slope, _), covariance = np.polyfit(t, values, 1, w=1 / se, cov="unscaled")
    test = weighted_trend(values[None, :], se[None, :])
    assert test.slope[0] == pytest.approx(slope, rel=1e-6, abs=1e-9)
    assert test.chi2[0] == pytest.approx(slope**2 / covariance[0, 0], rel=1e-6, abs=1e-9)


@given(st.lists(st.floats(-100, 100), min_size=8, max_size=8, unique=True))
def test_the_test_with_scatter_is_that_of_scipy(values):
    expected = stats.linregress(range(8), values)
    test = scatter_trend(np.array([values]), np.ones((1, 8)))
    assert test.slope[0] == pytest.approx(expected.slope, rel=1e-6, abs=1e-9)
    assert test.p[0] == pytest.approx(expected.pvalue, rel=1e-6, abs=1e-9)


def test_a_point_without_weight_is_as_good_as_absent():
    values = np.array([[99.0, 1, 2, 4, 4, 5, 7, 8, 8]])
    weights = np.array([[0.0, 1, 1, 1, 1, 1, 1, 1, 1]])
    with_it, without = scatter_trend(values, weights), scatter_trend(values[:, 1:], weights[:, 1:])
    assert (with_it.slope[0], with_it.p[0]) == pytest.approx((without.slope[0], without.p[0]))


def test_a_perfect_line_leaves_no_doubt_and_a_level_one_no_slope():
    lines = np.array([[1000.1 + 0.3 * t for t in range(9)], [1000.1] * 9])
    assert scatter_trend(lines, np.ones((2, 9))).p.tolist() == [0, 1]


@pytest.mark.parametrize(("s", "tail"), PUBLISHED["kendall"]["tails"])
def test_kendalls_probabilities_are_the_printed_ones(s, tail):
    assert exact_p_values()[0, s] / 2 == pytest.approx(tail, abs=0.0005)


def test_ties_have_their_own_exact_probabilities():
    # one pair tied: 60 orders, one of them rising throughout, one falling
    result = kendall(np.array([[1.0, 2, 2, 3, 4], [1, 2, 2, 3, 3], [7, 7, 7, 7, 7]]))
    assert result.p == pytest.approx([2 / 60, 2 / 30, 1])
    assert result.s.tolist() == [9, 8, 0]


@given(st.lists(st.integers(0, 6), min_size=5, max_size=5))
def test_tau_and_slope_are_those_of_scipy(values):
    result = kendall(np.array([values], dtype=float))
    if len(set(values)) > 1:
        assert result.tau[0] == pytest.approx(stats.kendalltau(range(5), values).statistic)
    assert result.slope[0] == pytest.approx(stats.theilslopes(values).slope)
