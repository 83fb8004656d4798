"""Figures are drawn towards the mean by as much as they are noise, and no further."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.shrinkage import shrink
from tests import golden
from tests.metrics.methods.test_heterogeneity import trials

BCG = golden.read("shrinkage")["bcg"]
PLACES = st.lists(st.tuples(st.floats(-50, 50), st.floats(0.1, 20)), min_size=2, max_size=30)


def test_the_mean_is_that_of_the_published_trials():
    effects, variances = trials()
    assert shrink(effects, np.sqrt(variances)).mu == pytest.approx(BCG["mean"], abs=5e-5)


def test_a_figure_by_hand():
    # 0, 0, 9, 9 with error 3: sample variance 27 is 18 true and 9 error, so two thirds are each place's own;
    # the mean 4.5 has variance 27 / 4, and the error of a shrunken figure is sqrt(2/3 x 9 + 1/9 x 27/4)
    found = shrink([0, 0, 9, 9], [3, 3, 3, 3])
    assert found.tau2 == pytest.approx(18)
    assert found.reliability == pytest.approx(2 / 3)
    assert found.mu == pytest.approx(4.5)
    assert found.shrunken == pytest.approx([1.5, 1.5, 7.5, 7.5])
    assert found.se == pytest.approx([np.sqrt(6.75)] * 4)


def test_the_answer_unpacks_to_figures_errors_variance_and_reliability():
    shrunken, se, tau2, reliability = shrink([0, 0, 9, 9], [3, 3, 3, 3])
    assert (len(shrunken), len(se)) == (4, 4)
    assert tau2 == pytest.approx(18)
    assert reliability == pytest.approx(2 / 3)


@given(PLACES)
def test_a_shrunken_figure_lies_between_its_own_and_the_mean(places):
    y, error = np.array(places).T
    found = shrink(y, error)
    low, high = np.minimum(y, found.mu), np.maximum(y, found.mu)
    assert (found.shrunken >= low - 1e-9).all()
    assert (found.shrunken <= high + 1e-9).all()
    assert 0 <= found.reliability <= 1


@given(PLACES, st.floats(-100, 100), st.floats(0.5, 20))
def test_another_unit_changes_nothing_but_the_unit(places, shift, stretch):
    y, error = np.array(places).T
    plain, other = shrink(y, error), shrink(shift + stretch * y, stretch * error)
    if plain.tau2 > 1e-3:  # at the edge of nought the two roundings may fall on different sides
        assert other.shrunken == pytest.approx(shift + stretch * plain.shrunken, rel=1e-3, abs=1e-2)


def test_the_larger_the_error_the_further_a_figure_is_drawn():
    found = shrink([10, 10, 0, 0, 5, 5], [1, 4, 1, 4, 1, 4])
    assert found.shrunken[0] > found.shrunken[1] > 5


def test_places_that_do_not_differ_are_all_at_the_mean():
    found = shrink([1.0, 1.1, 0.9], [1, 1, 1])
    assert found.tau2 == 0
    assert found.reliability == 0
    assert found.shrunken == pytest.approx([1.0, 1.0, 1.0])


def test_an_exact_figure_stays_as_it_is():
    found = shrink([1.0, 5.0, 9.0], [0, 0, 3])
    assert found.shrunken[:2] == pytest.approx([1, 5])
    assert found.se[:2] == pytest.approx([0, 0])
    assert shrink([2, 2, 2], [0, 0, 0]).shrunken == pytest.approx([2, 2, 2])


def test_a_place_that_cannot_be_used_says_why_and_does_not_count():
    found = shrink([0, 0, 9, 9, None, 4, 4, np.inf], [3, 3, 3, 3, 3, None, -1, 3])
    assert list(found.reason) == [None] * 4 + [
        Reason.NO_DATA, Reason.NO_INTERVAL, Reason.INVALID, Reason.NO_DATA,
    ]  # fmt: skip
    assert np.isnan(found.shrunken[4:]).all()
    assert found.tau2 == pytest.approx(18)


@pytest.mark.parametrize("places", [([], []), ([3.0], [1.0]), ([3.0, None], [1.0, 1.0])])
def test_fewer_than_two_places_give_nothing_to_draw_towards(places):
    found = shrink(*places)
    assert np.isnan(found.shrunken).all()
    assert np.isnan(found.tau2)
    assert np.isnan(found.reliability)
    if len(places[0]):
        assert found.reason[0] is Reason.TOO_FEW_PLACES


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="one of each"):
        shrink([1, 2, 3], [1, 2])
