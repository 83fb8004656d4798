"""What needs attention: why, who is to move, and for how many working days somebody has waited."""

import datetime as dt

import pytest

from domain.delivery import Delivery
from domain.person import Person, Role
from domain.returns import ReturnState
from metrics.stewardship.attention import Mover, NeedKind, may_meet, needs, pressing, why, worklist
from tests.metrics.stewardship.deliveries import TODAY, mark, moment, tracked


def found_for(told: Delivery | None) -> list[tuple[NeedKind, int | None, str]]:
    return [(need.kind, need.days, why(need, today=TODAY)) for need in needs(tracked(told=told), today=TODAY)]


@pytest.mark.parametrize(
    ("told", "kind", "days", "sentence"),
    [
        (
            Delivery(open_requests=1, oldest_request_on=dt.date(2026, 11, 5)),  # a Thursday
            NeedKind.DECISION, 12, "asks for a change, waiting 12 working days",
        ),
        (
            Delivery(open_requests=2, oldest_request_on=TODAY), NeedKind.DECISION, 0,
            "asks for 2 changes, since today",
        ),
        (
            Delivery(returns=(mark(ReturnState.CERTIFIED, since="2026-11-16"),)), NeedKind.REVIEW, 5,
            "return certified, waiting 5 working days",
        ),
        (
            Delivery(returns=(mark(ReturnState.CHANGES_ASKED, since="2026-11-20"),)), NeedKind.CHANGES_ASKED, 1,
            "the centre asked for changes 1 working day ago",
        ),
        (
            Delivery(returns=(mark(ReturnState.SUBMITTED, since="2026-11-19"),)), NeedKind.CERTIFICATE, 2,
            "return submitted, waiting 2 working days",
        ),
        (
            Delivery(returns=(mark(ReturnState.DUE, due="2026-11-27"),)), NeedKind.DUE, None,
            "return due in 4 days",
        ),
        (
            Delivery(returns=(mark(ReturnState.DRAFT, due="2026-11-20"),)), NeedKind.OVERDUE, 1,
            "return 3 days past its day",
        ),
        (
            Delivery(silent_rounds=3, evidence_on=dt.date(2025, 10, 31)), NeedKind.STALE, None,
            "newest evidence: 31 October 2025; stale: none for 3 rounds",
        ),
        (
            Delivery(self_rating=5, assurance=3), NeedKind.CONTRADICTION, None,
            "Rates itself 5 of 5, but assurance gives 3 of 5",
        ),
    ],
)  # fmt: skip
def test_each_need_says_why_and_how_long(told, kind, days, sentence):
    assert found_for(told) == [(kind, days, sentence)]


def test_what_is_accepted_or_not_the_readers_to_see_needs_nothing():
    assert found_for(Delivery(returns=(mark(ReturnState.ACCEPTED),))) == []
    assert found_for(Delivery()) == []
    assert found_for(None) == []


def test_a_return_that_is_late_again_says_for_which_time():
    told = Delivery(returns=(
        mark(ReturnState.DUE, round_id="R-3", due="2026-10-30"),
        mark(ReturnState.ACCEPTED, round_id="R-2", since="2026-05-12", due="2026-04-30"),  # came late
        mark(ReturnState.ACCEPTED, round_id="R-1", since="2025-10-20", due="2025-10-31"),  # came in time
    ))  # fmt: skip
    # from Friday 30 October to Monday 23 November are 24 days, 16 of them working days
    assert found_for(told) == [(NeedKind.OVERDUE, 16, "return 24 days past its day, for the second time")]


def test_the_clock_of_a_return_runs_from_its_certificate_and_not_from_a_later_touch():
    told = mark(ReturnState.CERTIFIED, since="2026-11-20", certified_at=moment("2026-11-09"))
    assert found_for(Delivery(returns=(told,)))[0][1] == 10


def test_the_centre_moves_where_it_is_waited_for_and_the_place_elsewhere():
    told = Delivery(
        open_requests=1, oldest_request_on=dt.date(2026, 11, 2), silent_rounds=2,
        returns=(mark(ReturnState.CERTIFIED), mark(ReturnState.CHANGES_ASKED, round_id="R-1")),
    )  # fmt: skip
    movers = {need.kind: need.mover for need in needs(tracked(told=told), today=TODAY)}
    assert movers == {
        NeedKind.REVIEW: Mover.CENTRE, NeedKind.DECISION: Mover.CENTRE, NeedKind.CHANGES_ASKED: Mover.PLACE,
        NeedKind.STALE: Mover.PLACE,
    }  # fmt: skip


