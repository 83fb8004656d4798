"""Each target answered from the figures, or with the reason for which they cannot answer it."""

from dataclasses import replace

from domain.disparity import GapAnswer
from domain.metric import Role
from domain.mission import Aim, TargetFact
from domain.place import Level, Place
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from tests.ui.gaps import gap_change, national
from tests.ui.measures import LIFE
from tests.ui.test_summaries import counted
from tests.ui.test_verdict_table import WORSE
from ui.mission_answers import Answer
from ui.mission_targets import all_answered
from ui.mission_view import Measure

ENGLAND = Place(code="E92000001", name="England", levels=(Level.NATION,))
MEN = LIFE.model_copy(update={"metric_id": "men", "title": "Healthy life expectancy, men"})
HOLE = LIFE.model_copy(update={"metric_id": "hole", "title": "Pride", "series": (), "not_measured": "Nobody asks."})
METRICS = {one.metric_id: one for one in (LIFE, MEN, HOLE)}
OFF_TRACK = replace(
    WORSE, value=60.0, trajectory=TrajectoryAnswer.OFF_TRACK, trajectory_reason=None, chance=0.003, target_value=65.0,
    target_year=2035, needed=0.42, achieved=-0.1,
)  # fmt: skip


def target(aim: Aim | None, **given: object) -> TargetFact:
    facts = {"statement": "It is better.", "year": 2030, "source": "A white paper", "aim": aim}
    return TargetFact(**(facts | given))


def said(fact: TargetFact, *answers: Answer, verdict=OFF_TRACK) -> str:
    measures = [
        Measure(metric, Role.HEADLINE, counted() if metric.is_measured else None, verdict, ENGLAND)
        for metric in METRICS.values()
    ]
    (only,) = all_answered([fact], answers or [Answer(LIFE, national(), (gap_change(),))], measures, METRICS)
    return only


def test_a_promise_for_every_area_is_answered_by_counting_areas_and_says_where_it_went_the_other_way():
    found = said(target(Aim.IMPROVE, everywhere=True, metric=LIFE.metric_id))
    assert found.startswith("Since 2017 to 2019 21 of 150 upper-tier councils rose beyond noise, 83 fell")
    # chance alone would give about 4
    assert "Not so far: in 83 places it went the other way." in found


def test_no_more_falls_than_chance_would_give_are_not_held_against_the_promise():
    few = Answer(LIFE, national(rose=140, fell=3, cannot_tell=7))
    assert "Not so far" not in said(target(Aim.IMPROVE, everywhere=True, metric=LIFE.metric_id), few)


def test_a_promise_of_a_smaller_gap_is_answered_by_the_gap_and_its_chance():
    answer = Answer(LIFE, national(), (gap_change(target_year=2030, chance=0.04),))
    found = said(target(Aim.NARROW), answer)
    assert "has widened since 2017 to 2019 by 0.9 years" in found
    assert "4% chance that it is narrower in 2030" in found


def test_a_target_without_a_metric_speaks_to_every_headline_measure_by_name():
    men = Answer(MEN, national(), (gap_change(answer=GapAnswer.NARROWED, change=-0.4, lower=-0.7, upper=-0.1),))
    found = said(target(Aim.NARROW), Answer(LIFE, national(), (gap_change(),)), men)
    assert "The gap in healthy life expectancy (women) has widened" in found
    assert "The gap in healthy life expectancy (men) has narrowed" in found


def test_a_caution_that_holds_for_every_measure_is_said_once():
    weak = {"target_year": 2030, "chance": 0.4, "chance_reason": Reason.TOO_FAR_AHEAD}
    both = [Answer(metric, national(), (gap_change(**weak),)) for metric in (LIFE, MEN)]
    found = said(target(Aim.NARROW), *both)
    assert "This is weak" not in found
    assert found.endswith("These chances are weak: the target lies more than five years beyond the newest figure, "
                          "further than the forecasts have been tried.")  # fmt: skip
    assert "This is weak" in said(target(Aim.NARROW), both[0])


def test_a_national_target_is_answered_with_the_figure_the_target_the_chance_and_the_pace():
    fact = target(Aim.GAIN, value=5.0, year=2035, metric=LIFE.metric_id)
    assert said(fact) == (
        "England: 60.0 years in 2022 to 2024; the target is at least 65.0. Off track: less than 1% chance by "
        "2035. It would take +0.4 years a year; so far it has been −0.1 years a year."
    )


def test_a_chance_that_cannot_be_given_gives_its_reason():
    unsure = replace(OFF_TRACK, trajectory=TrajectoryAnswer.CANNOT_TELL, chance=None,
                     trajectory_reason=Reason.TOO_FAR_AHEAD)  # fmt: skip
    found = said(target(Aim.GAIN, value=5.0, year=2035, metric=LIFE.metric_id), verdict=unsure)
    assert "cannot be told, because the target lies more than five years beyond" in found


def test_a_chance_that_carries_no_answer_is_told_in_the_words_of_every_other_page():
    unsure = replace(OFF_TRACK, trajectory=TrajectoryAnswer.CANNOT_TELL, trajectory_reason=Reason.TOO_FAR_AHEAD)
    found = said(target(Aim.GAIN, value=5.0, year=2035, metric=LIFE.metric_id), verdict=unsure)
    assert "The chance by 2035 cannot be told, because the target lies more than five years beyond" in found
    assert "Carried on as before, the chance would come to less than 1%, which has not been tried so far" in found
    assert "hint" not in found


def test_a_figure_past_its_target_is_told_no_pace():
    past = replace(OFF_TRACK, value=66.0, trajectory=TrajectoryAnswer.CANNOT_TELL,
                   trajectory_reason=Reason.TOO_FAR_AHEAD)  # fmt: skip
    found = said(target(Aim.GAIN, value=5.0, year=2035, metric=LIFE.metric_id), verdict=past)
    assert found.endswith("It is past the target now; whether it will last until 2035 cannot be told.")
    assert "It would take" not in found


def test_a_target_that_the_figure_is_not_held_to_is_not_answered_with_that_of_another():
    found = said(target(Aim.REACH, value=70.0, year=2028, metric=LIFE.metric_id))
    assert "65.0" not in found
    assert "cannot be told" in found


def test_what_nobody_measures_or_no_number_settles_is_said():
    assert said(target(None)).startswith("The figures cannot answer this: nothing here measures")
    near = said(target(None, metric=LIFE.metric_id))
    assert near.endswith("What comes nearest is Healthy life expectancy, women.")
    hole = said(target(Aim.IMPROVE, metric="hole"))
    assert "there are no figures. Nobody asks." in hole


def test_a_promise_that_no_interval_allows_to_test_says_which_is_missing():
    bare = Answer(LIFE, national(rose=0, fell=0, cannot_tell=150, expected=0.0))
    found = said(target(Aim.IMPROVE, everywhere=True, metric=LIFE.metric_id), bare)
    assert "nothing is published to tell that from noise" in found
