"""Shrinkage: each place's figure drawn towards the mean of all, the further the less its own figure can be trusted."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, ObjectArray, first_reason, floats
from metrics.methods.heterogeneity import FEWEST, tau2_reml


@dataclass(frozen=True)
class Shrunken:
    """Shrunken figures with their errors; unpacks to its first four fields.

    ``tau2`` is the variance of the true values, ``mu`` their mean and ``weight`` the share (lambda) of each place's own
    figure in its shrunken one. ``own_se`` is the error of a shrunken figure if the mean of all were known exactly.
    """

    shrunken: FloatArray
    se: FloatArray
    tau2: float
    reliability: float
    mu: float
    weight: FloatArray
    own_se: FloatArray
    reason: ObjectArray

    def __iter__(self) -> Iterator[FloatArray | float]:
        """Shrunken figures, their errors, the variance of the true values, and the reliability."""
        return iter((self.shrunken, self.se, self.tau2, self.reliability))


def shrink(estimates: npt.ArrayLike, se: npt.ArrayLike) -> Shrunken:
    """Each place's figure, drawn towards the mean of all places by as much as it is noise.

    ``shrunken = l y + (1 - l) mu`` with ``l = tau2 / (tau2 + se^2)``, ``tau2`` by restricted maximum likelihood and
    ``mu = sum(y / (tau2 + se^2)) / sum(1 / (tau2 + se^2))``; its standard error is
    ``sqrt(l se^2 + (1 - l)^2 var(mu))``. ``reliability = tau2 / (tau2 + mean(se^2))``: below one half, places differ
    by less than the error of their figures.

    One estimate and one standard error for each place, on the scale where the errors are symmetric. A place without
    a figure (``no_data``), without an error (``no_interval``) or with a negative one (``invalid``) stays NaN and
    counts for nobody; so do all where fewer than two remain (``too_few_places``). An error of 0 is an exact figure.
    Columns of different lengths are a ValueError.

    Reference: Raudenbush and Bryk (1985), J Educ Stat 10: 75-98; metafor, ``blup``.

    >>> found = shrink([4.0, 6.0], [1.0, 1.0])  # they differ by 2, of which sampling explains half
    >>> found.shrunken.tolist(), found.reliability
    ([4.5, 5.5], 0.5)
    """
    y, error, reasons = usable_figures(estimates, se)
    variance = error**2
    tau2 = float(tau2_reml(y, variance))
    weight = _own_share(tau2, variance)
    mu, mu_variance = _mean(y, variance, tau2)
    own_variance = weight * variance
    return Shrunken(
        shrunken=weight * y + (1 - weight) * mu,
        se=np.sqrt(own_variance + (1 - weight) ** 2 * mu_variance),
        tau2=tau2,
        reliability=_reliability(tau2, variance),
        mu=mu,
        weight=weight,
        own_se=np.sqrt(own_variance),
        reason=reasons,
    )


def usable_figures(estimates: npt.ArrayLike, se: npt.ArrayLike) -> tuple[FloatArray, FloatArray, ObjectArray]:
    """Estimates and errors, both NaN for a place that cannot be used, and why it cannot."""
    y, error = np.atleast_1d(floats(estimates)), np.atleast_1d(floats(se))
    if y.ndim != 1 or y.shape != error.shape:
        raise ValueError(
            f"estimates have the shape {y.shape} and errors {error.shape}: give one of each for each place"
        )
    rules = [
        (~np.isfinite(y), Reason.NO_DATA),
        (~np.isfinite(error), Reason.NO_INTERVAL),
        (np.asarray(error < 0), Reason.INVALID),
    ]
    reasons, usable = first_reason(y.shape, rules)
    if usable.sum() < FEWEST:
        reasons[usable] = Reason.TOO_FEW_PLACES
        usable = np.zeros_like(usable)
    return np.where(usable, y, np.nan), np.where(usable, error, np.nan), reasons


def _own_share(tau2: float, variance: FloatArray) -> FloatArray:
    """An exact figure is all its own, even where no true differences are found."""
    with np.errstate(invalid="ignore"):
        return np.where(variance == 0, 1.0, tau2 / (tau2 + variance))


def _mean(y: FloatArray, variance: FloatArray, tau2: float) -> tuple[float, float]:
    """The weighted mean and its variance; exact figures alone decide it where no true differences are found."""
    whole = tau2 + variance[np.isfinite(variance)]
    if whole.size == 0:
        return float("nan"), float("nan")
    exact = whole == 0
    weight = exact.astype(float) if exact.any() else 1.0 / whole
    mu = float((weight * y[np.isfinite(variance)]).sum() / weight.sum())
    return mu, 0.0 if exact.any() else float(1.0 / weight.sum())


def _reliability(tau2: float, variance: FloatArray) -> float:
    known = variance[np.isfinite(variance)]
    whole = tau2 + float(known.mean()) if known.size else float("nan")
    return tau2 / whole if whole > 0 else float("nan")
