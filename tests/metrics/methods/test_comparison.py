"""Comparisons agree with Fingertips, and say why where there is none."""

import numpy as np
import pytest

from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import LevelAnswer
from metrics.methods.comparison import compare
from tests import golden

PUBLISHED = golden.read("comparisons")
LOW, HIGH, NEUTRAL = "lower_is_better", "higher_is_better", "neutral"


@pytest.mark.parametrize(
    ("polarity", "answers"),
    [
        (HIGH, ["worse", "similar", "better"]),
        (LOW, ["better", "similar", "worse"]),
        (NEUTRAL, ["lower", "similar", "higher"]),
        (Polarity.LOWER_IS_BETTER, ["better", "similar", "worse"]),
    ],
)
def test_the_side_of_the_benchmark_and_the_polarity_make_the_answer(polarity, answers):
    level, reason = compare([70, 75, 80], [68, 73, 78], [72, 77, 82], 75, polarity=polarity)
    assert list(level) == answers
    assert list(reason) == [None, None, None]


@pytest.mark.parametrize("benchmark", [68, 72])
def test_a_benchmark_exactly_on_a_limit_is_similar(benchmark):
    assert compare(70, 68, 72, benchmark, polarity=HIGH).level is LevelAnswer.SIMILAR


def test_every_missing_piece_has_its_reason():
    level, reason = compare(
        value=[None, 70, 70, 70, 70, 70],
        lower=[68, 68, None, 68, 73, 68],
        upper=[72, 72, 72, None, 71, 72],
        benchmark=[75, None, 75, 75, 75, 75],
        polarity=HIGH,
    )
    assert list(level[:5]) == [LevelAnswer.NOT_COMPARED] * 5
    assert list(reason) == [
        Reason.NO_DATA, Reason.NO_BENCHMARK, Reason.NO_INTERVAL, Reason.NO_INTERVAL, Reason.INVALID, None,
    ]  # fmt: skip
    assert level[5] == "worse"


def test_without_any_interval_nothing_is_called_similar():
    level, reason = compare([75, 75], None, None, 75, polarity=HIGH)
    assert list(level) == ["not_compared", "not_compared"]
    assert list(reason) == ["no_interval", "no_interval"]


@pytest.mark.parametrize(("benchmark", "low_is_good", "high_is_good"), PUBLISHED["two_intervals"]["cases"])
def test_two_intervals_agree_with_fingertips(benchmark, low_is_good, high_is_good):
    place = PUBLISHED["two_intervals"]
    wide = {"lower998": place["lower998"], "upper998": place["upper998"]}
    for polarity, expected in ((LOW, low_is_good), (HIGH, high_is_good)):
        level = compare(place["value"], place["lower"], place["upper"], benchmark, polarity=polarity, **wide).level
        assert level == expected


def test_a_benchmark_exactly_on_the_wide_limit_is_not_much_better():
    wide = {"lower998": [2.3, 2.3], "upper998": [2.9, 2.9]}
    level = compare([2.6, 2.6], [2.5, 2.5], [2.7, 2.7], [2.3, 2.9], polarity=NEUTRAL, **wide).level
    assert list(level) == ["higher", "lower"]


def test_without_polarity_far_away_is_much_higher_or_much_lower():
    wide = {"lower998": 2.3, "upper998": 2.9}
    level = compare(2.6, 2.5, 2.7, [2.0, 3.0], polarity=NEUTRAL, **wide).level
    assert list(level) == ["much_higher", "much_lower"]


def test_a_place_without_wide_limits_keeps_the_answer_of_its_ordinary_ones():
    level, reason = compare([9, 9], 8, 10, 2, polarity=HIGH, lower998=[7, None], upper998=[11, None])
    assert list(level) == ["much_better", "better"]
    assert list(reason) == [None, None]


def test_wide_limits_inside_the_ordinary_ones_are_a_fault_in_the_figures():
    level, reason = compare(9, 8, 10, 2, polarity=HIGH, lower998=8.5, upper998=11)
    assert (level, reason) == ("not_compared", "invalid")


@pytest.mark.parametrize(
    ("value", "lower", "upper", "benchmark", "low", "high", "answer"), PUBLISHED["double_overlap"]["cases"]
)
def test_overlap_of_two_intervals_agrees_with_fingertips(value, lower, upper, benchmark, low, high, answer):
    limits = {"benchmark_lower": low, "benchmark_upper": high}
    level = compare(value, lower, upper, benchmark, polarity=LOW, method="double_overlap", **limits).level
    assert level == answer


def test_intervals_that_only_touch_overlap():
    touching = {"benchmark_lower": 3.1, "benchmark_upper": 4.0}
    assert compare(3.0, 2.9, 3.1, 3.5, polarity=LOW, method="double_overlap", **touching).level == "similar"


def test_overlap_needs_the_benchmarks_interval():
    assert compare(3.0, 2.9, 3.1, 3.5, polarity=LOW, method="double_overlap") == ("not_compared", "no_interval")


