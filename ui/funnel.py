"""The funnel plot: each place's figure by how exact it is, within the limits of chance and of the ordinary spread."""

from collections.abc import Mapping, Sequence

import pandas as pd

from domain.funnel import Funnel, FunnelLimits, FunnelPlace
from domain.metric import Metric, Polarity
from domain.place import Place
from ui.charts import Chart, Figure, annotation, key_list, layout, swatch, wrapped
from ui.funnel_words import funnel_alt, funnel_summary, funnel_title, place_words, standing_words
from ui.marks import BETTER, HIGHER, LOWER, MID_GREY, SAME, WORSE, Sign
from ui.numbers import change, number, unit_words
from ui.points import value_range
from ui.theme import COLOURS

HEIGHT = 520
PLAIN, WIDE = MID_GREY, COLOURS["dark_pink"]
LINES = (
    ("low95", PLAIN, "dash"), ("high95", PLAIN, "dash"), ("low998", PLAIN, "solid"), ("high998", PLAIN, "solid"),
    ("wide_low95", WIDE, "dash"), ("wide_high95", WIDE, "dash"),
    ("wide_low998", WIDE, "solid"), ("wide_high998", WIDE, "solid"),
)  # fmt: skip
SIGNS: dict[Polarity, tuple[Sign, Sign]] = {
    Polarity.HIGHER_IS_BETTER: (WORSE, BETTER),
    Polarity.LOWER_IS_BETTER: (BETTER, WORSE),
    Polarity.NEUTRAL: (LOWER, HIGHER),
}
"""The signs of a place below its nation and of one above it."""

SMALL, MEDIUM, LARGE = 6, 9, 14  # pixels
Look = tuple[bool, bool, bool, bool]
"""Whether a mark is highlighted, unusual, different, and of a place above its nation."""

KEY = [
    (swatch(PLAIN), "grey: the limits of chance alone (dashed 95%, solid 99.8%)"),
    (swatch(WIDE), "dark pink: the same, allowing for the ordinary spread between places"),
    ("", "small grey mark: cannot be told from the nation; triangle: different; large ringed triangle: unusual too"),
]


def funnel_plot(
    funnel: Funnel,
    metric: Metric,
    places: Mapping[str, Place],
    *,
    places_are: str,
    period: str = "",
    highlight: str | None = None,
    source_line: str = "",
) -> Chart:
    """The places of one nation, the least exact figures at the left, and two pairs of limits for each doubt.

    ``places_are`` says what the places are, such as "councils".
    """
    words = {"nation": places[funnel.nation_code], "places_are": places_are}
    return Chart(
        title=funnel_title(funnel, metric, period=period, **words),
        summary=funnel_summary(funnel, metric, **words),
        figure=_figure(funnel, metric, places, highlight),
        alt=funnel_alt(funnel, metric, places, **words),
        table=_table(funnel, metric, places),
        source_line=source_line,
        key=key_list(KEY),
    )


