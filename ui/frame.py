"""The frame of every page: the address read, kept and written back, and the widgets that change it.

Only this file touches the address and the session. A parameter missing from an address means "as before", never
"the default": Streamlit empties the address whenever the reader goes to another page.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from domain.metric import Metric
from domain.person import Person
from domain.place import Level, Place
from domain.source import Source
from domain.verdict import RULE_VERSION, Comparator
from ui import kept, surround
from ui.address import ORDER, plain_text
from ui.names import distinct_names
from ui.request import SEVERAL_AT_MOST, Problem, Request, read_request
from ui.stores import Stores, stores
from ui.surround import SERVICE, heading, notice, where_am_i
from ui.wording import COMPARATORS, PLACE_LEVELS

__all__ = ["SERVICE", "Problem", "Request", "heading", "notice", "where_am_i"]


# Kept page by page; all else follows the reader around.
OF_ONE_PAGE = frozenset({"round", "status", "period", "on", "kind", "view", "order", "level", "start", "words"})
OF_ONE_LINK = frozenset({"experiment", "appeal"})  # never kept: without one their pages show the list
MEMORY = "frame.memory"
NOW = "frame.now"  # the page, and the parameters of the view being drawn
WIDGET = "frame.choose."

Choice = TypeVar("Choice")


def begin(held: Stores, *, page: str, page_title: str, section: str, person: Person | None = None) -> Request:
    """Read what the reader asked for: once a run, before the page."""
    _drop_leftovers(page)
    given = {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
    request = read_request(
        _remembered(page, given) | given, typed=given, places=held.figures.places, catalogue=held.catalogue,
        today=dt.date.today(), page=page, page_title=page_title, section=section, person=person,
    )  # fmt: skip
    st.session_state[NOW] = (page, {name: ",".join(values) for name, values in request.address.items()})
    _remember(request)
    title(request)
    return request


def settle(parameters: Iterable[str] = ORDER) -> None:
    """Write back what the address lacks, so that it reproduces the view: once a run, after the page."""
    _page, now = st.session_state[NOW]
    missing = {name: now[name] for name in parameters if name in now and name not in st.query_params}
    if missing:
        st.query_params.update(missing)


def change(**parameters: object) -> None:
    """Change the address from a widget's callback; the run that follows reads it. ``None`` or nothing takes away."""
    page, _now = st.session_state[NOW]
    if "metric" in parameters:
        parameters = {"target": None} | parameters  # a target is in the unit of its metric
    for name, value in {"start": None, **parameters}.items():  # another list begins at its beginning
        text = plain_text(value)
        _keep(page, name, text)
        if text:
            st.query_params[name] = text
        else:
            st.query_params.pop(name, None)


def title(request: Request, subject: str = "") -> None:
    """Name the browser's tab: the subject first, then the page, then the service."""
    parts = [subject, request.page_title, SERVICE]
    st.set_page_config(page_title=" - ".join(part for part in parts if part))


def foot(request: Request, *, sources: Iterable[Source] = (), rules: str = RULE_VERSION, build: str = "") -> None:
    """Sources with dates, rule version, build, and the link that reproduces this view."""
    _page, now = st.session_state[NOW]
    surround.foot(request, sources=sources, rules=rules, build=build, parameters=now, origin=st.context.url or "")


def choose_place(request: Request, label: str = "Place", *, places: Iterable[Place] | None = None) -> Place | None:
    """A list of places by name, in which typing part of a name is enough."""
    names = distinct_names(_offered(places))
    _choose_one("place", label, names, request.place.code if request.place else None, empty="Choose or type a place")
    return request.place


def choose_places(
    request: Request, label: str = "Places", *, places: Iterable[Place] | None = None, at_most: int = SEVERAL_AT_MOST
) -> tuple[Place, ...]:
    """Several places by name, in the order chosen."""
    names = distinct_names(_offered(places))
    choose_several("places", label, names, [place.code for place in request.places], at_most)
    return request.places[:at_most]


