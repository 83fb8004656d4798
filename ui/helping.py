"""What could help here, drawn: one part for each entry, and the measures a place is worse on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from domain.chain import Fate
from domain.metric import Metric
from domain.place import Place
from domain.practice import Practice
from ui import prose
from ui.address import anchor, href
from ui.adoption_words import short
from ui.helping_words import MET_WORDS, Condition, Nearest, adopters, conditions_in_short, nearest_words
from ui.learning_words import NOT_GRADED, RESULTS
from ui.practice_words import (
    SIZE_NOT_CONFIRMED,
    band_words,
    cost_words,
    effect_short,
    effect_words,
    evidence,
    has_size,
    interval_words,
    years_words,
)
from ui.sentences import in_running_text

READING = "as the writer of the entry reads it"
WEAK = "In the worst fifth, but published without an interval"
DONE_LENGTH = 220


@dataclass(frozen=True)
class Help:
    """One entry as the page shows it. ``fates`` are none where the register is away."""

    practice: Practice
    direct: bool
    level: int | None
    because: str
    nearest: Nearest | None
    tried: tuple[Place, ...]
    conditions: tuple[Condition, ...]
    fates: Mapping[Fate, int] | None
    simulated: bool


@dataclass(frozen=True)
class Concern:
    """A measure the place is worse on, and how many entries are about it; ``weak`` where chance cannot be ruled out."""

    metric: Metric
    entries: int
    weak: bool


def cards(
    helps: Sequence[Help],
    place: Place,
    metric: Metric,
    *,
    first: int,
    chosen: Sequence[str],
    order: str,
    may_adopt: bool,
) -> str:
    """The entries of one part of the list, under a heading for those about the measure and one for the others."""
    drawn: list[str] = []
    before: bool | None = None
    for number, one in enumerate(helps, start=first):
        if one.direct is not before:
            title = f"About {metric.title}" if one.direct else "Same mission, another measure"
            drawn.append(prose.heading(title))
            before = one.direct
        drawn.append(_card(one, number, place, metric, chosen=chosen, order=order, may_adopt=may_adopt))
    return "".join(drawn)


def _card(
    one: Help, number: int, place: Place, metric: Metric, *, chosen: Sequence[str], order: str, may_adopt: bool
) -> str:
    practice = one.practice
    link = anchor(practice.title, href("practice", practice=practice, place=place, metric=metric))
    simulated = " <small>Simulated, for practice.</small>" if one.simulated else ""
    facts = prose.facts(
        [
            ("Result", _result(one)),
            ("Size of the effect", escape(size_words(practice))),
            ("Cost", escape(_cost(practice))),
            ("Where, and how like here", escape(nearest_words(one.nearest, place, practice, tried=one.tried))),
            ("What had to be there", _conditions(one)),
            ("How earlier adopters fared", escape(fates(one))),
            ("When", escape(years_words(practice))),
        ]
    )
    onward = " · ".join(_onward(practice, place, metric, chosen=chosen, order=order, may_adopt=may_adopt))
    done = escape(short(practice.what_was_done, DONE_LENGTH))
    return f'<article class="help"><h3>{number}. {link}</h3>{simulated}<p>{done}</p>{facts}<p>{onward}</p></article>'


def _result(one: Help) -> str:
    word = RESULTS[one.practice.result]
    return f"<strong>{word}</strong>{escape(result_words(one).removeprefix(word))}"


def result_words(one: Help) -> str:
    """What came of it, never without how it is known."""
    if one.level is None:
        return f"{RESULTS[one.practice.result]}; evidence {NOT_GRADED}"
    return f"{RESULTS[one.practice.result]}; evidence of {evidence(one.level)}, because {one.because}"


def size_words(practice: Practice) -> str:
    """The effect with its interval on what, or why none is there."""
    effect = practice.effect
    if effect is None:
        return effect_short(practice)
    limits = "" if effect.lower is not None else f"; {interval_words(effect)}"
    doubt = "" if has_size(practice) else f"; {SIZE_NOT_CONFIRMED}"
    return f"{effect.outcome}: {effect_words(effect)}{limits}{doubt}"


def _cost(practice: Practice) -> str:
    band, exact = band_words(practice), cost_words(practice)
    return band if practice.band is None or exact.startswith(band) else f"{exact} ({band})"


def _conditions(one: Help) -> str:
    if not one.conditions:
        return "no precondition is named, which is not to say that there was none"
    whose = f", {READING}" if "preconditions" in one.practice.readings else ""
    items = "".join(
        f"<li><strong>{MET_WORDS[each.met]}</strong>: {escape(each.statement)}"
        f"{f' <small>({escape(each.why)})</small>' if each.why else ''}</li>"
        for each in one.conditions
    )
    return f"{conditions_in_short(one.conditions)}{whose}<ul>{items}</ul>"


def fates(one: Help) -> str:
    """How earlier adopters fared, where that can be read."""
    return "cannot be read just now" if one.fates is None else adopters(one.fates)


def _onward(
    practice: Practice, place: Place, metric: Metric, *, chosen: Sequence[str], order: str, may_adopt: bool
) -> list[str]:
    if practice.practice_id in chosen:
        compare = "chosen to be compared"
    else:
        more = [*chosen, practice.practice_id]
        compare = _named(
            "Add to those compared", practice,
            href("what_helps", place=place, metric=metric, order=order, practices=more),
        )  # fmt: skip
    take = _named("Take it up", practice, href("adoption", practice=practice, place=place, view="take-up"))
    return [*([take] if may_adopt else []), compare]


def _named(words: str, practice: Practice, address: str) -> str:
    """A link whose words are the same in every part says to a screen reader which part it is of."""
    named = escape(f"{words}: {practice.title}")
    return f'<a href="{escape(address)}" target="_self" aria-label="{named}">{escape(words)}</a>'


def concerns(found: Sequence[Concern], place: Place, *, compare: object) -> str:
    """Links to the measures a place is worse on, each with how many entries are about it; weaker evidence apart."""
    weak = [one for one in found if one.weak]
    firm = _listed([one for one in found if not one.weak], place, compare)
    return firm + (prose.heading(WEAK, depth=2) + _listed(weak, place, compare) if weak else "")


def _listed(found: Sequence[Concern], place: Place, compare: object) -> str:
    items = "".join(
        "<li>"
        + anchor(one.metric.title, href("what_helps", place=place, metric=one.metric, compare=compare))
        + f" ({_about(one)})</li>"
        for one in found
    )
    return f'<ul class="contents">{items}</ul>' if items else ""


def _about(one: Concern) -> str:
    return {0: "no entry about it yet", 1: "1 entry"}.get(one.entries, f"{one.entries:,} entries")


def compared(chosen: Sequence[str]) -> str:
    """The way to those chosen, side by side."""
    words = f"Compare the {len(chosen)} chosen side by side" if len(chosen) > 1 else "See the one chosen in the library"
    return f"<p>{anchor(words, href('library', practices=chosen, view='compare'))}</p>"


def ask(place: Place, metric: Metric) -> str:
    """The way to ask other places."""
    words = f"Ask other places what they did about {in_running_text(metric.title)}"
    return f"<p>{anchor(words, href('asks', place=place, metric=metric, view='post'))}</p>"


def nothing(place: Place, metric: Metric) -> str:
    """That the library has nothing, and how to ask those who may know."""
    told = (
        "No entry is about this measure, nor about a mission it belongs to. What is missing is an account of anything "
        "that was tried, whether or not it worked."
    )
    return prose.paragraphs([told]) + ask(place, metric)
