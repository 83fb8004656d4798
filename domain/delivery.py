"""Delivery: what has been reported of one transformation, summed up in one line that thousands can be listed by."""

import datetime as dt
from dataclasses import dataclass

from domain.returns import ReturnState
from domain.transformation import Status

STALE_AFTER = 2
"""How many rounds in a row without evidence make a transformation stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnMark:
    """One return of a transformation: how far it is, since when (UTC), and when it was due."""

    round_id: str
    transformation_id: str
    place_code: str
    state: ReturnState
    since: dt.datetime
    due_on: dt.date
    version: int
    sent_at: dt.datetime | None = None  # when it was last submitted
    certified_at: dt.datetime | None = None  # from here on the centre's clock runs
    answered_at: dt.datetime | None = None  # when the centre accepted it or asked for changes
    times_sent: int = 0
    answered_before: tuple[tuple[dt.datetime, dt.datetime], ...] = ()  # certified and answered, of earlier sendings

    @property
    def return_id(self) -> str:
        """The key of the return."""
        return f"{self.round_id}/{self.transformation_id}"

    @property
    def with_place(self) -> bool:
        """Whether the place is to move next."""
        return self.state in {ReturnState.DUE, ReturnState.DRAFT, ReturnState.CHANGES_ASKED, ReturnState.SUBMITTED}

    @property
    def with_centre(self) -> bool:
        """Whether the centre keeps the place waiting."""
        return self.state is ReturnState.CERTIFIED

    @property
    def sent_back(self) -> bool:
        """Whether the centre asked for changes and the place, drafting again or not, has not sent them yet."""
        return self.state is ReturnState.CHANGES_ASKED or (
            self.state is ReturnState.DRAFT and self.answered_at is not None
        )

    @property
    def not_sent(self) -> bool:
        """Whether the centre waits for it still: what its place's own certifier sent back has not come either."""
        return self.state is ReturnState.DUE or (self.state is ReturnState.DRAFT and self.answered_at is None)

    def overdue(self, today: dt.date) -> bool:
        """Whether it should have been sent by now and was not; one that came and went back with questions is not."""
        return self.due_on < today and self.not_sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was reported of one transformation. Amounts are in pounds; ``None`` is "nobody said", never nought.

    ``status`` came with a dated event (``since``, ``event``). ``returns`` are newest round first. ``planned`` is the
    spend forecast before it happened for the quarters that have passed, against which ``spent`` is held.
    ``slips_by_months`` is how much later than planned its unfinished milestones are now expected, at the most.
    ``silent_rounds`` counts the last rounds in a row, all past their due date, that went by without evidence since.
    """

    status: Status | None = None
    since: dt.date | None = None
    event: str = ""
    self_rating: int | None = None
    self_rated_on: dt.date | None = None
    assurance: int | None = None
    assured_on: dt.date | None = None
    evidence_on: dt.date | None = None
    silent_rounds: int = 0
    returns: tuple[ReturnMark, ...] = ()
    announced: float | None = None
    awarded: float | None = None
    paid: float | None = None
    award_added: float = 0.0  # by decisions after the day of the first award
    award_taken_back: float = 0.0
    announced_on: dt.date | None = None
    first_paid_on: dt.date | None = None
    spent: float | None = None
    planned: float | None = None
    forecast: float | None = None
    milestones: int = 0
    reached: int = 0
    passed: int = 0  # past their expected date without having been reached
    reached_bare: int = 0  # said to be reached, without evidence
    first_passed_on: dt.date | None = None  # the expected day of the one that passed first
    next_milestone_on: dt.date | None = None
    slips_by_months: float | None = None
    open_risks: int = 0
    worst_risk: int | None = None
    open_requests: int = 0
    oldest_request_on: dt.date | None = None

    @property
    def stale(self) -> bool:
        """Whether two rounds or more have passed without evidence."""
        return self.silent_rounds >= STALE_AFTER

    @property
    def newest(self) -> ReturnMark | None:
        """The return of the newest round."""
        return self.returns[0] if self.returns else None
