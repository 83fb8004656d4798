"""The words for every answer, reason, comparator and level: every page, table and export takes them from here."""

from dataclasses import dataclass

from domain.build_report import SetAsideReason
from domain.observation import Mark
from domain.place import Level
from domain.reason import Reason
from domain.source import Nature
from domain.verdict import Comparator, Direction, LevelAnswer, TrendAnswer

CANNOT_TELL = "cannot tell"
DOUBTFUL = "unreliable or provisional"


@dataclass(frozen=True)
class Explanation:
    """Why an answer is missing or weak: a label for a cell, a clause after "because", and what would be needed."""

    label: str
    because: str
    needed: str

    @property
    def sentence(self) -> str:
        """What it means and what would be needed, as two sentences."""
        return f"{self.because[0].upper()}{self.because[1:]}. {self.needed}"


LEVELS: dict[LevelAnswer, str] = {
    LevelAnswer.MUCH_BETTER: "much better",
    LevelAnswer.BETTER: "better",
    LevelAnswer.SIMILAR: "similar",
    LevelAnswer.WORSE: "worse",
    LevelAnswer.MUCH_WORSE: "much worse",
    LevelAnswer.MUCH_HIGHER: "much higher",
    LevelAnswer.HIGHER: "higher",
    LevelAnswer.LOWER: "lower",
    LevelAnswer.MUCH_LOWER: "much lower",
    LevelAnswer.NOT_COMPARED: CANNOT_TELL,
}

TRENDS: dict[TrendAnswer, str] = {
    TrendAnswer.IMPROVING: "improving",
    TrendAnswer.WORSENING: "worsening",
    TrendAnswer.RISING: "rising",
    TrendAnswer.FALLING: "falling",
    TrendAnswer.NO_CLEAR_CHANGE: "no clear change",
    TrendAnswer.CANNOT_BE_CALCULATED: CANNOT_TELL,
}

DIRECTIONS: dict[Direction, str] = {
    Direction.INCREASING: "going up",
    Direction.DECREASING: "going down",
    Direction.NO_CHANGE: "no clear change",
    Direction.NONE: CANNOT_TELL,
}

COMPARATORS: dict[Comparator, str] = {
    Comparator.NATION: "its nation",
    Comparator.UNITED_KINGDOM: "the United Kingdom",
    Comparator.REGION: "its region",
    Comparator.COMBINED_AUTHORITY: "its combined authority",
    Comparator.SIMILAR_GLOBAL: "places like it overall",
    Comparator.SIMILAR_ECONOMIC: "places with an economy like it",
    Comparator.SIMILAR_DEMOGRAPHIC: "places with a population like it",
}

PLACE_LEVELS: dict[Level, str] = {
    Level.DISTRICT: "councils",
    Level.UPPER_TIER: "upper-tier councils",
    Level.COMBINED_AUTHORITY: "combined authorities",
    Level.REGION: "English regions",
    Level.NATION: "nations",
    Level.UNITED_KINGDOM: "the United Kingdom",
}

NATURES: dict[Nature, str] = {
    Nature.CURRENT: "current series",
    Nature.SUBSTITUTE: "stand-in series: the publisher's own file could not be read",
    Nature.VINTAGE: "earlier edition: figures may have been revised since",
    Nature.RETIRED: "no longer published",
    Nature.MODELLED: "modelled, not counted",
    Nature.ESTIMATE: "estimate",
}

FIGURE_MARKS: dict[Mark, str] = {
    Mark.PROVISIONAL: "provisional",
    Mark.REVISED: "revised",
    Mark.ESTIMATED: "estimate",
    Mark.FORECAST: "forecast",
    Mark.UNRELIABLE: "unreliable",
    Mark.BREAK: "not comparable with earlier figures",
    Mark.AGGREGATED: "put together from smaller areas",
    Mark.SAME_LAND: "published for an earlier council with the same boundary",
    Mark.SHARED: "published together with a small neighbour",
    Mark.SHARED_MINOR: "published together with a far larger neighbour",
    Mark.RECODED: "published under this place's former code",
    Mark.SUMMED: "added up from the councils this place was made from",
}

