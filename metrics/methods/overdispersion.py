"""Over-dispersion: how much more places scatter about a benchmark than chance explains."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import FloatArray, floats, together

FEWEST_PLACES = 2  # one place has no spread
WINSORISE = 0.1


class Overdispersion(NamedTuple):
    """How widely places scatter: ``phi`` in squared standard errors (1 is chance alone), ``tau2`` beyond chance."""

    phi: FloatArray
    tau2: FloatArray


def overdispersion(
    z: npt.ArrayLike,
    se: npt.ArrayLike | None = None,
    *,
    weights: npt.ArrayLike | None = None,
    winsorise: float = WINSORISE,
) -> Overdispersion:
    """How much more places scatter than chance explains.

    The scores are first pulled in to their ``winsorise`` and ``1 - winsorise`` quantiles. Then ``phi = mean z^2`` and,
    for ``k`` places with ``w = 1/se^2``, ``tau2 = (k phi - (k - 1)) / (sum w - sum w^2 / sum w)``, 0 where
    ``k phi < k - 1``.

    Takes z-scores with their standard errors (or ``weights``; with neither every error is 1) along the last axis, one
    funnel for each row; ``tau2`` is in squared units of the errors. A place with a part missing, infinite or not
    above 0 is left out. Without places both are NaN, with one place ``tau2`` is. Both errors and weights, or a share
    to pull in outside 0 to below one half, is a ValueError.

    Reference: Spiegelhalter (2005), Qual Saf Health Care 14: 347-351; Spiegelhalter and others (2012), J R Stat Soc A
    175: 1-47; FunnelPlotR.

    >>> phi, tau2 = overdispersion([-3.0, -1.0, 0.0, 1.0, 3.0], se=0.5, winsorise=0)
    >>> f"{phi:.1f}, {tau2:.1f}"
    '4.0, 1.0'
    """
    if se is not None and weights is not None:
        raise ValueError("both standard errors and weights were given: give one of them, weights are 1/se^2")
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"winsorise {winsorise!r} is not from 0 to below 0.5: give 10% at each end as 0.1")
    score, weight = (np.atleast_1d(column) for column in together(z, _weights(se, weights)))
    used = np.isfinite(score) & np.isfinite(weight) & (weight > 0)
    pulled, heavy = _winsorised(np.where(used, score, np.nan), winsorise), np.where(used, weight, 0.0)
    k = used.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        phi = np.where(used, pulled**2, 0.0).sum(axis=-1) / np.where(k > 0, k, np.nan)
        excess = k * phi - (k - 1)
        room = heavy.sum(axis=-1) - (heavy**2).sum(axis=-1) / heavy.sum(axis=-1)
        tau2 = np.where(k < FEWEST_PLACES, np.nan, np.maximum(0.0, excess / room))
    return Overdispersion(phi[()], tau2[()])


def _weights(se: npt.ArrayLike | None, weights: npt.ArrayLike | None) -> FloatArray:
    if se is None:
        return floats(1.0 if weights is None else weights)
    error = floats(se)
    return np.asarray(np.where(error > 0, error, np.nan) ** -2.0)


def _winsorised(z: FloatArray, share: float) -> FloatArray:
    """Each row's scores pulled in to its quantiles, interpolated linearly; NaN is left out and stays NaN."""
    if share == 0 or z.size == 0:
        return z
    ordered = np.sort(z, axis=-1)  # NaN last
    last = np.maximum(np.isfinite(z).sum(axis=-1, keepdims=True) - 1, 0)
    return np.asarray(np.clip(z, _read(ordered, last * share), _read(ordered, last * (1 - share))))


def _read(ordered: FloatArray, where: FloatArray) -> FloatArray:
    """The value between two places of the order, in proportion."""
    below, above = np.floor(where).astype(np.intp), np.ceil(where).astype(np.intp)
    low, high = (np.take_along_axis(ordered, place, axis=-1) for place in (below, above))
    return np.asarray(low + (where - below) * (high - low))
