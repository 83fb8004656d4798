"""Flags raised by chance are counted, and allowed for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.multiplicity import benjamini_hochberg, expected_by_chance, flag
from tests import golden

PUBLISHED = golden.read("multiplicity")


@pytest.mark.parametrize("case", PUBLISHED["adjusted"]["cases"])
def test_adjusted_p_values_agree_with_r(case):
    assert benjamini_hochberg(case["p"]) == pytest.approx(case["adjusted"])


def test_the_trial_of_the_paper_has_four_discoveries():
    assert (benjamini_hochberg(PUBLISHED["paper"]["p"]) <= 0.05).sum() == PUBLISHED["paper"]["discoveries"]


def test_missing_p_values_stay_missing_and_are_not_counted():
    assert benjamini_hochberg([0.01, None, 0.04]) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert np.isnan(benjamini_hochberg([None, None])).all()
    assert np.isnan(benjamini_hochberg([1.5, -0.1])).all()


def test_an_empty_family_stays_empty():
    assert benjamini_hochberg([]).shape == (0,)


def test_each_row_is_a_family_of_its_own():
    rows = np.array([[0.01, 0.04, np.nan], [0.5, 0.02, 0.03]])
    assert benjamini_hochberg(rows)[0] == pytest.approx(benjamini_hochberg(rows[0]), nan_ok=True)
    assert benjamini_hochberg(rows)[1] == pytest.approx(benjamini_hochberg(rows[1]))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0.001, 0.5))
def test_the_discoveries_are_those_of_the_step_up_rule(p, rate):
    ordered = sorted(p)
    # the largest k with p(k) <= k rate / m, as the paper states it
    k = max((rank for rank, value in enumerate(ordered, 1) if value <= rank * rate / len(p)), default=0)
    found = benjamini_hochberg(p) <= rate
    near = any(abs(value - rank * rate / len(p)) < 1e-12 for rank, value in enumerate(ordered, 1))
    if not near:
        assert found.sum() == sum(value <= ordered[k - 1] for value in p) * (k > 0)


def test_three_hundred_places_raise_fifteen_flags_by_chance():
    assert expected_by_chance(300).expected == pytest.approx(15)
    strict = expected_by_chance(300, confidence=0.998)
    assert strict.expected == pytest.approx(0.6)
    assert strict.at_least_one == pytest.approx(0.45, abs=0.005)


def test_nothing_compared_raises_nothing():
    assert expected_by_chance(0) == (0, 0)
    assert np.isnan(expected_by_chance([-1, None])).all()


def test_a_level_and_a_confidence_together_are_refused():
    with pytest.raises(ValueError, match="give one of them"):
        expected_by_chance(3, level=0.05, confidence=0.95)
    with pytest.raises(ValueError, match="5"):
        expected_by_chance(3, level=5)


def test_a_flag_needs_a_small_p_or_a_discovery():
    # by hand: 0.0015 is below 0.002; of the other four the smallest adjusted is 0.03 x 5 / 2 = 0.075
    assert flag([0.0015, 0.03, 0.2, 0.5, 0.9]).tolist() == [True, False, False, False, False]
    assert flag([0.001] + [0.9] * 99).tolist() == [True] + [False] * 99
    assert flag([0.02, 0.02, None]).tolist() == [True, True, False]