@pytest.mark.parametrize(("value", "denominator", "benchmark", "at_95", "at_998"), PUBLISHED["spc_proportion"]["cases"])
def test_control_limits_of_a_proportion_agree_with_fingertips(value, denominator, benchmark, at_95, at_998):
    for confidence, expected in ((0.95, at_95), (0.998, at_998)):
        level = compare(
            value, None, None, benchmark, polarity=LOW, method="spc_proportion", denominator=denominator,
            multiplier=100, confidence=confidence,
        ).level  # fmt: skip
        assert level == expected


@pytest.mark.parametrize(("value", "denominator", "benchmark", "at_95", "at_998"), PUBLISHED["spc_rate"]["cases"])
def test_control_limits_of_a_rate_agree_with_fingertips(value, denominator, benchmark, at_95, at_998):
    for confidence, expected in ((0.95, at_95), (0.998, at_998)):
        level = compare(
            value, None, None, benchmark, polarity=LOW, method="spc_rate", denominator=denominator,
            multiplier=100_000, confidence=confidence,
        ).level  # fmt: skip
        assert level == expected


@pytest.mark.parametrize("method", ["spc_proportion", "spc_rate"])
def test_control_limits_need_a_denominator(method):
    sizes = [0, -1, None]
    level, reason = compare(10, None, None, 10, polarity=LOW, method=method, denominator=sizes, multiplier=100)
    assert list(level) == ["not_compared"] * 3
    assert list(reason) == [Reason.DENOMINATOR_ZERO, Reason.INVALID, Reason.NO_DATA]


def test_a_share_above_the_whole_has_no_control_limits():
    options = {"polarity": LOW, "method": "spc_proportion", "denominator": 50}
    assert compare(0.5, None, None, 10, **options).reason is Reason.INVALID


def test_fifths_answer_without_an_interval_and_say_that_it_is_only_indicative():
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None]
    level, reason = compare(values, None, None, None, polarity=LOW, method="quintiles")
    expected = ["much_better"] * 2 + ["better"] * 2 + ["similar"] * 2 + ["worse"] * 2 + ["much_worse"] * 2
    assert list(level) == [*expected, "not_compared"]
    assert list(reason) == [Reason.INDICATIVE] * 10 + [Reason.NO_DATA]


def test_quarters_have_no_middle_and_without_polarity_say_higher_and_lower():
    level = compare([1, 2, 3, 4], None, None, None, polarity=NEUTRAL, method="quartiles").level
    assert list(level) == ["much_lower", "lower", "higher", "much_higher"]


def test_four_places_have_no_fifths():
    level, reason = compare([1, 2, 3, 4], None, None, None, polarity=LOW, method="quintiles")
    assert list(level) == ["not_compared"] * 4
    assert list(reason) == ["too_few_places"] * 4


@pytest.mark.parametrize(("value", "low_is_good", "high_is_good"), PUBLISHED["target_value"]["cases"])
def test_a_target_is_met_from_the_value_itself(value, low_is_good, high_is_good):
    assert compare(value, None, None, 10, polarity=LOW, method="target_value").level == low_is_good
    assert compare(value, None, None, 10, polarity=HIGH, method="target_value").level == high_is_good


@pytest.mark.parametrize(("lower", "upper", "low_is_good", "high_is_good"), PUBLISHED["target_interval"]["cases"])
def test_a_target_can_be_judged_by_the_whole_interval(lower, upper, low_is_good, high_is_good):
    value = (lower + upper) / 2
    assert compare(value, lower, upper, 10, polarity=LOW, method="target_interval").level == low_is_good
    assert compare(value, lower, upper, 10, polarity=HIGH, method="target_interval").level == high_is_good


@pytest.mark.parametrize(("value", "low_is_good", "high_is_good"), PUBLISHED["target_range"]["cases"])
def test_a_target_can_be_a_range(value, low_is_good, high_is_good):
    ends = {"benchmark_lower": 1, "benchmark_upper": 2}
    assert compare(value, None, None, None, polarity=LOW, method="target_range", **ends).level == low_is_good
    assert compare(value, None, None, None, polarity=HIGH, method="target_range", **ends).level == high_is_good


def test_a_target_without_polarity_or_without_a_number_is_not_compared():
    assert compare(9, None, None, 10, polarity=NEUTRAL, method="target_value").reason == "no_polarity"
    assert compare(9, None, None, None, polarity=LOW, method="target_value").reason == "target_not_set"
    assert compare(9, None, None, 10, polarity=LOW, method="target_interval").reason == "no_interval"
    assert compare(9, None, None, None, polarity=LOW, method="target_range").reason == "target_not_set"


def test_no_comparison_is_a_choice_too():
    assert compare(9, 8, 10, 2, polarity=HIGH, method="none").level == "not_compared"


def test_an_unknown_polarity_or_method_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"'up'.*higher_is_better"):
        compare(1, 0, 2, 1, polarity="up")
    with pytest.raises(ValueError, match=r"'guess'.*single_interval"):
        compare(1, 0, 2, 1, polarity=HIGH, method="guess")


def test_answers_are_members_of_the_closed_lists():
    level, reason = compare(np.array([1.0, np.nan]), 0, 2, 1, polarity=HIGH)
    assert all(isinstance(answer, LevelAnswer) for answer in level)
    assert isinstance(reason[1], Reason)
