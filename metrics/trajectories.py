"""Trajectory: whether each place will meet its target, by a forecaster tried on the metric's own past."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.metric import Kind, Metric, Polarity
from domain.mission import Aim
from domain.observation import Mark
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.benchmarks import SCALES
from metrics.methods.scales import Scale
from metrics.methods.trajectory import (
    Calibration,
    Forecast,
    achieved_per_year,
    calibrate,
    chance_of_meeting,
    forecast,
    gap_to_path,
    needed_per_year,
    path,
)
from metrics.panel import NONE, Numbers, Panel
from metrics.rankings import peers_of
from metrics.targets import Target
from metrics.years import YEAR, Years, middle_years, own_breaks_of, years_of

AROUND = 1  # years to either side of a baseline that is too uncertain to stand alone
RELIABLE_BASELINE = 0.7

EMPTY_BINS = ("metric_id", "lower", "upper", "forecasts", "predicted", "observed")


@dataclass(frozen=True)
class Calibrated:
    """A metric's record as a forecaster: for use, and as rows of the build. ``record`` is none without a past."""

    record: Calibration | None
    rows: pd.DataFrame
    bins: pd.DataFrame


def transform_of(metric: Metric) -> Scale:
    """The scale forecasts run on: log-odds for percentages, logarithms for rates, ratios and sums of money."""
    return Scale.LOG if metric.prefix else SCALES.get(metric.kind, Scale.IDENTITY)


def calibration_of(panel: Panel) -> Calibrated:
    """The forecaster tried on every past year of a metric, over the places of its lowest level."""
    years = years_of(panel)
    metric_id = panel.metric.metric_id
    if years is None or panel.metric.kind is Kind.CHANGE:
        return Calibrated(None, pd.DataFrame(), pd.DataFrame(columns=EMPTY_BINS))
    rows = panel.group == panel.metric.lowest_level.value
    rows = rows if rows.any() else np.ones_like(rows)
    grid = years.grid(panel.value)[rows]
    record = calibrate(
        grid, transform=transform_of(panel.metric), breaks=own_breaks_of(panel, years.columns)[rows],
        period_years=_period_years(panel), polarity=panel.metric.polarity,
    )  # fmt: skip
    names = ("horizon", "q80", "q95", "origins", "weight", "forecasts", "coverage80", "coverage95")
    bins = {name: getattr(record.bins, name) for name in EMPTY_BINS[1:]}
    filled = pd.DataFrame({"metric_id": metric_id, **bins})
    return Calibrated(
        record,
        pd.DataFrame({"metric_id": metric_id, **{name: getattr(record, name) for name in names}}),
        filled[filled["forecasts"] > 0],
    )


