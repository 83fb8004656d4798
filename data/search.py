"""Finding a place by what somebody typed: any of its names, old or new, spelt more or less right, or its code."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from data.place_names import FORMER, KINDS, OFFICIAL
from data.spelling import core, plain
from domain.place import Place

CODE = re.compile(r"[A-Z]\d{8}")
LONGEST_TEXT = 100
SHORTEST_MISSPELT = 4  # fewer letters are too few to tell a slip from another name
ALIKE = 80.0  # out of 100, for whole names
PART_ALIKE = 88.0  # for a misspelt part of a longer name
LEAST_COVERED = 0.35  # the part must be at least this share of the name, or half the country has it somewhere


class Closeness(IntEnum):
    """How a name was found, best first."""

    SAME = 0
    SAME_WITHOUT_TITLES = 1
    SAME_AS_FORMER = 2
    BEGINS = 3
    HAS_WORDS = 4
    ALIKE = 5


SCORES = {
    Closeness.SAME: 100.0, Closeness.SAME_WITHOUT_TITLES: 99.0, Closeness.SAME_AS_FORMER: 98.0,
    Closeness.BEGINS: 95.0, Closeness.HAS_WORDS: 92.0,
}  # fmt: skip
HIGHEST_ALIKE = 91.0


@dataclass(frozen=True)
class Match:
    """One place found: by which name, of which kind (official, alternative, former), how surely out of 100.

    ``exact`` says that the name is the one typed, but for case, accents, punctuation and titles such as "Council".
    A former name or a retired code leads to the place that followed: ``matched_name`` is still the old one.
    """

    place: Place
    matched_name: str
    kind: str
    score: float
    exact: bool


@dataclass(frozen=True)
class _Entry:
    place: Place
    name: str
    kind: str
    key: str
    core: str


class PlaceIndex:
    """Every name ready to be searched; make it once and ask it often."""

    def __init__(self, places: Iterable[Place], names: pd.DataFrame) -> None:
        self._by_code = {place.code: place for place in places}
        self._entries = [
            _Entry(self._by_code[code], name, kind, plain(name), core(name))
            for code, name, kind in names[["place_code", "name", "kind"]].itertuples(index=False)
            if code in self._by_code
        ]
        self._spellings: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for spelling in {entry.key, entry.core, " ".join(sorted(entry.core.split()))} - {""}:
                self._spellings[spelling].append(number)
        self._list = list(self._spellings)
        self._lengths = np.array([len(spelling) for spelling in self._list])

    def find(self, text: str, *, limit: int = 10) -> list[Match]:
        """The best matches, best first, each place once; empty when nothing resembles the text."""
        code = "".join(text.split()).upper()
        if CODE.fullmatch(code):
            return self._by_a_code(code)[:limit]
        asked, asked_core = plain(text[:LONGEST_TEXT]), core(text[:LONGEST_TEXT])
        if not asked_core:
            return []
        found = list(self._spelt_right(asked, asked_core))
        if not any(closeness <= Closeness.SAME_AS_FORMER for closeness, _, _ in found):
            found += self._spelt_nearly(asked_core)
        best: dict[str, tuple[tuple[float, ...], Match]] = {}
        for closeness, score, entry in found:
            rank = _rank(closeness, score, entry)
            if entry.place.code not in best or rank < best[entry.place.code][0]:
                exact = closeness <= Closeness.SAME_AS_FORMER
                best[entry.place.code] = rank, Match(entry.place, entry.name, entry.kind, round(score, 1), exact=exact)
        return [match for _, match in sorted(best.values(), key=lambda pair: pair[0])[:limit]]

    def _by_a_code(self, code: str) -> list[Match]:
        place = self._by_code.get(code)
        if place is None:
            return []
        current = sorted(self._current(place), key=_standing)
        if current == [place]:
            return [Match(place, place.name, OFFICIAL, 100.0, exact=True)]
        return [Match(successor, place.name, FORMER, 98.0, exact=True) for successor in current]

    def _current(self, place: Place) -> list[Place]:
        """What the place has become, through every step, or the place itself."""
        following = [self._by_code[code] for code in place.successor_codes if code in self._by_code]
        if not following:
            return [place]
        return list({end.code: end for step in following for end in self._current(step)}.values())

    def _spelt_right(self, asked: str, asked_core: str) -> Iterator[tuple[Closeness, float, _Entry]]:
        words = asked_core.split()
        for entry in self._entries:
            closeness = _closeness(entry, asked, asked_core, words)
            if closeness is not None:
                yield closeness, SCORES[closeness], entry

    def _spelt_nearly(self, asked: str) -> Iterator[tuple[Closeness, float, _Entry]]:
        if len(asked) < SHORTEST_MISSPELT:
            return
        whole = self._scores(asked, fuzz.ratio, ALIKE)
        shuffled = self._scores(" ".join(sorted(asked.split())), fuzz.ratio, ALIKE)
        part = self._scores(asked, fuzz.partial_ratio, PART_ALIKE) * 0.9
        part[(self._lengths < len(asked)) | (len(asked) < LEAST_COVERED * self._lengths)] = 0
        scores = np.maximum(np.maximum(whole, shuffled), part)
        for position in np.flatnonzero(scores):
            for number in self._spellings[self._list[position]]:
                yield Closeness.ALIKE, min(float(scores[position]), HIGHEST_ALIKE), self._entries[number]

    def _scores(self, asked: str, scorer: Callable[..., float], cutoff: float) -> npt.NDArray[np.float32]:
        scores = process.cdist([asked], self._list, scorer=scorer, score_cutoff=cutoff, dtype=np.float32)
        return np.asarray(scores[0])


def find_places(text: str, places: Iterable[Place], names: pd.DataFrame, *, limit: int = 10) -> list[Match]:
    """Find once; keep a ``PlaceIndex`` to find often."""
    return PlaceIndex(places, names).find(text, limit=limit)


def _closeness(entry: _Entry, asked: str, asked_core: str, words: list[str]) -> Closeness | None:
    if entry.core == asked_core:
        if entry.kind == FORMER:
            return Closeness.SAME_AS_FORMER
        return Closeness.SAME if entry.key == asked else Closeness.SAME_WITHOUT_TITLES
    if entry.key.startswith(asked) or entry.core.startswith(asked_core):
        return Closeness.BEGINS
    if _has_words(entry.key.split(), words):
        return Closeness.HAS_WORDS
    return None


def _has_words(name: list[str], asked: list[str]) -> bool:
    """Whether each word asked for begins a different word of the name, in whatever order."""
    left = list(name)
    for word in sorted(asked, key=len, reverse=True):
        begun = next((other for other in left if other.startswith(word)), None)
        if begun is None:
            return False
        left.remove(begun)
    return True


def _rank(closeness: Closeness, score: float, entry: _Entry) -> tuple[float, ...]:
    """Closest first; among equals official names first and former ones last, then the place with more people."""
    return closeness, -score, KINDS.index(entry.kind), *_standing(entry.place), len(entry.name)


def _standing(place: Place) -> tuple[float, float]:
    return float(not place.is_current), -float(place.population or 0)
