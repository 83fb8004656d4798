"""Exceptions counted: by side, by place, by measure; series that worsen and changes that noise does not explain."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from domain.change import ChangeAnswer
from domain.exceptional import Count, Group, Moves, Pair, Tally, Worsening
from domain.metric import Metric, Polarity
from domain.period import Period
from domain.reason import Reason
from domain.standout import Standout
from domain.verdict import TrendAnswer
from metrics.methods.multiplicity import expected_by_chance
from metrics.methods.trend import CRITICAL_P
from metrics.standouts import OF_LEVEL
from metrics.verdicts import FLAG_LEVEL

OLD_YEARS = 3  # a list of what to look at today does not begin with older figures
NAMED = 3  # measures of a place, or places of a measure, that a group names
SIDES = (Standout.CONCERN, Standout.STRENGTH, Standout.NEITHER)


def with_side(flags: pd.DataFrame) -> pd.DataFrame:
    """What stands out, with what it is for its place in a column ``side``."""
    return flags.assign(side=flags["level"].map(OF_LEVEL))


def pairs_of(found: pd.DataFrame) -> tuple[Pair, ...]:
    """Metric and place of each row."""
    return tuple(zip(found["metric_id"], found["place_code"], strict=True))


def tally_of(flags: pd.DataFrame, tested: int) -> Tally:
    """How many stand out each way of so many comparisons, and how many would by chance."""
    by_side = flags.groupby("side")["unusual"].agg(["size", "sum"]).to_dict("index")
    counts = {side: Count(int(row["size"]), int(row["sum"])) for side, row in by_side.items()}
    return Tally(tested, _by_chance(tested), *(counts.get(side, Count(0, 0)) for side in SIDES))


def _by_chance(tested: int) -> float:
    return float(expected_by_chance(tested, level=FLAG_LEVEL).expected)


def ended_before(
    summaries: Mapping[str, Mapping[str, Any]], metric_ids: Iterable[str], today: dt.date
) -> dict[str, dt.date]:
    """Of the metrics, those whose newest period ended more than three years ago, with its last day."""
    rows = {key: summaries[key] for key in metric_ids if key in summaries}
    ends = {key: Period(start=row["latest_start"], months=int(row["latest_months"])).end for key, row in rows.items()}
    oldest = (today.year - OLD_YEARS, today.month, today.day)
    return {key: last for key, last in ends.items() if (last.year, last.month, last.day) < oldest}


def ended_last(found: pd.DataFrame, ended: Collection[str]) -> pd.DataFrame:
    """The rows in their order, but those of metrics that ended after all others."""
    old = found["metric_id"].isin(list(ended))
    return pd.concat([found[~old], found[old]], ignore_index=True) if old.any() else found


def places_of(flags: pd.DataFrame) -> list[Group]:
    """One group for each place with anything that stands out, those with most on the worse side first."""
    return _groups(flags, "place_code", "metric_id")


def measures_of(flags: pd.DataFrame, tested: pd.DataFrame) -> list[Group]:
    """One group for each measure that was compared, those with most places on the worse side first."""
    compared = tested.groupby("metric_id")["places"].sum().to_dict()
    groups = {group.key: group for group in _groups(flags, "metric_id", "place_code")}
    quiet = [Group(key, 0, 0, 0, 0) for key in compared if key not in groups]
    counted = [(group, int(compared.get(group.key, 0))) for group in [*groups.values(), *quiet]]
    return [replace(group, tested=number, expected=_by_chance(number)) for group, number in counted]


def _groups(flags: pd.DataFrame, by: str, named: str) -> list[Group]:
    worse = flags[flags["side"] == Standout.CONCERN]
    counts = flags.groupby([by, "side"]).size().to_dict()
    unusual = worse.groupby(by)["unusual"].sum().to_dict()
    first = worse.groupby(by)[named].agg(lambda names: tuple(dict.fromkeys(names))[:NAMED]).to_dict()
    groups = [
        Group(
            key,
            worse=counts.get((key, Standout.CONCERN), 0),
            unusual=int(unusual.get(key, 0)),
            better=counts.get((key, Standout.STRENGTH), 0),
            either=counts.get((key, Standout.NEITHER), 0),
            first=first.get(key, ()),
        )
        for key in dict.fromkeys(flags[by])
    ]
    return sorted(groups, key=lambda group: (-group.worse, -group.unusual, -group.better, group.key))


def worsening_of(rows: pd.DataFrame, trends: pd.DataFrame) -> Worsening:
    """The series that worsen, in their order, beside how many gave which trend."""
    hinted = trends["reason"] == Reason.INDICATIVE.value
    untold = trends["trend"] == TrendAnswer.CANNOT_BE_CALCULATED.value
    hints = trends[hinted & (trends["trend"] == TrendAnswer.WORSENING.value)]
    judged = int(trends[~hinted & ~untold]["series"].sum())
    # the test errs on either side, and only one of them is worse
    expected = float(expected_by_chance(judged, level=CRITICAL_P / 2).expected)
    return Worsening(pairs_of(rows), judged, expected, int(hints["series"].sum()))


def moves_of(told: pd.DataFrame, tested: int, metrics: Mapping[str, Metric]) -> Moves:
    """Changes beyond noise that regression to the mean alone would not bring; those of neutral metrics are left out."""
    polarity = told["metric_id"].map({key: metric.polarity.value for key, metric in metrics.items()})
    rose, up = told["answer"] == ChangeAnswer.ROSE.value, polarity == Polarity.HIGHER_IS_BETTER.value
    judged, drift = polarity != Polarity.NEUTRAL.value, told["drift"].astype(bool)
    worse, better = (pairs_of(told[side & judged & ~drift]) for side in (rose != up, rose == up))
    return Moves(worse, better, tested=tested, drift=int((drift & judged).sum()))
