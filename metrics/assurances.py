"""Assurance: whether a long monthly or quarterly series meets a target reliably."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from domain.metric import Metric, Polarity
from domain.observation import Mark, Observation
from domain.reason import Reason
from domain.verdict import AssuranceAnswer
from metrics.methods.spc import FULL_GROUP, xmr
from metrics.panel import Numbers, Panel

MOST_MONTHS = 3  # apart: quarters or finer
SUPPRESSED = (Reason.SUPPRESSED.value, Reason.LOW_RELIABILITY.value)

Answer = tuple[AssuranceAnswer, Reason | None]


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
    withheld = np.array([[(each.reason or "") in SUPPRESSED for each in ordered]], dtype=bool)
    return _assured(metric, values, withheld, np.array([target]))[0]


def assure_all(panel: Panel, targets: Numbers) -> pd.DataFrame:
    """One row for each place: assurance against its target (NaN for none) and the reason where there is none."""
    reason = unsuited(panel.metric)
    places = len(panel.codes)
    if reason is None and np.isfinite(targets).any():
        starts = [np.datetime64(gap.on) for gap in panel.metric.breaks]
        first = int(np.searchsorted(panel.starts, max(starts))) if starts else 0
        withheld = np.isin(panel.reason.astype(str), SUPPRESSED) | (panel.mark == Mark.UNRELIABLE.value)
        answers = _assured(panel.metric, panel.value[:, first:], withheld[:, first:], targets)
    elif reason is None:
        answers = [(AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET)] * places
    else:
        answers = [(AssuranceAnswer.NOT_SUITED, reason)] * places
    return pd.DataFrame({
        "assurance": [answer.value for answer, _ in answers],
        "assurance_reason": [why.value if why else "" for _, why in answers],
    })  # fmt: skip


def _assured(metric: Metric, values: Numbers, withheld: np.ndarray, targets: Numbers) -> list[Answer]:
    enough = np.isfinite(values).sum(axis=1) >= FULL_GROUP
    if values.shape[1] == 0:
        return [(AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS)] * len(values)
    chart = xmr(values, target=targets, polarity=metric.polarity, suppressed=withheld)
    answers: list[Answer] = []
    for row in range(len(values)):
        if not np.isfinite(targets[row]):
            answers.append((AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET))
        elif not enough[row]:
            answers.append((AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS))
        elif chart.assurance[row] is None:
            answers.append((AssuranceAnswer.NOT_SUITED, chart.assurance_reason[row]))
        else:
            answers.append((AssuranceAnswer(chart.assurance[row]), None))
    return answers
