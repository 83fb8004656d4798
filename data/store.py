"""How a build lies on disk: Parquet tables in the two orders pages ask for, and the places as JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from data.boundaries import write_boundaries
from data.geography import Geography
from data.versions import BuildUnreadable
from domain.place import Place, Succession
from domain.rules import Judgements

Found = TypeVar("Found")
PLACES = TypeAdapter(tuple[Place, ...])
SUCCESSIONS = TypeAdapter(tuple[Succession, ...])
BOUNDARIES = "boundaries"
BY_METRIC = ["metric_id", "place_code"]
BY_PLACE = ["place_code", "metric_id"]
MEASURED = ["metric_id", "weighting", "measure"]
TIPS = ("p", "tip_below", "tip_above")
MOVED = ("p", "lower", "upper", "by_regression")
ROW_GROUP = 122_880  # rows; a query costs by the group, and fewer groups read faster at every size tried
OBSERVATIONS = [
    "metric_id", "place_code", "period_start", "period_months", "value", "lower", "upper",
    "count", "denominator", "reason", "mark", "source_id",
]  # fmt: skip


def write_build(
    folder: Path,
    observations: pd.DataFrame,
    judgements: Judgements,
    geography: Geography,
    geography_files: Path,
    *,
    verdict_changes: pd.DataFrame,
) -> None:
    """Write every table of a build into an empty folder."""
    period, compared = ["period_start", "period_months"], judgements.comparisons
    _write(folder / "observations_by_metric.parquet", observations, [*BY_METRIC, *period])
    _write(folder / "observations_by_place.parquet", observations, [*BY_PLACE, *period])
    _write(folder / "standings_by_metric.parquet", judgements.standings, BY_METRIC)
    _write(folder / "standings_by_place.parquet", judgements.standings, BY_PLACE)
    _write(
        folder / "comparisons_by_metric.parquet", compared, ["metric_id", "comparator", "place_code"], worked_out=TIPS
    )
    _write(
        folder / "comparisons_by_place.parquet", compared, ["place_code", "comparator", "metric_id"], worked_out=TIPS
    )
    _write(folder / "changes_by_metric.parquet", judgements.changes, BY_METRIC, worked_out=MOVED)
    _write(folder / "changes_by_place.parquet", judgements.changes, BY_PLACE, worked_out=MOVED)
    _write(folder / "summaries.parquet", judgements.summaries, ["metric_id"])
    _write(folder / "gaps.parquet", judgements.gaps, [*MEASURED, "period_start"])
    _write(folder / "gap_changes.parquet", judgements.gap_changes, [*MEASURED, "corrected"])
    _write(folder / "convergences.parquet", judgements.convergences, ["metric_id"])
    _write(folder / "national_counts.parquet", judgements.national_counts, ["metric_id"])
    _write(folder / "calibrations.parquet", judgements.calibrations, ["metric_id", "horizon"])
    _write(folder / "chance_bins.parquet", judgements.chance_bins, ["metric_id", "lower"])
    _write(folder / "verdict_changes.parquet", verdict_changes, ["cause", "cell", *BY_METRIC, "comparator"])
    _write(folder / "names.parquet", geography.names, ["place_code", "name"])
    _write(folder / "neighbours.parquet", geography.neighbours, ["place_code", "family", "rank"])
    _write(folder / "clusters.parquet", geography.clusters, ["place_code", "family"])
    (folder / "places.json").write_bytes(PLACES.dump_json(geography.places, exclude_none=True))
    (folder / "successions.json").write_bytes(SUCCESSIONS.dump_json(geography.successions))
    (folder / BOUNDARIES).mkdir()
    write_boundaries(geography_files, folder / BOUNDARIES)


def _write(path: Path, frame: pd.DataFrame, order: list[str], *, worked_out: Sequence[str] = ()) -> None:
    """Write a table; numbers ``worked_out`` here, not published, keep seven digits, which halves their size."""
    short = frame.astype(dict.fromkeys(worked_out, "float32")).sort_values(order, ignore_index=True)
    table = pa.Table.from_pandas(short, preserve_index=False)
    numbers = [field.name for field in table.schema if worked_out and pa.types.is_floating(field.type)]
    pq.write_table(
        table, path, compression="zstd", compression_level=15, row_group_size=ROW_GROUP,
        use_dictionary=[name for name in table.column_names if name not in numbers],
        use_byte_stream_split=numbers or False,
    )  # fmt: skip


def read_places(folder: Path) -> tuple[Place, ...]:
    """Every place of a build."""
    places = _json(folder / "places.json", PLACES)
    if not places:
        raise damaged(folder / "places.json")
    return places


def read_successions_of(folder: Path) -> tuple[Succession, ...]:
    """Every step from an old code to a new one."""
    return _json(folder / "successions.json", SUCCESSIONS)


def _json(path: Path, kind: TypeAdapter[Found]) -> Found:
    try:
        return kind.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise damaged(path) from error


def read_observations_of(folder: Path) -> pd.DataFrame:
    """All observations of a build; raises ``BuildUnreadable`` when the file is missing or damaged."""
    path = folder / "observations_by_metric.parquet"
    try:
        return pq.read_table(path, columns=OBSERVATIONS).to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise damaged(path) from error


def read_verdicts_of(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Standings and comparisons of a build, as they lie; raises ``BuildUnreadable`` when either cannot be read."""
    tables = []
    for name in ("standings_by_metric", "comparisons_by_metric"):
        path = folder / f"{name}.parquet"
        try:
            tables.append(pq.read_table(path).to_pandas())
        except (OSError, pa.ArrowException) as error:
            raise damaged(path) from error
    return tables[0], tables[1]


def damaged(path: Path) -> BuildUnreadable:
    """The error for a file of a build that cannot be used."""
    return BuildUnreadable(
        f"Build {path.parent.name} is damaged: {path.name} is missing or cannot be read.",
        "Run python -m data.build --list and go back to another build with --use, or build again.",
    )
