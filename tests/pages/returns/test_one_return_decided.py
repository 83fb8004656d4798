"""One return once it is sent: certified, reviewed or sent back by whoever may, and every step of it told."""

import datetime as dt
from dataclasses import replace

from domain.returns import ReturnState
from tests.pages.opened import text
from tests.pages.returns.fake_desk import FakeDesk
from tests.pages.returns.on_record import (
    ADDRESS,
    BRIDGE,
    CERTIFIER,
    HALL,
    MINISTER,
    OFFICER,
    RETURN,
    ROUND,
    STEWARD,
    at,
    held,
    mark,
    tracked,
)
from tests.pages.returns.widgets import labelled, of_label, press


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
