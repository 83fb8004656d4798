"""What was learnt from a transformation and is told to nobody yet: completed ones, and the beginning of an entry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from data.desk.said_rightly import fits
from domain.delivery import Delivery
from domain.evidence import Result
from domain.key import key_for
from domain.permission import Action, reach
from domain.practice import Practice, Stage
from domain.transformation import Status
from domain.workspace import Workspace

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.desk.shelf import Shelf
    from domain.tracked import Tracked

SIMULATED = "Simulated for the training workspace: nobody has reported what this entry begins with."


def unshared(desk: Desk, shelf: Shelf) -> list[Tracked]:
    """Those completed that a person may see, without an entry, the last completed first."""
    told = _told_of(shelf)
    found = [
        one
        for one in desk.every().values()
        if one.delivery is not None and one.delivery.status is Status.COMPLETED and one.transformation_id not in told
    ]
    return sorted(found, key=_completed_on, reverse=True)


def pre_filled(desk: Desk, shelf: Shelf, tracked: Tracked, mission_ids: tuple[str, ...]) -> Practice:
    """What is on record, and nothing else. Whether it worked is for its people to say.

    Not looked at as a whole before it is saved: a record rarely says which outcome an entry is to be about.
    """
    own_id = tracked.transformation_id
    fits(own_id not in _told_of(shelf), f"{tracked.title!r} has an entry in the library, finished or on its way.")
    described, delivery = desk.picture.described(own_id), tracked.delivery or Delivery()
    starts_on, ended_on = tracked.starts_on, _ended_on(tracked)
    spent = delivery.spent if delivery.spent is not None and delivery.spent > 0 else None
    return Practice.model_construct(
        practice_id=key_for("practice", own_id),
        title=tracked.title,
        what_was_done=described.story if described else "",
        mission_ids=tracked.own_missions or mission_ids,
        metric_ids=tracked.own_metrics,
        place_codes=tracked.place_codes,
        lead=tracked.lead or None,
        started_year=starts_on.year if starts_on else None,
        ended_year=ended_on.year if ended_on else None,
        cost=spent,
        cost_words="What its returns report as spent so far." if spent is not None else "",
        outcome="",
        result=Result.NOT_YET_KNOWN,
        caveats=SIMULATED if desk.workspace is Workspace.TRAINING else "",
        stage=Stage.DRAFT,
        owner_code=_owner(desk, tracked),
        transformation_id=own_id,
        evaluation_ids=tuple(sorted(_evaluations_of(shelf, own_id))),
    )


def _told_of(shelf: Shelf) -> set[str | None]:
    return {one.transformation_id for entries in (shelf.checked, shelf.newest) for one in entries.values()}


def _evaluations_of(shelf: Shelf, own_id: str) -> list[str]:
    return [one.evaluation_id for one in shelf.evaluations.values() if one.transformation_id == own_id]


def _completed_on(one: Tracked) -> tuple[dt.date, str]:
    since = one.delivery.since if one.delivery else None
    return since or dt.date.min, one.transformation_id


def _ended_on(one: Tracked) -> dt.date | None:
    """The day it was completed; where nobody says so, the day it was to end."""
    completed = one.delivery is not None and one.delivery.status is Status.COMPLETED
    ended = one.delivery.since if completed and one.delivery else one.ends_on
    return ended if ended and not (one.starts_on and ended < one.starts_on) else None


def _owner(desk: Desk, tracked: Tracked) -> str | None:
    """The first of its places for which the person writes entries; the centre's own belong to no place."""
    codes = reach(desk.person, Action.DRAFT_PRACTICE)
    return None if codes is None else next((code for code in tracked.place_codes if code in codes), None)
