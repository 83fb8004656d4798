"""Exceptions as tables: single figures, changes since the baseline, places and measures with most to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.change import Change
from domain.exceptional import Group
from domain.metric import Metric
from domain.place import Level, Place
from domain.verdict import Comparator, Verdict
from ui.about_place import kind_of_place
from ui.address import href
from ui.four_cells import UNUSUAL, trajectory_cell
from ui.names import distinct_names
from ui.numbers import NO_INTERVAL, change, interval, is_missing, number, period_label
from ui.rows import comparator_name, comparator_place
from ui.since_baseline import baseline_label
from ui.tables import Cell, Column, Content, level_cell, table, trend_cell
from ui.wording import FIGURE_MARKS


def figures_table(
    verdicts: Sequence[Verdict],
    metrics: Mapping[str, Metric],
    places: Mapping[str, Place],
    *,
    comparator: Comparator,
    against: str,
    caption: str,
    ages: Mapping[str, str] | None = None,
) -> str:
    """One row for each figure that stands out, as HTML; ``ages`` says of measures that ended how old they are."""
    columns = [
        Column("place", "Place", names_the_row=True), Column("measure", "Measure"), Column("figure", "Figure"),
        Column("level", f"Against {against}"), Column("trend", "Trend"), Column("target", "Trajectory"),
    ]  # fmt: skip
    rows = [
        _figure_row(one, metrics[one.metric_id], places, comparator, (ages or {}).get(one.metric_id, ""))
        for one in verdicts
    ]
    return table(rows, columns, caption=caption, caption_hidden=True)


def _figure_row(
    verdict: Verdict, metric: Metric, places: Mapping[str, Place], comparator: Comparator, old: str
) -> dict[str, Content]:
    place = places[verdict.place_code]
    period = period_label(verdict.period_start, verdict.period_months)
    limits = interval(verdict.lower, verdict.upper, metric)
    mark = f"; {FIGURE_MARKS[verdict.mark]}" if verdict.mark else ""
    return {
        "place": _place(place, comparator),
        "measure": _measure(metric, place, comparator, f"{period}; the newest there is, {old}" if old else period),
        "figure": Cell(
            number(verdict.value, metric), note=("" if limits == NO_INTERVAL else f"95% interval {limits}") + mark
        ),
        "level": _level(verdict, metric, place, places, comparator),
        "trend": trend_cell(verdict.trend, verdict.trend_reason),
        "target": trajectory_cell(verdict, metric),
    }


def _place(place: Place, comparator: Comparator) -> Cell:
    return Cell(place.name, href=href("profile", place=place, compare=comparator), note=kind_of_place(place))


def _measure(metric: Metric, place: Place, comparator: Comparator, period: str) -> Cell:
    return Cell(metric.title, href=href("metric", place=place, metric=metric, compare=comparator), note=period)


def _level(verdict: Verdict, metric: Metric, place: Place, places: Mapping[str, Place], comparator: Comparator) -> Cell:
    """Where the figure stands, with the comparator's own figure; the words lead to both side by side."""
    cell = level_cell(verdict.level, verdict.level_reason, reliable=verdict.firm)
    if is_missing(verdict.benchmark):
        return cell
    name = comparator_name(place, comparator, places, rest_of=verdict.rest_of)
    unusual = f". {UNUSUAL}" if verdict.unusual else ""
    parent = comparator_place(place, comparator, places)
    beside = href("compare", places=[place, *([parent] if parent else [])], metrics=[metric], compare=comparator)
    return replace(cell, href=beside, note=f"{name}: {number(verdict.benchmark, metric)}{unusual}")


def changes_table(
    changes: Sequence[Change],
    metrics: Mapping[str, Metric],
    places: Mapping[str, Place],
    *,
    comparator: Comparator,
    caption: str,
) -> str:
    """One row for each change since the baseline, as HTML."""
    columns = [
        Column("place", "Place", names_the_row=True), Column("measure", "Measure"), Column("before", "At the baseline"),
        Column("after", "Newest figure"), Column("change", "Change"),
        Column("drift", "Drifting back to the average alone"),
    ]  # fmt: skip
    rows = [_change_row(one, metrics[one.metric_id], places[one.place_code], comparator) for one in changes]
    return table(rows, columns, caption=caption, caption_hidden=True)


def _change_row(one: Change, metric: Metric, place: Place, comparator: Comparator) -> dict[str, Content]:
    newest = period_label(one.newest_start, one.newest_months)
    sure = "indicative: judged by its own ups and downs" if one.indicative else "95% interval"
    limits = interval(one.lower, one.upper, metric)
    return {
        "place": _place(place, comparator),
        "measure": replace(_measure(metric, place, comparator, ""), note=""),
        "before": Cell(number(one.baseline_value, metric), note=baseline_label(one)),
        "after": Cell(number(one.value, metric), note=newest),
        "change": Cell(change(one.change, metric), note="" if limits == NO_INTERVAL else f"{sure} {limits}"),
        "drift": Cell("cannot tell", quiet=True)
        if is_missing(one.by_regression)
        else Cell(change(one.by_regression, metric)),
    }


def places_table(
    groups: Sequence[Group], metrics: Mapping[str, Metric], places: Mapping[str, Place], *, comparator: Comparator
) -> str:
    """The places with most to look at, as HTML."""
    columns = [
        Column("place", "Place", names_the_row=True), *_sides(groups), Column("first", "Look at first"),
    ]  # fmt: skip
    rows = [
        {
            "place": _place(places[group.key], comparator),
            **_counts(group, href("exceptions", place=group.key, compare=comparator, view="concerns")),
            "first": Cell("; ".join(metrics[key].title for key in group.first) or "nothing on the worse side"),
        }
        for group in groups
    ]  # fmt: skip
    return table(rows, columns, caption="Places by how many of their figures stand out", caption_hidden=True)


def measures_table(
    groups: Sequence[Group], metrics: Mapping[str, Metric], places: Mapping[str, Place], *, level: Level | None
) -> str:
    """The measures on which most places stand out, as HTML."""
    names = distinct_names(place for place in places.values() if place.is_current)
    columns = [
        Column("measure", "Measure", names_the_row=True), Column("tested", "Places compared", numeric=True),
        Column("expected", "By chance alone", numeric=True), *_sides(groups), Column("first", "Look at first"),
    ]  # fmt: skip
    rows = [
        {
            "measure": Cell(metrics[group.key].title, href=href("metric", metric=metrics[group.key], level=level)),
            "tested": f"{group.tested:,}", "expected": f"{group.expected:.1f}", **_counts(group),
            "first": Cell("; ".join(names[key] for key in group.first) or "no place on the worse side"),
        }
        for group in groups
    ]  # fmt: skip
    return table(rows, columns, caption="Measures by how many places stand out", caption_hidden=True)


def _sides(groups: Sequence[Group]) -> list[Column]:
    both = [Column("worse", "Worse", numeric=True), Column("better", "Better", numeric=True)]
    either = Column("either", "Higher or lower", numeric=True)
    return [*both, either] if any(group.either for group in groups) else both


def _counts(group: Group, address: str = "") -> dict[str, Content]:
    unusual = f"{group.unusual:,}\N{NO-BREAK SPACE}unusual" if group.unusual else ""
    return {
        "worse": Cell(f"{group.worse:,}", href=address, note=unusual),
        "better": f"{group.better:,}",
        "either": f"{group.either:,}",
    }
