"""The spreadsheet of one return: made from its form alone, to be filled in anywhere and brought back."""

import datetime as dt
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.returns import workbook_layout as at
from data.returns.grid import address
from data.returns.sheet_cells import STYLES, identify, write
from data.returns.start_sheet import SIMULATED, write_start
from data.returns.workbook_layout import FILL_IN, Layout, Line, choices_of, identity, layouts
from domain.form import Field, Form
from domain.round import AnswerKind
from domain.workspace import Workspace

UNITS = {AnswerKind.POUNDS: "pounds", AnswerKind.DATE: "day", AnswerKind.YES_OR_NO: "yes or no"}
WIDTHS = {AnswerKind.TEXT: 48, AnswerKind.CHOICE: 28}
LONGEST_PROMPT = 250


def workbook_for(
    form: Form, texts: Mapping[str, str], *, workspace: Workspace, made_at: dt.datetime, answers_at: str = at.NO_ANSWERS
) -> bytes:
    """The spreadsheet as a file. What was typed stands before what was known already.

    ``answers_at`` is the moment of the newest answer in it, which the file keeps for when it comes back.
    """
    book = Workbook()
    for style in STYLES:
        book.add_named_style(style)
    sheets = layouts(form)
    write_start(book.worksheets[0], form, [each.title for each in sheets], workspace=workspace, made_at=made_at)
    chosen = _Choices(book)
    for layout in sheets:
        _write_section(book.create_sheet(layout.title), layout, texts, workspace, chosen)
    identify(book, identity(form, workspace.value) | {at.ANSWERS_AT: answers_at})
    chosen.finish()
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = f"{form.title}: {form.round.title}"
    book.properties.language = "en-GB"
    book.properties.creator = "Levelling-up stewardship"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write_section(
    sheet: Worksheet, layout: Layout, texts: Mapping[str, str], workspace: Workspace, chosen: "_Choices"
) -> None:
    write(sheet.cell(at.KEY_ROW, at.KEY_COLUMN), at.SHEET_KEY + layout.key, "")
    write(sheet.cell(at.TITLE_ROW, at.LABEL_COLUMN), layout.heading, "form title")
    write(sheet.cell(at.WHY_ROW, at.LABEL_COLUMN), layout.why, "form prose")
    told = SIMULATED if workspace is Workspace.TRAINING else layout.guidance
    write(sheet.cell(at.WORKSPACE_ROW, at.LABEL_COLUMN), told, "form prose")
    _write_head(sheet, layout)
    for number, line in enumerate(layout.lines, at.FIRST_ROW):
        _write_line(sheet, number, line, texts, table=layout.table)
    chosen.validate(sheet, layout)
    _arrange(sheet, layout)


def _write_head(sheet: Worksheet, layout: Layout) -> None:
    """The header, and below it what to write; in a list that stands in columns of its own."""
    write(sheet.cell(at.HEADER_ROW, at.LABEL_COLUMN), "Row" if layout.table else "Question", "form header")
    write(sheet.cell(at.HELP_ROW, at.LABEL_COLUMN), "How to fill it in", "form help")
    for column, title in enumerate(layout.columns, at.FIRST_COLUMN):
        fields = [found for line in layout.lines if (found := line.cells[column - at.FIRST_COLUMN])]
        write(sheet.cell(at.KEY_ROW, column), f"{at.COLUMN_KEY}{column - at.FIRST_COLUMN}", "")
        unit = _unit(fields) if layout.table else ""
        write(sheet.cell(at.HEADER_ROW, column), title + (f", {unit}" if unit else "") + FILL_IN, "form header")
        told = _help(fields[0]) if layout.table else "Fill in the cells with a thick border."
        write(sheet.cell(at.HELP_ROW, column), told, "form help")
    for column, title in enumerate(_further(layout), at.FIRST_COLUMN + len(layout.columns)):
        write(sheet.cell(at.HEADER_ROW, column), title, "form header")


def _further(layout: Layout) -> tuple[str, ...]:
    known = "Where filled-in values come from"
    return (
        ("Unit", known) if layout.table else ("Unit", "Must it be answered?", "How to answer", "Why it is asked", known)
    )


def _unit(fields: list[Field]) -> str:
    """The unit of a column, where all its fields have the same."""
    units = {each.unit or UNITS.get(each.kind, "") for each in fields}
    return units.pop() if len(units) == 1 else ""


