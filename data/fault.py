"""What is wrong with an input, said so that the person who has it can put it right."""

from pathlib import Path


class Fault(Exception):
    """One fault in one file: where it is, what was found there, and what to do about it.

    ``row`` counts lines as a spreadsheet does, so the header of a plain file is row 1.
    """

    def __init__(
        self,
        file: str | Path,
        problem: str,
        remedy: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        self.file, self.problem, self.remedy = file, problem, remedy
        self.row, self.column, self.value = row, column, value
        super().__init__(file, problem, remedy)

    def __str__(self) -> str:
        where = [str(self.file)]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column!r}")
        found = "" if self.value is None else f" Found: {self.value[:120]!r}."
        return f"{', '.join(where)}: {self.problem}.{found} {self.remedy}"


class BuildRefused(Exception):
    """A build was not published. ``faults`` are sentences; the build in use is untouched."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))
