"""Which way is good: from "higher" and "rising" to "better" and "improving"."""

import numpy as np

from domain.metric import Polarity
from domain.verdict import Direction, LevelAnswer, TrendAnswer
from metrics.methods.arrays import FloatArray, ObjectArray

# From far below the benchmark to far above it.
JUDGED = (
    LevelAnswer.MUCH_WORSE,
    LevelAnswer.WORSE,
    LevelAnswer.SIMILAR,
    LevelAnswer.BETTER,
    LevelAnswer.MUCH_BETTER,
)
UNJUDGED = (
    LevelAnswer.MUCH_LOWER,
    LevelAnswer.LOWER,
    LevelAnswer.SIMILAR,
    LevelAnswer.HIGHER,
    LevelAnswer.MUCH_HIGHER,
)
RISING = {
    Polarity.HIGHER_IS_BETTER: TrendAnswer.IMPROVING,
    Polarity.LOWER_IS_BETTER: TrendAnswer.WORSENING,
    Polarity.NEUTRAL: TrendAnswer.RISING,
}
FALLING = {
    Polarity.HIGHER_IS_BETTER: TrendAnswer.WORSENING,
    Polarity.LOWER_IS_BETTER: TrendAnswer.IMPROVING,
    Polarity.NEUTRAL: TrendAnswer.FALLING,
}


def read_polarity(polarity: Polarity | str) -> Polarity:
    """The polarity of that name, or an error that lists the names."""
    try:
        return Polarity(polarity)
    except ValueError:
        names = ", ".join(Polarity)
        raise ValueError(f"no polarity called {polarity!r}: use one of {names}") from None


def level_answers(steps: FloatArray, polarity: Polarity, *, missing: LevelAnswer | None) -> ObjectArray:
    """The word for each step from -2 (far below) to 2 (far above); ``missing`` where the step is NaN."""
    ladder = UNJUDGED if polarity is Polarity.NEUTRAL else JUDGED
    if polarity is Polarity.LOWER_IS_BETTER:
        ladder = ladder[::-1]
    words = np.array([*ladder, missing], dtype=object)
    places = np.where(np.isnan(steps), len(ladder), np.nan_to_num(steps) + 2).astype(np.intp)
    answers: ObjectArray = words[places]
    return answers


def judgement(direction: Direction, polarity: Polarity) -> TrendAnswer:
    """What a direction means for the metric."""
    answers = {
        Direction.INCREASING: RISING[polarity],
        Direction.DECREASING: FALLING[polarity],
        Direction.NO_CHANGE: TrendAnswer.NO_CLEAR_CHANGE,
        Direction.NONE: TrendAnswer.CANNOT_BE_CALCULATED,
    }
    return answers[direction]
