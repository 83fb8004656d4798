"""What stands out, in sentences a reader can trust: how many, of how many, and how many by chance."""

import pytest

from domain.exceptional import Count, Moves, Tally, Worsening
from domain.place import Level
from domain.verdict import Comparator
from tests.ui import fakes
from ui.exception_words import (
    OF_MANY,
    Scope,
    about,
    against_words,
    counts_of,
    cut_words,
    finding,
    moves_words,
    subject,
    trends_words,
)

FRAMEWORK = fakes.catalogue().frameworks["white_paper"]
ENGLAND = fakes.PLACES["E92000001"]
NORTH_EAST = fakes.PLACES["E12000001"].model_copy(update={"nation_code": "E92000001"})
PLACES = fakes.PLACES | {"E12000001": NORTH_EAST}


def tally(worse: int = 3, better: int = 1, either: int = 0, tested: int = 500) -> Tally:
    return Tally(tested, tested * 0.002, Count(worse, 1), Count(better, 0), Count(either, 0))


def test_the_first_sentence_says_how_many_of_how_many_and_how_many_by_chance():
    assert finding(tally(), "England") == "4 of 500 figures stand out from England; chance alone would raise about 1"
    assert finding(tally(1, 0), "England").startswith("1 of 500 figures stands out")
    assert finding(tally(0, 0), "England").startswith("None of 500 figures stand out")


def test_where_nothing_can_be_compared_it_says_so_instead_of_counting_nought():
    assert finding(tally(0, 0, 0, tested=0), "England") == "No figure here can be compared with England"


@pytest.mark.parametrize(
    ("expected", "words"),
    [(0.0, "fewer than 1"), (0.49, "fewer than 1"), (0.6, "about 1"), (14.586, "about 15"), (1200.2, "about 1,200")],
)
def test_a_number_by_chance_claims_no_more_than_it_knows(expected, words):
    assert about(expected) == words


def test_what_neither_direction_of_is_good_is_counted_apart_and_only_where_there_is_any():
    assert [count for count, _ in counts_of(tally(either=7))] == [3, 1, 7, 489]
    assert len(counts_of(tally())) == 3


def test_the_comparator_is_named_where_it_is_one_place_and_theirs_where_it_is_many():
    assert against_words(Scope(FRAMEWORK, Comparator.NATION), PLACES) == "their nation"
    assert against_words(Scope(FRAMEWORK, Comparator.NATION, NORTH_EAST), PLACES) == "England"
    assert against_words(Scope(FRAMEWORK, Comparator.REGION, NORTH_EAST), PLACES) == "the North East"
    assert against_words(Scope(FRAMEWORK, Comparator.NATION, ENGLAND), PLACES) == "England"


def test_every_comparator_has_words_for_many_places():
    assert set(OF_MANY) == set(Comparator)


def test_the_line_above_the_title_says_what_was_looked_at():
    assert subject(Scope(FRAMEWORK, Comparator.NATION)) == "The white paper: the whole country"
    narrow = Scope(FRAMEWORK, Comparator.NATION, NORTH_EAST, FRAMEWORK.missions[0], Level.UPPER_TIER)
    assert subject(narrow) == "7. Health: North East, upper-tier councils only"


def test_a_cut_list_says_how_much_is_shown_and_where_the_rest_is():
    everywhere = Scope(FRAMEWORK, Comparator.NATION)
    assert cut_words(50, 50, first="the surest", scope=everywhere) == ""
    said = cut_words(50, 995, first="the surest", scope=everywhere)
    assert said.startswith("The first 50 of 995 are listed")
    assert "choose a place, a mission or a kind of place above" in said
    assert "the file below, which holds them all" in said


def test_a_cut_list_never_asks_for_a_choice_that_is_made():
    placed = Scope(FRAMEWORK, Comparator.NATION, NORTH_EAST)
    assert "choose a mission or a kind of place above" in cut_words(50, 995, first="the surest", scope=placed)
    full = Scope(FRAMEWORK, Comparator.NATION, NORTH_EAST, FRAMEWORK.missions[0], Level.UPPER_TIER)
    assert "To see the others, take the file below" in cut_words(50, 995, first="the surest", scope=full)


def test_trends_say_how_many_were_judged_and_what_chance_would_give_at_most():
    said = trends_words(Worsening((("a", "b"),), judged=900, expected=0.9, hinted=7))
    assert said.startswith("1 of 900 series whose direction could be judged is worsening")
    assert "chance alone would give at most 1." in said
    assert "7 more seem to be" in said
    assert trends_words(Worsening((), judged=3, expected=0.003, hinted=0)).startswith("None of 3 series")


def test_changes_that_drift_alone_could_bring_are_said_to_be_left_out():
    assert "6 more are no larger than drifting back" in moves_words(Moves((), (), tested=10, drift=6))
    assert "drifting" not in moves_words(Moves((), (), tested=10, drift=0))
