"""One CSV file as text: whatever its encoding, the prose above its header or the order of its columns."""

import csv
import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from data.fault import Fault

PREAMBLE_LINES = 60
LARGEST_BYTES = 400_000_000


@dataclass(frozen=True)
class Table:
    """A file's cells as text, blank cells as "", and where its rows stand in the file.

    ``cells`` has one column per name in lower case; of a repeated name the first column with any
    text is kept. ``first_row`` is the line number of the first row of data.
    """

    path: Path
    cells: pd.DataFrame
    first_row: int

    def __len__(self) -> int:
        return len(self.cells)


def find_file(folder: Path, path: str) -> Path:
    """The file at ``path`` below the folder, with or without .gz; raises ``Fault`` when neither is there."""
    for candidate in (path, f"{path}.gz", path.removesuffix(".gz")):
        if (folder / candidate).is_file():
            return folder / candidate
    raise Fault(
        folder / path,
        "the file is not there, neither plain nor with .gz",
        "Download it (python -m data.fetch) or correct the path in source.toml.",
    )


def read_table(path: Path, required: tuple[str, ...]) -> Table:
    """The whole file as text; raises ``Fault`` when it is empty, unreadable, ragged or lacks a required column."""
    text = _text(path)
    header_line, names = _header(path, text, required)
    body = _body(text, header_line)
    cells = _cells(path, body, names, header_line)
    return Table(path=path, cells=cells, first_row=header_line + 2)


def _text(path: Path) -> str:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        raise Fault(path, f"cannot be read: {error}", "Download the file again.") from error
    if not raw.strip():
        raise Fault(path, "the file is empty", "Download the file again.")
    if len(raw) > LARGEST_BYTES:
        raise Fault(path, f"the file is {len(raw):,} bytes, more than {LARGEST_BYTES:,}", "Check what it holds.")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # older government files are Windows-1252; five bytes have no meaning there and are kept visible
        return raw.decode("cp1252", errors="replace")


def _header(path: Path, text: str, required: tuple[str, ...]) -> tuple[int, list[str]]:
    """The line number (from 0) of the first line that names every required column, and its names."""
    wanted = {name.lower() for name in required}
    best: tuple[int, list[str]] = (0, [])
    for number, line in enumerate(text.split("\n", PREAMBLE_LINES)[:PREAMBLE_LINES]):
        names = [cell.strip().lower() for cell in next(csv.reader([line.rstrip("\r")]), [])]
        if wanted <= set(names):
            return number, names
        if len(wanted & set(names)) > len(wanted & set(best[1])):
            best = number, names
    missing = sorted(wanted - set(best[1]))
    raise Fault(
        path,
        f"no header has the columns {', '.join(missing)}",
        "Restore the column names the layout in source.toml asks for, or correct the layout.",
        row=best[0] + 1,
        value=", ".join(best[1][:14]) or text[:80],
    )


def _body(text: str, header_line: int) -> bytes:
    position = 0
    for _ in range(header_line + 1):
        position = text.find("\n", position) + 1
        if position == 0:
            return b""
    return text[position:].encode("utf-8")


def _cells(path: Path, body: bytes, names: list[str], header_line: int) -> pd.DataFrame:
    unique = [f"{name}#{number}" for number, name in enumerate(names)]
    if not body.strip():
        raise Fault(path, "the file has a header and no rows", "Download the file again.", row=header_line + 1)
    try:
        table = pacsv.read_csv(
            io.BytesIO(body),
            pacsv.ReadOptions(column_names=unique, use_threads=False, block_size=1 << 24),
            pacsv.ParseOptions(newlines_in_values=True),
            pacsv.ConvertOptions(column_types=dict.fromkeys(unique, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        raise _ragged(path, body, len(names), header_line) from error
    return _one_column_a_name(table, names)


def _ragged(path: Path, body: bytes, width: int, header_line: int) -> Fault:
    """The fault for the first row whose number of cells differs from the header's."""
    reader = csv.reader(io.StringIO(body.decode("utf-8")))
    for row in reader:
        if row and len(row) != width:
            return Fault(
                path,
                f"the row has {len(row)} cells where the header has {width}",
                "Restore the missing or extra cell (a comma inside a cell needs quotation marks round it).",
                row=header_line + 1 + reader.line_num,
                value=",".join(row),
            )
    return Fault(path, "the rows cannot be told apart", "Check the quotation marks in the file.", row=header_line + 2)


def _one_column_a_name(table: pa.Table, names: list[str]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for number, name in enumerate(names):
        if name and (name not in columns or not columns[name].any()):
            columns[name] = pc.utf8_trim_whitespace(table.column(number)).to_pandas().astype(object)
    return pd.DataFrame(columns)
