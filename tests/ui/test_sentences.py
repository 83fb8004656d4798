import math
from dataclasses import replace

import pytest

from domain.reason import Reason
from domain.verdict import LevelAnswer, TrendAnswer
from tests.ui.measures import INACTIVITY, LIFE
from tests.ui.test_verdict_table import WORSE
from ui.sentences import (
    chance_words,
    finding_for_profile,
    in_running_text,
    joined,
    level_sentence,
    possessive,
    rank_words,
    tipping_sentence,
    trend_sentence,
)


def test_a_level_is_told_with_value_comparator_and_interval():
    sentence = level_sentence(
        "Hartlepool", 57.1, LIFE, answer=LevelAnswer.WORSE, comparator="England", benchmark=61.9, lower=56, upper=58.2
    )
    assert sentence == "Hartlepool's 57.1 years (95% interval 56.0 to 58.2) is worse than England's 61.9."


def test_similar_is_similar_to_and_a_group_of_places_is_not_a_person():
    sentence = level_sentence(
        "St Helens", 26.6, INACTIVITY, answer=LevelAnswer.SIMILAR, comparator="the average of places like it overall",
        benchmark=25.9,
    )  # fmt: skip
    assert sentence == "St Helens' 26.6% is similar to the average of places like it overall, 25.9%."


def test_a_comparison_that_cannot_be_made_says_why():
    sentence = level_sentence(
        "Leeds", 57.1, LIFE, answer=LevelAnswer.NOT_COMPARED, comparator="England", benchmark=61.9,
        reason=Reason.NO_INTERVAL,
    )  # fmt: skip
    assert sentence.startswith("We cannot tell how Leeds' 57.1 years compares with England's 61.9: no interval is")


def test_a_place_without_a_figure_is_not_compared():
    sentence = level_sentence(
        "Isles of Scilly", math.nan, LIFE, answer=LevelAnswer.WORSE, comparator="England", benchmark=61.9,
        reason=Reason.SUPPRESSED,
    )  # fmt: skip
    assert sentence.startswith("There is no figure for Isles of Scilly: the publisher withheld")
    assert "worse" not in sentence


def test_a_tipping_point_names_a_value_that_does_tip():
    assert tipping_sentence(LevelAnswer.SIMILAR, 60.74, LIFE) == "It would count as similar from 60.8 years."
    down = tipping_sentence(LevelAnswer.SIMILAR, 22.19, INACTIVITY, upwards=False)
    assert down == "It would count as similar at 22.1% or below."


def test_a_place_that_is_much_worse_is_told_what_would_make_it_only_worse():
    said = tipping_sentence(LevelAnswer.WORSE, 54.96, LIFE, now=LevelAnswer.MUCH_WORSE)
    assert said == "It would count as worse rather than much worse from 55.0 years."
    nearer = tipping_sentence(LevelAnswer.WORSE, 54.96, LIFE, now=LevelAnswer.SIMILAR)
    assert nearer == "It would count as worse from 55.0 years."


def test_a_trend_is_told_with_its_measure_and_place():
    worsening = trend_sentence("Hartlepool", LIFE, answer=TrendAnswer.WORSENING)
    assert worsening == "Healthy life expectancy, women, in Hartlepool: the trend is worsening."
    unknown = trend_sentence("Leeds", INACTIVITY, answer=TrendAnswer.CANNOT_BE_CALCULATED, reason=Reason.TOO_FEW_POINTS)
    assert unknown.startswith("We cannot tell which way the figure for Leeds is going: there are too few")


@pytest.mark.parametrize(
    ("strengths", "concerns", "judged", "finding"),
    [
        (
            ["Pay"], ["Economic inactivity", "GDP per head", "5G coverage"], 9,
            "Leeds does better than England on pay, and worse on economic inactivity, GDP per head and 1 more",
        ),
        ([], ["Homes added"], 3, "Leeds does worse than England on homes added"),
        (["Pay"], [], 3, "Leeds does better than England on pay, and worse on nothing that can be judged"),
        ([], [], 3, "Leeds does not stand out from England on any of the 3 measures that can be judged"),
        ([], [], 0, "We cannot yet tell how Leeds compares with England"),
    ],
)  # fmt: skip
def test_the_title_of_a_profile_is_a_sentence_about_the_place(strengths, concerns, judged, finding):
    assert finding_for_profile("Leeds", strengths, concerns, comparator="England", judged=judged) == finding


def test_lists_are_joined_as_they_are_said():
    assert joined([]) == ""
    assert joined(["pay"]) == "pay"
    assert joined(["pay", "jobs"]) == "pay and jobs"
    assert joined(["pay", "jobs", "health"]) == "pay, jobs and health"
    assert joined(["life, women", "pay", "jobs"]) == "life, women; pay; and jobs"


def test_a_title_loses_its_capital_in_a_sentence_but_an_abbreviation_keeps_it():
    assert in_running_text("Median pay") == "median pay"
    assert in_running_text("GDP per head") == "GDP per head"
    assert in_running_text("A levels passed") == "A levels passed"


def test_names_that_end_in_s_take_only_an_apostrophe():
    assert possessive("Hartlepool") == "Hartlepool's"
    assert possessive("St Helens") == "St Helens'"


def test_a_chance_is_a_whole_percentage_and_never_certain():
    assert chance_words(0.041, 2030) == "4% chance by 2030"
    assert chance_words(0.5) == "50% chance"
    assert chance_words(0.0) == "less than 1% chance"
    assert chance_words(0.999, 2030) == "more than 99% chance by 2030"


def test_a_rank_carries_the_interval_that_holds_it():
    ranked = replace(WORSE, rank=214, rank_low=120, rank_high=301, rank_of=309)
    assert rank_words(ranked) == ("214th of 309", "anywhere from 120th to 301st")
    assert rank_words(replace(ranked, rank_low=214, rank_high=214)) == ("214th of 309", "surely 214th")


def test_without_a_rank_it_is_said_why():
    text, why = rank_words(replace(WORSE, rank_reason=Reason.MOSTLY_NOISE))
    assert text == "not ranked"
    assert why.startswith("places differ by less than the error")
