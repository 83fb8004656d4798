"""The cells that say something else than in the build before: old and new side by side, and why."""

import numpy as np
import pandas as pd

from domain.rules import Judgements
from domain.verdict import RULE_VERSION

COLUMNS = [
    "metric_id", "place_code", "comparator", "cell", "before", "before_reason", "after", "after_reason", "cause",
]  # fmt: skip
RULES, FIGURES = "rules", "figures"
STANDING_CELLS = {
    "trend": "trend_reason", "trajectory": "trajectory_reason", "assurance": "assurance_reason", "fifth": "",
}  # fmt: skip
FIGURE = ["value", "period_start"]


def verdict_changes(
    before: tuple[pd.DataFrame, pd.DataFrame] | None, rules_before: str, *, judgements: Judgements
) -> pd.DataFrame:
    """One row for each cell of a verdict that changed; empty without a build to compare with.

    The cause is the rules where they changed and the figure behind the cell (and what it is compared with) did not.
    A cell that the earlier build did not have is no change.
    """
    if before is None:
        return pd.DataFrame(columns=COLUMNS, dtype=object)
    standings, comparisons = before
    rules_changed = rules_before != RULE_VERSION
    key = ["metric_id", "place_code"]
    paired = standings.merge(judgements.standings, on=key, suffixes=("_before", ""), how="inner")
    frames = [
        _changed(paired.assign(comparator=""), cell, reason, same=_same(paired, FIGURE), rules_changed=rules_changed)
        for cell, reason in STANDING_CELLS.items()
        if f"{cell}_before" in paired
    ]
    both = comparisons.merge(
        judgements.comparisons, on=[*key, "comparator"], suffixes=("_before", ""), how="inner"
    ).merge(paired[[*key, *FIGURE, *(f"{name}_before" for name in FIGURE)]], on=key)
    same = _same(both, [*FIGURE, "benchmark"])
    frames.append(_changed(both, "level", "level_reason", same=same, rules_changed=rules_changed))
    return pd.concat(frames, ignore_index=True)[COLUMNS]


def _same(paired: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Which rows have the same numbers and days before and after."""
    same = np.ones(len(paired), dtype=bool)
    for name in names:
        old, new = paired[f"{name}_before"], paired[name]
        same &= ((old == new) | (old.isna() & new.isna())).to_numpy(dtype=bool)
    return same


def _changed(paired: pd.DataFrame, cell: str, reason: str, *, same: np.ndarray, rules_changed: bool) -> pd.DataFrame:
    old, new = paired[f"{cell}_before"].astype(str), paired[cell].astype(str)
    found = (old != new).to_numpy(dtype=bool)
    rows = paired[found]
    by_rules = same[found] & rules_changed
    return pd.DataFrame({
        "metric_id": rows["metric_id"], "place_code": rows["place_code"], "comparator": rows["comparator"],
        "cell": cell, "before": old[found], "before_reason": rows[f"{reason}_before"] if reason else "",
        "after": new[found], "after_reason": rows[reason] if reason else "",
        "cause": np.where(by_rules, RULES, FIGURES),
    })  # fmt: skip
