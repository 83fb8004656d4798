"""Turns: how many levels fresh figures turned, and how many they would turn if no place differed."""

from collections.abc import Mapping
from typing import Any

from domain.build_report import BuildReport
from metrics.verdicts import ONE_LEVEL


def renewed(report: BuildReport, compared: Mapping[str, Mapping[str, Any]]) -> int:
    """How many comparisons with the nation rest on measures whose figures changed since the build before."""
    revisions = report.changes.revisions if report.changes else ()
    moved = (one for one in revisions if one.figures_revised or one.periods_added)
    return sum(int(compared[one.metric_id]["compared"]) for one in moved if one.metric_id in compared)


def expected_turns(comparisons: int) -> float:
    """How many levels fresh figures would turn if no place differed: one in twenty is outside before, and after.

    >>> round(expected_turns(1000), 1)
    95.0
    """
    return comparisons * 2 * ONE_LEVEL * (1 - ONE_LEVEL)
