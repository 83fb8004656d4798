"""From a source's tables to one row an observation, still as text, whatever the layout."""

import re
from pathlib import Path

import pandas as pd

from data.fault import Fault
from data.source_file import find_file
from data.table import Table, read_table
from domain.source import Layout, Source, Style

TEXT_COLUMNS = ("value", "lower", "upper", "count", "denominator", "status", "notes")

# the names the columns of Explore Local Statistics have had over the years, newest first
ELS_NAMES = {
    "place": ("areacd",),
    "name": ("areanm",),
    "series": ("indicator",),
    "period": ("period",),
    "value": ("observation", "value"),
    "lower": ("lci_95", "lower confidence interval (95%)"),
    "upper": ("uci_95", "upper confidence interval (95%)"),
    "status": ("status", "observation status"),
    "notes": ("notes",),
}
ELS_COLUMNS = frozenset(column for columns in ELS_NAMES.values() for column in columns)
LIMITS = re.compile(r"\b[lu]ci|_ci\b|\bci_|lower|upper|confidence")
WORDS = {"value": "values", "lower": "lower limits", "upper": "upper limits"}
ELS_REQUIRED = ("areacd", "indicator", "period")


def read_rows(source: Source, folder: Path) -> tuple[pd.DataFrame, int]:
    """Every observation of a source as text, and the number of rows read.

    The frame has the columns place, name, series, period, period_style, value, lower, upper, count,
    denominator, status, notes, file and row. Raises ``Fault`` for a file that cannot be read.
    """
    frames, rows_read = [], 0
    for file in source.files:
        path = find_file(folder, file.path)
        if not file.path.removesuffix(".gz").endswith(".csv"):
            continue  # shapes and lists in JSON: their own readers check them
        table = read_table(path, _required(source.layout))
        rows_read += len(table)
        if source.layout.style is not Style.REFERENCE:
            frames.append(_one_row_an_observation(table, source.layout))
    return (pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()), rows_read


def _required(layout: Layout) -> tuple[str, ...]:
    if layout.style is Style.REFERENCE:
        return ()
    if layout.style is Style.ELS:
        return (*ELS_REQUIRED, *layout.keep)
    one_each = ("place", "period", *TEXT_COLUMNS, "period_style_column")
    named = (*(getattr(layout, name) for name in one_each), *layout.series, *layout.values, *layout.keep)
    return tuple(column for column in named if column)


def _one_row_an_observation(table: Table, layout: Layout) -> pd.DataFrame:
    if layout.style is Style.ELS:
        _check_els(table)
    cells = table.cells
    line = table.numbers
    kept = _kept(cells, layout)
    cells, line = cells[kept], line[kept]
    rows = _wide(cells, layout) if layout.style is Style.WIDE else _long(cells, layout)
    rows["row"] = line.reindex(rows.index).to_numpy()
    rows["file"] = table.path.name
    rows["place"] = rows["place"].replace(layout.place_codes)
    return rows.reset_index(drop=True)


def _check_els(table: Table) -> None:
    """Refuse a file whose values or limits stand under new names: without them every figure would lack one."""
    found = {name for name, columns in ELS_NAMES.items() if any(column in table.cells for column in columns)}
    missing = next((name for name in ("value", "lower", "upper") if name not in found), None)
    strange = [column for column in table.cells if LIMITS.search(column) and column not in ELS_COLUMNS]
    if missing == "value" or strange or ("lower" in found) != ("upper" in found):
        name = missing or "lower"
        remedy = f"Rename it to {ELS_NAMES[name][0]}, or describe the file with a long layout in source.toml."
        problem = f"no column is known to hold the {WORDS[name]}"
        raise Fault(table.path, problem, remedy, value=", ".join(strange) or ", ".join(table.cells))


def _kept(cells: pd.DataFrame, layout: Layout) -> pd.Series:
    kept = pd.Series(True, index=cells.index)
    for column, wanted in layout.keep.items():
        kept &= cells[column.lower()].isin(wanted)
    return kept


def _long(cells: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    where = _columns(cells, layout)
    rows = pd.DataFrame({name: cells[column] if column else "" for name, column in where.items()}, index=cells.index)
    rows["series"] = _series(cells, layout, where["value"] or "value") if layout.style is Style.LONG else rows["series"]
    return _with_period(rows, cells, layout)


def _columns(cells: pd.DataFrame, layout: Layout) -> dict[str, str | None]:
    if layout.style is Style.ELS:
        found = {name: next((c for c in names if c in cells), None) for name, names in ELS_NAMES.items()}
        return found | {"count": None, "denominator": None}
    names = ("place", "name", "period", *TEXT_COLUMNS)
    given = {name: (getattr(layout, name) or "").lower() for name in names}
    return {name: column if column in cells else None for name, column in given.items()}


def _wide(cells: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    base = {name: (getattr(layout, name) or "").lower() for name in ("place", "name", "period")}
    frames = []
    for column in layout.values:
        rows = pd.DataFrame({k: cells.get(c, "") for k, c in base.items()}, index=cells.index)
        rows["series"] = _series(cells, layout, column, also=column)
        rows["value"] = cells[column.lower()]
        frames.append(_with_period(rows, cells, layout))
    rows = pd.concat(frames)
    for name in TEXT_COLUMNS:
        if name not in rows:
            rows[name] = ""
    return rows


def _series(cells: pd.DataFrame, layout: Layout, value_column: str, *, also: str | None = None) -> pd.Series:
    parts = [pd.Series(also, index=cells.index)] if also else []
    parts += [cells[column.lower()] for column in layout.series]
    if not parts:
        return pd.Series(value_column, index=cells.index)
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + " / " + part
    return joined


def _with_period(rows: pd.DataFrame, cells: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    if layout.fixed_period:
        rows["period"] = layout.fixed_period
    if layout.periods:
        rows["period"] = rows["period"].replace(layout.periods)
    rows["period_style"] = layout.period_style.value
    if layout.period_style_column:
        styles = {text: style.value for text, style in layout.period_styles.items()}
        rows["period_style"] = cells[layout.period_style_column.lower()].map(styles).fillna(layout.period_style.value)
    return rows
