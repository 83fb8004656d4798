"""Which periods an evaluation may use: those before the start, those since, and no break between."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from domain.evaluating import Why
from domain.period import Period
from metrics.methods.study import ENOUGH_BEFORE, FEWEST_BEFORE
from metrics.panel import Panel, Whole
from metrics.years import YEAR, own_breaks_of, years_of

Columns = tuple[int, ...]


@dataclass(frozen=True)
class Window:
    """Columns of a panel, in order, the first ``before`` of them before the earliest start.

    ``first_since`` is the column each place counts as since its start from; ``why`` says why there is nothing to use.
    """

    columns: Columns
    before: int
    first_since: Mapping[str, int]
    cautions: tuple[Why, ...] = ()
    why: Why | None = None


def window_of(panel: Panel, starts: Mapping[str, dt.date]) -> Window:
    """The longest stretch about the start in which every place that took part has comparable figures.

    A year that holds the start counts as since. A figure of several years that holds it counts as neither.
    """
    rows = [panel.row[code] for code in starts if code in panel.row]
    if len(rows) < len(starts):
        return _nothing(Why.NO_FIGURES)
    years = years_of(panel)
    if years is None:
        return _nothing(Why.NOT_ANNUAL)
    published = years.columns[years.columns >= 0]
    published = published[np.isfinite(panel.value[:, published]).any(axis=0)]
    earliest, latest = min(starts.values()), max(starts.values())
    kept = [column for column in published if not any(_straddles(panel, column, start) for start in starts.values())]
    before = [column for column in kept if _ends_before(panel, column, earliest)]
    since = [column for column in kept if not _ends_before(panel, column, earliest)]
    if not before:
        return _nothing(Why.TOO_FEW_BEFORE)
    if not [column for column in kept if not _ends_before(panel, column, latest)]:
        return _nothing(Why.NOTHING_SINCE)
    return _unbroken(panel, rows, before, since, starts)


def _unbroken(
    panel: Panel, rows: list[int], before: list[int], since: list[int], starts: Mapping[str, dt.date]
) -> Window:
    """Cut at breaks: what changed its definition is not compared across the change."""
    columns = [*before, *since]
    breaks = np.asarray(own_breaks_of(panel, np.array(columns, dtype=np.intp))[rows].any(axis=0))
    begins = [number for number in range(1, len(columns)) if breaks[number]]
    split = len(before)
    if split in begins:
        return _nothing(Why.BREAK_AT_START)
    first = max((number for number in begins if number < split), default=0)
    last = min((number for number in begins if number > split), default=len(columns))
    with_figures = np.asarray(np.isfinite(panel.value[rows][:, columns]).all(axis=0))
    used = [columns[number] for number in range(first, last) if with_figures[number]]
    left = sum(column in before for column in used)
    if left < FEWEST_BEFORE:
        too_few = Why.BREAK_LEAVES_TOO_FEW if first and split >= FEWEST_BEFORE else Why.TOO_FEW_BEFORE
        return _nothing(Why.NO_FIGURES if not with_figures.any() else too_few)
    if len(used) == left:
        return _nothing(Why.NOTHING_SINCE)
    first_since = {code: _first_since(panel, used, start) for code, start in starts.items()}
    late = [code for code, column in first_since.items() if column < 0]
    if late:
        return _nothing(Why.NOTHING_SINCE)
    cautions = [
        (left < ENOUGH_BEFORE, Why.FEW_BEFORE),
        (first > 0, Why.BREAK_TRIMMED),
        (last < len(columns), Why.BREAK_AFTER),
        (bool((panel.months[used] > YEAR).any()), Why.OVERLAPPING),
        (_holds(panel, used[left], min(starts.values())), Why.HOLDS_THE_START),
        (_has_holes(panel, used), Why.YEARS_MISSING),
    ]
    return Window(tuple(used), left, first_since, tuple(why for applies, why in cautions if applies))


def _first_since(panel: Panel, used: list[int], start: dt.date) -> int:
    return next((column for column in used if not _ends_before(panel, column, start)), -1)


def _span(panel: Panel, column: int) -> Period:
    return Period(start=panel.starts[column].astype(dt.date), months=int(panel.months[column]))


def _ends_before(panel: Panel, column: int, start: dt.date) -> bool:
    return _span(panel, column).end < start


def _holds(panel: Panel, column: int, start: dt.date) -> bool:
    span = _span(panel, column)
    return span.start < start <= span.end


def _straddles(panel: Panel, column: int, start: dt.date) -> bool:
    return int(panel.months[column]) > YEAR and _holds(panel, column, start)


def _has_holes(panel: Panel, used: list[int]) -> bool:
    months: Whole = panel.starts[used].astype("datetime64[M]").astype(int)
    steps = np.diff(months)
    return bool(len(set(steps.tolist())) > 1)


def _nothing(why: Why) -> Window:
    return Window((), 0, {}, (), why)
