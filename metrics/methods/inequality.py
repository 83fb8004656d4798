"""Disparity between places: how far apart they lie, by ten measures, within and between groups of places."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, floats
from metrics.methods.decomposition import Decomposition, decompose
from metrics.methods.dispersion import (
    AVERSION,
    MEASURES,
    Measure,
    answered,
    atkinson_of,
    measured,
    quantile,
    read_measure,
    rows_of,
)
from metrics.methods.sampling_noise import MeasureInterval, NoiseCorrected, interval, noise_corrected
from metrics.methods.slope import SlopeIndex, relative_index, slope_index

__all__ = [
    "MEASURES",
    "Decomposition",
    "MeasureInterval",
    "NoiseCorrected",
    "SlopeIndex",
    "atkinson",
    "coefficient_of_variation",
    "decompose",
    "disparities",
    "fifths_gap",
    "gap_90_10",
    "gap_to_median",
    "gini",
    "hoover",
    "interval",
    "mean_log_deviation",
    "noise_corrected",
    "ratio_90_10",
    "relative_index",
    "slope_index",
    "standard_deviation",
    "theil_t",
    "undefined_reason",
]


def gap_90_10(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Distance between the top and the bottom tenth of places.

    ``P90 - P10``, by straight lines between neighbours in the order (place ``1 + (n - 1) 0.9``, as NumPy does unless
    told otherwise). With weights each is the mean over a short stretch of the cumulated weight about it, as long as one
    of so many equal places as would carry that weight.

    Takes one value a place and gives one number in its unit; or rows of places, and gives one number a row. Places
    without a value or with a weight of nought are left out. Fewer than two give NaN, and ``undefined_reason`` says
    why. A negative weight, or weights that do not fit, is a ValueError.

    Reference: Hyndman and Fan (1996), The American Statistician 50: 361-365, definition 7; Akinshin (2023), Weighted
    quantile estimators, arXiv 2304.07265.

    >>> round(float(gap_90_10([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])), 6)
    8.0
    """
    return _plain(values, weights, MEASURES["gap_90_10"])


