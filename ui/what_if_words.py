"""What is said of a target a reader sets: the finding, why there is no answer, the pace, and the comparator."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from domain.metric import Kind, Metric, Polarity
from domain.prospect import Prospect
from domain.reason import Reason
from domain.verdict import AssuranceAnswer, TrajectoryAnswer
from ui.fan_words import BANDS, FORECASTING, PAST_UNTOLD, UNCERTAIN, fan_title, is_past, target_words
from ui.numbers import change, interval, is_missing, number, threshold
from ui.sentences import as_subject, chance_words, in_running_text, possessive
from ui.wording import ASSURANCES, REASONS, TRAJECTORIES

YEAR = 12  # months
Periods = Mapping[int, str]
"""The period that a year of the figures stands for: 2023 for "2022 to 2024"."""
AS_YEARS: Periods = MappingProxyType({})
YEARS_AHEAD = 5  # the chance has been tried against the past so far and no further
BELOW_NOUGHT = (Kind.RATE, Kind.MONEY, Kind.COUNT, Kind.LIFE_EXPECTANCY, Kind.MEDIAN)
NO_PROMISE = (
    "This is a question, not a promise. Nobody has set this target by opening this page, and it is kept nowhere but in "
    "the link to this view."
)
ON_THE_PAST = (
    "The chance says what would follow if the pace and the ups and downs of the past went on. It knows nothing of "
    "decisions taken since, and a decision may be just what changes it."
)
NOWHERE = (Reason.NOT_MEASURED, Reason.NOT_COVERED)  # no area around the place has figures either


def finding(prospect: Prospect | None, metric: Metric, *, place: str, target: float | None, by: int | None) -> str:
    """The page's heading: the chance, or what is still to be set."""
    subject = f"{as_subject(metric.title)} in {place}"
    if prospect is None:
        return f"{subject}: no target can be tried"
    if target is None:
        return f"{subject}: set a target and see the chance of it"
    if by is None:
        return f"{subject}: choose the year in which to reach {number(target, metric)}"
    if prospect.answer is TrajectoryAnswer.CANNOT_TELL and prospect.chance is None:
        return f"{subject}: we cannot tell the chance of {target_words(prospect, metric) or number(target, metric)}"
    return fan_title(prospect, metric, place=place)


def caution(metric: Metric) -> str:
    """What a reader must bear in mind of the measure itself; mostly nothing."""
    if not metric.in_cash:
        return ""
    return (
        "These figures are in the money of their day. Prices rise too, so a higher sum may buy no more than a lower "
        "one did."
    )


def long_periods(months: int) -> str:
    """Which year a figure of several years counts for; nothing where a figure covers one at most."""
    if months <= YEAR or months % YEAR:
        return ""
    return f"Each figure covers {months // YEAR} years. A single year, as in the target and the chart, is their middle."


def cannot_try(metric: Metric, *, place: str) -> str:
    """Why no target can be set for a metric at all; nothing where one can."""
    title = in_running_text(metric.title)
    if metric.additive:
        return (
            f"A target cannot be tried for {title}: it is a total, which moves with the number of people as much as "
            "with how they fare. Choose a measure for each person, home or business."
        )
    if metric.polarity is Polarity.NEUTRAL:
        return (
            f"A target cannot be tried for {title}: a high figure is neither good nor bad in itself, so there is no "
            f"right side of it for {place} to be on. Choose a measure with a better and a worse side."
        )
    return ""


def refused(reason: Reason | None) -> str:
    """Why no target can be tried in a place: its figures are absent, or cannot be set in a line year by year."""
    because = f": {REASONS[reason].because}" if reason else ""
    larger = "" if reason in NOWHERE else ", or a larger area around it"
    return f"A target cannot be tried here{because}. Choose another measure{larger}."


