"""Statistical process control: is a monthly or quarterly series steady, and will it meet its target reliably."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import AssuranceAnswer
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, filled, floats
from metrics.methods.orientation import read_polarity
from metrics.methods.process_limits import FULL_GROUP, ProcessLimits, process_limits
from metrics.methods.signals import Signal, signals

__all__ = ["FULL_GROUP", "Caution", "Signal", "Variation", "Xmr", "xmr"]

MOST_SUPPRESSED = 0.1  # of the points
TREND = 7  # points; some guides say 6
SHORTEST_TREND = 3
FEWEST_FIXED = 2  # points; fewer have no step between them

Rules = Literal["mdc2023", "nhsr"]


class Variation(StrEnum):
    """What the latest point says of the series."""

    COMMON_CAUSE = "common_cause"  # steady: ups and downs of the usual size
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Caution(StrEnum):
    """What a reader of the limits must know."""

    TRIAL_LIMITS = "trial_limits"  # fewer than 13 points: the limits will still move
    OUTLIERS_SCREENED = "outliers_screened"  # jumps out of the ordinary did not count towards the limits
    LATEST_MISSING = "latest_missing"  # the last period has no figure; the answers are of the latest that has
    SUPPRESSED_POINTS = "suppressed_points"


HIGH = {
    Polarity.HIGHER_IS_BETTER: Variation.IMPROVEMENT_HIGH,
    Polarity.LOWER_IS_BETTER: Variation.CONCERN_HIGH,
    Polarity.NEUTRAL: Variation.NEUTRAL_HIGH,
}
LOW = {
    Polarity.HIGHER_IS_BETTER: Variation.CONCERN_LOW,
    Polarity.LOWER_IS_BETTER: Variation.IMPROVEMENT_LOW,
    Polarity.NEUTRAL: Variation.NEUTRAL_LOW,
}


@dataclass(frozen=True)
class Xmr:
    """The chart of one series, or of each place; unpacks to its first seven fields.

    For every point: ``mean``, ``lower``, ``upper`` and ``special_cause`` (a ``Signal``, or ``None`` for common cause).
    For the series: ``variation``, ``assurance`` and ``warnings``. ``reason`` says why there is no variation,
    ``assurance_reason`` why there is no assurance.
    """

    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    special_cause: ObjectArray
    variation: Any
    assurance: Any
    warnings: Any
    reason: Any
    assurance_reason: Any

    def __iter__(self) -> Iterator[Any]:
        """Mean, lower and upper limit, special cause, variation, assurance and warnings."""
        fields = (self.mean, self.lower, self.upper, self.special_cause, self.variation, self.assurance, self.warnings)
        return iter(fields)


def xmr(
    values: npt.ArrayLike,
    *,
    target: npt.ArrayLike | None = None,
    polarity: Polarity | str,
    rules: Rules = "mdc2023",
    trend_length: int = TREND,
    fix_after: int | None = None,
    rebase: npt.ArrayLike | None = None,
    screen_outliers: bool = True,
    suppressed: npt.ArrayLike | None = None,
) -> Xmr:
    """The XmR chart of a series, with what its latest point and its target say.

    Limits ``m -/+ 2.66 MR``, ``m`` the mean and ``MR`` the average step between neighbouring points; with
    ``screen_outliers`` steps of ``3.267 MR`` or more are left out and ``MR`` worked out once more. A point is special
    cause if it is outside the limits; else in a trend of ``trend_length`` rising or falling points; else near a limit
    (beyond two thirds of the way) as one of two among three points on one side of the mean; else in a shift of seven
    points on one side. By ``rules="nhsr"`` points beyond a limit do not count as near it.

    ``fix_after`` takes the limits from the first so many points; ``rebase`` gives positions (or a mask) of points at
    which limits and rules start afresh. A missing point leaves a gap that ends runs; no step crosses it.
    ``suppressed`` is a mask of points that were withheld: above a tenth of them there is no variation and no assurance.

    Variation is the last point's signal, above or rising as high, judged by polarity. Assurance by the limits of the
    last group: a target above the upper one is consistently missed (met where low is good), below the lower one the
    reverse, else hit and miss; ``None`` without a target or a polarity.

    Takes one series, or places by periods with one target or one each, oldest first. Reasons: ``no_data``,
    ``too_few_points`` (no step at all), ``suppressed``; for assurance also ``target_not_set``, ``no_polarity``.
    Unknown rules, or lengths that do not match, are a ValueError.

    Reference: Making Data Count, NHS England; NHSRplotthedots; Nelson (1982), J Qual Technol 14: 172-173.

    >>> chart = xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], polarity="higher_is_better", target=5)
    >>> f"{chart.mean[0]:.2f}, {chart.lower[0]:.2f} to {chart.upper[0]:.2f}: {chart.variation}, {chart.assurance}"
    '1.94, -0.72 to 4.60: common_cause, consistently_misses'
    """
    chosen = read_polarity(polarity)
    _check(rules, trend_length, fix_after)
    series, withheld, single = _series(values, suppressed)
    periods = np.shape(values)[-1]
    group = _groups(rebase, series.shape)
    limits = process_limits(series, group, fix_after=fix_after, screen_outliers=screen_outliers)
    found = signals(series, limits, group, trend_length=trend_length, counts_beyond=rules == "mdc2023")
    lower, upper = limits.mean - limits.reach, limits.mean + limits.reach

    present = np.isfinite(series)
    latest = series.shape[1] - 1 - present[:, ::-1].argmax(axis=1)
    at_latest = np.arange(series.shape[0]), latest
    reason = _reasons(present, withheld, limits.reach[at_latest])
    variation = _variation(found[at_latest], reason, chosen)
    aim = _target(target, series.shape, single=single)
    assurance, assurance_reason = _assurance(lower[at_latest], upper[at_latest], aim, reason, chosen)
    cautions = _cautions(present, withheld, limits)
    points = [column[:, :periods] for column in (limits.mean, lower, upper, found)]
    columns: list[Any] = [*points, variation, assurance, cautions, reason, assurance_reason]
    return Xmr(*(column[0] if single else column for column in columns))


def _variation(signal: ObjectArray, reason: ObjectArray, polarity: Polarity) -> ObjectArray:
    answers = filled(signal.shape, None)
    for place in np.flatnonzero(~_given(reason)):
        found = signal[place]
        steady = found is None
        answers[place] = Variation.COMMON_CAUSE if steady else (HIGH if found.is_high else LOW)[polarity]
    return answers


def _assurance(
    lower: FloatArray, upper: FloatArray, target: FloatArray, reason: ObjectArray, polarity: Polarity
) -> tuple[ObjectArray, ObjectArray]:
    reasons = reason.copy()
    if polarity is Polarity.NEUTRAL:
        reasons[:] = Reason.NO_POLARITY
    reasons[~np.isfinite(target)] = Reason.TARGET_NOT_SET
    above, below = AssuranceAnswer.CONSISTENTLY_MISSES, AssuranceAnswer.CONSISTENTLY_MEETS
    if polarity is Polarity.LOWER_IS_BETTER:
        above, below = below, above
    answers = filled(target.shape, AssuranceAnswer.HIT_AND_MISS)
    answers[target > upper] = above
    answers[target < lower] = below
    answers[_given(reasons)] = None
    return answers, reasons


def _given(reasons: ObjectArray) -> BoolArray:
    return np.array([reason is not None for reason in reasons], dtype=bool)


def _reasons(present: BoolArray, withheld: BoolArray, reach: FloatArray) -> ObjectArray:
    """Why a series has no variation; what is assigned last comes first."""
    reasons = filled(reach.shape, None)
    reasons[np.isnan(reach)] = Reason.TOO_FEW_POINTS
    reasons[~present.any(axis=1)] = Reason.NO_DATA
    reasons[withheld.sum(axis=1) > MOST_SUPPRESSED * (present | withheld).sum(axis=1)] = Reason.SUPPRESSED
    return reasons


def _cautions(present: BoolArray, withheld: BoolArray, limits: ProcessLimits) -> ObjectArray:
    rules = {
        Caution.TRIAL_LIMITS: limits.trial,
        Caution.OUTLIERS_SCREENED: limits.screened,
        Caution.LATEST_MISSING: ~present[:, -1],
        Caution.SUPPRESSED_POINTS: np.asarray(withheld.any(axis=1)),
    }
    cautions = filled(limits.trial.shape, None)
    for place in range(limits.trial.size):
        cautions[place] = tuple(caution for caution, applies in rules.items() if applies[place])
    return cautions


def _target(target: npt.ArrayLike | None, shape: tuple[int, int], *, single: bool) -> FloatArray:
    """One target for each place; of targets that change with the period the last."""
    given = floats(np.nan if target is None else target)
    if single and given.shape == shape[1:]:
        given = given[-1]
    if given.shape not in {(), shape[:1]}:
        raise ValueError(
            f"the target has the shape {given.shape}: give one number, or one for each of {shape[0]} series"
        )
    return given if given.ndim else np.full(shape[:1], given)


def _series(values: npt.ArrayLike, suppressed: npt.ArrayLike | None) -> tuple[FloatArray, BoolArray, bool]:
    """Places by periods, the withheld points taken out, and whether one series was given."""
    given = floats(values)
    if given.ndim not in {1, 2}:
        raise ValueError(f"values have the shape {given.shape}: give one series, or places by periods")
    withheld = np.zeros(given.shape, dtype=bool) if suppressed is None else np.asarray(suppressed, dtype=bool)
    if withheld.shape != given.shape:
        raise ValueError(f"suppressed has the shape {withheld.shape} and values {given.shape}: give a mask of the same")
    series = np.where(np.isfinite(given) & ~withheld, given, np.nan)
    if given.shape[-1] == 0:  # as if one figure were missing
        nothing = (*given.shape[:-1], 1)
        series, withheld = np.full(nothing, np.nan), np.zeros(nothing, dtype=bool)
    return np.atleast_2d(series), np.atleast_2d(withheld), given.ndim == 1


def _groups(rebase: npt.ArrayLike | None, shape: tuple[int, int]) -> npt.NDArray[np.intp]:
    """The number of the group each point belongs to, counted from 0."""
    starts = np.zeros(shape, dtype=bool)
    if rebase is not None:
        given = np.asarray(rebase)
        if given.dtype == bool:
            if given.shape[-1:] != shape[1:]:
                raise ValueError(
                    f"rebase covers {given.shape[-1:]} points and the series {shape[1:]}: give one for each"
                )
            starts |= given
        else:
            for point in given.ravel():
                if not -shape[1] <= point < shape[1]:
                    raise ValueError(f"rebase at {point} is outside the series of {shape[1]} points: count from 0")
                starts[:, int(point)] = True
    starts[:, 0] = False  # the first point starts the first group anyway
    return np.cumsum(starts, axis=1)


def _check(rules: str, trend_length: int, fix_after: int | None) -> None:
    if rules not in {"mdc2023", "nhsr"}:
        raise ValueError(f"no rules called {rules!r}: use 'mdc2023' or 'nhsr'")
    if trend_length < SHORTEST_TREND:
        raise ValueError(f"a trend of {trend_length!r} points is no trend: give at least {SHORTEST_TREND}, usually 7")
    if fix_after is not None and fix_after < FEWEST_FIXED:
        raise ValueError(f"limits cannot be fixed after {fix_after!r} points: give at least {FEWEST_FIXED}, usually 12")
