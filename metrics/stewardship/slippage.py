"""Slippage: how much later than planned unfinished milestones are now expected, over many transformations."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from domain.delivery import Delivery


class SlipBand(StrEnum):
    """How late the latest unfinished milestone of a transformation is against its plan."""

    NONE = "none"
    UP_TO_3 = "up_to_3"  # months
    UP_TO_6 = "up_to_6"
    UP_TO_12 = "up_to_12"
    OVER_12 = "over_12"
    UNKNOWN = "unknown"  # nothing is unfinished, or nobody said when it is expected


EDGES = ((0.0, SlipBand.NONE), (3.0, SlipBand.UP_TO_3), (6.0, SlipBand.UP_TO_6), (12.0, SlipBand.UP_TO_12))


@dataclass(frozen=True, slots=True)
class Slippage:
    """How many transformations are in each band, and the middle and the largest slip in months where any is known."""

    bands: dict[SlipBand, int]
    middle: float | None
    largest: float | None

    @property
    def known(self) -> int:
        """Of how many transformations a slip is known."""
        return sum(many for band, many in self.bands.items() if band is not SlipBand.UNKNOWN)


def slip_band(months: float | None) -> SlipBand:
    """The band of one slip; earlier than planned is no slip.

    >>> [slip_band(months).value for months in (3.0, 3.1, -2.0, None)]
    ['up_to_3', 'up_to_6', 'none', 'unknown']
    """
    if months is None:
        return SlipBand.UNKNOWN
    return next((band for edge, band in EDGES if months <= edge), SlipBand.OVER_12)


def slippage(told: Iterable[Delivery]) -> Slippage:
    """The slips of many transformations."""
    bands = dict.fromkeys(SlipBand, 0)
    known: list[float] = []
    for one in told:
        bands[slip_band(one.slips_by_months)] += 1
        if one.slips_by_months is not None:
            known.append(one.slips_by_months)
    return Slippage(bands, median(known) if known else None, max(known, default=None))
