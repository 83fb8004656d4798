"""One metric's figures as a grid of places by periods, ready for methods that take arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.metric import Kind, Metric
from domain.place import Level, Place
from metrics.methods.intervals import poisson_rate, wilson

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]
Texts = npt.NDArray[np.object_]
NONE = -1


@dataclass(frozen=True)
class Panel:
    """Places by periods. ``starts`` and ``months`` describe the columns; NaN is no figure.

    ``own``: the column of each place's newest figure, -1 for none. ``expected``: the newest column
    published for places of its nation and level. ``group``: the level each place is ranked at.
    """

    metric: Metric
    codes: list[str]
    places: list[Place]
    starts: npt.NDArray[np.datetime64]
    months: npt.NDArray[np.int16]
    value: Numbers
    lower: Numbers
    upper: Numbers
    count: Numbers
    denominator: Numbers
    reason: Texts
    mark: Texts
    source: Texts
    own: Whole
    expected: Whole
    group: Texts

    @property
    def row(self) -> dict[str, int]:
        """The row of each place code."""
        return {code: number for number, code in enumerate(self.codes)}

    def numbers_at(self, grid: Numbers, column: Whole) -> Numbers:
        """The number of each row at its own column; the last column stands in for -1 and must be masked."""
        return np.asarray(grid[np.arange(len(self.codes)), column], dtype=np.float64)

    def texts_at(self, grid: Texts, column: Whole) -> Texts:
        """The text of each row at its own column; the last column stands in for -1 and must be masked."""
        return np.asarray(grid[np.arange(len(self.codes)), column], dtype=object)


def make_panel(metric: Metric, rows: pd.DataFrame, places: Mapping[str, Place]) -> Panel:
    """The grid of one metric's observations (columns as a build has them)."""
    codes = sorted(rows["place_code"].unique())
    periods = rows[["period_start", "period_months"]].drop_duplicates().sort_values(["period_start", "period_months"])
    column = {key: number for number, key in enumerate(periods.itertuples(index=False, name=None))}
    row_number = rows["place_code"].map({code: number for number, code in enumerate(codes)}).to_numpy()
    keys = zip(rows["period_start"], rows["period_months"], strict=True)
    column_number = np.fromiter((column[key] for key in keys), dtype=np.intp, count=len(rows))
    shape = (len(codes), len(periods))

    def numbers_of(name: str) -> Numbers:
        cells = np.full(shape, np.nan)
        numbers = rows[name].to_numpy(dtype=float)
        cells[row_number, column_number] = np.where(np.isfinite(numbers), numbers, np.nan)  # infinity is no figure
        return cells

    def texts_of(name: str) -> Texts:
        cells = np.full(shape, "", dtype=object)
        cells[row_number, column_number] = rows[name].to_numpy(dtype=object)
        return cells

    numbers = {name: numbers_of(name) for name in ("value", "lower", "upper", "count", "denominator")}
    numbers["lower"], numbers["upper"] = _with_intervals_from_counts(metric, numbers)
    found = [places[code] for code in codes]
    group = np.array([rank_level(metric, place).value for place in found], dtype=object)
    own = _last_with_value(numbers["value"])
    return Panel(
        metric=metric,
        codes=codes,
        places=found,
        starts=periods["period_start"].to_numpy().astype("datetime64[D]"),
        months=periods["period_months"].to_numpy(dtype=np.int16),
        reason=texts_of("reason"),
        mark=texts_of("mark"),
        source=texts_of("source_id"),
        own=own,
        expected=_newest(own, found, group),
        group=group,
        **numbers,
    )


def rank_level(metric: Metric, place: Place) -> Level:
    """The level a place is ranked at: the metric's own lowest level where the place stands at it."""
    return metric.lowest_level if metric.lowest_level in place.levels else place.level


def _with_intervals_from_counts(metric: Metric, numbers: dict[str, Numbers]) -> tuple[Numbers, Numbers]:
    """Published limits, and where there are none but counts are given, the limits the counts imply."""
    lower, upper = numbers["lower"], numbers["upper"]
    count, denominator, value = numbers["count"], numbers["denominator"], numbers["value"]
    bare = np.isnan(lower) & np.isfinite(value) & np.isfinite(count) & (denominator > 0)
    if not bare.any() or metric.kind not in (Kind.PROPORTION, Kind.RATE):
        return lower, upper
    if metric.kind is Kind.PROPORTION:
        low, high = wilson(count, denominator)
        low, high = 100 * low, 100 * high  # shares to percentages
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            each = value[bare] * denominator[bare] / count[bare]
        each = each[np.isfinite(each)]  # a count of nought says nothing of what a rate is per
        multiplier = float(np.median(each)) if each.size else np.nan
        _, low, high = poisson_rate(count, denominator, multiplier=multiplier)
    return np.where(bare, low, lower), np.where(bare, high, upper)


def _last_with_value(value: Numbers) -> Whole:
    has = np.isfinite(value)
    last = value.shape[1] - 1 - np.argmax(has[:, ::-1], axis=1)
    return np.where(has.any(axis=1), last, NONE).astype(np.intp)


def _newest(own: Whole, places: list[Place], group: Texts) -> Whole:
    """The newest column with any figure for places of the same nation and level."""
    kinds = [(place.nation_code or place.code, level) for place, level in zip(places, group, strict=True)]
    newest: dict[tuple[str, str], int] = {}
    for kind, column in zip(kinds, own, strict=True):
        newest[kind] = max(newest.get(kind, NONE), int(column))
    return np.array([newest[kind] for kind in kinds], dtype=np.intp)
