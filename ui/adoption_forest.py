"""The forest plot: every study's effect with its interval, the pooled effect, and where the next place may lie."""

from collections.abc import Mapping, Sequence
from math import log10

import pandas as pd

from domain.metric import Metric
from domain.place import Place
from domain.pooled import PooledEffect, Span, Study
from ui.adoption_words import (
    ENOUGH,
    FOUNDING,
    effect_words,
    grade_words,
    grades_of,
    outcome_words,
    short,
    short_grade,
    span_words,
    summary_of,
)
from ui.charts import Chart, Figure, annotation, key_list, layout, swatch, wrapped
from ui.marks import MID_GREY
from ui.points import value_range
from ui.theme import COLOURS

ROW, EDGES = 46, 70  # pixels for each row, and around them
MOST_DRAWN = 40
NAME_LENGTH = 46
VEIL = "rgba(255,255,255,0.85)"
BLUE, PINK = COLOURS["dark_blue"], COLOURS["dark_pink"]


def forest_plot(pooled: PooledEffect, metric: Metric | None, places: Mapping[str, Place], *, source_line: str) -> Chart:
    """The studies in the order of their effects, the pooled effect below them where there is one."""
    ordered = sorted(pooled.studies, key=lambda study: -study.effect.value)
    drawn = sorted(_heaviest(ordered), key=lambda study: -study.effect.value)
    return Chart(
        title=f"Effects on {outcome_words(pooled, metric)}: {summary_of(pooled, metric)}",
        summary=_summary(pooled),
        figure=_figure(pooled, drawn, metric, places),
        alt=f"Forest plot. {summary_of(pooled, metric)}. "
        + "; ".join(_study_words(study, pooled, metric, places) for study in drawn),
        table=_table(pooled, ordered, metric, places),
        source_line=source_line,
        key=key_list(_key(pooled)),
    )


def _heaviest(studies: Sequence[Study]) -> list[Study]:
    """Those that weigh most, as many as can be drawn, however their effects came out."""
    return sorted(studies, key=lambda study: -study.weight)[:MOST_DRAWN]


def study_name(study: Study, places: Mapping[str, Place]) -> str:
    """Where a study was made; the founding one says that it is."""
    place = places.get(study.told.place_code or "")
    name = place.name if place else study.told.place_code or ""
    if study.told.adoption_id is None:
        return f"{FOUNDING}{f', {name}' if name else ''}"
    return name


def _summary(pooled: PooledEffect) -> str:
    scale = (
        "Ratios are pooled as logarithms, on which their intervals are symmetric."
        if pooled.ratio
        else "Effects are pooled as they stand."
    )
    error = "The standard error of each is the width of its 95% interval divided by 3.92."
    rough = sum(study.lopsided for study in pooled.studies)
    lopsided = (
        f" {rough} of the intervals lie unevenly around their effect, so their errors are rough." if rough else ""
    )
    most = f" The {MOST_DRAWN} that weigh most are drawn, of {pooled.k}." if pooled.k > MOST_DRAWN else ""
    return f"{scale} {error}{lopsided}{most} Evidence: {grades_of(pooled)}."


def _figure(
    pooled: PooledEffect, ordered: Sequence[Study], metric: Metric | None, places: Mapping[str, Place]
) -> Figure:
    rows = len(ordered) + (2 if pooled.expected else 0)
    heights = range(rows - 1, rows - 1 - len(ordered), -1)
    data = [_bars(ordered, heights), _dots(ordered, heights, pooled, metric, places)]
    names = [
        _named(f"{study_name(study, places)} ({_level(study)})", y) for study, y in zip(ordered, heights, strict=True)
    ]
    if pooled.expected and pooled.interval and pooled.estimate is not None:
        loose = pooled.k < ENOUGH
        data += [_diamond(pooled.estimate, pooled.interval, loose=loose), _expected(pooled.expected, loose=loose)]
        names += [_named("On average", 1), _named("The next place (95% prediction interval)", 0)]
    return {
        "data": data,
        "layout": layout(
            ROW * rows + EDGES,
            margin={"l": 10, "r": 10, "t": 8, "b": 56},
            xaxis={
                "range": _extent(ordered, pooled), "title": {"text": wrapped(_axis(pooled), 44)},
                "type": "log" if pooled.ratio else "linear", "nticks": 6,
            },
            yaxis={"visible": False, "range": [-0.6, rows - 0.2]},
            shapes=[_rule(pooled.neutral)],
            annotations=names,
        ),
    }  # fmt: skip


