"""Asks and offers: a place asks who has solved a problem, or offers what it has; each with a clock and an outcome."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark


class AppealKind(StrEnum):
    """What is asked for or offered."""

    KNOW_HOW = "know_how"  # who has solved this?
    PEOPLE = "people"
    KIT = "kit"
    TEMPLATES = "templates"
    MENTORING = "mentoring"


class AppealOutcome(StrEnum):
    """What became of it, once it is closed."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    TAKEN_BACK = "taken_back"


class Appeal(Record):
    """One ask, or one offer, of a place. Answers to it are comments beside it.

    ``answered_on`` is when the first place came forward, written by the register; ``practice_id`` and ``helped_by``
    say what and who helped.
    """

    appeal_id: Identifier
    offers: bool
    kind: AppealKind
    place_code: PlaceCode
    title: Line
    words: Passage
    posted_on: dt.date
    wanted_by: dt.date
    metric_ids: tuple[Identifier, ...] = ()
    mission_ids: tuple[Identifier, ...] = ()
    contact_role: Line | None = None
    answered_on: dt.date | None = None
    closed_on: dt.date | None = None
    outcome: AppealOutcome | None = None
    outcome_words: Remark | None = None
    practice_id: Identifier | None = None
    helped_by: PlaceCode | None = None

    @property
    def record_id(self) -> str:
        """The key of the ask or offer."""
        return self.appeal_id

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_on is None

    @model_validator(mode="after")
    def _closed_whole(self) -> Self:
        if (self.closed_on is None) != (self.outcome is None):
            raise ValueError("what is closed has a day and an outcome: give both, or neither")
        if self.wanted_by < self.posted_on:
            raise ValueError(
                f"it is wanted by {self.wanted_by:%-d %B %Y}, before it was posted on {self.posted_on:%-d %B %Y}:"
                " correct one"
            )
        if not (self.metric_ids or self.mission_ids):
            raise ValueError("name a metric or a mission it is about, so that it can be found and matched")
        return self
