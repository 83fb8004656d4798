"""The official figures of one build, read-only: the only SELECTs on them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from data import versions
from data.adjacency import read_borders
from data.exceptional_figures import Pairs, these
from data.national_figures import NationalFigures
from data.search import Match, PlaceIndex
from data.store import BOUNDARIES, read_places, read_successions_of
from data.tables import among
from domain.build_report import BuildReport
from domain.observation import Observation
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, UNITED_KINGDOM, WALES, Level, Place, Succession
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer, Verdict

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
           c.tip_below, c.below_level, c.tip_above, c.above_level, coalesce(c.unusual, false),
           s.trajectory, s.trajectory_reason, s.chance, s.target_value, s.target_year, s.path_gap, s.needed, s.achieved,
           s.tip_value, s.tip_answer, s.assurance, s.assurance_reason,
           s.rank, s.rank_low, s.rank_high, s.rank_of, s.rank_reason
"""


class Figures(NationalFigures):
    """One build opened for reading. Safe to share between threads: each query has a cursor of its own.

    Raises ``BuildUnreadable`` when the build is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.report: BuildReport = versions.read_report(folder)
        self.places: Mapping[str, Place] = {place.code: place for place in read_places(folder)}
        self.successions: tuple[Succession, ...] = read_successions_of(folder)
        self._borders: dict[Level, Mapping[str, frozenset[str]]] = {}

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
        condition, parameters = among(place_codes, metric_ids)
        query = f"""{VERDICT}
            FROM (SELECT * FROM standings_by_place WHERE {condition}) AS s
            LEFT JOIN (SELECT * FROM comparisons_by_place WHERE {condition} AND comparator = $comparator) AS c
            USING (metric_id, place_code)
            ORDER BY s.metric_id, s.place_code
        """  # noqa: S608 - the parts are constants and names of parameters
        return self._made(Verdict, query, **parameters, comparator=comparator.value)

    def verdicts_at(self, pairs: Pairs, comparator: Comparator) -> tuple[Verdict, ...]:
        """One for each of some pairs of metric and place, against one comparator, in their order."""
        chosen = list(pairs)
        asked, parameters = these(chosen)
        query = f"""{VERDICT}
            FROM {asked} JOIN standings_by_metric AS s USING (metric_id, place_code)
            LEFT JOIN (
                SELECT * FROM comparisons_by_metric
                WHERE comparator = $comparator AND metric_id IN (SELECT unnest($pair_metrics))
            ) AS c USING (metric_id, place_code)
        """  # noqa: S608 - the parts are constants
        found = self._made(Verdict, query, **parameters, comparator=comparator.value)
        by_pair = {(verdict.metric_id, verdict.place_code): verdict for verdict in found}
        return tuple(by_pair[pair] for pair in chosen if pair in by_pair)

    def having(self, place_codes: Iterable[str], metric_ids: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Which of a few places have any figure for which metrics, as pairs of metric and place."""
        condition, parameters = among(place_codes, metric_ids)
        query = f"""
            SELECT metric_id, place_code FROM standings_by_place WHERE {condition} AND NOT isnan(value)
            ORDER BY metric_id, place_code
        """  # noqa: S608 - the parts are constants and names of parameters
        found = self._rows(query, **parameters)
        return frozenset((str(metric_id), str(code)) for metric_id, code in found)

    def exceptions(
        self, comparator: Comparator, *, metric_ids: Iterable[str], place_codes: Iterable[str]
    ) -> tuple[Verdict, ...]:
        """The verdicts among some places and metrics that stand out against a comparator, false discoveries held."""
        query = f"""{VERDICT}
            FROM (SELECT * FROM comparisons_by_metric WHERE comparator = $comparator AND flagged) AS c
            JOIN standings_by_metric AS s USING (metric_id, place_code)
            WHERE NOT s.stale AND list_contains($metrics, metric_id) AND list_contains($places, place_code)
            ORDER BY c.p, metric_id, place_code
        """  # noqa: S608 - the parts are constants
        parameters = {"metrics": list(metric_ids), "places": list(place_codes), "comparator": comparator.value}
        return self._made(Verdict, query, **parameters)

    @cached_property
    def nations(self) -> tuple[Verdict, ...]:
        """Every verdict of the United Kingdom and its nations against the United Kingdom: few, and often asked for."""
        return self.verdicts(
            (UNITED_KINGDOM, ENGLAND, SCOTLAND, WALES, NORTHERN_IRELAND),
            list(self.summary_rows),
            Comparator.UNITED_KINGDOM,
        )

    def series(self, place_codes: Iterable[str], metric_ids: Iterable[str]) -> tuple[Observation, ...]:
        """Every observation of a few places and metrics, oldest first; one without a value says why."""
        condition, parameters = among(place_codes, metric_ids)
        query = f"""{OBSERVATION}
            FROM observations_by_place WHERE {condition}
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

    def grid_of_metric(self, metric_id: str) -> pd.DataFrame:
        """Every row of one metric with its marks and its reasons for gaps, as a panel is made of."""
        query = """
            SELECT place_code, period_start, period_months, value, lower, upper, "count", denominator,
                   reason, mark, source_id
            FROM observations_by_metric WHERE metric_id = $metric
            ORDER BY place_code, period_start, period_months
        """
        return self._frame(query, metric=metric_id)

    def bordering(self, level: Level) -> Mapping[str, frozenset[str]]:
        """The neighbours of every place of a level, by code."""
        if level not in self._borders:
            self._borders[level] = read_borders(self.boundaries_folder, level)
        return self._borders[level]

    def newest_figures(self, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """The newest figure of some places on some metrics, where there is one: metric_id, place_code, value."""
        query = """
            SELECT metric_id, place_code, value FROM standings_by_metric
            WHERE list_contains($metrics, metric_id) AND list_contains($places, place_code) AND NOT isnan(value)
            ORDER BY metric_id, place_code
        """
        return self._frame(query, metrics=list(metric_ids), places=list(place_codes))

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


def stamp(folder: Path = versions.BUILDS_FOLDER) -> str:
    """The id of the build in use, read cheaply; "" when there is none."""
    try:
        return versions.current(folder).name
    except versions.BuildUnreadable:
        return ""


def open_current(folder: Path = versions.BUILDS_FOLDER) -> Figures:
    """The figures of the build in use; raises ``BuildUnreadable`` when there is none that can be read."""
    return Figures(versions.current(folder))
