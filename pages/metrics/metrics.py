"""Every metric of the catalogue, by mission: what is measured, how fresh it is, and what has no open figures."""

from typing import Any

import streamlit as st

from domain.mission import Catalogue, Framework, Mission
from ui import frame
from ui.address import anchor, href
from ui.metric_index import Group, draw_index, groups, index_finding
from ui.roles import EVERYONE

TITLE, ORDER, ROLES = "Metrics", 1, EVERYONE
DESCRIPTION = "Every metric by mission, with its newest period and the places it covers."
PARAMETERS = ("framework", "mission", "view")


def prepare(catalogue: Catalogue, framework: Framework, mission: Mission | None) -> list[Group]:
    """Gather the metrics of one mission, or of all missions and of none."""
    return groups(catalogue, framework, view="all", mission_id=mission.mission_id if mission else None)


def page(request: frame.Request, stores: Any) -> None:
    """Draw the index."""
    mission, framework = request.mission, request.framework
    frame.where_am_i(request, *([("Metrics", href("metrics")), mission.title] if mission else ["Metrics"]))
    about = f"{framework.title}: {mission.title}" if mission else framework.title
    frame.heading(index_finding(stores.catalogue, prepare(stores.catalogue, framework, mission)), caption=about)
    _choose_mission(request)
    draw_index(request, stores, mission=mission)
    frame.foot(request, build=stores.figures.build_id)


def _choose_mission(request: frame.Request) -> None:
    """Links to the metrics of one mission, and a button back to all."""
    missions = [
        anchor(mission.title, href("metrics", framework=request.framework, mission=mission))
        for mission in request.framework.missions
        if mission != request.mission
    ]
    st.html(f"<p>Metrics of one mission: {' · '.join(missions)}</p>")
    if request.mission:
        st.button("Show the metrics of all missions", on_click=frame.change, kwargs={"mission": None})
