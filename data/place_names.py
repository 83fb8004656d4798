"""Every name a place goes by: official, alternative and former."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from data.geography_table import read_table
from data.spelling import core, plain
from data.successions import Followers, follow
from domain.place import Place, Succession, SuccessionKind

OFFICIAL, ALTERNATIVE, FORMER = "official", "alternative", "former"
KINDS = (OFFICIAL, ALTERNATIVE, FORMER)
COUNCILS, VARIANTS = "mysociety_local_authorities.csv", "name_to_code.csv"
ADDED = "names.csv"  # the project's own rows: names the published lists lack or have damaged
DAMAGED = ("\ufffd", "\u00ef\u00bf\u00bd")  # a letter lost for good, and the same read in the wrong encoding
WORD = re.compile(r"[^\W\d_]+(?:'s)?")
SMALL_WORDS = frozenset({"and", "by", "in", "of", "on", "the", "under", "upon", "with"})

Row = tuple[str, str, str]


def read_names(
    folder: Path, own: Path, places: tuple[Place, ...], successions: tuple[Succession, ...], following: Followers
) -> pd.DataFrame:
    """One row a name: ``place_code``, ``name``, ``kind``. Names of retired places lead to what followed them."""
    by_code = {place.code: place for place in places}
    recoded = {step.old_code for step in successions if step.kind is SuccessionKind.RECODED}
    old_names = [(step.old_code, step.old_name) for step in successions]
    variants = [*old_names, *_published(folder), *_added(own)]
    rows = [
        *(
            (place.code, place.name, OFFICIAL)
            for place in places
            if place.is_current or not follow(place.code, following)
        ),
        *(row for code, name in variants for row in _leading_to(code, name, by_code, following, recoded)),
        *((code, place.name, FORMER) for place in places for code in follow(place.code, following)),
    ]
    return pd.DataFrame(_sifted(rows, by_code), columns=["place_code", "name", "kind"])


def _published(folder: Path) -> Iterator[tuple[str, str]]:
    """Names with their codes. The councils' own column of alternatives splits names at their commas, so it is left."""
    councils = read_table(folder, COUNCILS, columns=("official-name", "nice-name", "gss-code"))
    variants = read_table(folder, VARIANTS, columns=("la-name", "gss-code"))
    for column in ("official-name", "nice-name"):
        yield from zip(councils["gss-code"], councils[column], strict=True)
    yield from zip(variants["gss-code"], variants["la-name"], strict=True)


def _added(own: Path) -> Iterator[tuple[str, str]]:
    if (own / ADDED).is_file():
        table = read_table(own, ADDED, columns=("place_code", "name"))
        yield from zip(table["place_code"], table["name"], strict=True)


def _leading_to(
    code: str, name: str, by_code: dict[str, Place], following: Followers, recoded: set[str]
) -> Iterator[Row]:
    """A current place's own variants are alternatives, and so are those of the same place under its older code."""
    if code in following:
        kind = ALTERNATIVE if code in recoded else FORMER
        yield from ((new, name, kind) for new in follow(code, following))
    elif code in by_code:
        yield code, name, ALTERNATIVE


def _sifted(rows: Iterable[Row], by_code: dict[str, Place]) -> Iterator[Row]:
    """Drop names that are damaged, say nothing, repeat one the place already has, or belong to another place.

    A name is damaged where a letter was lost: marked, or left out ("Ynys Mn" beside "Ynys Môn").
    """
    owners: dict[str, set[str]] = {}
    for place in by_code.values():
        if place.is_current:
            owners.setdefault(core(place.name), set()).add(place.code)
    seen: set[tuple[str, str]] = set()
    rows = list(rows)
    official = {place.name for place in by_code.values()}
    robbed = {name.encode("ascii", "ignore").decode().casefold() for _, name, _ in rows if not name.isascii()}
    for code, name, kind in sorted(rows, key=lambda row: _preference(row, official)):
        meaning = core(name)
        key = (code, plain(name))
        if not meaning or key in seen or name.casefold() in robbed or any(mark in name for mark in DAMAGED):
            continue
        if kind == FORMER and (code, meaning) in seen:
            continue
        if kind == ALTERNATIVE and code not in owners.get(meaning, {code}):
            continue
        seen |= {key, (code, meaning)}
        yield code, _with_capitals(name), kind


def _preference(row: Row, official: set[str]) -> tuple[str, int, bool, bool, str]:
    """Official before alternative before former; of spellings alike, an official one, then one with capitals."""
    code, name, kind = row
    return code, KINDS.index(kind), name not in official, name.islower(), name


def _with_capitals(name: str) -> str:
    """The lists hold what people typed, often all in lower case."""
    if not name.islower():
        return name
    return WORD.sub(lambda word: word[0] if word[0] in SMALL_WORDS else word[0].capitalize(), name)
