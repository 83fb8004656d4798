"""Ten years of a place, held to a target, with the chance worked out by hand."""

import numpy as np
import pandas as pd

from domain.metric import Metric, Polarity
from domain.mission import Aim
from metrics.changes import baseline_column
from metrics.targets import Target
from metrics.trajectories import calibration_of, place_aims, trajectory_all
from tests.metrics.panels import COUNCILS, observed, panel_of
from tests.metrics.test_changes import BASELINE, a_mean

FIRST, SECOND = COUNCILS[:2]
TEN_YEARS = (50.0, 51.0, 50.5, 52.0, 53.5, 53.0, 54.5, 55.0, 56.5, 57.0)  # 2014 to 2023; 53.0 in 2019
LOWER = Polarity.LOWER_IS_BETTER


def years(values: tuple[float, ...] = TEN_YEARS, last: int = 2023) -> dict[int, float]:
    return dict(zip(range(last - len(values) + 1, last + 1), values, strict=True))


def asked(aim: Aim = Aim.REACH, value: float | None = 60.0, by: int = 2027) -> Target:
    return Target("example", aim, value, by, False, "plan", "m", "Better everywhere.")


def held(observations: pd.DataFrame, target: Target | None, metric: Metric | None = None) -> pd.DataFrame:
    panel = panel_of(metric or a_mean(), observations)
    baseline = baseline_column(panel, BASELINE)
    aims = place_aims(panel, target, baseline)
    found = trajectory_all(panel, target, aims, calibration_of(panel), baseline)
    return found.set_axis(panel.codes)


def one(target: Target | None, values=None, metric: Metric | None = None, **more: object) -> pd.Series:
    return held(observed({FIRST: years() if values is None else values}, **more), target, metric).loc[FIRST]


def chance_by_hand(scaled, ahead: int, goal: float) -> float:
    """By Student's t as laid down for this forecaster, with the usual multipliers 1.8 and 2.85."""
    from scipy.optimize import brentq
    from scipy.stats import t

    count, steps = len(scaled), np.diff(scaled)
    drift = (scaled[-1] - scaled[0]) / (count - 1)
    scatter = np.sqrt(((steps - drift) ** 2).sum() / (count - 2))
    error = scatter * np.sqrt(ahead * (1 + ahead / (count - 1)))
    freedom = brentq(lambda df: t.ppf(0.975, df) / t.ppf(0.90, df) - 2.85 / 1.8, 2, 1000)
    width = 1.8 * error / t.ppf(0.90, freedom)
    return float(t.cdf((scaled[-1] + drift * ahead - goal) / width, freedom))
