"""The picture: what the whole register says of every transformation, kept in memory and caught up line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.tracked import Tracked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Picture:
    """One for each workspace and process, shared by everybody; ``seen`` hides what a reader may not read."""

    def seen(self, place_codes: frozenset[str] | None) -> Mapping[str, Tracked]:
        """Every transformation, with the delivery of those in some places (``None``: all) and without the others'."""
        raise NotImplementedError

    def ids_reaching(self, place_codes: Iterable[str]) -> tuple[str, ...]:
        """The transformations with any of some places among theirs, in order."""
        raise NotImplementedError

    def places_of(self, transformation_id: str) -> tuple[str, ...]:
        """The places of one transformation; nothing for an id nobody knows."""
        raise NotImplementedError
