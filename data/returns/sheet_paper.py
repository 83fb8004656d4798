"""How a sheet stands on a screen and on paper: rows as high as their words, and all columns on one page's width.

Not every spreadsheet program works out by itself how high a row of wrapped words must be, and where it does not they
lie across one another.
"""

import math
import textwrap
from collections.abc import Iterable

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

LINE = 15.0  # points of one line of the ordinary size
HIGHEST = 400.0  # a spreadsheet keeps no higher row
FITS = 0.95  # of a column's width, which is counted in digits: bold letters are wider
A4 = 9


class FittedRow(RowDimension):  # type: ignore[misc]  # the library has no types
    """A row with a height that still grows with what is typed into it, which a row of a set height does not."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name in the file's format
        """Never: the height is a beginning."""
        return False


def fit_rows(sheet: Worksheet, rows: Iterable[int]) -> None:
    """Make these rows as high as the words in their cells need, now that the columns have their widths."""
    for number in rows:
        lines = max((_lines(sheet, cell) for cell in sheet[number]), default=1)
        if lines > 1:
            hidden = sheet.row_dimensions[number].hidden
            sheet.row_dimensions[number] = FittedRow(sheet, index=number, ht=min(lines * LINE, HIGHEST), hidden=hidden)


def print_in_width(sheet: Worksheet, *, repeated: tuple[int, int] | None, told: str) -> None:
    """On A4 across, no column cut off, some rows again on each page, and below what it is and which page."""
    if repeated:
        sheet.print_title_rows = f"{repeated[0]}:{repeated[1]}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.left.text = told.replace("&", "&&")
    sheet.oddFooter.right.text = "Page &P of &N"


def _lines(sheet: Worksheet, cell: Cell) -> int:
    """How many lines the words of a cell take, one where they are not wrapped."""
    if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
        return 1
    width = max(math.floor(sheet.column_dimensions[get_column_letter(cell.column)].width * FITS), 1)
    return sum(len(textwrap.wrap(line, width)) or 1 for line in cell.value.splitlines())
