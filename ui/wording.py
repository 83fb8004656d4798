"""The words for every answer, reason, comparator and level: every page, table and export takes them from here."""

from collections.abc import Mapping
from enum import StrEnum

from domain.build_report import SetAsideReason
from domain.change import ChangeAnswer
from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.observation import Mark
from domain.place import Level, Nation
from domain.reason import Reason
from domain.source import Nature
from domain.verdict import AssuranceAnswer, Comparator, Direction, LevelAnswer, TrajectoryAnswer, TrendAnswer
from ui.reason_words import REASONS

CANNOT_TELL = "cannot tell"
DOUBTFUL = "unreliable or provisional"

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

TRAJECTORIES: dict[TrajectoryAnswer, str] = {
    TrajectoryAnswer.ON_TRACK: "on track",
    TrajectoryAnswer.LIKELY: "more likely than not",
    TrajectoryAnswer.AT_RISK: "at risk",
    TrajectoryAnswer.OFF_TRACK: "off track",
    TrajectoryAnswer.ALREADY_MET: "already met",
    TrajectoryAnswer.CANNOT_TELL: CANNOT_TELL,
    TrajectoryAnswer.NO_TARGET: "no target",
}

ASSURANCES: dict[AssuranceAnswer, str] = {
    AssuranceAnswer.CONSISTENTLY_MEETS: "consistently meets",
    AssuranceAnswer.HIT_AND_MISS: "hit and miss",
    AssuranceAnswer.CONSISTENTLY_MISSES: "consistently misses",
    AssuranceAnswer.SERIES_TOO_SHORT: "series too short",
    AssuranceAnswer.NOT_SUITED: "not suited",
    AssuranceAnswer.NO_TARGET: "no target",
}

CHANGES: dict[ChangeAnswer, str] = {
    ChangeAnswer.ROSE: "rose",
    ChangeAnswer.FELL: "fell",
    ChangeAnswer.CANNOT_TELL: CANNOT_TELL,
}

GAP_CHANGES: dict[GapAnswer, str] = {
    GapAnswer.NARROWED: "narrowed",
    GapAnswer.WIDENED: "widened",
    GapAnswer.CANNOT_TELL: CANNOT_TELL,
}

GAP_MEASURES: dict[GapMeasure, str] = {
    GapMeasure.DECILE_GAP: "gap between the top and bottom tenths (90th less 10th percentile)",
    GapMeasure.DECILE_RATIO: "ratio of the top to the bottom tenth (90th to 10th percentile)",
    GapMeasure.FIFTHS_GAP: "gap between the averages of the best and worst fifths",
    GapMeasure.SPREAD: "typical distance from the average (standard deviation)",
    GapMeasure.THEIL: "inequality over all places (Theil index)",
    GapMeasure.THEIL_BETWEEN: "inequality between regions (part of the Theil index)",
    GapMeasure.THEIL_WITHIN: "inequality within regions (part of the Theil index)",
    GapMeasure.BETWEEN_SHARE: "share of the inequality that lies between regions",
}

WEIGHTINGS: dict[Weighting, str] = {
    Weighting.PLACES: "every place counts the same",
    Weighting.PEOPLE: "places count by the people who live there",
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
    Comparator.SIMILAR_OWN: "places like it by this dashboard's own list",
}

PLACE_LEVELS: dict[Level, str] = {
    Level.DISTRICT: "councils",
    Level.UPPER_TIER: "upper-tier councils",
    Level.COMBINED_AUTHORITY: "combined authorities",
    Level.REGION: "English regions",
    Level.NATION: "nations",
    Level.UNITED_KINGDOM: "the United Kingdom",
}

NATIONS: dict[Nation, str] = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
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

WEAKENED: dict[Reason, str] = {
    Reason.INDICATIVE: "indicative",
    Reason.IN_CASH: "before inflation",
    Reason.WITHIN_SCATTER: "the last five figures point one way, no further than usual",
}
"""What stands in brackets behind an answer that says less than it seems to."""

VOCABULARIES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    LevelAnswer: LEVELS,
    TrendAnswer: TRENDS,
    TrajectoryAnswer: TRAJECTORIES,
    AssuranceAnswer: ASSURANCES,
    ChangeAnswer: CHANGES,
    GapAnswer: GAP_CHANGES,
    GapMeasure: GAP_MEASURES,
    Weighting: WEIGHTINGS,
    Direction: DIRECTIONS,
    Comparator: COMPARATORS,
}
"""The words of every kind of answer, by kind: answers of two kinds may share a code."""


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


def trajectory_label(answer: TrajectoryAnswer | None, reason: Reason | None = None) -> str:
    """The words of a trajectory cell: the answer, or why there is none."""
    if answer is None or answer is TrajectoryAnswer.CANNOT_TELL:
        return _missing_label(reason)
    return TRAJECTORIES[answer]


def assurance_label(answer: AssuranceAnswer | None, reason: Reason | None = None) -> str:
    """The words of an assurance cell: the answer, or why there is none."""
    if answer is None or (answer is AssuranceAnswer.NOT_SUITED and reason is Reason.NOT_FREQUENT):
        return _missing_label(reason)
    return ASSURANCES[answer]


def change_label(answer: ChangeAnswer | None, reason: Reason | None = None) -> str:
    """The words of a change since the baseline: which way beyond noise, or why that cannot be told."""
    if answer is None or (answer is ChangeAnswer.CANNOT_TELL and reason):
        return _missing_label(reason)
    return CHANGES[answer]


def _missing_label(reason: Reason | None) -> str:
    return CANNOT_TELL if reason is None else REASONS[reason].label


def _weakened(word: str, reason: Reason | None) -> str:
    aside = WEAKENED.get(reason) if reason else None
    return f"{word} ({aside})" if aside else word
