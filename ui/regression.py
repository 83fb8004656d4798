"""Regression to the mean beside the change since the baseline: what a bad year brings back by itself."""

from collections.abc import Sequence
from dataclasses import replace

from domain.change import Change
from domain.metric import Metric
from ui.charts import Chart, Figure, key_list
from ui.numbers import change, is_missing
from ui.pictures import NAMESPACE, image
from ui.theme import COLOURS

PATH = f'<path d="M7 1V13" stroke="{COLOURS["dark_pink"]}" stroke-width="2"/>'
STROKE = f'<svg {NAMESPACE} width="14" height="14">{PATH}</svg>'
MEANING = "upright stroke: the change that drifting back towards the average would bring by itself"


def with_regression(chart: Chart, changes: Sequence[Change]) -> Chart:
    """The dot plot of changes with a stroke in each row where regression to the mean alone would put the mark."""
    drawn = sorted((one for one in changes if not is_missing(one.change)), key=lambda one: (one.change, one.place_code))
    known = [(height, one) for height, one in enumerate(drawn) if not is_missing(one.by_regression)]
    if not known:
        return chart
    figure = {**chart.figure, "data": [*chart.figure["data"], _strokes(known)]}
    key = key_list([(image(STROKE, alt="", name="mark", width=14, height=14), MEANING)])
    return replace(chart, figure=figure, key=chart.key + key)


def _strokes(known: Sequence[tuple[int, Change]]) -> Figure:
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip",
        "x": [round(one.by_regression or 0.0, 4) for _, one in known], "y": [height for height, _ in known],
        "marker": {"symbol": "line-ns-open", "size": 7, "color": COLOURS["dark_pink"], "line": {"width": 2}},
    }  # fmt: skip


def bad_year_words(
    metric: Metric, *, places: int, places_are: str, moved: float, by_regression: float, since: str
) -> str:
    """What the places that began in the worst fifth did on average, beside what they would have done by themselves."""
    return (
        f"Figures that stand far out do so partly by chance and drift back by themselves. The {places:,} {places_are} "
        f"that were among the worst fifth in {since} have moved by {change(moved, metric)} on average; drifting back "
        f"alone would bring {change(by_regression, metric)}."
    )