def search_place(
    request: Request, label: str = "Search by a former name or another spelling", *, into: str = "place"
) -> None:
    """A search that forgives spelling and knows former names, with one button for each place found.

    ``into="places"`` adds the place to the others instead.
    """
    text = st.text_input(label, key=f"{WIDGET}search", max_chars=80, placeholder="For example: Allerdale").strip()
    if not text:
        return
    matches = list(stores().figures.find_places(text))
    if not matches:
        notice(f"No place has a name like “{text}”. Try fewer letters, or a neighbouring place.")
    for match in matches:
        found_as = "" if match.matched_name == match.place.name else f", found as {match.matched_name}"
        chosen: object = match.place if into == "place" else [*request.places, match.place]
        st.button(
            f"{match.place.name}{found_as} ({match.place.code})",
            key=f"{WIDGET}found.{match.place.code}.{match.matched_name}",
            on_click=change,
            kwargs={into: chosen},
        )


def choose_metric(request: Request, label: str = "Metric", *, metrics: Iterable[Metric] | None = None) -> Metric | None:
    """A list of metrics by title; without a list of its own, all that are measured."""
    names = _titles(metrics)
    chosen = request.metric.metric_id if request.metric else None
    _choose_one("metric", label, names, chosen, empty="Choose or type a metric")
    return request.metric


def choose_metrics(
    request: Request, label: str = "Metrics", *, metrics: Iterable[Metric] | None = None, at_most: int = SEVERAL_AT_MOST
) -> tuple[Metric, ...]:
    """Several metrics by title, in the order chosen."""
    choose_several("metrics", label, _titles(metrics), [metric.metric_id for metric in request.metrics], at_most)
    return request.metrics[:at_most]


def choose_comparator(
    request: Request,
    options: Sequence[Comparator] = tuple(Comparator),
    label: str = "Compare with",
    *,
    words: Mapping[Comparator, str] = COMPARATORS,
) -> Comparator:
    """What to compare with. Where the one asked for is not on offer, the first is used and the page says so."""
    every = COMPARATORS | dict(words)
    chosen = _offered_or_first(request.comparator, options, "compare" in request.address, every.get)
    _choose_one("compare", label, {option.value: words[option] for option in options}, chosen.value)
    return chosen


def choose_level(
    request: Request,
    options: Sequence[Level],
    label: str = "Level of geography",
    *,
    words: Mapping[Level, str] = PLACE_LEVELS,
) -> Level:
    """Which level of geography to show; the first unless another was asked for."""
    chosen = _offered_or_first(request.level, options, request.level is not None, (PLACE_LEVELS | dict(words)).get)
    _choose_one("level", label, {option.value: words[option] for option in options}, chosen.value)
    return chosen


def choose_or_every(name: str, label: str, words: Mapping[str, str], chosen: str | None, *, every: str) -> None:
    """One value of a parameter from a list, or none in particular, for which ``every`` is the words."""
    _choose_one(name, label, {"": every, **words}, chosen or "")


def type_in(request: Request, name: str, label: str, *, example: str = "", max_chars: int = 20) -> None:
    """A field for one parameter that is typed. What was typed stays in it, whether or not it could be read."""
    key = _prepared(name, ",".join(request.address.get(name, ())))
    st.text_input(label, key=key, max_chars=max_chars, placeholder=example, on_change=_chosen, args=(name, key))


def choose_period(request: Request, options: Mapping[dt.date, str], label: str = "Period") -> dt.date:
    """Which period to show, by its first day; the first of the options unless another was asked for."""
    chosen = _offered_or_first(request.period, tuple(options), request.period is not None, options.get)
    _choose_one("period", label, {day.isoformat(): words for day, words in options.items()}, chosen.isoformat())
    return chosen


def choose_day(request: Request, label: str, *, first: dt.date, last: dt.date) -> dt.date | None:
    """A day as at which to show everything, out of those between two days; none where none was asked for."""
    chosen = request.on if request.on and first <= request.on <= last else None
    key = _prepared("on", chosen)
    st.date_input(
        label, value=None, min_value=first, max_value=last, key=key, format="DD/MM/YYYY", on_change=_chosen,
        args=("on", key),
    )  # fmt: skip
    return chosen


