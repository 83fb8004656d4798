"""Stewardship: what each side may say beside the returns, who said it, and what nobody can slip past."""

import datetime as dt
from decimal import Decimal

import pytest

from data.desk.desk import Desk
from data.desk.picture import Picture
from data.desk.said_rightly import NotFitting
from data.register.faults import Conflict, NotThere, RegisterFault
from domain.allocation import Allocation, Stage
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.commitment import Commitment, Side, Waypoint
from domain.milestone import Milestone
from domain.permission import NotAllowed
from domain.person import Role
from domain.transformation import Standing, Status, Transformation
from domain.waiver import Waiver
from tests.data.desk.reported import HARTLEPOOL, LEEDS, TODAY, Published, event, told
from tests.data.desk.test_desk import person

STEWARD, OFFICER = person(Role.STEWARD), person(Role.PLACE_OFFICER, HARTLEPOOL)
NEIGHBOUR = person(Role.PLACE_OFFICER, LEEDS)
LONG_AGO = dt.date(2000, 1, 1)


@pytest.fixture
def at_desk(register):
    """The desk of anybody, at a register where one event was told in Hartlepool."""
    told(register, event("a", dt.date(2026, 1, 1), Status.STALLED))
    picture = Picture.open(register, programmes=Published(), today=TODAY)

    def desk(who) -> Desk:
        picture.catch_up(TODAY)
        return Desk(register, picture, who, today=TODAY)

    return desk


def rating(own_id: str = "TD-1", **more) -> AssuranceRating:
    return AssuranceRating(
        rating_id="r", transformation_id=own_id, rating=2, rated_on=LONG_AGO, rated_by="Somebody else",
        reason="Two permissions are missing", **more,
    )  # fmt: skip


def request(name: str = "q", asked_on: dt.date = TODAY, own_id: str = "TD-1", code: str = HARTLEPOOL) -> ChangeRequest:
    return ChangeRequest(
        request_id=name, transformation_id=own_id, place_code=code, asks="Move £1.2m to next year",
        reason="The ground was worse than surveyed", asked_on=asked_on, answer_due_on=dt.date(2026, 12, 20),
    )  # fmt: skip


def promise(name: str, side: Side = Side.PLACE, code: str | None = HARTLEPOOL, by: int = 2028, **more) -> Commitment:
    checked = {"metric_id": "pay"} if "milestone_id" not in more else {}
    value = 1.0 if checked else None
    return Commitment(
        commitment_id=name, statement="It will be so", side=side, owner="The council", made_on=TODAY,
        path=(Waypoint(on=dt.date(by, 3, 31), value=value),), place_code=code, **checked, **more,
    )  # fmt: skip


def test_a_rating_carries_the_name_and_the_day_of_whoever_gave_it(at_desk):
    given = at_desk(STEWARD).stewardship.rate(rating()).record
    assert (given.rated_by, given.rated_on, given.rating) == (STEWARD.name, TODAY, 2)


def test_a_button_pressed_twice_says_it_once(at_desk, register):
    for _ in range(2):
        at_desk(STEWARD).stewardship.rate(rating())
    assert len(register.history(AssuranceRating, "r")) == 1


def test_a_place_does_not_rate_itself_and_the_refusal_is_in_the_audit(at_desk, register):
    with pytest.raises(NotAllowed, match="may not rate TD-1"):
        at_desk(OFFICER).stewardship.rate(rating())
    assert register.audit(limit=1)[0].action == "refused"
    assert register.count(AssuranceRating) == 0


def test_nothing_is_said_of_a_transformation_that_nobody_knows(at_desk):
    with pytest.raises(NotThere, match="TD-99"):
        at_desk(STEWARD).stewardship.rate(rating("TD-99"))


