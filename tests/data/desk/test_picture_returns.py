"""What the picture tells of returns: how far each is, how often it was sent, and when two silent rounds are stale."""

import datetime as dt

from domain.returns import Return, ReturnState
from domain.transformation import Status
from tests.data.desk.reported import FIRST, SECOND, THIRD, a_round, delivery, event, owed, told


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
