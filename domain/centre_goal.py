"""A goal of the centre: within how many working days it means to do something, from when, and who says so."""

import datetime as dt

from pydantic import Field

from domain.frozen import Frozen


class CentreGoal(Frozen):
    """One dated row: a goal holds from its first day until the next one of its kind begins.

    ``goal_id`` names the clock it is a goal of. ``said_where`` is where anybody can read it in its owner's words.
    """

    goal_id: str = Field(pattern=r"^[a-z][a-z_]*$")
    working_days: int = Field(gt=0)
    from_on: dt.date
    owner: str = Field(min_length=3)
    said_where: str = Field(min_length=3)
    why: str = Field(min_length=20)
