"""A portfolio: what was reported of several transformations together, with how many said nothing.

Money is added up only over those that named an amount, and each sum says how many did: an amount nobody named is
missing, never nought. Nothing here is an average of judgements.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.delivery import Delivery
from domain.tracked import Tracked
from domain.transformation import Status
from metrics.stewardship.attention import pressing
from metrics.stewardship.disagreement import disagreement
from metrics.stewardship.slippage import Slippage, slippage

HIGH_RISK = 15
"""From this score on, of at most 24, a risk counts as high."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in pounds over those that named one: ``said`` of ``asked``; no total where nobody did."""

    total: float | None
    said: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Some transformations together. ``seen`` is how many of ``held`` the reader may read the reports of.

    ``spent_of_plan`` is the share of planned spend that is spent, over the ``both`` that named both amounts;
    ``spent_of_award`` the same of awards, over ``awarded_both``.
    """

    held: int
    seen: int
    statuses: dict[Status | None, int]
    announced: Sum
    awarded: Sum
    paid: Sum
    spent: Sum
    planned: Sum
    forecast: Sum
    spent_of_plan: float | None
    both: int
    spent_of_award: float | None
    awarded_both: int
    slips: Slippage
    high_risk: int
    with_risks: int
    contradicting: int
    stale: int
    pressing: int


def portfolio(every: Iterable[Tracked], *, today: dt.date) -> Portfolio:
    """Everything about some transformations together, in one pass over what was reported of them."""
    held = list(every)
    told = [one.delivery for one in held if one.delivery is not None]
    plan = _shared(told, "planned")
    award = _shared(told, "awarded")
    return Portfolio(
        held=len(held),
        seen=len(told),
        statuses=_statuses(told),
        announced=_sum(told, "announced"),
        awarded=_sum(told, "awarded"),
        paid=_sum(told, "paid"),
        spent=_sum(told, "spent"),
        planned=_sum(told, "planned"),
        forecast=_sum(told, "forecast"),
        spent_of_plan=plan[0],
        both=plan[1],
        spent_of_award=award[0],
        awarded_both=award[1],
        slips=slippage(told),
        high_risk=sum((one.worst_risk or 0) >= HIGH_RISK for one in told),
        with_risks=sum(one.worst_risk is not None for one in told),
        contradicting=sum(disagreement(one, today=today) > 0 for one in told),
        stale=sum(one.stale for one in told),
        pressing=sum(pressing(one, today=today) for one in told),
    )


def _statuses(told: list[Delivery]) -> dict[Status | None, int]:
    """Every status with how many have it, none among them, in the order of the statuses."""
    counted = Counter(one.status for one in told)
    return {status: counted[status] for status in (*Status, None)}


def _sum(told: list[Delivery], name: str) -> Sum:
    amounts = [amount for one in told if (amount := getattr(one, name)) is not None]
    return Sum(sum(amounts) if amounts else None, len(amounts), len(told))


def _shared(told: list[Delivery], name: str) -> tuple[float | None, int]:
    """The share of an amount that is spent, over those that named both, and how many those are."""
    pairs = [(one.spent, amount) for one in told if one.spent is not None and (amount := getattr(one, name))]
    whole = sum(amount for _spent, amount in pairs)
    return (sum(spent for spent, _amount in pairs) / whole if whole > 0 else None), len(pairs)
