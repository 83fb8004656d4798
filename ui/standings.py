"""Every place of one level on one metric: who has a figure, who stands out, who goes which way."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from domain.metric import Metric
from domain.place import Level, Place
from domain.reason import Reason
from domain.source import Source
from domain.verdict import Comparator, LevelAnswer, Verdict
from ui.charts import Benchmark, PlaceValue
from ui.names import KINDS, with_article
from ui.numbers import is_missing, period_label, unit_words
from ui.rows import available_comparators, comparator_name, comparator_place, place_value
from ui.summaries import LEVEL_ORDER, TREND_ORDER, Summary
from ui.verdict_record import target_and_rank
from ui.wording import COMPARATORS, FIGURE_MARKS, NATURES, REASONS, level_label, trend_label


@dataclass(frozen=True)
class Standing:
    """One place, its verdict, or why there is none at all."""

    place: Place
    verdict: Verdict | None
    absent: Reason | None = None

    @property
    def has_newest(self) -> bool:
        """Whether there is a figure for the newest period of its nation."""
        return self.verdict is not None and not self.verdict.stale and not is_missing(self.verdict.value)

    @property
    def missing(self) -> Reason | None:
        """Why there is no figure for the newest period; nothing where there is one."""
        if self.has_newest:
            return None
        return (self.verdict.reason if self.verdict else self.absent) or Reason.NO_DATA

    def as_row(self, places: Mapping[str, Place]) -> PlaceValue:
        """The place as a chart draws it."""
        if self.verdict is None:
            return PlaceValue(code=self.place.code, name=self.place.name, value=None, reason=self.absent)
        return place_value(self.verdict, places)


def summarised(
    metric: Metric, level: Level, standings: Sequence[Standing], *, periods: int, expected: float
) -> Summary | None:
    """The answers counted over the places with a figure for the newest period; none where there is no such place.

    ``expected`` is how many flags chance alone would give.
    """
    verdicts = newest_verdicts(standings)
    if not verdicts:
        return None
    start, months = newest_period(standings)
    levels, trends = Counter(verdict.level for verdict in verdicts), Counter(verdict.trend for verdict in verdicts)
    return Summary(
        metric_id=metric.metric_id,
        level=level,
        places=len(verdicts),
        start=start,
        months=months,
        periods=periods,
        compared=len(verdicts) - levels[LevelAnswer.NOT_COMPARED],
        flagged=sum(verdict.flagged for verdict in verdicts),
        expected_flags=expected,
        levels={to: sum(levels[one] for one in several) for to, several in LEVEL_ORDER.items()},
        trends={answer: trends[answer] for answer in TREND_ORDER},
        level_reasons=_commonest(verdict.level_reason for verdict in verdicts),
        trend_reasons=_commonest(verdict.trend_reason for verdict in verdicts),
    )


def newest_verdicts(standings: Iterable[Standing]) -> list[Verdict]:
    """The verdicts on figures for the newest period."""
    return [each.verdict for each in standings if each.verdict is not None and each.has_newest]


def missing_by_reason(standings: Iterable[Standing]) -> list[tuple[Reason, int]]:
    """How many places have no figure for the newest period, by reason, the commonest first."""
    return Counter(each.missing for each in standings if each.missing is not None).most_common()


def shared_benchmark(standings: Iterable[Standing], comparator: Comparator, places: Mapping[str, Place]) -> Benchmark:
    """What all these places are compared with: one place by name and figure, or a kind of place in words.

    A figure is given only where every place is held against the same one.
    """
    compared = [verdict for verdict in newest_verdicts(standings) if verdict.level is not LevelAnswer.NOT_COMPARED]
    found = (comparator_place(places[verdict.place_code], comparator, places) for verdict in compared)
    parents = {parent.code: parent for parent in found if parent}
    if len(parents) != 1:
        return Benchmark(of_many(comparator), None)
    figures = {verdict.benchmark for verdict in compared if not verdict.rest_of}
    return Benchmark(with_article(next(iter(parents.values()))), figures.pop() if len(figures) == 1 else None)


def comparators_of(standings: Iterable[Standing]) -> list[Comparator]:
    """Every comparator that means something for one of the places, in the order they are offered."""
    offered = {comparator for each in standings for comparator in available_comparators(each.place)}
    return [comparator for comparator in Comparator if comparator in offered] or [Comparator.NATION]


def of_many(comparator: Comparator) -> str:
    """The comparator as a sentence about many places names it: "their own nation", "places like them overall"."""
    return COMPARATORS[comparator].replace("its ", "their own ", 1).replace(" like it", " like them", 1)


def newest_period(standings: Iterable[Standing]) -> tuple[dt.date, int]:
    """The first day and the months of the newest period in which any of the places has a figure."""
    standings = list(standings)
    verdicts = newest_verdicts(standings) or [each.verdict for each in standings if each.verdict is not None]
    return max((verdict.period_start, verdict.period_months) for verdict in verdicts)


def ordered(standings: Iterable[Standing], *, by_name: bool = False) -> list[Standing]:
    """The places by name, or from the highest value to the lowest; those without any figure last."""

    def rank(each: Standing) -> tuple[bool, float, str]:
        value = each.verdict.value if each.verdict else None
        missing = value is None or is_missing(value)
        return missing and not by_name, 0.0 if by_name or value is None or missing else -value, each.place.name

    return sorted(standings, key=rank)


def standings_frame(
    standings: Sequence[Standing], metric: Metric, places: Mapping[str, Place], sources: Mapping[str, Source]
) -> pd.DataFrame:
    """The newest figure of every place with its verdict in words, for a download."""
    return pd.DataFrame([_identity(each, metric) | _verdict(each, places, sources) for each in standings])


def series_frame(series: pd.DataFrame, metric: Metric, places: Mapping[str, Place]) -> pd.DataFrame:
    """Every figure of the metric in every period, with the names of places and periods, for a download."""
    starts = [start.date() for start in series["period_start"]]
    months = [int(number) for number in series["period_months"]]
    return pd.DataFrame(
        {
            "place_code": series["place_code"],
            "place": [places[code].name for code in series["place_code"]],
            "metric": metric.metric_id,
            "period_starts": starts,
            "period": [period_label(start, count) for start, count in zip(starts, months, strict=True)],
            "value": series["value"],
            "unit": unit_words(metric),
        }
    )


def _commonest(reasons: Iterable[Reason | None]) -> dict[Reason, int]:
    return dict(Counter(reason for reason in reasons if reason is not None).most_common())


def _identity(each: Standing, metric: Metric) -> dict[str, object]:
    return {
        "place_code": each.place.code,
        "place": each.place.name,
        "kind_of_place": KINDS[each.place.level],
        "metric": metric.metric_id,
        "unit": unit_words(metric),
        "no_newest_figure_because": REASONS[each.missing].because if each.missing else None,
    }


def _verdict(each: Standing, places: Mapping[str, Place], sources: Mapping[str, Source]) -> dict[str, object]:
    verdict = each.verdict
    if verdict is None:
        return {}
    source = sources.get(verdict.source_id)
    comparator = verdict.comparator
    against = comparator_name(each.place, comparator, places, rest_of=verdict.rest_of) if comparator else None
    return {
        "period_starts": verdict.period_start,
        "period": period_label(verdict.period_start, verdict.period_months),
        "value": verdict.value,
        "lower_95": verdict.lower,
        "upper_95": verdict.upper,
        "about_the_figure": FIGURE_MARKS[verdict.mark] if verdict.mark else None,
        "fifth": verdict.fifth or None,
        "fifth_of": verdict.fifth_of or None,
        "comparator": against,
        "comparator_value": verdict.benchmark,
        "level": level_label(verdict.level, verdict.level_reason),
        "stands_out": verdict.flagged,
        "trend": trend_label(verdict.trend, verdict.trend_reason),
        "change_a_year": verdict.slope,
        **target_and_rank(verdict),
        "source": f"{source.publisher}: {source.title}; {NATURES[source.nature]}" if source else verdict.source_id,
    }
