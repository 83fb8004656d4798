"""How well forecasts of a metric would have done on its own past."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """One metric at one horizon: the multipliers its intervals use, and how often past intervals held the figure.

    ``origins`` counts earlier starts whose outcome is known, ``weight`` how far they count against the defaults;
    ``forecasts`` counts place forecasts scored. Coverages are shares, absent without any origin.
    """

    metric_id: str
    horizon: int
    q80: float
    q95: float
    origins: int
    weight: float
    forecasts: int
    coverage80: float | None
    coverage95: float | None


@dataclass(frozen=True, slots=True)
class ChanceBin:
    """Past chances of meeting a target that fell in one band: their mean, and how often the target was then met."""

    metric_id: str
    lower: float
    upper: float
    forecasts: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often past intervals held the figure so many years ahead, each metric counting the same.

    ``forecasts`` counts place forecasts scored, on ``metrics`` metrics that have a past to be tried on.
    """

    horizon: int
    metrics: int
    forecasts: int
    coverage80: float
    coverage95: float


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One cell that says something else than in the build before, and whether rules or figures made it so."""

    metric_id: str
    place_code: str
    comparator: str
    cell: str
    before: str
    before_reason: str
    after: str
    after_reason: str
    cause: str
