"""Figures follow places through changes of code: the same land keeps its series, a merger adds counts or breaks it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.geography import Geography
from data.ledger import Ledger
from domain.build_report import SetAsideReason
from domain.metric import Kind, Metric
from domain.observation import Mark
from domain.place import Level, Place

KEY = ["metric_id", "place", "period_start", "period_months"]
ADDED_UP = ("value", "count", "denominator")


def follow_places(
    rows: pd.DataFrame, geography: Geography, metrics: Mapping[str, Metric], ledger: Ledger
) -> pd.DataFrame:
    """Observations under the codes in use today.

    A code that was only renamed passes its figures to its successor, which keeps its own where it has them.
    Councils that were merged pass on counts, or a rate whose counts are given, and only when every one of them
    has a figure; anything else cannot be added up and is set aside. Nothing is copied from a parent.
    """
    rows = _recoded(rows, geography, ledger)
    return _merged(rows, geography, metrics, ledger)


def _recoded(rows: pd.DataFrame, geography: Geography, ledger: Ledger) -> pd.DataFrame:
    renamed = {
        place.code: geography.successor(place.code)[0]
        for place in geography.places
        if not place.is_current and (geography.is_recode(place.code) or _same_land(place, geography))
    }
    old = rows["place"].isin(renamed)
    if not old.any():
        return rows
    successors = rows["place"].replace(renamed)
    as_successor = rows.assign(place=successors)[KEY]
    own = pd.MultiIndex.from_frame(rows.loc[~old, KEY])
    twice = old & pd.Series(pd.MultiIndex.from_frame(as_successor).isin(own), index=rows.index)
    rows = ledger.set_aside(rows, twice, SetAsideReason.SUPERSEDED, "also given under the code that replaced this one")
    moved = old.reindex(rows.index)
    ledger.followed += int(moved.sum())
    mark = rows["mark"].mask(moved & (rows["mark"] == "") & rows["value"].notna(), Mark.RECODED.value)
    return rows.assign(place=successors.reindex(rows.index), mark=mark)


def _same_land(place: Place, geography: Geography) -> bool:
    """Whether a county that ended became one unitary council with the same boundary."""
    following = geography.successor(place.code)
    if place.level is not Level.UPPER_TIER or len(following) != 1:
        return False
    districts = {
        code for code, other in geography.by_code.items() if other.county_code == place.code and not other.is_current
    }
    before = {code for code in geography.by_code[following[0]].predecessor_codes if code != place.code}
    final = {code for code in before if geography.by_code[code].level is Level.DISTRICT}
    return bool(final) and final <= districts


def _merged(rows: pd.DataFrame, geography: Geography, metrics: Mapping[str, Metric], ledger: Ledger) -> pd.DataFrame:
    ended = rows["place"].isin([place.code for place in geography.places if not place.is_current])
    if not ended.any():
        return rows
    summed = _sums(rows[ended], rows[~ended], geography, metrics)
    ledger.followed += int(summed["parts"].sum()) if len(summed) else 0
    gone = ended & ~_was_summed(rows, summed, geography)
    names = {code: place.name for code, place in geography.by_code.items()}

    def words(lost: pd.DataFrame) -> pd.Series:
        following = lost["place"].map(
            lambda code: " and ".join(names[c] for c in geography.successor(code)) or "nothing"
        )
        return "merged into " + following + ": such figures cannot be added up"

    kept = ledger.set_aside_each(rows, gone, SetAsideReason.MERGED_AWAY, words)
    kept = kept[~ended.reindex(kept.index)]
    return pd.concat([kept, summed.drop(columns=["parts"], errors="ignore")], ignore_index=True)


def _sums(old: pd.DataFrame, own: pd.DataFrame, geography: Geography, metrics: Mapping[str, Metric]) -> pd.DataFrame:
    """One row for each place, metric and period whose every predecessor has a figure that can be added."""
    # most metrics cannot be added up: look only at the rows that might be
    additive = old["metric_id"].map(lambda metric_id: metrics[metric_id].additive)
    old = old[additive | old["count"].notna()]
    own = own[own["metric_id"].isin(old["metric_id"].unique())]
    found = []
    current = set(pd.MultiIndex.from_frame(own[KEY]))
    for place in geography.places:
        parts = _parts(place, geography)
        if not place.is_current or len(parts) < 2:
            continue
        mine = old[old["place"].isin(parts)]
        for key, group in mine.groupby(["metric_id", "period_start", "period_months"], sort=False):
            metric = metrics[str(key[0])]
            complete = len(group) == len(parts) and group["value"].notna().all()
            if complete and (key[0], place.code, *key[1:]) not in current and _can_be_summed(metric, group):
                found.append(_sum(group, metric, place))
    return pd.DataFrame(found) if found else old.iloc[:0].assign(parts=0)


def _parts(place: Place, geography: Geography) -> set[str]:
    """The districts or unitaries that directly became the place: together they are its land."""
    parts: set[str] = set()
    for code in place.predecessor_codes:
        before = geography.by_code[code]
        if Level.DISTRICT in before.levels:
            parts |= {code}
    return parts


def _can_be_summed(metric: Metric, group: pd.DataFrame) -> bool:
    if metric.additive:
        return True
    return metric.kind in (Kind.PROPORTION, Kind.RATE, Kind.MONEY) and bool(
        group["count"].notna().all() and (group["denominator"] > 0).all()
    )


def _sum(group: pd.DataFrame, metric: Metric, place: Place) -> dict[str, object]:
    row: dict[str, object] = group.iloc[0].to_dict()
    row |= {name: group[name].sum(min_count=len(group)) for name in ADDED_UP}
    if not metric.additive:
        # the multiplier the publisher used is the ratio of the value to count over denominator
        scale = float(np.median(group["value"] * group["denominator"] / group["count"].replace(0, np.nan)))
        row["value"] = scale * float(group["count"].sum()) / float(group["denominator"].sum())
    row |= {"lower": np.nan, "upper": np.nan, "reason": "", "mark": Mark.SUMMED.value, "shared_with": ""}
    return row | {"place": place.code, "name": place.name, "parts": len(group)}


def _was_summed(rows: pd.DataFrame, summed: pd.DataFrame, geography: Geography) -> pd.Series:
    if summed.empty:
        return pd.Series(False, index=rows.index)
    used = {
        (metric_id, part, start, months)
        for metric_id, code, start, months in summed[KEY].itertuples(index=False)
        for part in _parts(geography.by_code[code], geography)
    }
    keys = rows[KEY].itertuples(index=False, name=None)
    return pd.Series([key in used for key in keys], index=rows.index)
