"""Spend: what a transformation spent, or expects to spend, in a year or a quarter of it."""

from typing import Annotated

from pydantic import Field

from domain.money import Basis, FinancialYear, Pounds, Stream
from domain.record import Identifier, Key, Record


class Spend(Record):
    """An amount of one stream over one financial year, or a quarter of it (1 is April to June).

    There can be only one for each: a corrected amount is the next version of the same record.
    """

    transformation_id: Identifier
    basis: Basis
    stream: Stream
    financial_year: FinancialYear
    amount: Pounds
    quarter: Annotated[int, Field(ge=1, le=4)] | None = None
    return_id: Key | None = None

    @property
    def record_id(self) -> str:
        """The key of the spend."""
        period = f"{self.financial_year}-Q{self.quarter}" if self.quarter else str(self.financial_year)
        return f"{self.transformation_id}/{period}/{self.stream}/{self.basis}"
