"""Commitments: both sides on one page by the same rules, made and changed by whoever owes them."""

import datetime as dt
from dataclasses import replace

import pytest

from domain.commitment import Commitment, Side, Waypoint
from domain.milestone import Milestone
from domain.stocktake import Answer, Stocktake
from metrics.stocktake import by_milestone
from pages.register.commitments import prepare, taken_away
from tests.pages.opened import opened, text
from tests.pages.register.told import (
    BARROW,
    ELSEWHERE,
    MINISTER,
    OFFICER,
    OWN,
    STEWARD,
    STRANGER,
    TODAY,
    day,
    opener,
    records,
    tell,
)
from ui.commitment_view import slug, stocktake_tables
from ui.commitment_words import finding, standing_words
from ui.request import read_request


@pytest.fixture
def stores(register, shipped_stores):
    return opener(register, shipped_stores)


def asked(stores, who, **address):
    held = stores(who)
    request = read_request(
        {name: (value,) for name, value in address.items()}, places=held.figures.places, catalogue=held.catalogue,
        today=TODAY, person=who,
    )  # fmt: skip
    return prepare(request, held)


def ids(board) -> list[str]:
    return [each.one.commitment_id for each in board.promises]


def test_both_sides_stand_in_the_order_they_fall_due(stores):
    assert ids(asked(stores, STEWARD)) == ["p1", "p2"]
    assert ids(asked(stores, STEWARD, kind="places")) == ["p1"]
    assert ids(asked(stores, STEWARD, kind="centre")) == ["p2"]
    assert ids(asked(stores, STEWARD, kind=slug("Department for Education"))) == ["p2"]
    assert ids(asked(stores, STEWARD, kind="this", transformation=OWN)) == ["p1"]
    assert ids(asked(stores, STEWARD, place=ELSEWHERE)) == []


def test_another_place_sees_what_the_centre_promised_and_not_what_this_place_did(stores):
    assert ids(asked(stores, STRANGER)) == ["p2"]


def test_a_milestone_that_was_missed_is_late_and_a_figure_is_held_against_its_path(stores):
    late, ahead = asked(stores, STEWARD).promises
    assert (late.standing.answer, late.standing.days) == (Answer.LATE, 30)
    assert ahead.metric.metric_id == "qualifications_level_3"
    assert ahead.standing.answer is Answer.ON_PATH  # the path begins at 1 per cent and climbs 89 in 78 years
    page = text(opened("commitments", stores(STEWARD)))
    assert "1 is late" in page
    assert "Not reached, 30 days after its day" in page


def test_the_stocktake_counts_each_side_apart(stores):
    page = text(opened("commitments", stores(STEWARD), view="stocktake"))
    assert "The one commitment by places is late" in page
    assert "The one commitment by central government is not due yet" in page
    assert "Department for Education" in page
    assert "Westmorland and Furness" in page


def test_whoever_may_promise_nothing_is_not_offered_the_form(stores):
    def offered(who) -> list[str]:
        (views,) = [radio for radio in opened("commitments", stores(who), person=who).radio if radio.label == "Show"]
        return views.options

    assert "Make or change one" in offered(STEWARD)
    assert "Make or change one" in offered(OFFICER)
    assert "Make or change one" not in offered(MINISTER)


def test_the_file_says_that_it_is_simulated_and_leaves_a_line_in_the_audit(stores, register):
    held = stores(STEWARD)
    request = read_request(
        {"place": (BARROW,), "kind": ("places",)},
        places=held.figures.places,
        catalogue=held.catalogue,
        today=TODAY,
        person=STEWARD,
    )
    rows = taken_away(request, held, prepare(request, held))
    assert list(rows["Id"]) == ["p1"]
    assert set(rows["Workspace"]) == {"training: simulated"}
    (line,) = [line for line in register.audit(limit=10) if line.action == "exported"]
    assert line.done_by == STEWARD.person_id
    assert line.detail == "the list of commitments: 1 commitment about Westmorland and Furness"


def test_the_page_says_that_it_is_simulated(stores):
    assert "every commitment here is simulated" in text(opened("commitments", stores(STEWARD)))


def filled_in(visit, **texts: str):
    labels = {
        "why": "Why is it made, or changed?",
        "owner": "Who answers for it: the body and the post, no names of people",
    }
    for name, words in texts.items():
        (widget,) = [each for each in (*visit.text_area, *visit.text_input) if each.label == labels[name]]
        widget.set_value(words)
    (button,) = [button for button in visit.button if button.label == "Save the commitment"]
    return button.click().run()


def test_a_target_that_was_tried_becomes_a_commitment_of_the_place(stores, register):
    tried = {"place": BARROW, "metric": "qualifications_level_3", "target": "72.5", "by": "2030", "view": "make"}
    visit = filled_in(opened("commitments", stores(OFFICER), **tried), why="Agreed in cabinet")
    assert "The commitment is on record." in text(visit)
    (made,) = [v.record for v in register.find(Commitment) if v.record.commitment_id not in {"p1", "p2"}]
    assert (made.side, made.place_code, made.metric_id) == (Side.PLACE, BARROW, "qualifications_level_3")
    assert made.path == (Waypoint(on=dt.date(2030, 12, 31), value=72.5),)
    assert made.made_on == TODAY


def test_without_a_reason_nothing_is_saved_and_the_text_stays(stores, register):
    tried = {"place": BARROW, "metric": "qualifications_level_3", "target": "72.5", "by": "2030", "view": "make"}
    visit = filled_in(opened("commitments", stores(OFFICER), **tried), owner="Director of skills")
    assert "Not saved" in text(visit)
    assert "Director of skills" in [each.value for each in visit.text_input]
    assert register.count(Commitment) == 2