def test_a_place_asks_the_centre_decides_and_the_grounds_stay(at_desk):
    asked = at_desk(OFFICER).stewardship.ask_change(request(asked_on=LONG_AGO))
    assert asked.record.asked_on == TODAY  # a clock cannot be set back by whoever asks
    (open_one,) = at_desk(STEWARD).stewardship.requests()
    decided = at_desk(STEWARD).stewardship.decide(open_one, Decision.GRANTED, grounds="The survey shows it")
    assert (decided.record.decided_by, decided.record.decided_on) == (STEWARD.name, TODAY)
    assert at_desk(STEWARD).stewardship.requests() == []
    assert [v.record.grounds for v in at_desk(OFFICER).stewardship.requests(only_open=False)] == ["The survey shows it"]


def test_those_waiting_longest_come_first(at_desk, register):
    told(register, request("new", dt.date(2026, 11, 1)), request("old", dt.date(2026, 9, 1)))
    assert [v.record.request_id for v in at_desk(STEWARD).stewardship.requests()] == ["old", "new"]


@pytest.mark.parametrize(
    ("who", "decision"), [(OFFICER, Decision.GRANTED), (STEWARD, Decision.WITHDRAWN), (NEIGHBOUR, Decision.WITHDRAWN)]
)
def test_nobody_decides_what_is_not_theirs_to_decide(at_desk, who, decision):
    asked = at_desk(OFFICER).stewardship.ask_change(request())
    with pytest.raises(NotAllowed):
        at_desk(who).stewardship.decide(asked, decision, grounds="Because")


def test_the_second_of_two_who_decide_is_told_of_the_first(at_desk):
    asked = at_desk(OFFICER).stewardship.ask_change(request())
    at_desk(STEWARD).stewardship.decide(asked, Decision.GRANTED, grounds="The survey shows it")
    with pytest.raises(Conflict) as refused:
        at_desk(STEWARD).stewardship.decide(asked, Decision.REFUSED, grounds="No money is left")
    (clash,) = refused.value.clashes
    assert (clash.yours.grounds, clash.theirs.record.grounds) == ("No money is left", "The survey shows it")


def test_a_decision_needs_grounds_and_a_request_none(at_desk):
    asked = at_desk(OFFICER).stewardship.ask_change(request())
    with pytest.raises(NotFitting, match="grounds"):
        at_desk(STEWARD).stewardship.decide(asked, Decision.GRANTED, grounds="  ")
    ready_made = request("z").model_copy(
        update={"decision": Decision.GRANTED, "decided_on": TODAY, "decided_by": "Myself"}
    )
    with pytest.raises(NotFitting, match="the centre decides"):
        at_desk(OFFICER).stewardship.ask_change(ready_made)


def test_a_place_asks_for_itself_alone(at_desk):
    with pytest.raises(NotAllowed):
        at_desk(NEIGHBOUR).stewardship.ask_change(request())
    with pytest.raises(NotAllowed):
        at_desk(OFFICER).stewardship.ask_change(request(code=LEEDS))


def test_a_comment_stands_beside_a_record_of_its_transformation_only(at_desk, register):
    stewardship = at_desk(OFFICER).stewardship
    said = Comment(comment_id="c", about_kind="update", about_id="a", text="Why?")
    assert stewardship.comment(said, "TD-1").told_by == OFFICER.person_id
    with pytest.raises(NotThere, match="no update"):  # it is one of TD-1, and Leeds may not write there
        at_desk(NEIGHBOUR).stewardship.comment(said.model_copy(update={"comment_id": "d"}), "TD-2")
    elsewhere = Comment(comment_id="e", about_kind="transformation", about_id="TD-1", text="Eh?", in_reply_to="c")
    with pytest.raises(NotFitting, match="somewhere else"):
        stewardship.comment(elsewhere, "TD-1")
    assert register.count(Comment) == 1