def test_those_who_waited_longest_come_first():
    every = [
        tracked(own_id, Delivery(open_requests=1, oldest_request_on=dt.date(2026, 11, day)))
        for own_id, day in (("T-1", 18), ("T-2", 2), ("T-3", 11))
    ]
    listed = worklist(every, today=TODAY)
    assert [need.one.transformation_id for need in listed[NeedKind.DECISION]] == ["T-2", "T-3", "T-1"]
    assert listed[NeedKind.STALE] == []


def test_the_late_for_the_second_time_come_before_those_that_are_later_but_new_to_it():
    twice = Delivery(returns=(
        mark(ReturnState.DUE, round_id="R-2", due="2026-11-20"),
        mark(ReturnState.DUE, round_id="R-1", due="2026-04-30"),
    ))  # fmt: skip
    once = Delivery(returns=(mark(ReturnState.DUE, due="2026-06-30"),))
    listed = worklist([tracked("T-1", once), tracked("T-2", twice)], today=TODAY)[NeedKind.OVERDUE]
    assert [(need.one.transformation_id, need.times, need.mark.round_id) for need in listed] == [
        ("T-2", 2, "R-2"), ("T-2", 1, "R-1"), ("T-1", 1, "R-2"),
    ]  # fmt: skip


def test_a_return_that_is_late_stays_so_while_a_newer_round_is_still_open():
    told = Delivery(returns=(
        mark(ReturnState.DUE, round_id="R-2", due="2026-12-01"),
        mark(ReturnState.DUE, round_id="R-1", due="2026-11-20"),
    ))  # fmt: skip
    assert found_for(told) == [
        (NeedKind.DUE, None, "return due in 8 days"), (NeedKind.OVERDUE, 1, "return 3 days past its day"),
    ]  # fmt: skip


def test_a_return_drafted_again_after_changes_were_asked_waits_for_those_changes_and_is_not_late():
    asked = {"sent_at": moment("2026-10-20"), "certified_at": moment("2026-10-21"), "times_sent": 1}
    again = mark(ReturnState.DRAFT, since="2026-11-20", answered_at=moment("2026-11-09"), **asked)
    # the centre asked on Monday 9 November, ten working days ago; the draft was opened later
    assert found_for(Delivery(returns=(again,))) == [
        (NeedKind.CHANGES_ASKED, 10, "the centre asked for changes 10 working days ago")
    ]
    assert pressing(Delivery(returns=(again,)), today=TODAY)


def test_a_return_that_its_own_certifier_sent_back_has_not_come_and_is_late():
    back = mark(ReturnState.DRAFT, due="2026-11-20", sent_at=moment("2026-11-19"), times_sent=1)
    assert found_for(Delivery(returns=(back,)))[0][0] is NeedKind.OVERDUE


@pytest.mark.parametrize(
    ("told", "needed"),
    [
        (Delivery(), False),
        (Delivery(returns=(mark(ReturnState.DUE, due="2026-12-24"),)), False),
        (Delivery(returns=(mark(ReturnState.SUBMITTED),)), False),
        (Delivery(returns=(mark(ReturnState.DUE, due="2026-11-20"),)), True),
        (Delivery(returns=(mark(ReturnState.CERTIFIED),)), True),
        (Delivery(silent_rounds=2), True),
        (Delivery(silent_rounds=1), False),
        (Delivery(open_requests=1), True),
        (Delivery(self_rating=5, assurance=2), True),
    ],
)
def test_a_transformation_needs_attention_where_something_presses(told, needed):
    assert pressing(told, today=TODAY) is needed


def test_a_return_that_another_body_owes_is_not_a_persons_own_to_meet():
    officer = Person(person_id="o@x.example", name="O", roles={Role.PLACE_OFFICER}, own_codes={"E06000001"})
    told = Delivery(silent_rounds=2, returns=(
        mark(ReturnState.DUE, place="E06000002", due="2026-10-30"),
        mark(ReturnState.CERTIFIED, place="E06000002", round_id="R-1"),
    ))  # fmt: skip
    met = {need.kind: may_meet(need, officer) for need in needs(tracked(told=told), today=TODAY)}
    assert met == {NeedKind.OVERDUE: False, NeedKind.REVIEW: True, NeedKind.STALE: True}
