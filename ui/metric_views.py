"""The pictures of one metric across all places, and which of them can be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from domain.metric import Metric
from domain.place import ENGLAND as ENGLAND_CODE
from domain.place import Level, Place
from domain.source import Source
from domain.verdict import Comparator
from ui.beeswarm import beeswarm
from ui.captions import places_title, series_words
from ui.charts import Benchmark, Chart, PlaceSeries, PlaceValue, Spread
from ui.distribution import distribution_over_time
from ui.geometry import TOPOJSON_ADDRESS, geometry_address
from ui.lines import lines
from ui.maps import ENGLAND, UNITED_KINGDOM, choropleth
from ui.metric_words import source_line
from ui.numbers import is_missing, number, period_label
from ui.standings import Standing, newest_period, newest_verdicts, shared_benchmark
from ui.theme import COLOURS
from ui.timeline import line_trace, unbroken
from ui.wording import PLACE_LEVELS

NAMES = {
    "map": "Map of values",
    "map-level": "Map of levels",
    "hex": "Hex map of values",
    "hex-level": "Hex map of levels",
    "beeswarm": "Every place on one scale",
    "table": "Table by value",
    "table-name": "Table by name",
    "ranks": "Ranked table",
    "funnel": "Different or unusual",
    "time": "Over time",
    "change": "Change since the baseline",
    "future": "What lies ahead",
}
TABLES = frozenset({"table", "table-name"})
MAPS = frozenset({"map", "map-level", "hex", "hex-level"})
OF_LEVELS = frozenset({"map-level", "hex-level", "beeswarm"})
OF_MANY = frozenset({"ranks", "funnel"})  # pointless for the four nations
FEWEST_FOR_HALVES = 8
FEW_PLACES = 10  # up to here each place has a line of its own over time


@dataclass(frozen=True)
class Scene:
    """What every picture of the metric needs."""

    metric: Metric
    level: Level
    standings: Sequence[Standing]
    benchmark: Benchmark
    highlight: str | None
    period: str
    build_id: str
    source_line: str


def scene_of(
    metric: Metric,
    level: Level,
    standings: Sequence[Standing],
    *,
    comparator: Comparator,
    sources: Sequence[Source],
    places: Mapping[str, Place],
    highlight: Place | None,
    build_id: str,
) -> Scene:
    """What every picture needs, from the places of one level; the sources cited are those of the newest figures."""
    period = period_label(*newest_period(standings))
    used = {verdict.source_id for verdict in newest_verdicts(standings)}
    return Scene(
        metric=metric,
        level=level,
        standings=standings,
        benchmark=shared_benchmark(standings, comparator, places),
        highlight=highlight.code if highlight else None,
        period=period,
        build_id=build_id,
        source_line=source_line([source for source in sources if source.source_id in used] or sources, period),
    )


def views_for(level: Level, *, compared: bool) -> dict[str, str]:
    """The views that mean something: no map of one country, hexagons for councils only, levels where there are any.

    A view that can say why it has nothing to show stays on offer.
    """
    left_out = set() if compared else {"map-level", "hex-level"}
    if level is not Level.DISTRICT:
        left_out |= {"hex", "hex-level"}
    if level in (Level.NATION, Level.UNITED_KINGDOM):
        left_out |= OF_MANY
    if level is Level.UNITED_KINGDOM:
        left_out |= MAPS | {"beeswarm"}
    return {view: name for view, name in NAMES.items() if view not in left_out}


def draw_chart(view: str, scene: Scene, places: Mapping[str, Place]) -> Chart:
    """The map, hex map or beeswarm of a view."""
    rows = [each.as_row(places) for each in scene.standings]
    judged = view in OF_LEVELS and any(row.answer for row in rows)
    benchmark = scene.benchmark if judged else None
    title = places_title(rows, scene.metric, highlight=None, benchmark=benchmark, period=scene.period)
    words = {
        "highlight": scene.highlight,
        "benchmark": benchmark,
        "title": title if judged else middle_half(rows, scene) or title,
        "source_line": scene.source_line,
    }
    if view == "beeswarm":
        return beeswarm(rows, scene.metric, **words)
    hexagons = view.startswith("hex")
    shapes = geometry_address(scene.build_id, "hex_district" if hexagons else scene.level.value)
    return choropleth(
        rows, scene.metric, geojson_url=shapes, topojson_url=TOPOJSON_ADDRESS, hexagons=hexagons,
        extent=None if hexagons else _extent(scene.standings),
        how="level" if view.endswith("-level") else "value", **words,
    )  # fmt: skip


def middle_half(rows: Sequence[PlaceValue], scene: Scene) -> str:
    """The title of a picture of values: between which figures half of the places lie. Nothing for a handful."""
    values = [row.value for row in rows if not is_missing(row.value)]
    if len(values) < FEWEST_FOR_HALVES:
        return ""
    low, high = (number(value, scene.metric) for value in np.quantile(values, [0.25, 0.75]).tolist())
    return f"{scene.metric.title}: half of all {PLACE_LEVELS[scene.level]} lie between {low} and {high}, {scene.period}"


def over_time_chart(
    scene: Scene, spreads: Sequence[Spread], series: Sequence[PlaceSeries], *, nation: str | None
) -> Chart:
    """All places over time: a line each where they are few, their spread where they are many."""
    by_code = {each.code: each for each in series}
    if len(scene.standings) <= FEW_PLACES:
        return lines(
            series, scene.metric, highlight=scene.highlight, comparator=nation if nation != scene.highlight else None,
            source_line=scene.source_line,
        )  # fmt: skip
    chart = distribution_over_time(
        spreads, scene.metric, places_are=PLACE_LEVELS[scene.level],
        highlight=by_code.get(scene.highlight or ""), source_line=scene.source_line,
    )  # fmt: skip
    return _with_nation(chart, by_code[nation], scene.metric) if nation in by_code else chart


def _with_nation(chart: Chart, nation: PlaceSeries, metric: Metric) -> Chart:
    """The spread over time with the nation's line added, dotted so that it is told apart without its colour."""
    line = line_trace(unbroken(nation.points, metric), metric, nation.name, colour=COLOURS["orange"], width=2.0)
    line["line"]["dash"] = "dot"
    words = f" The dotted orange line is {nation.name}."
    figure = {**chart.figure, "data": [*chart.figure["data"], line]}
    alt = f"{chart.alt} {nation.name} {series_words(nation, metric)}."
    return replace(chart, figure=figure, summary=chart.summary + words, alt=alt)


def place_clicked(selection: Any) -> str | None:
    """The code of the place clicked on a map or among marks, or nothing."""
    points = (selection or {}).get("selection", {}).get("points", [])
    if not points:
        return None
    point = points[0]
    code = point.get("location") or point.get("customdata")
    return str(code[0] if isinstance(code, list) else code) if code else None


def _extent(standings: Sequence[Standing]) -> tuple[float, float, float, float]:
    """England alone where only England has figures, so that its places are large enough to be seen."""
    nations = {each.place.nation_code or each.place.code for each in standings if each.has_newest}
    return ENGLAND if nations == {ENGLAND_CODE} else UNITED_KINGDOM
