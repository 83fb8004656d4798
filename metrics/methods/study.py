"""One place that changed something, the places it is set beside, and whether there is enough to compare."""

from collections.abc import Hashable, Sequence
from numbers import Integral
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, floats

IntArray = npt.NDArray[np.intp]

FEWEST_BEFORE = 5  # periods before the start; with fewer there is no answer
ENOUGH_BEFORE = 8  # with fewer than these the answer comes with a caution
ENOUGH_DONORS = 20  # with fewer, a placebo test can hardly come out small
NEAREST_DONORS = 30  # as many as did best in trials on official figures
AS_NEAR = 1e-9  # of the distance: less is rounding


class Study(NamedTuple):
    """Who is compared with whom, as arrays; ``reason`` says why there can be no answer.

    ``treated`` is the mean path of the ``size`` treated places; ``donors`` places by periods, complete, from ``rows``
    of the panel; ``incomplete`` are the rows with a gap; ``before`` is how many periods lie before the start.
    """

    treated: FloatArray
    donors: FloatArray
    places: pd.Index
    rows: IntArray
    incomplete: IntArray
    periods: pd.Index
    before: int
    size: int
    reason: Reason | None

    @property
    def names(self) -> pd.Index:
        """The donors' codes."""
        return self.places[self.rows]

    @property
    def left_out(self) -> tuple[Hashable, ...]:
        """The codes of donors with a gap."""
        return tuple(self.places[self.incomplete])

    @property
    def cautions(self) -> tuple[Reason, ...]:
        """What makes an answer weaker than usual."""
        few = [
            (self.before < ENOUGH_BEFORE, Reason.TOO_FEW_POINTS),
            (len(self.donors) < ENOUGH_DONORS, Reason.TOO_FEW_PLACES),
        ]
        return tuple(reason for applies, reason in few if applies)


def read_study(
    panel: pd.DataFrame,
    *,
    treated: Hashable | Sequence[Hashable],
    start: Any,
    donors: Sequence[Hashable] | None = None,
    fewest_before: int = FEWEST_BEFORE,
) -> Study:
    """The treated path and the donors of a panel of places by periods.

    The treated are never their own donors, even where they are named. A donor with a gap is left out and named. A gap
    in the treated path, too few periods before the start, none after it, or no donor left is a reason. A code that is
    not in the panel, or comes twice, is a ValueError.
    """
    values, ordered = read_panel(panel)
    rows = _rows(_listed(treated), panel)
    before = _periods_before(ordered.columns, start)
    pool = np.zeros(len(values), dtype=bool)
    pool[slice(None) if donors is None else _rows(list(donors), panel)] = True
    pool[rows] = False
    whole: BoolArray = pool & np.isfinite(values).all(axis=1)
    reason = _reason(values[rows], before, values.shape[1] - before, int(whole.sum()), fewest_before)
    return Study(
        values[rows].mean(axis=0), values[whole], panel.index, np.flatnonzero(whole), np.flatnonzero(pool & ~whole),
        ordered.columns, before, len(rows), reason,
    )  # fmt: skip


def read_panel(panel: pd.DataFrame) -> tuple[FloatArray, pd.DataFrame]:
    """The numbers of a panel with its periods in order; a place or period without a name, or twice, is refused."""
    if not isinstance(panel, pd.DataFrame):
        raise ValueError(f"a {type(panel).__name__} is not a frame of pandas: give one of places by periods")
    for axis, what in ((panel.index, "place"), (panel.columns, "period")):
        if not axis.is_unique:
            repeated = axis[axis.duplicated()].tolist()[0]
            raise ValueError(f"{what} {repeated!r} comes more than once: give each {what} once")
        if axis.hasnans:
            raise ValueError(f"one {what} of the {len(axis)} has no name: give each {what} one")
    ordered = _in_order(panel)
    try:
        return ordered.to_numpy(dtype=np.float64, na_value=np.nan), ordered
    except (TypeError, ValueError):
        return floats(ordered.to_numpy(dtype=object)), ordered  # which names what is not a number


def _in_order(panel: pd.DataFrame) -> pd.DataFrame:
    if panel.columns.is_monotonic_increasing:
        return panel
    try:
        return panel.sort_index(axis=1)
    except TypeError:
        kinds = ", ".join(sorted({type(period).__name__ for period in panel.columns}))
        raise ValueError(f"periods of different kinds ({kinds}) have no order: give all of one kind") from None


def nearest_donors(study: Study, count: int | None) -> Study:
    """The study with only the donors whose path before the start was nearest; all of them for ``None``.

    Those as near as the last of them are kept too, so that neither order nor rounding chooses among them.
    """
    if count is not None and not (isinstance(count, Integral) and count >= 1):
        raise ValueError(f"{count!r} nearest donors were asked for: ask for 1 or more, or None for all")
    if count is None or len(study.donors) <= count:
        return study
    apart = ((study.donors[:, : study.before] - study.treated[: study.before]) ** 2).sum(axis=1)
    chosen = np.flatnonzero(apart <= np.partition(apart, count - 1)[count - 1] * (1 + AS_NEAR))
    return study._replace(donors=study.donors[chosen], rows=study.rows[chosen])


def _listed(treated: Hashable | Sequence[Hashable]) -> list[Hashable]:
    several = isinstance(treated, (list, tuple, set, frozenset, pd.Index, pd.Series, np.ndarray))
    codes = list(cast("Sequence[Hashable]", treated)) if several else [treated]
    if not codes:
        raise ValueError("no treated place was given: name at least one")
    return codes


def _rows(codes: list[Hashable], panel: pd.DataFrame) -> list[int]:
    unknown = [code for code in codes if code not in panel.index]
    if unknown:
        raise ValueError(f"place {unknown[0]!r} is not in the panel of {len(panel)} places: give codes of its rows")
    if len(set(codes)) < len(codes):
        raise ValueError(f"a place is named twice among {codes!r}: name each once")
    return [int(panel.index.get_loc(code)) for code in codes]


def _periods_before(periods: pd.Index, start: Any) -> int:
    try:
        return int((periods < start).sum())
    except TypeError:
        raise ValueError(
            f"start {start!r} cannot be compared with the periods: give one like {periods.tolist()[:1]!r}"
        ) from None


def _reason(path: FloatArray, before: int, after: int, donors: int, fewest_before: int) -> Reason | None:
    rules = [
        (before < max(fewest_before, 1) or after < 1, Reason.TOO_FEW_POINTS),
        (np.isinf(path).any(), Reason.INVALID),
        (np.isnan(path).any(), Reason.NO_DATA),
        (donors < 1, Reason.TOO_FEW_PLACES),
    ]
    return next((reason for applies, reason in rules if applies), None)
