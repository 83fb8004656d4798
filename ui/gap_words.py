"""Sentences about the distance between places: what it was, which way it went, how sure that is, what lies ahead."""

from collections.abc import Iterable, Sequence

from domain.disparity import GapAnswer, GapChange, GapMeasure, NationalCount, Weighting
from domain.metric import Kind, Metric
from domain.reason import Reason
from ui.gap_units import (
    gap_number,
    gap_title,
    pace_interval,
    pace_number,
    pace_signed,
    read_first,
    step_interval,
    step_number,
    step_signed,
)
from ui.numbers import NO_INTERVAL, is_missing, period_label
from ui.wording import GAP_CHANGES, REASONS

FOUR_WAYS = (GapMeasure.DECILE_GAP, GapMeasure.DECILE_RATIO, GapMeasure.FIFTHS_GAP, GapMeasure.SPREAD)
SHORT_NAMES: dict[GapMeasure, str] = {
    GapMeasure.DECILE_GAP: "Gap between the tenths",
    GapMeasure.DECILE_RATIO: "Ratio of the tenths",
    GapMeasure.FIFTHS_GAP: "Gap between the fifths",
    GapMeasure.SPREAD: "Spread",
    GapMeasure.THEIL: "All inequality",
    GapMeasure.THEIL_BETWEEN: "Between regions",
    GapMeasure.THEIL_WITHIN: "Within regions",
    GapMeasure.BETWEEN_SHARE: "Share between regions",
}
BY_WHOM: dict[Weighting, str] = {
    Weighting.PLACES: "Every place counts the same",
    Weighting.PEOPLE: "Places count by their people",
}
OTHERWISE: dict[Reason | None, tuple[str, str]] = {
    Reason.WITHIN_SCATTER: (
        "cannot tell: trend and change disagree",
        "its trend over all periods and its change since the baseline point different ways",
    ),
}
"""A reason that means something else of a gap than of a place's figure: its label, and the clause after "because"."""
LEAST_CHANCE, MOST_CHANCE = 0.01, 0.99


def the_one(
    changes: Iterable[GapChange], metric: Metric, weighting: Weighting, measure: GapMeasure | None = None
) -> GapChange | None:
    """The change to read: free of sampling noise where that could be taken out, by the measure read first."""
    wanted = measure or read_first(metric)
    alike = [one for one in changes if one.weighting is weighting and one.measure is wanted]
    alike.sort(key=lambda one: (is_missing(one.value), not one.corrected))
    return next(iter(alike), None)


def gap_clause(told: GapChange | None, metric: Metric, *, why: Reason | None = None) -> str:
    """Which way the gap went, without its full stop: "the gap in pay has widened since 2019 by £9 (£1 to £17)"."""
    subject = gap_title(metric)
    if told is None:
        return f"we cannot tell how {subject} has moved: {REASONS[why or why_no_gap(metric)].because}"
    if told.answer is GapAnswer.CANNOT_TELL:
        return f"we cannot tell whether {subject} has narrowed or widened {since(told)}{_about(told, metric)}"
    moved = GAP_CHANGES[told.answer]
    if told.by_trend:
        return f"{subject} has {moved}{_pace(told, metric)}"
    return f"{subject} has {moved} {since(told)}{_step(told, metric)}"


def why_no_gap(metric: Metric, count: NationalCount | None = None) -> Reason:
    """Why a metric's gap has no change: nobody measures it, totals grow with size, nothing is newer, or few places."""
    if not metric.is_measured:
        return Reason.NOT_MEASURED
    if metric.additive or metric.kind is Kind.COUNT:
        return Reason.DEPENDS_ON_SIZE
    return Reason.NO_BASELINE if count and not count.places else Reason.TOO_FEW_PLACES


def gap_sentence(told: GapChange | None, metric: Metric, *, why: Reason | None = None) -> str:
    """The same as a sentence with a capital and a full stop."""
    clause = gap_clause(told, metric, why=why)
    return f"{clause[:1].upper()}{clause[1:]}."


def since(told: GapChange) -> str:
    """From when change is counted: "since 2017 to 2019"."""
    return f"since {period_label(told.baseline_start, told.baseline_months)}"


def step_words(told: GapChange, metric: Metric) -> str:
    """How far a gap that narrowed or widened moved, without its interval: "by 0.9 years", "from 1.36 to 1.31 times"."""
    return _by(told, metric).partition(" (")[0].partition(", its trend")[0].strip()


def change_words(told: GapChange | None, metric: Metric) -> str:
    """The change and its interval for a cell: "+0.9 years (0.1 to 1.7)"."""
    if told is None or is_missing(told.change):
        return "no change can be given"
    words = step_signed(told.change, metric, told.measure)
    limits = step_interval(told.lower, told.upper, metric, told.measure)
    return words if limits == NO_INTERVAL else f"{words} ({limits})"


def answer_words(told: GapChange | None) -> str:
    """The answer for a cell, and that it is weaker where it follows the trend."""
    if told is None:
        return GAP_CHANGES[GapAnswer.CANNOT_TELL]
    if told.answer is GapAnswer.CANNOT_TELL:
        if told.reason in OTHERWISE:
            return OTHERWISE[told.reason][0]
        return REASONS[told.reason].label if told.reason else GAP_CHANGES[told.answer]
    return f"{GAP_CHANGES[told.answer]}{' (by its trend)' if told.by_trend else ''}"


def trend_words(told: GapChange | None, metric: Metric) -> str:
    """The trend a year and its interval."""
    if told is None or is_missing(told.slope):
        return "no trend can be given"
    words = f"{pace_signed(told.slope, metric, told.measure)} a year"
    limits = pace_interval(told.slope_lower, told.slope_upper, metric, told.measure)
    return words if limits == NO_INTERVAL else f"{words} ({limits})"


