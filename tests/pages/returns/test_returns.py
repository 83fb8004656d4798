"""The list of returns: for each role first what is theirs to do, and how long the centre has kept whom waiting."""

import datetime as dt
from dataclasses import replace

import pytest

from domain.returns import ReturnState
from pages.returns import returns
from tests.pages.opened import text
from tests.pages.returns.conftest import stores_of
from tests.pages.returns.on_record import (
    BRIDGE,
    CERTIFIER,
    HALL,
    OFFICER,
    ROUND,
    STEWARD,
    TODAY,
    at,
    held,
    mark,
    tracked,
)
from ui.request import read_request
from ui.return_list import finding


def listing(person, on_record, **address: str):
    stores = stores_of(person, on_record)
    request = read_request(
        {name: (value,) for name, value in address.items()}, places=stores.figures.places, catalogue=stores.catalogue,
        today=TODAY,
    )  # fmt: skip
    return returns.prepare(request, stores)


def with_marks(*marks):
    on_record = held()
    on_record.tracked = {
        own_id: tracked(own_id, f"Work {own_id}", *(one for one in marks if one.transformation_id == own_id))
        for own_id in dict.fromkeys(one.transformation_id for one in marks)
    }
    return on_record


def test_an_officer_meets_first_what_came_back_and_then_what_is_due_soonest():
    on_record = with_marks(
        mark("TD-HAR-01", due_on=dt.date(2026, 12, 7)),
        mark("TD-HAR-02", due_on=dt.date(2026, 11, 30), state=ReturnState.DRAFT),
        mark("TD-HAR-03", due_on=dt.date(2026, 12, 31), state=ReturnState.CHANGES_ASKED),
        mark("TD-HAR-04", state=ReturnState.ACCEPTED),
    )
    found = listing(OFFICER, with_steps(on_record))
    assert [line.mark.transformation_id for line in found.lines] == ["TD-HAR-03", "TD-HAR-02", "TD-HAR-01"]
    assert found.counts == {"to-send": 3, "to-certify": 0, "with-the-centre": 0, "accepted": 1}


def with_steps(on_record):
    for one in on_record.tracked.values():
        for each in one.delivery.returns:
            on_record.steps.setdefault(each.return_id, on_record.steps[f"{ROUND}/{BRIDGE}"])
    return on_record


def test_the_steward_meets_first_who_has_waited_longest_in_working_days():
    # certified on Friday 20 November: one working day by Monday 23; on Monday 9 November: ten
    on_record = with_marks(
        mark(HALL, state=ReturnState.CERTIFIED, certified_at=at(dt.date(2026, 11, 20))),
        mark(BRIDGE, state=ReturnState.CERTIFIED, certified_at=at(dt.date(2026, 11, 9))),
    )
    found = listing(STEWARD, on_record)
    assert [(line.mark.transformation_id, line.waiting) for line in found.lines] == [(BRIDGE, 10), (HALL, 1)]
    assert found.longest == 10


def test_what_the_centre_asked_for_stands_in_the_officers_list(seen_by):
    on_record = held(state=ReturnState.CHANGES_ASKED)
    page = text(seen_by("returns", OFFICER, on_record))
    assert "The centre asked: So it is." in page
    assert "came back with changes asked" in page


def test_a_return_drafted_again_still_says_what_the_centre_asked_and_is_not_called_late(seen_by):
    again = mark(HALL, due_on=dt.date(2026, 11, 2), state=ReturnState.DRAFT, answered_at=at(dt.date(2026, 11, 9)))
    on_record = with_marks(again)
    on_record.steps[again.return_id] = held(state=ReturnState.CHANGES_ASKED).steps[again.return_id]
    found = listing(OFFICER, on_record)
    assert (found.overdue, found.changes) == (0, 1)
    assert found.lines[0].asked == "So it is."


def test_a_certifier_meets_first_what_is_theirs_to_certify(seen_by):
    page = text(seen_by("returns", CERTIFIER, held(state=ReturnState.SUBMITTED)))
    assert "1 return is yours to certify" in page
    assert f"one-return?transformation={HALL}&round={ROUND}" in page


def test_a_steward_is_led_to_opening_a_round_and_an_officer_is_not(seen_by):
    assert 'href="open-round"' in text(seen_by("returns", STEWARD, held()))
    assert 'href="open-round"' not in text(seen_by("returns", OFFICER, held()))


