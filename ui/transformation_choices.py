"""What narrows and orders the list of transformations: each may be taken away again where it was chosen."""

from collections.abc import Mapping

import streamlit as st

from ui import frame
from ui.delivery_words import STATUSES
from ui.names import distinct_names
from ui.stores import Stores
from ui.transformation_reports import KINDS, ORDERS

VIEWS = {
    "all": "Any amount",
    "largest": "£20 million or more",
    "middle": "£5 million to £20 million",
    "smaller": "Under £5 million",
    "unknown": "No amount of its own",
}


def choose(request: frame.Request, stores: Stores, titles: Mapping[str, str]) -> tuple[str, str]:
    """The choices, and of them the band of money and the words to find, which no other page shares."""
    first, second, third = st.columns([1, 1, 1])
    with first:
        names = distinct_names(stores.figures.current_places)
        frame.choose_or_every(
            "place", "Place", names, request.place.code if request.place else None, every="Every place"
        )
    with second:
        chosen = request.programme if request.programme in titles else None
        frame.choose_or_every("programme", "Programme", titles, chosen, every="Every programme")
    with third:
        missions = {one.mission_id: f"{one.number}. {one.title}" for one in request.framework.missions}
        mission = request.mission.mission_id if request.mission else None
        frame.choose_or_every("mission", "Mission it could serve", missions, mission, every="Every mission")
    if stores.desk is not None:
        _reported(request)
    wanted = st.text_input(
        "Find by a word of its name, town or lead", max_chars=60, key="transformations.find", on_change=frame.change
    ).strip()
    return frame.choose_view(request, VIEWS, "Published money"), wanted


def _reported(request: frame.Request) -> None:
    """What narrows and orders the list by what was reported."""
    first, second, third = st.columns([1, 1, 1])
    with first:
        words = {status.value: told.capitalize() for status, told in STATUSES.items()}
        chosen = request.status.value if request.status else None
        frame.choose_or_every("status", "Status", words, chosen, every="Every status")
    with second:
        kind = request.kind if request.kind in KINDS else None
        frame.choose_or_every("kind", "What it needs", KINDS, kind, every="Whatever it needs")
    with third:
        order = request.order if request.order in ORDERS else None
        frame.choose_or_every("order", "Order", ORDERS, order, every="By the name of the place")
