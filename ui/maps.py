"""Maps: every place in one of a few classes, with a key in words and the same choice in the table below.

Shapes come by address, never inside the figure: 361 areas are 20 kB by address and 390 kB inline.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from domain.metric import Metric
from domain.verdict import LevelAnswer
from ui.captions import (
    answer_words,
    class_words,
    map_summary,
    no_figure_words,
    place_words,
    places_alt,
    places_title,
)
from ui.charts import CONFIG, Benchmark, Chart, Figure, PlaceValue, key_list, layout, swatch, value_table
from ui.numbers import is_missing
from ui.sentences import counted
from ui.theme import COLOURS

How = Literal["value", "level"]
Extent = tuple[float, float, float, float]
"""West, east, south and north, in degrees. A fixed extent fills the width of a phone; a fitted one does not."""

UNITED_KINGDOM: Extent = (-8.8, 1.95, 49.75, 61.2)
ENGLAND: Extent = (-6.5, 1.95, 49.8, 55.95)
HEXAGONS: Extent = (-8.2, 8.2, -10.2, 10.2)

MOST_CLASSES = 6
NO_FIGURE_COLOUR = "#F7F7F7"
ONE_HUE = {
    1: ["#5F8BB3"],
    2: ["#B8CDE0", "#2C5F8E"],
    3: ["#CFDDEA", "#7FA3C6", "#12436D"],
    4: ["#D7E3EE", "#9DB9D4", "#5F8BB3", "#12436D"],
    5: ["#DCE6F0", "#B0C7DD", "#7FA3C6", "#4A7AA5", "#12436D"],
    6: ["#DFE8F1", "#BCD0E2", "#93B2D0", "#6791B9", "#3C6E9C", "#12436D"],
}
ANSWER_COLOURS = {
    LevelAnswer.MUCH_BETTER: "#0A2742",
    LevelAnswer.BETTER: COLOURS["dark_blue"],
    LevelAnswer.SIMILAR: COLOURS["grey"],
    LevelAnswer.WORSE: COLOURS["orange"],
    LevelAnswer.MUCH_WORSE: "#B03A00",
    LevelAnswer.MUCH_HIGHER: "#44306B",
    LevelAnswer.HIGHER: "#6B4FA0",
    LevelAnswer.LOWER: COLOURS["turquoise"],
    LevelAnswer.MUCH_LOWER: "#0F6B64",
}
BORDER = "#6F777B"
HIGHLIGHT_BORDER: dict[How, str] = {"value": COLOURS["orange"], "level": COLOURS["black"]}


def choropleth(
    rows: Sequence[PlaceValue],
    metric: Metric,
    *,
    geojson_url: str,
    topojson_url: str,
    highlight: str | None = None,
    how: How = "value",
    benchmark: Benchmark | None = None,
    period: str = "",
    title: str = "",
    source_line: str = "",
    hexagons: bool = False,
    extent: Extent | None = None,
    height: int = 640,
) -> Chart:
    """A map shaded by value in one hue or by how each place compares.

    With ``hexagons`` the shapes are one hexagon a place, all of a size: for counting places and not acres.
    """
    kind, usual = ("Hexagon map", HEXAGONS) if hexagons else ("Map", UNITED_KINGDOM)
    classes, colours, words = _by_value(rows, metric) if how == "value" else _by_answer(rows, benchmark)
    key = key_list([(swatch(colour), text) for colour, text in zip(colours, words, strict=True)])
    return Chart(
        title=title or places_title(rows, metric, highlight=highlight, benchmark=benchmark, period=period),
        summary=map_summary(rows, metric, benchmark=benchmark if how == "level" else None, highlight=highlight),
        figure={
            "data": _layers(rows, classes, colours, metric, geojson_url, highlight, HIGHLIGHT_BORDER[how]),
            "layout": layout_of(height, extent or usual),
        },
        alt=f"{places_alt(rows, metric, kind=kind, benchmark=benchmark, marked=False)} {'; '.join(words)}.",
        table=value_table(rows, metric),
        source_line=source_line,
        key=key,
        config=CONFIG | {"topojsonURL": topojson_url},
    )


def quantile_classes(values: Sequence[float], decimals: int, *, most: int = MOST_CLASSES) -> list[tuple[float, float]]:
    """The lowest and highest figure of each class: about equally many places in each, equal figures never parted.

    The ends are figures that occur, at the printed decimals, so that the key says exactly what is drawn.
    """
    printed = np.round(np.asarray(values, dtype=float), decimals)
    if not len(printed):
        return []
    edges = np.unique(np.quantile(printed, np.linspace(0, 1, most + 1)[1:-1], method="higher"))
    index = np.searchsorted(edges, printed, side="right")
    groups = [printed[index == group] for group in np.unique(index)]
    return [(float(group.min()), float(group.max())) for group in groups]


def _by_value(rows: Sequence[PlaceValue], metric: Metric) -> tuple[list[int], list[str], list[str]]:
    present = [float(row.value) for row in rows if row.value is not None and not is_missing(row.value)]
    limits = quantile_classes(present, metric.decimals)
    values = np.array([np.nan if is_missing(row.value) else row.value for row in rows], dtype=float)
    # A missing figure sorts behind every class.
    classes = np.searchsorted([top for _, top in limits], np.round(values, metric.decimals)).tolist()
    words = [class_words(low, top, classes.count(i), metric) for i, (low, top) in enumerate(limits)]
    return _with_gap(classes, ONE_HUE.get(len(limits), []), words)


def _by_answer(rows: Sequence[PlaceValue], benchmark: Benchmark | None) -> tuple[list[int], list[str], list[str]]:
    texts = answer_words(benchmark)
    used = [answer for answer in ANSWER_COLOURS if any(row.answer is answer for row in rows)]
    place_of: dict[LevelAnswer | None, int] = {answer: position for position, answer in enumerate(used)}
    classes = [place_of.get(row.answer, len(used)) for row in rows]
    words = [f"{texts[answer]}: {counted(classes.count(i), 'place')}" for i, answer in enumerate(used)]
    return _with_gap(classes, [ANSWER_COLOURS[answer] for answer in used], words, gap="cannot tell")


def _with_gap(
    classes: list[int], colours: list[str], words: list[str], *, gap: str = ""
) -> tuple[list[int], list[str], list[str]]:
    count = classes.count(len(words))
    if not count:
        return classes, colours, words
    text = f"{gap}: {counted(count, 'place')}" if gap else no_figure_words(count)
    return classes, [*colours, NO_FIGURE_COLOUR], [*words, text]


def _layers(
    rows: Sequence[PlaceValue],
    classes: Sequence[int],
    colours: Sequence[str],
    metric: Metric,
    geojson_url: str,
    highlight: str | None,
    border: str,
) -> list[Figure]:
    scale = _steps(colours)
    layers = [_layer(list(zip(rows, classes, strict=True)), scale, len(colours), metric, geojson_url, BORDER, 0.5)]
    chosen = [pair for pair in zip(rows, classes, strict=True) if pair[0].code == highlight]
    if chosen:
        layers.append(_layer(chosen, scale, len(colours), metric, geojson_url, border, 2.5))
    return layers


def _layer(
    pairs: Sequence[tuple[PlaceValue, int]],
    scale: list[list[float | str]],
    count: int,
    metric: Metric,
    geojson_url: str,
    border: str,
    width: float,
) -> Figure:
    return {
        "type": "choropleth",
        "geojson": geojson_url,
        "featureidkey": "id",
        "locations": [row.code for row, _ in pairs],
        "z": [group for _, group in pairs],
        "zmin": -0.5,
        "zmax": max(count, 1) - 0.5,
        "colorscale": scale,
        "showscale": False,
        "text": [place_words(row, metric) for row, _ in pairs],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": border, "width": width}},
    }


def _steps(colours: Sequence[str]) -> list[list[float | str]]:
    """A scale in equal steps without blending."""
    known = list(colours) or [NO_FIGURE_COLOUR]
    ends = [(i / len(known), (i + 1) / len(known)) for i in range(len(known))]
    return [[end, colour] for pair, colour in zip(ends, known, strict=True) for end in pair]


def layout_of(height: int, extent: Extent) -> Figure:
    """The layout of a map of an extent."""
    west, east, south, north = extent
    return layout(
        height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        geo={
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west, east]},
            "lataxis": {"range": [south, north]},
            "visible": False,
            "bgcolor": COLOURS["white"],
        },
    )
