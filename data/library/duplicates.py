"""Entries that may be there already: the same study, or the same thing told of the same place and outcome."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.practice import Practice, Stage

WORDS = re.compile(r"[a-z0-9]+")
EMPTY_WORDS = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"})
ALIKE = 0.6  # of the words of two titles, those they share
MOST = 3
MOST_ALIKE = 20  # entries of one place and outcome, or one source, that are held on to: more would tell nobody more


@dataclass(frozen=True, slots=True)
class Likely:
    """An entry that may be the same, and why."""

    practice: Practice
    why: str


SAME_STUDY, SAME_WORDS = "rests on the same source", "has nearly the same title, the same place and the same outcome"


@dataclass(frozen=True, slots=True)
class _Held:
    """An entry with the words of its title and outcome."""

    practice: Practice
    title: frozenset[str]
    outcome: frozenset[str]


class Shelved:
    """Entries to hold a new one against. More can be added as a file is read."""

    def __init__(self, entries: Mapping[str, Practice]) -> None:
        self.entries = entries
        self._by_address: dict[str, list[_Held]] = {}
        self._by_place: dict[tuple[str, frozenset[str]], list[_Held]] = {}
        for practice in entries.values():
            self.add(practice)

    def add(self, practice: Practice) -> None:
        """Hold later ones against this one too."""
        held = _Held(practice, _words(practice.title), _words(practice.outcome))
        buckets = [self._by_address.setdefault(address, []) for address in _addresses(practice)]
        buckets += [self._by_place.setdefault((place, held.outcome), []) for place in _places(practice)]
        for bucket in buckets:
            if len(bucket) < MOST_ALIKE:
                bucket.append(held)

    def like(self, practice: Practice) -> list[Likely]:
        """The entries that may be the same, those nearest in words first; itself is none of them."""
        title, outcome = _words(practice.title), _words(practice.outcome)
        found: dict[str, tuple[float, Likely]] = {}
        for place in _places(practice):
            for other in self._by_place.get((place, outcome), ()):
                if (near := _shared(title, other.title)) >= ALIKE:
                    found.setdefault(other.practice.practice_id, (near, Likely(other.practice, SAME_WORDS)))
        for address in _addresses(practice):
            for other in self._by_address.get(address, ()):
                if _shared(outcome, other.outcome) >= ALIKE:
                    told = (_shared(title, other.title), Likely(other.practice, SAME_STUDY))
                    found.setdefault(other.practice.practice_id, told)
        found.pop(practice.practice_id, None)
        return [likely for _near, likely in sorted(found.values(), key=lambda one: -one[0])]


def says_the_same(one: Practice, other: Practice) -> bool:
    """Whether two versions differ in how far they have come alone."""
    return _told(one) == _told(other)


def _told(practice: Practice) -> Practice:
    return practice.model_copy(update={"stage": Stage.DRAFT, "checks": ()})


def likely_duplicates(practice: Practice, entries: Mapping[str, Practice]) -> list[Likely]:
    """The entries of a library that a new one may be the same as."""
    return Shelved(entries).like(practice)


def warning(likely: Sequence[Likely], *, where: str = "in the library") -> str:
    """What to tell somebody who writes or loads an entry that may be there already; nothing where none is."""
    if not likely:
        return ""
    named = "; ".join(f"“{one.practice.title}” {one.why}" for one in likely[:MOST])
    more = f"; and {len(likely) - MOST} more" if len(likely) > MOST else ""
    return f"it may be {where} already: {named}{more}"


def _places(practice: Practice) -> Iterable[str]:
    return practice.place_codes or ((practice.place_words or "").casefold(),)


def _addresses(practice: Practice) -> set[str]:
    return {_plain(str(one.address)) for one in practice.sources if one.address}


def _plain(address: str) -> str:
    """An address without what differs between two ways of writing it down.

    >>> _plain("http://www.example.org/a/?utm=1") == _plain("https://example.org/a")
    True
    """
    parts = urlsplit(address.casefold())
    query = f"?{parts.query}" if parts.query and "utm" not in parts.query else ""
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + query


def _words(text: str) -> frozenset[str]:
    return frozenset(WORDS.findall(text.casefold())) - EMPTY_WORDS


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
