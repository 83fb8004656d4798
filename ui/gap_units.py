"""The unit of each measure of distance, so that its numbers are written by the same rules as the figures themselves."""

from domain.disparity import GapMeasure
from domain.metric import Metric
from ui.numbers import interval, is_missing, is_percentage, number
from ui.sentences import titles

IN_THE_UNIT = frozenset({GapMeasure.DECILE_GAP, GapMeasure.FIFTHS_GAP, GapMeasure.SPREAD})
FACTORS = {
    GapMeasure.THEIL: 1000.0, GapMeasure.THEIL_BETWEEN: 1000.0, GapMeasure.THEIL_WITHIN: 1000.0,
    GapMeasure.BETWEEN_SHARE: 100.0,
}  # fmt: skip
FINEST = 4


def read_first(metric: Metric) -> GapMeasure:
    """The measure to read first: the ratio for money, which prices alone would stretch, else the gap between tenths."""
    return GapMeasure.DECILE_RATIO if "£" in metric.prefix else GapMeasure.DECILE_GAP


def why_read_first(metric: Metric) -> str:
    """Why that measure is the one to read first."""
    if read_first(metric) is GapMeasure.DECILE_RATIO:
        return (
            "For sums of money the ratio is read first: when every figure rises by the same share, as prices do, a gap "
            "in pounds grows although nobody has gained on anybody. The ratio stays as it was."
        )
    if is_percentage(metric):
        return (
            "The gap in percentage points is read first: a ratio would differ according to whether one counts those "
            "who have something or those who do not, and the gap is the same either way."
        )
    return "The gap in the measure's own unit is read first, because that is what people in the places would notice."


def gap_title(metric: Metric) -> str:
    """What the distance is in, inside a sentence: "the gap in healthy life expectancy (men)"."""
    return f"the gap in {titles([metric.title], shown=1)}"


def as_measured(metric: Metric, measure: GapMeasure) -> Metric:
    """The metric with the unit its distances have: points for a percentage, a multiple for a ratio.

    Percentages without decimals get one, because gaps move by less than a point.
    """
    changed: dict[str, object] = {"title": gap_title(metric), "prefix": "", "suffix": ""}
    if measure in IN_THE_UNIT:
        changed = {"title": changed["title"], "decimals": min(max(metric.decimals, 1), FINEST)}
        if is_percentage(metric):
            changed |= {"unit": "points", "suffix": ""}
        elif metric.unit.startswith("years "):
            changed |= {"unit": "years"}  # the title says of what
    elif measure is GapMeasure.DECILE_RATIO:
        changed |= {"unit": "times", "decimals": 2}
    elif measure is GapMeasure.BETWEEN_SHARE:
        changed |= {"unit": "% of the inequality", "suffix": "%", "decimals": 0}
    else:
        changed |= {"unit": "thousandths", "decimals": 2}
    return metric.model_copy(update=changed)


def scaled(value: float | None, measure: GapMeasure) -> float | None:
    """The value in the unit it is shown in: shares as percentages, Theil indices in thousandths."""
    return None if value is None or is_missing(value) else value * FACTORS.get(measure, 1.0)


def gap_number(value: float | None, metric: Metric, measure: GapMeasure, *, bare: bool = False) -> str:
    """A distance as a reader sees it: "12.3 points", "1.62 times", "29%"."""
    return number(scaled(value, measure), as_measured(metric, measure), bare=bare)


def gap_interval(lower: float | None, upper: float | None, metric: Metric, measure: GapMeasure) -> str:
    """Both ends of the interval of a distance: "11.0 to 13.6"."""
    return interval(scaled(lower, measure), scaled(upper, measure), as_measured(metric, measure))


def step_number(amount: float | None, metric: Metric, measure: GapMeasure, *, bare: bool = False) -> str:
    """How far a distance moved, without its sign: "0.9 years", "0.040"; a ratio to one decimal more."""
    return number(_size(amount, measure), _finer(metric, measure), bare=bare or measure is GapMeasure.DECILE_RATIO)


def step_interval(lower: float | None, upper: float | None, metric: Metric, measure: GapMeasure) -> str:
    """The interval of a movement as it stands, from the most negative to the most positive."""
    return interval(scaled(lower, measure), scaled(upper, measure), _finer(metric, measure))


def step_signed(amount: float | None, metric: Metric, measure: GapMeasure) -> str:
    """How far a distance moved, with its sign: "+0.9 years"."""
    finer = _finer(metric, measure)
    value = scaled(amount, measure)
    text = number(value, finer, bare=measure is GapMeasure.DECILE_RATIO)
    return f"+{text}" if value is not None and round(value, finer.decimals) > 0 else text


def pace_number(amount: float | None, metric: Metric, measure: GapMeasure) -> str:
    """How far a distance moves in a year, without its sign, to one decimal more."""
    return step_number(amount, _for_pace(metric), measure)


def pace_signed(amount: float | None, metric: Metric, measure: GapMeasure) -> str:
    """How far a distance moves in a year, with its sign."""
    return step_signed(amount, _for_pace(metric), measure)


def pace_interval(lower: float | None, upper: float | None, metric: Metric, measure: GapMeasure) -> str:
    """The interval of a movement in a year."""
    return step_interval(lower, upper, _for_pace(metric), measure)


def _for_pace(metric: Metric) -> Metric:
    return metric.model_copy(update={"decimals": min(max(metric.decimals, 1) + 1, FINEST)})


def _size(amount: float | None, measure: GapMeasure) -> float | None:
    value = scaled(amount, measure)
    return None if value is None else abs(value)


def _finer(metric: Metric, measure: GapMeasure) -> Metric:
    measured = as_measured(metric, measure)
    if measure is GapMeasure.DECILE_RATIO:
        return measured.model_copy(update={"decimals": 3})
    if measure is GapMeasure.BETWEEN_SHARE:
        return measured.model_copy(update={"unit": "points", "suffix": ""})
    return measured
