"""Effects by years since the change, with bands for all of them together and a test of the years before."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from domain.reason import Reason
from metrics.methods.arrays import FloatArray
from metrics.methods.cohorts import (
    Base,
    Cell,
    Control,
    Staggered,
    cells_of,
    read_base,
    read_control,
    read_staggered,
)
from metrics.methods.intervals import check_confidence, normal_quantile

COLUMNS = (
    "event_time", "effect", "se", "lower", "upper", "band_lower", "band_upper", "cohorts", "places", "reason",
)  # fmt: skip


class PreTest(NamedTuple):
    """Whether the years before the change already differ: chi-squared, its degrees of freedom and its p."""

    statistic: float
    freedom: int
    p: float
    reason: Reason | None


class EventStudy(NamedTuple):
    """``effects`` has a row per period before (negative) and since the change; ``overall`` averages those since.

    ``lower`` and ``upper`` hold one effect with the confidence asked for; ``band_lower`` and ``band_upper``, which
    reach ``critical`` standard errors, all of them at once.
    """

    effects: pd.DataFrame
    overall: float
    overall_se: float
    critical: float
    pre_test: PreTest


class _Effect(NamedTuple):
    event_time: int
    effect: float
    influence: FloatArray
    cohorts: int
    places: int
    reason: Reason | None
    is_base: bool

    @property
    def se(self) -> float:
        known = self.reason is None and not self.is_base
        return float(np.sqrt((self.influence**2).sum())) if known else float("nan")


def event_study(
    panel: pd.DataFrame,
    cohorts: "pd.Series[Any] | Mapping[Hashable, Any]",
    *,
    control: Control | str = Control.NEVER_TREATED,
    base: Base | str = Base.VARYING,
    confidence: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> EventStudy:
    """The average effect by periods since the change, over cohorts that made it in different years.

    ``theta(e) = sum of w(g) ATT(g, g + e)``, ``w(g)`` the cohort's share of the places in the sum; standard errors
    from the influence functions, with the part that comes from estimating the weights. Bands: the ``confidence``
    quantile of the largest ``|t|`` over all ``e`` in ``draws`` multiplier bootstraps (random signs from ``seed``).
    Joint test: the Wald statistic of all ATT before the change.

    Takes and compares what ``group_time_effects`` does, in the unit of the panel. Reasons, by row:
    ``too_few_points`` (no cohort can be compared), ``too_few_places`` (a cohort or its control has under two places:
    an effect without ``se``). A confidence outside 0.90 to below 1, or under 100 draws, is a ValueError.

    Reference: Callaway and Sant'Anna (2021), Journal of Econometrics 225: 200-230, sections 3 and 4.

    >>> towns = pd.DataFrame(
    ...     [[1, 2, 5, 6], [2, 3, 8, 9], [1, 1, 2, 2], [4, 5, 6, 7]], index=list("ABCD"), columns=range(2020, 2024))
    >>> found = event_study(towns, {"A": 2022, "B": 2022, "C": None, "D": None})
    >>> found.effects[["event_time", "effect"]].values.tolist()
    [[-1.0, 0.5], [0.0, 3.0], [1.0, 3.5]]
    """
    check_confidence(confidence)
    if draws < 100:
        raise ValueError(f"{draws!r} draws were asked for: ask for 100 or more")
    staggered = read_staggered(panel, cohorts)
    cells = cells_of(staggered, control=read_control(control), base=read_base(base))
    effects = [_aggregate(cells, time, staggered) for time in sorted({cell.position - cell.first for cell in cells})]
    critical = _critical(effects, confidence, draws, seed)
    since = [each for each in effects if each.event_time >= 0 and np.isfinite(each.effect)]
    return EventStudy(_frame(effects, normal_quantile(confidence), critical), *_overall(since), critical, _test(cells))


def _aggregate(cells: Sequence[Cell], event_time: int, staggered: Staggered) -> _Effect:
    chosen = [cell for cell in cells if cell.position - cell.first == event_time and np.isfinite(cell.effect)]
    if not chosen:
        reasons = [cell.reason for cell in cells if cell.position - cell.first == event_time]
        return _Effect(event_time, float("nan"), np.zeros(len(staggered.first)), 0, 0, reasons[0], False)
    sizes = np.array([cell.places for cell in chosen], dtype=float)
    effects = np.array([cell.effect for cell in chosen])
    weights = sizes / sizes.sum()
    effect = float(weights @ effects)
    influence = weights @ np.array([cell.influence for cell in chosen])
    # The weights are estimated too: each place of a cohort in the sum pulls it towards its own cohort's effect.
    for cell in chosen:
        influence[staggered.first == cell.first] += (cell.effect - effect) / sizes.sum()
    reason = next((cell.reason for cell in chosen if cell.reason is not None), None)
    return _Effect(
        event_time, effect, influence, len(chosen), int(sizes.sum()), reason, all(cell.is_base for cell in chosen)
    )


def _critical(effects: Sequence[_Effect], confidence: float, draws: int, seed: int) -> float:
    """How many standard errors all effects together stay within, by drawing a random sign for each place."""
    sure = [each for each in effects if each.se > 0]
    if not sure:
        return float("nan")
    studentised = np.array([each.influence / each.se for each in sure]).T
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], size=(draws, len(studentised)))
    largest = np.abs(signs @ studentised).max(axis=1)
    return max(float(np.quantile(largest, confidence)), normal_quantile(confidence))


def _overall(since: Sequence[_Effect]) -> tuple[float, float]:
    if not since:
        return float("nan"), float("nan")
    effect = float(np.mean([each.effect for each in since]))
    if any(each.reason is not None for each in since):
        return effect, float("nan")
    return effect, float(np.sqrt((np.mean([each.influence for each in since], axis=0) ** 2).sum()))


def _test(cells: Sequence[Cell]) -> PreTest:
    """Wald's test that every effect before the change is nought."""
    early = [cell for cell in cells if cell.position < cell.first and not cell.is_base and np.isfinite(cell.effect)]
    if not early:
        return PreTest(float("nan"), 0, float("nan"), Reason.TOO_FEW_POINTS)
    influence = np.array([cell.influence for cell in early])
    covariance = influence @ influence.T
    unsure = any(cell.reason is not None for cell in early)
    if unsure or np.linalg.matrix_rank(covariance, hermitian=True) < len(early):
        return PreTest(float("nan"), len(early), float("nan"), Reason.TOO_FEW_PLACES)
    from scipy.special import chdtrc  # here, not above: it slows the start

    effects = np.array([cell.effect for cell in early])
    statistic = float(effects @ np.linalg.solve(covariance, effects))
    return PreTest(statistic, len(early), float(chdtrc(len(early), statistic)), None)


def _frame(effects: Sequence[_Effect], z: float, critical: float) -> pd.DataFrame:
    rows = [
        (
            each.event_time, each.effect, each.se, each.effect - z * each.se, each.effect + z * each.se,
            each.effect - critical * each.se, each.effect + critical * each.se,
            each.cohorts, each.places, each.reason,
        )
        for each in effects
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)  # as objects: a reason must not turn into text
    whole = dict.fromkeys(("event_time", "cohorts", "places"), int)
    return frame.astype(whole).astype(dict.fromkeys(COLUMNS[1:7], float))