def impossible(target: float | None, metric: Metric) -> str:
    """Why no figure of the metric can ever be at the target; nothing where it can."""
    if target is None:
        return ""
    if metric.kind is Kind.PROPORTION and not 0 <= target <= 100:
        return f"No share can be {number(target, metric)}: it lies between 0% and 100%. Set a target between the two."
    if metric.kind in BELOW_NOUGHT and target < 0:
        return f"{number(target, metric)} cannot be reached: this measure is never below nought. Set a higher target."
    return ""


def no_answer(
    prospect: Prospect,
    metric: Metric,
    *,
    place: str,
    target: float | None,
    by: int | None,
    periods: Periods = AS_YEARS,
) -> str:
    """Why there is no answer to the target, with the numbers, and what to set instead; nothing where there is one."""
    newest, last = prospect.newest_year, prospect.newest_year + YEARS_AHEAD
    reason, period = prospect.reason, _spoken(newest, periods)
    if target is None or by is None:
        return ""
    if prospect.answer is TrajectoryAnswer.ALREADY_MET:
        side = "below" if metric.polarity is Polarity.LOWER_IS_BETTER else "above"
        now = f"the newest figure for {place} is {number(prospect.value, metric)}, for {period}"
        return f"{number(target, metric)} asks for no change: {now}. Set a target {side} that to ask for more."
    if by <= newest:
        return (
            f"{by} is not after the newest figure, for {period}, so nothing is left to forecast. Set a year from "
            f"{newest + 1} to {last}."
        )
    if by > last:
        return (
            f"{by} is {by - newest} years after the newest figure, for {period}. The chance has been tried against the "
            f"past for {YEARS_AHEAD} years ahead and no further, so none is given. Set a year up to {last}."
        )
    return REASONS[reason].sentence if reason and reason is not Reason.IN_CASH else ""  # of cash: see caution


def bands_in_chart(prospect: Prospect) -> str:
    """What the reader sees in the chart; the rest is told beside it."""
    if not prospect.fan:
        return "The figures so far. What may follow cannot be drawn, because there are too few of them on one footing."
    untold = prospect.very_uncertain and prospect.reason is not Reason.OVERLAPPING_PERIODS
    return f"{BANDS} {UNCERTAIN}" if untold else BANDS


def answer_words(prospect: Prospect, metric: Metric) -> str:
    """The answer with its chance: "off track: 4% chance"; of a target already met, the chance that it still will be."""
    word = TRAJECTORIES[prospect.answer]
    if prospect.answer is TrajectoryAnswer.CANNOT_TELL:
        return PAST_UNTOLD if prospect.reason in FORECASTING and is_past(prospect, metric) else word
    if prospect.chance is None:
        return word
    if prospect.answer is TrajectoryAnswer.ALREADY_MET:
        return f"{word}, with a {chance_words(prospect.chance)} that it still is in {prospect.target_year}"
    return f"{word}: {chance_words(prospect.chance)}"


def needed_words(prospect: Prospect, metric: Metric, periods: Periods = AS_YEARS) -> str:
    """The pace from now on that would reach the target; of one that counts in its year alone, that it is past."""
    if is_missing(prospect.needed) or prospect.answer is TrajectoryAnswer.ALREADY_MET:
        return ""
    if is_past(prospect, metric):
        if prospect.answer is TrajectoryAnswer.CANNOT_TELL:
            return "none: the newest figure is past the target"
        still = f"what is asked is whether it still will be in {prospect.target_year}"
        return f"none: the newest figure is past the target; {still}"
    period = _spoken(prospect.newest_year, periods)
    began = period if period == str(prospect.newest_year) else f"the figure for {period}"
    return f"{change(prospect.needed, metric)} each year, from {began} to {prospect.target_year}"


def achieved_words(prospect: Prospect, metric: Metric, periods: Periods = AS_YEARS) -> str:
    """The pace so far."""
    if is_missing(prospect.achieved):
        return ""
    since = f"over the latest {prospect.points} comparable figures"
    if prospect.path and prospect.baseline_year < prospect.newest_year:
        since = f"since {_spoken(prospect.baseline_year, periods)}"
    return f"{change(prospect.achieved, metric)} each year, {since}"