SET_ASIDE: dict[SetAsideReason, str] = {
    SetAsideReason.NO_METRIC: "serves no measure of this dashboard",
    SetAsideReason.OTHER_GEOGRAPHY: "for a kind of area that is not shown here",
    SetAsideReason.NO_CODE: "given without an official code",
    SetAsideReason.UNKNOWN_PLACE: "for a code that the list of places does not hold",
    SetAsideReason.REPEATED: "given twice",
    SetAsideReason.SUPERSEDED: "given again under the code that replaced this one",
    SetAsideReason.MERGED_AWAY: "for a council since merged, and not a number that can be added up",
    SetAsideReason.OTHER_SERIES: "a preferred series has the same place and period",
    SetAsideReason.INVALID: "contradicts itself",
}

_WAIT = "It needs a later release that gives the figure."
_LONGER = "It needs more years of figures on the same footing."

REASONS: dict[Reason, Explanation] = {
    Reason.NO_DATA: Explanation("no figure", "no figure was published for this place and period", _WAIT),
    Reason.SUPPRESSED: Explanation(
        "no figure: withheld to protect people",
        "the publisher withheld the figure so that nobody can be identified",
        "It needs a longer period or a larger area, where the numbers are big enough to publish.",
    ),
    Reason.LOW_RELIABILITY: Explanation(
        "unreliable: few responses",
        "the publisher marks this figure as having low reliability",
        "Read it with its interval; more responses or several years together would make it firmer.",
    ),
    Reason.NOT_APPLICABLE: Explanation(
        "does not apply here",
        "the measure does not apply to this place",
        "Nothing is missing: there is nothing of this kind to count here.",
    ),
    Reason.SHARED_VALUE: Explanation(
        "figure shared with another place",
        "one figure is published for this place and a neighbour together",
        "It needs a separate figure for each of them.",
    ),
    Reason.BOUNDARY_CHANGE: Explanation(
        "cannot tell: boundaries changed",
        "the boundaries of this place changed, so earlier figures describe different land",
        "It needs figures recalculated for the present boundaries.",
    ),
    Reason.NOT_PUBLISHED_FOR_LEVEL: Explanation(
        "no figures for this kind of place",
        "the figures are not published for this kind of place",
        "It needs the publisher to break the figures down further; a larger area may have them.",
    ),
    Reason.NOT_COVERED: Explanation(
        "no figures for this nation",
        "the figures do not cover the nation this place is in",
        "It needs a comparable measure from that nation's own statisticians.",
    ),
    Reason.NOT_MEASURED: Explanation(
        "no figure: no open file found",
        "no figures for this measure could be found in an open file",
        "It needs somebody to measure it, or to publish what is measured as open data.",
    ),
    Reason.INVALID: Explanation(
        "no figure: set aside as faulty",
        "the published row contradicts itself, so it was set aside",
        "It needs a correction by the publisher; the sources page lists the row.",
    ),
    Reason.DENOMINATOR_ZERO: Explanation(
        "cannot tell: nobody to count",
        "the group this is a share of is empty here",
        "It needs at least one person or thing in the group.",
    ),
    Reason.NO_INTERVAL: Explanation(
        "cannot tell: no interval published",
        "no interval is published with the figure, so a real difference cannot be told from chance",
        "It needs the publisher's confidence interval, or the counts to work one out.",
    ),
    Reason.NO_POLARITY: Explanation(
        "neither good nor bad",
        "a high figure is neither good nor bad in itself",
        "It needs local knowledge: the page says higher or lower and leaves the judgement to the reader.",
    ),
    Reason.TOO_FEW_POINTS: Explanation(
        "cannot tell: too few points", "there are too few comparable points in a row to see a trend", _LONGER
    ),
    Reason.TOO_FEW_PLACES: Explanation(
        "cannot tell: too few places",
        "too few places have a figure to compare with",
        "It needs figures for more of the places compared.",
    ),
    Reason.OVERLAPPING_PERIODS: Explanation(
        "cannot tell: periods overlap",
        "each figure covers several years and shares some of them with the next, so too few are independent",
        _LONGER,
    ),
    Reason.BREAK_IN_SERIES: Explanation(
        "cannot tell: break in series",
        "the way of measuring changed, so figures before and after do not compare",
        "It needs more figures since the change.",
    ),
    Reason.NOT_ANNUAL: Explanation(
        "cannot tell: figures not yearly",
        "the figures do not come once a year, which the trend rule needs",
        "It needs evenly spaced yearly figures.",
    ),
    Reason.AT_BOUND: Explanation(
        "cannot tell: at 0% or 100%",
        "the share is exactly none or all in at least one year, where the trend test has no answer",
        "It needs years in which the share lies between the two.",
    ),
    Reason.INDICATIVE: Explanation(
        "indicative only: from ranks",
        "the answer rests on the order of the figures alone, without intervals or counts",
        "Treat it as a hint; intervals or counts would make it firm.",
    ),
    Reason.NO_BENCHMARK: Explanation(
        "cannot tell: comparator has no figure",
        "the comparator has no figure for this period",
        "It needs the comparator's figure, or another comparator can be chosen.",
    ),
    Reason.COMPARATOR_IS_ITSELF: Explanation(
        "not compared: comparator is the place itself",
        "the comparator holds only this place",
        "Choose another comparator to see a comparison.",
    ),
    Reason.NO_COMPARATOR: Explanation(
        "not compared: no such comparator here",
        "this place has no comparator of that kind",
        "Choose another comparator to see a comparison.",
    ),
    Reason.OTHER_PERIOD: Explanation(
        "not compared: an older figure",
        "this place has no figure for the newest period, so the one shown is older than the others",
        "It needs a figure for the newest period.",
    ),
    Reason.WITHIN_SCATTER: Explanation(
        "no clear change beyond its usual wandering",
        "the last five figures point one way, but over a longer time the series has wandered as much",
        "It needs the change to go on, or to be larger than the ups and downs before it.",
    ),
    Reason.DEPENDS_ON_SIZE: Explanation(
        "not compared: larger places have more",
        "the figure is a total, which is larger wherever more people live",
        "It needs a figure for each person, home or business to compare places of different size.",
    ),
    Reason.TARGET_NOT_SET: Explanation(
        "no target", "no target has been set for this measure", "It needs a dated target with a number."
    ),
    Reason.LEVER_NOT_HELD: Explanation(
        "not rated: no power over it",
        "this body holds no power to change the measure",
        "The measure is rated for the body that does.",
    ),
}


