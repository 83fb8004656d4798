"""Process limits agree with the published ones, and with sums by hand."""

import numpy as np
import pytest

from metrics.methods.spc import xmr
from tests import golden

PUBLISHED = golden.read("spc")


@pytest.mark.parametrize(("fifteenth", "screened", "mean", "lower", "upper"), PUBLISHED["limits"]["cases"])
def test_limits_are_the_published_ones_with_and_without_screening(fifteenth, screened, mean, lower, upper):
    values = list(PUBLISHED["limits"]["values"])
    values[14] = fifteenth
    chart = xmr(values, polarity="neutral", screen_outliers=screened)
    assert (chart.mean[0], chart.lower[0], chart.upper[0]) == pytest.approx((mean, lower, upper), rel=2e-6)
    assert len(set(chart.upper)) == 1


def test_a_single_high_month_does_not_widen_the_limits():
    case = PUBLISHED["deviations"]
    chart = xmr(case["values"], polarity="higher_is_better")
    found = (chart.mean[0], chart.lower[0], chart.upper[0])
    assert found == pytest.approx((case["mean"], case["lower"], case["upper"]), abs=0.005)
    assert "outliers_screened" in chart.warnings


def test_without_screening_the_high_month_does_widen_them():
    # by hand: 15 steps of 1, one of 8 and one of 9: 32 / 17 = 1.882353; 35 / 18 = 1.944444 + 2.66 * 1.882353
    chart = xmr(PUBLISHED["deviations"]["values"], polarity="higher_is_better", screen_outliers=False)
    assert chart.upper[0] == pytest.approx(6.951503, abs=1e-6)
    assert chart.warnings == ()


def test_a_step_of_exactly_3_267_averages_is_screened():
    # by hand: steps of 1, 1, 1, 1, 1 and x average (5 + x) / 6; x = 3.267 (5 + x) / 6 where x = 5.976582
    step = 16.335 / 2.733
    longer, shorter = (xmr([0, 1, 0, 1, 0, 1, 1 + step + by], polarity="neutral") for by in (1e-6, -1e-6))
    assert (longer.upper - longer.mean)[0] == pytest.approx(2.66)
    assert (shorter.upper - shorter.mean)[0] == pytest.approx(2.66 * (5 + step) / 6, rel=1e-6)


def test_limits_may_be_fixed_on_the_first_points():
    # by hand: 1, 3, 1, 3 have a mean of 2 and steps of 2
    chart = xmr([1, 3, 1, 3, 50, 60, 70], polarity="neutral", fix_after=4)
    assert chart.mean == pytest.approx([2.0] * 7)
    assert chart.upper == pytest.approx([7.32] * 7)


def test_a_rebase_starts_new_limits():
    chart = xmr([1, 3, 1, 3, 11, 15, 11, 15], polarity="neutral", rebase=4)
    assert chart.mean == pytest.approx([2.0] * 4 + [13.0] * 4)
    assert chart.upper == pytest.approx([7.32] * 4 + [23.64] * 4)  # the step from 3 to 11 is in neither


def test_a_rebase_may_be_a_mask_and_counted_from_the_end():
    values = [1, 3, 1, 3, 11, 15, 11, 15]
    mask = [False] * 4 + [True] + [False] * 3
    for rebase in (mask, [4], -4, [0, 4]):
        assert xmr(values, polarity="neutral", rebase=rebase).mean[-1] == pytest.approx(13.0)


def test_fixing_and_rebasing_work_group_by_group():
    chart = xmr([1, 3, 1, 90, 10, 14, 10, 99], polarity="neutral", rebase=4, fix_after=2)
    assert chart.mean == pytest.approx([2.0] * 4 + [12.0] * 4)


def test_no_step_is_taken_across_a_gap():
    # by hand: 0, 2 and 100, 102: two steps of 2, mean 51
    chart = xmr([0, 2, None, 100, 102], polarity="neutral")
    assert chart.mean[0] == 51
    assert chart.upper[0] == pytest.approx(51 + 5.32)


@pytest.mark.parametrize("value", [0.0, 0.1, 1e9 / 3])
def test_equal_points_have_limits_at_their_own_value(value):
    chart = xmr([value] * 20, polarity="higher_is_better")
    assert set(chart.lower) == set(chart.upper) == set(chart.mean) == {value}


def test_one_point_has_a_mean_but_no_limits():
    chart = xmr([5.0], polarity="neutral")
    assert chart.mean[0] == 5
    assert np.isnan([chart.lower[0], chart.upper[0]]).all()
