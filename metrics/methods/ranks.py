"""Ranks with their uncertainty: where a place probably stands, and where it may be claimed to stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, floats
from metrics.methods.intervals import check_confidence
from metrics.methods.orientation import read_polarity
from metrics.methods.shrinkage import shrink, usable_figures

DRAWS, FEWEST_DRAWS = 1000, 100
FINEST = 1e-30  # of the spread: a smaller error is none
BLUR = 1e-5  # of the spread: places this close together may stand in either order


@dataclass(frozen=True)
class Ranks:
    """Where each place stands, with an interval; unpacks to its first three fields.

    ``expected`` and ``median`` are those of the ranks drawn, NaN for confidence sets, which draw none.
    """

    rank: FloatArray
    lower: FloatArray
    upper: FloatArray
    median: FloatArray
    expected: FloatArray
    reason: ObjectArray

    def __iter__(self) -> Iterator[FloatArray]:
        """Rank, lower and upper end."""
        return iter((self.rank, self.lower, self.upper))


def posterior_ranks(
    estimates: npt.ArrayLike,
    se: npt.ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    polarity: Polarity | str | None = None,
    confidence: float = 0.95,
) -> Ranks:
    """The rank of each place and the range of ranks that its figure, and everybody else's, leaves open.

    Each place's true value is drawn from ``N(shrunken, l se^2)``, with ``shrunken`` and ``l`` of ``shrink``; the
    places are ranked in each draw, and the middle 95% of a place's ranks are its interval. ``rank`` is that of the
    shrunken figure, equal ones sharing the mean of their ranks; the interval is widened to hold it where need be.

    One estimate and one standard error for each place, on the scale where the errors are symmetric. Rank 1 is the
    highest value, or the lowest with polarity ``lower_is_better``. Missing places stay NaN with the reason that
    ``shrink`` gives. The same ``seed`` gives the same answer; fewer than 100 draws is a ValueError.

    Reference: Goldstein and Spiegelhalter (1996), J R Stat Soc A 159: 385-443; shrunken as in Laird and Louis (1989),
    J Educ Stat 14: 29-46.

    >>> ranks = posterior_ranks([70.0, 90.0, 80.0, 81.0], [0.5, 0.5, 0.5, 0.5], seed=1)
    >>> [f"{low:.0f} to {high:.0f}" for low, high in zip(ranks.lower, ranks.upper)]
    ['4 to 4', '1 to 1', '2 to 3', '2 to 3']
    """
    check_confidence(confidence)
    _check_draws(draws)
    found = shrink(upright(estimates, polarity), se)
    ranked = np.isfinite(found.shrunken)
    shares = _shares(found.shrunken[ranked], found.own_se[ranked], draws, seed)
    up_to = np.cumsum(shares, axis=1)
    tail = (1 - confidence) / 2
    low, middle, high = (_first_at(up_to, share) for share in (tail, 0.5, 1 - tail))
    rank = _mean_ranks(found.shrunken[ranked])
    expected = shares @ np.arange(1.0, len(rank) + 1)
    columns = (rank, np.minimum(low, np.floor(rank)), np.maximum(high, np.ceil(rank)), middle, expected)
    rank, low, high, middle, expected = (_spread(column, ranked) for column in columns)
    return Ranks(rank, low, high, middle, expected, found.reason)


def confidence_sets(
    estimates: npt.ArrayLike,
    se: npt.ArrayLike,
    *,
    confidence: float = 0.95,
    seed: int = 0,
    draws: int = DRAWS,
    areas: Sequence[int] | npt.NDArray[np.integer] | None = None,
    polarity: Polarity | str | None = None,
) -> Ranks:
    """The ranks that cannot be ruled out for a place, whatever the truth about the others.

    For place j, all differences to others in both directions are tested at once: one is significant where
    ``difference / sqrt(se_j^2 + se_k^2)`` exceeds the quantile (at ``confidence``) of the largest such ratio among the
    directions not yet rejected, by parametric bootstrap, step by step until no more are. Then
    ``lower = 1 + places significantly above`` and ``upper = n - places significantly below``. Each set is for its
    place alone, not for all places together.

    Takes what ``posterior_ranks`` takes; ``rank`` is that of the figure itself, equal ones sharing the best rank.
    ``areas`` are the positions of the places wanted, and the answer holds those alone, in that order; a position
    outside the columns is a ValueError. Missing places stay NaN with a reason.

    Reference: Mogstad, Romano, Shaikh and Wilhelm (2024), Rev Econ Stud 91: 476-518; csranks, ``csranks``.

    >>> sets = confidence_sets([70.0, 90.0, 80.0, 81.0], [0.5, 0.5, 0.5, 0.5], areas=[0, 3])
    >>> sets.rank.tolist(), sets.lower.tolist(), sets.upper.tolist()
    ([4.0, 2.0], [4.0, 2.0], [4.0, 3.0])
    """
    check_confidence(confidence)
    _check_draws(draws)
    y, error, reason = usable_figures(upright(estimates, polarity), se)
    wanted = _positions(areas, len(y))
    ranked = np.flatnonzero(np.isfinite(y))
    unit = _unit(y[ranked], error[ranked])
    y, error = y / unit, np.where(error > FINEST * unit, error / unit, 0.0 * error)
    noise = np.random.default_rng(seed).standard_normal((len(ranked), draws), dtype=np.float32)
    noise *= error[ranked, None].astype(np.float32)
    sets = np.full((3, len(wanted)), np.nan)
    for column, area in enumerate(wanted):
        if np.isfinite(y[area]):
            here = int(np.searchsorted(ranked, area))
            sets[:, column] = _confidence_set(y[ranked], error[ranked], noise, here, confidence)
    nothing = np.full(len(wanted), np.nan)
    return Ranks(sets[0], sets[1], sets[2], nothing, nothing.copy(), reason[wanted])


def upright(estimates: npt.ArrayLike, polarity: Polarity | str | None) -> FloatArray:
    """Estimates turned so that the highest ranks first."""
    given = np.atleast_1d(floats(estimates))
    lowest_first = polarity is not None and read_polarity(polarity) is Polarity.LOWER_IS_BETTER
    return np.asarray(-given if lowest_first else given)


def _shares(centre: FloatArray, error: FloatArray, draws: int, seed: int) -> FloatArray:
    """Places by ranks: the share of draws in which a place holds a rank."""
    places = len(centre)
    if places == 0:
        return np.zeros((0, 0))
    unit = _unit(centre, error)
    noise = np.random.default_rng(seed).standard_normal((draws, places), dtype=np.float32)
    width = np.maximum(error / unit, BLUR).astype(np.float32)
    order = np.argsort(noise * width - ((centre.mean() - centre) / unit).astype(np.float32), axis=1)
    cells = order[:, ::-1] * places + np.arange(places)
    return np.bincount(cells.ravel(), minlength=places * places).reshape(places, places) / draws


def _unit(centre: FloatArray, error: FloatArray) -> float:
    """The size of the figures' differences and errors, so that neither is lost in small numbers."""
    spread = max(float(np.ptp(centre)), float(error.max())) if centre.size else 0.0
    return spread if spread > 0 else 1.0


