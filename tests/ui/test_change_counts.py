"""How many places moved since the baseline: both ways, by people too, with what chance alone would give."""

import datetime as dt
from dataclasses import replace
from html import unescape

from domain.change import ChangeAnswer
from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import TrendAnswer
from tests.ui.gaps import national
from tests.ui.measures import INACTIVITY, LIFE, PAY
from ui import change_counts

NEUTRAL = LIFE.model_copy(update={"polarity": Polarity.NEUTRAL})


def test_rises_and_falls_and_what_cannot_be_told_add_up_to_all_places():
    assert change_counts.count_clause(national(), LIFE) == (
        "21 of 150 upper-tier councils rose beyond noise, 83 fell and 46 cannot be told"
    )


def test_where_less_is_better_the_falls_come_first_and_are_called_better():
    said = change_counts.count_clause(national(), INACTIVITY)
    assert said == "83 of 150 upper-tier councils fell beyond noise (better), 21 rose and 46 cannot be told"
    assert change_counts.better_count(national(), INACTIVITY) == 83
    assert change_counts.worse_count(national(), INACTIVITY) == 21


def test_a_measure_that_is_neither_good_nor_bad_has_no_better_side():
    assert change_counts.better_count(national(), NEUTRAL) == change_counts.worse_count(national(), NEUTRAL) == 0
    assert change_counts.judged(ChangeAnswer.ROSE, NEUTRAL) is TrendAnswer.RISING
    assert change_counts.judged(ChangeAnswer.ROSE, INACTIVITY) is TrendAnswer.WORSENING


def test_places_and_the_people_who_live_in_them_stand_side_by_side():
    drawn = unescape(change_counts.tally_table(national(), LIFE))
    # 9, 33 and 18 of 60 million people are 15%, 55% and 30%
    assert "9.0 million (15%)" in drawn
    assert "33.0 million (55%)" in drawn
    assert "18.0 million (30%)" in drawn
    assert "about 4" in drawn  # one in forty of 150 places each way
    assert "40 of all places stand higher and 110 lower" in drawn


def test_few_people_are_counted_in_full_and_none_are_not_divided_by():
    assert change_counts.people_words(12_500, 50_000) == "12,500 (25%)"
    assert change_counts.people_words(0, 0) == "not known"


def test_answers_that_rest_on_scatter_are_marked_as_weaker():
    assert change_counts.weaker(national()) == ""
    assert change_counts.weaker(national(indicative=150)).startswith("These answers are indicative")
    assert change_counts.weaker(national(indicative=12)).startswith("For 12 places the answer is indicative")


def test_a_baseline_later_than_the_frameworks_is_said():
    assert change_counts.later_baseline(national(), dt.date(2019, 12, 31)) == ""
    late = change_counts.later_baseline(national(baseline_start=dt.date(2021, 1, 1)), dt.date(2019, 12, 31))
    assert late == "Comparable figures begin after the end of 2019, so change is counted from 2021 to 2023."


def test_a_rise_of_money_of_its_day_is_not_called_better_but_a_fall_is_worse():
    cash = PAY.model_copy(update={"in_cash": True})
    assert "rose beyond noise (before inflation)" in change_counts.count_clause(national(), cash)
    assert change_counts.better_count(national(), cash) == 0
    assert change_counts.worse_count(national(), cash) == 83
    assert change_counts.judged(ChangeAnswer.ROSE, cash) is TrendAnswer.RISING
    assert "before inflation" in change_counts.tally_table(national(), cash)


def test_where_few_places_can_be_tested_plain_signs_are_told_as_what_they_are():
    # chance would send one in forty of those tested each way: 0.3 is of 12 places tested
    few = change_counts.count_clause(national(rose=1, fell=0, cannot_tell=149, expected=0.3), LIFE)
    assert few == (
        "40 of 150 upper-tier councils stand higher and 110 lower; for 138 of them nothing is published to tell that "
        "from noise"
    )


def test_no_test_at_all_is_no_answer():
    assert change_counts.has_answer(national())
    assert not change_counts.has_answer(national(rose=0, fell=0, cannot_tell=150, expected=0.0))
    assert not change_counts.has_answer(None)


def test_a_promise_for_every_place_is_answered_by_the_chance_of_every_one_or_by_the_reason():
    assert change_counts.everywhere_sentence(national()) == ""
    ahead = national(target_year=2030, judged=140, better_by_target=61.4, all_at_most=0.002)
    assert change_counts.everywhere_sentence(ahead) == (
        "If places go on as they have, about 61 of the 140 that can be forecast would be better in 2030 than at "
        "the baseline (2017 to 2019). The chance that every one of them is: less than 1%."
    )
    likelier = change_counts.everywhere_sentence(replace(ahead, all_at_most=0.124))
    assert likelier.endswith("For every one of them to be better, so must the least likely be: at most a 12% chance.")
    cash = change_counts.everywhere_sentence(replace(ahead, target_reason=Reason.IN_CASH))
    assert "That says little" in cash
    none = change_counts.everywhere_sentence(national(target_year=2030, target_reason=Reason.OVERLAPPING_PERIODS))
    assert "cannot be forecast, because each figure covers several years" in none
