"""Everything an evaluation is run with besides the figures: kept with its numbers, it gives them again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evaluating import Method
from domain.evidence import Design
from metrics.methods.scales import Scale
from metrics.methods.study import NEAREST_DONORS

MISSING = "none"


DESIGNS: Mapping[Method, Design] = {
    Method.SYNTHETIC_DID: Design.SYNTHETIC_DID,
    Method.DIFFERENCE_IN_DIFFERENCES: Design.DIFFERENCE_IN_DIFFERENCES,
    Method.SYNTHETIC_CONTROL: Design.SYNTHETIC_CONTROL,
    Method.DEMEANED_SYNTHETIC_CONTROL: Design.SYNTHETIC_CONTROL,
    Method.EVENT_STUDY: Design.DIFFERENCE_IN_DIFFERENCES,
}


class SettingsUnreadable(ValueError):
    """The settings that were kept with an evaluation do not say how it was run."""


@dataclass(frozen=True, kw_only=True)
class Setup:
    """``treated`` are the places with the first period since the start of each; ``periods`` are first days, in order.

    ``nearest`` is how many of the ``donors`` are used, those whose path before was closest; none uses them all.
    """

    method: Method
    treated: tuple[tuple[str, dt.date], ...]
    periods: tuple[dt.date, ...]
    donors: tuple[str, ...]
    scale: Scale = Scale.IDENTITY
    nearest: int | None = NEAREST_DONORS
    seed: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The places that took part."""
        return tuple(code for code, _first in self.treated)

    @property
    def first_since(self) -> dt.date:
        """The first period that counts as since the start, of the earliest place."""
        return min(first for _code, first in self.treated)

    @property
    def before(self) -> int:
        """How many periods lie before the earliest start."""
        return sum(period < self.first_since for period in self.periods)

    def as_settings(self) -> tuple[tuple[str, str], ...]:
        """By name, in words that can be read again."""
        return (
            ("method", self.method.value),
            ("scale", self.scale.value),
            ("nearest", str(self.nearest) if self.nearest else MISSING),
            ("seed", str(self.seed)),
            ("treated", " ".join(f"{code}@{first.isoformat()}" for code, first in self.treated)),
            ("periods", " ".join(period.isoformat() for period in self.periods)),
            ("donors", " ".join(self.donors)),
        )


def read_setup(settings: Sequence[tuple[str, str]]) -> Setup:
    """What ``as_settings`` wrote."""
    told = dict(settings)
    try:
        return Setup(
            method=Method(told["method"]),
            scale=Scale(told["scale"]),
            nearest=None if told["nearest"] == MISSING else int(told["nearest"]),
            seed=int(told["seed"]),
            treated=tuple(_dated(text) for text in told["treated"].split()),
            periods=tuple(dt.date.fromisoformat(text) for text in told["periods"].split()),
            donors=tuple(told["donors"].split()),
        )
    except (KeyError, ValueError) as fault:
        raise SettingsUnreadable(f"the settings kept with it cannot be read ({fault}): run it anew") from fault


def _dated(text: str) -> tuple[str, dt.date]:
    code, first = text.split("@")
    return code, dt.date.fromisoformat(first)
