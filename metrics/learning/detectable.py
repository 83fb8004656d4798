"""What size of effect an experiment could see: reckoned from how the figures of all places change by themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.metric import Metric
from metrics.methods.impact import minimum_detectable_effect

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

A_YEAR = 12
FEWEST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest difference between two arms that would probably be noticed, and what it was reckoned from.

    ``spread`` is the standard deviation of the change of ``places`` places from the period that begins on ``first`` to
    the one that begins on ``last``. ``sizes`` are how many places the two arms have.
    """

    effect: float
    spread: float
    places: int
    first: "dt.date"
    last: "dt.date"
    months: int
    sizes: tuple[int, int]


def detectable_difference(
    figures: "pd.DataFrame", metric: Metric, *, place_codes: Collection[str], sizes: Sequence[int]
) -> Detectable | None:
    """The smallest difference in the mean change of two arms that would be noticed four times in five.

    ``2.8 SD sqrt(1/n1 + 1/n2)``, where SD is the standard deviation of the places' changes from one period to the
    next that does not overlap it, a year on at least, and n1 and n2 are the two smallest arms. Nothing lies between the
    two periods that makes them incomparable. None where fewer than 20 places have both figures.

    Takes a frame of ``place_code``, ``period_start``, ``period_months`` and ``value``, and the places the changes are
    taken from.

    Reference: Bloom (1995), Evaluation Review 19: 547-556.
    """
    import pandas as pd

    rows = figures[figures["place_code"].isin(list(place_codes)) & np.isfinite(figures["value"])]
    if rows.empty or len(sizes) < 2 or min(sizes) < 1:
        return None
    months = int(rows["period_months"].mode().iloc[0])
    alike = rows[rows["period_months"] == months]
    table = alike.pivot_table(index="place_code", columns="period_start", values="value", aggfunc="last")
    step = pd.DateOffset(months=A_YEAR * max(1, -(-months // A_YEAR)))
    for last in reversed(table.columns):
        first = last - step
        if first not in table.columns or _broken(metric, first.date(), last.date()):
            continue
        changes = (table[last] - table[first]).dropna().to_numpy(dtype=float)
        if len(changes) >= FEWEST_PLACES:
            return _from_changes(changes, first.date(), last.date(), months, sizes)
    return None


def _broken(metric: Metric, first: "dt.date", last: "dt.date") -> bool:
    return any(first < each.on <= last for each in metric.breaks)


def _from_changes(
    changes: "np.ndarray", first: "dt.date", last: "dt.date", months: int, sizes: Sequence[int]
) -> Detectable:
    one, other = sorted(sizes)[:2]
    of_one_place = minimum_detectable_effect(changes - changes.mean())
    return Detectable(
        effect=of_one_place * float(np.sqrt(1 / one + 1 / other)),
        spread=float(changes.std()),
        places=len(changes),
        first=first,
        last=last,
        months=months,
        sizes=(one, other),
    )
