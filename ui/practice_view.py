"""One entry, drawn so that a place officer has read it in two minutes: what, for whom, at what cost, how sure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from domain.evaluation import Evaluation
from domain.metric import Metric
from domain.mission import Mission
from domain.place import Place
from domain.practice import Citation, Practice, Resource
from ui import prose
from ui.address import anchor, href
from ui.evaluation_links import kept_list
from ui.learning_words import DESIGNS, RESULTS
from ui.numbers import day
from ui.practice_fields import FIGURES, READ_AS
from ui.practice_picture import effect_picture
from ui.practice_words import (
    cost_words,
    effect_short,
    evidence_in_full,
    where_words,
    years_words,
)
from ui.sentences import counted, joined

NOT_SAID = "The entry does not say."
WRITERS_READING = "the writer's reading, not a finding"
NO_SOURCE = "No source is named, so nothing here can be looked up."
NO_LICENCE = "no licence is named: ask before using it"
ASK_FIRST = "Nobody has taken it up yet, as far as is known here."
SIMULATED = "Training workspace: who took it up, and what they report, is simulated, for practice."
THREE_THINGS = "Evidence, cost and size are three separate things. Strong evidence can be of a small effect."


@dataclass(frozen=True)
class Held:
    """One precondition with what the place in the address answers; ``answer`` is empty where no place is asked of."""

    statement: str
    asks: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry with all a page worked out of it.

    ``because`` is why the level is what it is, ``raised_by`` what would raise it. ``complete`` says in a sentence how
    much of what is asked for is there, ``missing`` what is not. ``levels`` are those of its evaluations, by id.
    ``fared`` is how those who took it up fared, and none where the register is away.
    """

    practice: Practice
    level: int | None
    because: str
    raised_by: str
    complete: str
    missing: tuple[str, ...]
    places: tuple[Place, ...] = ()
    missions: tuple[Mission, ...] = ()
    metrics: tuple[Metric, ...] = ()
    preconditions: tuple[Held, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    adopters: int = 0
    fared: str | None = None
    here: Place | None = None
    practising: bool = False
    published: bool = True


def drawn(entry: Entry) -> str:
    """Everything about an entry but its forms."""
    return (
        _facts(entry)
        + (onward(entry) if entry.published else "")
        + _doubts(entry.practice)
        + _story(entry)
        + _preconditions(entry)
        + _evidence(entry)
        + _adopters(entry)
        + _sources(entry.practice)
        + _checked(entry)
    )


def _facts(entry: Entry) -> str:
    one = entry.practice
    return prose.facts(
        [
            ("Result", escape(RESULTS[one.result])),
            ("Evidence", escape(evidence_in_full(entry.level))),
            ("Size of the effect", escape(_on(effect_short(one), one))),
            ("Cost", escape(cost_words(one))),
            ("Where", _places(entry)),
            ("When", escape(years_words(one))),
            ("For whom", escape(one.population or "")),
            ("Led by", escape(one.lead or "")),
            ("Missions", escape(joined([mission.title for mission in entry.missions]))),
            ("Measures", _joined(anchor(each.title, href("metric", metric=each)) for each in entry.metrics)),
            ("Whom to ask", escape(one.contact_role or "")),
        ]
    )


def _on(words: str, one: Practice) -> str:
    return f"{words}, on {one.effect.outcome}" if one.effect else words


def _places(entry: Entry) -> str:
    if not entry.places:
        return escape(where_words(entry.practice, ()))
    return _joined(anchor(place.name, href("profile", place=place)) for place in entry.places)


def _joined(items: Iterable[str]) -> str:
    return ", ".join(items)


def onward(entry: Entry) -> str:
    """Where a reader goes on from here."""
    one, here = entry.practice, entry.here
    metric = entry.metrics[0] if entry.metrics else None
    links = [
        ("Take it up", href("adoption", practice=one, place=here, view="take-up")),
        ("Who took it up, and how they fared", href("adoption", practice=one)),
        ("What could help here", href("what_helps", place=here, metric=metric)),
        ("Ask who has done this", href("asks", practice=one, metric=metric, view="post")),
        ("Compare it with others", href("library", practices=[one.practice_id], view="compare")),
    ]
    items = "".join(f"<li>{anchor(words, address)}</li>" for words, address in links)
    return f'<nav aria-label="Go on from here"><ul class="contents">{items}</ul></nav>'


def _doubts(one: Practice) -> str:
    """What could not be confirmed, and which parts are no findings, before anything is read on."""
    texts = []
    if one.unconfirmed:
        named = joined([FIGURES.get(name, name.replace("_", " ")) for name in one.unconfirmed])
        texts.append(f"Not confirmed: {named} could not be found in the source as far as it was seen.")
    if one.readings:
        named = joined([READ_AS.get(name, name.replace("_", " ")) for name in one.readings])
        texts.append(f"The writer's reading, and no finding of the study: {named}.")
    return f'<div class="said">{prose.paragraphs(texts)}</div>' if texts else ""


def _story(entry: Entry) -> str:
    one = entry.practice
    designed = [text for text in (one.designed_with, one.designed_how) if text]
    return (
        _section("The problem", "problem", one.problem, one)
        + _section("What was done", "what_was_done", one.what_was_done, one)
        + _section("How it is thought to work", "mechanism", one.mechanism, one)
        + prose.heading("Who it was designed with", key="designed")
        + prose.paragraphs(designed or [NOT_SAID])
    )


def _section(title: str, name: str, text: str, one: Practice) -> str:
    return prose.heading(f"{title}{_reading(name, one)}", key=name) + _passage(text or NOT_SAID)


def _reading(name: str, one: Practice) -> str:
    return f" ({WRITERS_READING})" if name in one.readings else ""


def _passage(text: str) -> str:
    return prose.paragraphs(part for part in text.split("\n") if part.strip())


def _preconditions(entry: Entry) -> str:
    title = f"What had to be there{_reading('preconditions', entry.practice)}"
    head = prose.heading(title, key="preconditions")
    if not entry.preconditions:
        return head + prose.paragraphs([NOT_SAID])
    items = "".join(f"<li>{_held(each)}</li>" for each in entry.preconditions)
    where = f"Whether {entry.here.name} has it, as far as figures and the kind of place tell:" if entry.here else ""
    return head + prose.paragraphs([where] if where else []) + f"<ul>{items}</ul>"


def _held(one: Held) -> str:
    answer = f"<strong>{escape(one.answer)}</strong>: " if one.answer else ""
    asks = f' <span class="note">({escape(one.asks)})</span>' if one.asks else ""
    return f"{answer}{escape(one.statement)}{asks}"


def _evidence(entry: Entry) -> str:
    one = entry.practice
    compared = f"Compared by: {DESIGNS[one.design]}." if one.design else ""
    studied = [counted(one.study_places, "place") if one.study_places else "", _people(one)]
    size = joined([words for words in studied if words])
    because = f"It is so because {entry.because}." if entry.because else ""
    texts = [
        f"{evidence_in_full(entry.level).capitalize()}. {because}".strip(),
        " ".join(words for words in (compared, f"Studied: {size}." if size else "") if words),
        one.design_words,
        f"What would raise it: {entry.raised_by}",
        THREE_THINGS,
    ]
    picture = effect_picture(one.effect) if one.effect else prose.paragraphs([_no_size(one)])
    cost = prose.heading("What it cost", depth=3) + prose.paragraphs(
        [f"{cost_words(one).capitalize()}.", *([one.cost_words] if one.cost_words else [])]
    )
    careful = prose.heading("Be careful", key="caveats") + _passage(one.caveats or "The entry names no caveat.")
    return (
        prose.heading("How sure can we be?", key="evidence")
        + prose.paragraphs(text for text in texts if text)
        + prose.heading("How large was the effect?", depth=3)
        + picture
        + cost
        + careful
    )


def _people(one: Practice) -> str:
    return f"{one.study_people:,} people" if one.study_people else ""


def _no_size(one: Practice) -> str:
    said = effect_short(one)
    return f"{said.capitalize()}, on {one.outcome}. Nothing is drawn in its place."


def _adopters(entry: Entry) -> str:
    head = prose.heading("Who took it up", key="adopters")
    if entry.fared is None:
        return head + prose.paragraphs(["This cannot be read just now: the register is away."])
    if not entry.adopters:
        told = prose.paragraphs([ASK_FIRST])
    else:
        many = f"{entry.adopters:,} {'place' if entry.adopters == 1 else 'places'} took it up: {entry.fared}."
        told = prose.paragraphs([SIMULATED, many] if entry.practising else [many])
        told += prose.links([("The chain, and the effects pooled", href("adoption", practice=entry.practice))])
    return head + told + _evaluations(entry)


def _evaluations(entry: Entry) -> str:
    ask = anchor("Did it work? Ask the official figures", href("evaluate", practice=entry.practice))
    kept = kept_list(entry.evaluations, entry.levels, simulated=entry.practising)
    return prose.heading("What the official figures say", depth=3) + kept + f"<p>{ask}</p>"


def _sources(one: Practice) -> str:
    cited = "".join(f"<li>{_cited(each)}</li>" for each in one.sources)
    used = "".join(f"<li>{_used(each)}</li>" for each in one.resources)
    again = prose.heading("To use again", key="resources") + f"<ul>{used}</ul>" if used else ""
    told = f"<ul>{cited}</ul>" if cited else prose.paragraphs([NO_SOURCE])
    return prose.heading("Sources", key="sources") + told + again


def _cited(one: Citation) -> str:
    title = anchor(one.title, one.address) if one.address else escape(one.title)
    return f"{escape(one.author)} ({one.year or 'year not given'}): {title}. {escape(one.publisher)}"


def _used(one: Resource) -> str:
    return f"{anchor(one.title, one.address)}, {escape(one.licence or NO_LICENCE)}"


def _checked(entry: Entry) -> str:
    checks = [f"{day(each.checked_on)}, {each.checked_by}: {each.note}" for each in entry.practice.checks]
    missing = f"Missing: {joined(list(entry.missing))}." if entry.missing else ""
    return (
        prose.heading("Who checked it, and how complete it is", key="checked")
        + (prose.bullets(checks) if checks else "")
        + prose.paragraphs(text for text in (entry.complete, missing) if text)
    )
