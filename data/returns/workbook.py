"""The spreadsheet of one return: made from its form alone, to be filled in anywhere and brought back."""

import datetime as dt
import textwrap
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
from data.returns.sheet_paper import fit_rows, print_in_width
from data.returns.start_sheet import SIMULATED, write_start
from data.returns.workbook_layout import (
    FILL_IN,
    HOW,
    KNOWN,
    NEEDED,
    UNIT,
    Layout,
    Line,
    choices_of,
    identity,
    layouts,
)
from domain.form import Field, Form
from domain.round import AnswerKind
from domain.workspace import Workspace

UNITS = {AnswerKind.POUNDS: "pounds", AnswerKind.DATE: "day", AnswerKind.YES_OR_NO: "yes or no"}
WIDTHS = {AnswerKind.TEXT: 48, AnswerKind.CHOICE: 28}
BESIDE = {UNIT: 12, NEEDED: 14}
LONGEST_PROMPT = 250
LONGEST_LINE = 130
BELOW_HEADER = at.FIRST_ROW - at.HEADER_ROW


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
        sheet = book.create_sheet(layout.title)
        header = _write_section(sheet, layout, texts, workspace, chosen)
        _arrange(sheet, layout, header)
        _set_on_paper(sheet, layout, header, form, workspace)
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
) -> int:
    """Write it, and give the row of its headers."""
    write(sheet.cell(at.KEY_ROW, at.KEY_COLUMN), at.SHEET_KEY + layout.key, "")
    write(sheet.cell(at.TITLE_ROW, at.LABEL_COLUMN), layout.heading, "form title")
    above = _above(layout, workspace)
    for row, told in enumerate(above, at.WHY_ROW):
        write(sheet.cell(row, at.LABEL_COLUMN), told, "form prose")
    header = at.WHY_ROW + len(above)
    _write_head(sheet, layout, header)
    for number, line in enumerate(layout.lines, header + BELOW_HEADER):
        _write_line(sheet, number, line, texts, layout)
    chosen.validate(sheet, layout, first=header + BELOW_HEADER)
    return header


def _above(layout: Layout, workspace: Workspace) -> list[str]:
    """What is said above the table, in lines as long as the table is wide: joined cells could not be filled in."""
    simulated = SIMULATED if workspace is Workspace.TRAINING else ""
    paragraphs = (layout.why, f"{simulated} {layout.guidance}".strip())
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, LONGEST_LINE) or [""]]


def _write_head(sheet: Worksheet, layout: Layout, header: int) -> None:
    """The header, and below it what to write; in a list that stands in columns of its own."""
    write(sheet.cell(header, at.LABEL_COLUMN), at.ROW if layout.table else at.QUESTION, "form header")
    write(sheet.cell(header + 1, at.LABEL_COLUMN), "How to fill it in", "form help")
    for column, title in enumerate(layout.columns, at.FIRST_COLUMN):
        fields = [found for line in layout.lines if (found := line.cells[column - at.FIRST_COLUMN])]
        write(sheet.cell(at.KEY_ROW, column), f"{at.COLUMN_KEY}{column - at.FIRST_COLUMN}", "")
        unit = _unit(fields) if layout.table else ""
        write(sheet.cell(header, column), title + (f", {unit}" if unit else "") + FILL_IN, "form header")
        told = _help(fields[0]) if layout.table else "Fill in the cells with a thick border."
        write(sheet.cell(header + 1, column), told, "form help")
    for column, title in enumerate(_further(layout), at.FIRST_COLUMN + len(layout.columns)):
        write(sheet.cell(header, column), title, "form header")


def _further(layout: Layout) -> tuple[str, ...]:
    """What is said beside the cells to fill in: why, only where it is not the same for all and said above."""
    if layout.table:
        has_units = any(field.unit for line in layout.lines for field in line.cells if field)
        return (UNIT, KNOWN) if has_units else (KNOWN,)
    return (UNIT, NEEDED, HOW, at.WHY, KNOWN) if layout.key == at.SEVERAL else (UNIT, NEEDED, HOW, KNOWN)


