"""The founding set: practice that is publicly documented, as the product ships it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.library.intake import read_csv
from domain.practice import Practice

FILE = Path(__file__).with_name("founding.csv")


class FoundingSetBroken(ValueError):
    """The founding set that was shipped cannot be read."""


@cache
def read_founding(path: Path = FILE) -> Mapping[str, Practice]:
    """Every founding entry by id, in the order of the file."""
    found = read_csv(path.read_bytes())
    if not found.whole:
        told = " ".join(fault.for_reader for fault in found.faults[:5])
        raise FoundingSetBroken(f"{path.name} cannot be read. {told} Correct the file, or install the product again.")
    return MappingProxyType({practice.practice_id: practice for practice in found.practices})
