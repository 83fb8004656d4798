"""Groups of places drawn by lot as if they had taken part: what an event study shows where nothing was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.methods.arrays import FloatArray
from metrics.methods.study import IntArray

DRAWS = 499


@dataclass(frozen=True)
class Lots:
    """Effects by draw: one for all periods since the change, and one for each of the ``event_times``."""

    overall: FloatArray
    by_time: FloatArray

    @property
    def se(self) -> float:
        """The standard deviation of the overall effects; NaN without draws."""
        return float(self.overall.std(ddof=1)) if len(self.overall) > 1 else float("nan")


def draw_lots(donors: FloatArray, firsts: Sequence[int], event_times: Sequence[int], *, seed: int) -> Lots:
    """The same years of change given to as many donors, drawn ``DRAWS`` times; the other donors are the control.

    ``theta(e)`` averages over the places drawn their change from the period before the start, or, before it, from the
    period before, less the same of the control. ``donors`` are places by periods; ``firsts`` the positions of the
    first periods since.
    """
    if len(donors) < 2 * len(firsts):
        return Lots(np.empty(0), np.empty((0, len(event_times))))
    generator = np.random.default_rng(seed)
    since = np.array([time >= 0 for time in event_times])
    by_time = np.array([
        _effects(donors, generator.choice(len(donors), len(firsts), replace=False), firsts, event_times)
        for _draw in range(DRAWS)
    ])  # fmt: skip
    return Lots(by_time[:, since].mean(axis=1), by_time)


def _effects(donors: FloatArray, drawn: IntArray, firsts: Sequence[int], event_times: Sequence[int]) -> FloatArray:
    control = np.delete(donors, drawn, axis=0).mean(axis=0)
    apart = donors[drawn] - control
    periods = donors.shape[1]
    effects = []
    for time in event_times:
        at = [(row, first + time, (first if time >= 0 else first + time) - 1) for row, first in enumerate(firsts)]
        steps = [apart[row, now] - apart[row, base] for row, now, base in at if base >= 0 and now < periods]
        effects.append(np.mean(steps) if steps else np.nan)
    return np.array(effects)
