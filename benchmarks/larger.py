"""A build thirty times larger than a real one, made by repeating its metrics. For benchmarks only.

python -m benchmarks.larger FOLDER     write it below a folder, to be used through STEWARDSHIP_BUILDS
"""

import argparse
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import versions
from data.store import ROW_GROUP

COPIES = 30
WARNING = "synthetic, for benchmarks only: every metric is repeated under invented names"

# The tables that grow with the number of metrics, and the order of their rows. A build in another order is refused.
ORDERS = {
    "observations_by_metric": ["metric_id", "place_code", "period_start", "period_months"],
    "observations_by_place": ["place_code", "metric_id", "period_start", "period_months"],
    "standings_by_metric": ["metric_id", "place_code"],
    "standings_by_place": ["place_code", "metric_id"],
    "comparisons_by_metric": ["metric_id", "comparator", "place_code"],
    "comparisons_by_place": ["place_code", "comparator", "metric_id"],
    "changes_by_metric": ["metric_id", "place_code"],
    "changes_by_place": ["place_code", "metric_id"],
    "gaps": ["metric_id", "weighting", "measure", "period_start"],
    "gap_changes": ["metric_id", "weighting", "measure", "corrected"],
}


class OtherOrder(Exception):
    """A table is not in the order in which its copies would be written."""


def write_larger(build: Path, builds: Path, *, copies: int = COPIES) -> Path:
    """Write a build with every metric ``copies`` times into a folder of builds, and put it in use there."""
    build_id = _build_id(build, copies)
    with versions.unfinished(build_id, builds) as draft:
        grown = {f"{name}.parquet" for name in ORDERS}
        shutil.copytree(build, draft, dirs_exist_ok=True, ignore=lambda _folder, names: grown & set(names))
        for name, order in ORDERS.items():
            _write_copies(build / f"{name}.parquet", draft / f"{name}.parquet", order, copies)
        _mark_synthetic(draft, build_id, copies)
    versions.use(build_id, builds)
    return builds / build_id


def copy_id(metric_id: str, copy: int) -> str:
    """What the first, second, third copy of a metric is called. The first is the metric itself.

    >>> copy_id("employment_rate", 1), copy_id("employment_rate", 2)
    ('employment_rate', 'employment_rate__copy_02')
    """
    return metric_id + _suffix(copy)


def _suffix(copy: int) -> str:
    return f"__copy_{copy:02d}" if copy > 1 else ""


def _build_id(build: Path, copies: int) -> str:
    invented = hashlib.sha256(f"{build.name} {copies}".encode()).hexdigest()[:8]
    return f"{build.name.partition('-')[0]}-{invented}"


def _mark_synthetic(draft: Path, build_id: str, copies: int) -> None:
    report = versions.read_report(draft)
    changed = {
        "build_id": build_id,
        "observations": report.observations * copies,
        "warnings": (WARNING, *report.warnings),
        "changes": None,
    }
    words = report.model_copy(update=changed).model_dump_json(indent=1)
    (draft / versions.REPORT).write_text(words, encoding="utf-8")


def _write_copies(original: Path, path: Path, order: list[str], copies: int) -> None:
    """Every row of a table once for each copy of its metric, in order, never more than a few row groups in memory."""
    table = pq.read_table(original)
    _refuse_other_order(table, order, original.name)
    pieces = (_by_metric if order[0] == "metric_id" else _by_place)(table, order, copies)
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for group in _row_groups(pieces):
            writer.write_table(group, row_group_size=ROW_GROUP)


def _refuse_other_order(table: pa.Table, order: list[str], name: str) -> None:
    keys = table.select(order)
    if not keys.equals(keys.sort_by([(column, "ascending") for column in order])):
        raise OtherOrder(
            f"{name} is not sorted by {', '.join(order)}. "
            "Give ORDERS in benchmarks/larger.py the order that data/store.py writes."
        )


def _by_metric(table: pa.Table, order: list[str], copies: int) -> Iterator[pa.Table]:
    """Metric by metric: the copies of one follow one another, or another metric's name falls between them."""
    rows = dict(_runs(table, order[0]))
    named = sorted((copy_id(metric_id, copy), metric_id, copy) for metric_id in rows for copy in range(1, copies + 1))
    for _name, metric_id, copy in named:
        yield _renamed(rows[metric_id], copy)


def _by_place(table: pa.Table, order: list[str], copies: int) -> Iterator[pa.Table]:
    """Place by place, the copies of its metrics sorted in among them."""
    for _place_code, rows in _runs(table, order[0]):
        renamed = pa.concat_tables([_renamed(rows, copy) for copy in range(1, copies + 1)])
        yield renamed.sort_by([(column, "ascending") for column in order])


def _runs(table: pa.Table, column: str) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each value of a column that the table is sorted by."""
    encoded = pc.run_end_encode(table[column].combine_chunks())
    start = 0
    for value, end in zip(encoded.values.to_pylist(), encoded.run_ends.to_pylist(), strict=True):
        yield value, table.slice(start, end - start)
        start = end


def _renamed(rows: pa.Table, copy: int) -> pa.Table:
    position = rows.schema.get_field_index("metric_id")
    field = rows.schema.field(position)
    suffix, nothing = pa.scalar(_suffix(copy), field.type), pa.scalar("", field.type)
    return rows.set_column(position, field, pc.binary_join_element_wise(rows["metric_id"], suffix, nothing))


def _row_groups(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows, cut as a real build cuts them."""
    waiting: list[pa.Table] = []
    for piece in pieces:
        waiting.append(piece)
        while sum(len(rows) for rows in waiting) >= ROW_GROUP:
            together = pa.concat_tables(waiting)
            yield together.slice(0, ROW_GROUP)
            waiting = [together.slice(ROW_GROUP)]
    if waiting and len(rest := pa.concat_tables(waiting)):
        yield rest


def main(arguments: list[str] | None = None) -> None:
    """Write a larger build and say how to use it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.larger", description=WARNING)
    parser.add_argument("builds", type=Path, metavar="FOLDER", help="where to write it; not the service's own folder")
    parser.add_argument("--copies", type=int, default=COPIES)
    options = parser.parse_args(arguments)
    if options.builds.resolve() == versions.BUILDS_FOLDER.resolve():
        parser.error(f"{options.builds} holds the builds that the service shows. Name another folder.")
    build = write_larger(versions.current(), options.builds, copies=options.copies)
    report = versions.read_report(build)
    print(f"{build}: {report.observations:,} figures, {WARNING}")
    print(f"To open it: STEWARDSHIP_BUILDS={options.builds.resolve()} streamlit run app.py")


if __name__ == "__main__":
    main()
