"""Pooling: what several places that did the same thing found, taken together."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, floats, together
from metrics.methods.heterogeneity import tau2_dersimonian_laird, tau2_reml
from metrics.methods.intervals import Interval, check_confidence, normal_quantile
from metrics.methods.student import student_quantile

FEWEST_TO_POOL, FEWEST_TO_RELY_ON = 2, 3
HALVINGS = 200


class PoolingMethod(StrEnum):
    """How the variance between studies is found."""

    REML = "REML"  # restricted maximum likelihood
    DL = "DL"  # the method of moments
    PM = "PM"  # Paule and Mandel
    FE = "FE"  # none: all studies are taken to have one effect


class Pooled(NamedTuple):
    """The pooled effect, and what the next place may expect.

    ``tau2`` is the variance of true effects, ``i2`` the share of all variance that it is, ``q`` Cochran's Q over ``k``
    studies. ``leave_one_out`` holds the lowest and the highest estimate with one study left out.
    """

    estimate: float
    se: float
    interval: Interval
    prediction_interval: Interval
    tau2: float
    i2: float
    q: float
    k: int
    leave_one_out: Interval
    reason: Reason | None


class _Studies(NamedTuple):
    effects: FloatArray
    variances: FloatArray


def pool(
    effects: npt.ArrayLike,
    variances: npt.ArrayLike,
    *,
    method: PoolingMethod | str = PoolingMethod.REML,
    knapp_hartung: bool = True,
    confidence: float = 0.95,
) -> Pooled:
    """Effects of several studies pooled, allowing for true effects that differ.

    ``m = sum(w y) / sum(w)`` with ``w = 1 / (v + tau2)``. With ``knapp_hartung`` the squared error is
    ``sum(w (y - m)^2) / ((k - 1) sum(w))``, but never below ``1 / sum(w)``, and limits use Student's t on ``k - 1``
    degrees of freedom; without it, ``1 / sum(w)`` and the normal distribution. The prediction interval is
    ``m -/+ t sqrt(se^2 + tau2)``: where the true effect in the next place may lie. ``i2 = tau2 / (tau2 + s2)`` with
    ``s2 = (k - 1) sum(u) / (sum(u)^2 - sum(u^2))`` and ``u = 1 / v``; under ``FE``, which has no prediction
    interval, ``max(0, (Q - k + 1) / Q)``.

    Takes one effect and its squared standard error a study. A study with either missing or infinite, or with a variance
    that is not above nought, is left out. No study: ``no_data``. One: it is given as it stands, with nothing pooled,
    and ``too_few_places``. Two: the pooled numbers with ``too_few_places``, because Student's factor is then 12.7.
    Lengths that differ, an unknown method, or a confidence outside 0.90 to 1, are a ValueError. Studies that share
    their comparison places are not independent: raise their variances first.

    Reference: Viechtbauer (2010), J Stat Softw 36(3), metafor (``test = "adhoc"`` for the floor); Knapp and Hartung
    (2003), Stat Med 22: 2693-2710; Higgins, Thompson and Spiegelhalter (2009), J R Stat Soc A 172: 137-159.

    >>> found = pool([0.10, 0.30, 0.35, 0.65], [0.03, 0.03, 0.05, 0.01])
    >>> lower, upper = found.prediction_interval
    >>> f"{found.estimate:.2f} on average, {lower:.2f} to {upper:.2f} in the next place"
    '0.38 on average, -0.41 to 1.16 in the next place'
    """
    chosen = read_method(method)
    check_confidence(confidence)
    studies = _studies(effects, variances)
    k = studies.effects.size
    if k < FEWEST_TO_POOL:
        return _unpooled(studies, confidence)
    estimates, between = _with_and_without(studies, chosen)
    estimate, tau2 = float(estimates[0]), float(between[0])
    weight = 1 / (studies.variances + tau2)
    plain = 1 / weight.sum()
    scatter = float(weight @ (studies.effects - estimate) ** 2) / (k - 1)
    se = float(np.sqrt(plain * (max(1.0, scatter) if knapp_hartung else 1.0)))
    factor = student_quantile(confidence, k - 1) if knapp_hartung else normal_quantile(confidence)
    expected = np.nan if chosen is PoolingMethod.FE else factor * float(np.sqrt(se**2 + tau2))
    q = _q(studies)
    return Pooled(
        estimate=estimate,
        se=se,
        interval=_about(estimate, factor * se),
        prediction_interval=_about(estimate, expected),
        tau2=tau2,
        i2=max(0.0, (q - k + 1) / q if q > 0 else 0.0) if chosen is PoolingMethod.FE else _i2(studies, tau2),
        q=q,
        k=k,
        leave_one_out=Interval(estimates[1:].min(), estimates[1:].max()),
        reason=Reason.TOO_FEW_PLACES if k < FEWEST_TO_RELY_ON else None,
    )


def read_method(method: PoolingMethod | str) -> PoolingMethod:
    """The method of that name, or an error that lists the names."""
    try:
        return PoolingMethod(method)
    except ValueError:
        raise ValueError(f"no method called {method!r}: use one of {', '.join(PoolingMethod)}") from None


def tau2_paule_mandel(effects: FloatArray, variances: FloatArray) -> float:
    """The variance between studies at which their scatter is just what it should be: ``sum(w (y - m)^2) = k - 1``.

    Found by halving; 0 where the scatter is less than that already, and for one study.

    Reference: Paule and Mandel (1982), J Research National Bureau of Standards 87: 377-385.
    """
    if effects.size < FEWEST_TO_POOL:
        return 0.0

    def excess(tau2: float) -> float:
        weight = 1 / (variances + tau2)
        return float(weight @ (effects - weight @ effects / weight.sum()) ** 2) - (effects.size - 1)

    low, high = 0.0, float(np.ptp(effects) ** 2)
    if high == 0 or excess(low) <= 0:
        return 0.0
    while excess(high) > 0:
        high *= 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def _studies(effects: npt.ArrayLike, variances: npt.ArrayLike) -> _Studies:
    if floats(effects).shape != floats(variances).shape or floats(effects).ndim != 1:
        shapes = f"{floats(effects).shape} and {floats(variances).shape}"
        raise ValueError(f"effects and variances of shapes {shapes}: give one of each for every study")
    y, v = together(effects, variances)
    known = np.isfinite(y) & np.isfinite(v) & (v > 0)
    return _Studies(y[known], v[known])


def _with_and_without(studies: _Studies, method: PoolingMethod) -> tuple[FloatArray, FloatArray]:
    """Estimate and variance between studies: with all of them, then without each in turn."""
    k = studies.effects.size
    effects = np.tile(studies.effects, (k + 1, 1))
    effects[1:][np.eye(k, dtype=bool)] = np.nan
    variances = np.broadcast_to(studies.variances, effects.shape)
    tau2 = np.nan_to_num(_between(effects, variances, method))
    weight = np.where(np.isnan(effects), 0.0, 1 / (variances + tau2[:, None]))
    return (weight * np.nan_to_num(effects)).sum(axis=1) / weight.sum(axis=1), tau2


def _between(effects: FloatArray, variances: FloatArray, method: PoolingMethod) -> FloatArray:
    """The variance between the studies of each row."""
    if method is PoolingMethod.REML:
        return tau2_reml(effects, variances)
    if method is PoolingMethod.DL:
        return tau2_dersimonian_laird(effects, variances)
    if method is PoolingMethod.PM:
        rows = zip(effects, variances, strict=True)
        return floats([tau2_paule_mandel(y[np.isfinite(y)], v[np.isfinite(y)]) for y, v in rows])
    return np.zeros(len(effects))


def _q(studies: _Studies) -> float:
    weight = 1 / studies.variances
    return float(weight @ (studies.effects - weight @ studies.effects / weight.sum()) ** 2)


def _i2(studies: _Studies, tau2: float) -> float:
    weight = 1 / studies.variances
    rest = float(weight.sum() ** 2 - weight @ weight)
    if rest <= 0:  # one study is so exact that the others do not count beside it
        return 0.0
    return float(tau2 / (tau2 + (weight.size - 1) * weight.sum() / rest))


def _unpooled(studies: _Studies, confidence: float) -> Pooled:
    """One study as it stands, or none."""
    nothing = _about(np.nan, np.nan)
    if studies.effects.size == 0:
        return Pooled(np.nan, np.nan, nothing, nothing, np.nan, np.nan, np.nan, 0, nothing, Reason.NO_DATA)
    estimate, se = float(studies.effects[0]), float(np.sqrt(studies.variances[0]))
    own = _about(estimate, normal_quantile(confidence) * se)
    return Pooled(estimate, se, own, nothing, np.nan, np.nan, np.nan, 1, nothing, Reason.TOO_FEW_PLACES)


def _about(centre: float, half_width: float) -> Interval:
    return Interval(floats(centre - half_width)[()], floats(centre + half_width)[()])
