"""One mission in depth: what was promised, what is measured, which way it is going, and which places stand out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain.metric import Metric, Role
from domain.mission import Framework, Mission
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, UNITED_KINGDOM, WALES
from domain.verdict import Comparator, Verdict
from metrics.learning.counting import entry_counts
from metrics.spread import spread_over_time
from ui import download, frame, mission_answers, mission_view, promises, summaries
from ui.address import href
from ui.change_dots import change_dots
from ui.charts import Chart, PlaceSeries, show
from ui.in_places import FEW_PLACES, InPlaces, chart, standing_out
from ui.learning_links import elsewhere
from ui.mission_answers import Answer
from ui.mission_finding import answer_in_one
from ui.mission_targets import all_answered
from ui.mission_view import Measure
from ui.mission_words import MONEY
from ui.register_lines import aiming_at
from ui.roles import EVERYONE
from ui.rows import cited, place_series, unlike_current
from ui.sentences import counted, titles
from ui.summaries import Summary

TITLE, ORDER, ROLES = "Mission", 2, EVERYONE
DESCRIPTION = "One mission in depth: targets, measures, which way it is going, and the places that stand out."
PARAMETERS = ("framework", "mission", "metric", "place", "view")
IN_MENU = False  # reached from the list of missions

CHANGE, TIME, STANDOUTS = "change", "time", "standouts"
VIEWS = {CHANGE: "Change since the baseline", TIME: "Over time", STANDOUTS: "Which places stand out"}
WIDEST_FIRST = (UNITED_KINGDOM, ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)


@dataclass(frozen=True)
class Depth:
    """One mission, its measures, what the headline ones answer, and the one measure that is shown in all places."""

    framework: Framework
    mission: Mission
    measures: tuple[Measure, ...]
    answers: tuple[Answer, ...]
    chosen: InPlaces | None

    @property
    def known(self) -> tuple[Measure, ...]:
        """The measures that have figures."""
        return tuple(one for one in self.measures if one.summary)


def prepare(request: frame.Request, stores: Any, mission: Mission) -> Depth:
    """Gather what the build says of one mission."""
    measures = _measures(mission, stores)
    known = [one for one in measures if one.summary]
    asked = next((one for one in known if one.metric == request.metric), None)
    chosen = asked or next(iter(known), None)
    in_places = _in_places(chosen, chosen.summary, request, stores) if chosen and chosen.summary else None
    return Depth(request.framework, mission, measures, _answers(known, stores), in_places)


def _answers(known: Sequence[Measure], stores: Any) -> tuple[Answer, ...]:
    headline = [one.metric for one in known if one.role is Role.HEADLINE]
    gaps = stores.figures.gap_changes([metric.metric_id for metric in headline])
    return mission_answers.answers_of(headline, gaps, stores.figures.national_counts)


def _measures(mission: Mission, stores: Any) -> tuple[Measure, ...]:
    pairs, figures = stores.catalogue.of_mission(mission), stores.figures
    ids = [metric.metric_id for metric, _ in pairs if metric.is_measured]
    found = {(one.metric_id, one.place_code): one for one in figures.nations}
    widest = {metric_id: _widest(metric_id, found) for metric_id in ids}
    codes = {verdict.place_code for verdict in widest.values() if verdict}
    series = _by_metric(figures.series(codes, ids), stores)
    return tuple(_measure(metric, role, widest.get(metric.metric_id), series, stores) for metric, role in pairs)


def _widest(metric_id: str, found: dict[tuple[str, str], Verdict]) -> Verdict | None:
    """The figure of the widest area that has one."""
    several = (found.get((metric_id, code)) for code in WIDEST_FIRST)
    return next((verdict for verdict in several if verdict and verdict.value is not None), None)


def _by_metric(observations: Sequence[Any], stores: Any) -> dict[tuple[str, str], PlaceSeries]:
    metric_ids = dict.fromkeys(observation.metric_id for observation in observations)
    return {
        (metric_id, series.code): series
        for metric_id in metric_ids
        for series in place_series(
            [one for one in observations if one.metric_id == metric_id], stores.figures.places, stores.sources
        )
    }


def _measure(
    metric: Metric, role: Role, national: Verdict | None, series: dict[tuple[str, str], PlaceSeries], stores: Any
) -> Measure:
    return Measure(
        metric=metric,
        role=role,
        summary=summaries.summary_of(metric, stores.figures),
        national=national,
        national_place=stores.figures.places[national.place_code] if national else None,
        series=series.get((metric.metric_id, national.place_code)) if national else None,
        nature=unlike_current(metric, stores.sources),
        next_release=mission_view.next_release_words(metric, stores.sources),
    )


def _in_places(measure: Measure, summary: Summary, request: frame.Request, stores: Any) -> InPlaces:
    """The chosen measure in every place of its lowest level: only what the chosen view of it needs."""
    count = stores.figures.national_counts.get(measure.metric.metric_id)
    views = (CHANGE, TIME, STANDOUTS) if count and count.places else (TIME, STANDOUTS)
    view = request.view if request.view in views else views[0]
    plain = InPlaces(measure.metric, summary, views=views, count=count)
    gather = {CHANGE: _moved, TIME: _over_time, STANDOUTS: _standing_out}[view]
    return gather(plain, measure, request, stores)


def _moved(plain: InPlaces, measure: Measure, request: frame.Request, stores: Any) -> InPlaces:
    changes = stores.figures.changes_of_metric(measure.metric.metric_id)
    known = tuple(one for one in changes if one.group_level == plain.summary.level)
    own = [one for one in known if request.place and one.place_code == request.place.code and one.change is not None]
    return replace(plain, changes=known, found=bool(own))


def _standing_out(plain: InPlaces, measure: Measure, _request: frame.Request, stores: Any) -> InPlaces:
    codes = _codes(plain.summary, stores)
    flagged = stores.figures.exceptions(Comparator.NATION, metric_ids=[measure.metric.metric_id], place_codes=codes)
    return replace(plain, verdicts=tuple(one for one in flagged if one.group_level == plain.summary.level))


def _over_time(plain: InPlaces, measure: Measure, request: frame.Request, stores: Any) -> InPlaces:
    """Beside the reader's place or else the nation; where there is one period only, every place of it."""
    metric, summary, figures = measure.metric, plain.summary, stores.figures
    codes = _codes(summary, stores)
    spread = spread_over_time(figures.series_of_metric(metric.metric_id), codes).periods
    own = _series(metric, [request.place.code], stores) if request.place else ()
    own = [one for one in own if any(point.value is not None for point in one.points)]
    nation = None if metric.additive else measure.series  # the nation's total would flatten every place
    everywhere = figures.verdicts_of_metric(metric.metric_id, Comparator.NATION) if len(spread) < 2 else ()
    return replace(
        plain, spread=spread, one_by_one=_series(metric, codes, stores) if summary.places <= FEW_PLACES else (),
        highlight=next(iter(own), nation), found=bool(own),
        verdicts=tuple(one for one in everywhere if one.group_level == summary.level and _is_new(one)),
    )  # fmt: skip


