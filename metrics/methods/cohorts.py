"""Places that made the same change in different years: the effect on each year's cohort in each year."""

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray
from metrics.methods.study import IntArray, read_panel

COLUMNS = ("cohort", "time", "effect", "se", "reason", "places", "controls")
NUMBERS: dict[Hashable, type] = {"effect": float, "se": float, "places": int, "controls": int}


class Control(StrEnum):
    """Whom a cohort is compared with."""

    NEVER_TREATED = "never_treated"
    NOT_YET_TREATED = "not_yet_treated"


class Base(StrEnum):
    """What the years before a change are measured from: the year before each, or the last year before the change."""

    VARYING = "varying"
    UNIVERSAL = "universal"


class Cell(NamedTuple):
    """One cohort in one period; ``influence`` is what each place adds to the estimate's error."""

    cohort: Hashable
    position: int
    since: int
    first: int
    effect: float
    reason: Reason | None
    places: int
    controls: int
    influence: FloatArray

    @property
    def se(self) -> float:
        """The standard error; NaN where too few places vary, or nothing is estimated."""
        known = self.reason is None and not self.is_base
        return float(np.sqrt((self.influence**2).sum())) if known else float("nan")

    @property
    def is_base(self) -> bool:
        """Whether this is the period the cohort's effects are measured from."""
        return self.since == self.position


class Staggered(NamedTuple):
    """The complete places of a panel with the position of the period in which each made the change."""

    values: FloatArray
    periods: pd.Index
    first: IntArray
    labels: dict[int, Hashable]
    left_out: tuple[Hashable, ...]

    @property
    def never(self) -> BoolArray:
        """Which places made no change within the panel."""
        return self.first >= len(self.periods)


def group_time_effects(
    panel: pd.DataFrame,
    cohorts: "pd.Series[Any] | Mapping[Hashable, Any]",
    *,
    control: Control | str = Control.NEVER_TREATED,
    base: Base | str = Base.VARYING,
) -> pd.DataFrame:
    """The effect on each cohort of places in each period, against places that had made no such change.

    ``ATT(g, t) = mean change from g - 1 to t of cohort g - the same for the control``. Standard error from the
    influence functions: ``SE^2 = sum (d - mean d)^2 / n^2`` over the cohort and over the control. Before the change,
    ``base="varying"`` gives the change from each period to the next, ``"universal"`` that from ``g - 1``.

    Takes a frame of places by periods and each place's first period of the change (missing, infinite, nought or after
    the panel: never). Gives a frame with ``cohort, time, effect, se``, and ``reason, places, controls``. Places with
    a gap or without a cohort's entry are left out; their codes are in ``attrs["left_out"]``. Reasons:
    ``too_few_points`` for a cohort without a period before, ``too_few_places`` where cohort or control has fewer than
    two places (then without ``se``, and with none without an effect). A cohort for a place not in the panel is a
    ValueError.

    Reference: Callaway and Sant'Anna (2021), Journal of Econometrics 225: 200-230.

    >>> towns = pd.DataFrame(
    ...     [[1, 2, 5], [2, 3, 8], [1, 1, 2], [4, 5, 6]], index=list("ABCD"), columns=[2020, 2021, 2022])
    >>> found = group_time_effects(towns, {"A": 2022, "B": 2022, "C": None, "D": None})
    >>> found[["time", "effect", "se"]].round(2).values.tolist()
    [[2021.0, 0.5, 0.35], [2022.0, 3.0, 0.71]]
    """
    staggered = read_staggered(panel, cohorts)
    cells = cells_of(staggered, control=read_control(control), base=read_base(base))
    rows = [
        (cell.cohort, staggered.periods[cell.position], cell.effect, cell.se, cell.reason, cell.places, cell.controls)
        for cell in cells
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)  # as objects: a reason must not turn into text
    frame = frame.astype({"time": staggered.periods.dtype, **NUMBERS})
    frame["cohort"] = frame["cohort"].infer_objects()
    frame.attrs["left_out"] = staggered.left_out
    return frame


def read_staggered(panel: pd.DataFrame, cohorts: "pd.Series[Any] | Mapping[Hashable, Any]") -> Staggered:
    """The complete places of the panel that have an entry among the cohorts, and when each made the change."""
    values, ordered = read_panel(panel)
    entries = pd.Series(cohorts, dtype=object)
    unknown = entries.index.difference(panel.index, sort=False)
    if len(unknown):
        raise ValueError(f"cohort given for {unknown[0]!r}, which is not in the panel: give codes of its rows")
    given = entries.reindex(ordered.index)
    kept = np.isfinite(values).all(axis=1) & ordered.index.isin(entries.index)
    first = np.array([_position(start, ordered.columns) for start in given], dtype=np.intp)
    labels: dict[int, Hashable] = {}
    for position, label in zip(first[kept], given[kept], strict=True):
        labels.setdefault(int(position), label)
    return Staggered(values[kept], ordered.columns, first[kept], labels, tuple(ordered.index[~kept]))


def cells_of(staggered: Staggered, *, control: Control, base: Base) -> list[Cell]:
    """Every cohort in every period that can be compared, cohorts and periods in order."""
    periods = len(staggered.periods)
    earliest = 1 if base is Base.VARYING else 0
    cohorts = sorted(int(position) for position in set(staggered.first[~staggered.never]))
    return [
        _cell(staggered, first, position, control, base) for first in cohorts for position in range(earliest, periods)
    ]


def _cell(staggered: Staggered, first: int, position: int, control: Control, base: Base) -> Cell:
    treated = staggered.first == first
    since = first - 1 if base is Base.UNIVERSAL or position >= first else position - 1
    controls = staggered.never
    if control is Control.NOT_YET_TREATED:
        controls = (staggered.first > max(position, since)) & ~treated
    places, others = int(treated.sum()), int(controls.sum())
    influence = np.zeros(len(treated))
    if since < 0 or others == 0:
        why = Reason.TOO_FEW_POINTS if since < 0 else Reason.TOO_FEW_PLACES
        return Cell(staggered.labels[first], position, since, first, float("nan"), why, places, others, influence)
    change = staggered.values[:, position] - staggered.values[:, since]
    own, theirs = change[treated].mean(), change[controls].mean()
    influence[treated] = (change[treated] - own) / places
    influence[controls] -= (change[controls] - theirs) / others
    reason = Reason.TOO_FEW_PLACES if min(places, others) < 2 else None
    return Cell(staggered.labels[first], position, since, first, float(own - theirs), reason, places, others, influence)


def _position(start: Any, periods: pd.Index) -> int:
    """Where in the panel a place's change begins; its length for never."""
    if start is None or start is pd.NaT or (isinstance(start, (int, float, np.number)) and _is_never(float(start))):
        return len(periods)
    try:
        return int((periods < start).sum())
    except TypeError:
        raise ValueError(
            f"start {start!r} cannot be compared with the periods: give one like {periods.tolist()[:1]!r}"
        ) from None


def _is_never(start: float) -> bool:
    return not np.isfinite(start) or start == 0


def read_control(name: Control | str) -> Control:
    """The control of that name, or an error that lists the names."""
    try:
        return Control(name)
    except ValueError:
        raise ValueError(f"no control called {name!r}: use one of {', '.join(Control)}") from None


def read_base(name: Base | str) -> Base:
    """The base of that name, or an error that lists the names."""
    try:
        return Base(name)
    except ValueError:
        raise ValueError(f"no base called {name!r}: use one of {', '.join(Base)}") from None
