"""Every place by how far it moved since the baseline: a mark for each with its interval, the largest rise on top."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from domain.change import Change, ChangeAnswer
from domain.disparity import NationalCount
from domain.metric import Metric
from domain.place import Place
from ui import change_counts
from ui.change_counts import judged, side_note
from ui.charts import Chart, Figure, annotation, key_list, layout, wrapped
from ui.marks import CANNOT_TELL, MID_GREY, Sign, mark_image, sign_for
from ui.numbers import NO_INTERVAL, change, interval, is_missing, is_percentage, number, unit_words
from ui.pictures import NAMESPACE, image
from ui.points import value_range
from ui.theme import COLOURS
from ui.wording import change_label

LEAST_HEIGHT, MOST_HEIGHT, ROW = 240, 560, 16  # pixels
PALE = "#D5D8DA"
STILL = CANNOT_TELL  # drawn as a small ring: hatched squares by the hundred would hide the places that moved
RING = (
    f'<svg {NAMESPACE} width="14" height="14"><circle cx="7" cy="7" r="3" fill="none" stroke="{MID_GREY}" '
    'stroke-width="1.5"/></svg>'
)
SMALL_RING = image(RING, alt="", name="mark", width=14, height=14)
IN_CASH = "Prices rose too, so a rise is called neither better nor worse; a fall buys less in any case and is worse."
NAMED = 3  # places named at either end for a reader who cannot see the marks


def change_dots(
    changes: Sequence[Change],
    metric: Metric,
    places: Mapping[str, Place],
    *,
    count: NationalCount,
    highlight: str | None = None,
) -> Chart:
    """The places of one level by their change; those without one are left to the table."""
    known = sorted((one for one in changes if not is_missing(one.change)), key=lambda one: (one.change, one.place_code))
    return Chart(
        title=_title(count, metric),
        summary=_summary(changes, known, metric, count),
        figure=_figure(known, metric, places, highlight),
        alt=_alt(known, metric, places, count),
        table=change_table(changes, metric, places, count=count),
        key=_key(known, metric),
    )


def change_table(
    changes: Sequence[Change], metric: Metric, places: Mapping[str, Place], *, count: NationalCount
) -> pd.DataFrame:
    """The table behind the chart, by name, with the change that regression to the mean alone would bring."""
    then, now = change_counts.baseline_label(count), change_counts.newest_label(count)
    rows = sorted(changes, key=lambda one: places[one.place_code].name)
    step, bare = _step_metric(metric), _bare(metric)
    unit = unit_words(step)
    return pd.DataFrame({
        "Place": [places[one.place_code].name for one in rows],
        "Code": [one.place_code for one in rows],
        f"In {then}": [number(one.baseline_value, metric, bare=True) for one in rows],
        f"In {now}": [number(one.value, metric, bare=True) for one in rows],
        f"Change, {unit}": [change(one.change, bare) for one in rows],
        "95% interval": [interval(one.lower, one.upper, step) for one in rows],
        "Answer": [_answer(one) for one in rows],
        "By regression alone": [_by_regression(one, bare) for one in rows],
    })  # fmt: skip


def _title(count: NationalCount, metric: Metric) -> str:
    since = f"between {change_counts.baseline_label(count)} and {change_counts.newest_label(count)}"
    return f"{metric.title}: {change_counts.count_clause(count, metric)}, {since}"


def _summary(changes: Sequence[Change], known: Sequence[Change], metric: Metric, count: NationalCount) -> str:
    sentences = [
        "Each mark is a place, the line through it the 95% interval of its change; a place whose interval reaches "
        "nought cannot be told from one that stood still."
    ]  # fmt: skip
    if change_counts.has_answer(count):
        sentences.append(f"{change_counts.chance_clause(count).capitalize()}.")
    if without := len(changes) - len(known):
        have = "has" if without == 1 else "have"
        sentences.append(f"{without:,} more {have} no figure to compare; the table says why.")
    if metric.in_cash:
        sentences.append(IN_CASH)
    if weak := change_counts.weaker(count):
        sentences.append(weak)
    return " ".join(sentences)


def _figure(known: Sequence[Change], metric: Metric, places: Mapping[str, Place], highlight: str | None) -> Figure:
    heights = {one.place_code: height for height, one in enumerate(known)}
    looks: dict[Sign, list[Change]] = {}
    for one in known:
        looks.setdefault(_sign(one, metric), []).append(one)
    chosen = [one for one in known if one.place_code == highlight]
    still = [one for one in known if one.answer is ChangeAnswer.CANNOT_TELL]
    beyond = [one for one in known if one.answer is not ChangeAnswer.CANNOT_TELL]
    data = [_intervals(still, heights, PALE, 1), _intervals(beyond, heights, MID_GREY, 1.5)]
    data.append(_intervals(chosen, heights, COLOURS["dark_blue"], 4))
    looks = dict(sorted(looks.items(), key=lambda pair: pair[0] != STILL))  # what moved lies on top
    data += [_marks(sign, ones, heights, metric, places) for sign, ones in looks.items()]
    limits = [limit for one in known for limit in (one.change, one.lower, one.upper)]
    return {"data": data, "layout": _layout(known, chosen, heights, metric, places, value_range([*limits, 0.0]))}


def _intervals(ones: Sequence[Change], heights: Mapping[str, int], colour: str, width: float) -> Figure:
    known = [one for one in ones if not (is_missing(one.lower) or is_missing(one.upper))]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": colour, "width": width},
        "x": [limit for one in known for limit in (_short(one.lower), _short(one.upper), None)],
        "y": [height for one in known for height in (heights[one.place_code], heights[one.place_code], None)],
    }  # fmt: skip


def _marks(
    sign: Sign, ones: Sequence[Change], heights: Mapping[str, int], metric: Metric, places: Mapping[str, Place]
) -> Figure:
    hollow, bare = sign.symbol.endswith("-open"), _bare(metric)
    return {
        "type": "scatter", "mode": "markers",
        "x": [_short(one.change) for one in ones], "y": [heights[one.place_code] for one in ones],
        "marker": {
            "symbol": "circle-open" if sign is STILL else sign.symbol, "color": sign.colour,
            "size": 5 if sign is STILL else 11,
            "line": {"color": sign.colour if hollow else COLOURS["white"], "width": 1 if hollow else 0.5},
        },
        "text": [_hover(one, bare, places) for one in ones],
        "customdata": [one.place_code for one in ones],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _layout(
    known: Sequence[Change], chosen: Sequence[Change], heights: Mapping[str, int], metric: Metric,
    places: Mapping[str, Place], extent: Sequence[float],
) -> Figure:  # fmt: skip
    unit = "percentage points" if is_percentage(metric) else unit_words(metric)
    names = [
        annotation(
            f"<b>{wrapped(places[one.place_code].name, 24)}</b>", x=one.change, y=heights[one.place_code],
            xshift=14, xanchor="left", font={"color": COLOURS["dark_blue"]}, bgcolor="rgba(255,255,255,0.85)",
        )
        for one in chosen
    ]  # fmt: skip
    nought = {
        "type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
        "line": {"color": COLOURS["black"], "width": 1.5},
    }  # fmt: skip
    words = annotation("no change", x=0, y=1, yref="paper", yanchor="bottom")
    return layout(
        max(LEAST_HEIGHT, min(MOST_HEIGHT, ROW * len(known) + 100)),
        margin={"l": 8, "r": 12, "t": 30, "b": 48},
        xaxis={"range": list(extent), "title": {"text": wrapped(f"Change, {unit}", 44)}, "nticks": 6},
        yaxis={"range": [-1, len(known)], "visible": False},
        shapes=[nought], annotations=[words, *names],
    )  # fmt: skip


def _key(known: Sequence[Change], metric: Metric) -> str:
    counts = {answer: sum(one.answer is answer for one in known) for answer in ChangeAnswer}
    entries = []
    for answer, side in ((ChangeAnswer.ROSE, "rose"), (ChangeAnswer.FELL, "fell"), (ChangeAnswer.CANNOT_TELL, "")):
        note = side_note(side, metric) if side else ""
        worth = f" ({note})" if note else ""
        words = f"{side} beyond noise{worth}" if side else "cannot tell"
        mark = mark_image(judged(answer, metric), in_chart=True) if side else SMALL_RING
        entries.append((mark, f"{words}: {counts[answer]:,}"))
    return key_list(entries)


def _alt(known: Sequence[Change], metric: Metric, places: Mapping[str, Place], count: NationalCount) -> str:
    if not known:
        return f"Dot plot of the change in {metric.title}. There is nothing to draw: no place has both figures."
    top = "; ".join(_hover(one, metric, places) for one in reversed(known[-NAMED:]))
    bottom = "; ".join(_hover(one, metric, places) for one in known[:NAMED])
    return f"Dot plot of {len(known):,} places. {_title(count, metric)}. Largest rises: {top}. Largest falls: {bottom}."


def _short(value: float | None) -> float | None:
    """As many digits as an eye can tell apart, because hundreds of them travel with the page."""
    return None if value is None else float(f"{value:.5g}")


def _hover(one: Change, metric: Metric, places: Mapping[str, Place]) -> str:
    limits = interval(one.lower, one.upper, _step_metric(metric))
    aside = "" if limits == NO_INTERVAL else f" ({limits})"
    return f"{places[one.place_code].name}: {change(one.change, metric)}{aside}, {_answer(one)}"


def _answer(one: Change) -> str:
    return f"{change_label(one.answer, one.reason)}{' (indicative)' if one.indicative else ''}"


def _by_regression(one: Change, metric: Metric) -> str:
    if is_missing(one.by_regression):
        return "not known"
    return f"{change(one.by_regression, metric)}{', after a bad year' if one.bad_year else ''}"


def _bare(metric: Metric) -> Metric:
    """The metric whose differences are written without words, for texts that stand beside their unit."""
    return metric.model_copy(update={"unit": "", "suffix": ""})


def _step_metric(metric: Metric) -> Metric:
    """The metric whose numbers are differences: points, without the sign of a percentage."""
    return metric.model_copy(update={"unit": "points", "suffix": ""}) if is_percentage(metric) else metric


def _sign(one: Change, metric: Metric) -> Sign:
    if one.answer is ChangeAnswer.CANNOT_TELL:
        return STILL
    sign = sign_for(judged(one.answer, metric))
    return replace(sign, filled=False) if one.indicative else sign
