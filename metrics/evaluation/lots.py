"""Groups of places drawn by lot as if they had taken part: what an event study shows where nothing was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.methods.arrays import FloatArray
from metrics.methods.study import IntArray

DRAWS = 499
ROUNDING = 1e-12  # of the figures
ENOUGH_LEFT = 20  # places for a control, however many are drawn


@dataclass(frozen=True)
class Lots:
    """Effects by draw: one for all periods since the change, and one for each of the ``event_times``."""

    overall: FloatArray
    by_time: FloatArray
    least: float = 0.0
    """What is left in rounding where nothing moves."""

    @property
    def vary(self) -> bool:
        """Whether there are draws, and places among them that move."""
        return self.se > self.least

    @property
    def se(self) -> float:
        """The standard deviation of the overall effects; NaN without draws."""
        return float(self.overall.std(ddof=1)) if len(self.overall) > 1 else float("nan")

    @property
    def errors(self) -> FloatArray:
        """The standard deviation of the effects by event time; NaN where all places move alike."""
        found = self.by_time.std(axis=0, ddof=1)
        return np.where(found > self.least, found, np.nan)


def draw_lots(donors: FloatArray, firsts: Sequence[int], event_times: Sequence[int], *, seed: int) -> Lots:
    """The same years of change given to as many donors, drawn ``DRAWS`` times; the other donors are the control.

    Of one place, each donor is drawn once. Donors are put in the order of their figures first, so that no other counts.
    ``theta(e)`` averages over the places drawn their change from the period before the start, or, before it, from the
    period before, less the same of the control. ``donors`` are places by periods; ``firsts`` the positions of the
    first periods since. No draws where too few would be left for a control: fewer than were drawn, and than
    ``ENOUGH_LEFT``.
    """
    if not firsts or len(donors) - len(firsts) < min(len(firsts), ENOUGH_LEFT):
        return Lots(np.empty(0), np.empty((0, len(event_times))))
    since = np.array([time >= 0 for time in event_times])
    ordered = donors[np.lexsort(donors.T[::-1])]
    draws = _drawn(len(donors), len(firsts), seed)
    by_time = np.array([effects_of(ordered, drawn, sorted(firsts), event_times) for drawn in draws])
    overall = by_time[:, since].mean(axis=1) if since.any() else np.zeros(len(by_time))
    return Lots(overall, by_time, ROUNDING * float(np.abs(donors).max()))


def _drawn(donors: int, size: int, seed: int) -> list[IntArray]:
    """Which donors are in each draw; of groups of one, each donor once."""
    if size == 1:
        return list(np.arange(donors)[:, None])
    generator = np.random.default_rng(seed)
    return [generator.choice(donors, size, replace=False) for _draw in range(DRAWS)]


def effects_of(donors: FloatArray, drawn: IntArray, firsts: Sequence[int], event_times: Sequence[int]) -> FloatArray:
    """The effects by event time of the places drawn, beside all others; NaN where nobody has such a period."""
    control = np.delete(donors, drawn, axis=0).mean(axis=0)
    apart = donors[drawn] - control
    periods = donors.shape[1]
    effects = []
    for time in event_times:
        at = [(row, first + time, (first if time >= 0 else first + time) - 1) for row, first in enumerate(firsts)]
        steps = [apart[row, now] - apart[row, base] for row, now, base in at if base >= 0 and now < periods]
        effects.append(np.mean(steps) if steps else np.nan)
    return np.array(effects)
