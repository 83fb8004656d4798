"""The founding set: practice that is publicly documented, as the product ships it."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from domain.practice import Practice


@cache
def read_founding() -> Mapping[str, Practice]:
    """Every founding entry by id, in the order of the file."""
    return MappingProxyType({})
