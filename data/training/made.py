"""What one life makes: outputs of the standard list as planned, and as they come."""

import datetime as dt
from decimal import Decimal
from random import Random

from data.returns.lists import STANDARD_OUTPUTS
from data.training.subjects import Subject
from domain.money import Basis
from domain.result import Outcome, Output

USED_FROM = 0.55  # nothing is made before so much of the work is done


class Made:
    """One or two outputs, planned at the start; sometimes an outcome of the place's own."""

    def __init__(self, subject: Subject, starts_on: dt.date, ends_on: dt.date, rng: Random) -> None:
        self._own_id, self._rng, self._starts_on = subject.transformation_id, rng, starts_on
        self._aims = rng.sample(subject.theme.makes, rng.choice((1, 2)))
        self._planned = {
            name: Decimal(_round(rng.uniform(low, low + (high - low) * rng.random()))) for name, low, high in self._aims
        }
        self._done = 0.0
        self.plan: list[Output | Outcome] = [
            self._output(f"O{number}", name, Basis.FORECAST, self._planned[name], starts_on, ends_on)
            for number, (name, _low, _high) in enumerate(self._aims, start=1)
        ]
        if rng.random() < 0.12:
            self.plan.append(self._visits(ends_on))

    def so_far(self, done: float, until: dt.date, return_id: str) -> list[Output]:
        """What has been made by now, from the beginning; nothing where it is no more than the last time."""
        if done < USED_FROM or done - self._done < 0.2:
            return []
        self._done, share = done, Decimal(str(round(min(1.0, (done - 0.4) / 0.6), 2)))
        return [
            self._output(
                f"O{number}", name, Basis.ACTUAL, (self._planned[name] * share).quantize(Decimal(1)), self._starts_on,
                until, return_id,
            )
            for number, (name, _low, _high) in enumerate(self._aims, start=1)
        ]  # fmt: skip

    def cut(self, share: float, ends_on: dt.date) -> list[Output]:
        """A smaller plan."""
        self._planned = {name: max(Decimal(1), Decimal(int(float(of) * share))) for name, of in self._planned.items()}
        return [
            self._output(f"O{number}", name, Basis.FORECAST, self._planned[name], self._starts_on, ends_on)
            for number, (name, _low, _high) in enumerate(self._aims, start=1)
        ]

    def _output(
        self, name: str, indicator: str, basis: Basis, value: Decimal, starts_on: dt.date, ends_on: dt.date,
        return_id: str | None = None,
    ) -> Output:  # fmt: skip
        return Output(
            output_id=f"{self._own_id}.{name}.{basis}", transformation_id=self._own_id, indicator=indicator,
            unit=STANDARD_OUTPUTS[indicator], basis=basis, value=value, starts_on=starts_on, ends_on=ends_on,
            return_id=return_id,
        )  # fmt: skip

    def _visits(self, ends_on: dt.date) -> Outcome:
        return Outcome(
            outcome_id=f"{self._own_id}.C1", transformation_id=self._own_id,
            indicator="Visits in a year, counted at the door", unit="visits", bespoke=True,
            basis=Basis.FORECAST, value=Decimal(self._rng.randint(8, 240) * 500),
            starts_on=ends_on, ends_on=ends_on + dt.timedelta(days=365),
        )  # fmt: skip


def _round(amount: float) -> int:
    """As people plan: to the ten, the hundred.

    >>> _round(4.4), _round(73.0), _round(8312.0)
    (4, 70, 8300)
    """
    step = 1 if amount < 20 else 10 if amount < 1000 else 100
    return max(1, int(amount // step * step))
