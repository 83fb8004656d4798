"""The forms on the page of one transformation: each role is offered its own, and none of them loses a word."""

import re

import pytest

from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.transformation import Transformation
from metrics.stewardship.working_days import after_working_days
from tests.pages.opened import text
from tests.pages.register.told import BARROW, MINISTER, OFFICER, ONLY_HERE, STEWARD, day, long, tell


def pressed(visit, label: str):
    (button,) = [button for button in visit.button if button.label == label]
    return button.click().run()


def typed(visit, label: str, words: str) -> None:
    (area,) = [area for area in visit.text_area if area.label == label]
    area.set_value(words)


def test_a_steward_rates_with_a_reason_and_it_is_on_record(at, register):
    visit = at(STEWARD, view="act")
    (radio,) = [radio for radio in visit.radio if radio.label.startswith("How sure")]
    radio.set_value(3)
    typed(visit, "Why", "The contractor is named now")
    visit = pressed(visit, "Record the rating")
    said = text(visit)
    assert re.search(r"Your rating of .+ is on record", said)
    assert 'href="today"' in said
    assert 'href="transformations?kind=contradiction&order=disagreement"' in said
    given = [v.record for v in register.find(AssuranceRating) if v.record.rating_id != "r1"]
    assert [(one.rating, one.reason, one.rated_by) for one in given] == [
        (3, "The contractor is named now", "A steward")
    ]


def test_a_form_that_lacks_something_says_so_and_keeps_its_text(at, register):
    visit = at(STEWARD, view="act")
    typed(visit, "Why", "Half a thought")
    visit = pressed(visit, "Record the rating")
    assert "choose a rating from 1 to 5" in text(visit)
    assert "Half a thought" in [area.value for area in visit.text_area]
    assert register.count(AssuranceRating) == 1


def test_a_place_asks_for_a_change_and_the_centre_decides_on_it(at, register):
    visit = at(OFFICER, view="act")
    typed(visit, "What should change? For example money between years, the scope, or time", "Three more months")
    typed(visit, "Why?", "The steel came late")
    due = after_working_days(visit.date_input[0].min, 20)
    assert f"an answer is due after 20 working days: {long(due)}" in " ".join(one.value for one in visit.caption)
    said = text(pressed(visit, "Ask for it"))
    assert f"is with the centre, which is to answer by {long(due)}" in said
    assert 'href="transformations?kind=decision&order=waiting"' in said
    asked = next(v for v in register.find(ChangeRequest) if v.record.request_id != "q1")
    assert (asked.record.asks, asked.record.place_code, asked.record.open) == ("Three more months", BARROW, True)


def test_two_stewards_decide_and_the_second_keeps_their_grounds(at, register):
    visit = at(STEWARD, view="act")
    (radio,) = [radio for radio in visit.radio if radio.label == "Decision"]
    radio.set_value(Decision.REFUSED)
    typed(visit, "On what grounds?", "No money is left this year")
    first = register.get(ChangeRequest, "q1")
    granted = first.record.model_copy(
        update={
            "decision": Decision.GRANTED, "decided_on": day(0), "decided_by": "Another steward", "grounds": "Agreed"
        }
    )  # fmt: skip
    tell(register, granted, replaces=1, by="other@centre.example")
    visit = pressed(visit, "Record the decision")
    page = text(visit)
    assert "other@centre.example" in page
    assert "Agreed" in page
    assert "No money is left this year" in [area.value for area in visit.text_area]
    assert register.get(ChangeRequest, "q1").record.grounds == "Agreed"


def test_a_comment_is_posted_and_stands_beside_the_others(at, register):
    visit = at(OFFICER)
    typed(visit, "Your comment", "Next Tuesday, if the roof is dry")
    page = text(pressed(visit, "Post the comment"))
    assert "Your comment is posted." in page
    assert register.count(Comment) == 2


def test_a_place_says_what_it_is_for_and_adds_a_milestone(at, register):
    visit = at(OFFICER, ONLY_HERE, view="act")
    typed(visit, "Its story: what changes, for whom, and who shaped it", "A pub, a shop and a post office.")
    typed(visit, "Why does the description change?", "The shop is new")
    assert "The description is saved." in text(pressed(visit, "Save the description"))
    stands = register.get(Transformation, ONLY_HERE)
    assert (stands.number, stands.record.story) == (2, "A pub, a shop and a post office.")
    assert stands.record.metric_ids == ("neighbourhood_trust",)


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        (STEWARD, {"Record the rating", "Record the decision", "Post the comment"}),
        (
            OFFICER,
            {"Ask for it", "Record the decision", "Save the description", "Add the milestone", "Post the comment"},
        ),
        (MINISTER, set()),
    ],
    ids=["steward", "place officer", "minister's office"],
)
def test_each_role_is_offered_what_it_may_do_and_no_more(at, who, labels):
    assert {button.label for button in at(who, view="act").button} == labels
