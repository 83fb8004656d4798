"""What a study rests on: its design, what was shown of it, and what came of what was tried."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.frozen import Frozen
from domain.record import Identifier, Line

Number = Annotated[float, Field(allow_inf_nan=False)]


class Design(StrEnum):
    """How a study compares what happened with what would have happened."""

    CROSS_SECTION = "cross_section"
    BEFORE_AFTER = "before_after"
    BENCHMARK_ADJUSTED = "benchmark_adjusted"
    MATCHED = "matched"
    DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
    PANEL = "panel"
    SYNTHETIC_CONTROL = "synthetic_control"
    SYNTHETIC_DID = "synthetic_did"
    INSTRUMENTAL_VARIABLE = "instrumental_variable"
    REGRESSION_DISCONTINUITY = "regression_discontinuity"
    RANDOMISED = "randomised"


class StudyChecks(Frozen):
    """What has been shown of a study; what is not said has not been shown.

    ``comparators_justified``: a published study says itself why its comparison places are alike.
    """

    controls_adequate: bool = False
    comparators_justified: bool = False
    pre_fit_passes: bool = False
    in_time_placebo_null: bool = False
    placebos: Annotated[int, Field(ge=0)] = 0


class Result(StrEnum):
    """What came of it. Nothing and harm are results like any other."""

    WORKED = "worked"
    MIXED = "mixed"
    NO_EFFECT = "no_effect"
    HARM = "harm"
    STOPPED = "stopped"
    NOT_YET_KNOWN = "not_yet_known"


class Effect(Frozen):
    """A measured effect on a named outcome, with the interval where there is one.

    ``metric_id`` names a metric of the catalogue where the outcome is one, and the unit is then the metric's. ``said``
    is what a source says of chance where it gives no limits. ``higher_is_better`` is none where neither is.
    """

    outcome: Line
    value: Number
    unit: Line
    lower: Number | None = None
    upper: Number | None = None
    metric_id: Identifier | None = None
    higher_is_better: bool | None = None
    said: Line | None = None

    @model_validator(mode="after")
    def _within_its_interval(self) -> Self:
        if (self.lower is None) != (self.upper is None):
            raise ValueError("an interval has two ends: give both, or neither")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"the interval begins at {self.lower:g} and ends at {self.upper:g}: exchange them")
        if self.lower is not None and self.upper is not None and not self.lower <= self.value <= self.upper:
            raise ValueError(
                f"the effect {self.value:g} lies outside its interval {self.lower:g} to {self.upper:g}: correct one"
            )
        return self
