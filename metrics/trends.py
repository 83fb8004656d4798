"""Trend: where each place's series is going over its latest comparable years."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.metric import Kind
from domain.observation import Mark
from domain.reason import Reason
from domain.verdict import Direction, TrendAnswer
from metrics.methods.trend import recent_trend
from metrics.panel import NONE, Numbers, Panel

YEAR = 12


def trend_all(panel: Panel) -> pd.DataFrame:
    """One row for each place: trend, direction, reason, p, slope a year and the years it rests on."""
    places = len(panel.codes)
    frame = pd.DataFrame({
        "trend": TrendAnswer.CANNOT_BE_CALCULATED.value, "direction": Direction.NONE.value,
        "trend_reason": Reason.TOO_FEW_POINTS.value, "trend_p": np.nan, "slope": np.nan, "points": np.int16(0),
    }, index=range(places))  # fmt: skip
    columns = _one_column_a_year(panel)
    if columns is None:
        return frame.assign(trend_reason=Reason.NOT_ANNUAL.value)
    _fill(frame, panel, columns)
    minor = (panel.mark == Mark.SHARED_MINOR.value).any(axis=1)
    frame.loc[minor, ["trend", "direction", "trend_reason"]] = (
        TrendAnswer.CANNOT_BE_CALCULATED.value, Direction.NONE.value, Reason.SHARED_VALUE.value,
    )  # fmt: skip
    return frame


def _one_column_a_year(panel: Panel) -> npt.NDArray[np.intp] | None:
    """The panel's column for each year from first to last, -1 for a year without one; none if not annual."""
    if panel.metric.every_months != YEAR:
        return None
    years = panel.starts.astype("datetime64[Y]").astype(int)
    if len(set(years)) != len(years) or len(set(panel.months)) > 1:
        return None
    columns = np.full(years.max() - years.min() + 1, NONE, dtype=np.intp)
    columns[years - years.min()] = np.arange(len(years))
    return columns


def _fill(frame: pd.DataFrame, panel: Panel, columns: npt.NDArray[np.intp]) -> None:
    def grid(cells: Numbers) -> Numbers:
        return np.where(columns >= 0, cells[:, columns], np.nan)

    limits = {"lower": grid(panel.lower), "upper": grid(panel.upper)}
    counts = {"counts": grid(panel.count), "denominators": grid(panel.denominator)}
    has_counts = panel.metric.kind is Kind.PROPORTION and np.isfinite(counts["denominators"]).any()
    has_limits = np.isfinite(limits["lower"]).any()
    found = recent_trend(
        grid(panel.value),
        **(counts if has_counts else limits if has_limits else {}),
        period_years=max(1, max(int(panel.months[0]), panel.metric.period_months) // YEAR),
        breaks=_breaks(panel, columns),
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


def _breaks(panel: Panel, columns: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Which years begin after a break: those the catalogue names and those the publisher marked."""
    years = panel.starts.astype("datetime64[D]")
    begins = np.zeros(len(columns), dtype=bool)
    for gap in panel.metric.breaks:
        after = [
            number for number, column in enumerate(columns) if column >= 0 and years[column] >= np.datetime64(gap.on)
        ]
        begins[after[:1]] = True
    marked = (panel.mark == Mark.BREAK.value).any(axis=0)
    begins |= np.where(columns >= 0, marked[columns], False)
    return begins
