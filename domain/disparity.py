"""How far apart places are, whether the distance closes, and what can be said for the nation as a whole."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from domain.reason import Reason


class Weighting(StrEnum):
    """Whose distance it is: that between places, each counted once, or that between the people who live in them."""

    PLACES = "places"
    PEOPLE = "people"


class GapMeasure(StrEnum):
    """One way to put the distance between places in a number."""

    DECILE_GAP = "decile_gap"
    DECILE_RATIO = "decile_ratio"
    FIFTHS_GAP = "fifths_gap"
    SPREAD = "spread"
    THEIL = "theil"
    THEIL_BETWEEN = "theil_between"
    THEIL_WITHIN = "theil_within"
    BETWEEN_SHARE = "between_share"


class GapAnswer(StrEnum):
    """Which way a gap went, beyond noise."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Gap:
    """One measure of distance in one period, over the same ``places`` in every period.

    ``value`` is as the figures stand, ``corrected`` with the sampling noise taken out; each has a 95% interval from
    the error of the figures, absent where none is published. ``reason`` says why there is no value.
    """

    metric_id: str
    weighting: Weighting
    measure: GapMeasure
    period_start: dt.date
    period_months: int
    value: float | None
    lower: float | None
    upper: float | None
    corrected: float | None
    corrected_lower: float | None
    corrected_upper: float | None
    places: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class GapChange:
    """One measure of distance from the baseline to the newest period, and its trend a year over all periods.

    ``corrected`` says whether sampling noise was taken out. ``lower`` to ``upper`` is the 95% interval of ``change``,
    absent without published intervals. ``slope`` is the trend a year by least squares with the interval of a block
    bootstrap. ``answer`` follows the interval of the change, or of the trend where ``by_trend``. ``chance`` is that of
    a gap in ``target_year`` smaller than at the baseline, with ``chance_reason`` where none can be given or it is weak.
    """

    metric_id: str
    weighting: Weighting
    measure: GapMeasure
    corrected: bool
    baseline_start: dt.date
    baseline_months: int
    baseline_value: float | None
    newest_start: dt.date
    newest_months: int
    value: float | None
    change: float | None
    lower: float | None
    upper: float | None
    slope: float | None
    slope_lower: float | None
    slope_upper: float | None
    periods: int
    places: int
    answer: GapAnswer
    by_trend: bool
    reason: Reason | None
    target_year: int
    chance: float | None
    chance_reason: Reason | None


@dataclass(frozen=True, slots=True)
class Convergence:
    """Whether places grow more alike (sigma) and whether those behind gain on those ahead (beta).

    ``sigma_first`` and ``sigma_last`` are standard deviations free of sampling noise, of logarithms where
    ``logarithms``; ``p`` is that of the Pitman-Morgan test. ``beta`` is the plain slope of growth a year on the
    starting level; ``beta_iv`` the same with the figure before the start as instrument, which noise in the start does
    not bias. ``half_life`` is in years.
    """

    metric_id: str
    first_start: dt.date
    last_start: dt.date
    years: float
    places: int
    logarithms: bool
    sigma_first: float | None
    sigma_last: float | None
    p: float | None
    beta: float | None
    beta_lower: float | None
    beta_upper: float | None
    beta_iv: float | None
    beta_iv_lower: float | None
    beta_iv_upper: float | None
    half_life: float | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class NationalCount:
    """One metric over the places of its lowest level: how many rose since the baseline, fell, or cannot be told.

    ``higher`` and ``lower`` count plain signs. ``people_*`` count residents. ``expected`` is how many of ``rose`` and
    of ``fell`` each chance alone would give. ``better_by_target`` is how many places are expected to be better in
    ``target_year`` than at the baseline, of ``judged`` that have a chance; ``all_at_most`` bounds the chance that
    every one is, and ``target_reason`` says why there is none.
    """

    metric_id: str
    group_level: str
    baseline_start: dt.date
    baseline_months: int
    newest_start: dt.date
    newest_months: int
    places: int
    rose: int
    fell: int
    cannot_tell: int
    higher: int
    lower: int
    indicative: int
    people_rose: int
    people_fell: int
    people_cannot_tell: int
    expected: float
    reliability: float | None
    target_year: int
    judged: int
    better_by_target: float | None
    all_at_most: float | None
    target_reason: Reason | None
