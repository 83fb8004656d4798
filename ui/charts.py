"""What every chart is made of: its words, its figure, its table; and the one function that draws it.

Figures are plain dicts: building and validating plotly's own objects costs milliseconds a chart, and
the tests validate every kind of figure instead.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure

from domain.metric import Metric
from domain.observation import Mark
from domain.reason import Reason
from domain.source import Nature
from domain.verdict import LevelAnswer
from ui.marks import MID_GREY, mark_image
from ui.numbers import interval, number
from ui.tables import Column, table
from ui.theme import COLOURS, TEMPLATE
from ui.wording import level_label

Figure = dict[str, Any]

FONT_SIZE = 14
BEHIND = "The table behind this chart"
LONGEST_HTML_TABLE = 100  # rows; above it the browser's own grid is quicker
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}


@dataclass(frozen=True)
class Chart:
    """A chart with everything its reader is owed.

    ``title`` is the finding, ``summary`` the sentence above it, ``alt`` its message with the numbers for
    a reader who cannot see it, ``key`` the meaning of its colours and marks as HTML, ``table`` what is
    behind it.
    """

    title: str
    summary: str
    figure: Figure
    alt: str
    table: pd.DataFrame
    source_line: str = ""
    key: str = ""
    config: dict[str, Any] = field(default_factory=lambda: dict(CONFIG))


@dataclass(frozen=True)
class PlaceValue:
    """One place's figure as a chart needs it; one that is not reliable is drawn hollow."""

    code: str
    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    answer: LevelAnswer | None = None
    reason: Reason | None = None
    reliable: bool = True
    mark: Mark | None = None


@dataclass(frozen=True)
class Benchmark:
    """What places are compared with: its name as a sentence says it, and its figure."""

    name: str
    value: float | None


@dataclass(frozen=True)
class Point:
    """One figure in time; one that is not firm is unreliable or provisional, and is drawn hollow."""

    start: dt.date
    months: int
    value: float | None
    lower: float | None = None
    upper: float | None = None
    firm: bool = True
    mark: Mark | None = None


@dataclass(frozen=True)
class PlaceSeries:
    """One place's figures in order of time, and what sort of series they are."""

    code: str
    name: str
    points: tuple[Point, ...]
    nature: Nature = Nature.CURRENT

    @property
    def stands_in(self) -> bool:
        """Whether the series is something other than the publisher's current one."""
        return self.nature in {Nature.SUBSTITUTE, Nature.VINTAGE, Nature.RETIRED}


@dataclass(frozen=True)
class Spread:
    """How the places stood in one period: five percentiles, and how many places have a figure."""

    start: dt.date
    months: int
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    places: int


class Drawing(BaseFigure):  # type: ignore[misc]  # plotly carries no types
    """A figure that is already what plotly would make of it, so that drawing it validates nothing again."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def to_dict(self) -> Figure:
        """The figure as it is."""
        return self._figure


def show(chart: Chart, *, key: str, heading: int = 3, on_select: Any = "ignore") -> Any:
    """Draw the chart with its title, summary, key, table and source; return what was selected in it."""
    st.html(f"<h{heading}>{escape(chart.title)}</h{heading}><p>{escape(chart.summary)}</p>{chart.key}")
    selected = st.plotly_chart(
        Drawing(chart.figure), theme=None, config=chart.config, alt=chart.alt, key=key, on_select=on_select
    )
    _table_behind(chart, key=key)
    if chart.source_line:
        st.html(f'<p class="source">{escape(chart.source_line)}</p>')
    return selected


def _table_behind(chart: Chart, *, key: str) -> None:
    """The table one click away; a long one is sent when it is opened, because most readers never do."""
    if len(chart.table) <= LONGEST_HTML_TABLE:
        with st.expander(BEHIND):
            st.html(frame_table(chart.table, caption=chart.title))
        return
    with st.expander(BEHIND, key=f"{key}-table", on_change="rerun") as opened:
        if opened.open:
            st.dataframe(chart.table, hide_index=True, alt=chart.title)


def frame_table(frame: pd.DataFrame, *, caption: str) -> str:
    """A frame of texts as an accessible table; its first column names the rows."""
    columns = [Column(name, name, names_the_row=position == 0) for position, name in enumerate(map(str, frame.columns))]
    rows = [dict(zip(map(str, frame.columns), row, strict=True)) for row in frame.astype(str).to_numpy().tolist()]
    return table(rows, columns, caption=caption, caption_hidden=True)


def layout(height: int, **parts: Any) -> Figure:
    """A layout of the given height in the template of the house."""
    return {"template": TEMPLATE, "height": height, "dragmode": False, "showlegend": False} | parts


def annotation(text: str, *, x: Any, y: Any, **parts: Any) -> Figure:
    """A few words inside a figure, without an arrow."""
    font = {"size": FONT_SIZE, "color": COLOURS["black"]} | parts.pop("font", {})
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": font} | parts


def wrapped(text: str, width: int, *, most_lines: int = 3) -> str:
    """The text broken into lines for a figure, escaped, and cut with an ellipsis where it does not fit."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    kept = lines[:most_lines]
    if len(lines) > most_lines:
        kept[-1] += "…"
    return "<br>".join(escape(line, quote=False) for line in kept)


def key_list(entries: Sequence[tuple[str, str]]) -> str:
    """A key in HTML: each entry a drawing and its words."""
    items = "".join(f"<li>{drawing}<span>{escape(words)}</span></li>" for drawing, words in entries)
    return f'<ul class="key">{items}</ul>'


def swatch(colour: str) -> str:
    """A small block of a colour, for a key."""
    return f'<span class="swatch" aria-hidden="true" style="background:{colour}"></span>'


def answer_key(rows: Sequence[PlaceValue], words: dict[LevelAnswer | None, str]) -> str:
    """The key of the marks in use, with how many places carry each."""
    counts = {answer: sum(row.answer is answer for row in rows) for answer in words}
    return key_list(
        [
            (mark_image(answer, in_chart=True), f"{words[answer]}: {count:,}")
            for answer, count in counts.items()
            if count
        ]
    )


def value_table(rows: Sequence[PlaceValue], metric: Metric) -> pd.DataFrame:
    """The table behind a chart of places."""
    return pd.DataFrame(
        {
            "Place": [row.name for row in rows],
            "Code": [row.code for row in rows],
            "Value": [number(row.value, metric) for row in rows],
            "95% interval": [interval(row.lower, row.upper, metric) for row in rows],
            "Against comparator": [level_label(row.answer, row.reason) for row in rows],
        }
    )


def line_colours(codes: Sequence[str], *, highlight: str | None) -> dict[str, str]:
    """A colour for each series: one in dark blue against grey, or up to four colours where none is singled out."""
    palette = [COLOURS[name] for name in ("dark_blue", "orange", "turquoise", "dark_pink")]
    if highlight is None and len(codes) <= len(palette):
        return dict(zip(codes, palette, strict=False))
    return {code: COLOURS["dark_blue"] if code == highlight else MID_GREY for code in codes}
