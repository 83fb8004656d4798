"""Where there is no recent trend, or less than a test behind it, its reason is given."""

import numpy as np
import pytest

from domain.reason import Reason
from metrics.methods.trend import Route, recent_trend
from tests.metrics.methods.trend_series import RISING, with_interval


def test_fewer_than_five_points_are_too_few():
    trend = with_interval(RISING[:4])
    assert (trend.direction, trend.reason) == ("none", "too_few_points")
    assert np.isnan(trend.chi2)
    assert trend.points == 4


def test_points_are_counted_to_the_first_gap():
    assert with_interval([1, 2, None, 3, 4, 5, 6]).reason == "too_few_points"
    assert with_interval([1, None, 2, 3, 4, 5, 6]).direction == "increasing"


def test_a_place_without_the_latest_figure_has_no_recent_trend_unless_asked_for():
    late = [*RISING, None]
    assert with_interval(late).reason == "too_few_points"
    assert with_interval(late, trailing="skip").direction == "increasing"


def test_a_series_without_any_figure_has_no_data():
    assert with_interval([None] * 7).reason == "no_data"


def test_a_break_within_the_five_leaves_no_trend_and_one_before_them_does_no_harm():
    series = [0.0, *RISING]
    assert with_interval(series, breaks=[3]).reason == "break_in_series"
    assert with_interval(series, breaks=[2]).reason == "break_in_series"
    assert with_interval(series, breaks=[1]).direction == "increasing"
    assert with_interval(series, breaks=-2).reason == "break_in_series"


def test_breaks_may_be_a_mask_of_each_places_own():
    series = np.array([[0.0, *RISING]] * 2)
    mask = np.zeros(series.shape, dtype=bool)
    mask[0, 4] = mask[1, 1] = True
    assert list(with_interval(series, breaks=mask).reason) == ["break_in_series", None]


def test_a_break_outside_the_series_is_refused_with_its_position():
    with pytest.raises(ValueError, match="break 9"):
        with_interval(RISING, breaks=[9])
    with pytest.raises(ValueError, match="one for each"):
        with_interval(RISING, breaks=[True, False])


def test_of_three_year_figures_only_every_third_is_used():
    rolling = np.repeat([1.0, 2, 3, 4, 5], 3)
    trend = with_interval(rolling, period_years=3)
    assert trend.direction == "increasing"
    # one step of three periods is one unit
    assert trend.slope == pytest.approx(1 / 3)


def test_too_few_figures_that_do_not_overlap_say_so():
    assert with_interval(range(12), period_years=3).reason == "overlapping_periods"
    assert with_interval(range(13), period_years=3).direction == "increasing"
    assert with_interval(range(4), period_years=3).reason == "too_few_points"


def test_months_are_not_annual():
    assert with_interval(RISING, period_years=1 / 12).reason == "not_annual"


def test_nobody_or_everybody_counted_is_at_the_bound():
    whole = [100] * 5
    few = [0, 1, 2, 3, 4]
    assert recent_trend(few, counts=few, denominators=whole, polarity="neutral").reason == "at_bound"
    full = [96, 97, 98, 99, 100]
    assert recent_trend(full, counts=full, denominators=whole, polarity="neutral").reason == "at_bound"


def test_a_fault_in_the_figures_is_named_and_not_stepped_over():
    whole = [100] * 6
    too_many = recent_trend(range(6), counts=[1, 2, 3, 140, 5, 6], denominators=whole, polarity="neutral")
    assert too_many.reason == "invalid"
    negative = recent_trend(range(6), counts=[1, 2, 3, -4, 5, 6], denominators=whole, polarity="neutral")
    assert negative.reason == "invalid"
    nobody = recent_trend(range(6), counts=[1] * 6, denominators=[9, 9, 9, 0, 9, 9], polarity="neutral")
    assert nobody.reason == "denominator_zero"
    crossed = recent_trend(range(6), lower=[0] * 6, upper=[9, 9, 9, -1, 9, 9], polarity="neutral")
    assert crossed.reason == "invalid"
    long_ago = recent_trend(range(6), lower=[0] * 6, upper=[-1, 9, 9, 9, 9, 9], polarity="neutral")
    assert long_ago.reason is None


def test_without_counts_and_intervals_ranks_give_an_indication():
    trend = recent_trend(RISING, polarity="higher_is_better")
    assert (trend.direction, trend.judgement, trend.reason) == ("increasing", "improving", "indicative")
    assert (trend.tau, trend.slope) == (1, 1)
    assert trend.p == pytest.approx(2 / 120)
    assert np.isnan(trend.chi2)


def test_one_swap_is_enough_for_ranks_to_say_nothing():
    trend = recent_trend([1, 2, 3, 5, 4], polarity="higher_is_better")
    assert (trend.judgement, trend.reason) == ("no_clear_change", None)
    # Kendall's table: 5 of 120 orders have S of 8 or more
    assert trend.p == pytest.approx(10 / 120)


def test_each_place_goes_by_the_best_evidence_its_five_points_have():
    values = np.array([RISING, RISING, RISING, RISING])
    nothing = [np.nan] * 5
    trend = recent_trend(
        values,
        counts=[[10, 20, 30, 40, 50], nothing, nothing, [10, 20, None, 40, 50]],
        denominators=np.full((4, 5), 100),
        lower=[nothing, values[1] - 0.1, nothing, values[3] - 0.1],
        upper=[nothing, values[1] + 0.1, nothing, values[3] + 0.1],
        polarity="neutral",
    )
    assert list(trend.route) == [Route.PROPORTION, Route.INTERVAL, Route.RANKS, Route.INTERVAL]
    assert list(trend.direction) == ["increasing"] * 4
    assert list(trend.reason) == [None, None, Reason.INDICATIVE, None]
