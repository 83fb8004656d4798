"""Kendall's rank test for the latest five points, exact with ties, and the slope of Theil and Sen."""

from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np

from metrics.methods.arrays import FloatArray

POINTS = 5
PAIRS = list(combinations(range(POINTS), 2))
EARLIER = [first for first, _ in PAIRS]
LATER = [second for _, second in PAIRS]
# Every way five values can tie, as the ranks of one series of that kind.
TIE_PATTERNS = ("01234", "00123", "00112", "00012", "00011", "00001", "00000")


class Kendall(NamedTuple):
    """Concordant minus discordant pairs, tau-b, the exact two-sided p-value and the median slope per step."""

    s: FloatArray
    tau: FloatArray
    p: FloatArray
    slope: FloatArray


def kendall(values: FloatArray) -> Kendall:
    """Rank trend of rows of five values.

    ``S = sum of sign(y_j - y_i)`` over the ten pairs ``i < j``; ``tau_b = S / sqrt(10 (10 - tied pairs))``, nought
    for a constant row; p is the share of all orders of the same five values with ``|S|`` as large. The slope is the
    median of ``(y_j - y_i) / (j - i)``.

    Takes places by five, oldest first and nothing missing; gives one answer per place. With no ties the smallest
    p-value is 2/120.

    Reference: Kendall (1938), Biometrika 30: 81-93; Sen (1968), J Am Stat Assoc 63: 1379-1389.

    >>> result = kendall(np.array([[1.0, 2.0, 3.0, 4.0, 5.0]]))
    >>> f"{result.tau[0]:.0f} {result.p[0]:.4f} {result.slope[0]:.0f}"
    '1 0.0167 1'
    """
    rises = values[:, LATER] - values[:, EARLIER]
    s = np.sign(rises).sum(axis=1)
    tied = (rises == 0).sum(axis=1)
    pairs = len(PAIRS)
    with np.errstate(divide="ignore", invalid="ignore"):
        tau = np.where(tied == pairs, 0.0, s / np.sqrt(pairs * (pairs - tied)))
    slope = np.median(rises / np.subtract(LATER, EARLIER), axis=1)
    return Kendall(s, tau, exact_p_values()[tied, np.abs(s).astype(int)], slope)


@lru_cache(maxsize=1)
def exact_p_values() -> FloatArray:
    """The two-sided p-value by number of tied pairs (which settles the kind of ties) and ``|S|``."""
    table = np.full((len(PAIRS) + 1, len(PAIRS) + 1), np.nan)
    orders = np.array(list(permutations(range(POINTS))))
    for pattern in TIE_PATTERNS:
        ranks = np.array([int(rank) for rank in pattern])[orders]
        rises = ranks[:, LATER] - ranks[:, EARLIER]
        size = np.abs(np.sign(rises).sum(axis=1))
        tied = int((rises[0] == 0).sum())
        table[tied] = [(size >= at_least).mean() for at_least in range(len(PAIRS) + 1)]
    return table
