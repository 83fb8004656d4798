"""The days on which the library was spoken of: in the past, on weekdays, in office hours."""

import datetime as dt
from random import Random

from data.training.spans import on_weekday

NEWEST = 4  # days: the Monday after a weekend still lies in the past


def ago(today: dt.date, days: int) -> dt.date:
    """A weekday so many days ago, and never so late that it would be today."""
    return on_weekday(today - dt.timedelta(days=max(days, NEWEST)))


def moment(on: dt.date, rng: Random) -> dt.datetime:
    """When on a day something was told."""
    return dt.datetime.combine(on, dt.time(rng.randint(9, 16), rng.randint(0, 59), rng.randint(0, 59)), tzinfo=dt.UTC)
