"""How a new round is opened: what it begins with, what is asked of whom, and that nothing typed is lost."""

import datetime as dt
import re

import pytest

from pages.returns.open_round import begun_with, last_quarter, preview
from tests.pages.opened import text
from tests.pages.returns.on_record import (
    BEFORE,
    BRIDGE,
    HALL,
    OFFICER,
    QUESTIONS,
    ROUND,
    STEWARD,
    TODAY,
    held,
    round_of,
)
from tests.pages.returns.widgets import labelled, press


def test_a_new_round_begins_where_the_last_one_ended_and_gives_as_many_days():
    last = round_of(ROUND, "July to September", dt.date(2026, 11, 6)).model_copy(
        update={"period_start": dt.date(2026, 7, 1), "period_end": dt.date(2026, 9, 30)}
    )
    earlier = round_of(BEFORE, "Half a year", dt.date(2026, 8, 1))
    # October to December; 6 November was 37 days after 30 September, and 6 February is 37 days after 31 December
    assert begun_with([last, earlier], TODAY) == (
        dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 2, 6),
    )  # fmt: skip


def test_nobody_is_given_a_day_that_is_past_however_long_ago_the_last_round_was():
    old = round_of(ROUND, "Long ago", dt.date(2020, 5, 1))
    start, _, due = begun_with([old], TODAY)
    assert start == old.period_end + dt.timedelta(days=1)
    assert due > TODAY


def test_what_a_new_round_begins_with_was_not_asked_about_before(seen_by):
    assert "asked about before" not in text(seen_by("open-round", STEWARD, held(), programme="deals"))


def test_a_steward_drops_a_question_adds_one_and_opens_the_round(seen_by):
    on_record = held()
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    assert "Nobody has recorded a use of the last answers." in text(visit)
    assert "2 transformations will be asked 4 questions each, which makes 8 answers." in text(visit)
    labelled(visit.checkbox, "How many people").uncheck().run()
    labelled(visit.text_area, "Wording").set_value("What would you undo?")
    press(visit, "Keep this question")
    assert "The question was not kept" in text(visit)
    labelled(visit.text_area, "Why it is asked").set_value("To learn")
    press(visit, "Keep this question")
    assert "Kept, and places will be asked: “What would you undo?”" in text(visit)
    press(visit, "Open the round for 2 transformations")
    ((new, owed, why),) = on_record.opened
    assert [question.question_id for question in new.questions] == ["obstacle", "open", "steps", "what-would-you-undo"]
    assert owed == {HALL: "E06000001", BRIDGE: "E06000063"}
    assert why.startswith("To know how delivery stands")
    assert "The round is open, and 2 returns asked for" in text(visit)


def test_a_reworded_question_keeps_its_id_so_that_its_answers_can_be_followed(seen_by):
    on_record = held()
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    labelled(visit.selectbox, "Question").set_value("obstacle").run()
    labelled(visit.text_area, "Wording").set_value("What was in the way?")
    press(visit, "Keep this question")
    assert labelled(visit.selectbox, "Question").value == "new"  # not the old wording, which is no question any more
    press(visit, "Open the round")
    first = on_record.opened[0][0].questions[0]
    assert (first.question_id, first.wording) == ("obstacle", "What was in the way?")
    assert QUESTIONS[0].wording != first.wording


def test_who_opens_a_round_is_told_which_rounds_asked_about_the_same_days(seen_by):
    on_record = held()
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    labelled(visit.text_input, "First day").set_value("1 January 2020")
    labelled(visit.text_input, "Last day").set_value("31 March 2020").run()
    assert "asked about before" not in text(visit)
    before = on_record.rounds[BEFORE]
    labelled(visit.text_input, "First day").set_value(f"{before.period_end:%-d %B %Y}")
    labelled(visit.text_input, "Last day").set_value(f"{before.period_end:%-d %B %Y}").run()
    assert "Some of these days were asked about before: “Summer 2026”, due " in text(visit)


def test_the_title_of_a_new_round_begins_with_its_programme(seen_by):
    on_record = held()
    whole = {"period_start": dt.date(2026, 4, 1), "period_end": dt.date(2026, 6, 30)}
    on_record.rounds = {BEFORE: on_record.rounds[BEFORE].model_copy(update=whole)}
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    assert re.fullmatch(r".*[a-z].*, July to September 2026", labelled(visit.text_input, "Title").value)


def test_only_those_chosen_are_asked(seen_by):
    on_record = held()
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    labelled(visit.radio, "Of whom").set_value("chosen").run()
    labelled(visit.multiselect, "Transformations").set_value([BRIDGE]).run()
    press(visit, "Open the round for 1 transformation")
    assert on_record.opened[0][1] == {BRIDGE: "E06000063"}


def test_what_cannot_be_a_round_is_said_and_what_was_typed_stays(seen_by):
    on_record = held()
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    labelled(visit.text_input, "Title").set_value("Winter")
    labelled(visit.text_input, "Answers are due on").set_value("1 January 2026")
    press(visit, "Open the round")
    assert "The round was not opened: answers are due on 1 January 2026, before the round opens" in text(visit)
    labelled(visit.text_input, "Answers are due on").set_value("soon")
    press(visit, "Open the round")
    assert on_record.opened == []
    assert labelled(visit.text_input, "Title").value == "Winter"


def test_while_the_register_is_away_the_round_is_not_opened_and_nothing_typed_is_lost(seen_by):
    on_record = held()
    visit = seen_by("open-round", STEWARD, on_record, programme="deals")
    labelled(visit.text_input, "Title").set_value("Winter").run()
    on_record.gone = True
    press(visit, "Open the round")
    assert "The register cannot be reached." in text(visit)
    assert labelled(visit.text_input, "Title").value == "Winter"


def test_an_officer_cannot_open_the_page_that_opens_rounds(seen_by):
    assert "You cannot open this page" in text(seen_by("open-round", OFFICER, held(), programme="deals"))


def test_the_preview_says_who_is_left_out():
    assert preview(63, 11, 2) == (
        "63 transformations will be asked 11 questions each, which makes 693 answers. 2 transformations are left out, "
        "because no place is on record to answer."
    )


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [((2026, 11, 23), (2026, 7, 1), (2026, 9, 30)), ((2027, 1, 1), (2026, 10, 1), (2026, 12, 31)),
     ((2026, 6, 30), (2026, 1, 1), (2026, 3, 31))],
)  # fmt: skip
def test_a_round_begins_with_the_last_quarter_that_is_over(today, first, last):
    assert last_quarter(dt.date(*today)) == (dt.date(*first), dt.date(*last))


def test_a_programme_nobody_knows_is_named_to_whoever_opens_a_round_of_it(seen_by):
    shown = text(seen_by("open-round", STEWARD, held(), programme="no_such"))
    assert "No programme here is called “no_such”. Choose one below." in shown
