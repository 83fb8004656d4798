"""Level: where each place's newest figure stands against every comparator it has."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.metric import Kind
from domain.observation import Mark
from domain.place import UNITED_KINGDOM, Place
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer
from metrics.methods.comparison import compare, tipping_point
from metrics.methods.multiplicity import benjamini_hochberg
from metrics.methods.scales import Scale, from_scale, to_scale
from metrics.panel import NONE, Numbers, Panel, Texts

SCALES = {
    Kind.PROPORTION: Scale.LOGIT,
    Kind.RATE: Scale.LOG,
    Kind.RATIO: Scale.LOG,
    Kind.INDEX: Scale.LOG,
    Kind.MONEY: Scale.LOG,
    Kind.COUNT: Scale.LOG,
}
Z95, Z998 = 1.959964, 3.090232
WIDTH = 3.92
LARGE_SHARE = 0.10  # above this a place is compared with the rest of its comparator
FEWEST_NEIGHBOURS = 3
SHARE_OF_NEIGHBOURS = 0.5  # of those named must have a figure for the same period
ADDS_UP_BY_PEOPLE = (Kind.PROPORTION, Kind.RATE, Kind.MEAN)
FALSE_DISCOVERY = 0.05

Bools = npt.NDArray[np.bool_]
Neighbours = Mapping[tuple[str, str], list[str]]


def compare_all(panel: Panel, places: Mapping[str, Place], neighbours: Neighbours) -> pd.DataFrame:
    """One row for each place and comparator: benchmark, level, reason, p and whether it is flagged."""
    return pd.concat([_against(panel, comparator, places, neighbours) for comparator in Comparator], ignore_index=True)


def _against(panel: Panel, comparator: Comparator, places: Mapping[str, Place], neighbours: Neighbours) -> pd.DataFrame:
    value, lower, upper = (panel.numbers_at(grid, panel.own) for grid in (panel.value, panel.lower, panel.upper))
    scale = SCALES.get(panel.metric.kind, Scale.IDENTITY)
    error = standard_errors(value, lower, upper, scale)
    if comparator.is_neighbours:
        benchmark, own_error, missing, members = _neighbours_mean(panel, comparator, neighbours, scale)
        rest = np.zeros(len(value), dtype=bool)
    else:
        benchmark, missing, rest = _parent_figure(panel, comparator, places, value)
        own_error, members = np.zeros(len(value)), np.zeros(len(value), dtype=np.int16)
    why_not = _why_not(panel, value, missing)
    decided = _decide(panel, value, _limits(value, lower, upper, own_error, scale), benchmark, scale, why_not)
    p = _p_values(value, np.hypot(error, own_error), benchmark, scale)
    p[why_not != ""] = np.nan
    frame = pd.DataFrame({
        "metric_id": panel.metric.metric_id, "place_code": panel.codes, "comparator": comparator.value,
        "benchmark": benchmark, "rest_of": rest, "members": members, **decided, "p": p,
    })  # fmt: skip
    return frame.assign(flagged=_flagged(frame, panel.group))


def standard_errors(value: Numbers, lower: Numbers, upper: Numbers, scale: Scale) -> Numbers:
    """Standard errors on the scale; on the plain scale instead where an end lies on the scale's edge."""
    with np.errstate(all="ignore"):
        on_scale = (to_scale(upper, scale, whole=100.0) - to_scale(lower, scale, whole=100.0)) / WIDTH
        # the slope of the scale at the value carries a plain standard error over to it
        slope = {Scale.IDENTITY: np.ones_like(value), Scale.LOG: 1 / value, Scale.LOGIT: 100 / (value * (100 - value))}
        plain = (upper - lower) / WIDTH * slope[scale]
    error = np.where(np.isfinite(on_scale), on_scale, plain)
    return np.where(np.isfinite(error) & (error >= 0) & (lower <= upper), error, np.nan)