def test_a_commitment_is_said_anew_and_what_it_was_stays(stores, register):
    visit = opened("commitments", stores(OFFICER), place=BARROW, view="make")
    (which,) = [each for each in visit.selectbox if each.label == "A new commitment, or one to say anew"]
    visit = which.select("p1").run()
    (until,) = [each for each in visit.date_input if each.label == "Due on"]
    until.set_value(day(-90))
    assert "The commitment is on record." in text(filled_in(visit, why="The steel came late"))
    stands = register.get(Commitment, "p1")
    assert (stands.number, stands.record.due_on, stands.record.milestone_id) == (2, day(-90), "m1")
    assert register.history(Commitment, "p1")[0].record.due_on == day(30)


@pytest.mark.parametrize("who", [MINISTER, STRANGER], ids=["minister's office", "another place"])
def test_who_may_promise_nothing_here_is_told_so(stores, who):
    visit = opened("commitments", stores(who), place=BARROW, metric="qualifications_level_3", view="make")
    assert "Place officers make commitments for their own place" in text(visit)
    assert "Save the commitment" not in [button.label for button in visit.button]


def test_without_a_register_the_page_says_so(shipped_stores):
    assert "Commitments cannot be shown just now" in text(opened("commitments", shipped_stores))


def test_the_profile_counts_transformations_and_what_either_side_promised(stores):
    page = text(opened("profile", stores(STEWARD), place=BARROW))
    assert "transformations reach Westmorland and Furness</a>, of " in page
    line = page[page.index("transformations reach Westmorland") :].split("</p>")[0]
    assert "programmes that may overlap" in line
    assert "£" not in line  # the money of programmes that overlap is never added up
    assert "1 need attention" not in page
    assert "1 needs attention" in page
    assert "1 commitment by the place" in page
    assert "(1 late)" in page
    assert "1 commitment by central government" in page


def test_the_mission_counts_what_aims_at_it_and_says_whose_judgement_that_is(stores, register):
    pub = next(one for one in records() if one.record_id == "LOCAL-1")
    tell(register, pub.model_copy(update={"mission_ids": ("skills",)}), replaces=1)
    page = text(opened("mission", stores(STEWARD), framework="levelling_up_2022", mission="skills"))
    assert "1 transformation says itself that it aims at this mission: 1 without a status." in page
    assert "could serve it by our judgement" in page


def test_what_if_leads_to_a_commitment_once_a_target_is_set(stores):
    page = text(
        opened("what-if", stores(OFFICER), place=BARROW, metric="qualifications_level_3", target="72.5", by="2028")
    )
    assert f"commitments?place={BARROW}&metric=qualifications_level_3&target=72.5&by=2028&view=make" in page


def test_a_promise_whose_step_the_reader_may_not_see_is_never_said_to_be_unkept():
    hidden = Stocktake(promised=35, kept=0, late=0, untold=0, not_due=0, on_path=0, behind=0, unseen=35)
    assert finding(hidden, whose="of central government") == (
        "What became of 35 commitments of central government cannot be told: their milestones are not on record "
        "here, or not yours to see"
    )
    some = replace(hidden, promised=36, not_due=1, behind=1)
    assert finding(some) == (
        "1 commitment is not due yet and is behind its path; of 35 more the milestone is not on record here, or not "
        "yours to see"
    )
    early = replace(hidden, promised=39, not_due=4, behind=1)
    assert finding(early).startswith("4 commitments are not due yet (1 of them behind); of 35 more the milestone is")
    few = replace(hidden, promised=38, kept=2, late=1)
    assert finding(few).startswith("2 of 3 commitments are kept and 1 is late; of 35 more the milestone is not on")


@pytest.mark.parametrize(
    ("due", "expected", "said"),
    [
        # today is 23 November 2026
        ((2026, 11, 7), (2026, 11, 7), "Not reached, 16 days after its day; no day to come is given for it."),
        ((2026, 11, 7), (2027, 1, 6), "Not reached, 16 days after its day; expected 6 January 2027."),
        ((2027, 3, 1), (2026, 11, 2), "It was expected on 2 November 2026, which is past, and is not reached yet."),
        ((2027, 3, 1), (2026, 11, 23), "Expected on 23 November 2026."),
    ],
)
def test_a_day_that_is_past_is_never_said_to_be_expected(due, expected, said):
    step = Milestone(
        milestone_id="m", transformation_id="T", title="Open", planned_on=dt.date(*due), expected_on=dt.date(*expected)
    )
    promise = Commitment(
        commitment_id="c", statement="Open it", side=Side.PLACE, owner="A council", made_on=dt.date(2026, 1, 5),
        path=(Waypoint(on=dt.date(*due)),), place_code="E06000001", milestone_id="m",
    )  # fmt: skip
    assert standing_words(by_milestone(promise, step, today=dt.date(2026, 11, 23)), None) == said


def test_a_long_stocktake_shows_first_of_whom_something_is_late_or_behind():
    good = Stocktake(promised=1, kept=1, late=0, untold=0, not_due=0, on_path=0, behind=0)
    late = replace(good, kept=0, late=1)
    takes = [(f"Place {number:02}", Side.PLACE, "", late if number == 7 else good) for number in range(12)]
    drawn = stocktake_tables(takes, caption="What became of them")
    shown, folded = drawn.split('<details class="tables">')
    assert ("Place 07" in shown, "Place 03" in shown) == (True, False)
    assert "The 11 of whom nothing is known to be late or behind" in folded
    assert folded.count("Place ") >= 11
    few = stocktake_tables(takes[:8], caption="What became of them")
    assert '<details class="tables">' not in few
    assert "Place 03" in few
