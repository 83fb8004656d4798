"""What may be added up of published money, and what is said instead where it may not."""

import pytest

from domain.published import AmountKind
from tests.ui.transformations import one, programme
from ui.transformation_list import matches, money_of
from ui.transformation_words import coverage, money, money_note


def test_grants_of_one_complete_programme_are_added_up():
    assert money_of([one(), one(amount=1_500_000.0)], programme()) == "£3.5 million"


def test_those_without_an_amount_are_counted_and_not_taken_for_nothing():
    listed = [one(), one(amount=None, amount_kind=AmountKind.NONE)]
    assert money_of(listed, programme()) == "£2 million; 1 without an amount"


def test_an_incomplete_list_is_never_added_up():
    partial = programme(complete=False, expected=55, covers="the first in the alphabet")
    assert money_of([one(), one()], partial) == "not added up: the list is incomplete"
    assert coverage(partial, 18) == "Incomplete: 18 of 55, the first in the alphabet"


def test_ceilings_are_never_added_up():
    ceiling = programme(amount_kind=AmountKind.CEILING)
    listed = [one(amount=20_000_000.0, amount_kind=AmountKind.CEILING)] * 3
    assert money_of(listed, ceiling) == "up to £20 million each; ceilings are not added up"


def test_a_shared_grant_is_counted_once():
    shared = programme(amount_kind=AmountKind.SHARED)
    both = [
        one(amount=None, amount_kind=AmountKind.SHARED, group_id="A", group_amount=7_000_000.0, group_size=2),
        one(amount=None, amount_kind=AmountKind.SHARED, group_id="A", group_amount=7_000_000.0, group_size=2),
    ]
    assert money_of(both, shared) == "£7 million in 1 grant"
    assert money_of(both[:1], shared).startswith("not added up")


def test_a_shared_grant_is_not_shown_as_the_amount_of_one():
    shared = one(amount=None, amount_kind=AmountKind.SHARED, group_amount=7_000_000.0, group_size=2)
    assert (money(shared), money_note(shared)) == ("none of its own", "£7,000,000 for 2 projects together")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ("£2,000,000", "grant")),
        ({"amount_kind": AmountKind.BID}, ("£2,000,000", "bid as announced")),
        ({"period": "2025-26"}, ("£2,000,000", "grant, 2025-26")),
        ({"amount": 0.0}, ("£0", "grant")),
        ({"amount": None, "amount_kind": AmountKind.NONE}, ("none published", "")),
    ],
)
def test_an_amount_always_says_what_it_is(fields, words):
    changed = one(**fields)
    assert (money(changed), money_note(changed)) == words


def test_every_word_asked_for_must_be_in_name_town_or_lead():
    assert matches(one(), "market BOLTON")
    assert not matches(one(), "market bury")
    assert matches(one(), "td-bol-01")
    assert matches(one(), "")
