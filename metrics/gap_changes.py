"""Whether the distance between places closes: each measure since the baseline, its trend, sigma and beta."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.metric import Polarity
from domain.reason import Reason
from metrics.benchmarks import SCALES
from metrics.disparities import Constant, Measured, constant_places, gap_rows, measure_all, spread_about, weightings
from metrics.methods.convergence import beta, pitman_morgan, sigma, spread_trend
from metrics.methods.scales import Scale
from metrics.methods.trajectory import chance_of_meeting, forecast
from metrics.panel import Numbers, Panel
from metrics.years import YEAR, middle_years

TREND_DRAWS = 500
BLOCK_YEARS = 3  # neighbouring years go the same way
IN_UNITS = (GapMeasure.DECILE_GAP, GapMeasure.FIFTHS_GAP, GapMeasure.SPREAD)
NO_GAP = (GapMeasure.BETWEEN_SHARE,)  # a share of the gap may rise while it closes


class GapTables(NamedTuple):
    """The gaps of one metric in every period, how they moved, and sigma and beta convergence."""

    gaps: pd.DataFrame
    changes: pd.DataFrame
    convergence: pd.DataFrame


class Span(NamedTuple):
    """From which period kept to which: positions among them, and the time of each in years."""

    first: int
    last: int
    times: Numbers


def gap_tables(panel: Panel, baseline: int, *, target_year: int) -> GapTables:
    """Everything there is to say of the distance between places of the metric's lowest level; frames may be empty."""
    gaps, changes, convergence = [], [], []
    constant = constant_places(panel)
    if constant is not None:
        span = span_of(panel, constant, baseline)
        for weighting, weights in weightings(constant):
            measured = measure_all(constant, weights)
            gaps.append(gap_rows(panel, constant, weighting, measured))
            if span:
                changes += gap_change_rows(panel, constant, span, weighting, measured, target_year=target_year)
        if span:
            convergence.append(convergence_row(panel, constant, span))
    return GapTables(pd.concat(gaps) if gaps else pd.DataFrame(), pd.DataFrame(changes), pd.DataFrame(convergence))


def span_of(panel: Panel, constant: Constant, baseline: int) -> Span | None:
    """The baseline, or the first period kept if later, to the newest; none where these are one or overlap."""
    earlier = np.flatnonzero(constant.columns <= baseline)
    first, last = int(earlier[-1]) if len(earlier) else 0, len(constant.columns) - 1
    starts = panel.starts[constant.columns].astype("datetime64[M]").astype(int)
    if first == last or starts[last] - starts[first] < panel.months[constant.columns[first]]:
        return None
    return Span(first, last, starts / YEAR)


def gap_change_rows(
    panel: Panel, constant: Constant, span: Span, weighting: Weighting, measured: Measured, *, target_year: int
) -> list[dict[str, object]]:
    """One row for each measure, as it stands and corrected, as ``domain.disparity.GapChange`` has it."""
    kinds = [(False, measured.plain, measured.drawn)]
    if measured.corrected is not None:
        kinds.append((True, measured.corrected, measured.drawn_corrected))
    rows = []
    for corrected, values, drawn in kinds:
        for measure in GapMeasure:
            series = values[measure]
            draws = drawn[measure][span.last] - drawn[measure][span.first] if drawn else None
            untold = _untold(panel, measure, noisy=constant.has_errors and not corrected)
            row = _moved(series, draws, span)
            trend = _trend(panel, series, span)
            rows.append({
                "metric_id": panel.metric.metric_id, "weighting": weighting.value, "measure": measure.value,
                "corrected": corrected, **_periods(panel, constant, span), **row, **trend,
                "places": len(constant.rows), **_answer(measure, row, trend, untold=untold),
                **_chance(panel, constant, measure, series, span, target_year),
            })  # fmt: skip
    return rows


def _periods(panel: Panel, constant: Constant, span: Span) -> dict[str, object]:
    first, last = constant.columns[span.first], constant.columns[span.last]
    starts = panel.starts.astype("datetime64[s]")
    return {
        "baseline_start": starts[first], "baseline_months": int(panel.months[first]),
        "newest_start": starts[last], "newest_months": int(panel.months[last]),
    }  # fmt: skip


def _moved(series: Numbers, draws: Numbers | None, span: Span) -> dict[str, float]:
    change = series[span.last] - series[span.first]
    lower, upper = np.nan, np.nan
    if draws is not None and np.isfinite(change) and np.isfinite(draws).all():
        lower, upper = (float(end) for end in spread_about(draws, change))
    return {
        "baseline_value": float(series[span.first]), "value": float(series[span.last]),
        "change": float(change), "lower": lower, "upper": upper,
    }  # fmt: skip


def _trend(panel: Panel, series: Numbers, span: Span) -> dict[str, float]:
    """The change a year over all periods kept; overlapping ones go together for at least their own length."""
    gaps = np.diff(span.times)
    block = max(1, round(max(BLOCK_YEARS, panel.months.max() / YEAR) / max(gaps.min(), 1 / YEAR)))
    found = spread_trend(span.times, series, block=min(block, len(series)), draws=TREND_DRAWS)
    names = {"slope": found.slope, "slope_lower": found.lower, "slope_upper": found.upper}
    return {**names, "periods": int(np.isfinite(series).sum())}


