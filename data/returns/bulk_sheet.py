"""The spreadsheet with the current rows of one kind, to be changed, added to and brought back."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.returns.bulk_kinds import COLUMNS, BulkKind, columns_of
from data.returns.grid import address
from data.returns.sheet_cells import STYLES, identify, write
from data.returns.sheet_paper import fit_rows, print_in_width
from data.returns.start_sheet import SIMULATED
from data.returns.workbook_layout import CHOICES, START, choices_of
from domain.form import Field
from domain.workspace import Workspace

BULK_VERSION = "rows 1"
ROWS, BANNER_ROW, HELP_ROW, HEADER_ROW, FIRST_ROW = "Rows", 1, 2, 3, 4
SPARE = 500  # empty rows in which choices are offered too
HOW = (
    "One row is one record. Change what should change, and add new rows below.",
    "Rows you do not change are skipped, so they may stay. Taking a row out takes nothing out of the register.",
    "Leave the ids and the version as they are: they show whether somebody else changed the record meanwhile.",
    "In a new row leave its own id and the version empty.",
    "Type or paste values, not formulas, and do not join cells.",
    "Upload it where you downloaded it. Every row is checked first, and all are loaded or none.",
)


def bulk_workbook(
    kind: BulkKind, rows: Iterable[Mapping[str, str]], *, programme_id: str, programme_title: str,
    workspace: Workspace, made_at: dt.datetime,
) -> bytes:  # fmt: skip
    """The spreadsheet as a file."""
    book = Workbook()
    for style in STYLES:
        book.add_named_style(style)
    _start(book.worksheets[0], kind, programme_title, workspace, made_at)
    sheet = book.create_sheet(ROWS)
    _rows(sheet, kind, list(rows), f"{COLUMNS[kind].title}, {programme_title}", workspace)
    _choices(book, sheet, columns_of(kind))
    said = {
        "template_version": BULK_VERSION, "kind": kind.value, "programme_id": programme_id,
        "programme_title": programme_title, "workspace": workspace.value,
    }  # fmt: skip
    identify(book, said)
    book.active = 1
    book.properties.title = f"{COLUMNS[kind].title}: {programme_title}"
    book.properties.language = "en-GB"
    book.properties.creator = "Levelling-up stewardship"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _start(sheet: Worksheet, kind: BulkKind, programme: str, workspace: Workspace, made_at: dt.datetime) -> None:
    sheet.title = START
    write(sheet.cell(1, 1), f"{COLUMNS[kind].title}: {programme}", "form title")
    simulated = [SIMULATED] if workspace is Workspace.TRAINING else []
    made = f"As it stood on {made_at.day} {made_at:%B %Y} at {made_at:%H:%M} UTC."
    for row, told in enumerate((*simulated, made, COLUMNS[kind].about, *HOW), 2):
        write(sheet.cell(row, 1), told, "form prose")
    sheet.column_dimensions["A"].width = 110
    print_in_width(sheet, repeated=None, told=_footer(f"{COLUMNS[kind].title}, {programme}", workspace))


def _rows(sheet: Worksheet, kind: BulkKind, rows: Sequence[Mapping[str, str]], title: str, space: Workspace) -> None:
    told = f"{SIMULATED} " if space is Workspace.TRAINING else ""
    write(sheet.cell(BANNER_ROW, 1), f"{told}{title}", "form title")
    columns = columns_of(kind)
    for column, field in enumerate(columns, 1):
        unit = f", {field.unit}" if field.unit else ""
        write(sheet.cell(HELP_ROW, column), _told(field), "form help")
        write(sheet.cell(HEADER_ROW, column), field.label + unit, "form header")
        width = 40 if field.longest > 300 or field.label == "Title" else 24
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, FIRST_ROW):
        for column, field in enumerate(columns, 1):
            if text := row.get(field.field_id, ""):
                write(sheet.cell(number, column), text, "", field.kind)
    sheet.freeze_panes = address(FIRST_ROW, 2)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{address(max(HEADER_ROW, HEADER_ROW + len(rows)), len(columns))}"
    fit_rows(sheet, (HELP_ROW, HEADER_ROW))
    print_in_width(sheet, repeated=(HEADER_ROW, HEADER_ROW), told=_footer(title, space))


def _footer(title: str, workspace: Workspace) -> str:
    return f"{'SIMULATED, not official. ' if workspace is Workspace.TRAINING else ''}{title}"


def _told(field: Field) -> str:
    return " ".join(part for part in ("Must be filled in." if field.required else "", field.help) if part)


def _choices(book: Workbook, sheet: Worksheet, columns: Sequence[Field]) -> None:
    """Offer the choices of each column that has them, from a hidden sheet."""
    lists = book.create_sheet(CHOICES)
    lists.sheet_state = "veryHidden"
    for column, field in enumerate(columns, 1):
        choices = choices_of(field)
        if not choices:
            continue
        for row, choice in enumerate(choices, 1):
            write(lists.cell(row, column), choice, "")
        letter = get_column_letter(column)
        rule = DataValidation(
            type="list", formula1=f"'{CHOICES}'!${letter}$1:${letter}${len(choices)}", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "Not on the list", "Choose one of the answers on the list."
        rule.add(f"{letter}{FIRST_ROW}:{letter}{max(sheet.max_row, FIRST_ROW) + SPARE}")
        sheet.add_data_validation(rule)
