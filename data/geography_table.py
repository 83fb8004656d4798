"""One table of the geography folder, with faults named by file, row, column and value."""

from pathlib import Path

import pandas as pd

from data.fault import Fault
from data.source_file import find_file
from data.table import read_table as read_any_table


class GeographyError(Fault):
    """The geography folder contradicts itself or lacks something."""


def read_table(folder: Path, name: str, *, columns: tuple[str, ...]) -> pd.DataFrame:
    """The cells as text, blanks as "", names in lower case, each row under its line number in the file."""
    try:
        table = read_any_table(find_file(folder, name), columns)
    except Fault as fault:
        raise GeographyError(
            fault.file, fault.problem, fault.remedy, row=fault.row, column=fault.column, value=fault.value
        ) from fault
    return table.cells.set_axis(table.numbers.to_numpy())


def refuse_where(
    faulty: "pd.Series[bool]", table: pd.DataFrame, *, file: str, column: str, problem: str, remedy: str
) -> None:
    """Raise for the first row where ``faulty`` holds."""
    if faulty.any():
        position = int(faulty.to_numpy().argmax())
        row, value = int(table.index[position]), str(table[column].iloc[position])
        raise GeographyError(file, problem, remedy, row=row, column=column, value=value)
