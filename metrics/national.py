"""One metric over the whole country: how many places rose since the baseline, fell, or cannot be told."""

import numpy as np
import pandas as pd

from domain.change import ChangeAnswer
from domain.metric import Polarity
from domain.mission import Aim
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.panel import Panel
from metrics.targets import Target

ONE_SIDE = 0.025  # of places that stand still, the share a 95% test would send each way


def national_count(
    panel: Panel, standings: pd.DataFrame, changes: pd.DataFrame, *, reliability: float, target: Target | None
) -> dict[str, object]:
    """One row as ``domain.disparity.NationalCount`` has it, over the places of the metric's lowest level."""
    lowest = panel.metric.lowest_level.value
    asked = changes[(changes["group_level"] == lowest) & changes["change"].notna()]
    answers, people = asked["answer"], asked["people"]
    row: dict[str, object] = {
        "metric_id": panel.metric.metric_id,
        "group_level": lowest,
        **_span(asked if len(asked) else changes),
        "places": len(asked),
        **{answer.value: int((answers == answer.value).sum()) for answer in ChangeAnswer},
        "higher": int((asked["change"] > 0).sum()),
        "lower": int((asked["change"] < 0).sum()),
        "indicative": int(asked["indicative"].sum()),
        **{f"people_{answer.value}": int(people[answers == answer.value].sum()) for answer in ChangeAnswer},
        "expected": ONE_SIDE * float(asked["p"].notna().sum()),
        "reliability": reliability,
    }
    return row | _by_target(standings[standings["group_level"] == lowest], target, panel.metric.polarity)


def _span(changes: pd.DataFrame) -> dict[str, object]:
    """From which period to which: the newest any place has."""
    newest = changes.loc[changes["newest_start"].idxmax()]
    names = ("baseline_start", "baseline_months", "newest_start", "newest_months")
    return {name: newest[name] for name in names}


def _by_target(standings: pd.DataFrame, target: Target | None, polarity: Polarity) -> dict[str, object]:
    """What the chances of the places come to, where each place is asked to be better than at the baseline."""
    empty = {"target_year": 0, "judged": 0, "better_by_target": np.nan, "all_at_most": np.nan}
    if target is None or target.aim is not Aim.IMPROVE or polarity is Polarity.NEUTRAL:
        return empty | {"target_reason": Reason.TARGET_NOT_SET.value}
    chances = standings["chance"].dropna()
    if chances.empty:
        reasons = standings.loc[standings["trajectory_reason"] != "", "trajectory_reason"]
        why = reasons.mode().iloc[0] if len(reasons) else Reason.NO_DATA.value
        return empty | {"target_year": target.year, "target_reason": why}
    return {
        "target_year": target.year,
        "judged": len(chances),
        "better_by_target": float(chances.sum()),
        "all_at_most": float(chances.min()),
        "target_reason": _weakness(standings[standings["chance"].notna()]),
    }


def _weakness(judged: pd.DataFrame) -> str:
    """Why the chances earn no word, where that holds for at least half of the places."""
    untold = judged.loc[judged["trajectory"] == TrajectoryAnswer.CANNOT_TELL.value, "trajectory_reason"]
    return str(untold.mode().iloc[0]) if 2 * len(untold) >= len(judged) and len(untold) else ""
