"""The milestones of one life: planned days, days that slip, and days on which they were reached."""

import datetime as dt
from random import Random

from data.training import words
from data.training.subjects import Subject
from domain.milestone import Milestone


class Steps:
    """Milestones in order. Each is reached when enough of the work is done."""

    def __init__(self, subject: Subject, starts_on: dt.date, ends_on: dt.date, rng: Random) -> None:
        self._rng, self._theme = rng, subject.theme
        titles = subject.theme.steps
        left_out = rng.sample(range(1, len(titles) - 1), rng.choice((2, 3, 3)))
        chosen = [title for number, title in enumerate(titles) if number not in left_out]
        length = (ends_on - starts_on).days
        self._needs: dict[str, float] = {}
        self.now: list[Milestone] = []
        for number, title in enumerate(chosen, start=1):
            share = number / len(chosen) if number < len(chosen) else 0.97
            own_id = f"{subject.transformation_id}.M{number}"
            self._needs[own_id] = share
            self.now.append(
                Milestone(
                    milestone_id=own_id,
                    transformation_id=subject.transformation_id,
                    title=title,
                    planned_on=starts_on + dt.timedelta(days=round(length * share) - rng.randint(0, 20)),
                )
            )

    @property
    def last(self) -> Milestone:
        """The one at the end."""
        return self.now[-1]

    @property
    def planned_until(self) -> dt.date:
        """The day by which all of them were planned."""
        return max(step.planned_on for step in self.now)

    def on_the_day(self, until: dt.date) -> list[Milestone]:
        """Those whose day has come where work goes by plan, each reached a few days about it."""
        found = []
        for number, step in enumerate(self.now):
            on = step.planned_on + dt.timedelta(days=self._rng.randint(-12, 1))
            if step.reached_on is None and on <= until:
                found.append(self._reach(number, step, on, bare=0.005))
        return found

    def done_so_far(self, done: float, *, starts_on: dt.date, ends_on: dt.date, bare: float) -> list[Milestone]:
        """Those that are reached when so much is done, on a day of the period; ``bare`` is how often unseen."""
        found = []
        for number, step in enumerate(self.now):
            if step.reached_on is None and self._needs[step.milestone_id] <= done:
                on = max(starts_on, min(ends_on, step.planned_on + dt.timedelta(days=self._rng.randint(-12, 25))))
                found.append(self._reach(number, step, on, bare=bare))
        return found

    def slipped(self, months: float, after: dt.date) -> list[Milestone]:
        """Those still ahead, each expected later than planned by so many months, and none of them before a day."""
        found = []
        for number, step in enumerate(self.now):
            if step.reached_on is None:
                on = step.planned_on + dt.timedelta(days=round(months * 30.4))
                on = max(on, after + dt.timedelta(days=20 + 15 * number))
                if step.expected_on is None or abs((on - step.expected_on).days) > 20:
                    found.append(self._put(number, step, {"expected_on": on}))
        return found

    def _reach(self, number: int, step: Milestone, on: dt.date, *, bare: float) -> Milestone:
        if number and (before := self.now[number - 1].reached_on):
            on = max(on, before)
        seen = "" if self._rng.random() < bare else words.evidence(self._theme, on, self._rng)
        return self._put(number, step, {"reached_on": on, "evidence": seen})

    def _put(self, number: int, step: Milestone, changes: dict[str, object]) -> Milestone:
        self.now[number] = step.model_copy(update=changes)
        return self.now[number]
