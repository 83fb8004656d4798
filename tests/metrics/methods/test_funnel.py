"""Positions in a funnel: as published under plain limits, and never further out under the wider ones."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.funnel import Position, position, position_by_error
from metrics.methods.intervals import poisson_rate
from tests import golden

PUBLISHED = golden.read("funnel")
BASELINE = PUBLISHED["proportion"]["baseline"]
CASES = PUBLISHED["proportion_positions"]["cases"]
ORDER = ["low_998", "low_95", "inside", "high_95", "high_998"]


def test_shares_of_counts_lie_where_they_are_published_to_lie():
    counts, sizes, expected = zip(*CASES, strict=True)
    found = position(counts, sizes, benchmark=BASELINE, multiplier=100)
    assert list(found.plain) == list(expected)
    assert set(found.reason) == {None}


def test_the_benchmark_is_all_events_over_all_denominators_unless_given():
    found = position([30, 50, 70], [100, 100, 200], multiplier=100)
    assert found.benchmark == pytest.approx([37.5] * 3)  # 150 of 400


@pytest.mark.parametrize(
    ("count", "expected", "where"),
    [
        # exact interval of 9: 4.1154 to 17.0848 at 95%, 2.4524 to 22.6574 at 99.8%
        (9, 4.2, "inside"), (9, 4.0, "high_95"), (9, 2.4, "high_998"), (9, 17.2, "low_95"), (9, 22.7, "low_998"),
        # Byar's of 100: 81.362 to 121.628 at 95%
        (100, 81.4, "inside"), (100, 81.3, "high_95"), (100, 121.7, "low_95"),
        (0, 3.6, "inside"), (0, 3.7, "low_95"), (0, 7.0, "low_998"),  # -ln 0.025 = 3.689, -ln 0.001 = 6.908
    ],
)  # fmt: skip
def test_a_ratio_is_outside_where_one_lies_outside_the_interval_of_its_count(count, expected, where):
    assert position([count], [expected], statistic="ratio").plain[0] == where


def test_a_rate_may_bring_its_denominator_or_have_it_derived():
    counts, sizes = [414, 462, 178], [225_000, 452_941, 214_457]
    given_sizes = position(counts, sizes, statistic="rate")
    derived = position(counts, rates=[184, 102, 83], statistic="rate")
    assert list(given_sizes.plain) == list(derived.plain) == ["high_998", "low_998", "low_998"]
    # (414 + 462 + 178) / (225,000 + 452,941 + 214,457) = 118.109 per 100,000
    assert derived.benchmark[0] == pytest.approx(118.109, abs=0.001)


def test_no_events_need_a_denominator_of_their_own():
    rates, counts = [100.0, 0.0], [50, 0]
    assert position(counts, rates=rates, statistic="rate").reason[1] is Reason.NO_DATA
    found = position(counts, [None, 40_000], rates=rates, statistic="rate", benchmark=100)
    assert list(found.plain) == ["inside", "low_998"]  # 40 events expected


def test_standardised_rates_of_fewer_than_ten_events_are_not_placed():
    found = position([9, 40, 60], rates=[90.0, 100.0, 100.0], statistic="rate", standardised=True)
    assert found.plain[0] is found.adjusted[0] is Position.NOT_PLACED
    assert found.reason[0] is Reason.NOT_APPLICABLE
    assert list(found.plain[1:]) == ["inside", "inside"]


def test_a_bad_row_says_what_is_wrong_with_it_and_the_others_keep_their_place():
    found = position([50, None, 5, 7, 30], [100, 100, 0, 5, 100], benchmark=0.5)
    assert list(found.reason) == [None, Reason.NO_DATA, Reason.DENOMINATOR_ZERO, Reason.INVALID, None]
    assert list(found.plain) == ["inside", "not_placed", "not_placed", "not_placed", "low_998"]
    assert position([5], [10], benchmark=np.nan).reason[0] is Reason.NO_BENCHMARK


def test_places_that_all_differ_are_different_but_not_unusual():
    # 40 of 80 places at 40% and 40 at 60%, 1,000 people each: z near 6, all beyond chance, none beyond the spread
    counts = [400] * 40 + [600] * 40
    found = position(counts, [1000] * 80)
    assert found.outside(adjusted=False) == found.outside(adjusted=False, beyond998=True) == 80
    assert found.outside(adjusted=True) == 0
    # by hand: asin(sqrt(0.6)) - asin(sqrt(0.5)) = 0.100679; tau2 = (80 z^2 - 79) / (79 * 4000) = 0.010136 - 1/4000
    assert found.phi == pytest.approx(0.100679**2 * 4000, rel=1e-4)
    assert found.tau2 == pytest.approx((80 * 0.100679**2 * 4000 - 79) / (79 * 4000), rel=1e-4)


def test_an_unusual_place_stands_out_from_places_that_differ():
    found = position([400] * 40 + [600] * 40 + [990], [1000] * 81)
    assert list(np.unique(found.adjusted[:-1])) == ["inside"]
    assert found.adjusted[-1] is Position.HIGH_998


def test_without_more_spread_than_chance_both_positions_are_the_same():
    found = position([50, 51, 49, 50, 50], [100] * 5, benchmark=0.5)
    assert found.tau2 == 0
    assert list(found.adjusted) == list(found.plain) == ["inside"] * 5


def test_one_place_is_placed_plainly_but_has_no_spread_to_be_unusual_in():
    found = position([80], [100], benchmark=0.5)
    assert found.plain[0] == "high_998"
    assert found.adjusted[0] == "not_placed"
    assert found.reason[0] is Reason.TOO_FEW_PLACES


def test_places_without_any_data_are_all_unplaced():
    for found in (position([None, None], [10, 10]), position_by_error([None, None], 1.0, 0.0)):
        assert list(found.plain) == list(found.adjusted) == ["not_placed"] * 2
        assert set(found.reason) <= {Reason.NO_DATA}
        assert found.outside(adjusted=False) == 0


def test_values_with_errors_are_placed_by_their_distance_in_errors():
    # 1.9 and 2.0 errors either side of 1.960; 3.0 and 3.2 either side of 3.090
    found = position_by_error([51.9, 52.0, 53.0, 46.8, 50.0], 1.0, 50.0)
    assert list(found.plain) == ["inside", "high_95", "high_95", "low_998", "inside"]
    assert found.z == pytest.approx([1.9, 2.0, 3.0, -3.2, 0.0])


def test_the_wider_limits_add_the_spread_to_the_error():
    values, se = np.array([3.0, -3.0, 2.0]), np.array([0.5, 0.5, 1.0])
    found = position_by_error(values, se, 0.0, winsorise=0)
    # by hand: z = 6, -6, 2; k phi = 76; tau2 = (76 - 2) / (9 - 33/9) = 13.875; 3 / sqrt(0.25 + 13.875) = 0.79823
    assert found.tau2 == pytest.approx(13.875)
    assert found.adjusted_z == pytest.approx([0.79823, -0.79823, 0.51856], abs=1e-5)
    assert list(found.plain) == ["high_998", "low_998", "high_95"]
    assert list(found.adjusted) == ["inside"] * 3


def test_each_place_may_have_a_target_of_its_own():
    found = position_by_error(pd.Series([10.0, 20.0]), [1.0, 1.0], [10.5, 10.0])
    assert list(found.plain) == ["inside", "high_998"]


def test_a_missing_value_target_or_error_is_named():
    found = position_by_error([None, 1.0, 1.0, 1.0, 1.0, 1.0], [1.0, 1.0, None, 0.0, -1.0, 1.0], [0, None, 0, 0, 0, 0])
    assert list(found.reason) == [
        Reason.NO_DATA, Reason.NO_BENCHMARK, Reason.NO_INTERVAL, Reason.NO_INTERVAL, Reason.INVALID,
        Reason.TOO_FEW_PLACES,
    ]  # fmt: skip


def test_rows_are_funnels_of_their_own():
    rows = position_by_error([[3.0, -3.0, 2.0], [0.1, 0.2, -0.1]], [0.5, 0.5, 1.0], 0.0, winsorise=0)
    assert rows.tau2 == pytest.approx([13.875, 0.0])
    assert rows.plain.shape == (2, 3)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=30),
    st.sampled_from(["proportion", "rate", "ratio"]),
)
def test_nobody_is_further_out_under_the_wider_limits(places, statistic):
    counts = [min(count, size) for count, size in places]
    found = position(counts, [size for _, size in places], statistic=statistic)
    for plain, adjusted in zip(found.plain, found.adjusted, strict=True):
        if adjusted != "not_placed":
            out, less = ORDER.index(plain) - 2, ORDER.index(adjusted) - 2
            assert 0 <= less * np.sign(out) <= abs(out)
            assert less == 0 or np.sign(less) == np.sign(out)


@given(st.integers(0, 300), st.floats(0.5, 300))
def test_a_rate_is_inside_exactly_where_its_interval_holds_the_benchmark(count, expected):
    _, lower, upper = poisson_rate(count, expected, multiplier=1)
    inside = position([count], [expected], statistic="ratio").plain[0] == "inside"
    assert inside == (lower <= 1 <= upper)


def test_misuse_is_refused_with_its_value():
    with pytest.raises(ValueError, match="'percentile'"):
        position([1], [2], statistic="percentile")
    with pytest.raises(ValueError, match="neither denominators nor rates"):
        position([1])
    with pytest.raises(ValueError, match="do not fit"):
        position([1, 2, 3], [1, 2])
