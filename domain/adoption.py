"""An adoption: a place takes up a practice, from the founding case or from another adopter, and reports back."""

import datetime as dt
from typing import Self

from pydantic import model_validator

from domain.evidence import Design, Effect, Result, StudyChecks
from domain.record import Identifier, Line, Passage, PlaceCode, Record


class Adoption(Record):
    """One place's turn with a practice. ``result`` comes with the report; until then nobody knows.

    ``from_adoption_id`` is the adoption it was taken up from, none where it came from the entry itself. ``adapted`` is
    what was changed for this place.
    """

    adoption_id: Identifier
    practice_id: Identifier
    place_code: PlaceCode
    taken_up_on: dt.date
    report_due_on: dt.date
    from_adoption_id: Identifier | None = None
    transformation_id: Identifier | None = None
    adapted: Passage = ""
    contact_role: Line | None = None
    reported_on: dt.date | None = None
    result: Result | None = None
    effect: Effect | None = None
    design: Design | None = None
    study_checks: StudyChecks = StudyChecks()
    evaluation_id: Identifier | None = None
    report: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the adoption."""
        return self.adoption_id

    def overdue(self, today: dt.date) -> bool:
        """Whether the report was due before today and has not come: its result is unknown."""
        return self.reported_on is None and self.report_due_on < today

    @model_validator(mode="after")
    def _reported_whole(self) -> Self:
        if (self.reported_on is None) != (self.result is None):
            raise ValueError("a report has a day and a result: give both, or neither")
        if self.report_due_on <= self.taken_up_on:
            raise ValueError(
                f"the report is due on {self.report_due_on:%-d %B %Y}, not after it was taken up on"
                f" {self.taken_up_on:%-d %B %Y}: give a later day"
            )
        if self.from_adoption_id == self.adoption_id:
            raise ValueError("an adoption cannot be taken up from itself: name another, or none")
        if self.effect is not None and self.reported_on is None:
            raise ValueError("an effect comes with a report: give the day and the result too")
        return self
