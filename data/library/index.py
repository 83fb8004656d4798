"""Full-text search over every text of every entry: ranked, tolerant of spelling, as one types.

Words are folded here (:mod:`data.library.same_words`), and what a misspelt or half-typed word can stand for is looked
up in the library's own vocabulary, so that the engine is only ever asked for terms it has and can rank them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from data.library.asked import read_words
from data.library.engine import Engine
from data.library.searched import FIELDS, texts_of
from data.library.snippets import Part, matches, snippet
from domain.practice import Practice

KEPT = 3  # one for each workspace, and one for a reader who is still on the mapping before
AFRESH_FROM = 0.5  # the share of entries changed from which a new index costs less
AT_MOST = 1_000


@dataclass(frozen=True)
class Hit:
    """One entry found, and how well it fits. What it is shown with is worked out when asked for."""

    practice_id: str
    score: float
    practice: Practice = field(repr=False)
    terms: frozenset[str] = field(repr=False)
    place_names: Mapping[str, str] = field(repr=False)

    @property
    def where(self) -> str:
        """The name of the first field that matched, one of ``searched.FIELDS``."""
        return self._shown[0]

    @property
    def snippet(self) -> tuple[Part, ...]:
        """A few words on either side of the first match: plain text in parts, to be escaped where it is drawn."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[str, tuple[Part, ...]]:
        for name, text in texts_of(self.practice, self.place_names).items():
            if spans := matches(text, self.terms):
                return name, snippet(text, spans)
        return FIELDS[0], snippet(self.practice.title, [])


@dataclass(frozen=True)
class Heard:
    """How a search was taken: words that others spelt like them stood in for, words that are nowhere.

    ``some_only`` tells that no entry has all of the words, so those with some are found.
    """

    nearly: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    some_only: bool = False


AS_TYPED = Heard()


class Index:
    """The entries of one mapping, ready to be searched. Ask ``Index.of``, which makes each once and keeps it."""

    def __init__(self, entries: Mapping[str, Practice], engine: Engine) -> None:
        self.entries, self._engine = entries, engine
        self._snapshot = engine.write(entries)

    @staticmethod
    def of(entries: Mapping[str, Practice], place_names: Mapping[str, str]) -> Index:
        """The index of a mapping that never changes: kept, or brought up from one of nearly the same entries.

        ``place_names`` are the names of places by code. Whoever comes second waits for the first to finish.
        """
        return _shelf.found(entries, place_names) or _shelf.made(entries, place_names)

    @staticmethod
    def within(seconds: float, entries: Mapping[str, Practice], place_names: Mapping[str, str]) -> Index | None:
        """The same, or none where it is not made in so many seconds. It goes on being made, for who asks again."""
        found = _shelf.found(entries, place_names)
        if found is None:
            made = threading.Thread(target=_shelf.made, args=(entries, place_names), daemon=True)
            made.start()
            made.join(seconds)
        return found or _shelf.found(entries, place_names)

    def is_of(self, entries: Mapping[str, Practice], place_names: Mapping[str, str]) -> bool:
        """Whether it is the index of this very mapping, with places of these names."""
        return self.entries is entries and self._engine.place_names == place_names

    def search(self, text: str, limit: int = AT_MOST) -> list[Hit]:
        """The entries that hold every word, best first; where none does, those that hold any. Nothing typed fails."""
        asked = read_words(text, self._engine.vocabulary)
        if asked.empty or limit < 1:
            return []
        engine, shot = self._engine, self._snapshot
        found = engine.find(shot, asked, limit=limit, every=True) or engine.find(shot, asked, limit=limit, every=False)
        terms, names = asked.terms, engine.place_names
        return [Hit(own_id, score, self.entries[own_id], terms, names) for own_id, score in found]

    def heard(self, text: str) -> Heard:
        """How the words of a search were taken: for who wonders what the entries have to do with them."""
        asked = read_words(text, self._engine.vocabulary)
        several = len(asked.words) + len(asked.phrases) > 1
        every = not several or any(True for _ in self._engine.find(self._snapshot, asked, limit=1, every=True))
        return Heard(asked.nearly, asked.nowhere, some_only=not every)

    def brought_up(self, entries: Mapping[str, Practice], place_names: Mapping[str, str]) -> Index | None:
        """The index of other entries from the engine of this one; none where so much changed that it would not pay."""
        if self._engine.place_names != place_names:
            return None
        changed = len(self._engine.changed(entries))
        return Index(entries, self._engine) if changed <= AFRESH_FROM * len(entries) else None


class _Shelf:
    """The indexes of this process that were asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[Index, ...] = ()

    def found(self, entries: Mapping[str, Practice], place_names: Mapping[str, str]) -> Index | None:
        return next((one for one in self._kept if one.is_of(entries, place_names)), None)

    def made(self, entries: Mapping[str, Practice], place_names: Mapping[str, str]) -> Index:
        with self._lock:
            if (found := self.found(entries, place_names)) is not None:
                return found
            nearly = (one.brought_up(entries, place_names) for one in self._kept)
            index = next((one for one in nearly if one is not None), None) or Index(entries, Engine(place_names))
            self._kept = (index, *self._kept)[:KEPT]
            return index


_shelf = _Shelf()
