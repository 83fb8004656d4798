"""Assurance: whether a long monthly or quarterly series meets a target reliably."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.metric import Metric, Polarity
from domain.observation import Mark, Observation
from domain.reason import Reason
from domain.verdict import AssuranceAnswer
from metrics.methods.spc import FULL_GROUP, xmr
from metrics.panel import Numbers, Panel

RUN = 7  # figures on one side that are no accident
MOST_MONTHS = 3  # apart: quarters or finer
SUPPRESSED = (Reason.SUPPRESSED.value, Reason.LOW_RELIABILITY.value)

Answer = tuple[AssuranceAnswer, Reason | None]
Months = npt.NDArray[np.datetime64]
Mask = npt.NDArray[np.bool_]


def unsuited(metric: Metric) -> Reason | None:
    """Why a metric's series can carry no assurance: too seldom, each figure holding part of the last, or a total.

    Yearly outcomes follow on from one another, and periods that overlap share what they count: limits drawn from
    steps would call ordinary runs a signal.
    """
    if metric.every_months is None or metric.every_months > MOST_MONTHS:
        return Reason.NOT_FREQUENT
    if metric.period_months > metric.every_months:
        return Reason.OVERLAPPING_PERIODS
    if metric.polarity is Polarity.NEUTRAL:
        return Reason.NO_POLARITY
    return Reason.DEPENDS_ON_SIZE if metric.additive else None


def assure(metric: Metric, series: Sequence[Observation], *, target: float | None) -> Answer:
    """The assurance of one series against a target, and why there is none."""
    reason = unsuited(metric)
    if reason is not None:
        return AssuranceAnswer.NOT_SUITED, reason
    if target is None:
        return AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET
    ordered = sorted(series, key=lambda each: each.period_start)
    after = max((gap.on for gap in metric.breaks), default=None)
    ordered = [each for each in ordered if after is None or each.period_start >= after]
    values = np.array([[np.nan if each.value is None else each.value for each in ordered]], dtype=float)
    withheld = np.array([[(each.reason or "") in SUPPRESSED or each.mark is Mark.UNRELIABLE for each in ordered]], bool)
    starts = np.array([each.period_start for each in ordered], dtype="datetime64[M]")
    return _assured(metric, starts, values, withheld, np.array([target], dtype=float))[0]


def assure_all(panel: Panel, targets: Numbers) -> pd.DataFrame:
    """One row for each place: assurance against its target (NaN for none) and the reason where there is none."""
    reason = unsuited(panel.metric)
    places = len(panel.codes)
    if reason is None and np.isfinite(targets).any():
        starts = [np.datetime64(gap.on) for gap in panel.metric.breaks]
        first = int(np.searchsorted(panel.starts, max(starts))) if starts else 0
        withheld = np.isin(panel.reason.astype(str), SUPPRESSED) | (panel.mark == Mark.UNRELIABLE.value)
        months = panel.starts[first:].astype("datetime64[M]")
        answers = _assured(panel.metric, months, panel.value[:, first:], withheld[:, first:], targets)
    elif reason is None:
        answers = [(AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET)] * places
    else:
        answers = [(AssuranceAnswer.NOT_SUITED, reason)] * places
    return pd.DataFrame({
        "assurance": [answer.value for answer, _ in answers],
        "assurance_reason": [why.value if why else "" for _, why in answers],
    })  # fmt: skip


def _assured(metric: Metric, starts: Months, values: Numbers, withheld: Mask, targets: Numbers) -> list[Answer]:
    if values.shape[1] == 0:
        return [(AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS)] * len(values)
    values, withheld = _evenly(metric, starts, values, withheld)
    published, usable = np.isfinite(values) | withheld, np.isfinite(values) & ~withheld
    long, enough = (cells.sum(axis=1) >= FULL_GROUP for cells in (published, usable))
    chart = xmr(values, target=targets, polarity=metric.polarity, suppressed=withheld)
    with np.errstate(invalid="ignore"):
        ahead = values - targets[:, None]
    meets = (ahead <= 0) if metric.polarity is Polarity.LOWER_IS_BETTER else (ahead >= 0)
    answers: list[Answer] = []
    for row in range(len(values)):
        if not np.isfinite(targets[row]):
            answers.append((AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET))
        elif long[row] and chart.assurance[row] is None:
            answers.append((AssuranceAnswer.NOT_SUITED, chart.assurance_reason[row]))
        elif not enough[row]:
            answers.append((AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS))
        else:
            answers.append((_lately(AssuranceAnswer(chart.assurance[row]), usable[row], meets[row]), None))
    return answers


def _lately(answer: AssuranceAnswer, usable: Mask, meets: Mask) -> AssuranceAnswer:
    """Neither "consistently", where the latest seven figures all say the opposite: the series has moved."""
    lately = meets[usable][-RUN:]
    opposite = {AssuranceAnswer.CONSISTENTLY_MEETS: not lately.any(), AssuranceAnswer.CONSISTENTLY_MISSES: lately.all()}
    return AssuranceAnswer.HIT_AND_MISS if opposite.get(answer, False) else answer


def _evenly(metric: Metric, starts: Months, values: Numbers, withheld: Mask) -> tuple[Numbers, Mask]:
    """One column for every period there should be, so that no step is taken across one that is not there."""
    at = (starts - starts[0]).astype(int) // (metric.every_months or 1)
    shape = len(values), int(at[-1]) + 1
    laid, hidden = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    laid[:, at], hidden[:, at] = values, withheld
    return laid, hidden
