"""The words of a profile: the finding says no more than the verdicts, and a place reads right in a sentence."""

import datetime as dt

import pytest

from domain.place import Level, Place
from ui.about_place import Origin, origin_sentences
from ui.likeness import CLUSTERS, FAMILIES, cluster_sentence
from ui.names import with_article
from ui.profile_words import chance_sentence, fifths_sentence, finding, newest_and_oldest

TITLES = ["People in work", "Anxiety", "Life satisfaction"]


def said(**given: object) -> str:
    return finding("Hartlepool", **({"better": [], "worse": [], "comparator": "England", "judged": 9} | given))


def test_two_measures_are_named_and_the_rest_counted():
    expected = "Hartlepool does worse than England on people in work, anxiety and 1 more, and better on pay"
    assert said(worse=TITLES, better=["Pay"]) == expected


def test_where_nothing_is_better_the_title_counts_the_measures_that_can_be_judged():
    start = "Hartlepool does worse than England on"
    named = "among them people in work and anxiety"
    assert said(worse=TITLES) == f"{start} 3 of the 9 measures that can be judged, {named}"
    assert said(worse=TITLES, judged=3).startswith(f"{start} all 3 measures that can be judged, among them")
    assert said(worse=["Pay"]) == f"{start} 1 of the 9 measures that can be judged: pay"
    assert said(worse=["Pay"], judged=1) == f"{start} the one measure that can be judged: pay"


def test_what_follows_a_comma_in_a_title_does_not_read_as_another_measure():
    title = said(worse=["Healthy life expectancy, men"], better=["Anxiety"])
    assert title == "Hartlepool does worse than England on healthy life expectancy (men), and better on anxiety"


def test_the_title_begins_with_a_capital_and_keeps_the_article_small_elsewhere():
    north_east = {"better": [], "comparator": "England", "judged": 9}
    assert finding("the North East", worse=["Pay"], **north_east).startswith("The North East does worse than England")
    assert "how the North East compares" in finding("the North East", worse=[], **(north_east | {"judged": 0}))


def test_better_and_worse_stand_in_one_sentence():
    expected = "Hartlepool does worse than England on anxiety, and better on life satisfaction"
    assert said(worse=["Anxiety"], better=["Life satisfaction"]) == expected


def test_weaker_evidence_is_not_hidden_where_nothing_surer_is_bad():
    title = said(better=["Anxiety"], worst_fifth=4)
    assert title.endswith("but is in the worst fifth on 4 measures published without an interval")
    assert said(better=["Anxiety"]).endswith("better than England on 1 of the 9 measures that can be judged: anxiety")


def test_trends_speak_where_no_level_does():
    assert said(improving=["Anxiety"], worsening=["People in work"]) == (
        "Hartlepool is improving on anxiety and worsening on people in work"
    )


def test_nothing_to_judge_is_not_called_average():
    assert said(judged=0) == "We cannot yet tell how Hartlepool compares with England"
    assert said(judged=1) == "Hartlepool does not stand out from England on the one measure that can be judged"


def test_chance_is_counted_in_whole_measures():
    # 5% of 22 comparisons is 1.1, of 9 is 0.45
    assert "about 1 of the 22 measures" in chance_sentence(1.1, compared=22, comparator="England")
    assert "fewer than 1 of the 9 measures" in chance_sentence(0.45, compared=9, comparator="England")
    assert chance_sentence(0.0, compared=0, comparator="England") == "No measure could be compared with England."


def test_an_ordinary_place_has_a_fifth_of_its_measures_in_the_worst_fifth():
    assert "about 17 in the worst fifth" in fifths_sentence(85)


def test_the_age_of_the_figures_is_said_from_the_newest_to_the_oldest():
    ends = [dt.date(2026, 1, 1), dt.date(2019, 12, 31)]
    assert newest_and_oldest(ends) == "The newest figure runs to January 2026, the oldest to December 2019."
    assert newest_and_oldest(ends[:1]) == "The newest figure runs to January 2026."
    assert newest_and_oldest([]) == ""


@pytest.mark.parametrize(
    ("name", "level", "expected"),
    [
        ("North East", Level.REGION, "the North East"),
        ("North East", Level.COMBINED_AUTHORITY, "the North East combined authority"),
        ("Tees Valley", Level.COMBINED_AUTHORITY, "Tees Valley"),
        ("West of England", Level.COMBINED_AUTHORITY, "the West of England"),
        ("London", Level.REGION, "London"),
        ("United Kingdom", Level.UNITED_KINGDOM, "the United Kingdom"),
        ("England", Level.NATION, "England"),
    ],
)
def test_a_name_takes_the_article_it_needs_in_a_sentence(name, level, expected):
    assert with_article(Place(code="E12000001", name=name, levels=(level,))) == expected


def test_every_published_cluster_is_described_and_none_is_invented():
    # geography/cluster-allocation.csv holds the letters A to D in each of its three columns
    assert set(CLUSTERS) == {(family, letter) for family in FAMILIES for letter in "ABCD"}
    assert cluster_sentence("Hartlepool", "global", "Z") == "Hartlepool is in cluster Z."


def test_a_recoded_place_keeps_its_series():
    sheffield = Place(code="E08000039", name="Sheffield", levels=(Level.DISTRICT, Level.UPPER_TIER))
    (sentence,) = origin_sentences(Origin({}, {"E08000019": 2025}, ()), sheffield)
    assert sentence == "Sheffield had the code E08000019 until 2025. The land is the same, so its series continue."
