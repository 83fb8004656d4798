"""One entry of the library in words: its result with its grade, its effect, its cost, where and when."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from domain.evidence import Effect, Result
from domain.place import Place
from domain.practice import Practice
from ui.learning_words import COST_BANDS, LEVELS, NOT_GRADED, RESULTS
from ui.numbers import MINUS
from ui.pounds import in_words

CAME_OF_IT: Mapping[Result, str] = {
    Result.WORKED: "it worked",
    Result.MIXED: "results were mixed",
    Result.NO_EFFECT: "no effect was found",
    Result.HARM: "it did harm",
    Result.STOPPED: "it was stopped",
    Result.NOT_YET_KNOWN: "what came of it is not yet known",
}
SIZE_NOT_CONFIRMED = "size not confirmed"
SIZE_NOT_KNOWN = "size not known"
NO_LIMITS = "no interval was published"
COST_NOT_KNOWN = "cost not known"
COST_NOT_CONFIRMED = "cost not confirmed"
WHERE_NOT_SAID = "where is not said"
WHEN_NOT_SAID = "year not said"
MANY_PLACES = 3
LONGEST_DIGITS = 1e15
SMALLEST_DIGITS = 1e-6


def evidence(level: int | None) -> str:
    """How strong the evidence is, in a few words that stand beside every result."""
    return f"level {level} of 5" if level else "not graded"


def evidence_in_full(level: int | None) -> str:
    """The level with what it means."""
    return LEVELS[level] if level else NOT_GRADED


def result_with_grade(practice: Practice, level: int | None) -> str:
    """What came of it, never without how it is known."""
    return f"{RESULTS[practice.result]} ({evidence(level)})"


def finding(practice: Practice, level: int | None) -> str:
    """The entry in a sentence: what it is, what came of it, and on which evidence."""
    how = f"on evidence of {evidence(level)}" if level else "on evidence that is not graded"
    return f"{practice.title.rstrip('.')}: {CAME_OF_IT[practice.result]}, {how}"


def has_size(practice: Practice) -> bool:
    """Whether the size of its effect is there and was found in the source."""
    return practice.effect is not None and "effect" not in practice.unconfirmed


def effect_words(effect: Effect, *, limits: bool = True) -> str:
    """The effect, with its interval unless left out, without what it is an effect on."""
    space = "" if effect.unit.startswith("%") else " "
    plus = "+" if effect.value > 0 and not ratio(effect) else ""
    within = f" (interval {interval_words(effect)})" if limits and effect.lower is not None else ""
    return f"{plus}{signed(effect.value)}{space}{effect.unit}{within}"


def ratio(effect: Effect) -> bool:
    """Whether an effect is so many times as much, of which one is none."""
    return "ratio" in effect.unit.casefold()


def effect_short(practice: Practice) -> str:
    """The effect in a cell, or why none is there."""
    if practice.effect is None:
        return SIZE_NOT_CONFIRMED if "effect" in practice.unconfirmed else SIZE_NOT_KNOWN
    doubt = "" if has_size(practice) else f", {SIZE_NOT_CONFIRMED}"
    unsure = ", no interval" if practice.effect.lower is None else ""
    return effect_words(practice.effect) + unsure + doubt


def interval_words(effect: Effect) -> str:
    """The limits, or what the source says of chance instead."""
    if effect.lower is not None and effect.upper is not None:
        return f"{signed(effect.lower)} to {signed(effect.upper)}"
    return f"{NO_LIMITS}; the source says: {effect.said}" if effect.said else NO_LIMITS


def better_words(effect: Effect) -> str:
    """Which way is better, where either is."""
    if effect.higher_is_better is None:
        return "Neither way is said to be better"
    return "Higher is better" if effect.higher_is_better else "Lower is better"


def signed(value: float) -> str:
    """A number as people write it, with a minus that is one.

    >>> signed(-0.25), signed(58000.0), signed(7.0)
    ('−0.25', '58,000', '7')
    """
    size = abs(value)
    plain = f"{Decimal(repr(size)):,f}" if SMALLEST_DIGITS <= size < LONGEST_DIGITS else f"{size:.3g}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain and "e" not in plain else plain
    return f"{MINUS}{plain}" if value < 0 and plain != "0" else plain


def cost_words(practice: Practice) -> str:
    """The cost where it is known, else its band, else that it is not."""
    doubt = f", {COST_NOT_CONFIRMED}" if "cost" in practice.unconfirmed and practice.band else ""
    if practice.cost is not None and math.isfinite(practice.cost):
        return in_words(practice.cost) + doubt
    if practice.band is not None:
        return COST_BANDS[practice.band] + doubt
    return COST_NOT_CONFIRMED if "cost" in practice.unconfirmed else COST_NOT_KNOWN


def band_words(practice: Practice) -> str:
    """The cost band, or that the cost is not known."""
    return COST_BANDS[practice.band] if practice.band else COST_NOT_KNOWN


def where_words(practice: Practice, places: Sequence[Place]) -> str:
    """Where it was tried, a few places by name."""
    names = [place.name for place in places[:MANY_PLACES]]
    more = len(places) - len(names)
    told = ", ".join([*names, *([f"{more} more"] if more > 0 else [])])
    return told or practice.place_words or WHERE_NOT_SAID


def years_words(practice: Practice) -> str:
    """When it ran, or else when its source came out."""
    started, ended = practice.started_year, practice.ended_year
    if started and ended:
        return str(started) if started == ended else f"{started} to {ended}"
    if started or ended:
        return f"from {started}" if started else f"until {ended}"
    published = max((one.year for one in practice.sources if one.year), default=0)
    return f"published {published}" if published else WHEN_NOT_SAID


def adopters_words(count: int) -> str:
    """How many took it up."""
    return "nobody yet" if not count else f"{count:,} {'place' if count == 1 else 'places'}"
