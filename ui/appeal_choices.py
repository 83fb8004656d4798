"""What a list of asks and offers is narrowed by: place, measure, mission and kind of help."""

import streamlit as st

from ui import frame
from ui.appeal_gathered import metric_titles
from ui.learning_words import KINDS_OF_APPEAL
from ui.names import distinct_names
from ui.request import Request
from ui.stores import Stores


def choosers(request: Request, stores: Stores) -> None:
    """Four lists to choose from, in two columns."""
    first, second = st.columns(2)
    with first:
        names = distinct_names(stores.figures.current_places)
        place = request.place.code if request.place else None
        frame.choose_or_every("place", "Place", names, place, every="Everywhere")
        titles = metric_titles(stores)
        if request.metric:
            titles.setdefault(request.metric.metric_id, request.metric.title)
        metric = request.metric.metric_id if request.metric else None
        frame.choose_or_every("metric", "Measure", titles, metric, every="Any measure")
    with second:
        missions = {one.mission_id: one.title for one in request.framework.missions}
        mission = request.mission.mission_id if request.mission else None
        frame.choose_or_every("mission", "Mission", missions, mission, every="Any mission")
        kinds = {kind.value: words.capitalize() for kind, words in KINDS_OF_APPEAL.items()}
        kind = request.kind if request.kind in kinds else None
        frame.choose_or_every("kind", "Kind of help", kinds, kind, every="Any kind")