def test_another_group_is_one_choice_away(seen_by):
    visit = seen_by("returns", STEWARD, held())
    (which,) = [radio for radio in visit.radio if radio.label == "Which returns"]
    assert which.options == [
        "Waiting for the centre (0)", "To be sent (2)", "To be certified (0)", "Accepted (1)",
    ]  # fmt: skip
    assert "Waiting for the centre: none just now." in text(visit)
    which.set_value("to-send").run()
    assert "Foot bridge" in text(visit)


def test_thousands_are_shown_fifty_at_a_time(seen_by):
    on_record = with_marks(*(mark(f"TD-CUM-{number:03}") for number in range(120)))
    found = listing(STEWARD, on_record, view="to-send", start="51")
    assert (found.total, found.first, len(found.lines)) == (120, 51, 50)
    visit = seen_by("returns", STEWARD, on_record, view="to-send", start="51")
    assert [button.label for button in visit.button] == ["Show 1 to 50", "Show 101 to 120"]


def test_only_what_a_person_answers_for_is_called_theirs():
    # an officer of Hartlepool who reads Cumberland too
    both = OFFICER.model_copy(update={"within_codes": frozenset({"E06000063"})})
    found = listing(both, held())
    assert found.counts["to-send"] == 2
    assert found.yours["to-send"] == 1


def test_an_area_reads_first_what_it_sends_itself_and_that_the_rest_is_for_others(seen_by):
    area = OFFICER.model_copy(update={"within_codes": frozenset({"E06000063"})})
    soon = mark(BRIDGE, due_on=dt.date(2026, 11, 24), state=ReturnState.CHANGES_ASKED)
    on_record = with_steps(with_marks(soon, mark("TD-CUM-03"), mark(HALL)))
    found = listing(area, on_record)
    assert [line.mark.transformation_id for line in found.lines] == [HALL, BRIDGE, "TD-CUM-03"]
    page = text(seen_by("returns", area, on_record))
    assert "Yours come first; 2 are for other bodies in your area to send." in page


def test_an_area_that_sends_nothing_itself_reads_that_all_of_it_is_for_others(seen_by):
    area = OFFICER.model_copy(update={"own_codes": frozenset({"E47000001"}), "within_codes": frozenset({"E06000063"})})
    page = text(seen_by("returns", area, with_marks(mark("TD-CUM-03"), mark("TD-CUM-04"))))
    assert "Nothing is yours to send" in page
    assert "All 2 are for other bodies in your area to send; none is yours." in page
    assert "for other bodies" not in text(seen_by("returns", STEWARD, held(), view="to-send"))


NOTHING = {"to-send": 0, "to-certify": 0, "with-the-centre": 0, "accepted": 0}


@pytest.mark.parametrize(
    ("person", "counts", "further", "said"),
    [
        (OFFICER, {}, {}, "Nothing is yours to send"),
        (OFFICER, {"to-send": 3, "with-the-centre": 1}, {"overdue": 1, "changes": 1},
         "2 returns are yours to send, 1 of them late; 1 return came back with changes asked; 1 waits for the centre"),
        (CERTIFIER, {}, {}, "No returns are yours to certify"),
        (STEWARD, {"with-the-centre": 11}, {"longest": 23, "overdue": 14},
         "11 returns wait for the centre, the longest for 23 working days; 14 returns are overdue"),
        (STEWARD, {"with-the-centre": 1}, {"longest": 1},
         "1 return waits for the centre, the longest for 1 working day"),
        (STEWARD, {}, {"overdue": 1}, "No return waits for the centre; 1 return is overdue"),
    ],
)  # fmt: skip
def test_the_title_says_what_stands(person, counts, further, said):
    told = {"overdue": 0, "changes": 0, "longest": None} | further
    assert finding(person, NOTHING | counts, **told) == said


def test_a_round_nobody_knows_is_named(seen_by):
    page = text(seen_by("returns", STEWARD, held(), round="no-such-round"))
    assert "“no-such-round”" in page


def test_a_title_that_is_hostile_is_drawn_as_text(seen_by):
    on_record = held()
    on_record.tracked[BRIDGE] = replace(on_record.tracked[BRIDGE], title="<img src=x onerror=alert(1)>")
    visit = seen_by("returns", STEWARD, on_record, view="to-send")
    raw = " ".join(element.proto.body for element in visit.get("html"))
    assert "<img src=x" not in raw
    assert "&lt;img src=x" in raw
