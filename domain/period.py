"""A period: the first day and the length in months; 0 months is a moment."""

import datetime as dt

from domain.frozen import Frozen


class Period(Frozen):
    """The stretch of time a figure covers."""

    start: dt.date
    months: int

    @property
    def end(self) -> dt.date:
        """The last day covered."""
        if self.months == 0:
            return self.start
        month = self.start.month - 1 + self.months
        day = min(self.start.day, 28)  # every month has a 28th
        following = dt.date(self.start.year + month // 12, month % 12 + 1, day)
        return following - dt.timedelta(days=1)
