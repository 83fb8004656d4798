"""The picture lists are made of: right from the start, kept up, and no wider than its reader's leave."""

import datetime as dt
from decimal import Decimal

import pytest

from data.desk.picture import Picture
from domain.allocation import Allocation, Stage
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.risk import Risk
from domain.transformation import Standing, Status, Transformation
from domain.update import Update
from tests.data.desk.reported import HARTLEPOOL, LEEDS, THIRD, TODAY, Published, delivery, event, owed, spend, told


def test_before_anything_is_told_every_published_transformation_stands_there_with_nothing_reported(picture):
    assert list(picture.seen(None)) == ["TD-2", "TD-1"]  # A park, The square
    found = delivery(picture)
    assert (found.status, found.spent, found.milestones, found.returns) == (None, None, 0, ())


def test_the_status_is_that_of_the_newest_event_whenever_it_was_told(register, picture):
    told(register, event("late", dt.date(2026, 9, 1), Status.DELAYED))
    told(register, event("told-after", dt.date(2026, 5, 1), Status.ON_TRACK))
    found = delivery(picture)
    assert (found.status, found.since, found.event) == (Status.DELAYED, dt.date(2026, 9, 1), "Event late")


def test_a_status_has_held_since_the_first_event_of_its_unbroken_run(register, picture):
    told(
        register,
        event("a", dt.date(2026, 1, 1), Status.DELAYED),
        event("b", dt.date(2026, 2, 1), Status.ON_TRACK),
        event("c", dt.date(2026, 3, 1), Status.DELAYED),
        event("d", dt.date(2026, 4, 1), Status.DELAYED),
    )
    assert delivery(picture).since == dt.date(2026, 3, 1)


def test_what_it_said_of_itself_stands_until_an_event_comes(register, picture):
    standing = Standing(status=Status.RESCOPED, since=dt.date(2026, 2, 1), event="Half the site")
    said = Transformation(
        transformation_id="TD-1",
        title="x",
        lead="x",
        place_codes=(HARTLEPOOL,),
        standing=standing,
        mission_ids=("health",),
    )
    told(register, said)
    assert delivery(picture).status is Status.RESCOPED
    assert picture.seen(None)["TD-1"].own_missions == ("health",)
    assert picture.seen(None)["TD-1"].title == "The square"  # as it was published
    told(register, event("a", dt.date(2026, 3, 1), Status.ON_TRACK))
    assert delivery(picture).status is Status.ON_TRACK


def test_withdrawn_words_no_longer_count(register, picture):
    told(register, event("a", dt.date(2026, 1, 1), Status.ON_TRACK), event("b", dt.date(2026, 2, 1), Status.STALLED))
    assert delivery(picture).status is Status.STALLED
    register.withdraw(register.get(Update, "b"), by="a@x.example", why="A slip of the pen")
    assert delivery(picture).status is Status.ON_TRACK


def test_spend_is_held_against_what_was_forecast_for_the_same_quarters(register, picture):
    told(
        register,
        spend(Basis.FORECAST, 2026, 1, 100), spend(Basis.FORECAST, 2026, 2, 200), spend(Basis.FORECAST, 2026, 3, 400),
        spend(Basis.FORECAST, 2027, None, 800), spend(Basis.ACTUAL, 2026, 1, 90),
        spend(Basis.ACTUAL, 2026, 2, 30), spend(Basis.ACTUAL, 2026, 2, 5, Stream.REVENUE),
    )  # fmt: skip
    found = delivery(picture)
    assert (found.spent, found.planned, found.forecast) == (125.0, 300.0, 1200.0)


def test_a_corrected_amount_takes_the_place_of_the_first(register, picture):
    told(register, spend(Basis.ACTUAL, 2026, 1, 90))
    told(register, spend(Basis.ACTUAL, 2026, 1, 60), replaces=1)
    assert delivery(picture).spent == 60.0


def test_milestones_are_counted_by_what_became_of_them(register, picture):
    def step(name: str, planned: dt.date, **more: object) -> Milestone:
        return Milestone(milestone_id=name, transformation_id="TD-1", title=name, planned_on=planned, **more)

    told(
        register,
        step("done", dt.date(2026, 1, 1), reached_on=dt.date(2026, 1, 9), evidence="A photograph"),
        step("bare", dt.date(2026, 1, 1), reached_on=dt.date(2026, 1, 9)),
        step("passed", dt.date(2026, 5, 1), expected_on=dt.date(2026, 11, 1)),
        step("next", dt.date(2026, 12, 1), expected_on=dt.date(2027, 12, 1)),
    )
    found = delivery(picture)
    assert (found.milestones, found.reached, found.reached_bare, found.passed) == (4, 2, 1, 1)
    assert found.next_milestone_on == dt.date(2027, 12, 1)
    assert found.slips_by_months == pytest.approx(12.0, abs=0.05)
    assert found.evidence_on == dt.date(2026, 1, 9)


def test_money_is_added_up_by_how_far_it_has_come(register, picture):
    def given(name: str, stage: Stage, pounds: int, on: dt.date) -> Allocation:
        return Allocation(
            allocation_id=name, programme_id="TD", transformation_id="TD-1", stage=stage, amount=Decimal(pounds),
            decided_on=on, decided_by="The department",
        )  # fmt: skip

    told(
        register,
        given("a", Stage.ANNOUNCED, 500, dt.date(2024, 1, 1)), given("b", Stage.AWARDED, 450, dt.date(2024, 6, 1)),
        given("c", Stage.PAID, 100, dt.date(2025, 1, 1)), given("d", Stage.PAID, -20, dt.date(2024, 12, 1)),
    )  # fmt: skip
    found = delivery(picture)
    assert (found.announced, found.awarded, found.paid) == (500.0, 450.0, 80.0)
    assert (found.announced_on, found.first_paid_on) == (dt.date(2024, 1, 1), dt.date(2025, 1, 1))


