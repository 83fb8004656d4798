"""A round that asks the standard questions, for the tests of forms and checks."""

import datetime as dt

from data.returns.form import form_for
from data.returns.known import NOTHING, Known
from data.returns.lists import STANDARD_OUTPUTS
from data.returns.standard import STANDARD_QUESTIONS
from domain.form import Facts, Form
from domain.returns import Return
from domain.round import Round

SUMMER_HALF = (dt.date(2026, 4, 1), dt.date(2026, 9, 30))
TODAY = dt.date(2026, 10, 20)
ROUND = Round(
    round_id="R3", programme_id="TD", title="Summer 2026", period_start=SUMMER_HALF[0], period_end=SUMMER_HALF[1],
    opens_on=dt.date(2026, 10, 1), due_on=dt.date(2026, 10, 31), questions=STANDARD_QUESTIONS,
)  # fmt: skip
OWED = Return(round_id="R3", transformation_id="TD-1", place_code="E06000001")


def facts(**more: object) -> Facts:
    return Facts(**{"today": TODAY, "indicators": dict(STANDARD_OUTPUTS), **more})


def a_form(known: Known = NOTHING, *, asked: Round = ROUND, **more: object) -> Form:
    return form_for(asked, OWED, title="The square", facts=facts(**more), known=known)


def sound() -> dict[str, str]:
    """Answers with which nothing is wrong."""
    return {
        "standing.now.status": "On track",
        "standing.now.happened_on": "12 September 2026",
        "standing.now.event": "The contract was signed.",
        "standing.now.self_rating": "4",
        "spend.2026-Q1.capital_actual": "100,000",
        "spend.2026-Q1.revenue_actual": "0",
        "spend.2026-Q2.capital_actual": "150,000.50",
        "spend.2026-Q2.revenue_actual": "0",
        "obstacle": "Prices of steel.",
        "in_use": "no",
    }
