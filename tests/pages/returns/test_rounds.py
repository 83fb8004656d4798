"""Rounds: who answered, who is late for the second time, what answers were used for, and how a new one is opened."""

import csv
import datetime as dt
import io
import re

import pytest

from domain.returns import ReturnState
from domain.workspace import Workspace
from pages.returns.open_round import begun_with, last_quarter, preview
from tests.pages.opened import text
from tests.pages.returns.fake_desk import (
    BEFORE,
    BRIDGE,
    HALL,
    MINISTER,
    OFFICER,
    QUESTIONS,
    ROUND,
    STEWARD,
    TODAY,
    at,
    held,
    mark,
    round_of,
    tracked,
)
from ui.round_counts import counts_by_round, was_late
from ui.round_file import chase_csv, chase_name

PAST = dt.date(2026, 11, 2)


def labelled(widgets, label):
    (found,) = [widget for widget in widgets if label in widget.label]
    return found


def press(visit, label):
    return labelled(visit.button, label).click().run()


def late_twice():
    """Two that are late, one of them last time as well, and one that was sent."""
    hall = tracked(
        HALL, "Market hall", mark(HALL, due_on=PAST),
        mark(HALL, BEFORE, due_on=dt.date(2026, 9, 7), state=ReturnState.ACCEPTED, times_sent=1,
             sent_at=at(dt.date(2026, 9, 20))),
    )  # fmt: skip
    bridge = tracked(BRIDGE, "Foot bridge", mark(BRIDGE, due_on=PAST, state=ReturnState.DRAFT))
    sent = mark("TD-HAR-03", due_on=PAST, state=ReturnState.CERTIFIED, times_sent=1, certified_at=at(PAST))
    on_record = held()
    on_record.tracked = {one.transformation_id: one for one in (hall, bridge, tracked("TD-HAR-03", "Station", sent))}
    on_record.rounds[ROUND] = round_of(ROUND, "Autumn 2026", PAST)
    return on_record


def test_a_round_counts_who_was_asked_who_sent_who_is_late_and_late_again():
    counts = counts_by_round(late_twice().tracked.values(), today=TODAY)[ROUND]
    assert (counts.asked, counts.sent, counts.overdue, counts.twice) == (3, 1, 2, 1)
    assert counts.states[ReturnState.CERTIFIED] == 1
    assert counts.places["E06000001"].asked == 2
    assert counts.places["E06000001"].overdue == 1


@pytest.mark.parametrize(
    ("sent_on", "times", "late"),
    [
        (dt.date(2026, 9, 7), 1, False),
        (dt.date(2026, 9, 8), 1, True),
        (None, 0, True),
        (dt.date(2026, 10, 8), 2, False),
    ],
)
def test_late_is_after_the_day_it_was_due_and_a_return_sent_again_is_given_the_benefit_of_the_doubt(
    sent_on, times, late
):
    one = mark(HALL, BEFORE, due_on=dt.date(2026, 9, 7), times_sent=times, sent_at=at(sent_on) if sent_on else None)
    assert was_late(one, TODAY) is late


def test_the_dashboard_names_those_late_twice_first(seen_by):
    page = text(seen_by("one-round", STEWARD, late_twice(), round=ROUND))
    assert "1 of 3 returns has been sent; 2 are overdue, 1 late the time before as well" in page
    assert page.index("Market hall") < page.index("Foot bridge")
    assert "the return before was late as well" in page


def test_whom_the_centre_keeps_waiting_is_one_choice_away(seen_by):
    visit = seen_by("one-round", MINISTER, late_twice(), round=ROUND, view="waiting")
    assert "Station" in text(visit)
    assert "working day" in text(visit)


