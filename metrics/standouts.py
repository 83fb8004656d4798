"""Which verdicts are strengths and which are concerns of a place: the one function that decides."""

from domain.reason import Reason
from domain.standout import Standout
from domain.verdict import LevelAnswer, TrendAnswer, Verdict

RULE = (
    "A measure is a concern if its figure is worse than the comparator's by more than chance would explain, or, where "
    "the figure is similar or cannot be compared, if it has been worsening over its latest years by more than chance "
    "would explain. A strength is the same the other way round."
)
WEAKER_RULE = (
    "Where no interval is published, chance cannot be ruled out, so a measure in the best or worst fifth of places of "
    "the same kind is listed apart, as weaker evidence."
)

OF_LEVEL = {
    LevelAnswer.MUCH_BETTER: Standout.STRENGTH,
    LevelAnswer.BETTER: Standout.STRENGTH,
    LevelAnswer.WORSE: Standout.CONCERN,
    LevelAnswer.MUCH_WORSE: Standout.CONCERN,
    LevelAnswer.MUCH_HIGHER: Standout.NEITHER,
    LevelAnswer.HIGHER: Standout.NEITHER,
    LevelAnswer.LOWER: Standout.NEITHER,
    LevelAnswer.MUCH_LOWER: Standout.NEITHER,
}
OF_TREND = {TrendAnswer.IMPROVING: Standout.STRENGTH, TrendAnswer.WORSENING: Standout.CONCERN}
OF_FIFTH = {1: Standout.WEAK_STRENGTH, 5: Standout.WEAK_CONCERN}
DOUBTFUL = (Reason.LOW_RELIABILITY, Reason.SHARED_VALUE, Reason.DEPENDS_ON_SIZE)
MUCH = (LevelAnswer.MUCH_BETTER, LevelAnswer.MUCH_WORSE)


def standout(verdict: Verdict, *, has_polarity: bool) -> Standout:
    """What a verdict is: the level decides, then a trend that rests on intervals or counts, then the fifth.

    ``has_polarity`` says whether one direction of the metric is good; without it a fifth says nothing.
    """
    if verdict.value is None or verdict.stale:
        return Standout.CANNOT_TELL
    if verdict.level in OF_LEVEL:
        return OF_LEVEL[verdict.level]
    if verdict.trend in OF_TREND and verdict.trend_reason is not Reason.INDICATIVE:
        return OF_TREND[verdict.trend]
    if verdict.level is LevelAnswer.SIMILAR:
        return Standout.SAME
    if has_polarity and _is_without_interval(verdict):
        return OF_FIFTH.get(verdict.fifth, Standout.CANNOT_TELL)
    return Standout.CANNOT_TELL


def _is_without_interval(verdict: Verdict) -> bool:
    """Whether all that stands between the figure and a comparison is the missing interval."""
    return verdict.lower is None and verdict.upper is None and verdict.level_reason not in DOUBTFUL


def weight(verdict: Verdict) -> tuple[bool, bool, bool, float]:
    """For sorting, the surest first: beyond chance across all places, then by how much, then by the odds."""
    by_level = verdict.level in OF_LEVEL
    return (
        not verdict.flagged,
        not by_level,
        verdict.level not in MUCH,
        verdict.p if by_level and verdict.p is not None else 1.0,
    )
