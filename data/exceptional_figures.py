"""What stands out among many places and measures: light lists to count and to choose from."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pandas as pd

from data.tables import Tables
from domain.change import ChangeAnswer
from domain.verdict import Comparator, TrendAnswer

Pairs = Iterable[tuple[str, str]]
"""Metrics with places, by id and code."""

TEXTS = ("metric_id", "place_code", "group_level", "level")
AS_CATEGORIES: dict[str, Any] = dict.fromkeys(TEXTS, "category")  # numbers in place of texts: quicker to search
AS_TEXTS: dict[str, Any] = dict.fromkeys(TEXTS, "str")
# a join with the few asked for is quicker than a search of long lists in each row
AMONG = "metric_id IN (SELECT unnest($metrics)) AND place_code IN (SELECT unnest($places))"


class ExceptionalFigures(Tables):
    """The part of the figures that finds what is out of the ordinary, as frames that hold no more than is counted."""

    @cached_property
    def _compared(self) -> dict[Comparator, pd.DataFrame]:
        """What was tested against each comparator so far asked for: reading it is most of what a page costs."""
        return {}

    def _compared_with(
        self, comparator: Comparator, metric_ids: Iterable[str], place_codes: Iterable[str]
    ) -> pd.DataFrame:
        """Every figure tested against a comparator among some metrics and places, those that stand out first."""
        query = """
            SELECT metric_id, place_code, s.group_level, c.level, c.flagged, c.unusual
            FROM (SELECT * FROM comparisons_by_metric WHERE comparator = $comparator AND level <> 'not_compared') AS c
            JOIN standings_by_metric AS s USING (metric_id, place_code)
            WHERE NOT s.stale
            ORDER BY c.flagged DESC, c.unusual DESC, starts_with(c.level, 'much_') DESC, c.p, metric_id, place_code
        """
        if comparator not in self._compared:
            self._compared[comparator] = self._frame(query, comparator=comparator.value).astype(AS_CATEGORIES)
        every = self._compared[comparator]
        return every[every["metric_id"].isin(list(metric_ids)) & every["place_code"].isin(list(place_codes))]

    def flags(self, comparator: Comparator, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """What stands out against a comparator, the unusual first, then by how far and how surely.

        metric_id, place_code, group_level, level, unusual.
        """
        found = self._compared_with(comparator, metric_ids, place_codes)
        return found[found["flagged"]].drop(columns="flagged").astype(AS_TEXTS).reset_index(drop=True)

    def tested(self, comparator: Comparator, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """How many places were tested against a comparator: metric_id, group_level, places."""
        found = self._compared_with(comparator, metric_ids, place_codes)
        counts = found.groupby(["metric_id", "group_level"], observed=True).size().reset_index(name="places")
        return counts.astype({"metric_id": "str", "group_level": "str"})

    def worsening(
        self, comparator: Comparator, *, metric_ids: Iterable[str], place_codes: Iterable[str]
    ) -> pd.DataFrame:
        """Series that worsen by a test on intervals or counts, those that stand out as worse as well first.

        metric_id, place_code, group_level.
        """
        query = f"""
            SELECT metric_id, place_code, s.group_level
            FROM (
                SELECT * FROM standings_by_metric
                WHERE trend = $worsening AND trend_reason = '' AND NOT stale AND {AMONG}
            ) AS s
            LEFT JOIN (SELECT * FROM comparisons_by_metric WHERE comparator = $comparator AND {AMONG}) AS c
            USING (metric_id, place_code)
            ORDER BY coalesce(c.flagged AND c.level IN ('worse', 'much_worse'), false) DESC,
                coalesce(c.unusual, false) DESC, coalesce(c.level, '') = 'much_worse' DESC,
                coalesce(c.p, 1), metric_id, place_code
        """  # noqa: S608 - the parts are constants
        asked = _asked(metric_ids, place_codes)
        return self._frame(query, **asked, comparator=comparator.value, worsening=TrendAnswer.WORSENING.value)

    def trends(self, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """How many series give which trend, and why it is weak or missing: group_level, trend, reason, series."""
        query = f"""
            SELECT group_level, trend, trend_reason AS reason, count(*) AS series FROM standings_by_metric
            WHERE NOT stale AND {AMONG} GROUP BY group_level, trend, trend_reason ORDER BY group_level, trend, reason
        """  # noqa: S608 - the parts are constants
        return self._frame(query, **_asked(metric_ids, place_codes))

    def moves(self, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """Every change since the baseline that stands out beyond noise and went a way that can be told, surest first.

        metric_id, place_code, group_level, answer, and ``drift``: whether regression to the mean alone would bring a
        change within its interval.
        """
        query = f"""
            SELECT metric_id, place_code, group_level, answer,
                coalesce(by_regression BETWEEN lower AND upper AND NOT isnan(by_regression), false) AS drift
            FROM changes_by_metric WHERE flagged AND answer <> $untold AND {AMONG} ORDER BY p, metric_id, place_code
        """  # noqa: S608 - the parts are constants
        return self._frame(query, **_asked(metric_ids, place_codes), untold=ChangeAnswer.CANNOT_TELL.value)

    def moves_tested(self, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """How many changes since the baseline could be tested: group_level, changes."""
        query = f"""
            SELECT group_level, count(*) AS changes FROM changes_by_metric WHERE NOT isnan(p) AND {AMONG}
            GROUP BY group_level ORDER BY group_level
        """  # noqa: S608 - the parts are constants
        return self._frame(query, **_asked(metric_ids, place_codes))


def _asked(metric_ids: Iterable[str], place_codes: Iterable[str]) -> dict[str, object]:
    return {"metrics": list(metric_ids), "places": list(place_codes)}


def these(pairs: Pairs) -> tuple[str, dict[str, object]]:
    """Single pairs of metric and place as a table to join with, and its parameters."""
    chosen = list(pairs)
    parameters: dict[str, object] = {
        "pair_metrics": [metric_id for metric_id, _ in chosen],
        "pair_places": [code for _, code in chosen],
    }
    return "(SELECT unnest($pair_metrics) AS metric_id, unnest($pair_places) AS place_code) AS asked", parameters
