"""The life of one transformation: from the day its money was announced to what it reported last."""

import datetime as dt
from collections.abc import Sequence

from data.register.founding import Entry
from data.returns.form import ONLY_ROW
from data.returns.naming import field_id
from data.returns.quarters import Quarter
from data.training import words
from data.training.asides import Asides
from data.training.chance import chance
from data.training.journey import Move, journey
from data.training.made import Made
from data.training.money import Money
from data.training.payments import Payments
from data.training.people import officer
from data.training.report import Report
from data.training.risks import risks_of
from data.training.spans import Clock, Span, on_weekday
from data.training.steps import Steps
from data.training.stories import TEMPERS, Story, story_of, turning
from data.training.subjects import Subject
from domain.record import Record
from domain.returns import Answer, Return, ReturnState
from domain.round import Round
from domain.transformation import Status, Transformation

BY_PLAN = frozenset({Story.EXCELLENT, Story.ORDINARY, Story.COMPLETED})


class Life:
    """Told half-year by half-year; what a decision in one of them leads to later is kept until its day comes.

    ``spans`` are those of which it owes returns, if it goes on so long.
    """

    def __init__(self, subject: Subject, spans: Sequence[Span], *, seed: int) -> None:
        self.subject, self._spans = subject, spans
        self._rng = rng = chance(seed, subject.transformation_id)
        self.story = story_of(rng)
        self.temper = TEMPERS[self.story]
        self.turns = spans[0].number + turning(self.story, len(spans), rng)
        self._silent_without_word = rng.random() < 0.55
        self._over, self._planned_on = False, dt.date.max
        self._later: list[Entry] = []
        starts_on, quarters = spans[0].starts_on, self._quarters()
        self._ends_on = quarters[-1].ends_on - dt.timedelta(days=15)
        self.money = Money(subject.transformation_id, subject.award, subject.capital_share, quarters, rng)
        self.steps = Steps(subject, starts_on - dt.timedelta(days=75), self._ends_on, rng)
        self.made = Made(subject, starts_on, self._ends_on, rng)
        self.risks = risks_of(subject.transformation_id, rng, trouble=self.story not in BY_PLAN)
        self._payments = Payments(subject, rng)
        self._asides = Asides(subject, self.story, self.temper, rng)
        self._report = Report(self, rng)

    def _quarters(self) -> list[Quarter]:
        """Those over which it plans to spend; a story of completion ends with the round of its turning."""
        last = next(span for span in self._spans if span.number >= self.turns or span.newest)
        last = last if self.story is Story.COMPLETED else self._spans[-1]
        quarters = [self._spans[0].quarters[0]]
        while quarters[-1] < last.quarters[-1]:
            quarters.append(quarters[-1].following)
        for _ in range(0 if self.story is Story.COMPLETED else self._rng.randint(1, 3)):
            quarters.append(quarters[-1].following)
        return quarters

    def owes(self, span: Span) -> bool:
        """Whether a return of a half-year is due from it."""
        return not self._over and span in self._spans

    def owing(self, asked: Round) -> Return:
        """The return that is due from it when a round opens."""
        one = self.subject
        return Return(round_id=asked.round_id, transformation_id=one.transformation_id, place_code=one.place.code)

    def beginning(self, until: dt.date) -> list[Entry]:
        """Announced, awarded, planned; as much of it as is told by a day."""
        first, rng = self._spans[0], self._rng
        announced = on_weekday(first.starts_on - dt.timedelta(days=rng.randint(250, 460)))
        awarded = on_weekday(announced + dt.timedelta(days=rng.randint(50, 130)))
        self._planned_on = planned = awarded + dt.timedelta(days=rng.randint(14, 70))
        self._later += self._payments.beginning(announced, awarded)
        self._say(planned, (*self._described(), *self.money.plan(), *self.steps.now, *self.made.plan, *self.risks),
                  officer(self.subject.place).address, "Delivery plan as agreed with the department")  # fmt: skip
        self._later += self._asides.beginning(planned, self.steps.last)
        return self._until(until, after=planned)

    def _described(self) -> list[Record]:
        """What its own people say it is for: some do, and one that is not published must."""
        one, rng = self.subject, self._rng
        if one.published and rng.random() > 0.4:
            return []
        return [
            Transformation(
                transformation_id=one.transformation_id, title=one.title[:300], lead=one.lead,
                place_codes=one.place_codes, programme_id=one.programme_id, mission_ids=one.theme.missions,
                metric_ids=one.theme.metrics, starts_on=self._spans[0].starts_on, ends_on=self._ends_on,
                story=words.sentence(words.STORIES, one.theme, rng, place=one.place.name),
            )
        ]  # fmt: skip

    def during(self, span: Span, asked: Round) -> list[Entry]:
        """Everything between the opening of one round and that of the next."""
        silent = self.story is Story.SILENT and span.number >= self.turns
        moves = journey(self.subject, self.story, self.temper, span, asked.due_on, self._rng)
        if silent and self._silent_without_word:
            moves = moves[:1] if self._rng.random() < 0.3 else []
        for move in moves:
            self._later.append(self._moved(move, span, asked))
            if move.state is ReturnState.ACCEPTED:
                self._later += self._payments.after(move.moment, self.money, span)
            if move.state is ReturnState.CHANGES_ASKED:
                self._later += self._asides.talk(f"{asked.round_id}/{self.subject.transformation_id}", move)
        self._later += self._asides.during(span, turned=span.number >= self.turns, over=self._over)
        return self._until(span.until, after=span.opens_on)

    def quiet(self, span: Span) -> list[Entry]:
        """A half-year of which it owes no return, not yet or no more."""
        return self._until(span.until, after=span.opens_on)

    def _moved(self, move: Move, span: Span, asked: Round) -> Entry:
        """One step of a return with what comes with it."""
        owed = self.owing(asked).model_copy(update={"state": move.state})
        records: list[Record] = [owed]
        if move.first:
            records += self._report.records(span, owed.record_id, move.moment.date())
        elif move.state is ReturnState.DRAFT:
            records += self._typed(span, owed.record_id)
        return Entry(move.moment, records, move.by, move.why)

    def _typed(self, span: Span, return_id: str) -> list[Record]:
        """Answers in words. Those that become records are kept as records once a return is sent."""
        rng, theme = self._rng, self.subject.theme
        said = {}
        if rng.random() < 0.35 or span.newest:
            said["obstacle"] = words.sentence(words.OBSTACLES, theme, rng)
        if rng.random() < 0.1 or span.newest:
            said["help_needed"] = words.sentence(words.HELP, theme, rng)
        if rng.random() < 0.1:
            said["learned"] = words.sentence(words.LEARNED, theme, rng)
        if rng.random() < 0.06:
            said["designed_with"] = words.sentence(words.DESIGNED_WITH, theme, rng)
        if span.newest:
            said |= self._half_filled(span)
        return [Answer(return_id=return_id, question_id=name, text=text) for name, text in said.items()]

    def _half_filled(self, span: Span) -> dict[str, str]:
        """Answers of a return that is being written: what stood in the ledger first, the rest perhaps."""
        rng, quarter = self._rng, span.quarters[0]
        typed = {"in_use": "yes" if self.story is Story.COMPLETED else "no"}
        if rng.random() < 0.7:
            planned = int(self.money.planned.get(quarter, 0))
            typed[field_id("spend", quarter.name, "capital_actual")] = str(round(planned * self.temper.spends[1]))
        if rng.random() < 0.5:
            on = span.ends_on - dt.timedelta(days=rng.randint(2, 100))
            typed[field_id("standing", ONLY_ROW, "happened_on")] = f"{on.day} {on:%B %Y}"
            typed[field_id("standing", ONLY_ROW, "event")] = words.event(self.status, self.subject.theme, rng)
        return typed

    def end(self) -> None:
        """Nothing more is owed: it is complete, or was given up."""
        self._over = True

    @property
    def status(self) -> Status:
        """What its next report says when its story has turned."""
        return self.temper.turns_to

    def _by_plan_until(self, last: dt.date) -> dt.date:
        """Until when milestones are reached on their days: always in a good story, else before it turns."""
        if self.story in BY_PLAN:
            return last
        return min(last, next(span.starts_on for span in self._spans if span.number >= self.turns))

    def _say(self, day: dt.date, records: Sequence[Record], by: str, why: str) -> None:
        moment = Clock(self._rng, dt.date.max).at(day)
        if moment:
            self._later.append(Entry(moment, records, by, why))

    def _until(self, last: dt.date, *, after: dt.date) -> list[Entry]:
        """What is told by a day, milestones reached by plan among it; the rest waits."""
        if last > self._planned_on:
            begun = max(after, self._planned_on)
            for step in self.steps.on_the_day(self._by_plan_until(last) - dt.timedelta(days=6)):
                if step.reached_on:
                    day = on_weekday(max(step.reached_on, begun) + dt.timedelta(days=self._rng.randint(1, 3)))
                    self._say(day, [step], officer(self.subject.place).address, f"{step.title}: reached")
        self._later.sort(key=lambda entry: entry.told_at)
        told = [entry for entry in self._later if entry.told_at.date() <= last]
        self._later = self._later[len(told) :]
        return told
