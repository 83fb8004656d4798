"""One return as its author fills it in: what is typed is saved and never lost, and it is sent once it is complete."""

import pytest

from domain.returns import ReturnState
from tests.pages.opened import text
from tests.pages.returns import conftest
from tests.pages.returns.fake_desk import FakeDesk
from tests.pages.returns.on_record import ADDRESS, OFFICER, RETURN, ROUND, held
from tests.pages.returns.widgets import of_label, press


def saved(on_record, field_id):
    return on_record.answers[RETURN][field_id].record.text


def test_what_is_typed_is_saved_and_there_when_the_page_is_opened_again(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    of_label(visit, "What stood most").set_value("The bridge inspection").run()
    assert saved(on_record, "obstacle") == "The bridge inspection"
    assert "Saved " in text(visit)
    assert of_label(filling_in(on_record), "What stood most").value == "The bridge inspection"


def test_why_it_is_asked_and_who_used_the_last_answer_stand_beside_the_question(filling_in):
    page = text(filling_in(held()))
    assert "To clear what many meet." in page
    assert "Treasury, June 2026" in page
    assert "Nobody has recorded a use of the last answers." in text(filling_in(held(), view="part-2-staff"))


def test_the_list_of_parts_says_how_far_each_has_come(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    of_label(visit, "What stood most").set_value("Steel").run()
    of_label(visit, "Parts of this return").set_value("part-2-staff").run()
    of_label(visit, "How many people").set_value("a few").run()
    captions = of_label(visit, "Parts of this return").proto.captions
    assert list(captions)[:4] == [
        "complete",
        "1 to put right",
        "not started",
        "filled in from what is known: please check",
    ]


def test_a_figure_that_cannot_be_read_is_told_at_its_field_and_kept_as_it_was_typed(filling_in):
    on_record = held()
    visit = filling_in(on_record, view="part-2-staff")
    of_label(visit, "How many people").set_value("a few").run()
    assert "“a few” is not a number. Write digits." in text(visit)
    assert saved(on_record, "staff") == "a few"


def test_what_is_known_already_is_filled_in_and_says_from_where(filling_in):
    visit = filling_in(held(), view="part-4-steps")
    assert visit.text_input[0].value == "Works begin"
    assert "Filled in from your return of Summer 2026" in text(visit)


def test_no_two_boxes_of_a_part_are_called_the_same(filling_in):
    visit = filling_in(held(), view="part-4-steps")
    labels = [box.label for box in visit.text_input]
    assert len(labels) == len(set(labels)) == 4
    assert "Now expected on (day, month, year) (optional): Works begin" in labels


def test_one_empty_row_is_offered_at_a_time(filling_in):
    visit = filling_in(held(), view="part-4-steps")
    assert "A new milestone" in text(visit)
    assert "Another new milestone" not in text(visit)
    visit.text_input[2].set_value("Roof on").run()
    assert "Another new milestone" in text(visit)


def test_while_the_register_is_away_what_was_typed_stays_and_is_saved_when_it_is_back(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    on_record.gone = True
    of_label(visit, "What stood most").set_value("Typed in the dark").run()
    assert "Not saved: The register cannot be reached." in text(visit)
    assert of_label(visit, "What stood most").value == "Typed in the dark"
    of_label(visit, "Parts of this return").set_value("part-2-staff").run()
    of_label(visit, "How many people").set_value("4").run()
    assert on_record.answers.get(RETURN) is None
    on_record.gone = False
    press(visit, "Save now")
    assert (saved(on_record, "obstacle"), saved(on_record, "staff")) == ("Typed in the dark", "4")
    assert "Not saved" not in text(visit)


@pytest.mark.parametrize(("choice", "left"), [("Keep mine", "Mine"), ("Keep theirs", "Theirs")])
def test_of_two_texts_for_one_field_both_are_shown_and_the_reader_chooses(filling_in, choice, left):
    on_record = held()
    visit = filling_in(on_record)
    FakeDesk(OFFICER, on_record).returns.save(RETURN, "obstacle", "Theirs", replaces=None)
    of_label(visit, "What stood most").set_value("Mine").run()
    page = text(visit)
    assert "Mine" in page
    assert "Theirs" in page
    assert saved(on_record, "obstacle") == "Theirs"
    press(visit, choice)
    assert saved(on_record, "obstacle") == left
    assert of_label(visit, "What stood most").value == left
    assert "Keep mine" not in " ".join(button.label for button in visit.button)


def test_what_a_colleague_saved_meanwhile_is_shown_where_nothing_was_typed_over_it(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    FakeDesk(OFFICER, on_record).returns.save(RETURN, "obstacle", "A colleague's", replaces=None)
    visit.run()
    assert of_label(visit, "What stood most").value == "A colleague's"


def test_what_was_typed_while_a_colleague_sent_the_return_is_not_lost(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    desk = FakeDesk(OFFICER, on_record)
    on_record.gone = True
    of_label(visit, "What stood most").set_value("Typed too late").run()
    on_record.gone = False
    desk.returns.submit(RETURN, why="It is complete.")
    visit.run()
    assert "is with the certifier" in text(visit)
    assert "Typed too late" in text(visit)
    press(visit, "Let go of what was not saved")
    assert "Typed too late" not in text(visit)


def test_a_text_with_signs_nobody_sees_is_not_lost_and_says_what_to_do(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    of_label(visit, "What stood most").set_value("ill\x07egal").run()
    assert "cannot be seen: take it out" in text(visit)
    assert of_label(visit, "What stood most").value == "ill\x07egal"


def test_everything_left_to_do_is_listed_before_sending_with_the_way_to_each(filling_in):
    visit = filling_in(held(), view="check")
    page = text(visit)
    assert "2 still to fill in." in page
    assert "What stood most in the way?: nothing was filled in. Fill it in." in page
    assert "Send to the certifier" not in [button.label for button in visit.button]
    press(visit, "Go to: What stood most")
    assert of_label(visit, "What stood most").value == ""


def test_a_complete_return_is_sent_only_with_the_declaration(filling_in):
    on_record = held()
    desk = FakeDesk(OFFICER, on_record)
    desk.returns.save(RETURN, "obstacle", "Steel", replaces=None)
    desk.returns.save(RETURN, "open", "No", replaces=None)
    visit = filling_in(on_record, view="check")
    press(visit, "Send to the certifier")
    assert "tick “I declare this” first" in text(visit)
    assert on_record.steps[RETURN][-1].record.state is ReturnState.DUE
    visit.checkbox[0].check()
    press(visit, "Send to the certifier")
    assert on_record.steps[RETURN][-1].record.state is ReturnState.SUBMITTED
    assert "is with the certifier" in text(visit)
    assert visit.text_area[0].label == "Comment"  # nothing can be typed into the return any more


@pytest.mark.parametrize("own_id", ["TD-XXX-99", "TD-CUM-02"])
def test_a_return_that_is_not_there_or_not_theirs_is_named_and_the_list_offered(seen_by, own_id):
    page = text(seen_by("one-return", OFFICER, held(), round=ROUND, transformation=own_id))
    assert f"“{own_id}”" in page
    assert 'href="returns"' in page


def test_while_the_register_cannot_be_read_at_all_the_page_says_so_and_blames_no_address(seen_by, monkeypatch):
    monkeypatch.setattr(conftest, "FakeDesk", lambda _person, _on_record: None)
    page = text(seen_by("one-return", OFFICER, held(), **ADDRESS))
    assert "The return cannot be read just now" in page
    assert "No return here has that name" not in page
    assert "The register cannot be r" not in page, "the head of the page says so already"


def test_why_nothing_is_saved_is_said_once(filling_in):
    on_record = held()
    visit = filling_in(on_record)
    on_record.gone = True
    of_label(visit, "What stood most").set_value("Typed in the dark").run()
    assert text(visit).count("The register cannot be reached.") == 1


def test_practice_says_that_it_is_practice(filling_in):
    assert "Simulated for practice" in text(filling_in(held()))
