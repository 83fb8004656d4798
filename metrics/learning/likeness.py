"""How far every place is from one, whatever its level, and which differences make up the distance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.place import Place
from metrics.methods.neighbours import PRESENT_AT_LEAST, standardised

FOLLOWED_AT_MOST = 10  # steps from an old code to the one in use


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure on which two places differ: both figures, and its share of the squared distance."""

    metric_id: str
    here: float
    there: float
    share: float


class Country:
    """Every place on a table of places by measures, as ``resemblance`` scores them; made once for all places."""

    def __init__(self, table: pd.DataFrame, places: Mapping[str, Place]) -> None:
        values = table.to_numpy(dtype=np.float64)
        known = np.isfinite(values).mean(axis=1) >= PRESENT_AT_LEAST if values.shape[1] else np.zeros(len(table), bool)
        self.measures = [str(name) for name in table.columns]
        self.codes = [str(code) for code in table.index[known]]
        self.row_of = {code: row for row, code in enumerate(self.codes)}
        self.values = values[known]
        self.scores = standardised(self.values) if known.any() else self.values
        self.followed = {
            code: now for code, place in places.items() if not place.is_current and (now := _of_today(code, places))
        }


class Surroundings:
    """One place among all others. A distance of 1 is that of the middle one of them."""

    def __init__(self, country: Country, place: Place) -> None:
        self._country, self._own = country, country.row_of.get(place.code)
        self._far = {place.code: (0.0, place.code)}
        if self._own is not None:
            self._squared = (country.scores - country.scores[self._own]) ** 2
            self._measure(self._own)

    def _measure(self, own: int) -> None:
        country = self._country
        distances = np.sqrt(self._squared.sum(axis=1))
        middle = float(np.median(np.delete(distances, own))) if len(distances) > 1 else 0.0
        relative = distances / middle if middle > 0 else np.zeros_like(distances)
        self._far = {code: (far, code) for code, far in zip(country.codes, relative.tolist(), strict=True)}
        self._far |= {old: self._far[now] for old, now in country.followed.items() if now in self._far}

    @property
    def others(self) -> int:
        """How many places it is set beside; none where it has too few figures."""
        return len(self._country.codes) - 1 if self._own is not None else 0

    def nearest(self, codes: Iterable[str]) -> tuple[float, str] | None:
        """The distance of the nearest of some places, and its code of today; none where none can be set beside it.

        A study of a place that was merged is about its land, and stands where that is now.
        """
        far = self._far
        return min([far[code] for code in codes if code in far], default=None)

    def differences(self, code: str, *, most: int) -> tuple[Difference, ...]:
        """The measures that hold a place furthest apart from this one, of those on which both have a figure."""
        country, own, row = self._country, self._own, self._country.row_of.get(code)
        if own is None or row is None or row == own:
            return ()
        squared, here, there = self._squared[row], country.values[own], country.values[row]
        total = float(squared.sum())
        told = [
            Difference(country.measures[column], float(here[column]), float(there[column]), squared[column] / total)
            for column in np.argsort(-squared, kind="stable").tolist()
            if squared[column] > 0 and np.isfinite(here[column]) and np.isfinite(there[column])
        ]
        return tuple(told[:most])


def _of_today(code: str, places: Mapping[str, Place]) -> str | None:
    """The code that followed, where it is a single one at every step."""
    for _ in range(FOLLOWED_AT_MOST):
        place = places.get(code)
        if place is None or place.is_current:
            return code if place else None
        if len(place.successor_codes) != 1:
            return None
        code = place.successor_codes[0]
    return None
