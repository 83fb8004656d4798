"""What can be said of one figure besides its value."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from domain.reason import Reason


class Mark(StrEnum):
    """Something a reader must know about a figure that does have a value."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    FORECAST = "forecast"
    UNRELIABLE = "unreliable"
    BREAK = "break"  # not comparable with the figures before it
    AGGREGATED = "aggregated"  # put together by the publisher from smaller areas
    SAME_LAND = "same_land"  # published for an earlier council with the same boundary
    SHARED = "shared"  # published for this place and a far smaller one together
    SHARED_MINOR = "shared_minor"  # published for a far larger place and this one together
    RECODED = "recoded"  # published under a code this place used to have
    SUMMED = "summed"  # counts of the councils this place was made from, added up here


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure, in the metric's unit; without a value it says why."""

    metric_id: str
    place_code: str
    period_start: dt.date
    period_months: int
    value: float | None
    lower: float | None
    upper: float | None
    reason: Reason | None
    mark: Mark | None
    source_id: str
