"""Several places and metrics side by side as they are drawn: heat table, dots, lines, differences."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from domain.metric import Metric
from domain.observation import Observation
from domain.place import Place
from domain.reason import Reason
from domain.verdict import Comparator, Verdict
from ui.address import href
from ui.captions import benchmark_label
from ui.charts import Benchmark, Chart, PlaceValue
from ui.dots import dot_plot
from ui.four_cells import CELLS, four_cells, rank_cell
from ui.grid import Grid, period_of
from ui.lines import lines
from ui.marks import mark_image
from ui.metric_words import freshness, source_line
from ui.numbers import NO_INTERVAL, age, interval, is_missing, number, unit_words
from ui.rows import place_series, place_value
from ui.sentences import joined
from ui.side_by_side import (
    KINDS_OF_ONE,
    PlaceGap,
    difference_answer,
    difference_words,
    trend_finding,
    untold_sentence,
)
from ui.tables import Cell, Column, Content, Heading, HeatCell, heat_table, table
from ui.wording import FIGURE_MARKS, REASONS

OLD_YEARS = 2  # from here on a figure says how old it is


def heat(grid: Grid, *, today: dt.date, release: str = "") -> str:
    """The grid as one table: metrics down, places across, each cell a value, its four answers and its rank."""
    places = [
        Heading(place.code, grid.names[place.code], _profile(grid, place), note=KINDS_OF_ONE[place.level])
        for place in grid.places
    ]
    metrics = [_metric_heading(grid, metric, today) for metric in grid.metrics]
    cells = {
        (place.code, metric.metric_id): _heat_cell(grid, place, metric, release)
        for place in grid.places
        for metric in grid.metrics
    }
    return heat_table(places, metrics, cells, caption=f"Newest figures, each compared with {grid.against}")


def dots(grid: Grid, metric: Metric, *, highlight: str | None) -> Chart:
    """One metric as dots with intervals, and the comparator's line where all places share it."""
    periods = list(grid.periods(metric, stale=False))
    return dot_plot(
        [_row(grid, place, metric) for place in grid.places],
        metric,
        highlight=highlight,
        benchmark=grid.shared_benchmark(metric) or Benchmark(grid.against, None),
        period=periods[0] if len(periods) == 1 else "",
        source_line=_source_line(grid, metric, periods),
    )


def trends(grid: Grid, metric: Metric, observations: Sequence[Observation], *, highlight: str | None) -> Chart | None:
    """One metric over time, a line for each place and for the comparator given; none where nothing can be joined."""
    order = {place.code: number for number, place in enumerate(grid.places)}
    series = [
        replace(one, name=grid.names.get(one.code, one.name))
        for one in place_series(observations, grid.known, grid.sources)
    ]
    if all(sum(not is_missing(point.value) for point in one.points) < 2 for one in series if one.code in order):
        return None
    chart = lines(
        sorted(series, key=lambda one: order.get(one.code, len(order))),
        metric,
        highlight=highlight,
        comparator=next((one.code for one in series if one.code not in order), None),
        title=trend_finding(metric, {grid.names[v.place_code]: v.trend for v in grid.with_figure(metric)}),
        source_line=_source_line(grid, metric, list(grid.periods(metric))),
    )
    why = untold_sentence({verdict.trend_reason for verdict in grid.with_figure(metric)})
    return replace(chart, summary=f"{chart.summary} {why}".strip())


def differences(first: str, second: str, gaps: Sequence[PlaceGap], *, compare: Comparator) -> str:
    """The differences between two places as a table: both figures, the difference with its interval, what it says."""
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("first", first),
        Column("second", second),
        Column("difference", f"{first} less {second}"),
        Column("says", "Is it a real difference?"),
    ]
    rows = [_difference_row(gap, first, second, compare) for gap in gaps]
    return table(rows, columns, caption=f"Differences between {first} and {second}", caption_hidden=True)


def about(grid: Grid, *, today: dt.date) -> str:
    """What each metric is, how old its figures are, and what to watch for: one note to open for each."""
    return "".join(_about(grid, metric, today) for metric in grid.metrics)


def _profile(grid: Grid, place: Place) -> str:
    return href("profile", place=place, compare=grid.comparator)


