"""The centre's own record: clocks from the first day to the last, with what is missing said and never guessed."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.change_request import ChangeRequest, Decision
from domain.delivery import Delivery, ReturnMark
from domain.returns import ReturnState
from domain.round import Question, Round
from domain.tracked import Tracked
from domain.transformation import Status
from metrics.centre import alterations, answers, burdens, payments, together, turnaround
from metrics.waits import waits

TODAY = dt.date(2026, 11, 23)  # a Monday


def moment(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T10:00:00+00:00")


def tracked(name: str, programme: str = "TD", **delivery: object) -> Tracked:
    return Tracked(
        transformation_id=name, title=name, programme_id=programme, lead="", place_codes=(), published=False,
        delivery=Delivery(**delivery),
    )  # fmt: skip


def mark(
    name: str, state: ReturnState, *, certified: str = "", answered: str = "", round_id: str = "R1", sent: int = 1
):
    return ReturnMark(
        round_id=round_id, transformation_id=name, place_code="E06000001", state=state, since=moment("2026-11-02"),
        due_on=dt.date(2026, 10, 31), version=1, certified_at=moment(certified) if certified else None,
        answered_at=moment(answered) if answered else None, times_sent=sent,
    )  # fmt: skip


def test_half_and_nine_in_ten_are_days_that_somebody_really_waited():
    # 1, 2, 3, 4 and 100 days: the third of five is half, and only the last makes nine in ten
    spread = waits(dict.fromkeys([1, 2, 3, 4, 100], 1))
    assert (spread.count, spread.half, spread.nine_in_ten, spread.longest) == (5, 3, 100, 100)
    assert waits({}) is None


@given(st.dictionaries(st.integers(0, 500), st.integers(1, 50), min_size=1))
def test_within_nine_in_ten_at_least_nine_in_ten_were_done_and_not_one_day_earlier(days):
    spread = waits(days)
    done = sum(count for length, count in days.items() if length <= spread.nine_in_ten)
    earlier = sum(count for length, count in days.items() if length < spread.nine_in_ten)
    assert done * 10 >= spread.count * 9 > earlier * 10
    assert spread.half <= spread.nine_in_ten <= spread.longest


def test_days_to_the_first_payment_are_counted_by_programme_and_those_unpaid_until_today():
    january = dt.date(2026, 1, 1)
    (towns, others) = payments(
        [
            tracked("a", announced_on=january, first_paid_on=dt.date(2026, 1, 31)),  # 30 days
            tracked("b", announced_on=january, first_paid_on=dt.date(2026, 4, 11)),  # 100 days
            tracked("c", announced_on=dt.date(2026, 11, 13)),  # 10 days until today
            tracked("d"),
            tracked("e", announced_on=january, status=Status.CANCELLED),
            tracked("f", announced_on=january, first_paid_on=dt.date(2025, 12, 1)),
            tracked("g", "LUF", announced_on=january, first_paid_on=january),
        ],
        today=TODAY,
    )
    assert (towns.programme_id, others.programme_id) == ("TD", "LUF")
    assert (towns.paid.count, towns.paid.half, towns.paid.longest) == (2, 30, 100)
    assert (towns.unpaid.count, towns.unpaid.longest) == (1, 10)
    assert (towns.unrecorded, towns.cancelled, towns.paid_first) == (1, 1, 1)
    assert others.paid.longest == 0
    assert others.unpaid is None


def test_what_the_reader_may_not_see_is_in_no_count():
    hidden = Tracked(transformation_id="a", title="a", programme_id="TD", lead="", place_codes=(), published=True)
    assert payments([hidden], today=TODAY) == ()


def test_the_clock_of_a_return_runs_in_working_days_from_certified_to_answered():
    everything, rounds = turnaround(
        [
            mark("a", ReturnState.ACCEPTED, certified="2026-11-06", answered="2026-11-09"),  # Friday to Monday: 1
            mark("b", ReturnState.CHANGES_ASKED, certified="2026-11-02", answered="2026-11-16"),  # two weeks: 10
            mark("c", ReturnState.CERTIFIED, certified="2026-11-16", sent=2),  # waiting one week: 5
            mark("f", ReturnState.DRAFT, certified="2026-11-02", answered="2026-11-04"),  # drafted again: back too, 2
            mark("d", ReturnState.SUBMITTED),
            mark("e", ReturnState.ACCEPTED, certified="2026-04-02", answered="2026-04-07", round_id="R0"),  # Easter: 1
        ],
        today=TODAY,
    )
    assert (everything.returns, everything.answered.count, everything.answered.longest) == (6, 4, 10)
    assert (everything.waiting.count, everything.waiting.longest) == (1, 5)
    assert (everything.changes_asked, everything.sent_again) == (2, 1)
    assert rounds["R0"].answered.longest == 1
    assert rounds["R0"].waiting is None


def test_rounds_about_one_period_can_be_counted_as_one():
    days = [("a", "2026-11-03"), ("b", "2026-11-05"), ("c", "2026-11-16")]  # 1, 3 and 10 working days
    marks = [
        mark(name, ReturnState.ACCEPTED, certified="2026-11-02", answered=day, round_id=name) for name, day in days
    ]
    everything, rounds = turnaround(marks, today=TODAY)
    assert together(rounds.values()) == everything
    assert (everything.answered.count, everything.answered.half, everything.answered.longest) == (3, 3, 10)


def test_a_return_sent_again_and_certified_anew_waits_again_and_its_old_answer_counts_too():
    first = (moment("2026-11-02"), moment("2026-11-04"))  # Monday to Wednesday: 2
    again = mark("a", ReturnState.CERTIFIED, certified="2026-11-20", answered="2026-11-04", sent=2)
    everything, rounds = turnaround([replace(again, answered_before=(first,))], today=TODAY)
    assert (everything.answered.count, everything.answered.longest) == (1, 2)
    assert everything.waiting.longest == 1  # Friday to Monday
    assert (everything.returns, everything.sendings) == (1, 2)
    assert together(rounds.values()) == everything


def test_a_return_answered_three_times_counts_with_every_answer_of_the_centre():
    earlier = ((moment("2026-10-05"), moment("2026-10-06")), (moment("2026-10-12"), moment("2026-10-19")))  # 1 and 5
    last = mark("a", ReturnState.ACCEPTED, certified="2026-11-02", answered="2026-11-16", sent=3)  # 10
    everything, _ = turnaround([replace(last, answered_before=earlier)], today=TODAY)
    assert everything.answered_days == {1: 1, 5: 1, 10: 1}


def request(name: str, asked: str, due: str, decision: Decision | None = None, decided: str = "") -> ChangeRequest:
    return ChangeRequest(
        request_id=name, transformation_id="a", place_code="E06000001", asks="Another year", reason="Flood",
        asked_on=dt.date.fromisoformat(asked), answer_due_on=dt.date.fromisoformat(due), decision=decision,
        decided_on=dt.date.fromisoformat(decided) if decided else None, decided_by="The director" if decided else None,
    )  # fmt: skip


def test_change_requests_are_answered_in_time_or_late_and_open_ones_run_past_their_day():
    record = answers(
        [
            request("a", "2026-11-02", "2026-11-16", Decision.GRANTED, "2026-11-16"),  # on the day: in time, 10 days
            request("b", "2026-11-02", "2026-11-16", Decision.REFUSED, "2026-11-17"),  # a day late, 11 days
            request("c", "2026-11-02", "2026-11-16"),  # 5 working days past due
            request("d", "2026-11-16", "2026-11-23"),  # due today: not past due
            request("e", "2026-11-02", "2026-11-16", Decision.WITHDRAWN, "2026-11-03"),
        ],
        today=TODAY,
    )
    assert (record.in_time, record.late, record.granted, record.refused, record.withdrawn) == (1, 1, 1, 1, 1)
    assert (record.took.half, record.took.longest) == (10, 11)
    assert record.open == 2
    assert (record.overdue.count, record.overdue.longest) == (1, 5)


def a_round(name: str, due: str, *questions: str) -> Round:
    return Round(
        round_id=name, programme_id="TD", title=name, period_start=dt.date(2026, 4, 1), period_end=dt.date(2026, 9, 30),
        opens_on=dt.date(2026, 4, 1), due_on=dt.date.fromisoformat(due),
        questions=tuple(Question(question_id=one, wording=one, asked_because="To know") for one in questions),
    )  # fmt: skip


def test_the_burden_is_every_answer_asked_for_and_what_of_it_was_never_used():
    old, new, open_now = (
        a_round("R0", "2026-04-30", "q1", "q2", "q3"),
        a_round("R1", "2026-10-31", "q1"),
        a_round("R2", "2026-11-23", "q1"),
    )
    found = burdens(
        [open_now, new, old], [(old, old.questions[1], 40), (old, old.questions[2], 40)], {"R1": 7}, today=TODAY
    )
    assert [(one.round.round_id, one.asked, one.never_used) for one in found] == [("R1", 7, 0), ("R0", 120, 80)]
    assert [question.question_id for question in found[1].unused] == ["q2", "q3"]


def test_an_award_is_altered_by_money_added_or_taken_back_later():
    (towns,) = alterations(
        [
            tracked("a", awarded=850.0, award_added=50.0, award_taken_back=200.0),
            tracked("b", awarded=900.0),
            tracked("c", awarded=1_000.0, award_added=100.0),
            tracked("d", "LUF"),
        ]
    )
    assert (towns.programme_id, towns.awarded, towns.altered) == ("TD", 3, 2)
    assert (towns.added, towns.taken_back) == (150.0, 200.0)


@pytest.mark.parametrize("state", [ReturnState.DUE, ReturnState.DRAFT, ReturnState.SUBMITTED])
def test_before_it_is_certified_no_clock_of_the_centre_runs(state):
    everything, _ = turnaround([mark("a", state)], today=TODAY)
    assert everything.answered is None
    assert everything.waiting is None
