"""The funnel of studies: each effect by how exact it is, and whether the less exact ones find something else."""

from collections.abc import Mapping
from math import log

import pandas as pd

from domain.metric import Metric
from domain.place import Place
from domain.pooled import PooledEffect
from ui.adoption_forest import study_name
from ui.adoption_words import effect_words, outcome_words, short_grade
from ui.charts import Chart, Figure, annotation, layout, wrapped
from ui.points import value_range
from ui.theme import COLOURS

HEIGHT = 400
FEWEST = 10  # studies, below which asymmetry is not tested
Z = 1.96
CHANCE = 0.10  # as usual for this test, which sees little


def study_funnel(
    pooled: PooledEffect, metric: Metric | None, places: Mapping[str, Place], *, source_line: str
) -> Chart:
    """The studies, the most exact at the top, within the limits that chance alone would keep 95 in 100 of them."""
    return Chart(
        title=funnel_title(pooled, metric),
        summary=f"Without small-study bias the studies lie evenly on both sides of the line. {asymmetry_words(pooled)}",
        figure=_figure(pooled),
        alt=f"Funnel plot of {pooled.k} studies of {outcome_words(pooled, metric)}: {outside(pooled)} of them outside"
        f" the limits of chance. {asymmetry_words(pooled)}",
        table=pd.DataFrame(
            {
                "Study": [study_name(study, places) for study in pooled.studies],
                "Effect": [effect_words(study.effect, metric, ratio=pooled.ratio) for study in pooled.studies],
                "Evidence": [short_grade(study.told.level) for study in pooled.studies],
                "Standard error": [f"{study.se:.3g}" for study in pooled.studies],
            }
        ),
        source_line=source_line,
    )


def funnel_title(pooled: PooledEffect, metric: Metric | None) -> str:
    """What the funnel shows of small-study bias."""
    if pooled.asymmetry is None:
        return f"{pooled.k} studies are too few to tell whether small ones find other effects"
    found = "differ from" if pooled.asymmetry.p_value < CHANCE else "cannot be told from"
    return f"Effects of less exact studies {found} those of exact ones on {outcome_words(pooled, metric)}"


def asymmetry_words(pooled: PooledEffect) -> str:
    """Egger's test in words, or why it is not made."""
    tested = pooled.asymmetry
    if tested is None:
        return f"Below {FEWEST} studies Egger's test of this sees next to nothing, so it is not made."
    chance = "less than 0.1%" if tested.p_value < 0.001 else f"{100 * tested.p_value:.1f}%"
    return (
        f"Egger's test: t {tested.t:.2f} on {tested.df} degrees of freedom; chance alone would show as much in {chance}"
        " of cases. Other differences between small and large studies can do the same."
    )


def outside(pooled: PooledEffect) -> int:
    """How many studies lie outside the limits of chance around the pooled effect."""
    centre = _on_scale(pooled.estimate or 0.0, pooled)
    return sum(abs(_on_scale(study.effect.value, pooled) - centre) > Z * study.se for study in pooled.studies)


def _figure(pooled: PooledEffect) -> Figure:
    centre = _on_scale(pooled.estimate or 0.0, pooled)
    least = max(study.se for study in pooled.studies) * 1.08
    values = [_on_scale(study.effect.value, pooled) for study in pooled.studies]
    extent = value_range([*values, centre - Z * least, centre + Z * least])
    axis = f"logarithm of the {pooled.unit}" if pooled.ratio else pooled.unit
    return {
        "data": [
            {
                "type": "scatter", "mode": "lines", "hoverinfo": "skip",
                "x": [centre - Z * least, centre, centre + Z * least], "y": [least, 0, least],
                "line": {"color": "#6F777B", "width": 1.5, "dash": "dash"},
            },
            {
                "type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [centre, centre], "y": [0, least],
                "line": {"color": COLOURS["black"], "width": 1.5},
            },
            {
                "type": "scatter", "mode": "markers", "x": values, "y": [study.se for study in pooled.studies],
                "marker": {
                    "symbol": [
                        "square-open" if study.told.adoption_id is None else "circle" for study in pooled.studies
                    ],
                    "size": 11, "color": COLOURS["dark_blue"], "line": {"color": COLOURS["dark_blue"], "width": 2},
                },
                "hoverinfo": "skip",
            },
        ],
        "layout": layout(
            HEIGHT,
            margin={"l": 8, "r": 12, "t": 34, "b": 56},
            xaxis={"range": extent, "title": {"text": wrapped(axis, 44)}, "nticks": 6},
            yaxis={"range": [least, 0], "nticks": 5},
            annotations=[
                annotation(
                    "Standard error: exact studies at the top", x=0, xref="paper", xanchor="left", y=1, yref="paper",
                    yanchor="bottom", yshift=6,
                )
            ],
        ),
    }  # fmt: skip


def _on_scale(value: float, pooled: PooledEffect) -> float:
    return log(value) if pooled.ratio else value
