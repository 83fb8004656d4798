"""When each word of a level or a trend is said."""

from domain.verdict import LevelAnswer, TrendAnswer

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
