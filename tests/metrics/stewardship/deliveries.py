"""Transformations with what was reported of them, made by hand for tests."""

import datetime as dt

from domain.delivery import Delivery, ReturnMark
from domain.returns import ReturnState
from domain.tracked import Tracked

TODAY = dt.date(2026, 11, 23)  # a Monday


def moment(day: str) -> dt.datetime:
    """Nine in the morning of a day, in UTC as the register keeps time."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9), tzinfo=dt.UTC)


def mark(
    state: ReturnState, *, own_id: str = "T-1", since: str = "2026-11-16", due: str = "2026-10-30",
    round_id: str = "R-2",
    place: str = "E06000001", **more: object,
) -> ReturnMark:  # fmt: skip
    """One return: certified or answered at the moment it came to its state, unless told otherwise."""
    at = moment(since)
    stamps: dict[str, object] = {
        ReturnState.SUBMITTED: {"sent_at": at, "times_sent": 1},
        ReturnState.CERTIFIED: {"sent_at": at, "certified_at": at, "times_sent": 1},
        ReturnState.CHANGES_ASKED: {"sent_at": at, "certified_at": at, "answered_at": at, "times_sent": 1},
        ReturnState.ACCEPTED: {"sent_at": at, "certified_at": at, "answered_at": at, "times_sent": 1},
    }.get(state, {})
    fields = {
        "round_id": round_id, "transformation_id": own_id, "place_code": place, "state": state, "since": at,
        "due_on": dt.date.fromisoformat(due), "version": 1,
    }  # fmt: skip
    return ReturnMark(**(fields | stamps | more))


def tracked(own_id: str = "T-1", told: Delivery | None = None, **more: object) -> Tracked:
    """One transformation in Hartlepool, under the programme of town deals."""
    fields = {
        "transformation_id": own_id, "title": f"Works of {own_id}", "programme_id": "town_deals", "lead": "Hartlepool",
        "place_codes": ("E06000001",), "published": True,
    }  # fmt: skip
    return Tracked(**(fields | {"delivery": told} | more))
