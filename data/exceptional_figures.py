"""What stands out among many places and measures: light lists to count and to choose from."""

from collections.abc import Iterable

import pandas as pd

from data.tables import Tables
from domain.verdict import Comparator, TrendAnswer

Pairs = Iterable[tuple[str, str]]
"""Metrics with places, by id and code."""

AMONG = "list_contains($metrics, metric_id) AND list_contains($places, place_code)"


class ExceptionalFigures(Tables):
    """The part of the figures that finds what is out of the ordinary, as frames that hold no more than is counted."""

    def flags(self, comparator: Comparator, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """What stands out against a comparator, the unusual first, then by how far and how surely.

        metric_id, place_code, group_level, level, unusual.
        """
        query = f"""
            SELECT metric_id, place_code, s.group_level, c.level, c.unusual
            FROM (SELECT * FROM comparisons_by_metric WHERE comparator = $comparator AND flagged AND {AMONG}) AS c
            JOIN standings_by_metric AS s USING (metric_id, place_code)
            WHERE NOT s.stale
            ORDER BY c.unusual DESC, starts_with(c.level, 'much_') DESC, c.p, metric_id, place_code
        """  # noqa: S608 - the parts are constants
        return self._frame(query, **_asked(metric_ids, place_codes), comparator=comparator.value)

    def tested(self, comparator: Comparator, *, metric_ids: Iterable[str], place_codes: Iterable[str]) -> pd.DataFrame:
        """How many places were tested against a comparator: metric_id, group_level, places."""
        query = f"""
            SELECT metric_id, s.group_level, count(*) AS places
            FROM (
                SELECT * FROM comparisons_by_metric
                WHERE comparator = $comparator AND level <> 'not_compared' AND {AMONG}
            ) AS c
            JOIN standings_by_metric AS s USING (metric_id, place_code)
            WHERE NOT s.stale
            GROUP BY metric_id, s.group_level ORDER BY metric_id, s.group_level
        """  # noqa: S608 - the parts are constants
        return self._frame(query, **_asked(metric_ids, place_codes), comparator=comparator.value)

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
        """Every change since the baseline that could be tested, the surest first.

        metric_id, place_code, group_level, answer, flagged, and ``drift``: whether regression to the mean alone would
        bring a change within its interval.
        """
        query = f"""
            SELECT metric_id, place_code, group_level, answer, flagged,
                coalesce(by_regression BETWEEN lower AND upper AND NOT isnan(by_regression), false) AS drift
            FROM changes_by_metric WHERE NOT isnan(p) AND {AMONG} ORDER BY p, metric_id, place_code
        """  # noqa: S608 - the parts are constants
        return self._frame(query, **_asked(metric_ids, place_codes))


def _asked(metric_ids: Iterable[str], place_codes: Iterable[str]) -> dict[str, object]:
    return {"metrics": list(metric_ids), "places": list(place_codes)}


def these(pairs: Pairs) -> tuple[str, dict[str, object]]:
    """A condition for single pairs of metric and place, and its parameters."""
    chosen = list(pairs)
    metrics, places = ([*dict.fromkeys(names)] for names in zip(*chosen, strict=True)) if chosen else ([], [])
    parameters: dict[str, object] = {"metrics": metrics, "places": places}
    parameters["pairs"] = [f"{metric_id} {code}" for metric_id, code in chosen]
    return f"{AMONG} AND list_contains($pairs, concat(metric_id, ' ', place_code))", parameters
