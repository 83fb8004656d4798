"""Every source's observations, gathered into the figures of each metric."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from data.checksums import sha256_of
from data.continuity import KEY, follow_places
from data.fault import BuildRefused, Fault
from data.geography import Geography
from data.geography_table import GeographyError
from data.ledger import Ledger
from data.observations import read_observations
from data.rows import read_rows
from data.source_file import find_file
from data.store import OBSERVATIONS
from domain.build_report import SetAsideReason, SourceReport
from domain.metric import Kind, Metric
from domain.observation import Mark
from domain.source import Source

Wanted = Mapping[tuple[str, str], list[tuple[Metric, int]]]
Progress = Callable[[str], None]


def assemble(
    folder: Path, sources: Mapping[str, Source], metrics: Mapping[str, Metric], geography: Geography, progress: Progress
) -> tuple[pd.DataFrame, tuple[SourceReport, ...]]:
    """The observations of every metric and what became of each source.

    Raises ``BuildRefused`` with every source that could not be read, not only the first.
    """
    wanted = _wanted(metrics, sources)
    frames, reports, faults = [], [], []
    for number, (source_id, source) in enumerate(sources.items(), start=1):
        try:
            rows, report = _one_source(folder, source, wanted, metrics, geography)
        except (Fault, GeographyError) as fault:
            faults.append(f"{source_id}: {fault}")
            continue
        frames.append(rows)
        reports.append(report)
        progress(f"{number}/{len(sources)} {source_id}: {report.rows_read:,} rows read, {report.kept:,} figures kept")
    if faults:
        raise BuildRefused(faults)
    observations = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    observations, overlapped = _first_series_wins(observations)
    reports = [_with_overlap(report, overlapped.get(report.source_id, 0)) for report in reports]
    return observations[OBSERVATIONS].sort_values(OBSERVATIONS[:4], ignore_index=True), tuple(reports)


def _wanted(metrics: Mapping[str, Metric], sources: Mapping[str, Source]) -> Wanted:
    wanted: dict[tuple[str, str], list[tuple[Metric, int]]] = {}
    for metric in metrics.values():
        for order, ref in enumerate(metric.series):
            if ref.source not in sources:
                fault = (
                    f"metric {metric.metric_id}: there is no source called {ref.source!r}. "
                    f"Add data/sources/{ref.source}/source.toml or correct the metric's [[series]]."
                )
                raise BuildRefused([fault])
            wanted.setdefault((ref.source, ref.series), []).append((metric, order))
    return wanted


def _one_source(
    folder: Path, source: Source, wanted: Wanted, metrics: Mapping[str, Metric], geography: Geography
) -> tuple[pd.DataFrame, SourceReport]:
    ledger = Ledger()
    rows, rows_read = read_rows(source, folder)
    observations = len(rows)
    if observations:
        _check_series(source, rows, wanted)
        rows = _only_wanted(rows, source, wanted, ledger)
    if len(rows):
        rows = read_observations(rows, geography.by_code, ledger)
        rows = _of_metrics(rows, source, wanted)
        rows = _once_each(rows, ledger)
        rows = follow_places(rows, geography, metrics, ledger)
        rows = _shared_values(rows, geography)
        rows = _possible(rows, metrics, ledger)
        rows = rows.assign(place_code=rows["place"], source_id=source.source_id)
    report = SourceReport(
        source_id=source.source_id,
        rows_read=rows_read,
        observations=observations,
        kept=len(rows),
        without_value=int(rows["value"].isna().sum()) if len(rows) else 0,
        followed_to_successor=ledger.followed,
        set_aside=ledger.summary(),
        warnings=tuple(ledger.warnings),
        checksums={file.path: sha256_of(find_file(folder, file.path)) for file in source.files},
    )
    return rows, report


def _check_series(source: Source, rows: pd.DataFrame, wanted: Wanted) -> None:
    present = set(rows["series"].unique())
    for (source_id, series), uses in wanted.items():
        if source_id == source.source_id and series not in present:
            near = ", ".join(sorted(present)[:6])
            raise Fault(
                source.files[0].path,
                f"no series called {series!r}, which metric {uses[0][0].metric_id} asks for (the file has: {near})",
                "Correct the metric's [[series]], or find where the publisher has moved the series.",
            )


def _only_wanted(rows: pd.DataFrame, source: Source, wanted: Wanted, ledger: Ledger) -> pd.DataFrame:
    series = {name for source_id, name in wanted if source_id == source.source_id}
    said = source.set_aside.get("*", "no metric of the catalogue uses this series")
    unwanted = ~rows["series"].isin(series)
    for name, words in source.set_aside.items():
        if name != "*" and name not in series:
            rows = ledger.set_aside(rows, rows["series"] == name, SetAsideReason.NO_METRIC, f"{name}: {words}")
    return ledger.set_aside(rows, unwanted.reindex(rows.index), SetAsideReason.NO_METRIC, said)


def _of_metrics(rows: pd.DataFrame, source: Source, wanted: Wanted) -> pd.DataFrame:
    """A copy of the rows for each metric that uses their series, in the metric's unit."""
    frames = []
    for (source_id, series), uses in wanted.items():
        if source_id != source.source_id:
            continue
        mine = rows[rows["series"] == series]
        for metric, order in uses:
            multiplier = metric.series[order].multiplier
            frame = mine.assign(metric_id=metric.metric_id, order=order)
            if multiplier != 1.0:
                frame[["value", "lower", "upper"]] *= multiplier
            frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def _once_each(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """One row for each metric, place and period; the same figure twice is counted, two different ones refused."""
    repeated = rows.duplicated(KEY, keep=False)
    if not repeated.any():
        return rows
    figures = rows[repeated].drop_duplicates([*KEY, "value", "lower", "upper"])
    different = figures[figures.duplicated(KEY, keep=False)]
    if len(different):
        raise _two_figures(different)
    return ledger.set_aside(rows, rows.duplicated(KEY), SetAsideReason.REPEATED, "given twice with the same figure")


def _two_figures(different: pd.DataFrame) -> Fault:
    """The fault for the first place and period with figures that differ."""
    first = different.iloc[0]
    second = different[(different[KEY] == first[KEY]).all(axis=1)].iloc[1]
    said = [f"{row['value']:g}" if pd.notna(row["value"]) else "no figure" for row in (first, second)]
    return Fault(
        str(second["file"]),
        f"{first['place']} has two different figures for {second['period']} ({said[0]} in row {first['row']})",
        "Keep the right one, or tell the two series apart with a keep entry in the layout.",
        row=int(second["row"]),
        column="value",
        value=said[1],
    )


def _shared_values(rows: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Of places that share one published figure, all but the most populous are marked as the minor partner."""
    shared = rows["mark"] == Mark.SHARED.value
    if not shared.any():
        return rows
    people = rows.loc[shared, "place"].map(lambda code: geography.by_code[code].population or 0)
    groups = [rows.loc[shared, name] for name in ("metric_id", "period_start", "shared_with")]
    largest = people.groupby(groups).transform("max")
    minor = people.index[(people < largest) | (people.groupby(groups).transform("size") == 1) & (people < 50_000)]
    mark = rows["mark"].copy()
    mark.loc[minor] = Mark.SHARED_MINOR.value
    return rows.assign(mark=mark)


def _possible(rows: pd.DataFrame, metrics: Mapping[str, Metric], ledger: Ledger) -> pd.DataFrame:
    """Without figures that cannot be: percentages of a whole outside 0 to 100, more counted than there are."""
    proportion = rows["metric_id"].map(lambda metric_id: metrics[metric_id].kind is Kind.PROPORTION)
    outside = proportion & ((rows["value"] < 0) | (rows["value"] > 100))
    rows = ledger.set_aside(rows, outside, SetAsideReason.INVALID, "a percentage of a whole outside 0 to 100")
    proportion = proportion.reindex(rows.index)
    too_many = proportion & (rows["count"] > rows["denominator"])
    return ledger.set_aside(rows, too_many, SetAsideReason.INVALID, "the count is larger than the denominator")


def _first_series_wins(observations: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Where several series of a metric have the same place and period, the one named first with a value."""
    ranked = observations.assign(empty=observations["value"].isna()).sort_values(["empty", "order"], kind="stable")
    lost = ranked.duplicated(KEY)
    overlapped = ranked[lost].groupby("source_id").size()
    return ranked[~lost], {str(source_id): int(count) for source_id, count in overlapped.items()}


def _with_overlap(report: SourceReport, overlapped: int) -> SourceReport:
    if not overlapped:
        return report
    ledger = Ledger()
    ledger.entries = {(entry.reason, entry.detail): (entry.observations, entry.example) for entry in report.set_aside}
    words = "a series the metric prefers has the same place and period"
    ledger.entries[SetAsideReason.OTHER_SERIES, words] = overlapped, report.source_id
    return report.model_copy(update={"kept": report.kept - overlapped, "set_aside": ledger.summary()})
