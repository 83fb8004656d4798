"""What a local change did: the place that made it, set beside a mix of places that did not."""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from domain.reason import Reason
from metrics.methods.cohorts import group_time_effects
from metrics.methods.counterfactual import Estimator, Fit, fit
from metrics.methods.event_study import event_study
from metrics.methods.placebo import (
    leave_one_donor_out,
    minimum_detectable_effect,
    placebo_in_space,
    placebo_in_time,
)
from metrics.methods.study import FEWEST_BEFORE, Study, nearest_donors, read_study

__all__ = [
    "Impact", "difference_in_differences", "event_study", "group_time_effects", "leave_one_donor_out",
    "minimum_detectable_effect", "placebo_in_space", "placebo_in_time", "synthetic_control", "synthetic_did",
]  # fmt: skip


class Impact(NamedTuple):
    """An effect in the unit of the outcome, with what it rests on; NaN with a ``reason`` where there is none.

    ``pre_rmspe`` is the root mean square of the gaps before (about their mean, but for the plain synthetic control),
    ``pre_fit`` that over the standard deviation of the treated path before. ``cautions`` are reasons to trust the
    answer less: under 8 periods before, under 20 donors.
    """

    effect: float
    reason: Reason | None
    cautions: tuple[Reason, ...]
    pre_rmspe: float
    pre_fit: float
    study: Study
    fit: Fit

    @property
    def weights(self) -> "pd.Series[float]":
        """What each donor counts, the largest first."""
        largest = np.argsort(-self.fit.unit_weights, kind="stable")
        return pd.Series(self.fit.unit_weights[largest], index=self.study.names[largest])

    @property
    def time_weights(self) -> "pd.Series[float]":
        """What each period before the start counts."""
        return pd.Series(self.fit.time_weights, index=self.study.periods[: self.study.before])

    @property
    def gaps(self) -> "pd.Series[float]":
        """Treated less counterfactual in each period; from the start on they average to the effect."""
        return pd.Series(self.fit.gaps, index=self.study.periods)

    @property
    def counterfactual(self) -> "pd.Series[float]":
        """The path without the change."""
        return pd.Series(self.study.treated - self.fit.gaps, index=self.study.periods)

    @property
    def left_out(self) -> tuple[Hashable, ...]:
        """Donors that were left out because a figure is missing."""
        return self.study.left_out


def difference_in_differences(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    nearest: int | None = None,
    fewest_before: int = FEWEST_BEFORE,
) -> Impact:
    """The change of the treated place less the average change of the others.

    ``(mean after - mean before) of the treated - (the same for the donors)``.

    Takes a frame of places by periods, the code (or codes) treated, and the first period of the change; donors are
    all other rows unless named. Gives an ``Impact`` in the unit of the panel. ``nearest`` keeps that many donors whose
    path before was closest. Donors should be places of the same kind that made no such change, with no break; those
    with a gap are left out. Where changes are in proportion (money, rates), give logarithms. Reasons:
    ``too_few_points`` (under ``fewest_before`` periods before, or none since), ``no_data``, ``invalid`` (an infinite
    value), ``too_few_places`` (no donor). An unknown code is a ValueError.

    Reference: Angrist and Pischke (2009), Mostly Harmless Econometrics, section 5.2.

    >>> towns = pd.DataFrame([[1, 2, 3, 4, 5, 9], [2, 3, 4, 5, 6, 7]], index=["A", "B"], columns=range(2010, 2016))
    >>> difference_in_differences(towns, treated="A", start=2015).effect
    3.0
    """
    study = read_study(panel, treated=treated, start=start, donors=donors, fewest_before=fewest_before)
    return _impact(nearest_donors(study, nearest), Estimator.DIFFERENCE_IN_DIFFERENCES)


def synthetic_control(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    demean: bool = False,
    nearest: int | None = None,
    fewest_before: int = FEWEST_BEFORE,
) -> Impact:
    """The treated place less the mix of donors that followed its path most closely before.

    Weights ``w >= 0, sum w = 1`` minimise the squared gaps before the start; the effect is the average gap since.
    With ``demean`` the mix may run a constant above or below, which is taken off.

    Takes and gives what ``difference_in_differences`` does, with the same reasons.

    Reference: Abadie, Diamond and Hainmueller (2010), J Am Stat Assoc 105: 493-505; demeaned, Doudchenko and Imbens
    (2016), NBER working paper 22791, and Ferman and Pinto (2021), Quantitative Economics 12: 1197-1221.

    >>> towns = pd.DataFrame(
    ...     [[2, 3, 5, 4, 6, 9], [1, 2, 4, 3, 5, 6], [3, 4, 6, 5, 7, 8]], index=["A", "B", "C"],
    ...     columns=range(2010, 2016))
    >>> found = synthetic_control(towns, treated="A", start=2015)
    >>> f"{found.effect:.2f}", found.weights.round(2).to_dict()
    ('2.00', {'B': 0.5, 'C': 0.5})
    """
    study = read_study(panel, treated=treated, start=start, donors=donors, fewest_before=fewest_before)
    estimator = Estimator.DEMEANED_SYNTHETIC_CONTROL if demean else Estimator.SYNTHETIC_CONTROL
    return _impact(nearest_donors(study, nearest), estimator)


def synthetic_did(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    nearest: int | None = None,
    fewest_before: int = FEWEST_BEFORE,
) -> Impact:
    """Difference in differences with both the donors and the years before weighted to look like the treated place.

    Unit weights: simplex fit of the donors' demeaned paths before, with the ridge ``zeta^2 T0``, ``zeta = (N1 T1)^1/4
    s`` and ``s`` the standard deviation of the donors' changes before. Time weights: simplex fit of the donors'
    periods before to their mean since. Effect: ``(mean after - weighted before) of the treated - the same for the
    weighted donors``.

    Takes and gives what ``difference_in_differences`` does, with the same reasons. In trials on official figures 30
    nearest donors did best: ``nearest=30``.

    Reference: Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), American Economic Review 111: 4088-4118.

    >>> towns = pd.DataFrame(
    ...     [[2, 3, 5, 4, 6, 9], [1, 2, 4, 3, 5, 6], [3, 4, 6, 5, 7, 8]], index=["A", "B", "C"],
    ...     columns=range(2010, 2016))
    >>> f"{synthetic_did(towns, treated='A', start=2015).effect:.2f}"
    '2.00'
    """
    study = read_study(panel, treated=treated, start=start, donors=donors, fewest_before=fewest_before)
    return _impact(nearest_donors(study, nearest), Estimator.SYNTHETIC_DID)


def _impact(study: Study, estimator: Estimator) -> Impact:
    if study.reason is not None:
        blank = _no_fit(study)
        return Impact(float("nan"), study.reason, (), float("nan"), float("nan"), study, blank)
    found = fit(estimator, study.treated, study.donors, before=study.before, size=study.size)
    return Impact(found.effect, None, study.cautions, found.rmspe, _relative(found, study), study, found)


def _relative(found: Fit, study: Study) -> float:
    spread = float(study.treated[: study.before].std(ddof=1)) if study.before > 1 else 0.0
    return found.rmspe / spread if spread > 0 else float("nan")


def _no_fit(study: Study) -> Fit:
    nan = float("nan")
    units, times, gaps = (np.full(n, nan) for n in (len(study.donors), study.before, len(study.periods)))
    return Fit(nan, units, times, gaps, nan, nan)
