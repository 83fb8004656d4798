"""Who is reading, said in one line above every page, with the way to sign out or to try on another role."""

import re
from html import escape

import streamlit as st

from domain.person import Person
from ui import surround, view_as, view_as_cookie
from ui.sign_in import sign_out
from ui.stores import Stores

MARKUP = re.compile(r"[\\`*_{}\[\]()#$:~<>|!]")  # Streamlit would take a name with these for formatting
THIS_MACHINE = "Nobody is signed in; this machine only."


def show_head(person: Person, held: Stores, *, of_register: bool) -> None:
    """What stands above every page, and the one button that opens what more there is about the reader."""
    reader = THIS_MACHINE if person.pretended else ""
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="head"):
        surround.head(held.workspace, of_register=of_register, reader=reader)
        with st.popover(_label(person, held), width="content"):
            if person.pretended:
                _about_this_machine(person, held)
            else:
                _about_person(person, held)
        if person.pretended and (choice := view_as.to_be_remembered(person)):
            st.html(view_as_cookie.image(choice))


def _label(person: Person, held: Stores) -> str:
    roles = " and ".join(sorted(view_as.WORDS[role] for role in person.roles)) or "no role"
    places = [held.figures.places[code].name for code in sorted(person.own_codes)]
    for_places = f", {places[0]}" if len(places) == 1 else f", {len(places)} places" if places else ""
    words = f"View as: {roles}{for_places}" if person.pretended else f"{person.name} ({roles}{for_places})"
    return MARKUP.sub(r"\\\g<0>", words)


def _about_this_machine(person: Person, held: Stores) -> None:
    view_as.chooser(person, held.figures)
    st.html(
        '<p class="identity">Until a sign-in is set up, the service answers this machine only, and a role can be tried'
        " on. What is written is signed with the role.</p>"
    )


def _about_person(person: Person, held: Stores) -> None:
    names = [held.figures.places[code].name for code in sorted(person.own_codes)]
    places = f"<p>For: {escape(', '.join(names))}</p>" if names else ""
    st.html(f'<div class="identity"><p>Signed in as {escape(person.person_id)}</p>{places}</div>')
    st.button("Sign out", on_click=sign_out)
