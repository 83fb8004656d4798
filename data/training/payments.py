"""Decisions about the money of one transformation: announced, awarded, paid in parts. All of them are simulated."""

import datetime as dt
from decimal import Decimal
from random import Random

from data.register.founding import Entry
from data.training.money import Money
from data.training.people import PAYMENTS, SIMULATED
from data.training.spans import Clock, Span, on_weekday
from data.training.subjects import Subject
from domain.allocation import Allocation, Stage

DECIDED_BY = "Simulated: head of payments, places directorate"
SOURCE = f"{SIMULATED}: no such decision was taken."
FIRST_PART = Decimal("0.15")
HELD_UP, RAISED = 0.015, 0.06  # how many are still to get their first payment, and how many awards grew


class Payments:
    """What the centre gives, and when. It promises to pay within thirty days, and does not always."""

    def __init__(self, subject: Subject, rng: Random) -> None:
        self._subject, self._rng = subject, rng
        self._paid, self._number = Decimal(0), 0
        self._held_up = rng.random() < HELD_UP

    def beginning(self, announced: dt.date, awarded: dt.date) -> list[Entry]:
        """Announced, awarded, and the first part paid."""
        one = self._subject
        paid = on_weekday(awarded + dt.timedelta(days=self._wait()))
        said = [
            self._entry(Stage.ANNOUNCED, one.announced, announced, "Announced with the programme"),
            self._entry(Stage.AWARDED, one.award, awarded, "Award after the business case"),
        ]
        if not self._held_up:
            said.append(self._entry(Stage.PAID, self._part(one.award * FIRST_PART), paid, "First part, on award"))
        if self._rng.random() < RAISED:
            day = on_weekday(awarded + dt.timedelta(days=self._rng.randint(120, 300)))
            more = Decimal(max(1, round(one.award * Decimal("0.01") * self._rng.randint(3, 12))))
            said.append(self._entry(Stage.AWARDED, more, day, "Raised for the price of building"))
        return said

    def after(self, accepted: dt.datetime, money: Money, span: Span) -> list[Entry]:
        """The next part, some weeks after a return was accepted, for what that half-year was planned to cost."""
        amount = self._part(sum((money.planned.get(quarter, Decimal(0)) for quarter in span.quarters), Decimal(0)))
        if amount <= 0 or self._held_up:
            return []
        on = on_weekday(accepted.date() + dt.timedelta(days=self._wait()))
        return [self._entry(Stage.PAID, amount, on, f"Part for {span.words}, after its return was accepted")]

    def _part(self, wanted: Decimal) -> Decimal:
        amount = Decimal(round(min(wanted, self._subject.award - self._paid)))
        self._paid += max(amount, Decimal(0))
        return amount

    def _wait(self) -> int:
        return self._rng.randint(34, 110) if self._rng.random() < 0.22 else self._rng.randint(6, 29)

    def _entry(self, stage: Stage, amount: Decimal, on: dt.date, why: str) -> Entry:
        self._number += 1
        one = self._subject
        said = Allocation(
            allocation_id=f"{one.transformation_id}.A{self._number}", programme_id=one.programme_id, stage=stage,
            amount=amount, decided_on=on, decided_by=DECIDED_BY, fund_id=one.fund_id,
            transformation_id=one.transformation_id, place_code=one.place.code, source=SOURCE,
        )  # fmt: skip
        moment = Clock(self._rng, dt.date.max).at(on)
        if moment is None:  # the last day there is
            raise ValueError(f"there is no working day on or after {on}")
        return Entry(moment, [said], PAYMENTS.address, why)
