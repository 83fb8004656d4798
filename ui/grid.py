"""A few places by a few metrics: what the tables, charts and files of a comparison are drawn from."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.metric import Metric
from domain.period import Period
from domain.place import Place
from domain.reason import Reason
from domain.source import Nature, Source
from domain.verdict import Comparator, LevelAnswer, TrendAnswer, Verdict
from ui.charts import Benchmark
from ui.numbers import is_missing, period_label, unit_words
from ui.rows import comparator_name, comparator_place
from ui.verdict_record import target_and_rank
from ui.wording import FIGURE_MARKS, NATURES, level_label, trend_label

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, str]
"""The code of a place and the id of a metric."""


@dataclass(frozen=True)
class Grid:
    """The verdict of each pair of place and metric, or the reason there is none.

    ``names`` tells places of one name apart; ``against`` is the comparator as a sentence names it. ``known`` holds
    every place by code and ``sources`` every source by id.
    """

    places: tuple[Place, ...]
    names: Mapping[str, str]
    metrics: tuple[Metric, ...]
    comparator: Comparator
    against: str
    verdicts: Mapping[Key, Verdict]
    absent: Mapping[Key, Reason]
    known: Mapping[str, Place]
    sources: Mapping[str, Source]

    def verdict(self, place: Place, metric: Metric) -> Verdict | None:
        """The verdict of one pair, whether or not it has a figure."""
        return self.verdicts.get((place.code, metric.metric_id))

    def reason(self, place: Place, metric: Metric) -> Reason | None:
        """Why one pair has no figure; none where it has one."""
        verdict = self.verdict(place, metric)
        return verdict.reason if verdict else self.absent.get((place.code, metric.metric_id))

    def with_figure(self, metric: Metric) -> list[Verdict]:
        """The verdicts on one metric that have a figure, in the order of the places."""
        found = [self.verdict(place, metric) for place in self.places]
        return [verdict for verdict in found if verdict is not None and not is_missing(verdict.value)]

    def up_to_date(self, metric: Metric) -> list[Verdict]:
        """Those whose figure is for the newest period of their nation."""
        return [verdict for verdict in self.with_figure(metric) if not verdict.stale]

    def periods(self, metric: Metric, *, stale: bool = True) -> dict[str, list[str]]:
        """The names of the places by the period of their figure, the period of most places first."""
        names: dict[str, list[str]] = {}
        for verdict in self.with_figure(metric) if stale else self.up_to_date(metric):
            names.setdefault(period_of(verdict), []).append(self.names[verdict.place_code])
        return dict(sorted(names.items(), key=lambda pair: -len(pair[1])))

    def usual_period(self, metric: Metric) -> tuple[str, dt.date] | None:
        """The period of most figures on one metric, in words and by its last day."""
        found = [(verdict.period_start, verdict.period_months) for verdict in self.with_figure(metric)]
        if not found:
            return None
        (start, months), _ = Counter(found).most_common(1)[0]
        return period_label(start, months), Period(start=start, months=months).end

    def sources_of(self, metric: Metric) -> list[Source]:
        """The sources of the figures on one metric, each once."""
        used = dict.fromkeys(verdict.source_id for verdict in self.with_figure(metric))
        return [self.sources[source_id] for source_id in used if source_id in self.sources]

    def natures(self, metric: Metric) -> list[str]:
        """What its sources are, in words, where they are anything but current."""
        found = dict.fromkeys(source.nature for source in self.sources_of(metric))
        return [NATURES[nature] for nature in found if nature is not Nature.CURRENT]

    @property
    def shared_place(self) -> Place | None:
        """The one place all that can be are compared with, where it is not among them."""
        found = (comparator_place(place, self.comparator, self.known) for place in self.places)
        parents = {parent.code: parent for parent in found if parent}
        parent = next(iter(parents.values())) if len(parents) == 1 else None
        return None if parent in self.places else parent

    def shared_benchmark(self, metric: Metric) -> Benchmark | None:
        """The figure that all are compared with; none where there are several."""
        found = {
            (self.comparator_of(verdict), verdict.benchmark)
            for verdict in self.up_to_date(metric)
            if not is_missing(verdict.benchmark)
        }
        return Benchmark(*found.pop()) if len(found) == 1 else None

    def comparator_of(self, verdict: Verdict) -> str:
        """What one verdict was compared with, by name."""
        return comparator_name(self.known[verdict.place_code], self.comparator, self.known, rest_of=verdict.rest_of)

    def frame(self) -> "pd.DataFrame":
        """One row for each place and metric, for a file."""
        import pandas as pd  # noqa: PLC0415 - only a download needs it

        return pd.DataFrame([self._record(place, metric) for metric in self.metrics for place in self.places])

    def _record(self, place: Place, metric: Metric) -> dict[str, object]:
        verdict, reason = self.verdict(place, metric), self.reason(place, metric)
        row: dict[str, object] = {
            "place_code": place.code,
            "place": self.names[place.code],
            "metric": metric.metric_id,
            "measure": metric.title,
            "unit": unit_words(metric),
        }
        if verdict is not None and not is_missing(verdict.value):
            row |= _figure(verdict) | {"comparator": self.comparator_of(verdict), "comparator_value": verdict.benchmark}
            row |= _answers(verdict)
        return row | {"no_figure_because": level_label(None, reason) if reason else None}


def period_of(verdict: Verdict) -> str:
    """The period of a figure in words."""
    return period_label(verdict.period_start, verdict.period_months)


def _figure(verdict: Verdict) -> dict[str, object]:
    return {
        "period": period_of(verdict),
        "value": verdict.value,
        "lower_95": verdict.lower,
        "upper_95": verdict.upper,
        "about_the_figure": FIGURE_MARKS[verdict.mark] if verdict.mark else None,
    }


def _answers(verdict: Verdict) -> dict[str, object]:
    answered = verdict.level is not LevelAnswer.NOT_COMPARED
    moved = verdict.trend is not TrendAnswer.CANNOT_BE_CALCULATED
    return {
        "level": level_label(verdict.level, verdict.level_reason) if answered else None,
        "no_level_because": None if answered else level_label(None, verdict.level_reason),
        "trend": trend_label(verdict.trend, verdict.trend_reason) if moved else None,
        "no_trend_because": None if moved else trend_label(None, verdict.trend_reason),
        **target_and_rank(verdict),
    }
