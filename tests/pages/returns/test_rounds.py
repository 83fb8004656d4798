"""Rounds: who answered, who is late for the second time, and what answers were used for."""

import csv
import datetime as dt
import io
import re

import pytest

from domain.returns import ReturnState
from domain.workspace import Workspace
from tests.pages.opened import text
from tests.pages.returns.on_record import (
    BEFORE,
    BRIDGE,
    HALL,
    MINISTER,
    OFFICER,
    ROUND,
    STEWARD,
    TODAY,
    at,
    held,
    mark,
    round_of,
    tracked,
)
from tests.pages.returns.widgets import labelled, press
from ui.round_counts import counts_by_round, was_late
from ui.round_file import chase_csv, chase_name

PAST = dt.date(2026, 11, 2)


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


def test_a_programme_of_which_there_is_no_round_is_named_and_every_round_shown(seen_by):
    shown = text(seen_by("rounds", STEWARD, held(), programme="no_such"))
    assert "No round of a programme called “no_such” is on record. This shows every round." in shown
    assert "No round of a programme called" not in text(seen_by("rounds", STEWARD, held(), programme="deals"))
