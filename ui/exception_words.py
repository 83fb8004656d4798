"""What stands out among many comparisons, in sentences: how many, how many by chance, and what the words mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.exceptional import Moves, Tally, Worsening
from domain.mission import Framework, Mission
from domain.place import Level, Place
from domain.verdict import Comparator
from ui.names import with_article
from ui.rows import comparator_place
from ui.wording import PLACE_LEVELS

OF_MANY: dict[Comparator, str] = {
    Comparator.NATION: "their nation",
    Comparator.UNITED_KINGDOM: "the United Kingdom",
    Comparator.REGION: "their region",
    Comparator.COMBINED_AUTHORITY: "their combined authority",
    Comparator.SIMILAR_GLOBAL: "places like them overall",
    Comparator.SIMILAR_ECONOMIC: "places with an economy like theirs",
    Comparator.SIMILAR_DEMOGRAPHIC: "places with a population like theirs",
    Comparator.SIMILAR_OWN: "places like them by this dashboard's own list",
}
"""Comparators as the whole list of places has them."""

DIFFERENT = "Different: chance would hardly explain the gap, even after allowing for how many places are looked at."
UNUSUAL = (
    "Unusual: the figure lies outside even the spread that is ordinary between places on that measure, so most places "
    "that are different are not unusual."
)
FALSE_ALARMS = (
    "By chance alone means: if no place differed at all. As some do, about one in twenty of what is listed may be a "
    "false alarm. A council's figure may be met again in that of its county, combined authority or region. Larger "
    "places have surer figures, so more of theirs stand out."
)
ASKS = "The list says where to look and ask first. It does not say why a figure is as it is, nor whose doing it is."
OLD_LAST = "Measures whose newest figures are more than three years old come last; each says how old."
"""Said above a list that holds such a measure."""
NOTHING = {
    "concerns": "No figure looked at stands out on the worse side.",
    "strengths": "No figure looked at stands out on the better side.",
    "either": "No figure stands out on a measure of which neither direction is good.",
}
SAME_LEVEL = {
    Comparator.NATION: Level.NATION, Comparator.REGION: Level.REGION,
    Comparator.COMBINED_AUTHORITY: Level.COMBINED_AUTHORITY,
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What was looked at: which places (all where none is named), which mission or framework, against what."""

    framework: Framework
    comparator: Comparator
    place: Place | None = None
    mission: Mission | None = None
    level: Level | None = None


def against_words(scope: Scope, places: Mapping[str, Place]) -> str:
    """What the places looked at are compared with, by name where it is one: "England", "their region"."""
    place, comparator = scope.place, scope.comparator
    if place is None:
        return OF_MANY[comparator]
    if SAME_LEVEL.get(comparator) in place.levels:
        return with_article(place)
    parent = comparator_place(place, comparator, places)
    return with_article(parent) if parent else OF_MANY[comparator]


def subject(scope: Scope) -> str:
    """What was looked at, for the line above the title."""
    of = f"{scope.mission.number}. {scope.mission.title}" if scope.mission else scope.framework.title
    where = scope.place.name if scope.place else "the whole country"
    kinds = f", {PLACE_LEVELS[scope.level]} only" if scope.level else ""
    return f"{of}: {where}{kinds}"


def finding(tally: Tally, against: str) -> str:
    """How many stand out, of how many, and how many chance alone would raise."""
    if not tally.tested:
        return f"No figure here can be compared with {against}"
    stand = "stands" if tally.flagged == 1 else "stand"
    many = f"{tally.flagged:,}" if tally.flagged else "None"
    chance = f"chance alone would raise {about(tally.expected)}"
    return f"{many} of {tally.tested:,} figures {stand} out from {against}; {chance}"


def about(expected: float) -> str:
    """A number expected by chance, in words that claim no more than they should."""
    return "fewer than 1" if expected < 0.5 else f"about {expected:,.0f}"


def counts_of(tally: Tally) -> list[tuple[int, str]]:
    """The numbers at the top of the page with the words for each."""
    rest = tally.tested - tally.flagged
    counts = [
        (tally.worse.total, f"on the worse side, {tally.worse.unusual:,} unusual"),
        (tally.better.total, f"on the better side, {tally.better.unusual:,} unusual"),
    ]
    if tally.either.total:
        counts.append((tally.either.total, "higher or lower, neither good nor bad"))
    return [*counts, (rest, "do not stand out")]


def cut_words(shown: int, total: int, *, first: str, scope: Scope) -> str:
    """How much of a list is shown, which part, and where the rest is; nothing where all of it is."""
    if shown >= total:
        return ""
    free = (("a place", scope.place), ("a mission", scope.mission), ("a kind of place", scope.level))
    open_choices = [noun for noun, chosen in free if chosen is None]
    choose = f"choose {_either(open_choices)} above, or " if open_choices else ""
    return (
        f"The first {shown:,} of {total:,} are listed, {first} first. To see the others, {choose}take the file below, "
        "which holds them all."
    )


def _either(nouns: list[str]) -> str:
    return f"{', '.join(nouns[:-1])} or {nouns[-1]}" if len(nouns) > 1 else nouns[0]


def groups_cut_words(total: int, noun: str, *, at_most: int) -> list[str]:
    """How many of the places or measures are listed, where not all are."""
    if total <= at_most:
        return []
    return [f"The first {at_most} of {total:,} {noun}s are listed; the file below holds them all."]


def trends_words(trends: Worsening) -> str:
    """How many series worsen, of how many that could be judged, and how many would by chance."""
    count = len(trends.pairs)
    said = (
        f"{count or 'None':{',' if count else ''}} of {trends.judged:,} series whose direction could be judged "
        f"{'is' if count == 1 else 'are'} worsening; chance alone would give at most {most(trends.expected)}."
    )
    hint = f" {trends.hinted:,} more seem to be, by the order of the figures alone, and are not listed."
    return said + (hint if trends.hinted else "")


def most(expected: float) -> str:
    """An upper bound of a number expected by chance."""
    return "1" if expected < 1 else f"about {expected:,.0f}"


def moves_words(moves: Moves) -> str:
    """How many changes since the baseline are beyond noise, and which of them are left out."""
    said = (
        f"Of {moves.tested:,} changes since the baseline that could be tested, {len(moves.worse):,} are for the worse "
        f"and {len(moves.better):,} for the better beyond noise; of those listed about one in twenty may be a false "
        "alarm. Sums of money that rose are left out, because prices rose too."
    )
    aside = (
        f" {moves.drift:,} more are no larger than drifting back towards the average could bring by itself, and are "
        "left out."
    )
    return said + (aside if moves.drift else "")
