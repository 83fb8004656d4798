"""Who may do what and where, against a table written by hand: no cell of it is read from the code."""

import pytest

from domain.permission import WORDS, Action, NotAllowed, demand, may, reach
from domain.person import Person, Role

OWN, WITHIN, ELSEWHERE, NOWHERE = "E47000002", "E08000039", "E06000001", ""

# o: for the places they answer for; w: for those and what lies in them; *: everywhere; -: nowhere.
TABLE = """
                    steward  place_officer  certifier  ministers_office  analyst  administrator
read_returns        *        w              o          *                 *        -
read_drafts         -        o              o          -                 -        -
answer              -        o              -          -                 -        -
certify             -        -              o          -                 -        -
review              *        -              -          -                 -        -
open_round          *        -              -          -                 -        -
note_use            *        -              -          *                 *        -
describe            -        o              -          -                 -        -
import              *        o              -          -                 -        -
comment             *        w              o          -                 -        -
rate                *        -              -          -                 -        -
allocate            *        -              -          -                 -        -
ask_change          -        o              -          -                 -        -
decide_change       *        -              -          -                 -        -
commit_for_place    -        o              -          -                 -        -
commit_for_centre   *        -              -          -                 -        -
draft_practice      *        o              -          -                 -        -
check_practice      *        -              -          -                 -        -
adopt               -        o              -          -                 -        -
experiment          *        o              -          -                 *        -
appeal              -        o              -          -                 -        -
evaluate            *        o              -          -                 *        -
export              *        w              o          *                 *        -
read_audit          -        -              -          -                 -        *
grant_roles         -        -              -          -                 -        *
"""
ALLOWED_AT = {"-": set(), "o": {OWN}, "w": {OWN, WITHIN}, "*": {OWN, WITHIN, ELSEWHERE, NOWHERE}}


def cells():
    heading, *lines = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (role, action, mark) for action, *marks in lines for role, mark in zip(heading, marks, strict=True)
    ]  # fmt: skip


def holding(*roles: str, own=(OWN,), within=(WITHIN,)) -> Person:
    return Person(
        person_id="p@x", name="P", roles=frozenset(Role(role) for role in roles),
        own_codes=frozenset(own), within_codes=frozenset(within),
    )  # fmt: skip


def test_the_table_has_a_cell_for_every_role_and_every_action():
    assert {(role, action) for role, action, _ in cells()} == {
        (role.value, action.value) for role in Role for action in Action
    }


@pytest.mark.parametrize(("role", "action", "mark"), cells())
@pytest.mark.parametrize("place", [OWN, WITHIN, ELSEWHERE, NOWHERE], ids=["own", "within", "elsewhere", "no place"])
def test_a_role_may_do_what_the_table_says_where_it_says(role, action, mark, place):
    expected = place in ALLOWED_AT[mark]
    asked = [place] if place else []
    assert may(holding(role), Action(action), asked) is expected
    if expected:
        demand(holding(role), Action(action), asked)
    else:
        with pytest.raises(NotAllowed):
            demand(holding(role), Action(action), asked)


def test_somebody_without_a_role_may_do_nothing_anywhere():
    for action in Action:
        assert not any(may(holding(), action, [place]) for place in (OWN, WITHIN, ELSEWHERE))


def test_a_place_role_without_a_place_reaches_nothing():
    for action in Action:
        assert reach(holding("place_officer", "certifier", own=(), within=()), action) == frozenset()


def test_of_two_roles_each_gives_what_it_gives_and_no_more():
    both = holding("place_officer", "certifier")
    assert may(both, Action.ANSWER, [OWN])
    assert may(both, Action.CERTIFY, [OWN])
    assert not may(both, Action.CERTIFY, [WITHIN])
    assert may(both, Action.READ_RETURNS, [WITHIN])


def test_one_place_of_ones_own_among_several_is_enough():
    assert may(holding("place_officer"), Action.ANSWER, [ELSEWHERE, OWN])


def test_a_refusal_says_who_may_not_do_what_and_whom_to_ask():
    with pytest.raises(NotAllowed) as refused:
        demand(holding("ministers_office"), Action.REVIEW, [OWN], of="the return of Barrow")
    assert "ministers office" in refused.value.for_reader
    assert "accept or send back the return of Barrow" in refused.value.for_reader
    assert "ask an administrator" in refused.value.for_reader


def test_every_action_has_words():
    assert set(WORDS) == set(Action)
