"""What narrows the library down: words, result, mission, measure, place, evidence and cost, and in which order."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import streamlit as st

from domain.mission import Mission
from domain.place import Place
from domain.practice import CostBand
from ui import frame
from ui.address import href
from ui.learning_words import COST_BANDS, RESULTS
from ui.library_compare import AT_MOST
from ui.library_list import Line
from ui.names import distinct_names, with_article
from ui.request import Request
from ui.sentences import in_running_text
from ui.stores import Stores

ORDERS: Mapping[str, str] = {
    "relevance": "Closest to the words",
    "evidence": "Strongest evidence first",
    "newest": "Newest first",
    "title": "By title",
}
GRADES: Mapping[str, str] = {
    "5": "Level 5 only", "4": "Level 4 or more", "3": "Level 3 or more", "2": "Level 2 or more",
    "1": "Any level", "0": "Not graded",
}  # fmt: skip
CHOICES = ("words", "result", "mission", "metric", "place", "grade", "cost")
WORDS_AT_MOST = 200


def choose(request: Request, stores: Stores, places: Mapping[str, str]) -> None:
    """The search box, the result and the order; all else folds away. ``places`` are names by code."""
    frame.type_in(
        request, "words", "Search the library, then press Enter", example="For example: empty homes",
        max_chars=WORDS_AT_MOST,
    )  # fmt: skip
    first, second = st.columns(2)
    with first:
        results = {one.value: words.capitalize() for one, words in RESULTS.items()}
        frame.choose_or_every("result", "Result", results, _value(request.result), every="Every result")
    with second:
        own = ORDERS["relevance"] if request.words else ORDERS["evidence"]
        rest = {
            name: words for name, words in ORDERS.items() if words != own and (request.words or name != "relevance")
        }
        frame.choose_or_every("order", "Order", rest, request.order if request.order in rest else None, every=own)
    with st.expander(_folded(request), expanded=False):
        _more(request, stores, places)


def _folded(request: Request) -> str:
    chosen = [words for words in (_mission(request), _metric(request), _place(request)) if words]
    chosen += [GRADES[str(request.grade)]] if request.grade is not None else []
    chosen += [COST_BANDS[request.cost]] if request.cost else []
    return "Narrowed to: " + "; ".join(chosen) if chosen else "Narrow by mission, measure, place, evidence or cost"


def _mission(request: Request) -> str:
    return request.mission.title if request.mission else ""


def _metric(request: Request) -> str:
    return request.metric.title if request.metric else ""


def _place(request: Request) -> str:
    return request.place.name if request.place else ""


def _more(request: Request, stores: Stores, places: Mapping[str, str]) -> None:
    missions = {one.mission_id: one.title for one in request.framework.missions}
    frame.choose_or_every("mission", "Mission", missions, _id_of(request.mission), every="Every mission")
    metrics = {one.metric_id: one.title for one in stores.catalogue.metrics.values() if one.is_measured}
    if request.metric:
        metrics.setdefault(request.metric.metric_id, request.metric.title)
    by_title = dict(sorted(metrics.items(), key=lambda pair: pair[1]))
    chosen = request.metric.metric_id if request.metric else None
    frame.choose_or_every("metric", "Measure it is about", by_title, chosen, every="Every measure")
    where = request.place.code if request.place and request.place.code in places else None
    frame.choose_or_every("place", "Tried in", places, where, every="Anywhere")
    grade = str(request.grade) if request.grade is not None else None
    frame.choose_or_every("grade", "Least evidence", GRADES, grade, every="Any evidence, graded or not")
    bands = {one.value: words.capitalize() for one, words in COST_BANDS.items()}
    frame.choose_or_every("cost", "Cost", bands, _value(request.cost), every="Any cost, known or not")


def _id_of(mission: Mission | None) -> str | None:
    return mission.mission_id if mission else None


def _value(chosen: StrEnum | None) -> str | None:
    """The plain text: what a widget holds must be of the very kind of its options."""
    return chosen.value if chosen else None


def names_of(stores: Stores) -> dict[str, str]:
    """The current places by name, for the list to choose from."""
    return distinct_names(stores.figures.current_places)


def narrowed_to(
    *, words: str | None, mission: Mission | None, metric_title: str, place: Place | None, grade: int | None,
    cost: CostBand | None,
) -> str:  # fmt: skip
    """What the list is narrowed to apart from the result, as the end of "104 entries ..."."""
    parts = [f"for the words “{words}”"] if words else []
    parts += [f"for {in_running_text(mission.title)}"] if mission else []
    parts += [f"about {in_running_text(metric_title)}"] if metric_title else []
    parts += [f"tried in {with_article(place)}"] if place else []
    parts += [f"with {GRADES[str(grade)].lower()} of evidence"] if grade else []
    parts += ["that are not graded"] if grade == 0 else []
    parts += [f"costing {COST_BANDS[cost]}"] if cost else []
    return " ".join(parts)


def take_away(request: Request) -> None:
    """One button that takes every choice away, where any was made."""
    if any(request.address.get(name) for name in CHOICES):
        nothing = dict.fromkeys(CHOICES)
        st.button("Take every choice away", key="library.clear", on_click=frame.change, kwargs=nothing)


def nothing_fits(request: Request) -> None:
    """That nothing fits, and where to go on."""
    links = [("Ask who has solved this", href("asks", place=request.place, metric=request.metric, view="post"))]
    if request.place:
        links.insert(0, ("What could help here", href("what_helps", place=request.place, metric=request.metric)))
    frame.notice("Nothing in the library fits all that you chose. Take a choice away, or ask other places.", links)


def choose_compared(compared: Sequence[Line], listed: Sequence[Line]) -> None:
    """Which entries stand side by side, out of those that do and those that are listed."""
    titles = {line.practice.practice_id: line.practice.title for line in (*compared, *listed)}
    chosen = [line.practice.practice_id for line in compared]
    frame.choose_several("practices", f"Put up to {AT_MOST} entries side by side", titles, chosen, AT_MOST)
