"""A mission answers its own question: did places rise, did the gap close, and how sure that is."""

import datetime as dt
from html import unescape

from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.mission import Framework
from domain.reason import Reason
from tests.ui.gaps import gap_change, national
from tests.ui.measures import INACTIVITY, LIFE, PAY
from ui import mission_answers
from ui.mission_answers import Answer
from ui.mission_finding import answer_in_one

FRAMEWORK = Framework(
    framework_id="a", title="A framework", publisher="A ministry", published_on=dt.date(2022, 2, 2), status="Kept.",
    baseline_on=dt.date(2019, 12, 31), baseline_basis="The last full year before the pandemic, which is our choice.",
)  # fmt: skip
CASH = PAY.model_copy(update={"in_cash": True})
HEALTH = Answer(LIFE, national(), (gap_change(), gap_change(weighting=Weighting.PEOPLE, value=7.7)))
UNSURE = gap_change(answer=GapAnswer.CANNOT_TELL, change=0.1, lower=-0.3, upper=0.5)
ALL_ROSE = national(rose=140, fell=2, cannot_tell=8)
RATIO = gap_change(
    measure=GapMeasure.DECILE_RATIO, baseline_value=1.62, value=1.58, change=-0.04, lower=-0.06, upper=-0.02,
    answer=GapAnswer.NARROWED,
)  # fmt: skip


def in_one(*answers: Answer) -> str:
    return answer_in_one("Health", answers, FRAMEWORK)


def test_a_mission_with_one_measure_answers_both_questions_in_one_sentence():
    assert in_one(HEALTH) == (
        "The gap in healthy life expectancy (women) has widened since 2017 to 2019 by 0.9 years (0.1 to 1.7), and 21 "
        "of 150 upper-tier councils rose beyond noise and 83 fell"
    )


def test_several_measures_are_summed_up_by_the_side_to_which_more_places_moved_than_chance_would_send():
    said = in_one(Answer(CASH, ALL_ROSE, (RATIO,)), HEALTH, Answer(INACTIVITY, national(rose=7, fell=3), (UNSURE,)))
    assert said == (
        "Since 2017 to 2019 most places got worse beyond noise on healthy life expectancy (women), and most places "
        "rose beyond noise, before inflation, on median weekly pay; the gap narrowed on median weekly pay and widened "
        "on healthy life expectancy (women); on the other we cannot tell"
    )


def test_twice_as_many_as_by_chance_and_more_than_the_other_way_is_a_lean_and_less_is_none():
    # chance alone would send 3.75 of 150 places each way
    assert Answer(LIFE, national(rose=8, fell=3)).leans == "better"
    assert Answer(LIFE, national(rose=7, fell=3)).leans == ""
    assert Answer(LIFE, national(rose=8, fell=8)).leans == ""
    assert Answer(INACTIVITY, national(rose=8, fell=3)).leans == "worse"
    assert Answer(CASH, ALL_ROSE).leans == ""  # prices alone would do it


def test_two_measures_that_agree_leave_room_for_their_numbers():
    assert in_one(HEALTH, HEALTH) == (
        "Since 2017 to 2019 most places got worse beyond noise on both headline measures (83 against 21 and 83 against "
        "21); the gap widened on both (by 0.9 years and by 0.9 years)"
    )


def test_measures_with_one_period_only_say_that_no_change_can_be_counted_yet():
    single = national(places=0, rose=0, fell=0, cannot_tell=0, expected=0.0, baseline_start=dt.date(2022, 1, 1))
    assert in_one(Answer(LIFE, single), Answer(PAY, single)) == (
        "No change can be counted yet on both headline measures of health: comparable figures begin and end with 2022 "
        "to 2024"
    )
    assert "figures on the same footing begin and end with 2022 to 2024" in in_one(Answer(LIFE, single))


def test_not_knowing_on_any_measure_is_the_finding():
    few = national(rose=3, fell=4, cannot_tell=143)
    said = in_one(Answer(LIFE, few, (UNSURE,)), Answer(INACTIVITY, few, (UNSURE,)))
    assert said == (
        "We cannot tell on either of 2 headline measures whether more places have improved or got worse since 2017 to "
        "2019, nor whether any gap has narrowed"
    )


def test_measures_with_different_baselines_do_not_claim_one():
    late = national(rose=140, fell=2, baseline_start=dt.date(2021, 1, 1), baseline_months=12)
    assert "Since 2019 or later" in in_one(HEALTH, Answer(PAY, late, (RATIO,)))


def test_a_mission_without_figures_says_so():
    assert in_one() == "None of the headline measures of health has figures here"


def test_a_measure_without_a_gap_still_answers_for_its_places():
    said = in_one(Answer(LIFE, national()))
    assert said.startswith("Healthy life expectancy (women): 21 of 150 upper-tier councils rose beyond noise")
    assert "no change of the gap can be given: too few places" in said


def test_a_measure_whose_changes_cannot_be_tested_says_who_stands_higher_and_that_it_may_be_noise():
    bare = national(rose=0, fell=0, cannot_tell=150, expected=0.0)
    said = in_one(Answer(LIFE, bare, (gap_change(),)))
    assert said.endswith("40 of 150 upper-tier councils stand higher and 110 lower; nothing is published to tell that "
                         "from noise")  # fmt: skip


def test_each_line_opens_to_places_and_people_the_gap_four_ways_and_what_chance_would_give():
    drawn = unescape(mission_answers.block([HEALTH], FRAMEWORK, shown=LIFE))
    assert "which is our choice" in drawn
    assert "Chance alone would give about 4 each way." in drawn
    assert "People who live there" in drawn
    assert "The gap four ways" in drawn
    assert "view=decile_gap" in drawn
    assert "Its places stand below." in drawn


def test_weaker_answers_are_marked_in_the_line_itself():
    weak = Answer(LIFE, national(indicative=150), (gap_change(),))
    assert "These answers are indicative." in mission_answers.block([weak], FRAMEWORK, shown=None)
    assert "are indicative" not in mission_answers.block([HEALTH], FRAMEWORK, shown=None)


def test_the_file_says_what_the_page_says():
    row = mission_answers.file_columns(HEALTH)
    assert (row["Rose beyond noise"], row["Fell beyond noise"], row["Change of the gap"]) == (21, 83, 0.9)
    assert row["Gap"] == "widened"
    assert mission_answers.file_columns(Answer(LIFE, national()))["Gap"] == "cannot tell: too few places"
    assert mission_answers.file_columns(None) == {}


def test_answers_are_put_together_by_metric():
    pay = gap_change(metric_id="pay")
    first, second = mission_answers.answers_of(
        [LIFE, PAY.model_copy(update={"metric_id": "pay"})], [gap_change(), pay], {"pay": national(metric_id="pay")}
    )
    assert first.count is None
    assert first.gaps == (gap_change(),)
    assert second.gaps == (pay,)
    assert second.count is not None


def test_a_reason_for_no_gap_is_told_and_not_its_code():
    undefined = gap_change(value=None, change=None, answer=GapAnswer.CANNOT_TELL, reason=Reason.NEGATIVE_VALUES)
    drawn = mission_answers.block([Answer(LIFE, national(), (undefined,))], FRAMEWORK, shown=None)
    assert "negative_values" not in drawn
    assert "some figures are nought or less" in drawn
