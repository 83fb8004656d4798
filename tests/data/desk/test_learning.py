"""What becomes of entries: chains without circles, reports that stay, experiments fixed before, clocks that stop."""

import datetime as dt

import pytest

from data.desk.said_rightly import NotFitting
from data.register.check import check
from data.register.faults import Conflict, NotThere, RegisterFault
from domain.adoption import Adoption
from domain.appeal import Appeal, AppealOutcome
from domain.evidence import Effect, Result
from domain.experiment import Experiment
from domain.permission import NotAllowed
from domain.person import Role
from domain.practice import Practice
from tests.data.desk.at_the_library import (
    ANN,
    LEE,
    OFFICE,
    OLU,
    RAE,
    SAM,
    TODAY,
    adoption,
    appeal,
    desks,
    evaluation,
    experiment,
    practice,
)  # fmt: skip
from tests.data.desk.at_work import HARTLEPOOL, LEEDS, SECOND_OFFICER, TEES_VALLEY, person, refusals

LATER = TODAY + dt.timedelta(days=30)
THIRD_PLACE = "E06000003"
ZOE = person("Zoe", Role.PLACE_OFFICER, THIRD_PLACE)


@pytest.fixture
def desk_of(register):
    return desks(register)


@pytest.fixture
def taken_up(desk_of):
    desk_of(OLU).learning.take_up(adoption(), why="Ours is as dark")
    return desk_of


def report_of(one: Adoption, result: Result = Result.WORKED, **more: object) -> Adoption:
    return Adoption.model_validate(one.model_dump() | {"result": result, "reported_on": TODAY} | more)


def test_a_place_takes_up_what_another_took_up_and_everybody_sees_the_chain(taken_up, register):
    taken_up(LEE).learning.take_up(adoption("b", LEEDS, from_adoption_id="a"), why="Theirs worked")
    for who in (OFFICE, ANN, SAM, ZOE):
        chain = taken_up(who).learning.adoptions("lighting")
        assert [(one.place_code, one.from_adoption_id) for one in chain] == [(HARTLEPOOL, None), (LEEDS, "a")]
    assert taken_up(OFFICE).learning.adoptions("wardens") == []
    assert check(register.database).problems == ()


MISFITS = (
    (adoption("b", LEEDS, practice_id="wardens", from_adoption_id="a"), "chosen from an adopter of another practice"),
    (
        adoption("b", LEEDS, from_adoption_id="a", taken_up_on=dt.date(2025, 12, 1)),
        "They took it up later, on 5 January 2026",
    ),
    (adoption("b", LEEDS, from_adoption_id="nobody"), "No adoption is called 'nobody'"),
    (adoption("b", LEEDS, practice_id="nothing"), "No practice here is called 'nothing'"),
    (adoption("b", LEEDS, taken_up_on=TODAY + dt.timedelta(days=1)), "still to come"),
    (adoption("b", LEEDS, transformation_id="TD-99"), "No transformation is called 'TD-99'"),
    (report_of(adoption("b", LEEDS)), "has no report yet"),
)


def test_what_does_not_fit_the_chain_is_refused_in_words(taken_up):
    learning = taken_up(LEE).learning
    for wrong, words in MISFITS:
        with pytest.raises(RegisterFault, match=words):
            learning.take_up(wrong, why="Mine")
    assert len(learning.adoptions()) == 1


def test_nobody_has_it_from_itself_not_even_by_way_of_others(taken_up):
    taken_up(OLU).learning.report(report_of(adoption(), Result.STOPPED), why="Given up")
    taken_up(LEE).learning.take_up(adoption("b", LEEDS, from_adoption_id="a"), why="Theirs")
    with pytest.raises(NotFitting, match="in a circle"):
        taken_up(OLU).learning.take_up(adoption("c", from_adoption_id="b"), why="Once more")
    taken_up(OLU).learning.take_up(adoption("c"), why="Once more, from the entry")


