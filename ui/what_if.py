"""A target a reader sets for one place and metric: what can be set, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from domain.metric import Metric
from domain.place import Place
from domain.prospect import Prospect
from domain.reason import Reason
from domain.verdict import AssuranceAnswer, Comparator, TrajectoryAnswer
from ui import frame
from ui import what_if_words as words
from ui.address import anchor, href
from ui.charts import PlaceSeries
from ui.marks import mark_image
from ui.numbers import middle_year, number, period_label
from ui.prose import facts, links, paragraphs
from ui.request import Request
from ui.rows import available_comparators, comparator_name
from ui.stores import Stores
from ui.wording import COMPARATORS


@dataclass(frozen=True)
class WhatIf:
    """A target, and what the figures say of it. ``refusal`` says why none can be tried, and then there is no prospect.

    ``impossible`` says why no figure can be at the target, which is then left out of the prospect. ``beside`` is the
    comparator's own prospect, absent for an average of several places; ``benchmark`` its newest figure, for
    ``benchmark_period``. ``national`` is the figure and year a framework asks of the place, where it does.
    """

    place: Place
    metric: Metric
    comparator: Comparator | None
    against: str
    target: float | None
    by: int | None
    refusal: str = ""
    impossible: str = ""
    history: PlaceSeries | None = None
    prospect: Prospect | None = None
    beside: Prospect | None = None
    benchmark: float | None = None
    benchmark_period: str = ""
    national: tuple[float, int] | None = None
    assurance: AssuranceAnswer = AssuranceAnswer.NO_TARGET
    assurance_reason: Reason | None = None


def finding(found: WhatIf, *, place: str) -> str:
    """The page's heading."""
    target = None if found.impossible else found.target
    return words.finding(found.prospect, found.metric, place=place, target=target, by=found.by)


def choosers(request: Request, stores: Stores, place: Place) -> None:
    """Everything of the question, each changed where it stands: whose, of what, against whom, how much, by when."""
    left, right = st.columns(2)
    with left:
        frame.choose_place(request)
    with right:
        frame.choose_metric(request, metrics=offered_metrics(request, stores))
    first, second, third = st.columns([1, 1, 2])
    with first:
        frame.type_in(request, "target", _target_label(request.metric), example="For example: 78.5")
    with second:
        frame.type_in(request, "by", "Year to reach it in", example="For example: 2030")
    options = available_comparators(place)
    with third:
        if options:
            names = {option: _comparator(place, option, stores) for option in options}
            frame.choose_comparator(request, options, words=names)


def offered_metrics(request: Request, stores: Stores) -> list[Metric]:
    """Metrics for which a target can be tried, and whatever else the address asked for."""
    every = [metric for metric in stores.catalogue.metrics.values() if metric.is_measured]
    offered = [metric for metric in every if not words.cannot_try(metric, place="")]
    return offered if request.metric is None or request.metric in offered else [*offered, request.metric]


def no_answer(found: WhatIf, *, place: str) -> str:
    """Why the target has no answer, in one sentence or two; nothing where it has, or none is set."""
    if found.refusal or found.impossible:
        return found.refusal or found.impossible
    if found.prospect is None:
        return ""
    return words.no_answer(
        found.prospect, found.metric, place=place, target=found.target, by=found.by, periods=periods(found)
    )


def periods(found: WhatIf) -> words.Periods:
    """The period that each year of the place's figures stands for, where that is a year or longer.

    A forecast counts in years, three of which a figure may cover: the reader knows it by its period.
    """
    points = found.history.points if found.history else ()
    return {
        middle_year(point.start, point.months): period_label(point.start, point.months)
        for point in points
        if point.months >= words.YEAR
    }


