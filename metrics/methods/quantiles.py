"""Fifths, quarters and tenths of places, for metrics published without an interval."""

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from metrics.methods.arrays import FloatArray, floats
from metrics.methods.orientation import read_polarity


def quantile_group(values: npt.ArrayLike, k: int, *, polarity: Polarity | str) -> FloatArray:
    """Which of ``k`` groups of places each value falls in.

    ``k + 1 - ceil((m + 1 - r) / (m / k))`` for the rank ``r`` among the ``m`` values present, equal values
    sharing the lowest rank. Group 1 holds the lowest values, except where higher is better: there the places are
    ranked from the highest, so that group 1 is always the best. Without polarity group 1 is the lowest.

    Takes one value per place; gives group numbers 1 to ``k``, NaN for a missing value and for every place where
    fewer than ``k`` values are present. ``k`` below 2 is a ValueError.

    Reference: Office for Health Improvement and Disparities, technical guide on assigning deprivation categories;
    PHEindicatormethods ``phe_quantile`` (``invert`` is the same as higher being better).

    >>> quantile_group([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, polarity="lower_is_better").tolist()
    [1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 5.0]
    """
    upright = oriented(values, polarity)
    check_groups(k)
    return groups_from_lowest(upright, k)


def oriented(values: npt.ArrayLike, polarity: Polarity | str) -> FloatArray:
    """Values turned so that the lowest belongs in group 1."""
    given = floats(values)
    finite = np.where(np.isfinite(given), given, np.nan)
    return np.asarray(-finite if read_polarity(polarity) is Polarity.HIGHER_IS_BETTER else finite)


def groups_from_lowest(values: FloatArray, k: int) -> FloatArray:
    """Group 1 to ``k`` of each value, the lowest in group 1."""
    present = np.sort(values[~np.isnan(values)])
    if present.size < k:
        return np.full(values.shape, np.nan)
    rank = 1 + np.searchsorted(present, values, side="left")
    return np.where(np.isnan(values), np.nan, _group_of_rank(rank, present.size, k))


def group_edges(values: FloatArray, k: int) -> FloatArray:
    """For each place, the ``k - 1`` values it would have to exceed to climb into group 2, 3, ... ``k``.

    The other places stay where they are. Gives ``k - 1`` rows by places, NaN where there is no group.
    """
    edges = np.full((k - 1, values.size), np.nan)
    present = np.sort(values[~np.isnan(values)])
    if present.size < k:
        return edges
    highest_rank = np.searchsorted(_group_of_rank(np.arange(1, present.size + 1), present.size, k), np.arange(2, k + 1))
    rank = 1 + np.searchsorted(present, values, side="left")
    # The other places are the sorted values without one's own, which stands at rank - 1.
    other = highest_rank[:, None] - 1 + (highest_rank[:, None] >= rank[None, :])
    beyond = present[np.minimum(other, present.size - 1)]
    return np.where(np.isnan(values)[None, :], np.nan, beyond)


def check_groups(k: int) -> None:
    """Refuse fewer than two groups."""
    if not (k >= 2 and k == int(k)):
        raise ValueError(f"{k!r} groups were asked for: ask for 2 or more, 5 for fifths")


def _group_of_rank(rank: npt.NDArray[np.intp], places: int, k: int) -> npt.NDArray[np.intp]:
    # Whole numbers throughout: dividing by places / k first would push some ranks over an edge by rounding.
    return k + 1 + (-(places + 1 - rank) * k) // places
