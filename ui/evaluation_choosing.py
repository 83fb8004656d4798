"""What an evaluation is asked of: the choosers, and what to choose from where the question is not whole yet."""

import datetime as dt
from dataclasses import replace
from typing import Any

import streamlit as st

from domain.metric import Metric
from domain.place import Level
from ui import evaluation_words as words
from ui import frame, prose
from ui.address import anchor, href
from ui.evaluation_subject import Subject, offers
from ui.evaluation_view import offered
from ui.list_parts import part, turn
from ui.names import with_article
from ui.numbers import month
from ui.request import Request
from ui.sentences import joined
from ui.stores import Stores
from ui.visible import shown

TOO_LONG_AGO = "No measure has figures from so long ago. Choose a start in 1990 or later."
DID_IT_WORK = "Did it work?"
FIRST_START = dt.date(1990, 1, 1)
LONG_ENOUGH = dt.timedelta(days=3 * 365)  # two yearly figures since, and a year until the second is out
YEARLY = frozenset({1, 2, 3, 4, 6, 12, 24})  # months between figures from which a series of years can be made


def choosers(request: Request, stores: Stores, subject: Subject) -> None:
    """Everything of the question, each changed where it stands: about what, which measure, since when, beside whom."""
    first, second = st.columns(2)
    with first:
        _choose_subject(request, stores, subject)
    with second:
        frame.choose_metric(request, metrics=_offered_metrics(request, stores, subject))
    third, fourth = st.columns(2)
    with third:
        frame.choose_day(
            replace(request, on=request.on or subject.starts_on), "When it started", first=FIRST_START,
            last=request.today,
        )  # fmt: skip
    with fourth:
        rule = request.kind if request.kind in words.DONOR_RULES else words.NEAREST
        others = {name: text for name, text in words.DONOR_RULES.items() if name != words.NEAREST}
        frame.choose_or_every(
            "kind", "Compare with", others, rule if rule in others else None, every=words.DONOR_RULES[words.NEAREST]
        )
    frame.choose_view(request, {method.value: text for method, text in words.METHODS.items()}, "Way of comparing")


def _choose_subject(request: Request, stores: Stores, subject: Subject) -> None:
    if request.transformation:
        if not subject.transformation_id:
            frame.notice(f"No transformation here is called “{shown(request.transformation)}”. Choose places by hand.")
        elif not subject.places:
            frame.notice("No register says where this transformation lies. Choose the places by hand.")
        title = subject.title or request.transformation
        frame.choose_or_every(
            "transformation", "About", {request.transformation: title}, request.transformation,
            every="Places chosen by hand",
        )  # fmt: skip
        return
    if stores.desk is not None:
        for kind, asked, known in (
            ("practice", request.practice, subject.title), ("adoption", request.adoption, subject.adoption_id),
        ):  # fmt: skip
            if asked and not known:
                frame.notice(f"No {kind} here is called “{shown(asked)}”. What follows is about the places alone.")
    offered_places = [place for place in stores.figures.current_places if place.level is not Level.UNITED_KINGDOM]
    if subject.practice_id and subject.title:
        st.button(f"Not about “{subject.title}”", on_click=frame.change, kwargs={"practice": None, "adoption": None})
    frame.choose_places(replace(request, places=subject.places), "Places that took part", places=offered_places)


def _offered_metrics(request: Request, stores: Stores, subject: Subject) -> list[Metric]:
    """Metrics with yearly figures for such places; and the one that is chosen."""
    levels = {level for place in subject.places for level in place.levels}
    return [
        metric
        for metric in stores.catalogue.metrics.values()
        if metric.is_measured
        and (
            metric == request.metric
            or (metric.every_months in YEARLY and (not levels or metric.lowest_level in levels))
        )
    ]


def begin(request: Request, stores: Stores, subject: Subject, top: Any) -> None:
    """What is still to be chosen, and what there is to ask about."""
    missing = [
        *([] if subject.places else ["where it was done"]),
        *([] if subject.places and subject.starts else ["when it started"]),
        *([] if request.metric else ["the measure it should have moved"]),
    ]
    with top:
        frame.heading(f"Choose {joined(missing)}, to see what the figures say came of it", caption=DID_IT_WORK)
    html = about(subject)
    if subject.suggested and not subject.starts:
        address = href(
            "evaluate", transformation=subject.transformation_id, metric=request.metric, on=subject.suggested
        )
        html += f"<p>A register dates it {anchor(f'{month(subject.suggested)}: start from there', address)}</p>"
    aims = [stores.catalogue.metrics[key] for key in subject.metric_ids if key in stores.catalogue.metrics]
    if aims and request.metric is None:
        same = {"transformation": subject.transformation_id, "on": subject.starts_on or subject.suggested}
        html += prose.heading("What it aims to move")
        html += prose.links([(one.title, href("evaluate", metric=one, **same)) for one in aims if one.is_measured])
    if html:  # an empty element is refused
        st.html(html)
    if not subject.transformation_id:
        _offers(request, stores, subject)


def _offers(request: Request, stores: Stores, subject: Subject) -> None:
    place = subject.places[0] if subject.places else None
    every = offers(stores, place=place, before=request.today - LONG_ENOUGH)
    if not every:
        return
    start, end = part(request, len(every))
    names = {code: one.name for code, one in stores.figures.places.items()}
    where = f" in {with_article(place)}" if place else ""
    st.html(
        prose.heading(f"{len(every):,} transformations{where} began long enough ago to ask about")
        + offered(every[start - 1 : end], names)
    )
    turn(start, end, len(every), key="evaluate")


def about(subject: Subject) -> str:
    """What it is about, with the way back to it."""
    if subject.transformation_id:
        address = href("transformation", transformation=subject.transformation_id)
    elif subject.practice_id and subject.title:
        address = href("practice", practice=subject.practice_id)
    else:
        return ""
    return f"<p>About {anchor(subject.title, address)}</p>"
