"""The one place that decides: methods, catalogue and figures become the four cells of every place and metric."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from domain.calibration import Calibration, ChanceBin
from domain.change import Change
from domain.disparity import Convergence, Gap, GapChange, NationalCount
from domain.metric import Metric
from domain.mission import Catalogue
from domain.place import Place
from domain.reason import Reason
from domain.rules import Judgements
from domain.verdict import Comparator, LevelAnswer, TrendAnswer
from metrics.assurances import assure_all
from metrics.benchmarks import Neighbours
from metrics.catalogue import read_catalogue
from metrics.changes import baseline_column, change_all
from metrics.gap_changes import gap_tables
from metrics.levels import compare_all, newest_reason
from metrics.methods.comparison import quantile_group
from metrics.methods.multiplicity import expected_by_chance
from metrics.national import national_count
from metrics.own_neighbours import OwnNeighbours
from metrics.panel import NONE, Panel, make_panel
from metrics.rankings import Peers, peers_of, rank_all
from metrics.targets import Target, baseline_on, gap_years, place_targets
from metrics.trajectories import calibration_of, place_aims, trajectory_all
from metrics.trends import trend_all

NOUNS: Mapping[str, type] = {
    "changes": Change, "gaps": Gap, "gap_changes": GapChange, "convergences": Convergence,
    "national_counts": NationalCount, "calibrations": Calibration, "chance_bins": ChanceBin,
}  # fmt: skip
OWN_FAMILY = "own"  # of Comparator.SIMILAR_OWN
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
        """The four cells for every place, metric and comparator, and what follows for the nation."""
        published = {
            (str(family), str(code)): list(group)
            for (family, code), group in neighbours.sort_values("rank").groupby(["family", "place_code"])[
                "neighbour_code"
            ]
        }
        own = OwnNeighbours(_newest(observations), catalogue=catalogue, places=places)
        asked = _Asked(place_targets(catalogue), gap_years(catalogue), baseline_on(catalogue))
        judged = []
        for metric_id, rows in observations.groupby("metric_id", sort=True, observed=True):
            metric = catalogue.metrics[str(metric_id)]
            lists = published | {(OWN_FAMILY, code): found for code, found in own.of(metric).items()}
            judged.append(_judged(make_panel(metric, rows, places), places, lists, asked))
        return Judgements(
            *(
                _together(frames, NOUNS.get(name))
                for name, frames in zip(Judgements._fields, zip(*judged, strict=True), strict=True)
            )
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


def _together(frames: Sequence[pd.DataFrame], noun: type | None) -> pd.DataFrame:
    """The rows of every metric; where there are none, still the columns of their noun."""
    some = [frame for frame in frames if len(frame)]
    if not some and noun is not None:
        return pd.DataFrame(columns=[field.name for field in fields(noun)], dtype=object)
    return pd.concat(some, ignore_index=True)


class _Asked(NamedTuple):
    """What frameworks ask: by metric the target of a place and the year a gap is to be smaller; the baseline."""

    targets: Mapping[str, Target]
    gap_years: Mapping[str, int]
    baseline_on: dt.date | None


def _judged(panel: Panel, places: Mapping[str, Place], lists: Neighbours, asked: _Asked) -> Judgements:
    """Every table of one metric."""
    metric_id = panel.metric.metric_id
    target, groups = asked.targets.get(metric_id), list(peers_of(panel))
    baseline = baseline_column(panel, asked.baseline_on)
    calibrated = calibration_of(panel)
    comparison, changes = compare_all(panel, places, lists), change_all(panel, baseline)
    aims = place_aims(panel, target, baseline)
    standing = pd.concat(
        [
            _standings(panel, groups),
            rank_all(panel, groups),
            trajectory_all(panel, target, aims, calibrated, baseline),
            assure_all(panel, aims),
        ],
        axis=1,
    )
    gaps = gap_tables(panel, baseline, target_year=asked.gap_years.get(metric_id, 0))
    reliability = next((peers.reliability for peers in groups if _is_lowest(panel, peers)), math.nan)
    count = national_count(panel, standing, changes, reliability=reliability, target=target)
    return Judgements(
        standings=standing,
        comparisons=comparison,
        summaries=pd.DataFrame([_summary(panel, standing, comparison, reliability)]),
        changes=changes,
        gaps=gaps.gaps,
        gap_changes=gaps.changes,
        convergences=gaps.convergence,
        national_counts=pd.DataFrame([count]),
        calibrations=calibrated.rows,
        chance_bins=calibrated.bins,
    )


def _newest(observations: pd.DataFrame) -> pd.DataFrame:
    """The newest figure of each metric and place."""
    known = observations[observations["value"].notna()].sort_values("period_start")
    return known.drop_duplicates(["metric_id", "place_code"], keep="last")[["metric_id", "place_code", "value"]]


def _is_lowest(panel: Panel, peers: Peers) -> bool:
    return bool(panel.group[peers.rows[0]] == panel.metric.lowest_level.value)


def _standings(panel: Panel, groups: list[Peers]) -> pd.DataFrame:
    """One row for each place: its newest figure, how it ranks, where it is going."""
    empty = panel.own == NONE
    stale = panel.own < panel.expected
    column = np.where(empty, panel.expected, panel.own)
    why = np.where(stale | empty, newest_reason(panel), "")
    fifth, fifth_of = _fifths(panel, groups)
    frame = pd.DataFrame({
        "metric_id": panel.metric.metric_id, "place_code": panel.codes, "group_level": panel.group,
        "period_start": panel.starts[column].astype("datetime64[s]"), "period_months": panel.months[column],
        **{name: panel.numbers_at(getattr(panel, name), column) for name in ("value", "lower", "upper")},
        "reason": why, "mark": panel.texts_at(panel.mark, column), "source_id": panel.texts_at(panel.source, column),
        "stale": stale & ~empty, "fifth": fifth, "fifth_of": fifth_of,
    })  # fmt: skip
    return pd.concat([frame, trend_all(panel)], axis=1)


def _fifths(panel: Panel, groups: list[Peers]) -> tuple[pd.Series, pd.Series]:
    """The fifth each place's newest figure falls in among places of its level, 1 to 5, 0 for none.

    There is none where places differ by less than the error of their figures: the order would be that of chance.
    """
    value = panel.numbers_at(panel.value, panel.own)
    fifth, fifth_of = np.zeros(len(value), dtype=np.int8), np.zeros(len(value), dtype=np.int16)
    for peers in groups:
        if not peers.mostly_noise:
            found = quantile_group(value[peers.rows], FIFTHS, polarity=panel.metric.polarity)
            fifth[peers.rows] = [int(one) for one in np.nan_to_num(found)]
            fifth_of[peers.rows] = len(peers.rows)
    return pd.Series(fifth), pd.Series(fifth_of)


def _summary(panel: Panel, standing: pd.DataFrame, comparison: pd.DataFrame, reliability: float) -> dict[str, object]:
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
        "unusual": int(against["unusual"].sum()),
        "reliability": reliability,
        "expected_flags": float(expected_by_chance(compared, level=FLAG_LEVEL).expected) if compared else 0.0,
        "expected_different": float(expected_by_chance(compared, level=ONE_LEVEL).expected) if compared else 0.0,
        **{f"level_{answer.value}": int(levels.get(answer.value, 0)) for answer in LevelAnswer},
        **{f"trend_{answer.value}": int(trends.get(answer.value, 0)) for answer in TrendAnswer},
    }
