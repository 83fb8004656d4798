"""Experiments: fixed beforehand, graded by when they were written down, and reported whatever came of them."""

import pytest

from domain.evidence import Design, Effect, Result
from domain.experiment import Arm, Experiment
from pages.learning.experiments import could_see, prepare, taken_away
from tests.pages.learning.shelved import opener
from tests.pages.opened import opened, text
from tests.pages.register.told import BARROW, ELSEWHERE, MINISTER, OFFICER, STEWARD, STRANGER, TODAY, day, told_register
from ui.experiment_words import finding
from ui.request import read_request

HOSTILE = "<img src=x onerror=alert(1)> & co"


def experiment(own_id: str, **changes: object) -> Experiment:
    said = {
        "experiment_id": own_id, "title": f"Coaches {own_id}", "question": "Do coaches help people into work?",
        "arms": (
            Arm(name="Coaches", what="A coach in every library", place_codes=(BARROW,)),
            Arm(name="As before", what="No coach", place_codes=(ELSEWHERE,)),
        ),
        "metric_id": "employment_rate", "design": Design.RANDOMISED, "assigned_by": "Drawn by lot",
        "analysis": "Difference of means", "registered_on": day(100), "data_from": day(60),
        "results_due_on": day(-60), "owner_code": BARROW, "protocol": "https://x.example/protocol",
    }  # fmt: skip
    return Experiment.model_validate(said | changes)


def registered() -> list[Experiment]:
    """One of every standing: ahead, under way, overdue, reported in time, and reported after a late registration."""
    jobs = Effect(outcome="People in work", value=1.5, unit="percentage points", lower=0.2, upper=2.8)
    reported = {"reported_on": day(5), "result": Result.NO_EFFECT, "effect": jobs, "report": "Half came."}
    return [
        experiment("ahead", data_from=day(-30), title=HOSTILE),
        experiment("running"),
        experiment("overdue", results_due_on=day(8)),
        experiment("reported", **reported),
        experiment("late", registered_on=day(50), **reported),
    ]


@pytest.fixture
def register(tmp_path):
    with told_register(tmp_path / "store", *registered()) as register:
        yield register


@pytest.fixture
def stores(register, shipped_stores):
    return opener(register, shipped_stores)


def asked(held, who, **address):
    return read_request(
        {name: (value,) for name, value in address.items()}, places=held.figures.places, catalogue=held.catalogue,
        today=TODAY, person=who,
    )  # fmt: skip


def test_the_list_says_how_many_stand_how_and_escapes_what_was_typed(stores):
    visit = opened("experiments", stores(MINISTER), person=MINISTER)
    page = text(visit)
    assert "5 experiments are registered: 2 have reported, 1 is under way, 1 waits for first figures" in page
    assert "1 is overdue with a result unknown" in page
    assert "every experiment here is simulated" in page
    raw = " ".join(element.proto.body for element in visit.get("html"))
    assert "<img src=x" not in raw
    assert "&lt;img src=x" in raw


def test_the_list_is_cut_by_place_measure_and_standing(stores):
    held = stores(STEWARD)

    def ids(**address):
        return {one.experiment_id for one, _standing in prepare(asked(held, STEWARD, **address), held).listed}

    assert ids(kind="overdue") == {"overdue"}
    assert ids(kind="registered") == {"ahead"}
    assert ids(metric="neighbourhood_trust") == set()
    assert len(ids(place=BARROW)) == 5
    assert ids(place="E06000001") == set()


def test_one_registered_in_time_says_so_with_its_grade_beside_its_result(stores):
    page = text(opened("experiments", stores(STEWARD), experiment="reported"))
    assert "no effect, evidence of level 5" in page
    assert "registered 40 days before its first figures" in page
    assert "because who took part was settled by lot" in page
    assert "People in work: +1.5 percentage points (interval +0.2 to +2.8)" in page


def test_the_same_report_registered_after_its_first_figures_counts_for_level_2(stores):
    page = text(opened("experiments", stores(STEWARD), experiment="late"))
    assert "no effect, evidence of level 2" in page
    assert "registered 10 days after its first figures began, so it counts for level 2 at most" in page


def test_a_report_that_does_not_come_reads_result_unknown(stores):
    page = text(opened("experiments", stores(STEWARD), experiment="overdue"))
    assert "its result is unknown" in page
    assert "Result unknown: the report was due" in page


def test_what_it_could_see_grows_smaller_with_more_places(stores):
    held = stores(STEWARD)
    metric = held.catalogue.metrics["employment_rate"]
    small = could_see(experiment("a"), metric, held)
    two = tuple(
        Arm(name=name, what="It", place_codes=codes)
        for name, codes in (("One", (BARROW, "E06000001")), ("Two", (ELSEWHERE, "E08000032")))
    )
    large = could_see(experiment("a", arms=two), metric, held)
    assert large.effect == pytest.approx(small.effect / 2**0.5)
    assert f"difference of about {small.effect:.1f} points" in text(opened("experiments", held, experiment="running"))


