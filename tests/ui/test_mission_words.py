from domain.verdict import TrendAnswer
from ui.mission_words import finding_for_framework

UP, DOWN, SAME = TrendAnswer.IMPROVING, TrendAnswer.WORSENING, TrendAnswer.NO_CLEAR_CHANGE
UNKNOWN = TrendAnswer.CANNOT_BE_CALCULATED


def test_the_commonest_direction_leads_and_the_rest_follows():
    found = finding_for_framework([SAME, SAME, UP, UNKNOWN, UNKNOWN])
    assert found == (
        "Most places show no clear change on 2 of the 3 headline measures that can be judged, and improve on 1"
    )


def test_an_improvement_in_sums_of_money_alone_says_that_prices_are_in_it():
    found = finding_for_framework([SAME, SAME, UP], only_pounds_improve=True)
    assert found.endswith("and improve on 1 (sums of money, mostly before inflation)")
    both = finding_for_framework([UP, UP], only_pounds_improve=True)
    assert both.endswith("that can be judged (sums of money, mostly before inflation)")


def test_measures_that_divide_places_are_not_hidden_among_the_others():
    assert finding_for_framework([SAME, SAME, None]).endswith("and go different ways on 1")


def test_one_direction_for_all_is_said_once():
    assert finding_for_framework([DOWN, DOWN]) == "Most places get worse on both headline measures that can be judged"
    assert finding_for_framework([UP] * 3) == "Most places improve on all 3 headline measures that can be judged"
    assert finding_for_framework([UP]) == "Most places improve on the one headline measure that can be judged"


def test_not_knowing_is_a_finding():
    assert finding_for_framework([UNKNOWN]).startswith("We cannot tell")
    assert finding_for_framework([]) == "None of the headline measures has figures here"
