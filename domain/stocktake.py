"""A stocktake: how each commitment stands on a day, in the words that may be used for it, and how many were kept."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What became of a commitment, or will if it goes on like this."""

    KEPT = "kept"
    LATE = "late"
    ON_PATH = "on_path"
    BEHIND = "behind"
    CANNOT_TELL = "cannot_tell"


class Doubt(StrEnum):
    """Why it cannot be told."""

    NO_FIGURE = "no_figure"  # nothing is published for it
    NO_FIGURE_SINCE = "no_figure_since"  # nothing for a time after it was made
    NO_START = "no_start"  # no figure from before it was made, and the path begins later
    NO_DIRECTION = "no_direction"  # neither the metric nor the path says which way is meant
    WITHIN_NOISE = "within_noise"
    FIGURE_DUE = "figure_due"  # its day has passed, and the figure for it is not out
    NO_MILESTONE = "no_milestone"  # the reader may not see it, or it was withdrawn
    OTHER_MEASURE = "other_measure"  # by something the catalogue does not hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one commitment stands on a day.

    ``due`` tells that its day has passed. ``value`` with its interval is the figure it was judged by, for the period
    that ends on ``at``, and ``path`` where it should have been then. ``done_on`` is when a milestone was reached and
    ``expected_on`` when it is expected, ``passed`` that this day is over; ``bare`` that nothing shows it. ``days`` is
    how late it was, or is so far.
    """

    answer: Answer
    due: bool
    doubt: Doubt | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    at: dt.date | None = None
    path: float | None = None
    done_on: dt.date | None = None
    expected_on: dt.date | None = None
    bare: bool = False
    passed: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Stocktake:
    """How many were promised, and what became of them. Those not yet due are on their path, behind or in doubt.

    ``unseen`` name a milestone the reader has no sight of: they are counted nowhere else, for they may be kept.
    """

    promised: int
    kept: int
    late: int
    untold: int
    not_due: int
    on_path: int
    behind: int
    unseen: int = 0
