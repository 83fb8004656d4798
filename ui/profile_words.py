"""The sentences of a place profile: its finding, its counts, and why some measures cannot be judged."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from domain.reason import Reason
from ui.numbers import month
from ui.sentences import as_subject, counted, joined, titles
from ui.wording import REASONS

SHOWN = 2  # measures a title names before it counts the rest

WHY_NOT: dict[Reason, str] = {
    Reason.NO_INTERVAL: "published without an interval, so a difference cannot be told from chance",
    Reason.NOT_MEASURED: "for which no open figures were found",
    Reason.NOT_PUBLISHED_FOR_LEVEL: "not published for this kind of place",
    Reason.NOT_COVERED: "not published for this nation",
    Reason.NO_DATA: "without a figure for this place",
    Reason.SUPPRESSED: "withheld to protect people",
    Reason.LOW_RELIABILITY: "marked as unreliable by the publisher",
    Reason.OTHER_PERIOD: "with a figure of another date than the comparator's",
    Reason.NO_BENCHMARK: "for which the comparator has no figure",
    Reason.NO_COMPARATOR: "with nothing to compare them with",
    Reason.DEPENDS_ON_SIZE: "a total, which depends on the size of the place",
}


def finding(
    name: str,
    *,
    better: Sequence[str],
    worse: Sequence[str],
    improving: Sequence[str] = (),
    worsening: Sequence[str] = (),
    comparator: str,
    judged: int,
    worst_fifth: int = 0,
) -> str:
    """The title of a profile from titles of metrics: the comparison first, and the trend where that alone stands out.

    ``worst_fifth`` counts measures without an interval: they speak where no surer concern does.

    >>> finding("Hartlepool", better=[], worse=["People in work"], comparator="England", judged=9)
    'Hartlepool does worse than England on 1 of the 9 measures that can be judged: people in work'
    >>> finding("Wales", better=[], worse=[], improving=["Pay"], comparator="the United Kingdom", judged=4)
    'Wales is improving on pay'
    """
    whole = f"{name[:1].upper()}{name[1:]}"
    if better or worse:
        than = as_subject(comparator)
        if worse:
            others = _but(better, improving)
            return f"{whole} does worse than {than} on {_these(worse, judged, alone=not others)}{others}"
        others = _although(worsening, worst_fifth)
        return f"{whole} does better than {than} on {_these(better, judged, alone=not others)}{others}"
    if improving or worsening:
        moves = [("improving", improving), ("worsening", worsening)]
        return f"{whole} is " + joined([f"{word} on {titles(found, shown=SHOWN)}" for word, found in moves if found])
    if not judged:
        return f"We cannot yet tell how {name} compares with {comparator}"
    everything = "the one measure" if judged == 1 else f"any of the {judged} measures"
    return f"{whole} does not stand out from {comparator} on {everything} that can be judged"


def _these(found: Sequence[str], judged: int, *, alone: bool) -> str:
    """The measures by title; where nothing else is said of the place, how many they are of those that can be judged."""
    if not alone:
        return titles(found, shown=SHOWN)
    share = f"all {judged}" if len(found) == judged else f"{len(found)} of the {judged}"
    measures = "the one measure" if judged == 1 else f"{share} measures"
    named = ": " if len(found) <= SHOWN else ", among them "
    return f"{measures} that can be judged{named}{titles(found[:SHOWN], shown=SHOWN)}"


def _but(better: Sequence[str], improving: Sequence[str]) -> str:
    """What is good where something is worse."""
    if better:
        return f", and better on {titles(better, shown=SHOWN)}"
    return f", but is improving on {titles(improving, shown=SHOWN)}" if improving else ""


def _although(worsening: Sequence[str], worst_fifth: int) -> str:
    """What is not good where nothing is worse."""
    if worsening:
        return f", but is worsening on {titles(worsening, shown=SHOWN)}"
    if worst_fifth:
        return f", but is in the worst fifth on {counted(worst_fifth, 'measure')} published without an interval"
    return ""


def chance_sentence(expected: float, *, compared: int, comparator: str) -> str:
    """How many of the level answers chance alone would raise.

    >>> chance_sentence(0.45, compared=9, comparator="England")
    'Chance alone would make fewer than 1 of the 9 measures that could be compared look different from England.'
    """
    if not compared:
        return f"No measure could be compared with {comparator}."
    many = "fewer than 1" if expected < 0.95 else f"about {expected:.0f}"
    measures = "the 1 measure" if compared == 1 else f"the {compared} measures"
    return f"Chance alone would make {many} of {measures} that could be compared look different from {comparator}."


def apart_sentence(*, flagged: int, unusual: int) -> str:
    """How many differ even among so many places, and how many of any lie beyond the ordinary spread.

    >>> apart_sentence(flagged=4, unusual=1)
    '4 differ by more than chance makes among so many places; 1 is unusual, beyond the ordinary spread between places.'
    """
    if not flagged and not unusual:
        return ""
    differ = (
        f"{flagged or 'None'} {'differs' if flagged == 1 else 'differ'} by more than chance makes among so many places"
    )
    are = "is" if unusual == 1 else "are"
    return f"{differ}; {unusual or 'none'} {are} unusual, beyond the ordinary spread between places."


def fifths_sentence(without_interval: int) -> str:
    """What fifths mean when there are many of them: an ordinary place has some in the worst fifth too."""
    usual = without_interval / 5
    many = "fewer than 1" if usual < 0.95 else f"about {usual:.0f}"
    return (
        f"Of the {counted(without_interval, 'measure')} ranked without an interval, an ordinary place would have "
        f"{many} in the worst fifth and as many in the best."
    )


def newest_and_oldest(ends: Sequence[dt.date]) -> str:
    """How fresh the figures are: the last day the newest covers, and the oldest where it is another year's."""
    if not ends:
        return ""
    first, last = min(ends), max(ends)
    older = f", the oldest to {month(first)}" if first.year != last.year else ""
    return f"The newest figure runs to {month(last)}{older}."


def why_not(reasons: Iterable[Reason]) -> list[str]:
    """How many measures cannot be judged for each reason, the commonest first.

    >>> why_not([Reason.NOT_MEASURED, Reason.SUPPRESSED, Reason.NOT_MEASURED])
    ['2 for which no open figures were found', '1 withheld to protect people']
    """
    found = Counter(reasons)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0].value))
    return [f"{count} {WHY_NOT.get(reason, REASONS[reason].because)}" for reason, count in ordered]


def varied(items: Iterable[tuple[str, str]]) -> list[str]:
    """Titles given with their topics, so ordered that the first few are of different topics.

    >>> varied([("health", "Women"), ("health", "Men"), ("skills", "A levels")])
    ['Women', 'A levels', 'Men']
    """
    seen: set[str] = set()
    first, again = [], []
    for topic, title in items:
        (again if topic in seen else first).append(title)
        seen.add(topic)
    return first + again
