"""An evaluation that is kept gives the same numbers again, and the same question is worked out once."""

import datetime as dt

import pytest

from domain.evaluating import Why
from domain.evaluation import Answer, Evaluation
from domain.evidence import Design
from metrics.evaluation.record import record_of, run_again, same_numbers
from metrics.evaluation.remembered import Remembered
from metrics.evaluation.run import evaluate
from tests.metrics.evaluation.test_run import asked, country
from tests.metrics.panels import a_metric


def kept(found, **more) -> Evaluation:
    told = {
        "metric": a_metric(), "starts_on": dt.date(2012, 4, 1), "finding": "It rose.", "cannot_tell": "Too few places.",
        "build_id": "build-1", "run_on": dt.date(2026, 11, 23), "transformation_id": "TD-BAR-01", **more,
    }  # fmt: skip
    return record_of(found, **told)


@pytest.fixture(scope="module")
def panel():
    figures = country(effect=6.0)
    # the register knows places by their codes
    return figures.set_axis([f"E0600{number:04}" for number in range(len(figures))])


@pytest.fixture(scope="module")
def setup(panel):
    own, *others = panel.index
    return asked(panel, treated=((own, dt.date(2012, 1, 1)),), donors=tuple(others))


def test_what_is_kept_gives_the_same_numbers_after_a_journey_through_the_register(panel, setup):
    found = evaluate(panel, setup)
    one = Evaluation.model_validate_json(kept(found).model_dump_json())
    assert (one.answer, one.design, one.placebos) == (Answer.ROSE, Design.SYNTHETIC_DID, 29)
    assert one.effect == found.effect
    again = run_again(one, panel)
    assert same_numbers(one, again)
    assert (again.effect, again.lower, again.p) == (found.effect, found.lower, found.p)


def test_other_figures_give_other_numbers_and_are_seen_to(panel, setup):
    one = kept(evaluate(panel, setup))
    revised = panel.copy()
    revised.iloc[0, -1] += 0.1
    assert not same_numbers(one, run_again(one, revised))


def test_the_same_run_about_the_same_thing_has_one_key_and_another_build_another(panel, setup):
    found = evaluate(panel, setup)
    assert kept(found).evaluation_id == kept(found).evaluation_id
    assert kept(found).evaluation_id != kept(found, build_id="build-2").evaluation_id


def test_one_that_cannot_tell_keeps_why(panel, setup):
    found = evaluate(panel.iloc[:10], asked(panel, treated=setup.treated, donors=tuple(panel.index[1:10])))
    assert found.why is Why.TOO_FEW_PLACEBOS
    assert kept(found).cannot_tell == "Too few places."


def test_the_same_question_is_worked_out_once(panel, setup):
    runs = Remembered()
    made: list[int] = []

    def run():
        made.append(1)
        return evaluate(panel, setup)

    first = runs.of(("build", "metric", setup), run)
    assert runs.of(("build", "metric", setup), run) is first
    assert runs.of(("another build", "metric", setup), run) is not first
    assert len(made) == 2
