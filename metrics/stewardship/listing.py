"""Listings: which transformations fit a kind of attention, and the orders in which a list of them can stand."""

import datetime as dt
from collections.abc import Callable

from domain.tracked import Tracked
from metrics.stewardship.attention import NeedKind, needs, pressing, why
from metrics.stewardship.disagreement import ContradictionKind, contradictions, disagreement, weights

ATTENTION, NOTHING_REPORTED = "attention", "nothing-reported"
CONTRADICTIONS = {kind.value: kind for kind in ContradictionKind}
KINDS = (ATTENTION, *(kind.value for kind in NeedKind), NOTHING_REPORTED, *CONTRADICTIONS)
"""What a list can be narrowed to: all that needs attention, one need, those without a status, or one contradiction."""

ORDERS = ("money", "disagreement", "waiting", "evidence")
"""The orders beside that by name: most money, most disagreement, longest waiting and newest evidence first."""


def fits(one: Tracked, kind: str, *, today: dt.date) -> bool:
    """Whether a transformation is of a kind; what the reader may not see fits none."""
    told = one.delivery
    if told is None:
        return False
    if kind == ATTENTION:
        return pressing(told, today=today)
    if kind == NOTHING_REPORTED:
        return told.status is None
    if kind in CONTRADICTIONS:
        return CONTRADICTIONS[kind] in weights(told, today=today)
    return any(need.kind == kind for need in needs(one, today=today))


def why_listed(one: Tracked, kind: str, order: str, *, today: dt.date) -> str:
    """Why one is in a list of a kind or in an order, in words; nothing where nothing of the sort was asked."""
    if kind in CONTRADICTIONS:
        found = contradictions(one.delivery, today=today) if one.delivery else ()
        return next((told.sentence for told in found if told.kind == kind), "")
    wanted = NeedKind.CONTRADICTION.value if order == "disagreement" else kind
    anything = wanted == ATTENTION or order == "waiting"
    needed = needs(one, today=today) if anything or wanted in KINDS else []
    return "; ".join(why(need, today=today) for need in needed if anything or need.kind == wanted)


def in_order(order: str, *, today: dt.date) -> Callable[[Tracked], tuple[bool, float]]:
    """The key that puts a list in an order; whatever lacks what it is ordered by comes last."""
    read = {
        "money": lambda one: one.amount if one.amount is not None else _of(one, "awarded"),
        "disagreement": lambda one: disagreement(one.delivery, today=today) if one.delivery else None,
        "waiting": lambda one: longest_wait(one, today=today),
        "evidence": _evidence,
    }[order]

    def key(one: Tracked) -> tuple[bool, float]:
        value = read(one)
        return value is None, -float(value or 0.0)

    return key


def longest_wait(one: Tracked, *, today: dt.date) -> int | None:
    """For how many working days somebody has waited for the next step of one transformation; none where nobody does."""
    return max((need.days for need in needs(one, today=today) if need.days is not None), default=None)


def _of(one: Tracked, name: str) -> float | None:
    value: float | None = getattr(one.delivery, name) if one.delivery else None
    return value


def _evidence(one: Tracked) -> int | None:
    return one.delivery.evidence_on.toordinal() if one.delivery and one.delivery.evidence_on else None
