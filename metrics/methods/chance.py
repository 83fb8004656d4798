"""The chance of meeting a target, the word for it, and what would change the word."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, filled, finite, first_reason, floats
from metrics.methods.drift import on_scale
from metrics.methods.forecast import ENOUGH_POINTS, Forecast, Model
from metrics.methods.multipliers import LONGEST, quantile_of, share_below, student
from metrics.methods.orientation import read_polarity
from metrics.methods.scales import Scale

# From the best word down, each with the least chance that earns it.
LABELS = (
    (TrajectoryAnswer.ON_TRACK, 0.80),
    (TrajectoryAnswer.LIKELY, 0.50),
    (TrajectoryAnswer.AT_RISK, 0.20),
    (TrajectoryAnswer.OFF_TRACK, 0.0),
)
WIDEST = 2.0  # times the way to go; a wider range answers nothing


@dataclass(frozen=True)
class Chance:
    """The chance that a target is met in its year, for one place or for each.

    ``interval80`` is the width of the 80% range in the target year. With a newest figure of ``better_value`` the
    answer would be ``better_answer``, the next better one; or with the newest figure as it is and ``better_pace``
    from now on, in the unit of the series a year. ``worse_value``, ``worse_pace`` and ``worse_answer`` likewise.
    NaN and ``None`` where no such change exists or there is no answer.
    """

    chance: Any
    answer: Any
    reason: Any
    mean: Any
    interval80: Any
    better_value: Any
    better_pace: Any
    better_answer: Any
    worse_value: Any
    worse_pace: Any
    worse_answer: Any


def chance_of_meeting(
    forecast: Forecast,
    target: npt.ArrayLike,
    *,
    polarity: Polarity | str,
    horizon: npt.ArrayLike | None = None,
    baseline: npt.ArrayLike | None = None,
    met_now: bool = True,
) -> Chance:
    """The chance that each place stands on the right side of its target in the target year, and a word for it.

    ``P = T((m - target) / scale)`` on the scale of the forecast (the other tail where lower is better), with ``m`` the
    mean at the horizon, ``T`` Student's distribution function, its degrees of freedom such that
    ``t.975 / t.90 = q95 / q80``, and ``scale = q80 se / t.90``. From .80 ``on_track``, from .50 ``likely``, from .20
    ``at_risk``, below ``off_track``. The mean that would earn a chance ``p`` is ``target + scale T^-1(p)``; the
    tipping points carry that back to the newest figure, at the same pace, and to the pace, from the same figure.

    ``target`` and ``baseline`` are in the unit of the series, one or one for each place; ``horizon`` is the years from
    each place's newest figure to the target year (by default the last of the forecast). ``already_met`` where the
    newest figure meets the target, whatever the chance that it lasts, unless ``met_now`` says that only the target year
    counts. ``no_target`` where none is set. Otherwise ``cannot_tell``: without a chance, for the reason of the forecast
    or ``target_in_past`` (no year left), ``no_polarity``, ``invalid`` (a share outside 0 to all) or ``negative_values``
    (a logarithm never reaches 0); with a chance, for ``target_behind_baseline`` (the baseline was better than the
    target), ``too_few_points`` (below 8 figures), ``overlapping_periods`` (without multipliers of their own),
    ``too_far_ahead`` (beyond 5 years) or ``too_uncertain`` (the 80% range is wider than twice the way to the target
    from the baseline, or from the newest figure where that is further). An unknown polarity is a ValueError.

    Reference: this project's rule, on the forecast of R's ``rwf(drift = TRUE)``.

    >>> from metrics.methods.forecast import forecast
    >>> ahead = forecast([10.0, 12.0, 11.0, 14.0, 15.0, 15.0, 18.0, 17.0, 19.0])
    >>> found = chance_of_meeting(ahead, 24.0, polarity="higher_is_better", horizon=5, baseline=10.0)
    >>> f"{found.chance:.2f} {found.answer}, {found.better_answer} at {found.better_value:.1f}"
    '0.54 likely, on_track at 23.8'
    """
    case = _case(forecast, target, horizon, baseline, read_polarity(polarity), met_now=met_now)
    without, possible = first_reason(case.target.shape, _without_chance(case, forecast))
    weak, sound = first_reason(case.target.shape, _without_word(case, forecast))
    chance = np.where(possible, case.chance(), np.nan)
    answer = np.where(possible & sound, _words(chance), filled(chance.shape, TrajectoryAnswer.CANNOT_TELL))
    answer[case.met] = TrajectoryAnswer.ALREADY_MET
    answer[~np.isfinite(case.target)] = TrajectoryAnswer.NO_TARGET
    reason = np.where(possible, weak, without)
    reason[possible & sound & _overlapping(forecast)] = Reason.OVERLAPPING_PERIODS
    reason[case.met] = None
    reason[case.met & (weak == Reason.TARGET_BEHIND_BASELINE)] = Reason.TARGET_BEHIND_BASELINE
    columns = (chance, answer, reason, case.model.plain(case.mean), case.interval80)
    tips = (*_better(case, answer), *_worse(case, answer, possible & sound))
    return Chance(*(column[0] if case.single else column for column in (*columns, *tips)))


@dataclass(frozen=True)
class _Case:
    """Targets beside forecasts, one row for each place; ``sign`` is 1 where higher is better and -1 where lower."""

    model: Model
    years: FloatArray
    value: FloatArray
    target: FloatArray
    baseline: FloatArray
    scaled_target: FloatArray
    sign: int
    mean: FloatArray
    width: FloatArray
    freedom: FloatArray
    interval80: FloatArray
    single: bool
    met_now: bool

    @property
    def met(self) -> BoolArray:
        """Whether the newest figure meets the target."""
        return np.asarray(self.sign * (self.value - self.target) >= 0) & (self.sign != 0) & self.met_now

    def too_wide(self, value: FloatArray) -> BoolArray:
        """Whether the 80% range is too wide for the way to the target, from the baseline or a figure if further."""
        way = np.fmax(np.abs(self.target - self.baseline), np.abs(self.target - value))
        return np.asarray(self.interval80 > WIDEST * way)

    def chance(self, shift: FloatArray | float = 0.0) -> FloatArray:
        """The chance of meeting the target, if the mean were shifted by so much on the scale."""
        return share_below(self.sign * (self.mean + shift - self.scaled_target) / self.width, self.freedom)


def _case(
    forecast: Forecast,
    target: npt.ArrayLike,
    horizon: npt.ArrayLike | None,
    baseline: npt.ArrayLike | None,
    polarity: Polarity,
    *,
    met_now: bool,
) -> _Case:
    model = forecast.model
    given = floats(target)
    places = len(model.s) if len(model.s) > 1 or given.ndim == 0 else given.size
    ahead_by = forecast.horizon[-1] if horizon is None else horizon
    started_at = np.nan if baseline is None else baseline
    years, goal, base, _ = columns = finite(ahead_by, given, started_at, np.zeros(places))
    if columns[0].shape != (places,):
        raise ValueError(f"numbers of the shape {columns[0].shape} for {places} places: give one, or one for each")
    ahead = np.maximum(np.nan_to_num(years, nan=1.0), 1.0)
    mean, error = model.mean(ahead), model.error(ahead)
    q80, q95 = model.widths(ahead)
    freedom, t90 = student(q80, q95)
    low, high = model.plain(mean - q80 * error), model.plain(mean + q80 * error)
    return _Case(
        model=model, years=years, value=np.atleast_1d(forecast.value), target=goal, baseline=base,
        scaled_target=on_scale(goal, model.scale, model.whole),
        sign={Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1, Polarity.NEUTRAL: 0}[polarity],
        mean=mean, width=q80 * error / t90, freedom=freedom, interval80=high - low,
        single=model.single and given.ndim == 0, met_now=met_now,
    )  # fmt: skip


def _without_chance(case: _Case, forecast: Forecast) -> list[tuple[BoolArray, Reason]]:
    """Why there is not even a number."""
    off_scale = Reason.NEGATIVE_VALUES if case.model.scale is Scale.LOG else Reason.INVALID
    why = np.broadcast_to(np.atleast_1d(forecast.reason), case.target.shape)
    hindered = [reason for reason in Reason if reason is not Reason.OVERLAPPING_PERIODS and (why == reason).any()]
    return [
        (~np.isfinite(case.target), Reason.TARGET_NOT_SET),
        (np.full(case.target.shape, case.sign == 0), Reason.NO_POLARITY),
        (~np.isfinite(case.value), Reason.NO_DATA),
        (~(case.years > 0), Reason.TARGET_IN_PAST),
        *((np.asarray(why == reason), reason) for reason in hindered),
        (~np.isfinite(case.scaled_target), off_scale),
    ]


def _without_word(case: _Case, forecast: Forecast) -> list[tuple[BoolArray, Reason]]:
    """Why the number earns no word."""
    untried = np.broadcast_to(np.atleast_1d(forecast.very_uncertain), case.target.shape) & _overlapping(forecast)
    return [
        (np.asarray(case.sign * (case.baseline - case.target) > 0), Reason.TARGET_BEHIND_BASELINE),
        (np.asarray(case.model.points < ENOUGH_POINTS), Reason.TOO_FEW_POINTS),
        (untried, Reason.OVERLAPPING_PERIODS),
        (np.asarray(case.years > LONGEST), Reason.TOO_FAR_AHEAD),
        (case.too_wide(case.value), Reason.TOO_UNCERTAIN),
    ]


def _overlapping(forecast: Forecast) -> BoolArray:
    return np.asarray(np.atleast_1d(forecast.reason) == Reason.OVERLAPPING_PERIODS)


def _words(chance: FloatArray) -> ObjectArray:
    """The word each chance earns."""
    words = filled(chance.shape, TrajectoryAnswer.CANNOT_TELL)
    for word, least in reversed(LABELS):
        words[chance >= least] = word
    return words


Tips = tuple[FloatArray, FloatArray, ObjectArray]


def _better(case: _Case, answer: ObjectArray) -> Tips:
    """The newest figure and the pace that would earn the next better word; past the target it is met already."""
    value, pace, words = _nothing(answer)
    for (word, least), (below, _) in pairwise(LABELS):
        rows = answer == below
        value[rows], pace[rows], words[rows] = (*(column[rows] for column in _earning(case, least)), word)
    _unsay(case.too_wide(value), value, pace, words)
    met = ((answer == LABELS[0][0]) | (case.sign * (value - case.target) >= 0)) & case.met_now
    value[met], words[met] = case.target[met], TrajectoryAnswer.ALREADY_MET
    return value, pace, words


def _worse(case: _Case, answer: ObjectArray, judged: BoolArray) -> Tips:
    """The newest figure and the pace short of which the next worse word would hold."""
    value, pace, words = _nothing(answer)
    for (word, least), (below, _) in pairwise(LABELS):
        rows = answer == word
        value[rows], pace[rows], words[rows] = (*(column[rows] for column in _earning(case, least)), below)
    _unsay(case.too_wide(value), value, pace, words)
    met = answer == TrajectoryAnswer.ALREADY_MET
    at_target = _words(case.chance(case.scaled_target - case.model.scaled))
    value[met] = case.target[met]
    words[met] = np.where(judged, at_target, filled(answer.shape, TrajectoryAnswer.CANNOT_TELL))[met]
    return value, pace, words


def _earning(case: _Case, chance: float) -> tuple[FloatArray, FloatArray]:
    """The newest figure, at the same pace, that earns a chance; and the pace, from the same figure."""
    mean = case.scaled_target + case.sign * case.width * quantile_of(chance, case.freedom)
    value = case.model.plain(case.model.scaled + mean - case.mean)
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = (case.model.plain(mean) - case.value) / case.years
    return value, pace


def _unsay(rows: BoolArray, value: FloatArray, pace: FloatArray, words: ObjectArray) -> None:
    """So near the target the range would be too wide for any word."""
    value[rows], pace[rows], words[rows] = np.nan, np.nan, None


def _nothing(answer: ObjectArray) -> Tips:
    return np.full(answer.shape, np.nan), np.full(answer.shape, np.nan), filled(answer.shape, None)
