"""Pooled effects agree with metafor and with published tables."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.pooling import pool
from tests import golden

PUBLISHED = golden.read("pooling")
TRIALS = PUBLISHED["bcg"]
EXPECTANCY = PUBLISHED["expectancy"]
METHODS = ("REML", "DL", "PM", "FE")


def log_risk_ratios() -> tuple[np.ndarray, np.ndarray]:
    ill, well, ill_without, well_without = np.array(TRIALS["counts"], dtype=float).T
    treated, others = ill + well, ill_without + well_without
    effects = np.log(ill / treated) - np.log(ill_without / others)
    return effects, 1 / ill - 1 / treated + 1 / ill_without - 1 / others


def test_the_vaccine_trials_pool_as_in_metafor():
    expected = TRIALS["knapp_hartung"]
    found = pool(*log_risk_ratios())
    assert found.estimate == pytest.approx(expected["estimate"], abs=5e-5)
    assert found.se == pytest.approx(expected["se"], abs=5e-5)
    assert found.interval == pytest.approx((expected["lower"], expected["upper"]), abs=5e-5)
    ratios = np.exp(found.prediction_interval)
    assert ratios == pytest.approx([expected["expected_lower"], expected["expected_upper"]], abs=0.005)
    assert found.tau2 == pytest.approx(0.3132, abs=5e-5)
    assert found.i2 == pytest.approx(TRIALS["i2_reml"], abs=5e-6)
    assert found.q == pytest.approx(TRIALS["q"], abs=5e-5)
    assert (found.k, found.reason) == (13, None)


@pytest.mark.parametrize("case", TRIALS["plain"], ids=lambda case: case["method"])
def test_the_vaccine_trials_pool_as_in_stata_without_knapp_and_hartung(case):
    found = pool(*log_risk_ratios(), method=case["method"], knapp_hartung=False)
    assert found.estimate == pytest.approx(case["estimate"], abs=5e-5)
    assert found.interval == pytest.approx((case["lower"], case["upper"]), abs=5e-5)
    assert found.tau2 == pytest.approx(case["tau2"], abs=5e-5)
    assert found.i2 == pytest.approx(case["i2"], abs=5e-6)


@pytest.mark.parametrize("kind", ["plain", "knapp_hartung"])
def test_the_published_table_of_pygmalion_studies_is_reproduced(kind):
    for case in EXPECTANCY[kind]:
        found = pool(
            EXPECTANCY["effects"], EXPECTANCY["variances"], method=case["method"], knapp_hartung=kind == "knapp_hartung"
        )
        numbers = [found.tau2, found.estimate, found.se, *found.interval]
        assert numbers == pytest.approx(case["numbers"], abs=0.00051)


def test_the_published_prediction_interval_is_reproduced():
    found = pool(EXPECTANCY["effects"], EXPECTANCY["variances"], knapp_hartung=False)
    assert found.prediction_interval == pytest.approx(EXPECTANCY["expected"], abs=0.00051)


@pytest.mark.parametrize("case", PUBLISHED["viechtbauer"]["cases"], ids=["larger", "smaller"])
@pytest.mark.parametrize("method", ["REML", "DL", "PM"])
def test_the_variance_between_studies_is_the_published_one(case, method):
    found = pool(case["effects"], case["variances"], method=method)
    assert found.tau2 == pytest.approx(case[method][0], abs=0.00051)
    assert 100 * found.i2 == pytest.approx(case[method][1], abs=0.0051)


@pytest.mark.parametrize("case", PUBLISHED["normand"]["cases"], ids=lambda case: case["method"])
def test_lengths_of_stay_pool_as_published(case):
    source = PUBLISHED["normand"]
    found = pool(source["effects"], source["variances"], method=case["method"], knapp_hartung=False)
    # the variances are printed to two places (1.22), which moves the second decimal place by one
    assert [found.estimate, *found.interval] == pytest.approx(case["numbers"][:3], abs=0.011)
    assert found.tau2 == pytest.approx(case["numbers"][3], rel=1e-4)


def test_one_study_is_given_as_it_stands():
    found = pool([1.5], [0.25])
    assert (found.estimate, found.se, found.k) == (1.5, 0.5, 1)
    assert found.interval == pytest.approx((1.5 - 1.959964 * 0.5, 1.5 + 1.959964 * 0.5), abs=1e-6)
    assert np.isnan(found.prediction_interval).all()
    assert math.isnan(found.tau2)
    assert found.reason is Reason.TOO_FEW_PLACES


def test_two_studies_are_pooled_with_students_factor_and_a_warning():
    # equal variances: mean 2, moments and REML both give (3 - 1)^2 / 2 - 1 = 1, error sqrt(2 / 2) = 1
    found = pool([1.0, 3.0], [1.0, 1.0])
    assert (found.estimate, found.tau2, found.se) == pytest.approx((2, 1, 1))
    assert found.interval == pytest.approx((2 - 12.7062, 2 + 12.7062), abs=1e-3)
    assert found.prediction_interval == pytest.approx((2 - 12.7062 * 2**0.5, 2 + 12.7062 * 2**0.5), abs=1e-3)
    assert found.leave_one_out == (1, 3)
    assert found.reason is Reason.TOO_FEW_PLACES


@pytest.mark.parametrize("method", METHODS)
def test_no_study_has_a_reason(method):
    found = pool([], [], method=method)
    assert math.isnan(found.estimate)
    assert (found.k, found.reason) == (0, Reason.NO_DATA)


def test_a_study_without_an_effect_or_an_error_is_left_out():
    found = pool([1, None, 2, 3, 4, math.inf], [0.1, 0.2, 0, None, 0.3, 0.2])
    assert found == pool([1, 4], [0.1, 0.3])


def test_studies_that_agree_too_well_do_not_make_the_interval_narrow():
    found = pool([1.0, 1.0, 1.0], [0.3, 0.3, 0.3])
    assert (found.tau2, found.i2, found.q) == (0, 0, 0)
    assert found.se == pytest.approx(0.1**0.5)  # 1 / sum of weights
    assert found.prediction_interval == found.interval


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.01, 3)), min_size=2, max_size=12))
def test_what_the_next_place_may_expect_is_never_surer_than_the_average(studies):
    effects, variances = zip(*studies, strict=True)
    found, plain = pool(effects, variances), pool(effects, variances, knapp_hartung=False)
    assert found.prediction_interval.lower <= found.interval.lower <= plain.interval.lower + 1e-9
    assert found.prediction_interval.upper >= found.interval.upper >= plain.interval.upper - 1e-9
    assert min(effects) - 1e-9 <= found.estimate <= max(effects) + 1e-9
    assert 0 <= found.i2 < 1


@pytest.mark.parametrize("method", METHODS)
def test_leaving_one_out_gives_the_lowest_and_the_highest_of_the_others(method):
    effects, variances = (list(column[:6]) for column in log_risk_ratios())
    without = [
        pool(effects[:i] + effects[i + 1 :], variances[:i] + variances[i + 1 :], method=method).estimate
        for i in range(6)
    ]
    found = pool(effects, variances, method=method)
    assert found.leave_one_out == pytest.approx((min(without), max(without)), abs=1e-6)


def test_one_effect_for_all_has_no_prediction_interval():
    assert np.isnan(pool(*log_risk_ratios(), method="FE").prediction_interval).all()


def test_series_are_taken_like_lists():
    assert pool(pd.Series([1.0, 2.0]), pd.Series([0.1, 0.2])) == pool([1, 2], [0.1, 0.2])


def test_calls_that_cannot_be_meant_are_refused():
    with pytest.raises(ValueError, match="one of each"):
        pool([1, 2], [0.1])
    with pytest.raises(ValueError, match=r"'HE'.*REML"):
        pool([1, 2], [0.1, 0.1], method="HE")
    with pytest.raises(ValueError, match="95"):
        pool([1, 2], [0.1, 0.1], confidence=95)
