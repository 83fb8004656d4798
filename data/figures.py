"""The official figures of one build, read-only: the only SELECTs on them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from data import versions
from data.search import Match, PlaceIndex
from data.store import BOUNDARIES, damaged, read_places, read_successions_of
from domain.build_report import BuildReport
from domain.place import Level, Place, Succession
from domain.verdict import Comparator

TABLES = (
    "observations_by_metric", "observations_by_place", "standings_by_metric", "standings_by_place",
    "comparisons_by_metric", "comparisons_by_place", "summaries", "names", "neighbours", "clusters",
)  # fmt: skip
SERIES = """
    SELECT metric_id, place_code, period_start, period_months, value, lower, upper, reason, mark, source_id
"""
VERDICT = """
    SELECT s.metric_id, s.place_code, s.group_level, s.period_start, s.period_months, s.value, s.lower, s.upper,
           s.reason, s.mark, s.source_id, s.stale, s.fifth, s.fifth_of,
           s.trend, s.direction, s.trend_reason, s.trend_p, s.slope, s.points,
           c.comparator, c.benchmark, c.rest_of, c.members, c.level, c.level_reason, c.p, c.flagged
"""


class Figures:
    """One build opened for reading. Safe to share between threads: each query has a cursor of its own.

    Raises ``BuildUnreadable`` when the build is missing or damaged. Frames have ``period_start`` as a
    timestamp and numbers as floats with NaN for none.
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
                # the paths are ours, and a view cannot take parameters
                database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')")  # noqa: S608
            except duckdb.Error as error:
                raise damaged(path) from error
        return database

    def _frame(self, query: str, **parameters: object) -> pd.DataFrame:
        try:
            return self._database.cursor().execute(query, parameters or None).df()
        except duckdb.IOException as error:
            raise damaged(self.folder / "a table") from error

    @property
    def build_id(self) -> str:
        """The id of the build."""
        return self.folder.name

    @property
    def boundaries_folder(self) -> Path:
        """The folder of the build's boundary files, one GeoJSON a level."""
        return self.folder / BOUNDARIES

    @property
    def newest_release(self) -> dt.datetime:
        """When the build was made."""
        return self.report.built_at

    def verdicts_of_place(self, place_code: str, comparator: Comparator) -> pd.DataFrame:
        """One row for each metric with any figure in the place, against one comparator."""
        query = VERDICT + """
            FROM standings_by_place AS s
            LEFT JOIN (SELECT * FROM comparisons_by_place WHERE place_code = $place AND comparator = $comparator) AS c
            USING (metric_id)
            WHERE s.place_code = $place
            ORDER BY s.metric_id
        """
        return self._frame(query, place=place_code, comparator=comparator.value)

    def verdicts_of_metric(self, metric_id: str, comparator: Comparator) -> pd.DataFrame:
        """One row for each place with any figure for the metric, against one comparator."""
        query = VERDICT + """
            FROM standings_by_metric AS s
            LEFT JOIN (SELECT * FROM comparisons_by_metric WHERE metric_id = $metric AND comparator = $comparator) AS c
            USING (place_code)
            WHERE s.metric_id = $metric
            ORDER BY s.place_code
        """
        return self._frame(query, metric=metric_id, comparator=comparator.value)

    def verdicts(self, place_codes: Iterable[str], metric_ids: Iterable[str], comparator: Comparator) -> pd.DataFrame:
        """One row for each of a few places and metrics that has any figure, against one comparator."""
        query = VERDICT + """
            FROM standings_by_place AS s
            LEFT JOIN (
                SELECT * FROM comparisons_by_place WHERE list_contains($places, place_code) AND comparator = $comparator
            ) AS c USING (metric_id, place_code)
            WHERE list_contains($places, s.place_code) AND list_contains($metrics, s.metric_id)
            ORDER BY s.metric_id, s.place_code
        """
        return self._frame(query, places=list(place_codes), metrics=list(metric_ids), comparator=comparator.value)

    def series(self, place_codes: Iterable[str], metric_ids: Iterable[str]) -> pd.DataFrame:
        """Every observation of a few places and metrics, oldest first; a row without a value says why."""
        query = SERIES + """
            FROM observations_by_place
            WHERE list_contains($places, place_code) AND list_contains($metrics, metric_id)
            ORDER BY metric_id, place_code, period_start
        """
        return self._frame(query, places=list(place_codes), metrics=list(metric_ids))

    def series_of_metric(self, metric_id: str) -> pd.DataFrame:
        """Every observation of one metric in every place, oldest first."""
        query = SERIES + """
            FROM observations_by_metric WHERE metric_id = $metric ORDER BY period_start, place_code
        """
        return self._frame(query, metric=metric_id)

    @cached_property
    def summaries(self) -> pd.DataFrame:
        """One row for each metric over the places of its lowest level, indexed by metric_id."""
        return self._frame("SELECT * FROM summaries ORDER BY metric_id").set_index("metric_id", drop=False)

    def neighbours(self, place_code: str, family: str) -> list[str]:
        """The codes of a place's statistical neighbours in one published family, most alike first."""
        query = """
            SELECT neighbour_code FROM neighbours WHERE place_code = $place AND family = $family ORDER BY rank
        """
        return list(self._frame(query, place=place_code, family=family)["neighbour_code"])

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
        order = [Level.UNITED_KINGDOM, Level.NATION, Level.REGION, Level.COMBINED_AUTHORITY, Level.UPPER_TIER, Level.DISTRICT]
        current = [place for place in self.places.values() if place.is_current]
        return tuple(sorted(current, key=lambda place: (order.index(place.levels[-1]), place.name)))

    def members(self, code: str) -> tuple[Place, ...]:
        """The current councils that belong to a county, combined authority, region or nation."""
        return tuple(
            place
            for place in self.current_places
            if code in (place.county_code, place.combined_authority_code, place.region_code, place.nation_code)
        )


def stamp(folder: Path = versions.BUILDS_FOLDER) -> str:
    """The id of the build in use, read cheaply; "" when there is none."""
    try:
        return versions.current(folder).name
    except versions.BuildUnreadable:
        return ""


def open_current(folder: Path = versions.BUILDS_FOLDER) -> Figures:
    """The figures of the build in use; raises ``BuildUnreadable`` when there is none that can be read."""
    return Figures(versions.current(folder))
