"""The words of an evaluation: a finding a minister can read, in the metric's unit, never better where neither is."""

import pytest

from domain.evaluating import LeftOut, Method, Why
from domain.evaluation import Answer
from domain.metric import Polarity
from tests.metrics.panels import a_metric
from ui import evaluation_words as words
from ui.evaluation_subject import month_named

EMPLOYMENT = a_metric(title="People in work")
TOLD = {"where": "Hartlepool", "several": False, "after": "April 2022", "why": ""}


def told(answer, metric=EMPLOYMENT, effect=-0.4, lower=-3.14, upper=2.3, **more):
    numbers = words.effect_words(effect, lower, upper, metric)
    return words.finding(metric, answer, **{**TOLD, "numbers": numbers, **more})


def test_no_clear_difference_gives_the_number_and_how_far_it_could_be_out():
    assert told(Answer.NO_CLEAR_EFFECT) == (
        "People in work: Hartlepool did not clearly do better or worse than places like it after April 2022, "
        "\N{MINUS SIGN}0.4 points (\N{MINUS SIGN}3.1 to 2.3)"
    )


@pytest.mark.parametrize(
    ("polarity", "answer", "words_expected"),
    [
        (Polarity.HIGHER_IS_BETTER, Answer.ROSE, "did better than"),
        (Polarity.HIGHER_IS_BETTER, Answer.FELL, "did worse than"),
        (Polarity.LOWER_IS_BETTER, Answer.ROSE, "did worse than"),
        (Polarity.LOWER_IS_BETTER, Answer.FELL, "did better than"),
        (Polarity.NEUTRAL, Answer.ROSE, "rose against"),
        (Polarity.NEUTRAL, Answer.FELL, "fell against"),
    ],
)
def test_which_way_is_better_is_the_metrics_to_say(polarity, answer, words_expected):
    assert words_expected in told(answer, a_metric(polarity=polarity))


def test_what_cannot_be_told_says_so_and_why_without_a_number():
    said = told(Answer.CANNOT_TELL, why=words.CANNOT[Why.POOR_FIT])
    assert said.startswith("People in work: we cannot tell what changed in Hartlepool after April 2022, because")
    assert "points" not in said


def test_sums_of_money_carry_their_sign_and_a_minus_never_stands_before_nought():
    pay = a_metric(title="Weekly pay", prefix="£", suffix="", unit="£ a week", decimals=2)
    assert words.range_words(-0.001, 12.5, pay) == "£0.00 to £12.50"
    assert words.size_words(-35.1, pay) == "£35.10 a week"


def test_chance_is_told_in_places():
    # eight of 219, and the place itself, among 220
    said = words.chance_words(9 / 220, 1 / 220, 219)
    assert "219 other places" in said
    assert "8 places moved as far or further" in said
    assert words.chance_words(float("nan"), 0.0, 0) == ""


def test_many_places_are_named_by_the_first_two():
    assert words.where_words(["A", "B", "C"]) == "A, B and C"
    assert words.where_words(["A", "B", "C", "D"]) == "A, B and 2 more places"


def test_every_reason_has_words():
    assert set(words.CANNOT) | set(words.CAUTIONS) == set(Why)
    assert set(words.CANNOT) == set(words.WHAT_TO_DO)
    assert set(words.LEFT_OUT) == set(LeftOut)
    assert set(words.METHODS) <= set(Method)


def test_a_register_that_names_one_month_dates_its_awards_and_one_that_names_a_stretch_does_not():
    assert str(month_named("the announcement of November 2023")) == "2023-11-01"
    assert month_named("the register of reporting round 7, October 2024 to March 2025") is None
    assert month_named("news of rounds up to 2023") is None
