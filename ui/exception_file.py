"""Exceptions as rows of a file, in the words the page uses, with every number as it was computed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from domain.change import Change
from domain.metric import Metric
from domain.place import Level, Place
from domain.verdict import Comparator, Verdict
from ui.numbers import period_label, unit_words
from ui.rows import comparator_name
from ui.since_baseline import baseline_label
from ui.verdict_frame import target_columns
from ui.wording import FIGURE_MARKS, PLACE_LEVELS, change_label, level_label, trend_label

if TYPE_CHECKING:
    import pandas as pd


def verdicts_file(
    verdicts: Iterable[Verdict],
    metrics: Mapping[str, Metric],
    places: Mapping[str, Place],
    *,
    comparator: Comparator,
) -> "pd.DataFrame":
    """One row for each verdict."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([
        {
            **_named(one, metrics, places),
            "Period": period_label(one.period_start, one.period_months),
            "Value": one.value, "Lower 95%": one.lower, "Upper 95%": one.upper,
            "About the figure": FIGURE_MARKS[one.mark] if one.mark else None,
            "Comparator": comparator_name(places[one.place_code], comparator, places, rest_of=one.rest_of),
            "Comparator's value": one.benchmark,
            "Level": level_label(one.level, one.level_reason),
            "Different: beyond chance among all places": one.flagged,
            "Unusual: beyond the ordinary spread": one.unusual,
            "p": one.p,
            "Trend": trend_label(one.trend, one.trend_reason),
            "Change a year": one.slope,
            **target_columns(one),
        }
        for one in verdicts
    ])  # fmt: skip


def changes_file(
    changes: Iterable[Change], metrics: Mapping[str, Metric], places: Mapping[str, Place]
) -> "pd.DataFrame":
    """One row for each change since the baseline."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([
        {
            **_named(one, metrics, places),
            "Baseline": baseline_label(one), "Value at the baseline": one.baseline_value,
            "Newest period": period_label(one.newest_start, one.newest_months), "Newest value": one.value,
            "Change": one.change, "Change, lower 95%": one.lower, "Change, upper 95%": one.upper,
            "Which way": change_label(one.answer, one.reason), "p": one.p,
            "Indicative: noise judged by the series' own ups and downs": one.indicative,
            "Drift to the average alone": one.by_regression, "Baseline was a bad year": one.bad_year,
        }
        for one in changes
    ])  # fmt: skip


def _named(one: Verdict | Change, metrics: Mapping[str, Metric], places: Mapping[str, Place]) -> dict[str, object]:
    metric, place = metrics[one.metric_id], places[one.place_code]
    return {
        "Place": place.name, "Code": place.code, "Compared among": PLACE_LEVELS[Level(one.group_level)],
        "Measure": metric.title, "Metric": metric.metric_id, "Unit": unit_words(metric),
    }  # fmt: skip
