"""Heterogeneity: how much true values differ from each other, once sampling error is taken off."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import FloatArray, together

FEWEST = 2  # one value does not differ from anything
ITERATIONS = 200
TOLERANCE = 1e-8  # of the variance of a middling effect
LEAST_SHARE = 1e-20  # a variance of 0 is taken as this share of the largest square, so that weights stay finite


def tau2_reml(effects: npt.ArrayLike, variances: npt.ArrayLike) -> FloatArray:
    """The variance of true values around their common mean, by restricted maximum likelihood, never below 0.

    Fisher scoring on ``t``: with ``w = 1/(v + t)`` and ``m = sum(w y)/sum(w)``, the step is
    ``(sum(w^2 (y - m)^2) - sum(w) + sum(w^2)/sum(w)) / (sum(w^2) - 2 sum(w^3)/sum(w) + (sum(w^2)/sum(w))^2)``.
    It starts from the method of moments and from the variance without weights, because there can be two peaks; the
    likeliest is given, and 0 where 0 is as likely.

    Effects and their squared standard errors along the last axis, one estimate for each row; pairs with a missing,
    infinite or negative part are left out, and with fewer than two left the estimate is NaN.

    Reference: Viechtbauer (2005), J Educ Behav Stat 30: 261-293; metafor, ``rma(method = "REML")``.

    >>> bool(tau2_reml([4.0, 6.0], [1.0, 1.0]) == 1.0)  # the two differ by 2, of which sampling explains half
    True
    """
    pairs = _pairs(effects, variances)
    with np.errstate(invalid="ignore", divide="ignore"):
        starts = np.stack([_moments(pairs), _unweighted(pairs)])
        found = np.concatenate([0.0 * starts[:1], _scored(pairs, starts), starts])
        likeliest = np.argmax(_likelihood(pairs, found), axis=0)  # of equals the first, which is 0
    return np.asarray(np.take_along_axis(found, likeliest[None], axis=0)[0])[()]


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
    """Weights, their sum and the sum of all others, and the effects less their weighted mean."""

    weight: FloatArray
    total: FloatArray
    others: FloatArray
    centred: FloatArray


def _pairs(effects: npt.ArrayLike, variances: npt.ArrayLike) -> _Pairs:
    effect, variance = (np.atleast_1d(column) for column in together(effects, variances))
    used = np.isfinite(effect) & np.isfinite(variance) & (variance >= 0)
    used &= used.sum(axis=-1, keepdims=True) >= FEWEST
    effect, variance = np.where(used, effect, 0.0), np.where(used, variance, 0.0)
    middle = effect.sum(axis=-1, keepdims=True) / np.maximum(used.sum(axis=-1, keepdims=True), 1)
    effect = np.where(used, effect - middle, 0.0)  # how far they are from nought says nothing of how they differ
    largest = (effect * effect + variance).max(axis=-1, keepdims=True, initial=0.0)
    return _Pairs(effect, variance, used.astype(float), np.where(largest > 0, LEAST_SHARE * largest, 1.0))


def _moments(pairs: _Pairs) -> FloatArray:
    weight, total, others, centred = _weighing(pairs, 0.0)
    freedom = pairs.used.sum(axis=-1) - 1
    q = (weight * centred * centred).sum(axis=-1)
    return np.asarray(np.maximum(0.0, (q - freedom) * total / (weight * others).sum(axis=-1)))


def _unweighted(pairs: _Pairs) -> FloatArray:
    """The variance of the effects less the average variance of their errors."""
    count = pairs.used.sum(axis=-1)
    squares = (pairs.effects * pairs.effects).sum(axis=-1) / (count - 1)
    return np.asarray(np.maximum(0.0, squares - pairs.variances.sum(axis=-1) / count))


def _scored(pairs: _Pairs, start: FloatArray) -> FloatArray:
    """Where the scoring ends; steps that go back and forth are shortened."""
    tau2, count = start, pairs.used.sum(axis=-1)
    before, length = np.zeros(start.shape), np.ones(start.shape)
    for _ in range(ITERATIONS):
        weighing = _weighing(pairs, tau2[..., None])
        step = _step(weighing)
        length = np.where(step * before < -0.5 * before * before, length / 2, length)
        stepped = np.maximum(0.0, tau2 + length * step)
        moved = np.abs(stepped - tau2) > TOLERANCE * count / weighing.total
        tau2, before = stepped, step
        if not moved.any():
            break
    return tau2


def _step(weighing: _Weighing) -> FloatArray:
    """The score over its information, as sums without differences: one weight may be all there is beside the others."""
    weight, total, others, centred = weighing
    squared = weight * weight
    score = (squared * centred * centred).sum(axis=-1) - (weight * others).sum(axis=-1) / total
    information = (squared * (others * others + _all_but(squared))).sum(axis=-1) / total**2
    step: FloatArray = score / information
    return step


def _likelihood(pairs: _Pairs, tau2: FloatArray) -> FloatArray:
    """Twice the restricted log-likelihood, up to a constant."""
    weight, total, _others, centred = _weighing(pairs, tau2[..., None])
    logs = np.log(np.where(weight > 0, weight, 1.0)).sum(axis=-1)
    return np.asarray(logs - np.log(total) - (weight * centred * centred).sum(axis=-1))


def _weighing(pairs: _Pairs, tau2: FloatArray | float) -> _Weighing:
    weight = pairs.used / np.maximum(pairs.variances + tau2, pairs.least)
    total, others = weight.sum(axis=-1), _all_but(weight)
    centred = others * pairs.effects - _all_but(weight * pairs.effects)
    return _Weighing(weight, total, others, centred / total[..., None])


def _all_but(column: FloatArray) -> FloatArray:
    """The sum of all the others, for each."""
    running = np.cumsum(column, axis=-1)
    rest = np.cumsum(column[..., ::-1], axis=-1)[..., ::-1]
    others = np.zeros_like(column)
    others[..., 1:] += running[..., :-1]
    others[..., :-1] += rest[..., 1:]
    return others