def _parent_figure(
    panel: Panel, comparator: Comparator, places: Mapping[str, Place], value: Numbers
) -> tuple[Numbers, Texts, Bools]:
    """The comparator's figure for each place's period, why there is none, and where it is of the rest only."""
    codes = [comparator_code(place, comparator) for place in panel.places]
    row = panel.row
    at = np.array([row.get(code or "", NONE) for code in codes], dtype=np.intp)
    benchmark = np.where((at >= 0) & (panel.own >= 0), panel.value[at, panel.own], np.nan)
    missing = np.full(len(codes), "", dtype=object)
    missing[np.isnan(benchmark)] = Reason.NO_BENCHMARK.value
    missing[[code is None for code in codes]] = Reason.NO_COMPARATOR.value
    itself = [
        code == place.code or _holds_only(places, code, place) for code, place in zip(codes, panel.places, strict=True)
    ]
    missing[itself] = Reason.COMPARATOR_IS_ITSELF.value
    rest_value, rest = _rest_of(panel, codes, places, value, benchmark)
    rest &= missing == ""
    return np.where(rest, rest_value, benchmark), missing, rest


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


def _rest_of(
    panel: Panel, codes: list[str | None], places: Mapping[str, Place], value: Numbers, benchmark: Numbers
) -> tuple[Numbers, Bools]:
    """The comparator without the place, by people, where the place is a large part of it."""
    mine = np.array([place.population or np.nan for place in panel.places], dtype=float)
    parents = [places.get(code or "") for code in codes]
    whole = np.array([(parent.population if parent else None) or np.nan for parent in parents], dtype=float)
    with np.errstate(all="ignore"):
        share = mine / whole
        rest_value = (benchmark - share * value) / (1 - share)
    possible = (rest_value > 0) & ((rest_value < 100) | (panel.metric.kind is not Kind.PROPORTION))
    use = (share > LARGE_SHARE) & (share < 1) & possible
    if panel.metric.kind not in ADDS_UP_BY_PEOPLE:
        use = np.zeros_like(use)
    return rest_value, use


def _neighbours_mean(
    panel: Panel, comparator: Comparator, neighbours: Neighbours, scale: Scale
) -> tuple[Numbers, Numbers, Texts, npt.NDArray[np.int16]]:
    """The plain mean of the statistical neighbours for each place's period, its error on the scale, why none."""
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
    members = np.isfinite(values).sum(axis=1)
    with np.errstate(all="ignore"):
        mean = np.where(members > 0, np.nansum(values, axis=1) / members, np.nan)
        plain = np.sqrt(np.nansum(variances, axis=1)) / members
        slope = {Scale.IDENTITY: np.ones_like(mean), Scale.LOG: 1 / mean, Scale.LOGIT: 100 / (mean * (100 - mean))}[
            scale
        ]
        error = np.nan_to_num(plain * slope)
    needed = np.maximum(FEWEST_NEIGHBOURS, SHARE_OF_NEIGHBOURS * np.array([len(found) for found in lists]))
    missing = np.where(members < needed, Reason.TOO_FEW_PLACES.value, "").astype(object)
    missing[[not found for found in lists]] = Reason.NO_COMPARATOR.value
    mean = np.where(missing == "", mean, np.nan)
    return mean, error, missing, members.astype(np.int16)


def _why_not(panel: Panel, value: Numbers, missing: Texts) -> Texts:
    """The first reason for which a place cannot be compared, "" where it can."""
    why = missing.copy()
    mark = panel.texts_at(panel.mark, panel.own)
    if panel.metric.additive:
        why[:] = Reason.DEPENDS_ON_SIZE.value
    why[panel.own < panel.expected] = Reason.OTHER_PERIOD.value
    why[mark == Mark.SHARED_MINOR.value] = Reason.SHARED_VALUE.value
    why[mark == Mark.UNRELIABLE.value] = Reason.LOW_RELIABILITY.value
    empty = (panel.own == NONE) | np.isnan(value)
    why[empty] = newest_reason(panel)[empty]
    return why


def newest_reason(panel: Panel) -> Texts:
    """Why a place has no figure for the newest period of its nation."""
    told = panel.texts_at(panel.reason, panel.expected)
    told[told == ""] = Reason.NO_DATA.value
    return told


