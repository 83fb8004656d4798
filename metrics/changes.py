"""How far each place has moved since the baseline, whether noise explains it, and what regression alone would bring."""

import datetime as dt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.change import ChangeAnswer
from domain.metric import Polarity
from domain.observation import Mark
from domain.reason import Reason
from metrics.benchmarks import SCALES, slope_of, standard_errors
from metrics.levels import newest_reason
from metrics.methods.multiplicity import benjamini_hochberg
from metrics.methods.quantiles import quantile_group
from metrics.methods.scales import Scale, from_scale, to_scale
from metrics.panel import NONE, Numbers, Panel, Texts, Whole
from metrics.rankings import peers_of
from metrics.years import breaks_of, middle_years, own_breaks_of, years_of

Z95, LEVEL = 1.959964, 0.05
FEWEST_STEPS = 5  # changes from year to year from which a series' own scatter may be told
WORST_FIFTH = 5


class Noise(NamedTuple):
    """A change's standard error on the scale, its degrees of freedom, and whether it is the series' own scatter."""

    error: Numbers
    freedom: Numbers
    indicative: npt.NDArray[np.bool_]


def baseline_column(panel: Panel, baseline_on: dt.date | None) -> int:
    """The column change is counted from: the last period over by the day, or else the first; after any break."""
    ends = panel.starts.astype("datetime64[M]") + panel.months.astype("timedelta64[M]")
    ends = np.where(panel.months == 0, panel.starts, ends.astype("datetime64[D]") - np.timedelta64(1, "D"))
    over = np.flatnonzero(ends <= np.datetime64(baseline_on)) if baseline_on else np.array([], dtype=int)
    column = int(over[-1]) if len(over) else 0
    begins = np.flatnonzero(breaks_of(panel, np.arange(len(panel.starts))))
    return max([column, *(int(after) for after in begins if after <= panel.own.max())])


def change_all(panel: Panel, baseline: int) -> pd.DataFrame:
    """One row for each place, as ``domain.change.Change`` has it."""
    scale = SCALES.get(panel.metric.kind, Scale.IDENTITY)
    at = np.full(len(panel.codes), baseline, dtype=np.intp)
    newest = np.where(panel.own == NONE, panel.expected, panel.own)
    first, last = panel.numbers_at(panel.value, at), panel.numbers_at(panel.value, panel.own)
    why = _why_not(panel, baseline, first)
    noise = _noise(panel, at, scale)
    with np.errstate(invalid="ignore"):  # a share of nought or of all has no log-odds
        step = to_scale(last, scale, whole=100.0) - to_scale(first, scale, whole=100.0)
    p, reach = _test(step, noise)
    asked = why == ""
    why[asked & ~np.isfinite(p)] = Reason.NO_INTERVAL.value
    why[asked & np.isfinite(first) & np.isfinite(last) & ~np.isfinite(step)] = Reason.AT_BOUND.value
    p[why != ""] = np.nan
    with np.errstate(invalid="ignore"):
        beyond = p < LEVEL
    change = np.where(asked, last - first, np.nan)
    lower, upper = _interval(first, last, step, reach, scale)
    told = np.isfinite(p) & np.isfinite(reach)
    rose, fell = beyond & (change > 0), beyond & (change < 0)
    if panel.metric.in_cash:
        why[rose] = Reason.IN_CASH.value  # rising prices alone would raise it
    answer = np.where(rose, ChangeAnswer.ROSE.value, ChangeAnswer.CANNOT_TELL.value)
    start, months = panel.starts.astype("datetime64[s]"), panel.months
    return pd.DataFrame({
        "metric_id": panel.metric.metric_id, "place_code": panel.codes, "group_level": panel.group,
        "baseline_start": start[at], "baseline_months": months[at], "baseline_value": first,
        "newest_start": start[newest], "newest_months": months[newest], "value": last, "change": change,
        "lower": np.where(told, lower, np.nan), "upper": np.where(told, upper, np.nan), "p": p,
        "answer": np.where(fell, ChangeAnswer.FELL.value, answer),
        "reason": why, "indicative": noise.indicative & told, "flagged": _flagged(p, panel.group),
        **_regression(panel, at, first, scale),
        "people": [place.population or 0 for place in panel.places],
    })  # fmt: skip


def _why_not(panel: Panel, baseline: int, first: Numbers) -> Texts:
    """The reason for which a place's change cannot be asked, "" where it can."""
    why = np.full(len(panel.codes), "", dtype=object)
    ends = panel.starts[baseline].astype("datetime64[M]") + np.timedelta64(int(panel.months[baseline]), "M")
    begins = panel.starts[panel.own].astype("datetime64[M]")
    why[begins < ends] = Reason.OVERLAPPING_PERIODS.value
    for column in (np.full_like(panel.own, baseline), panel.own):
        mark = panel.texts_at(panel.mark, column)
        why[mark == Mark.UNRELIABLE.value] = Reason.LOW_RELIABILITY.value
        why[mark == Mark.SHARED_MINOR.value] = Reason.SHARED_VALUE.value
    why[np.isnan(first)] = Reason.NO_BASELINE.value
    why[panel.own == baseline] = Reason.NO_BASELINE.value
    why[panel.own < baseline] = Reason.OTHER_PERIOD.value
    late = panel.own < panel.expected
    why[late] = newest_reason(panel)[late]
    return why