def _metric_heading(grid: Grid, metric: Metric, today: dt.date) -> Heading:
    notes = [unit_words(metric)]
    usual = grid.usual_period(metric)
    if usual:
        period, ended = usual
        notes += [period, age(ended, today)] if (today - ended).days >= OLD_YEARS * 365 else [period]
    shared = grid.shared_benchmark(metric)
    notes += [benchmark_label(shared, metric)] if shared else []
    notes += grid.natures(metric)
    address = href("metric", metric=metric, compare=grid.comparator)
    return Heading(metric.metric_id, metric.title, address, note="; ".join(notes))


def _heat_cell(grid: Grid, place: Place, metric: Metric, release: str) -> HeatCell:
    verdict = grid.verdict(place, metric)
    if verdict is None or is_missing(verdict.value):
        return HeatCell("", None, grid.reason(place, metric) or Reason.NO_DATA)  # the reason's words say it all
    cells = four_cells(verdict, metric, against=grid.comparator_of(verdict), release=release)
    notes = [*_cell_notes(grid, metric, verdict), *(note for note in [cells["level"].note] if note)]
    return HeatCell(
        number(verdict.value, metric, bare=True),
        verdict.level,
        verdict.level_reason,
        note="; ".join(notes),
        reliable=verdict.firm,
        fold=cells["level"].fold,
        more=(*((title, cells[key]) for key, title in CELLS.items() if key != "level"), ("Rank", rank_cell(verdict))),
    )


def _cell_notes(grid: Grid, metric: Metric, verdict: Verdict) -> list[str]:
    limits = interval(verdict.lower, verdict.upper, metric)
    usual = grid.usual_period(metric)
    notes = [] if limits == NO_INTERVAL else [limits]
    if not (is_missing(verdict.benchmark) or grid.shared_benchmark(metric)):
        notes.append(f"against {number(verdict.benchmark, metric, bare=True)}")
    if usual and period_of(verdict) != usual[0]:
        notes.append(f"figure for {period_of(verdict)}")
    if verdict.stale and verdict.reason:
        notes.append(f"nothing newer: {REASONS[verdict.reason].because}")
    if verdict.mark:
        notes.append(FIGURE_MARKS[verdict.mark])
    return notes


def _row(grid: Grid, place: Place, metric: Metric) -> PlaceValue:
    verdict, name = grid.verdict(place, metric), grid.names[place.code]
    if verdict is None:
        return PlaceValue(place.code, name, None, reason=grid.reason(place, metric))
    return replace(place_value(verdict, grid.known), name=name)


def _difference_row(gap: PlaceGap, first: str, second: str, compare: Comparator) -> dict[str, Content]:
    amount, limits = difference_words(gap.amount, gap.lower, gap.upper, gap.metric)
    says = difference_answer(gap.answer, gap.reason, first=first, second=second)
    return {
        "measure": Cell(
            gap.metric.title, href=href("metric", metric=gap.metric, compare=compare), note=unit_words(gap.metric)
        ),
        "first": number(gap.first, gap.metric, bare=True),
        "second": number(gap.second, gap.metric, bare=True),
        "difference": Cell(amount, note=limits),
        "says": Cell(says, drawing=mark_image(gap.answer)),
    }


def _about(grid: Grid, metric: Metric, today: dt.date) -> str:
    said = [metric.description]
    if metric.not_measured:
        said.append(f"No open figures were found: {metric.not_measured}")
    found = grid.with_figure(metric)
    if found:
        newest = max(found, key=lambda verdict: verdict.period_start)
        source = grid.sources.get(newest.source_id)
        following = metric.next_release or (source.next_release if source else None)
        said.append(freshness(newest.period_start, newest.period_months, today, next_release=following))
    said += [f"{words[:1].upper()}{words[1:]}." for words in grid.natures(metric)]
    items = "".join(f"<li>{escape(text)}</li>" for text in [*said, *metric.caveats])
    return f'<details class="more"><summary>{escape(metric.title)}</summary><ul>{items}</ul></details>'


def _source_line(grid: Grid, metric: Metric, periods: Sequence[str]) -> str:
    used = grid.sources_of(metric)
    return source_line(used, joined(periods)) if used and periods else ""
