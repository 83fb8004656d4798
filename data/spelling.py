"""How two spellings of a place's name are told to be the same."""

import re
import unicodedata

APOSTROPHES = re.compile("['\u2018\u2019`]")
ANYTHING_ELSE = re.compile(r"[^a-z0-9]+")
SAME_WORD = {"st": "saint", "upon": "on"}
LETTERS_WITHOUT_ACCENTS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE"})
# Words that say what kind of body it is, not which: "City of", "Metropolitan Borough Council", "CA".
TITLES = {
    "council", "borough", "city", "county", "district", "metropolitan", "mayoral", "combined", "authority", "unitary",
    "ua", "ca", "cca", "mca", "mbc", "cc", "royal", "of", "the", "corporation",
}  # fmt: skip


def plain(name: str) -> str:
    """The name in lower-case words without accents or punctuation, "&" and "St" and "upon" made alike.

    >>> plain("King's Lynn & West Norfolk"), plain("St. Helens"), plain("Ynys Môn")
    ('kings lynn and west norfolk', 'saint helens', 'ynys mon')
    """
    bare = unicodedata.normalize("NFKD", name.translate(LETTERS_WITHOUT_ACCENTS)).encode("ascii", "ignore").decode()
    words = ANYTHING_ELSE.sub(" ", APOSTROPHES.sub("", bare.casefold().replace("&", " and "))).split()
    return " ".join(SAME_WORD.get(word, word) for word in words)


def core(name: str) -> str:
    """The plain name without the titles around it; empty when there is nothing but titles.

    >>> core("Bristol, City of"), core("London Borough of Lambeth"), core("County Durham"), core("City of")
    ('bristol', 'lambeth', 'durham', '')
    """
    words = plain(name).removeprefix("london borough of ").split()
    while words and words[0] in TITLES:
        words.pop(0)
    while words and words[-1] in TITLES:
        words.pop()
    return " ".join(words)
