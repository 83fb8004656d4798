"""Uploads: spreadsheets that were filled in elsewhere, for one return or for thousands of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.desk.desk import Desk


class Uploads:
    """The spreadsheets one person may take away and bring back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def template(self, return_id: str) -> bytes:
        """The spreadsheet of one return, pre-filled."""
        raise NotImplementedError

    def load(self, return_id: str, content: bytes, file_name: str) -> object:
        """Read a filled-in spreadsheet into the draft of one return: all of it, or nothing and every fault at once."""
        raise NotImplementedError

    def bulk_template(self, programme_id: str) -> bytes:
        """One spreadsheet for many transformations of a programme."""
        raise NotImplementedError

    def load_bulk(
        self, content: bytes, file_name: str, *, progress: Callable[[int, int], None] | None = None
    ) -> object:
        """Read records for many transformations: all of them, or nothing and a report of every row."""
        raise NotImplementedError
