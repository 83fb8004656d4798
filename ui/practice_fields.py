"""The fields of the form of an entry, group by group: each group draws its widgets and gives what was typed in them."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain.evidence import Design, Effect, Result, StudyChecks
from domain.place import Level, Nation
from domain.practice import CostBand, Practice
from ui.delivery_saving import Form
from ui.learning_words import COST_BANDS, DESIGNS, RESULTS
from ui.wording import NATIONS, PLACE_LEVELS

PASSAGE, LINE = 20_000, 300
NOT_SAID = "not said"
BETTER: Mapping[bool, str] = {True: "Higher is better", False: "Lower is better"}
READ_AS: Mapping[str, str] = {
    "problem": "the problem", "what_was_done": "what was done", "mechanism": "how it is thought to work",
    "preconditions": "what had to be there", "designed_with": "who it was designed with",
    "designed_how": "how they shaped it", "population": "for whom", "result": "the result", "caveats": "the caveats",
}  # fmt: skip
FIGURES: Mapping[str, str] = {
    "outcome": "the outcome", "effect": "the size of the effect", "cost": "the cost", "cost_band": "the cost band",
    "study_places": "the number of places studied", "study_people": "the number of people studied",
    "started_year": "the year it started", "ended_year": "the year it ended",
}  # fmt: skip
CHECKS: Mapping[str, str] = {
    "controls_adequate": "Other causes are allowed for by control figures",
    "comparators_justified": "The study itself says why its comparison places are alike",
    "pre_fit_passes": "The comparison followed the places closely before the start",
    "in_time_placebo_null": "A pretended earlier start shows no effect",
}

SIZED = ("value", "outcome", "unit", "lower", "upper")

Typed = dict[str, Any]


def what_it_is(form: Form, one: Practice | None, missions: Mapping[str, str], metrics: Mapping[str, str]) -> Typed:
    """What was tried, and which missions and measures it is about."""
    typed = {"title": line(form, "title", "Title: what was tried, in a line", one)}
    typed["problem"] = area(form, "problem", "The problem: what was wrong before, for whom", one)
    typed["what_was_done"] = area(form, "what_was_done", "What was done, so that others could do it again", one)
    typed["mechanism"] = area(form, "mechanism", "How it is thought to work", one)
    typed["mission_ids"] = several(form, "mission_ids", "Missions it serves", missions, one)
    typed["metric_ids"] = several(form, "metric_ids", "Measures of this service it is about", metrics, one)
    return typed


def where_and_whom(form: Form, one: Practice | None, places: Mapping[str, str]) -> Typed:
    """Where, when, for whom, led and shaped by whom."""
    typed = {"place_codes": several(form, "place_codes", "Places where it was tried", places, one)}
    typed["place_words"] = line(form, "place_words", "Where, in words, if no place above fits", one) or None
    typed["population"] = line(form, "population", "For whom", one) or None
    typed["lead"] = line(form, "lead", "Who led it: the kind of body", one) or None
    typed["started_year"] = whole(form, "started_year", "Year it started", one)
    typed["ended_year"] = whole(form, "ended_year", "Year it ended", one)
    typed["designed_with"] = area(form, "designed_with", "Who it was designed with", one)
    typed["designed_how"] = area(form, "designed_how", "What they changed, and what was refused and why", one)
    return typed


def cost(form: Form, one: Practice | None) -> Typed:
    """What it cost."""
    typed: Typed = {"cost": number(form, "cost", "Cost in pounds, where it is known", one.cost if one else None)}
    bands: list[CostBand | None] = [None, *CostBand]
    typed["cost_band"] = st.selectbox(
        "Or roughly", bands, bands.index(one.cost_band if one else None), key=form.key("cost_band"),
        format_func=lambda band: COST_BANDS[band].capitalize() if band else NOT_SAID.capitalize(),
    )  # fmt: skip
    typed["cost_words"] = area(form, "cost_words", "What the cost covers", one)
    return typed


def study(form: Form, one: Practice | None) -> Typed:
    """What came of it, and how that is known. The grade follows from these and is typed nowhere."""
    results = list(Result)
    typed: Typed = {"outcome": line(form, "outcome", "The outcome that was looked at", one)}
    typed["result"] = st.selectbox(
        "What came of it", results, results.index(one.result) if one else None, key=form.key("result"),
        format_func=lambda result: RESULTS[result].capitalize(),
    )  # fmt: skip
    designs: list[Design | None] = [None, *Design]
    typed["design"] = st.selectbox(
        "How was it compared with what would have happened?", designs, designs.index(one.design if one else None),
        key=form.key("design"),
        format_func=lambda design: DESIGNS[design].capitalize() if design else "Not compared, or not seen",
    )  # fmt: skip
    typed["design_words"] = area(form, "design_words", "How it was studied, in words", one)
    shown = one.study_checks if one else StudyChecks()
    checks = {name: st.checkbox(words, getattr(shown, name), key=form.key(name)) for name, words in CHECKS.items()}
    placebos = st.number_input(
        "How many other places was the method tried on?", 0, 10_000, shown.placebos, key=form.key("placebos")
    )
    typed["study_checks"] = StudyChecks(**checks, placebos=int(placebos))
    typed["study_places"] = whole(form, "study_places", "How many places were studied", one)
    typed["study_people"] = whole(form, "study_people", "How many people were studied", one)
    typed["caveats"] = area(form, "caveats", "What to be careful about", one)
    return typed


def effect(form: Form, one: Practice | None, metrics: Mapping[str, str]) -> Typed | None:
    """The size of the effect; none where nothing of it is given."""
    before = one.effect if one else None
    value = number(form, "effect.value", "Size of the effect: a number", before.value if before else None)
    outcome = text(form, "effect.outcome", "On what", before.outcome if before else "")
    unit = text(form, "effect.unit", "In which unit, such as “%” or “burglaries a year”", before.unit if before else "")
    lower = number(form, "effect.lower", "Interval: from", before.lower if before else None)
    upper = number(form, "effect.upper", "Interval: to", before.upper if before else None)
    said = text(form, "effect.said", "What the source says of chance, where it gives no interval", said_of(before))
    metric_id = chosen(form, "effect.metric", "The very measure of this service", metrics, metric_of(before))
    better = chosen_better(form, before)
    told = {
        "outcome": outcome, "value": value, "unit": unit, "lower": lower, "upper": upper, "said": said or None,
        "metric_id": metric_id, "higher_is_better": better,
    }  # fmt: skip
    return told if any(told[name] not in {None, ""} for name in SIZED) else None


def preconditions(form: Form, one: Practice | None, metrics: Mapping[str, str]) -> list[Typed]:
    """What had to be there, one slot more than there are."""
    there = list(one.preconditions) if one else []
    found = []
    for position, before in enumerate([*there, None], start=1):
        name = f"precondition.{position}"
        statement = text(form, name, f"{position}. What had to be there", before.statement if before else "", 2_000)
        with st.expander(f"How a place could tell whether {position} holds there", expanded=False):
            own = before.metric_id if before else None
            metric_id = chosen(form, f"{name}.metric", "By which measure", metrics, own)
            at_least = number(form, f"{name}.least", "At least", before.at_least if before else None)
            at_most = number(form, f"{name}.most", "At most", before.at_most if before else None)
            levels = tuple(
                st.multiselect(
                    "Only places of these kinds", list(Level), before.levels if before else (),
                    key=form.key(f"{name}.levels"), format_func=lambda level: PLACE_LEVELS[level].capitalize(),
                )
            )  # fmt: skip
            nations = tuple(
                st.multiselect(
                    "Only places in these nations", list(Nation), before.nations if before else (),
                    key=form.key(f"{name}.nations"), format_func=lambda nation: NATIONS[nation],
                )
            )  # fmt: skip
        if statement:
            told = {
                "metric_id": metric_id, "at_least": at_least, "at_most": at_most, "levels": levels, "nations": nations,
            }  # fmt: skip
            found.append({"statement": statement, **told})
    return found


def sources(form: Form, one: Practice | None) -> list[Typed]:
    """Where it can be read, one slot more than there are."""
    found = []
    for position, before in enumerate([*(one.sources if one else ()), None], start=1):
        told = slots(form, f"source.{position}", {
            "author": f"Source {position}: author", "title": f"Source {position}: title",
            "publisher": f"Source {position}: publisher", "address": f"Source {position}: address",
        }, before)  # fmt: skip
        year = number(
            form, f"source.{position}.year", f"Source {position}: year", before.year if before else None, step=1
        )
        if any(told.values()):
            found.append(given(told) | {"year": year})
    return found


def resources(form: Form, one: Practice | None) -> list[Typed]:
    """What can be used again, one slot more than there are."""
    found = []
    for position, before in enumerate([*(one.resources if one else ()), None], start=1):
        told = slots(form, f"resource.{position}", {
            "title": f"To use again, {position}: what it is", "address": f"To use again, {position}: address",
            "licence": f"To use again, {position}: licence",
        }, before)  # fmt: skip
        if any(told.values()):
            found.append(given(told))
    return found


def doubts(form: Form, one: Practice | None) -> Typed:
    """Which fields are the writer's reading, and which figures could not be confirmed."""
    readings = one.readings if one else ("mechanism", "preconditions")
    return {
        "readings": listed(form, "readings", "The writer's reading, and no finding of a study", READ_AS, readings),
        "unconfirmed": listed(
            form, "unconfirmed", "Could not be found in the source", FIGURES, one.unconfirmed if one else ()
        ),
    }


