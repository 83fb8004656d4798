"""The slope from the most to the least deprived: slope and relative index of inequality."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, floats
from metrics.methods.intervals import check_confidence, standard_error
from metrics.methods.scales import Scale, from_scale, read_scale, to_scale

FEWEST_GROUPS, MOST_GROUPS = 5, 100
DRAWS = 100_000
FEWEST_DRAWS = 100
AT_ONCE = 10_000  # draws, so that many of them need little room
SHARE_OF_DRAWS = 0.95  # must give a line that does not cross nought, or a ratio has no interval
SEED = 2030

Compared: TypeAlias = Callable[[FloatArray, FloatArray, float], FloatArray]


class SlopeIndex(NamedTuple):
    """An index with its interval, the fitted value at the most deprived end, and why it is missing."""

    estimate: float
    lower: float
    upper: float
    intercept: float
    reason: Reason | None


class _Fit(NamedTuple):
    """Values and errors as they are drawn and as they are fitted, and what each group adds to the two ends."""

    scale: Scale
    fitted_on: Scale
    whole: float
    values: FloatArray
    errors: FloatArray
    ends: FloatArray


def slope_index(
    values: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    se: npt.ArrayLike | None = None,
    lower: npt.ArrayLike | None = None,
    upper: npt.ArrayLike | None = None,
    scale: Scale | str = Scale.IDENTITY,
    transform: bool = False,
    whole: float = 1.0,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> SlopeIndex:
    """Slope index of inequality: how much better or worse off the least deprived end is than the most deprived one.

    A straight line through ``y`` at the middle ``b`` of each group's share of the people, each weighted by its share
    ``a``; the index is the line at 1 less the line at 0, times ``multiplier``. Each draw adds a normal error to every
    group on ``scale`` and fits again; the interval is the middle 95% of the draws.

    Takes 5 to 100 groups from the most to the least deprived, with the people in each. Errors come as 95% limits, or
    as ``se`` in units of ``scale`` (log for rates, logit for proportions out of ``whole``); without them the limits are
    NaN. ``transform`` also fits the line on the scale, and turns its two ends back. A missing value gives ``no_data``,
    a group without people ``zero_weight``, too few groups ``too_few_points``, a value its scale cannot hold
    ``negative_values`` (log) or ``at_bound`` (logit). More than 100 groups, or numbers that do not fit each other, are
    a ValueError.

    Reference: Low and Low (2004), J Public Health 26: 388-395; PHEindicatormethods ``phe_sii``.

    >>> found = slope_index([10, 12, 14, 16, 18], [100, 100, 100, 100, 100])
    >>> f"{found.estimate:.1f} from {found.intercept:.1f}"
    '10.0 from 9.0'
    """
    fit, reason = _fit(values, population, (se, lower, upper), read_scale(scale), transform, whole)
    return _index(fit, reason, _difference, multiplier, confidence, draws, seed)


def relative_index(
    values: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    se: npt.ArrayLike | None = None,
    lower: npt.ArrayLike | None = None,
    upper: npt.ArrayLike | None = None,
    scale: Scale | str = Scale.IDENTITY,
    transform: bool = False,
    whole: float = 1.0,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> SlopeIndex:
    """Relative index of inequality: how many times the most deprived end the least deprived one is.

    The line of ``slope_index`` at 1 divided by the line at 0; the other way up where ``multiplier`` is negative.

    Takes what ``slope_index`` takes and fails as it does; lines that end at nought, or on two sides of it, give
    ``negative_values``.

    Reference: Low and Low (2004), J Public Health 26: 388-395; PHEindicatormethods ``phe_sii(rii = TRUE)``.

    >>> f"{relative_index([10, 12, 14, 16, 18], [100, 100, 100, 100, 100]).estimate:.4f}"  # 19 / 9
    '2.1111'
    """
    fit, reason = _fit(values, population, (se, lower, upper), read_scale(scale), transform, whole)
    return _index(fit, reason, _ratio, multiplier, confidence, draws, seed)


def _fit(
    values: npt.ArrayLike,
    population: npt.ArrayLike,
    errors: tuple[npt.ArrayLike | None, npt.ArrayLike | None, npt.ArrayLike | None],
    scale: Scale,
    transform: bool,
    whole: float,
) -> tuple[_Fit | None, Reason | None]:
    y, people = floats(values), floats(population)
    _check(y, people, errors)
    reason = _why_not(y, people, scale, whole)
    if reason is not None:
        return None, reason
    se, low, high = errors
    if se is not None:
        error = floats(se)
    elif low is not None and high is not None:
        error = standard_error(low, high, scale=scale, whole=whole)
    else:
        error = np.full(y.shape, np.nan)
    share = people / people.sum()
    from_middle = np.cumsum(share) - share / 2 - 0.5
    slope = share * from_middle / (share * from_middle**2).sum()
    ends = np.stack([share - slope / 2, share + slope / 2])
    return _Fit(scale, scale if transform else Scale.IDENTITY, whole, y, error, ends), None


def _check(y: FloatArray, people: FloatArray, errors: tuple[npt.ArrayLike | None, ...]) -> None:
    sizes = [y.shape, people.shape, *(floats(column).shape for column in errors if column is not None)]
    if y.ndim != 1 or any(size != y.shape for size in sizes):
        raise ValueError(f"values, people and errors have shapes {sizes}: give one of each for every group")
    if y.size > MOST_GROUPS:
        raise ValueError(f"{y.size} groups were given: gather them into {MOST_GROUPS} or fewer, such as tenths")
    if errors[0] is not None and (floats(errors[0]) < 0).any():
        raise ValueError(f"standard errors {errors[0]!r} go below nought: give a missing one as None")
    if (people < 0).any():
        raise ValueError(f"{float(people[people < 0][0])!r} people in a group: give none or more")


def _why_not(y: FloatArray, people: FloatArray, scale: Scale, whole: float) -> Reason | None:
    if y.size == 0 or not np.isfinite(y).all() or not np.isfinite(people).all():
        return Reason.NO_DATA
    if (people == 0).any():
        return Reason.ZERO_WEIGHT
    if y.size < FEWEST_GROUPS:
        return Reason.TOO_FEW_POINTS
    if np.isfinite(to_scale(y, scale, whole=whole)).all():
        return None
    return Reason.NEGATIVE_VALUES if scale is Scale.LOG else Reason.AT_BOUND


def _index(
    fit: _Fit | None, reason: Reason | None, compared: Compared, multiplier: float, confidence: float, draws: int,
    seed: int,
) -> SlopeIndex:  # fmt: skip
    check_confidence(confidence)
    if draws < FEWEST_DRAWS:
        raise ValueError(f"{draws!r} draws were asked for: ask for {FEWEST_DRAWS} or more, {DRAWS:,} are usual")
    if not np.isfinite(multiplier):
        raise ValueError(f"multiplier {multiplier!r} is not a number: give 1, or -1 to turn the index round")
    if fit is None:
        return SlopeIndex(np.nan, np.nan, np.nan, np.nan, reason)
    start, end = _ends(fit, to_scale(fit.values, fit.fitted_on, whole=fit.whole)[None, :])
    estimate = float(compared(start, end, multiplier)[0])
    if not np.isfinite(estimate):
        return SlopeIndex(estimate, estimate, estimate, float(start[0]), Reason.NEGATIVE_VALUES)
    lower, upper = np.nan, np.nan
    if np.isfinite(fit.errors).all():
        drawn = np.concatenate([compared(*ends, multiplier) for ends in _drawn_ends(fit, draws, seed)])
        sound = drawn[np.isfinite(drawn)]
        if sound.size >= SHARE_OF_DRAWS * drawn.size:
            lower, upper = np.quantile(sound, [(1 - confidence) / 2, (1 + confidence) / 2])
    missing = Reason.NO_INTERVAL if np.isnan(lower) else None
    return SlopeIndex(estimate, float(lower), float(upper), float(start[0]), missing)


def _drawn_ends(fit: _Fit, draws: int, seed: int) -> Iterator[tuple[FloatArray, FloatArray]]:
    """The two ends of the line through each draw of the values."""
    generator = np.random.default_rng(seed)
    centre = to_scale(fit.values, fit.scale, whole=fit.whole)
    for done in range(0, draws, AT_ONCE):
        drawn = centre + fit.errors * generator.standard_normal((min(AT_ONCE, draws - done), centre.size))
        yield _ends(fit, drawn if fit.fitted_on is fit.scale else from_scale(drawn, fit.scale, whole=fit.whole))


def _ends(fit: _Fit, rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    fitted = from_scale(rows @ fit.ends.T, fit.fitted_on, whole=fit.whole)
    return fitted[:, 0], fitted[:, 1]


def _difference(start: FloatArray, end: FloatArray, multiplier: float) -> FloatArray:
    return (end - start) * multiplier


def _ratio(start: FloatArray, end: FloatArray, multiplier: float) -> FloatArray:
    above, below = (start, end) if multiplier < 0 else (end, start)
    sound = above * below > 0
    return np.where(sound, above / np.where(sound, below, 1.0), np.nan)
