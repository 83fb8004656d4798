"""Odd input: every method answers, or says what was wrong with it and what to do; none warns, hangs or pretends."""

import warnings

import numpy as np
import pandas as pd
import pytest

from domain.reason import Reason
from metrics.methods.arrays import floats, together
from metrics.methods.comparison import compare, difference, quantile_group, tipping_point
from metrics.methods.convergence import beta, sigma, spread_trend
from metrics.methods.evidence import maryland_grade
from metrics.methods.funnel import position, rate_curve, rate_limits
from metrics.methods.impact import placebo_in_space
from metrics.methods.inequality import decompose, slope_index
from metrics.methods.intervals import mean_interval, wilson
from metrics.methods.multiplicity import expected_by_chance, flag
from metrics.methods.pooling import pool
from metrics.methods.ranks import confidence_sets
from metrics.methods.suppression import midpoint_round, round_to, secondary_suppress, suppress
from metrics.methods.trajectory import chance_of_meeting, forecast, gap_to_path, needed_per_year, path
from metrics.methods.trend import recent_trend


@pytest.fixture(autouse=True)
def _no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_missing_comes_in_many_shapes():
    given = [1.5, None, np.nan, pd.NA]
    assert floats(given) == pytest.approx([1.5, np.nan, np.nan, np.nan], nan_ok=True)
    assert floats(pd.array([1, pd.NA], dtype="Int64")) == pytest.approx([1, np.nan], nan_ok=True)


def test_what_is_not_a_number_is_named():
    with pytest.raises(ValueError, match="'x' is not a number: give numbers"):
        wilson(["1", "x"], 10)
    with pytest.raises(ValueError, match="is not a number"):
        floats([[1, 2], [3]])


def test_columns_that_do_not_fit_are_refused_with_their_shapes():
    with pytest.raises(ValueError, match=r"\(3,\), \(2,\) do not fit"):
        together([1, 2, 3], [1, 2], 5)
    with pytest.raises(ValueError, match="do not fit"):
        compare([1, 2, 3], [0, 1], [2, 3], 1, polarity="neutral")
    with pytest.raises(ValueError, match="do not fit"):
        position([5], [10, 20, 30], benchmark=[0.1, 0.2])
    with pytest.raises(ValueError, match="3 weights were given for 2 places"):
        sigma([[1, 2, 3], [2, 3, 4]], weights=[1, 2, 3])
    with pytest.raises(ValueError, match="marks of the shape"):
        secondary_suppress([7, 8, 9], hidden=[True, False])


def test_infinite_numbers_are_missing_ones():
    assert np.isnan(mean_interval([np.inf, 1.0], [1.0, np.inf], 5)).all()
    assert np.isnan(difference([np.inf, 1.0], 1.0, [np.inf, -np.inf], 1.0)).all()
    assert np.isnan(rate_limits([np.inf, -np.inf], 100)).all()
    assert np.isnan(expected_by_chance(np.inf, level=0)).all()
    assert list(suppress([np.inf, 9]).reason) == [Reason.INVALID, None]
    assert np.isnan([round_to(np.inf), midpoint_round(np.inf)]).all()
    with pytest.raises(ValueError, match="inf is not a count"):
        secondary_suppress([7, np.inf, 9])


def test_an_infinite_target_is_none():
    ahead = forecast([1, 2, 3, 2, 3, 4, 5, 4, 5.0])
    found = chance_of_meeting(ahead, np.inf, polarity="higher_is_better")
    assert (found.answer, found.reason) == ("no_target", Reason.TARGET_NOT_SET)
    assert np.isnan(found.chance)
    assert np.isnan(path(60, np.inf, start=2020, end=2022)).all()
    assert np.isnan(gap_to_path(np.inf, np.inf, polarity="neutral"))
    assert np.isnan(needed_per_year(60, -np.inf, years=4))


def test_one_place_has_no_fifths_and_rows_of_places_are_refused():
    level, reason = compare(5.0, None, None, None, polarity="neutral", method="quintiles")
    assert (level, reason) == ("not_compared", Reason.TOO_FEW_PLACES)
    assert np.isnan(tipping_point(5.0, None, None, None, polarity="neutral", method="quartiles").below)
    for rule in (compare, tipping_point):
        with pytest.raises(ValueError, match="one row of places"):
            rule([[1, 2], [3, 4]], None, None, None, polarity="neutral", method="quintiles")


