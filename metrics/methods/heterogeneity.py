"""Heterogeneity: how much true values differ from each other, once sampling error is taken off."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import BoolArray, FloatArray, together

FEWEST = 2  # one value does not differ from anything
ITERATIONS = 200
TOLERANCE = 1e-8  # of the spread of the effects
LEAST_SHARE = 1e-14  # a variance of 0 is taken as this share of the largest square, so that weights stay finite


def tau2_reml(effects: npt.ArrayLike, variances: npt.ArrayLike) -> FloatArray:
    """The variance of true values around their common mean, by restricted maximum likelihood, never below 0.

    Fisher scoring on ``t``: with ``w = 1/(v + t)`` and ``m = sum(w y)/sum(w)``, the step is
    ``(sum(w^2 (y - m)^2) - sum(w) + sum(w^2)/sum(w)) / (sum(w^2) - 2 sum(w^3)/sum(w) + (sum(w^2)/sum(w))^2)``.
    The method of moments starts it and stands in where it does not settle; 0 where 0 is as likely.

    Effects and their squared standard errors along the last axis, one estimate for each row; pairs with a missing,
    infinite or negative part are left out, and with fewer than two left the estimate is NaN.

    Reference: Viechtbauer (2005), J Educ Behav Stat 30: 261-293; metafor, ``rma(method = "REML")``.

    >>> bool(tau2_reml([4.0, 6.0], [1.0, 1.0]) == 1.0)  # the two differ by 2, of which sampling explains half
    True
    """
    pairs = _pairs(effects, variances)
    with np.errstate(invalid="ignore", divide="ignore"):
        start = _moments(pairs)
        tau2, settled = _scored(pairs, start)
        best = tau2 if settled.all() else np.where(settled, tau2, start)
        at_zero = _likelihood(_weighing(pairs, 0.0)) >= _likelihood(_weighing(pairs, best[..., None]))
    return np.where(at_zero, 0.0 * best, best)[()]


def tau2_dersimonian_laird(effects: npt.ArrayLike, variances: npt.ArrayLike) -> FloatArray:
    """The variance of true values around their common mean, by the method of moments, never below 0.

    ``max(0, (Q - (k - 1)) / (sum(w) - sum(w^2)/sum(w)))`` with ``w = 1/v`` and
    ``Q = sum(w (y - sum(w y)/sum(w))^2)``.

    Takes what ``tau2_reml`` takes; NaN with fewer than two usable pairs.

    Reference: DerSimonian and Laird (1986), Controlled Clinical Trials 7: 177-188.

    >>> bool(tau2_dersimonian_laird([4.0, 6.0], [1.0, 1.0]) == 1.0)
    True
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return _moments(_pairs(effects, variances))[()]


@dataclass(frozen=True)
class _Pairs:
    """Effects and variances; ``used`` is 1 for a usable pair and 0 for another, ``least`` keeps weights finite."""

    effects: FloatArray
    variances: FloatArray
    used: FloatArray
    least: FloatArray


class _Weighing(NamedTuple):
    """Weights, their sum, and the effects less their weighted mean."""

    weight: FloatArray
    total: FloatArray
    centred: FloatArray


def _pairs(effects: npt.ArrayLike, variances: npt.ArrayLike) -> _Pairs:
    effect, variance = (np.atleast_1d(column) for column in together(effects, variances))
    used = np.isfinite(effect) & np.isfinite(variance) & (variance >= 0)
    used &= used.sum(axis=-1, keepdims=True) >= FEWEST
    effect, variance = np.where(used, effect, 0.0), np.where(used, variance, 0.0)
    largest = (effect * effect + variance).max(axis=-1, keepdims=True, initial=0.0)
    return _Pairs(effect, variance, used.astype(float), np.where(largest > 0, LEAST_SHARE * largest, 1.0))


def _moments(pairs: _Pairs) -> FloatArray:
    weight, total, centred = _weighing(pairs, 0.0)
    freedom = pairs.used.sum(axis=-1) - 1
    q = (weight * centred * centred).sum(axis=-1)
    return np.asarray(np.maximum(0.0, (q - freedom) / (total - (weight * weight).sum(axis=-1) / total)))


def _scored(pairs: _Pairs, start: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Where the scoring ends, and whether it had settled there; steps that go back and forth are shortened."""
    tau2, settled = start, np.zeros(start.shape, dtype=bool)
    near = TOLERANCE * np.ptp(pairs.effects, axis=-1) ** 2 if pairs.effects.shape[-1] else 0.0
    before, length = np.zeros(start.shape), np.ones(start.shape)
    for _ in range(ITERATIONS):
        step = _step(_weighing(pairs, tau2[..., None]))
        length = np.where(step * before < -0.5 * before * before, length / 2, length)
        stepped = np.maximum(0.0, tau2 + length * step)
        settled = ~(np.abs(stepped - tau2) > near)
        tau2, before = stepped, step
        if settled.all():
            break
    return tau2, settled


def _step(weighing: _Weighing) -> FloatArray:
    weight, total, centred = weighing
    squared = weight * weight
    mean_weight = squared.sum(axis=-1) / total
    score = (squared * centred * centred).sum(axis=-1) - total + mean_weight
    information = mean_weight * total - 2 * (squared * weight).sum(axis=-1) / total + mean_weight * mean_weight
    step: FloatArray = score / information
    return step


def _likelihood(weighing: _Weighing) -> FloatArray:
    """Twice the restricted log-likelihood, up to a constant."""
    weight, total, centred = weighing
    logs = np.log(np.where(weight > 0, weight, 1.0)).sum(axis=-1)
    return np.asarray(logs - np.log(total) - (weight * centred * centred).sum(axis=-1))


def _weighing(pairs: _Pairs, tau2: FloatArray | float) -> _Weighing:
    weight = pairs.used / np.maximum(pairs.variances + tau2, pairs.least)
    total = weight.sum(axis=-1)
    return _Weighing(weight, total, pairs.effects - ((weight * pairs.effects).sum(axis=-1) / total)[..., None])
