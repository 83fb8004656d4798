"""What lies ahead of one metric in one place, with a target or without: worked out when a reader asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from domain.calibration import Calibration
from domain.metric import Metric
from domain.mission import Aim
from domain.observation import Mark, Observation
from domain.prospect import FanYear, Prospect
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.methods.trajectory import (
    Chance,
    Forecast,
    achieved_per_year,
    chance_of_meeting,
    forecast,
    gap_to_path,
    needed_per_year,
    path,
)
from metrics.panel import Numbers
from metrics.trajectories import transform_of
from metrics.years import YEAR

FURTHEST = 5  # years ahead over which the forecaster has been tried, and which a fan shows without a target
LAST_YEAR = 30  # further ahead than this no fan is drawn
SHARED = (Mark.SHARED_MINOR,)


@dataclass(frozen=True)
class _Kept:
    """The multipliers a build keeps for a metric, one for each year ahead, and how far they rest on its own record."""

    q80: Numbers
    q95: Numbers
    weight: Numbers


@dataclass(frozen=True)
class _Yearly:
    """One place's figures, one a year from the first to the last, NaN for none."""

    years: list[int]
    values: Numbers
    months: int
    breaks: list[int]


def prospect(
    metric: Metric,
    series: Sequence[Observation],
    *,
    target_value: float | None = None,
    target_year: int | None = None,
    baseline_year: int | None = None,
    baseline_value: float | None = None,
    aim: Aim = Aim.REACH,
    calibrations: Sequence[Calibration] = (),
) -> Prospect:
    """The fan of one place's figures and, where a target is set, the path to it, the pace and the chance.

    ``series`` are the observations of one metric in one place. The baseline is the figure of ``baseline_year``, or the
    earliest that can be compared with the newest; ``baseline_value`` stands in for it where a build has smoothed it.
    Of the aims, ``improve`` looks at the target year alone: a figure that is better today has not met it yet. Never
    fails: what cannot be answered carries a reason.
    """
    place_code = series[0].place_code if series else ""
    yearly = _yearly(metric, series)
    if isinstance(yearly, Reason):
        return _nothing(metric, place_code, yearly, target_value, target_year)
    ahead_years = min(max(FURTHEST, (target_year or 0) - yearly.years[-1]), LAST_YEAR)
    ahead = forecast(
        yearly.values, horizon=ahead_years, transform=transform_of(metric), multipliers=_kept(calibrations),
        breaks=yearly.breaks, period_years=max(1, max(yearly.months, metric.period_months) // YEAR),
    )  # fmt: skip
    plain = Prospect(
        metric_id=metric.metric_id, place_code=place_code, answer=TrajectoryAnswer.NO_TARGET,
        reason=ahead.reason or Reason.TARGET_NOT_SET, newest_year=yearly.years[-1], value=float(yearly.values[-1]),
        points=int(ahead.n), very_uncertain=bool(ahead.very_uncertain), fan=_fan(ahead, yearly.years[-1]),
        achieved=_number(ahead.achieved),
    )  # fmt: skip
    if target_value is None or not isfinite(target_value) or target_year is None:
        return plain
    start, base = _baseline(yearly, baseline_year)
    base = base if baseline_value is None else baseline_value
    return _with_target(plain, metric, ahead, target_value, target_year, start=start, base=base, aim=aim)


def _yearly(metric: Metric, series: Sequence[Observation]) -> _Yearly | Reason:
    """One figure a year, of the newest figure's month; or why there is none."""
    every = metric.every_months
    known = sorted(
        (each for each in series if each.value is not None and isfinite(each.value)), key=lambda each: each.period_start
    )
    if not known:
        return next((each.reason for each in series if each.reason), Reason.NO_DATA)
    if any(each.mark in SHARED for each in known):
        return Reason.SHARED_VALUE
    lengths = {each.period_months for each in known}
    if every is None or len(lengths) > 1 or (every % YEAR and YEAR % every):
        return Reason.NOT_ANNUAL
    month = known[-1].period_start.month
    kept = [each for each in known if every % YEAR == 0 or each.period_start.month == month]
    years = [_middle_year(each) for each in kept]
    if len(set(years)) < len(years):
        return Reason.NOT_ANNUAL
    span = list(range(years[0], years[-1] + 1))
    values = np.full(len(span), np.nan)
    values[[year - years[0] for year in years]] = [each.value for each in kept]
    return _Yearly(span, values, lengths.pop(), _breaks(metric, kept, years))


def _middle_year(each: Observation) -> int:
    months = each.period_start.year * YEAR + each.period_start.month - 1 + each.period_months // 2
    return months // YEAR


def _breaks(metric: Metric, kept: list[Observation], years: list[int]) -> list[int]:
    """The positions of years that begin after a break, the catalogue's and the publisher's."""
    begins = {year - years[0] for each, year in zip(kept, years, strict=True) if each.mark is Mark.BREAK}
    for gap in metric.breaks:
        after = [year - years[0] for each, year in zip(kept, years, strict=True) if each.period_start >= gap.on]
        begins |= set(after[:1])
    return sorted(begins - {0})


def _kept(calibrations: Sequence[Calibration]) -> _Kept | None:
    if not calibrations:
        return None
    rows = sorted(calibrations, key=lambda row: row.horizon)
    columns = [np.array([getattr(row, name) for row in rows], dtype=float) for name in ("q80", "q95", "weight")]
    return _Kept(*columns)


def _fan(ahead: Forecast, newest: int) -> tuple[FanYear, ...]:
    """Each year to come; empty where there are no ranges, because a line alone would pretend to be sure."""
    names = ("mean", "lower80", "upper80", "lower95", "upper95")
    rows = np.column_stack([getattr(ahead, name) for name in names])
    if not np.isfinite(rows).all():
        return ()
    return tuple(FanYear(newest + years, *map(float, row)) for years, row in enumerate(rows, 1))


def _with_target(
    plain: Prospect,
    metric: Metric,
    ahead: Forecast,
    target_value: float,
    target_year: int,
    *,
    start: int,
    base: float | None,
    aim: Aim,
) -> Prospect:
    horizon, only_then = target_year - plain.newest_year, aim is Aim.IMPROVE
    found: Chance = chance_of_meeting(
        ahead, target_value, polarity=metric.polarity, horizon=horizon,
        baseline=None if only_then else base, met_now=not only_then,
    )  # fmt: skip
    in_cash = metric.in_cash and aim is not Aim.REACH  # rising prices alone would meet it
    line: tuple[tuple[int, float], ...] = ()
    if base is not None and target_year > start:
        way = path(base, target_value, start=start, end=target_year)
        line = tuple((start + step, float(value)) for step, value in enumerate(way))
    due = dict(line).get(plain.newest_year, np.nan)
    value = float(ahead.value)
    achieved = None if base is None else _number(achieved_per_year(value, base, years=plain.newest_year - start))
    return Prospect(
        metric_id=plain.metric_id, place_code=plain.place_code, answer=found.answer,
        reason=found.reason or (Reason.IN_CASH if in_cash else None),
        newest_year=plain.newest_year, value=plain.value, points=plain.points, very_uncertain=plain.very_uncertain,
        fan=plain.fan, target_value=target_value, target_year=target_year, baseline_year=start, baseline_value=base,
        achieved=achieved,
        path=line, path_gap=_number(gap_to_path(value, due, polarity=metric.polarity)),
        needed=_number(needed_per_year(value, target_value, years=horizon)),
        chance=_number(found.chance), tip_value=_number(found.better_value), tip_answer=found.better_answer,
    )  # fmt: skip


def _baseline(yearly: _Yearly, wanted: int | None) -> tuple[int, float | None]:
    """The year change is counted from and its figure: the one wanted, or else the earliest since the last break."""
    first = yearly.breaks[-1] if yearly.breaks else 0
    year = yearly.years[first] if wanted is None else wanted
    at = year - yearly.years[0]
    usable = first <= at < len(yearly.values) and bool(np.isfinite(yearly.values[at]))
    return year, float(yearly.values[at]) if usable else None


def _number(value: object) -> float | None:
    number = float(value)  # type: ignore[arg-type]
    return number if np.isfinite(number) else None


def _nothing(
    metric: Metric, place_code: str, reason: Reason, target_value: float | None, target_year: int | None
) -> Prospect:
    return Prospect(
        metric_id=metric.metric_id, place_code=place_code,
        answer=TrajectoryAnswer.NO_TARGET if target_value is None else TrajectoryAnswer.CANNOT_TELL, reason=reason,
        newest_year=0, value=None, points=0, very_uncertain=False, target_value=target_value,
        target_year=target_year or 0,
    )  # fmt: skip
