"""Adoptions as they are written: one at a time for a place, in a chain without circles, and the report on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from data.desk.said_rightly import NotFitting, fits, made
from data.register import appends, reads
from data.register.appends import Draft
from data.register.faults import NotThere
from data.register.register import AT_MOST
from domain.adoption import Adoption

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from data.desk.desk import Desk
    from domain.evaluation import Evaluation
    from domain.version import Version

AGREED = ("practice_id", "place_code", "taken_up_on", "report_due_on", "from_adoption_id")


def take_up(desk: Desk, adoption: Adoption, *, title: str, why: str) -> Version[Adoption]:
    """Write an adoption, unless the place is on its way with the same practice, of that title, in that moment."""
    same = {"practice_id": adoption.practice_id, "place_code": adoption.place_code}
    with desk.register.database.writing() as connection:
        theirs = reads.find(connection, Adoption, dict(same), as_at=None, limit=AT_MOST, after=None)
        others = [one for one in theirs if one.record.adoption_id != adoption.adoption_id]
        on_its_way = any(one.record.result is None for one in others)
        fits(
            not on_its_way,
            f"The place is on its way with “{title}” already: report on that, and it can be taken up once more.",
        )
        told = appends.append(
            connection, [Draft(adoption)], by=desk.person.person_id, why=why, workspace=desk.workspace
        )
    return cast("Version[Adoption]", told[0])


def reported(evaluations: Mapping[str, Evaluation], adoption: Adoption, before: Adoption, *, on: dt.date) -> Adoption:
    """An adoption with what came of it; what was agreed when it was taken up stays."""
    fits(adoption.result is not None, "A report says what came of it: choose a result, be it that nobody knows yet.")
    kept = {name: getattr(before, name) for name in AGREED}
    told = made(Adoption, adoption.model_dump() | kept | {"reported_on": on})
    if told.evaluation_id is not None:
        evaluation = evaluations.get(told.evaluation_id)
        if evaluation is None:
            raise NotFitting(f"No evaluation is called {told.evaluation_id!r}: attach it first. Nothing was saved.")
        fits(
            told.place_code in evaluation.place_codes or evaluation.adoption_id == told.adoption_id,
            f"The evaluation {told.evaluation_id!r} is not about {told.place_code}: choose one that is.",
        )
    return told


def fits_chain(adoptions: Mapping[str, Adoption], adoption: Adoption) -> None:
    """It was taken up from an adopter of the same practice, not later, and never from itself in a circle."""
    seen, above = {adoption.adoption_id}, adoption.from_adoption_id
    while above is not None:
        one = adoptions.get(above)
        if one is None:
            raise NotThere(f"No adoption is called {above!r}. Nothing was saved. Choose one from the chain.")
        circle = above in seen or one.place_code == adoption.place_code
        fits(not circle, "The place would have it from itself, in a circle: take it from the entry.")
        fits(
            one.practice_id == adoption.practice_id, "It was chosen from an adopter of another practice: choose again."
        )
        fits(
            one.taken_up_on <= adoption.taken_up_on,
            f"They took it up later, on {one.taken_up_on:%-d %B %Y}: choose another.",
        )
        seen.add(above)
        above = one.from_adoption_id
