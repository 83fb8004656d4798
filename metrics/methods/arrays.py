"""Columns of numbers as every method takes them: broadcast together, missing as NaN, scalars allowed."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.reason import Reason

FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
ObjectArray: TypeAlias = npt.NDArray[np.object_]


def floats(values: npt.ArrayLike) -> FloatArray:
    """Numbers as a float array; ``None`` and pandas' ``NA`` become NaN. Anything else is a ValueError."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        cells = np.asarray(values, dtype=object)
        return np.array([_number(cell) for cell in cells.ravel()], dtype=np.float64).reshape(cells.shape)


def together(*columns: npt.ArrayLike) -> list[FloatArray]:
    """Several columns as float arrays of one common shape. Columns that do not fit each other are a ValueError."""
    numbers = [floats(column) for column in columns]
    try:
        return list(np.broadcast_arrays(*numbers))
    except ValueError:
        shapes = ", ".join(str(column.shape) for column in numbers if column.ndim)
        raise ValueError(f"columns of shapes {shapes} do not fit: give one number for each place in each") from None


def finite(*columns: npt.ArrayLike) -> list[FloatArray]:
    """The same, where an infinite number is as good as a missing one."""
    return [np.where(np.isfinite(column), column, np.nan) for column in together(*columns)]


def first_reason(shape: tuple[int, ...], rules: Sequence[tuple[BoolArray, Reason]]) -> tuple[ObjectArray, BoolArray]:
    """The first reason that applies to each cell (``None`` where none does), and where none does."""
    reasons = filled(shape, None)
    answered = np.ones(shape, dtype=bool)
    for applies, reason in reversed(rules):
        cells = np.broadcast_to(applies, shape)
        reasons[cells] = reason
        answered &= ~cells
    return reasons, answered


def filled(shape: int | tuple[int, ...], member: object) -> ObjectArray:
    """An array that holds the same member everywhere (``np.full`` would turn a string enum into text)."""
    cells = np.empty(shape, dtype=object)
    cells.fill(member)
    return cells


def where_answered(values: FloatArray, answered: BoolArray) -> FloatArray:
    """The values where there is an answer, NaN elsewhere; a scalar when the input was scalar."""
    result: FloatArray = np.where(answered, values, np.nan)[()]
    return result


def _number(cell: Any) -> float:
    if cell is None or cell is pd.NA:
        return float("nan")
    try:
        return float(cell)
    except (TypeError, ValueError):
        raise ValueError(f"{cell!r} is not a number: give numbers, and None where one is missing") from None
