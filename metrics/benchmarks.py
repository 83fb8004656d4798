"""What each place is compared with: its parent, the rest of it, or the average of places like it; and its error."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.metric import Kind
from domain.place import UNITED_KINGDOM, Place
from domain.reason import Reason
from domain.verdict import Comparator
from metrics.methods.scales import Scale, to_scale
from metrics.panel import NONE, Numbers, Panel, Texts

SCALES = {
    Kind.PROPORTION: Scale.LOGIT,
    Kind.RATE: Scale.LOG,
    Kind.RATIO: Scale.LOG,
    Kind.INDEX: Scale.LOG,
    Kind.MONEY: Scale.LOG,
    Kind.COUNT: Scale.LOG,
}
WIDTH = 3.92
LARGE_SHARE = 0.10  # above this a place is compared with the rest of its comparator
FEWEST_NEIGHBOURS = 3
SHARE_OF_NEIGHBOURS = 0.5  # of those named must have a figure for the same period
ADDS_UP_BY_PEOPLE = (Kind.PROPORTION, Kind.RATE, Kind.MEAN)

Bools = npt.NDArray[np.bool_]
Neighbours = Mapping[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Benchmarks:
    """For each row of a panel: the comparator's figure for the place's own period, and what is known of it.

    ``error`` is its standard error on the scale of the metric, 0 where it is taken as fixed; ``missing`` is the
    reason where there is none; ``members`` counts the neighbours averaged.
    """

    value: Numbers
    error: Numbers
    missing: Texts
    rest_of: Bools
    members: npt.NDArray[np.int16]


def benchmarks(
    panel: Panel, comparator: Comparator, places: Mapping[str, Place], neighbours: Neighbours, scale: Scale
) -> Benchmarks:
    """What every place of a panel is compared with."""
    if comparator.is_neighbours:
        return _neighbours_mean(panel, comparator, neighbours, scale)
    return _parent_figure(panel, comparator, places, scale)


def slope_of(scale: Scale, value: Numbers) -> Numbers:
    """How much the scale moves for one unit of the plain number at ``value`` (percentages on the log-odds)."""
    with np.errstate(all="ignore"):
        slopes = {Scale.IDENTITY: np.ones_like(value), Scale.LOG: 1 / value, Scale.LOGIT: 100 / (value * (100 - value))}
    return slopes[scale]


def standard_errors(value: Numbers, lower: Numbers, upper: Numbers, scale: Scale) -> Numbers:
    """Standard errors on the scale; on the plain scale instead where an end lies on the scale's edge."""
    with np.errstate(all="ignore"):
        on_scale = (to_scale(upper, scale, whole=100.0) - to_scale(lower, scale, whole=100.0)) / WIDTH
        plain = (upper - lower) / WIDTH * slope_of(scale, value)
    error = np.where(np.isfinite(on_scale), on_scale, plain)
    return np.where(np.isfinite(error) & (error >= 0) & (lower <= upper), error, np.nan)


def _parent_figure(panel: Panel, comparator: Comparator, places: Mapping[str, Place], scale: Scale) -> Benchmarks:
    """The parent's figure, or that of the rest of the parent; nations and regions are taken as fixed."""
    codes = [comparator_code(place, comparator) for place in panel.places]
    row = panel.row
    at = np.array([row.get(code or "", NONE) for code in codes], dtype=np.intp)
    known = (at >= 0) & (panel.own >= 0)
    value, lower, upper = (
        np.where(known, grid[at, panel.own], np.nan) for grid in (panel.value, panel.lower, panel.upper)
    )
    missing = np.full(len(codes), "", dtype=object)
    missing[np.isnan(value)] = Reason.NO_BENCHMARK.value
    missing[[code is None for code in codes]] = Reason.NO_COMPARATOR.value
    itself = [
        code == place.code or _holds_only(places, code, place) for code, place in zip(codes, panel.places, strict=True)
    ]
    missing[itself] = Reason.COMPARATOR_IS_ITSELF.value
    share = _share(panel, codes, places)
    rest_value, rest = _rest_of(panel, share, value)
    rest &= missing == ""
    error = np.zeros(len(codes))
    if comparator is Comparator.COMBINED_AUTHORITY:
        error = np.nan_to_num(_parent_error(panel, share, rest, (value, lower, upper), scale))
    members = np.zeros(len(codes), dtype=np.int16)
    return Benchmarks(np.where(rest, rest_value, value), error, missing, rest, members)