def test_numbers_of_things_are_whole():
    with pytest.raises(ValueError, match=r"2\.5 groups"):
        quantile_group([1, 2, 3], 2.5, polarity="neutral")
    with pytest.raises(ValueError, match=r"2\.5 is not a number of years"):
        forecast([1, 2, 3, 4, 5.5], horizon=2.5)
    with pytest.raises(ValueError, match="are not positions"):
        recent_trend([1, 2, 3, 4, 5], polarity="neutral", breaks=[1.5])
    with pytest.raises(ValueError, match="are not positions"):
        confidence_sets([1, 2, 3], [1, 1, 1], areas=[True, False, True])


@pytest.mark.parametrize(
    ("say", "call"),
    [
        ("periods of nan years", lambda: recent_trend([1, 2, 3, 4, 5], polarity="neutral", period_years=np.nan)),
        ("0 draws", lambda: slope_index([1, 2, 3, 4, 5], [1] * 5, se=[1] * 5, draws=0)),
        ("0 draws", lambda: spread_trend([1, 2, 3, 4, 5], [1, 2, 1, 4, 5], draws=0)),
        ("0 draws", lambda: confidence_sets([1, 2], [1, 1], draws=0)),
        ("below nought", lambda: slope_index([1, 2, 3, 4, 5], [1] * 5, se=[-1] * 5)),
        ("multiplier nan", lambda: slope_index([1, 2, 3, 4, 5], [1] * 5, multiplier=np.nan)),
        ("multiplier 0", lambda: position([1, 2], 10, multiplier=0)),
        ("inf years", lambda: beta([1, 2, 3, 4, 5], [2, 3, 4, 5, 7], years=np.inf)),
        ("rate 5 ", lambda: flag([0.1], false_discovery_rate=5)),
        ("multipliers 3: give a pair", lambda: forecast([1, 2, 3, 4, 5.5], multipliers=3)),
        ("give a pair", lambda: forecast([1, 2, 3, 4, 5.5], multipliers=(1.8,))),
        ("give the years wanted", lambda: path(60, 70, start=2020, end=np.inf)),
        ("give the years wanted", lambda: path(60, 70, start=2020, end=1e12)),
        ("threshold nan would hide nothing", lambda: suppress([1, 2], threshold=np.nan)),
        ("threshold -1 would hide nothing", lambda: secondary_suppress([1, 2], threshold=-1)),
        ("placebos nan", lambda: maryland_grade("panel", {"placebos": np.nan})),
        ("link 5", lambda: maryland_grade("randomised", {"manual_link": 5})),
        ("2 groups were given for 1 places", lambda: decompose(5.0, ["a", "b"])),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_value(say, call):
    with pytest.raises(ValueError, match=say):
        call()


def test_targets_fit_the_places_forecast():
    ahead = forecast([[1, 2, 3, 2, 3, 4, 5, 4, 5.0]] * 3)
    with pytest.raises(ValueError, match="do not fit"):
        chance_of_meeting(ahead, [6, 7], polarity="higher_is_better")
    with pytest.raises(ValueError, match="for 3 places"):
        chance_of_meeting(ahead, [[6, 7, 8], [6, 7, 8]], polarity="higher_is_better")


def test_studies_that_agree_to_the_last_digit_do_not_differ():
    # Paule and Mandel's search has nothing to halve here
    found = pool([0.1] * 7, [1e-90] * 7, method="PM")
    assert (found.tau2, found.estimate) == (0.0, pytest.approx(0.1))


def test_one_exact_study_among_vague_ones_is_not_heterogeneity():
    found = pool([0.1, 0.2, 0.3], [1e-40, 1.0, 1.0])
    assert found.i2 == 0
    assert found.estimate == pytest.approx(0.1)


def test_errors_of_any_size_leave_ranks_their_order():
    for size in (1e-90, 1e-3):
        sets = confidence_sets([1.0, 3.0, 2.0], [size] * 3)
        assert sets.lower.tolist() == sets.upper.tolist() == [3, 1, 2]
    vague = confidence_sets([1.0, 3.0, 2.0], [1e90] * 3)
    assert (vague.lower.tolist(), vague.upper.tolist()) == ([1, 1, 1], [3, 3, 3])


def test_hardly_any_event_expected_has_no_upper_limit():
    assert np.isnan(rate_limits(1.0, 1e-9, multiplier=1, tau2=0.1).upper)
    assert np.isnan(rate_curve(50.0, 1e-100).upper)


def test_rounding_in_series_that_never_move_is_no_effect():
    levels = [1e12, 1e-3, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    towns = pd.DataFrame(np.tile(np.array(levels)[:, None], (1, 12)))
    for estimator in ("synthetic_did", "synthetic_control", "difference_in_differences"):
        found = placebo_in_space(towns, treated=2, start=6, estimator=estimator)
        assert found.effect == pytest.approx(0, abs=1e-3)
        assert found.p == 1
