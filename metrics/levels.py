"""Level: where each place's newest figure stands against every comparator it has."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.observation import Mark
from domain.place import Place
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer
from metrics.benchmarks import SCALES, Bools, Neighbours, benchmarks, slope_of, standard_errors
from metrics.methods.comparison import compare, tipping_point
from metrics.methods.funnel import position_by_error
from metrics.methods.multiplicity import benjamini_hochberg
from metrics.methods.scales import Scale, from_scale, to_scale
from metrics.panel import NONE, Numbers, Panel, Texts

Z95, Z998 = 1.959964, 3.090232
FALSE_DISCOVERY = 0.05

Columns = dict[str, npt.NDArray[Any]]


def compare_all(panel: Panel, places: Mapping[str, Place], neighbours: Neighbours) -> pd.DataFrame:
    """One row for each place and comparator: benchmark, level, reason, p and whether it is flagged."""
    each = [_against(panel, comparator, places, neighbours) for comparator in Comparator]
    # one frame of long columns: making many small frames costs more than all the statistics
    columns = {name: np.concatenate([columns[name] for columns in each]) for name in each[0]}
    frame = pd.DataFrame({"metric_id": panel.metric.metric_id, "place_code": panel.codes * len(each), **columns})
    # a place without a comparator of a kind needs no row to say so
    return frame[frame["level_reason"] != Reason.NO_COMPARATOR.value].reset_index(drop=True)


def _against(panel: Panel, comparator: Comparator, places: Mapping[str, Place], neighbours: Neighbours) -> Columns:
    value, lower, upper = (panel.numbers_at(grid, panel.own) for grid in (panel.value, panel.lower, panel.upper))
    scale = SCALES.get(panel.metric.kind, Scale.IDENTITY)
    error = standard_errors(value, lower, upper, scale)
    against = benchmarks(panel, comparator, places, neighbours, scale)
    why_not = _why_not(panel, value, against.missing)
    limits = limits_of(value, lower, upper, against.error, scale)
    decided = _decide(panel, value, limits, against.value, scale, why_not)
    both = np.hypot(error, against.error)
    p = _p_values(value, both, against.value, scale)
    p[why_not != ""] = np.nan
    flagged = _flagged(decided["level"], p, panel.group)
    on_scale = [to_scale(column, scale, whole=100.0) for column in (value, against.value)]
    return {
        "comparator": np.full(len(value), comparator.value, dtype=object),
        "benchmark": against.value, "rest_of": against.rest_of, "members": against.members,
        **decided, "p": p, "flagged": flagged,
        "unusual": flagged & _unusual(on_scale[0], both, on_scale[1], np.isfinite(p), panel.group),
    }  # fmt: skip


def _why_not(panel: Panel, value: Numbers, missing: Texts) -> Texts:
    """The first reason for which a place cannot be compared, "" where it can."""
    why = missing.copy()
    mark = panel.texts_at(panel.mark, panel.own)
    if panel.metric.additive:
        why[:] = Reason.DEPENDS_ON_SIZE.value
    # what a newer or a firmer figure would put right, and nothing else: that would not give a place a comparator
    other = ~np.isin(missing.astype(str), (Reason.NO_COMPARATOR.value, Reason.COMPARATOR_IS_ITSELF.value))
    why[other & (panel.own < panel.expected)] = Reason.OTHER_PERIOD.value
    why[other & (mark == Mark.SHARED_MINOR.value)] = Reason.SHARED_VALUE.value
    why[other & (mark == Mark.UNRELIABLE.value)] = Reason.LOW_RELIABILITY.value
    empty = (panel.own == NONE) | np.isnan(value)
    why[empty] = newest_reason(panel)[empty]
    return why


def newest_reason(panel: Panel) -> Texts:
    """Why a place has no figure for the newest period of its nation."""
    told = panel.texts_at(panel.reason, panel.expected)
    told[told == ""] = Reason.NO_DATA.value
    return told


def limits_of(value: Numbers, lower: Numbers, upper: Numbers, own_error: Numbers, scale: Scale) -> list[Numbers]:
    """Lower and upper limits at 95% and at 99.8%, the comparator's own error taken in.

    At 95% they are the published ones. Each side is carried out to 99.8% by the ratio of the normal deviates on
    the scale, or on the plain one where its end lies on the scale's edge (a lower limit of nought).
    """
    plain = [value, lower, upper]
    on_scale = [to_scale(column, scale, whole=100.0) for column in plain]
    with np.errstate(all="ignore"):
        found = []
        for z in (Z95, Z998):
            for side, end in ((-1, 1), (1, 2)):
                usable = np.isfinite(on_scale[0]) & np.isfinite(on_scale[end])
                far = _carried(on_scale[0], on_scale[end], own_error, z)
                near = _carried(value, plain[end], own_error / slope_of(scale, value), z)
                found.append(
                    np.where(usable, from_scale(on_scale[0] + side * far, scale, whole=100.0), value + side * near)
                )
    exact = own_error == 0
    low, high = np.where(exact, lower, found[0]), np.where(exact, upper, found[1])
    # where a limit is the value itself, the way to the scale and back must not round it inwards
    return [low, high, np.minimum(found[2], low), np.maximum(found[3], high)]


def _carried(centre: Numbers, end: Numbers, own_error: Numbers, z: float) -> Numbers:
    """The distance of a limit from the centre at another deviate, widened by the comparator's error."""
    return np.asarray(np.hypot((end - centre) * z / Z95, z * own_error))


