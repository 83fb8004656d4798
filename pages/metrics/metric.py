"""One metric across all places: who stands where, which way they go, and what the metric is."""

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from domain.metric import Metric
from domain.observation import Observation
from domain.place import UNITED_KINGDOM, Level, Place
from domain.source import Source
from domain.verdict import Comparator, LevelAnswer
from metrics.methods.multiplicity import STRICT_LEVEL, expected_by_chance
from metrics.spread import SpreadOverTime, spread_over_time
from metrics.verdicts import absent_reason
from ui import frame
from ui.about_metric import about_html, coverage_html, how_new, memberships
from ui.address import anchor, href
from ui.charts import Spread, show
from ui.download import offer
from ui.metric_index import draw_index, groups, index_finding
from ui.metric_views import TABLES, Scene, draw_chart, over_time_chart, place_clicked, scene_of, views_for
from ui.metric_words import (
    COMPARATOR_OPTIONS,
    LEVEL_OPTIONS,
    NOT_IN_BUILD,
    counts_sentences,
    finding,
    left_out_words,
    place_sentences,
)
from ui.numbers import unit_words
from ui.places_table import table_html
from ui.prose import heading, paragraphs
from ui.roles import EVERYONE
from ui.rows import cited, place_series
from ui.standings import Standing, comparators_of, newest_verdicts, series_frame, standings_frame, summarised
from ui.wording import PLACE_LEVELS

TITLE, ORDER, ROLES = "Metric", 2, EVERYONE
DESCRIPTION = "One metric across all places: map, spread, table and change over time."
PARAMETERS = ("place", "metric", "compare", "framework", "mission", "view", "level")
IN_MENU = False  # the index of metrics stands in the menu and leads here


@dataclass(frozen=True)
class Across:
    """One metric: every place of every level that has figures, against one comparator."""

    metric: Metric
    comparator: Comparator
    levels: dict[Level, tuple[Standing, ...]]
    sources: tuple[Source, ...]
    periods: int


@dataclass(frozen=True)
class OverTime:
    """The spread of the places in each period, and every figure of the few that are drawn as lines."""

    spread: SpreadOverTime
    lines: tuple[Observation, ...]


def prepare(metric: Metric, comparator: Comparator, figures: Any, sources: Any) -> Across:
    """Gather the verdict of every place, level by level; levels without any figure are left out."""
    verdicts = {verdict.place_code: verdict for verdict in figures.verdicts_of_metric(metric.metric_id, comparator)}
    levels = {}
    for level in _levels(metric):
        standings = tuple(
            Standing(place, verdicts.get(place.code), None if place.code in verdicts else absent_reason(metric, place))
            for place in figures.current_places
            if level in place.levels
        )
        if any(each.verdict is not None and each.verdict.value is not None for each in standings):
            levels[level] = standings
    if len(levels) > 1:
        levels.pop(Level.UNITED_KINGDOM, None)
    known = metric.metric_id in figures.summaries.index
    periods = int(figures.summaries.at[metric.metric_id, "periods"]) if known else 0
    return Across(metric, comparator, levels, tuple(cited([metric], sources)), periods)


def _levels(metric: Metric) -> list[Level]:
    """The metric's lowest level, then the larger ones."""
    levels = list(Level)
    return levels[levels.index(metric.lowest_level) :]


def prepare_over_time(across: Across, level: Level, place: Place | None, figures: Any) -> OverTime:
    """Gather what changed over time: the spread of the level's places, and the lines drawn on it."""
    codes = [each.place.code for each in across.levels[level]]
    drawn = [place.code, place.nation_code or UNITED_KINGDOM] if place else []
    if len(codes) <= 10:
        drawn += codes
    spread = spread_over_time(figures.series_of_metric(across.metric.metric_id), codes)
    lines = figures.series(dict.fromkeys(drawn), [across.metric.metric_id]) if drawn else ()
    return OverTime(spread, lines)


