"""A practice as one row of a table, and a row as what a practice is made of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from data.library.cells import BadCell, read, written
from data.library.codebook import NUMBER, Column, columns
from domain.practice import Practice

NUMBERED = re.compile(r"([a-z_]+?)_([1-9]\d?)(_[a-z_]+)?")
EFFECT, OUTCOME = "effect", "outcome"


class Place(NamedTuple):
    """A column of a file: what it is in the codebook, and which one where it is repeated, 0 where it is not."""

    column: Column
    number: int


class Misread(NamedTuple):
    """A cell that could not be read."""

    name: str
    value: str
    why: BadCell


def names(practices: Iterable[Practice], *, at_least: Mapping[str, int] | None = None) -> list[str]:
    """The columns of a file of these practices; a repeated one as often as any of them needs, and ``at_least``."""
    most = dict(at_least or {})
    parts = {column.part for column in columns() if column.repeats}
    for practice in practices:
        for part in parts:
            most[part] = max(most.get(part, 0), len(getattr(practice, part)))
    return list(_in_order(most))


def _in_order(most: Mapping[str, int]) -> Iterable[str]:
    """Every column in the order of the codebook; those that are repeated together stay together."""
    done: set[str] = set()
    for column in columns():
        if not column.repeats:
            yield column.name
        elif column.part not in done:
            done.add(column.part)
            together = [each for each in columns() if each.part == column.part]
            for number in range(1, most.get(column.part, 0) + 1):
                yield from (each.numbered(number) for each in together)


def flat(practice: Practice) -> dict[str, str]:
    """The cells of a practice that are not empty, by column."""
    found: dict[str, str] = {}
    for column in columns():
        below = column.field.partition(".")[2]
        held = getattr(practice, column.part)
        if column.repeats:
            for number, one in enumerate(held, 1):
                found[column.numbered(number)] = written(column, getattr(one, below))
        elif below:
            found[column.name] = written(column, getattr(held, below)) if held is not None else ""
        else:
            found[column.name] = written(column, held)
    return {name: text for name, text in found.items() if text}


def place_of(name: str) -> Place | None:
    """What a column of a file is, by its name; none where the codebook does not know it."""
    if name in BY_NAME:
        return Place(BY_NAME[name], 0)
    if not (found := NUMBERED.fullmatch(name)):
        return None
    before, number, after = found.groups()
    column = BY_NAME.get(f"{before}_{NUMBER}{after or ''}")
    return Place(column, int(number)) if column else None


BY_NAME: Mapping[str, Column] = {column.name: column for column in columns()}


def nested(cells: Mapping[str, str], places: Mapping[str, Place]) -> tuple[dict[str, Any], list[Misread]]:
    """What a practice is made of from the cells of one row, and the cells that could not be read."""
    made: dict[str, Any] = {}
    several: dict[str, dict[int, dict[str, Any]]] = {}
    misread: list[Misread] = []
    for name, text in cells.items():
        column, number = places[name]
        try:
            value = read(column, text)
        except BadCell as error:
            misread.append(Misread(name, text, error))
            continue
        below = column.field.partition(".")[2]
        if number:
            several.setdefault(column.part, {}).setdefault(number, {})[below] = value
        elif below:
            made.setdefault(column.part, {})[below] = value
        else:
            made[column.part] = value
    made |= {part: [held[number] for number in sorted(held)] for part, held in several.items()}
    if EFFECT in made and OUTCOME in made:
        made[EFFECT].setdefault(OUTCOME, made[OUTCOME])
    return made, misread


def numbers_of(cells: Iterable[str], places: Mapping[str, Place], part: str) -> Sequence[int]:
    """Which numbers of a repeated part a row has, in order: the third of them may be number 5."""
    return sorted({places[name].number for name in cells if places[name].column.part == part})