def choose_view(request: Request, options: Mapping[str, str], label: str = "View") -> str:
    """Which picture of the same figures to show, as a row of radio buttons; the first unless another was asked for."""
    chosen = _offered_or_first(request.view, tuple(options), request.view is not None, options.get)
    key = _prepared("view", chosen)
    st.radio(
        label, list(options), key=key, index=None, horizontal=True, format_func=kept.labelled(key, options),
        on_change=_chosen, args=("view", key),
    )  # fmt: skip
    return chosen


def _choose_one(name: str, label: str, words: Mapping[str, str], chosen: str | None, *, empty: str = "") -> None:
    key = _prepared(name, chosen)
    st.selectbox(
        label, list(words), key=key, index=None, format_func=kept.labelled(key, words), on_change=_chosen,
        args=(name, key), placeholder=empty or None, required=chosen is not None,
    )  # fmt: skip


def choose_several(name: str, label: str, words: Mapping[str, str], chosen: list[str], at_most: int) -> None:
    """Several values of a parameter from a list, in the order chosen."""
    key = _prepared(name, [code for code in chosen if code in words][:at_most])
    st.multiselect(
        label, list(words), key=key, format_func=words.__getitem__, on_change=_chosen, args=(name, key),
        max_selections=at_most, placeholder=f"Choose up to {at_most}",
    )  # fmt: skip


def _prepared(name: str, value: Any) -> str:
    """The key of a parameter's widget, holding what the address says, and the address told what is shown."""
    key = WIDGET + name
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    if text := plain_text(value):
        st.session_state[NOW][1][name] = text
    return key


def _chosen(name: str, key: str) -> None:
    change(**{name: kept.meant(key)})


def _offered_or_first(
    asked: Choice | None, options: Sequence[Choice], was_asked: bool, words: Callable[[Choice], str | None]
) -> Choice:
    if asked is not None and asked in options:
        return asked
    if asked is not None and was_asked:
        wanted = words(asked) or str(asked)
        notice(f"“{wanted}” is not on offer here. This shows “{words(options[0])}” instead.")
    return options[0]


def _offered(places: Iterable[Place] | None) -> Iterable[Place]:
    if places is not None:
        return places
    return [place for place in stores().figures.places.values() if place.is_current]


def _titles(metrics: Iterable[Metric] | None) -> dict[str, str]:
    if metrics is None:
        metrics = (metric for metric in stores().catalogue.metrics.values() if metric.is_measured)
    return {metric.metric_id: metric.title for metric in sorted(metrics, key=lambda metric: metric.title)}


def _drop_leftovers(page: str) -> None:
    """Take away what the last page left in the address: after the back button the browser still reports it."""
    last_page, last = st.session_state.get(NOW, (page, {}))
    for name in OF_ONE_PAGE if last_page != page else ():
        if name in st.query_params and st.query_params[name] == last.get(name):
            del st.query_params[name]


def _remembered(page: str, given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    memory = st.session_state.get(MEMORY, {})
    kept = {name: memory.get(_slot(page, name), "") for name in ORDER if name not in OF_ONE_LINK}
    if given.get("metric", (kept["metric"],)) != (kept["metric"],):
        kept["target"] = ""  # it was one for another metric
    if given.get("transformation", (kept["transformation"],)) != (kept["transformation"],):
        for name in ("on", "view", "start"):  # they were of another transformation
            kept[name] = ""
            _keep(page, name, "")
    return {name: (text,) for name, text in kept.items() if text}


def _remember(request: Request) -> None:
    """Keep what was understood: of a retired place its successor, of a value nobody knows nothing."""
    for name in request.address:
        understood = plain_text(getattr(request, "comparator" if name == "compare" else name))
        if understood:
            _keep(request.page, name, understood)


def _keep(page: str, name: str, text: str) -> None:
    st.session_state.setdefault(MEMORY, {})[_slot(page, name)] = text


def _slot(page: str, name: str) -> str:
    return f"{page}?{name}" if name in OF_ONE_PAGE else name