def test_a_place_on_its_way_does_not_begin_again_and_a_button_pressed_twice_is_pressed_once(taken_up):
    with pytest.raises(NotFitting, match="is on its way with “Free lighting for the young” already"):
        taken_up(SECOND_OFFICER).learning.take_up(adoption("again"), why="I too")
    assert taken_up(OLU).learning.take_up(adoption(), why="Ours is as dark").number == 1


def test_a_draft_is_not_taken_up(desk_of):
    desk_of(OLU).library.draft(practice(owner_code=HARTLEPOOL), why="Written", replaces=None)
    with pytest.raises(NotThere, match="No practice here"):
        desk_of(OLU).learning.take_up(adoption(practice_id="buses"), why="Ours")


def test_a_report_changes_what_came_of_it_and_nothing_that_was_agreed(taken_up):
    effect = Effect(outcome="Journeys", value=4.0, lower=1.0, upper=7.0, unit="%")
    said = report_of(
        adoption(place_code=LEEDS, practice_id="wardens", report_due_on=LATER, taken_up_on=dt.date(2025, 1, 1)),
        effect=effect, report="More came.", reported_on=dt.date(2020, 1, 1),
    )  # fmt: skip
    told = taken_up(OLU).learning.report(said, why="After a year").record
    assert told == report_of(adoption(), effect=effect, report="More came.")
    assert told.reported_on == TODAY


def test_two_reports_at_once_are_both_kept_and_a_correction_names_what_it_corrects(taken_up):
    first, second = report_of(adoption()), report_of(adoption(), Result.NO_EFFECT)
    taken_up(OLU).learning.report(first, why="It did")
    assert taken_up(OLU).learning.report(first, why="It did").number == 2  # pressed twice
    with pytest.raises(Conflict) as clash:
        taken_up(SECOND_OFFICER).learning.report(second, why="It did not")
    (both,) = clash.value.clashes
    assert (both.yours.result, both.theirs.record.result) == (Result.NO_EFFECT, Result.WORKED)
    corrected = taken_up(SECOND_OFFICER).learning.report(second, why="It did not", replaces=2)
    told = taken_up(LEE).learning.history(Adoption, "a")
    assert [one.record.result for one in told] == [None, Result.WORKED, Result.NO_EFFECT]
    assert corrected.number == 3


def test_a_report_without_a_result_or_with_anothers_evaluation_is_refused(taken_up):
    with pytest.raises(NotFitting, match="choose a result"):
        taken_up(OLU).learning.report(adoption(), why="Nothing yet")
    taken_up(LEE).learning.attach(
        evaluation(transformation_id="TD-2", place_codes=(LEEDS,), evaluation_id="theirs"), why="Ran it"
    )
    for name, words in (("theirs", "is not about E06000001"), ("none", "attach it first")):
        with pytest.raises(NotFitting, match=words):
            taken_up(OLU).learning.report(report_of(adoption(), evaluation_id=name), why="By the figures")


def test_an_experiment_is_registered_today_and_what_was_fixed_stays(desk_of):
    told = desk_of(OLU).learning.register_experiment(experiment(), why="Before anything is known")
    assert (told.record.registered_on, told.record.in_time) == (TODAY, True)
    assert desk_of(OLU).learning.register_experiment(experiment(), why="Pressed twice").number == 1
    with pytest.raises(NotFitting, match="what was fixed stays"):
        desk_of(OLU).learning.register_experiment(experiment(metric_id="pay"), why="Another question")
    late = experiment(experiment_id="late", data_from=dt.date(2026, 1, 1))
    assert not desk_of(OLU).learning.register_experiment(late, why="After the figures").record.in_time


