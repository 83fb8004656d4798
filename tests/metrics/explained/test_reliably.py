"""What the page says of false alarms is what comes out of steady series."""

import numpy as np
import pytest

from metrics.explained.reliably import VARIATION
from metrics.methods.spc import xmr

SERIES = 4_000


def alarms(lean: float) -> tuple[float, float]:
    """How often the latest figure, and how often any figure, of 24 is called a change where nothing changes."""
    draws = np.random.default_rng(2026).normal(size=(SERIES, 74))
    series = np.zeros_like(draws)
    for period in range(1, draws.shape[1]):
        series[:, period] = lean * series[:, period - 1] + draws[:, period]
    flagged = xmr(series[:, -24:], polarity="neutral").special_cause != np.array(None)
    return float(flagged[:, -1].mean()), float(flagged.any(axis=1).mean())


def test_a_steady_series_raises_the_false_alarms_the_page_speaks_of():
    latest, any_point = alarms(0.0)
    assert latest == pytest.approx(0.02, abs=0.01)
    assert any_point == pytest.approx(0.18, abs=0.02)
    assert "in 18 of 100 cases" in VARIATION.misleads[0]
    assert "the latest in 2 of 100" in VARIATION.misleads[0]


def test_figures_that_lean_on_the_one_before_raise_far_more():
    assert alarms(0.8)[0] == pytest.approx(0.39, abs=0.02)
    assert "39 of 100" in VARIATION.misleads[1]


def test_the_thresholds_are_those_of_making_data_count():
    # 2.66 = 3 / 1.128; 3.267 = 1 + 3 * 0.8525 / 1.128, the upper limit of a moving range
    assert "2.66 ×" in VARIATION.formula
    assert "3.267 averages" in VARIATION.formula
    assert "7 figures in a row each rise" in VARIATION.says[1]
