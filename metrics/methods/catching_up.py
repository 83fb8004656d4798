"""Whether places that start behind grow faster, and how long half of the gap would take to close."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, floats, together
from metrics.methods.intervals import Interval, check_confidence
from metrics.methods.student import student_quantile

FEWEST_PLACES = 4  # a line takes two, and its error needs some to spare
WEAK_BELOW = 10.0  # an instrument's F on the starting level
ROUNDING = 1e-12  # a spread this far below the size of the numbers is rounding


class Beta(NamedTuple):
    """Growth on starting level: below 0 where places behind grow faster.

    ``speed`` is the share of the gap that closes a year, below 0 where it opens, and ``half_life`` the years until
    half has closed. ``instrument_f`` says how well the instrument stands in for the starting level, NaN without one.
    ``reason`` is why there is no ``beta``, or why it is weak; ``speed_reason`` why there is no half-life.
    """

    beta: float
    se: float
    interval: Interval
    speed: float
    half_life: float
    n: int
    instrument_f: float
    reason: Reason | None
    speed_reason: Reason | None


def beta(
    initial: npt.ArrayLike,
    final: npt.ArrayLike,
    *,
    years: float,
    instrument: npt.ArrayLike | None = None,
    logs: bool = True,
    confidence: float = 0.95,
) -> Beta:
    """Beta convergence: whether places that start lower grow faster.

    The slope of ``g = ln(y_T / y_0) / T`` on ``x = ln y_0``: ``cov(x, g) / cov(x, x)``. Sampling error in ``y_0``
    alone makes that negative; an ``instrument`` with an error of its own, the same figure a year or more earlier,
    makes it ``cov(z, g) / cov(z, x)`` with ``z`` its logarithm. ``speed = -ln(1 + beta T) / T`` and
    ``half_life = ln 2 / speed``.

    Takes one value a place at each time, in the same order, and the years between; with ``logs=False`` values as
    they stand, which may then be nought or negative. A place with any of them missing, or without a logarithm, is left
    out. Fewer than four places: ``too_few_places``; no spread at the start: ``constant``; an instrument with
    F below 10: the answer stands with ``low_reliability``. Where ``1 + beta T`` is not above nought the speed is NaN
    (``at_bound``), and where the gap opens the half-life is (``not_applicable``). Years not above nought, lengths that
    differ, or a confidence outside 0.90 to 1, are a ValueError.

    Reference: Barro and Sala-i-Martin (1992), J Political Economy 100: 223-251; Quah (1993), Scandinavian J Economics
    95: 427-443, on regression to the mean; REAT ``betaconv.ols`` (except its speed).

    >>> found = beta([100.0, 200.0, 400.0, 800.0], [200.0, 300.0, 500.0, 700.0], years=10)
    >>> f"{found.beta:.4f} a year, speed {found.speed:.1%}, half-life {found.half_life:.0f} years"
    '-0.0384 a year, speed 4.8%, half-life 14 years'
    """
    check_confidence(confidence)
    _check(initial, final, instrument, years)
    start, end, stand_in = _columns(initial, final, instrument, logs)
    n = start.size
    if n < FEWEST_PLACES:
        return _missing(n, Reason.TOO_FEW_PLACES)
    growth = (end - start) / years
    x, g, z = (column - column.mean() for column in (start, growth, stand_in))
    size = max(float(np.abs(start).max()), float(np.abs(end).max()))
    if min(np.sqrt((x**2).mean()), np.sqrt((z**2).mean())) <= ROUNDING * size or float(z @ x) == 0:
        return _missing(n, Reason.CONSTANT)
    found = float(z @ g) / float(z @ x)
    residual = g - found * x
    se = float(np.sqrt(residual @ residual / (n - 2) * (z @ z))) / abs(float(z @ x))
    strength = np.nan if instrument is None else _strength(x, z)
    weak = Reason.LOW_RELIABILITY if strength < WEAK_BELOW else None
    half_width = student_quantile(confidence, n - 2) * se
    speed, half_life, why_not = _speed(found, years)
    ends = Interval(floats(found - half_width)[()], floats(found + half_width)[()])
    return Beta(found, se, ends, speed, half_life, n, strength, weak, why_not)


def _check(initial: npt.ArrayLike, final: npt.ArrayLike, instrument: npt.ArrayLike | None, years: float) -> None:
    if not 0 < years < np.inf:
        raise ValueError(f"{years!r} years between the two times: give the years from the first to the last")
    sizes = [floats(column).shape for column in (initial, final, instrument) if column is not None]
    if any(size != sizes[0] for size in sizes) or len(sizes[0]) != 1:
        raise ValueError(f"columns of shapes {sizes}: give each place one value in every column")


def _columns(
    initial: npt.ArrayLike, final: npt.ArrayLike, instrument: npt.ArrayLike | None, logs: bool
) -> list[FloatArray]:
    columns = together(initial, final, initial if instrument is None else instrument)
    if logs:
        columns = [np.log(np.where(column > 0, column, np.nan)) for column in columns]
    known = np.isfinite(columns).all(axis=0)
    return [column[known] for column in columns]


def _strength(x: FloatArray, z: FloatArray) -> float:
    """F of the instrument: how much of the starting level it explains, against what it leaves."""
    explained = float(z @ x) ** 2 / float(z @ z)
    left = float(x @ x) - explained
    return explained / (left / (x.size - 2)) if left > 0 else np.inf


def _speed(found: float, years: float) -> tuple[float, float, Reason | None]:
    kept = 1 + found * years
    if kept <= 0:
        return np.nan, np.nan, Reason.AT_BOUND
    speed = float(-np.log(kept) / years) + 0.0  # no minus before a nought
    if speed <= 0:
        return speed, np.nan, Reason.NOT_APPLICABLE
    return speed, float(np.log(2) / speed), None


def _missing(n: int, reason: Reason) -> Beta:
    nothing = Interval(floats(np.nan)[()], floats(np.nan)[()])
    return Beta(np.nan, np.nan, nothing, np.nan, np.nan, n, np.nan, reason, reason)
