"""The first page of somebody who is here for nothing in particular: what is open to everyone."""

import streamlit as st

from ui import frame, prose
from ui import today_words as words
from ui.address import href
from ui.stores import Stores

THEIRS = "What was reported of transformations is for those who answer for them: they see it once they have a role."
WAYS = (
    ("Find a transformation", "transformations"),
    ("How the missions stand", "missions"),
    ("How one place stands", "profile"),
)


def nobody(request: frame.Request, stores: Stores) -> None:
    """Say what is open, and where to begin."""
    many = len(stores.programmes.transformations) if stores.programmes else 0
    found = f"{many:,} published transformations and the figures of every place are open to you"
    frame.heading(found, caption=words.caption(request.today, [], None))
    st.html(prose.paragraphs([THEIRS]) + prose.links((title, href(page)) for title, page in WAYS))
    frame.foot(request, build=stores.figures.build_id)
