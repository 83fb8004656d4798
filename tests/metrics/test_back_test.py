"""The record of forecasts over all metrics: sums done by hand."""

import pytest

from domain.calibration import Calibration, ChanceBin
from metrics.back_test import bands_of, coverage_by_horizon


def record(metric_id: str, horizon: int, forecasts: int, held80: float | None, held95: float | None) -> Calibration:
    return Calibration(
        metric_id=metric_id, horizon=horizon, q80=1.8, q95=2.85, origins=4, weight=0.4, forecasts=forecasts,
        coverage80=held80, coverage95=held95,
    )  # fmt: skip


def test_each_metric_counts_the_same_however_many_forecasts_it_has():
    found = coverage_by_horizon({
        "a": (record("a", 1, 1000, 0.9, 1.0), record("a", 2, 900, 0.7, 0.9)),
        "b": (record("b", 1, 10, 0.7, 0.9),),
    })  # fmt: skip
    assert [(one.horizon, one.metrics, one.forecasts) for one in found] == [(1, 2, 1010), (2, 1, 900)]
    assert found[0].coverage80 == pytest.approx(0.8)  # (0.9 + 0.7) / 2
    assert found[0].coverage95 == pytest.approx(0.95)


def test_a_metric_without_a_past_is_not_counted_as_a_failure():
    assert coverage_by_horizon({"a": (record("a", 1, 0, None, None),)}) == ()


def test_bands_of_several_metrics_are_put_together_by_how_many_chances_were_given():
    found = bands_of([
        ChanceBin("a", 0.0, 0.1, 300, 0.04, 0.10), ChanceBin("b", 0.0, 0.1, 100, 0.08, 0.02),
        ChanceBin("b", 0.9, 1.0, 50, 0.95, 0.9), ChanceBin("c", 0.1, 0.3, 0, float("nan"), float("nan")),
    ])  # fmt: skip
    assert [(one.lower, one.forecasts) for one in found] == [(0.0, 400), (0.9, 50)]
    # by hand: (300 x 0.04 + 100 x 0.08) / 400 = 0.05; (30 + 2) / 400 = 0.08
    assert (found[0].predicted, found[0].observed) == (pytest.approx(0.05), pytest.approx(0.08))
