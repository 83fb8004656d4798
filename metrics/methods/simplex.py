"""Weights that are never negative and add up to one, chosen so that a weighted mix comes close to a target."""

import numpy as np

from metrics.methods.arrays import FloatArray

MANY = 100  # columns; from here on the dual problem, with one unknown a row, is the faster one
EQUALLY_GOOD = 1e-10  # of the largest square: columns whose weight could be moved at no more cost than this
FAR_LARGER = 1e3  # times the columns that are used
NO_FURTHER = 1e-7  # of the same; a mix that lies further off is another one
EVENLY = 1e-12  # the ridge that chooses among equally good mixes; too small to choose a worse one
STEPS = 60  # Newton's method needs about ten


def simplex_weights(
    columns: FloatArray, target: FloatArray, *, ridge: float = 0.0, intercept: bool = False
) -> FloatArray:
    """The mix ``w >= 0, sum w = 1`` that minimises ``|columns w - target|^2 + ridge |w|^2``.

    With ``intercept`` the mix may lie a constant above or below the target. Once the target is taken off each column,
    both terms grow with the square of ``sum w``, so one further row that asks for a sum of one changes only the
    length of the answer of non-negative least squares, and dividing by the sum gives the exact minimum. Where several
    mixes come as close as each other, the one that shares most evenly: then the order of the columns cannot matter.

    Takes rows by columns and one target a row, all finite. Reference: Lawson and Hanson (1974), Solving Least Squares
    Problems, chapter 23; Arkhangelsky and others (2021), American Economic Review 111: 4088-4118, for the ridge.

    >>> simplex_weights(np.array([[1.0, 3.0], [2.0, 6.0]]), np.array([2.0, 4.0])).round(6).tolist()
    [0.5, 0.5]
    """
    distance = columns - target[:, None]
    if intercept:
        distance = distance - distance.mean(axis=0)
    size = float(np.abs(distance).max(initial=0.0))
    if size == 0.0:  # every mix is as good as any other
        return np.full(columns.shape[1], 1 / columns.shape[1])
    scaled, penalty = distance / size, ridge / size**2
    weights = _by_dual(scaled, penalty) if penalty > 0 and columns.shape[1] >= MANY else None
    weights = _by_nnls(scaled, penalty) if weights is None else weights
    return weights if penalty > 0 else _most_even(scaled, weights)


def _most_even(distance: FloatArray, weights: FloatArray) -> FloatArray:
    """Of all mixes as close as this one, that with the smallest squares; columns out of all proportion take no part."""
    sizes = np.abs(distance).max(axis=0)
    size = float((weights * sizes).max()) or float(sizes[sizes > 0].min())
    apart = distance / size
    nearest = apart @ weights
    slope = nearest @ apart
    equal = np.flatnonzero((slope - slope @ weights <= EQUALLY_GOOD) & (sizes <= FAR_LARGER * size))
    system = np.vstack([apart[:, equal], np.ones((1, equal.size))])
    if equal.size <= 1 or (equal.size <= len(system) and np.linalg.matrix_rank(system) == equal.size):
        return weights  # there is no other
    shared = np.zeros_like(weights)
    shared[equal] = _by_nnls(apart[:, equal] - nearest[:, None], EVENLY)
    moved = np.abs(apart @ shared - nearest).max()
    return shared if moved <= NO_FURTHER else weights


def _by_nnls(distance: FloatArray, penalty: float) -> FloatArray:
    from scipy.optimize import nnls  # here, not above: it slows the start

    count = distance.shape[1]
    heavy = float(np.sqrt(count))
    rows = [distance, np.full((1, count), heavy)]
    if penalty > 0:
        rows.insert(1, np.sqrt(penalty) * np.eye(count))
    system = np.vstack(rows)
    wanted = np.zeros(system.shape[0])
    wanted[-1] = heavy
    weights: FloatArray = nnls(system, wanted, maxiter=20 * count + 100)[0]
    return np.asarray(weights / weights.sum())


def _by_dual(distance: FloatArray, penalty: float) -> FloatArray | None:
    """Newton's method on the residual ``u = distance w``, whose best ``w`` is a projection; None if it stalls."""
    residual = distance.mean(axis=1)
    weights, worth = _best_mix(distance, residual, penalty)
    for _ in range(STEPS):
        slope = distance @ weights - residual
        if np.abs(slope).max() <= 1e-12:
            return weights
        used = distance[:, weights > 0]
        bend = used - used.mean(axis=1, keepdims=True)
        step = np.linalg.solve(np.eye(len(residual)) + bend @ bend.T / penalty, slope)
        length = 1.0
        while length > 1e-8:
            tried = residual + length * step
            weights, reached = _best_mix(distance, tried, penalty)
            if reached >= worth + 1e-4 * length * float(slope @ step) - 1e-15:
                break
            length /= 2
        residual, worth = tried, reached
    return None


def _best_mix(distance: FloatArray, residual: FloatArray, penalty: float) -> tuple[FloatArray, float]:
    """The mix that minimises ``residual . distance w + penalty |w|^2 / 2``, and the dual's value there."""
    pull = residual @ distance
    weights = _projected(-pull / penalty)
    worth = -0.5 * float(residual @ residual) + float(pull @ weights) + 0.5 * penalty * float(weights @ weights)
    return weights, worth


def _projected(point: FloatArray) -> FloatArray:
    """The nearest point whose parts are not negative and add up to one."""
    ordered = np.sort(point)[::-1]
    over = (np.cumsum(ordered) - 1) / np.arange(1, point.size + 1)
    return np.asarray(np.maximum(point - over[np.flatnonzero(ordered > over)[-1]], 0.0))
