"""Files with many rows: whatever program wrote them, each row is read by the same rules, and every fault is named."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from data.returns.bulk import MOST_ROWS, read_rows
from data.returns.bulk_check import drawn
from data.returns.bulk_kinds import BulkKind, columns_of, texts_of
from data.returns.bulk_report import report_csv
from data.returns.bulk_sheet import bulk_workbook
from data.returns.workbook import workbook_for
from domain.milestone import Milestone
from domain.record import Record
from domain.workspace import Workspace
from tests.data.register.records import one_of_each
from tests.data.returns.forms import MADE_AT, form

HEADING = "Transformation id,Milestone,Planned for\n"
NOUNS = {
    "Spend": BulkKind.SPEND, "Milestone": BulkKind.MILESTONES, "Update": BulkKind.UPDATES, "Risk": BulkKind.RISKS,
    "Output": BulkKind.OUTPUTS, "Transformation": BulkKind.TRANSFORMATIONS,
}  # fmt: skip
RECORDS = [record for record in one_of_each() if type(record).__name__ in NOUNS]


def read(content, kind=BulkKind.MILESTONES, name="rows.csv", workspace=Workspace.LIVE):
    content = content if isinstance(content, bytes) else content.encode()
    return read_rows(
        content, name, kind, programme_id="TD", workspace=workspace, progress=lambda _stage, _done, _total: None
    )


def sheet(rows, **more) -> bytes:
    said = {"programme_id": "TD", "programme_title": "Town Deals", "workspace": Workspace.LIVE, "made_at": MADE_AT}
    return bulk_workbook(BulkKind.MILESTONES, rows, **(said | more))


def saved(change, content) -> bytes:
    book, kept = load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book)
    book.save(kept)
    return kept.getvalue()


ROW = {"transformation_id": "TD-1", "title": "Dug", "planned_on": "31 October 2026", "version": "2"}
SAID = {"transformation_id": "TD-1", "title": "Dug", "planned_on": dt.date(2026, 10, 31), "version": Decimal(2)}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_of_every_kind_goes_out_and_comes_back_the_same(record: Record):
    kind = NOUNS[type(record).__name__]
    cells = {**texts_of(record, kind), "transformation_id": record.transformation_id}
    content = bulk_workbook(
        kind, [cells], programme_id="TD", programme_title="Town Deals", workspace=Workspace.LIVE, made_at=MADE_AT
    )
    (row,) = read(content, kind, "rows.xlsx").rows
    draw = drawn(row, kind, programme_id="TD")
    assert draw.faults == []
    unseen = {"standing": None, "return_id": None}
    assert draw.record == record.model_copy(update={n: v for n, v in unseen.items() if n in type(record).model_fields})


@pytest.mark.parametrize(
    "content",
    [
        HEADING + "TD-1,Dug,31/10/2026\n",
        "\ufeff" + HEADING + "TD-1,Dug,2026-10-31\n",
        (HEADING + "TD-1,Dug,31 October 2026\n").replace(",", ";"),
        (HEADING + "TD-1,Dug,31 October 2026\n").replace(",", "\t"),
        "Planned for,milestone,TRANSFORMATION ID\n31/10/2026,Dug,TD-1\n",
        "# some notes\n\n" + HEADING + "\nTD-1, Dug ,31/10/2026\n,,\n",
        HEADING.replace("Planned for", "Planned for (a day)") + '"TD-1","Dug","31/10/2026"\n',
    ],
)
def test_csv_files_of_every_habit_say_the_same(content):
    said = read(content)
    assert said.faults == ()
    (row,) = said.rows
    assert row.faults == ()
    assert dict(row.values) == {name: SAID[name] for name in ("transformation_id", "title", "planned_on")}


def test_the_unicode_text_of_excel_is_read_like_any_other():
    (row,) = read((HEADING + "TD-1,Café – £5,31/10/2026\n").replace(",", "\t").encode("utf-16")).rows
    assert (row.values["title"], row.faults) == ("Café – £5", ())


def test_the_spreadsheet_of_a_return_is_sent_to_its_own_page():
    content = workbook_for(form(), {}, workspace=Workspace.LIVE, made_at=MADE_AT)
    (fault,) = read(content, name="mine.xlsx").faults
    assert "mine.xlsx is the spreadsheet of one return (Waterfront square, Summer 2026 (R1))" in fault.remedy
    assert "Upload it on its own page" in fault.remedy


def test_a_text_file_of_excel_for_windows_keeps_its_accents():
    (row,) = read((HEADING + "TD-1,Café – £5,31/10/2026\n").encode("cp1252")).rows
    assert row.values["title"] == "Café – £5"


def test_a_downloaded_spreadsheet_comes_back_as_it_went():
    (row,) = read(sheet([ROW]), name="rows.xlsx").rows
    assert (row.faults, dict(row.values)) == ((), SAID)
    assert row.cells["planned_on"] == "E4"


def test_blank_rows_are_skipped_and_rows_keep_the_numbers_they_have_in_the_file():
    (first, second) = read(HEADING + "TD-1,Dug,31/10/2026\n,,\nTD-2,Built,\n").rows
    assert (first.number, second.number) == (2, 4)
    assert [(fault.cell, fault.wrong) for fault in second.faults] == [("C4", "This cell is empty.")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty (0 bytes)"),
        ("a,b\n1,2\n", "No row has the heading “Transformation id”"),
        ("Transformation id,Milestone\nTD-1,Dug\n", "The column “Planned for” is missing."),
        (HEADING.strip() + ",Colour\nTD-1,Dug,31/10/2026,red\n", "No column of Milestones is called this."),
        (HEADING.strip() + ",Milestone\nTD-1,Dug,31/10/2026,Dug\n", "This column is there twice."),
        (HEADING + "TD-1,Dug,31/10/2026\n" * (MOST_ROWS + 1), "more than 5,000 rows"),
        (HEADING + 'TD-1,"' + "x" * 200_000 + '",31/10/2026\n', "cannot be read as a CSV file"),
    ],
)
def test_a_file_of_the_wrong_shape_is_told_what_is_wrong_with_it(content, told):
    said = read(content)
    assert said.rows == ()
    assert told in " ".join(f"{fault.wrong} {fault.remedy}" for fault in said.faults)


def test_five_thousand_rows_are_not_too_many():
    said = read(HEADING + "".join(f"TD-{number},Dug,31/10/2026\n" for number in range(5_000)))
    assert (len(said.rows), said.faults) == (5_000, ())


def test_a_million_empty_lines_are_too_many():
    (fault,) = read(b"\n" * 1_000_000).faults
    assert "more than 5,000 rows" in fault.remedy


def test_what_stands_under_no_heading_is_named():
    (row,) = read(HEADING + "TD-1,Dug,31/10/2026,and more\n").rows
    assert [(fault.cell, fault.value) for fault in row.faults] == [("D2", "and more")]


@pytest.mark.parametrize("text", ["1.5", "0", "-1"])
def test_a_version_that_is_no_number_of_one_is_named(text):
    (row,) = read(HEADING.strip() + f",Version\nTD-1,Dug,31/10/2026,{text}\n").rows
    (fault,) = drawn(row, BulkKind.MILESTONES, programme_id="TD").faults
    assert (fault.label, fault.cell, fault.value) == ("Version", "D2", text)


def test_what_a_record_may_not_be_is_a_fault_of_its_cell():
    heading = "Transformation id,Financial year begins in,Quarter,Stream,Spent or expected,Amount\n"
    (row,) = read(heading + "TD-1,1066,,capital,expected,5\n", BulkKind.SPEND).rows
    (fault,) = drawn(row, BulkKind.SPEND, programme_id="TD").faults
    assert (fault.label, fault.cell, fault.value) == ("Financial year begins in", "B2", "1066")
    (row,) = read("Transformation id,Milestone,Planned for,Milestone id\nTD-1,Dug,31/10/2026,a b/c\n").rows
    (fault,) = drawn(row, BulkKind.MILESTONES, programme_id="TD").faults
    assert (fault.cell, "written as an id" in fault.wrong) == ("D2", True)


def test_formulas_errors_and_joined_cells_are_named():
    def change(book):
        book["Rows"]["D4"] = "=A4"
        book["Rows"]["H4"] = "#N/A"
        book["Rows"].merge_cells("E4:F4")

    (row,) = read(saved(change, sheet([ROW])), name="rows.xlsx").rows
    assert sorted(fault.cell for fault in row.faults) == ["D4", "F4", "H4"]


def test_rows_made_for_another_programme_kind_or_workspace_are_refused():
    other = read(sheet([ROW], programme_id="LUF", programme_title="Levelling Up Fund"), name="rows.xlsx").faults
    assert "rows.xlsx holds rows of another programme, Levelling Up Fund." in other[0].remedy
    assert "holds milestones, and here it is risks" in read(sheet([ROW]), BulkKind.RISKS, "rows.xlsx").faults[0].remedy
    simulated = sheet([ROW], workspace=Workspace.TRAINING)
    assert "never mixed" in read(simulated, name="rows.xlsx").faults[0].remedy
    assert "never mixed" in read(sheet([ROW]), name="rows.xlsx", workspace=Workspace.TRAINING).faults[0].remedy
    assert read(simulated, name="rows.xlsx", workspace=Workspace.TRAINING).faults == ()
    csv_of_it = "SIMULATED: this is from the training workspace,,\n" + HEADING + "TD-1,Dug,31/10/2026\n"
    assert "never mixed" in read(csv_of_it).faults[0].remedy


def test_two_sheets_with_rows_are_one_too_many():
    content = saved(lambda book: book.copy_worksheet(book["Rows"]), sheet([ROW]))
    assert "has 2 sheets with rows" in read(content, name="rows.xlsx").faults[0].remedy


def test_a_workbook_of_one_s_own_is_read_by_its_headings():
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["Transformation id", "Milestone", "Planned for"])
    book.active.append(["TD-1", "Dug", dt.date(2026, 10, 31)])
    book.save(kept)
    (row,) = read(kept.getvalue(), name="own.xlsx").rows
    assert (row.faults, row.values["planned_on"]) == ((), dt.date(2026, 10, 31))


def test_the_spreadsheet_of_rows_says_it_is_simulated_and_offers_choices():
    book = load_workbook(io.BytesIO(sheet([{**ROW, "title": "=1+1"}], workspace=Workspace.TRAINING)))
    for name in ("Start here", "Rows"):
        assert any("SIMULATED" in str(cell.value) for row in book[name].iter_rows() for cell in row)
    assert (book["Rows"]["D4"].data_type, book["Rows"]["D4"].value) == ("s", "=1+1")
    assert book["Rows"].freeze_panes == "B4"
    risks = bulk_workbook(
        BulkKind.RISKS, [], programme_id="TD", programme_title="T", workspace=Workspace.LIVE, made_at=MADE_AT
    )
    rules = load_workbook(io.BytesIO(risks))["Rows"].data_validations.dataValidation
    assert len(rules) == sum(bool(each.choices) or each.label == "Closed" for each in columns_of(BulkKind.RISKS))


def test_the_report_of_a_training_workspace_says_so():
    told = report_csv(
        (), (), title="Milestones", file_name="a.csv", by="Ola", loaded=True, workspace=Workspace.TRAINING,
        made_at=MADE_AT,
    ).decode("utf-8-sig")  # fmt: skip
    assert "SIMULATED" in told.splitlines()[0]
    assert "These rows were loaded" in told


def test_ids_made_for_new_rows_are_the_same_each_time():
    rows = read(HEADING + "TD-1,Dug,31/10/2026\nTD-2,Dug,31/10/2026\n").rows
    ids = [drawn(row, BulkKind.MILESTONES, programme_id="TD").record_id for row in rows]
    again = [drawn(row, BulkKind.MILESTONES, programme_id="TD").record_id for row in rows]
    assert ids == again
    assert len(set(ids)) == 2
    assert isinstance(drawn(rows[0], BulkKind.MILESTONES, programme_id="TD").record, Milestone)
