"""Describing a transformation: what its own people say it is for, where it aims, when it runs, and its milestones."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.key import key_for
from domain.milestone import Milestone
from domain.permission import Action, may
from domain.tracked import Tracked
from domain.transformation import Transformation
from ui.delivery_saving import REMARK, Form, form_of, tried
from ui.delivery_told import Told

STORY = 20_000
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


def describing_form(
    desk: Any, one: Tracked, told: Told, *, missions: Mapping[str, str], metrics: Mapping[str, str]
) -> None:
    """Missions, metrics, dates and story, with why they change. ``missions`` and ``metrics`` are titles by id."""
    if not (may(desk.person, Action.DESCRIBE, one.place_codes) and one.place_codes):
        return
    form = form_of(f"describe.{one.transformation_id}", told.described)
    stands = form.version.record if form.version else None
    with st.expander("Say what it is for"), st.form(form.key("form")):
        wanted_missions = _several(form, "Missions it serves", missions, stands.mission_ids if stands else ())
        wanted_metrics = _several(form, "Measures it aims to move", metrics, stands.metric_ids if stands else ())
        starts = _date(form, "Starts on (leave empty if not known)", stands.starts_on if stands else None)
        ends = _date(form, "Ends on (leave empty if not known)", stands.ends_on if stands else None)
        story = st.text_area(
            "Its story: what changes, for whom, and who shaped it", stands.story if stands else "",
            key=form.key("story"), max_chars=STORY, height=200,
        )  # fmt: skip
        why = st.text_area("Why does the description change?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Save the description")
    if sent:
        parts = {
            "mission_ids": tuple(wanted_missions), "metric_ids": tuple(wanted_metrics), "starts_on": starts,
            "ends_on": ends, "story": story,
        }  # fmt: skip
        tried(form, lambda: _describe(desk, one, form, parts, why), done="The description is saved.")


def _describe(desk: Any, one: Tracked, form: Form, parts: Mapping[str, Any], why: str) -> None:
    stands = form.version.record if form.version else None
    base = stands.model_dump() if stands else {
        "transformation_id": one.transformation_id, "title": one.title, "lead": one.lead or "not named in the register",
        "place_codes": one.place_codes, "programme_id": one.programme_id or None,
    }  # fmt: skip
    said = Transformation.model_validate(base | dict(parts))
    desk.stewardship.describe(said, why=why, replaces=form.replaces)


def _several(form: Form, label: str, titles: Mapping[str, str], chosen: tuple[str, ...]) -> list[str]:
    """Several of a list; what was chosen before stays among the choices even where the list no longer has it."""
    offered = dict(titles) | {own_id: own_id for own_id in chosen if own_id not in titles}
    return list(
        st.multiselect(label, list(offered), list(chosen), key=form.key(label), format_func=offered.__getitem__)
    )


def _date(form: Form, label: str, value: dt.date | None) -> dt.date | None:
    return st.date_input(label, value, key=form.key(label), format="DD/MM/YYYY", min_value=EARLIEST, max_value=LATEST)


def milestone_form(desk: Any, one: Tracked) -> None:
    """A new milestone: what a reader can check, and by which day."""
    if not may(desk.person, Action.DESCRIBE, one.place_codes):
        return
    form = form_of(f"milestone.{one.transformation_id}")
    with st.expander("Add a milestone"), st.form(form.key("form")):
        title = st.text_input(
            "What will have happened, so that anybody can check it", key=form.key("title"), max_chars=300
        )
        planned = _date(form, "Planned for", None)
        why = st.text_area("Why is it added?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Add the milestone")
    if sent:
        tried(form, lambda: _add(desk, one, title, planned, why), done=f"The milestone “{title}” is added.")


def _add(desk: Any, one: Tracked, title: str, planned: dt.date | None, why: str) -> None:
    if planned is None:
        raise ValueError("choose the day it is planned for")
    own_id = one.transformation_id
    key = key_for("milestone", own_id, title, planned)
    milestone = Milestone(milestone_id=key, transformation_id=own_id, title=title, planned_on=planned)
    desk.stewardship.plan(milestone, why=why)
