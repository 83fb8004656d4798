"""The places most like each place, on variables of one's own choosing."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.methods.arrays import BoolArray, FloatArray

PRESENT_AT_LEAST = 0.70
SKEWED_ABOVE = 1.0
CLIP_AT = 4.0
NORMAL_QUARTILES = 1.3489795003921634  # interquartile range of the standard normal


class Neighbours(NamedTuple):
    """Each place's neighbours in order, how far they are, and which variables keep them apart.

    ``codes`` and ``distances`` have a row per place and the columns 1 to k. ``contributions`` has a row per place and
    neighbour and a column per variable: squared distances that add up to the square of the distance.
    """

    codes: pd.DataFrame
    distances: pd.DataFrame
    contributions: pd.DataFrame


def nearest(features: pd.DataFrame, *, k: int = 20, robust: bool = False) -> Neighbours:
    """The ``k`` nearest places of each place by Euclidean distance between standardised variables.

    A variable with skew above 1 is logged; then each is ``(x - mean) / sd`` (``robust``: median and interquartile
    range), held to -4 to 4, with nought for a missing value. Places with fewer than 70% of the variables are left
    out: they have no neighbours and are nobody's. Leave out the outcome to be compared, and its components.

    Takes a frame of places by variables, indexed by code, numbers only. Gives three frames; the fewer than ``k``
    columns where there are not enough places. Equally near places come in the order of their codes. An empty frame, a
    code that comes twice or ``k`` below 1 is a ValueError.

    Reference: Chartered Institute of Public Finance and Accountancy, nearest neighbours model; Office for National
    Statistics (2023), clustering similar local authorities.

    >>> towns = pd.DataFrame({"pay": [500.0, 510.0, 700.0], "age": [42.0, 40.0, 33.0]}, index=["A", "B", "C"])
    >>> nearest(towns, k=1).codes[1].to_dict()
    {'A': 'B', 'B': 'A', 'C': 'B'}
    """
    _check(features, k)
    values = features.to_numpy(dtype=np.float64, na_value=np.nan)
    values = np.where(np.isfinite(values), values, np.nan)
    known = np.isfinite(values).mean(axis=1) >= PRESENT_AT_LEAST
    codes = features.index[known].sort_values()
    scores = standardised(values[features.index.get_indexer(codes)], robust=robust)
    squared = (scores[:, None, :] - scores[None, :, :]) ** 2
    distance = np.sqrt(squared.sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    order = np.argsort(distance, axis=1, kind="stable")[:, : min(k, max(len(codes) - 1, 0))]
    return _frames(features, codes, order, distance, squared)


def standardised(values: FloatArray, *, robust: bool = False) -> FloatArray:
    """Columns as scores: logged where skewed, centred, scaled, clipped, missing at the centre.

    A skewed column with noughts is logged after half its smallest positive value is added; one with negative values
    stays as it is. A column without any spread scores nought throughout.
    """
    scores = np.zeros_like(values)
    for column in range(values.shape[1]):
        scores[:, column] = _scores(_unskewed(values[:, column]), robust=robust)
    return scores


def skew(values: FloatArray) -> float:
    """Third standardised moment of the values present; nought without spread."""
    present = values[np.isfinite(values)]
    centred = present - present.mean() if present.size else present
    variance = float((centred**2).mean()) if present.size else 0.0
    return float((centred**3).mean()) / variance**1.5 if variance > 0 else 0.0


def _unskewed(values: FloatArray) -> FloatArray:
    if skew(values) <= SKEWED_ABOVE or np.nanmin(values) < 0:
        return values
    offset = 0.0 if np.nanmin(values) > 0 else np.nanmin(values[values > 0]) / 2
    return np.asarray(np.log(values + offset))


def _scores(values: FloatArray, *, robust: bool) -> FloatArray:
    present = values[np.isfinite(values)]
    if present.size == 0:
        return np.zeros_like(values)
    quarter, middle, three_quarters = np.quantile(present, [0.25, 0.5, 0.75])
    centre = middle if robust else present.mean()
    spread = (three_quarters - quarter) / NORMAL_QUARTILES if robust else present.std()
    # A spread this far below the size of the numbers is rounding.
    if spread <= 1e-12 * np.abs(present).max():
        return np.zeros_like(values)
    return np.where(np.isfinite(values), np.clip((values - centre) / spread, -CLIP_AT, CLIP_AT), 0.0)


def _frames(
    features: pd.DataFrame,
    codes: pd.Index,
    order: npt.NDArray[np.intp],
    distance: FloatArray,
    squared: FloatArray,
) -> Neighbours:
    ranks = pd.RangeIndex(1, order.shape[1] + 1, name="rank")
    rows = np.arange(len(codes))[:, None]
    names = np.array(codes, dtype=object)[order]
    pairs = pd.MultiIndex.from_arrays([np.repeat(codes, order.shape[1]), names.ravel()], names=["place", "neighbour"])
    parts = squared[rows, order].reshape(-1, features.shape[1])
    return Neighbours(
        pd.DataFrame(names, index=codes, columns=ranks, dtype=object).reindex(features.index),
        pd.DataFrame(distance[rows, order], index=codes, columns=ranks).reindex(features.index),
        pd.DataFrame(parts, index=pairs, columns=features.columns),
    )


def _check(features: pd.DataFrame, k: int) -> None:
    if features.shape[0] == 0 or features.shape[1] == 0:
        raise ValueError(f"the frame has {features.shape[0]} places and {features.shape[1]} variables: give some")
    repeated: BoolArray = features.index.duplicated()
    if repeated.any():
        raise ValueError(f"place {features.index[repeated][0]!r} comes more than once: give each place one row")
    if not (k >= 1 and k == int(k)):
        raise ValueError(f"{k!r} neighbours were asked for: ask for 1 or more, in whole numbers")
