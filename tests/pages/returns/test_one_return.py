"""One return: what is typed is saved and never lost, each role meets what it may do, and every step is told."""

import datetime as dt
from dataclasses import replace

import pytest

from data.desk.uploads import Loaded
from data.register.faults import RegisterGone
from domain.form import Fault
from domain.returns import ReturnState
from tests.pages.opened import text
from tests.pages.returns import conftest
from tests.pages.returns.fake_desk import (
    BRIDGE,
    CERTIFIER,
    HALL,
    MINISTER,
    OFFICER,
    ROUND,
    STEWARD,
    FakeDesk,
    FakeReturns,
    at,
    form_of,
    held,
    mark,
    tracked,
)
from ui import stores

RETURN = f"{ROUND}/{HALL}"
ADDRESS = {"round": ROUND, "transformation": HALL}


@pytest.fixture
def filling_in(seen_by):
    """The return as its officer opens it."""

    def opened(on_record, **address):
        return seen_by("one-return", OFFICER, on_record, **ADDRESS, **address)

    return opened


def labelled(widgets, label):
    (found,) = [widget for widget in widgets if label in widget.label]
    return found


def of_label(visit, label):
    return labelled([*visit.text_area, *visit.text_input, *visit.radio, *visit.selectbox], label)


def press(visit, label):
    return labelled(visit.button, label).click().run()


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


def test_the_certifier_reads_the_figures_beside_last_time_and_certifies(seen_by):
    on_record = held(state=ReturnState.SUBMITTED)
    on_record.answered(RETURN, "staff", "5")
    visit = seen_by("one-return", CERTIFIER, on_record, **ADDRESS)
    page = text(visit)
    assert page.index("The figures, those that changed first") < page.index("How many people work on it?")
    assert "<td role=cell>5<td role=cell>" in page
    visit.checkbox[0].check()
    press(visit, "Certify and send")
    assert on_record.steps[RETURN][-1].record.state is ReturnState.CERTIFIED


def test_a_certifier_sends_back_only_with_a_reason_which_the_author_reads(seen_by, filling_in):
    on_record = held(state=ReturnState.SUBMITTED)
    visit = seen_by("one-return", CERTIFIER, on_record, **ADDRESS)
    press(visit, "Send back")
    assert "Nothing was sent: write under" in text(visit)
    labelled(visit.text_area, "What its author should put right").set_value("Spend is a third too high")
    press(visit, "Send back")
    assert on_record.steps[RETURN][-1].record.state is ReturnState.DRAFT
    assert "The certifier sent it back: Spend is a third too high" in text(filling_in(on_record))


def test_nobody_is_offered_to_certify_what_they_sent_themselves(seen_by):
    both = CERTIFIER.model_copy(update={"person_id": "author@example.test"})
    visit = seen_by("one-return", both, held(state=ReturnState.SUBMITTED), **ADDRESS)
    assert "You sent this return yourself" in text(visit)
    assert "Certify and send to the centre" not in [button.label for button in visit.button]


def test_the_steward_reads_everything_beside_last_time_and_asks_for_changes_with_a_reason(seen_by, filling_in):
    on_record = held(state=ReturnState.CERTIFIED)
    on_record.answered(RETURN, "obstacle", "Steel is dear")
    visit = seen_by("one-return", STEWARD, on_record, **ADDRESS)
    page = text(visit)
    assert "Steel is dear" in page
    assert "Steel was late" in page  # the round before
    assert "£2,000,000 (grant)" in page
    press(visit, "Ask for changes")
    assert on_record.steps[RETURN][-1].record.state is ReturnState.CERTIFIED
    labelled(visit.text_area, "What the place should change").set_value("Say which steel")
    press(visit, "Ask for changes")
    assert on_record.steps[RETURN][-1].record.state is ReturnState.CHANGES_ASKED
    again = filling_in(on_record)
    assert "The centre asked: Say which steel" in text(again)
    assert of_label(again, "What stood most").value == "Steel is dear"


def test_a_failed_decision_keeps_its_words_and_says_why(seen_by):
    on_record = held(state=ReturnState.CERTIFIED)
    visit = seen_by("one-return", STEWARD, on_record, **ADDRESS)
    labelled(visit.text_area, "What the place should change").set_value("Say which steel")
    on_record.gone = True
    press(visit, "Ask for changes")
    assert "The register cannot be reached." in text(visit)
    assert labelled(visit.text_area, "What the place should change").value == "Say which steel"


