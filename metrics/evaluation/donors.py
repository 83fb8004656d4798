"""Which places a place that took part is set beside: of its kind, untouched by the same programme, without a gap."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.evaluating import LeftOut
from domain.observation import Mark
from domain.place import ENGLAND, Place
from domain.reason import Reason
from metrics.evaluation.window import Columns, Window
from metrics.methods.study import ENOUGH_BEFORE
from metrics.panel import Panel

SHARED = (Mark.SHARED.value, Mark.SHARED_MINOR.value)
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Pool:
    """The places to compare with, over which columns, and who of their kind was left out, by cause.

    ``candidates`` counts all places of the kind, those that took part left aside.
    """

    codes: tuple[str, ...]
    columns: Columns
    before: int
    left_out: Mapping[LeftOut, tuple[str, ...]]
    candidates: int


def pool_of(
    panel: Panel, window: Window, treated: Collection[str], *, same_programme: Collection[str],
    bordering: Collection[str],
) -> Pool:  # fmt: skip
    """The places of the same level, in England for a place of England, in the whole country for others.

    ``same_programme`` and ``bordering`` are left out, and so are places that hold one where the same was done, or lie
    in one. As many years before the start are used as leave at least half of the places that would be left with eight.
    """
    candidates = _of_the_kind(panel, treated)
    codes = np.array(panel.codes)
    done_at = {*treated, *same_programme}
    taken = candidates & (np.isin(codes, list(same_programme)) | _overlapping(panel, done_at))
    near = candidates & ~taken & np.isin(codes, list(bordering))
    free = candidates & ~taken & ~near
    first = _first_column(panel, window, free)
    columns = window.columns[first:]
    causes = {LeftOut.SAME_PROGRAMME: taken, LeftOut.BORDERS: near}
    for cause, flags in _unfit(panel, columns, window.before - first).items():
        causes[cause] = free & flags
        free = free & ~flags
    left_out = {cause: tuple(codes[flags].tolist()) for cause, flags in causes.items() if flags.any()}
    return Pool(tuple(codes[free].tolist()), columns, window.before - first, left_out, int(candidates.sum()))


def _of_the_kind(panel: Panel, treated: Collection[str]) -> Flags:
    rows = [panel.row[code] for code in treated]
    groups = {panel.group[row] for row in rows}
    in_england = all(panel.places[row].nation_code == ENGLAND for row in rows)
    return np.array([
        place.is_current and group in groups and place.code not in treated
        and (not in_england or place.nation_code == ENGLAND)
        for place, group in zip(panel.places, panel.group, strict=True)
    ], dtype=bool)  # fmt: skip


def _overlapping(panel: Panel, done_at: set[str]) -> Flags:
    """The districts of an authority where it was done, and the authorities of districts where it was."""
    around = {code for place in panel.places if place.code in done_at for code in _around(place)}
    return np.array([
        place.code in around or not done_at.isdisjoint(_around(place)) for place in panel.places
    ], dtype=bool)  # fmt: skip


def _around(place: Place) -> set[str]:
    parents = (place.county_code, place.combined_authority_code, place.region_code, place.nation_code)
    return {code for code in parents if code is not None}


def _first_column(panel: Panel, window: Window, free: Flags) -> int:
    """How many of the earliest columns to do without, so that places whose series begin later can take part."""
    latest = max(window.before - ENOUGH_BEFORE, 0)
    known = np.isfinite(panel.value[free][:, list(window.columns)])
    whole = [int(known[:, first:].all(axis=1).sum()) for first in range(latest + 1)]
    return next(first for first in range(latest + 1) if 2 * whole[first] >= whole[latest])


def _unfit(panel: Panel, columns: Columns, before: int) -> dict[LeftOut, Flags]:
    chosen = list(columns)
    marks, last = panel.mark[:, chosen], columns[before - 1]
    doubtful = (panel.mark[:, last] == Mark.UNRELIABLE.value) | (panel.reason[:, last] == Reason.LOW_RELIABILITY.value)
    return {
        LeftOut.UNRELIABLE: np.asarray(doubtful, dtype=bool),
        LeftOut.GAP: np.asarray(~np.isfinite(panel.value[:, chosen]).all(axis=1)),
        LeftOut.BREAK: np.asarray((marks[:, 1:] == Mark.BREAK.value).any(axis=1), dtype=bool),
        LeftOut.SHARED: np.asarray(np.isin(marks.astype(str), SHARED).any(axis=1)),
    }
