"""A milestone: a day by which something a reader can check will have happened."""

import datetime as dt

from domain.record import Identifier, Line, Passage, Record


class Milestone(Record):
    """A step of a transformation: when it was planned, when it is now expected, and when it was reached."""

    milestone_id: Identifier
    transformation_id: Identifier
    title: Line
    planned_on: dt.date
    expected_on: dt.date | None = None
    reached_on: dt.date | None = None
    evidence: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the milestone."""
        return self.milestone_id
