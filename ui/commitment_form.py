"""Making a commitment, or saying one anew: who promises what, by which metric or milestone, along a dated path."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.commitment import Commitment, Side, Waypoint
from domain.key import key_for
from domain.metric import Metric
from domain.place import Place
from domain.version import Version
from ui.commitment_words import SIDES
from ui.delivery_saving import REMARK, Form, form_of, tried
from ui.numbers import number, unit_words

LATEST = dt.date(2100, 12, 31)
POINTS = 3  # of a path that are asked for; the last is when the promise falls due


@dataclass(frozen=True)
class Offer:
    """What a form begins with: the place, what is checked, and a target tried elsewhere.

    ``sides`` are those the reader may promise for. ``milestones`` are titles by id, of ``transformation_id``.
    """

    sides: Sequence[Side]
    place: Place | None
    metric: Metric | None
    target: float | None = None
    by: int | None = None
    transformation_id: str | None = None
    milestones: Mapping[str, str] | None = None


def commitment_form(desk: Any, offer: Offer, before: Version[Commitment] | None = None) -> None:
    """The form. ``before`` is the commitment it says anew."""
    stands = before.record if before else None
    name = stands.commitment_id if stands else f"new.{offer.place.code if offer.place else 'centre'}.{_checked(offer)}"
    form = form_of(f"commitment.{name}", before)
    with st.form(form.key("form")):
        sides = [stands.side] if stands else list(offer.sides)
        side = st.radio("Who promises?", sides, key=form.key("side"), format_func=SIDES.__getitem__, horizontal=True)
        statement = st.text_area(
            "What is promised, in a sentence", stands.statement if stands else _begin(offer), key=form.key("statement"),
            max_chars=REMARK,
        )  # fmt: skip
        owner = st.text_input(
            "Who answers for it: the body and the post, no names of people", stands.owner if stands else _body(offer),
            key=form.key("owner"), max_chars=300,
        )  # fmt: skip
        milestone_id = _milestone(form, offer, stands)
        path = _path(form, offer, stands)
        why = st.text_area("Why is it made, or changed?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Save the commitment")
    if sent:
        told = {"side": side, "statement": statement, "owner": owner, "milestone_id": milestone_id}
        tried(form, lambda: _save(desk, form, offer, told, path, why), done="The commitment is on record.")


def _checked(offer: Offer) -> str:
    return offer.metric.metric_id if offer.metric else offer.transformation_id or "none"


def _begin(offer: Offer) -> str:
    if offer.metric is None or offer.target is None or offer.by is None or offer.place is None:
        return ""
    return f"{offer.metric.title} in {offer.place.name} reaches {number(offer.target, offer.metric)} by {offer.by}."


def _body(offer: Offer) -> str:
    return offer.place.name if offer.place and Side.PLACE in offer.sides else ""


def _milestone(form: Form, offer: Offer, stands: Commitment | None) -> str | None:
    """The milestone it is checked by, where it is not checked by a metric."""
    if offer.metric is not None or not offer.milestones:
        return None
    ids = list(offer.milestones)
    index = ids.index(stands.milestone_id) if stands and stands.milestone_id in ids else None
    return st.selectbox(
        "The milestone it is checked by", ids, index, key=form.key("milestone"),
        format_func=offer.milestones.__getitem__,
    )  # fmt: skip


def _path(form: Form, offer: Offer, stands: Commitment | None) -> list[tuple[dt.date | None, float | None]]:
    """The dated path: for a metric up to three points with values, for a milestone its day."""
    if offer.metric is None:
        day = stands.due_on if stands else None
        return [(_day(form, "Due on", day, 0), None)]
    known = [(point.on, point.value) for point in stands.path] if stands else _from_target(offer)
    known = [*known[-POINTS:], *[(None, None)] * (POINTS - len(known))]
    unit = unit_words(offer.metric)
    path = []
    for position, (on, value) in enumerate(known):
        first, second = st.columns(2)
        with first:
            day = _day(form, f"Point {position + 1} of the path: by when", on, position)
        with second:
            reached = st.number_input(
                f"Point {position + 1}: how much ({unit})", value=value, key=form.key(f"value{position}"),
                format=f"%.{offer.metric.decimals}f",
            )  # fmt: skip
        path.append((day, reached))
    return path


def _from_target(offer: Offer) -> list[tuple[dt.date | None, float | None]]:
    return [(dt.date(offer.by, 12, 31) if offer.by else None, offer.target)] if offer.target is not None else []


def _day(form: Form, label: str, value: dt.date | None, position: int) -> dt.date | None:
    return st.date_input(label, value, key=form.key(f"day{position}"), format="DD/MM/YYYY", max_value=LATEST)


def _save(
    desk: Any, form: Form, offer: Offer, told: Mapping[str, Any], path: Sequence[tuple[dt.date | None, float | None]],
    why: str,
) -> None:  # fmt: skip
    stands: Commitment | None = form.version.record if form.version else None
    points = tuple(Waypoint(on=on, value=value) for on, value in _given(path, by_metric=offer.metric is not None))
    if not points:
        raise ValueError("give at least one point of the path: a day, and how much by then")
    base = stands.model_dump() if stands else {
        "commitment_id": key_for("commitment", desk.person.person_id, told["statement"], points, desk.today),
        "made_on": desk.today,
        "place_code": offer.place.code if offer.place else None,
        "transformation_id": offer.transformation_id,
        "metric_id": offer.metric.metric_id if offer.metric else None,
    }  # fmt: skip
    desk.stewardship.commit(
        Commitment.model_validate(base | dict(told) | {"path": points}), why=why, replaces=form.replaces
    )


def _given(
    path: Sequence[tuple[dt.date | None, float | None]], *, by_metric: bool
) -> list[tuple[dt.date, float | None]]:
    """The points that are filled in; one that is half filled in is named."""
    given = []
    for position, (on, value) in enumerate(path, start=1):
        if by_metric and (on is None) != (value is None):
            raise ValueError(
                f"point {position} of the path has {'a day' if on else 'a value'} only: give both, or none"
            )
        if on is not None:
            given.append((on, value))
    return given
