"""The page for those who were not let in: why, and what to do. It shows nothing else, at whatever address."""

from collections.abc import Iterable

import streamlit as st

from ui import prose, surround
from ui.admission import DEFAULT, providers
from ui.return_typing import unsaved_texts
from ui.sign_in import sign_out
from ui.turned_away import HEADINGS, TurnedAway, Why

SIGNED_IN_BUT = frozenset({Why.CLAIMS, Why.NO_ROLE, Why.ROLE_REMOVED, Why.NO_PLACE, Why.UNKNOWN_PLACE})


def show_door(turned: TurnedAway, addresses: Iterable[str]) -> None:
    """Answer every address of the service with one page."""

    def show() -> None:
        st.set_page_config(page_title=f"{HEADINGS[turned.why]} - {surround.SERVICE}")
        surround.heading(HEADINGS[turned.why])
        st.html(f'<p class="door">{surround.escape(turned.for_reader)}</p>{_typed_last(turned.why)}')
        _ways_on(turned.why)

    # Streamlit must know every address, or it would say itself that there is no page.
    pages = [st.Page(show, title="Sign in", url_path="home", default=True)]
    pages += [st.Page(show, title="Sign in", url_path=address) for address in sorted(addresses)]
    st.navigation(pages, position="hidden").run()


def _typed_last(why: Why) -> str:
    """What was being typed when the time of a sign-in ran out: a new one begins with nothing."""
    texts = unsaved_texts() if why is Why.EXPIRED else []
    if not texts:
        return ""
    return prose.paragraphs(["What you typed last was not saved. Copy it before you sign in again:"]) + prose.bullets(
        texts
    )


def _ways_on(why: Why) -> None:
    if why in SIGNED_IN_BUT:
        st.button("Sign out", on_click=sign_out, type="primary")
        return
    names = providers()
    for name in names:
        words = "Sign in" if len(names) == 1 else f"Sign in with {name.replace('-', ' ').capitalize()}"
        st.button(words, key=f"door.{name}", type="primary", on_click=st.login, args=() if name == DEFAULT else (name,))
