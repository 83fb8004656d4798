"""One run for one reader: the door, the menu, the gate, the page, and a calm sentence when something fails."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from domain.person import Person
from ui import frame, menu, sign_in, surround
from ui.admission import provider_configured
from ui.door import show_door
from ui.identity import show_head
from ui.menu import Entry
from ui.roles import ANYBODY_ON_THIS_MACHINE, EVERYONE, allowed
from ui.stores import Stores, stores
from ui.turned_away import TurnedAway
from ui.turns import TURNS

log = logging.getLogger("stewardship")

SECTIONS_OF_THE_REGISTER = frozenset({"home", "register", "returns", "administration"})
SECONDS_WHILE_READ, SECONDS_WHILE_LAID_OUT = 2, 10
NO_REGISTER = "The register of returns cannot be shown, because of a fault of ours. Nothing in it was lost."


def visit() -> None:
    """Draw the page the reader asked for, inside the frame that every page shares."""
    st.set_page_config(page_title=frame.SERVICE, layout="wide", initial_sidebar_state="auto")
    try:
        sign_in.see_somebody()  # before anything is opened: the door answers while the service warms up
        held = stores()
        person = sign_in.who(held)
    except TurnedAway as turned:
        show_door(turned, menu.addresses())
        return
    except Exception as fault:
        _without_stores(menu.entries(), fault)
        return
    with TURNS.mine():
        _draw(held, person)


def _draw(held: Stores, person: Person) -> None:
    known = menu.entries()
    chosen = st.navigation(_menu(known, person), position="top")
    show_head(person, held, of_register=_is_of_the_register(known, chosen.url_path))
    chosen.run()
    surround.everywhere(_site_map(known, person))


def _without_stores(known: tuple[Entry, ...], fault: Exception) -> None:
    """Nothing can be read, not even who is who: where people sign in, nothing but that is said."""
    page = known[0] if known else Entry("", "", "", 0, EVERYONE, "", lambda _request, _stores: None)
    if provider_configured():
        known = ()
    pages = [st.Page(lambda: _failed(page, fault), title=page.title, url_path="home", default=True)]
    pages += [st.Page(lambda: _failed(page, fault), title=each.title, url_path=each.address) for each in known]
    chosen = st.navigation(pages, position="hidden")
    surround.head()
    chosen.run()


def _menu(known: tuple[Entry, ...], person: Person) -> list[st.Page]:
    """Every page. One the reader may not open is out of sight, yet its address still answers, with a sentence.

    One flat list: with sections Streamlit's menu for narrow screens nests its lists in a way screen readers stumble on.
    """
    start, shown = menu.home(known), menu.for_person(known, person)
    # The default page loses its own address, so the first page stands twice: unseen at the root, and in the menu.
    pages = [st.Page(_opener(start, person), title=start.title, url_path="home", default=True, visibility="hidden")]
    for entry in (*shown, *(each for each in known if each not in shown)):
        visibility = "visible" if entry in shown else "hidden"
        show = _opener(entry, person)
        pages.append(st.Page(show, title=entry.title, url_path=entry.address, visibility=visibility))
    return pages


def _site_map(known: tuple[Entry, ...], person: Person) -> dict[str, list[tuple[str, str]]]:
    sections: dict[str, list[tuple[str, str]]] = {}
    for entry in known:
        if entry.in_menu and allowed(person, entry.roles):
            sections.setdefault(entry.section_title, []).append((entry.title, entry.address))
    return sections


def _opener(entry: Entry, person: Person) -> Callable[[], None]:
    def show() -> None:
        show_page(entry, person)

    return show


def _is_of_the_register(known: tuple[Entry, ...], address: str) -> bool:
    chosen = next((entry for entry in known if entry.address == address), menu.home(known))
    return chosen.section in SECTIONS_OF_THE_REGISTER


def show_page(entry: Entry, person: Person = ANYBODY_ON_THIS_MACHINE) -> None:
    """Run one page for one reader, or say why not. Nothing a page raises reaches the screen as it is."""
    if not allowed(person, entry.roles):
        st.set_page_config(page_title=f"{entry.title} - {frame.SERVICE}")
        surround.heading("You cannot open this page")
        surround.notice(f"“{entry.title}” is for people with another role. Ask whoever runs this service for access.")
        return
    try:
        # What is said above a page has one place: where it moved the page down, whoever types would lose the cursor.
        with st.container():
            held = _with_desk(stores(), person, entry)
        title, section = entry.title, entry.section_title
        request = frame.begin(held, page=entry.address, page_title=title, section=section, person=person)
        with st.container():
            surround.problems(request)
        entry.show(request, held)
        frame.settle(entry.parameters)
    except Exception as fault:
        _failed(entry, fault)


def _with_desk(held: Stores, person: Person, entry: Entry) -> Stores:
    """The stores with the person's desk. Pages for everyone go on without one; others have nothing to show then."""
    if held.preparing():
        surround.notice(held.preparing())
        if held.still_preparing():
            surround.look_again(SECONDS_WHILE_LAID_OUT)
    if held.desk is not None or held.open_desk is None:
        return held
    try:
        return replace(held, desk=held.open_desk(person, dt.date.today()))
    except Exception as fault:
        if entry.roles != EVERYONE:
            raise
        log.warning("a page was shown without the register", exc_info=fault)
        surround.notice(f"{getattr(fault, 'for_reader', NO_REGISTER)} Official figures are not affected.")
        _wait_with_the_reader(fault)
        return held


def _failed(entry: Entry, fault: Exception) -> None:
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    log.error("reference %s: the page %s failed", reference, entry.address, exc_info=fault)
    title = getattr(fault, "title", "The figures cannot be read")
    surround.failure(getattr(fault, "for_reader", ""), reference=reference, again=entry.address, title=title)
    _wait_with_the_reader(fault)


def _wait_with_the_reader(fault: Exception) -> None:
    if getattr(fault, "passes_by_itself", False):
        surround.look_again(SECONDS_WHILE_READ)