def page(request: frame.Request, stores: Any) -> None:
    """Draw the metric, or the index where none was chosen."""
    metric = request.metric
    if metric is None:
        _choose_one(request, stores)
        return
    frame.title(request, metric.title)
    frame.where_am_i(request, *_trail(stores, metric))
    across = prepare(metric, request.comparator, stores.figures, stores.sources)
    if across.levels:
        _draw(request, stores, across)
    else:
        _draw_hole(stores, across)
    frame.foot(request, sources=across.sources, build=stores.figures.build_id)


def _draw(request: frame.Request, stores: Any, across: Across) -> None:
    """The finding, the place highlighted, the chosen picture, the files and what the metric is."""
    top = st.container()
    level, across = _chosen(request, stores, across)
    scene = scene_of(
        across.metric, level, across.levels[level], comparator=across.comparator, sources=across.sources,
        places=stores.figures.places, highlight=request.place, build_id=stores.figures.build_id,
    )  # fmt: skip
    with top:
        compared = _draw_finding(request, stores, across, scene)
    view = frame.choose_view(request, views_for(level, compared=compared > 0), "View")
    if view in TABLES:
        st.html(table_html(scene, across.comparator, by_name=view == "table-name"))
    elif view == "time":
        _draw_over_time(request, stores, across, scene)
    else:
        _draw_picture(stores, view, scene)
    _draw_downloads(request, stores, across, level)
    _draw_about(stores, across, level)


def _chosen(request: frame.Request, stores: Any, across: Across) -> tuple[Level, Across]:
    """The controls, and the figures they ask for."""
    levels, place = list(across.levels), request.place
    if request.level is None and place is not None:
        levels.sort(key=lambda level: level not in place.levels)  # of the place's own levels the first
    which, kind, highlight, against = st.columns([3, 2, 3, 3])
    with which:
        frame.choose_metric(request)
    with kind:
        level = frame.choose_level(request, levels, "Kind of place", words=LEVEL_OPTIONS)
    with highlight:
        frame.choose_place(request, "Highlight a place")
    with against:
        comparator = frame.choose_comparator(request, comparators_of(across.levels[level]), words=COMPARATOR_OPTIONS)
    if comparator is not across.comparator:
        across = prepare(across.metric, comparator, stores.figures, stores.sources)
    return level, across


def _draw_finding(request: frame.Request, stores: Any, across: Across, scene: Scene) -> int:
    """The page's title and its sentences; returns how many places could be compared."""
    compared = sum(verdict.level is not LevelAnswer.NOT_COMPARED for verdict in newest_verdicts(scene.standings))
    expected = float(expected_by_chance(compared, level=STRICT_LEVEL).expected)
    counts = summarised(across.metric, scene.level, scene.standings, periods=across.periods, expected=expected)
    against = scene.benchmark.name
    said = finding(across.metric, counts, scene.standings, level=scene.level, against=against)
    frame.heading(said, caption=f"{unit_words(across.metric)}, {scene.period}")
    sentences = [counts_sentences(counts, against=against)] if counts else []
    st.html(paragraphs([*sentences, how_new(across.metric, scene.standings, across.sources, request.today)]))
    if request.place is not None:
        _draw_highlight(request, request.place, stores, across, scene.level)
    return compared


def _draw_highlight(request: frame.Request, place: Place, stores: Any, across: Across, level: Level) -> None:
    """What is said of the highlighted place, wherever it stands; how to see it where it is not among those shown."""
    found = (each for standings in across.levels.values() for each in standings if each.place == place)
    own = next(found, None) or Standing(place, None, absent_reason(across.metric, place))
    words = place_sentences(own, across.metric, across.comparator, stores.figures.places)
    profile = anchor(f"Profile of {place.name}", href("profile", place=place, compare=across.comparator))
    st.html(f"<p>{escape(words)} {profile}</p>")
    kinds = [kind for kind in across.levels if kind in place.levels]
    if kinds and level not in kinds:
        same = {"metric": across.metric, "place": place, "compare": across.comparator, "view": request.view}
        to_see = [(f"Show {PLACE_LEVELS[kind]}", href("metric", level=kind, **same)) for kind in kinds]
        frame.notice(f"{place.name} is not one of the {PLACE_LEVELS[level]} shown below.", to_see)