def given(told: Mapping[str, str]) -> Typed:
    """What was typed, nothing for a field left empty."""
    return {name: typed or None for name, typed in told.items()}


def slots(form: Form, name: str, labels: Mapping[str, str], before: object) -> dict[str, str]:
    """Several lines that belong together."""
    return {
        field: text(form, f"{name}.{field}", label, str(getattr(before, field, None) or ""), 1_000)
        for field, label in labels.items()
    }


def line(form: Form, name: str, label: str, one: Practice | None) -> str:
    """One line of an entry."""
    return text(form, name, label, str(getattr(one, name, None) or ""))


def text(form: Form, name: str, label: str, value: str, longest: int = LINE) -> str:
    """One line."""
    return str(st.text_input(label, value, key=form.key(name), max_chars=longest) or "").strip()


def area(form: Form, name: str, label: str, one: Practice | None) -> str:
    """A passage of an entry."""
    value = str(getattr(one, name, None) or "")
    return str(st.text_area(label, value, key=form.key(name), max_chars=PASSAGE) or "").strip()


def whole(form: Form, name: str, label: str, one: Practice | None) -> int | None:
    """A whole number of an entry, or none."""
    value = number(form, name, label, getattr(one, name, None), step=1)
    return None if value is None else int(value)


def number(form: Form, name: str, label: str, value: float | None, *, step: int | None = None) -> float | None:
    """A number, or none."""
    if step is None:
        held = None if value is None else float(value)
        return st.number_input(label, value=held, key=form.key(name), format="%g", step=1.0)
    return st.number_input(label, value=value, key=form.key(name), step=step, min_value=0)


