"""The pictures of one metric that ask more of it: unusual or not, moved or not, and what lies ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from domain.change import Change
from domain.disparity import NationalCount
from domain.funnel import Funnel
from domain.metric import Metric
from domain.place import Place
from domain.prospect import Prospect
from domain.verdict import TrajectoryAnswer, Verdict
from ui.address import anchor, href
from ui.change_counts import baseline_label, weaker
from ui.change_dots import change_dots
from ui.charts import Chart, Figure, PlaceSeries
from ui.fan import fan
from ui.funnel import funnel_plot
from ui.metric_views import Scene
from ui.names import with_article
from ui.regression import bad_year_words, with_regression
from ui.wording import PLACE_LEVELS, REASONS

SHOWN = ("Place", "Change", "95% interval", "Answer", "By regression alone")
NO_TARGET = "No framework here sets a target for this measure in this place."


def funnel_chart(scene: Scene, funnel: Funnel, places: Mapping[str, Place]) -> Chart:
    """The funnel of one nation's places of the level shown."""
    return funnel_plot(
        funnel, scene.metric, places, places_are=PLACE_LEVELS[scene.level], period=scene.period,
        highlight=scene.highlight, source_line=scene.source_line,
    )  # fmt: skip


def no_funnel(scene: Scene, funnel: Funnel, places: Mapping[str, Place]) -> str:
    """Why there is no funnel."""
    nation = with_article(places[funnel.nation_code])
    why = f" {REASONS[funnel.reason].sentence}" if funnel.reason else ""
    return f"The {PLACE_LEVELS[scene.level]} of {nation} cannot be put into a funnel on this measure.{why}"


def change_chart(
    scene: Scene,
    changes: Sequence[Change],
    count: NationalCount,
    places: Mapping[str, Place],
    *,
    bad_year: tuple[int, float, float] | None,
) -> Chart:
    """Every place by its change since the baseline, beside what regression to the mean alone would bring.

    ``bad_year`` is of the places that began among the worst fifth: how many, their mean change, and that of
    regression alone.
    """
    chart = change_dots(changes, scene.metric, places, count=count, highlight=scene.highlight)
    words = chart.summary
    if bad_year:
        number, moved, drift = bad_year
        words = f"{words} " + bad_year_words(
            scene.metric, places=number, places_are=PLACE_LEVELS[scene.level],
            moved=moved, by_regression=drift, since=baseline_label(count),
        )  # fmt: skip
    drawn = with_regression(lighter(chart), changes)
    return replace(drawn, summary=words, alt=f"{drawn.alt} {weaker(count)}".strip(), source_line=scene.source_line)


def lighter(chart: Chart) -> Chart:
    """The same with positions to five digits and the figures then and now left to the file.

    Hundreds of places with every digit of their change would be too heavy to send with each rerun.
    """
    figure = {**chart.figure, "data": [_rounded(trace) for trace in chart.figure["data"]]}
    return replace(chart, figure=figure, table=chart.table[[name for name in SHOWN if name in chart.table]])


def _rounded(trace: Figure) -> Figure:
    kept = {name: part for name, part in trace.items() if name != "customdata"}  # nothing follows from a click here
    return {**kept, "x": [None if at is None else float(f"{at:.5g}") for at in trace["x"]]}


def no_change(changes: Sequence[Change]) -> str:
    """Why no change can be counted."""
    reasons = [one.reason for one in changes if one.reason]
    why = f" {REASONS[max(set(reasons), key=reasons.count)].sentence}" if reasons else ""
    return f"No change since a baseline can be counted for any of these places.{why}"


def future_chart(scene: Scene, prospect: Prospect, history: PlaceSeries) -> Chart:
    """The fan of one place."""
    return fan(prospect, scene.metric, history, source_line=scene.source_line)


def after_future(metric: Metric, verdict: Verdict | None, *, place_code: str) -> str:
    """Whether a target is set, and the way to the page on which a reader tries one of their own, as HTML."""
    held = verdict is not None and verdict.trajectory is not TrajectoryAnswer.NO_TARGET
    words = "" if held else f"{NO_TARGET} "
    address = href(
        "what_if", place=place_code, metric=metric,
        target=verdict.target_value if held and verdict else None,
        by=(verdict.target_year or None) if held and verdict else None,
    )  # fmt: skip
    return f"<p>{escape(words)}{anchor('Try a target and a year of your own', address)}</p>"
