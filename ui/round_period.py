"""The stretch of time a round is about, in words."""

from domain.round import Round
from ui.numbers import period_label


def round_period(one: Round) -> str:
    """The stretch of time a round is about: "October 2025 to March 2026"."""
    start, end = one.period_start, one.period_end
    return period_label(start, (end.year - start.year) * 12 + end.month - start.month + 1)
