"""Taking a practice up: for which place, from whom, adapted how, and when the place will say what came of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain.adoption import Adoption
from domain.chain import Link
from domain.key import key_for
from domain.permission import Action, may
from domain.person import Person
from domain.place import Place
from domain.practice import Practice
from ui.adoption_words import short
from ui.delivery_saving import REMARK, form_of, tried
from ui.numbers import day

FROM_ENTRY, FROM_ENTRY_WORDS = "", "The entry itself"
NO_TRANSFORMATION, NO_TRANSFORMATION_WORDS = "", "None"
DUE_AFTER = 365  # days, unless the place says otherwise
LATEST = dt.date(2100, 12, 31)


def own_places(person: Person, places: Mapping[str, Place]) -> list[Place]:
    """The places a person may take something up for, by name."""
    own = (places[code] for code in person.own_codes if code in places and may(person, Action.ADOPT, [code]))
    return sorted(own, key=lambda place: place.name)


def take_up_form(
    desk: Any, practice: Practice, links: Sequence[Link], own: Sequence[Place], places: Mapping[str, Place],
    *, opened: bool,
) -> None:  # fmt: skip
    """The form. ``own`` are the places of the reader, the first of them the one asked for."""
    form = form_of(f"take_up.{practice.practice_id}.{own[0].code}")
    from_whom = {FROM_ENTRY: FROM_ENTRY_WORDS} | {link.adoption.adoption_id: _whom(link, places) for link in links}
    with st.expander(f"Take it up in {_where(own)}", expanded=opened, key=form.key("part")), st.form(form.key("form")):
        place = own[0]
        if len(own) > 1:
            place = st.selectbox("For which place?", own, key=form.key("place"), format_func=lambda one: one.name)
        taken_from = st.selectbox(
            "From whom do you take it up?", list(from_whom), key=form.key("from"), format_func=from_whom.__getitem__
        )
        adapted = st.text_area(
            "What do you change to make it fit your place? Leave it empty if nothing", key=form.key("adapted"),
            max_chars=REMARK,
        )  # fmt: skip
        due = st.date_input(
            "When will you report what came of it?", desk.today + dt.timedelta(days=DUE_AFTER), key=form.key("due"),
            min_value=desk.today + dt.timedelta(days=1), max_value=LATEST, format="DD/MM/YYYY",
        )  # fmt: skip
        transformation_id = _transformation(desk, form.key("transformation"), own)
        contact = st.text_input(
            "Whom may others ask? A post, no names of people", key=form.key("contact"), max_chars=300
        )
        why = st.text_area("Why do you take it up?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Take it up")
    if sent:
        told = {"adapted": adapted, "contact_role": contact.strip() or None, "transformation_id": transformation_id}
        done = f"{place.name} has taken up “{short(practice.title)}” and will report by {day(due)}."
        tried(form, lambda: _save(desk, practice, place, taken_from or None, due, told, why), done=done)


def _where(own: Sequence[Place]) -> str:
    return own[0].name if len(own) == 1 else "your place"


def _whom(link: Link, places: Mapping[str, Place]) -> str:
    one = link.adoption
    name = places[one.place_code].name if one.place_code in places else one.place_code
    return f"{name}, since {day(one.taken_up_on)}"


def _transformation(desk: Any, key: str, own: Sequence[Place]) -> str | None:
    """A transformation of the place that it is part of, where there is one to choose."""
    reaching = {one.transformation_id: one.title for one in desk.reaching([place.code for place in own])}
    if not reaching:
        return None
    words = {NO_TRANSFORMATION: NO_TRANSFORMATION_WORDS, **reaching}
    chosen = st.selectbox(
        "Which transformation of yours is it part of?", list(words), key=key, format_func=words.__getitem__
    )
    return chosen or None


def _save(
    desk: Any, practice: Practice, place: Place, taken_from: str | None, due: dt.date, told: Mapping[str, Any], why: str
) -> None:
    adoption = Adoption.model_validate(
        {
            "adoption_id": key_for("adoption", practice.practice_id, place.code, desk.today, taken_from),
            "practice_id": practice.practice_id, "place_code": place.code, "taken_up_on": desk.today,
            "report_due_on": due, "from_adoption_id": taken_from, **told,
        }
    )  # fmt: skip
    desk.learning.take_up(adoption, why=why)
