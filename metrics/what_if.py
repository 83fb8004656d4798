"""A target that a reader sets: the prospect of it, its path begun where change is counted from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from domain.calibration import Calibration
from domain.metric import Metric
from domain.observation import Observation
from domain.period import Period
from domain.prospect import Prospect
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.prospects import FURTHEST, prospect

NO_START = (Reason.TARGET_BEHIND_BASELINE, Reason.NO_BASELINE)


def what_if(
    metric: Metric,
    series: Sequence[Observation],
    *,
    target: float | None,
    by: int | None,
    baseline_on: dt.date | None = None,
    calibrations: Sequence[Calibration] = (),
) -> Prospect:
    """The prospect of one place's figures, with a target where both its figure and its year are set.

    The path begins at the newest figure that was complete on the day change is counted from, as verdicts have it. Where
    there is none, or the target was met then and is not now, it begins at the newest figure of all. A chance that
    earns no word is left out: it rests on years, or on a scatter, over which forecasts have not proved themselves.
    That of a target already met is the chance that it still is in its year.
    """
    plain = prospect(metric, series, calibrations=calibrations)
    if target is None or by is None:
        return plain

    def asked(baseline_year: int) -> Prospect:
        return prospect(
            metric, series, target_value=target, target_year=by, baseline_year=baseline_year, calibrations=calibrations
        )

    found = asked(_baseline_year(series, baseline_on) or plain.newest_year)
    if found.baseline_value is None or found.reason in NO_START or found.baseline_year >= by:
        found = asked(plain.newest_year)
    achieved = plain.achieved if found.achieved is None else found.achieved
    if found.answer is TrajectoryAnswer.ALREADY_MET:
        tried = by - found.newest_year <= FURTHEST and not found.very_uncertain
        return replace(found, achieved=achieved, reason=None, path_gap=None, chance=found.chance if tried else None)
    chance = None if found.answer is TrajectoryAnswer.CANNOT_TELL else found.chance
    return replace(found, achieved=achieved, chance=chance)


def _baseline_year(series: Sequence[Observation], baseline_on: dt.date | None) -> int | None:
    """The year in which the newest period that was over by a day has its middle."""
    periods = [Period(start=each.period_start, months=each.period_months) for each in series if each.value is not None]
    over = [period for period in periods if baseline_on and period.end <= baseline_on]
    if not over:
        return None
    last = max(over, key=lambda period: period.start)
    months = last.start.year * 12 + last.start.month - 1 + last.months // 2
    return months // 12