def comparator_code(place: Place, comparator: Comparator) -> str | None:
    """The code of the area a place is compared with, or none."""
    if comparator is Comparator.UNITED_KINGDOM:
        return UNITED_KINGDOM
    by_kind = {
        Comparator.NATION: place.nation_code,
        Comparator.REGION: place.region_code,
        Comparator.COMBINED_AUTHORITY: place.combined_authority_code,
    }
    return by_kind.get(comparator)


def _holds_only(places: Mapping[str, Place], code: str | None, place: Place) -> bool:
    """Whether the comparator has just the people of the place itself."""
    whole = places.get(code or "")
    return bool(whole and whole.population and whole.population == place.population)


def _share(panel: Panel, codes: list[str | None], places: Mapping[str, Place]) -> Numbers:
    """The part of the parent's people who live in the place."""
    mine = np.array([place.population or np.nan for place in panel.places], dtype=float)
    parents = [places.get(code or "") for code in codes]
    whole = np.array([(parent.population if parent else None) or np.nan for parent in parents], dtype=float)
    return np.asarray(mine / whole, dtype=np.float64)


def _rest_of(panel: Panel, share: Numbers, benchmark: Numbers) -> tuple[Numbers, Bools]:
    """The parent without the place, by people, where the place is a large part of it."""
    value = panel.numbers_at(panel.value, panel.own)
    with np.errstate(all="ignore"):
        rest_value = (benchmark - share * value) / (1 - share)
    possible = (rest_value > 0) & ((rest_value < 100) | (panel.metric.kind is not Kind.PROPORTION))
    use = (share > LARGE_SHARE) & (share < 1) & possible
    if panel.metric.kind not in ADDS_UP_BY_PEOPLE:
        use = np.zeros_like(use)
    return rest_value, use


def _parent_error(
    panel: Panel, share: Numbers, rest: Bools, parent: tuple[Numbers, Numbers, Numbers], scale: Scale
) -> Numbers:
    """The parent's own standard error on the scale; of the rest of it, with the place's part taken out."""
    mine = [panel.numbers_at(grid, panel.own) for grid in (panel.value, panel.lower, panel.upper)]
    whole = standard_errors(*parent, Scale.IDENTITY)
    part = standard_errors(mine[0], mine[1], mine[2], Scale.IDENTITY)
    with np.errstate(all="ignore"):
        left = np.sqrt(np.maximum(whole**2 - (share * part) ** 2, 0)) / (1 - share)
    return np.asarray(np.where(rest, left, whole) * slope_of(scale, parent[0]))


def _neighbours_mean(panel: Panel, comparator: Comparator, neighbours: Neighbours, scale: Scale) -> Benchmarks:
    """The plain mean of the statistical neighbours that have a figure; those without limits vary like those with."""
    family = comparator.value.removeprefix("similar_")
    lists = [neighbours.get((family, code), []) for code in panel.codes]
    row = panel.row
    width = max((len(found) for found in lists), default=0) or 1
    at = np.full((len(lists), width), NONE, dtype=np.intp)
    for number, found in enumerate(lists):
        at[number, : len(found)] = [row.get(code, NONE) for code in found]
    column = panel.own[:, None]
    known = (at >= 0) & (column >= 0)
    values = np.where(known, panel.value[at, column], np.nan)
    errors = standard_errors(panel.value, panel.lower, panel.upper, Scale.IDENTITY)
    variances = np.where(known, errors[at, column] ** 2, np.nan)
    members, measured = np.isfinite(values).sum(axis=1), np.isfinite(variances).sum(axis=1)
    needed = np.maximum(FEWEST_NEIGHBOURS, SHARE_OF_NEIGHBOURS * np.array([len(found) for found in lists]))
    missing = np.where(members < needed, Reason.TOO_FEW_PLACES.value, "").astype(object)
    missing[[not found for found in lists]] = Reason.NO_COMPARATOR.value
    with np.errstate(all="ignore"):
        mean = np.where(missing == "", np.nansum(values, axis=1) / members, np.nan)
        plain = np.sqrt(np.nansum(variances, axis=1) / measured / members)
        error = np.nan_to_num(plain * slope_of(scale, mean))
    rest = np.zeros(len(lists), dtype=bool)
    return Benchmarks(mean, error, missing, rest, members.astype(np.int16))
