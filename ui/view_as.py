"""Trying on a role where nobody signs in: on this machine alone, and always said."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain.person import Person, Role
from domain.place import Level, Place
from domain.workspace import Workspace
from ui import view_as_cookie
from ui.claims import OF_A_PLACE, standing_for
from ui.kept import fill, held, keep, look
from ui.names import distinct_names
from ui.roles import ANYBODY_ON_THIS_MACHINE
from ui.succession import followers

ROLE, PLACE = "view_as.role", "view_as.place"
ROLE_WIDGET, PLACE_WIDGET = "view_as.choose.role", "view_as.choose.place"
NO_ROLE = "nobody"
WORDS: Mapping[str, str] = {
    NO_ROLE: "no role: published figures only",
    Role.STEWARD: "steward",
    Role.PLACE_OFFICER: "place officer",
    Role.CERTIFIER: "certifier",
    Role.MINISTERS_OFFICE: "minister's office",
    Role.ANALYST: "analyst",
    Role.ADMINISTRATOR: "administrator",
}
ANSWERING = (Level.DISTRICT, Level.UPPER_TIER, Level.COMBINED_AUTHORITY)


def pretended(figures: Any, workspace: Workspace | None) -> Person:
    """Who this session is trying to be. Each role has an id of its own: nobody certifies their own return."""
    role, code = _choice()
    role = role or (Role.STEWARD if workspace is Workspace.TRAINING else NO_ROLE)
    if role == NO_ROLE or role not in set(Role):
        return ANYBODY_ON_THIS_MACHINE
    codes = [place.code for place in [_place(figures, code)] if place] if _of_a_place(role) else []
    return standing_for(
        person_id=f"{role}@this-machine", name=f"{WORDS[role].capitalize()} on this machine", roles=[Role(role)],
        codes=codes, members=figures.members, pretended=True,
    )  # fmt: skip


def to_be_remembered(person: Person) -> str:
    """What the browser should keep of the choice, nothing where it has it already."""
    role = next(iter(person.roles), NO_ROLE)
    choice = view_as_cookie.written(role, next(iter(person.own_codes), None))
    return "" if look(ROLE) is None or st.context.cookies.get(view_as_cookie.NAME) == choice else choice


def chooser(person: Person, figures: Any) -> None:
    """The list of roles, and of places for a role that answers for one."""
    role = next(iter(person.roles), NO_ROLE)
    fill(ROLE_WIDGET, str(role))
    st.selectbox(
        "View as", list(WORDS), key=ROLE_WIDGET, format_func=WORDS.__getitem__, on_change=_chosen,
        args=(ROLE, ROLE_WIDGET),
    )  # fmt: skip
    if _of_a_place(role):
        names = distinct_names(offered(figures.places.values()))
        fill(PLACE_WIDGET, next(iter(person.own_codes), None))
        st.selectbox(
            "For the place", list(names), key=PLACE_WIDGET, index=None, format_func=names.__getitem__,
            placeholder="Choose or type a place", on_change=_chosen, args=(PLACE, PLACE_WIDGET),
        )  # fmt: skip


def offered(places: Any) -> Sequence[Place]:
    """The places that answer for transformations: today's councils and combined authorities."""
    return [place for place in places if place.is_current and set(place.levels) & set(ANSWERING)]


def _choice() -> tuple[str | None, str | None]:
    """What was chosen in this session, or else remembered from one before."""
    if look(ROLE) is not None or look(PLACE) is not None:
        return look(ROLE), look(PLACE)
    return view_as_cookie.chosen(st.context.cookies)


def _place(figures: Any, code: str | None) -> Place | None:
    """The place chosen, or the first by name, so that there is something to see."""
    known = figures.places.get(code) if code else None
    today = [known] if known and known.is_current else followers(known, figures.places) if known else []
    chosen = today[0] if len(today) == 1 else None
    return chosen or min(offered(figures.places.values()), key=lambda place: place.name, default=None)


def _of_a_place(role: str) -> bool:
    return role in OF_A_PLACE


def _chosen(name: str, key: str) -> None:
    role, code = _choice()
    for slot, value in ((ROLE, role), (PLACE, code)):
        keep(slot, value)
    keep(name, held(key))
