"""A pooled effect: what everybody who measured the same thing found, taken together, and who was left out and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from domain.evidence import Effect


class WhyLeftOut(StrEnum):
    """Why something that was reported is not among the pooled."""

    NOT_MEASURED = "not_measured"
    NO_INTERVAL = "no_interval"
    ANOTHER_MEASURE = "another_measure"
    ANOTHER_UNIT = "another_unit"
    NOT_ON_SCALE = "not_on_scale"
    NOT_CONFIRMED = "not_confirmed"
    SAME_EVALUATION = "same_evaluation"
    BY_CHOICE = "by_choice"


class Span(NamedTuple):
    """Two ends."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Told:
    """One report with or without a number: the founding study where ``adoption_id`` is none, otherwise an adopter's.

    ``level`` is its grade, none where no design was seen, and ``because`` the reason for it.
    """

    adoption_id: str | None
    place_code: str | None
    effect: Effect | None
    level: int | None
    because: str
    evaluation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """One effect that is pooled. ``se`` and ``lopsided`` are on the scale of the pooling; ``weight`` is a share of 1.

    ``lopsided`` says that the effect lies far from the middle of its interval, so that its error is a rough one.
    """

    told: Told
    effect: Effect
    se: float
    weight: float
    lopsided: bool


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """Egger's test of whether less exact studies find other effects: Student's t and its chance."""

    t: float
    df: int
    p_value: float


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """Effects on one outcome in one unit, pooled. All numbers but ``se``, ``i2`` and ``tau`` are in that unit.

    ``ratio`` says that they were pooled as logarithms, on which ``se`` and ``tau`` are. ``expected`` is where the true
    effect in the next place may lie. ``without_one`` holds the lowest and the highest estimate with one study left
    out. With one study nothing is pooled: ``estimate`` and ``interval`` are its own, and the rest is missing; with
    none all of them are.
    """

    outcome: str
    unit: str
    metric_id: str | None
    ratio: bool
    studies: tuple[Study, ...]
    left_out: tuple[tuple[Told, WhyLeftOut], ...]
    estimate: float | None = None
    se: float | None = None
    interval: Span | None = None
    expected: Span | None = None
    without_one: Span | None = None
    tau: float | None = None
    i2: float | None = None
    asymmetry: Asymmetry | None = None

    @property
    def k(self) -> int:
        """How many are pooled."""
        return len(self.studies)

    @property
    def neutral(self) -> float:
        """The number that stands for no effect."""
        return 1.0 if self.ratio else 0.0
