"""The sentences a verdict is told in: what it says, what would change it, and the finding that heads a page."""

from collections.abc import Sequence

from domain.metric import Metric
from domain.reason import Reason
from domain.verdict import LevelAnswer, TrendAnswer, Verdict
from ui.numbers import NO_INTERVAL, interval, is_missing, number, ordinal, threshold
from ui.wording import LEVELS, REASONS, TRENDS

GROUPS = ("places ", "the average of ", "the rest of ")  # comparators that are not one place by name
PREPOSITIONS = {LevelAnswer.SIMILAR: "to"}  # better than, but similar to


def level_sentence(
    place: str,
    value: float | None,
    metric: Metric,
    *,
    answer: LevelAnswer,
    comparator: str,
    benchmark: float | None,
    lower: float | None = None,
    upper: float | None = None,
    reason: Reason | None = None,
) -> str:
    """Where a value stands: "Hartlepool's 57.1 years (95% interval 56.0 to 58.2) is worse than England's 61.9."."""
    if is_missing(value):
        return f"There is no figure for {place}{_because(reason)}."
    figure = f"{possessive(place)} {number(value, metric)}"
    if answer is LevelAnswer.NOT_COMPARED:
        against = comparator if is_missing(benchmark) else benchmark_words(comparator, benchmark, metric)
        return f"We cannot tell how {figure} compares with {against}{_because(reason)}."
    limits = interval(lower, upper, metric)
    aside = "" if limits == NO_INTERVAL else f" (95% interval {limits})"
    than = f"{LEVELS[answer]} {PREPOSITIONS.get(answer, 'than')}"
    return f"{figure}{aside} is {than} {benchmark_words(comparator, benchmark, metric)}."


def trend_sentence(place: str, metric: Metric, *, answer: TrendAnswer, reason: Reason | None = None) -> str:
    """Where a series is going: "Healthy life expectancy in Hartlepool: the trend is worsening.".

    The verb belongs to the trend, because a title may be in the singular or the plural.
    """
    if answer is TrendAnswer.CANNOT_BE_CALCULATED:
        return f"We cannot tell which way the figure for {place} is going{_because(reason)}."
    subject = f"{as_subject(metric.title)} in {place}: the trend"
    if answer is TrendAnswer.NO_CLEAR_CHANGE:
        return f"{subject} shows no clear change."
    hint = f" ({REASONS[reason].label})" if reason is Reason.INDICATIVE else ""
    return f"{subject} is {TRENDS[answer]}{hint}."


def tipping_sentence(
    answer: LevelAnswer, at: float | None, metric: Metric, *, upwards: bool = True, now: LevelAnswer | None = None
) -> str:
    """What would change the verdict: "It would count as similar from 60.8 years.".

    The limit is rounded away from the present answer, so that the number printed does tip it. ``now`` is the present
    answer: "worse" alone would not be understood of a place that is much worse.
    """
    word = LEVELS[answer]
    if now is not None and LEVELS[now] == f"much {word}":
        word = f"{word} rather than {LEVELS[now]}"
    if is_missing(at):
        return f"No value can be named at which it would count as {word}."
    limit = threshold(at, metric, upwards=upwards)
    return f"It would count as {word} {'from' if upwards else 'at'} {limit}{'' if upwards else ' or below'}."


def finding_for_profile(
    name: str, strengths: Sequence[str], concerns: Sequence[str], *, comparator: str, judged: int, shown: int = 2
) -> str:
    """The title of a place's profile: where it does better and worse than its comparator, by title of metric."""
    if not judged:
        return f"We cannot yet tell how {name} compares with {comparator}"
    better = f"better than {comparator} on {titles(strengths, shown=shown)}"
    worse = f"worse on {titles(concerns, shown=shown)}"
    if strengths and concerns:
        return f"{name} does {better}, and {worse}"
    if strengths:
        return f"{name} does {better}, and worse on nothing that can be judged"
    if concerns:
        return f"{name} does worse than {comparator} on {titles(concerns, shown=shown)}"
    judgeable = "the one measure" if judged == 1 else f"any of the {judged} measures"
    return f"{name} does not stand out from {comparator} on {judgeable} that can be judged"


def titles(items: Sequence[str], *, shown: int) -> str:
    """A few titles in running text, then how many more."""
    named = [_in_a_list(in_running_text(item)) for item in items[:shown]]
    more = len(items) - len(named)
    return joined([*named, f"{more} more"] if more > 0 else named)


def _in_a_list(title: str) -> str:
    """A title with what follows its last comma in brackets, so that the commas left are those of the list."""
    start, comma, qualifier = title.rpartition(", ")
    return f"{start} ({qualifier})" if comma else title


def joined(items: Sequence[str]) -> str:
    """A list as it is said: "A", "A and B", "A, B and C"; semicolons where an item has a comma of its own."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    last = "; and " if comma == "; " else " and "
    return comma.join(items[:-1]) + last + items[-1]


def in_running_text(title: str) -> str:
    """A title inside a sentence: its capital goes, unless the first word is an abbreviation or a letter by itself."""
    first = title.split(" ", 1)[0]
    keeps_capital = len(first) == 1 or any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return title if keeps_capital else title[:1].lower() + title[1:]


def as_subject(title: str) -> str:
    """A title before its verb: one with a comma of its own is closed by another."""
    return f"{title}," if "," in title else title


def possessive(name: str) -> str:
    """Whose it is: "Hartlepool's", "St Helens'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def benchmark_words(comparator: str, benchmark: float | None, metric: Metric) -> str:
    """The comparator with its figure: "England's 61.9", or "the average of places like it, 61.9" for a group."""
    figure = number(benchmark, metric, bare=True)
    return f"{comparator}, {figure}" if comparator.startswith(GROUPS) else f"{possessive(comparator)} {figure}"


def counted(count: int, noun: str) -> str:
    """A number and its noun: "1 strength", "4 concerns"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def chance_words(chance: float, year: int = 0) -> str:
    """A chance in whole per cent, never as certain: "4% chance by 2030", "less than 1% chance".

    >>> chance_words(0.041, 2030), chance_words(0.0004), chance_words(1.0)
    ('4% chance by 2030', 'less than 1% chance', 'more than 99% chance')
    """
    percent = f"{100 * chance:.0f}%"
    if chance < 0.01:
        percent = "less than 1%"
    elif chance > 0.99:
        percent = "more than 99%"
    return f"{percent} chance{f' by {year}' if year else ''}"


def rank_words(verdict: Verdict) -> tuple[str, str]:
    """A rank and the interval that holds it 95 times in 100: "214th of 309" and "anywhere from 120th to 301st".

    Without a rank: that it is not ranked, and why.
    """
    if not verdict.rank:
        because = REASONS[verdict.rank_reason].because if verdict.rank_reason else ""
        return "not ranked", because
    place = f"{ordinal(verdict.rank)} of {verdict.rank_of:,}"
    if verdict.rank_low == verdict.rank_high:
        return place, f"surely {ordinal(verdict.rank_low)}"
    low, high = sorted((verdict.rank_low, verdict.rank_high))
    return place, f"anywhere from {ordinal(low)} to {ordinal(high)}"


def _because(reason: Reason | None) -> str:
    return "" if reason is None else f": {REASONS[reason].because}"
