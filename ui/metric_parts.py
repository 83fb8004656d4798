"""The parts of a metric's page around its pictures: the place highlighted, the files, what the metric is, the index."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from domain.metric import Kind, Metric
from domain.mission import Catalogue, Framework
from domain.place import Level, Place
from domain.source import Source
from domain.verdict import Comparator
from ui import charts, frame
from ui.about_metric import about_html, coverage_html, memberships
from ui.address import anchor, href
from ui.charts import Chart
from ui.download import offer
from ui.four_cells import CELLS, four_cells, rank_cell
from ui.gap_units import read_first
from ui.metric_index import draw_index, groups, index_finding
from ui.metric_views import Scene, draw_chart, place_clicked
from ui.metric_words import NOT_IN_BUILD, place_sentences
from ui.numbers import NO_INTERVAL, interval, is_missing, number
from ui.prose import heading
from ui.rows import comparator_name
from ui.standings import Standing, series_frame, standings_frame
from ui.stores import Stores
from ui.tables import Cell, Column, table
from ui.wording import PLACE_LEVELS

if TYPE_CHECKING:
    import pandas as pd


def onward(metric: Metric, framework: Framework) -> str:
    """The way to the distance between places on the same metric; none for a total, which grows with the place."""
    if metric.additive or metric.kind is Kind.COUNT:
        return ""
    return f"<p>{anchor('How far apart places are, and whether the gap closes', _gap_address(metric, framework))}</p>"


def _gap_address(metric: Metric, framework: Framework) -> str:
    return href("disparities", metric=metric, framework=framework, view=read_first(metric))


def highlight(
    request: frame.Request,
    own: Standing,
    scene: Scene,
    stores: Stores,
    *,
    comparator: Comparator,
    kinds: Sequence[Level],
) -> None:
    """What is said of the highlighted place, wherever it stands; how to see it where it is not among those shown.

    ``kinds`` are the levels with figures at which it stands.
    """
    place, metric = own.place, scene.metric
    words = place_sentences(own, metric, comparator, stores.figures.places)
    profile = anchor(f"Profile of {place.name}", href("profile", place=place, compare=comparator))
    cells = cells_html(own, metric, comparator, stores.figures.places, release=scene.build_id)
    st.html(f"<p>{escape(words)} {profile}</p>{cells}")
    if kinds and scene.level not in kinds:
        same = {"metric": metric, "place": place, "compare": comparator, "view": request.view}
        to_see = [(f"Show {PLACE_LEVELS[kind]}", href("metric", level=kind, **same)) for kind in kinds]
        frame.notice(f"{place.name} is not one of the {PLACE_LEVELS[scene.level]} shown below.", to_see)


def cells_html(
    own: Standing, metric: Metric, comparator: Comparator, places: Mapping[str, Place], *, release: str
) -> str:
    """One place's figure, four cells and rank; each cell opens on what would change it. Nothing without a figure."""
    verdict = own.verdict
    if verdict is None or is_missing(verdict.value):
        return ""
    against = comparator_name(own.place, comparator, places, rest_of=verdict.rest_of)
    limits = interval(verdict.lower, verdict.upper, metric)
    row = {
        "place": own.place.name,
        "figure": Cell(number(verdict.value, metric), note=limits if limits == NO_INTERVAL else f"95%: {limits}"),
        **four_cells(verdict, metric, against=against, release=release),
        "rank": rank_cell(verdict),
    }
    columns = [
        Column("place", "Place", names_the_row=True), Column("figure", "Figure"),
        *(Column(key, title) for key, title in CELLS.items()), Column("rank", "Among places of its kind"),
    ]  # fmt: skip
    return table([row], columns, caption=f"{metric.title} in {own.place.name}", caption_hidden=True)


