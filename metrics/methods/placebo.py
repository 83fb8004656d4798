"""Is it more than chance? The same estimate where nothing was changed: in other places, and in earlier years."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, floats
from metrics.methods.counterfactual import Estimator, Fit, fit, noise, read_estimator
from metrics.methods.intervals import check_confidence, normal_quantile
from metrics.methods.study import FEWEST_BEFORE, Study, nearest_donors, read_panel, read_study

DETECTABLE = 2.8  # standard errors: 1.96 for a 5% test and 0.84 to pass it four times in five
RATIO_ESTIMATORS = (Estimator.SYNTHETIC_CONTROL, Estimator.DEMEANED_SYNTHETIC_CONTROL)
SAME = 1e-9  # of the effects: closer than this is rounding
ROUNDING = 1e-13  # of the figures themselves


class Placebos(NamedTuple):
    """An effect beside the effects found where nothing was changed.

    ``p`` is the effect's rank among them, ``smallest_p`` the least it could have been. ``se`` is the standard
    deviation of the placebo effects, each scaled from its own fit before to the treated place's; ``lower`` and
    ``upper`` are the interval it gives. ``effects``, ``pre_rmspe`` and ``ratios`` (root mean square of the gaps since
    over that before) by donor; ``gaps`` those gaps, donors by periods. ``reason`` says what is missing: all of it, or
    with ``no_interval`` the interval.
    """

    effect: float
    p: float
    smallest_p: float
    lower: float
    upper: float
    se: float
    effects: "pd.Series[float]"
    pre_rmspe: "pd.Series[float]"
    ratios: "pd.Series[float]"
    cautions: tuple[Reason, ...]
    reason: Reason | None
    gaps: pd.DataFrame


class LeaveOneOut(NamedTuple):
    """The lowest and the highest effect when one donor is left out, and the effect without each."""

    lowest: float
    highest: float
    effects: "pd.Series[float]"
    reason: Reason | None


def placebo_in_space(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    estimator: Estimator | str = Estimator.SYNTHETIC_DID,
    nearest: int | None = None,
    confidence: float = 0.95,
    seed: int = 0,
    fewest_before: int = FEWEST_BEFORE,
    tried: Callable[[int, int], object] | None = None,
) -> Placebos:
    """The effect where something was changed, ranked among the effects found at each donor, where nothing was.

    ``p = (1 + number of placebos at least as large) / (1 + placebos)``, by ``|effect|``, or for synthetic controls by
    the gaps since over the gaps before. Interval: ``effect -/+ z SD``, the SD of the placebo effects after each is
    divided by its root mean square gap before and multiplied by the treated place's.

    Takes what ``synthetic_did`` does, and the name of an ``Estimator``. The treated place is never a donor. Where
    several places are treated, a placebo is a donor with as many others drawn by ``seed``. Reasons: those of the
    estimators; ``too_few_places`` under two donors; ``no_interval`` where fits without a gap leave nothing to scale
    by. ``confidence`` is a share from 0.90 to below 1, otherwise ValueError. ``tried`` is told after each placebo how
    many of how many are done.

    Reference: Abadie, Diamond and Hainmueller (2010), J Am Stat Assoc 105: 493-505, section 3.4.

    >>> towns = pd.DataFrame(
    ...     [[2, 3, 5, 4, 6, 9], [1, 2, 4, 3, 5, 6], [3, 4, 6, 5, 8, 8], [3, 3, 7, 5, 7, 8]],
    ...     index=["A", "B", "C", "D"], columns=range(2010, 2016))
    >>> found = placebo_in_space(towns, treated="A", start=2015)
    >>> f"{found.effect:.2f}, p = {found.p}, at best {found.smallest_p}"
    '2.00, p = 0.25, at best 0.25'
    """
    chosen = read_estimator(estimator)
    check_confidence(confidence)
    study = read_study(panel, treated=treated, start=start, donors=donors, fewest_before=fewest_before)
    if study.reason is not None or len(study.donors) <= study.size:
        return _nothing(study)
    own = _fitted(study, chosen, nearest)
    others = []
    for placebo in _placebo_studies(study, seed):
        others.append(_fitted(placebo, chosen, nearest))
        if tried is not None:
            tried(len(others), len(study.donors))
    return _ranked(study, own, others, chosen, normal_quantile(confidence))


def placebo_in_time(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    periods_earlier: int = 3,
    estimator: Estimator | str = Estimator.SYNTHETIC_DID,
    nearest: int | None = None,
    confidence: float = 0.95,
    seed: int = 0,
    fewest_before: int = FEWEST_BEFORE,
    tried: Callable[[int, int], object] | None = None,
) -> Placebos:
    """The effect found when the change is pretended to have come earlier, which should be none.

    Everything from ``start`` on is left out; the pretended start lies ``periods_earlier`` periods before it. Takes and
    gives what ``placebo_in_space`` does, and ``periods_earlier`` of 1 or more. Too few periods before the pretended
    start are ``too_few_points``.

    Reference: Abadie, Diamond and Hainmueller (2015), American Journal of Political Science 59: 495-510, section 4.

    >>> towns = pd.DataFrame(
    ...     [[2, 3, 5, 4, 6, 7, 12], [1, 2, 4, 3, 5, 6, 7], [3, 4, 6, 5, 7, 8, 9]], index=["A", "B", "C"],
    ...     columns=range(2010, 2017))
    >>> abs(round(placebo_in_time(towns, treated="A", start=2016, periods_earlier=1).effect, 6))
    0.0
    """
    if periods_earlier < 1:
        raise ValueError(f"{periods_earlier!r} periods earlier were asked for: ask for 1 or more")
    _, ordered = read_panel(panel)
    before = read_study(panel, treated=treated, start=start, donors=donors).before
    early = ordered.iloc[:, :before]
    pretended = early.columns[max(before - periods_earlier, 0)] if before else start
    return placebo_in_space(
        early, treated=treated, start=pretended, donors=donors, estimator=estimator, nearest=nearest,
        confidence=confidence, seed=seed, fewest_before=fewest_before, tried=tried,
    )  # fmt: skip


def leave_one_donor_out(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    estimator: Estimator | str = Estimator.SYNTHETIC_DID,
    nearest: int | None = None,
    fewest_before: int = FEWEST_BEFORE,
) -> LeaveOneOut:
    """How far the effect moves when any single donor is left out.

    The estimate is made anew without each donor in turn; the range is from the lowest to the highest. Takes what
    ``placebo_in_space`` does. Fewer than two donors are ``too_few_places``.

    Reference: Abadie (2021), Journal of Economic Literature 59: 391-425, section 7.

    >>> towns = pd.DataFrame(
    ...     [[2, 3, 5, 4, 6, 9], [1, 2, 4, 3, 5, 6], [3, 4, 6, 5, 7, 8]], index=["A", "B", "C"],
    ...     columns=range(2010, 2016))
    >>> leave_one_donor_out(towns, treated="A", start=2015, estimator="synthetic_control").effects.to_dict()
    {'B': 1.0, 'C': 3.0}
    """
    chosen = read_estimator(estimator)
    study = read_study(panel, treated=treated, start=start, donors=donors, fewest_before=fewest_before)
    if study.reason is None:
        study = nearest_donors(study, nearest)
    if study.reason is not None or len(study.donors) < 2:
        nothing = pd.Series(np.nan, index=study.names, dtype=float)
        return LeaveOneOut(float("nan"), float("nan"), nothing, study.reason or Reason.TOO_FEW_PLACES)
    effects = [
        fit(chosen, study.treated, np.delete(study.donors, donor, axis=0), before=study.before, size=study.size).effect
        for donor in range(len(study.donors))
    ]
    return LeaveOneOut(min(effects), max(effects), pd.Series(effects, index=study.names), None)


def minimum_detectable_effect(placebo_effects: npt.ArrayLike, *, multiplier: float = DETECTABLE) -> float:
    """The smallest true effect that would probably have been noticed.

    ``2.8 * sqrt(mean of squared placebo effects)``: such an effect passes a 5% test four times in five. Takes the
    effects found where nothing was changed, in any unit, and gives the same unit. Missing ones are left out; under two
    (``too_few_places``) give NaN. Say this number before the estimate. A ``multiplier`` not above nought is a
    ValueError.

    Reference: Bloom (1995), Evaluation Review 19: 547-556.

    >>> minimum_detectable_effect([0.3, -0.4, 0.5, 0.0, -0.1, 0.1])
    0.8242976808572657
    """
    if not multiplier > 0:
        raise ValueError(f"multiplier {multiplier!r} is not above 0: give how many standard errors must be exceeded")
    effects = floats(placebo_effects)
    present = effects[np.isfinite(effects)]
    return multiplier * float(np.sqrt((present**2).mean())) if present.size > 1 else float("nan")


def _placebo_studies(study: Study, seed: int) -> Iterator[Study]:
    everybody = np.arange(len(study.donors))
    with_others = _drawn(study, seed) if study.size > 1 else {}
    for donor in everybody:
        group = with_others.get(int(donor), [int(donor)])
        pool = np.delete(everybody, group)
        yield study._replace(treated=study.donors[group].mean(axis=0), donors=study.donors[pool], rows=study.rows[pool])


def _drawn(study: Study, seed: int) -> dict[int, list[int]]:
    """Each donor with as many others as make up the size, by lot over their paths in order: no other order counts."""
    generator = np.random.default_rng(seed)
    ordered = np.lexsort(study.donors.T[::-1])
    return {
        int(donor): [*generator.choice(np.delete(ordered, place), study.size - 1, replace=False).tolist(), int(donor)]
        for place, donor in enumerate(ordered)
    }


def _fitted(study: Study, estimator: Estimator, nearest: int | None) -> Fit:
    chosen = nearest_donors(study, nearest)
    return fit(estimator, chosen.treated, chosen.donors, before=chosen.before, size=chosen.size)


def _ranked(study: Study, own: Fit, others: list[Fit], estimator: Estimator, z: float) -> Placebos:
    effects, rmspe, late = (
        np.array([getattr(other, field) for other in others]) for field in ("effect", "rmspe", "post_rmspe")
    )
    largest = max(float(np.abs(study.donors).max(initial=0)), float(np.abs(study.treated).max()))
    exact = max(SAME * noise(study.donors, study.before), ROUNDING * largest)
    ratios, own_ratio = _ratios(late, rmspe, exact), _ratios(own.post_rmspe, own.rmspe, exact)
    by_ratio = estimator in RATIO_ESTIMATORS
    sizes, mine = (ratios, own_ratio) if by_ratio else (np.abs(effects), np.abs(own.effect))
    as_large = sizes >= mine - (SAME if by_ratio else max(SAME * float(np.abs(effects).max()), ROUNDING * largest))
    se = _scaled_spread(effects, rmspe, rmspe > exact, own.rmspe if own.rmspe > exact else np.nan)
    return Placebos(
        own.effect, (1 + int(as_large.sum())) / (1 + len(others)), 1 / (1 + len(others)),
        own.effect - z * se, own.effect + z * se, se,
        pd.Series(effects, index=study.names), pd.Series(rmspe, index=study.names),
        pd.Series(ratios, index=study.names),
        study.cautions, None if np.isfinite(se) else Reason.NO_INTERVAL,
        pd.DataFrame([other.gaps for other in others], index=study.names, columns=study.periods),
    )  # fmt: skip


def _ratios(after: npt.ArrayLike, before: npt.ArrayLike, exact: float) -> FloatArray:
    """Gaps after over gaps before; without any gap before, infinite unless there is none after either."""
    late, early = floats(after), floats(before)
    without = np.where(late > exact, np.inf, 1.0)
    return np.where(early > exact, late / np.where(early > exact, early, 1.0), without)


def _scaled_spread(effects: FloatArray, rmspe: FloatArray, uneven: BoolArray, own: float) -> float:
    if uneven.sum() < 2:
        return float("nan")
    return float((effects[uneven] / rmspe[uneven] * own).std(ddof=1))


def _nothing(study: Study) -> Placebos:
    blank = pd.Series(np.nan, index=study.names, dtype=float)
    nan = float("nan")
    reason = study.reason or Reason.TOO_FEW_PLACES
    return Placebos(nan, nan, nan, nan, nan, nan, blank, blank, blank, (), reason, pd.DataFrame())
