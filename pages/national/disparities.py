"""How far apart places are, whether the distance closes, and how much of it lies between regions."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain.disparity import Convergence, Gap, GapChange, GapMeasure, Weighting
from domain.metric import Metric, Role
from domain.mission import Framework, Mission
from ui import disparity_overview, download, frame, gap_convergence, gap_words
from ui.about_metric import memberships
from ui.address import anchor, href
from ui.charts import Chart, show
from ui.disparity_overview import Line
from ui.gap_lines import Shown, extent_of, gap_lines
from ui.gap_regions import EXPLAINED, gap_regions, highest_of
from ui.gap_table import four_ways
from ui.gap_units import read_first, why_read_first
from ui.mission_words import MONEY
from ui.promises import frameworks_switch
from ui.prose import heading, paragraphs
from ui.roles import EVERYONE
from ui.rows import cited
from ui.wording import REASONS

TITLE, ORDER, ROLES = "Disparities", 1.5, EVERYONE
DESCRIPTION = "How far apart places are, whether the gap closes, and how much of it lies between regions."
PARAMETERS = ("framework", "metric", "view")

ALL = "all"  # the view of every headline measure
NOT_HELD = "There are no figures for this measure in this build."
NOISE = (
    "Figures that rest on samples lie further apart than the places do. Where intervals are published that part is "
    "taken out, and what is said of change rests on what is left."
)


@dataclass(frozen=True)
class Overview:
    """Every headline measure of a framework by its gap."""

    framework: Framework
    frameworks: tuple[Framework, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Distance:
    """One metric: every measure of distance over time, how each moved, and convergence."""

    metric: Metric
    measures: tuple[GapMeasure, ...]
    gaps: tuple[Gap, ...]
    changes: tuple[GapChange, ...]
    convergence: Convergence | None

    def shown(self, measure: GapMeasure, weighting: Weighting) -> Shown:
        """One measure of one weighting, ready to draw."""
        gaps = tuple(gap for gap in self.gaps if gap.measure is measure and gap.weighting is weighting)
        told = gap_words.the_one(self.changes, self.metric, weighting, measure)
        return Shown(gaps, self.metric, measure, weighting, told)


def prepare_overview(request: frame.Request, stores: Any) -> Overview:
    """Gather the gap of every headline measure that has figures."""
    catalogue, framework = stores.catalogue, request.framework
    known = sorted(catalogue.frameworks.values(), key=lambda one: (one.order, one.framework_id))
    pairs: dict[str, tuple[Mission, Metric]] = {}
    for mission in framework.missions:
        for metric, role in catalogue.of_mission(mission):
            if role is Role.HEADLINE and metric.metric_id in stores.figures.summary_rows:
                pairs.setdefault(metric.metric_id, (mission, metric))
    changes = stores.figures.gap_changes(pairs)
    return Overview(
        framework,
        tuple(known),
        disparity_overview.lines_of(list(pairs.values()), changes, stores.figures.national_counts),
    )


def prepare(metric: Metric, figures: Any) -> Distance:
    """Gather everything there is to say of the distance between places on one metric."""
    first = read_first(metric)
    measures = (first, *(measure for measure in gap_words.FOUR_WAYS if measure is not first))
    return Distance(
        metric=metric,
        measures=measures,
        gaps=figures.gaps(metric.metric_id),
        changes=figures.gap_changes([metric.metric_id]),
        convergence=figures.convergence(metric.metric_id),
    )


def page(request: frame.Request, stores: Any) -> None:
    """Draw one metric, or every headline measure where none was chosen."""
    if request.metric is None or request.view == ALL:
        _draw_overview(request, stores)
    else:
        _draw_distance(request, stores, prepare(request.metric, stores.figures))


def _draw_overview(request: frame.Request, stores: Any) -> None:
    overview = prepare_overview(request, stores)
    framework, metrics = overview.framework, [line.metric for line in overview.lines]
    frame.where_am_i(request, TITLE)
    frame.heading(disparity_overview.finding(overview.lines), caption=framework.title)
    st.html(frameworks_switch(overview.frameworks, framework, page="disparities", view=ALL))
    basis = [framework.baseline_basis] if framework.baseline_basis else []
    prices = [MONEY] if any("£" in metric.prefix for metric in metrics) else []
    st.html(paragraphs([*basis, NOISE, disparity_overview.SCALE, *prices]))
    st.html(disparity_overview.overview(overview.lines, framework))
    download.offer(
        lambda: disparity_overview.overview_table(overview.lines), title=f"Gaps of {framework.title}", metrics=metrics,
        request=request, stores=stores, caveats=[framework.status, *basis], framework=framework, view=ALL,
    )  # fmt: skip
    frame.foot(request, sources=cited(metrics, stores.sources), build=stores.figures.build_id)


def _draw_distance(request: frame.Request, stores: Any, distance: Distance) -> None:
    metric = distance.metric
    frame.title(request, metric.title)
    every = ("Disparities", href("disparities", framework=request.framework, view=ALL))
    frame.where_am_i(request, every, metric.title)
    told = gap_words.the_one(distance.changes, metric, Weighting.PLACES)
    frame.heading(gap_words.gap_sentence(told, metric).removesuffix("."), caption=metric.title)
    which, how = st.columns([2, 3])
    with which:
        frame.choose_metric(request, metrics=_offered(stores, metric))
    if not distance.gaps:
        _draw_nothing(request, stores, metric)
        return
    st.html(paragraphs([_opening(distance, told)]) + _onward(request, stores, metric))
    with how:
        options = {measure.value: gap_words.SHORT_NAMES[measure] for measure in distance.measures}
        measure = GapMeasure(frame.choose_view(request, options, "Measured as"))
    _draw_lines(request, stores, distance, measure)
    st.html(heading("The gap four ways") + four_ways(distance.changes, metric))
    _draw_regions(distance)
    st.html(heading(gap_convergence.title(distance.convergence)))
    st.html(gap_convergence.convergence_html(distance.convergence, metric))
    frame.foot(request, sources=cited([metric], stores.sources), build=stores.figures.build_id)


def _onward(request: frame.Request, stores: Any, metric: Metric) -> str:
    """The way to the places themselves, and to the missions of the framework that the metric serves."""
    framework = request.framework
    links = [anchor(f"{metric.title}: every place", href("metric", metric=metric))]
    links += [
        anchor(f"Mission {one.number}: {one.title}", href("mission", metric=metric, framework=framework, mission=one))
        for where, one, _ in memberships(stores.catalogue, metric)
        if where == framework
    ]
    return f"<p>{' · '.join(links)}</p>"


def _offered(stores: Any, metric: Metric) -> list[Metric]:
    """The metrics with figures, and the one asked for whatever it has."""
    held = stores.figures.summary_rows
    return [one for one in stores.catalogue.metrics.values() if one.metric_id in held or one == metric]


def _draw_nothing(request: frame.Request, stores: Any, metric: Metric) -> None:
    """A metric of which no distance can be measured: why, and where to go."""
    reason = REASONS[gap_words.why_no_gap(metric)]
    links = [
        ("Every headline measure", href("disparities", framework=request.framework, view=ALL)),
        (f"{metric.title} in every place", href("metric", metric=metric)),
    ]
    why = metric.not_measured or (reason.sentence if metric.metric_id in stores.figures.summary_rows else NOT_HELD)
    frame.notice(why, links)
    frame.foot(request, sources=cited([metric], stores.sources), build=stores.figures.build_id)


def _opening(distance: Distance, told: GapChange | None) -> str:
    """What stands beside the finding: the gap between people, the trend, and what lies ahead."""
    metric = distance.metric
    said = [
        gap_words.both_sentence(distance.changes, metric), gap_words.trend_sentence(told, metric),
        gap_words.target_sentence(told),
    ]  # fmt: skip
    return " ".join(filter(None, said))


def _draw_lines(request: frame.Request, stores: Any, distance: Distance, measure: GapMeasure) -> None:
    """The chosen measure over time, places and people side by side on one scale."""
    several = [distance.shown(measure, weighting) for weighting in Weighting]
    extent = extent_of(several)
    st.html(heading("Over time"))
    _side_by_side([gap_lines(shown, extent) for shown in several], key=f"lines.{measure}")
    metric = distance.metric
    st.html(paragraphs([f"{why_read_first(metric)} {NOISE}"]))
    download.offer(
        lambda: gaps_table(distance), title=f"{metric.title}, gaps over time", metrics=[metric], request=request,
        stores=stores, framework=request.framework, metric=metric, view=measure,
    )  # fmt: skip


def _draw_regions(distance: Distance) -> None:
    """What lies between regions and within them, places and people side by side."""
    told = {
        weighting: gap_words.the_one(distance.changes, distance.metric, weighting, GapMeasure.BETWEEN_SHARE)
        for weighting in Weighting
    }
    highest = highest_of(distance.gaps)
    charts = [
        gap_regions(distance.gaps, distance.metric, weighting, told[weighting], highest=highest)
        for weighting in Weighting
    ]
    st.html(f"{heading('Between regions and within them')}<p>{escape(EXPLAINED)}</p>")
    _side_by_side(charts, key="regions")


def _side_by_side(charts: list[Chart], *, key: str) -> None:
    for column, chart, weighting in zip(st.columns(len(charts), gap="large"), charts, Weighting, strict=True):
        with column:
            show(chart, key=f"{key}.{weighting}")


def gaps_table(distance: Distance) -> pd.DataFrame:
    """Every measure of distance in every period as rows of a file, numbers as they were computed."""
    return pd.DataFrame([
        {
            "Weighting": gap_words.BY_WHOM[gap.weighting], "Measured as": gap_words.SHORT_NAMES[gap.measure],
            "Period begins": gap.period_start, "Months": gap.period_months, "Places": gap.places,
            "Value": gap.value, "Lower 95% limit": gap.lower, "Upper 95% limit": gap.upper,
            "Noise taken out": gap.corrected, "Lower 95% limit of that": gap.corrected_lower,
            "Upper 95% limit of that": gap.corrected_upper,
            "Why no value or interval": REASONS[gap.reason].label if gap.reason else None,
        }
        for gap in distance.gaps
    ])  # fmt: skip