def _period_years(panel: Panel) -> int:
    return max(1, max(int(panel.months[0]), panel.metric.period_months) // YEAR)


def place_aims(panel: Panel, target: Target | None, baseline: int) -> Numbers:
    """What each place's figure must reach, NaN where nothing is asked of it or its baseline is unknown."""
    if target is None:
        return np.full(len(panel.codes), np.nan)
    if target.aim is Aim.REACH:
        return np.full(len(panel.codes), float(target.value or 0.0))
    sign = {Polarity.HIGHER_IS_BETTER: 1.0, Polarity.LOWER_IS_BETTER: -1.0}.get(panel.metric.polarity, np.nan)
    gain = float(target.value or 0.0) if target.aim is Aim.GAIN else 0.0
    return baseline_values(panel, baseline) + sign * gain


def baseline_values(panel: Panel, baseline: int) -> Numbers:
    """Each place's figure at the baseline, or the mean of the three periods about it where one alone is mostly noise.

    A target counted from one bad year would be met by regression to the mean alone.
    """
    at = np.full(len(panel.codes), baseline, dtype=np.intp)
    alone = panel.numbers_at(panel.value, at)
    uncertain = np.zeros(len(alone), dtype=bool)
    for peers in peers_of(panel, at=np.where(np.isfinite(alone), at, NONE)):
        uncertain[peers.rows] = peers.reliability < RELIABLE_BASELINE
    first, last = max(0, baseline - AROUND), min(panel.value.shape[1], baseline + AROUND + 1)
    around = panel.value[:, first:last]
    known = np.isfinite(around)
    mean = np.where(known, around, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return np.where(uncertain & np.isfinite(alone), mean, alone)


def trajectory_all(
    panel: Panel, target: Target | None, aims: Numbers, calibrated: Calibrated, baseline: int
) -> pd.DataFrame:
    """One row for each place: the chance of its target, the word for it, the path and the pace."""
    places = len(panel.codes)
    if target is None or not np.isfinite(aims).any():
        return _without(panel, target)
    years = years_of(panel)
    if years is None:
        return _without(panel, target, Reason.NOT_ANNUAL)
    ahead = forecast(
        years.grid(panel.value), transform=transform_of(panel.metric), breaks=own_breaks_of(panel, years.columns),
        period_years=_period_years(panel), multipliers=calibrated.record,
    )  # fmt: skip
    newest = _newest_years(panel, years)
    start = int(middle_years(panel)[baseline])
    only_then = target.aim is Aim.IMPROVE
    chance = chance_of_meeting(
        ahead, aims, polarity=panel.metric.polarity, horizon=target.year - newest,
        baseline=None if only_then else baseline_values(panel, baseline), met_now=not only_then,
    )  # fmt: skip
    frame = pd.DataFrame({
        "trajectory": [answer.value for answer in chance.answer],
        "trajectory_reason": [reason.value if reason else "" for reason in chance.reason],
        "chance": chance.chance, "target_value": aims, "target_year": np.int16(target.year),
        **_pace(panel, aims, ahead, newest, start, baseline, target.year),
        "tip_value": chance.better_value,
        "tip_answer": [answer.value if answer else "" for answer in chance.better_answer],
    }, index=range(places))  # fmt: skip
    return _with_cautions(frame, panel, target, aims)


def _without(panel: Panel, target: Target | None, why: Reason = Reason.NO_BASELINE) -> pd.DataFrame:
    """No target, or none that a place's figures could be held to."""
    nothing = np.full(len(panel.codes), np.nan)
    why = Reason.NO_POLARITY if panel.metric.polarity is Polarity.NEUTRAL else why
    answer, reason = TrajectoryAnswer.NO_TARGET, Reason.TARGET_NOT_SET
    if target is not None:
        answer, reason = TrajectoryAnswer.CANNOT_TELL, why
    return pd.DataFrame({
        "trajectory": answer.value, "trajectory_reason": reason.value, "chance": nothing, "target_value": nothing,
        "target_year": np.int16(target.year if target else 0), "path_gap": nothing, "needed": nothing,
        "achieved": nothing, "tip_value": nothing, "tip_answer": "",
    }, index=range(len(nothing)))  # fmt: skip


def _newest_years(panel: Panel, years: Years) -> Numbers:
    """The year of each place's newest yearly figure, NaN for none."""
    known = np.isfinite(years.grid(panel.value))
    last = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.where(known.any(axis=1), years.years[last].astype(float), np.nan)


def _pace(
    panel: Panel, aims: Numbers, ahead: Forecast, newest: Numbers, start: int, baseline: int, target_year: int
) -> dict[str, Numbers]:
    """How far ahead of the straight path each place is, the pace it needs and the pace it has made since."""
    value, since = np.asarray(ahead.value, dtype=float), baseline_values(panel, baseline)
    due = path(since, aims, start=start, end=target_year, years=np.arange(start, max(target_year, start) + 1))
    with np.errstate(invalid="ignore"):
        under_way = (newest >= start) & (newest <= target_year)
    column = np.where(under_way, newest - start, 0).astype(np.intp)
    on_path = np.where(under_way, due[np.arange(len(aims)), column], np.nan)
    return {
        "path_gap": gap_to_path(value, on_path, polarity=panel.metric.polarity),
        "needed": needed_per_year(value, aims, years=target_year - newest),
        "achieved": achieved_per_year(value, since, years=newest - start),
    }


def _with_cautions(frame: pd.DataFrame, panel: Panel, target: Target, aims: Numbers) -> pd.DataFrame:
    """What no chance may be given for, a place without its newest figure; and that prices raise sums of money."""
    late = (panel.own < panel.expected) & np.isfinite(aims)
    shared = (panel.mark == Mark.SHARED_MINOR.value).any(axis=1)
    rules = [(late, Reason.OTHER_PERIOD), (shared, Reason.SHARED_VALUE)]
    if panel.metric.in_cash and target.aim is not Aim.REACH:
        frame.loc[frame["trajectory_reason"] == "", "trajectory_reason"] = Reason.IN_CASH.value
    if target.aim is not Aim.REACH:
        rules.append((~np.isfinite(aims), Reason.NO_BASELINE))
    for rows, reason in rules:
        frame.loc[rows, ["trajectory", "trajectory_reason"]] = TrajectoryAnswer.CANNOT_TELL.value, reason.value
        frame.loc[rows, ["chance", "tip_value"]] = np.nan
        frame.loc[rows, "tip_answer"] = ""
    return frame