def ratio_90_10(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """How many times the bottom tenth of places the top tenth is.

    ``P90 / P10``, both as for ``gap_90_10``; NaN where P10 is not above nought.

    Takes and gives the same shapes as ``gap_90_10``; the answer has no unit.

    Reference: Atkinson (2015), Inequality: What Can Be Done?, chapter 1.

    >>> round(float(ratio_90_10([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])), 6)
    5.0
    """
    return _plain(values, weights, MEASURES["ratio_90_10"])


def fifths_gap(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Mean of the highest fifth less mean of the lowest fifth.

    Fifths hold exactly a fifth of the places, or of the weight: a place on the cut counts in part.

    Takes and gives the same shapes as ``gap_90_10``, in the unit of the values.

    Reference: this project's rule, after the quintile share ratio of Eurostat (S80/S20), as a distance.

    >>> float(fifths_gap([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).round(9))
    8.0
    """
    return _plain(values, weights, MEASURES["fifths_gap"])


def gap_to_median(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """How far each place lies above the median place, or the place of the median person.

    ``y - P50``, with P50 as for ``gap_90_10``.

    Takes one value a place, or rows of them, and gives as many; NaN where a value is missing.

    Reference: this project's rule.

    >>> gap_to_median([4, 1, 9]).tolist()
    [0.0, -3.0, 5.0]
    """
    given = floats(values)
    rows = rows_of(given, weights)
    if not rows.values.size:
        return given
    median = np.where(rows.count > 0, quantile(rows, 0.5), np.nan)
    gaps = np.where(np.isfinite(given), np.atleast_2d(given) - median[:, None], np.nan)
    return np.asarray(gaps.reshape(given.shape))


def standard_deviation(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Root of the mean squared distance from the mean.

    ``sqrt(sum p (y - m)^2)`` with shares ``p`` and mean ``m``: these places are all there are, so squares are
    divided by all of the weight and not by one place less.

    Takes and gives the same shapes as ``gap_90_10``, in the unit of the values.

    Reference: any text on statistics.

    >>> float(standard_deviation([2, 4, 4, 4, 5, 5, 7, 9]))
    2.0
    """
    return _plain(values, weights, MEASURES["standard_deviation"])


def coefficient_of_variation(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Standard deviation as a share of the mean.

    ``sqrt(sum p (y - m)^2) / m``. Percentages have two: that of employment and that of its opposite disagree, so
    for them use ``standard_deviation``. NaN with a negative value or a mean of nought.

    Takes and gives the same shapes as ``gap_90_10``; the answer has no unit.

    Reference: Williamson (1965), Economic Development and Cultural Change 13: 1-84, for the weighted form.

    >>> float(coefficient_of_variation([2, 4, 4, 4, 5, 5, 7, 9]))
    0.4
    """
    return _plain(values, weights, MEASURES["coefficient_of_variation"])


def gini(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Gini coefficient, without a correction for small numbers.

    ``2 sum p y F / m - 1`` with ``F`` the share below the middle of each place in ascending order. 0 where all are
    equal. NaN with a negative value or a mean of nought.

    Takes and gives the same shapes as ``gap_90_10``; the answer has no unit.

    Reference: Cowell (2011), Measuring Inequality, 3rd edition; R's ``ineq`` and PySAL's ``inequality``.

    >>> float(gini([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]).round(7))
    0.4620911
    """
    return _plain(values, weights, MEASURES["gini"])


def theil_t(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Theil's T index.

    ``sum p r ln r`` with ``r = y / m`` and ``0 ln 0 = 0``. NaN with a negative value or a mean of nought. The World
    Health Organization prints it times 1,000.

    Takes and gives the same shapes as ``gap_90_10``; the answer has no unit.

    Reference: Theil (1967), Economics and Information Theory; R's ``ineq`` (``Theil``, parameter 0).

    >>> float(theil_t([1, 3]).round(6))  # (0.5 ln 0.5 + 1.5 ln 1.5) / 2
    0.130812
    """
    return _plain(values, weights, MEASURES["theil_t"])


def mean_log_deviation(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Mean log deviation, which is Theil's L.

    ``-sum p ln r`` with ``r = y / m``. NaN with a value of nought or below.

    Takes and gives the same shapes as ``gap_90_10``; the answer has no unit.

    Reference: Theil (1967), Economics and Information Theory; R's ``ineq`` (``Theil``, parameter 1).

    >>> float(mean_log_deviation([1, 3]).round(6))  # ln 2 - (ln 3) / 2
    0.143841
    """
    return _plain(values, weights, MEASURES["mean_log_deviation"])


def hoover(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> FloatArray:
    """Hoover index: the share of the total that would have to move for all to be equal.

    ``sum p |y - m| / (2 m)``. NaN with a negative value or a mean of nought.

    Takes and gives the same shapes as ``gap_90_10``; the answer has no unit.

    Reference: Hoover (1936), Review of Economics and Statistics 18: 162-171; R's ``ineq`` (``RS``).

    >>> float(hoover([1, 3]))
    0.25
    """
    return _plain(values, weights, MEASURES["hoover"])


def atkinson(values: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, epsilon: float = AVERSION) -> FloatArray:
    """Atkinson's index: the share of the total that could be given up for equality, at a given aversion.

    ``1 - (sum p r^(1 - e))^(1 / (1 - e))`` with ``r = y / m``; ``1 - exp(sum p ln r)`` where ``e`` is 1. NaN with a
    negative value or a mean of nought; 1 with a value of nought where ``e`` is 1 or more.

    Takes and gives the same shapes as ``gap_90_10``. A negative ``epsilon`` is a ValueError.

    Reference: Atkinson (1970), Journal of Economic Theory 2: 244-263; R's ``ineq``.

    >>> float(atkinson([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]).round(7))
    0.1796591
    """
    if not epsilon >= 0:
        raise ValueError(f"aversion {epsilon!r} is negative: give 0 (none), 0.5 or more")
    return _plain(values, weights, Measure(lambda rows: atkinson_of(rows, epsilon), forbids_negative=True))


def disparities(
    rows: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, measures: Iterable[str] = tuple(MEASURES)
) -> dict[str, FloatArray]:
    """Several measures of many rows of places in one go.

    Each as the function of its name defines it; sorting and logarithms are done once for all of them.

    Takes a matrix of rows (draws, or periods) by places and one weight for each place, or a matrix of weights; gives
    one array for each measure, with one number a row and NaN where it is not defined. An unknown measure is a
    ValueError.

    Reference: that of each measure.

    >>> found = disparities([[1, 3], [2, 2]], measures=["hoover", "gap_90_10"])
    >>> {name: numbers.round(9).tolist() for name, numbers in found.items()}
    {'hoover': [0.25, 0.0], 'gap_90_10': [1.6, 0.0]}
    """
    made = rows_of(rows, weights)
    return {name: measured(made, read_measure(name)) for name in measures}


def undefined_reason(measure: str, values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Reason | None:
    """Why a measure of these places is not defined; ``None`` where it is.

    No values: ``no_data``; one place: ``too_few_places``; no weights: ``zero_weight``; nothing but noughts:
    ``constant``; values the measure forbids: ``negative_values``. Takes one row of places. An unknown measure is a
    ValueError.

    >>> str(undefined_reason("gini", [3.0, -1.0]))
    'negative_values'
    """
    reason: Reason | None = answered(rows_of(values, weights), read_measure(measure))[0][0]
    return reason


def _plain(values: npt.ArrayLike, weights: npt.ArrayLike | None, measure: Measure) -> FloatArray:
    given = floats(values)
    found = measured(rows_of(given, weights), measure)
    return found if given.ndim > 1 else found[0]