def _unit(fields: list[Field]) -> str:
    """The unit of a column, where all its fields have the same."""
    units = {each.unit or UNITS.get(each.kind, "") for each in fields}
    return units.pop() if len(units) == 1 else ""


def _help(field: Field) -> str:
    needed = "Must be filled in." if field.required else ""
    return " ".join(part for part in (field.help, needed) if part)


def _write_line(sheet: Worksheet, number: int, line: Line, texts: Mapping[str, str], layout: Layout) -> None:
    write(sheet.cell(number, at.KEY_COLUMN), at.ROW_KEY + line.key, "")
    write(sheet.cell(number, at.LABEL_COLUMN), line.label, "form label")
    for column, field in enumerate(line.cells, at.FIRST_COLUMN):
        if field is None:
            write(sheet.cell(number, column), at.NOT_ASKED, "form label")
        else:
            text = texts.get(field.field_id, field.prefilled)
            write(sheet.cell(number, column), text, "to fill in", field.kind)
    last = at.FIRST_COLUMN + len(line.cells)
    beside = _beside(line, texts)
    for column, title in enumerate(_further(layout), last):
        write(sheet.cell(number, column), beside[title], "form label")


def _beside(line: Line, texts: Mapping[str, str]) -> Mapping[str, str]:
    """What stands after the cells to fill in, by its header; how to answer is said of a line with one such cell."""
    fields = [each for each in line.cells if each]
    known = {each.known_from for each in fields if each.prefilled and each.field_id not in texts and each.known_from}
    units = dict.fromkeys(each.unit or UNITS.get(each.kind, "") for each in fields if each.unit or len(fields) == 1)
    return {
        UNIT: "; ".join(units),
        NEEDED: "yes" if any(each.required for each in fields) else "no",
        HOW: fields[0].help if fields else "",
        at.WHY: line.why,
        KNOWN: "; ".join(sorted(known)),
    }


def _arrange(sheet: Worksheet, layout: Layout, header: int) -> None:
    """Hide the keys, keep the headers in sight, and lock what is not to be filled in, without a password."""
    sheet.row_dimensions[at.KEY_ROW].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 44
    for column in range(len(layout.columns)):
        kinds = {line.cells[column].kind for line in layout.lines if line.cells[column]}  # type: ignore[union-attr]
        width = max((WIDTHS.get(kind, 20) for kind in kinds), default=20)
        sheet.column_dimensions[get_column_letter(at.FIRST_COLUMN + column)].width = width
    for column, title in enumerate(_further(layout), at.FIRST_COLUMN + len(layout.columns)):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = BESIDE.get(title, 36)
    sheet.freeze_panes = address(header + 1, at.FIRST_COLUMN)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False


def _set_on_paper(sheet: Worksheet, layout: Layout, header: int, form: Form, workspace: Workspace) -> None:
    """On every page the headers, and what the page is of."""
    fit_rows(sheet, range(header, header + BELOW_HEADER + len(layout.lines)))
    simulated = "SIMULATED, not official. " if workspace is Workspace.TRAINING else ""
    told = f"{simulated}{form.title}, {form.round.title}: {layout.heading}"
    print_in_width(sheet, repeated=(header, header), told=told)


class _Choices:
    """Lists to choose from, each once on a hidden sheet: in the rule itself they could not hold commas or be long."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.create_sheet(at.CHOICES)
        self._sheet.sheet_state = "veryHidden"
        self._lists: dict[tuple[str, ...], str] = {}

    def validate(self, sheet: Worksheet, layout: Layout, *, first: int) -> None:
        """Offer the choices, and the help, in the cells that have them, from the first row to fill in on."""
        rules: dict[tuple[tuple[str, ...], str], DataValidation] = {}
        for row, line in enumerate(layout.lines, first):
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
