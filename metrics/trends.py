"""Trend: where each place's series is going over its latest comparable years."""

import numpy as np
import pandas as pd

from domain.metric import Kind
from domain.observation import Mark
from domain.reason import Reason
from domain.verdict import Direction, TrendAnswer
from metrics.methods.trend import recent_trend
from metrics.panel import Panel
from metrics.years import YEAR, Years, own_breaks_of, years_of


def trend_all(panel: Panel) -> pd.DataFrame:
    """One row for each place: trend, direction, reason, p, slope a year and the years it rests on."""
    places = len(panel.codes)
    frame = pd.DataFrame({
        "trend": TrendAnswer.CANNOT_BE_CALCULATED.value, "direction": Direction.NONE.value,
        "trend_reason": Reason.TOO_FEW_POINTS.value, "trend_p": np.nan, "slope": np.nan, "points": np.int16(0),
    }, index=range(places))  # fmt: skip
    years = years_of(panel)
    if panel.metric.every_months != YEAR or years is None:
        return frame.assign(trend_reason=Reason.NOT_ANNUAL.value)
    _fill(frame, panel, years)
    if panel.metric.in_cash:  # prices rose too: more money is not by itself better, less of it is worse
        better = frame["trend"] == TrendAnswer.IMPROVING.value
        frame.loc[better, ["trend", "trend_reason"]] = TrendAnswer.RISING.value, Reason.IN_CASH.value
    minor = (panel.mark == Mark.SHARED_MINOR.value).any(axis=1)
    frame.loc[minor, ["trend", "direction", "trend_reason"]] = (
        TrendAnswer.CANNOT_BE_CALCULATED.value, Direction.NONE.value, Reason.SHARED_VALUE.value,
    )  # fmt: skip
    return frame


def _fill(frame: pd.DataFrame, panel: Panel, years: Years) -> None:
    grid = years.grid
    limits = {"lower": grid(panel.lower), "upper": grid(panel.upper)}
    counts = {"counts": grid(panel.count), "denominators": grid(panel.denominator)}
    has_counts = panel.metric.kind is Kind.PROPORTION and np.isfinite(counts["denominators"]).any()
    has_limits = np.isfinite(limits["lower"]).any()
    found = recent_trend(
        grid(panel.value),
        **(counts if has_counts else limits if has_limits else {}),
        period_years=max(1, max(int(panel.months[0]), panel.metric.period_months) // YEAR),
        breaks=own_breaks_of(panel, years.columns),
        polarity=panel.metric.polarity,
        overdispersion="weaker",
        trailing="skip",
    )
    frame["trend"] = [answer.value for answer in found.judgement]
    frame["direction"] = [answer.value for answer in found.direction]
    frame["trend_reason"] = [reason.value if reason else "" for reason in found.reason]
    overruled = (found.direction == Direction.NO_CHANGE) & (found.direction_unadjusted != Direction.NO_CHANGE)
    frame.loc[overruled, "trend_reason"] = Reason.WITHIN_SCATTER.value
    frame["trend_p"], frame["slope"] = found.p, found.slope
    frame["points"] = found.points.astype(np.int16)
