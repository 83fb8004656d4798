"""A funnel: places by how exact their figures are, and how far from the benchmark chance and ordinary spread reach."""

from dataclasses import dataclass

from domain.reason import Reason


@dataclass(frozen=True, slots=True)
class FunnelPlace:
    """One place: its figure, and ``reach``, half the width its 95% interval would have at the benchmark.

    ``different`` from the benchmark beyond chance among so many places; ``unusual`` beyond the ordinary spread too.
    ``rest_of`` says that it is held against the rest of its nation.
    """

    place_code: str
    value: float
    reach: float
    different: bool
    unusual: bool
    rest_of: bool


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Both sides of the limits for one reach, in the metric's unit: by chance alone, and allowing for the spread."""

    reach: float
    low95: float
    high95: float
    low998: float
    high998: float
    wide_low95: float
    wide_high95: float
    wide_low998: float
    wide_high998: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """The places of one nation around its figure, and how many lie outside each pair of limits.

    ``outside95`` and ``outside998`` count by chance alone, ``wide95`` and ``wide998`` allowing for the spread between
    places; chance alone would put ``expected95`` and ``expected998`` outside. ``reason`` says why there is no funnel.
    """

    nation_code: str
    benchmark: float | None
    places: tuple[FunnelPlace, ...] = ()
    limits: tuple[FunnelLimits, ...] = ()
    outside95: int = 0
    outside998: int = 0
    wide95: int = 0
    wide998: int = 0
    expected95: float = 0.0
    expected998: float = 0.0
    reason: Reason | None = None
