"""The accounts of all transformations, caught up with what was told since the last look."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from data.desk.account import Account, Asked, Given, Moved, Rated, Step, Sum, Told, keep
from data.register.register import End, News, Register
from domain.allocation import Allocation, Stage
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest
from domain.milestone import Milestone
from domain.money import Basis
from domain.programme import Programme
from domain.record import Record
from domain.returns import Return, ReturnState
from domain.risk import Risk
from domain.round import Round
from domain.spend import Spend
from domain.transformation import Status, Transformation
from domain.update import Update

STATES = {state.value: state for state in ReturnState}
STATUSES = {status.value: status for status in Status}
STAGES = {stage.value: stage for stage in Stage}
BASES = {basis.value: basis for basis in Basis}
Reading = Callable[[News, int], Iterable[str]]
ALL = "*"


class Accounts:
    """What stands of every transformation, and the end of the audit up to which it is known."""

    def __init__(self) -> None:
        self.end = End()
        self.of: dict[str, Account] = defaultdict(Account)
        self.rounds: dict[str, Round] = {}
        self.programmes: dict[str, Programme] = {}
        self._readings: Mapping[type[Record], Reading] = {
            Round: self._rounds, Programme: self._programmes, Transformation: self._described, Return: self._returns,
            Update: self._updates, Milestone: self._milestones, Spend: self._spending, Allocation: self._allocations,
            Risk: self._risks, AssuranceRating: self._ratings, ChangeRequest: self._requests,
        }  # fmt: skip

    def catch_up(self, register: Register) -> frozenset[str]:
        """Read what is new, and name the transformations it is about; ``ALL`` among them where it is about more."""
        with register.news() as news:
            end = news.end()
            if end == self.end:
                return frozenset()
            if not news.goes_on_from(self.end):
                self._forget()
            line = self.end.line
            touched = set() if line else {ALL}
            kinds = news.kinds(line) if line else None
            with unswept():
                for noun, read in self._readings.items():
                    if kinds is None or noun.__name__.lower() in kinds:
                        touched.update(read(news, line))
            self.end = end
        return frozenset(touched)

    def _forget(self) -> None:
        """A backup was restored where the register lay: nothing that was known of the one is true of the other."""
        self.end = End()
        for known in (self.of, self.rounds, self.programmes):
            known.clear()

    def _rounds(self, news: News, line: int) -> Iterable[str]:
        for _line, key, withdrawn, body in news.since(Round, line, "body"):
            keep(self.rounds, key, Round.model_validate_json(body), withdrawn=withdrawn)
            yield ALL

    def _programmes(self, news: News, line: int) -> Iterable[str]:
        for _line, key, withdrawn, body in news.since(Programme, line, "body"):
            keep(self.programmes, key, Programme.model_validate_json(body), withdrawn=withdrawn)
            yield ALL

    def _described(self, news: News, line: int) -> Iterable[str]:
        for _line, key, withdrawn, body in news.since(Transformation, line, "body"):
            self.of[key].described = None if withdrawn else Transformation.model_validate_json(body)
            yield key

    def _returns(self, news: News, line: int) -> Iterable[str]:
        wanted = ("told_at", "number", "transformation_id", "place_code", "round_id", "state")
        moved: dict[str, list[Moved]] = {}
        for row in news.since(Return, line, *wanted, replaced=True):
            _line, key, withdrawn, at, number, own_id, place, round_id, state = row
            versions = self.of[own_id].returns.setdefault(key, [])
            versions.append(Moved(at, STATES[state], number, place, round_id, withdrawn))
            moved[key] = versions
            yield own_id
        for versions in moved.values():  # each once: what broke off halfway is read again from where it began
            once = {version.number: version for version in versions}
            versions[:] = (once[number] for number in sorted(once))

    def _updates(self, news: News, line: int) -> Iterable[str]:
        wanted = ("transformation_id", "happened_on", "status", "self_rating", "return_id")
        for row in news.since(Update, line, *wanted, texts=("evidence", "event")):
            number, key, withdrawn, own_id, on, status, rating, return_id, evidence, event = row
            told = Told(on, number, STATUSES[status], rating, return_id, evidence, event)
            keep(self.of[own_id].updates, key, told, withdrawn=withdrawn)
            yield own_id

    def _milestones(self, news: News, line: int) -> Iterable[str]:
        wanted = ("transformation_id", "planned_on", "expected_on", "reached_on")
        for _line, key, withdrawn, own_id, *days in news.since(Milestone, line, *wanted, texts=("evidence",)):
            keep(self.of[own_id].milestones, key, Step(*days), withdrawn=withdrawn)
            yield own_id

    def _spending(self, news: News, line: int) -> Iterable[str]:
        wanted = ("transformation_id", "basis", "financial_year", "quarter", "stream", "amount")
        for _line, key, withdrawn, own_id, basis, year, quarter, stream, amount in news.since(Spend, line, *wanted):
            keep(
                self.of[own_id].spending,
                key,
                Sum(BASES[basis], year, quarter or 0, stream, amount),
                withdrawn=withdrawn,
            )
            yield own_id

    def _allocations(self, news: News, line: int) -> Iterable[str]:
        wanted = ("transformation_id", "stage", "amount", "decided_on")
        for _line, key, withdrawn, own_id, stage, amount, day in news.since(Allocation, line, *wanted):
            if own_id is not None:  # money for a whole programme or place is nobody's account
                keep(self.of[own_id].allocations, key, Given(STAGES[stage], amount, day), withdrawn=withdrawn)
                yield own_id

    def _risks(self, news: News, line: int) -> Iterable[str]:
        for _line, key, withdrawn, own_id, score, closed in news.since(
            Risk, line, "transformation_id", "score", "closed"
        ):
            keep(self.of[own_id].risks, key, score, withdrawn=withdrawn or closed)
            yield own_id

    def _ratings(self, news: News, line: int) -> Iterable[str]:
        wanted = ("transformation_id", "rated_on", "rating")
        for number, key, withdrawn, own_id, day, rating in news.since(AssuranceRating, line, *wanted):
            keep(self.of[own_id].ratings, key, Rated(day, number, rating), withdrawn=withdrawn)
            yield own_id

    def _requests(self, news: News, line: int) -> Iterable[str]:
        wanted = ("transformation_id", "asked_on", "decision")
        for _line, key, withdrawn, own_id, day, decision in news.since(ChangeRequest, line, *wanted):
            keep(self.of[own_id].requests, key, Asked(day, decision is None), withdrawn=withdrawn)
            yield own_id


@contextmanager
def unswept() -> Iterator[None]:
    """Leave the garbage alone: a million rows that all stay would be looked through again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
