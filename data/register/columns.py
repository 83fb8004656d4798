"""Columns that mean the same in both databases: a moment is in UTC, and money is whole pennies."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import BigInteger, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

PENNY = Decimal("0.01")


class Moment(TypeDecorator[dt.datetime]):
    """A moment, aware of its time zone on the way in and in UTC on the way out."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> DateTime:
        """A column with a time zone where the database has one."""
        return DateTime(timezone=dialect.name == "postgresql")

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """UTC, without saying so where the database cannot keep it."""
        if value is None:
            return None
        moment = value.astimezone(dt.UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """UTC, and saying so."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Pence(TypeDecorator[Decimal]):
    """Pounds kept as whole pennies, so that sums are exact in both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Pounds to pennies."""
        return None if value is None else int(value / PENNY)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Pennies to pounds."""
        return None if value is None else value * PENNY


KEY = String(250)
"""Long enough for the longest key a noun can have."""
