"""What a build needs of the room that knows what numbers mean. ``metrics.verdicts`` fulfils it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from domain.mission import Catalogue
from domain.place import Place

if TYPE_CHECKING:
    import pandas as pd


class Judgements(NamedTuple):
    """The frames a judgement makes.

    ``standings``: one row for each metric and place: its newest figure, trend, trajectory, assurance, rank.
    ``comparisons``: one row for each metric, place and comparator: benchmark, level, reason.
    ``summaries``: one row for each metric: how many places are better, worse, improving, worsening.
    The others hold one row for each of their nouns: ``domain.change``, ``domain.disparity``, ``domain.calibration``.
    """

    standings: "pd.DataFrame"
    comparisons: "pd.DataFrame"
    summaries: "pd.DataFrame"
    changes: "pd.DataFrame"
    gaps: "pd.DataFrame"
    gap_changes: "pd.DataFrame"
    convergences: "pd.DataFrame"
    national_counts: "pd.DataFrame"
    calibrations: "pd.DataFrame"
    chance_bins: "pd.DataFrame"


class Rules(Protocol):
    """The catalogue and the one function that decides. A build is handed them; it does not import them."""

    def read_catalogue(self, catalogue: Path, frameworks: Path) -> Catalogue:
        """Every metric and framework."""

    def judge(
        self,
        observations: "pd.DataFrame",
        catalogue: Catalogue,
        places: Mapping[str, Place],
        neighbours: "pd.DataFrame",
    ) -> Judgements:
        """The four cells for every place, metric and comparator, and what follows for the nation."""
