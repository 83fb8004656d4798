"""One metric across all places: who stands where, which way they go, what lies ahead, and what the metric is."""

from dataclasses import astuple, dataclass
from typing import Any

import streamlit as st

from domain.change import Change
from domain.disparity import NationalCount
from domain.funnel import Funnel
from domain.metric import Metric
from domain.observation import Observation
from domain.place import ENGLAND, UNITED_KINGDOM, Level, Place
from domain.prospect import Prospect
from domain.source import Source
from domain.verdict import Comparator, LevelAnswer, Verdict
from metrics.decided import as_decided
from metrics.funnels import funnel_of, nation_drawn
from metrics.learning.counting import entry_counts
from metrics.level_counts import BadYear, bad_year_of, count_of
from metrics.methods.multiplicity import STRICT_LEVEL, expected_by_chance
from metrics.prospects import prospect
from metrics.rank_claims import rank_claim
from metrics.spread import SpreadOverTime, spread_over_time
from metrics.verdicts import absent_reason
from ui import frame, metric_parts, metric_pictures
from ui.about_metric import how_new
from ui.change_dots import change_table
from ui.charts import Spread
from ui.learning_links import about_metric
from ui.metric_views import TABLES, Scene, over_time_chart, scene_of, views_for
from ui.metric_words import COMPARATOR_OPTIONS, LEVEL_OPTIONS, counts_sentences, finding, left_out_words
from ui.numbers import unit_words
from ui.places_table import comparators_by_code, table_html
from ui.prose import paragraphs
from ui.ranks import formal_sentence, ranks_html
from ui.roles import EVERYONE
from ui.rows import cited, place_series
from ui.standings import Standing, comparators_of, newest_verdicts, summarised
from ui.timeline import period_year
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


@dataclass(frozen=True)
class Moved:
    """The change since the baseline of the places of one level, counted, and what a bad year explains of it."""

    changes: tuple[Change, ...]
    count: NationalCount | None
    bad_year: BadYear | None


@dataclass(frozen=True)
class Future:
    """What lies ahead of one place, the figures it follows from, and the verdict that holds it to a target."""

    prospect: Prospect
    series: tuple[Observation, ...]
    verdict: Verdict | None


def prepare(metric: Metric, comparator: Comparator, figures: Any, sources: Any) -> Across:
    """Gather the verdict of every place, level by level; levels without any figure are left out."""
    verdicts = {verdict.place_code: verdict for verdict in figures.verdicts_of_metric(metric.metric_id, comparator)}
    levels = {}
    for level in list(Level)[list(Level).index(metric.lowest_level) :]:  # its lowest, then the larger ones
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


def prepare_over_time(across: Across, level: Level, place: Place | None, figures: Any) -> OverTime:
    """Gather what changed over time: the spread of the level's places, and the lines drawn on it."""
    codes = [each.place.code for each in across.levels[level]]
    drawn = [place.code, place.nation_code or UNITED_KINGDOM] if place else []
    if len(codes) <= 10:
        drawn += codes
    spread = spread_over_time(figures.series_of_metric(across.metric.metric_id), codes)
    lines = figures.series(dict.fromkeys(drawn), [across.metric.metric_id]) if drawn else ()
    return OverTime(spread, lines)


def prepare_funnel(across: Across, level: Level, place: Place | None, figures: Any) -> Funnel:
    """Gather the funnel of one nation: that of the place, or else England, or the one with the most places tested."""
    places = {each.place.code: each.place for each in across.levels[level]}
    found = figures.verdicts_of_metric(across.metric.metric_id, Comparator.NATION)
    verdicts = [verdict for verdict in found if verdict.place_code in places]
    nation = nation_drawn(verdicts, places, place)
    members = {code for code, each in places.items() if each.nation_code == nation}
    return funnel_of(verdicts, across.metric, nation_code=nation, members=members)


def prepare_changes(across: Across, level: Level, figures: Any) -> Moved:
    """Gather the change since the baseline of every place of the level, counted."""
    codes = {each.place.code for each in across.levels[level]}
    changes = [one for one in figures.changes_of_metric(across.metric.metric_id) if one.place_code in codes]
    return Moved(tuple(changes), count_of(changes, level), bad_year_of(changes))


def prepare_future(across: Across, place: Place | None, figures: Any) -> Future | None:
    """Gather what lies ahead of the place, or else of England, or of the United Kingdom; none without any figure."""
    metric, by_code = across.metric, _by_code(across)
    wanted = [place.code] if place else [ENGLAND, UNITED_KINGDOM, *by_code]
    code = next((code for code in wanted if code in by_code and by_code[code].verdict), None)
    if code is None:
        return None
    verdict, series = by_code[code].verdict, figures.series([code], [metric.metric_id])
    changes = figures.changes([code], [metric.metric_id])
    target = {} if verdict is None or not verdict.target_year else {
        "target_value": verdict.target_value, "target_year": verdict.target_year,
        "baseline_year": period_year(changes[0].baseline_start, changes[0].baseline_months) if changes else None,
    }  # fmt: skip
    ahead = prospect(metric, series, **target, calibrations=figures.calibrations.get(metric.metric_id, ()))
    return Future(as_decided(ahead, verdict, metric), series, verdict)


