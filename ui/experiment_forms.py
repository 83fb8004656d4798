"""Registering an experiment before its data arrive, and saying what came of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import streamlit as st

from domain.evidence import Design, Effect, Result
from domain.experiment import Arm, Experiment
from domain.key import key_for
from domain.metric import Metric, Polarity
from domain.version import Version
from ui.address import href
from ui.delivery_saving import REMARK, Form, form_of, tried
from ui.experiment_words import effect_unit
from ui.learning_words import DESIGNS, RESULTS
from ui.numbers import day

LINE, PASSAGE = 300, 20_000  # characters
LATEST = dt.date(2100, 12, 31)
WHY = "Why is it registered, or what does it follow from?"


@dataclass(frozen=True)
class Ground:
    """What a new experiment begins with.

    ``owners`` are the names of whom it may be registered for, by code, none's code being empty. ``places`` are names by
    code. ``entry`` is the id and title of an entry it may test.
    """

    metric: Metric
    owners: Mapping[str, str]
    places: Mapping[str, str]
    arms: int
    entry: tuple[str, str] | None = None


def registering_form(desk: Any, ground: Ground) -> None:
    """The form for a new one."""
    form = form_of("experiment.new")
    with st.form(form.key("form")):
        told = _what(form) | _arms(form, ground) | _how(form) | _days(form, desk.today) | _who(form, ground)
        why = st.text_area(WHY, key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Register it as it stands here")
    if sent:
        own_id = key_for("experiment", desk.person.person_id, told["title"], told["question"], desk.today)
        tried(
            form, lambda: _register(desk, ground, told, own_id=own_id, why=why),
            done="The experiment is registered. What was fixed stays as it was written.",
            back=("The experiment as it was registered", href("experiments", experiment=own_id)),
        )  # fmt: skip


def _what(form: Form) -> dict[str, Any]:
    return {
        "title": st.text_input("What it is called", key=form.key("title"), max_chars=LINE),
        "question": st.text_area("The question it answers", key=form.key("question"), max_chars=REMARK),
    }


def _arms(form: Form, ground: Ground) -> dict[str, Any]:
    arms = []
    for position in range(1, ground.arms + 1):
        name = st.text_input(f"Arm {position}: its name", key=form.key(f"arm{position}"), max_chars=LINE)
        what = st.text_area(
            f"Arm {position}: what is done there; one arm usually does as before", key=form.key(f"what{position}"),
            max_chars=REMARK, height=68,
        )  # fmt: skip
        codes = st.multiselect(
            f"Arm {position}: its places", list(ground.places), key=form.key(f"places{position}"),
            format_func=ground.places.__getitem__, placeholder="Choose or type places",
        )  # fmt: skip
        arms.append((name, what, codes))
    return {"arms": arms}


def _how(form: Form) -> dict[str, Any]:
    return {
        "design": st.selectbox(
            "How it compares", list(Design), None, key=form.key("design"), format_func=DESIGNS.__getitem__,
            placeholder="Choose a design",
        ),
        "assigned_by": st.text_area("How places came into their arms", key=form.key("assigned"), max_chars=REMARK),
        "analysis": st.text_area(
            "How it will be analysed: what is compared, and how chance is allowed for", key=form.key("analysis"),
            max_chars=PASSAGE,
        ),
    }  # fmt: skip


def _days(form: Form, today: dt.date) -> dict[str, Any]:
    first, second = st.columns(2)
    with first:
        data_from = st.date_input(
            "First day its figures are about", None, key=form.key("from"), format="DD/MM/YYYY",
            min_value=dt.date(2000, 1, 1), max_value=LATEST,
            help=f"After {day(today)}, or it counts for level 2 at most, like any other look back.",
        )  # fmt: skip
    with second:
        due = st.date_input(
            "Day its results are due", None, key=form.key("due"), format="DD/MM/YYYY",
            min_value=dt.date(2000, 1, 1), max_value=LATEST,
        )  # fmt: skip
    return {"data_from": data_from, "results_due_on": due}


def _who(form: Form, ground: Ground) -> dict[str, Any]:
    owner = st.selectbox(
        "Registered for", list(ground.owners), key=form.key("owner"), format_func=ground.owners.__getitem__
    )
    tests = False
    if ground.entry:
        tests = st.checkbox(f"It tests the entry “{ground.entry[1]}”", key=form.key("entry"))
    return {
        "owner_code": owner or None,
        "protocol": st.text_input(
            "Link to the protocol, which levels 4 and 5 need", key=form.key("protocol"), max_chars=1_000,
            placeholder="https://",
        ).strip() or None,
        "contact_role": st.text_input("Whom to ask: a post, no names", key=form.key("contact"), max_chars=LINE)
        or None,
        "practice_id": ground.entry[0] if ground.entry and tests else None,
    }  # fmt: skip


def _register(desk: Any, ground: Ground, told: Mapping[str, Any], *, own_id: str, why: str) -> None:
    _demand_filled({**told, "why": why})
    arms = tuple(_made_arm(position, *arm) for position, arm in enumerate(told["arms"], start=1))
    _demand_apart(arms, ground.places)
    if told["results_due_on"] < desk.today:
        raise ValueError(f"results are due on {day(told['results_due_on'])}, which has passed: give a day to come")
    experiment = Experiment.model_validate(
        dict(told) | {
            "experiment_id": own_id, "arms": arms, "metric_id": ground.metric.metric_id, "registered_on": desk.today,
        }
    )  # fmt: skip
    desk.learning.register_experiment(experiment, why=why)


def _demand_filled(told: Mapping[str, Any]) -> None:
    asked = {
        "title": "what it is called", "question": "the question", "design": "how it compares",
        "assigned_by": "how places came into their arms", "analysis": "how it will be analysed",
        "data_from": "the first day of its figures", "results_due_on": "the day its results are due",
        "why": "why it is registered",
    }  # fmt: skip
    missing = [words for name, words in asked.items() if not told[name]]
    if missing:
        raise ValueError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: fill in what is empty")


def _made_arm(position: int, name: str, what: str, codes: Sequence[str]) -> Arm:
    if not (name.strip() and what.strip() and codes):
        raise ValueError(f"arm {position} needs a name, what is done there, and at least one place: complete it")
    return Arm(name=name, what=what, place_codes=tuple(codes))


def _demand_apart(arms: Sequence[Arm], places: Mapping[str, str]) -> None:
    """The record refuses it too, by code; here the place has a name."""
    for one, other in combinations(arms, 2):
        for code in one.place_codes:
            if code in other.place_codes:
                said = f"{places.get(code, code)} is in two arms, “{one.name}” and “{other.name}”"
                raise ValueError(f"{said}: leave it in one")


def report_form(desk: Any, stands: Version[Experiment], metric: Metric | None) -> None:
    """The form that says what came of one, or corrects that. Nothing that was fixed is in it."""
    one = stands.record
    form = form_of(f"experiment.{one.experiment_id}", stands)
    with st.form(form.key("form")):
        result = st.selectbox(
            "What came of it", list(Result), list(Result).index(one.result) if one.result else None,
            key=form.key("result"), format_func=RESULTS.__getitem__, placeholder="Choose a result",
        )  # fmt: skip
        numbers = _effect_fields(form, one, metric) if metric else (None, None, None)
        report = st.text_area("The report, in words", one.report, key=form.key("report"), max_chars=PASSAGE)
        why = st.text_area("What does the report rest on?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Save the report")
    if sent:
        told = {"result": result, "report": report, "reported_on": desk.today}
        tried(form, lambda: _report(desk, form, metric, told, numbers, why), done="The report is on record.")


def _effect_fields(form: Form, one: Experiment, metric: Metric) -> tuple[float | None, float | None, float | None]:
    stands = one.effect
    known = (stands.value, stands.lower, stands.upper) if stands else (None, None, None)
    labels = (
        f"Difference it made ({effect_unit(metric)}), none where there is no number", "Its interval: from", "to",
    )  # fmt: skip
    columns = st.columns(len(labels))
    found = []
    for position, (column, label, value) in enumerate(zip(columns, labels, known, strict=True)):
        with column:
            found.append(st.number_input(label, value=value, key=form.key(f"effect{position}"), format="%.4g"))
    return found[0], found[1], found[2]


def _report(
    desk: Any, form: Form, metric: Metric | None, told: Mapping[str, Any],
    numbers: tuple[float | None, float | None, float | None], why: str,
) -> None:  # fmt: skip
    if told["result"] is None:
        raise ValueError("what came of it is missing: choose a result, be it that nobody knows yet")
    if not why.strip():
        raise ValueError("what the report rests on is missing: name it")
    if form.version is None:
        raise ValueError("the experiment it reports on is not open: open it again from the list")
    before: Experiment = form.version.record
    reported = Experiment.model_validate(before.model_dump() | dict(told) | {"effect": _effect(metric, numbers)})
    desk.learning.report_experiment(reported, why=why, replaces=form.replaces)


def _effect(metric: Metric | None, numbers: tuple[float | None, float | None, float | None]) -> Effect | None:
    value, lower, upper = numbers
    if value is None:
        if lower is not None or upper is not None:
            raise ValueError("the interval has no difference inside it: give that too, or leave all three empty")
        return None
    if metric is None:
        return None
    better = None if metric.polarity is Polarity.NEUTRAL else metric.polarity is Polarity.HIGHER_IS_BETTER
    return Effect(
        outcome=metric.title, value=value, unit=effect_unit(metric), lower=lower, upper=upper,
        metric_id=metric.metric_id, higher_is_better=better,
    )  # fmt: skip
