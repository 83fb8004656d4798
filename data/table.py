"""One CSV file as cells of text: whatever the prose above its header, the order of its columns or its blank lines."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from data.fault import Fault
from data.source_file import AGAIN, read_text

PREAMBLE_LINES = 60
SEPARATORS = {",": "commas", "\t": "tabs"}
FOREIGN_SEPARATORS = {";": "semicolons", "|": "bars"}  # where they stand, a comma may be a decimal point


@dataclass(frozen=True)
class Table:
    """A file's cells as text, blank cells as "", and where its rows stand in the file.

    ``cells`` has one column per name in lower case, and no row without any text; of a repeated name the first
    column with any text is kept. ``numbers`` are the rows' numbers, counted as a spreadsheet does.
    """

    path: Path
    cells: pd.DataFrame
    numbers: "pd.Series[int]"

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True)
class _Header:
    """The line of the header, counted from 0, the names on it, and what separates cells."""

    line: int
    names: list[str]
    separator: str


def read_table(path: Path, required: tuple[str, ...]) -> Table:
    """The whole file as text; raises ``Fault`` when it is empty, unreadable, ragged or lacks a required column."""
    text = read_text(path)
    header = _header(path, text, required)
    body = _body(text, header.line)
    if not body.strip():
        raise Fault(path, "the file has a header and no rows", AGAIN, row=header.line + 1)
    columns, numbers = _plain(body, header) or _with_care(path, body, header)
    if not columns:
        raise Fault(path, "the file has a header and no rows", AGAIN, row=header.line + 1)
    cells = _one_column_a_name(path, columns, header)
    return _without_blank_rows(path, cells, pd.Series(numbers, index=cells.index))


def _header(path: Path, text: str, required: tuple[str, ...]) -> _Header:
    """The first line that names every required column."""
    wanted = {name.lower() for name in required}
    lines = text.split("\n", PREAMBLE_LINES)[:PREAMBLE_LINES]
    for separator in SEPARATORS:
        for number, line in enumerate(lines):
            names = _names(line, separator)
            if wanted <= set(names):
                return _Header(number, names, separator)
    raise _no_header(path, lines, wanted)


def _names(line: str, separator: str) -> list[str]:
    try:
        cells = next(csv.reader([line.rstrip("\r")], delimiter=separator), [])
    except csv.Error:  # a line that is no line of a table
        return []
    return [cell.strip().lower() for cell in cells]


def _no_header(path: Path, lines: Sequence[str], wanted: set[str]) -> Fault:
    for separator, words in FOREIGN_SEPARATORS.items():
        if any(wanted <= set(_names(line, separator)) for line in lines):
            return Fault(path, f"the cells are separated by {words}", "Save the file with commas between cells.")
    best = max(range(len(lines)), key=lambda number: len(wanted & set(_names(lines[number], ","))))
    names = _names(lines[best], ",")
    return Fault(
        path,
        f"no header has the columns {', '.join(sorted(wanted - set(names)))}",
        "Restore the column names the layout in source.toml asks for, or correct the layout.",
        row=best + 1,
        value=lines[best].strip() or lines[0],
    )


def _body(text: str, header_line: int) -> str:
    position = 0
    for _ in range(header_line + 1):
        position = text.find("\n", position) + 1
        if position == 0:
            return ""
    return text[position:]


def _plain(body: str, header: _Header) -> tuple[list[pa.ChunkedArray], Sequence[int]] | None:
    """The columns of a body in which every line is one row of as many cells as the header, else nothing."""
    names = [str(number) for number in range(len(header.names))]
    try:
        table = pacsv.read_csv(
            io.BytesIO(body.encode("utf-8")),
            pacsv.ReadOptions(column_names=names, use_threads=False, block_size=1 << 24),
            pacsv.ParseOptions(delimiter=header.separator, newlines_in_values=True),
            pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != body.count("\n") + (not body.endswith("\n")):
        return None  # blank lines, line breaks within cells, or a quotation mark that is never closed
    columns = [pc.utf8_trim_whitespace(column) for column in table.columns]
    return columns, range(header.line + 2, header.line + 2 + table.num_rows)


def _with_care(path: Path, body: str, header: _Header) -> tuple[list[pa.ChunkedArray], Sequence[int]]:
    """The same for any other body, row by row; raises ``Fault`` for the first row that does not fit the header."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    number = header.line + 1
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=header.separator, strict=True)
    try:
        for number, row in enumerate(reader, start=header.line + 2):
            if any(cell.strip() for cell in row):
                # an export may end every row with blank cells; one row of another length has lost or gained a cell
                length = len(rows[0]) if rows else max(len(row), len(header.names))
                _check_length(path, row, header, length=length, number=number)
                rows.append(row)
                numbers.append(number)
    except csv.Error as error:
        problem = f"the row cannot be told from those after it: {error}"
        remedy = "Check the quotation marks from this row on: each that opens must close."
        raise Fault(path, problem, remedy, row=number + 1) from error
    texts = list(zip(*rows, strict=True))[: len(header.names)]
    return [pc.utf8_trim_whitespace(pa.chunked_array([column], pa.string())) for column in texts], numbers


def _check_length(path: Path, row: list[str], header: _Header, *, length: int, number: int) -> None:
    width = len(header.names)
    if len(row) != length or any(cell.strip() for cell in row[width:]):
        raise Fault(
            path,
            f"the row has {len(row)} cells where the header has {width}",
            "Restore the missing or extra cell (a comma inside a cell needs quotation marks round it).",
            row=number,
            value=",".join(row),
        )


def _one_column_a_name(path: Path, columns: list[pa.ChunkedArray], header: _Header) -> pd.DataFrame:
    cells: dict[str, pd.Series] = {}
    for name, column in zip(header.names, columns, strict=True):
        if name and name not in cells:
            cells[name] = column.to_pandas().astype(object)
        elif name:
            cells[name] = _one_of_two(path, cells[name], column.to_pandas().astype(object), name, header)
    return pd.DataFrame(cells)


def _one_of_two(path: Path, first: pd.Series, second: pd.Series, name: str, header: _Header) -> pd.Series:
    """Of two columns of one name the one with text; two that differ leave it open which is meant."""
    if not first.any() or not second.any():
        return first if first.any() else second
    differ = first.ne(second)
    if differ.any():
        remedy = "Take one of the two columns away, or give it another name."
        value = f"{first[differ].iloc[0]} and {second[differ].iloc[0]}"
        problem = "two columns have this name and hold different things"
        raise Fault(path, problem, remedy, row=header.line + 1, column=name, value=value)
    return first


def _without_blank_rows(path: Path, cells: pd.DataFrame, numbers: "pd.Series[int]") -> Table:
    blank = cells.iloc[:, 0].eq("")
    if blank.any():
        blank &= cells[blank].eq("").all(axis=1).reindex(cells.index, fill_value=False)
    if blank.all():
        raise Fault(path, "the file has a header and no rows", AGAIN)
    if not blank.any():
        return Table(path, cells, numbers)
    return Table(path, cells[~blank].reset_index(drop=True), numbers[~blank].reset_index(drop=True))
