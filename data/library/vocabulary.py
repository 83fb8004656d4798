"""The words of the library as they are written: which of them a typed word stands for, spelt right or nearly right."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.library.same_words import term

ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8  # letters; fewer are too few to tell a slip from another word
PREFIX_FROM = 2
AT_MOST = 24  # other words that one typed word may stand for
EXACT, BEGUN = 1.0, 0.6
SLIPS: Any = OSA.distance  # two letters changed over are one slip
OF_SLIPS = {1: 0.5, 2: 0.3}


class Vocabulary:
    """Bare words with how often each comes. Grows with the entries; a word that went stays, and matches nothing.

    Others may ask while one takes words in: what they ask is as it was when it was last settled.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._terms: frozenset[str] = frozenset()
        self._listed: list[str] = []
        self._by_length: dict[int, list[str]] = {}

    def take_in(self, words: Iterable[str]) -> None:
        """Add the words of a text."""
        self._counts.update(words)

    def settle(self) -> None:
        """Let what was taken in be asked for."""
        self._listed = sorted(self._counts)
        self._terms = frozenset(map(term, self._listed))
        by_length: dict[int, list[str]] = {}
        for word in self._listed:
            by_length.setdefault(len(word), []).append(word)
        self._by_length = by_length

    def has(self, word: str) -> bool:
        """Whether any spelling of a word is in the library."""
        return term(word) in self._terms

    def stands_for(self, word: str, *, begun: bool) -> dict[str, float]:
        """The terms a typed word can mean, each with how surely, 1 for the very word; ``begun`` may be half typed.

        Other spellings are looked for only where no word here is or begins with the one that was typed.
        """
        found = {term(word): EXACT} if self.has(word) else {}
        if begun and len(word) >= PREFIX_FROM:
            for other in self._beginning(word)[:AT_MOST]:
                found.setdefault(term(other), BEGUN)
        return found or self._nearly(word, begun=begun)

    def _beginning(self, start: str) -> list[str]:
        """The words that begin so, the most frequent first."""
        listed = self._listed
        begun = listed[bisect_left(listed, start) : bisect_left(listed, start + "\U0010ffff")]
        return sorted(begun, key=lambda other: -self._counts[other])

    def _nearly(self, word: str, *, begun: bool) -> dict[str, float]:
        slips = 2 if len(word) >= TWO_SLIPS_FROM else 1 if len(word) >= ONE_SLIP_FROM else 0
        if not slips:
            return {}
        near = range(len(word) - slips, len(word) + slips + 1)
        others = [other for length in near for other in self._by_length.get(length, ())]
        found = _slips(word, others, slips)
        if not found and begun:  # half typed and misspelt: held against the beginnings of words with the same letter
            longer = [other for other in self._beginning(word[0]) if len(other) >= len(word)]
            cut = _slips(word, [other[: len(word)] for other in longer], 1)
            found = [(longer[position], distance, position) for _, distance, position in cut]
        nearest: dict[str, float] = {}
        for other, distance, _position in found:  # the nearest first
            nearest.setdefault(term(other), OF_SLIPS[max(int(distance), 1)])
        return nearest


def _slips(word: str, others: list[str], at_most: int) -> list[tuple[str, float, int]]:
    """Those that are at most so many slips away, the nearest first: a slip is a letter too many, missing or changed."""
    found: list[tuple[str, float, int]] = process.extract(
        word, others, scorer=SLIPS, score_cutoff=at_most, limit=AT_MOST
    )
    return found
