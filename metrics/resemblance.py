"""How near other places are to one place on any set of measures, what makes them alike, and how firm the list is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.methods.neighbours import PRESENT_AT_LEAST, standardised

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Likeness:
    """One other place: how far it is, where the middle place of its kind is at 1, and what makes it so.

    ``apart`` holds by metric the share of the squared distance, which add up to 1 unless the distance is nought.
    ``alike`` holds by metric how much nearer it is than others are on average, in squared standard deviations.
    """

    code: str
    distance: float
    apart: dict[str, float]
    alike: dict[str, float]


@dataclass(frozen=True)
class Shared:
    """One measure: the figure of the place, and the middle figures of its nearest and of all that were compared."""

    metric_id: str
    own: float | None
    nearest: float | None
    every: float | None


@dataclass(frozen=True)
class Resemblance:
    """The places nearest to one, in order; ``others`` counts those compared.

    ``shared`` has the measures, those that bring the nearest closest first. ``kept_without`` says of each measure how
    many of the nearest would still be among them if it were left out.
    """

    nearest: tuple[Likeness, ...]
    shared: tuple[Shared, ...]
    others: int
    kept_without: dict[str, int]


def resemblance(table: pd.DataFrame, code: str, *, k: int) -> Resemblance | None:
    """The ``k`` places of a table (places by measures) nearest to one of them, as ``neighbours.nearest`` finds them.

    None where the place has too few of the measures, or nobody else has enough.
    """
    values = table.to_numpy(dtype=np.float64)
    known = np.isfinite(values).mean(axis=1) >= PRESENT_AT_LEAST if values.shape[1] else np.zeros(len(table), bool)
    codes = [str(each) for each in table.index[known]]
    if code not in codes or len(codes) < 2:
        return None
    own = codes.index(code)
    scores = standardised(values[known])
    squared = np.delete((scores - scores[own]) ** 2, own, axis=0)
    names = [*codes[:own], *codes[own + 1 :]]
    order = _order(squared.sum(axis=1), names)[:k]
    metric_ids = [str(name) for name in table.columns]
    return Resemblance(
        nearest=_likenesses(squared, order, names, metric_ids),
        shared=_shared(values[known], squared, own, order, metric_ids),
        others=len(names),
        kept_without=_kept_without(squared, order, names, metric_ids),
    )


def _likenesses(squared: Numbers, order: list[int], names: list[str], metric_ids: list[str]) -> tuple[Likeness, ...]:
    middle = float(np.median(np.sqrt(squared.sum(axis=1))))
    typical = squared.mean(axis=0)
    found = []
    for row in order:
        total = float(squared[row].sum())
        shares = squared[row] / total if total > 0 else np.zeros_like(squared[row])
        found.append(
            Likeness(
                code=names[row],
                distance=float(np.sqrt(total)) / middle if middle > 0 else 0.0,
                apart=dict(zip(metric_ids, shares.tolist(), strict=True)),
                alike=dict(zip(metric_ids, (typical - squared[row]).tolist(), strict=True)),
            )
        )
    return tuple(found)


def _shared(values: Numbers, squared: Numbers, own: int, order: list[int], metric_ids: list[str]) -> tuple[Shared, ...]:
    others = np.delete(values, own, axis=0)
    closer = squared.mean(axis=0) - squared[order].mean(axis=0)
    return tuple(
        Shared(
            metric_id=metric_ids[column],
            own=_middle(values[own : own + 1, column]),
            nearest=_middle(others[order, column]),
            every=_middle(others[:, column]),
        )
        for column in np.argsort(-closer, kind="stable")
    )


def _middle(values: Numbers) -> float | None:
    present = values[np.isfinite(values)]
    return float(np.median(present)) if present.size else None


def _kept_without(squared: Numbers, order: list[int], names: list[str], metric_ids: list[str]) -> dict[str, int]:
    """Nothing where there is one measure only: without it there would be no list."""
    if len(metric_ids) < 2:
        return {}
    total, nearest = squared.sum(axis=1), set(order)
    return {
        metric_id: len(nearest & set(_order(total - squared[:, column], names)[: len(order)]))
        for column, metric_id in enumerate(metric_ids)
    }


def _order(squared: Numbers, names: list[str]) -> list[int]:
    """Rows from the nearest; equally near ones in the order of their codes, whatever rounding made of the sums."""
    return [int(row) for row in np.lexsort((np.array(names), np.round(squared, 12)))]
