"""The back-test of the forecaster, run again on a build: what it tells, and that it agrees with the build."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import back_test
from data import versions
from metrics.methods.calibration import Bins, Calibration

FIVE = np.arange(1, 6)


def record(coverage80: float, forecasts: int, *, predicted: float, observed: float) -> back_test.Tried:
    """A metric whose forecasts all held so often, with all its chances in one band."""
    bins = Bins(np.array([0.5]), np.array([0.7]), np.array([forecasts]), np.array([predicted]), np.array([observed]))
    numbers = np.full(5, forecasts), np.full(5, coverage80), np.full(5, 0.95)
    calibrated = Calibration(FIVE, np.ones(5), np.ones(5), np.full(5, 9), np.ones(5), *numbers, bins)
    return back_test.Tried("example", calibrated, agrees=True)


def test_the_share_held_is_the_mean_over_metrics_however_many_places_each_has() -> None:
    tried = [record(0.9, 100, predicted=0.6, observed=0.6), record(0.7, 900, predicted=0.6, observed=0.6)]
    assert back_test._by_horizon(tried)[0] == ["1", "2", "1,000", "80.0%", "95.0%"]


def test_a_band_weighs_every_forecast_the_same() -> None:
    # 100 at 60% met 50 times, 300 at 64% met 240 times: 63% on average, met 290 times in 400
    tried = [record(0.8, 100, predicted=0.60, observed=0.50), record(0.8, 300, predicted=0.64, observed=0.80)]
    assert back_test._by_band(tried) == [["50% to 70%", "400", "63.0%", "72.5%"]]


def test_the_shipped_build_holds_about_what_it_promises_and_the_report_agrees_with_it() -> None:
    tried = back_test.back_test(versions.current())
    assert all(each.agrees for each in tried)
    held = pd.DataFrame([[each.record.coverage80[0], each.record.coverage95[0]] for each in tried]).mean()
    assert held.tolist() == pytest.approx([0.80, 0.95], abs=0.04)
