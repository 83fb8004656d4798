"""A practice: one entry of the learning library - what was tried where, what came of it, and how that is known."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from domain.evidence import Design, Effect, Number, Result, StudyChecks
from domain.frozen import Frozen
from domain.place import Level, Nation
from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark

Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=1_000)]
Year = Annotated[int, Field(ge=1800, le=2100)]


class CostBand(StrEnum):
    """How much it took, roughly, where it was tried."""

    UNDER_10K = "under_10k"
    UNDER_100K = "10k_to_100k"
    UNDER_1M = "100k_to_1m"
    UNDER_10M = "1m_to_10m"
    UNDER_100M = "10m_to_100m"
    OVER_100M = "over_100m"


BAND_ENDS = (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)


def band_of(cost: float) -> CostBand:
    """The band a cost in pounds lies in.

    >>> band_of(9_999), band_of(10_000)
    (<CostBand.UNDER_10K: 'under_10k'>, <CostBand.UNDER_100K: '10k_to_100k'>)
    """
    return tuple(CostBand)[sum(cost >= end for end in BAND_ENDS)]


class Stage(StrEnum):
    """How far an entry has come. Readers see the last version that was checked twice, and the founding set.

    The founding set came with the product: one look, at what could be seen of each source.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED_ONCE = "checked_once"
    CHECKED = "checked"
    FOUNDING = "founding"
    RETIRED = "retired"


class Citation(Frozen):
    """Where what is said can be read."""

    author: Line
    title: Line
    publisher: Line
    year: Year | None = None
    address: Address | None = None


class Resource(Frozen):
    """Something that can be used again: a template, a guide, a data sheet. Without a licence, ask before using it."""

    title: Line
    address: Address
    licence: Line | None = None


class Precondition(Frozen):
    """What had to be there.

    Held against a place's own figures where it names a metric and a bound, and against what and where the place is
    where it names levels or nations: a power that only some councils have.
    """

    statement: Remark
    metric_id: Identifier | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    levels: tuple[Level, ...] = ()
    nations: tuple[Nation, ...] = ()

    @model_validator(mode="after")
    def _bound_has_a_metric(self) -> Self:
        bounded = self.at_least is not None or self.at_most is not None
        if bounded != (self.metric_id is not None):
            raise ValueError("a precondition on a metric names the metric and a bound: give both, or neither")
        return self


class Check(Frozen):
    """One look by somebody who did not write it."""

    checked_by: Line
    checked_on: dt.date
    note: Remark


class Practice(Record):
    """One entry: the problem, what was done, for whom, at what cost, with what effect, and who has checked it.

    ``place_codes`` are where it was tried; ``place_words`` says so where no code does. ``owner_code`` is the place that
    wrote it, none for an entry of the founding set. ``study_places`` and ``study_people`` are how many were studied.
    ``readings`` are the fields that are the writer's reading and no finding, ``unconfirmed`` those whose figures could
    not be pointed to in the source. ``effect`` stands alone: neither it nor the cost enters the grade.
    """

    practice_id: Identifier
    title: Line
    problem: Passage = ""
    what_was_done: Passage
    mechanism: Passage = ""
    preconditions: tuple[Precondition, ...] = ()
    designed_with: Passage = ""
    designed_how: Passage = ""
    mission_ids: tuple[Identifier, ...] = Field(min_length=1)
    metric_ids: tuple[Identifier, ...] = ()
    place_codes: tuple[PlaceCode, ...] = ()
    place_words: Line | None = None
    population: Line | None = None
    lead: Line | None = None
    started_year: Year | None = None
    ended_year: Year | None = None
    cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    cost_band: CostBand | None = None
    cost_words: Passage = ""
    outcome: Line
    effect: Effect | None = None
    design: Design | None = None
    design_words: Passage = ""
    study_checks: StudyChecks = StudyChecks()
    study_places: Annotated[int, Field(ge=1)] | None = None
    study_people: Annotated[int, Field(ge=1)] | None = None
    result: Result
    caveats: Passage = ""
    sources: tuple[Citation, ...] = ()
    resources: tuple[Resource, ...] = ()
    contact_role: Line | None = None
    readings: tuple[Identifier, ...] = ()
    unconfirmed: tuple[Identifier, ...] = ()
    stage: Stage = Stage.DRAFT
    checks: tuple[Check, ...] = ()
    owner_code: PlaceCode | None = None
    transformation_id: Identifier | None = None
    evaluation_ids: tuple[Identifier, ...] = ()

    @property
    def record_id(self) -> str:
        """The key of the practice."""
        return self.practice_id

    @property
    def band(self) -> CostBand | None:
        """The cost band said, or the one the cost lies in."""
        return self.cost_band or (band_of(self.cost) if self.cost is not None else None)

    @property
    def link(self) -> str | None:
        """The address of the study, where one was entered."""
        return next((str(one.address) for one in self.sources if one.address), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.started_year and self.ended_year and self.ended_year < self.started_year:
            raise ValueError(f"it ended in {self.ended_year}, before it started in {self.started_year}: correct one")
        if self.cost is not None and self.cost_band and band_of(self.cost) is not self.cost_band:
            raise ValueError(
                f"a cost of £{self.cost:,.0f} lies in the band {band_of(self.cost).value}, not in"
                f" {self.cost_band.value}: correct one, or leave the band out"
            )
        if self.stage is Stage.FOUNDING and self.owner_code is not None:
            raise ValueError("an entry of the founding set has no owner: leave it out, or have the entry checked")
        if self.stage is Stage.CHECKED and len({one.checked_by for one in self.checks}) < 2:
            raise ValueError("an entry is checked by two people: the second has not looked yet")
        return self
