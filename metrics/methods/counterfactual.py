"""What would have happened otherwise: a mix of other places, as four estimators choose it."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from metrics.methods.arrays import FloatArray
from metrics.methods.simplex import simplex_weights

NEGLIGIBLE = 1e-6  # of the noise: a ridge that only chooses among equally good time weights


class Estimator(StrEnum):
    """How the mix of donors is chosen, and whether it may run a constant above or below."""

    DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
    SYNTHETIC_CONTROL = "synthetic_control"
    DEMEANED_SYNTHETIC_CONTROL = "demeaned_synthetic_control"
    SYNTHETIC_DID = "synthetic_did"


class Fit(NamedTuple):
    """One estimate: ``gaps`` are treated less counterfactual in each period, and average to ``effect`` at the end.

    ``rmspe`` is the root mean square of the gaps before the start, about their own mean where a constant is allowed;
    ``post_rmspe`` that of the gaps since.
    """

    effect: float
    unit_weights: FloatArray
    time_weights: FloatArray
    gaps: FloatArray
    rmspe: float
    post_rmspe: float


def read_estimator(estimator: Estimator | str) -> Estimator:
    """The estimator of that name, or an error that lists the names."""
    try:
        return Estimator(estimator)
    except ValueError:
        names = ", ".join(Estimator)
        raise ValueError(f"no estimator called {estimator!r}: use one of {names}") from None


def fit(estimator: Estimator, treated: FloatArray, donors: FloatArray, *, before: int, size: int = 1) -> Fit:
    """The effect on a treated path against donors by periods, the first ``before`` of them before the start."""
    unit_weights = _unit_weights(estimator, treated, donors, before, size)
    time_weights = _time_weights(estimator, donors, before)
    apart = treated - unit_weights @ donors
    gaps = apart - time_weights @ apart[:before]
    early = apart[:before]
    unexplained = early if estimator is Estimator.SYNTHETIC_CONTROL else early - early.mean()
    return Fit(
        float(gaps[before:].mean()), unit_weights, time_weights, gaps,
        float(np.sqrt((unexplained**2).mean())), float(np.sqrt((gaps[before:] ** 2).mean())),
    )  # fmt: skip


def _unit_weights(estimator: Estimator, treated: FloatArray, donors: FloatArray, before: int, size: int) -> FloatArray:
    if estimator is Estimator.DIFFERENCE_IN_DIFFERENCES:
        return np.full(len(donors), 1 / len(donors))
    columns, target = donors[:, :before].T, treated[:before]
    if estimator is Estimator.SYNTHETIC_DID:
        after = donors.shape[1] - before
        zeta = (size * after) ** 0.25 * noise(donors, before)
        return simplex_weights(columns, target, ridge=zeta**2 * before, intercept=True)
    demeaned = estimator is Estimator.DEMEANED_SYNTHETIC_CONTROL
    return simplex_weights(columns, target, intercept=demeaned)


def _time_weights(estimator: Estimator, donors: FloatArray, before: int) -> FloatArray:
    if estimator is Estimator.SYNTHETIC_CONTROL:
        return np.zeros(before)
    if estimator is not Estimator.SYNTHETIC_DID:
        return np.full(before, 1 / before)
    zeta = NEGLIGIBLE * noise(donors, before)
    return simplex_weights(
        donors[:, :before], donors[:, before:].mean(axis=1), ridge=zeta**2 * len(donors), intercept=True
    )


def noise(donors: FloatArray, before: int) -> float:
    """Standard deviation of the donors' changes from one period to the next before the start."""
    changes = np.diff(donors[:, :before], axis=1)
    return float(changes.std(ddof=1)) if changes.size > 1 else 0.0
