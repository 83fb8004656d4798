"""What somebody typed into the search of the library, read into terms that the library has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.library.same_words import EMPTY_WORDS, JOINED, pieces, term, words
from data.library.vocabulary import BEGUN, EXACT, Vocabulary

LONGEST, MOST_WORDS = 200, 20
QUOTED = re.compile('["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d]')


@dataclass(frozen=True)
class Asked:
    """What is looked for: for each word the terms it can stand for, with how surely; and whole phrases of terms.

    ``nearly`` are words as they were typed that the library does not have and others spelt like them stand in for,
    ``nowhere`` those that nothing stands in for.
    """

    words: tuple[dict[str, float], ...]
    phrases: tuple[tuple[str, ...], ...]
    nearly: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing that was typed is in the library."""
        return not self.words and not self.phrases

    @property
    def terms(self) -> frozenset[str]:
        """Every term that is looked for."""
        alone = {each for word in self.words for each in word}
        return frozenset(alone.union(*self.phrases))


def read_words(text: str, vocabulary: Vocabulary) -> Asked:
    """Words and quoted phrases; whatever else was typed says nothing. A word that is not in the library is left out."""
    text = text[:LONGEST]
    phrases = tuple(tuple(term(word) for word in words(quoted)) for quoted in QUOTED.findall(text))
    rest = QUOTED.sub(" ", text)
    typed = list(_typed(rest, vocabulary))[:MOST_WORDS]
    telling = [word for word in typed if word not in EMPTY_WORDS] or typed
    last = typed[-1] if typed and text[-1:].isalnum() else None
    found = {word: vocabulary.stands_for(word, begun=word == last) for word in telling}
    alone = tuple({each: EXACT} for phrase in phrases for each in phrase[:1] if len(phrase) == 1)
    return Asked(
        (*alone, *(each for each in found.values() if each)), tuple(phrase for phrase in phrases if len(phrase) > 1),
        nearly=tuple(word for word, each in found.items() if each and max(each.values()) < BEGUN),
        nowhere=tuple(word for word, each in found.items() if not each),
    )  # fmt: skip


def _typed(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Bare words; a hyphened one is one word where the library has it as one, or else its parts."""
    for written in JOINED.findall(text):
        *parts, whole = pieces(written)
        yield from parts if parts and not vocabulary.has(whole) else [whole]
