"""What is said of several places side by side."""

from domain.place import ENGLAND, Level, Place
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer, TrendAnswer
from tests.ui.measures import INACTIVITY, LIFE, PAY
from ui.side_by_side import (
    Tally,
    chance_sentence,
    comparator_of_several,
    difference_answer,
    difference_words,
    finding_of_many,
    finding_of_two,
    kinds_sentence,
    nested_sentence,
    no_figures_sentence,
    periods_sentence,
    trend_finding,
    untold_sentence,
    within,
)

UNITARY = (Level.DISTRICT, Level.UPPER_TIER)
TEES = Place(code="E47000006", name="Tees Valley", levels=(Level.COMBINED_AUTHORITY,), nation_code=ENGLAND)
HARTLEPOOL = Place(
    code="E06000001", name="Hartlepool", levels=UNITARY, combined_authority_code=TEES.code, nation_code=ENGLAND
)
CARDIFF = Place(code="W06000015", name="Cardiff", levels=UNITARY, nation_code="W92000004")
KNOWN = {
    place.code: place
    for place in (
        TEES, HARTLEPOOL, CARDIFF,
        Place(code=ENGLAND, name="England", levels=(Level.NATION,)),
        Place(code="W92000004", name="Wales", levels=(Level.NATION,)),
    )
}  # fmt: skip
NAMES = {code: place.name for code, place in KNOWN.items()}


def test_two_places_are_told_apart_by_measure_and_the_rest_is_said_too():
    answers = [("Pay", LevelAnswer.WORSE), ("GCSEs", LevelAnswer.BETTER), ("Employment", LevelAnswer.SIMILAR)]
    assert finding_of_two("Leeds", "York", answers) == (
        "Leeds does better than York on GCSEs and does worse than it on pay; they cannot be told apart on employment"
    )


def test_two_places_alike_in_everything_are_said_to_be():
    answers = [("Pay", LevelAnswer.SIMILAR), ("Employment", LevelAnswer.SIMILAR)]
    assert finding_of_two("Leeds", "York", answers) == "Leeds and York cannot be told apart on pay and employment"


def test_two_places_without_any_interval_are_not_called_alike():
    found = finding_of_two("Leeds", "York", [("Broadband", LevelAnswer.NOT_COMPARED)])
    assert found == "We cannot test whether Leeds and York differ on what was chosen"


def test_several_places_are_summed_up_by_where_most_fall_behind_and_where_most_are_ahead():
    tallies = [Tally("Pay", 1, 7, 10), Tally("Life, women", 0, 9, 10), Tally("Employment", 3, 2, 9)]
    assert finding_of_many(tallies, comparator="England") == (
        "On life, women, 9 of 10 places do worse than England; on employment, 3 of 9 places do better"
    )


def test_one_measure_is_named_once():
    found = finding_of_many([Tally("Pay", 1, 3, 4)], comparator="England")
    assert found == "On pay, 3 of 4 places do worse than England; 1 of 4 places does better"


def test_a_measure_without_polarity_is_higher_or_lower_and_never_better():
    found = finding_of_many([Tally("House prices", 2, 0, 2, judged=False)], comparator="England")
    assert found == "On house prices, all 2 places are higher than England"


def test_places_that_cannot_be_told_from_the_comparator_are_said_so():
    found = finding_of_many([Tally("Pay", 0, 0, 4)], comparator="England")
    assert found == "None of these places can be told apart from England on pay"


def test_nothing_compared_is_nothing_found():
    found = finding_of_many([Tally("Pay", 0, 0, 0)], comparator="England")
    assert found == "We cannot tell how these places compare with England on what was chosen"


def test_the_comparator_is_named_where_all_share_it_and_described_where_they_do_not():
    assert comparator_of_several([TEES, HARTLEPOOL], Comparator.NATION, KNOWN) == "England"
    assert comparator_of_several([TEES, CARDIFF], Comparator.NATION, KNOWN) == "their own nations"
    assert comparator_of_several([TEES, KNOWN[ENGLAND]], Comparator.NATION, KNOWN) == "England"
    assert comparator_of_several([TEES, CARDIFF], Comparator.SIMILAR_GLOBAL, KNOWN) == "places like them overall"


