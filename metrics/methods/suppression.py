"""Small numbers: which counts to hide, which others then have to go with them, and how to round the rest."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, filled, floats, together
from metrics.methods.disclosure import Table, determined

THRESHOLD = 5


class Suppressed(NamedTuple):
    """Counts as they may be shown, NaN where hidden or missing, and the reason for each that is not there."""

    values: FloatArray
    reason: ObjectArray


class SuppressedTable(NamedTuple):
    """A table as it may be shown with its totals, NaN where hidden, and why each inner cell is not there.

    A list of counts has one ``total``, and no row or column totals.
    """

    values: FloatArray
    reason: ObjectArray
    row_totals: FloatArray
    column_totals: FloatArray
    total: FloatArray


def suppress(
    counts: npt.ArrayLike,
    *,
    threshold: float = THRESHOLD,
    base: float | None = None,
    zero_is_safe: bool = False,
    denominators: npt.ArrayLike | None = None,
) -> Suppressed:
    """Hide counts that could identify people, and round the others where the source asks for it.

    Hidden: ``n < threshold`` (nought too, unless the source says that it is safe to show) and, with denominators,
    ``N - n < threshold``, since the people not counted can be identified just as well. The others are rounded to
    ``base`` if one is given. Health sources: ``threshold=8, base=5``.

    Takes scalars or arrays that broadcast; gives floats with a reason: ``suppressed``, ``no_data`` where there was
    nothing, ``invalid`` for a negative count or one above its denominator.

    Reference: NHS and OpenSAFELY rules on small numbers; Fingertips for the default of fewer than five.

    >>> suppress([3, 8, 23], threshold=8, base=5).values.tolist()
    [nan, 10.0, 25.0]
    """
    _check_threshold(threshold)
    n, whole = together(counts, np.nan if denominators is None else denominators)
    with np.errstate(invalid="ignore"):
        rest_is_small = _is_small(whole - n, threshold=threshold, zero_is_safe=zero_is_safe)
        small = _is_small(n, threshold=threshold, zero_is_safe=zero_is_safe) | rest_is_small
        wrong = (n < 0) | (n > whole) | np.isinf(n)
    reason = filled(n.shape, None)
    reason[small] = Reason.SUPPRESSED
    reason[wrong] = Reason.INVALID
    reason[np.isnan(n)] = Reason.NO_DATA
    shown = np.where(small | wrong, np.nan, n)
    return Suppressed(shown[()] if base is None else round_to(shown, base), reason[()])


def secondary_suppress(
    counts: npt.ArrayLike,
    *,
    hidden: npt.ArrayLike | None = None,
    threshold: float = THRESHOLD,
    zero_is_safe: bool = False,
) -> SuppressedTable:
    """Hide as many more cells of a table as it takes that no hidden one can be worked out from the totals.

    First every row and column in which one cell alone is hidden loses its next smallest cell as well, until none is
    left. Then each hidden cell is put to the test: if the shown cells, all totals, and the knowledge that no count is
    negative leave it only one possible value, the smallest shown cell in its row or column goes too, a total if need
    be. Totals below the threshold are hidden like any other cell.

    Takes a list of counts with one total, or a table with row, column and grand totals; the totals are worked out
    here. ``hidden`` marks cells hidden already; without it those below the threshold are. A missing count is a cell
    hidden by the publisher, and its totals come back as NaN. Negative counts, counts that are not whole, or more than
    two dimensions are a ValueError.

    Reference: Hundepool and others (2012), Statistical Disclosure Control, chapter 4; the test is the search for a
    cycle in the network of hidden cells after Gusfield (1988), SIAM J Comput 17: 552-571.

    >>> secondary_suppress([3, 12, 40]).values.tolist()
    [nan, nan, 40.0]
    """
    _check_threshold(threshold)
    given = floats(counts)
    table = Table.of(given)
    marked = _is_small(given, threshold=threshold, zero_is_safe=zero_is_safe) if hidden is None else np.asarray(hidden)
    if marked.shape not in {(), given.shape}:
        raise ValueError(f"marks of the shape {marked.shape} for counts of {given.shape}: give one mark for each")
    table.hide_inner(np.atleast_2d(np.broadcast_to(marked, given.shape)) | np.isnan(table.inner))
    table.hide_totals(_is_small(table.cells, threshold=threshold, zero_is_safe=zero_is_safe))
    _protect_lines(table)
    _protect_cells(table)
    return _shown(table, given)


def midpoint_round(counts: npt.ArrayLike, *, base: int = 6) -> FloatArray:
    """Round each count to the middle of its group of ``base``, nought staying nought.

    ``base ceil(n / base) - floor(base / 2)``, so that 1 to 6 become 3 and 7 to 12 become 9.
    Rates come from counts rounded on both sides. Takes scalars or arrays; missing and negative give NaN.

    Reference: OpenSAFELY, midpoint 6 rounding.

    >>> midpoint_round([0, 1, 6, 7]).tolist()
    [0.0, 3.0, 3.0, 9.0]
    """
    _check_base(base)
    n = floats(counts)
    rounded = base * np.ceil(n / base) - base // 2
    result: FloatArray = np.where(n == 0, 0.0, np.where((n > 0) & np.isfinite(n), rounded, np.nan))[()]
    return result


def round_to(counts: npt.ArrayLike, base: float = 5) -> FloatArray:
    """Round each count to the nearest multiple of ``base``, halves up.

    ``base floor(n / base + 1/2)``. Takes scalars or arrays; missing and negative give NaN, a base that is not above
    nought is a ValueError.

    Reference: OpenSAFELY and Office for National Statistics guidance on rounding counts.

    >>> round_to([2, 3, 8, 12]).tolist()
    [0.0, 5.0, 10.0, 10.0]
    """
    _check_base(base)
    n = floats(counts)
    result: FloatArray = np.where((n >= 0) & np.isfinite(n), base * np.floor(n / base + 0.5), np.nan)[()]
    return result


def _protect_lines(table: Table) -> None:
    """Give every cell that is hidden alone in its row or column a companion."""
    while (lonely := table.lonely_line()) is not None:
        table.hide(lonely)


def _protect_cells(table: Table) -> None:
    """Hide more until no hidden cell can be worked out."""
    while (cell := determined(table)) is not None:
        table.hide(table.companion(cell))


def _shown(table: Table, given: FloatArray) -> SuppressedTable:
    shown = np.where(table.hidden, np.nan, table.cells)
    reason = filled(table.inner.shape, None)
    reason[table.hidden[:-1, :-1]] = Reason.SUPPRESSED
    is_list = given.ndim == 1
    nothing = np.empty(0)
    return SuppressedTable(
        shown[:-1, :-1].reshape(given.shape),
        reason.reshape(given.shape),
        nothing if is_list else shown[:-1, -1],
        nothing if is_list else shown[-1, :-1],
        shown[0, -1] if is_list else shown[-1, -1],
    )


def _is_small(counts: FloatArray, *, threshold: float, zero_is_safe: bool) -> BoolArray:
    with np.errstate(invalid="ignore"):
        return np.asarray((counts >= 0) & (counts < threshold) & ~((counts == 0) & zero_is_safe))


def _check_threshold(threshold: float) -> None:
    if not threshold >= 0:
        raise ValueError(f"threshold {threshold!r} would hide nothing: give the smallest count that may be shown")


def _check_base(base: float) -> None:
    if not base > 0:
        raise ValueError(f"base {base!r} is not above 0: round to 5, 10 or 6")
