"""Money: pounds and pence, which of two streams, and whether it has been spent or is expected to be."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

Pounds = Annotated[Decimal, Field(max_digits=15, decimal_places=2, allow_inf_nan=False)]
"""An amount to the penny; a minus is money taken back."""

FinancialYear = Annotated[int, Field(ge=2000, le=2100)]
"""A year that starts in April, by the year it starts in: 2026 is April 2026 to March 2027."""


class Stream(StrEnum):
    """What money may be spent on."""

    CAPITAL = "capital"
    REVENUE = "revenue"


class Basis(StrEnum):
    """Whether a number has happened."""

    ACTUAL = "actual"
    FORECAST = "forecast"
