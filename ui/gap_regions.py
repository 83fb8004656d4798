"""What lies between regions and what within them, over time: stacked bars, with the share between regions in words."""

from collections.abc import Sequence

import pandas as pd

from domain.disparity import Gap, GapChange, GapMeasure, Weighting
from domain.metric import Metric
from domain.reason import Reason
from ui.charts import Chart, Figure, annotation, key_list, layout, wrapped
from ui.gap_units import gap_interval, gap_number, gap_title, scaled, step_interval, step_signed
from ui.gap_words import BY_WHOM
from ui.numbers import NO_INTERVAL, is_missing, period_label
from ui.pictures import NAMESPACE, image
from ui.theme import COLOURS
from ui.wording import REASONS

HEIGHT = 320
WITHIN, BETWEEN = COLOURS["grey"], COLOURS["dark_blue"]
PARTS = {
    GapMeasure.THEIL_BETWEEN: ("between regions", BETWEEN, "/"),
    GapMeasure.THEIL_WITHIN: ("within regions", WITHIN, ""),
}
EXPLAINED = (
    "The Theil index is nought where every place has the same figure and grows as places move apart; it is given in "
    "thousandths. It splits exactly into what would be left if every place had the figure of its region (between) and "
    "the rest (within). Scotland, Wales and Northern Ireland count as one region each."
)

Periods = dict[tuple[str, int], dict[GapMeasure, Gap]]


def gap_regions(
    gaps: Sequence[Gap], metric: Metric, weighting: Weighting, told: GapChange | None, *, highest: float
) -> Chart:
    """Inequality between and within regions in each period, for one weighting; ``told`` is the change of the share.

    ``highest`` is the end of the scale, one for charts that stand side by side (``highest_of``).
    """
    periods = _periods(gaps, weighting)
    return Chart(
        title=_title(periods, metric, weighting, told),
        summary=_summary(periods, metric, next((gap.reason for gap in gaps if gap.reason), None)),
        figure=_figure(periods, metric, highest),
        alt=_alt(periods, metric, weighting),
        table=_table(periods, metric),
        key=key_list([(_swatch(colour, hatched=bool(hatch)), words) for words, colour, hatch in PARTS.values()]),
    )


def highest_of(gaps: Sequence[Gap]) -> float:
    """The highest bar of either weighting, with a little room above it."""
    sums = [scaled(value_of(gap), gap.measure) or 0.0 for gap in gaps if gap.measure is GapMeasure.THEIL]
    return max(sums, default=0.0) * 1.05 or 1.0


def value_of(gap: Gap | None) -> float | None:
    """The value free of sampling noise, or as published where noise could not be taken out."""
    if gap is None:
        return None
    return gap.value if gap.corrected is None or is_missing(gap.corrected) else gap.corrected


def _limits(gap: Gap | None, metric: Metric) -> str:
    if gap is None:
        return NO_INTERVAL
    plain = gap.corrected is None or is_missing(gap.corrected)
    ends = (gap.lower, gap.upper) if plain else (gap.corrected_lower, gap.corrected_upper)
    return gap_interval(*ends, metric, gap.measure)


def _periods(gaps: Sequence[Gap], weighting: Weighting) -> Periods:
    found: Periods = {}
    for gap in sorted(gaps, key=lambda one: one.period_start):
        if gap.weighting is weighting:
            found.setdefault((gap.period_start.isoformat(), gap.period_months), {})[gap.measure] = gap
    within = GapMeasure.THEIL_WITHIN
    return {key: measures for key, measures in found.items() if not is_missing(value_of(measures.get(within)))}


def _title(periods: Periods, metric: Metric, weighting: Weighting, told: GapChange | None) -> str:
    if not periods:
        return f"{BY_WHOM[weighting]}: {gap_title(metric)} cannot be split into regions"
    last = list(periods.values())[-1]
    now = _share(last, metric)
    period = _period(last[GapMeasure.THEIL_WITHIN])
    return f"{BY_WHOM[weighting]}: {now} of the inequality lay between regions in {period}{_moved(told, metric)}"


def _moved(told: GapChange | None, metric: Metric) -> str:
    if told is None or is_missing(told.change):
        return ""
    limits = step_interval(told.lower, told.upper, metric, told.measure)
    aside = "" if limits == NO_INTERVAL else f" ({limits})"
    since = period_label(told.baseline_start, told.baseline_months)
    return f", {step_signed(told.change, metric, told.measure)}{aside} since {since}"


