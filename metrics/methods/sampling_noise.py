"""Disparity without the part that sampling alone would make, and how sure a measure of it is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, floats
from metrics.methods.dispersion import MEASURES, Rows, answered, measured, read_measure, rows_of
from metrics.methods.intervals import check_confidence

DRAWS = 1_000
SEED = 2030
SHARE_WITH_ERROR = 0.5  # of the places used must have a standard error
SHARE_OF_DRAWS = 0.95  # must give a measure a number


class NoiseCorrected(NamedTuple):
    """The spread of places with and without sampling error, in the unit of the values (variances: its square).

    ``values`` are the places drawn in towards each other until only the corrected variance is left; any measure of
    them is that measure corrected. ``observed_variance`` is the plain one and ``noise`` what sampling adds to it.
    """

    variance: FloatArray
    standard_deviation: FloatArray
    coefficient_of_variation: FloatArray
    gap_90_10: FloatArray
    ratio_90_10: FloatArray
    values: FloatArray
    observed_variance: FloatArray
    noise: FloatArray
    reason: Reason | None


class MeasureInterval(NamedTuple):
    """A measure as published and corrected for sampling noise, each with its interval; and why either is missing.

    ``reason`` is why there is no measure, or, where there is one, why it has no interval.
    """

    estimate: float
    lower: float
    upper: float
    corrected: float
    corrected_lower: float
    corrected_upper: float
    reason: Reason | None


def noise_corrected(values: npt.ArrayLike, se: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> NoiseCorrected:
    """How far places lie apart once the scatter that sampling alone would make is taken off.

    ``max(0, sum p (y - m)^2 - sum p se^2)`` with shares ``p`` and mean ``m``. Each place is first drawn in by
    ``l = v / (v + se^2)``, with ``v`` that variance, towards the mean of all; then all are stretched about ``m`` until
    their variance is ``v``, and the 90/10 measures are taken of those.

    Takes one value and one standard error a place, in the same unit, and one weight where people are to count. A
    place without an error is taken to vary like those that have one; with errors for fewer than half of the places
    the corrected numbers are NaN and the reason ``no_interval``. Fewer than two places: ``too_few_places``. A
    coefficient of variation with a negative value, and a ratio whose tenth is not above nought, are NaN. A negative
    error, like errors that do not fit, is a ValueError.

    Reference: the moment estimator of a variance component, as in DerSimonian and Laird (1986), Controlled Clinical
    Trials 7: 177-188; Louis (1984), J Am Stat Assoc 79: 393-398, for the rescaling.

    >>> found = noise_corrected([2.0, 4.0, 6.0, 8.0], [1.0, 1.0, 1.0, 1.0])
    >>> f"{found.observed_variance:.0f} observed, {found.noise:.0f} noise, {found.variance:.0f} left"
    '5 observed, 1 noise, 4 left'
    """
    rows = _one_row(values, weights)
    squares = squared_errors(rows, se)
    reason = _why_not(rows, squares)
    if reason is not None:
        return _uncorrected(rows, reason)
    drawn_in = without_noise(rows, squares)
    measures = {
        name: measured(drawn_in, MEASURES[name])[0] for name in ("coefficient_of_variation", "gap_90_10", "ratio_90_10")
    }
    left = drawn_in.variance[0]
    return NoiseCorrected(
        variance=left,
        standard_deviation=np.sqrt(left),
        **measures,
        values=np.where(rows.used[0], drawn_in.values[0], np.nan),
        observed_variance=rows.variance[0],
        noise=rows.weigh(squares)[0],
        reason=None,
    )


def interval(
    values: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    *,
    se: npt.ArrayLike | None = None,
    measures: Iterable[str] = tuple(MEASURES),
    resample: bool = False,
    draws: int = DRAWS,
    confidence: float = 0.95,
    seed: int = SEED,
) -> dict[str, MeasureInterval]:
    """Measures of disparity with their intervals, as published and corrected for sampling noise.

    Each draw gives every place its noise-corrected value (``noise_corrected``) plus a normal error of its own size,
    so that sampling error is counted once; the middle 95% of the drawn measures are the interval. The corrected
    measure is taken of the corrected values, and of every draw corrected again. With ``resample`` the places
    themselves are drawn with replacement as well: only where they stand for others.

    Takes one value, weight and error a place; gives one answer for each measure. All measures share one set of
    draws, so ask for all of them at once, and once for each weighting; a few hundred draws do for a build. Without
    errors (``no_interval``, unless ``resample``) the estimate stands alone; a measure that is not defined has its
    own reason. Fewer than 100 draws, or a confidence outside 0.90 to 1, is a ValueError.

    Reference: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13.

    >>> found = interval([40, 50, 60, 70, 80], se=[2, 2, 2, 2, 2], measures=["standard_deviation"])
    >>> answer = found["standard_deviation"]
    >>> answer.lower < answer.estimate < answer.upper, answer.corrected < answer.estimate
    (True, True)
    """
    check_confidence(confidence)
    if draws < 100:
        raise ValueError(f"{draws!r} draws were asked for: ask for 100 or more")
    names = list(measures)
    rows = _one_row(values, weights)
    squares = np.full(rows.values.shape, np.nan) if se is None else squared_errors(rows, se)
    has_error = _why_not(rows, squares) is None
    corrected = without_noise(rows, squares) if has_error else rows
    drawn, drawn_corrected = None, None
    if rows.values.size and (has_error or resample):
        generator = np.random.default_rng(seed)
        drawn, errors = _draws(corrected, squares if has_error else 0 * rows.values, draws, resample, generator)
        drawn_corrected = without_noise(drawn, errors)
    found = {}
    for name in names:
        measure = read_measure(name)
        reason = answered(rows, measure)[0][0]
        estimate, lower, upper = _with_limits(rows, drawn, name, confidence)
        plain, low, high = _with_limits(corrected, drawn_corrected, name, confidence) if has_error else (np.nan,) * 3
        missing = Reason.NO_INTERVAL if not np.isfinite(lower) else None
        found[name] = MeasureInterval(estimate, lower, upper, plain, low, high, reason or missing)
    return found


def squared_errors(rows: Rows, se: npt.ArrayLike) -> FloatArray:
    """Squared standard errors for each place used; those missing are the mean of the others, NaN if most are."""
    error = np.atleast_2d(floats(se))
    if error.shape not in (rows.values.shape, (1, 1)):
        raise ValueError(f"values of shape {rows.values.shape} were given errors of shape {error.shape}: give one each")
    if (error < 0).any():
        raise ValueError(f"standard error {float(error[error < 0][0])!r} is negative: give it as missing")
    known = np.isfinite(error) & rows.used
    known_count = known.sum(axis=1, keepdims=True)
    squares = np.where(known, error, 0.0) ** 2
    mean = squares.sum(axis=1, keepdims=True) / np.maximum(known_count, 1)
    enough = (known_count > 0) & (known_count >= SHARE_WITH_ERROR * rows.used.sum(axis=1, keepdims=True))
    return np.asarray(np.where(enough, np.where(known, squares, mean), np.nan))


def without_noise(rows: Rows, squares: FloatArray) -> Rows:
    """Rows drawn in until their variance is what sampling error leaves of it."""
    left = np.maximum(rows.variance - rows.weigh(squares), 0.0)
    within = squares + left[:, None]
    pull = np.divide(np.broadcast_to(left[:, None], within.shape), within, out=np.ones_like(within), where=within > 0)
    precision = rows.weigh(pull)
    centre = rows.weigh(pull * rows.values) / np.where(precision > 0, precision, 1.0)
    shrunk = centre[:, None] + pull * (rows.values - centre[:, None])
    from_mean = shrunk - rows.weigh(shrunk)[:, None]
    spread = rows.weigh(from_mean**2)
    stretch = np.where(spread > 0, np.sqrt(left / np.where(spread > 0, spread, 1.0)), 0.0)
    values = rows.mean[:, None] + stretch[:, None] * from_mean
    return replace(rows, values=np.where(rows.used, values, rows.mean[:, None]))


def _one_row(values: npt.ArrayLike, weights: npt.ArrayLike | None) -> Rows:
    rows = rows_of(values, weights)
    if rows.values.shape[0] != 1:
        raise ValueError(f"values of shape {rows.values.shape} were given: give one row of places at a time")
    return rows


def _uncorrected(rows: Rows, reason: Reason) -> NoiseCorrected:
    """What can be said without a correction: the plain variance, where there is one."""
    missing: FloatArray = floats(np.nan)[()]
    places = np.full(rows.values.shape[1], np.nan)
    observed = rows.variance[0] if reason is Reason.NO_INTERVAL else missing
    return NoiseCorrected(missing, missing, missing, missing, missing, places, observed, missing, reason)


def _why_not(rows: Rows, squares: FloatArray) -> Reason | None:
    """Why one row of places cannot be corrected."""
    reason: Reason | None = answered(rows, MEASURES["standard_deviation"])[0][0]
    if reason is not None:
        return reason
    return None if np.isfinite(squares[rows.used]).all() else Reason.NO_INTERVAL


def _draws(
    centre: Rows, squares: FloatArray, draws: int, resample: bool, generator: np.random.Generator
) -> tuple[Rows, FloatArray]:
    """Places as they might have come out, with the squared error of each; only places that are used."""
    used = centre.used[0]
    values, errors, shares = centre.values[0, used], squares[0, used], centre.shares[:, used]
    shape = (draws, values.size)
    if not resample:
        drawn = values + np.sqrt(errors) * generator.standard_normal(shape)
        return rows_of(drawn, None if centre.equal else shares[0]), errors[None, :]
    at = generator.integers(0, values.size, shape)
    drawn = values[at] + np.sqrt(errors[at]) * generator.standard_normal(shape)
    shares = shares[0, at]
    return rows_of(drawn, None if centre.equal else shares), errors[at]


def _with_limits(rows: Rows, drawn: Rows | None, name: str, confidence: float) -> tuple[float, float, float]:
    """A measure of one row, and the middle part of it over draws; NaN where too few draws have a number."""
    measure = read_measure(name)
    estimate = float(measured(rows, measure)[0])
    if drawn is None or not np.isfinite(estimate):
        return estimate, np.nan, np.nan
    found = measured(drawn, measure)
    found = found[np.isfinite(found)]
    if found.size < SHARE_OF_DRAWS * drawn.values.shape[0]:
        return estimate, np.nan, np.nan
    lower, upper = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return estimate, float(lower), float(upper)
