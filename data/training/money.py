"""The money of one life: what was planned for each quarter, what was spent of it, what is forecast."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from data.returns.quarters import Quarter
from domain.money import Basis, Stream
from domain.spend import Spend


@dataclass
class Money:
    """``award`` is spread over ``quarters``, with what was spent in the year before the first of them."""

    transformation_id: str
    award: Decimal
    capital_share: float
    quarters: Sequence[Quarter]
    rng: Random
    planned: dict[Quarter, Decimal] = field(default_factory=dict)
    spent: Decimal = Decimal(0)

    def plan(self) -> list[Spend]:
        """What was spent before, and the forecast for every quarter."""
        early = self.award * Decimal(str(round(self.rng.choice((0, 0, 0, 0.05, 0.12)), 2)))
        many = len(self.quarters)
        weights = [(number + 1.5) * (many - number) * self.rng.uniform(0.8, 1.2) for number in range(many)]
        whole = sum(weights)
        self.planned = {
            quarter: _tens((self.award - early) * Decimal(weight / whole))
            for quarter, weight in zip(self.quarters, weights, strict=True)
        }
        records = list(self._forecast(self.planned))
        if early := _tens(early):
            self.spent = early
            records += self._amounts(Basis.ACTUAL, early, self.quarters[0].financial_year - 1, None, None)
        return records

    def spend(self, quarters: Sequence[Quarter], share: float, return_id: str, *, capped: bool) -> list[Spend]:
        """What was spent in some quarters: so much of what was planned."""
        records: list[Spend] = []
        for quarter in quarters:
            amount = _tens(self.planned.get(quarter, Decimal(0)) * Decimal(share * self.rng.uniform(0.88, 1.1)))
            if capped:
                amount = min(amount, self.award - self.spent)
            self.spent += amount
            records += self._amounts(Basis.ACTUAL, amount, quarter.financial_year, quarter.number, return_id)
        return records

    def spread_anew(self, after: Quarter, return_id: str, *, cut: float = 1.0) -> list[Spend]:
        """What is left, spread over the quarters to come in a new forecast."""
        ahead = [quarter for quarter in self.quarters if quarter > after]
        left = (self.award * Decimal(cut) - self.spent) if ahead else Decimal(0)
        if left <= 0:
            return []
        weights = [number + 1.0 for number in range(len(ahead))][::-1]
        anew = {
            quarter: _tens(left * Decimal(weight / sum(weights)))
            for quarter, weight in zip(ahead, weights, strict=True)
        }
        self.planned |= anew
        return list(self._forecast(anew, return_id))

    def nothing_more(self, after: Quarter, return_id: str) -> list[Spend]:
        """A forecast of nought for every quarter to come."""
        anew = {quarter: Decimal(0) for quarter in self.quarters if quarter > after}
        self.planned |= anew
        return list(self._forecast(anew, return_id))

    def _forecast(self, planned: dict[Quarter, Decimal], return_id: str | None = None) -> Iterator[Spend]:
        for quarter, amount in planned.items():
            yield from self._amounts(Basis.FORECAST, amount, quarter.financial_year, quarter.number, return_id)

    def _amounts(
        self, basis: Basis, amount: Decimal, year: int, quarter: int | None, return_id: str | None
    ) -> Iterator[Spend]:
        """An amount in its two streams; one that the award does not have is not spoken of."""
        capital = _tens(amount * Decimal(self.capital_share)) if self.capital_share < 1 else amount
        for stream, part in ((Stream.CAPITAL, capital), (Stream.REVENUE, amount - capital)):
            whole = self.capital_share if stream is Stream.CAPITAL else 1 - self.capital_share
            if whole > 0:
                yield Spend(
                    transformation_id=self.transformation_id, basis=basis, stream=stream, financial_year=year,
                    quarter=quarter, amount=part, return_id=return_id,
                )  # fmt: skip


def _tens(amount: Decimal) -> Decimal:
    """Pounds to the ten below, as plans are made.

    >>> _tens(Decimal("1239.99"))
    Decimal('1230')
    """
    return Decimal(int(amount) // 10 * 10)