def _extent(studies: Sequence[Study], pooled: PooledEffect) -> list[float]:
    """From end to end, as the axis counts. What is pooled may reach beyond the studies by their own width, not more."""
    ends = [end for study in studies for end in (study.effect.lower, study.effect.upper) if end is not None]
    low, high = value_range([_at(end, pooled) for end in (*ends, pooled.neutral)])
    wide = [_at(end, pooled) for span in (pooled.interval, pooled.expected) if span for end in span]
    room = high - low
    margin = 0.04 * room
    return [max(low - room, min([low, *wide]) - margin), min(high + room, max([high, *wide]) + margin)]


def _at(value: float, pooled: PooledEffect) -> float:
    """A number as the axis counts: of a logarithmic one its power of ten."""
    return log10(value) if pooled.ratio else value


def _axis(pooled: PooledEffect) -> str:
    return f"{pooled.unit}; the line is no effect"


def _bars(ordered: Sequence[Study], heights: Sequence[int]) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": "#6F777B", "width": 2.5},
        "x": [end for study in ordered for end in (study.effect.lower, study.effect.upper, None)],
        "y": [each for y in heights for each in (y, y, None)],
    }  # fmt: skip


def _dots(
    ordered: Sequence[Study],
    heights: Sequence[int],
    pooled: PooledEffect,
    metric: Metric | None,
    places: Mapping[str, Place],
) -> Figure:
    """The larger the square, the more a study weighs; the founding study is a hollow one."""
    return {
        "type": "scatter", "mode": "markers",
        "x": [study.effect.value for study in ordered], "y": list(heights),
        "marker": {
            "symbol": ["square-open" if study.told.adoption_id is None else "square" for study in ordered],
            "size": [round(8 + 14 * study.weight**0.5, 1) for study in ordered], "color": BLUE,
            "line": {"color": BLUE, "width": 2}, "opacity": 1,
        },
        "text": [wrapped(_study_words(study, pooled, metric, places), 44, most_lines=5) for study in ordered],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _diamond(estimate: float, reach: Span, *, loose: bool) -> Figure:
    colour = MID_GREY if loose else BLUE
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "fill": "toself",
        "x": [reach.lower, estimate, reach.upper, estimate, reach.lower], "y": [1, 1.18, 1, 0.82, 1],
        "line": {"color": colour, "width": 1.5}, "fillcolor": "#E3E5E6" if loose else colour,
    }  # fmt: skip


def _expected(expected: Span, *, loose: bool) -> Figure:
    line = {"color": MID_GREY if loose else PINK, "width": 3 if loose else 7, "dash": "dash" if loose else "solid"}
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [*expected], "y": [0, 0], "line": line,
    }  # fmt: skip


def _rule(at: float) -> Figure:
    ink = {"color": COLOURS["black"], "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": ink, "layer": "below"}


def _level(study: Study) -> str:
    return f"level {study.told.level} of 5" if study.told.level else "not graded"


def _named(words: str, row: int) -> Figure:
    text = wrapped(words, NAME_LENGTH, most_lines=1)
    return annotation(text, x=0, xref="paper", xanchor="left", y=row + 0.2, yanchor="bottom", bgcolor=VEIL)


def _study_words(study: Study, pooled: PooledEffect, metric: Metric | None, places: Mapping[str, Place]) -> str:
    effect = effect_words(study.effect, metric, ratio=pooled.ratio)
    return f"{study_name(study, places)}: {effect}, {short_grade(study.told.level)}, weight {100 * study.weight:.0f}%"


def _key(pooled: PooledEffect) -> list[tuple[str, str]]:
    entries = [(swatch(BLUE), "squares: one study each, the larger the more it weighs; hollow: the founding study")]
    if pooled.expected and pooled.k >= ENOUGH:
        entries += [
            (swatch(BLUE), "diamond: the average and its 95% interval"),
            (swatch(PINK), "thick bar: where the effect in the next place may lie, 95 times in 100"),
        ]
    elif pooled.expected:
        entries.append((swatch(MID_GREY), "grey: pooled from two studies, which are too few to rely on"))
    return entries


def _table(
    pooled: PooledEffect, ordered: Sequence[Study], metric: Metric | None, places: Mapping[str, Place]
) -> pd.DataFrame:
    rows = [
        {
            "Study": study_name(study, places),
            "Effect": effect_words(study.effect, metric, ratio=pooled.ratio),
            "Evidence": grade_words(study.told.level),
            "Weight": f"{100 * study.weight:.0f}%",
        }
        for study in ordered
    ]
    for name, span in (("On average", pooled.interval), ("The next place", pooled.expected)):
        if span and pooled.expected:
            words = short(span_words(span, pooled.unit, metric, ratio=pooled.ratio), 200)
            rows.append({"Study": name, "Effect": words, "Evidence": grades_of(pooled), "Weight": "100%"})
    return pd.DataFrame(rows)
