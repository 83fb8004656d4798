"""A prospect held to what the build decided, so that a picture and a verdict never differ."""

from dataclasses import replace

from domain.metric import Metric, Polarity
from domain.prospect import Prospect
from domain.verdict import TrajectoryAnswer, Verdict


def as_decided(prospect: Prospect, verdict: Verdict | None, metric: Metric) -> Prospect:
    """The prospect with the verdict's answer, chance, pace and path; as it is where the verdict knows no target.

    The build counts an uncertain baseline as the mean of three periods about it, which one series alone does not
    tell. The straight path is therefore drawn back from the target through the point that the newest figure's
    distance from it gives.
    """
    if verdict is None or verdict.trajectory is TrajectoryAnswer.NO_TARGET or verdict.target_value is None:
        return prospect
    path = _path(prospect, verdict, metric) or prospect.path
    return replace(
        prospect, answer=verdict.trajectory, reason=verdict.trajectory_reason, chance=verdict.chance, path=path,
        baseline_value=path[0][1] if path else prospect.baseline_value, path_gap=verdict.path_gap,
        needed=verdict.needed, achieved=verdict.achieved, tip_value=verdict.tip_value, tip_answer=verdict.tip_answer,
    )  # fmt: skip


def _path(prospect: Prospect, verdict: Verdict, metric: Metric) -> tuple[tuple[int, float], ...]:
    """The way to the target, a point for each year; empty where it cannot be told."""
    left, target = verdict.target_year - prospect.newest_year, verdict.target_value
    begun = 0 < prospect.baseline_year <= prospect.newest_year
    if verdict.path_gap is None or prospect.value is None or target is None or left <= 0 or not begun:
        return ()
    sign = -1.0 if metric.polarity is Polarity.LOWER_IS_BETTER else 1.0
    pace = (target - (prospect.value - sign * verdict.path_gap)) / left
    years = range(prospect.baseline_year, verdict.target_year + 1)
    return tuple((year, target - pace * (verdict.target_year - year)) for year in years)
