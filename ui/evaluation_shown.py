"""One evaluation with everything its words, charts and tables need."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain.evaluation import Answer
from domain.metric import Metric
from domain.place import Place
from ui import evaluation_words as words
from ui.names import with_article
from ui.numbers import month

SMALL_SHARE = 0.005  # a place that counts for less is not listed


@dataclass(frozen=True, kw_only=True)
class Shown:
    """``found`` is an evaluation as ``metrics.evaluation`` runs it; ``prepared`` who was compared and who left out.

    Typed loosely, because ``ui`` does not know ``metrics``. ``grade`` and ``because`` are the strength of evidence;
    ``bordering`` are neighbours of the places, ``elsewhere`` counts other programmes' work in each place compared with.
    """

    metric: Metric
    places: tuple[Place, ...]
    starts_on: dt.date
    found: Any
    prepared: Any
    months: int
    names: Mapping[str, str]
    grade: int
    because: str
    bordering: frozenset[str] = frozenset()
    elsewhere: Mapping[str, int] | None = None
    made_up: bool = False

    @property
    def where(self) -> str:
        """The places in a sentence."""
        return words.where_words([with_article(place) for place in self.places])

    @property
    def after(self) -> str:
        """The month it started."""
        return month(self.starts_on)

    @property
    def weights(self) -> "pd.Series[float]":
        """The places that count in the comparison, the most first."""
        weights: pd.Series[float] = self.found.weights
        return weights[weights >= SMALL_SHARE]

    @property
    def neighbours_used(self) -> list[str]:
        """The names of neighbours among the places that count."""
        return [self.names[code] for code in self.weights.index if code in self.bordering]

    @property
    def finding(self) -> str:
        """The heading."""
        why = words.CANNOT.get(self.found.why, "") if self.found.why else ""
        numbers = words.effect_words(self.found.effect, self.found.lower, self.found.upper, self.metric)
        return words.finding(
            self.metric, self.found.answer, where=self.where, several=len(self.places) > 1, after=self.after,
            numbers=numbers, why=why,
        )  # fmt: skip

    @property
    def cannot_tell(self) -> str:
        """Why there is no answer, nothing where there is one."""
        if self.found.answer is not Answer.CANNOT_TELL:
            return ""
        return f"{words.CANNOT[self.found.why].capitalize()}."