def test_a_report_on_an_experiment_takes_nothing_but_the_report(register):
    desks(register)(OLU).learning.register_experiment(experiment(), why="Before")
    after = desks(register, today=dt.date(2028, 1, 10))(OLU).learning
    effect = Effect(outcome="Footfall", value=2.0, lower=-1.0, upper=5.0, unit="%", metric_id="footfall")
    said = experiment(
        question="Something else?", data_from=dt.date(2026, 11, 24), result=Result.NO_EFFECT, effect=effect,
        reported_on=TODAY, report="None was seen.",
    )  # fmt: skip
    told = after.report_experiment(said, why="The year is over").record
    assert (told.question, told.data_from) == (experiment().question, experiment().data_from)
    assert (told.result, told.effect, told.reported_on) == (Result.NO_EFFECT, effect, dt.date(2028, 1, 10))
    assert [one.record.result for one in after.history(Experiment, "lamps")] == [None, Result.NO_EFFECT]
    with pytest.raises(Conflict):
        after.report_experiment(said.model_copy(update={"result": Result.WORKED}), why="It did after all")


def test_a_result_before_the_first_figures_or_on_another_metric_is_refused(desk_of):
    desk_of(OLU).learning.register_experiment(experiment(), why="Before")
    early = experiment(result=Result.WORKED, reported_on=TODAY)
    with pytest.raises(NotFitting, match="first figures are of 1 December 2026"):
        desk_of(OLU).learning.report_experiment(early, why="Clear enough")
    pay = Effect(outcome="Pay", value=2.0, unit="£", metric_id="pay")
    with pytest.raises(NotFitting, match="'footfall' was registered"):
        desk_of(OLU).learning.report_experiment(
            experiment(result=Result.STOPPED, reported_on=TODAY, effect=pay), why="Pay rose"
        )
    stopped = desk_of(OLU).learning.report_experiment(
        experiment(result=Result.STOPPED, reported_on=TODAY), why="No lamps came"
    )
    assert stopped.record.result is Result.STOPPED


def test_the_clock_of_an_ask_starts_on_its_day_and_stops_when_another_comes_forward(register):
    posted = desks(register)(OLU).learning.post(appeal(answered_on=TODAY), why="We are stuck").record
    assert (posted.posted_on, posted.answered_on) == (TODAY, None)
    later = desks(register, today=LATER)
    later(SECOND_OFFICER).learning.answer("ask", "We have tried mediation.")
    assert later(OFFICE).learning.appeals()[0].answered_on is None
    later(LEE).learning.answer("ask", "We had one too; ring us.")
    desks(register, today=LATER + dt.timedelta(days=9))(RAE).learning.answer("ask", "So had we.")
    (ask,) = later(OFFICE).learning.appeals(only_open=True)
    assert ask.answered_on == LATER
    words = [one.record.text for one in later(OFFICE).learning.answers("ask")]
    assert words == ["We have tried mediation.", "We had one too; ring us.", "So had we."]
    assert len(later(LEE).learning.history(Appeal, "ask")) == 2


def test_the_same_words_sent_twice_are_one_ask_and_one_answer(desk_of):
    for _ in range(2):
        desk_of(OLU).learning.post(appeal(), why="We are stuck")
        desk_of(LEE).learning.answer("ask", "Ring us.")
    assert len(desk_of(LEE).learning.answers("ask")) == 1
    assert len(desk_of(LEE).learning.appeals()) == 1
    with pytest.raises(NotFitting, match="was posted already"):
        desk_of(OLU).learning.post(appeal(words="Other words"), why="We are stuck")


def test_what_is_closed_says_what_became_of_it_and_takes_no_answers(desk_of):
    desk_of(OLU).learning.post(appeal(), why="We are stuck")
    for wrong, words in (({"practice_id": "nothing"}, "No practice"), ({"helped_by": HARTLEPOOL}, "helped itself")):
        with pytest.raises(RegisterFault, match=words):
            desk_of(OLU).learning.close("ask", AppealOutcome.MET, words="Solved", **wrong)
    with pytest.raises(RegisterFault, match="helped by: String should match"):
        desk_of(OLU).learning.close("ask", AppealOutcome.MET, words="Solved", helped_by="Leeds")
    closed = desk_of(OLU).learning.close("ask", AppealOutcome.MET, words="Solved", helped_by=LEEDS).record
    assert (closed.closed_on, closed.outcome, closed.helped_by) == (TODAY, AppealOutcome.MET, LEEDS)
    with pytest.raises(NotFitting, match="was closed on"):
        desk_of(LEE).learning.answer("ask", "Too late?")
    with pytest.raises(NotFitting, match="was closed on"):
        desk_of(OLU).learning.close("ask", AppealOutcome.NOT_MET, words="Not after all")
    assert desk_of(LEE).learning.appeals(only_open=True) == []


