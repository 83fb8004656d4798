"""A panel as one column a year, which is what trends, forecasts and gaps over time are asked of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.observation import Mark
from metrics.panel import NONE, Numbers, Panel, Whole

YEAR = 12

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Years:
    """The panel's column for each year from the first to the last, -1 for a year without one.

    A year is the one in which the period has its middle: 2025 for a school year that began in September 2024.
    """

    years: Whole
    columns: Whole

    def grid(self, cells: Numbers) -> Numbers:
        """The cells of a panel with one column a year, NaN in a year without one."""
        return np.where(self.columns >= 0, cells[:, self.columns], np.nan)


def middle_years(panel: Panel) -> Whole:
    """The year in which each period of a panel has its middle."""
    middles = panel.starts.astype("datetime64[M]") + (panel.months // 2).astype("timedelta64[M]")
    return np.asarray(middles.astype("datetime64[Y]").astype(int) + 1970, dtype=np.intp)


def years_of(panel: Panel) -> Years | None:
    """One column a year; of several a year the one of the newest figure's month. None where periods do not fit."""
    every = panel.metric.every_months
    if every is None or len(set(panel.months)) > 1 or (every % YEAR and YEAR % every):
        return None
    months = panel.starts.astype("datetime64[M]").astype(int) % YEAR
    kept = np.arange(len(panel.starts)) if every % YEAR == 0 else np.flatnonzero(months == months[panel.own.max()])
    years = middle_years(panel)[kept]
    if len(set(years)) != len(years):
        return None
    columns = np.full(years.max() - years.min() + 1, NONE, dtype=np.intp)
    columns[years - years.min()] = kept
    return Years(np.arange(years.min(), years.max() + 1), columns)


def breaks_of(panel: Panel, columns: Whole) -> Mask:
    """Which columns begin after a break for any place: those the catalogue names and those the publisher marked."""
    return np.asarray(own_breaks_of(panel, columns).any(axis=0))


def own_breaks_of(panel: Panel, columns: Whole) -> Mask:
    """Which columns begin after a break for each place: those the catalogue names and those marked for the place."""
    marked = (panel.mark == Mark.BREAK.value)[:, columns] & (columns >= 0)
    return np.asarray(marked | _named_breaks(panel, columns))


def _named_breaks(panel: Panel, columns: Whole) -> Mask:
    starts = panel.starts.astype("datetime64[D]")
    begins = np.zeros(len(columns), dtype=bool)
    for gap in panel.metric.breaks:
        after = [
            number for number, column in enumerate(columns) if column >= 0 and starts[column] >= np.datetime64(gap.on)
        ]
        begins[after[:1]] = True
    return begins
