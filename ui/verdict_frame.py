"""The verdicts of one place as a frame for a download, in the words the page uses."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from domain.change import Change
from domain.metric import Metric
from domain.reason import Reason
from domain.verdict import Verdict
from ui.numbers import period_label, unit_words
from ui.since_baseline import baseline_label
from ui.verdict_table import Naming, VerdictRow
from ui.wording import FIGURE_MARKS, assurance_label, level_label, reason_label, trajectory_label, trend_label

if TYPE_CHECKING:
    import pandas as pd

Absence = tuple[Metric, Reason]


def verdict_frame(rows: Sequence[VerdictRow], absent: Iterable[Absence], *, naming: Naming) -> "pd.DataFrame":
    """One row for each verdict with what it is for the place, then one for each metric without a figure."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    records = [_record(row, naming) for row in rows]
    records += [
        {
            "Measure": metric.title,
            "Metric": metric.metric_id,
            "Unit": unit_words(metric),
            "Standing": "no figure",
            "No figure because": metric.not_measured or reason_label(reason),
        }
        for metric, reason in absent
    ]
    return pd.DataFrame(records)


def _record(row: VerdictRow, naming: Naming) -> dict[str, object]:
    verdict, metric = row.verdict, row.metric
    return {
        "Measure": metric.title,
        "Metric": metric.metric_id,
        "Unit": unit_words(metric),
        "Standing": row.standing.value.replace("_", " "),
        "Period": period_label(verdict.period_start, verdict.period_months),
        "Value": verdict.value,
        "Lower 95%": verdict.lower,
        "Upper 95%": verdict.upper,
        "About the figure": FIGURE_MARKS[verdict.mark] if verdict.mark else None,
        "Comparator": naming(verdict) if verdict.comparator else None,
        "Comparator's value": verdict.benchmark,
        "Level": level_label(verdict.level, verdict.level_reason),
        "Beyond chance among all places": verdict.flagged,
        "Unusual: beyond the ordinary spread": verdict.unusual,
        "Trend": trend_label(verdict.trend, verdict.trend_reason),
        "Change a year": verdict.slope,
        **target_columns(verdict),
        **_since(row.moved),
        "Fifth, 1 to 5": verdict.fifth or None,
        "Places in fifths": verdict.fifth_of or None,
        **rank_columns(verdict),
        "Source": row.source.title if row.source else None,
        "No figure because": f"nothing newer: {reason_label(verdict.reason)}" if verdict.reason else None,
    }


def target_columns(verdict: Verdict) -> dict[str, object]:
    """The target of a verdict, whether it will be met, and whether reliably."""
    return {
        "Trajectory": trajectory_label(verdict.trajectory, verdict.trajectory_reason),
        "Chance of meeting the target": verdict.chance,
        "Target": verdict.target_value,
        "Target year": verdict.target_year or None,
        "Assurance": assurance_label(verdict.assurance, verdict.assurance_reason),
    }


def rank_columns(verdict: Verdict) -> dict[str, object]:
    """The rank of a verdict with its 95% interval, or why there is none."""
    return {
        "Rank": verdict.rank or None,
        "Rank from": verdict.rank_low or None,
        "Rank to": verdict.rank_high or None,
        "Places ranked": verdict.rank_of or None,
        "No rank because": reason_label(verdict.rank_reason) if verdict.rank_reason else None,
    }


def _since(moved: Change | None) -> dict[str, object]:
    if moved is None:
        return {}
    return {
        "Baseline": baseline_label(moved),
        "Change since the baseline": moved.change,
        "Change, lower 95%": moved.lower,
        "Change, upper 95%": moved.upper,
        "Drift to the average alone": moved.by_regression,
        "Baseline was a bad year": moved.bad_year,
    }
