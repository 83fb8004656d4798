"""What was counted from a mapping that never changes, remembered for as long as it is in use."""

import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

REMEMBERED = 8
Found = TypeVar("Found")


class LastFew(Generic[Found]):
    """The last few counts, each with the very mapping it was made from.

    A desk hands out the same mapping until something new is told, so the same one is not counted twice.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[tuple[Mapping[str, Any], object, Found]] = []

    def of(self, every: Mapping[str, Any], about: object, count: Callable[[], Found]) -> Found:
        """What was counted from this mapping ``about`` something, counted now where it was not."""
        for mapping, key, found in list(self._kept):
            if mapping is every and key == about:
                return found
        found = count()
        with self._lock:
            self._kept = [(every, about, found), *self._kept][:REMEMBERED]
        return found