def test_each_side_promises_for_itself(at_desk):
    at_desk(OFFICER).stewardship.commit(promise("ours"), why="Agreed in cabinet")
    at_desk(STEWARD).stewardship.commit(promise("theirs", Side.CENTRE), why="Agreed with ministers")
    for who, made in (
        (STEWARD, promise("x")), (OFFICER, promise("x", Side.CENTRE)), (NEIGHBOUR, promise("x")),
        (OFFICER, promise("theirs")), (STEWARD, promise("ours", Side.CENTRE)),  # nobody takes the other side's over
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            at_desk(who).stewardship.commit(made, why="Because", replaces=None)


def test_commitments_come_in_the_order_they_fall_due_and_those_of_the_centre_are_everybodys(at_desk, register):
    told(
        register, promise("later", by=2030), promise("sooner", by=2027), promise("leeds", code=LEEDS),
        promise("national", Side.CENTRE, None, by=2029), promise("leeds-centre", Side.CENTRE, LEEDS, by=2031),
    )  # fmt: skip

    def ids(who, codes=None) -> list[str]:
        return [v.record.commitment_id for v in at_desk(who).stewardship.commitments(codes)]

    assert ids(OFFICER) == ["sooner", "national", "later", "leeds-centre"]
    assert ids(OFFICER, [HARTLEPOOL]) == ["sooner", "later"]
    assert ids(STEWARD, [LEEDS]) == ["leeds", "leeds-centre"]
    assert ids(NEIGHBOUR, [HARTLEPOOL]) == []


def test_a_commitment_about_a_transformation_concerns_its_places(at_desk, register):
    told(register, promise("about", Side.CENTRE, None, transformation_id="TD-1"))
    of_place = at_desk(OFFICER).stewardship.commitments([HARTLEPOOL])
    assert [v.record.commitment_id for v in of_place] == ["about"]


def test_a_commitment_names_a_milestone_of_its_own_transformation(at_desk):
    milestone = Milestone(milestone_id="m", transformation_id="TD-1", title="Open", planned_on=dt.date(2027, 1, 1))
    at_desk(OFFICER).stewardship.plan(milestone, why="New stage")
    made = promise("p", transformation_id="TD-1", milestone_id="m")
    assert at_desk(OFFICER).stewardship.commit(made, why="Agreed").number == 1
    for other in ({"transformation_id": "TD-1", "milestone_id": "n"}, {"milestone_id": "m"}):
        with pytest.raises(NotFitting, match="is not one of the transformation"):
            at_desk(OFFICER).stewardship.commit(promise("z", **other), why="Agreed")


def test_milestones_are_given_to_those_who_may_read_their_place(at_desk):
    milestone = Milestone(milestone_id="m", transformation_id="TD-1", title="Open", planned_on=dt.date(2027, 1, 1))
    at_desk(OFFICER).stewardship.plan(milestone, why="New stage")
    assert at_desk(STEWARD).stewardship.milestones(["m", "none"]) == {"m": milestone}
    assert at_desk(NEIGHBOUR).stewardship.milestones(["m"]) == {}
    moved = milestone.model_copy(update={"transformation_id": "TD-2"})
    with pytest.raises(NotFitting, match="another transformation"):
        at_desk(NEIGHBOUR).stewardship.plan(moved, why="Ours now", replaces=1)


@pytest.mark.parametrize("replaces", [None, 2])
def test_what_another_place_withdrew_is_neither_shown_nor_taken_over_by_naming_its_key(at_desk, register, replaces):
    told(register, Milestone(milestone_id="M", transformation_id="TD-1", title="The old quay", planned_on=TODAY))
    register.withdraw(register.get(Milestone, "M"), by="h@x", why="Entered twice")
    forged = Milestone(milestone_id="M", transformation_id="TD-2", title="Ours", planned_on=TODAY)
    with pytest.raises(RegisterFault) as refused:
        at_desk(NEIGHBOUR).stewardship.plan(forged, why="Because", replaces=replaces)
    assert "old quay" not in refused.value.for_reader
    assert "another transformation" in refused.value.for_reader
    assert [version.record.transformation_id for version in register.history(Milestone, "M")] == ["TD-1", "TD-1"]


def described(own_id: str = "TD-1", *codes: str, **more) -> Transformation:
    return Transformation(
        transformation_id=own_id, title="The square", lead="A council", place_codes=codes or (HARTLEPOOL,), **more
    )


def test_a_description_leaves_the_status_to_dated_events(at_desk, register):
    standing = Standing(status=Status.ON_TRACK, since=dt.date(2026, 5, 1), event="The first stone was laid")
    told(register, described(standing=standing))
    green = Standing(status=Status.COMPLETED, since=TODAY, event="Done")
    said = at_desk(OFFICER).stewardship.describe(
        described(story="A square to meet in", standing=green), why="Story", replaces=1
    )
    assert (said.record.story, said.record.standing) == ("A square to meet in", standing)


def test_nobody_describes_or_takes_over_what_is_elsewhere(at_desk):
    for who, said in (
        (NEIGHBOUR, described()), (NEIGHBOUR, described("TD-1", LEEDS)),
        (OFFICER, described("TD-1", HARTLEPOOL, LEEDS)),
        (OFFICER, described("NEW-1", LEEDS)), (STEWARD, described()),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            at_desk(who).stewardship.describe(said, why="Because", replaces=None)
    assert at_desk(OFFICER).stewardship.describe(described("NEW-1"), why="A new one", replaces=None).number == 1


def test_the_second_of_two_who_describe_keeps_their_text(at_desk):
    stewardship = at_desk(OFFICER).stewardship
    stewardship.describe(described(story="First"), why="Story", replaces=None)
    with pytest.raises(Conflict) as refused:
        stewardship.describe(described(story="Second"), why="Story", replaces=None)
    assert refused.value.clashes[0].yours.story == "Second"


def money(name: str, own_id: str | None, code: str | None, day: int) -> Allocation:
    return Allocation(
        allocation_id=name, programme_id="TD", stage=Stage.AWARDED, amount=Decimal(100), decided_by="A director",
        decided_on=dt.date(2026, 3, day), transformation_id=own_id, place_code=code,
    )  # fmt: skip


def test_money_is_recorded_by_the_centre_and_read_where_it_goes(at_desk):
    stewardship = at_desk(STEWARD).stewardship
    for one in (money("b", "TD-1", None, 2), money("a", None, None, 3), money("c", None, LEEDS, 1)):
        stewardship.allocate(one, why="Approved")
    assert [v.record.allocation_id for v in stewardship.allocations("TD")] == ["c", "b", "a"]
    assert [v.record.allocation_id for v in at_desk(OFFICER).stewardship.allocations()] == ["b", "a"]
    assert stewardship.allocations("HS") == []
    with pytest.raises(NotAllowed):
        at_desk(OFFICER).stewardship.allocate(money("d", "TD-1", None, 4), why="For us")


def test_a_rule_is_waived_by_the_centre_alone(at_desk):
    waiver = Waiver(
        waiver_id="w", programme_id="TD", rule="Match funding", reason="Prices", decided_on=TODAY,
        decided_by="A director", starts_on=TODAY, transformation_id="TD-1",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        at_desk(OFFICER).stewardship.waive(waiver, why="Please")
    at_desk(STEWARD).stewardship.waive(waiver, why="Agreed")
    assert [v.record.waiver_id for v in at_desk(OFFICER).stewardship.waivers("TD")] == ["w"]
    assert at_desk(NEIGHBOUR).stewardship.waivers() == []


def test_every_version_about_a_transformation_is_told_in_order_withdrawn_ones_too(at_desk, register):
    told(register, rating())
    told(register, rating().model_copy(update={"rating": 3}), replaces=1)
    register.withdraw(register.get(AssuranceRating, "r"), by="s@x.example", why="By mistake")
    told(register, rating("TD-2").model_copy(update={"rating_id": "other"}))
    found = at_desk(STEWARD).told_of(AssuranceRating, "TD-1")
    assert [(v.number, v.record.rating, v.withdrawn) for v in found] == [(1, 2, False), (2, 3, False), (3, 3, True)]
    with pytest.raises(NotAllowed):
        at_desk(NEIGHBOUR).told_of(AssuranceRating, "TD-1")
