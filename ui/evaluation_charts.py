"""The charts of an evaluation: the place and its comparison, its gap among those of others, effects by year."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd

from domain.metric import Metric
from ui.charts import Chart, Figure, PlaceSeries, Point, annotation, key_list, layout, swatch
from ui.evaluation_shown import Shown
from ui.evaluation_words import range_words
from ui.lines import lines
from ui.marks import MID_GREY
from ui.numbers import change, is_percentage, number, period_label, unit_words
from ui.points import value_range
from ui.theme import COLOURS
from ui.timeline import HEIGHT, middle, time_axis

OUTER, INNER = "#E6EBF0", "#C3CFDB"
TWIN = "comparison"
TWIN_NAME = "Its comparison"
SHARES = (2.5, 25.0, 75.0, 97.5)


def beside_its_twin(shown: Shown, *, source_line: str = "") -> Chart:
    """The place's own figures and those of the mix of places it is set beside."""
    metric, paths = shown.metric, shown.found.paths
    own = _series("own", _short(shown), paths["observed"], shown.months)
    twin = _series(TWIN, TWIN_NAME, paths["counterfactual"], shown.months)
    chart = lines([own, twin], metric, highlight="own", comparator=TWIN, source_line=source_line)
    last = paths.iloc[-1]
    told = (
        f"{_then(paths.index[-1], shown)} the figure was {number(last['observed'], metric)}; the "
        f"comparison stood at {number(last['counterfactual'], metric)}."
    )
    _mark_start(chart.figure, shown)
    title = f"{metric.title}: {shown.where} and its comparison, before and since the start"
    return replace(chart, title=title, summary=f"{told} {_followed(shown)}", alt=f"Two lines over time. {told}")


def gaps_beside_others(shown: Shown, *, source_line: str = "") -> Chart:
    """How far the place ran from its comparison, in the range of what the same method gives for other places."""
    metric, gaps = shown.metric, shown.found.paths["gap"]
    others = shown.found.placebo_gaps.to_numpy(dtype=float)
    bands = np.nanpercentile(others, SHARES, axis=0)
    points = [Point(start, shown.months, float(gap)) for start, gap in gaps.items()]
    dates = [middle(point).isoformat() for point in points]
    data = [
        _band(dates, bands[0], bands[3], OUTER),
        _band(dates, bands[1], bands[2], INNER),
        _line(dates, gaps.tolist(), COLOURS["dark_blue"]),
    ]
    figure: Figure = {"data": data, "layout": _layout(points, [*gaps, *bands[0], *bands[3]], metric)}
    _mark_start(figure, shown)
    last = gaps.iloc[-1]
    told = (
        f"{_then(gaps.index[-1], shown)} {shown.where} stood {change(last, metric)} from its "
        f"comparison; for 19 in 20 of the other {len(others):,} places that gap lay between "
        f"{range_words(bands[0][-1], bands[3][-1], metric).replace(' to ', ' and ')}."
    )
    key = key_list(
        [
            (swatch(COLOURS["dark_blue"]), _short(shown)),
            (swatch(INNER), "half of the other places"),
            (swatch(OUTER), "19 in 20 of the other places"),
        ]
    )
    return Chart(
        title="The gap to its comparison, among the gaps of places where nothing of the kind was done",
        summary=told, figure=figure, alt=f"A line and two bands over time. {told}", key=key,
        table=gap_table(shown), source_line=source_line,
    )  # fmt: skip


