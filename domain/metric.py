"""A metric: what is measured, in which unit, which way is better, and from which series it comes."""

import datetime as dt
import re
from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from domain.frozen import Frozen
from domain.place import Level

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


class Polarity(StrEnum):
    """Which direction is good."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"


class Role(StrEnum):
    """How prominent a metric is: headline metrics stand on every profile."""

    HEADLINE = "headline"
    SUPPORTING = "supporting"
    CONTEXT = "context"


class Kind(StrEnum):
    """What sort of number it is, which decides the scale its error is symmetric on."""

    PROPORTION = "proportion"  # a percentage of a whole, 0 to 100
    RATE = "rate"  # events per so many people or things
    MEAN = "mean"
    MEDIAN = "median"
    LIFE_EXPECTANCY = "life_expectancy"
    RATIO = "ratio"
    INDEX = "index"
    CHANGE = "change"  # a percentage change, which may be negative
    MONEY = "money"
    COUNT = "count"


class SeriesRef(Frozen):
    """Which rows of which source carry the metric. The first of several wins where they overlap."""

    source: str
    series: str
    multiplier: float = 1.0


class Break(Frozen):
    """A point before which figures must not be compared with those after it."""

    on: dt.date
    reason: str


class Metric(Frozen):
    """One entry of the catalogue.

    ``unit`` completes a sentence after the number ("years", "% of people aged 16 to 64");
    ``prefix`` and ``suffix`` go on the bare number in a table ("£", "%"). ``period_months`` is the
    length of the period a figure covers, 0 for a snapshot on a day. ``every_months`` is the spacing
    of publication, ``None`` where it is irregular. ``covers`` names nations by code.
    Figures ``in_cash`` are in the money of their day, so that a rise may be no more than rising prices.
    A metric that nobody publishes has no series and says why in ``not_measured``.
    """

    metric_id: str
    topic: str
    title: str = Field(min_length=3, max_length=90)
    description: str = Field(min_length=20)
    role: Role
    role_basis: str = "chosen for this dashboard"
    polarity: Polarity
    kind: Kind
    unit: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""
    decimals: int = Field(ge=0, le=4)
    lowest_level: Level
    period_months: int = Field(ge=0)
    every_months: int | None = Field(default=12, ge=1)
    covers: tuple[str, ...] = Field(default=(), description="nation codes")
    series: tuple[SeriesRef, ...] = ()
    breaks: tuple[Break, ...] = ()
    caveats: tuple[str, ...] = ()
    additive: bool = False
    in_cash: bool = False
    not_measured: str | None = None
    nearest: str | None = None
    next_release: str | None = None
    named_as: tuple[str, ...] = Field(default=(), description="what the frameworks call it")

    @field_validator("metric_id", "topic")
    @classmethod
    def _identifier(cls, text: str) -> str:
        if not IDENTIFIER.fullmatch(text):
            raise ValueError(f"{text!r} must be lower-case words joined by underscores, starting with a letter")
        return text

    @model_validator(mode="after")
    def _measured_or_said_why_not(self) -> Self:
        if bool(self.series) == bool(self.not_measured):
            raise ValueError(f"{self.metric_id}: give either at least one [[series]] or a reason in not_measured")
        return self

    @property
    def is_measured(self) -> bool:
        """Whether anybody publishes it."""
        return bool(self.series)
