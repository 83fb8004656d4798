"""The gap four ways, places and people side by side, as one table; and what lies between regions and within them."""

from collections.abc import Sequence

from domain.disparity import GapChange, GapMeasure, Weighting
from domain.metric import Metric
from ui.gap_units import gap_number, read_first, step_interval, step_signed
from ui.gap_words import (
    BY_WHOM,
    FOUR_WAYS,
    SHORT_NAMES,
    answer_words,
    change_words,
    the_one,
    trend_words,
)
from ui.marks import mark_image
from ui.numbers import NO_INTERVAL, is_missing, period_label
from ui.tables import Cell, Column, Content, table
from ui.wording import GAP_MEASURES, REASONS

WHOSE = {Weighting.PLACES: "places counted once each", Weighting.PEOPLE: "places counted by people"}


def four_ways(changes: Sequence[GapChange], metric: Metric, *, brief: bool = False) -> str:
    """Each measure of distance with its change, every place counted the same and by people; "" without any.

    ``brief`` gives only the measure to read first.
    """
    ordered = sorted(FOUR_WAYS, key=lambda measure: measure is not read_first(metric))[: 1 if brief else None]
    rows = [_row(changes, metric, measure) for measure in ordered]
    first = the_one(changes, metric, Weighting.PLACES)
    if first is None:
        return ""
    columns = [
        Column("measure", "Measured as", names_the_row=True),
        *(Column(weighting.value, BY_WHOM[weighting]) for weighting in Weighting),
    ]
    caption = (
        f"The gap{'' if brief else ' four ways'} between {first.places:,} places, from "
        f"{period_label(first.baseline_start, first.baseline_months)} until "
        f"{period_label(first.newest_start, first.newest_months)}"
    )
    return table([row for row in rows if row], columns, caption=caption)


def _row(changes: Sequence[GapChange], metric: Metric, measure: GapMeasure) -> dict[str, Content]:
    cells: dict[str, Content] = {
        weighting.value: gap_cell(changes, metric, measure, weighting) for weighting in Weighting
    }
    return {"measure": Cell(SHORT_NAMES[measure], note=GAP_MEASURES[measure])} | cells


def gap_cell(changes: Sequence[GapChange], metric: Metric, measure: GapMeasure, weighting: Weighting) -> Cell:
    """What one measure did: the answer and the change, then the same without taking sampling noise out."""
    told = the_one(changes, metric, weighting, measure)
    if told is None or is_missing(told.value):
        why = REASONS[told.reason].label if told and told.reason else answer_words(None)
        return Cell(why, drawing=mark_image(None))
    before, after = (gap_number(value, metric, measure) for value in (told.baseline_value, told.value))
    words = f"{answer_words(told)}: {before} to {after}"
    return Cell(words, drawing=mark_image(told.answer), note=_notes(told, changes, metric))


def _notes(told: GapChange, changes: Sequence[GapChange], metric: Metric) -> str:
    parts = [f"Change {change_words(told, metric)}"]
    if not is_missing(told.slope):
        parts.append(f"trend {trend_words(told, metric)}")
    if told.corrected:
        raw = next((one for one in changes if _same_uncorrected(one, told)), None)
        parts.append(f"with sampling noise left in {change_words(raw, metric)}")
    else:
        parts.append("sampling noise could not be taken out")
    return "; ".join(parts)


def _same_uncorrected(one: GapChange, told: GapChange) -> bool:
    return not one.corrected and one.weighting is told.weighting and one.measure is told.measure


def regions_sentence(changes: Sequence[GapChange], metric: Metric) -> str:
    """How much of the inequality lies between regions, and how that share moved."""
    parts = []
    for weighting, whose in WHOSE.items():
        told = the_one(changes, metric, weighting, GapMeasure.BETWEEN_SHARE)
        if told is None or told.value is None or is_missing(told.value):
            continue
        now = gap_number(told.value, metric, GapMeasure.BETWEEN_SHARE)
        parts.append(f"{now} with {whose}{_moved(told, metric)}")
    if not parts:
        return ""
    return f"Of the inequality between places, this share lies between regions and not within them: {'; '.join(parts)}."


def _moved(told: GapChange, metric: Metric) -> str:
    if is_missing(told.change):
        return ""
    limits = step_interval(told.lower, told.upper, metric, told.measure)
    aside = "" if limits == NO_INTERVAL else f", 95% interval {limits}"
    since = period_label(told.baseline_start, told.baseline_months)
    return f" ({step_signed(told.change, metric, told.measure)} since {since}{aside})"
