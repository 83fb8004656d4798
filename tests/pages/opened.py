"""A page opened the way the shell opens it, without a browser."""

import html

from streamlit.testing.v1 import AppTest

from domain.person import Person
from ui import stores
from ui.roles import ANYBODY_ON_THIS_MACHINE

SCRIPT = """
from tests.pages import opened
from ui import menu, visit

(entry,) = [entry for entry in menu.entries() if entry.address == {page!r}]
visit.show_page(entry, opened.readers[-1])
"""

readers = [ANYBODY_ON_THIS_MACHINE]


def opened(page: str, held, *, person: Person = ANYBODY_ON_THIS_MACHINE, **address: str) -> AppTest:
    """The page at an address as a person sees it, run once."""
    stores.provide(lambda: held)
    readers.append(person)
    visit = AppTest.from_string(SCRIPT.format(page=page), default_timeout=30)
    for name, text in address.items():
        visit.query_params[name] = text
    return visit.run()


def text(visit: AppTest) -> str:
    """Everything the page drew as HTML."""
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))
