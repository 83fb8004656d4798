"""What a build did: read, kept, set aside and why; and what changed since the build before."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from domain.frozen import Frozen


class SetAsideReason(StrEnum):
    """Why an observation that was read is not in the build."""

    NO_METRIC = "no_metric"  # its series serves no metric of the catalogue
    OTHER_GEOGRAPHY = "other_geography"  # police forces, statistical regions, constituencies and so on
    NO_CODE = "no_code"  # no official code was given
    UNKNOWN_PLACE = "unknown_place"  # a council code the geography files do not know
    REPEATED = "repeated"  # the same figure given twice
    SUPERSEDED = "superseded"  # given again under the code that replaced this one
    MERGED_AWAY = "merged_away"  # for a council that was merged, and not a number that can be added up
    OTHER_SERIES = "other_series"  # a preferred series has the same place and period
    INVALID = "invalid"  # the numbers contradict each other


class SetAside(Frozen):
    """How many observations of a source were set aside for one reason, with one example of them."""

    reason: SetAsideReason
    detail: str
    observations: int
    example: str


class SourceReport(Frozen):
    """What became of one source.

    Every observation is kept or set aside, except that councils since merged may be added up: then several of them
    (``followed_to_successor`` counts them, with those only renamed) are kept as one figure.
    """

    source_id: str
    rows_read: int
    observations: int
    kept: int
    without_value: int
    followed_to_successor: int
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    checksums: dict[str, str] = Field(default_factory=dict)


class RowsSetAside(Frozen):
    """How many rows of a register of programmes were set aside for one reason, with one of them."""

    why: str
    rows: int
    example: str


class RegisterReport(Frozen):
    """What became of the register of one source: every row is a transformation, a grant of several, or set aside."""

    source_id: str
    rows_read: int
    transformations: int
    grants_of_groups: int
    set_aside: tuple[RowsSetAside, ...] = ()
    warnings: tuple[str, ...] = ()


class MetricReport(Frozen):
    """What a build holds for one metric."""

    metric_id: str
    observations: int
    places: int
    first_period: dt.date
    latest_period: dt.date
    latest_months: int
    sources: tuple[str, ...]


class Revision(Frozen):
    """How the figures of one metric changed between two builds; sizes are in the metric's unit."""

    metric_id: str
    figures_revised: int
    median_size: float
    largest_size: float
    largest_at: str
    periods_added: tuple[str, ...] = ()
    periods_lost: tuple[str, ...] = ()
    observations_before: int = 0
    observations_after: int = 0


class Changes(Frozen):
    """One build against the build before it. ``rules_before`` is the version of the rules that one was judged by."""

    previous_build: str
    rules_before: str = ""
    metrics_appeared: tuple[str, ...] = ()
    metrics_vanished: tuple[str, ...] = ()
    places_appeared: tuple[str, ...] = ()
    places_vanished: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()


class BuildReport(Frozen):
    """Everything a reader may ask of a build."""

    build_id: str
    built_at: dt.datetime
    rule_version: str
    seconds: float
    observations: int
    sources: tuple[SourceReport, ...]
    metrics: tuple[MetricReport, ...]
    registers: tuple[RegisterReport, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: Changes | None = None
