"""The codebook: what every column of the library's files means, what it may hold, and which field it fills."""

import tomllib
import types
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from domain.practice import Practice

FILE = Path(__file__).with_name("codebook.toml")
NUMBER = "{n}"
BETWEEN = " | "


class Kind(StrEnum):
    """What a column holds."""

    CODE = "code"
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YEAR = "year"
    YES_NO = "yes_no"
    DATE = "date"
    ADDRESS = "address"
    CHOICE = "choice"
    CODES = "codes"
    CHOICES = "choices"


SEVERAL = frozenset({Kind.CODES, Kind.CHOICES})


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one that is repeated where its name holds ``{n}``. ``field`` is the path in a practice.

    ``allowed`` are the only values there are, where there are only some.
    """

    name: str
    field: str
    title: str
    meaning: str
    kind: Kind
    allowed: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False
    example: str = ""

    @property
    def part(self) -> str:
        """The field of a practice it belongs to, and what stands below it: "effect" of "effect.value"."""
        return self.field.partition(".")[0]

    @property
    def repeats(self) -> bool:
        """Whether a file may have it several times, numbered."""
        return NUMBER in self.name

    def numbered(self, number: int) -> str:
        """Its name the first, second, third time."""
        return self.name.replace(NUMBER, str(number))


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together."""

    key: str
    title: str
    columns: tuple[Column, ...]


@cache
def codebook() -> tuple[Group, ...]:
    """Every group of columns, in the order of the files."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Group(group["key"], group["title"], tuple(_column(one) for one in group["column"])) for group in given["group"]
    )


@cache
def columns() -> tuple[Column, ...]:
    """Every column, in the order of the files."""
    return tuple(column for group in codebook() for column in group.columns)


def _column(told: dict[str, Any]) -> Column:
    kind = Kind(told["kind"])
    return Column(**{**told, "kind": kind, "allowed": _allowed(told["field"])})


def _allowed(field: str) -> tuple[str, ...]:
    """The values of the closed list a field takes, in the order they were declared."""
    kinds = [kind for kind in _kinds(Practice, field) if isinstance(kind, type) and issubclass(kind, StrEnum)]
    return tuple(value.value for kind in kinds for value in kind)


def _kinds(model: type[BaseModel], field: str) -> list[Any]:
    first, _, rest = field.partition(".")
    kinds = _unfolded(model.model_fields[first].annotation)
    if not rest:
        return kinds
    below = next(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel))
    return _kinds(below, rest)


def _unfolded(annotation: Any) -> list[Any]:
    """The plain types within a union, a tuple or an annotated type."""
    if hasattr(annotation, "__metadata__"):
        return _unfolded(annotation.__origin__)
    if get_origin(annotation) in {Union, types.UnionType, tuple}:
        return [kind for inner in get_args(annotation) if inner is not ... for kind in _unfolded(inner)]
    return [annotation]


def fields_of(model: type[BaseModel], before: str = "") -> set[str]:
    """Every path in a model that holds a plain value: what a codebook has to tell of."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        below = [kind for kind in _unfolded(field.annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        path = f"{before}{name}"
        found |= fields_of(below[0], f"{path}.") if below else {path}
    return found
