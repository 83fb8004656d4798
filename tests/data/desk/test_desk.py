"""A desk: the same register looks different to everybody, and nobody sees past their own places."""

import datetime as dt

import pytest

from data.desk.desk import Desk
from data.desk.picture import Picture
from domain.comment import Comment
from domain.permission import NotAllowed
from domain.person import Person, Role
from domain.returns import Answer
from domain.transformation import Status
from domain.update import Update
from tests.data.desk.reported import HARTLEPOOL, LEEDS, THIRD, TODAY, Published, event, owed, told

TEES_VALLEY = "E47000006"


def person(role: Role, *own: str, within: tuple[str, ...] = ()) -> Person:
    return Person(
        person_id=f"{role}@x.example", name=f"A {role}", roles=frozenset({role}), own_codes=frozenset(own),
        within_codes=frozenset(within),
    )  # fmt: skip


@pytest.fixture
def at_desk(register):
    """The desk of anybody, at a register where one return is due and one event was told in Hartlepool."""
    told(register, THIRD, owed("R3"), event("a", dt.date(2026, 1, 1), Status.STALLED))
    told(register, Comment(comment_id="c", about_kind="update", about_id="a", text="Why?"))
    picture = Picture.open(register, programmes=Published(), today=TODAY)
    return lambda who: Desk(register, picture, who, today=TODAY)


READERS = [
    person(Role.STEWARD), person(Role.ANALYST), person(Role.MINISTERS_OFFICE), person(Role.PLACE_OFFICER, HARTLEPOOL),
    person(Role.CERTIFIER, HARTLEPOOL), person(Role.PLACE_OFFICER, TEES_VALLEY, within=(HARTLEPOOL,)),
]  # fmt: skip
STRANGERS = [
    person(Role.PLACE_OFFICER, LEEDS), person(Role.CERTIFIER, LEEDS), person(Role.ADMINISTRATOR),
    person(Role.CERTIFIER, TEES_VALLEY, within=(HARTLEPOOL,)), person(Role.PLACE_OFFICER),
    Person(person_id="n@x.example", name="Nobody", own_codes=frozenset({HARTLEPOOL})),
]  # fmt: skip


@pytest.mark.parametrize("who", READERS, ids=lambda who: who.name)
def test_whoever_may_read_a_place_sees_what_was_reported_there(at_desk, who):
    desk = at_desk(who)
    assert desk.tracked("TD-1").delivery.status is Status.STALLED
    assert [mark.return_id for mark in desk.marks(round_id="R3")] == ["R3/TD-1"]
    assert [version.record.event for version in desk.of(Update, "TD-1")] == ["Event a"]
    assert [version.record.text for version in desk.comments("update", "a", "TD-1")] == ["Why?"]
    assert len(desk.history(Update, "a", "TD-1")) == 1


@pytest.mark.parametrize("who", STRANGERS, ids=lambda who: who.name)
def test_whoever_may_not_sees_what_is_published_and_no_more(at_desk, who):
    desk = at_desk(who)
    one = desk.tracked("TD-1")
    assert (one.title, one.amount, one.delivery) == ("The square", 1_000_000.0, None)
    assert desk.marks() == []
    for read in (
        lambda: desk.of(Update, "TD-1"),
        lambda: desk.comments("update", "a", "TD-1"),
        lambda: desk.history(Update, "a", "TD-1"),
    ):
        with pytest.raises(NotAllowed, match="may not read what was reported on TD-1"):
            read()


def test_comments_and_histories_of_another_transformation_are_not_had_by_naming_ones_own(at_desk):
    desk = at_desk(person(Role.PLACE_OFFICER, LEEDS))
    assert desk.comments("update", "a", "TD-2") == []
    assert desk.history(Update, "a", "TD-2") == []


def test_an_id_nobody_knows_is_nobodys(at_desk):
    desk = at_desk(person(Role.PLACE_OFFICER, HARTLEPOOL))
    assert desk.tracked("no-such") is None
    with pytest.raises(NotAllowed):
        desk.of(Update, "no-such")


def test_what_stood_at_a_moment_can_be_asked(at_desk, register):
    (first,) = register.history(Update, "a")
    told(register, event("a", dt.date(2026, 1, 1), Status.ON_TRACK), replaces=1)
    desk = at_desk(person(Role.STEWARD))
    (then,) = desk.of(Update, "TD-1", as_at=first.told_at)
    (now,) = desk.of(Update, "TD-1")
    assert (then.record.status, now.record.status) == (Status.STALLED, Status.ON_TRACK)


def test_drafts_have_no_back_door(at_desk):
    desk = at_desk(person(Role.STEWARD))
    with pytest.raises(ValueError, match=r"returns\.answers"):
        desk.history(Answer, "R3/TD-1/q", "TD-1")
    with pytest.raises(ValueError, match="cannot be found by"):
        desk.of(Answer, "TD-1")
