"""Differences of two figures that both carry error."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.comparison import difference, newcombe_difference, rest_of_benchmark
from tests import golden

NEWCOMBE = golden.read("intervals")["newcombe"]["cases"]


def test_a_difference_of_two_of_its_standard_errors_has_p_of_4_55_per_cent():
    # 3, 4, 5 triangle: the error of the difference is 5; p from any table of the normal distribution
    result = difference(20, 3, 10, 4)
    assert (result.difference, result.se, result.z) == (10, 5, 2)
    assert result.p == pytest.approx(0.0455, abs=0.00005)
    assert (result.lower, result.upper) == pytest.approx((10 - 9.8, 10 + 9.8), abs=0.001)


def test_intervals_that_just_touch_differ_at_0_6_per_cent_where_errors_are_equal():
    # 2 x 1.96 / sqrt 2 = 2.77 standard errors
    assert difference(2 * 1.959964, 1, 0, 1).p == pytest.approx(0.0056, abs=0.00005)


def test_a_missing_figure_or_a_negative_error_gives_no_difference():
    result = difference([1, None, 1, 1], [1, 1, -1, 1], [2, 2, 2, 2], [1, 1, 1, None])
    assert result.p[0] > 0.05
    assert np.isnan(result.p[1:]).all()
    assert np.isnan(result.difference[1:]).all()


def test_figures_without_error_differ_or_they_do_not():
    assert difference([1, 2], 0, 1, 0).p.tolist() == [1, 0]


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e3), st.floats(-1e6, 1e6), st.floats(0.01, 1e3))
def test_the_other_way_round_is_the_same_difference_with_the_other_sign(a, se_a, b, se_b):
    one_way, other_way = difference(a, se_a, b, se_b), difference(b, se_b, a, se_a)
    assert one_way.p == other_way.p
    assert one_way.z == -other_way.z


@pytest.mark.parametrize(("x_a", "n_a", "x_b", "n_b", "lower", "upper"), NEWCOMBE)
def test_newcombes_interval_is_the_published_one(x_a, n_a, x_b, n_b, lower, upper):
    result = newcombe_difference(x_a, n_a, x_b, n_b)
    assert (result.lower, result.upper) == pytest.approx((lower, upper), abs=0.00006)


def test_two_proportions_are_tested_with_the_pooled_one():
    # z^2 is the chi-squared of the fourfold table: 150 (56 x 32 - 48 x 14)^2 / (104 x 46 x 70 x 80)
    result = newcombe_difference(56, 70, 48, 80)
    assert result.z**2 == pytest.approx(150 * (56 * 32 - 48 * 14) ** 2 / (104 * 46 * 70 * 80))
    assert result.p == pytest.approx(math.erfc(result.z / math.sqrt(2)))


def test_an_empty_group_gives_no_difference_of_proportions():
    assert np.isnan(newcombe_difference([1, 5], [0, 4], 1, 2)).all()


def test_a_large_part_of_the_benchmark_is_compared_with_the_rest_of_it():
    # 30 of 100 in a region of 130 of 300: the rest is 100 of 200
    large = rest_of_benchmark(30, 100, 130, 300, multiplier=100)
    assert (large.benchmark, large.left_out) == (50, 1)


def test_a_small_part_of_the_benchmark_is_compared_with_all_of_it():
    small = rest_of_benchmark(3, 10, 130, 260)
    assert (small.benchmark, small.left_out) == (0.5, 0)


def test_a_benchmark_that_is_only_the_place_itself_is_no_benchmark():
    assert rest_of_benchmark(30, 100, 30, 100).reason == "comparator_is_itself"
    assert rest_of_benchmark(30, 100, None, 100).reason == "no_benchmark"
    assert rest_of_benchmark(30, 100, 20, 90).reason == "invalid"