def _draw_picture(stores: Any, view: str, scene: Scene) -> None:
    """A map or a beeswarm; clicking a place highlights it, as choosing it from the list does."""
    chart = draw_chart(view, scene, stores.figures.places)
    # the key holds the place, so that a click is forgotten once it has been followed
    selected = show(chart, key=f"metric.{view}.{scene.level}.{scene.highlight}", heading=2, on_select="rerun")
    code = place_clicked(selected)
    if code and code != scene.highlight and code in stores.figures.places:
        frame.change(place=code)
        st.rerun()


def _draw_over_time(request: frame.Request, stores: Any, across: Across, scene: Scene) -> None:
    """The spread of the places in each period, with the highlighted place and its nation."""
    if across.periods < 2:
        frame.notice(f"There is one period of figures, {scene.period}, so nothing can be shown over time yet.")
        return
    over_time = prepare_over_time(across, scene.level, request.place, stores.figures)
    series = place_series(over_time.lines, stores.figures.places, stores.sources)
    spreads = [Spread(*period) for period in over_time.spread.periods]
    if not spreads and not series:
        frame.notice(f"Too few {PLACE_LEVELS[scene.level]} have figures in any one period to show how they spread.")
        return
    nation = (request.place.nation_code or UNITED_KINGDOM) if request.place else None
    show(over_time_chart(scene, spreads, series, nation=nation), key="metric.time", heading=2)
    if over_time.spread.left_out and spreads:
        st.html(paragraphs([left_out_words(over_time.spread.left_out, places_are=PLACE_LEVELS[scene.level])]))


def _draw_downloads(request: frame.Request, stores: Any, across: Across, level: Level) -> None:
    metric, figures = across.metric, stores.figures
    parameters = {"metric": metric, "place": request.place, "compare": across.comparator, "level": level}
    st.html(heading("Take the figures away"))
    offer(
        lambda: standings_frame(across.levels[level], metric, figures.places, stores.sources),
        title=f"{metric.title}, {PLACE_LEVELS[level]}, newest figures",
        metrics=[metric], request=request, stores=stores, **parameters,
    )  # fmt: skip
    offer(
        lambda: series_frame(figures.series_of_metric(metric.metric_id), metric, figures.places),
        title=f"{metric.title}, all places and periods",
        metrics=[metric], request=request, stores=stores, **parameters,
    )  # fmt: skip


def _draw_about(stores: Any, across: Across, level: Level | None) -> None:
    html = about_html(
        across.metric, across.levels[level] if level else (),
        level=level or across.metric.lowest_level, sources=across.sources, catalogue=stores.catalogue,
        changes=stores.figures.report.changes,
    )  # fmt: skip
    st.html(html + coverage_html(across.levels))


def _draw_hole(stores: Any, across: Across) -> None:
    """A metric without figures: why, and what comes nearest to it."""
    metric = across.metric
    nearest = stores.catalogue.metrics.get(metric.nearest or "")
    none = "no open figures for places were found" if metric.not_measured else "there are no figures in this build"
    frame.heading(f"{metric.title}: {none}")
    links = [(f"The nearest measure: {nearest.title}", href("metric", metric=nearest))] if nearest else []
    frame.notice(metric.not_measured or NOT_IN_BUILD, [*links, ("All metrics", href("metrics"))])
    _draw_about(stores, across, None)


def _choose_one(request: frame.Request, stores: Any) -> None:
    """No metric chosen: the catalogue."""
    frame.where_am_i(request, "Metrics")
    listed = groups(stores.catalogue, request.framework, view="all")
    frame.heading(f"Choose a metric: {index_finding(stores.catalogue, listed)}")
    frame.choose_metric(request)
    draw_index(request, stores)
    frame.foot(request, build=stores.figures.build_id)


def _trail(stores: Any, metric: Metric) -> list[str | tuple[str, str]]:
    """All metrics, the mission, the metric."""
    serves = memberships(stores.catalogue, metric)[:1]
    missions = [(to.title, href("mission", framework=framework, mission=to)) for framework, to, _ in serves]
    return [("Metrics", href("metrics")), *missions, metric.title]
