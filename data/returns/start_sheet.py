"""The first sheet of the spreadsheet of a return: what it is, for whom, until when, and how to fill it in."""

import datetime as dt
from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from data.returns.sheet_cells import write
from data.returns.sheet_paper import print_in_width
from data.returns.workbook_layout import START
from domain.form import Form
from domain.workspace import Workspace

SIMULATED = "SIMULATED: this is from the training workspace. What is in it is for practice and is not official."
HOW = (
    "Fill in the cells that have a thick border. Each sheet says above its table why it is asked.",
    "Values that are known already are filled in: check them, and put right what is wrong.",
    "Leave a cell empty where there is nothing to say; some cells must be filled in, and say so.",
    "Write amounts in whole pounds or pounds and pence, such as 1250000 or 1250000.50, without “m” or “k”.",
    "Write dates as day, month and year, such as 31 October 2026.",
    "Type or paste values, not formulas: what is certified must be what you see.",
    "Do not join cells. Rows to add something new are at the foot of each table.",
    "Only those cells are read: not comments on cells, and not what stands beside the tables or on sheets of your own.",
    "Save as .xlsx and upload it on the page of this return. Every problem is then listed with its sheet and cell,",
    "and nothing is loaded until all of it can be read.",
)


def write_start(
    sheet: Worksheet, form: Form, sheets: Iterable[str], *, workspace: Workspace, made_at: dt.datetime
) -> None:
    """Write the first sheet."""
    sheet.title = START
    write(sheet.cell(1, 1), f"Return: {form.title}", "form title")
    facts = [
        ("Round", form.round.title),
        ("About the period", f"{_day(form.round.period_start)} to {_day(form.round.period_end)}"),
        ("Due by", _day(form.round.due_on)),
        ("Number of the return", form.owed.record_id),
        ("Workspace", SIMULATED if workspace is Workspace.TRAINING else "Live"),
        ("Made on", f"{_day(made_at.date())} at {made_at:%H:%M} UTC"),
        ("Sheets to fill in", ", ".join(sheets)),
    ]
    for row, (name, what) in enumerate(facts, 3):
        write(sheet.cell(row, 1), name, "form label")
        write(sheet.cell(row, 2), what, "form label")
    first = len(facts) + 4
    write(sheet.cell(first, 1), "How to fill it in", "form title")
    for row, told in enumerate(HOW, first + 1):
        write(sheet.cell(row, 1), told, "form prose")
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 90
    simulated = "SIMULATED, not official. " if workspace is Workspace.TRAINING else ""
    print_in_width(sheet, repeated=None, told=f"{simulated}{form.title}, {form.round.title}")
    sheet.protection.sheet = True


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
