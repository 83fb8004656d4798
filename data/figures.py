"""The official figures of one build, read-only: the only SELECTs on them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from data import versions
from data.search import Match, PlaceIndex
from data.store import BOUNDARIES, damaged, read_places, read_successions_of
from domain.build_report import BuildReport
from domain.observation import Mark, Observation
from domain.place import Level, Place, Succession
from domain.reason import Reason
from domain.verdict import Comparator, Direction, LevelAnswer, TrendAnswer, Verdict

Made = TypeVar("Made", Observation, Verdict)
ENUMS: dict[str, type] = {
    "reason": Reason, "level_reason": Reason, "trend_reason": Reason, "mark": Mark, "trend": TrendAnswer,
    "direction": Direction, "comparator": Comparator, "level": LevelAnswer, "below_level": LevelAnswer,
    "above_level": LevelAnswer,
}  # fmt: skip

TABLES = (
    "observations_by_metric", "observations_by_place", "standings_by_metric", "standings_by_place",
    "comparisons_by_metric", "comparisons_by_place", "summaries", "names", "neighbours", "clusters",
)  # fmt: skip
OBSERVATION = """
    SELECT metric_id, place_code, CAST(period_start AS DATE), period_months,
           value, lower, upper, reason, mark, source_id
"""
VERDICT = """
    SELECT s.metric_id, s.place_code, s.group_level, CAST(s.period_start AS DATE), s.period_months,
           s.value, s.lower, s.upper, s.reason, s.mark, s.source_id, s.stale, s.fifth, s.fifth_of,
           s.trend, s.direction, s.trend_reason, s.slope, s.points,
           c.comparator, c.benchmark, coalesce(c.rest_of, false), coalesce(c.members, 0),
           coalesce(c.level, 'not_compared'), coalesce(c.level_reason, 'no_comparator'), c.p,
           coalesce(c.flagged, false),
           c.tip_below, c.below_level, c.tip_above, c.above_level
