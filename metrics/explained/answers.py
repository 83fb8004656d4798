"""When each word of a verdict's four cells is said."""

from domain.verdict import AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer
from metrics.methods.chance import LABELS, WIDEST
from metrics.methods.forecast import ENOUGH_POINTS
from metrics.methods.multipliers import LONGEST
from metrics.methods.process_limits import FULL_GROUP

LEAST = {TrajectoryAnswer(answer): least for answer, least in LABELS}

LEVEL_MEANINGS = {
    LevelAnswer.MUCH_BETTER: "on the better side, outside the 99.8% interval",
    LevelAnswer.BETTER: "on the better side, outside the 95% interval",
    LevelAnswer.SIMILAR: "the comparator's figure lies inside the 95% interval",
    LevelAnswer.WORSE: "on the worse side, outside the 95% interval",
    LevelAnswer.MUCH_WORSE: "on the worse side, outside the 99.8% interval",
    LevelAnswer.MUCH_HIGHER: "higher, outside the 99.8% interval, where neither side is better",
    LevelAnswer.HIGHER: "higher, outside the 95% interval, where neither side is better",
    LevelAnswer.LOWER: "lower, outside the 95% interval, where neither side is better",
    LevelAnswer.MUCH_LOWER: "lower, outside the 99.8% interval, where neither side is better",
    LevelAnswer.NOT_COMPARED: "there is no answer, and the cell says why",
}
TREND_MEANINGS = {
    TrendAnswer.IMPROVING: "the series moves to the better side, beyond chance",
    TrendAnswer.WORSENING: "the series moves to the worse side, beyond chance",
    TrendAnswer.RISING: "the series rises beyond chance, where neither side is better",
    TrendAnswer.FALLING: "the series falls beyond chance, where neither side is better",
    TrendAnswer.NO_CLEAR_CHANGE: "chance alone could have moved the figures this far",
    TrendAnswer.CANNOT_BE_CALCULATED: "there is no answer, and the cell says why",
}
TRAJECTORY_MEANINGS = {
    TrajectoryAnswer.ON_TRACK: f"the chance of meeting the target is {LEAST[TrajectoryAnswer.ON_TRACK]:.0%} or more",
    TrajectoryAnswer.LIKELY: (
        f"the chance is {LEAST[TrajectoryAnswer.LIKELY]:.0%} or more, below {LEAST[TrajectoryAnswer.ON_TRACK]:.0%}"
    ),
    TrajectoryAnswer.AT_RISK: (
        f"the chance is {LEAST[TrajectoryAnswer.AT_RISK]:.0%} or more, below {LEAST[TrajectoryAnswer.LIKELY]:.0%}"
    ),
    TrajectoryAnswer.OFF_TRACK: f"the chance is below {LEAST[TrajectoryAnswer.AT_RISK]:.0%}",
    TrajectoryAnswer.ALREADY_MET: "the newest figure meets the target; it may slip back",
    TrajectoryAnswer.CANNOT_TELL: (
        f"fewer than {ENOUGH_POINTS} yearly figures, more than {LONGEST} years to go, or a range of likely figures "
        f"more than {WIDEST:.0f} times as wide as the way to the target; the cell says which"
    ),
    TrajectoryAnswer.NO_TARGET: "no target with a year and a number has been set",
}
ASSURANCE_MEANINGS = {
    AssuranceAnswer.CONSISTENTLY_MEETS: "the target lies beyond the series' usual ups and downs, on the side it keeps",
    AssuranceAnswer.HIT_AND_MISS: "the target lies within the usual ups and downs: some months meet it, some do not",
    AssuranceAnswer.CONSISTENTLY_MISSES: "the target lies beyond the usual ups and downs, on the side it never reaches",
    AssuranceAnswer.SERIES_TOO_SHORT: f"there are fewer than {FULL_GROUP} figures, too few to tell usual ups and downs",
    AssuranceAnswer.NOT_SUITED: "the figures come yearly, overlap, are totals or have no good side: the cell says it",
    AssuranceAnswer.NO_TARGET: "no target has been set",
}
