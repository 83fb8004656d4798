"""A spreadsheet brought back: what is in it arrives, and what is wrong with it is said at once, cell by cell."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from data.returns.workbook import workbook_for
from data.returns.workbook_reading import read_workbook
from domain.workspace import Workspace
from tests.data.returns.forms import MADE_AT, form


def filled(texts=None, *, change=None, of=None, workspace=Workspace.LIVE) -> bytes:
    """A spreadsheet as somebody saved it."""
    content = workbook_for(of or form(), texts or {}, workspace=workspace, made_at=MADE_AT)
    if change is None:
        return content
    book = load_workbook(io.BytesIO(content))
    change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(content, of=None, workspace=Workspace.LIVE):
    return read_workbook(content, of or form(), file_name="mine.xlsx", workspace=workspace)


def put(sheet, cell, value):
    return lambda book: book[sheet].__setitem__(cell, value)


def only(reading):
    (fault,) = reading.faults
    return fault


def test_what_was_filled_in_arrives():
    def change(book):
        book["Money spent"]["C7"] = 1_234_567.89
        book["Where it stands"]["C7"] = "on TRACK"
        book["Where it stands"]["C8"] = dt.date(2026, 9, 28)
        book["Questions"]["C7"] = "No contractor"
        book["Questions"]["C9"] = True

    reading = read(filled(change=change))
    assert reading.fit
    assert {name: text for name, text in reading.texts.items() if text} == {
        "spend.Q1.capital": "1,234,567.89", "spend.Q2.capital": "1,250,000", "standing.now.status": "on TRACK",
        "standing.now.happened_on": "28 September 2026", "obstacle": "No contractor", "open": "yes",
    }  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_comes_back_as_it_went(text):
    said = "" if not text.strip() else text.strip()
    assert read(filled({"obstacle": text})).texts["obstacle"] == said


@settings(max_examples=25, deadline=None)
@given(pence=st.integers(-(10**11), 10**11))
def test_any_amount_comes_back_to_the_penny(pence):
    pounds = f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02}"
    back = read(filled({"spend.Q1.revenue": pounds})).texts["spend.Q1.revenue"].replace(",", "")
    assert round(float(back) * 100) == pence


def test_every_problem_is_said_at_once_with_sheet_cell_value_and_remedy():
    def change(book):
        book["Money spent"]["C7"] = "about a million"
        book["Money spent"]["D8"] = "=C8*2"
        book["Where it stands"]["C7"] = "Fine"
        book["Where it stands"]["C8"] = "10/31/2026"
        book["Where it stands"]["C9"] = "x" * 51
        book["Questions"]["C8"] = "#REF!"
        book["Questions"]["C9"] = 7

    faults = read(filled(change=change)).faults
    assert [(fault.sheet, fault.cell, fault.value[:15]) for fault in faults] == [
        ("Money spent", "C7", "about a million"), ("Money spent", "D8", "=C8*2"), ("Where it stands", "C7", "Fine"),
        ("Where it stands", "C8", "10/31/2026"), ("Where it stands", "C9", "x" * 15), ("Questions", "C8", "#REF!"),
        ("Questions", "C9", "7"),
    ]  # fmt: skip
    assert all(fault.wrong and fault.remedy for fault in faults)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        ("Money spent", "C7", dt.date(2026, 1, 1), "holds a day"),
        ("Money spent", "C7", True, "holds a day, or true or false"),
        ("Where it stands", "C8", True, "not a day"),
        ("Where it stands", "C8", "31/09/2026", "no day 31 in month 9"),
        ("Money spent", "C7", "1.2m", "Short forms"),
        ("Money spent", "C7", '=HYPERLINK("http://x.example","y")', "holds a formula"),
        ("Questions", "C8", "#DIV/0!", "the error #DIV/0!"),
    ],
)
def test_a_value_that_is_not_what_is_asked_for_is_named(sheet, cell, value, told):
    fault = only(read(filled(change=put(sheet, cell, value))))
    assert told in fault.wrong
    assert (fault.sheet, fault.cell) == (sheet, cell)


def test_renamed_and_reordered_sheets_are_found():
    def change(book):
        book["Money spent"].title = "Our money"
        book["Our money"]["C7"] = 5
        book.move_sheet("Our money", 3)

    reading = read(filled(change=change))
    assert reading.texts["spend.Q1.capital"] == "5"
    assert reading.where["spend.Q1.capital"] == ("Our money", "C7")


def test_inserted_rows_and_columns_and_another_order_of_rows_do_no_harm():
    def change(book):
        sheet = book["Money spent"]
        sheet["C8"] = 8
        sheet.insert_rows(3, 4)
        sheet.insert_cols(4)

    reading = read(filled({"spend.Q1.revenue": "77"}, change=change))
    assert reading.fit
    assert (reading.texts["spend.Q2.capital"], reading.texts["spend.Q1.revenue"]) == ("8", "77")


def test_without_the_hidden_keys_cells_are_found_by_their_labels():
    def change(book):
        sheet = book["Money spent"]
        sheet["D8"] = 42
        for cell in ("A1", "A7", "A8", "C1", "D1"):
            sheet[cell] = None

    assert read(filled(change=change)).texts["spend.Q2.revenue"] == "42"


def test_a_missing_sheet_and_a_copied_one_are_named():
    fault = only(read(filled(change=lambda book: book.remove(book["Where it stands"]))))
    assert (fault.value, "is not in the file" in fault.wrong) == ("Where it stands", True)
    fault = only(read(filled(change=lambda book: book.copy_worksheet(book["Money spent"]))))
    assert "is there 2 times" in fault.wrong


def test_a_missing_row_and_what_stands_where_nothing_is_asked_are_named():
    def change(book):
        sheet = book["Money spent"]
        sheet["A8"] = None
        sheet["C12"] = "a further quarter"

    told = [(fault.cell, fault.wrong) for fault in read(filled(change=change)).faults]
    assert told[0] == ("", "On the sheet “Money spent” the row “Q2” cannot be found.")
    assert [cell for cell, wrong in told[1:] if "would be lost" in wrong] == ["C8", "C12"]


def test_joined_cells_are_named_even_where_they_would_be_millions():
    fault = only(read(filled(change=lambda book: book["Money spent"].merge_cells("C7:C8"))))
    assert (fault.cell, "joined with others (C7:C8)" in fault.wrong) == ("C8", True)
    content = filled(change=lambda book: book["Start here"].merge_cells("A30:B31"))
    assert read(content).fit


@pytest.mark.parametrize(("shown_as", "said"), [("0%", "percentage"), ("0.00%", "percentage")])
def test_an_amount_that_is_shown_as_a_percentage_is_not_taken_for_a_hundredth_of_it(shown_as, said):
    def change(book):
        book["Money spent"]["C7"] = 0.12
        book["Money spent"]["C7"].number_format = shown_as

    fault = only(read(filled(change=change)))
    assert (fault.cell, fault.value) == ("C7", "12%")
    assert said in fault.wrong
    assert "type the number again" in fault.remedy


def test_a_percent_sign_that_is_only_written_behind_a_number_changes_nothing_of_it():
    def change(book):
        book["Money spent"]["C7"] = 12
        book["Money spent"]["C7"].number_format = '0" % of the grant"'

    assert read(filled(change=change)).texts["spend.Q1.capital"] == "12"


def test_notes_beside_a_table_and_sheets_of_one_s_own_are_named_and_stop_nothing():
    def change(book):
        book["Money spent"]["H7"] = "ask Jo about this"
        book["Money spent"]["H8"] = "and this"
        book.create_sheet("My notes")["A1"] = "Ring the contractor"
        book.create_sheet("Nothing on it")

    reading = read(filled(change=change))
    assert reading.fit
    beside, own = reading.ignored
    assert (beside.sheet, beside.cell, beside.value) == ("Money spent", "H7", "ask Jo about this")
    assert "and so does 1 more cell" in beside.wrong
    assert (own.sheet, "nothing on it is taken over" in own.wrong) == ("My notes", True)


def test_a_column_put_in_between_is_named_and_the_others_are_still_found():
    def change(book):
        sheet = book["Money spent"]
        sheet.insert_cols(4)
        sheet["D5"], sheet["D7"] = "Checked by", "Jo"

    reading = read(filled(change=change))
    assert (reading.fit, reading.texts["spend.Q1.capital"]) == (True, "1,250,000")
    assert [(one.cell, one.value) for one in reading.ignored] == [("D7", "Jo")]


def test_another_place_s_return_names_both():
    fault = only(read(filled(of=form("TD-2", "A park"))))
    assert "A park" in fault.wrong
    assert "Waterfront square" in fault.wrong
    assert "R1/TD-2" in fault.wrong


def test_another_round_s_return_names_both():
    fault = only(read(filled(of=form(round_id="R0"))))
    assert "Summer 2026 (R0)" in fault.wrong
    assert "Summer 2026 (R1)" in fault.wrong


def test_an_older_layout_is_refused():
    fault = only(read(filled(change=put("about this file", "B1", "0"))))
    assert "version 0" in fault.wrong
    assert "Download" in fault.remedy


def test_simulated_returns_never_come_into_the_live_register_nor_the_other_way_round():
    assert "training workspace" in only(read(filled(workspace=Workspace.TRAINING))).wrong
    assert "live workspace" in only(read(filled(), workspace=Workspace.TRAINING)).wrong
    assert read(filled(workspace=Workspace.TRAINING), workspace=Workspace.TRAINING).fit


def test_it_knows_itself_by_its_properties_where_the_hidden_sheet_is_gone():
    assert read(filled(change=lambda book: book.remove(book["about this file"]))).fit


def test_a_workbook_of_one_s_own_is_refused_and_says_what_to_do():
    kept = io.BytesIO()
    Workbook().save(kept)
    fault = only(read(kept.getvalue()))
    assert "does not say which return" in fault.wrong
    assert "Download the spreadsheet from here again" in fault.remedy


def test_a_number_typed_over_a_cell_that_is_not_asked_is_named_and_stops_nothing():
    asked = form()
    first, second = asked.sections[0].rows
    short = replace(asked.sections[0], rows=(first, replace(second, fields=second.fields[:1])))
    of = replace(asked, sections=(short, *asked.sections[1:]))
    assert load_workbook(io.BytesIO(filled(of=of)))["Money spent"]["D8"].value == "not asked"
    assert read(filled(of=of), of).ignored == ()
    reading = read(filled(of=of, change=put("Money spent", "D8", 4_200)), of)
    assert reading.fit
    (ignored,) = reading.ignored
    assert (ignored.sheet, ignored.cell, ignored.value) == ("Money spent", "D8", "4200")
    assert ignored.label == "Q2: Revenue spent"
    assert "Nothing is asked in this cell" in ignored.wrong
