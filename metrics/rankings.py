"""How far the figures of a metric can tell places apart at all, and the rank each may claim."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.metric import Polarity
from domain.observation import Mark
from domain.reason import Reason
from metrics.benchmarks import SCALES, standard_errors
from metrics.methods.ranks import posterior_ranks
from metrics.methods.scales import Scale, to_scale
from metrics.methods.shrinkage import Shrunken, shrink
from metrics.panel import NONE, Numbers, Panel, Texts

RELIABLE = 0.5  # below it places differ by less than the error of their figures
FEWEST_PLACES = 5
DRAWS, SEED = 2000, 20220202

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Peers:
    """The places of one level with a figure for the same newest period, and what shrinking them found.

    ``rows`` are rows of the panel; ``shrunken`` is none where no interval is published or too few have one.
    """

    rows: npt.NDArray[np.intp]
    shrunken: Shrunken | None

    @property
    def reliability(self) -> float:
        """The share of the differences between places that is not error; NaN where it cannot be known."""
        return float(self.shrunken.reliability) if self.shrunken else float("nan")

    @property
    def mostly_noise(self) -> bool:
        """Whether places differ by less than the error of their figures."""
        return self.reliability < RELIABLE


def peers_of(panel: Panel, at: npt.NDArray[np.intp] | None = None) -> Iterator[Peers]:
    """Groups of places that may be set in order: same level, newest figure for the same period, none of them a total.

    ``at`` gives another column for each row than that of its newest figure.
    """
    column = panel.own if at is None else at
    value, lower, upper = (panel.numbers_at(grid, column) for grid in (panel.value, panel.lower, panel.upper))
    usable = (column != NONE) & np.isfinite(value) & (np.full(len(value), not panel.metric.additive))
    if at is None:
        usable &= panel.own >= panel.expected
    usable &= panel.texts_at(panel.mark, column) != Mark.SHARED_MINOR.value
    scale = SCALES.get(panel.metric.kind, Scale.IDENTITY)
    error = standard_errors(value, lower, upper, scale)
    on_scale = to_scale(value, scale, whole=100.0)
    for level, newest in sorted({(str(a), int(b)) for a, b in zip(panel.group[usable], column[usable], strict=True)}):
        rows = np.flatnonzero(usable & (panel.group == level) & (column == newest))
        known = np.isfinite(error[rows]) & (error[rows] > 0) & np.isfinite(on_scale[rows])
        enough = known.sum() >= FEWEST_PLACES
        shrunken = shrink(on_scale[rows], np.where(known, error[rows], np.nan)) if enough else None
        yield Peers(rows, shrunken)


def rank_all(panel: Panel, groups: list[Peers]) -> pd.DataFrame:
    """One row for each place: its rank from the best, the 95% interval of it, among how many, or why there is none."""
    places = len(panel.codes)
    whole = {name: np.zeros(places, dtype=np.int16) for name in ("rank", "rank_low", "rank_high", "rank_of")}
    why = np.full(places, Reason.NO_DATA.value, dtype=object)
    why[panel.own != NONE] = Reason.OTHER_PERIOD.value
    shared = panel.texts_at(panel.mark, panel.own) == Mark.SHARED_MINOR.value
    why[shared & (panel.own != NONE)] = Reason.SHARED_VALUE.value
    if panel.metric.additive:
        why[:] = Reason.DEPENDS_ON_SIZE.value
    for peers in groups:
        why[peers.rows] = _why_not(panel, peers)
        if peers.shrunken is None or peers.mostly_noise:
            continue
        ranked = np.isfinite(peers.shrunken.shrunken)
        rows = peers.rows[ranked]
        found = _ranks(panel, peers, ranked)
        for name, numbers in zip(whole, found, strict=False):
            whole[name][rows] = numbers
        whole["rank_of"][rows] = len(rows)
        why[rows] = ""
    return pd.DataFrame({**whole, "rank_reason": why})


def _why_not(panel: Panel, peers: Peers) -> Texts:
    """Why each place of a group has no rank, or would have none if the group were ranked."""
    why = np.full(len(peers.rows), Reason.NO_INTERVAL.value, dtype=object)
    if peers.shrunken is None:
        why[:] = (Reason.TOO_FEW_PLACES if len(peers.rows) < FEWEST_PLACES else Reason.NO_INTERVAL).value
    elif peers.mostly_noise:
        why[:] = Reason.MOSTLY_NOISE.value
    else:  # it has a figure, and one that the scale cannot hold
        logit = SCALES.get(panel.metric.kind) is Scale.LOGIT
        off_scale = peers.shrunken.reason == Reason.NO_DATA
        why[off_scale] = (Reason.AT_BOUND if logit else Reason.NEGATIVE_VALUES).value
    return why


def _ranks(panel: Panel, peers: Peers, ranked: Mask) -> tuple[Numbers, Numbers, Numbers]:
    """Rank and interval, 1 for the best, or the highest where neither direction is good."""
    column = panel.own[peers.rows[ranked]]
    rows = peers.rows[ranked]
    scale = SCALES.get(panel.metric.kind, Scale.IDENTITY)
    value, lower, upper = (grid[rows, column] for grid in (panel.value, panel.lower, panel.upper))
    error = standard_errors(value, lower, upper, scale)
    polarity = Polarity.HIGHER_IS_BETTER if panel.metric.polarity is Polarity.NEUTRAL else panel.metric.polarity
    found = posterior_ranks(to_scale(value, scale, whole=100.0), error, draws=DRAWS, seed=SEED, polarity=polarity)
    return np.round(found.rank), np.floor(found.lower), np.ceil(found.upper)