def _help(field: Field) -> str:
    needed = "Must be filled in." if field.required else ""
    return " ".join(part for part in (field.help, needed) if part)


def _write_line(sheet: Worksheet, number: int, line: Line, texts: Mapping[str, str], *, table: bool) -> None:
    write(sheet.cell(number, at.KEY_COLUMN), at.ROW_KEY + line.key, "")
    write(sheet.cell(number, at.LABEL_COLUMN), line.label, "form label")
    for column, field in enumerate(line.cells, at.FIRST_COLUMN):
        if field is None:
            write(sheet.cell(number, column), at.NOT_ASKED, "form label")
        else:
            text = texts.get(field.field_id, field.prefilled)
            write(sheet.cell(number, column), text, "to fill in", field.kind)
    last = at.FIRST_COLUMN + len(line.cells)
    for column, text in enumerate(_beside(line, texts, table=table), last):
        write(sheet.cell(number, column), text, "form label")


def _beside(line: Line, texts: Mapping[str, str], *, table: bool) -> tuple[str, ...]:
    """What stands after the cells to fill in: for a single field its unit, whether it must be answered, and how."""
    fields = [each for each in line.cells if each]
    known = {each.known_from for each in fields if each.prefilled and each.field_id not in texts and each.known_from}
    units = "; ".join(dict.fromkeys(each.unit for each in fields if each.unit))
    if table:
        return units, "; ".join(sorted(known))
    (field,) = fields
    needed = "yes" if field.required else "no"
    return units or UNITS.get(field.kind, ""), needed, field.help, line.why, "; ".join(sorted(known))


def _arrange(sheet: Worksheet, layout: Layout) -> None:
    """Hide the keys, keep the headers in sight, and lock what is not to be filled in, without a password."""
    sheet.row_dimensions[at.KEY_ROW].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 44
    for column in range(len(layout.columns)):
        kinds = {line.cells[column].kind for line in layout.lines if line.cells[column]}  # type: ignore[union-attr]
        width = max((WIDTHS.get(kind, 20) for kind in kinds), default=20)
        sheet.column_dimensions[get_column_letter(at.FIRST_COLUMN + column)].width = width
    for column in range(len(_further(layout))):
        letter = get_column_letter(at.FIRST_COLUMN + len(layout.columns) + column)
        sheet.column_dimensions[letter].width = 30
    sheet.freeze_panes = address(at.HELP_ROW, at.FIRST_COLUMN)
    sheet.print_title_rows = f"{at.HEADER_ROW}:{at.HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False


class _Choices:
    """Lists to choose from, each once on a hidden sheet: in the rule itself they could not hold commas or be long."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.create_sheet(at.CHOICES)
        self._sheet.sheet_state = "veryHidden"
        self._lists: dict[tuple[str, ...], str] = {}

    def validate(self, sheet: Worksheet, layout: Layout) -> None:
        """Offer the choices, and the help, in the cells that have them."""
        rules: dict[tuple[tuple[str, ...], str], DataValidation] = {}
        for row, line in enumerate(layout.lines, at.FIRST_ROW):
            for column, field in enumerate(line.cells, at.FIRST_COLUMN):
                if field and (choices_of(field) or field.help):
                    key = choices_of(field), field.help
                    if key not in rules:
                        rules[key] = self._rule(*key)
                    rules[key].add(address(row, column))
        for rule in rules.values():
            sheet.add_data_validation(rule)

    def finish(self) -> None:
        """Put the sheet of lists last."""
        book = self._sheet.parent
        book.move_sheet(self._sheet, len(book.worksheets))

    def _rule(self, choices: tuple[str, ...], told: str) -> DataValidation:
        rule = DataValidation(type="list" if choices else None, allow_blank=True)
        if choices:
            rule.formula1 = self._place_of(choices)
            rule.showErrorMessage = True
            rule.errorTitle = "Not on the list"
            rule.error = "Choose one of the answers on the list, or leave the cell empty."
        if told:
            rule.showInputMessage = True
            rule.prompt = told[:LONGEST_PROMPT]
        return rule

    def _place_of(self, choices: tuple[str, ...]) -> str:
        if choices not in self._lists:
            column = len(self._lists) + 1
            for row, choice in enumerate(choices, 1):
                write(self._sheet.cell(row, column), choice, "")
            letter = get_column_letter(column)
            self._lists[choices] = f"'{at.CHOICES}'!${letter}$1:${letter}${len(choices)}"
        return self._lists[choices]
