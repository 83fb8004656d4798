"""Up to ten places and several metrics side by side: as a table, as dots with intervals, over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from domain.metric import Metric
from domain.mission import Catalogue
from domain.observation import Observation
from domain.place import Place
from domain.source import Source
from domain.verdict import LevelAnswer
from metrics.differences import LEVEL, difference_between
from metrics.methods.multiplicity import expected_by_chance
from metrics.verdicts import absent_reason
from ui import beginnings, download, frame, prose, side_by_side, side_by_side_view
from ui.address import query_string
from ui.grid import Grid
from ui.names import distinct_names
from ui.request import SEVERAL_AT_MOST
from ui.roles import EVERYONE
from ui.rows import cited
from ui.sentences import in_running_text, joined, titles
from ui.side_by_side import PlaceGap
from ui.side_by_side_charts import draw_about, draw_dots, draw_table, draw_trends
from ui.side_by_side_choosers import choose_over_time, choosers, offered_comparators, offered_metrics

TITLE, ORDER, ROLES = "Compare places", 2, EVERYONE
DESCRIPTION = "Up to ten places and several metrics side by side, each with its four cells and how sure they are."
PARAMETERS = ("place", "places", "metric", "metrics", "compare", "view")

VIEWS = {"table": "Table", "dots": "Dots with intervals", "trends": "Over time"}
STARTING_METRICS = ("median_weekly_pay", "employment_rate", "healthy_life_expectancy_female")
EXAMPLE_PLACE = "E06000001"
NEIGHBOURS_SHOWN = 5
MOST_LINES = 20  # on one page; of more, one metric at a time, or the page would be slow to arrive


@dataclass(frozen=True)
class Comparison:
    """The grid of what was chosen, what was found in it, and what a reader must know before comparing.

    ``gaps`` holds the differences of two places, and nothing for any other number. ``chosen`` is false where the
    metrics are those the page begins with. ``over_time`` are the metrics whose ``series`` were gathered.
    """

    grid: Grid
    chosen: bool
    finding: str
    cautions: tuple[str, ...]
    gaps: tuple[PlaceGap, ...]
    over_time: tuple[Metric, ...]
    series: Mapping[str, tuple[Observation, ...]]

    @property
    def tested(self) -> int:
        """How many differences rest on two intervals."""
        return sum(gap.answer is not LevelAnswer.NOT_COMPARED for gap in self.gaps)


def prepare(request: frame.Request, stores: Any, *, view: str) -> Comparison:
    """Gather the verdicts of the places on the metrics, and for lines every figure."""
    grid = _grid(request, stores)
    gaps = _gaps(grid)
    over_time = _over_time(request, grid) if view == "trends" else ()
    return Comparison(
        grid=grid,
        chosen=bool(request.metrics),
        finding=side_by_side.finding(grid, gaps),
        cautions=side_by_side.cautions(grid),
        gaps=gaps,
        over_time=over_time,
        series=_series(grid, over_time, stores.figures) if over_time else {},
    )


def page(request: frame.Request, stores: Any) -> None:
    """Draw the comparison, or offer places to compare."""
    if not request.places:
        _begin(request, stores)
        return
    view = request.view if request.view in VIEWS else next(iter(VIEWS))
    comparison = prepare(request, stores, view=view)
    grid = comparison.grid
    frame.title(request, joined([grid.names[place.code] for place in grid.places[:3]]))
    frame.where_am_i(request, request.section, TITLE, f"compared with {grid.against}")
    frame.heading(comparison.finding)
    highlight = choosers(request, stores, grid, views=VIEWS)
    _say(comparison, request)
    _draw_gaps(comparison)
    if view == "table":
        draw_table(grid, today=request.today, release=stores.figures.build_id)
    elif view == "dots":
        draw_dots(grid, highlight=highlight)
    else:
        choose_over_time(request, grid, comparison.over_time)
        draw_trends(grid, comparison.over_time, comparison.series, highlight=highlight)
    draw_about(grid, today=request.today)
    _download(request, stores, comparison)
    frame.foot(request, sources=_sources(grid), build=stores.figures.build_id)


def _grid(request: frame.Request, stores: Any) -> Grid:
    figures, places = stores.figures, request.places
    metrics = request.metrics or _starting(stores.catalogue)
    offered = offered_comparators(places)
    comparator = request.comparator if request.comparator in offered or not offered else offered[0]
    found = figures.verdicts([p.code for p in places], [m.metric_id for m in metrics], comparator)
    verdicts = {(verdict.place_code, verdict.metric_id): verdict for verdict in found}
    pairs = [(place, metric) for place in places for metric in metrics]
    return Grid(
        places=places,
        names=distinct_names(places),
        metrics=metrics,
        comparator=comparator,
        against=side_by_side.comparator_of_several(places, comparator, figures.places),
        verdicts=verdicts,
        absent={
            (place.code, metric.metric_id): absent_reason(metric, place)
            for place, metric in pairs
            if (place.code, metric.metric_id) not in verdicts
        },
        known=figures.places,
        sources=stores.sources,
    )


def _starting(catalogue: Catalogue) -> tuple[Metric, ...]:
    return tuple(catalogue.metrics[metric_id] for metric_id in STARTING_METRICS if metric_id in catalogue.metrics)


def _gaps(grid: Grid) -> tuple[PlaceGap, ...]:
    """The differences of two places, unless one is part of the other: then their figures are not independent."""
    if len(grid.places) != 2:
        return ()
    first, second = grid.places
    if side_by_side.within(first, second) or side_by_side.within(second, first):
        return ()
    return tuple(_gap(grid, metric, first, second) for metric in grid.metrics)


def _gap(grid: Grid, metric: Metric, first: Place, second: Place) -> PlaceGap:
    one, other = grid.verdict(first, metric), grid.verdict(second, metric)
    found = difference_between(metric, one, other)
    reason = grid.reason(first, metric) or grid.reason(second, metric) or found.reason
    return PlaceGap(
        metric=metric,
        first=one.value if one else None,
        second=other.value if other else None,
        amount=found.amount,
        lower=found.lower,
        upper=found.upper,
        answer=found.answer,
        reason=reason if found.reason else None,
    )


def _over_time(request: frame.Request, grid: Grid) -> tuple[Metric, ...]:
    """The metrics to draw over time: all, or where that is too much the one asked for or the first."""
    if len(grid.places) * len(grid.metrics) <= MOST_LINES:
        return grid.metrics
    return (request.metric,) if request.metric in grid.metrics else grid.metrics[:1]


def _series(grid: Grid, metrics: Sequence[Metric], figures: Any) -> dict[str, tuple[Observation, ...]]:
    """Every figure of the places, and of the one place all are compared with while its line can still be named."""
    parent = grid.shared_place if len(grid.places) < SEVERAL_AT_MOST else None
    codes = [place.code for place in (*grid.places, *([parent] if parent else []))]
    found = figures.series(codes, [metric.metric_id for metric in metrics])
    return {metric_id: tuple(group) for metric_id, group in groupby(found, key=lambda one: one.metric_id)}


def _begin(request: frame.Request, stores: Any) -> None:
    """No places are chosen: offer a list, a search, and places worth setting side by side."""
    metrics = request.metrics or _starting(stores.catalogue)
    frame.where_am_i(request)
    frame.heading("Choose up to ten places, and see side by side where they stand")
    if "places" in request.address:
        frame.notice("None of the places in this address can be shown. Choose others below.")
    frame.choose_places(request, "Places")
    frame.choose_metrics(request, "Metrics", metrics=offered_metrics(request, stores))
    frame.search_place(request, into="places")
    on = titles([metric.title for metric in metrics], shown=4)
    links = beginnings.of_places(stores.figures.current_places, _near(request, stores), metrics)
    st.html(f"<h2>Or begin with one of these</h2><p>Each on {escape(on)}.</p>{prose.links(links)}")
    frame.foot(request, build=stores.figures.build_id)


def _near(request: frame.Request, stores: Any) -> dict[Place, list[Place]]:
    """The neighbours of the place the reader looked at before, or of an example."""
    place = request.place or stores.figures.places.get(EXAMPLE_PLACE)
    if place is None:
        return {}
    codes = stores.figures.neighbours(place.code, "global")
    return {place: beginnings.named(stores.figures.current_places, codes, at_most=NEIGHBOURS_SHOWN)}


def _say(comparison: Comparison, request: frame.Request) -> None:
    """What the reader must know before reading on."""
    grid = comparison.grid
    if not comparison.chosen:
        begin = joined([in_running_text(metric.title) for metric in grid.metrics])
        asked = "metrics" in request.address
        said = "None of the metrics in this address is known" if asked else "No metrics are chosen"
        frame.notice(f"{said}, so the page begins with {begin}. Choose others above.")
    if len(grid.places) == 1:
        only = grid.names[grid.places[0].code]
        frame.notice(f"{only} stands alone here. Add another place above to compare it with.")
    if comparison.cautions:
        st.html(f"<h2>Before comparing</h2>{prose.bullets(comparison.cautions)}")


def _draw_gaps(comparison: Comparison) -> None:
    """The differences of two places, and how many of them chance alone would make look real."""
    gaps, grid = comparison.gaps, comparison.grid
    if not gaps:
        return
    first, second = (grid.names[place.code] for place in grid.places)
    listed = side_by_side_view.differences(first, second, gaps, compare=grid.comparator)
    by_chance = float(expected_by_chance(comparison.tested, level=LEVEL).expected)
    chance = side_by_side.chance_sentence(comparison.tested, by_chance)
    st.html(f"<h2>{escape(first)} against {escape(second)}</h2><p>{escape(chance)}</p>{listed}")


def _download(request: frame.Request, stores: Any, comparison: Comparison) -> None:
    grid = comparison.grid
    names = [grid.names[place.code] for place in grid.places]
    subject = joined(names) if len(names) <= 2 else f"{names[0]} and {len(names) - 1} other places"
    download.offer(
        grid.frame, title=f"Comparison of {subject}", metrics=grid.metrics, request=request, stores=stores,
        caveats=comparison.cautions, key="csv.comparison",
        query=query_string({"places": grid.places, "metrics": grid.metrics, "compare": grid.comparator}),
    )  # fmt: skip


def _sources(grid: Grid) -> list[Source]:
    """The sources of what is shown; where nothing is, those the metrics would come from."""
    used = {source.source_id: source for metric in grid.metrics for source in grid.sources_of(metric)}
    return list(used.values()) or cited(grid.metrics, grid.sources)
