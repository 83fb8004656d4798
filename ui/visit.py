"""One run for one reader: the menu, the gate, the page, and a calm sentence when something fails."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from ui import frame, menu, surround
from ui.menu import Entry
from ui.roles import ANYBODY_ON_THIS_MACHINE, User, allowed
from ui.stores import stores

log = logging.getLogger("stewardship")


def visit(user: User = ANYBODY_ON_THIS_MACHINE) -> None:
    """Draw the page the reader asked for, inside the frame that every page shares."""
    st.set_page_config(page_title=frame.SERVICE, layout="wide", initial_sidebar_state="auto")
    known = menu.entries()
    chosen = st.navigation(_menu(known, user), position="top")
    surround.head()
    chosen.run()
    surround.everywhere([(entry.title, entry.address) for entry in known if entry.section == "about"])


def _menu(known: tuple[Entry, ...], user: User) -> list[st.Page]:
    """Every page. One the reader may not open is out of sight, yet its address still answers, with a sentence.

    One flat list: with sections Streamlit's menu for narrow screens nests its lists in a way screen readers stumble on.
    """
    start = menu.home(known)
    # The default page loses its own address, so the first page stands twice: unseen at the root, and in the menu.
    pages = [st.Page(_opener(start, user), title=start.title, url_path="home", default=True, visibility="hidden")]
    for entry in known:
        visibility = "visible" if entry.in_menu and allowed(user, entry.roles) else "hidden"
        show = _opener(entry, user)
        pages.append(st.Page(show, title=entry.title, url_path=entry.address, visibility=visibility))
    return pages


def _opener(entry: Entry, user: User) -> Callable[[], None]:
    def show() -> None:
        show_page(entry, user)

    return show


def show_page(entry: Entry, user: User) -> None:
    """Run one page for one reader, or say why not. Nothing a page raises reaches the screen as it is."""
    if not allowed(user, entry.roles):
        surround.heading("You cannot open this page")
        surround.notice(f"“{entry.title}” is for people with another role. Ask whoever runs this service for access.")
        return
    try:
        held = stores()
        request = frame.begin(held, page=entry.address, page_title=entry.title, section=entry.section_title)
        surround.problems(request)
        entry.show(request, held)
        frame.settle(entry.parameters)
    except Exception as fault:
        _failed(entry, fault)


def _failed(entry: Entry, fault: Exception) -> None:
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    log.error("reference %s: the page %s failed", reference, entry.address, exc_info=fault)
    surround.failure(getattr(fault, "for_reader", ""), reference=reference, again=entry.address)
