"""The forecaster's record over all metrics together: coverage by horizon, and what its chances were worth."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from domain.calibration import Calibration, ChanceBin, Coverage


def coverage_by_horizon(records: Mapping[str, Iterable[Calibration]]) -> tuple[Coverage, ...]:
    """The mean over metrics of the share of past figures that lay in their intervals, for each horizon."""
    tried = [one for several in records.values() for one in several if one.forecasts and one.coverage80 is not None]
    tried.sort(key=lambda one: one.horizon)
    return tuple(_pooled(horizon, list(found)) for horizon, found in groupby(tried, key=lambda one: one.horizon))


def _pooled(horizon: int, tried: list[Calibration]) -> Coverage:
    held80 = sum(one.coverage80 or 0.0 for one in tried) / len(tried)
    held95 = sum(one.coverage95 or 0.0 for one in tried) / len(tried)
    return Coverage(horizon, len(tried), sum(one.forecasts for one in tried), held80, held95)


def bands_of(bins: Iterable[ChanceBin]) -> tuple[ChanceBin, ...]:
    """The bands of chance over all metrics, every forecast counting the same; ``metric_id`` is empty."""
    found = sorted((one for one in bins if one.forecasts), key=lambda one: one.lower)
    return tuple(_together(list(same)) for _, same in groupby(found, key=lambda one: (one.lower, one.upper)))


def _together(bins: list[ChanceBin]) -> ChanceBin:
    count = sum(one.forecasts for one in bins)
    predicted, observed = (
        sum(getattr(one, name) * one.forecasts for one in bins) / count for name in ("predicted", "observed")
    )
    return ChanceBin("", bins[0].lower, bins[0].upper, count, predicted, observed)
