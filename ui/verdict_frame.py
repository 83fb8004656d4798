"""The verdicts of one place as a frame for a download, in the words the page uses."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from domain.metric import Metric
from domain.reason import Reason
from ui.numbers import period_label, unit_words
from ui.verdict_table import Naming, VerdictRow
from ui.wording import FIGURE_MARKS, level_label, reason_label, trend_label

if TYPE_CHECKING:
    import pandas as pd

Absence = tuple[Metric, Reason]


def verdict_frame(
    rows: Sequence[VerdictRow], absent: Iterable[Absence], *, naming: Naming
) -> "pd.DataFrame":
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
        "Trend": trend_label(verdict.trend, verdict.trend_reason),
        "Change a year": verdict.slope,
        "Fifth, 1 to 5": verdict.fifth or None,
        "Places ranked": verdict.fifth_of or None,
        "Source": row.source.title if row.source else None,
        "No figure because": f"nothing newer: {reason_label(verdict.reason)}" if verdict.reason else None,
    }