def test_money_for_a_whole_programme_is_on_no_transformation(register, picture):
    pot = Allocation(
        allocation_id="p", programme_id="TD", stage=Stage.PAID, amount=Decimal(7), decided_on=TODAY, decided_by="X"
    )
    told(register, pot)
    assert delivery(picture).paid is None


def test_ratings_requests_and_risks_are_summed_up(register, picture):
    def rating(name: str, on: dt.date, number: int) -> AssuranceRating:
        return AssuranceRating(
            rating_id=name, transformation_id="TD-1", rating=number, rated_on=on, rated_by="A steward", reason="Seen"
        )

    def request(name: str, on: dt.date, **more: object) -> ChangeRequest:
        return ChangeRequest(
            request_id=name, transformation_id="TD-1", place_code=HARTLEPOOL, asks="Time", reason="Flood", asked_on=on,
            answer_due_on=TODAY, **more,
        )  # fmt: skip

    def risk(name: str, impact: int, *, closed: bool = False) -> Risk:
        return Risk(
            risk_id=name, transformation_id="TD-1", title=name, category="Costs", impact=impact, likelihood=3,
            proximity=1, owner="Finance", closed=closed,
        )  # fmt: skip

    done = {"decision": Decision.GRANTED, "decided_on": TODAY, "decided_by": "The director"}
    told(
        register,
        rating("new", dt.date(2026, 6, 1), 2), rating("old", dt.date(2026, 1, 1), 5),
        request("open", dt.date(2026, 7, 1)), request("done", dt.date(2026, 1, 1), **done),
        risk("big", 5), risk("small", 1), risk("gone", 6, closed=True),
        event("e", dt.date(2026, 5, 1), Status.ON_TRACK, self_rating=4),
        event("f", dt.date(2026, 6, 1), Status.ON_TRACK),
    )  # fmt: skip
    found = delivery(picture)
    assert (found.assurance, found.self_rating, found.self_rated_on) == (2, 4, dt.date(2026, 5, 1))
    assert (found.open_requests, found.oldest_request_on) == (1, dt.date(2026, 7, 1))
    assert (found.open_risks, found.worst_risk) == (2, 15)


def test_a_reader_sees_what_was_reported_for_their_own_places_only(register, picture):
    told(register, event("a", dt.date(2026, 1, 1), Status.STALLED))
    picture.catch_up(TODAY)
    leeds = picture.seen(frozenset({LEEDS}))
    assert list(leeds) == list(picture.seen(None))
    assert leeds["TD-1"].delivery is None
    assert leeds["TD-2"].delivery is not None
    assert picture.seen(frozenset({HARTLEPOOL}))["TD-1"].delivery.status is Status.STALLED
    assert all(one.delivery is None for one in picture.seen(frozenset()).values())


def test_news_reaches_readers_who_were_there_before_and_hides_from_others_still(register, picture):
    codes = frozenset({HARTLEPOOL})
    before, others = picture.seen(codes), picture.seen(frozenset({LEEDS}))
    told(register, event("a", dt.date(2026, 1, 1), Status.STALLED))
    picture.catch_up(TODAY)
    assert before["TD-1"].delivery.status is None  # what was handed out stays as it was
    assert picture.seen(codes)["TD-1"].delivery.status is Status.STALLED
    assert picture.seen(frozenset({LEEDS}))["TD-1"].delivery is None
    assert others["TD-1"].delivery is None


def test_a_picture_that_caught_up_is_the_picture_drawn_anew(register, picture):
    for day, status in enumerate(Status, start=1):
        told(register, event(f"e{day}", dt.date(2026, 1, day), status, self_rating=3))
        picture.catch_up(TODAY)
    told(register, THIRD, owed("R3"), spend(Basis.ACTUAL, 2026, 1, 90))
    picture.catch_up(TODAY)
    assert picture.seen(None) == Picture.open(register, programmes=Published(), today=TODAY).seen(None)


def test_a_transformation_no_register_publishes_is_listed_where_it_says_it_is(register, picture):
    said = Transformation(
        transformation_id="NEW-1", title="A pub", lead="The village", place_codes=(LEEDS,), programme_id="COF"
    )
    told(register, said)
    picture.catch_up(TODAY)
    one = picture.seen(None)["NEW-1"]
    assert (one.title, one.published, one.place_codes) == ("A pub", False, (LEEDS,))
    assert picture.ids_reaching([LEEDS]) == ("TD-2", "NEW-1")
    assert picture.places_of("NEW-1") == (LEEDS,)


def test_on_another_day_the_same_words_look_different(register, picture):
    step = Milestone(milestone_id="m", transformation_id="TD-1", title="m", planned_on=dt.date(2026, 12, 1))
    told(register, step)
    assert delivery(picture).passed == 0
    picture.catch_up(dt.date(2026, 12, 2))
    assert picture.seen(None)["TD-1"].delivery.passed == 1


def test_an_id_nobody_knows_has_no_places(picture):
    assert picture.places_of("no such id") == ()