def _decide(
    panel: Panel, value: Numbers, limits: list[Numbers], benchmark: Numbers, scale: Scale, why_not: Texts
) -> Columns:
    """What ``compare`` answers with limits at 95% and 99.8%, the reason where it has none, and what would tip it."""
    compared = why_not == ""
    nowhere = np.full(len(value), np.nan)
    columns: Columns = {
        "level": np.full(len(value), LevelAnswer.NOT_COMPARED.value, dtype=object),
        "level_reason": np.where(compared, Reason.NO_INTERVAL.value, why_not),
        "tip_below": nowhere, "below_level": np.full(len(value), "", dtype=object),
        "tip_above": nowhere.copy(), "above_level": np.full(len(value), "", dtype=object),
    }  # fmt: skip
    compared &= np.isfinite(limits[0]) & np.isfinite(limits[1])
    if not compared.any():
        return columns
    value, benchmark = value[compared], benchmark[compared]
    lower, upper, lower998, upper998 = (limit[compared] for limit in limits)
    wide: dict[str, Any] = {"polarity": panel.metric.polarity, "lower998": lower998, "upper998": upper998}
    answers, reasons = compare(value, lower, upper, benchmark, **wide)
    tip = tipping_point(value, lower, upper, benchmark, **wide, scale=scale, whole=100.0)
    found = (_texts(answers), _texts(reasons), tip.below, _texts(tip.below_answer), tip.above, _texts(tip.above_answer))
    for name, cells in zip(columns, found, strict=True):
        columns[name][compared] = cells
    return columns


def _texts(members: Texts) -> Texts:
    return np.array([member.value if member else "" for member in members], dtype=object)


def _p_values(value: Numbers, error: Numbers, benchmark: Numbers, scale: Scale) -> Numbers:
    from scipy.special import ndtr  # here, not above: it slows the start

    with np.errstate(all="ignore"):
        z = (to_scale(value, scale, whole=100.0) - to_scale(benchmark, scale, whole=100.0)) / error
    return np.asarray(2 * ndtr(-np.abs(np.where(error > 0, z, np.nan))))


def _flagged(level: Texts, p: Numbers, group: Texts) -> Bools:
    """Outside the 99.8% limits, or among the discoveries at a 5% false-discovery rate within its level."""
    different = ~np.isin(level.astype(str), (LevelAnswer.SIMILAR.value, LevelAnswer.NOT_COMPARED.value))
    discovered = np.zeros(len(p), dtype=bool)
    for one in set(group[different]):
        members = group == one
        with np.errstate(invalid="ignore"):
            discovered |= members & (_adjusted(p, members) < FALSE_DISCOVERY)
    much = np.char.startswith(level.astype(str), "much_")
    return np.asarray(different & (much | discovered), dtype=bool)


def _unusual(value: Numbers, error: Numbers, target: Numbers, compared: Bools, group: Texts) -> Bools:
    """Beyond the 99.8% limits of the funnel that allows for the spread between places of its level."""
    unusual = np.zeros(len(value), dtype=bool)
    for one in set(group[compared]):
        members = compared & (group == one)
        found = position_by_error(value[members], error[members], target[members])
        with np.errstate(invalid="ignore"):
            unusual[members] = np.abs(found.adjusted_z) > Z998
    return unusual


def _adjusted(p: Numbers, members: Bools) -> Numbers:
    adjusted = np.full(len(p), np.nan)
    adjusted[members] = benjamini_hochberg(p[members])
    return adjusted