def _codes(summary: Summary, stores: Any) -> list[str]:
    return [place.code for place in stores.figures.current_places if summary.level in place.levels]


def _series(metric: Metric, codes: Sequence[str], stores: Any) -> tuple[PlaceSeries, ...]:
    observations = stores.figures.series(codes, [metric.metric_id])
    return tuple(place_series(observations, stores.figures.places, stores.sources))


def _is_new(verdict: Verdict) -> bool:
    """Whether there is a figure for the newest period."""
    return verdict.value is not None and not verdict.stale


def page(request: frame.Request, stores: Any) -> None:
    """Draw one mission, or offer the missions there are."""
    if request.mission is None:
        _none_chosen(request, stores)
        return
    depth = prepare(request, stores, request.mission)
    mission, framework = depth.mission, depth.framework
    frame.title(request, mission.title)
    frame.where_am_i(request, ("Missions", href("missions", framework=framework)), f"{mission.number}. {mission.title}")
    frame.heading(finding(depth), caption=f"Mission {mission.number}: {mission.title}. {framework.title}")
    st.html(f"<p>{escape(mission.statement)}</p><p>{escape(opening(depth))}</p>")
    frame.notice(framework.status)
    shown = depth.chosen.metric if depth.chosen else None
    said = all_answered(mission.targets, depth.answers, depth.measures, stores.catalogue.metrics)
    st.html(
        f"{mission_answers.block(depth.answers, framework, shown=shown)}"
        f"<h2>What was promised</h2>{promises.targets(mission, said)}{promises.dates(framework)}"
    )
    _draw_measures(depth, request, stores)
    if depth.chosen:
        _draw_places(depth, depth.chosen, request, stores)
    tried = entry_counts(stores.desk.library.entries()).of_mission.get(mission.mission_id, {}) if stores.desk else {}
    st.html(aiming_at(stores, framework, mission) + elsewhere(framework, mission, tried) + _bear_in_mind(depth))
    st.html(promises.missions_switch(framework, mission, _shown_first(framework, stores)))
    frame.foot(
        request, sources=cited([one.metric for one in depth.known], stores.sources), build=stores.figures.build_id
    )


def finding(depth: Depth) -> str:
    """Whether places rose and whether the gap closed, on the mission's headline measures."""
    return answer_in_one(depth.mission.title, depth.answers, depth.framework)


