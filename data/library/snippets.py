"""A short piece of a text around what was searched for, cut into parts that match and parts that do not."""

from collections.abc import Collection
from typing import NamedTuple

from data.library.same_words import JOINED, pieces, term

BEFORE, AFTER = 60, 120  # letters on either side of the first match
CUT = "\N{HORIZONTAL ELLIPSIS}"


class Part(NamedTuple):
    """A part of a snippet as it stands in the text, and whether it is what was searched for."""

    text: str
    matched: bool


def matches(text: str, terms: Collection[str]) -> list[tuple[int, int]]:
    """Where the words that stand for any of some terms begin and end."""
    return [found.span() for found in JOINED.finditer(text) if _stands_for(found.group(), terms)]


def snippet(text: str, spans: list[tuple[int, int]]) -> tuple[Part, ...]:
    """The text around the first match, cut between words."""
    first = spans[0][0] if spans else 0
    start = max(first - BEFORE, 0)
    start = text.find(" ", start, first) + 1 if start else 0
    end = len(text) if first + AFTER >= len(text) else max(text.rfind(" ", first, first + AFTER), 0) or first + AFTER
    parts = [Part(CUT, matched=False)] if start else []
    at = start
    for begin, stop in spans:
        if begin >= end:
            break
        parts += [Part(text[at:begin], matched=False), Part(text[begin : min(stop, end)], matched=True)]
        at = min(stop, end)
    parts.append(Part(text[at:end] + (CUT if end < len(text) else ""), matched=False))
    return tuple(part for part in parts if part.text)


def _stands_for(word: str, terms: Collection[str]) -> bool:
    return any(term(piece) in terms for piece in pieces(word))
