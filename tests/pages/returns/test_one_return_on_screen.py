"""One return on the screen: how far each part has come, boxes that stay where they are, and files answered in words."""

from dataclasses import replace

import pytest

from data.desk.uploads import Loaded
from data.register.faults import RegisterGone
from domain.form import Fault
from tests.pages.opened import text
from tests.pages.returns.fake_desk import FakeReturns
from tests.pages.returns.on_record import RETURN, ROUND, held
from tests.pages.returns.small_form import form_of
from tests.pages.returns.widgets import of_label, press
from ui import stores


def test_on_a_narrow_screen_a_part_is_chosen_from_one_box(filling_in):
    visit = filling_in(held())
    box = of_label(visit, "Go to part")
    assert "How many people work on it?" in box.options
    assert "How far each part has come" in text(visit)
    assert "nothing written, and nothing has to be" in text(visit)
    box.set_value("part-2-staff").run()
    assert of_label(visit, "How many people").value == ""
    assert of_label(visit, "Parts of this return").value == "part-2-staff"


def test_an_answer_that_changes_how_far_a_part_has_come_does_not_lead_away_from_it(filling_in):
    visit = filling_in(held(), view="part-2-staff")
    before = of_label(visit, "Go to part").options
    of_label(visit, "How many people").set_value("a few").run()
    assert "1 to put right" in list(of_label(visit, "Parts of this return").proto.captions)
    assert of_label(visit, "Go to part").options == before  # a browser answers with the label it shows
    assert "is not a view" not in text(visit)
    assert of_label(visit, "How many people").value == "a few"


def place_of(block, label: str, path: tuple[int, ...] = ()) -> tuple[int, ...] | None:
    """Where a box stands on the page: a browser draws anew what moves, and takes the cursor out of it."""
    for index, child in block.children.items():
        inner = place_of(child, label, (*path, index)) if hasattr(child, "children") else None
        if inner is not None:
            return inner
        if label in getattr(child, "label", "") and child.type in {"text_area", "text_input"}:
            return (*path, index)
    return None


def test_no_note_that_comes_or_goes_moves_the_boxes_somebody_types_into(filling_in, monkeypatch):
    def known(self, return_id):
        form = form_of(self.held.rounds[ROUND], self.held.steps[return_id][-1].record)
        first = form.sections[0]
        field = replace(first.rows[0].fields[0], prefilled="Steel was late", known_from="your return of Summer 2026")
        rows = (replace(first.rows[0], fields=(field,)),)
        return replace(form, sections=(replace(first, rows=rows), *form.sections[1:]))

    monkeypatch.setattr(FakeReturns, "form", known)
    on_record = held()
    visit = filling_in(on_record)
    stood = place_of(visit.main, "What stood most")
    assert "Filled in from your return of Summer 2026" in text(visit)
    of_label(visit, "What stood most").set_value("Steel came").run()
    assert "Filled in from" not in text(visit)
    assert place_of(visit.main, "What stood most") == stood
    on_record.gone = True
    of_label(visit, "What stood most").set_value("Steel came late").run()
    assert "Not saved" in text(visit)
    assert place_of(visit.main, "What stood most") == stood


def test_while_the_whole_register_is_away_the_box_stays_where_it_was(filling_in):
    def away(_person, _today):
        raise RegisterGone("The register cannot be reached.")

    visit = filling_in(held())
    stood = place_of(visit.main, "What stood most")
    there = stores.stores()
    stores.provide(lambda: replace(there, desk=None, open_desk=away))
    of_label(visit, "What stood most").set_value("Typed in the dark").run()
    assert "The register cannot be reached." in text(visit)
    assert (of_label(visit, "What stood most").value, place_of(visit.main, "What stood most")) == (
        "Typed in the dark", stood,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["mine.ods", "mine.xlsm", "mine.csv"])
def test_a_file_of_another_kind_is_answered_in_words(filling_in, name):
    on_record = held()
    on_record.outcome = Loaded(loaded=False, faults=(Fault(
        field_id="", label="The file", value=name, wrong="cannot be read", remedy="Save it as .xlsx.",
    ),))  # fmt: skip
    visit = filling_in(on_record, view="spreadsheet")
    visit.get("file_uploader")[0].upload(name, b"something", "application/octet-stream")
    press(visit, "Upload and check")
    assert on_record.loaded == [(RETURN, name)]
    assert "Save it as .xlsx." in text(visit)
