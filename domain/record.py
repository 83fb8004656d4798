"""A record: one thing people told us, which is never changed, only followed by a newer version of itself."""

import re
from abc import ABC, abstractmethod
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from domain.frozen import Frozen

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Among them are those that turn the direction of what follows: with them a text can be made to read as another.
BREAKS = re.compile(r"[\t\r\n]")


def _readable(text: str) -> str:
    if found := UNSEEN.search(text):
        raise ValueError(f"character {found.start() + 1} is {found.group()!a}, which cannot be seen: take it out")
    return text


def _on_one_line(text: str) -> str:
    if BREAKS.search(text):
        raise ValueError("this is one line: take out the line breaks and tabs")
    return _readable(text)


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
"""The name of one record among its kind; it never holds a stroke, which joins the parts of a longer one."""

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", max_length=250)]
"""An identifier, or several joined by strokes."""

PlaceCode = Annotated[str, StringConstraints(pattern=r"^[EKNSW]\d{8}$")]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_on_one_line)
]
Passage = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000), AfterValidator(_readable)]
Remark = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), AfterValidator(_readable)
]


class Record(Frozen, ABC):
    """What every noun of the register has: a key that stays the same through all its versions."""

    @property
    @abstractmethod
    def record_id(self) -> str:
        """The key of the record among those of its kind."""
