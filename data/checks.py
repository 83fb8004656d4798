"""What must hold before a build is published, and what changed since the one before."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from domain.build_report import Changes, MetricReport, Revision, SetAsideReason, SourceReport
from domain.metric import Metric
from domain.place import Place

KEY = ["metric_id", "place_code", "period_start", "period_months"]
SHARE_INVALID = 0.05
SHARE_LOST = 0.5
SCALE = 20.0


def check(
    observations: pd.DataFrame,
    sources: tuple[SourceReport, ...],
    metrics: Mapping[str, Metric],
    places: Mapping[str, Place],
) -> tuple[list[str], list[str]]:
    """The errors, which stop publication, and the warnings, which do not: each a sentence."""
    errors = [
        *_metrics_without_figures(observations, metrics),
        *_too_much_invalid(sources),
        *_places_not_current(observations, places),
    ]
    warnings = [*(f"{report.source_id}: {words}" for report in sources for words in report.warnings)]
    warnings += _outside_their_interval(observations)
    return errors, warnings


def _metrics_without_figures(observations: pd.DataFrame, metrics: Mapping[str, Metric]) -> list[str]:
    present = set(observations.loc[observations["value"].notna(), "metric_id"].unique())
    measured = [metric.metric_id for metric in metrics.values() if metric.is_measured]
    return [
        f"metric {metric_id}: its series hold no figure at all. Correct its [[series]], or say why in not_measured."
        for metric_id in measured
        if metric_id not in present
    ]


def _too_much_invalid(sources: tuple[SourceReport, ...]) -> list[str]:
    errors = []
    for report in sources:
        entries = [entry for entry in report.set_aside if entry.reason is SetAsideReason.INVALID]
        first = next(iter(entries), None)
        invalid = sum(entry.observations for entry in entries)
        usable = report.kept + invalid
        if first and invalid / usable > SHARE_INVALID:
            errors.append(
                f"{report.source_id}: {invalid:,} of {usable:,} figures contradict themselves, more than "
                f"{SHARE_INVALID:.0%}. First, {first.detail}: {first.example}. Correct the file, or check that "
                "the columns are named rightly in its layout."
            )
    return errors


def _places_not_current(observations: pd.DataFrame, places: Mapping[str, Place]) -> list[str]:
    found = observations["place_code"].unique()
    codes = [code for code in found if code not in places or not places[code].is_current]
    if not codes:
        return []
    return [f"figures are left under codes no longer in use: {', '.join(codes[:10])}. Correct the code changes."]


def _outside_their_interval(observations: pd.DataFrame) -> list[str]:
    value = observations["value"]
    # limits are often rounded more coarsely than the figure they surround
    slack = 0.005 * value.abs() + 0.05
    outside = (value < observations["lower"] - slack) | (value > observations["upper"] + slack)
    counts = observations.loc[outside, "metric_id"].value_counts()
    return [
        f"metric {metric_id}: {count} figures lie outside their own interval" for metric_id, count in counts.items()
    ]


def describe(observations: pd.DataFrame) -> tuple[MetricReport, ...]:
    """What the build holds for each metric."""
    reports = []
    for metric_id, rows in observations[observations["value"].notna()].groupby("metric_id", sort=True, observed=True):
        latest = rows.loc[rows["period_start"].idxmax()]
        reports.append(
            MetricReport(
                metric_id=str(metric_id),
                observations=len(rows),
                places=rows["place_code"].nunique(),
                first_period=rows["period_start"].min().date(),
                latest_period=latest["period_start"].date(),
                latest_months=int(latest["period_months"]),
                sources=tuple(sorted(rows["source_id"].unique())),
            )
        )
    return tuple(reports)


def compare_builds(before: pd.DataFrame, after: pd.DataFrame, previous_build: str) -> Changes:
    """What appeared, vanished and was revised between two builds' observations."""
    metrics_before, metrics_after = set(before["metric_id"]), set(after["metric_id"])
    places_before, places_after = set(before["place_code"]), set(after["place_code"])
    joined = before[[*KEY, "value"]].merge(after[[*KEY, "value"]], on=KEY, how="outer", suffixes=("_before", "_after"))
    joined = joined[joined["metric_id"].isin(metrics_before & metrics_after)]
    revisions = [_revision(str(metric_id), rows) for metric_id, rows in joined.groupby("metric_id", sort=True)]
    return Changes(
        previous_build=previous_build,
        metrics_appeared=tuple(sorted(metrics_after - metrics_before)),
        metrics_vanished=tuple(sorted(metrics_before - metrics_after)),
        places_appeared=tuple(sorted(places_after - places_before)),
        places_vanished=tuple(sorted(places_before - places_after)),
        revisions=tuple(revision for revision in revisions if revision is not None),
    )


def _revision(metric_id: str, rows: pd.DataFrame) -> Revision | None:
    before, after = rows["value_before"], rows["value_after"]
    size = (after - before).abs()
    revised = size > 1e-9 * before.abs().clip(lower=1)
    added = _periods(rows[after.notna()]) - _periods(rows[before.notna()])
    lost = _periods(rows[before.notna()]) - _periods(rows[after.notna()])
    if not revised.any() and not added and not lost and before.notna().sum() == after.notna().sum():
        return None
    worst = rows.loc[size.idxmax()] if revised.any() else None
    return Revision(
        metric_id=metric_id,
        figures_revised=int(revised.sum()),
        median_size=float(np.median(size[revised])) if revised.any() else 0.0,
        largest_size=float(size[revised].max()) if revised.any() else 0.0,
        largest_at="" if worst is None else f"{worst['place_code']} {worst['period_start']:%Y-%m-%d}",
        periods_added=tuple(sorted(added)),
        periods_lost=tuple(sorted(lost)),
        observations_before=int(before.notna().sum()),
        observations_after=int(after.notna().sum()),
    )


def _periods(rows: pd.DataFrame) -> set[str]:
    periods = rows[["period_start", "period_months"]].drop_duplicates()
    return {f"{start:%Y-%m-%d}/{months}" for start, months in periods.itertuples(index=False)}


def losses(changes: Changes) -> list[str]:
    """The changes that look like an accident: errors unless the person building accepts them."""
    found = [
        f"metric {metric_id} was in build {changes.previous_build} and is not in this one."
        for metric_id in changes.metrics_vanished
    ]
    for revision in changes.revisions:
        before, after = revision.observations_before, revision.observations_after
        if before and after < (1 - SHARE_LOST) * before:
            found.append(f"metric {revision.metric_id} fell from {before:,} figures to {after:,}.")
    return found


def changes_of_scale(before: pd.DataFrame, after: pd.DataFrame, previous_build: str) -> list[str]:
    """The metrics whose figures became so much larger or smaller at once that their unit must have changed."""
    joined = before[[*KEY, "value"]].merge(after[[*KEY, "value"]], on=KEY, suffixes=("_before", "_after"))
    joined = joined[(joined["value_before"] != 0) & (joined["value_after"] != 0)]
    ratio = (joined["value_after"] / joined["value_before"]).groupby(joined["metric_id"]).median()
    return [
        f"metric {metric_id}: its figures are typically {times:.3g} times those in build {previous_build}, "
        "as if their unit had changed. Correct the file or the multiplier of the series."
        for metric_id, times in ratio[(ratio < 1 / SCALE) | (ratio > SCALE)].items()
    ]
