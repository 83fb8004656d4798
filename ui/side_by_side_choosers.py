"""What a comparison can be changed by: places, metrics, comparator, view, and which place or metric is singled out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from domain.metric import Metric
from domain.place import Place
from domain.verdict import Comparator
from ui import beginnings, frame, prose, side_by_side
from ui.grid import Grid
from ui.request import Request
from ui.rows import available_comparators
from ui.stores import Stores


def choosers(request: Request, stores: Stores, grid: Grid, *, views: Mapping[str, str]) -> str | None:
    """What can be changed: places, metrics, comparator and view; gives the code of the place to draw in colour."""
    left, right = st.columns(2)
    with left:
        frame.choose_places(request, "Places, up to ten")
    with right:
        frame.choose_metrics(request, "Metrics, up to ten", metrics=offered_metrics(request, stores))
    with st.expander("More ways to choose places and metrics"):
        frame.search_place(request, "Add a place by a former name or another spelling", into="places")
        links = beginnings.of_missions(
            request.framework, stores.catalogue, request.places, compare=grid.comparator, view=request.view
        )
        st.html(f"<p>These places on what comes first for one mission:</p>{prose.links(links)}")
    left, middle, right = st.columns([2, 3, 2])
    offered = offered_comparators(grid.places)
    with left:
        if offered:
            words = {one: side_by_side.comparator_of_several(grid.places, one, grid.known) for one in offered}
            frame.choose_comparator(request, offered, words=words)
    with middle:
        view = frame.choose_view(request, views)
    with right:
        return _highlight(request, grid) if view != "table" and len(grid.places) > 1 else None


def choose_over_time(request: Request, grid: Grid, drawn: Sequence[Metric]) -> None:
    """Which metric to draw over time, where all at once would be too much."""
    if len(drawn) < len(grid.metrics):
        shown = replace(request, metric=drawn[0])
        frame.choose_metric(shown, "Metric to draw over time, one at a time", metrics=grid.metrics)


def offered_metrics(request: Request, stores: Stores) -> list[Metric]:
    """Every measured metric, and whatever else the address asked for."""
    measured = [metric for metric in stores.catalogue.metrics.values() if metric.is_measured]
    return [*measured, *(metric for metric in request.metrics if not metric.is_measured)]


def offered_comparators(places: Sequence[Place]) -> tuple[Comparator, ...]:
    """What at least one of the places can be compared with."""
    offered = {comparator for place in places for comparator in available_comparators(place)}
    return tuple(comparator for comparator in Comparator if comparator in offered)


def _highlight(request: Request, grid: Grid) -> str | None:
    """The place to draw in colour against grey, if one was chosen."""
    among = request.place in grid.places
    frame.choose_place(request if among else replace(request, place=None), "Highlight", places=grid.places)
    if among:
        st.button("Highlight none", on_click=frame.change, kwargs={"place": None})
    return request.place.code if request.place and among else None