def _first_at(up_to: FloatArray, share: float) -> FloatArray:
    """The first rank by which that share of the draws is reached."""
    return np.asarray((up_to < share - 1e-9).sum(axis=1) + 1.0)


def _mean_ranks(values: FloatArray) -> FloatArray:
    ascending = np.sort(values)
    above = len(values) - np.searchsorted(ascending, values, side="right")
    level = len(values) - np.searchsorted(ascending, values, side="left") - above
    return np.asarray(above + (level + 1) / 2)


def _confidence_set(
    y: FloatArray, error: FloatArray, noise: npt.NDArray[np.float32], here: int, confidence: float
) -> tuple[float, float, float]:
    """Rank, lower and upper end of one place; ``noise`` has a row for each place."""
    others = np.arange(len(y)) != here
    behind = (y - y[here])[others]
    width = np.hypot(error[here], error[others])
    # between exact figures any difference is one, and there is no noise to test it against
    beyond = np.copysign(np.inf, behind)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(behind == 0, 0.0, np.where(width > 0, behind / width, beyond))
    scale = np.where(width > 0, width, np.inf).astype(np.float32)
    drawn = (noise[others] - noise[here]) / scale[:, None]
    above, below = _rejected(ratio, drawn, confidence)
    return 1.0 + float((behind > 0).sum()), 1.0 + float(above.sum()), float(len(y) - below.sum())


def _rejected(ratio: FloatArray, drawn: npt.NDArray[np.float32], confidence: float) -> tuple[BoolArray, BoolArray]:
    """Which others are significantly above and which below, after stepping down."""
    above, below = np.zeros(ratio.shape, dtype=bool), np.zeros(ratio.shape, dtype=bool)
    while not (above.all() and below.all()):
        tested = [part.max(axis=0) for part in (drawn[~above], -drawn[~below]) if len(part)]
        critical = np.quantile(np.max(tested, axis=0), confidence)
        now_above, now_below = above | (ratio > critical), below | (-ratio > critical)
        if (now_above == above).all() and (now_below == below).all():
            break
        above, below = now_above, now_below
    return above, below


def _check_draws(draws: int) -> None:
    if draws < FEWEST_DRAWS:
        raise ValueError(f"{draws!r} draws were asked for: ask for {FEWEST_DRAWS} or more, {DRAWS} are usual")


def _positions(areas: Sequence[int] | npt.NDArray[np.integer] | None, places: int) -> npt.NDArray[np.intp]:
    if areas is None:
        return np.arange(places)
    given = np.atleast_1d(np.asarray(areas))
    if given.size and not np.issubdtype(given.dtype, np.integer):
        raise ValueError(f"areas {given.tolist()!r} are not positions: give whole numbers, counted from 0")
    wanted = given.astype(np.intp)
    outside = wanted[(wanted < 0) | (wanted >= places)]
    if outside.size:
        raise ValueError(f"area {int(outside[0])} is outside the {places} places given: count them from 0")
    return wanted


def _spread(column: FloatArray, ranked: BoolArray) -> FloatArray:
    whole = np.full(ranked.shape, np.nan)
    whole[ranked] = column
    return whole
