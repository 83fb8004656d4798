"""How far places lie apart: the measures, worked out for many rows of places at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, filled, first_reason, floats

FEWEST_PLACES = 2
FIFTH = 0.2
LOW, HIGH = 0.1, 0.9
AVERSION = 0.5  # Atkinson's parameter where none is given


@dataclass(frozen=True)
class Rows:
    """Rows of places with the share each place has in its row; shares add up to 1.

    A place that is left out has no share and stands at the mean of its row, where it adds nothing to any measure.
    ``shares`` has one row where all rows share it, and ``equal`` says that every place counts the same. ``has_values``
    says whether a row has any values, with weights or without.
    """

    values: FloatArray
    shares: FloatArray
    used: BoolArray
    equal: bool
    has_values: BoolArray

    @cached_property
    def count(self) -> npt.NDArray[np.intp]:
        """How many places are used in each row."""
        return np.broadcast_to(self.used.sum(axis=1), self.values.shape[:1])

    @cached_property
    def mean(self) -> FloatArray:
        """The mean of each row."""
        return self.weigh(self.values)

    @cached_property
    def variance(self) -> FloatArray:
        """The variance of each row, of these places and no others: squares are divided by all of the weight."""
        return self.weigh((self.values - self.mean[:, None]) ** 2)

    @cached_property
    def ratio(self) -> FloatArray:
        """Each value over the mean of its row."""
        return np.asarray(self.values / self.mean[:, None])

    @cached_property
    def log_ratio(self) -> FloatArray:
        """The logarithm of ``ratio``, 0 in place of that of nought."""
        return np.asarray(np.log(np.where(self.ratio > 0, self.ratio, 1.0)))

    @cached_property
    def smallest(self) -> FloatArray:
        """The smallest value of each row."""
        return np.asarray(self.values.min(axis=1))

    @cached_property
    def ranked(self) -> "Ranked":
        """The same places from the smallest value up."""
        if self.equal:
            shares = self.shares
            return Ranked(np.sort(self.values, axis=1), shares, np.cumsum(shares, axis=1) - shares / 2)
        keys = self.values if self.used.all() else np.where(self.used, self.values, np.inf)
        order = np.argsort(keys, axis=1)
        cells = order + (np.arange(len(order)) * order.shape[1])[:, None]
        shares = self.shares[0].take(order) if len(self.shares) == 1 else self.shares.take(cells)
        return Ranked(self.values.take(cells), shares, np.cumsum(shares, axis=1) - shares / 2)

    @cached_property
    def low(self) -> FloatArray:
        """The value a tenth of the weight lies below."""
        return quantile(self, LOW)

    @cached_property
    def high(self) -> FloatArray:
        """The value nine tenths of the weight lie below."""
        return quantile(self, HIGH)

    def weigh(self, amounts: FloatArray) -> FloatArray:
        """The mean of one amount a place, by shares."""
        return weighed(amounts, self.shares)


class Ranked(NamedTuple):
    """Values in ascending order, their shares, and the share below the middle of each place."""

    values: FloatArray
    shares: FloatArray
    middle: FloatArray


def rows_of(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Rows:
    """Rows from one value a place or rows of them; a missing value, or a weight of nought, leaves a place out."""
    matrix = np.atleast_2d(floats(values))
    weight = np.ones((1, matrix.shape[1])) if weights is None else np.atleast_2d(floats(weights))
    check_weights(matrix, weight)
    used = np.isfinite(matrix) & np.isfinite(weight) & (weight > 0)
    has_values = np.asarray(np.isfinite(matrix).any(axis=1))
    if used.all():
        shares = weight / weight.sum(axis=1, keepdims=True)
        return Rows(matrix, shares, used, weights is None, has_values)
    weight = np.where(used, weight, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    shares = weight / np.where(total > 0, total, 1.0)
    known = np.where(used, matrix, 0.0)
    return Rows(np.where(used, matrix, weighed(known, shares)[:, None]), shares, used, False, has_values)


def check_weights(matrix: FloatArray, weight: FloatArray) -> None:
    """Refuse weights that do not fit the values, and negative ones."""
    if matrix.ndim != 2 or weight.shape[1] != matrix.shape[1] or weight.shape[0] not in (1, matrix.shape[0]):
        raise ValueError(
            f"values of shape {matrix.shape} were given weights of shape {weight.shape}: give one weight for each place"
        )
    if (weight < 0).any():
        raise ValueError(f"weight {float(weight[weight < 0][0])!r} is negative: give numbers of people, or none")


def weighed(amounts: FloatArray, shares: FloatArray) -> FloatArray:
    """Row by row, the sum of amounts times shares."""
    if shares.shape[0] == 1:
        return np.asarray(amounts @ shares[0])
    return np.asarray(np.einsum("ij,ij->i", np.broadcast_to(amounts, shares.shape), shares))


def quantile(rows: Rows, share: float) -> FloatArray:
    """The value that a share of the weight lies below.

    With equal weights the usual quantile, at place ``h = 1 + (n - 1) share`` of the order, on the line between its two
    neighbours. With others, ``n`` is the number of equal places that would carry as much, ``1 / sum p^2``, and the
    quantile is the mean over the stretch of the cumulated weight from ``(h - 1) / n`` to ``h / n``.

    Reference: Hyndman and Fan (1996), The American Statistician 50: 361-365, definition 7; Akinshin (2023), Weighted
    quantile estimators, arXiv 2304.07265, for the weights.
    """
    values, shares, middle = rows.ranked
    if rows.equal:
        at = (values.shape[1] - 1) * share
        low = int(at)
        high = min(low + 1, values.shape[1] - 1)
        return np.asarray(values[:, low] + (at - low) * (values[:, high] - values[:, low]))
    squares = (rows.shares**2).sum(axis=1)
    places = 1 / np.where(squares > 0, squares, 1.0)[:, None]
    begins = (places - 1) * share / places
    reached = np.clip((middle + shares / 2 - begins) * places, 0.0, 1.0)
    return weighed(values, np.diff(reached, axis=1, prepend=0.0))


def _gap_90_10(rows: Rows) -> FloatArray:
    return np.asarray(rows.high - rows.low)


def _ratio_90_10(rows: Rows) -> FloatArray:
    return np.asarray(rows.high / rows.low)


def _fifths_gap(rows: Rows) -> FloatArray:
    values, shares, middle = rows.ranked
    above = middle + shares / 2
    lowest = np.clip(FIFTH - (above - shares), 0.0, shares)
    highest = np.clip(above - (1 - FIFTH), 0.0, shares)
    return np.asarray(weighed(values, highest - lowest) / FIFTH)


def _standard_deviation(rows: Rows) -> FloatArray:
    return np.asarray(np.sqrt(rows.variance))


def _coefficient_of_variation(rows: Rows) -> FloatArray:
    return np.asarray(np.sqrt(rows.variance) / rows.mean)


def _gini(rows: Rows) -> FloatArray:
    values, shares, middle = rows.ranked
    total = 2 * weighed(values, middle * shares) / rows.mean
    return np.asarray(np.maximum(total - 1, 0.0))


def _theil_t(rows: Rows) -> FloatArray:
    return np.asarray(np.maximum(rows.weigh(rows.ratio * rows.log_ratio), 0.0))


def _mean_log_deviation(rows: Rows) -> FloatArray:
    return np.asarray(np.maximum(-rows.weigh(rows.log_ratio), 0.0))


def _hoover(rows: Rows) -> FloatArray:
    return np.asarray(rows.weigh(np.abs(rows.ratio - 1)) / 2)


def atkinson_of(rows: Rows, aversion: float = AVERSION) -> FloatArray:
    """Atkinson's index of each row."""
    if aversion == 1:
        equal = np.where(rows.smallest > 0, np.exp(rows.weigh(rows.log_ratio)), 0.0)
    else:
        equal = rows.weigh(rows.ratio ** (1 - aversion)) ** (1 / (1 - aversion))
    return np.asarray(np.maximum(1 - equal, 0.0))


