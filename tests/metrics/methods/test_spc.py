"""What the chart of a series says: variation, assurance, cautions, and why there is no answer."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import AssuranceAnswer
from metrics.methods.spc import Caution, Signal, Variation, xmr
from tests import golden

ASSURANCE = golden.read("spc")["assurance"]["cases"]
STEADY = [9.0, 11.0] * 8  # mean 10, limits 4.68 and 15.32


def test_the_answer_unpacks_to_limits_signals_variation_assurance_and_warnings():
    mean, lower, upper, special_cause, variation, assurance, warnings = xmr(
        STEADY, target=10, polarity="higher_is_better"
    )
    assert (mean[0], lower[0], upper[0]) == pytest.approx((10, 4.68, 15.32))
    assert set(special_cause) == {None}
    assert variation is Variation.COMMON_CAUSE
    assert assurance is AssuranceAnswer.HIT_AND_MISS
    assert warnings == ()


@pytest.mark.parametrize(
    ("last", "polarity", "variation"),
    [
        (20, "higher_is_better", "improvement_high"),
        (20, "lower_is_better", "concern_high"),
        (20, "neutral", "neutral_high"),
        (0, "higher_is_better", "concern_low"),
        (0, Polarity.LOWER_IS_BETTER, "improvement_low"),
        (0, "neutral", "neutral_low"),
        (10, "higher_is_better", "common_cause"),
    ],
)
def test_variation_is_the_last_points_signal_judged_by_polarity(last, polarity, variation):
    assert xmr([*STEADY, last], polarity=polarity, fix_after=16).variation == variation


def test_rising_is_high_even_below_the_mean():
    chart = xmr([*STEADY, 5, 6, 7, 7.5, 8, 8.5, 9], polarity="higher_is_better", fix_after=16)
    assert chart.special_cause[-1] is Signal.RISING_TREND
    assert chart.variation == "improvement_high"


def test_a_signal_that_has_passed_is_not_the_variation():
    chart = xmr([*STEADY, 20, 10, 11], polarity="higher_is_better", fix_after=16)
    assert chart.special_cause[16] is Signal.ABOVE_UPPER_LIMIT
    assert chart.variation == "common_cause"


@pytest.mark.parametrize(("lower", "upper", "high_is_good", "low_is_good"), ASSURANCE)
def test_assurance_is_the_published_one(lower, upper, high_is_good, low_is_good):
    half_step = (upper - lower) / 2 / 2.66 / 2
    middle = (lower + upper) / 2
    series = [middle - half_step, middle + half_step] * 8
    assert xmr(series, target=4, polarity="higher_is_better").assurance == high_is_good
    assert xmr(series, target=4, polarity="lower_is_better").assurance == low_is_good


def test_assurance_goes_by_the_limits_of_the_last_group():
    # the published fault: missed for long, then better; the new limits straddle the target
    series = [49, 51] * 10 + [86, 94] * 8
    assert xmr(series[:20], target=90, polarity="higher_is_better").assurance == "consistently_misses"
    assert xmr(series, target=90, polarity="higher_is_better", rebase=20).assurance == "hit_and_miss"


def test_of_a_target_that_changes_the_last_counts():
    assert xmr(STEADY, target=[10] * 15 + [30], polarity="higher_is_better").assurance == "consistently_misses"


def test_without_a_target_or_a_polarity_there_is_no_assurance_and_it_says_why():
    no_target, no_polarity = xmr(STEADY, polarity="higher_is_better"), xmr(STEADY, target=10, polarity="neutral")
    assert no_target.assurance is no_polarity.assurance is None
    assert (no_target.assurance_reason, no_polarity.assurance_reason) == (Reason.TARGET_NOT_SET, Reason.NO_POLARITY)
    assert no_target.variation is no_polarity.variation is Variation.COMMON_CAUSE


def test_equal_points_are_common_cause_and_meet_only_a_target_on_the_good_side():
    chart = xmr([7.1] * 20, target=7, polarity="higher_is_better")
    assert (chart.variation, chart.assurance, chart.reason) == ("common_cause", "consistently_meets", None)
    assert xmr([7.1] * 20, target=7.1, polarity="higher_is_better").assurance == "hit_and_miss"


def test_fewer_than_thirteen_points_in_any_group_are_trial_limits():
    assert Caution.TRIAL_LIMITS in xmr(STEADY[:12], polarity="neutral").warnings
    assert xmr([*STEADY[:12], 9], polarity="neutral").warnings == ()
    assert Caution.TRIAL_LIMITS in xmr(STEADY, polarity="neutral", rebase=13).warnings


def test_a_last_period_without_a_figure_is_said_and_the_latest_figure_answers():
    chart = xmr([*STEADY, 20, None], target=0, polarity="higher_is_better", fix_after=16)
    assert chart.variation == "improvement_high"
    assert chart.assurance == "consistently_meets"
    assert Caution.LATEST_MISSING in chart.warnings
    assert chart.special_cause[-1] is None


def test_with_more_than_a_tenth_suppressed_nothing_is_said():
    values = [*STEADY, 10, 9, 11, 10]
    two, three = (np.arange(20) < count for count in (2, 3))
    some = xmr(values, target=0, polarity="higher_is_better", suppressed=two)
    assert (some.variation, some.reason) == ("common_cause", None)
    assert Caution.SUPPRESSED_POINTS in some.warnings
    many = xmr(values, target=0, polarity="higher_is_better", suppressed=three)
    assert many.variation is many.assurance is None
    assert many.reason is many.assurance_reason is Reason.SUPPRESSED


def test_a_suppressed_value_is_not_used_even_if_it_is_given():
    mask = [False] * 15 + [True]
    assert xmr([*STEADY[:15], 999], polarity="neutral", suppressed=mask).upper[0] == pytest.approx(
        xmr(STEADY[:15], polarity="neutral").upper[0]
    )


@pytest.mark.parametrize("values", [[], [None] * 5, [np.inf, -np.inf, np.nan]])
def test_a_series_without_figures_has_no_data(values):
    chart = xmr(values, target=1, polarity="higher_is_better")
    assert chart.variation is chart.assurance is None
    assert chart.reason is chart.assurance_reason is Reason.NO_DATA
    assert len(chart.mean) == len(chart.special_cause) == len(values)


@pytest.mark.parametrize("values", [[5], [5, None, 7, None, 9]])
def test_a_series_without_two_points_in_a_row_is_too_short(values):
    chart = xmr(values, target=1, polarity="higher_is_better")
    assert chart.variation is chart.assurance is None
    assert chart.reason is Reason.TOO_FEW_POINTS


def test_places_are_charted_at_once_each_as_if_alone():
    rows = np.array([STEADY, [7.0] * 16, [np.nan] * 16, np.arange(16.0)])
    rows[0, 5] = np.nan
    charts = xmr(rows, target=[0, 8, 1, 20], polarity="higher_is_better", rebase=8)
    for place, row in enumerate(rows):
        alone = xmr(row, target=[0, 8, 1, 20][place], polarity="higher_is_better", rebase=8)
        assert list(charts.special_cause[place]) == list(alone.special_cause)
        np.testing.assert_array_equal(charts.upper[place], alone.upper)
        assert (charts.variation[place], charts.assurance[place]) == (alone.variation, alone.assurance)
        assert (charts.reason[place], charts.warnings[place]) == (alone.reason, alone.warnings)


def test_lists_arrays_and_series_give_the_same():
    answers = [xmr(kind(STEADY), polarity="neutral").upper[0] for kind in (list, np.array, pd.Series)]
    assert len(set(answers)) == 1


@given(st.lists(st.integers(0, 50), min_size=2, max_size=30), st.integers(1, 9), st.integers(-100, 100))
def test_another_unit_changes_the_limits_and_not_the_signals(points, scale, shift):
    plain = xmr([float(point) for point in points], polarity="neutral")
    moved = xmr([float(scale * point + shift) for point in points], polarity="neutral")
    assert list(plain.special_cause) == list(moved.special_cause)
    assert moved.upper == pytest.approx(scale * plain.upper + shift)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=30))
def test_the_mirror_image_says_the_opposite(points):
    up = xmr([float(point) for point in points], polarity="higher_is_better").variation
    down = xmr([-float(point) for point in points], polarity="lower_is_better").variation
    swapped = {
        "improvement_high": "improvement_low", "concern_low": "concern_high", "common_cause": "common_cause"
    }  # fmt: skip
    assert down == swapped[up]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rules": "nelson"}, "'nelson'"),
        ({"trend_length": 2}, "trend of 2"),
        ({"fix_after": 1}, "after 1"),
        ({"rebase": 16}, "rebase at 16"),
        ({"rebase": [True]}, "one for each"),
        ({"suppressed": [True]}, "mask of the same"),
        ({"target": [1, 2]}, "one number"),
        ({"polarity": "up"}, "'up'"),
    ],
)
def test_misuse_is_refused_with_its_value(options, said):
    with pytest.raises(ValueError, match=said):
        xmr(STEADY, **{"polarity": "neutral", **options})
