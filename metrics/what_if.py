"""A target that a reader sets: the prospect of it, its path begun where change is counted from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from domain.calibration import Calibration
from domain.metric import Metric, Polarity
from domain.mission import Aim
from domain.observation import Observation
from domain.period import Period
from domain.prospect import Prospect
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer, Verdict
from metrics.decided import as_decided
from metrics.prospects import FURTHEST, prospect
from metrics.targets import Target

NO_START = (Reason.TARGET_BEHIND_BASELINE, Reason.NO_BASELINE)
AS_WRITTEN = 0.5e-6  # an address carries a number to six decimals


def what_if(
    metric: Metric,
    series: Sequence[Observation],
    *,
    target: float | None,
    by: int | None,
    baseline_on: dt.date | None = None,
    calibrations: Sequence[Calibration] = (),
    national: Target | None = None,
    verdict: Verdict | None = None,
) -> Prospect:
    """The prospect of one place's figures, with a target where both its figure and its year are set.

    The path begins at the newest figure that was complete on the day change is counted from, as verdicts have it. Where
    there is none, or the target was met then and is not now, it begins at the newest figure of all. A chance that
    earns no word is left out: it rests on years, or on a scatter, over which forecasts have not proved themselves.
    That of a target already met is the chance that it still is in its year.

    ``national`` is what a framework asks of every place and ``verdict`` what the build says of this one. A target that
    is exactly that is judged as it was there, by its aim and from its baseline, so that both give one answer.
    """
    plain = prospect(metric, series, calibrations=calibrations)
    if target is None or by is None:
        return plain
    start = _baseline_year(series, baseline_on)
    if national and verdict and is_the_national(target, by, verdict):
        found = _as_built(metric, series, national, verdict, start=start, calibrations=calibrations)
        return replace(found, chance=None) if found.answer is TrajectoryAnswer.CANNOT_TELL else found

    def asked(baseline_year: int) -> Prospect:
        return prospect(
            metric, series, target_value=target, target_year=by, baseline_year=baseline_year, calibrations=calibrations
        )

    found = asked(start or plain.newest_year)
    if found.baseline_value is None or found.reason in NO_START or found.baseline_year >= by:
        found = asked(plain.newest_year)
    achieved = plain.achieved if found.achieved is None else found.achieved
    if found.answer is TrajectoryAnswer.ALREADY_MET:
        tried = by - found.newest_year <= FURTHEST and not found.very_uncertain
        return replace(found, achieved=achieved, reason=None, path_gap=None, chance=found.chance if tried else None)
    chance = None if found.answer is TrajectoryAnswer.CANNOT_TELL else found.chance
    return replace(found, achieved=achieved, chance=chance)


def is_the_national(target: float, by: int, verdict: Verdict) -> bool:
    """Whether a target is the very one that a framework asks of the place of a verdict."""
    return verdict.target_value is not None and (
        abs(target - verdict.target_value) <= AS_WRITTEN and by == verdict.target_year
    )


def _as_built(
    metric: Metric,
    series: Sequence[Observation],
    national: Target,
    verdict: Verdict,
    *,
    start: int | None,
    calibrations: Sequence[Calibration],
) -> Prospect:
    """The prospect of the national target by its own aim, from the baseline figure that the build had smoothed."""
    found = prospect(
        metric, series, target_value=verdict.target_value, target_year=verdict.target_year, baseline_year=start,
        baseline_value=_baseline_value(national, verdict, metric), aim=national.aim, calibrations=calibrations,
    )  # fmt: skip
    return as_decided(found, verdict, metric)  # it knows whether other places have newer figures; a series cannot


def _baseline_value(national: Target, verdict: Verdict, metric: Metric) -> float | None:
    """The figure a target to improve is counted from: the target itself, less the gain it asks for."""
    if national.aim is Aim.REACH or verdict.target_value is None:
        return None
    gain = (national.value or 0.0) if national.aim is Aim.GAIN else 0.0
    return verdict.target_value + (gain if metric.polarity is Polarity.LOWER_IS_BETTER else -gain)


def _baseline_year(series: Sequence[Observation], baseline_on: dt.date | None) -> int | None:
    """The year in which the newest period that was over by a day has its middle."""
    periods = [Period(start=each.period_start, months=each.period_months) for each in series if each.value is not None]
    over = [period for period in periods if baseline_on and period.end <= baseline_on]
    if not over:
        return None
    last = max(over, key=lambda period: period.start)
    months = last.start.year * 12 + last.start.month - 1 + last.months // 2
    return months // 12