def _summary(periods: Periods, metric: Metric, why: Reason | None) -> str:
    if not periods:
        return f"There is nothing to draw{f': {REASONS[why].because}' if why else ''}."
    last = list(periods.values())[-1].get(GapMeasure.BETWEEN_SHARE)
    limits = _limits(last, metric)
    sure = "" if limits == NO_INTERVAL else f" The newest share has a 95% interval of {limits}."
    return f"Each bar is the inequality between places in one period, split in two.{sure}"


def _figure(periods: Periods, metric: Metric, highest: float) -> Figure:
    labels = [wrapped(_period(measures[GapMeasure.THEIL_WITHIN]), 11) for measures in periods.values()]
    data = [_bars(measure, periods, labels, metric) for measure in PARTS]
    step = -(-len(labels) // 6)
    kept = list(range(len(labels) - 1, -1, -step)) if labels else []
    unit = annotation(
        "Theil index, thousandths", x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=8
    )
    return {
        "data": data,
        "layout": layout(
            HEIGHT, barmode="stack", bargap=0.35, annotations=[unit],
            margin={"l": 8, "r": 12, "t": 34, "b": 56},
            xaxis={"tickvals": kept, "ticktext": [labels[position] for position in kept], "tickangle": 0},
            yaxis={"range": [0, highest], "nticks": 5},
        ),
    }  # fmt: skip


def _bars(measure: GapMeasure, periods: Periods, labels: Sequence[str], metric: Metric) -> Figure:
    words, colour, hatch = PARTS[measure]
    gaps = [measures.get(measure) for measures in periods.values()]
    return {
        "type": "bar", "x": list(range(len(labels))), "y": [scaled(value_of(gap), measure) for gap in gaps],
        "marker": {
            "color": colour, "line": {"color": COLOURS["black"], "width": 0.5},
            "pattern": {
                "shape": hatch, "fillmode": "replace", "bgcolor": colour, "fgcolor": COLOURS["white"],
                "size": 8, "solidity": 0.15,
            },
        },
        "text": [
            f"{label.replace('<br>', ' ')}: {gap_number(value_of(gap), metric, measure, bare=True)} {words}"
            for label, gap in zip(labels, gaps, strict=True)
        ],
        "textposition": "none", "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _alt(periods: Periods, metric: Metric, weighting: Weighting) -> str:
    name = f"Stacked bars of {gap_title(metric)}, between and within regions. {BY_WHOM[weighting]}."
    if not periods:
        return f"{name} There is nothing to draw."
    several = list(periods.values())
    ends = [*several[:1], *several[1:][-1:]]
    said = [f"{_period(one[GapMeasure.THEIL_WITHIN])}: {_share(one, metric)} between regions" for one in ends]
    return f"{name} {'; '.join(said)}."


def _share(measures: dict[GapMeasure, Gap], metric: Metric) -> str:
    return gap_number(value_of(measures.get(GapMeasure.BETWEEN_SHARE)), metric, GapMeasure.BETWEEN_SHARE)


def _table(periods: Periods, metric: Metric) -> pd.DataFrame:
    several = list(periods.values())
    columns: dict[str, list[str]] = {"Period": [_period(measures[GapMeasure.THEIL_WITHIN]) for measures in several]}
    for measure, name in (
        (GapMeasure.THEIL, "Theil index, thousandths"), (GapMeasure.THEIL_BETWEEN, "Between regions"),
        (GapMeasure.THEIL_WITHIN, "Within regions"), (GapMeasure.BETWEEN_SHARE, "Share between regions"),
    ):  # fmt: skip
        columns[name] = [gap_number(value_of(one.get(measure)), metric, measure, bare=True) for one in several]
    columns["95% interval of the share"] = [_limits(one.get(GapMeasure.BETWEEN_SHARE), metric) for one in several]
    return pd.DataFrame(columns)


def _period(gap: Gap) -> str:
    return period_label(gap.period_start, gap.period_months)


def _swatch(colour: str, *, hatched: bool) -> str:
    lines = '<path d="M0 14 L14 0 M-4 4 L4 -4 M10 18 L18 10" stroke="#fff" stroke-width="2"/>' if hatched else ""
    svg = f'<svg {NAMESPACE} width="22" height="14"><rect width="22" height="14" fill="{colour}"/>{lines}</svg>'
    return image(svg, alt="", name="mark", width=22, height=14)
