"""The ranked table: a place is put into a third only where the whole range of its rank lies in it."""

import re

import pytest

from domain.metric import Polarity
from domain.place import Level
from domain.reason import Reason
from domain.verdict import Comparator
from tests.ui.measures import LIFE
from tests.ui.test_metric_words import place, verdict
from ui.charts import Benchmark
from ui.metric_views import Scene
from ui.ranks import formal_sentence, ranks_html, third, thirds
from ui.standings import Standing


def ranked(number: int, rank: int, low: int, high: int, of: int = 9, **parts) -> Standing:
    value = 70.0 - rank
    found = {"rank": rank, "rank_low": low, "rank_high": high, "rank_of": of, "lower": value - 1, "upper": value + 1}
    return Standing(place(number), verdict(place(number), value, **(found | parts)))


def scene(standings, metric=LIFE, highlight=None) -> Scene:
    return Scene(
        metric=metric, level=Level.UPPER_TIER, standings=standings, benchmark=Benchmark("England", 61.9),
        highlight=highlight, period="2023", build_id="b", source_line="Source: Office for National Statistics.",
    )  # fmt: skip


# nine places, so that the thirds are 1 to 3, 4 to 6 and 7 to 9
NINE = [
    ranked(1, 1, 1, 3), ranked(2, 2, 1, 4), ranked(3, 5, 4, 6), ranked(4, 8, 7, 9), ranked(5, 6, 3, 9),
]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "group"),
    [(1, 3, "upper"), (1, 4, "cannot_tell"), (4, 6, "middle"), (3, 6, "cannot_tell"), (7, 9, "lower"),
     (6, 9, "cannot_tell"), (1, 9, "cannot_tell")],
)  # fmt: skip
def test_a_range_is_put_into_the_third_that_holds_all_of_it(low, high, group):
    assert third(ranked(1, low, low, high).verdict) == group


def test_two_thirds_of_a_number_that_is_not_a_multiple_of_three_belong_to_nobody_by_rounding():
    # of ten places the upper third ends at 3 1/3 and the lower begins at 6 2/3: ranks 4 and 7 straddle the borders
    groups = [third(ranked(1, rank, rank, rank, of=10).verdict) for rank in range(1, 11)]
    assert groups == ["upper"] * 3 + ["cannot_tell"] + ["middle"] * 2 + ["cannot_tell"] + ["lower"] * 3


def test_the_title_counts_the_places_that_can_be_told_apart_at_all():
    html = ranks_html(scene(NINE), Comparator.NATION)
    assert "2023: 3 of 5 upper-tier councils surely belong to the upper, middle or lower third" in html


def test_groups_follow_each_other_and_each_rank_has_its_range():
    html = ranks_html(scene(NINE), Comparator.NATION)
    headings = re.findall(r"rowgroup colspan=\d+>([^<(]+) \(\d", html)
    assert headings == [
        "Upper third, the best", "Middle third", "Lower third, the furthest behind",
        "Cannot tell which third",
    ]  # fmt: skip
    assert "5th<br>4th to 6th" in html


def test_a_place_ranked_among_places_of_another_kind_is_not_ranked_here():
    grouped = thirds([*NINE, ranked(6, 1, 1, 1, group_level="district")], Level.UPPER_TIER)
    assert [each.place.code for each in grouped["not_ranked"]] == [place(6).code]


def test_mostly_noise_is_said_once_and_nobody_is_ranked():
    noise = [
        Standing(place(n), verdict(place(n), 60.0 + n, rank_reason=Reason.MOSTLY_NOISE)) for n in range(6)
    ]  # fmt: skip
    html = ranks_html(scene(noise), Comparator.NATION)
    assert "cannot be ranked" in html
    assert html.count("No place is ranked.") == 1
    assert "not ranked" not in html


def test_no_interval_no_rank_and_why():
    bare = [Standing(place(n), verdict(place(n), 60.0 + n, rank_reason=Reason.NO_INTERVAL)) for n in range(6)]
    assert "No place is ranked. No interval is published" in ranks_html(scene(bare), Comparator.NATION)


def test_where_neither_end_is_good_none_is_called_the_best():
    neutral = LIFE.model_copy(update={"polarity": Polarity.NEUTRAL})
    html = ranks_html(scene(NINE, neutral), Comparator.NATION)
    assert "the best" not in html
    assert "neither end is better" in html


def test_a_claim_that_holds_whatever_the_truth_is_is_told_in_one_sentence():
    html = ranks_html(scene(NINE), Comparator.NATION, formal=formal_sentence(place(1), (1, 7, 9)))
    assert "is wider: somewhere from 1st to 7th of 9." in html
    assert formal_sentence(place(1), None) == formal_sentence(None, (1, 7, 9)) == ""


def test_nothing_undefined_is_ever_printed():
    gone = [Standing(place(7), None, Reason.NOT_COVERED), Standing(place(8), verdict(place(8), None))]
    html = ranks_html(scene([*NINE, *gone]), Comparator.NATION)
    assert not re.search(r"\b(nan|None|inf|mostly_noise)\b", html)
    assert "Not ranked (2)" in html