def _untold(panel: Panel, measure: GapMeasure, *, noisy: bool) -> Reason | None:
    """Why a gap that opened says nothing: it holds sampling noise, which grows with errors, or rising prices."""
    if noisy:
        return Reason.MOSTLY_NOISE
    return Reason.IN_CASH if panel.metric.in_cash and measure in IN_UNITS else None


def _answer(
    measure: GapMeasure, moved: dict[str, float], trend: dict[str, float], *, untold: Reason | None
) -> dict[str, object]:
    """Narrowed or widened where the interval of the change leaves nought out; else by that of the trend."""
    by_trend = not np.isfinite(moved["lower"])
    lower, upper = (trend["slope_lower"], trend["slope_upper"]) if by_trend else (moved["lower"], moved["upper"])
    answer, reason = GapAnswer.CANNOT_TELL, ""
    if measure in NO_GAP:
        reason = Reason.NOT_APPLICABLE.value
    elif not np.isfinite(moved["change"]):
        reason = Reason.NEGATIVE_VALUES.value
    elif not np.isfinite(lower):
        reason = Reason.TOO_FEW_POINTS.value
    elif by_trend and np.sign(trend["slope"]) != np.sign(moved["change"]):
        reason = Reason.WITHIN_SCATTER.value
    elif untold is Reason.MOSTLY_NOISE or (untold and lower > 0):
        reason = untold.value
    elif upper < 0:
        answer = GapAnswer.NARROWED
    elif lower > 0:
        answer = GapAnswer.WIDENED
    return {"answer": answer.value, "by_trend": by_trend, "reason": reason}


def _chance(
    panel: Panel, constant: Constant, measure: GapMeasure, series: Numbers, span: Span, target_year: int
) -> dict[str, object]:
    """The chance that the gap of the target year is smaller than that of the baseline, by the usual forecaster.

    A gap has no record of its own to be tried on, so its ranges use the default multipliers.
    """
    years = middle_years(panel)[constant.columns]
    if not target_year:
        return {"target_year": 0, "chance": np.nan, "chance_reason": Reason.TARGET_NOT_SET.value}
    if panel.metric.in_cash and measure in IN_UNITS:
        return {"target_year": target_year, "chance": np.nan, "chance_reason": Reason.IN_CASH.value}
    if len(set(years)) < len(years):
        return {"target_year": target_year, "chance": np.nan, "chance_reason": Reason.NOT_ANNUAL.value}
    grid = np.full(years[-1] - years[0] + 1, np.nan)
    grid[years - years[0]] = series
    ahead = forecast(grid, period_years=max(1, int(panel.months.max()) // YEAR))
    found = chance_of_meeting(
        ahead,
        series[span.first],
        polarity=Polarity.LOWER_IS_BETTER,
        horizon=target_year - int(years[-1]),
        met_now=False,
    )
    reason = found.reason.value if found.reason else ""
    return {"target_year": target_year, "chance": float(found.chance), "chance_reason": reason}


def convergence_row(panel: Panel, constant: Constant, span: Span) -> dict[str, object]:
    """One row as ``domain.disparity.Convergence`` has it, places counted equally."""
    logs = SCALES.get(panel.metric.kind, Scale.IDENTITY) is Scale.LOG or panel.metric.prefix != ""
    logs = logs and bool((constant.values > 0).all())
    errors = constant.errors.T if constant.has_errors else None
    spread = sigma(constant.values.T, se=errors, periods=span.times, logs=logs, draws=TREND_DRAWS)
    first, last = (np.log(row) if logs else row for row in constant.values[[span.first, span.last]])
    years = float(span.times[span.last] - span.times[span.first])
    before = _instrument(panel, constant, span)
    start, end = constant.values[span.first], constant.values[span.last]
    plain = beta(start, end, years=years, logs=logs)
    with_instrument = beta(start, end, years=years, logs=logs, instrument=before) if before is not None else None
    best = with_instrument or plain
    starts = panel.starts[constant.columns].astype("datetime64[s]")
    return {
        "metric_id": panel.metric.metric_id, "first_start": starts[span.first], "last_start": starts[span.last],
        "years": years, "places": len(constant.rows), "logarithms": logs,
        "sigma_first": spread.spread[span.first], "sigma_last": spread.spread[span.last],
        # of the figures as published, so it would speak of another spread where noise is taken out of these
        "p": np.nan if constant.has_errors else pitman_morgan(first, last).p,
        "beta": plain.beta, "beta_lower": float(plain.interval[0]), "beta_upper": float(plain.interval[1]),
        "beta_iv": with_instrument.beta if with_instrument else np.nan,
        "beta_iv_lower": float(with_instrument.interval[0]) if with_instrument else np.nan,
        "beta_iv_upper": float(with_instrument.interval[1]) if with_instrument else np.nan,
        "half_life": best.half_life, "reason": best.reason.value if best.reason else "",
    }  # fmt: skip


def _instrument(panel: Panel, constant: Constant, span: Span) -> Numbers | None:
    """The figures of the last period that was over before the baseline began: their error is another."""
    starts = panel.starts[constant.columns].astype("datetime64[M]").astype(int)
    ends = starts + panel.months[constant.columns]
    over = np.flatnonzero((ends <= starts[span.first]) & (np.arange(len(starts)) < span.first))
    return constant.values[over[-1]] if len(over) else None