def _by_code(across: Across) -> dict[str, Standing]:
    return {each.place.code: each for standings in across.levels.values() for each in standings}


def page(request: frame.Request, stores: Any) -> None:
    """Draw the metric, or the index where none was chosen."""
    metric = request.metric
    if metric is None:
        metric_parts.choose_one(request, stores)
        return
    frame.title(request, metric.title)
    frame.where_am_i(request, *metric_parts.trail(stores.catalogue, metric))
    across = prepare(metric, request.comparator, stores.figures, stores.sources)
    if across.levels:
        _draw(request, stores, across)
    else:
        metric_parts.hole(metric, stores, sources=across.sources)
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
    _draw_view(view, request, stores, across, scene)
    metric_parts.downloads(request, stores, across.levels[level], comparator=across.comparator, level=level)
    metric_parts.about(across.metric, stores, across.levels, level=level, sources=across.sources)


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
    new = how_new(across.metric, scene.standings, across.sources, request.today)
    tried = entry_counts(stores.desk.library.entries()).of_metric if stores.desk else {}
    further = about_metric(across.metric, request.place, tried.get(across.metric.metric_id, {}))
    st.html(paragraphs([*sentences, new]) + metric_parts.onward(across.metric, request.framework) + further)
    if request.place is not None:
        own = _by_code(across).get(request.place.code)
        own = own or Standing(request.place, None, absent_reason(across.metric, request.place))
        kinds = [kind for kind in across.levels if kind in request.place.levels]
        metric_parts.highlight(request, own, scene, stores, comparator=across.comparator, kinds=kinds)
    return compared


def _draw_view(view: str, request: frame.Request, stores: Any, across: Across, scene: Scene) -> None:
    """The table or picture that was chosen."""
    match view:
        case "ranks":
            claim = rank_claim(newest_verdicts(scene.standings), across.metric, scene.highlight or "")
            st.html(ranks_html(scene, across.comparator, formal=formal_sentence(request.place, claim)))
        case "funnel":
            _draw_funnel(request, stores, across, scene)
        case "time":
            _draw_over_time(request, stores, across, scene)
        case "change":
            _draw_change(request, stores, across, scene)
        case "future":
            _draw_future(request, stores, across, scene)
        case _ if view in TABLES:
            named = comparators_by_code(scene.standings, across.comparator, stores.figures.places)
            st.html(table_html(scene, across.comparator, by_name=view == "table-name", against=named))
        case _:
            metric_parts.picture(view, scene, stores.figures.places)


def _draw_funnel(request: frame.Request, stores: Any, across: Across, scene: Scene) -> None:
    """Different or unusual: the places of one nation by how exact their figures are."""
    funnel, places = prepare_funnel(across, scene.level, request.place, stores.figures), stores.figures.places
    if not funnel.places:
        frame.notice(metric_pictures.no_funnel(scene, funnel, places))
        return
    chart = metric_pictures.funnel_chart(scene, funnel, places)
    metric_parts.with_file(chart, request, stores, scene, view="funnel", what="different or unusual")


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
    metric_parts.chart(over_time_chart(scene, spreads, series, nation=nation), key="metric.time")
    if over_time.spread.left_out and spreads:
        st.html(paragraphs([left_out_words(over_time.spread.left_out, places_are=PLACE_LEVELS[scene.level])]))


def _draw_change(request: frame.Request, stores: Any, across: Across, scene: Scene) -> None:
    """Who rose since the baseline, who fell, and what would have come back by itself."""
    moved = prepare_changes(across, scene.level, stores.figures)
    if moved.count is None:
        frame.notice(metric_pictures.no_change(moved.changes))
        return
    chart = metric_pictures.change_chart(
        scene, moved.changes, moved.count, stores.figures.places,
        bad_year=astuple(moved.bad_year) if moved.bad_year else None,
    )  # fmt: skip
    metric_parts.with_file(
        chart, request, stores, scene, view="change", what="change since the baseline",
        whole=lambda: change_table(moved.changes, across.metric, stores.figures.places, count=moved.count),
    )  # fmt: skip


def _draw_future(request: frame.Request, stores: Any, across: Across, scene: Scene) -> None:
    """The fan of the highlighted place, or of the nation where none is."""
    future = prepare_future(across, request.place, stores.figures)
    series = place_series(future.series, stores.figures.places, stores.sources) if future else []
    if future is None or not series:
        frame.notice("There are no figures here from which to say what lies ahead. Highlight another place.")
        return
    chart = metric_pictures.future_chart(scene, future.prospect, series[0])
    metric_parts.with_file(chart, request, stores, scene, view="future", what="what lies ahead")
    st.html(metric_pictures.after_future(across.metric, future.verdict, place_code=series[0].code))