def starts(found: WhatIf) -> str:
    """Targets to begin from, as links: the national one, and where the comparator is now."""
    if found.prospect is None:
        return ""
    same = {"place": found.place, "metric": found.metric, "compare": found.comparator}
    newest = found.prospect.newest_year
    last = newest + words.YEARS_AHEAD
    year = found.by if found.by and newest < found.by <= last else last
    offered = []
    if found.national:
        target, by = found.national
        text = words.national_words(target, by, found.metric)
        offered.append((text, href("what_if", target=target, by=by, **same)))
    if found.benchmark is not None:
        text = words.comparator_words(found.benchmark, found.metric, against=_sentence(found.against), by=year)
        offered.append((text, href("what_if", target=round(found.benchmark, found.metric.decimals), by=year, **same)))
    return f"<h2>Targets to begin from</h2>{links(offered)}" if offered else ""


def outcome(found: WhatIf) -> str:
    """What follows from the target: the answer, the pace it takes, what would change it, and the comparator."""
    prospect, metric = found.prospect, found.metric
    if prospect is None:
        return ""
    asked = found.target is not None and found.by is not None and not found.impossible
    spoken = periods(found)
    told = [
        ("Pace it takes", words.needed_words(prospect, metric, spoken)),
        ("Pace so far", words.achieved_words(prospect, metric, spoken)),
        ("Newest figure", words.path_words(prospect, metric, spoken)),
        ("What would change this", words.tip_words(prospect, metric)),
        ("Met reliably", words.assurance_words(found.assurance, found.assurance_reason) if asked else ""),
        *_beside(found),
    ]
    answer = [("Answer", _marked(prospect, metric))] if asked else []
    cautions = [words.caution(metric), words.long_periods(found.history.points[-1].months if found.history else 0)]
    listed = facts([*answer, *((name, escape(text)) for name, text in told)])
    return listed + paragraphs([caution for caution in cautions if caution])


def _marked(prospect: Prospect, metric: Metric) -> str:
    word = f"<span><strong>{escape(words.answer_words(prospect, metric))}</strong></span>"
    return f'<span class="marked">{mark_image(prospect.answer)} {word}</span>'


def _beside(found: WhatIf) -> list[tuple[str, str]]:
    if found.comparator is None or found.benchmark is None:
        return []
    against = _sentence(found.against)
    now = f"{number(found.benchmark, found.metric)}, for {found.benchmark_period}"
    return [
        (f"{against}, now", now),
        (f"{against}, later", words.beside_words(found.beside, found.metric, by=found.by)),
    ]


def explained(bands: Sequence[tuple[TrajectoryAnswer, float]]) -> str:
    """What the chance is, what it is not, and which chance earns which word."""
    methods = anchor("How the chance is worked out and how it did against the past", href("methods"))
    told = paragraphs([words.NO_PROMISE, words.ON_THE_PAST, words.bands_words(bands)])
    return f"<h2>What this is, and is not</h2>{told}<p>{methods}</p>"


def onward(found: WhatIf) -> str:
    """Where to go from here."""
    place, metric, compare = found.place, found.metric, found.comparator
    return links(
        [
            (f"Profile of {place.name}", href("profile", place=place, compare=compare)),
            (f"{metric.title} in all places", href("metric", metric=metric, place=place, compare=compare)),
            (f"Places like {place.name}", href("alike", place=place, metric=metric)),
            *_promising(found),
        ]
    )


def _promising(found: WhatIf) -> list[tuple[str, str]]:
    """Where a target that was tried can be made a commitment."""
    if found.target is None or found.by is None or found.impossible:
        return []
    address = href("commitments", place=found.place, metric=found.metric, target=found.target, by=found.by, view="make")
    return [("Make this target a commitment", address)]


def _comparator(place: Place, comparator: Comparator, stores: Stores) -> str:
    if comparator.is_neighbours:
        return _sentence(COMPARATORS[comparator])
    return _sentence(comparator_name(place, comparator, stores.figures.places))


def _target_label(metric: Metric | None) -> str:
    if metric is None:
        return "Target"
    unit = f"{metric.prefix}{metric.suffix}".strip() or metric.unit
    return f"Target, in {unit}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
