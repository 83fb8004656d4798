"""The places most like one, by measures the reader may choose, and what makes them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from domain.metric import Metric
from domain.place import Level, Place
from metrics.own_neighbours import feature_metrics, wide, without_outcome
from metrics.resemblance import Likeness, Resemblance, resemblance
from ui import frame, own_likeness
from ui.address import query_string
from ui.download import offer
from ui.own_likeness import AlikeMeasure, AlikePlace, OwnLikeness
from ui.profile_view import where
from ui.roles import EVERYONE
from ui.rows import cited
from ui.side_by_side_choosers import offered_metrics
from ui.stores import Stores
from ui.wording import PLACE_LEVELS

TITLE, ORDER, ROLES = "Places like it", 4, EVERYONE
DESCRIPTION = "The places most like one, by measures you choose: how near they are, and what makes them alike."
PARAMETERS = ("place", "metric", "metrics", "level")

LISTED: Mapping[Level, int] = {Level.COMBINED_AUTHORITY: 5, Level.REGION: 3, Level.NATION: 3}
LISTED_OF_MANY = 10
NAMED = 2  # measures that make a place alike, or hold it apart
PUBLISHED_FAMILY = "global"


def prepare(request: frame.Request, place: Place, stores: Stores) -> OwnLikeness:
    """Find the place's nearest among the places of its level, without the help of the outcome to be compared."""
    figures, level = stores.figures, _level(request, place)
    chosen = request.metrics or feature_metrics(stores.catalogue)
    allowed = without_outcome(chosen, request.metric)
    peers = [other.code for other in figures.current_places if level in other.levels]
    table = wide(figures.newest_figures([metric.metric_id for metric in allowed], peers), allowed, peers)
    used = {metric.metric_id: metric for metric in allowed if metric.metric_id in table.columns}
    found = resemblance(table, place.code, k=LISTED.get(level, LISTED_OF_MANY))
    nothing = OwnLikeness(
        place=place,
        level=level,
        standard=not request.metrics,
        outcome=request.metric,
        of_outcome=tuple(metric for metric in chosen if metric not in allowed and metric != request.metric),
        too_few=tuple(metric for metric in allowed if metric.metric_id not in used),
        measures=tuple(AlikeMeasure(metric, None, None, None) for metric in used.values()),
    )
    published = figures.neighbours(place.code, PUBLISHED_FAMILY)
    return _filled(nothing, found, used, figures.places, published) if found else nothing


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the list, or offer places to choose from."""
    if request.place is None:
        _choose(request, stores)
        return
    place = request.place
    frame.title(request, place.name)
    frame.where_am_i(request, *where(place, stores.figures.places), TITLE)
    found = prepare(request, place, stores)
    frame.heading(own_likeness.finding(found), caption=f"Among {PLACE_LEVELS[found.level]}")
    _controls(request, place, stores)
    if found.nearest:
        st.html(
            own_likeness.introduction(found)
            + own_likeness.places_table(found)
            + own_likeness.onward(found)
            + own_likeness.measures_table(found)
            + own_likeness.how_firm(found)
        )
        _download(request, stores, found)
    else:
        frame.notice(own_likeness.why_none(found))
        if found.measures and found.level is not Level.UNITED_KINGDOM:
            st.html(own_likeness.introduction(found))
    frame.foot(request, sources=cited(found.metrics, stores.sources), build=stores.figures.build_id)


def _level(request: frame.Request, place: Place) -> Level:
    """The level asked for where the place stands at it, otherwise its lowest."""
    return request.level if request.level and request.level in place.levels else place.level


def _filled(
    nothing: OwnLikeness,
    found: Resemblance,
    used: Mapping[str, Metric],
    places: Mapping[str, Place],
    published: Sequence[str],
) -> OwnLikeness:
    first = published[: len(found.nearest)]
    return replace(
        nothing,
        measures=tuple(AlikeMeasure(used[one.metric_id], one.own, one.nearest, one.every) for one in found.shared),
        nearest=tuple(_alike(each, used, places, first) for each in found.nearest),
        others=found.others,
        lists_shared=sum(each.code in first for each in found.nearest),
        list_length=len(first),
        kept_without=found.kept_without,
    )


def _alike(
    likeness: Likeness, used: Mapping[str, Metric], places: Mapping[str, Place], published: Sequence[str]
) -> AlikePlace:
    alike = [key for key in sorted(used, key=lambda key: -likeness.alike[key])[:NAMED] if likeness.alike[key] > 0]
    rest = [key for key in used if key not in alike and likeness.apart[key] > 0]
    apart = sorted(rest, key=lambda key: -likeness.apart[key])[:NAMED]
    return AlikePlace(
        place=places[likeness.code],
        distance=100 * likeness.distance,
        alike=tuple(used[key] for key in alike),
        apart=tuple(used[key] for key in apart),
        published=likeness.code in published,
    )


def _controls(request: frame.Request, place: Place, stores: Stores) -> None:
    """The place, its level where it stands at two, the measures to go by, and the outcome that must not choose."""
    standard = len(feature_metrics(stores.catalogue))
    left, right = st.columns(2)
    with left:
        frame.choose_place(request)
        if len(place.levels) > 1:
            frame.choose_level(request, place.levels, "Look among")
    with right:
        frame.choose_metric(request, "Outcome to be compared, which is left out")
        if request.metric:
            st.button("Leave nothing out", on_click=frame.change, kwargs={"metric": None})
    label = f"Measures to go by, up to ten; without any, the standard set of {standard}"
    frame.choose_metrics(request, label, metrics=offered_metrics(request, stores))
    if request.metrics:
        st.button("Use the standard set of measures", on_click=frame.change, kwargs={"metrics": None})


def _choose(request: frame.Request, stores: Stores) -> None:
    frame.where_am_i(request)
    frame.heading("Choose a place to see which places are most like it")
    frame.choose_place(request)
    frame.search_place(request)
    frame.foot(request, build=stores.figures.build_id)


def _download(request: frame.Request, stores: Stores, found: OwnLikeness) -> None:
    offer(
        partial(own_likeness.as_frame, found), title=f"Places most like {found.place.name}", metrics=found.metrics,
        request=request, stores=stores, key="csv.alike",
        query=query_string({
            "place": found.place, "metric": found.outcome, "metrics": request.metrics, "level": found.level,
        }),
    )  # fmt: skip
