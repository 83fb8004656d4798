"""What somebody else saved first, beside a form that holds another text: the parts that differ, in words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from typing import Any

from pydantic import BaseModel

from domain.evidence import Design, Result
from domain.place import Level, Nation
from domain.practice import CostBand, Stage
from domain.record import Record
from domain.version import Version
from ui.learning_words import COST_BANDS, DESIGNS, RESULTS, STAGES
from ui.numbers import day
from ui.practice_words import signed
from ui.return_words import moment_words
from ui.wording import NATIONS, PLACE_LEVELS

WORDS: Mapping[type[Enum], Mapping[Any, str]] = {
    Result: RESULTS, Design: DESIGNS, CostBand: COST_BANDS, Stage: STAGES, Level: PLACE_LEVELS,
    Nation: NATIONS,
}  # fmt: skip
NOT_TYPED = frozenset({"practice_id", "adoption_id", "experiment_id", "evaluation_ids", "checks"})
NOTHING_MORE = "left empty"
YEAR = "year"
SAME = "It says the same as what you had opened: save yours again."


@dataclass(frozen=True)
class Worded:
    """How the parts of a record are called, and what its ids stand for.

    ``titles`` are those of fields, by their path ("effect.value"); ``names`` those of whatever is named by an id.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def saved_first(theirs: Version[Any], opened: Record | None, worded: Worded) -> str:
    """Who saved first and what they changed of what the reader had opened; all of it where that is not known."""
    parts = dict(_parts(theirs.record, worded))
    before = dict(_parts(opened, worded)) if isinstance(opened, type(theirs.record)) else {}
    gone = {title: NOTHING_MORE for title in before if title not in parts}
    changed = {title: said for title, said in (parts | gone).items() if before.get(title) != said}
    facts = "".join(f"<dt>{escape(title)}</dt><dd>{escape(said)}</dd>" for title, said in changed.items())
    who = f"Saved first by {theirs.told_by}, {moment_words(theirs.told_at)}. Yours is still in the form."
    what = f'<dl class="terms">{facts}</dl>' if facts else f"<p>{SAME}</p>"
    return f'<div class="said"><p>{escape(who)}</p>{what}</div>'


def _parts(record: Record | None, worded: Worded) -> Iterator[tuple[str, str]]:
    """Every part that says something, by its title; one that is there several times is numbered."""
    for name in type(record).model_fields if record else ():
        value = getattr(record, name)
        if name in NOT_TYPED or value in (None, "", ()):
            continue
        several = value if isinstance(value, tuple) else ()
        if several and isinstance(several[0], BaseModel):
            for number, one in enumerate(several, 1):
                yield from _below(name, one, worded, again=f" {number}")
        elif isinstance(value, BaseModel):
            yield from _below(name, value, worded)
        else:
            yield _title(name, worded), _said_of(name, value, worded)


def _below(name: str, value: Any, worded: Worded, again: str = "") -> Iterator[tuple[str, str]]:
    for part in type(value).model_fields:
        held = getattr(value, part)
        if held not in (None, "", ()):
            yield f"{_title(f'{name}.{part}', worded)}{again}", _said_of(part, held, worded)


def _said_of(name: str, value: Any, worded: Worded) -> str:
    return str(value) if name.endswith(YEAR) else said(value, worded.names)


def _title(path: str, worded: Worded) -> str:
    known = worded.titles.get(path)
    return known or path.replace(".", ": ").replace("_", " ").removesuffix(" id").capitalize()


def said(value: Any, names: Mapping[str, str]) -> str:
    """A value as a reader may meet it.

    >>> said((Result.NO_EFFECT, True, dt.date(2026, 11, 23), -0.5), {})
    'no effect; yes; 23 November 2026; −0.5'
    """
    if isinstance(value, Enum):
        return WORDS.get(type(value), {}).get(value) or str(value.value).replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return moment_words(value)
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, int | float):
        return signed(value)
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, BaseModel):
        return ", ".join(f"{name.replace('_', ' ')} {said(held, names)}" for name, held in value if held is not None)
    return "; ".join(said(one, names) for one in value) if isinstance(value, Iterable) else str(value)