def _noise(panel: Panel, at: Whole, scale: Scale) -> Noise:
    """What the change could be by chance: the error of both figures, or else the scatter from year to year."""
    squares = np.zeros(len(panel.codes))
    for column in (at, panel.own):
        value, lower, upper = (panel.numbers_at(grid, column) for grid in (panel.value, panel.lower, panel.upper))
        squares = squares + standard_errors(value, lower, upper, scale) ** 2
    error, freedom = np.sqrt(squares), np.full(len(squares), np.inf)
    scatter, steps = _scatter(panel, at, scale)
    bare = ~(error > 0) & np.isfinite(scatter)
    return Noise(np.where(bare, scatter, error), np.where(bare, steps - 1.0, freedom), bare)


def _scatter(panel: Panel, at: Whole, scale: Scale) -> tuple[Numbers, Whole]:
    """The error of a sum of yearly steps, by the scatter of earlier ones about their mean; and how many those are."""
    years = years_of(panel)
    nothing = np.full(len(panel.codes), np.nan), np.zeros(len(panel.codes), dtype=np.intp)
    if years is None:
        return nothing
    with np.errstate(invalid="ignore"):
        steps = np.diff(to_scale(years.grid(panel.value), scale, whole=100.0), axis=1)
    steps[own_breaks_of(panel, years.columns)[:, 1:]] = np.nan
    spans = middle_years(panel)
    steps = _before(np.where(np.isfinite(steps), steps, np.nan), years.years[1:], spans[at])
    count = np.isfinite(steps).sum(axis=1)
    span = (spans[panel.own] - spans[at]).astype(float)
    with np.errstate(all="ignore"):
        mean = np.nansum(steps, axis=1) / count
        spread = np.sqrt(np.nansum((steps - mean[:, None]) ** 2, axis=1) / (count - 1))
        error = np.where((count >= FEWEST_STEPS) & (span > 0) & (spread > 0), spread * np.sqrt(span), np.nan)
    return error, count


def _before(steps: Numbers, until: Whole, baseline_years: Whole) -> Numbers:
    """The steps taken by the baseline where they are enough, so that the change asked about is not its own measure.

    A sudden change would otherwise sit in the scatter it is held against, and could never stand out from it.
    """
    early = np.where(until <= baseline_years[:, None], steps, np.nan)
    enough = np.isfinite(early).sum(axis=1) >= FEWEST_STEPS
    return np.where(enough[:, None], early, steps)


def _test(step: Numbers, noise: Noise) -> tuple[Numbers, Numbers]:
    """The two-sided p of each step, and half the width of its 95% interval on the scale."""
    from scipy.special import ndtr, stdtr, stdtrit  # here, not above: it slows the start

    with np.errstate(all="ignore"):
        z = np.abs(step) / noise.error
        finite = np.where(np.isfinite(noise.freedom), noise.freedom, 1.0)
        by_scatter = np.isfinite(noise.freedom)
        p = np.where(by_scatter, 2 * stdtr(finite, -z), 2 * ndtr(-z))
        width = np.where(by_scatter, stdtrit(finite, 1 - LEVEL / 2), Z95)
    return np.asarray(p), np.asarray(width * noise.error)


def _interval(first: Numbers, last: Numbers, step: Numbers, reach: Numbers, scale: Scale) -> tuple[Numbers, Numbers]:
    """The 95% interval of the change in the metric's unit, which leaves nought out exactly where the test does."""
    if scale is Scale.IDENTITY:
        return step - reach, step + reach
    with np.errstate(all="ignore"):
        unit = np.where(step != 0, (last - first) / step, 1 / slope_of(scale, last))
        return (step - reach) * unit, (step + reach) * unit


def _flagged(p: Numbers, group: Texts) -> npt.NDArray[np.bool_]:
    """The changes beyond noise at a false-discovery rate of 5% among the places of a level."""
    flagged = np.zeros(len(p), dtype=bool)
    for level in set(group):
        members = (group == level) & np.isfinite(p)
        if members.any():
            flagged[members] = benjamini_hochberg(p[members]) < LEVEL
    return flagged


def _regression(panel: Panel, at: Whole, first: Numbers, scale: Scale) -> dict[str, npt.NDArray[np.generic]]:
    """Whether the baseline was in the worst fifth, and the change that a figure's own error would bring by itself."""
    bad, expected = np.zeros(len(first), dtype=bool), np.full(len(first), np.nan)
    for peers in peers_of(panel, at=np.where(np.isfinite(first), at, NONE)):
        fifths = np.nan_to_num(quantile_group(first[peers.rows], WORST_FIFTH, polarity=panel.metric.polarity))
        bad[peers.rows] = (fifths == WORST_FIFTH) & (panel.metric.polarity is not Polarity.NEUTRAL)
        if peers.shrunken is not None:
            expected[peers.rows] = from_scale(peers.shrunken.shrunken, scale, whole=100.0) - first[peers.rows]
    return {"bad_year": bad, "by_regression": expected}
