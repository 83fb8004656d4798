"""A sheet as a grid of plain cells: what stands where and of what sort, whatever program wrote it."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils import get_column_letter, range_boundaries

from data.returns.opening import FileRefused, open_workbook, refuse, unreadable

LONGEST_TITLE = 100
MOST_ROWS = 6_000
MOST_COLUMNS = 60
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MOST_MERGED = 500
LITERAL = re.compile(r'"[^"]*"|\\.')  # what a format of numbers shows as it is
Range = tuple[int, int, int, int]


class Sort(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    YES_OR_NO = "yes_or_no"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty: its text in the way it would be typed, dates as 2026-10-31, percentages as 12%."""

    text: str
    sort: Sort = Sort.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. Rows and columns count from 1; ``merged`` are ranges as first column, first row, last ones."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)
    merged: tuple[Range, ...] = ()

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, nothing where it is empty."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text.strip() if cell else ""

    def hidden_under(self, row: int, column: int) -> str:
        """The merged range that hides a cell, such as B4:B9, or nothing."""
        for left, top, right, bottom in self.merged:
            if left <= column <= right and top <= row <= bottom and (row, column) != (top, left):
                return f"{address(top, left)}:{address(bottom, right)}"
        return ""


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it.

    >>> address(7, 3)
    'C7'
    """
    return f"{get_column_letter(column)}{row}"


def read_grids(content: bytes, file_name: str) -> tuple[tuple[Grid, ...], dict[str, str]]:
    """Every sheet of a workbook, and the properties it was given; raises ``FileRefused``."""
    book = open_workbook(content, file_name)
    try:
        grids = tuple(_grid(book, number, content, file_name) for number in range(len(book.worksheets)))
        return grids, {str(each.name): str(each.value) for each in book.custom_doc_props.props}
    except FileRefused:
        raise
    except Exception as error:  # a broken part is found only when it is read, and each breaks in its own way
        raise unreadable(file_name) from error
    finally:
        book.close()


def _grid(book: Workbook, number: int, content: bytes, file_name: str) -> Grid:
    sheet = book.worksheets[number]
    rows: dict[int, Mapping[int, Cell]] = {}
    for row_number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), 1):
        found = {column: cell for column, raw in enumerate(row, 1) if (cell := _cell(raw))}
        if found:
            rows[row_number] = found
    if MOST_ROWS + 1 in rows:
        refuse(
            f"The sheet “{sheet.title[:LONGEST_TITLE]}” of {file_name} has more than {MOST_ROWS:,} rows, which is the"
            " most that is read. Nothing was loaded. Split it into several files."
        )
    path = getattr(sheet, "_worksheet_path", "")
    return Grid(title=sheet.title[:LONGEST_TITLE], rows=rows, merged=tuple(_merged(content, path)))


def _merged(content: bytes, path: str) -> Iterator[Range]:
    """Read from the text of the sheet: the library would make every cell of a merged range, however many."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = MERGED.findall(archive.read(path))
    for text in found[:MOST_MERGED]:
        left, top, right, bottom = range_boundaries(text.decode("ascii"))
        if left and top and right and bottom:
            yield left, top, right, bottom


def _cell(raw: ReadOnlyCell | EmptyCell) -> Cell | None:
    """One value as text. A formula is its own text: what it last came to is not taken for what somebody typed."""
    value, data_type = raw.value, raw.data_type
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if data_type == "f":
        return Cell(_formula(value), Sort.FORMULA)
    if data_type == "e":
        return Cell(str(value), Sort.ERROR)
    if isinstance(value, bool):
        return Cell("yes" if value else "no", Sort.YES_OR_NO)
    if isinstance(value, dt.datetime):
        return Cell(value.date().isoformat(), Sort.DATE)
    if isinstance(value, dt.date):
        return Cell(value.isoformat(), Sort.DATE)
    if isinstance(value, int | float):
        hundredfold = "%" in LITERAL.sub("", raw.number_format or "")
        return Cell(f"{number_text(value * 100)}%", Sort.PERCENT) if hundredfold else _number(value)
    return Cell(str(value), Sort.TEXT)


def _number(value: float) -> Cell:
    return Cell(number_text(value), Sort.NUMBER)


def _formula(value: object) -> str:
    """A formula as it was typed; one over several cells comes as an object that holds it, or does not say it."""
    return str(value if isinstance(value, str) else getattr(value, "text", None) or "a table of formulas")


def number_text(value: float) -> str:
    """A number in plain digits, to the fifteen a spreadsheet keeps.

    >>> number_text(0.1 + 0.2), number_text(1250000.0), number_text(1e-07)
    ('0.3', '1250000', '0.0000001')
    """
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
