"""The half-years that simulated rounds are about, counted back from today, and moments in office hours."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from data.returns.quarters import Quarter, quarters_over

SETTLED = dt.timedelta(days=35)  # so long ago the newest half-year ended, at the least
OPENS_AFTER = dt.timedelta(days=4)
DUE_AFTER = dt.timedelta(days=45)
STILL_OPEN = (8, -9, 15, -4, 20, 10, 13, 16)
"""In how many days, or how many days ago, the newest rounds of the programmes fall due."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half a year with the days between which its round is answered; after ``until`` nothing is told."""

    number: int
    starts_on: dt.date
    ends_on: dt.date
    opens_on: dt.date
    until: dt.date
    newest: bool = False
    before_newest: bool = False

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The two quarters reported on."""
        return quarters_over(self.starts_on, self.ends_on)

    @property
    def words(self) -> str:
        """The months, as a title has them.

        >>> Span(0, dt.date(2025, 10, 1), dt.date(2026, 3, 31), dt.date(2026, 4, 6), dt.date(2026, 9, 30), False).words
        'October 2025 to March 2026'
        """
        start = f"{self.starts_on:%B %Y}" if self.starts_on.year != self.ends_on.year else f"{self.starts_on:%B}"
        return f"{start} to {self.ends_on:%B %Y}"

    def due_on(self, programme: int, today: dt.date) -> dt.date:
        """When the answers of a programme are due, by the number of the programme."""
        if self.newest:
            return on_weekday(today + dt.timedelta(days=STILL_OPEN[programme % len(STILL_OPEN)]))
        return on_weekday(self.ends_on + DUE_AFTER + dt.timedelta(days=programme % 5))


def spans(today: dt.date, *, closed: int) -> tuple[Span, ...]:
    """So many closed rounds and one that is open, the oldest first.

    >>> [span.words for span in spans(dt.date(2026, 11, 23), closed=1)]
    ['October 2025 to March 2026', 'April to September 2026']
    """
    newest = _quarter_before(Quarter.of(today - SETTLED + dt.timedelta(days=1)))
    ends = [newest]
    for _ in range(closed):
        ends.insert(0, _quarter_before(_quarter_before(ends[0])))
    opens = [on_weekday(end.ends_on + OPENS_AFTER) for end in ends]
    lasts = [day - dt.timedelta(days=1) for day in (*opens[1:], today)]
    return tuple(
        Span(
            number,
            _quarter_before(end).starts_on,
            end.ends_on,
            opened,
            last,
            newest=number == closed,
            before_newest=number == closed - 1,
        )
        for number, (end, opened, last) in enumerate(zip(ends, opens, lasts, strict=True))
    )


def _quarter_before(quarter: Quarter) -> Quarter:
    return Quarter.of(quarter.starts_on - dt.timedelta(days=1))


def on_weekday(day: dt.date) -> dt.date:
    """The day, or the Monday after it."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


class Clock:
    """Gives one moment after another, in office hours, until a last day."""

    def __init__(self, rng: Random, until: dt.date) -> None:
        self._rng, self._until = rng, until
        self._before = dt.datetime.min.replace(tzinfo=dt.UTC)

    def at(self, day: dt.date) -> dt.datetime | None:
        """A moment on a day, or on the next on which people work; none where that is too late."""
        hour, minute = self._rng.randint(9, 16), self._rng.randint(0, 59)
        moment = dt.datetime.combine(on_weekday(day), dt.time(hour, minute, self._rng.randint(0, 59)), tzinfo=dt.UTC)
        if moment <= self._before:
            moment = self._before + dt.timedelta(minutes=self._rng.randint(7, 50))
        if moment.date() > self._until:
            return None
        self._before = moment
        return moment