def reason_label(reason: Reason, level: Level | None = None) -> str:
    """The few words for a table cell; where figures are not published it names the kind of place."""
    if reason is Reason.NOT_PUBLISHED_FOR_LEVEL and level is not None:
        return f"no figures for {PLACE_LEVELS[level]}"
    return REASONS[reason].label


def reason_sentence(reason: Reason) -> str:
    """What the reason means, and what would be needed to have an answer."""
    return REASONS[reason].sentence


def level_label(answer: LevelAnswer | None, reason: Reason | None = None) -> str:
    """The words of a level cell: the answer, or why there is none."""
    if answer is None or answer is LevelAnswer.NOT_COMPARED:
        return _missing_label(reason)
    return _weakened(LEVELS[answer], reason)


def trend_label(answer: TrendAnswer | None, reason: Reason | None = None) -> str:
    """The words of a trend cell: the answer, or why there is none."""
    if answer is None or answer is TrendAnswer.CANNOT_BE_CALCULATED:
        return _missing_label(reason)
    return _weakened(TRENDS[answer], reason)


def _missing_label(reason: Reason | None) -> str:
    return CANNOT_TELL if reason is None else REASONS[reason].label


def _weakened(word: str, reason: Reason | None) -> str:
    if reason is Reason.WITHIN_SCATTER:
        return f"{word} (the last five figures point one way, no further than usual)"
    return f"{word} (indicative)" if reason is Reason.INDICATIVE else word
