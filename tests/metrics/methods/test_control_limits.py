"""Funnel limits agree with the public health package, and are NaN where there are none."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.methods.control_limits import (
    derived_denominator,
    error_limits,
    proportion_limits,
    rate_curve,
    rate_limits,
)
from tests import golden

PUBLISHED = golden.read("funnel")
PROPORTION, RATES = PUBLISHED["proportion"], PUBLISHED["rate_curve"]


@pytest.mark.parametrize(("size", "lower", "upper", "lower998", "upper998"), PROPORTION["cases"])
def test_limits_of_a_percentage_are_the_published_ones(size, lower, upper, lower998, upper998):
    # the baseline is published to six decimals
    found = proportion_limits(PROPORTION["baseline"], size, multiplier=100)
    assert found == pytest.approx((lower, upper), abs=2e-6)
    wide = proportion_limits(PROPORTION["baseline"], size, multiplier=100, confidence=0.998)
    assert wide == pytest.approx((lower998, upper998), abs=2e-6)


@pytest.mark.parametrize(("count", "lower", "upper", "lower998", "upper998"), PUBLISHED["ratio_curve"]["cases"])
def test_the_curve_of_a_ratio_passes_through_the_published_points(count, lower, upper, lower998, upper998):
    inner = rate_curve(1.0, count, multiplier=1)
    assert (inner.lower_size, inner.upper_size) == pytest.approx((lower, upper), rel=5e-5)
    assert (inner.lower, inner.upper) == pytest.approx((count / lower, count / upper), rel=5e-5)
    outer = rate_curve(1.0, count, multiplier=1, confidence=0.998)
    assert (outer.lower_size, outer.upper_size) == pytest.approx((lower998, upper998), rel=5e-5)


@pytest.mark.parametrize(("events", "lower_size", "lower", "upper_size", "upper"), RATES["cases"])
def test_the_curve_of_a_rate_passes_through_the_published_points(events, lower_size, lower, upper_size, upper):
    curve = rate_curve(RATES["baseline"], events)
    sizes = (curve.lower_size / RATES["years"], curve.upper_size / RATES["years"])
    assert sizes == pytest.approx((lower_size, upper_size), rel=5e-5)
    assert (curve.lower, curve.upper) == pytest.approx((lower, upper), rel=5e-5)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("count", [1, 2, 9, 10, 49, 716])
def test_limits_at_a_size_lie_on_the_curve(count, confidence):
    curve = rate_curve(50.0, count, confidence=confidence)
    assert rate_limits(50.0, curve.lower_size, confidence=confidence).lower == pytest.approx(curve.lower, rel=1e-6)
    assert rate_limits(50.0, curve.upper_size, confidence=confidence).upper == pytest.approx(curve.upper, rel=1e-6)


@given(st.floats(0.1, 5_000), st.sampled_from([0.95, 0.998]))
def test_whole_counts_outside_the_limits_are_those_poisson_tails_make_rare(expected, confidence):
    tail = (1 - confidence) / 2
    lower, upper = (limit * expected for limit in rate_limits(1.0, expected, multiplier=1, confidence=confidence))
    below, above = math.ceil(lower - 1e-6) - 1, math.floor(upper + 1e-6) + 1
    if below >= 0:
        assert stats.poisson.cdf(below, expected) <= tail * (1 + 1e-6)
    assert stats.poisson.sf(above - 1, expected) <= tail * (1 + 1e-6)
    assert stats.poisson.cdf(math.floor(lower + 1e-6) + 1, expected) >= tail * (1 - 1e-6)


def test_even_no_events_are_within_chance_where_few_are_expected():
    # exp(-3.6) = 2.7% is above 2.5%, exp(-3.7) = 2.5% just below
    assert rate_limits(1.0, 3.6, multiplier=1).lower == 0
    assert rate_limits(1.0, 3.7, multiplier=1).lower > 0


def test_wider_limits_of_a_proportion_come_back_from_the_arcsine():
    # by hand: 1.959964 sqrt(1/400 + 0.0075) = 0.1959964; sin^2(pi/4 -/+ x) = (1 -/+ sin 2x)/2; sin 0.3919928 = 0.382031
    lower, upper = proportion_limits(0.5, 100, tau2=0.0075)
    assert (lower, upper) == pytest.approx((0.308985, 0.691015), abs=1e-6)


def test_wider_limits_of_a_proportion_stop_at_nought_and_one():
    assert proportion_limits(0.5, 20, tau2=0.5) == pytest.approx((0.0, 1.0))


def test_wider_limits_of_a_rate_come_back_from_the_logarithm():
    # by hand: 1.959964 sqrt(1/100 + 0.03) = 0.391993; exp of it is 1.479928
    lower, upper = rate_limits(200.0, 50_000, tau2=0.03)
    assert (lower, upper) == pytest.approx((200 / 1.479928, 200 * 1.479928), rel=1e-6)


def test_limits_around_a_target_widen_with_the_error_and_with_the_spread():
    # by hand: 3.090232 sqrt(9 + 16) = 15.451162
    assert error_limits(50.0, 3.0, tau2=16.0, confidence=0.998) == pytest.approx((34.548838, 65.451162), abs=1e-6)
    assert error_limits(50.0, [0.0, 1.0]).upper == pytest.approx([50.0, 51.959964], abs=1e-6)


def test_a_published_rate_gives_its_denominator_back():
    # phe_funnel_convert_points, its first two test rows: 414 events at 184 over three years of 75,000
    assert derived_denominator([414, 462], [184, 102]) == pytest.approx([3 * 75_000, 3 * 150_980.3922])


@pytest.mark.parametrize("size", [0, -5, None, math.inf])
def test_a_place_without_a_size_has_no_limits(size):
    assert np.isnan(proportion_limits(0.5, size)).all()
    assert np.isnan(rate_limits(10.0, size)).all()


@pytest.mark.parametrize("benchmark", [-0.1, 1.1, None])
def test_a_share_that_cannot_be_has_no_limits_and_the_next_place_has(benchmark):
    lower, _ = proportion_limits([benchmark, 0.5], [100, 100])
    assert np.isnan(lower[0])
    assert lower[1] == pytest.approx(0.402002, abs=1e-6)


def test_no_rate_no_error_and_no_count_give_no_limits():
    assert np.isnan(rate_limits([0.0, -1.0, None], 100)).all()
    assert np.isnan(rate_curve(1.0, [-1, None])).all()
    assert np.isnan(rate_curve(1.0, 0).upper)
    assert np.isnan(error_limits([1.0, None, 1.0], [-1.0, 1.0, None])).all()
    assert np.isnan(derived_denominator([5, 0, -1, None], [0.0, 10.0, 10.0, 10.0])).all()


@pytest.mark.parametrize("limits", [proportion_limits, rate_limits, rate_curve])
def test_misuse_is_refused_with_its_value(limits):
    with pytest.raises(ValueError, match="multiplier 0"):
        limits(0.5, 100, multiplier=0)
    with pytest.raises(ValueError, match="confidence 95"):
        limits(0.5, 100, confidence=95)