def several(form: Form, name: str, label: str, titles: Mapping[str, str], one: Practice | None) -> tuple[str, ...]:
    """Several ids of a list; what was chosen before stays among them even where the list no longer has it."""
    return listed(form, name, label, titles, getattr(one, name, ()))


def listed(form: Form, name: str, label: str, titles: Mapping[str, str], before: Sequence[str]) -> tuple[str, ...]:
    """Several keys of a list."""
    offered = dict(titles) | {own_id: own_id for own_id in before if own_id not in titles}
    return tuple(
        st.multiselect(label, list(offered), list(before), key=form.key(name), format_func=offered.__getitem__)
    )


def chosen(form: Form, name: str, label: str, titles: Mapping[str, str], before: str | None) -> str | None:
    """One id of a list, or none."""
    offered: dict[str | None, str] = {None: NOT_SAID.capitalize()} | dict(titles)
    if before:
        offered.setdefault(before, before)
    ids = list(offered)
    return st.selectbox(label, ids, ids.index(before), key=form.key(name), format_func=offered.__getitem__)


def chosen_better(form: Form, before: Effect | None) -> bool | None:
    """Which way is better, where either is."""
    ways: list[bool | None] = [None, True, False]
    way = before.higher_is_better if before else None
    return st.selectbox(
        "Which way is better?", ways, ways.index(way), key=form.key("effect.better"),
        format_func=lambda better: BETTER.get(better, "Neither is said to be"),
    )  # fmt: skip


def said_of(before: Effect | None) -> str:
    """What the source says of chance."""
    return (before.said if before else None) or ""


def metric_of(before: Effect | None) -> str | None:
    """The measure the effect is on, where it is one of the catalogue."""
    return before.metric_id if before else None
