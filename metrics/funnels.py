"""The funnel of one metric: which places chance explains, and which are unusual even among places that all differ."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from domain.funnel import Funnel, FunnelLimits, FunnelPlace
from domain.metric import Metric
from domain.place import ENGLAND, UNITED_KINGDOM, Place
from domain.reason import Reason
from domain.verdict import Verdict
from metrics.benchmarks import SCALES, WIDTH, slope_of, standard_errors
from metrics.methods.funnel import INNER, OUTER, Position, Positions, error_limits, position_by_error
from metrics.methods.multiplicity import expected_by_chance
from metrics.methods.scales import Scale, from_scale, to_scale

FEWEST_PLACES = 5
STEPS = 40  # points of a limit from the least exact figure to a perfectly exact one
ROOM = 1.05
WHOLE = 100.0

Numbers = npt.NDArray[np.float64]


def funnel_of(verdicts: Sequence[Verdict], metric: Metric, *, nation_code: str, members: Collection[str]) -> Funnel:
    """The funnel of the places in ``members``, the councils of one nation, say, around that nation's figure.

    ``verdicts`` are those of all places of one kind against their own nations. The ordinary spread between places is
    taken from all of them, as the verdicts' own ``unusual`` is; only the members are counted and drawn.
    """
    tested = [one for one in verdicts if one.p is not None and one.value is not None and not one.stale]
    shown = [position for position, one in enumerate(tested) if one.place_code in members]
    benchmark = next((tested[at].benchmark for at in shown if not tested[at].rest_of), None)
    if len(shown) < FEWEST_PLACES or benchmark is None:
        return Funnel(nation_code, benchmark, reason=_why_not(verdicts, members))
    scale = SCALES.get(metric.kind, Scale.IDENTITY)
    value, lower, upper, held = (
        np.array([getattr(one, name) for one in tested], dtype=float)
        for name in ("value", "lower", "upper", "benchmark")
    )
    error = standard_errors(value, lower, upper, scale)
    found = position_by_error(to_scale(value, scale, whole=WHOLE), error, to_scale(held, scale, whole=WHOLE))
    reach = error * WIDTH / 2 / float(slope_of(scale, np.array([benchmark]))[0])
    places = [_place(tested[at], float(reach[at])) for at in shown if np.isfinite(reach[at])]
    return Funnel(
        nation_code, benchmark, tuple(places), _limits(benchmark, [one.reach for one in places], scale, found.tau2),
        **_counts(found, shown, sum(one.unusual for one in places)),
    )  # fmt: skip


def nation_drawn(verdicts: Sequence[Verdict], places: Mapping[str, Place], chosen: Place | None) -> str:
    """The nation whose funnel is drawn: that of the place chosen, or England, or the one with the most places tested.

    ``places`` are those that the verdicts are of, by code.
    """
    if chosen is not None and chosen.code != UNITED_KINGDOM:
        return chosen.nation_code or chosen.code
    tested = Counter(places[one.place_code].nation_code or ENGLAND for one in verdicts if one.p is not None)
    return ENGLAND if ENGLAND in tested or not tested else tested.most_common(1)[0][0]


def _place(verdict: Verdict, reach: float) -> FunnelPlace:
    return FunnelPlace(
        verdict.place_code, float(verdict.value or 0.0), reach, verdict.flagged, verdict.unusual, verdict.rest_of
    )


def _counts(found: Positions, shown: list[int], unusual: int) -> dict[str, Any]:
    """How many of the places shown lie outside each pair of limits, and how many chance would put there."""
    plain, wide = (Counter(positions[at] for at in shown) for positions in (found.plain, found.adjusted))
    placed = len(shown) - plain[Position.NOT_PLACED]
    far, near = (Position.LOW_998, Position.HIGH_998), (Position.LOW_95, Position.HIGH_95)
    return {
        "outside95": sum(plain[one] for one in (*far, *near)),
        "outside998": sum(plain[one] for one in far),
        "wide95": sum(wide[one] for one in (*far, *near)),
        "wide998": unusual,
        "expected95": float(expected_by_chance(placed, confidence=INNER).expected),
        "expected998": float(expected_by_chance(placed, confidence=OUTER).expected),
    }


def _limits(benchmark: float, reaches: Sequence[float], scale: Scale, tau2: float) -> tuple[FunnelLimits, ...]:
    """The limits from a perfectly exact figure to the least exact one, carried back to the metric's unit."""
    reach = np.linspace(0.0, max(reaches, default=0.0) * ROOM, STEPS)
    error = reach * 2 / WIDTH * slope_of(scale, np.full(STEPS, benchmark))
    centre = to_scale(np.full(STEPS, benchmark), scale, whole=WHOLE)
    sides = [
        from_scale(side, scale, whole=WHOLE)
        for spread in (0.0, float(np.nan_to_num(tau2)))
        for confidence in (INNER, OUTER)
        for side in error_limits(centre, error, confidence=confidence, tau2=spread)
    ]
    return tuple(FunnelLimits(*(float(number) for number in row)) for row in zip(reach, *sides, strict=True))


def _why_not(verdicts: Sequence[Verdict], members: Collection[str]) -> Reason:
    """The commonest reason for which the members cannot be compared; that they are few where they can."""
    reasons = Counter(
        one.level_reason for one in verdicts if one.place_code in members and one.p is None and one.level_reason
    )
    return reasons.most_common(1)[0][0] if reasons else Reason.TOO_FEW_PLACES
