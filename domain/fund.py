"""A fund: money set aside by a department, from which programmes are paid."""

import datetime as dt

from domain.record import Identifier, Line, Passage, Record


class Fund(Record):
    """A pot of money with its owner."""

    fund_id: Identifier
    title: Line
    department: Line
    announced_on: dt.date | None = None
    closed_on: dt.date | None = None
    note: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the fund."""
        return self.fund_id
