"""Commitments: both sides on one page by the same rules, made and changed by whoever owes them."""

import datetime as dt

import pytest

from domain.commitment import Commitment, Side, Waypoint
from domain.stocktake import Answer
from domain.workspace import Workspace
from pages.register.commitments import prepare, taken_away
from tests.data.register.ready import ready_register
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
from ui.commitment_view import slug
from ui.request import read_request


@pytest.fixture
def register(tmp_path):
    register = ready_register(tmp_path / "store", Workspace.TRAINING)
    tell(register, *records())
    yield register
    register.close()


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
