"""How all places stood in each period: percentiles over time."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

PERCENTILES = (10, 25, 50, 75, 90)
FEWEST_PLACES = 5
SHARE_OF_FULLEST = 0.5


class PeriodSpread(NamedTuple):
    """Five percentiles of the places that have a figure in one period, and how many those are."""

    start: dt.date
    months: int
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    places: int


class SpreadOverTime(NamedTuple):
    """The periods that can be drawn side by side, oldest first, and how many were left out as too thin."""

    periods: tuple[PeriodSpread, ...]
    left_out: int


def spread_over_time(figures: "pd.DataFrame", place_codes: Collection[str]) -> SpreadOverTime:
    """The 10th, 25th, 50th, 75th and 90th percentile of the named places in each period.

    Percentiles are interpolated linearly: the p-th lies at position ``p/100 (n - 1)`` among the ``n`` sorted figures,
    counted from 0. A period is left out where fewer than five places, or fewer than half as many as in the fullest
    period, have a figure: its percentiles would be those of other places, not of another time.

    Takes a frame of ``place_code``, ``period_start``, ``period_months`` and ``value``, one row a place and period.
    A row without a value is not counted.

    Reference: Hyndman and Fan (1996), The American Statistician 50: 361-365, definition 7.
    """
    wanted = figures[figures["place_code"].isin(list(place_codes)) & np.isfinite(figures["value"])]
    groups = [
        (start, months, rows.to_numpy(dtype=float))
        for (start, months), rows in wanted.groupby(["period_start", "period_months"], sort=True)["value"]
    ]
    fullest = max((len(values) for _, _, values in groups), default=0)
    needed = max(FEWEST_PLACES, SHARE_OF_FULLEST * fullest)
    kept = [group for group in groups if len(group[2]) >= needed]
    return SpreadOverTime(
        tuple(
            PeriodSpread(start.date(), int(months), *_percentiles(values), places=len(values))
            for start, months, values in kept
        ),
        left_out=len(groups) - len(kept),
    )


def _percentiles(values: npt.NDArray[np.float64]) -> tuple[float, float, float, float, float]:
    p10, p25, p50, p75, p90 = np.percentile(values, PERCENTILES).tolist()
    return p10, p25, p50, p75, p90
