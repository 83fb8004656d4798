"""Who is at the other end: signed in with a provider, or trying on a role on this machine.

``ui.claims`` says how a token's claims make a person. A sign-in is asked about again in every run: one whose token has
ended, or that was ended by signing out (a copy of its cookie would otherwise go on working for weeks), or whose roles
were taken away, is shown why and nothing else. Of an ended sign-in the register keeps a fingerprint; the token itself
is kept nowhere. While the register cannot be reached, roles come from the token alone, and ended sign-ins are those
that this process remembers; of the register nothing can be shown then in any case.
"""

import datetime as dt
import json
import logging
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from domain.grant import Grant
from domain.person import Person
from ui import view_as
from ui.admission import provider_configured
from ui.claims import Claims, address_of, ends_at, fingerprint, person_of, see_current
from ui.kept import keep, look
from ui.sign_in_return import FAULT
from ui.stores import Stores, stores
from ui.turned_away import SENTENCES, TurnedAway, Why

log = logging.getLogger("stewardship.sign_in")

SOMEBODY = "somebody"
_ended_here: dict[str, dt.datetime] = {}


def see_somebody() -> None:
    """Turn away whoever has not signed in, where people do."""
    if provider_configured():
        _claims()


def who(held: Stores) -> Person:
    """The person of this run. Raises ``TurnedAway`` with what to show instead of any page."""
    if not provider_configured():
        return view_as.pretended(held.figures, held.workspace)
    claims = _claims()
    try:
        person = _admitted(claims, held)
    except TurnedAway as turned:
        if _first_time(f"refused {turned.why} {fingerprint(claims)}"):
            _note(held, _address(claims), "sign-in refused", str(turned.why).replace("_", " "))
        raise
    if _first_time(f"signed in {fingerprint(claims)}"):
        _note(held, person.person_id, "signed in", _described(person))
    return person


def sign_out() -> None:
    """End this sign-in for good, here and with the provider; for the callback of a button."""
    claims = dict(st.user.to_dict())
    try:
        _end(claims, stores())
    except TurnedAway:
        pass  # it never let anybody in
    finally:
        st.logout()


def may_fetch(cookies: Mapping[str, str]) -> bool:
    """Whether the bearer of some cookies would be shown a page now: for what is served outside any page."""
    claims = _signed(cookies)
    if not claims.get("is_logged_in"):
        return False
    try:
        _admitted(claims, stores())
    except TurnedAway:
        return False
    return True


def _claims() -> Claims:
    claims = dict(st.user.to_dict())
    if claims.get("is_logged_in") is True:
        return claims
    told = str(st.context.cookies.get(FAULT, ""))
    why = Why(told) if told in {Why.SIGNED_OUT, Why.DECLINED, Why.UNREACHABLE} else Why.NOT_SIGNED_IN
    raise TurnedAway(why, SENTENCES[why])


def _admitted(claims: Claims, held: Stores) -> Person:
    see_current(claims, now=_now())
    address = address_of(claims)
    ended, grant, known = _looked_up(claims, address, held)
    if ended:
        raise TurnedAway(Why.ENDED, SENTENCES[Why.ENDED])
    if not known and "roles" not in claims:
        return Person(person_id=address, name=address)  # the table of roles cannot be read: published figures only
    return person_of(claims, grant=grant, places=held.figures.places, members=held.figures.members)


def _looked_up(claims: Claims, address: str, held: Stores) -> tuple[bool, Grant | None, bool]:
    """Whether the sign-in was ended, what the table of roles says, and whether the register could be asked."""
    print_of = fingerprint(claims)
    if held.open_people is None:
        return print_of in _ended_here, None, True
    try:
        people = held.open_people(Person(person_id=address, name=address))
        ended = print_of in _ended_here or people.ended(print_of)
        version = people.grant_of(address)
    except Exception as fault:
        _see_told(fault)
        log.warning("the register was not asked about a sign-in: %s", fault)
        return print_of in _ended_here, None, False
    return ended, version.record if version else None, True


def _end(claims: Claims, held: Stores) -> None:
    address, until = address_of(claims), ends_at(claims)
    _ended_here[fingerprint(claims)] = until
    for old in [known for known, end in _ended_here.items() if end < _now()]:
        del _ended_here[old]
    if held.open_people is None:
        return
    try:
        people = held.open_people(Person(person_id=address, name=address))
        people.end(fingerprint(claims), expires_at=until)
        people.note(action="signed out", detail="Ended the sign-in.")
    except Exception as fault:
        _see_told(fault)
        log.warning("a sign-out is remembered by this process alone: %s", fault)


def _first_time(what: str) -> bool:
    """Whether this is so for the first time in this session: the audit takes one line of it."""
    first = look(what) is None
    keep(what, True)
    return first


def _note(held: Stores, address: str, action: str, detail: str) -> None:
    """A line in the audit; without a register to write it in, the door still works."""
    if held.open_people is None:
        return
    try:
        held.open_people(Person(person_id=address, name=address)).note(action=action, detail=detail)
    except Exception as fault:
        _see_told(fault)
        log.warning("no audit line was written for %r: %s", action, fault)


def _see_told(fault: Exception) -> None:
    """Go on only after faults that have words for a reader: those of the register. Others are ours."""
    if not hasattr(fault, "for_reader"):
        raise fault


def _address(claims: Claims) -> str:
    try:
        return address_of(claims)
    except TurnedAway:
        return SOMEBODY


def _described(person: Person) -> str:
    roles = ", ".join(sorted(role.replace("_", " ") for role in person.roles)) or "no role"
    codes = ", ".join(sorted(person.own_codes))
    return f"As {roles}{' for ' if codes else ''}{codes}."


def _signed(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What the cookie of a sign-in says, where its signature is ours."""
    secret = get_cookie_secret()

    def read(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1", "replace")) if value else None

    try:
        told = json.loads(get_cookie_with_chunks(read, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
