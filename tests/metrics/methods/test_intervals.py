"""Intervals agree with the published ones, and a bad row spoils only itself."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.intervals import mean_interval, poisson_rate, reason_for_counts, standard_error, wilson
from tests import golden

PUBLISHED = golden.read("intervals")


@pytest.mark.parametrize(("count", "denominator", "lower", "upper"), PUBLISHED["wilson"]["cases"])
def test_wilson_gives_newcombes_published_limits(count, denominator, lower, upper):
    assert wilson(count, denominator) == pytest.approx((lower, upper), abs=0.00005)


@pytest.mark.parametrize(("count", "denominator", "lower", "upper"), PUBLISHED["wilson_percent"]["cases"])
def test_wilson_agrees_with_the_public_health_package_to_full_precision(count, denominator, lower, upper):
    assert [100 * limit for limit in wilson(count, denominator)] == pytest.approx([lower, upper], rel=1e-12)


def test_wilson_starts_at_exactly_nought_and_ends_at_exactly_one():
    assert wilson(0, 20).lower == 0.0
    assert wilson(20, 20).upper == 1.0


def test_a_scalar_in_is_a_scalar_out_and_a_column_in_a_column_out():
    assert np.ndim(wilson(81, 263).lower) == 0
    assert wilson([81, 15], [263, 148]).lower.shape == (2,)
    assert wilson([81, 15], 300).upper.shape == (2,)


def test_a_bad_row_is_missing_and_the_others_keep_their_answer():
    lower, upper = wilson([81, 5, 3, -1, None, 1], [263, 0, 2, 10, 10, None])
    assert lower[0] == pytest.approx(0.2553, abs=0.00005)
    assert np.isnan(lower[1:]).all()
    assert np.isnan(upper[1:]).all()


def test_a_bad_row_says_what_is_wrong_with_it():
    reasons = reason_for_counts([81, 5, 3, -1, None, 1], [263, 0, 2, 10, 10, None])
    assert list(reasons) == [
        None, Reason.DENOMINATOR_ZERO, Reason.INVALID, Reason.INVALID, Reason.NO_DATA, Reason.NO_DATA,
    ]  # fmt: skip


def test_more_events_than_people_is_wrong_for_a_proportion_but_not_for_a_rate():
    assert reason_for_counts(3, 2) is Reason.INVALID
    assert reason_for_counts(3, 2, proportion=False) is None
    assert poisson_rate(3, 2, multiplier=1).rate == 1.5


@pytest.mark.parametrize("confidence", [0.7, 1.0, 95, 99.8, math.nan])
def test_a_confidence_outside_90_to_100_per_cent_is_refused_with_its_value(confidence):
    with pytest.raises(ValueError, match=str(confidence)):
        wilson(1, 2, confidence=confidence)


@given(
    st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([0.90, 0.95, 0.998]),
)
def test_wilson_limits_are_where_the_score_test_just_rejects(events, confidence):
    count, denominator = events
    z = {0.90: 1.6448536, 0.95: 1.9599640, 0.998: 3.0902323}[confidence]
    lower, upper = wilson(count, denominator, confidence=confidence)
    for limit in (lower, upper):
        if 0 < limit < 1:
            score = abs(count / denominator - limit) / math.sqrt(limit * (1 - limit) / denominator)
            assert score == pytest.approx(z, rel=1e-6)
    assert 0 <= lower <= count / denominator <= upper <= 1


@pytest.mark.parametrize(("events", "lower", "upper", "lower998", "upper998"), PUBLISHED["exact_poisson"]["cases"])
def test_rates_of_fewer_than_ten_events_have_exact_limits(events, lower, upper, lower998, upper998):
    # The package searches for its limits, the smallest of them to within 5 in 100,000.
    assert poisson_rate(events, 1, multiplier=1) == pytest.approx((events, lower, upper), rel=5e-5)
    wide = poisson_rate(events, 1, multiplier=1, confidence=0.998)
    assert wide == pytest.approx((events, lower998, upper998), rel=5e-5)


@pytest.mark.parametrize(("events", "lower", "upper"), PUBLISHED["no_events"]["cases"])
def test_no_events_still_have_an_upper_limit(events, lower, upper):
    assert poisson_rate(events, 1, multiplier=1) == pytest.approx((0, lower, upper), abs=0.0005)


@pytest.mark.parametrize(("events", "lower"), PUBLISHED["byar_lower"]["cases"])
def test_rates_from_ten_events_have_byars_limits(events, lower):
    assert poisson_rate(events, 1, multiplier=1).lower == pytest.approx(lower, rel=1e-12)


@pytest.mark.parametrize(("events", "lower", "upper"), PUBLISHED["byar_close_to_exact"]["cases"])
def test_byars_limits_are_close_to_the_exact_ones(events, lower, upper):
    assert poisson_rate(events, 1, multiplier=1) == pytest.approx((events, lower, upper), rel=0.001)


def test_byars_limits_by_hand_at_ten_events():
    # 10 (1 - 1/90 - 1.959964/(3 sqrt 10))^3 and 11 (1 - 1/99 + 1.959964/(3 sqrt 11))^3
    below, above = 1 - 1 / 90 - 1.959964 / (3 * 10**0.5), 1 - 1 / 99 + 1.959964 / (3 * 11**0.5)
    rate, lower, upper = poisson_rate(10, 50_000)
    assert rate == 20
    assert lower == pytest.approx(2 * 10 * below**3, rel=1e-6)
    assert upper == pytest.approx(2 * 11 * above**3, rel=1e-6)


def test_a_rate_without_a_denominator_is_missing():
    assert np.isnan(poisson_rate([1, 20, -1], [0, None, 10])).all()


@pytest.mark.parametrize(("freedom", "t"), PUBLISHED["student"]["cases"])
def test_means_have_students_limits(freedom, t):
    size = freedom + 1
    assert mean_interval(0.0, size**0.5, size) == pytest.approx((-t, t), abs=0.0005)


def test_the_mean_of_one_observation_has_no_interval():
    assert np.isnan(mean_interval([5, 5, 5], [1, -1, None], [1, 9, 9])).all()


def test_the_standard_error_is_the_width_over_3_92_on_the_scale_of_the_interval():
    assert standard_error(8.04, 11.96) == pytest.approx(1.0)
    assert standard_error(math.exp(-1.96), math.exp(1.96), scale="log") == pytest.approx(1.0)
    assert standard_error(1 / (1 + math.exp(1.96)), 1 / (1 + math.exp(-1.96)), scale="logit") == pytest.approx(1.0)
    assert standard_error(20, 80, scale="logit", whole=100) == pytest.approx(2 * math.log(4) / 3.92)


def test_an_interval_the_wrong_way_round_or_off_the_scale_has_no_standard_error():
    assert np.isnan(standard_error([3, None, 1], [2, 4, None])).all()
    assert np.isnan(standard_error([0, -1], [2, 4], scale="log")).all()
    assert np.isnan(standard_error([0, 0.5], [0.5, 1], scale="logit")).all()


def test_an_unknown_scale_is_refused_with_the_scales_there_are():
    with pytest.raises(ValueError, match=r"'cubic'.*identity, log, logit"):
        standard_error(1, 2, scale="cubic")
