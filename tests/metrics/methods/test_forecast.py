"""Forecasts carry the past pace on, as R's random walk with drift does, and say why where they cannot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.trajectory import forecast

SERIES = [10.0, 12.0, 11.0, 14.0, 15.0, 15.0, 18.0, 17.0, 19.0]
FIELDS = ("mean", "lower80", "upper80", "lower95", "upper95")


@given(st.lists(st.floats(-100, 100), min_size=8, max_size=30), st.integers(1, 8))
def test_without_gaps_it_is_the_random_walk_with_drift(values, horizon):
    steps = np.diff(values)
    if steps.std() < 1e-3:
        return
    ahead = forecast(values, horizon=horizon, multipliers=(1.0, 2.0))
    h = np.arange(1, horizon + 1)
    # as R's forecast package documents rwf(drift = TRUE): the mean step, its standard deviation, and its own error
    drift, s = steps.mean(), steps.std(ddof=1)
    error = s * np.sqrt(h + h**2 / len(steps))
    assert ahead.mean == pytest.approx(values[-1] + drift * h, abs=1e-6)
    assert ahead.upper80 - ahead.mean == pytest.approx(error, rel=1e-4)
    assert ahead.mean - ahead.lower95 == pytest.approx(2 * error, rel=1e-4)


def test_a_series_by_hand():
    # steps 2 -1 3 1 0 3 -1 2: mean 9/8, squares 29, so s^2 = (29 - 81/8) / 7
    ahead = forecast(SERIES, horizon=2)
    s = np.sqrt((29 - 81 / 8) / 7)
    assert ahead.drift == pytest.approx(1.125)
    assert ahead.s == pytest.approx(s)
    assert ahead.n == 9
    assert ahead.achieved == pytest.approx(1.125)
    assert ahead.mean == pytest.approx([20.125, 21.25])
    assert ahead.upper80 == pytest.approx([20.125 + 1.8 * s * np.sqrt(9 / 8), 21.25 + 1.8 * s * np.sqrt(2.5)])
    assert ahead.lower95 == pytest.approx([20.125 - 2.85 * s * np.sqrt(9 / 8), 21.25 - 2.85 * s * np.sqrt(2.5)])
    assert ahead.reason is None
    assert not ahead.very_uncertain


def test_a_missing_year_counts_by_its_length():
    # by hand: drift 8/6; steps 4 over two years, then 1 -2 3 2; sum of (d - b g)^2 / g is 46/3, over 4
    ahead = forecast([10, None, 14, 15, 13, 16, 18])
    assert ahead.drift == pytest.approx(8 / 6)
    assert ahead.s == pytest.approx(np.sqrt(46 / 12))
    assert ahead.n == 6
    assert ahead.newest == 6


def test_each_place_goes_on_from_its_own_newest_figure():
    late = [*SERIES, None]
    ahead = forecast([[*SERIES, 20.0], late])
    assert ahead.newest.tolist() == [9, 8]
    assert ahead.mean[1] == pytest.approx(forecast(SERIES).mean)
    assert ahead.value.tolist() == [20, 19]


def test_places_together_are_forecast_as_each_alone():
    rng = np.random.default_rng(2)
    panel = np.cumsum(rng.normal(1, 1, (30, 14)), axis=1)
    panel[rng.random(panel.shape) < 0.15] = np.nan
    together = forecast(panel)
    for row, values in enumerate(panel):
        alone = forecast(values)
        for name in FIELDS:
            assert getattr(together, name)[row] == pytest.approx(getattr(alone, name), nan_ok=True)
        assert together.reason[row] == alone.reason


def test_percentages_never_leave_the_possible():
    ahead = forecast([90, 93, 92, 95, 96, 96, 98, 99.5, 100], transform="logit", horizon=10)
    assert (np.diff(ahead.upper95) >= 0).all()
    for name in FIELDS:
        assert ((getattr(ahead, name) > 0) & (getattr(ahead, name) < 100)).all()


def test_money_is_forecast_in_proportion():
    # doubling every year but for one stumble: drift is ln(64) / 8
    ahead = forecast([1, 2, 4, 8, 8, 8, 16, 32, 64], transform="log", horizon=1)
    assert ahead.drift == pytest.approx(np.log(64) / 8)
    assert ahead.mean[0] == pytest.approx(64 * 64 ** (1 / 8))
    assert ahead.upper80[0] * ahead.lower80[0] == pytest.approx(ahead.mean[0] ** 2)


def test_shares_may_be_out_of_one():
    series = np.array([40, 42, 41, 44, 45, 45, 48, 47, 49.0])
    hundredths = forecast(series / 100, transform="logit", whole=1)
    assert hundredths.upper95 * 100 == pytest.approx(forecast(series, transform="logit").upper95)


def test_only_figures_since_the_last_break_count():
    broken = [500, 1, 300, *SERIES]
    assert forecast(broken, breaks=[1, 3]).mean == pytest.approx(forecast(SERIES).mean)
    assert forecast(broken, breaks=[1, 3]).upper80 == pytest.approx(forecast(SERIES).upper80)
    mask = np.zeros((2, 12), dtype=bool)
    mask[0, 3] = True
    assert forecast([broken, broken], breaks=mask).n.tolist() == [9, 12]


@pytest.mark.parametrize("points", [5, 6, 7])
def test_five_to_seven_figures_are_very_uncertain_and_use_the_defaults(points):
    ahead = forecast(SERIES[:points], multipliers=(1.0, 1.5))
    assert ahead.very_uncertain
    assert ahead.reason is None
    assert ahead.upper80 == pytest.approx(forecast(SERIES[:points]).upper80)
    assert not forecast(SERIES[:8]).very_uncertain


@pytest.mark.parametrize(
    ("series", "options", "reason"),
    [
        ([None] * 9, {}, Reason.NO_DATA),
        (SERIES[:4], {}, Reason.TOO_FEW_POINTS),
        ([*SERIES[:4], None, None, None, None, np.inf], {}, Reason.TOO_FEW_POINTS),
        (SERIES, {"breaks": [6]}, Reason.BREAK_IN_SERIES),
        ([5, 4, 0, 4, 5, 6, 7, 8], {"transform": "log"}, Reason.NEGATIVE_VALUES),
        ([5, 4, -1, 4, 5, 6, 7, 8], {"transform": "logit"}, Reason.INVALID),
        ([5, 4, 101, 4, 5, 6, 7, 8], {"transform": "logit"}, Reason.INVALID),
        (SERIES, {"period_years": 1 / 12}, Reason.NOT_ANNUAL),
    ],
)
def test_where_there_is_no_forecast_there_is_a_reason_and_no_number(series, options, reason):
    ahead = forecast(series, **options)
    assert ahead.reason is reason
    for name in (*FIELDS, "drift", "s", "achieved"):
        assert np.isnan(getattr(ahead, name)).all()
    assert not ahead.very_uncertain


def test_a_fault_before_the_last_break_does_no_harm():
    assert forecast([0, *SERIES], transform="log", breaks=[1]).reason is None


@pytest.mark.parametrize("series", [[7.3] * 9, [0.1 * year for year in range(9)]])
def test_a_series_that_never_strays_has_a_mean_and_no_ranges(series):
    ahead = forecast(series)
    assert ahead.reason is Reason.CONSTANT
    assert ahead.mean[0] == pytest.approx(series[-1] + series[1] - series[0])
    assert np.isnan(ahead.lower80).all()
    assert np.isnan(ahead.upper95).all()


def test_overlapping_periods_are_marked_and_unsure_without_their_own_multipliers():
    assert forecast(SERIES, period_years=3).reason is Reason.OVERLAPPING_PERIODS
    assert forecast(SERIES, period_years=3).very_uncertain
    own = forecast(SERIES, period_years=3, multipliers=(2.5, 3.8))
    assert own.reason is Reason.OVERLAPPING_PERIODS
    assert not own.very_uncertain
    assert np.isfinite(own.upper95).all()


def test_no_places_have_no_forecast():
    assert forecast(np.zeros((0, 9))).mean.shape == (0, 5)


def test_what_cannot_be_asked_is_refused_with_the_value():
    with pytest.raises(ValueError, match="horizon 0"):
        forecast(SERIES, horizon=0)
    with pytest.raises(ValueError, match="square"):
        forecast(SERIES, transform="square")
    with pytest.raises(ValueError, match="not empty"):
        forecast([])
    with pytest.raises(ValueError, match="break 99"):
        forecast(SERIES, breaks=[99])