def test_places_of_different_kinds_are_named_by_kind():
    sentence = kinds_sentence([HARTLEPOOL, CARDIFF, TEES], NAMES)
    assert "councils Hartlepool and Cardiff; the combined authority Tees Valley" in sentence
    assert kinds_sentence([HARTLEPOOL, CARDIFF], NAMES) == ""
    assert kinds_sentence([HARTLEPOOL], NAMES) == ""


def test_a_place_inside_another_is_said_to_be():
    assert within(HARTLEPOOL, TEES)
    assert not within(TEES, HARTLEPOOL)
    assert not within(TEES, TEES)
    assert nested_sentence([HARTLEPOOL, TEES], NAMES).startswith("Hartlepool is part of Tees Valley: ")
    assert nested_sentence([HARTLEPOOL, CARDIFF], NAMES) == ""


def test_periods_that_differ_name_their_places():
    sentence = periods_sentence(PAY, {"2025": ["Leeds", "York"], "2019": ["Isles of Scilly"]})
    assert "2025 in Leeds and York; 2019 in Isles of Scilly" in sentence
    assert periods_sentence(PAY, {"2025": ["Leeds"]}) == ""


def test_a_difference_gives_its_unit_once_and_both_ends_their_sign():
    assert difference_words(-22.5, -53.58, 8.58, PAY) == ("−£22.50 a week", "95% interval −£53.58 to +£8.58 a week")
    assert difference_words(-0.2, -2.9, 2.5, INACTIVITY) == ("−0.2 points", "95% interval −2.9 to +2.5 points")
    assert difference_words(0.7, None, None, INACTIVITY) == ("+0.7 points", "")
    assert difference_words(None, None, None, PAY) == ("no difference can be given", "")


def test_what_a_difference_says_is_in_words():
    assert difference_answer(LevelAnswer.WORSE, None, first="Leeds", second="York") == "Leeds does worse than York"
    assert difference_answer(LevelAnswer.SIMILAR, None, first="Leeds", second="York") == "no clear difference"
    untested = difference_answer(LevelAnswer.NOT_COMPARED, Reason.NO_INTERVAL, first="Leeds", second="York")
    assert untested.startswith("not tested: no interval is published")


def test_chance_is_said_for_the_number_of_differences_tested():
    assert "None of these differences can be tested" in chance_sentence(0, 0.0)
    assert "1 in 20" in chance_sentence(1, 0.05)
    few = "9 differences are tested. Chance alone would make fewer than 1 of them look real."
    assert chance_sentence(9, 0.45) == few
    assert "about 1 of them" in chance_sentence(10, 0.6)


def test_trends_name_a_few_places_and_count_many():
    few = trend_finding(LIFE, {"Leeds": TrendAnswer.IMPROVING, "York": TrendAnswer.NO_CLEAR_CHANGE})
    assert few == "Healthy life expectancy, women: improving in Leeds; no clear change in York"
    many = {f"Place {number}": TrendAnswer.WORSENING for number in range(5)} | {"Leeds": TrendAnswer.IMPROVING}
    assert trend_finding(LIFE, many).endswith("improving in 1 of 6 places; worsening in 5 of 6 places")
    assert trend_finding(LIFE, {}) == "Healthy life expectancy, women: there is no figure to draw"


def test_why_a_trend_cannot_be_told_is_said_once_for_each_reason():
    assert untold_sentence({None, Reason.INDICATIVE}) == ""
    assert "too few comparable points" in untold_sentence({Reason.TOO_FEW_POINTS, None})


def test_a_measure_without_figures_says_why_once():
    sentence = no_figures_sentence(LIFE, [Reason.NOT_MEASURED, Reason.NOT_MEASURED])
    assert sentence.startswith("None of the places chosen has a figure for healthy life expectancy, women: ")
    assert sentence.count("could be found in an open file") == 1
