"""The spreadsheet of a return: what somebody finds who opens it."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from data.returns.workbook import workbook_for
from domain.workspace import Workspace
from tests.data.returns.forms import MADE_AT, form


def made(texts=None, workspace=Workspace.LIVE):
    return workbook_for(form(), texts or {}, workspace=workspace, made_at=MADE_AT)


def opened(texts=None, workspace=Workspace.LIVE):
    return load_workbook(io.BytesIO(made(texts, workspace)))


def words(sheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def seen(book):
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def test_the_first_sheet_says_what_it_is_for_whom_until_when_and_when_it_was_made():
    first = opened().worksheets[0]
    text = " ".join(words(first))
    for told in ("Waterfront square", "Summer 2026 (R1)", "31 October 2026", "R1/TD-1", "5 October 2026 at 09:30 UTC"):
        assert told in text
    assert "Fill in the cells that have a thick border" in text


def test_there_is_a_sheet_for_each_section_and_one_for_single_questions():
    assert [sheet.title for sheet in seen(opened())] == ["Start here", "Money spent", "Where it stands", "Questions"]


def test_each_question_says_why_it_is_asked_and_who_used_the_last_answer():
    book = opened()
    assert "the reason for spend. The last answers were used by: The finance director." in " ".join(
        words(book["Money spent"])
    )
    assert any("the reason for homes." in text for text in words(book["Questions"]))


def test_known_values_are_filled_in_as_numbers_and_say_where_from():
    sheet = opened()["Money spent"]
    assert (sheet["C7"].value, sheet["C7"].number_format) == (1_250_000, "#,##0.00")
    assert "your return of Spring 2026" in words(sheet)


def test_what_was_typed_stands_before_what_was_known():
    sheet = opened({"spend.Q1.capital": "900.50"})["Money spent"]
    assert (sheet["C7"].value, sheet["C8"].value) == (900.5, 1_250_000)


def test_a_day_is_a_day():
    sheet = opened({"standing.now.happened_on": "31/10/2026"})["Where it stands"]
    assert sheet["C8"].is_date
    assert sheet["C8"].value.date().isoformat() == "2026-10-31"


@pytest.mark.parametrize("begins", ["=1+1", "+44 20", "-5% so far", "@someone", '=HYPERLINK("http://x","y")'])
def test_no_text_becomes_a_formula(begins):
    sheet = opened({"obstacle": begins})["Questions"]
    cell = sheet["C7"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (begins, "s", True)


def test_choices_are_offered_from_a_list_even_with_commas_in_them():
    book = opened()
    (rule,) = [rule for rule in book["Where it stands"].data_validations.dataValidation if rule.type == "list"]
    assert (str(rule.sqref), rule.formula1) == ("C7", "'choices'!$A$1:$A$2")
    assert [book["choices"]["A1"].value, book["choices"]["A2"].value] == ["On track", "Delayed, or stalled"]


def test_only_cells_to_fill_in_may_be_changed_and_they_have_a_thick_border_too():
    sheet = opened()["Money spent"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert free == {"C7", "D7", "C8", "D8"}
    assert {sheet[cell].border.left.style for cell in free} == {"medium"}
    assert sheet["C5"].value == "Capital spent, pounds (fill in)"


def test_headers_stay_in_sight_and_no_cells_are_joined():
    for sheet in seen(opened())[1:]:
        assert sheet.freeze_panes == "C6"
        assert not sheet.merged_cells.ranges


def test_every_sheet_of_the_training_workspace_says_that_it_is_simulated():
    for sheet in seen(opened(workspace=Workspace.TRAINING)):
        assert any(text.startswith("SIMULATED") for text in words(sheet)), sheet.title
    assert not any("SIMULATED" in text for sheet in seen(opened()) for text in words(sheet))


def test_wrapped_words_have_the_height_they_need_and_a_row_still_grows_when_more_is_typed():
    long = "The contractor left the site and the council is looking for another one. " * 4
    book = opened({"standing.now.event": long})
    row = book["Where it stands"].row_dimensions[9]
    assert row.ht >= 15 * len(long) / 48
    with zipfile.ZipFile(io.BytesIO(made({"standing.now.event": long}))) as archive:
        assert all(b"customHeight" not in archive.read(f"xl/worksheets/sheet{number}.xml") for number in (2, 3, 4))


def test_what_is_said_above_a_table_is_seen_without_scrolling_and_is_whole():
    sheet = opened(workspace=Workspace.TRAINING)["Money spent"]
    above = [sheet.cell(row, 2).value or "" for row in range(3, 6)]
    assert max(map(len, above)) <= 130
    said = " ".join(above)
    assert "The last answers were used by: The finance director." in said
    assert "SIMULATED" in said
    assert "Nothing spent is 0." in said


def test_why_stands_beside_each_question_only_where_it_differs_from_one_to_the_next():
    book = opened()
    assert "Why it is asked" in words(book["Questions"])
    assert "Why it is asked" not in words(book["Where it stands"])


def test_a_sheet_is_printed_across_with_every_column_on_the_page_and_says_on_each_what_it_is():
    for sheet in seen(opened(workspace=Workspace.TRAINING)):
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        assert "SIMULATED, not official. Waterfront square, Summer 2026 (R1)" in sheet.oddFooter.left.text
    assert not any("SIMULATED" in sheet.oddFooter.left.text for sheet in seen(opened()))


def test_it_says_of_itself_what_it_is_in_two_places():
    book = opened()
    hidden = {row[0].value: row[1].value for row in book["about this file"].iter_rows()}
    assert hidden["return_id"] == "R1/TD-1"
    assert {each.name: each.value for each in book.custom_doc_props.props} == hidden