def trend_sentence(told: GapChange | None, metric: Metric) -> str:
    """The trend of the gap over all of its periods, as a sentence."""
    if told is None or told.slope is None or is_missing(told.slope):
        return ""
    limits = pace_interval(told.slope_lower, told.slope_upper, metric, told.measure)
    sure = "" if limits == NO_INTERVAL else f" (95% interval {limits})"
    step = pace_signed(told.slope, metric, told.measure)
    flat = " That may be none at all." if _reaches_nought(told.slope_lower, told.slope_upper) else ""
    return f"Over all {told.periods} periods with figures for the same places its trend is {step} a year{sure}.{flat}"


def _reaches_nought(lower: float | None, upper: float | None) -> bool:
    if lower is None or upper is None or is_missing(lower) or is_missing(upper):
        return False
    return lower <= 0 <= upper


def chance_words(chance: float) -> str:
    """A chance in words: "4% chance", and never none or certainty."""
    if chance < LEAST_CHANCE:
        return "less than 1% chance"
    if chance > MOST_CHANCE:
        return "more than 99% chance"
    return f"{chance:.0%} chance"


def target_sentence(told: GapChange | None) -> str:
    """The chance of a narrower gap by the year of the target, or why none can be given."""
    if told is None or not told.target_year:
        return ""
    asked = f"in {told.target_year} than at the baseline ({period_label(told.baseline_start, told.baseline_months)})"
    if told.chance is None or is_missing(told.chance) or told.chance_reason is Reason.TOO_UNCERTAIN:
        why = f", because {REASONS[told.chance_reason].because}" if told.chance_reason else ""
        return f"How likely a narrower gap is {asked} cannot be said{why}."
    weak = f" {weak_sentence(told)}" if told.chance_reason else ""
    return f"If the gap goes on as it has: {chance_words(told.chance)} that it is narrower {asked}.{weak}"


def weak_sentence(told: GapChange | None) -> str:
    """Why the chance of a narrower gap is weak; nothing where it is not, or where there is none."""
    if told is None or told.chance is None or is_missing(told.chance) or told.chance_reason is None:
        return ""
    return f"This is weak: {REASONS[told.chance_reason].because}."


def both_sentence(changes: Sequence[GapChange], metric: Metric) -> str:
    """Whether counting by people says the same as counting every place the same."""
    places, people = (the_one(changes, metric, weighting) for weighting in (Weighting.PLACES, Weighting.PEOPLE))
    if places is None or people is None or is_missing(people.value):
        return ""
    now = f"Weighted by the people who live there the gap is {gap_number(people.value, metric, people.measure)}"
    if people.answer is GapAnswer.CANNOT_TELL:
        return f"{now}, and we cannot tell which way it went."
    also = "also " if people.answer is places.answer else ""
    return f"{now}, and has {also}{GAP_CHANGES[people.answer]}{_by(people, metric)}."


def _by(told: GapChange, metric: Metric) -> str:
    return _pace(told, metric) if told.by_trend else _step(told, metric)


def _step(told: GapChange, metric: Metric) -> str:
    if told.measure is GapMeasure.DECILE_RATIO and not is_missing(told.baseline_value):
        limits = _limits(told.lower, told.upper, metric, told.measure, "95% interval of the change ")
        return f" {_from_to(told, metric)}{limits}"
    if is_missing(told.change):
        return ""
    limits = _limits(*_turned(told.lower, told.upper), metric, told.measure)
    return f" by {step_number(told.change, metric, told.measure)}{limits}"


def _from_to(told: GapChange, metric: Metric) -> str:
    ends = (told.baseline_value, told.value)
    before, after = (gap_number(value, metric, told.measure, bare=True) for value in ends)
    return f"from {before} to {after} times"


def _pace(told: GapChange, metric: Metric) -> str:
    if is_missing(told.slope):
        return ""
    limits = pace_interval(*_turned(told.slope_lower, told.slope_upper), metric, told.measure)
    aside = "" if limits == NO_INTERVAL else f" ({limits})"
    step = pace_number(told.slope, metric, told.measure)
    return f" by {step} a year{aside}, its trend over {told.periods} periods"


def _turned(lower: float | None, upper: float | None) -> tuple[float | None, float | None]:
    """The interval of a movement that is told without its sign: turned round where the movement is downwards."""
    if lower is None or upper is None or is_missing(lower) or is_missing(upper) or upper > 0:
        return lower, upper
    return -upper, -lower


def _limits(lower: float | None, upper: float | None, metric: Metric, measure: GapMeasure, what: str = "") -> str:
    limits = step_interval(lower, upper, metric, measure)
    return "" if limits == NO_INTERVAL else f" ({what}{limits})"


def _about(told: GapChange, metric: Metric) -> str:
    if told.reason in OTHERWISE:
        return f": {OTHERWISE[told.reason][1]}"
    if told.reason:
        return f": {REASONS[told.reason].because}"
    if is_missing(told.change):
        return ""
    limits = step_interval(told.lower, told.upper, metric, told.measure)
    if told.measure is GapMeasure.DECILE_RATIO and not is_missing(told.baseline_value):
        aside = "; no interval can be given" if limits == NO_INTERVAL else f"; 95% interval of the change {limits}"
        return f" ({_from_to(told, metric)}{aside})"
    aside = "; no interval can be given" if limits == NO_INTERVAL else f", 95% interval {limits}"
    return f" ({step_signed(told.change, metric, told.measure)}{aside})"