def fill(visit, fields: dict[str, object], press: str):
    for label, value in fields.items():
        every = [*visit.text_input, *visit.text_area, *visit.selectbox, *visit.multiselect, *visit.date_input]
        (widget,) = [each for each in every if each.label.startswith(label)]
        widget.set_value(value)
    (button,) = [button for button in visit.button if button.label == press]
    return button.click().run()


FORM = {
    "What it is called": "Buses by lot", "The question": "Do later buses help?",
    "Arm 1: its name": "Later", "Arm 1: what": "Until midnight", "Arm 1: its places": [BARROW],
    "Arm 2: its name": "As before", "Arm 2: what": "Until eight", "Arm 2: its places": [ELSEWHERE],
    "How it compares": Design.RANDOMISED, "How places came": "Drawn by lot", "How it will be analysed": "Means",
    "First day": day(-30), "Day its results": day(-400), "Why is it": "A pilot",
}  # fmt: skip
PRESS = "Register it as it stands here"


def test_an_officer_registers_one_and_its_day_is_today(stores, register):
    visit = opened("experiments", stores(OFFICER), person=OFFICER, view="new", metric="employment_rate")
    assert "The experiment is registered" in text(fill(visit, FORM, PRESS))
    (made,) = [v.record for v in register.find(Experiment) if v.record.title == "Buses by lot"]
    assert (made.registered_on, made.owner_code, made.metric_id) == (TODAY, BARROW, "employment_rate")
    assert made.in_time


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Arm 2: its places": [BARROW]}, "Westmorland and Furness is in two arms"),
        ({"Day its results": day(-20)}, "not after the first figures"),
        ({"How it will be analysed": ""}, "how it will be analysed is missing"),
    ],
    ids=["a place in two arms", "results before data", "no analysis"],
)
def test_what_cannot_be_tested_is_refused_and_the_form_stays(stores, register, changed, said):
    visit = opened("experiments", stores(OFFICER), person=OFFICER, view="new", metric="employment_rate")
    visit = fill(visit, FORM | changed, PRESS)
    assert said in text(visit)
    assert "Do later buses help?" in [each.value for each in visit.text_area]
    assert register.count(Experiment) == 5


def test_a_report_is_saved_with_its_number_and_nothing_that_was_fixed_changes(stores, register):
    visit = opened("experiments", stores(OFFICER), person=OFFICER, experiment="overdue")
    fields = {"What came of it": Result.HARM, "The report": "Fewer came.", "What does": "The panel"}
    for label, value in (("Difference it made", -1.0), ("Its interval", -2.0), ("to", -0.5)):
        (widget,) = [each for each in visit.number_input if each.label.startswith(label)]
        widget.set_value(value)
    assert "The report is on record" in text(fill(visit, fields, "Save the report"))
    stands = register.get(Experiment, "overdue").record
    assert (stands.result, stands.effect.value, stands.effect.higher_is_better) == (Result.HARM, -1.0, True)
    assert stands.reported_on == TODAY
    before = registered()[2]
    assert (stands.question, stands.arms, stands.analysis) == (before.question, before.arms, before.analysis)


def test_a_report_is_corrected_and_what_was_first_said_stays(stores, register):
    visit = opened("experiments", stores(OFFICER), person=OFFICER, experiment="reported")
    visit = fill(visit, {"What came of it": Result.MIXED, "What does": "A second count"}, "Save the report")
    assert "The report is on record" in text(visit)
    first, second = register.history(Experiment, "reported")
    assert (first.record.result, second.record.result) == (Result.NO_EFFECT, Result.MIXED)
    assert second.record.effect.value == 1.5


def test_another_place_reads_it_and_is_not_offered_the_report(stores):
    visit = opened("experiments", stores(STRANGER), person=STRANGER, experiment="overdue")
    assert "Save the report" not in [button.label for button in visit.button]
    assert "its result is unknown" in text(visit)


def test_the_file_says_that_it_is_simulated(stores):
    held = stores(STEWARD)
    request = asked(held, STEWARD)
    rows = taken_away(request, held, prepare(request, held))
    assert set(rows["Workspace"]) == {"training: simulated"}
    assert len(rows) == 5


def test_an_unknown_one_and_no_register_are_said_plainly(stores, shipped_stores):
    assert "No such experiment is registered" in text(opened("experiments", stores(STEWARD), experiment="nothing"))
    assert "Experiments cannot be shown just now" in text(opened("experiments", shipped_stores))


def test_a_list_that_is_narrowed_down_does_not_speak_of_every_experiment():
    assert finding({"reported": 1}, narrowed=True) == "1 experiment that fits is registered: 1 has reported"
    assert finding({"reported": 1, "running": 2}) == "3 experiments are registered: 1 has reported and 2 are under way"


def test_whoever_registers_one_is_told_the_rule_and_not_how_many_there_are(stores):
    page = text(opened("experiments", stores(STEWARD), person=STEWARD, view="new"))
    assert "written down before its first figures, or it counts for level 2 at most" in page
