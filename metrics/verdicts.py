"""The one place that decides: methods, catalogue and figures become level and trend for every place and metric."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from domain.metric import Metric
from domain.mission import Catalogue
from domain.place import Place
from domain.reason import Reason
from domain.rules import Judgements
from domain.verdict import Comparator, LevelAnswer, TrendAnswer
from metrics.catalogue import read_catalogue
from metrics.levels import compare_all, newest_reason
from metrics.methods.comparison import quantile_group
from metrics.methods.multiplicity import expected_by_chance
from metrics.panel import NONE, Panel, make_panel
from metrics.trends import trend_all

FIFTHS = 5
ONE_LEVEL, FLAG_LEVEL = 0.05, 0.002


class CurrentRules:
    """The catalogue and the judgement a build is handed (``domain.rules.Rules``)."""

    def read_catalogue(self, catalogue: Path, frameworks: Path) -> Catalogue:
        """Every metric and framework, validated."""
        return read_catalogue(catalogue, frameworks)

    def judge(
        self,
        observations: pd.DataFrame,
        catalogue: Catalogue,
        places: Mapping[str, Place],
        neighbours: pd.DataFrame,
    ) -> Judgements:
        """Level and trend for every place, metric and comparator of the observations."""
        lists = {
            (str(family), str(code)): list(group)
            for (family, code), group in neighbours.sort_values("rank").groupby(["family", "place_code"])[
                "neighbour_code"
            ]
        }
        standings, comparisons, summaries = [], [], []
        for metric_id, rows in observations.groupby("metric_id", sort=True, observed=True):
            panel = make_panel(catalogue.metrics[str(metric_id)], rows, places)
            standing, comparison = _standings(panel), compare_all(panel, places, lists)
            standings.append(standing)
            comparisons.append(comparison)
            summaries.append(_summary(panel, standing, comparison))
        return Judgements(
            standings=pd.concat(standings, ignore_index=True),
            comparisons=pd.concat(comparisons, ignore_index=True),
            summaries=pd.DataFrame(summaries),
        )


RULES = CurrentRules()


def absent_reason(metric: Metric, place: Place) -> Reason:
    """Why a build holds nothing at all for a metric in a place."""
    if not metric.is_measured:
        return Reason.NOT_MEASURED
    nation = place.nation_code or place.code
    if metric.covers and nation not in metric.covers and nation.startswith(("E92", "W92", "S92", "N92")):
        return Reason.NOT_COVERED
    from_smallest = list(type(metric.lowest_level))
    if from_smallest.index(place.levels[-1]) < from_smallest.index(metric.lowest_level):
        return Reason.NOT_PUBLISHED_FOR_LEVEL
    return Reason.NO_DATA


def _standings(panel: Panel) -> pd.DataFrame:
    """One row for each place: its newest figure, how it ranks, where it is going."""
    empty = panel.own == NONE
    stale = panel.own < panel.expected
    column = np.where(empty, panel.expected, panel.own)
    why = np.where(stale | empty, newest_reason(panel), "")
    fifth, fifth_of = _fifths(panel)
    frame = pd.DataFrame({
        "metric_id": panel.metric.metric_id, "place_code": panel.codes, "group_level": panel.group,
        "period_start": panel.starts[column].astype("datetime64[s]"), "period_months": panel.months[column],
        **{name: panel.numbers_at(getattr(panel, name), column) for name in ("value", "lower", "upper")},
        "reason": why, "mark": panel.texts_at(panel.mark, column), "source_id": panel.texts_at(panel.source, column),
        "stale": stale & ~empty, "fifth": fifth, "fifth_of": fifth_of,
    })  # fmt: skip
    return pd.concat([frame, trend_all(panel)], axis=1)


def _fifths(panel: Panel) -> tuple[pd.Series, pd.Series]:
    """The fifth each place's newest figure falls in among places of its level, 1 to 5, 0 for none."""
    value = panel.numbers_at(panel.value, panel.own)
    ranked = (panel.own != NONE) & (panel.own >= panel.expected)
    fifth, fifth_of = np.zeros(len(value), dtype=np.int8), np.zeros(len(value), dtype=np.int16)
    if panel.metric.additive:
        ranked[:] = False  # a total says how large a place is, not how it fares
    for group in {(level, column) for level, column in zip(panel.group[ranked], panel.own[ranked], strict=True)}:
        members = ranked & (panel.group == group[0]) & (panel.own == group[1])
        groups = quantile_group(value[members], FIFTHS, polarity=panel.metric.polarity)
        fifth[members] = [int(found) for found in np.nan_to_num(groups)]
        fifth_of[members] = members.sum()
    return pd.Series(fifth), pd.Series(fifth_of)


def _summary(panel: Panel, standing: pd.DataFrame, comparison: pd.DataFrame) -> dict[str, object]:
    """One metric over the places of its lowest level: how many stand and go which way, and what chance would give."""
    lowest = panel.metric.lowest_level.value
    places = standing[(standing["group_level"] == lowest) & standing["value"].notna() & ~standing["stale"]]
    nation = comparison[comparison["comparator"] == Comparator.NATION.value]
    against = nation[nation["place_code"].isin(places["place_code"])]
    compared = int((against["level"] != LevelAnswer.NOT_COMPARED.value).sum())
    levels, trends = against["level"].value_counts(), places["trend"].value_counts()
    newest = panel.own.max()
    return {
        "metric_id": panel.metric.metric_id,
        "level": lowest,
        "places": len(places),
        "latest_start": panel.starts[newest].astype("datetime64[s]"),
        "latest_months": int(panel.months[newest]),
        "first_start": panel.starts[0].astype("datetime64[s]"),
        "periods": len(panel.starts),
        "compared": compared,
        "flagged": int(against["flagged"].sum()),
        "expected_flags": float(expected_by_chance(compared, level=FLAG_LEVEL).expected) if compared else 0.0,
        "expected_different": float(expected_by_chance(compared, level=ONE_LEVEL).expected) if compared else 0.0,
        **{f"level_{answer.value}": int(levels.get(answer.value, 0)) for answer in LevelAnswer},
        **{f"trend_{answer.value}": int(trends.get(answer.value, 0)) for answer in TrendAnswer},
    }
