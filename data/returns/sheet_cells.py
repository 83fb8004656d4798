"""Writing cells of a spreadsheet: typed, marked, and never a formula, whatever the text begins with."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from data.returns.reading import Unreadable, read
from data.returns.workbook_layout import ABOUT
from domain.form import Field
from domain.round import AnswerKind

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
KEPT_DIGITS = 15  # of a number, by any spreadsheet
LONGEST = 32_000  # characters a cell holds
INK = "12436D"
FACE, SIZE = "Arial", 10.5  # said of every style: a program that is not told takes one of its own
FORMATS = {AnswerKind.POUNDS: "#,##0.00", AnswerKind.NUMBER: "General", AnswerKind.DATE: "d mmmm yyyy"}
_EDGE = Side(style="medium", color=INK)
_HAIR = Side(style="thin", color="6F777B")
TITLE = NamedStyle("form title", font=Font(name=FACE, bold=True, size=14))
PROSE = NamedStyle("form prose", font=Font(name=FACE, size=SIZE), alignment=Alignment(vertical="top"))
HEADER = NamedStyle(
    "form header",
    font=Font(name=FACE, size=SIZE, bold=True, color="FFFFFF"),
    fill=PatternFill("solid", fgColor=INK),
    alignment=Alignment(wrap_text=True, vertical="center"),
    border=Border(bottom=_EDGE),
)
LABEL = NamedStyle(
    "form label",
    font=Font(name=FACE, size=SIZE),
    alignment=Alignment(wrap_text=True, vertical="top"),
    border=Border(bottom=_HAIR),
)
HELP = NamedStyle(
    "form help",
    font=Font(name=FACE, size=SIZE, italic=True),
    alignment=Alignment(wrap_text=True, vertical="top"),
)
FILL_IN = NamedStyle(
    "to fill in",
    font=Font(name=FACE, size=SIZE),
    alignment=Alignment(wrap_text=True, vertical="top"),
    border=Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE),
    fill=PatternFill("solid", fgColor="FFF8D6"),
    protection=Protection(locked=False),
)
STYLES = (TITLE, PROSE, HEADER, LABEL, HELP, FILL_IN)


def write(cell: Cell, text: str, style: str, kind: AnswerKind = AnswerKind.TEXT) -> None:
    """Put a text into a cell as what it is: a day as a day, a number as a number, and all else as text."""
    if style:
        cell.style = style
    value = _typed(text, kind)
    if value is not None:
        cell.value = value
    elif text:
        _write_text(cell, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST])
    if kind in FORMATS:
        cell.number_format = FORMATS[kind]


def _write_text(cell: Cell, text: str) -> None:
    """The library takes what begins with = for a formula, and a spreadsheet the other signs too once it is edited."""
    cell.value = text
    if text.startswith(BEGINS_A_FORMULA):
        cell.data_type = "s"
        cell.quotePrefix = True


def _typed(text: str, kind: AnswerKind) -> dt.date | int | float | None:
    """A day or a number, where the text is one and a spreadsheet keeps all of it."""
    if kind not in FORMATS or not text:
        return None
    try:
        value = read(Field(field_id="cell", label="", kind=kind), text)
    except Unreadable:
        return None
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, Decimal) or len(value.normalize().as_tuple().digits) > KEPT_DIGITS:
        return None
    return int(value) if value == int(value) else float(value)


def identify(book: Workbook, said: Mapping[str, str]) -> None:
    """Twice, because a program may drop either: on a hidden sheet, and among the properties of the file."""
    sheet = book.create_sheet(ABOUT)
    sheet.sheet_state = "veryHidden"
    for row, (name, value) in enumerate(said.items(), 1):
        write(sheet.cell(row, 1), name, "")
        write(sheet.cell(row, 2), value, "")
        book.custom_doc_props.append(StringProperty(name=name, value=value))
