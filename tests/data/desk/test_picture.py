"""The picture lists are made of: right from the start, kept up, and no wider than its reader's leave."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from data.desk.picture import Picture
from data.register.appends import Draft
from data.register.register import Register
from domain.allocation import Allocation, Stage
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.published import AmountKind, PlaceBasis, PublishedTransformation
from domain.record import Record
from domain.returns import Return, ReturnState
from domain.risk import Risk
from domain.round import Question, Round
from domain.spend import Spend
from domain.transformation import Standing, Status, Transformation
from domain.update import Update

HARTLEPOOL, LEEDS = "E06000001", "E08000035"
TODAY = dt.date(2026, 11, 23)


@dataclass(frozen=True)
class NamedProgramme:
    order: int
    programme_id: str = "TD"


@dataclass(frozen=True)
class Published:
    """Two published transformations of one programme."""

    by_id: Mapping[str, NamedProgramme] = field(default_factory=lambda: {"TD": NamedProgramme(1)})
    transformations: Mapping[str, PublishedTransformation] = field(
        default_factory=lambda: {
            "TD-1": published("TD-1", "The square", HARTLEPOOL),
            "TD-2": published("TD-2", "A park", LEEDS),
        }
    )


def published(own_id: str, title: str, *codes: str) -> PublishedTransformation:
    return PublishedTransformation(
        transformation_id=own_id, programme_id="TD", title=title, part="", locality="", lead="A council",
        place_codes=codes, place_basis=PlaceBasis.PUBLISHED, amount=1_000_000.0, amount_kind=AmountKind.GRANT,
        revenue=None, capital=None, period="", group_id="", group_title="", group_amount=None, group_size=0, note="",
        found_at="row 2",
    )  # fmt: skip


def a_round(name: str, start: dt.date, end: dt.date, due: dt.date) -> Round:
    return Round(
        round_id=name, programme_id="TD", title=name, period_start=start, period_end=end, opens_on=end, due_on=due,
        questions=(Question(question_id="q", wording="What happened?", asked_because="To know"),),
    )  # fmt: skip


FIRST = a_round("R1", dt.date(2025, 4, 1), dt.date(2025, 9, 30), dt.date(2025, 10, 31))
SECOND = a_round("R2", dt.date(2025, 10, 1), dt.date(2026, 3, 31), dt.date(2026, 4, 30))
THIRD = a_round("R3", dt.date(2026, 4, 1), dt.date(2026, 9, 30), dt.date(2026, 10, 31))


def told(register: Register, *records: Record, replaces: int | None = None) -> None:
    register.append_all([Draft(record, replaces) for record in records], by="a@x.example", why="Told")


def event(name: str, on: dt.date, status: Status, **more: object) -> Update:
    return Update(
        update_id=name, transformation_id="TD-1", happened_on=on, event=f"Event {name}", status=status, **more
    )


def owed(round_id: str, state: ReturnState = ReturnState.DUE) -> Return:
    return Return(round_id=round_id, transformation_id="TD-1", place_code=HARTLEPOOL, state=state)


def spend(basis: Basis, year: int, quarter: int | None, amount: int, stream: Stream = Stream.CAPITAL) -> Spend:
    return Spend(
        transformation_id="TD-1",
        basis=basis,
        stream=stream,
        financial_year=year,
        quarter=quarter,
        amount=Decimal(amount),
    )


@pytest.fixture
def picture(register: Register) -> Picture:
    return Picture.open(register, programmes=Published(), today=TODAY)


def delivery(picture: Picture, own_id: str = "TD-1"):
    picture.catch_up(TODAY)
    return picture.seen(None)[own_id].delivery


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


def test_two_rounds_without_evidence_make_it_stale_and_one_sign_ends_it(register, picture):
    told(register, FIRST, SECOND, THIRD, owed("R1"), owed("R2"), owed("R3"))
    assert delivery(picture).silent_rounds == 3
    told(register, event("words", dt.date(2026, 5, 1), Status.ON_TRACK, return_id="R3/TD-1"))
    assert delivery(picture).stale  # a sentence is no evidence
    told(register, event("shown", dt.date(2026, 2, 1), Status.ON_TRACK, evidence="Minutes of the board"))
    found = delivery(picture)
    assert (found.silent_rounds, found.stale) == (1, False)  # shown in the second round, nothing in the third


def test_what_was_shown_since_the_last_round_was_due_ends_it_too(register, picture):
    told(register, FIRST, SECOND, owed("R1"), owed("R2"))
    assert delivery(picture).stale
    told(register, event("later", dt.date(2026, 5, 20), Status.ON_TRACK, evidence="Photographs of the roof"))
    assert (delivery(picture).silent_rounds, delivery(picture).evidence_on) == (0, dt.date(2026, 5, 20))


def test_a_round_that_is_not_due_yet_is_not_held_against_anybody(register, picture):
    ahead = a_round("R4", dt.date(2026, 10, 1), dt.date(2027, 3, 31), dt.date(2027, 4, 30))
    told(register, ahead, owed("R4"))
    assert delivery(picture).silent_rounds == 0


def test_what_is_over_does_not_go_stale(register, picture):
    told(register, FIRST, SECOND, owed("R1"), owed("R2"), event("end", dt.date(2025, 1, 1), Status.COMPLETED))
    assert not delivery(picture).stale


def test_a_return_says_how_far_it_is_since_when_and_how_often_it_was_sent(register, picture):
    told(register, THIRD, owed("R3"))
    for number, state in enumerate(("draft", "submitted", "certified", "changes_asked", "draft", "submitted"), start=1):
        told(register, owed("R3", ReturnState(state)), replaces=number)
    mark = delivery(picture).newest
    versions = register.history(Return, "R3/TD-1")
    assert (mark.state, mark.times_sent, mark.version) == (ReturnState.SUBMITTED, 2, 7)
    assert (mark.since, mark.sent_at) == (versions[6].told_at, versions[6].told_at)
    assert (mark.certified_at, mark.answered_at) == (versions[3].told_at, versions[4].told_at)


def test_every_sending_that_was_certified_keeps_its_own_answer(register, picture):
    told(register, THIRD, owed("R3"))
    once = ("draft", "submitted", "certified", "changes_asked")
    for number, state in enumerate((*once, *once, "draft", "submitted", "certified"), start=1):
        told(register, owed("R3", ReturnState(state)), replaces=number)
    versions = register.history(Return, "R3/TD-1")
    mark = delivery(picture).newest
    assert mark.certified_at == versions[11].told_at
    assert mark.answered_before == (
        (versions[3].told_at, versions[4].told_at), (versions[7].told_at, versions[8].told_at),
    )  # fmt: skip
    told(register, owed("R3", ReturnState.ACCEPTED), replaces=12)
    assert len(delivery(picture).newest.answered_before) == 2, "the last answer is the mark's own"


def test_the_newest_round_comes_first(register, picture):
    told(register, SECOND, FIRST, THIRD, owed("R2"), owed("R3"), owed("R1"))
    assert [mark.round_id for mark in delivery(picture).returns] == ["R3", "R2", "R1"]


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
