"""Experiments in words: how they stand, how far ahead they were registered, what they could see and what they found."""

from collections.abc import Mapping

from domain.evidence import Effect
from domain.experiment import Experiment
from domain.metric import Metric
from ui.learning_words import LEVELS, NOT_GRADED, RESULTS
from ui.numbers import MINUS, change, day, is_percentage, unit_words
from ui.sentences import counted, joined

STANDINGS: Mapping[str, str] = {
    "registered": "registered, waiting for its first figures",
    "running": "under way",
    "overdue": "result unknown: the report is overdue",
    "reported": "reported",
}
CHOICES: Mapping[str, str] = {
    "registered": "Waiting for their first figures",
    "running": "Under way",
    "overdue": "Overdue, result unknown",
    "reported": "Reported",
}
REGISTERING = "An experiment is written down before its first figures, or it counts for level 2 at most"
AT_MOST = "so it counts for level 2 at most"
FIXED = (
    "What is here was fixed when it was registered and stays as it was written. Whoever wants to ask or compare "
    "something else registers another experiment."
)
SIMULATED = (
    "Training workspace: every experiment here is simulated, its places and results too. The figures that a detectable "
    "effect is reckoned from are real."
)


def finding(counts: Mapping[str, int], *, narrowed: bool = False) -> str:
    """How many there are and how they stand: "9 experiments are registered: 4 have reported and 1 is overdue".

    ``narrowed`` says that only those are counted that fit what the reader chose.
    """
    total = sum(counts.values())
    if not total:
        return "No experiment that fits is registered"
    waiting = counts.get("registered", 0)
    overdue, running, reported = (counts.get(name, 0) for name in ("overdue", "running", "reported"))
    parts = [f"{reported} {'has' if reported == 1 else 'have'} reported"] if reported else []
    parts += [f"{running} {_is(running)} under way"] if running else []
    parts += [f"{waiting} {'waits' if waiting == 1 else 'wait'} for first figures"] if waiting else []
    parts += [f"{overdue} {_is(overdue)} overdue with a result unknown"] if overdue else []
    fitting = f" that {'fits' if total == 1 else 'fit'}" if narrowed else ""
    return f"{counted(total, 'experiment')}{fitting} {_is(total)} registered: {joined(parts)}"


def finding_of_one(one: Experiment, standing: str, level: int | None) -> str:
    """How one stands, and what it found with the level of its evidence."""
    if standing == "reported" and one.result is not None and one.reported_on is not None:
        strength = f"evidence of level {level}" if level else "not graded"
        return f"“{one.title}” reported on {day(one.reported_on)}: {RESULTS[one.result]}, {strength}"
    if standing == "overdue":
        return f"“{one.title}” was to report by {day(one.results_due_on)}, and its result is unknown"
    if standing == "running":
        return f"“{one.title}” is under way, and reports by {day(one.results_due_on)}"
    return f"“{one.title}” is registered, and its first figures begin on {day(one.data_from)}"


def registered_words(one: Experiment) -> str:
    """How far ahead of its first figures it was written down, and what follows where it was not."""
    days = (one.data_from - one.registered_on).days
    if days > 0:
        return f"registered {counted(days, 'day')} before its first figures"
    if days == 0:
        return f"registered on the day its first figures begin, {AT_MOST}"
    return f"registered {counted(-days, 'day')} after its first figures began, {AT_MOST}"


def level_words(level: int | None) -> str:
    """A grade as readers meet it: "level 3: a comparison over time with places that did not take part"."""
    return LEVELS[level] if level else NOT_GRADED


def effect_words(effect: Effect) -> str:
    """An effect with its unit and interval, or that there is none: "People in work: +1.5 points (0.2 to 2.8)"."""
    if effect.lower is None or effect.upper is None:
        limits = f" ({effect.said})" if effect.said else ", with no interval given, so chance is not allowed for"
    else:
        limits = f" (interval {_signed(effect.lower)} to {_signed(effect.upper)})"
    return f"{effect.outcome}: {_signed(effect.value)} {effect.unit}{limits}"


def detectable_words(
    effect: float, spread: float, *, metric: Metric, places: int, periods: tuple[str, str], sizes: tuple[int, int]
) -> tuple[str, str]:
    """What size of effect could be seen, and how that was reckoned."""
    one, other = sizes
    said = (
        f"With {counted(one, 'place')} in one arm and {other:,} in the other, a difference of about"
        f" {_size(effect, metric)} in the mean change of the two would probably be noticed: four times in five. "
        "A smaller effect may well be there and not be seen."
    )
    how = (
        f"2.8 × {_size(spread, metric)} × √(1/{one} + 1/{other}). {_size(spread, metric)} is the standard deviation of"
        f" the change of {places:,} places of the same kind from {periods[0]} to {periods[1]}, which is how far apart"
        " places move when nothing is tried. It is reckoned for the two smallest arms, from the figures published now."
    )
    return said, how


def effect_unit(metric: Metric) -> str:
    """The unit of a difference between two figures of a metric."""
    return "percentage points" if is_percentage(metric) else unit_words(metric)


def _size(amount: float, metric: Metric) -> str:
    return change(abs(amount), metric).lstrip("+")


def _signed(value: float) -> str:
    text = f"{abs(value):,.4g}"
    if value == 0:
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