class Measure(NamedTuple):
    """How a measure is worked out, and which values it forbids."""

    of: Callable[[Rows], FloatArray]
    forbids_negative: bool = False
    forbids_zero: bool = False
    low_end_positive: bool = False


MEASURES = {
    "gap_90_10": Measure(_gap_90_10),
    "ratio_90_10": Measure(_ratio_90_10, low_end_positive=True),
    "fifths_gap": Measure(_fifths_gap),
    "standard_deviation": Measure(_standard_deviation),
    "coefficient_of_variation": Measure(_coefficient_of_variation, forbids_negative=True),
    "gini": Measure(_gini, forbids_negative=True),
    "theil_t": Measure(_theil_t, forbids_negative=True),
    "mean_log_deviation": Measure(_mean_log_deviation, forbids_negative=True, forbids_zero=True),
    "hoover": Measure(_hoover, forbids_negative=True),
    "atkinson": Measure(atkinson_of, forbids_negative=True),
}


def read_measure(name: str) -> Measure:
    """The measure of that name, or an error that lists the names."""
    if name not in MEASURES:
        raise ValueError(f"no measure called {name!r}: use one of {', '.join(MEASURES)}")
    return MEASURES[name]


def measured(rows: Rows, measure: Measure) -> FloatArray:
    """A measure of each row, NaN where it is not defined."""
    if not rows.values.size:
        return np.full(rows.values.shape[0], np.nan)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        worth = measure.of(rows)
    forbidden = np.any([applies for applies, _ in _rules(rows, measure)], axis=0)
    return np.asarray(np.where(forbidden, np.nan, worth))


def answered(rows: Rows, measure: Measure) -> tuple[ObjectArray, BoolArray]:
    """Why a measure of each row is not defined, and where it is."""
    shape = rows.values.shape[:1]
    if not rows.values.size:
        return filled(shape, Reason.NO_DATA), np.zeros(shape, dtype=bool)
    return first_reason(shape, _rules(rows, measure))


def _rules(rows: Rows, measure: Measure) -> list[tuple[BoolArray, Reason]]:
    rules = [
        (~rows.has_values, Reason.NO_DATA),
        (rows.count == 0, Reason.ZERO_WEIGHT),
        (rows.count < FEWEST_PLACES, Reason.TOO_FEW_PLACES),
    ]
    if measure.forbids_negative:
        rules += [(rows.smallest < 0, Reason.NEGATIVE_VALUES), (rows.mean == 0, Reason.CONSTANT)]
    if measure.forbids_zero:
        rules.append((rows.smallest <= 0, Reason.NEGATIVE_VALUES))
    if measure.low_end_positive:
        rules.append((rows.low <= 0, Reason.NEGATIVE_VALUES))
    return rules