"""
# how the text of each field becomes a member of its enum, by position in the dataclass
READERS: dict[type, tuple[tuple[int, type], ...]] = {
    kind: tuple(
        (position, enum)
        for position, name in enumerate(field.name for field in fields(kind))
        for enum in [ENUMS.get(name)]
        if enum
    )
    for kind in (Observation, Verdict)
}


class Figures:
    """One build opened for reading. Safe to share between threads: each query has a cursor of its own.

    Raises ``BuildUnreadable`` when the build is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report: BuildReport = versions.read_report(folder)
        self.places: Mapping[str, Place] = {place.code: place for place in read_places(folder)}
        self.successions: tuple[Succession, ...] = read_successions_of(folder)
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
        """The rows as observations or verdicts: NaN and "" become None, texts members of their enums."""
        return tuple(_made(kind, row) for row in self._rows(query, **parameters))

    def _rows(self, query: str, **parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._database.cursor().execute(query, parameters).fetchall()
        except duckdb.Error as error:  # our own SQL is right, so the file is not
            raise damaged(self.folder / "a table") from error

    @property
    def build_id(self) -> str:
        """The id of the build."""
        return self.folder.name

    @property
    def boundaries_folder(self) -> Path:
        """The folder of the build's boundary files, one GeoJSON a level."""
        return self.folder / BOUNDARIES

    def verdicts_of_metric(self, metric_id: str, comparator: Comparator) -> tuple[Verdict, ...]:
        """One for each place with any figure for the metric, against one comparator."""
        query = f"""{VERDICT}
            FROM standings_by_metric AS s
            LEFT JOIN (SELECT * FROM comparisons_by_metric WHERE metric_id = $metric AND comparator = $comparator) AS c
            USING (place_code)
            WHERE s.metric_id = $metric
            ORDER BY s.place_code
        """  # noqa: S608 - the parts are constants
        return self._made(Verdict, query, metric=metric_id, comparator=comparator.value)

    def verdicts(
        self, place_codes: Iterable[str], metric_ids: Iterable[str], comparator: Comparator
    ) -> tuple[Verdict, ...]:
        """One for each of a few places and metrics that has any figure, against one comparator."""
        among, parameters = _among(place_codes, metric_ids)
        query = f"""{VERDICT}
            FROM (SELECT * FROM standings_by_place WHERE {among}) AS s
            LEFT JOIN (SELECT * FROM comparisons_by_place WHERE {among} AND comparator = $comparator) AS c
            USING (metric_id, place_code)
            ORDER BY s.metric_id, s.place_code
        """  # noqa: S608 - the parts are constants and names of parameters
        return self._made(Verdict, query, **parameters, comparator=comparator.value)

    def series(self, place_codes: Iterable[str], metric_ids: Iterable[str]) -> tuple[Observation, ...]:
        """Every observation of a few places and metrics, oldest first; one without a value says why."""
        among, parameters = _among(place_codes, metric_ids)
        query = f"""{OBSERVATION}
            FROM observations_by_place WHERE {among}
            ORDER BY metric_id, place_code, period_start
        """
        return self._made(Observation, query, **parameters)

    def series_of_metric(self, metric_id: str) -> pd.DataFrame:
        """Every figure of one metric in every place, oldest first: place_code, period_start, period_months, value."""
        query = """
            SELECT place_code, period_start, period_months, value
            FROM observations_by_metric WHERE metric_id = $metric AND NOT isnan(value)
            ORDER BY period_start, place_code
        """
        return self._frame(query, metric=metric_id)

    @cached_property
    def summaries(self) -> pd.DataFrame:
        """One row for each metric over the places of its lowest level, indexed by metric_id."""
        return self._frame("SELECT * FROM summaries ORDER BY metric_id").set_index("metric_id", drop=False)

    @cached_property
    def summary_rows(self) -> dict[str, dict[str, Any]]:
        """The same by metric_id, each row as a dict: quicker to read one by one than a frame."""
        return {str(metric_id): row for metric_id, row in self.summaries.to_dict("index").items()}

    @cached_property
    def trend_reasons(self) -> dict[str, dict[Reason, int]]:
        """By metric: how many places of its lowest level have no trend, or a weak one, for which reason."""
        query = """
            SELECT metric_id, s.trend_reason, count(*) AS places
            FROM standings_by_metric AS s JOIN summaries AS m USING (metric_id)
            WHERE s.group_level = m.level AND NOT s.stale AND NOT isnan(s.value) AND s.trend_reason <> ''
            GROUP BY metric_id, s.trend_reason ORDER BY metric_id, places DESC, s.trend_reason
        """
        return self._counted(query)

    @cached_property
    def level_reasons(self) -> dict[str, dict[Reason, int]]:
        """By metric: how many places of its lowest level cannot be compared with their nation, for which reason."""
        query = """
            SELECT metric_id, c.level_reason, count(*) AS places
            FROM comparisons_by_metric AS c
            JOIN standings_by_metric AS s USING (metric_id, place_code)
            JOIN summaries AS m USING (metric_id)
            WHERE c.comparator = $comparator AND c.level = $not_compared
                AND s.group_level = m.level AND NOT s.stale AND NOT isnan(s.value) AND c.level_reason <> ''
            GROUP BY metric_id, c.level_reason ORDER BY metric_id, places DESC, c.level_reason
        """
        return self._counted(query, comparator=Comparator.NATION.value, not_compared=LevelAnswer.NOT_COMPARED.value)

    def _counted(self, query: str, **parameters: object) -> dict[str, dict[Reason, int]]:
        counts: dict[str, dict[Reason, int]] = {}
        for metric_id, reason, places in self._frame(query, **parameters).itertuples(index=False):
            counts.setdefault(str(metric_id), {})[Reason(reason)] = int(places)
        return counts

    def neighbours(self, place_code: str, family: str) -> list[str]:
        """The codes of a place's statistical neighbours in one published family, most alike first."""
        query = """
            SELECT neighbour_code FROM neighbours WHERE place_code = $place AND family = $family ORDER BY rank
        """
        return list(self._frame(query, place=place_code, family=family)["neighbour_code"])

    def likeness(self, place_code: str) -> dict[str, tuple[str, ...]]:
        """The neighbours of a place by published family, most alike first; a family without any is absent."""
        query = """
            SELECT family, list(neighbour_code ORDER BY rank) FROM neighbours
            WHERE place_code = $place GROUP BY family ORDER BY family
        """
        return {str(family): tuple(codes) for family, codes in self._rows(query, place=place_code)}

    def clusters(self, place_code: str) -> dict[str, str]:
        """The letter of the cluster a council was put in, by published family; where none was given it is absent."""
        query = "SELECT family, cluster FROM clusters WHERE place_code = $place ORDER BY family"
        found = self._rows(query, place=place_code)
        return {str(family): str(letter) for family, letter in found if str(letter).isalpha()}

    def find_places(self, text: str, limit: int = 10) -> list[Match]:
        """Places whose present or former name or code is like the text, best first."""
        return self._index.find(text, limit=limit)

    @cached_property
    def _index(self) -> PlaceIndex:
        names = self._frame("SELECT place_code, name, kind FROM names ORDER BY place_code, name")
        return PlaceIndex(tuple(self.places.values()), names)

    @cached_property
    def current_places(self) -> tuple[Place, ...]:
        """Every place in use today: nations, regions, combined authorities, then councils, each by name."""
        order = list(Level)[::-1]
        current = [place for place in self.places.values() if place.is_current]
        return tuple(sorted(current, key=lambda place: (order.index(place.levels[-1]), place.name)))

    def members(self, code: str) -> tuple[Place, ...]:
        """The current councils that belong to a county, combined authority, region or nation."""
        return tuple(
            place
            for place in self.current_places
            if code in (place.county_code, place.combined_authority_code, place.region_code, place.nation_code)
        )


def _among(place_codes: Iterable[str], metric_ids: Iterable[str]) -> tuple[str, dict[str, object]]:
    """A condition for some places and metrics, and its parameters.

    Places are spelt out one by one, because the database then skips the parts of a file that hold none of them,
    which it does not for a list in one parameter.
    """
    places: dict[str, object] = {f"place_{number}": code for number, code in enumerate(dict.fromkeys(place_codes))}
    condition = f"place_code IN ({', '.join(f'${name}' for name in places)})" if places else "false"
    return f"{condition} AND list_contains($metrics, metric_id)", places | {"metrics": list(metric_ids)}


def _made(kind: type[Made], row: tuple[Any, ...]) -> Made:
    """One row, its cells in the order of the fields of ``kind``."""
    cells = [None if cell == "" or cell != cell else cell for cell in row]  # noqa: PLR0124 - NaN is unlike itself
    for position, enum in READERS[kind]:
        if cells[position] is not None:
            cells[position] = enum(cells[position])
    fields_in_order: Any = cells
    return kind(*fields_in_order)


def stamp(folder: Path = versions.BUILDS_FOLDER) -> str:
    """The id of the build in use, read cheaply; "" when there is none."""
    try:
        return versions.current(folder).name
    except versions.BuildUnreadable:
        return ""


def open_current(folder: Path = versions.BUILDS_FOLDER) -> Figures:
    """The figures of the build in use; raises ``BuildUnreadable`` when there is none that can be read."""
    return Figures(versions.current(folder))
