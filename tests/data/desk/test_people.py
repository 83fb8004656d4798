"""People: the table of roles, ended sign-ins and the audit, on both databases."""

import datetime as dt

import pytest

from data.desk.people import OwnKeys, People
from data.register.faults import Conflict
from domain.grant import Grant, grant_id
from domain.permission import NotAllowed
from domain.person import Person, Role

LATER = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def person(address: str, *roles: Role) -> Person:
    return Person(person_id=address, name=address, roles=frozenset(roles))


ADMINISTRATOR = person("root@centre.example", Role.ADMINISTRATOR)


def line(address: str, *roles: Role, places=()) -> Grant:
    return Grant(grant_id=grant_id(address), address=address, name="Ada", roles=roles, place_codes=places)


def said(register) -> list[tuple[str, str]]:
    return [(each.done_by, each.action) for each in register.audit(limit=100)]


def test_an_administrator_gives_roles_that_their_holder_finds_and_nobody_else(register):
    given = People(register, ADMINISTRATOR).grant(
        line("ada@x", Role.PLACE_OFFICER, places=("E06000001",)), why="She looks after the return.", replaces=None
    )
    assert People(register, person("ada@x")).grant_of("ADA@x").record == given.record
    assert People(register, person("bob@x")).grant_of("bob@x") is None
    with pytest.raises(NotAllowed):
        People(register, person("bob@x")).grant_of("ada@x")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_reads_or_changes_the_table_or_reads_the_audit_and_each_try_is_on_record(register, role):
    people = People(register, person("eve@x", role))
    tries = [
        people.grants, people.audit,
        lambda: people.grant(line("eve@x", Role.ADMINISTRATOR), why="I want it.", replaces=None),
    ]  # fmt: skip
    for each in tries:
        with pytest.raises(NotAllowed):
            each()
    assert said(register) == [("eve@x", "refused")] * 3
    assert People(register, person("eve@x")).grant_of("eve@x") is None


def test_roles_are_taken_by_a_new_line_and_the_old_one_stays_on_record(register):
    people = People(register, ADMINISTRATOR)
    first = people.grant(line("ada@x", Role.STEWARD), why="Joined.", replaces=None)
    people.grant(line("ada@x"), why="Left.", replaces=first.number)
    assert [each.record.roles for each in people.grants()] == [()]
    assert [each.why for each in register.history(Grant, grant_id("ada@x"))] == ["Joined.", "Left."]


def test_two_administrators_do_not_overwrite_one_another(register):
    people = People(register, ADMINISTRATOR)
    first = people.grant(line("ada@x", Role.STEWARD), why="Joined.", replaces=None)
    people.grant(line("ada@x", Role.ANALYST), why="Moved.", replaces=first.number)
    with pytest.raises(Conflict):
        people.grant(line("ada@x"), why="Left.", replaces=first.number)


def test_nobody_takes_their_own_keys(register):
    people = People(register, ADMINISTRATOR)
    people.grant(line("root@centre.example", Role.ADMINISTRATOR), why="To begin with.", replaces=None)
    with pytest.raises(OwnKeys) as refused:
        people.grant(line("ROOT@centre.example", Role.STEWARD), why="Oops.", replaces=1)
    assert "another administrator" in refused.value.for_reader


def test_a_line_is_kept_under_the_key_of_its_own_address(register):
    foreign = line("ada@x", Role.STEWARD).model_copy(update={"grant_id": grant_id("eve@x")})
    with pytest.raises(ValueError, match="not the key of ada@x"):
        People(register, ADMINISTRATOR).grant(foreign, why="Forged.", replaces=None)


def test_a_sign_in_that_was_ended_stays_ended_and_ending_it_again_changes_nothing(register):
    people = People(register, person("ada@x"))
    assert not people.ended("f" * 64)
    people.end("f" * 64, expires_at=LATER)
    people.end("f" * 64, expires_at=LATER)
    assert People(register, person("bob@x")).ended("f" * 64)
    assert not people.ended("e" * 64)
    assert len(said(register)) == 1


def test_signing_in_is_a_line_of_the_audit(register):
    People(register, person("ada@x")).note(action="signed in", detail="As steward.")
    (newest,) = People(register, ADMINISTRATOR).audit()
    assert (newest.done_by, newest.action, newest.detail) == ("ada@x", "signed in", "As steward.")
