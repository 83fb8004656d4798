"""Entries and adoptions made by hand, for tests."""

import datetime as dt

from domain.adoption import Adoption
from domain.evidence import Design, Effect, Result
from domain.practice import Practice

START = dt.date(2024, 1, 1)
TODAY = dt.date(2026, 11, 23)
PLACES = tuple(f"E060000{number:02d}" for number in range(1, 15))


def effect(value: float, lower: float | None, upper: float | None, **told: object) -> Effect:
    """An effect on the count of empty shops, unless said otherwise."""
    return Effect(
        **({"outcome": "Empty shops", "unit": "percentage points"} | told), value=value, lower=lower, upper=upper
    )


def about(value: float, se: float, **told: object) -> Effect:
    """An effect with the 95% interval that belongs to a standard error."""
    return effect(value, value - 1.96 * se, value + 1.96 * se, **told)


def entry(**told: object) -> Practice:
    """An entry of the library."""
    return Practice.model_validate(
        {
            "practice_id": "market", "title": "A market in empty shops", "what_was_done": "Shops were let by the day.",
            "mission_ids": ("pride",), "outcome": "Empty shops", "result": Result.WORKED,
            "design": Design.DIFFERENCE_IN_DIFFERENCES,
        }
        | told
    )  # fmt: skip


def taken_up(own_id: str, *, days: int = 0, place: str = PLACES[0], **told: object) -> Adoption:
    """An adoption, ``days`` after the first, due a year later."""
    on = START + dt.timedelta(days=days)
    base = {
        "adoption_id": own_id, "practice_id": "market", "place_code": place, "taken_up_on": on,
        "report_due_on": on + dt.timedelta(days=365),
    }  # fmt: skip
    return Adoption.model_validate(base | told)


def reported(own_id: str, found: Effect | None = None, *, result: Result = Result.WORKED, **told: object) -> Adoption:
    """An adoption with its report."""
    told = {"reported_on": START + dt.timedelta(days=300), "result": result, "effect": found} | told
    return taken_up(own_id, **told)
