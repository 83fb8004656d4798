"""A target a reader sets for a place and a metric: the path, the chance, and the pace it takes."""

from dataclasses import replace

import streamlit as st

from domain.metric import Metric
from domain.observation import Observation
from domain.place import Place
from domain.prospect import Prospect
from domain.verdict import Comparator, Verdict
from metrics.assurances import assure
from metrics.methods.chance import LABELS
from metrics.targets import baseline_on, place_targets
from metrics.verdicts import absent_reason
from metrics.what_if import what_if as prospect_of
from ui import frame, what_if, what_if_words
from ui.charts import PlaceSeries, show
from ui.download import offer
from ui.fan import fan
from ui.metric_words import source_line
from ui.names import with_article
from ui.numbers import period_label
from ui.profile_view import where
from ui.roles import EVERYONE
from ui.rows import available_comparators, cited, comparator_name, comparator_place, place_series
from ui.stores import Stores
from ui.what_if import WhatIf

TITLE, ORDER, ROLES = "What if", 3, EVERYONE
DESCRIPTION = "Set a target, a year and a comparator for a place, and see the path, the chance and the pace it takes."
PARAMETERS = ("place", "metric", "compare", "target", "by")


def prepare(request: frame.Request, place: Place, metric: Metric, stores: Stores) -> WhatIf:
    """Gather the place's figures and the comparator's, and ask what follows for the target."""
    figures = stores.figures
    comparator = _comparator(request, place)
    parent = comparator_place(place, comparator, figures.places) if comparator else None
    asked = WhatIf(
        place=place,
        metric=metric,
        comparator=comparator,
        against=comparator_name(place, comparator, figures.places) if comparator else "",
        target=request.target,
        by=request.by,
        refusal=what_if_words.cannot_try(metric, place=with_article(place)),
        impossible=what_if_words.impossible(request.target, metric),
    )
    codes = [place.code, *([parent.code] if parent else [])]
    found = figures.series(codes, [metric.metric_id])
    own = [one for one in found if one.place_code == place.code]
    if asked.refusal or not any(one.value is not None for one in own):
        return replace(asked, refusal=asked.refusal or _no_figures(metric, place))
    beside = [one for one in found if parent and one.place_code == parent.code]
    told = figures.verdicts([place.code], [metric.metric_id], comparator or Comparator.NATION)
    return _answered(asked, own, beside, next(iter(told), None), stores)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the question and its answer, or offer places and metrics to ask it of."""
    place, metric = request.place, request.metric
    if place is None or metric is None:
        _begin(request, stores)
        return
    frame.title(request, f"{place.name}, {metric.title}")
    frame.where_am_i(request, *where(place, stores.figures.places), TITLE)
    found, named = prepare(request, place, metric, stores), with_article(place)
    frame.heading(what_if.finding(found, place=named), caption=TITLE)
    what_if.choosers(request, stores, place)
    if why := what_if.no_answer(found, place=named):
        frame.notice(why)
    if found.prospect:
        st.html(what_if.outcome(found))
        _draw_fan(request, stores, found, found.prospect)
    st.html(what_if.starts(found) + what_if.explained(LABELS) + what_if.onward(found))
    frame.foot(request, sources=cited([metric], stores.sources), build=stores.figures.build_id)


def _comparator(request: frame.Request, place: Place) -> Comparator | None:
    """The one asked for where the place has it, otherwise the first it has."""
    offered = available_comparators(place)
    return request.comparator if request.comparator in offered else next(iter(offered), None)


def _no_figures(metric: Metric, place: Place) -> str:
    return what_if_words.refused(absent_reason(metric, place))


def _answered(
    asked: WhatIf, own: list[Observation], beside: list[Observation], verdict: Verdict | None, stores: Stores
) -> WhatIf:
    metric, figures = asked.metric, stores.figures
    target = None if asked.impossible or asked.by is None else asked.target
    calibrations = figures.calibrations.get(metric.metric_id, ())
    found = prospect_of(
        metric, own, target=target, by=asked.by, baseline_on=baseline_on(stores.catalogue), calibrations=calibrations,
        national=place_targets(stores.catalogue).get(metric.metric_id), verdict=verdict,
    )  # fmt: skip
    if not found.newest_year:
        return replace(asked, refusal=what_if_words.refused(found.reason))
    assurance, why = assure(metric, own, target=target)
    (history,) = place_series(own, figures.places, stores.sources)
    known = [one for one in beside if one.value is not None]
    newest = known[-1] if known else verdict
    return replace(
        asked,
        history=history,
        prospect=found,
        beside=prospect_of(metric, beside, target=None, by=None, calibrations=calibrations) if known else None,
        benchmark=known[-1].value if known else verdict.benchmark if verdict else None,
        benchmark_period=period_label(newest.period_start, newest.period_months) if newest else "",
        national=(verdict.target_value, verdict.target_year) if verdict and verdict.target_value is not None else None,
        assurance=assurance,
        assurance_reason=why,
    )  # fmt: skip


def _draw_fan(request: frame.Request, stores: Stores, found: WhatIf, ahead: Prospect) -> None:
    """The figures so far, what is expected, and the path to the target."""
    if found.history is None:
        return
    metric, points = found.metric, found.history.points
    first, last = (period_label(point.start, point.months) for point in (points[0], points[-1]))
    chart = fan(
        ahead, metric, _named(found.history, found.place),
        title=f"{found.place.name}: the figures so far, and what may follow",
        source_line=source_line(cited([metric], stores.sources), f"{first} to {last}"),
    )  # fmt: skip
    show(replace(chart, summary=what_if_words.bands_in_chart(ahead)), key="what_if.fan", heading=2)
    offer(
        lambda: chart.table, title=f"What if, {metric.title}, {found.place.name}", metrics=[metric], request=request,
        stores=stores, caveats=(what_if_words.NO_PROMISE,), key="csv.what_if", place=found.place, metric=metric,
        compare=found.comparator, target=found.target, by=found.by,
    )  # fmt: skip


def _named(history: PlaceSeries, place: Place) -> PlaceSeries:
    return replace(history, name=with_article(place))


def _begin(request: frame.Request, stores: Stores) -> None:
    frame.where_am_i(request)
    frame.heading("Choose a place and a measure, then set a target to see the chance of it")
    left, right = st.columns(2)
    with left:
        frame.choose_place(request)
    with right:
        frame.choose_metric(request, metrics=what_if.offered_metrics(request, stores))
    frame.search_place(request)
    frame.foot(request, build=stores.figures.build_id)