def picture(view: str, scene: Scene, places: Mapping[str, Place]) -> None:
    """A map or a beeswarm; clicking a place highlights it, as choosing it from the list does."""
    drawn = draw_chart(view, scene, places)
    # the key holds the place, so that a click is forgotten once it has been followed
    selected = charts.show(drawn, key=f"metric.{view}.{scene.level}.{scene.highlight}", heading=2, on_select="rerun")
    code = place_clicked(selected)
    if code and code != scene.highlight and code in places:
        frame.change(place=code)
        st.rerun()


def chart(drawn: Chart, *, key: str) -> None:
    """A chart below the page's first heading."""
    charts.show(drawn, key=key, heading=2)


def with_file(
    drawn: Chart,
    request: frame.Request,
    stores: Stores,
    scene: Scene,
    *,
    view: str,
    what: str,
    whole: "Callable[[], pd.DataFrame] | None" = None,
) -> None:
    """A chart, and the table behind it as a file; ``what`` names the file, ``whole`` makes it where it holds more."""
    chart(drawn, key=f"metric.{view}")
    offer(
        whole or (lambda: drawn.table), title=f"{scene.metric.title}, {PLACE_LEVELS[scene.level]}, {what}",
        metrics=[scene.metric], request=request, stores=stores, caveats=[drawn.summary],
        metric=scene.metric, place=request.place, level=scene.level, view=view,
    )  # fmt: skip


def downloads(
    request: frame.Request, stores: Stores, standings: Sequence[Standing], *, comparator: Comparator, level: Level
) -> None:
    """The newest figures of the places shown, and all figures of all places, as files."""
    metric, figures = request.metric, stores.figures
    if metric is None:
        return
    parameters = {"metric": metric, "place": request.place, "compare": comparator, "level": level}
    st.html(heading("Take the figures away"))
    offer(
        lambda: standings_frame(standings, metric, figures.places, stores.sources),
        title=f"{metric.title}, {PLACE_LEVELS[level]}, newest figures",
        metrics=[metric], request=request, stores=stores, **parameters,
    )  # fmt: skip
    offer(
        lambda: series_frame(figures.series_of_metric(metric.metric_id), metric, figures.places),
        title=f"{metric.title}, all places and periods",
        metrics=[metric], request=request, stores=stores, **parameters,
    )  # fmt: skip


def about(
    metric: Metric,
    stores: Stores,
    levels: Mapping[Level, Sequence[Standing]],
    *,
    level: Level | None,
    sources: Sequence[Source],
) -> None:
    """What the metric is, and where it has figures."""
    html = about_html(
        metric, levels[level] if level else (), level=level or metric.lowest_level, sources=sources,
        catalogue=stores.catalogue, changes=stores.figures.report.changes,
    )  # fmt: skip
    st.html(html + coverage_html(levels))


def hole(metric: Metric, stores: Stores, *, sources: Sequence[Source]) -> None:
    """A metric without figures: why, and what comes nearest to it."""
    nearest = stores.catalogue.metrics.get(metric.nearest or "")
    none = "no open figures for places were found" if metric.not_measured else "there are no figures in this build"
    frame.heading(f"{metric.title}: {none}")
    links = [(f"The nearest measure: {nearest.title}", href("metric", metric=nearest))] if nearest else []
    frame.notice(metric.not_measured or NOT_IN_BUILD, [*links, ("All metrics", href("metrics"))])
    about(metric, stores, {}, level=None, sources=sources)


def choose_one(request: frame.Request, stores: Any) -> None:
    """No metric chosen: the catalogue."""
    frame.where_am_i(request, "Metrics")
    listed = groups(stores.catalogue, request.framework, view="all")
    frame.heading(f"Choose a metric: {index_finding(stores.catalogue, listed)}")
    frame.choose_metric(request)
    draw_index(request, stores)
    frame.foot(request, build=stores.figures.build_id)


def trail(catalogue: Catalogue, metric: Metric) -> list[str | tuple[str, str]]:
    """All metrics, the mission, the metric."""
    serves = memberships(catalogue, metric)[:1]
    missions = [(to.title, href("mission", framework=framework, mission=to)) for framework, to, _ in serves]
    return [("Metrics", href("metrics")), *missions, metric.title]
