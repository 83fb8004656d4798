"""The cells of a verdict and the words they may hold."""

from enum import StrEnum

RULE_VERSION = "1.0"


class Comparator(StrEnum):
    """What a place is compared with."""

    NATION = "nation"
    UNITED_KINGDOM = "united_kingdom"
    REGION = "region"
    COMBINED_AUTHORITY = "combined_authority"
    SIMILAR_GLOBAL = "similar_global"
    SIMILAR_ECONOMIC = "similar_economic"
    SIMILAR_DEMOGRAPHIC = "similar_demographic"

    @property
    def is_neighbours(self) -> bool:
        """Whether the comparator is a family of statistical neighbours."""
        return self.value.startswith("similar_")


class LevelAnswer(StrEnum):
    """Where a value stands against its comparator."""

    MUCH_BETTER = "much_better"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    MUCH_WORSE = "much_worse"
    MUCH_HIGHER = "much_higher"
    HIGHER = "higher"
    LOWER = "lower"
    MUCH_LOWER = "much_lower"
    NOT_COMPARED = "not_compared"


class TrendAnswer(StrEnum):
    """Where a series is going over its latest comparable points, judged by polarity."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"


class Direction(StrEnum):
    """Which way a series points, whatever that is worth."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no_change"
    NONE = "none"
