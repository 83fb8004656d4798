"""One build's tables, opened for reading, and how their rows become nouns of the domain."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from data.store import damaged
from domain.calibration import Calibration, ChanceBin, VerdictChange
from domain.change import Change, ChangeAnswer
from domain.disparity import Convergence, Gap, GapAnswer, GapChange, GapMeasure, NationalCount, Weighting
from domain.observation import Mark, Observation
from domain.reason import Reason
from domain.verdict import (
    AssuranceAnswer,
    Comparator,
    Direction,
    LevelAnswer,
    TrajectoryAnswer,
    TrendAnswer,
    Verdict,
)

KINDS = (
    Observation, Verdict, Change, Gap, GapChange, Convergence, NationalCount, Calibration, ChanceBin, VerdictChange,
)  # fmt: skip
Made = TypeVar("Made")
TABLES = (
    "observations_by_metric", "observations_by_place", "standings_by_metric", "standings_by_place",
    "comparisons_by_metric", "comparisons_by_place", "changes_by_metric", "changes_by_place", "summaries", "gaps",
    "gap_changes", "convergences", "national_counts", "calibrations", "chance_bins", "verdict_changes",
    "names", "neighbours", "clusters",
)  # fmt: skip
ENUMS: dict[str, type] = {
    "reason": Reason, "mark": Mark, "trend": TrendAnswer, "direction": Direction, "comparator": Comparator,
    "level": LevelAnswer, "below_level": LevelAnswer, "above_level": LevelAnswer, "trajectory": TrajectoryAnswer,
    "tip_answer": TrajectoryAnswer, "assurance": AssuranceAnswer, "weighting": Weighting, "measure": GapMeasure,
}  # fmt: skip
ANSWERS: dict[type, type] = {Change: ChangeAnswer, GapChange: GapAnswer}
AS_TEXT: tuple[type, ...] = (VerdictChange,)


def _enum(kind: type, name: str) -> type | None:
    """The enum of a field; every field that ends in "reason" holds a reason."""
    if kind in AS_TEXT:
        return None
    return ANSWERS.get(kind) if name == "answer" else Reason if name.endswith("_reason") else ENUMS.get(name)


# how the text of each field becomes a member of its enum, by position in the dataclass
READERS: dict[type, tuple[tuple[int, type], ...]] = {
    kind: tuple(
        (position, enum)
        for position, name in enumerate(field.name for field in fields(kind))
        for enum in [_enum(kind, name)]
        if enum
    )
    for kind in KINDS
}


class Tables:
    """The tables of one build as views of a database in memory. Safe to share: each query has a cursor of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = self._open()

    def _open(self) -> duckdb.DuckDBPyConnection:
        database = duckdb.connect(":memory:", config={"threads": 1, "autoinstall_known_extensions": False})
        for table in TABLES:
            path = self.folder / f"{table}.parquet"
            try:
                # a view cannot take parameters; the path is ours, its quotes doubled
                quoted = str(path).replace("'", "''")
                database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{quoted}')")  # noqa: S608
            except duckdb.Error as error:
                raise damaged(path) from error
        return database

    def _frame(self, query: str, **parameters: object) -> pd.DataFrame:
        try:
            return self._database.cursor().execute(query, parameters or None).df()
        except duckdb.Error as error:  # our own SQL is right, so the file is not
            raise damaged(self.folder / "a table") from error

    def _made(self, kind: type[Made], query: str, **parameters: object) -> tuple[Made, ...]:
        """The rows as nouns: NaN and "" become None, texts members of their enums."""
        return tuple(_made(kind, row) for row in self._rows(query, **parameters))

    def _rows(self, query: str, **parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._database.cursor().execute(query, parameters).fetchall()
        except duckdb.Error as error:  # our own SQL is right, so the file is not
            raise damaged(self.folder / "a table") from error


def _made(kind: type[Made], row: tuple[Any, ...]) -> Made:
    """One row, its cells in the order of the fields of ``kind``."""
    cells = [None if cell == "" or cell != cell else cell for cell in row]  # noqa: PLR0124 - NaN is unlike itself
    for position, enum in READERS[kind]:
        if cells[position] is not None:
            cells[position] = enum(cells[position])
    fields_in_order: Any = cells
    return kind(*fields_in_order)


def columns(kind: type, *, dates: tuple[str, ...] = ()) -> str:
    """The fields of a noun as the columns of a query, its dates as days."""
    names = (field.name for field in fields(kind))
    return ", ".join(f"CAST({name} AS DATE)" if name in dates else name for name in names)


def among(place_codes: Iterable[str], metric_ids: Iterable[str]) -> tuple[str, dict[str, object]]:
    """A condition for some places and metrics, and its parameters.

    Places are spelt out one by one, because the database then skips the parts of a file that hold none of them,
    which it does not for a list in one parameter.
    """
    places: dict[str, object] = {f"place_{number}": code for number, code in enumerate(dict.fromkeys(place_codes))}
    condition = f"place_code IN ({', '.join(f'${name}' for name in places)})" if places else "false"
    return f"{condition} AND list_contains($metrics, metric_id)", places | {"metrics": list(metric_ids)}
