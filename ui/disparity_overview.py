"""Every headline measure of a framework by its gap: narrowed, widened or cannot tell, in one table on one scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from domain.disparity import GapAnswer, GapChange, NationalCount, Weighting
from domain.metric import Metric
from domain.mission import Framework, Mission
from domain.reason import Reason
from ui import gap_words
from ui.address import anchor, href
from ui.gap_units import gap_number, read_first
from ui.gap_words import BY_WHOM, SHORT_NAMES, answer_words, chance_words, change_words
from ui.marks import EDGES, MID_GREY, mark_image
from ui.numbers import is_missing, period_label
from ui.pictures import NAMESPACE, image
from ui.reason_words import Explanation
from ui.sentences import counted
from ui.tables import Cell, Column, Content, table
from ui.theme import COLOURS
from ui.wording import REASONS

ORDER = (GapAnswer.WIDENED, GapAnswer.NARROWED, GapAnswer.CANNOT_TELL)
HEADINGS = {
    GapAnswer.WIDENED: "Widened", GapAnswer.NARROWED: "Narrowed", GapAnswer.CANNOT_TELL: "Cannot tell",
}  # fmt: skip
WIDTH, HEIGHT, EDGE = 150, 16, 5  # pixels
WIDEST = 0.5  # the scale runs from half as wide to half as wide again
COLOUR = {GapAnswer.NARROWED: COLOURS["dark_blue"], GapAnswer.WIDENED: COLOURS["orange"]}
SCALE = (
    "The small picture sets every measure on one scale: how far the gap moved as a share of what it was, with the line "
    "through it the 95% interval. Left of the thin rule is narrower, right of it wider. The scale ends where a gap has "
    "become half as wide, or half as wide again."
)


@dataclass(frozen=True)
class Line:
    """One headline measure of a framework: its mission, and the change of its gap by places and by people."""

    mission: Mission
    metric: Metric
    places: GapChange | None
    people: GapChange | None
    count: NationalCount | None = None

    @property
    def why(self) -> Reason:
        """Why there is no change of the gap, where there is none."""
        return gap_words.why_no_gap(self.metric, self.count)

    @property
    def answer(self) -> GapAnswer:
        """Which way the gap went, every place counted the same."""
        return self.places.answer if self.places else GapAnswer.CANNOT_TELL


def lines_of(
    pairs: Sequence[tuple[Mission, Metric]], changes: Sequence[GapChange], counts: Mapping[str, NationalCount]
) -> tuple[Line, ...]:
    """One line for each measure: the widened first, then the narrowed, each by how far; then those we cannot tell."""
    by_metric: dict[str, list[GapChange]] = {}
    for one in changes:
        by_metric.setdefault(one.metric_id, []).append(one)
    lines = [_line(mission, metric, by_metric.get(metric.metric_id, []), counts) for mission, metric in pairs]
    return tuple(sorted(lines, key=_rank))


def _line(mission: Mission, metric: Metric, changes: Sequence[GapChange], counts: Mapping[str, NationalCount]) -> Line:
    places, people = (gap_words.the_one(changes, metric, one) for one in (Weighting.PLACES, Weighting.PEOPLE))
    return Line(mission, metric, places, people, counts.get(metric.metric_id))


def finding(lines: Sequence[Line]) -> str:
    """On how many measures the gap narrowed, widened, or cannot be told."""
    if not lines:
        return "No headline measure of this framework has figures"
    counts = {answer: sum(line.answer is answer for line in lines) for answer in ORDER}
    measures = counted(len(lines), "headline measure")
    return (
        f"The gap between places has narrowed on {counts[GapAnswer.NARROWED] or 'none'} of {measures} and widened on "
        f"{counts[GapAnswer.WIDENED] or 'none'}; on {counts[GapAnswer.CANNOT_TELL] or 'none'} we cannot tell"
    )


def overview(lines: Sequence[Line], framework: Framework) -> str:
    """The lines as a table for each answer, as HTML."""
    parts = []
    for answer in ORDER:
        chosen = [line for line in lines if line.answer is answer]
        if chosen:
            heading = f"{HEADINGS[answer]}: {counted(len(chosen), 'measure')}"
            parts.append(f"<h2>{heading}</h2>" + _with_gap(chosen, answer, framework) + _without_gap(chosen))
    return "".join(parts)


def _with_gap(lines: Sequence[Line], answer: GapAnswer, framework: Framework) -> str:
    """Those of which a gap was measured twice, as a table."""
    rows = [_row(line, line.places, framework) for line in lines if line.places]
    caption = f"Gap {HEADINGS[answer].lower()}, headline measures of {framework.title}"
    return f'<div class="gaps">{table(rows, _columns(), caption=caption, caption_hidden=True)}</div>' if rows else ""


def _without_gap(lines: Sequence[Line]) -> str:
    """Those of which no change of the gap is known: the reason once, above the measures it holds for."""
    by_reason: dict[Reason, list[Line]] = {}
    for line in lines:
        if line.places is None:
            by_reason.setdefault(line.why, []).append(line)
    return "".join(_for_reason(REASONS[why], held) for why, held in by_reason.items())


def _for_reason(why: Explanation, lines: Sequence[Line]) -> str:
    heading = f"{why.label[:1].upper()}{why.label[1:]} ({counted(len(lines), 'measure')})"
    items = "".join(
        f"<li>{anchor(line.metric.title, href('metric', metric=line.metric))}, "
        f"{escape(f'{line.mission.number}. {line.mission.title}')}</li>"
        for line in lines
    )
    return f"<h3>{escape(heading)}</h3><p>{escape(why.sentence)}</p><ul>{items}</ul>"


def gap_link(metric: Metric, framework: Framework) -> str:
    """The address of one measure's gap over time."""
    return href("disparities", metric=metric, framework=framework, view=read_first(metric))


