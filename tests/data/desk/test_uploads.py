"""A spreadsheet brought back to a desk: into the draft of its return, all of it or nothing."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from data.desk.uploads import Uploads
from data.register.faults import Conflict, NotThere
from domain.permission import NotAllowed
from domain.returns import Answer, Return
from domain.round import AnswerKind, Question
from domain.upload import Upload
from domain.workspace import Workspace
from tests.data.desk.reported import HARTLEPOOL, THIRD, told
from tests.data.desk.spreadsheets import OFFICER, STEWARD, audit, desks_over, with_cell
from tests.data.register.ready import ready_register


def test_a_filled_in_spreadsheet_becomes_the_draft_of_its_return(at_desk):
    desk = at_desk()
    content = with_cell(desk.uploads.template("R3/TD-1"), "Questions", "C7", "The square is open.")
    loaded = desk.uploads.load("R3/TD-1", content, "C:\\mine\\return.xlsx")
    assert (loaded.loaded, loaded.changed, loaded.already) == (True, 1, "")
    assert desk.returns.answers("R3/TD-1")["q"].record.text == "The square is open."
    (upload,) = desk.register.find(Upload, return_id="R3/TD-1")
    assert (upload.record.file_name, upload.told_by) == ("return.xlsx", OFFICER.person_id)


def test_the_same_file_is_not_loaded_twice_and_says_when_and_by_whom_it_was(at_desk):
    desk = at_desk()
    content = with_cell(desk.uploads.template("R3/TD-1"), "Questions", "C7", "Once.")
    desk.uploads.load("R3/TD-1", content, "a.xlsx")
    desk.returns.save_all("R3/TD-1", {"q": "Typed since."}, why="Typed")
    again = desk.uploads.load("R3/TD-1", content, "b.xlsx")
    assert (again.loaded, again.changed) == (False, 0)
    assert "This very file was loaded on" in again.already
    assert "place_officer@x.example as a.xlsx. Nothing was loaded again" in again.already
    assert desk.returns.answers("R3/TD-1")["q"].record.text == "Typed since."


def test_where_it_cannot_be_noted_that_a_file_was_loaded_none_of_its_answers_is(at_desk, tmp_path):
    class LookedAMomentBefore(Uploads):
        def _already(self, *_file):
            return ""

    desk, elsewhere = at_desk(), desks_over(ready_register(tmp_path, Workspace.LIVE))()
    content = with_cell(desk.uploads.template("R3/TD-1"), "Questions", "C7", "Twice at once.")
    elsewhere.uploads.load("R3/TD-1", content, "a.xlsx")
    (noted,) = elsewhere.register.find(Upload, return_id="R3/TD-1")
    elsewhere.register.close()
    desk.register.append(noted.record, by=OFFICER.person_id, why="In the same moment", replaces=None)
    with pytest.raises(Conflict):
        LookedAMomentBefore(desk).load("R3/TD-1", content, "a.xlsx")
    assert desk.returns.answers("R3/TD-1") == {}


def test_a_file_downloaded_earlier_and_never_filled_in_takes_nothing_away_that_was_typed_since(at_desk):
    desk = at_desk()
    old = desk.uploads.template("R3/TD-1")
    desk.returns.save("R3/TD-1", "q", "Typed on the page.", replaces=None)
    loaded = desk.uploads.load("R3/TD-1", old, "old.xlsx")
    assert (loaded.loaded, loaded.changed, loaded.faults) == (True, 0, ())
    assert list(loaded.meanwhile.stays) == ["q"]
    assert desk.returns.answers("R3/TD-1")["q"].record.text == "Typed on the page."


def test_what_a_file_replaces_that_was_typed_after_it_was_downloaded_is_told_with_its_words(at_desk):
    desk = at_desk()
    filled = with_cell(desk.uploads.template("R3/TD-1"), "Questions", "C7", "Filled in on the train.")
    desk.returns.save("R3/TD-1", "q", "Typed on the page.", replaces=None)
    loaded = desk.uploads.load("R3/TD-1", filled, "train.xlsx")
    assert (loaded.changed, dict(loaded.meanwhile.stays)) == (1, {})
    assert [was for _label, was in loaded.meanwhile.replaced] == ["Typed on the page."]
    assert desk.returns.answers("R3/TD-1")["q"].record.text == "Filled in on the train."


def test_an_answer_that_the_file_was_downloaded_with_can_be_emptied_in_it(at_desk):
    desk = at_desk()
    desk.returns.save("R3/TD-1", "q", "Typed by mistake.", replaces=None)
    emptied = with_cell(desk.uploads.template("R3/TD-1"), "Questions", "C7", None)
    loaded = desk.uploads.load("R3/TD-1", emptied, "emptied.xlsx")
    assert (loaded.changed, dict(loaded.meanwhile.stays)) == (1, {})
    assert desk.returns.answers("R3/TD-1")["q"].record.text == ""


def test_a_required_answer_that_is_missing_does_not_stop_a_draft_and_is_listed_with_its_cell(at_desk):
    desk = at_desk()
    loaded = desk.uploads.load("R3/TD-1", desk.uploads.template("R3/TD-1"), "a.xlsx")
    assert (loaded.loaded, loaded.changed) == (True, 0)
    assert [(fault.sheet, fault.cell) for fault in loaded.faults] == [("Questions", "C7")]


def test_a_refused_file_is_on_record_even_where_it_says_what_cannot_be_kept(at_desk):
    desk = at_desk()
    book, kept = load_workbook(io.BytesIO(desk.uploads.template("R3/TD-1"))), io.BytesIO()
    book.copy_worksheet(book["Questions"]).title = "moc\u202eexe"
    book.save(kept)
    loaded = desk.uploads.load("R3/TD-1", kept.getvalue(), "a.xlsx")
    assert not loaded.loaded
    assert "2 times" in loaded.faults[0].wrong
    assert (audit(desk)[0].action, "\u202e" in audit(desk)[0].detail) == ("upload refused", False)


def test_nothing_is_loaded_while_one_cell_cannot_be_read_and_the_audit_tells(at_desk):
    desk = at_desk()
    content = with_cell(desk.uploads.template("R3/TD-1"), "Questions", "C7", "=1+1")
    loaded = desk.uploads.load("R3/TD-1", content, "a.xlsx")
    assert (loaded.loaded, [fault.cell for fault in loaded.faults]) == (False, ["C7"])
    assert desk.returns.answers("R3/TD-1") == {}
    assert desk.register.find(Upload) == []
    assert audit(desk)[0].action == "upload refused"
    assert "a.xlsx" in audit(desk)[0].detail


def test_another_place_s_return_is_neither_given_nor_loaded(at_desk):
    desk = at_desk()
    mine = desk.uploads.template("R3/TD-1")
    with pytest.raises(NotThere):
        desk.uploads.template("R3/TD-2")
    with pytest.raises(NotThere):
        desk.uploads.load("R3/TD-2", mine, "a.xlsx")
    with pytest.raises(NotAllowed):
        at_desk(STEWARD).uploads.load("R3/TD-1", mine, "a.xlsx")
    assert desk.register.count(Answer) == 0


DUE = Question(question_id="opens", wording="When does it open?", asked_because="To know", answer_kind=AnswerKind.DATE)


def test_a_day_that_the_spreadsheet_writes_in_its_own_way_is_no_change(at_desk):
    desk = at_desk()
    told(
        desk.register, THIRD.model_copy(update={"round_id": "R4", "questions": (DUE,)}),
        Return(round_id="R4", transformation_id="TD-1", place_code=HARTLEPOOL),
    )  # fmt: skip
    desk.returns.save_all("R4/TD-1", {"opens": "31/10/2026"}, why="Typed")
    content = desk.uploads.template("R4/TD-1")
    assert desk.uploads.load("R4/TD-1", content, "a.xlsx").changed == 0
    assert desk.returns.answers("R4/TD-1")["opens"].record.text == "31/10/2026"
    later = with_cell(content, "Questions", "C7", dt.date(2026, 11, 1))
    assert desk.uploads.load("R4/TD-1", later, "b.xlsx").changed == 1
    assert desk.returns.answers("R4/TD-1")["opens"].record.text == "1 November 2026"
