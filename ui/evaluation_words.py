"""The words of an evaluation: the finding, why nothing can be told, and what makes an answer weaker."""

import math
from collections.abc import Mapping, Sequence

from domain.evaluating import LeftOut, Method, Why
from domain.evaluation import Answer
from domain.metric import Metric, Polarity
from ui.numbers import MINUS, change, is_missing, is_percentage
from ui.sentences import joined

METHODS: Mapping[Method, str] = {
    Method.SYNTHETIC_DID: "Weighted places and years (synthetic difference in differences)",
    Method.DIFFERENCE_IN_DIFFERENCES: "Plain average of places (difference in differences)",
    Method.SYNTHETIC_CONTROL: "Best mix of places (synthetic control)",
    Method.EVENT_STUDY: "Places that started in different years (event study)",
}
NEAREST, EVERY, NEAREST_APART, EVERY_APART = "nearest", "every", "nearest_apart", "every_apart"
DONOR_RULES: Mapping[str, str] = {
    NEAREST: "The 30 whose figures ran closest before",
    EVERY: "All of its kind",
    NEAREST_APART: "The 30 closest, without neighbours",
    EVERY_APART: "All of its kind, without neighbours",
}
CANNOT: Mapping[Why, str] = {
    Why.NO_FIGURES: "the figures do not cover every one of these places in the years that are needed",
    Why.NOT_ANNUAL: "this measure is not published once a year",
    Why.TOO_FEW_BEFORE: "there are fewer than five comparable years of figures before the start",
    Why.NOTHING_SINCE: "no figure has been published for a time after the start",
    Why.BREAK_AT_START: "what is counted changed just when it started, so the years before and since do not compare",
    Why.BREAK_LEAVES_TOO_FEW: "what is counted changed fewer than five years before the start",
    Why.SHARED_FIGURE: "the figure for this place is mostly that of a far larger place next to it",
    Why.EVERY_PLACE_TREATED: "every place of this kind took part in the same programme, so nobody is left to compare "
    "with",
    Why.NO_DONORS: "no other place of this kind has figures without a gap",
    Why.TOO_FEW_PLACEBOS: "too few other places can be used to know what chance alone does",
    Why.POOR_FIT: "the comparison does not fit well enough to say: before the start it did not follow this place",
    Why.EFFECT_BEFORE_START: "an effect as clear as that shows before anything had started, so something else is at "
    "work",
    Why.NO_INTERVAL: "the comparison follows the years before the start without any gap, here or at the other places, "
    "so nothing shows how far the number could be out",
}
WHAT_TO_DO: Mapping[Why, str] = {
    Why.NO_FIGURES: "Choose another measure, or fewer places.",
    Why.NOT_ANNUAL: "Choose a measure with yearly figures.",
    Why.TOO_FEW_BEFORE: "Choose a measure with a longer history.",
    Why.NOTHING_SINCE: "Come back when figures for later years are out, or choose a measure that is published sooner.",
    Why.BREAK_AT_START: "Choose a measure whose definition did not change then.",
    Why.BREAK_LEAVES_TOO_FEW: "Choose a measure whose definition has stood longer.",
    Why.SHARED_FIGURE: "Choose a measure that is published for this place alone.",
    Why.EVERY_PLACE_TREATED: "Places that started in different years may still be compared with each other: try the "
    "event study.",
    Why.NO_DONORS: "Choose another measure, leave neighbours in the comparison, or ask "
    "about a place that others are like: a whole country has none.",
    Why.TOO_FEW_PLACEBOS: "It takes 20 other places, and in an event study of more than 20 places 20 more than took "
    "part. Ask about councils instead: choose those that took part by hand, and a measure that is published for "
    "councils.",
    Why.POOR_FIT: "Try another way of comparing, or another measure. A place that is unlike all others may have no "
    "comparison.",
    Why.EFFECT_BEFORE_START: "Look at the chart: what happened before the start?",
    Why.NO_INTERVAL: "Try weighted places and years, or a measure with more years before the start: with few years, a "
    "mix of places can always be found that follows them all.",
}
CAUTIONS: Mapping[Why, str] = {
    Why.FEW_BEFORE: "There are only five to seven years of figures before the start; eight or more would be better.",
    Why.FEW_DONORS: "Fewer than 20 other places have figures without a gap.",
    Why.BREAK_TRIMMED: "What is counted changed some years before the start; only the years since that change are "
    "used.",
    Why.BREAK_AFTER: "What is counted changed after the start; the years since that change are not used.",
    Why.OVERLAPPING: "Each figure covers several years, so neighbouring figures share years and look smoother than "
    "they are. Figures that hold years both before and after the start are not used.",
    Why.HOLDS_THE_START: "The year in which it started counts as a year since, though part of it lies before.",
    Why.YEARS_MISSING: "Some years have no figure, for everybody or for these places, and are passed over.",
}
LEFT_OUT: Mapping[LeftOut, str] = {
    LeftOut.SAME_PROGRAMME: "because the same was done there",
    LeftOut.BORDERS: "because they border it",
    LeftOut.GAP: "because a year is missing",
    LeftOut.BREAK: "because what is counted there changed",
    LeftOut.SHARED: "because their figure is shared with another place",
    LeftOut.UNRELIABLE: "because their last figure before the start is marked unreliable",
}
WHOLE_PLACE = (
    "The figures are of the whole place. They show how it moved beside places like it, not that this was the cause: "
    "other things happened there too, and a small project can hardly move the figure of a whole place."
)
EVERYBODY = "An event study compares with all places of the kind that did not take part, not only the closest."
FIT_RULE = (
    "The rule: before the start, the comparison may miss the place by no more than the place's own ups and downs, and "
    "by no more than twice what the same method misses the middle one of the other places by."
)
ANSWER_RULE = (
    "A difference is called clear only where its interval leaves out nought, where at most one other place in 20 moved "
    "as far without the change, and where nothing of the kind shows three years before the start, if there are years "
    "enough to try that."
)