def overview_table(lines: Sequence[Line]) -> pd.DataFrame:
    """The lines as rows of a file, both weightings."""
    return pd.DataFrame([
        _file_row(line, weighting, told)
        for line in lines
        for weighting, told in ((Weighting.PLACES, line.places), (Weighting.PEOPLE, line.people))
    ])  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("measure", "Measure", names_the_row=True),
        Column("places", BY_WHOM[Weighting.PLACES]),
        Column("people", BY_WHOM[Weighting.PEOPLE]),
        Column("target", "Chance of a narrower gap"),
    ]


def _row(line: Line, told: GapChange, framework: Framework) -> dict[str, Content]:
    metric = line.metric
    note = f"{line.mission.number}. {line.mission.title}. {SHORT_NAMES[read_first(metric)]}{_span(told)}"
    return {
        "measure": Cell(metric.title, href=gap_link(metric, framework), note=note),
        "places": _moved(told, metric), "people": _moved(line.people, metric), "target": _target(told),
    }  # fmt: skip


def _span(told: GapChange) -> str:
    first = period_label(told.baseline_start, told.baseline_months)
    last = period_label(told.newest_start, told.newest_months)
    return f", {first} against {last}, {told.places:,} places"


def _moved(told: GapChange | None, metric: Metric) -> Cell:
    if told is None or is_missing(told.value):
        return Cell(answer_words(told), drawing=mark_image(None))
    before, after = (gap_number(value, metric, told.measure) for value in (told.baseline_value, told.value))
    weaker = "" if told.corrected else "; no intervals published"
    note = f"{before} to {after}; change {change_words(told, metric)}{weaker}"
    return Cell(answer_words(told), drawing=mark_image(told.answer), note=note, picture=_picture(told))


def _target(told: GapChange) -> Cell:
    if not told.target_year:
        return Cell("no target for it")
    if told.chance is None or is_missing(told.chance) or told.chance_reason is Reason.TOO_UNCERTAIN:
        why = REASONS[told.chance_reason].label if told.chance_reason else "cannot tell"
        return Cell(why, note=f"by {told.target_year}")
    weak = f"; weak: {REASONS[told.chance_reason].label}" if told.chance_reason else ""
    return Cell(chance_words(told.chance), note=f"by {told.target_year}{weak}")


def _picture(told: GapChange) -> str:
    """The change as a share of the gap at the baseline, on the scale of the whole table: decoration beside words."""
    if not told.baseline_value or is_missing(told.change):
        return ""
    colour = COLOUR.get(told.answer, MID_GREY)
    middle = WIDTH / 2
    parts = [f'<path d="M{middle} 0V{HEIGHT}" stroke="{COLOURS["black"]}" stroke-width="1"/>']
    if not (is_missing(told.lower) or is_missing(told.upper)):
        left, right = (_across(limit, told) for limit in (told.lower, told.upper))
        parts.append(f'<path d="M{left:.1f} 8H{right:.1f}" stroke="{EDGES.get(colour, colour)}" stroke-width="2"/>')
    at = _across(told.change, told)
    parts.append(f'<circle cx="{at:.1f}" cy="8" r="3.5" fill="{colour}" stroke="{EDGES.get(colour, colour)}"/>')
    svg = f'<svg {NAMESPACE} width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'
    return image(svg, alt="", name="share", width=WIDTH, height=HEIGHT)


def _across(amount: float | None, told: GapChange) -> float:
    share = (amount or 0.0) / abs(told.baseline_value or 1.0)
    half = WIDTH / 2 - EDGE
    return WIDTH / 2 + max(-1.0, min(1.0, share / WIDEST)) * half


def _rank(line: Line) -> tuple[int, float, str]:
    told = line.places
    share = 0.0
    if told and told.baseline_value and told.change is not None and not is_missing(told.change):
        share = abs(told.change / told.baseline_value)
    return ORDER.index(line.answer), -share, line.metric.title


def _file_row(line: Line, weighting: Weighting, told: GapChange | None) -> dict[str, object]:
    row: dict[str, object] = {
        "Mission": f"{line.mission.number}. {line.mission.title}", "Measure": line.metric.title,
        "Weighting": BY_WHOM[weighting], "Gap measured as": SHORT_NAMES[read_first(line.metric)],
    }  # fmt: skip
    if told is None:
        return row | {"Answer": REASONS[line.why].label}
    return row | {
        "Answer": answer_words(told),
        "From": period_label(told.baseline_start, told.baseline_months),
        "To": period_label(told.newest_start, told.newest_months),
        "Gap then": told.baseline_value, "Gap now": told.value, "Change": told.change,
        "Lower 95% limit": told.lower, "Upper 95% limit": told.upper, "Trend a year": told.slope,
        "Noise taken out": told.corrected, "Places": told.places,
        "Target year": told.target_year or None, "Chance of a narrower gap": told.chance,
    }  # fmt: skip