def test_the_list_to_chase_with_is_a_file_that_says_it_is_practice():
    on_record = late_twice()
    counts = counts_by_round(on_record.tracked.values(), today=TODAY)[ROUND]
    written = chase_csv(
        on_record.rounds[ROUND], counts.unsent, {"E06000001": "Hartlepool"}, today=TODAY,
        workspace=Workspace.TRAINING, build="b", address="round",
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert any("simulated" in cell for row in rows[:6] for cell in row)
    assert rows[0][1].startswith("SIMULATED, for practice: Returns not sent: ")
    assert chase_name(on_record.rounds[ROUND], TODAY, Workspace.TRAINING).startswith("simulated-for-practice-not-sent-")
    assert chase_name(on_record.rounds[ROUND], TODAY, Workspace.LIVE).startswith("not-sent-")
    table = rows[[row[:1] for row in rows].index(["Place"]) + 1 :]
    assert [row[:3] + row[5:] for row in table if row[0] == "Hartlepool"] == [
        ["Hartlepool", "E06000001", "Market hall", "2026-11-02", "21", "yes"]
    ]


def test_a_use_of_the_answers_is_recorded_and_shown_to_whoever_is_asked(seen_by):
    on_record = held()
    visit = seen_by("one-round", STEWARD, on_record, round=ROUND, view="questions")
    assert "Nobody has recorded a use of the answers." in text(visit)
    press(visit, "Record this use")
    assert "say who used the answers" in text(visit)
    labelled(visit.text_input, "Who used").set_value("The Treasury")
    labelled(visit.text_area, "What for").set_value("To plan the steel for bridges")
    press(visit, "Record this use")
    (use,) = on_record.uses
    assert (use.record.used_by, use.record.question_id, use.record.round_id) == ("The Treasury", "obstacle", ROUND)
    assert "To plan the steel for bridges" in text(visit)


def test_a_day_that_is_none_keeps_the_words_of_the_use(seen_by):
    on_record = held()
    visit = seen_by("one-round", STEWARD, on_record, round=ROUND, view="questions")
    labelled(visit.text_input, "Who used").set_value("The Treasury")
    labelled(visit.text_area, "What for").set_value("To plan")
    labelled(visit.text_input, "On which day").set_value("10/31/2026")
    press(visit, "Record this use")
    assert on_record.uses == []
    assert "Nothing was recorded" in text(visit)
    assert labelled(visit.text_area, "What for").value == "To plan"


def test_an_officer_reads_a_round_and_records_no_use(seen_by):
    visit = seen_by("one-round", OFFICER, held(), round=ROUND, view="questions")
    assert "To clear what many meet." in text(visit)
    assert not list(visit.button)


def test_every_round_is_listed_and_what_nobody_used_is_said(seen_by):
    page = text(seen_by("rounds", STEWARD, held()))
    assert "Autumn 2026" in page
    assert "Summer 2026" in page
    # one question of the round that is over has no use on record, and its line leads to where one is recorded
    assert f'href="one-round?round={BEFORE}&view=questions"' in page
    assert "Summer 2026: 1 of " in page
    assert "Autumn 2026: " not in page


def test_a_return_drafted_again_has_come_and_one_the_certifier_sent_back_has_not():
    sent = {"due_on": PAST, "state": ReturnState.DRAFT, "times_sent": 1, "sent_at": at(PAST)}
    asked_again = mark(HALL, answered_at=at(dt.date(2026, 11, 9)), **sent)
    every = [tracked(HALL, "Market hall", asked_again), tracked(BRIDGE, "Foot bridge", mark(BRIDGE, **sent))]
    counts = counts_by_round(every, today=TODAY)[ROUND]
    assert (counts.sent, counts.overdue) == (1, 1)
    assert [one.title for one in counts.unsent] == ["Foot bridge"]


def test_a_draft_that_came_and_went_back_is_not_counted_with_those_that_never_came(seen_by):
    drafted = {"due_on": PAST, "state": ReturnState.DRAFT}
    on_record = late_twice()
    again = mark("TD-HAR-04", answered_at=at(dt.date(2026, 11, 9)), times_sent=1, sent_at=at(PAST), **drafted)
    on_record.tracked["TD-HAR-04"] = tracked("TD-HAR-04", "Quay", again)
    page = re.sub(r"<[^>]+>", " ", text(seen_by("one-round", STEWARD, on_record, round=ROUND)))
    assert "2 of 4 returns have been sent; 2 are overdue" in page
    # one not begun and one draft make the two overdue; the one that came back stands by itself
    assert re.search(r"Not started\s+1\s", page)
    assert re.search(r"Draft, not sent yet\s+1\s", page)
    assert re.search(r"Sent, and drafted again after changes were asked\s+1\s", page)


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


def test_a_round_of_which_nothing_was_asked_that_one_may_see_counts_no_nought_of_nought(seen_by):
    on_record = held()
    on_record.tracked = {}
    page = text(seen_by("one-round", STEWARD, on_record, round=ROUND))
    assert "No return was asked for in this round that is yours to see" in page
    assert "0 of 0" not in page


def test_a_round_that_somebody_opened_in_practice_is_not_said_to_be_asked_by_nobody(seen_by):
    page = text(seen_by("one-round", STEWARD, held(), round=ROUND))  # opened by somebody who is not made up
    assert "This is practice: nothing here is real." in page
    assert "nobody asked this" not in page
    on_record = held()
    on_record.opened_by = "returns@centre.example"
    assert "nobody asked this of any place" in text(seen_by("one-round", STEWARD, on_record, round=ROUND))


def test_a_round_that_is_not_there_is_named(seen_by):
    page = text(seen_by("one-round", STEWARD, held(), round="no-such"))
    assert "No round is called “no-such”" in page


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


def test_a_programme_of_which_there_is_no_round_is_named_and_every_round_shown(seen_by):
    shown = text(seen_by("rounds", STEWARD, held(), programme="no_such"))
    assert "No round of a programme called “no_such” is on record. This shows every round." in shown
    assert "No round of a programme called" not in text(seen_by("rounds", STEWARD, held(), programme="deals"))


def test_a_programme_nobody_knows_is_named_to_whoever_opens_a_round_of_it(seen_by):
    shown = text(seen_by("open-round", STEWARD, held(), programme="no_such"))
    assert "No programme here is called “no_such”. Choose one below." in shown
