"""The views of a comparison, drawn: the heat table, a dot plot and a line chart for each metric, and notes on each."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from html import escape

import streamlit as st

from domain.metric import Metric
from domain.observation import Observation
from ui.charts import show
from ui.four_cells import OPENS
from ui.grid import Grid
from ui.prose import paragraphs
from ui.sentences import joined
from ui.side_by_side import no_figures_sentence
from ui.side_by_side_view import about, dots, heat, trends

COLOURS_AT_MOST = 4  # lines told apart by colour; of more, one is singled out


def draw_table(grid: Grid, *, today: dt.date, release: str = "") -> None:
    """The heat table."""
    drawn = heat(grid, today=today, release=release)
    st.html(f"<h2>Set against {escape(grid.against)}</h2><p>{OPENS}</p>{drawn}")


def draw_dots(grid: Grid, *, highlight: str | None) -> None:
    """A dot plot for each metric."""
    st.html("<h2>Each measure on a scale of its own</h2>")
    for metric, column in _columns(grid.metrics):
        with column:
            if grid.with_figure(metric):
                show(dots(grid, metric, highlight=highlight), key=f"dots.{metric.metric_id}")
            else:
                _no_figures(grid, metric)


def draw_trends(
    grid: Grid, metrics: Sequence[Metric], series: Mapping[str, Sequence[Observation]], *, highlight: str | None
) -> None:
    """A line chart for each of some metrics."""
    st.html("<h2>Each measure over time</h2>")
    if highlight is None and len(grid.places) > COLOURS_AT_MOST:
        highlight = grid.places[0].code
        single = f"More than {COLOURS_AT_MOST} lines cannot be told apart by colour, so one is singled out"
        st.html(paragraphs([f"{single}: {grid.names[highlight]}. Choose another to highlight above."]))
    for metric, column in _columns(metrics):
        with column:
            _draw_trend(grid, metric, series.get(metric.metric_id, ()), highlight)


def draw_about(grid: Grid, *, today: dt.date) -> None:
    """What each metric is, one note to open for each."""
    st.html(f"<h2>About these measures</h2>{about(grid, today=today)}")


def _columns(metrics: Sequence[Metric]) -> Iterator[tuple[Metric, AbstractContextManager[object]]]:
    """Two columns in turn, on a narrow screen one; a single metric has the whole width."""
    if len(metrics) == 1:
        yield metrics[0], st.container()
        return
    for start in range(0, len(metrics), 2):  # a row at a time, so that the order holds where the columns stack
        yield from zip(metrics[start : start + 2], st.columns(2), strict=False)


def _draw_trend(grid: Grid, metric: Metric, observations: Sequence[Observation], highlight: str | None) -> None:
    if not grid.with_figure(metric):
        _no_figures(grid, metric)
        return
    chart = trends(grid, metric, observations, highlight=highlight)
    if chart:
        show(chart, key=f"trends.{metric.metric_id}")
        return
    only = joined(list(grid.periods(metric)))
    _say(metric, f"Each place has figures for one period only ({only}), so nothing can be drawn over time.")


def _no_figures(grid: Grid, metric: Metric) -> None:
    reasons = [reason for place in grid.places if (reason := grid.reason(place, metric))]
    _say(metric, no_figures_sentence(metric, reasons))


def _say(metric: Metric, sentence: str) -> None:
    st.html(f"<h3>{escape(metric.title)}</h3>{paragraphs([sentence])}")