def test_a_reader_who_may_decide_nothing_meets_no_button_and_no_draft(seen_by):
    on_record = held()
    FakeDesk(OFFICER, on_record).returns.save(RETURN, "obstacle", "Not for the minister yet", replaces=None)
    visit = seen_by("one-return", MINISTER, on_record, **ADDRESS)
    assert "Not for the minister yet" not in text(visit)
    assert "a draft of the place" in text(visit)
    assert not list(visit.button)


def test_every_step_of_the_journey_says_who_when_and_why(seen_by):
    page = text(seen_by("one-return", STEWARD, held(state=ReturnState.CERTIFIED), **ADDRESS))
    assert "The centre asked for it" in page
    assert "23 November 2026 at 14:03, author@example.test" in page
    assert "So it is." in page


def test_a_comment_stands_under_what_it_replies_to_and_the_box_is_empty_again(seen_by):
    on_record = held(state=ReturnState.CERTIFIED)
    visit = seen_by("one-return", STEWARD, on_record, **ADDRESS)
    labelled(visit.text_area, "Comment").set_value("<b>Which</b> steel?")
    press(visit, "Add the comment")
    raw = " ".join(element.proto.body for element in visit.get("html"))
    assert "&lt;b&gt;Which&lt;/b&gt; steel?" in raw
    assert labelled(visit.text_area, "Comment").value == ""


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


def waiting_elsewhere(on_record, state=ReturnState.CERTIFIED):
    """The foot bridge waits too: since Monday 9 November, ten working days."""
    came = at(dt.date(2026, 11, 9))
    on_record.tracked[BRIDGE] = tracked(BRIDGE, "Foot bridge", mark(BRIDGE, state=state, certified_at=came))
    return on_record


def once_decided(on_record, state):
    """The picture as it is after a decision about the market hall."""
    on_record.tracked[HALL] = tracked(HALL, "Market hall", mark(HALL, state=state))


def test_after_a_decision_the_next_return_that_waits_is_one_press_away_with_how_many_are_left(seen_by):
    on_record = waiting_elsewhere(held(state=ReturnState.CERTIFIED))
    visit = seen_by("one-return", STEWARD, on_record, **ADDRESS)
    assert "Foot bridge" not in text(visit)
    once_decided(on_record, ReturnState.ACCEPTED)
    press(visit, "Accept this return")
    page = text(visit)
    assert "The return is accepted" in page
    assert "1 return waits for the answer of the centre. It has waited 10 working days:" in page
    assert f'href="one-return?transformation={BRIDGE}&round={ROUND}"' in page
    assert "Foot bridge, Autumn 2026" in page


def test_after_the_last_decision_the_reviewer_reads_that_nothing_waits(seen_by):
    on_record = held(state=ReturnState.CERTIFIED)
    visit = seen_by("one-return", STEWARD, on_record, **ADDRESS)
    labelled(visit.text_area, "What the place should change").set_value("Say which steel")
    once_decided(on_record, ReturnState.CHANGES_ASKED)
    press(visit, "Ask for changes")
    assert "No return waits for the answer of the centre any more." in text(visit)


def test_what_waits_for_the_centre_is_no_task_of_a_reader_who_does_not_review(seen_by):
    on_record = waiting_elsewhere(held(state=ReturnState.ACCEPTED))
    assert "for the answer of the centre" in text(seen_by("one-return", STEWARD, on_record, **ADDRESS))
    assert "for the answer of the centre" not in text(seen_by("one-return", MINISTER, on_record, **ADDRESS))


def test_a_return_certified_today_has_come_today(seen_by):
    on_record = held(state=ReturnState.CERTIFIED)  # its last step is of this very day
    page = text(seen_by("one-return", STEWARD, on_record, **ADDRESS))
    assert "The return of Market hall came to the centre today" in page


def test_a_return_that_somebody_sent_in_practice_is_not_said_to_be_sent_by_nobody(seen_by):
    page = text(seen_by("one-return", STEWARD, held(state=ReturnState.CERTIFIED), **ADDRESS))
    assert "This is practice: nothing here is real." in page
    assert "nobody sent this" not in page


def test_a_return_that_only_made_up_people_sent_says_that_nobody_did(seen_by):
    on_record = held(state=ReturnState.CERTIFIED)
    on_record.steps[RETURN] = [replace(one, told_by="finance@hartlepool.example") for one in on_record.steps[RETURN]]
    assert "nobody sent this" in text(seen_by("one-return", STEWARD, on_record, **ADDRESS))


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


def test_practice_says_that_it_is_practice(filling_in):
    assert "Simulated for practice" in text(filling_in(held()))
