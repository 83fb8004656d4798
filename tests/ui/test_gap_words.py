"""The distance between places in words: which way, by how much, how sure, and never more than the figures carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.metric import Kind
from domain.reason import Reason
from tests.ui.gaps import gap_change
from tests.ui.measures import HOMES, INACTIVITY, LIFE, PAY
from ui import gap_units, gap_words
from ui.gap_table import four_ways, regions_sentence

UNTOLD = ("nan", "None", "inf", "GapMeasure", "GapAnswer", "Reason.")


def test_a_gap_that_widened_is_told_with_its_interval_its_unit_and_since_when():
    assert gap_words.gap_sentence(gap_change(), LIFE) == (
        "The gap in healthy life expectancy (women) has widened since 2017 to 2019 by 0.9 years (0.1 to 1.7)."
    )


def test_a_gap_that_narrowed_is_told_without_a_minus_sign_and_its_interval_is_turned_round():
    narrowed = gap_change(change=-0.9, lower=-1.7, upper=-0.1, answer=GapAnswer.NARROWED)
    assert gap_words.gap_clause(narrowed, LIFE).endswith("has narrowed since 2017 to 2019 by 0.9 years (0.1 to 1.7)")


def test_a_gap_in_a_percentage_is_in_points():
    assert gap_words.gap_clause(gap_change(), INACTIVITY).endswith("by 0.9 points (0.1 to 1.7)")


def test_money_is_read_by_its_ratio_which_rising_prices_leave_alone():
    assert gap_units.read_first(PAY) is GapMeasure.DECILE_RATIO
    assert gap_units.read_first(INACTIVITY) is gap_units.read_first(LIFE) is GapMeasure.DECILE_GAP
    ratio = gap_change(
        measure=GapMeasure.DECILE_RATIO, baseline_value=1.62, value=1.58, change=-0.04, lower=-0.06, upper=-0.02,
        answer=GapAnswer.NARROWED,
    )  # fmt: skip
    assert "from 1.62 to 1.58 times (95% interval of the change −0.060 to −0.020)" in gap_words.gap_clause(ratio, PAY)


def test_not_knowing_is_said_with_the_interval_or_with_the_reason():
    unsure = gap_change(change=0.3, lower=-0.5, upper=1.1, answer=GapAnswer.CANNOT_TELL)
    assert gap_words.gap_sentence(unsure, LIFE) == (
        "We cannot tell whether the gap in healthy life expectancy (women) has narrowed or widened since 2017 to 2019 "
        "(+0.3 years, 95% interval −0.5 to 1.1)."
    )
    why = gap_change(change=None, value=None, answer=GapAnswer.CANNOT_TELL, reason=Reason.NEGATIVE_VALUES)
    assert "some figures are nought or less" in gap_words.gap_sentence(why, LIFE)


def test_an_answer_from_the_trend_says_so_because_it_is_weaker():
    by_trend = gap_change(by_trend=True, lower=None, upper=None)
    clause = gap_words.gap_clause(by_trend, LIFE)
    assert clause.endswith("has widened by 0.15 years a year (0.02 to 0.28), its trend over 12 periods")
    assert gap_words.answer_words(by_trend) == "widened (by its trend)"


def test_a_trend_and_a_change_that_disagree_are_no_answer_and_it_is_said_why():
    torn = gap_change(by_trend=True, answer=GapAnswer.CANNOT_TELL, reason=Reason.WITHIN_SCATTER)
    assert "point different ways" in gap_words.gap_clause(torn, LIFE)
    assert gap_words.answer_words(torn) == "cannot tell: trend and change disagree"


def test_the_change_free_of_noise_is_the_one_told_and_the_other_where_there_is_none():
    with_noise, without = gap_change(corrected=False, change=2.0), gap_change()
    assert gap_words.the_one([with_noise, without], LIFE, Weighting.PLACES) is without
    assert gap_words.the_one([with_noise], LIFE, Weighting.PLACES) is with_noise
    undefined = gap_change(value=None)
    assert gap_words.the_one([with_noise, undefined], LIFE, Weighting.PLACES) is with_noise
    assert gap_words.the_one([with_noise], LIFE, Weighting.PEOPLE) is None


def test_totals_have_no_gap_because_larger_places_have_more():
    total = HOMES.model_copy(update={"kind": Kind.COUNT})
    assert "larger wherever more people live" in gap_words.gap_sentence(None, total)
    assert "too few places" in gap_words.gap_sentence(None, LIFE)


def test_what_nobody_measures_is_not_blamed_on_places():
    unmeasured = LIFE.model_copy(update={"series": (), "not_measured": "No open file was found."})
    assert "open file" in gap_words.gap_sentence(None, unmeasured)
    assert "too few places" not in gap_words.gap_sentence(None, unmeasured)


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.04, "4% chance"), (0.0, "less than 1% chance"), (0.004, "less than 1% chance"), (1.0, "more than 99% chance")],
)
def test_a_chance_is_never_none_and_never_certain(chance, said):
    assert gap_words.chance_words(chance) == said


def test_the_chance_of_a_narrower_gap_names_the_year_or_says_why_there_is_none():
    assert gap_words.target_sentence(gap_change()) == ""
    known = gap_words.target_sentence(gap_change(target_year=2030, chance=0.04))
    assert known == (
        "If the gap goes on as it has: 4% chance that it is narrower in 2030 than at the baseline (2017 to 2019)."
    )
    weak = gap_words.target_sentence(gap_change(target_year=2030, chance=0.4, chance_reason=Reason.TOO_FAR_AHEAD))
    assert "This is weak" in weak
    vague = gap_words.target_sentence(gap_change(target_year=2030, chance=0.9, chance_reason=Reason.TOO_UNCERTAIN))
    assert "90%" not in vague
    none = gap_words.target_sentence(gap_change(target_year=2030, chance_reason=Reason.TOO_FEW_POINTS))
    assert none.startswith("How likely a narrower gap is in 2030")
    assert "because there are too few comparable points" in none


def test_people_and_places_stand_side_by_side_with_the_noise_taken_out_and_left_in():
    changes = [
        gap_change(), gap_change(corrected=False, change=0.5, lower=-0.4, upper=1.4),
        gap_change(weighting=Weighting.PEOPLE, value=7.7, change=0.4, lower=-0.3, upper=1.1,
                   answer=GapAnswer.CANNOT_TELL),
    ]  # fmt: skip
    drawn = four_ways(changes, LIFE)
    assert "Every place counts the same" in drawn
    assert "Places count by their people" in drawn
    assert "with sampling noise left in +0.5 years (−0.4 to 1.4)" in drawn
    assert "we cannot tell which way it went" in gap_words.both_sentence(changes, LIFE)


def test_the_measure_read_first_heads_the_table():
    changes = [gap_change(measure=measure, weighting=w) for measure in gap_words.FOUR_WAYS for w in Weighting]
    assert four_ways(changes, PAY).index("Ratio of the tenths") < four_ways(changes, PAY).index(
        "Gap between the tenths"
    )
    assert four_ways(changes, LIFE).index("Gap between the tenths") < four_ways(changes, LIFE).index(
        "Ratio of the tenths"
    )


def test_the_share_between_regions_is_a_percentage_and_its_change_is_in_points():
    share = gap_change(
        measure=GapMeasure.BETWEEN_SHARE, baseline_value=0.25, value=0.29, change=0.04, lower=-0.01, upper=0.09,
        answer=GapAnswer.CANNOT_TELL, reason=Reason.NOT_APPLICABLE,
    )  # fmt: skip
    said = regions_sentence([share], LIFE)
    assert "29% with places counted once each (+4 points since 2017 to 2019, 95% interval −1 to 9)" in said


SOME = st.one_of(st.none(), st.floats(-1e4, 1e4), st.just(float("nan")))


@given(
    told=st.builds(
        gap_change,
        measure=st.sampled_from(GapMeasure), answer=st.sampled_from(GapAnswer), by_trend=st.booleans(),
        reason=st.one_of(st.none(), st.sampled_from(Reason)), change=SOME, lower=SOME, upper=SOME, slope=SOME,
        slope_lower=SOME, slope_upper=SOME, value=SOME, baseline_value=SOME, target_year=st.sampled_from([0, 2030]),
        chance=st.one_of(st.none(), st.floats(0, 1)), chance_reason=st.one_of(st.none(), st.sampled_from(Reason)),
    ),
    metric=st.sampled_from([LIFE, PAY, INACTIVITY, HOMES]),
)  # fmt: skip
def test_whatever_is_missing_no_sentence_holds_a_bare_nothing(told, metric):
    both = [told, gap_change(weighting=Weighting.PEOPLE, measure=told.measure)]
    said = " ".join([
        gap_words.gap_sentence(told, metric), gap_words.answer_words(told), gap_words.change_words(told, metric),
        gap_words.target_sentence(told), gap_words.trend_sentence(told, metric), gap_words.both_sentence(both, metric),
        four_ways(both, metric), regions_sentence(both, metric),
    ])  # fmt: skip
    assert not [word for word in UNTOLD if f" {word}" in said or f">{word}" in said]


def test_a_ratio_that_may_not_have_moved_is_told_by_both_its_values_and_a_missing_interval_is_named():
    unsure = {"answer": GapAnswer.CANNOT_TELL, "lower": None, "upper": None}
    ratio = gap_change(measure=GapMeasure.DECILE_RATIO, baseline_value=1.62, value=1.60, change=-0.02, **unsure)
    assert gap_words.gap_clause(ratio, PAY).endswith("(from 1.62 to 1.60 times; no interval can be given)")
    assert gap_words.gap_clause(gap_change(**unsure), LIFE).endswith("(+0.9 years; no interval can be given)")


def test_a_trend_whose_interval_reaches_nought_is_not_left_to_look_like_one():
    flat = gap_change(slope=0.08, slope_lower=-0.12, slope_upper=0.28, periods=12)
    assert gap_words.trend_sentence(flat, LIFE).endswith("That may be none at all.")
    steep = gap_change(slope=0.2, slope_lower=0.1, slope_upper=0.3, periods=12)
    assert "none at all" not in gap_words.trend_sentence(steep, LIFE)