def _limits(value: Numbers, lower: Numbers, upper: Numbers, own_error: Numbers, scale: Scale) -> list[Numbers]:
    """Lower and upper limits at 95% and at 99.8%, the comparator's own error taken in.

    At 95% they are the published ones. Each side is carried out to 99.8% by the ratio of the normal deviates on
    the scale, or on the plain one where an end lies on the scale's edge (a lower limit of nought).
    """
    plain = [value, lower, upper]
    on_scale = [to_scale(column, scale, whole=100.0) for column in plain]
    with np.errstate(all="ignore"):
        usable = np.isfinite(on_scale[0]) & np.isfinite(on_scale[1]) & np.isfinite(on_scale[2])
        slope = {Scale.IDENTITY: np.ones_like(value), Scale.LOG: value, Scale.LOGIT: value * (100 - value) / 100}[scale]
        found = []
        for z in (Z95, Z998):
            for side, end in ((-1, 1), (1, 2)):
                far = _carried(on_scale[0], on_scale[end], own_error, z)
                near = _carried(value, plain[end], own_error * slope, z)
                found.append(
                    np.where(usable, from_scale(on_scale[0] + side * far, scale, whole=100.0), value + side * near)
                )
    exact = own_error == 0
    return [np.where(exact, lower, found[0]), np.where(exact, upper, found[1]), *found[2:]]


def _carried(centre: Numbers, end: Numbers, own_error: Numbers, z: float) -> Numbers:
    """The distance of a limit from the centre at another deviate, widened by the comparator's error."""
    return np.asarray(np.hypot((end - centre) * z / Z95, z * own_error))


def _decide(
    panel: Panel, value: Numbers, limits: list[Numbers], benchmark: Numbers, scale: Scale, why_not: Texts
) -> dict[str, npt.NDArray[np.generic]]:
    """What ``compare`` answers with limits at 95% and 99.8%, the reason where it has none, and what would tip it."""
    lower, upper, lower998, upper998 = limits
    polarity = panel.metric.polarity
    answers, reasons = compare(value, lower, upper, benchmark, polarity=polarity, lower998=lower998, upper998=upper998)
    tip = tipping_point(
        value,
        lower,
        upper,
        benchmark,
        polarity=polarity,
        scale=scale,
        whole=100.0,
        lower998=lower998,
        upper998=upper998,
    )
    compared = why_not == ""
    return {
        "level": np.where(compared, _texts(answers), LevelAnswer.NOT_COMPARED.value),
        "level_reason": np.where(compared, _texts(reasons), why_not),
        "tip_below": np.where(compared, tip.below, np.nan),
        "below_level": np.where(compared, _texts(tip.below_answer), ""),
        "tip_above": np.where(compared, tip.above, np.nan),
        "above_level": np.where(compared, _texts(tip.above_answer), ""),
    }


def _texts(members: Texts) -> Texts:
    return np.array([member.value if member else "" for member in members], dtype=object)


def _p_values(value: Numbers, error: Numbers, benchmark: Numbers, scale: Scale) -> Numbers:
    from scipy.special import ndtr  # here, not above: it slows the start

    with np.errstate(all="ignore"):
        z = (to_scale(value, scale, whole=100.0) - to_scale(benchmark, scale, whole=100.0)) / error
    return np.asarray(2 * ndtr(-np.abs(np.where(error > 0, z, np.nan))))


def _flagged(frame: pd.DataFrame, group: Texts) -> Bools:
    """Outside the 99.8% limits, or among the discoveries at a 5% false-discovery rate within its level."""
    flagged = frame["level"].str.startswith("much_").to_numpy(dtype=bool, copy=True)
    p = frame["p"].to_numpy()
    for level in set(group):
        members = group == level
        with np.errstate(invalid="ignore"):
            flagged |= members & (np.where(members, _adjusted(p, members), np.nan) < FALSE_DISCOVERY)
    flagged &= ~frame["level"].isin((LevelAnswer.SIMILAR, LevelAnswer.NOT_COMPARED)).to_numpy()
    return np.asarray(flagged, dtype=bool)


def _adjusted(p: Numbers, members: Bools) -> Numbers:
    adjusted = np.full(len(p), np.nan)
    adjusted[members] = benjamini_hochberg(p[members])
    return adjusted
