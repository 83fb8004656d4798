"""Disparity between regions and within them adds up to the whole."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.inequality import decompose, mean_log_deviation, theil_t

INDICES = {"theil_t": theil_t, "mean_log_deviation": mean_log_deviation}
places = st.lists(st.tuples(st.floats(0.1, 100), st.sampled_from("abc"), st.floats(0.1, 9)), min_size=2, max_size=25)


@pytest.mark.parametrize("index", INDICES)
@given(places)
def test_the_parts_add_up_to_the_whole(index, rows):
    values, groups, weights = zip(*rows, strict=True)
    parts = decompose(values, groups, weights, index=index)
    assert parts.between + parts.within == pytest.approx(INDICES[index](values, weights), rel=1e-9, abs=1e-12)
    assert parts.between >= 0
    assert parts.within >= 0


def test_both_indices_by_hand():
    # north 1, 3 with mean 2 and a third of the total's half; south 4, 4; mean of all 3
    values, groups = [1, 3, 4, 4], ["north", "north", "south", "south"]
    theil = decompose(values, groups)
    assert theil.between == pytest.approx(math.log(2 / 3) / 3 + 2 * math.log(4 / 3) / 3)
    assert theil.within == pytest.approx((0.5 * math.log(0.5) + 1.5 * math.log(1.5)) / 2 / 3)
    log_deviation = decompose(values, groups, index="mean_log_deviation")
    assert log_deviation.between == pytest.approx((math.log(3 / 2) + math.log(3 / 4)) / 2)
    assert log_deviation.within == pytest.approx(-(math.log(0.5) + math.log(1.5)) / 2 / 2)
    assert theil.between_share == pytest.approx(theil.between / theil.total)


@pytest.mark.parametrize("index", INDICES)
def test_one_group_has_nothing_between_and_single_places_nothing_within(index):
    one = decompose([1, 3, 8], ["a", "a", "a"], index=index)
    assert one.between == pytest.approx(0, abs=1e-12)
    assert one.between_share == pytest.approx(0, abs=1e-12)
    single = decompose([1, 3, 8], ["a", "b", "c"], index=index)
    assert single.within == pytest.approx(0, abs=1e-12)
    assert single.between == pytest.approx(INDICES[index]([1, 3, 8]))


def test_places_without_a_value_a_weight_or_a_region_are_left_out():
    whole = decompose([1, 3, 4, 4, 9, None, 7], ["n", "n", "s", "s", None, "s", "n"], [1, 1, 1, 1, 1, 1, 0])
    assert whole == decompose([1, 3, 4, 4], ["n", "n", "s", "s"], [1, 1, 1, 1])


def test_noughts_count_within_a_region():
    parts = decompose([0, 2, 3, 3], ["n", "n", "s", "s"])
    assert parts.total == pytest.approx(theil_t([0, 2, 3, 3]))
    assert decompose([0, 0, 3, 3], ["n", "n", "s", "s"]).within == pytest.approx(0, abs=1e-12)


def test_equal_places_have_no_share_to_split():
    parts = decompose([2, 2, 2, 2], ["n", "n", "s", "s"])
    assert (parts.between, parts.within) == (0, 0)
    assert np.isnan(parts.between_share)
    assert parts.reason is Reason.CONSTANT


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([-1, 3, 4], Reason.NEGATIVE_VALUES),
        ([None, None, None], Reason.NO_DATA),
        ([5, None, None], Reason.TOO_FEW_PLACES),
    ],
)
def test_an_index_that_is_not_defined_has_no_parts_and_says_why(values, reason):
    parts = decompose(values, ["n", "n", "s"])
    assert np.isnan(parts[:4]).all()
    assert parts.reason is reason


def test_rows_are_split_each_on_its_own():
    rows = [[1, 3, 4, 4], [2, 2, 2, 2], [5, 1, -1, 1]]
    groups = ["n", "n", "s", "s"]
    parts = decompose(rows, groups)
    alone = [decompose(row, groups) for row in rows]
    assert parts.between == pytest.approx([each.between for each in alone], nan_ok=True)
    assert parts.between_share == pytest.approx([each.between_share for each in alone], nan_ok=True)
    assert list(parts.reason) == [None, Reason.CONSTANT, Reason.NEGATIVE_VALUES]


def test_groups_that_do_not_fit_and_unknown_indices_are_refused():
    with pytest.raises(ValueError, match="2 groups were given for 3 places"):
        decompose([1, 2, 3], ["a", "b"])
    with pytest.raises(ValueError, match=r"'gini'.*theil_t"):
        decompose([1, 2], ["a", "b"], index="gini")
