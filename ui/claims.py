"""What a sign-in tells about a person, turned into who they are here, or refused with a sentence that says why.

The provider signs a token whose claims are read in this order:

* ``email``, in small letters, is who they are; where the token says ``email_verified``, it must be true. Without an
  address, ``sub`` is. ``name`` is how they are shown.
* ``exp``, the moment at which the token ends, must lie ahead.
* ``roles``, a list of names such as ``steward`` or ``place_officer``, decides what they may do, and ``places``, a list
  of official codes, where. The code of a place that was merged or recoded is followed to the one that came after it.
* A token without ``roles`` leaves both to the table of roles, which administrators keep here, by address.
* A line in that table without any role takes a person's access away, whatever the token says.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from domain.grant import Grant
from domain.permission import PERMISSIONS, Extent
from domain.person import Person, Role
from domain.place import Place
from ui.succession import followers
from ui.turned_away import TurnedAway, Why
from ui.visible import shown

Claims = Mapping[str, Any]
Members = Callable[[str], Iterable[Place]]
OF_ONE_SIGN_IN = ("iss", "sub", "sid", "jti", "nonce", "iat", "exp")
ASK = "Ask whoever looks after the sign-in of your organisation to put it right, then sign in again."
OF_A_PLACE = frozenset(role for role, granted in PERMISSIONS.items() if not {Extent.EVERYWHERE} & set(granted.values()))
"""Roles that reach nothing without a place."""


def fingerprint(claims: Claims) -> str:
    """What one sign-in is known by after it ended: a digest from which nothing of the token can be read."""
    told = [str(claims.get(name, "")) for name in OF_ONE_SIGN_IN]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def ends_at(claims: Claims) -> dt.datetime:
    """The moment at which the sign-in ends, which every token states."""
    stated = claims.get("exp")
    try:
        if isinstance(stated, int | float) and not isinstance(stated, bool):
            return dt.datetime.fromtimestamp(stated, tz=dt.UTC)
    except (OverflowError, OSError, ValueError):
        pass  # a number, and no moment
    raise _faulty("exp", "does not say when the sign-in ends")


def see_current(claims: Claims, *, now: dt.datetime) -> None:
    """Turn away whoever comes with a sign-in that has ended by itself."""
    if ends_at(claims) <= now:
        raise TurnedAway(
            Why.EXPIRED,
            "Your sign-in lasted as long as your organisation lets it, and has come to an end. What was saved is"
            " safe. Sign in again to go on.",
        )


def address_of(claims: Claims) -> str:
    """Who somebody is: their address in small letters, or what the provider calls them."""
    address = claims.get("email")
    if address is None or address == "":
        return _text(claims, "sub")
    if claims.get("email_verified", True) is not True:
        raise _faulty("email_verified", "says that your address was not verified")
    return _text(claims, "email").lower()


def person_of(claims: Claims, *, grant: Grant | None, places: Mapping[str, Place], members: Members) -> Person:
    """The person a sign-in is of, with the roles and places it gives them, or the table of roles does."""
    address = address_of(claims)
    if grant is not None and not grant.roles:
        raise TurnedAway(
            Why.ROLE_REMOVED,
            f"An administrator took away the roles of {shown(address)} here. What you wrote before stays on record. If"
            " you should have a role, ask an administrator of this service.",
        )
    roles, codes = _granted(claims, grant, places)
    _see_enough(address, roles, codes)
    name = claims.get("name") or (grant.name if grant else address)
    return standing_for(person_id=address, name=_one_line(name, address), roles=roles, codes=codes, members=members)


def standing_for(
    *, person_id: str, name: str, roles: Iterable[Role], codes: Iterable[str], members: Members, pretended: bool = False
) -> Person:
    """A person with some roles and places, and the places that lie in those."""
    own = frozenset(codes)
    within = frozenset(place.code for code in own for place in members(code)) - own
    return Person(
        person_id=person_id, name=name, roles=frozenset(roles), own_codes=own, within_codes=within, pretended=pretended
    )


def _granted(
    claims: Claims, grant: Grant | None, places: Mapping[str, Place]
) -> tuple[frozenset[Role], frozenset[str]]:
    if "roles" in claims:
        return _roles(claims), _present(_texts(claims, "places"), places)
    if grant is not None:
        return frozenset(grant.roles), _present(grant.place_codes, places)
    return frozenset(), frozenset()


def _roles(claims: Claims) -> frozenset[Role]:
    """Those that are roles here: a provider may name roles of other services too."""
    told = _texts(claims, "roles")
    known = frozenset(Role(name) for name in told if name in set(Role))
    if told and not known:
        listed = ", ".join(f"“{shown(name)}”" for name in told[:5])
        raise _faulty("roles", f"holds {listed}, none of which is a role here; the roles are {', '.join(Role)}")
    return known


def _present(codes: Sequence[str], places: Mapping[str, Place]) -> frozenset[str]:
    """Today's codes of some places; one that nobody knows is not guessed at."""
    found: set[str] = set()
    for text in codes:
        place = places.get(text.strip().upper())
        following = (place,) if place and place.is_current else followers(place, places) if place else ()
        if not following:
            raise TurnedAway(
                Why.UNKNOWN_PLACE,
                f"Your sign-in names the place “{shown(text)}”, and no place of today has that code. Nothing is shown"
                f" until it is right, so that you see no other place's returns by mistake. {ASK}",
            )
        found |= {each.code for each in following}
    return frozenset(found)


def _see_enough(address: str, roles: frozenset[Role], codes: frozenset[str]) -> None:
    if not roles:
        raise TurnedAway(
            Why.NO_ROLE,
            f"You are signed in as {shown(address)}, and have no role here yet. Ask an administrator of this service to"
            " give you one, then reload this page.",
        )
    if roles <= OF_A_PLACE and not codes:
        named = " and ".join(sorted(role.replace("_", " ") for role in roles))
        raise TurnedAway(
            Why.NO_PLACE,
            f"You are signed in as {shown(address)}, with the role {named} but without a place to have it for. Ask an"
            " administrator of this service to name your council or combined authority, then reload this page.",
        )


def _texts(claims: Claims, name: str) -> tuple[str, ...]:
    """A claim with several values: a list, or one text with commas or blanks between."""
    told = claims.get(name)
    if told is None:
        return ()
    if isinstance(told, str):
        return tuple(told.replace(",", " ").split())
    if isinstance(told, list | tuple) and all(isinstance(item, str) for item in told):
        return tuple(item.strip() for item in told)
    raise _faulty(name, "is not a list of texts")


def _text(claims: Claims, name: str) -> str:
    told = claims.get(name)
    if not isinstance(told, str) or not told.strip():
        raise _faulty(name, "does not say who you are")
    line = _one_line(told, "")
    if not line:
        raise _faulty(name, "cannot be read as one line of text")
    return line


def _one_line(told: object, otherwise: str) -> str:
    """A text that a person's line can hold, or what stands in for it."""
    try:
        return Person(person_id=str(told), name="-").person_id
    except ValidationError:
        return otherwise


def _faulty(name: str, what: str) -> TurnedAway:
    sentence = f"You were signed in, but “{name}” in what your organisation's sign-in sent us {what}."
    return TurnedAway(Why.CLAIMS, f"{sentence} Nothing is shown until it is right. {ASK}")