def test_an_evaluation_attached_twice_is_attached_once_and_never_with_other_numbers(register):
    first = desks(register)(OLU).learning.attach(evaluation(), why="Ran it")
    again = desks(register, today=LATER)(ANN).learning.attach(evaluation(run_on=LATER), why="Ran it too")
    assert (again, first.record.run_on) == (first, TODAY)
    with pytest.raises(NotFitting, match="with other numbers"):
        desks(register)(ANN).learning.attach(evaluation(effect=2.0), why="Ran it again")
    learning = desks(register)(OFFICE).learning
    assert learning.evaluations(transformation_id="TD-1") == [first.record]
    assert learning.evaluations(transformation_id="TD-1", practice_id="lighting") == []


def test_an_evaluation_is_about_something_on_record(taken_up):
    for wrong, words in (
        ({"transformation_id": None}, "name one"),
        ({"transformation_id": "TD-99"}, "No transformation is called 'TD-99'"),
        ({"practice_id": "nothing"}, "No practice here"),
        ({"adoption_id": "nobody"}, "No adoption is called 'nobody'"),
    ):
        with pytest.raises(RegisterFault, match=words):
            taken_up(SAM).learning.attach(evaluation(**wrong), why="Ran it")
    told = taken_up(OLU).learning.attach(evaluation(transformation_id=None, adoption_id="a"), why="Ran it")
    assert taken_up(LEE).learning.evaluations(adoption_id="a") == [told.record]


def test_nobody_speaks_for_a_place_that_is_not_theirs_and_it_is_on_record(taken_up, register):
    desk_of = taken_up
    desk_of(OLU).learning.register_experiment(experiment(), why="Before")
    desk_of(OLU).learning.post(appeal(), why="We are stuck")
    before = [line for line in register.audit(limit=100) if line.version is not None]
    writes = (
        lambda one: one.take_up(adoption("z"), why="Forged"),
        lambda one: one.report(report_of(adoption(place_code=LEEDS)), why="Forged"),
        lambda one: one.register_experiment(experiment(experiment_id="z"), why="Forged"),
        lambda one: one.report_experiment(
            experiment(result=Result.STOPPED, reported_on=TODAY, owner_code=LEEDS), why="Forged"
        ),
        lambda one: one.post(appeal(appeal_id="z"), why="Forged"),
        lambda one: one.close("ask", AppealOutcome.TAKEN_BACK, words="Forged"),
        lambda one: one.attach(evaluation(place_codes=(LEEDS,)), why="Forged"),
        lambda one: one.attach(
            evaluation(transformation_id=None, adoption_id="a", place_codes=(LEEDS, TEES_VALLEY)), why="Forged"
        ),
    )
    for who in (LEE, RAE, OFFICE):
        for write in writes:
            with pytest.raises(NotAllowed):
                write(desk_of(who).learning)
    for who in (OFFICE, ANN):
        with pytest.raises(NotAllowed):
            desk_of(who).learning.answer("ask", "Forged")
    assert [line for line in register.audit(limit=100) if line.version is not None] == before
    assert len(refusals(register)) == 3 * len(writes) + 2


def test_the_history_of_drafts_has_no_back_door(desk_of):
    with pytest.raises(ValueError, match="is not read here"):
        desk_of(LEE).learning.history(Practice, "buses")
