"""How far a figure has moved since the baseline, and whether chance explains it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from domain.reason import Reason


class ChangeAnswer(StrEnum):
    """Which way a figure moved, beyond noise."""

    ROSE = "rose"
    FELL = "fell"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in one place: its newest figure less that of the baseline, in the metric's unit.

    ``lower`` and ``upper`` are the 95% interval of the change; ``p`` the chance of one as large by noise alone.
    ``indicative`` noise is the series' own scatter from year to year, for want of published intervals.
    ``by_regression`` is the change that regression to the mean alone would bring; ``bad_year`` says that the baseline
    was in the worst fifth of places. ``reason`` says why there is no answer, or that the answer is in cash.
    ``people`` counts residents.
    """

    metric_id: str
    place_code: str
    group_level: str
    baseline_start: dt.date
    baseline_months: int
    baseline_value: float | None
    newest_start: dt.date
    newest_months: int
    value: float | None
    change: float | None
    lower: float | None
    upper: float | None
    p: float | None
    answer: ChangeAnswer
    reason: Reason | None
    indicative: bool
    flagged: bool
    bad_year: bool
    by_regression: float | None
    people: int
