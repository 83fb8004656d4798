"""The geography folder as places, successions, names and statistical neighbours."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from data.geography_table import GeographyError
from data.likeness import read_clusters, read_neighbours
from data.place_names import read_names
from data.places import read_areas, read_places
from data.successions import Followers, follow, followers, read_successions, refuse_circles, with_older_codes
from domain.place import Place, Succession, SuccessionKind

__all__ = ["Geography", "GeographyError", "read_geography"]
OWN_TABLES = Path(__file__).parent / "sources" / "geography"


@dataclass(frozen=True)
class Geography:
    """Every place with a code, what followed what, every name, and which places are alike.

    ``names`` has ``place_code``, ``name``, ``kind`` (official, alternative, former); ``neighbours`` has
    ``family``, ``place_code``, ``rank``, ``neighbour_code``; ``clusters`` has ``family``, ``place_code``, ``cluster``.
    """

    places: tuple[Place, ...]
    successions: tuple[Succession, ...]
    names: pd.DataFrame
    neighbours: pd.DataFrame
    clusters: pd.DataFrame
    following: Followers

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """Each place, current or ended, by its code."""
        return {place.code: place for place in self.places}

    def successor(self, code: str) -> tuple[str, ...]:
        """The current codes at the end of the chains from a retired code; empty for a current or unknown code."""
        return follow(code, self.following)

    def is_recode(self, code: str) -> bool:
        """Whether exactly one code follows and every step to it kept the same land under a new code."""
        chain = [code]
        while len(following := self.following.get(chain[-1], ())) == 1:
            chain.append(following[0])
        return len(chain) > 1 and not following and self._recodes.issuperset(chain[:-1])

    @cached_property
    def _recodes(self) -> frozenset[str]:
        return frozenset(step.old_code for step in self.successions if step.kind is SuccessionKind.RECODED)


def read_geography(folder: Path, *, own: Path = OWN_TABLES) -> Geography:
    """Read and check the folder; ``own`` holds the project's few additional rows. Raises ``GeographyError``."""
    areas = read_areas(folder, own)
    successions = read_successions(folder, own, areas)
    areas = with_older_codes(areas, successions)
    following = followers(successions, areas)
    refuse_circles(following)
    places = read_places(folder, areas, following)
    codes = frozenset(place.code for place in places)
    recodes = {step.old_code: str(step.new_code) for step in successions if step.kind is SuccessionKind.RECODED}
    return Geography(
        places=places,
        successions=successions,
        names=read_names(folder, own, places, successions, following),
        neighbours=read_neighbours(folder, codes, recodes),
        clusters=read_clusters(folder, codes, recodes),
        following=following,
    )