def opening(depth: Depth) -> str:
    """What is measured, and what is not."""
    headlines = [one for one in depth.measures if one.role is Role.HEADLINE]
    without = [one.metric.title for one in headlines if not one.summary]
    have = "has" if len(depth.known) <= 1 else "have"
    sentences = [f"{len(depth.known) or 'None'} of {counted(len(depth.measures), 'measure')} {have} figures."]
    if without:
        sentences.append(f"There are no figures for {titles(without, shown=3)}.")
    if any("£" in one.metric.prefix and one.summary for one in headlines):
        sentences.append(MONEY)
    return " ".join(sentences)


def _none_chosen(request: frame.Request, stores: Any) -> None:
    framework = request.framework
    frame.where_am_i(request, ("Missions", href("missions", framework=framework)), "No mission chosen")
    missions = counted(len(framework.missions), "mission")
    frame.heading(f"{missions} make up this framework: choose one", caption=framework.title)
    links = promises.mission_links(framework, _shown_first(framework, stores)).values()
    frame.notice("No mission is chosen. Choose one of these.", links)
    frame.foot(request)


def _shown_first(framework: Framework, stores: Any) -> dict[str, Metric]:
    """The measure each mission opens with: its first with figures."""
    has_figures = stores.figures.summary_rows
    known = {
        one.mission_id: [metric for metric, _ in stores.catalogue.of_mission(one) if metric.metric_id in has_figures]
        for one in framework.missions
    }
    return {mission_id: metrics[0] for mission_id, metrics in known.items() if metrics}


def _draw_measures(depth: Depth, request: frame.Request, stores: Any) -> None:
    title, today = depth.mission.title, request.today
    tables = [
        f"<h3>{mission_view.ROLES_SAID[role]}</h3>{listed}"
        for role in Role
        if (listed := mission_view.measures_table(depth.measures, role, today=today, mission=title))
    ]
    missing = mission_view.holes(depth.measures, stores.catalogue.metrics)
    st.html(
        f"<h2>The measures one by one</h2>{mission_view.how_to_read() if tables else ''}{''.join(tables)}"
        + (f"<h3>Not measured here</h3>{missing}" if missing else "")
        + mission_view.no_release_dates(depth.known)
    )
    if depth.known:
        download.offer(
            lambda: table(depth), title=f"Measures of {title}", metrics=[one.metric for one in depth.known],
            request=request, stores=stores, caveats=[depth.framework.status, *depth.mission.caveats],
            framework=depth.framework, mission=depth.mission,
        )  # fmt: skip


def _draw_places(depth: Depth, chosen: InPlaces, request: frame.Request, stores: Any) -> None:
    metric = chosen.metric
    st.html("<h2>One measure in all places</h2>")
    if request.metric and request.metric != metric and "metric" in request.address:
        frame.notice(f"“{request.metric.title}” has no figures in this mission. This shows “{metric.title}”.")
    offered = replace(request, metric=metric)
    frame.choose_metric(offered, "Measure of this mission", metrics=[one.metric for one in depth.known])
    view = frame.choose_view(request, {name: VIEWS[name] for name in chosen.views}, "What to show")
    if view == STANDOUTS:
        st.html(standing_out(chosen, stores.figures.places))
        return
    if request.place and not chosen.found:
        frame.notice(f"There is no figure for {request.place.name} on this measure, so it is not in the chart.")
    drawn = _drawn(chosen, view, request, stores)
    show(drawn, key=f"places.{metric.metric_id}.{view}")
    download.offer(
        lambda: drawn.table, title=f"{metric.title} in all places, {VIEWS[view].lower()}", metrics=[metric],
        request=request, stores=stores, framework=depth.framework, mission=depth.mission, metric=metric, view=view,
    )  # fmt: skip


def _drawn(chosen: InPlaces, view: str, request: frame.Request, stores: Any) -> Chart:
    places, own = stores.figures.places, request.place.code if request.place else None
    if view == CHANGE and chosen.count is not None:
        return change_dots(chosen.changes, chosen.metric, places, count=chosen.count, highlight=own)
    return chart(chosen, places)


def _bear_in_mind(depth: Depth) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in depth.mission.caveats)
    listed = f"<h2>What to bear in mind</h2><ul>{items}</ul>" if items else ""
    return listed + mission_view.caveats(depth.measures)


def table(depth: Depth) -> pd.DataFrame:
    """The measures as rows for a file, those of the headline with their counts and their gap."""
    answers = {answer.metric.metric_id: answer for answer in depth.answers}
    return pd.DataFrame([
        mission_view.file_row(one) | mission_answers.file_columns(answers.get(one.metric.metric_id))
        for one in depth.measures
    ])  # fmt: skip
