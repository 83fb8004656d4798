"""What could help here, in words: the finding, how like the nearest place is, and what had to be there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.chain import Fate
from domain.evidence import Result
from domain.metric import Metric
from domain.place import Place
from domain.practice import Practice, Precondition
from ui.adoption_words import FATES
from ui.names import with_article
from ui.numbers import number
from ui.practice_conditions import only_in
from ui.sentences import counted, in_running_text, joined
from ui.wording import PLACE_LEVELS

CAME_TO: Mapping[Result, str] = {
    Result.WORKED: "{} worked",
    Result.MIXED: "{} had mixed results",
    Result.NO_EFFECT: "{} found no effect",
    Result.HARM: "{} did harm",
    Result.STOPPED: "{} stopped",
    Result.NOT_YET_KNOWN: "{} cannot tell yet",
}
MET_WORDS = {"unmet": "not met", "unknown": "unknown", "met": "met"}
"""What is not met first: it is what a reader has to think about."""
RULES = (
    "Every result is listed, whatever it was. Likeness, strength of evidence and cost are three different things: the "
    "list follows one of them at a time. A precondition that figures cannot check is unknown, never counted as met: "
    "ask those who know the place."
)
SIMULATED = (
    "Training workspace: who took what up, and every entry marked so, is simulated. The founding entries and the "
    "figures are real."
)
AWAY = "The register cannot be reached just now: this is the founding set, without what places took up or wrote since."


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest place where an entry was tried: its distance with 100 as that of the middle place, and its rank.

    ``rank`` is where it stands on the published list of places most like the one asked about, none where it does not.
    ``apart`` are the measures on which the two differ most, each with the figure here and the one there.
    """

    place: Place
    distance: float
    rank: int | None
    apart: tuple[tuple[Metric, float, float], ...]


class Held(Protocol):
    """A precondition held against a place: "met", "unmet" or "unknown", by its newest figure where one is there."""

    @property
    def precondition(self) -> Precondition:
        """What had to be there."""

    @property
    def met(self) -> StrEnum:
        """Whether it is."""

    @property
    def figure(self) -> float | None:
        """The figure it was held against."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One precondition as a reader meets it: ``met`` is "met", "unmet" or "unknown", ``why`` says by which figure."""

    statement: str
    met: str
    why: str


def finding(metric: Metric, results: Mapping[Result, int], *, direct: int) -> str:
    """The list in a sentence."""
    on = in_running_text(metric.title)
    total = sum(results.values())
    if not total:
        return f"Nothing in the library bears on {on} yet"
    told = joined([words.format(f"{results[one]:,}") for one, words in CAME_TO.items() if results.get(one)])
    if not direct:
        return f"No entry is about {on} itself; of {_entries(total)} from its mission {told}"
    if direct == total:
        return f"{_entries(total)} {_bear(total)} on {on}: {told}"
    return f"{_entries(direct)} {_bear(direct)} on {on} and {total - direct:,} on its mission: {told}"


def offer_finding(place: Place, *, against: str, worse: int, with_entries: int) -> str:
    """The heading where no measure is chosen yet: ``worse`` by more than chance would explain."""
    name = _capital(with_article(place))
    if not worse:
        return f"{name} is worse than {against} on nothing by more than chance would explain: choose a measure"
    have = "1 has" if with_entries == 1 else f"{with_entries:,} have"
    return (
        f"{name} does worse than {against}, or is getting worse, on {counted(worse, 'measure')};"
        f" {have} entries in the library"
    )


def how_like(place: Place, *, measures: int, others: int) -> str:
    """What likeness goes by, and what a distance means."""
    if not others:
        name = _capital(with_article(place))
        return f"{name} has figures for too few measures to be set beside other places, so what is closest is unknown."
    return (
        f"Likeness goes by {measures} measures, none of them this one or a part of it. A distance of 100 is that of "
        f"the middle one of {others:,} other places, 0 no difference at all. It says how like two places are, not "
        "that the same would happen."
    )


def nearest_words(near: Nearest | None, place: Place, practice: Practice, *, tried: Sequence[Place]) -> str:
    """Where it was tried, how like that is, and what holds the two apart."""
    here = with_article(place)
    if near is None and tried:
        named = joined([with_article(one) for one in tried[:3]])
        return f"Tried in {named}. How like {here} that is cannot be told: there are too few figures to say."
    if near is None:
        where = f" ({practice.place_words})" if practice.place_words else ""
        return f"Not tied to one place{where}, so how like {here} it is cannot be told."
    if near.place.code == place.code:
        return f"Tried here, in {here}."
    others = len({one.code for one in tried} - {near.place.code})
    more = f", the nearest of {others + 1} where it was tried" if others else ""
    listed = f", and number {near.rank} on the published list of places most like it" if near.rank else ""
    return f"Tried in {with_article(near.place)}{more}: distance {near.distance:.0f}{listed}.{_apart(near)}"


def _apart(near: Nearest) -> str:
    if not near.apart:
        return ""
    told = [
        f"{in_running_text(metric.title)} ({number(there, metric)} there, {number(here, metric, bare=True)} here)"
        for metric, here, there in near.apart
    ]
    return f" The two are furthest apart in {joined(told)}."


def conditions_told(found: Iterable[Held], metrics: Mapping[str, Metric], place: Place) -> tuple[Condition, ...]:
    """Preconditions as a reader meets them, those that are not met first."""
    order = list(MET_WORDS)
    return tuple(
        Condition(
            one.precondition.statement, one.met.value,
            _why(one.precondition, metrics.get(one.precondition.metric_id or ""), one.figure, place),
        )
        for one in sorted(found, key=lambda one: order.index(one.met.value))
    )  # fmt: skip


def _why(one: Precondition, metric: Metric | None, figure: float | None, place: Place) -> str:
    """By what a precondition is met or not: its bound and the figure, its levels and the place's; or why unknown."""
    said = []
    if one.levels:
        kinds = joined([PLACE_LEVELS[level] for level in one.levels]).replace(" and ", " or ")
        said.append(f"for {kinds}; {place.name} is among {joined([PLACE_LEVELS[level] for level in place.levels])}")
    if one.nations:
        said.append(only_in(one))
    if one.metric_id is not None:
        said.append(_bound(one, metric, figure) if metric else f"no measure here is called {one.metric_id}")
    return "; ".join(said) or "figures cannot tell"


def _bound(one: Precondition, metric: Metric, figure: float | None) -> str:
    asks = [
        *([f"at least {number(one.at_least, metric)}"] if one.at_least is not None else []),
        *([f"at most {number(one.at_most, metric)}"] if one.at_most is not None else []),
    ]
    found = f"here {number(figure, metric, bare=True)}" if figure is not None else "no figure here"
    return f"{in_running_text(metric.title)}, {' and '.join(asks)}; {found}"


def adopters(fates: Mapping[Fate, int]) -> str:
    """How earlier adopters fared."""
    total = sum(fates.values())
    if not total:
        return "nobody yet"
    told = joined([f"{fates[fate]:,} {words}" for fate, words in FATES.items() if fates.get(fate)])
    return f"{counted(total, 'place')}: {told}"


def conditions_in_short(found: Sequence[Condition]) -> str:
    """How many are met, not met and unknown."""
    counts = {met: sum(one.met == met for one in found) for met in MET_WORDS}
    return joined([f"{counts[met]} {words}" for met, words in MET_WORDS.items() if counts[met]])


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def _bear(count: int) -> str:
    return "bears" if count == 1 else "bear"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