def _figure(funnel: Funnel, metric: Metric, places: Mapping[str, Place], highlight: str | None) -> Figure:
    limits = [getattr(each, name) for each in funnel.limits for name in ("wide_low998", "wide_high998")]
    extent = value_range([*(one.value for one in funnel.places), *_near(limits, funnel)])
    widest = funnel.limits[-1].reach if funnel.limits else 1.0
    nation = places[funnel.nation_code].name
    names = [
        annotation(
            f"<b>{wrapped(places[one.place_code].name, 22)}</b>",
            x=one.reach, y=one.value, xshift=-14 if one.reach < widest / 2 else 14,
            xanchor="right" if one.reach < widest / 2 else "left", bgcolor="rgba(255,255,255,0.85)",
        )
        for one in funnel.places
        if one.place_code == highlight
    ]  # fmt: skip
    label = annotation(
        wrapped(f"{nation} {number(funnel.benchmark, metric, bare=True)}", 20),
        x=1, xref="paper", xanchor="right", y=funnel.benchmark, yanchor="bottom", bgcolor="rgba(255,255,255,0.85)",
    )  # fmt: skip
    axis = f"Plus or minus, {unit_words(metric)}: exact figures to the right"
    return {
        "data": [
            *(_limit(funnel.limits, *line) for line in LINES), _centre(funnel, widest),
            *_marks(funnel, metric, places, highlight),
        ],
        "layout": layout(
            HEIGHT,
            margin={"l": 8, "r": 14, "t": 40, "b": 64},
            xaxis={"range": [widest, 0], "title": {"text": wrapped(axis, 44)}, "nticks": 6},
            yaxis={"range": extent, "nticks": 6},
            annotations=[
                annotation(
                    wrapped(unit_words(metric), 44, most_lines=1), x=0, xref="paper", xanchor="left", y=1,
                    yref="paper", yanchor="bottom", yshift=6,
                ),
                label, *names,
            ],
        ),
    }  # fmt: skip


def _near(limits: Sequence[float], funnel: Funnel) -> list[float]:
    """The ends of the wide limits as far as they are worth drawing: up to twice as far out as any place."""
    values = [one.value for one in funnel.places]
    centre = funnel.benchmark or 0.0
    far = 2 * max((abs(value - centre) for value in values), default=0.0)
    return [limit for limit in limits if abs(limit - centre) <= far]


def _limit(limits: Sequence[FunnelLimits], name: str, colour: str, dash: str) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "x": [round(each.reach, 4) for each in limits], "y": [round(getattr(each, name), 4) for each in limits],
        "line": {"color": colour, "width": 1.5, "dash": dash},
    }  # fmt: skip


def _centre(funnel: Funnel, widest: float) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [widest, 0],
        "y": [funnel.benchmark, funnel.benchmark], "line": {"color": COLOURS["black"], "width": 1.5},
    }  # fmt: skip


def _marks(funnel: Funnel, metric: Metric, places: Mapping[str, Place], highlight: str | None) -> list[Figure]:
    """One trace for each look; what is unusual, and then what is highlighted, on top."""
    looks: dict[Look, list[FunnelPlace]] = {}
    for one in funnel.places:
        high = one.different and one.value > (funnel.benchmark or 0.0)
        looks.setdefault((one.place_code == highlight, one.unusual, one.different, high), []).append(one)
    return [_trace(look, looks[look], metric, places) for look in sorted(looks)]


def _trace(look: Look, rows: Sequence[FunnelPlace], metric: Metric, places: Mapping[str, Place]) -> Figure:
    chosen, unusual, different, high = look
    sign = SIGNS[metric.polarity][high] if different else SAME
    size = LARGE if unusual else MEDIUM if different else SMALL
    ring = COLOURS["black"] if unusual or chosen else sign.colour if sign.symbol.endswith("-open") else COLOURS["white"]
    return {
        "type": "scatter", "mode": "markers",
        "x": [round(one.reach, 4) for one in rows], "y": [one.value for one in rows],
        "marker": {
            "symbol": sign.symbol, "color": sign.colour, "size": size + (4 if chosen else 0),
            "line": {"color": ring, "width": 2 if unusual or chosen else 0.5},
        },
        "text": [f"{place_words(one, metric, places)}: {standing_words(one)}" for one in rows],
        "customdata": [one.place_code for one in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _table(funnel: Funnel, metric: Metric, places: Mapping[str, Place]) -> pd.DataFrame:
    rows = sorted(funnel.places, key=lambda one: (-one.value, one.place_code))
    return pd.DataFrame(
        {
            "Place": [places[one.place_code].name for one in rows],
            "Code": [one.place_code for one in rows],
            "Value": [number(one.value, metric) for one in rows],
            "Plus or minus": [change(one.reach, metric).lstrip("+") for one in rows],
            "Against the nation": [standing_words(one) for one in rows],
        }
    )
