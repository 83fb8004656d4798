"""A page opened the way the shell opens it, without a browser."""

import html

from streamlit.testing.v1 import AppTest

from ui import stores

SCRIPT = """
from ui import menu, visit
from ui.roles import ANYBODY_ON_THIS_MACHINE

(entry,) = [entry for entry in menu.entries() if entry.address == {page!r}]
visit.show_page(entry, ANYBODY_ON_THIS_MACHINE)
"""


def opened(page: str, held, **address: str) -> AppTest:
    """The page at an address, run once."""
    stores.provide(lambda: held)
    visit = AppTest.from_string(SCRIPT.format(page=page), default_timeout=30)
    for name, text in address.items():
        visit.query_params[name] = text
    return visit.run()


def text(visit: AppTest) -> str:
    """Everything the page drew as HTML."""
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))
