"""Groups of places agree with the public health definition and never depend on the order of the rows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.comparison import quantile_group
from tests import golden

FIFTHS = golden.read("comparisons")["quintiles"]["cases"]


@pytest.mark.parametrize(("value", "low_is_good", "high_is_good"), FIFTHS)
def test_fifths_agree_with_fingertips(value, low_is_good, high_is_good):
    values = list(range(1, 11))
    assert quantile_group(values, 5, polarity="lower_is_better")[value - 1] == low_is_good
    assert quantile_group(values, 5, polarity="higher_is_better")[value - 1] == high_is_good


def test_equal_values_share_the_lower_group():
    # ranks 1, 2, 2, 4 by hand: groups 1, 1, 1, 2 of two
    assert quantile_group([1, 5, 5, 9], 2, polarity="neutral").tolist() == [1, 1, 1, 2]


def test_a_missing_value_has_no_group_and_does_not_count():
    groups = quantile_group([10, None, 20, 30, 40], 4, polarity="neutral")
    assert groups[[0, 2, 3, 4]].tolist() == [1, 2, 3, 4]
    assert np.isnan(groups[1])


def test_fewer_places_than_groups_have_no_groups():
    assert np.isnan(quantile_group([1, 2, 3, None], 4, polarity="neutral")).all()


def test_one_group_is_refused():
    with pytest.raises(ValueError, match="1 groups"):
        quantile_group([1, 2], 1, polarity="neutral")


@given(st.lists(st.integers(0, 30), min_size=2, max_size=60), st.integers(2, 10))
def test_every_group_follows_from_the_definition(values, k):
    groups = quantile_group(values, k, polarity="lower_is_better")
    places = len(values)
    for value, group in zip(values, groups, strict=True):
        rank = 1 + sum(other < value for other in values)
        if places < k:
            assert math.isnan(group)
        else:
            # k + 1 - ceil((m + 1 - r) / (m / k)), in whole numbers
            assert group == k + 1 - -(-((places + 1 - rank) * k) // places)


@given(st.lists(st.integers(-30, 30), min_size=5, max_size=60))
def test_where_higher_is_better_the_places_are_ranked_from_the_highest(values):
    turned = [-value for value in values]
    best_first = quantile_group(values, 5, polarity="higher_is_better")
    assert best_first.tolist() == quantile_group(turned, 5, polarity="lower_is_better").tolist()