def effects_by_year(shown: Shown, *, source_line: str = "") -> Chart:
    """The effect by years before and since the start, with an interval for each and a band for all together."""
    metric, events = shown.metric, shown.found.events
    known = events[np.isfinite(events["effect"].astype(float))]
    x = known["event_time"].tolist()
    data = [
        _bars(x, known, "band_lower", "band_upper", MID_GREY, width=1),
        _bars(x, known, "lower", "upper", COLOURS["dark_blue"], width=3),
    ]
    reach = [float(end) for name in ("band_lower", "band_upper", "effect") for end in known[name] if np.isfinite(end)]
    nought = {"color": COLOURS["black"], "width": 1}
    figure: Figure = {
        "data": data,
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": 16, "t": 34, "b": 56},
            xaxis={"title": {"text": "Years since the start"}, "dtick": max(1, len(x) // 8)},
            yaxis={"range": list(value_range([*reach, 0.0])), "nticks": 6}, annotations=[_unit(metric)],
            shapes=[
                {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0, "line": nought},
                {"type": "line", "x0": -0.5, "x1": -0.5, "y0": 0, "y1": 1, "yref": "paper",
                 "line": nought | {"dash": "dot"}},
            ],
        ),
    }  # fmt: skip
    since = known[known["event_time"] >= 0]
    told = f"There are effects for {len(since)} years since the start, over up to {int(known['places'].max())} places."
    return Chart(
        title="The difference by years before and since the start",
        summary=f"{told} Left of the dotted line, before the start, the dots should lie near nought.",
        figure=figure, alt=f"Dots with intervals by years since the start. {told}",
        key=key_list([
            (swatch(COLOURS["dark_blue"]), "thick: one year, 19 times in 20"),
            (swatch(MID_GREY), "thin: all years together, 19 times in 20"),
        ]),
        table=event_table(shown), source_line=source_line,
    )  # fmt: skip


def gap_table(shown: Shown) -> pd.DataFrame:
    """The table behind the gaps, one row a period."""
    metric, paths = shown.metric, shown.found.paths
    bands = np.nanpercentile(shown.found.placebo_gaps.to_numpy(dtype=float), SHARES, axis=0)
    return pd.DataFrame({
        "Period": [period_label(start, shown.months) for start in paths.index],
        "When": ["since the start" if start >= shown.found.setup.first_since else "before" for start in paths.index],
        "Figure": [number(value, metric) for value in paths["observed"]],
        "Its comparison": [number(value, metric) for value in paths["counterfactual"]],
        "Gap": [change(value, metric) for value in paths["gap"]],
        "19 in 20 of the other places": [
            range_words(low, high, metric) for low, high in zip(bands[0], bands[3], strict=True)
        ],
    })  # fmt: skip


def event_table(shown: Shown) -> pd.DataFrame:
    """The table behind the effects by year."""
    metric, events = shown.metric, shown.found.events
    return pd.DataFrame({
        "Years since the start": [str(time) for time in events["event_time"]],
        "Difference": [change(effect, metric) for effect in events["effect"]],
        "Interval of one year": [_ends(row, "lower", "upper", metric) for row in events.to_dict("records")],
        "Band of all years": [_ends(row, "band_lower", "band_upper", metric) for row in events.to_dict("records")],
        "Places": [str(count) for count in events["places"]],
    })  # fmt: skip


def _ends(row: dict[str, float], low: str, high: str, metric: Metric) -> str:
    return range_words(row[low], row[high], metric)


def _then(start: dt.date, shown: Shown) -> str:
    return f"{'In' if shown.months else 'On'} {period_label(start, shown.months)}"


def _short(shown: Shown) -> str:
    return shown.places[0].name if len(shown.places) == 1 else f"These {len(shown.places)} places"


def _followed(shown: Shown) -> str:
    close = "followed it closely" if shown.found.fits else "did not follow it closely enough"
    return f"Before the start the comparison {close}. It is made of other places, and shows what might have been."


def _series(code: str, name: str, values: "pd.Series[float]", months: int) -> PlaceSeries:
    return PlaceSeries(code, name, tuple(Point(start, months, float(value)) for start, value in values.items()))


def _mark_start(figure: Figure, shown: Shown) -> None:
    """A dotted rule where the years since the start begin."""
    first = shown.found.setup.first_since.isoformat()
    ink = {"color": COLOURS["black"], "width": 1.5, "dash": "dot"}
    parts = figure["layout"]
    rule = {"type": "line", "x0": first, "x1": first, "y0": 0, "y1": 1, "yref": "paper", "line": ink}
    parts["shapes"] = [*parts.get("shapes", []), rule]
    words = annotation("start", x=first, y=0, yref="paper", yanchor="bottom", xanchor="left", xshift=4)
    parts["annotations"] = [*parts.get("annotations", []), words]


def _layout(points: list[Point], reach: list[float], metric: Metric) -> Figure:
    nought = {"color": COLOURS["black"], "width": 1}
    shapes = [{"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0, "line": nought}]
    return layout(
        HEIGHT, margin={"l": 8, "r": 16, "t": 34, "b": 56}, xaxis=time_axis(points), shapes=shapes,
        yaxis={"range": list(value_range([*reach, 0.0])), "nticks": 6}, annotations=[_unit(metric)],
    )  # fmt: skip


def _unit(metric: Metric) -> Figure:
    words = "Gap in percentage points" if is_percentage(metric) else f"Gap, {unit_words(metric)}"
    return annotation(words, x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6)


def _band(dates: list[str], low: "np.ndarray", high: "np.ndarray", colour: str) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "x": [*dates, *reversed(dates)], "y": [*high.tolist(), *low.tolist()[::-1]],
        "fill": "toself", "fillcolor": colour, "line": {"width": 1, "color": MID_GREY if colour == INNER else colour},
        "hoverinfo": "skip",
    }  # fmt: skip


def _line(dates: list[str], values: list[float], colour: str) -> Figure:
    return {
        "type": "scatter", "mode": "lines+markers", "x": dates, "y": values, "hoverinfo": "skip",
        "line": {"color": colour, "width": 3}, "marker": {"size": 6, "color": colour},
    }  # fmt: skip


def _bars(x: list[int], events: pd.DataFrame, low: str, high: str, colour: str, *, width: int) -> Figure:
    effects = events["effect"].astype(float)
    up, down = events[high].astype(float) - effects, effects - events[low].astype(float)
    return {
        "type": "scatter", "mode": "markers", "x": x, "y": effects.tolist(), "hoverinfo": "skip",
        "marker": {"size": 8, "color": COLOURS["dark_blue"]},
        "error_y": {
            "type": "data", "symmetric": False, "array": up.fillna(0).tolist(), "arrayminus": down.fillna(0).tolist(),
            "color": colour, "thickness": width, "width": 4,
        },
    }  # fmt: skip
