"""How much wider than its own scatter suggests a forecast must be, and the distribution that follows from it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import FloatArray, floats

Q80, Q95 = 1.8, 2.85  # what held 80% and 95% of past errors, over many metrics and at every horizon
LONGEST = 5  # years over which forecasts have been tried


class HasMultipliers(Protocol):
    """Anything that says by what the standard error of a forecast is multiplied, one number for each horizon."""

    @property
    def q80(self) -> FloatArray:
        """For the range that holds the figure four times in five."""

    @property
    def q95(self) -> FloatArray:
        """For the range that holds it 19 times in 20."""


Given: TypeAlias = HasMultipliers | tuple[npt.ArrayLike, npt.ArrayLike] | None


@dataclass(frozen=True)
class Multipliers:
    """Multipliers for horizons of 1, 2, 3 ... years; the last holds for all longer ones."""

    q80: FloatArray
    q95: FloatArray
    own: bool = True  # whether they rest on the record of the metric at all

    def at(self, years: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Both multipliers at so many years ahead."""
        place = np.clip(np.nan_to_num(years, nan=1.0), 1, len(self.q80)).astype(np.intp) - 1
        return self.q80[place], self.q95[place]


DEFAULT = Multipliers(np.full(LONGEST, Q80), np.full(LONGEST, Q95), own=False)


def read_multipliers(given: Given) -> Multipliers:
    """Multipliers as given: none for the defaults, a calibration, or a pair of numbers or columns."""
    if given is None:
        return DEFAULT
    if isinstance(given, tuple) and len(given) == 2:
        q80, q95 = given
    elif hasattr(given, "q80") and hasattr(given, "q95"):
        q80, q95 = given.q80, given.q95
    else:
        raise ValueError(f"multipliers {given!r}: give a pair such as (1.8, 2.85), or what calibrate gave")
    columns = np.broadcast_arrays(np.atleast_1d(floats(q80)), np.atleast_1d(floats(q95)))
    if columns[0].size == 0 or not ((columns[0] > 0) & (columns[1] >= columns[0]) & np.isfinite(columns[1])).all():
        raise ValueError(f"multipliers {q80!r} and {q95!r}: give numbers above 0, the second not below the first")
    return Multipliers(columns[0], columns[1], own=bool(np.any(getattr(given, "weight", 1.0))))


def student(q80: npt.ArrayLike, q95: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Degrees of freedom of the Student's t whose tails are in the same proportion, and its 90% quantile.

    ``t.975(df) / t.90(df) = q95 / q80``, so that with the scale ``q80 / t.90`` it leaves a tenth beyond ``q80`` on
    either side and a fortieth beyond ``q95``. Tails lighter than normal ones are taken as normal (an infinite ``df``),
    heavier than those of ``df = 1`` as such.

    Takes scalars or arrays that broadcast.

    Reference: this project's rule.

    >>> freedom, t90 = student(1.8, 2.85)
    >>> f"{freedom:.1f} {t90:.3f}"
    '16.7 1.334'
    """
    inverses, ratios, quantiles = _tails()
    ratio = floats(q95) / floats(q80)
    inverse = np.interp(ratio, ratios, inverses)
    with np.errstate(divide="ignore"):
        return np.asarray(1.0 / inverse)[()], np.asarray(np.interp(inverse, inverses, quantiles))[()]


def share_below(x: FloatArray, freedom: FloatArray) -> FloatArray:
    """Student's distribution function; the normal one at infinite ``freedom``."""
    from scipy.special import ndtr, stdtr  # here, not above: it slows the start

    return np.asarray(np.where(np.isinf(freedom), ndtr(x), stdtr(np.minimum(freedom, 1e9), x)))


def nearly_share_below(x: FloatArray, freedom: FloatArray) -> FloatArray:
    """The same to within 0.008 at ``df = 1`` and 0.001 from 3, ten times as fast (Wallace's normal deviate)."""
    from scipy.special import ndtr  # here, not above: it slows the start

    df = np.minimum(freedom, 1e9)
    deviate = (8 * df + 1) / (8 * df + 3) * np.sqrt(df * np.log1p(x * x / df))
    return np.asarray(ndtr(np.copysign(deviate, x)))


def quantile_of(share: float, freedom: FloatArray) -> FloatArray:
    """The value below which Student's distribution has that share."""
    from scipy.special import ndtri, stdtrit  # here, not above: it slows the start

    return np.asarray(np.where(np.isinf(freedom), ndtri(share), stdtrit(np.minimum(freedom, 1e9), share)))


@lru_cache(maxsize=1)
def _tails() -> tuple[FloatArray, FloatArray, FloatArray]:
    """Of 1 / df from 0 to 1: t.975 / t.90 (which rises with it) and t.90."""
    inverses = np.linspace(0.0, 1.0, 4001)
    freedom = np.concatenate([[np.inf], 1.0 / inverses[1:]])
    t90 = quantile_of(0.90, freedom)
    return inverses, quantile_of(0.975, freedom) / t90, t90