def path_words(prospect: Prospect, metric: Metric, periods: Periods = AS_YEARS) -> str:
    """How the newest figure stands to the straight path."""
    if is_missing(prospect.path_gap) or not prospect.path:
        return ""
    newest = f"{number(prospect.value, metric)} in {_spoken(prospect.newest_year, periods)}"
    target = target_words(prospect, metric)
    if prospect.baseline_year == prospect.newest_year:
        return f"{newest}, from where the straight path runs to {target}"
    far = change(abs(prospect.path_gap or 0.0), metric).lstrip("+")
    ahead = (prospect.path_gap or 0.0) >= 0
    if number(prospect.path[0][1], metric) == number(prospect.path[-1][1], metric):  # to do no worse than then
        side = "better" if ahead else "worse"
        return f"{newest}, {far} {side} than around {prospect.baseline_year}; the target is to be no worse than then"
    side = "ahead of" if ahead else "behind"
    began = f"{number(prospect.baseline_value, metric)} in {_spoken(prospect.baseline_year, periods)}"
    return f"{newest}, {far} {side} the straight path from {began} to {target}"


def _spoken(year: int, periods: Periods) -> str:
    return periods.get(year, str(year))


def tip_words(prospect: Prospect, metric: Metric) -> str:
    """With which newest figure the answer would be the next better one."""
    if prospect.tip_answer is None or is_missing(prospect.tip_value):
        return ""
    upwards = metric.polarity is not Polarity.LOWER_IS_BETTER
    at = threshold(prospect.tip_value, metric, upwards=upwards)
    word = TRAJECTORIES[prospect.tip_answer]
    return f"it would be {word} if the newest figure were {at} or {'more' if upwards else 'less'}"


def assurance_words(answer: AssuranceAnswer, reason: Reason | None) -> str:
    """Whether the target is met reliably already; nothing for series that come too seldom to ask."""
    if answer is AssuranceAnswer.NO_TARGET or reason is Reason.NOT_FREQUENT:
        return ""
    word = "not asked" if answer is AssuranceAnswer.NOT_SUITED else ASSURANCES[answer]
    return f"{word}: {REASONS[reason].because}" if reason else word


def beside_words(prospect: Prospect | None, metric: Metric, *, by: int | None) -> str:
    """Where the comparator itself may be in the target year, by its own forecast; why that cannot be told."""
    if prospect is None:
        return "not forecast: it is an average of several places"
    ahead = next((year for year in prospect.fan if year.year == by), prospect.fan[-1] if prospect.fan else None)
    if ahead is None:
        return f"we cannot tell: {REASONS[prospect.reason].because}" if prospect.reason else "we cannot tell"
    likely = interval(ahead.lower80, ahead.upper80, metric)
    return f"{number(ahead.middle, metric)} in {ahead.year} by its own forecast, four times in five {likely}"


def national_words(target: float, year: int, metric: Metric) -> str:
    """The link that begins from the national target."""
    return f"The national target asks for {number(target, metric)} here by {year}"


def comparator_words(value: float, metric: Metric, *, against: str, by: int) -> str:
    """The link that begins from the comparator's newest figure."""
    return f"{possessive(against)} newest figure, {number(value, metric)}, by {by}"


def bands_words(bands: Sequence[tuple[TrajectoryAnswer, float]]) -> str:
    """Which chance earns which word, from the best down."""
    named = [f"{100 * least:.0f}% or more is {TRAJECTORIES[answer]}" for answer, least in bands if least > 0]
    lowest = [f"less is {TRAJECTORIES[answer]}" for answer, least in bands if least <= 0]
    return f"A chance of {', '.join([*named, *lowest])}."
