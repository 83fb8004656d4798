"""What a newcomer finds of the learning library in the training workspace: every sort of end, and plainly simulated."""

from collections import Counter

import pytest

from data.library.founding import read_founding
from data.register.register import Register
from data.training.learning import learning
from data.training.subjects import published_subjects
from data.training.synthetic_entries import lay_out_many_entries, lay_out_their_adoptions
from domain.adoption import Adoption
from domain.appeal import Appeal, AppealOutcome
from domain.comment import Comment
from domain.evidence import Result
from domain.experiment import Experiment
from domain.grant import Grant
from domain.practice import Practice, Stage
from domain.record import Record
from metrics.catalogue import read_catalogue
from metrics.learning.grading import grade_of_experiment
from tests.data.training.conftest import TODAY

ALL = 1_000


def standing(register: Register, noun: type[Record]) -> list:
    return [version.record for version in register.find(noun, limit=ALL)]


@pytest.fixture(scope="module")
def adoptions(laid) -> list[Adoption]:
    return standing(laid, Adoption)


def test_about_forty_turns_at_a_dozen_practices_were_told_by_those_whose_turn_it_is(laid, adoptions):
    assert 35 <= len(adoptions) <= 45
    assert len({one.practice_id for one in adoptions}) == 12
    assert {one.practice_id for one in adoptions} <= set(read_founding())
    places = {version.record.address: version.record.place_codes for version in laid.find(Grant, limit=5_000)}
    for version in laid.find(Adoption, limit=ALL):
        assert version.record.place_code in places[version.told_by]
    assert len({(one.practice_id, one.place_code) for one in adoptions}) == len(adoptions)


def test_a_chain_of_four_steps_in_order_and_never_in_a_circle(adoptions):
    by_id = {one.adoption_id: one for one in adoptions}
    longest = 0
    for one in adoptions:
        chain = [one]
        while (above := chain[-1].from_adoption_id) is not None:
            chain.append(by_id[above])
            assert chain[-1].taken_up_on < chain[-2].taken_up_on
            assert chain[-1].practice_id == one.practice_id
        longest = max(longest, len(chain))
    assert longest == 4


def test_two_practices_have_four_or_more_measured_effects_in_one_unit_that_differ_beyond_chance(adoptions):
    measured: dict[str, list[Adoption]] = {}
    for one in adoptions:
        if one.effect is not None:
            measured.setdefault(one.practice_id, []).append(one)
    pooled = [those for those in measured.values() if len(those) >= 4]
    assert len(pooled) >= 2
    for those in pooled:
        founding = read_founding()[those[0].practice_id].effect
        assert {(one.effect.unit, one.effect.outcome) for one in those} == {(founding.unit, founding.outcome)}
        assert min(one.effect.upper for one in those) < max(one.effect.lower for one in those)


def test_every_result_can_be_met_and_some_reports_never_came(adoptions):
    assert {one.result for one in adoptions} == {*Result, None}
    assert sum(one.overdue(TODAY) for one in adoptions) >= 5
    assert any(one.result is None and not one.overdue(TODAY) for one in adoptions)


def test_whatever_can_be_read_as_a_text_says_that_it_is_simulated(laid, adoptions):
    texts = [one.adapted for one in adoptions] + [one.report for one in adoptions if one.result]
    texts += [one.title for one in (*standing(laid, Experiment), *standing(laid, Appeal), *standing(laid, Practice))]
    texts += [one.report for one in standing(laid, Experiment) if one.result]
    texts += [one.outcome_words for one in standing(laid, Appeal) if one.outcome]
    texts += [one.text for one in standing(laid, Comment) if one.about_kind == "appeal"]
    assert len(texts) > 100
    assert all(text.startswith("Simulated: ") for text in texts)
    assert all("Simulated" in one.words for one in standing(laid, Appeal))
    assert all("Simulated" in one.caveats for one in standing(laid, Practice))


def test_experiments_in_time_late_running_and_with_three_arms(laid):
    every = standing(laid, Experiment)
    assert len(every) == 4
    reported = {one.in_time: grade_of_experiment(one).level for one in every if one.result}
    assert reported[True] > 2 >= reported[False]
    assert any(one.result is None and one.data_from < TODAY for one in every)
    assert any(len(one.arms) == 3 for one in every)
    metrics = read_catalogue().metrics
    assert {one.metric_id for one in every} <= set(metrics)
    for version in laid.find(Experiment, limit=ALL):
        first = laid.history(Experiment, version.record.experiment_id)[0]
        assert first.told_at.date() == version.record.registered_on


def test_asks_and_offers_answered_overdue_met_and_not_met(laid):
    every = standing(laid, Appeal)
    assert len(every) == 15
    assert {one.offers for one in every} == {True, False}
    assert {one.outcome for one in every} == {*AppealOutcome, None}
    waiting = [one for one in every if one.open and one.answered_on is None]
    assert any(one.wanted_by < TODAY for one in waiting)
    assert any(one.wanted_by >= TODAY for one in waiting)
    answered = {one.appeal_id for one in every if one.answered_on}
    assert {one.about_id for one in standing(laid, Comment) if one.about_kind == "appeal"} == answered
    catalogue = read_catalogue()
    missions = {mission.mission_id for frame in catalogue.frameworks.values() for mission in frame.missions}
    assert {name for one in every for name in one.mission_ids} <= missions
    assert {name for one in every for name in one.metric_ids} <= set(catalogue.metrics)


def test_entries_on_their_way_stand_at_every_stage(laid):
    assert Counter(one.stage for one in standing(laid, Practice)) == {
        Stage.DRAFT: 1, Stage.SUBMITTED: 1, Stage.CHECKED_ONCE: 1,
    }  # fmt: skip


def test_without_a_founding_set_or_with_few_places_nothing_is_made_up(few, figures):
    subjects = list(published_subjects(few, figures.places, seed=1))
    assert learning(subjects, {}, TODAY, seed=1) == []
    assert learning(subjects[:3], read_founding(), TODAY, seed=1) == []
    assert learning(subjects, read_founding(), TODAY, seed=1)


def test_synthetic_entries_say_so_differ_in_their_words_and_repeat_themselves():
    every = lay_out_many_entries(300, seed=7)
    assert [*every] == [*lay_out_many_entries(300, seed=7)]
    assert len(every) == 300
    assert all(one.title.startswith("Synthetic ") and "Synthetic" in one.caveats for one in every.values())
    assert {one.stage for one in every.values()} == {Stage.CHECKED}
    assert len({one.what_was_done for one in every.values()}) > 200
    assert {one.result for one in every.values()} == set(Result)
    taken_up = lay_out_their_adoptions(every, TODAY, seed=7)
    assert len(taken_up) == 60
    assert {one.practice_id for one in taken_up} <= set(every)
