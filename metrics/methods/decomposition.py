"""How much of the disparity lies between groups of places, and how much within them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, ObjectArray, first_reason, floats, where_answered
from metrics.methods.dispersion import MEASURES, Rows, answered, rows_of

INDICES = ("theil_t", "mean_log_deviation")


class Decomposition(NamedTuple):
    """An index in two parts that add up to it, the share of the first, and why there is none."""

    between: FloatArray
    within: FloatArray
    total: FloatArray
    between_share: FloatArray
    reason: Reason | ObjectArray | None


def decompose(
    values: npt.ArrayLike, groups: Sequence[object], weights: npt.ArrayLike | None = None, *, index: str = "theil_t"
) -> Decomposition:
    """Theil's T, or the mean log deviation, split into disparity between groups of places and within them.

    Theil: between ``sum s_g ln(m_g / m)``, within ``sum s_g T_g``, with ``s_g`` the group's share of the total.
    Mean log deviation: between ``sum p_g ln(m / m_g)``, within ``sum p_g L_g``, with ``p_g`` its share of the weight.
    A group of one place has nothing within; one group has nothing between.

    Takes one value and one group a place (or rows of values), and gives the parts, their sum, and the share that
    lies between. Places without a value, weight or group are left out; where the index is not defined all parts are
    NaN with its reason. Where all places are equal only the share is NaN (``constant``). Groups that do not fit, or
    an unknown index, are a ValueError.

    Reference: Shorrocks (1980), Econometrica 48: 613-625; PySAL's ``TheilD``.

    >>> parts = decompose([1.0, 3.0, 4.0, 4.0], ["north", "north", "south", "south"])
    >>> f"{parts.between:.4f} + {parts.within:.4f} = {parts.total:.4f}"
    '0.0566 + 0.0436 = 0.1002'
    """
    if index not in INDICES:
        raise ValueError(f"no index called {index!r} can be split: use one of {', '.join(INDICES)}")
    given = floats(values)
    places = given.shape[-1] if given.ndim else 1
    if len(groups) != places:
        raise ValueError(f"{len(groups)} groups were given for {places} places: give one for each place")
    codes, _ = pd.factorize(np.asarray(pd.Series(list(groups), dtype=object)))
    rows = rows_of(np.where(codes >= 0, given, np.nan), weights)
    reason, sound = answered(rows, MEASURES[index])
    with np.errstate(divide="ignore", invalid="ignore"):
        between, within = _parts(rows, codes, index)
        total = between + within
        share = np.where(total > 0, between / total, np.nan)
    equal, _ = first_reason(sound.shape, [(sound & ~(total > 0), Reason.CONSTANT)])
    reason = np.where(sound, equal, reason)
    parts = (where_answered(part, sound) for part in (between, within, total, share))
    between, within, total, share = parts if given.ndim > 1 else (part[0] for part in parts)
    return Decomposition(between, within, total, share, reason if given.ndim > 1 else reason[0])


def _parts(rows: Rows, codes: npt.NDArray[np.intp], index: str) -> tuple[FloatArray, FloatArray]:
    member = (codes[:, None] == np.arange(codes.max(initial=0) + 1)).astype(float)
    shares = np.broadcast_to(rows.shares, rows.values.shape)
    people, total = shares @ member, (shares * rows.values) @ member
    group_mean = np.divide(total, people, out=np.zeros_like(total), where=people > 0)
    own_mean = group_mean[:, np.maximum(codes, 0)]
    relative = np.where(group_mean > 0, group_mean, 1.0) / rows.mean[:, None]
    inside = np.where(rows.values > 0, rows.values, 1.0) / np.where(rows.values > 0, own_mean, 1.0)
    inside = np.log(np.where(rows.used, inside, 1.0))
    if index == "theil_t":
        between = (total / rows.mean[:, None] * np.log(relative)).sum(axis=1)
        within = rows.weigh(rows.ratio * inside)
    else:
        between = -(people * np.log(relative)).sum(axis=1)
        within = -rows.weigh(inside)
    return np.maximum(between, 0.0), np.maximum(within, 0.0)