def where_words(names: Sequence[str]) -> str:
    """The places in a sentence: all of a few, of many the first two and how many more."""
    if len(names) <= 3:
        return joined(list(names))
    return f"{names[0]}, {names[1]} and {len(names) - 2} more places"


def finding(metric: Metric, answer: Answer, *, where: str, several: bool, after: str, numbers: str, why: str) -> str:
    """The heading: what happened there beside places like it, with the number and how far it could be out."""
    title, like = metric.title, f"places like {'them' if several else 'it'}"
    if answer is Answer.CANNOT_TELL:
        return f"{title}: we cannot tell what changed in {where} after {after}, because {why}"
    return f"{title}: {where} {_verb(metric, answer, like)} after {after}, {numbers}"


def _verb(metric: Metric, answer: Answer, like: str) -> str:
    neutral = metric.polarity is Polarity.NEUTRAL
    if answer is Answer.NO_CLEAR_EFFECT:
        return f"did not clearly {'rise or fall against' if neutral else 'do better or worse than'} {like}"
    if neutral:
        return f"{'rose' if answer is Answer.ROSE else 'fell'} against {like}"
    better = (answer is Answer.ROSE) is (metric.polarity is Polarity.HIGHER_IS_BETTER)
    return f"did {'better' if better else 'worse'} than {like}"


def effect_words(effect: float, lower: float, upper: float, metric: Metric) -> str:
    """A difference with how far it could be out: "−0.4 points (−3.1 to 2.3)"."""
    return f"{change(effect, metric)} ({range_words(lower, upper, metric)})"


def range_words(lower: float, upper: float, metric: Metric) -> str:
    """Both ends of a difference, without a sign of percentage, which would read as a share of something else."""
    if is_missing(lower) or is_missing(upper):
        return "no interval"
    return f"{_end(lower, metric)} to {_end(upper, metric)}"


def size_words(size: float, metric: Metric) -> str:
    """How much, without a direction: "6.2 points", "£35.10 a week"."""
    return change(abs(size), metric).removeprefix("+")


def detectable_words(size: float, metric: Metric) -> str:
    """What could have been seen, to be said before what was found."""
    if is_missing(size):
        return "how large a difference could have been seen is not known"
    return f"a difference of {size_words(size, metric)} or more would probably have been seen; a smaller one might not"


def chance_words(p: float, smallest_p: float, placebos: int, *, groups: bool = False, beside_fit: bool = False) -> str:
    """How often as much is found where nothing was done: place by place, or in groups drawn by lot.

    ``beside_fit``: what counts is how far a place strayed from its comparison since, over how far it had before.
    """
    if not placebos or is_missing(p):
        return ""
    if groups:
        return (
            f"among {placebos:,} other places, where nothing of the kind was done, as many were drawn by lot, hundreds "
            f"of times: {p:.1%} of the groups moved as far or further"
        )
    as_far = max(round(p * (1 + placebos)) - 1, 0)
    places = "place" if as_far == 1 else "places"
    moved = "moved as far or further"
    if beside_fit:
        moved = "strayed as far or further from their comparison, for how closely it had followed them before"
    return (
        f"the same was worked out for {placebos:,} other places, where nothing of the kind was done: "
        f"{as_far:,} {places} {moved} (p = {p:.3f}; with so many places it could not come out below "
        f"{smallest_p:.3f})"
    )


def times(ratio: float) -> str:
    """A ratio in words: "0.4 times", and "an unknown number of times" where there is none."""
    return f"{ratio:.1f} times" if math.isfinite(ratio) else "an unknown number of times"


def _end(value: float, metric: Metric) -> str:
    rounded = round(value, metric.decimals) + 0.0  # no minus before nought
    sign = MINUS if rounded < 0 else ""
    suffix = "" if is_percentage(metric) else metric.suffix
    return f"{sign}{metric.prefix}{abs(rounded):,.{metric.decimals}f}{suffix}"
