"""What a token's claims make of a person, and the sentence where they make none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.grant import Grant, grant_id
from domain.person import Role
from tests.ui import fakes
from ui.claims import address_of, ends_at, fingerprint, person_of, see_current
from ui.turned_away import TurnedAway, Why

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
CLAIMS = {"sub": "42", "email": "Ada@Council.Example", "name": "Ada Lovelace", "exp": NOON.timestamp() + 60}
FIGURES = fakes.FakeFigures()


def person(grant=None, **claims):
    return person_of(CLAIMS | claims, grant=grant, places=FIGURES.places, members=FIGURES.members)


def granted(*roles: Role, places=()) -> Grant:
    address = "ada@council.example"
    return Grant(grant_id=grant_id(address), address=address, name="Ada of the table", roles=roles, place_codes=places)


def refused(**claims) -> TurnedAway:
    with pytest.raises(TurnedAway) as turned:
        person(**claims)
    return turned.value


def test_the_address_in_small_letters_is_who_somebody_is_and_the_claims_give_roles_and_places():
    found = person(roles=["place_officer", "certifier"], places=["E06000001"])
    assert (found.person_id, found.name) == ("ada@council.example", "Ada Lovelace")
    assert found.roles == {Role.PLACE_OFFICER, Role.CERTIFIER}
    assert found.own_codes == {"E06000001"}
    assert not found.pretended


def test_without_an_address_the_providers_own_name_for_them_is():
    assert address_of({"sub": "auth|42"}) == "auth|42"


def test_a_combined_authority_reaches_the_councils_in_it(monkeypatch):
    monkeypatch.setattr(
        FIGURES, "places",
        FIGURES.places | {"E06000001": FIGURES.places["E06000001"].model_copy(
            update={"combined_authority_code": "E47000014"})},
    )  # fmt: skip
    found = person(roles=["place_officer"], places=["E47000014"])
    assert (found.own_codes, found.within_codes) == ({"E47000014"}, {"E06000001"})


def test_the_places_that_lie_in_an_authority_are_those_of_the_official_geography(shipped_stores):
    held = shipped_stores.figures
    claims = CLAIMS | {"roles": ["place_officer"], "places": ["E47000002"]}
    found = person_of(claims, grant=None, places=held.places, members=held.members)
    names = {held.places[code].name for code in found.within_codes}
    assert names == {"Barnsley", "Doncaster", "Rotherham", "Sheffield"}  # South Yorkshire
    county = person_of(claims | {"places": ["E10000020"]}, grant=None, places=held.places, members=held.members)
    assert {held.places[code].name for code in county.within_codes} == {
        "Breckland", "Broadland", "Great Yarmouth", "King's Lynn and West Norfolk", "North Norfolk", "Norwich",
        "South Norfolk",
    }  # fmt: skip


def test_a_retired_code_is_followed_to_the_places_that_came_after_it():
    assert person(roles="place_officer", places="E08000019").own_codes == {"E08000039"}
    assert person(roles="place_officer", places="E10000006").own_codes == {"E06000063", "E06000064"}


def test_without_a_claim_about_roles_the_table_of_roles_decides():
    found = person(granted(Role.CERTIFIER, places=("E06000063",)))
    assert (found.roles, found.own_codes) == ({Role.CERTIFIER}, {"E06000063"})


def test_claims_about_roles_stand_before_the_table():
    found = person(granted(Role.STEWARD), roles=["analyst"])
    assert found.roles == {Role.ANALYST}


def test_a_line_in_the_table_without_roles_removes_somebody_whatever_their_claims_say():
    assert refused(grant=granted(), roles=["steward"]).why is Why.ROLE_REMOVED


@pytest.mark.parametrize(
    ("claims", "why", "said"),
    [
        ({"roles": []}, Why.NO_ROLE, "ada@council.example"),
        ({}, Why.NO_ROLE, "no role here yet"),
        ({"roles": ["king"]}, Why.CLAIMS, "“king”"),
        ({"roles": 7}, Why.CLAIMS, "“roles”"),
        ({"roles": {"steward": True}}, Why.CLAIMS, "“roles”"),
        ({"roles": ["steward", 3]}, Why.CLAIMS, "“roles”"),
        ({"roles": ["place_officer"], "places": 3}, Why.CLAIMS, "“places”"),
        ({"roles": ["place_officer"]}, Why.NO_PLACE, "place officer"),
        ({"roles": ["place_officer"], "places": ["E06999999"]}, Why.UNKNOWN_PLACE, "“E06999999”"),
        ({"roles": ["place_officer"], "places": ["E06000001", "Hartlepool"]}, Why.UNKNOWN_PLACE, "“Hartlepool”"),
        ({"roles": ["place_officer"], "places": ["E26000001"]}, Why.UNKNOWN_PLACE, "“E26000001”"),
        ({"roles": ["steward"], "email_verified": False}, Why.CLAIMS, "“email_verified”"),
        ({"roles": ["steward"], "email_verified": "true"}, Why.CLAIMS, "“email_verified”"),
        ({"roles": ["steward"], "email": 5}, Why.CLAIMS, "“email”"),
        ({"roles": ["steward"], "email": "a\x00b@x"}, Why.CLAIMS, "“email”"),
        ({"roles": ["steward"], "email": "", "sub": ""}, Why.CLAIMS, "“sub”"),
    ],
)
def test_claims_that_are_wrong_or_missing_are_named_and_let_nobody_in(claims, why, said):
    turned = refused(**claims)
    assert turned.why is why
    assert said in turned.for_reader


def test_a_role_of_another_service_is_passed_over():
    assert person(roles=["vpn-user", "steward"]).roles == {Role.STEWARD}


def test_a_name_that_cannot_be_shown_gives_way_to_the_address():
    assert person(roles=["steward"], name="Ada\nroot").name == "ada@council.example"
    assert person(roles=["steward"], name=["Ada"]).name == "['Ada']"


def test_a_sign_in_lasts_until_its_token_ends_and_not_a_moment_longer():
    see_current({"exp": NOON.timestamp()}, now=NOON - dt.timedelta(seconds=1))
    with pytest.raises(TurnedAway) as turned:
        see_current({"exp": NOON.timestamp()}, now=NOON)
    assert turned.value.why is Why.EXPIRED


@pytest.mark.parametrize("exp", [None, "2030", True, float("nan"), 1e300, [1]])
def test_a_token_that_does_not_say_when_it_ends_is_refused(exp):
    with pytest.raises(TurnedAway) as turned:
        ends_at({"exp": exp})
    assert "“exp”" in turned.value.for_reader


def test_a_fingerprint_tells_sign_ins_apart_and_nothing_else():
    first = {"sub": "42", "iat": 1, "exp": 2, "nonce": "a", "email": "ada@x"}
    assert fingerprint(first) == fingerprint(first | {"name": "Ada", "email": "other@x"})
    assert len({fingerprint(first | {name: "other"}) for name in ("sub", "iat", "exp", "nonce", "sid", "jti")}) == 6
    assert all(word not in fingerprint({"sub": "ada@council.example"}) for word in ("ada", "council"))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=5,
)  # fmt: skip
LIKELY = {
    "exp": st.just(NOON.timestamp() + 60), "sub": st.text(), "email": st.text(),
    "roles": st.lists(st.sampled_from([*Role, "king"])), "places": st.lists(st.sampled_from([*fakes.PLACES, "E0"])),
}  # fmt: skip
OTHERS = dict.fromkeys(("email_verified", "name"), ANYTHING)


@given(st.fixed_dictionaries({}, optional={name: known | ANYTHING for name, known in LIKELY.items()} | OTHERS))
def test_whatever_a_token_holds_makes_a_person_who_may_do_something_or_a_sentence(claims):
    outcome = admitted(claims)
    if isinstance(outcome, TurnedAway):
        assert outcome.for_reader.endswith(".")
    else:
        assert outcome.roles
        assert outcome.own_codes <= {place.code for place in fakes.PLACES.values() if place.is_current}


def admitted(claims):
    try:
        see_current(claims, now=NOON)
        return person_of(claims, grant=None, places=FIGURES.places, members=FIGURES.members)
    except TurnedAway as turned:
        return turned
