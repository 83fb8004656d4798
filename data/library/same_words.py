"""How two spellings of an English word are told to be the same, and how the words of a text are found."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

REMEMBERED = 1 << 17  # words; whatever is typed passes through here, so not all of them
JOINED = re.compile(r"[^\W_]+(?:['\u2019\u2010\u2011-][^\W_]+)*")
APOSTROPHES = re.compile("['\u2019]")
HYPHENS = re.compile("[\u2010\u2011-]")
OUR = re.compile(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|al|hood|ful|able|ite)")
BRITISH = (
    (re.compile(r"iz(?=e$|es$|ed$|er$|ing$|ation)"), "is"),
    (re.compile(r"yz(?=e$|es$|ed$|ing$)"), "ys"),
    (OUR, "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"(?<=[a-z][aeiou])ll(?=ing$|ed$|or$|er$)"), "l"),
)  # fmt: skip
EMPTY_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do", "for", "from", "had", "has", "have", "how",
    "in", "into", "is", "it", "its", "not", "of", "on", "or", "that", "the", "their", "them", "they", "this", "to",
    "was", "were", "what", "when", "where", "which", "who", "why", "will", "with",
})  # fmt: skip
"""Words that say nothing by themselves: they are looked for only where nothing else was typed."""


@lru_cache(maxsize=REMEMBERED)
def bare(word: str) -> str:
    """The word in small letters, without accents and apostrophes.

    >>> bare("Môn"), bare("Children\u2019s")
    ('mon', 'childrens')
    """
    letters = unicodedata.normalize("NFKD", APOSTROPHES.sub("", word).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=REMEMBERED)
def term(word: str) -> str:
    """What stands for a bare word in every spelling and number of it.

    >>> term("organizations") == term("organisation"), term("neighbor") == term("neighbours")
    (True, True)
    >>> term("policies"), term("buses"), term("houses") == term("house"), term("programme") == term("programs")
    ('policy', 'bus', True, True)
    """
    for american, british in BRITISH:
        word = american.sub(british, word)
    return _singular(word)


def _singular(word: str) -> str:
    """Without the ending of the plural; "house" loses its e, so that "houses" and "buses" are cut alike."""
    if word.endswith("se"):
        return word[:-1]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ses", "xes", "zes", "ches", "shes")) else word[:-1]


def words(text: str) -> list[str]:
    """Every word of a text, bare, in order; the parts of a hyphened one and then the whole.

    >>> words("Mothers\u2019 well-being")
    ['mothers', 'well', 'being', 'wellbeing']
    """
    return list(chain.from_iterable(map(pieces, JOINED.findall(text))))


@lru_cache(maxsize=REMEMBERED)
def pieces(written: str) -> tuple[str, ...]:
    """The words in one that is written in one: its parts where it is hyphened, and the whole."""
    parts = tuple(bare(part) for part in HYPHENS.split(written))
    return (*parts, "".join(parts)) if len(parts) > 1 else parts
