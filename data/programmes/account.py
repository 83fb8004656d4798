"""The account of a register: every row of its files is counted once, under what became of it."""

from collections.abc import Mapping
from pathlib import Path

from data.table import Table
from domain.build_report import RegisterReport, RowsSetAside


class Account:
    """Counts rows while a register is being read."""

    def __init__(self, source_id: str, tables: Mapping[str, Table]) -> None:
        self._source_id = source_id
        self._waiting = {path: dict.fromkeys(int(number) for number in table.numbers) for path, table in tables.items()}
        self._rows = sum(len(table) for table in tables.values())
        self._kept = self._granting = 0
        self._aside: dict[str, tuple[int, str]] = {}
        self._warnings: list[str] = []

    def keep(self, file: str, number: int) -> None:
        """The row is a transformation."""
        del self._waiting[file][number]
        self._kept += 1

    def grant(self, file: str, number: int) -> None:
        """The row gives the grant of a group of transformations."""
        del self._waiting[file][number]
        self._granting += 1

    def set_aside(self, file: str, number: int, why: str, what: str) -> None:
        """The row is neither, and says why."""
        del self._waiting[file][number]
        rows, example = self._aside.get(why, (0, f"{Path(file).name} row {number}: {what}".removesuffix(": ")))
        self._aside[why] = rows + 1, example

    def rest(self, file: str, why: str) -> None:
        """Set aside what is left of a file."""
        for number in list(self._waiting[file]):
            self.set_aside(file, number, why, "")

    def warn(self, words: str) -> None:
        """Something a person should look at, though the row was kept."""
        self._warnings.append(words)

    def report(self) -> RegisterReport:
        """The account, the largest entry first."""
        entries = sorted(self._aside.items(), key=lambda item: -item[1][0])
        return RegisterReport(
            source_id=self._source_id,
            rows_read=self._rows,
            transformations=self._kept,
            grants_of_groups=self._granting,
            set_aside=tuple(RowsSetAside(why=why, rows=rows, example=one) for why, (rows, one) in entries),
            warnings=tuple(self._warnings),
        )
