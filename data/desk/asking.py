"""An answer to an ask or an offer, and the clock it stops, in one step: two who come at once are both heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from data.desk.said_rightly import fits, made, on_day
from data.register import appends, reads
from data.register.appends import Draft
from data.register.faults import NotThere
from domain.appeal import Appeal
from domain.comment import Comment
from domain.key import key_for

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from domain.version import Version

APPEAL = "appeal"


def answered(desk: Desk, appeal_id: str, words: str) -> Version[Comment]:
    """Write an answer down, and the day where it is the first by another."""
    key = key_for("comment", appeal_id, desk.person.person_id, words.strip())
    comment = made(Comment, {"comment_id": key, "about_kind": APPEAL, "about_id": appeal_id, "text": words})
    with desk.register.database.writing() as connection:
        stands = reads.get(connection, Appeal, appeal_id, None)
        if stands is None:
            raise NotThere(f"No ask or offer is called {appeal_id!r}. Nothing was saved. Open it from the list.")
        fits(stands.record.open, f"{stands.record.title!r} was closed on {on_day(stands.record.closed_on)}.")
        drafts = [Draft(comment)]
        if stands.record.answered_on is None and stands.record.place_code not in desk.person.own_codes:
            forward = stands.record.model_copy(update={"answered_on": desk.today})
            drafts.append(Draft(forward, stands.number))
        told = appends.append(connection, drafts, by=desk.person.person_id, why="An answer", workspace=desk.workspace)
    return cast("Version[Comment]", told[0])
