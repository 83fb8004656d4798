"""What may be claimed of one place's rank whatever the truth about the others is."""

from collections.abc import Sequence

import numpy as np

from domain.metric import Metric, Polarity
from domain.verdict import Verdict
from metrics.benchmarks import SCALES, standard_errors
from metrics.methods.ranks import confidence_sets
from metrics.methods.scales import Scale, to_scale

SEED = 20220202
DRAWS = 1000


def rank_claim(verdicts: Sequence[Verdict], metric: Metric, place_code: str) -> tuple[int, int, int] | None:
    """The first and last rank that cannot be ruled out for a place at 95%, and among how many; none without a rank.

    ``verdicts`` may be those of every place: only those ranked among the same ones are held against it. Rank 1 is
    the best, or the highest where neither direction is good.
    """
    own = next((one for one in verdicts if one.place_code == place_code and one.rank), None)
    if own is None:
        return None
    among = [one for one in verdicts if one.rank and (one.group_level, one.period_start) == _group(own)]
    value, lower, upper = (
        np.array([getattr(one, name) for one in among], dtype=float) for name in ("value", "lower", "upper")
    )
    scale = SCALES.get(metric.kind, Scale.IDENTITY)
    found = confidence_sets(
        to_scale(value, scale, whole=100.0), standard_errors(value, lower, upper, scale),
        areas=[among.index(own)], seed=SEED, draws=DRAWS,
        polarity=Polarity.HIGHER_IS_BETTER if metric.polarity is Polarity.NEUTRAL else metric.polarity,
    )  # fmt: skip
    low, high = float(found.lower[0]), float(found.upper[0])
    return (int(low), int(high), len(among)) if np.isfinite(low) and np.isfinite(high) else None


def _group(verdict: Verdict) -> tuple[object, object]:
    return verdict.group_level, verdict.period_start
