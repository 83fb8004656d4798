"""The slope of deprivation is that of weighted least squares, with the interval of the draws."""

import numpy as np
import pytest

from domain.reason import Reason
from metrics.methods.inequality import relative_index, slope_index
from tests import golden

AREAS = golden.read("inequality")["deciles"]["areas"]


def fitted_by_numpy(values, population) -> tuple[float, float]:
    """Intercept and slope by NumPy's own weighted polynomial fit."""
    share = np.array(population) / np.sum(population)
    middle = np.cumsum(share) - share / 2
    slope, start = np.polyfit(middle, values, 1, w=np.sqrt(share))
    return start, slope


@pytest.mark.parametrize("area", AREAS)
def test_the_slope_is_that_of_the_line_weighted_by_people(area):
    start, slope = fitted_by_numpy(area["values"], area["population"])
    found = slope_index(area["values"], area["population"], se=area["se"], draws=2_000)
    assert found.estimate == pytest.approx(slope)
    assert found.intercept == pytest.approx(start)
    relative = relative_index(area["values"], area["population"], se=area["se"], draws=2_000)
    assert relative.estimate == pytest.approx((start + slope) / start)
    assert found.reason is None
    assert relative.reason is None


@pytest.mark.parametrize("area", AREAS)
def test_the_interval_is_the_normal_one_of_a_weighted_sum(area):
    # a slope is a sum of values times fixed factors, so its error is exact: found by moving each value by one
    unit = np.eye(10)
    factors = [fitted_by_numpy(row, area["population"])[1] for row in unit]
    error = np.sqrt(np.sum((np.array(factors) * area["se"]) ** 2))
    found = slope_index(area["values"], area["population"], se=area["se"])
    assert found.lower == pytest.approx(found.estimate - 1.96 * error, abs=0.03 * error)
    assert found.upper == pytest.approx(found.estimate + 1.96 * error, abs=0.03 * error)


def test_limits_can_stand_in_for_errors():
    area = AREAS[0]
    values, se = np.array(area["values"]), np.array(area["se"])
    by_limits = slope_index(values, area["population"], lower=values - 1.96 * se, upper=values + 1.96 * se)
    assert by_limits == pytest.approx(slope_index(values, area["population"], se=se), abs=1e-6)


def test_rates_are_fitted_on_their_logarithms_and_turned_back():
    # the logarithms 1, 1.1 ... 1.9 lie on a line from 0.95 to 1.95
    values = np.exp(np.arange(1, 2, 0.1))
    found = slope_index(values, [1] * 10, scale="log", transform=True)
    assert found.estimate == pytest.approx(np.exp(1.95) - np.exp(0.95))
    assert relative_index(values, [1] * 10, scale="log", transform=True).estimate == pytest.approx(np.e)


def test_percentages_are_fitted_on_their_log_odds():
    values = 100 / (1 + np.exp(-np.arange(1, 2, 0.1)))
    found = slope_index(values, [1] * 10, scale="logit", whole=100, transform=True)
    assert found.estimate == pytest.approx(100 / (1 + np.exp(-1.95)) - 100 / (1 + np.exp(-0.95)))


def test_rates_that_are_not_transformed_still_have_errors_on_their_logarithms():
    values = np.array([100.0, 90, 80, 70, 60])
    plain = slope_index(values, [1] * 5)
    found = slope_index(values, [1] * 5, scale="log", lower=values / 1.2, upper=values * 1.2)
    assert found.estimate == plain.estimate
    assert found.lower < found.estimate < found.upper


def test_a_negative_multiplier_turns_the_relative_index_over():
    values, people = AREAS[0]["values"], AREAS[0]["population"]
    assert slope_index(values, people, multiplier=-100).estimate == -100 * slope_index(values, people).estimate
    upright, turned = relative_index(values, people).estimate, relative_index(values, people, multiplier=-1).estimate
    assert turned == pytest.approx(1 / upright)


def test_draws_are_the_same_every_time():
    area = AREAS[1]
    assert slope_index(**area, draws=500) == slope_index(**area, draws=500)
    assert slope_index(**area, draws=500) != slope_index(**area, draws=500, seed=1)


def test_without_errors_there_is_a_slope_but_no_interval():
    found = slope_index([1, 2, 3, 4, 5], [1] * 5)
    assert found.estimate == pytest.approx(5)
    assert np.isnan(found.lower)
    assert found.reason is Reason.NO_INTERVAL


@pytest.mark.parametrize(
    ("values", "people", "reason"),
    [
        ([], [], Reason.NO_DATA),
        ([1, 2, None, 4, 5], [1] * 5, Reason.NO_DATA),
        ([1, 2, 3, 4, 5], [1, 1, None, 1, 1], Reason.NO_DATA),
        ([1, 2, 3, 4, 5], [1, 1, 0, 1, 1], Reason.ZERO_WEIGHT),
        ([1, 2, 3, 4], [1] * 4, Reason.TOO_FEW_POINTS),
    ],
)
def test_groups_that_cannot_carry_a_line_say_why(values, people, reason):
    assert slope_index(values, people).reason is reason
    assert np.isnan(relative_index(values, people).estimate)


def test_values_a_scale_cannot_hold_and_lines_across_nought_say_why():
    assert slope_index([0, 1, 2, 3, 4], [1] * 5, scale="log").reason is Reason.NEGATIVE_VALUES
    assert slope_index([0, 0.1, 0.2, 0.3, 0.4], [1] * 5, scale="logit").reason is Reason.AT_BOUND
    assert relative_index([-2, -1, 0, 1, 2], [1] * 5).reason is Reason.NEGATIVE_VALUES
    assert slope_index([-2, -1, 0, 1, 2], [1] * 5).estimate == pytest.approx(5)


def test_a_constant_series_has_no_slope_at_all():
    assert slope_index([7] * 5, [1] * 5).estimate == pytest.approx(0, abs=1e-12)
    assert relative_index([7] * 5, [1] * 5).estimate == pytest.approx(1)


def test_calls_that_cannot_be_meant_are_refused():
    with pytest.raises(ValueError, match="101 groups"):
        slope_index([1.0] * 101, [1] * 101)
    with pytest.raises(ValueError, match="one of each"):
        slope_index([1, 2, 3, 4, 5], [1] * 4)
    with pytest.raises(ValueError, match=r"-1\.0 people"):
        slope_index([1, 2, 3, 4, 5], [1, 1, 1, 1, -1])
    with pytest.raises(ValueError, match="cubic"):
        slope_index([1, 2, 3, 4, 5], [1] * 5, scale="cubic")


def test_a_line_that_may_well_cross_nought_has_no_interval_for_its_ratio():
    found = relative_index([1, 2, 3, 4, 5], [1] * 5, se=[2] * 5, draws=2_000)
    assert found.estimate == pytest.approx(11)  # from 0.5 to 5.5
    assert np.isnan(found.lower)
    assert found.reason is Reason.NO_INTERVAL
