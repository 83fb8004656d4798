"""Over-dispersion: agrees with the moment estimator it rests on, and with sums by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.overdispersion import overdispersion
from tests import golden

BCG = golden.read("funnel")["dersimonian_laird"]


def test_around_the_weighted_mean_it_is_dersimonian_and_lairds_estimate():
    ill, well, ill_without, well_without = np.array(BCG["trials"], dtype=float).T
    effects = np.log(ill / (ill + well)) - np.log(ill_without / (ill_without + well_without))
    se = np.sqrt(1 / ill - 1 / (ill + well) + 1 / ill_without - 1 / (ill_without + well_without))
    mean = (effects / se**2).sum() / (1 / se**2).sum()
    phi, tau2 = overdispersion((effects - mean) / se, se, winsorise=0)
    assert phi * len(effects) == pytest.approx(BCG["q"], abs=5e-5)
    assert tau2 == pytest.approx(BCG["tau2"], abs=5e-5)


def test_the_outermost_tenth_at_each_end_is_pulled_in():
    # by hand: of 0 to 10 the 10% and 90% points are 1 and 9; (1 + 1 + 4 + 9 + ... + 81 + 81) / 11 = 367 / 11
    z = np.arange(11.0)
    assert overdispersion(z).phi == pytest.approx(367 / 11)
    # a tenth of the way between two places is interpolated: of 0, 10, 20 the 10% point is 2, the 90% point 18
    assert overdispersion([0.0, 10.0, 20.0]).phi == pytest.approx((4 + 100 + 324) / 3)


def test_spread_beyond_chance_is_a_sum_by_hand():
    # w = 4, 4, 1: sum 9, of squares 33; k phi = 9 + 9 + 4 = 22; (22 - 2) / (9 - 33/9) = 20 / 5.3333
    phi, tau2 = overdispersion([3.0, -3.0, 2.0], se=[0.5, 0.5, 1.0], winsorise=0)
    assert (phi, tau2) == pytest.approx((22 / 3, 3.75))
    assert overdispersion([3.0, -3.0, 2.0], weights=[4, 4, 1], winsorise=0).tau2 == pytest.approx(3.75)


def test_less_spread_than_chance_is_none():
    # k phi = 0.5 is less than k - 1 = 1
    assert overdispersion([0.5, -0.5], se=1.0, winsorise=0).tau2 == 0


def test_a_place_that_cannot_be_scored_is_left_out():
    with_gaps = overdispersion([3.0, None, -3.0, 2.0, 9.0, math.inf], se=[0.5, 1, 0.5, 1.0, 0.0, 1.0], winsorise=0)
    assert with_gaps == pytest.approx((22 / 3, 3.75))


def test_without_places_nothing_is_known_and_with_one_no_spread():
    assert np.isnan(overdispersion([None, None], se=1.0)).all()
    assert np.isnan(overdispersion([])).all()
    phi, tau2 = overdispersion([2.0], se=1.0)
    assert phi == 4
    assert math.isnan(tau2)


def test_each_row_is_a_funnel_of_its_own():
    rows = [[3.0, -3.0, 2.0, None], [0.0, 10.0, 20.0, None], [None] * 4]
    phi, tau2 = overdispersion(rows, se=1.0)
    assert phi[1] == pytest.approx((4 + 100 + 324) / 3)
    assert phi[0] == pytest.approx(overdispersion([3.0, -3.0, 2.0], se=1.0).phi)
    assert np.isnan([phi[2], tau2[2]]).all()


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=40), st.floats(0.1, 5))
def test_pulling_in_never_widens_and_tau_is_in_squared_units_of_the_error(z, se):
    pulled, plain = overdispersion(z, se), overdispersion(z, se, winsorise=0)
    spread = np.percentile(z, [10, 90])
    assert pulled.phi == pytest.approx(np.mean(np.clip(z, *spread) ** 2), abs=1e-9)
    assert overdispersion(z, 2 * se).tau2 == pytest.approx(4 * pulled.tau2, rel=1e-6, abs=1e-9)
    assert plain.tau2 >= 0


def test_misuse_is_refused_with_its_value():
    with pytest.raises(ValueError, match="one of them"):
        overdispersion([1.0], se=1.0, weights=1.0)
    with pytest.raises(ValueError, match="winsorise 10"):
        overdispersion([1.0], winsorise=10)
