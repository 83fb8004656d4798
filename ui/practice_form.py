"""Writing an entry, or changing one: every field, saved as a draft. What stands in the way keeps what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.key import key_for
from domain.practice import Practice, Stage, band_of
from domain.version import Version
from ui import frame, prose
from ui import practice_fields as fields
from ui.clash import Worded
from ui.delivery_saving import REMARK, Form, form_of, tried
from ui.learning_words import COST_BANDS
from ui.pounds import in_words

OF_NO_PLACE = "The central team"
DRAFT_AGAIN = (
    "What you save is a draft. Readers go on seeing what was checked last, until two other people have checked it."
)


@dataclass(frozen=True)
class Offered:
    """What the lists of the form offer, by id: missions, measures, places, and for whom the reader may write.

    ``owners`` are names by code; the code of the central team is empty. ``titles`` are what the codebook calls fields.
    """

    missions: Mapping[str, str]
    metrics: Mapping[str, str]
    places: Mapping[str, str]
    owners: Mapping[str, str]
    titles: Mapping[str, str]

    @property
    def worded(self) -> Worded:
        """How an entry is told to whoever saves second."""
        return Worded(self.titles, {**fields.READ_AS, **fields.FIGURES, **self.places, **self.metrics, **self.missions})


def practice_form(desk: Any, one: Practice | None, version: Version[Practice] | None, offered: Offered) -> None:
    """The form. ``one`` is what it begins with: the entry as it stands, or what is on record of a transformation."""
    form = form_of(f"practice.{one.practice_id if one else 'new'}", version, one)
    stands = form.version.record if form.version else one
    st.caption(DRAFT_AGAIN)
    with st.form(form.key("form")):
        owner = _owner(form, stands, offered.owners)
        _part("What it is")
        typed = fields.what_it_is(form, stands, offered.missions, offered.metrics)
        _part("Where, when and with whom")
        typed |= fields.where_and_whom(form, stands, offered.places)
        _part("What had to be there")
        typed["preconditions"] = fields.preconditions(form, stands, offered.metrics)
        _part("What it cost")
        typed |= fields.cost(form, stands)
        _part("What came of it, and how that is known")
        typed |= fields.study(form, stands)
        _part("How large the effect was")
        typed["effect"] = fields.effect(form, stands, offered.metrics)
        _part("Where it can be read, and what can be used again")
        typed["sources"] = fields.sources(form, stands)
        typed["resources"] = fields.resources(form, stands)
        typed["contact_role"] = fields.line(form, "contact_role", "Whom to ask: a post, no names", stands) or None
        _part("What is not certain")
        typed |= fields.doubts(form, stands)
        why = st.text_area("Why is it written, or changed?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Save the draft")
    if sent:
        told = typed | {"owner_code": owner or None}
        done = f"The draft of “{typed['title']}” is saved."
        tried(form, lambda: _save(desk, form, stands, told, why), done=done, worded=offered.worded)


def _part(title: str) -> None:
    st.html(prose.heading(title))


def _owner(form: Form, stands: Practice | None, owners: Mapping[str, str]) -> str:
    """For whom it is written: that of the entry as it stands, or one of those the reader may write for."""
    if stands is not None and (stands.owner_code or "") not in owners:
        return stands.owner_code or ""
    codes: Sequence[str] = list(owners)
    before = codes.index(stands.owner_code or "") if stands is not None else 0
    if len(codes) == 1:
        return codes[0]
    return str(st.selectbox("Written for", codes, before, key=form.key("owner"), format_func=owners.__getitem__) or "")


def _save(desk: Any, form: Form, stands: Practice | None, typed: Mapping[str, Any], why: str) -> None:
    """Save a draft, and go on with it."""
    _said_whole(typed, why)
    new = {"practice_id": key_for("practice", desk.person.person_id, typed["title"], desk.today)}
    base = stands.model_dump() if stands else new
    told = Practice.model_validate(base | dict(typed) | {"stage": Stage.DRAFT, "checks": ()})
    desk.library.draft(told, why=why, replaces=form.replaces)
    frame.change(practice=told.practice_id, transformation=None, view="read")


def _said_whole(typed: Mapping[str, Any], why: str) -> None:
    """What a model says only in its own way of saying it."""
    for name, words in {"title": "a title", "what_was_done": "what was done", "outcome": "the outcome"}.items():
        if not typed[name]:
            raise ValueError(f"say {words}: without it nobody can tell what the entry is about")
    if not typed["mission_ids"]:
        raise ValueError("choose at least one mission, so that it can be found")
    if not why.strip():
        raise ValueError("say in a few words why it is written or changed: others read it among its versions")
    if typed["result"] is None:
        raise ValueError("choose what came of it, be it that nobody knows yet")
    cost, band = typed["cost"], typed["cost_band"]
    if cost is not None and cost >= 0 and band is not None and band_of(cost) is not band:
        raise ValueError(
            f"a cost of {in_words(cost)} is in the band {COST_BANDS[band_of(cost)]}, and {COST_BANDS[band]} is chosen:"
            " correct one of them, or choose “Not said”"
        )
    if typed["effect"] is not None and typed["effect"]["value"] is None:
        raise ValueError("the effect has no size: give the number, or clear what else is said of it")
