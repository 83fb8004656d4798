"""Reporting back: what came of an adoption, with the effect and how it is known, and what others should learn."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from domain.adoption import Adoption
from domain.evaluation import Answer, Evaluation
from domain.evidence import Design, Effect, Result, StudyChecks
from domain.metric import Metric, Polarity
from domain.practice import Practice
from ui.adoption_words import amount
from ui.delivery_saving import REMARK, Form, form_of, tried
from ui.learning_words import ANSWERS, DESIGNS, RESULTS
from ui.numbers import day

NOTHING, BY_EVALUATION, BY_HAND = "nothing", "evaluation", "hand"
KNOWN_BY = {
    NOTHING: "No effect was measured",
    BY_EVALUATION: "By an evaluation that is kept here",
    BY_HAND: "By numbers you type in",
}
TYPED_GRADE = (
    "What is typed in is graded by its design alone. An evaluation that is kept here also shows its checks, and can"
    " reach a higher level."
)
Said = Callable[[Adoption], str]


def report_form(
    desk: Any, practice: Practice, adoption: Adoption, place_name: str, metrics: Mapping[str, Metric],
    *, said: Said, opened: bool,
) -> None:  # fmt: skip
    """The form for one adoption; one that has reported is corrected.

    ``said`` gives the words on what a report would change of the pooled effect.
    """
    stands = desk.learning.history(Adoption, adoption.adoption_id)[-1] if adoption.result else None
    form = form_of(f"report.{adoption.adoption_id}", stands)
    kept = [one for one in desk.learning.evaluations() if adoption.place_code in one.place_codes]
    again = " again" if adoption.result else ""
    with st.expander(f"Report back from {place_name}{again}", expanded=opened, key=form.key("part")):
        ways = [way for way in KNOWN_BY if way != BY_EVALUATION or kept]
        known_by = st.radio(
            "How is the effect known?", ways, key=form.key("known_by"), format_func=KNOWN_BY.__getitem__
        )
        with st.form(form.key("form")):
            result = st.radio(
                "What came of it?", list(RESULTS), key=form.key("result"), index=None, format_func=RESULTS.__getitem__
            )
            measured = {
                NOTHING: _nothing, BY_EVALUATION: lambda: _evaluated(form, kept, metrics),
                BY_HAND: lambda: _typed(form, practice),
            }[known_by]()  # fmt: skip
            why = st.text_area(
                "What was learnt, and what would you tell the next place?", key=form.key("why"), max_chars=REMARK
            )
            sent = st.form_submit_button("Report back")
    if sent:
        tried(
            form, lambda: _save(desk, form, _reported(desk, adoption, result, measured, why), why),
            done=_done(lambda: said(_reported(desk, adoption, result, measured, why)), place_name),
        )  # fmt: skip


def effect_of(evaluation: Evaluation, metric: Metric | None) -> Effect | None:
    """The effect an evaluation found, on its metric; none where it cannot tell."""
    if evaluation.effect is None or evaluation.answer is Answer.CANNOT_TELL:
        return None
    directions = {Polarity.HIGHER_IS_BETTER: True, Polarity.LOWER_IS_BETTER: False}
    return Effect(
        outcome=metric.title if metric else evaluation.metric_id,
        value=evaluation.effect,
        unit=evaluation.unit,
        lower=evaluation.lower if evaluation.upper is not None else None,
        upper=evaluation.upper if evaluation.lower is not None else None,
        metric_id=evaluation.metric_id,
        higher_is_better=directions.get(metric.polarity) if metric else None,
    )


def _nothing() -> Callable[[], dict[str, Any]]:
    return lambda: {"effect": None, "design": None, "study_checks": StudyChecks(), "evaluation_id": None}


def _evaluated(form: Form, kept: Sequence[Evaluation], metrics: Mapping[str, Metric]) -> Callable[[], dict[str, Any]]:
    """One of the evaluations that cover the place, with its design and its checks."""
    words = {one.evaluation_id: _evaluation_words(one, metrics.get(one.metric_id)) for one in kept}
    chosen = st.selectbox("Which evaluation?", list(words), key=form.key("evaluation"), format_func=words.__getitem__)
    (one,) = [one for one in kept if one.evaluation_id == chosen]
    return lambda: {
        "effect": effect_of(one, metrics.get(one.metric_id)),
        "design": one.design,
        "study_checks": StudyChecks(
            pre_fit_passes=one.pre_fit_passes, in_time_placebo_null=one.in_time_placebo_null, placebos=one.placebos
        ),
        "evaluation_id": one.evaluation_id,
    }


def _evaluation_words(one: Evaluation, metric: Metric | None) -> str:
    found = ANSWERS[one.answer]
    if one.effect is not None and one.answer is not Answer.CANNOT_TELL:
        found = amount(one.effect, one.unit, metric)
    return f"{metric.title if metric else one.metric_id}: {found}, {DESIGNS[one.design]}, run on {day(one.run_on)}"


def _typed(form: Form, practice: Practice) -> Callable[[], dict[str, Any]]:
    """An effect with its interval, on what the entry measured unless something else is written."""
    own = practice.effect
    outcome = st.text_input(
        "Effect on what?", own.outcome if own else practice.outcome, key=form.key("outcome"), max_chars=300
    )
    unit = st.text_input("In which unit?", own.unit if own else "", key=form.key("unit"), max_chars=300)
    value, lower, upper = (
        st.number_input(label, value=None, key=form.key(name), format="%0.4f")
        for name, label in (
            ("value", "The effect, with a minus where it fell"), ("lower", "Lower end of its 95% interval"),
            ("upper", "Upper end of its 95% interval"),
        )
    )  # fmt: skip
    design = st.selectbox(
        "How was it found?", list(DESIGNS), key=form.key("design"), index=None, format_func=DESIGNS.__getitem__,
        placeholder="Choose a design",
    )  # fmt: skip
    st.caption(TYPED_GRADE)
    return lambda: _by_hand(own, outcome, unit, (value, lower, upper), design)


def _by_hand(
    own: Effect | None, outcome: str, unit: str, numbers: tuple[float | None, ...], design: Design | None
) -> dict[str, Any]:
    value, lower, upper = numbers
    if value is None:
        raise ValueError("give the effect as a number, or say above that none was measured")
    if design is None:
        raise ValueError("choose how the effect was found: without a design nobody can say how sure it is")
    same = own is not None and (outcome.strip(), unit.strip()) == (own.outcome, own.unit)
    effect = Effect(
        outcome=outcome, value=value, unit=unit, lower=lower, upper=upper,
        metric_id=own.metric_id if own and same else None,
        higher_is_better=own.higher_is_better if own and same else None,
    )  # fmt: skip
    return {"effect": effect, "design": design, "study_checks": StudyChecks(), "evaluation_id": None}


def _reported(
    desk: Any, adoption: Adoption, result: Result | None, measured: Callable[[], dict[str, Any]], why: str
) -> Adoption:
    """The adoption as it would stand; ``ValueError`` says what is missing."""
    if result is None:
        raise ValueError("choose what came of it, be it that nobody knows yet")
    told = {"reported_on": desk.today, "result": result, "report": why, **measured()}
    return Adoption.model_validate(adoption.model_dump() | told)


def _save(desk: Any, form: Form, adoption: Adoption, why: str) -> None:
    desk.learning.report(adoption, why=why, replaces=form.replaces)


def _done(said: Callable[[], str], place_name: str) -> str:
    """What is said above the page once it is saved; a report that cannot be made is refused where it is saved."""
    try:
        changed = said()
    except ValueError:
        return ""
    return f"The report from {place_name} is on record. {changed}"
