"""How far true values differ agrees with published answers, and with the likelihood itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.heterogeneity import tau2_dersimonian_laird, tau2_reml
from tests import golden

BCG = golden.read("shrinkage")["bcg"]
ESTIMATORS = (tau2_reml, tau2_dersimonian_laird)


def trials():
    """Log relative risks and their variances."""
    columns = ("treated_cases", "treated_others", "control_cases", "control_others")
    a, b, c, d = (np.array(BCG[name], dtype=float) for name in columns)
    return np.log(a / (a + b) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


def log_likelihood(tau2, effects, variances):
    """The restricted log-likelihood, written out in full with matrices."""
    whole = np.diag(np.asarray(variances) + tau2)
    ones = np.ones((len(effects), 1))
    inside = ones.T @ np.linalg.inv(whole) @ ones
    mean = np.linalg.inv(inside) @ ones.T @ np.linalg.inv(whole) @ effects
    residual = effects - ones @ mean
    spread = residual @ np.linalg.inv(whole) @ residual
    return -(np.linalg.slogdet(whole)[1] + np.linalg.slogdet(inside)[1] + spread) / 2


def test_published_trials_differ_as_published():
    effects, variances = trials()
    assert tau2_reml(effects, variances) == pytest.approx(BCG["tau2_reml"], abs=5e-5)
    assert tau2_dersimonian_laird(effects, variances) == pytest.approx(BCG["tau2_dersimonian_laird"], abs=5e-5)


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=2, max_size=12),
    st.floats(0, 6),
)
def test_no_other_value_is_likelier(pairs, other):
    effects, variances = np.array(pairs).T
    found = float(tau2_reml(effects, variances))
    best = log_likelihood(found, effects, variances)
    # twin peaks are rare; near the one found, nothing is higher
    assert best >= log_likelihood(0.0, effects, variances) - 1e-6
    near = found + (other - found) * 1e-3
    assert best >= log_likelihood(max(near, 0.0), effects, variances) - 1e-6


def test_steps_that_would_go_round_in_circles_still_arrive():
    rng = np.random.default_rng(1)
    for _ in range(60):
        variances = rng.uniform(0.01, 2, rng.integers(2, 30)) ** 2
        effects = rng.normal(0, np.sqrt(variances + rng.uniform(0, 1)))
        grid = np.concatenate([[0.0], np.geomspace(1e-3, 20, 300)])
        likelihoods = [log_likelihood(value, effects, variances) for value in grid]
        best = log_likelihood(float(tau2_reml(effects, variances)), effects, variances)
        assert best >= max(likelihoods) - 1e-6


def test_of_two_peaks_the_higher_is_found():
    # one place is all but exact, so a variance of nought is a peak of its own
    rng = np.random.default_rng(6)
    for _ in range(40):
        variances = np.concatenate([[1e-8], rng.uniform(0.01, 1, 9)])
        effects = rng.normal(0, np.sqrt(variances + 0.03))
        grid = np.concatenate([[0.0], np.geomspace(1e-9, 20, 400)])
        likelihoods = [log_likelihood(value, effects, variances) for value in grid]
        best = log_likelihood(float(tau2_reml(effects, variances)), effects, variances)
        assert best >= max(likelihoods) - 1e-6


def test_how_far_from_nought_the_effects_lie_does_not_matter():
    effects, variances = trials()
    assert tau2_reml(effects + 1e6, variances) == pytest.approx(BCG["tau2_reml"], abs=5e-5)
    assert tau2_dersimonian_laird(effects - 1e6, variances) == pytest.approx(BCG["tau2_dersimonian_laird"], abs=5e-5)


def test_errors_that_are_tiny_beside_the_effects_keep_their_weights():
    # by hand: weights 1000, 1000, 500; mean 800,000; Q = 1.4e15; (Q - 2) / (2500 - 2,250,000 / 2500)
    assert tau2_dersimonian_laird([0, 1e6, 2e6], [1e-3, 1e-3, 2e-3]) == pytest.approx((1.4e15 - 2) / 1600)


def test_exact_values_differ_by_their_own_variance():
    # by hand: the sample variance of 1, 2, 3, 4 is 5/3
    assert tau2_reml([1, 2, 3, 4], 0.0) == pytest.approx(5 / 3)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_values_no_further_apart_than_their_error_do_not_differ(estimate):
    assert estimate([1.0, 1.1, 0.9, 1.0], [1.0, 1.0, 1.0, 1.0]) == 0
    assert estimate([2.0, 2.0, 2.0], [0.5, 0.5, 0.5]) == 0
    assert estimate([2.0, 2.0, 2.0], [0.0, 0.0, 0.0]) == 0


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_fewer_than_two_usable_values_say_nothing(estimate):
    assert np.isnan(estimate([1.0], [1.0]))
    assert np.isnan(estimate([], []))
    assert np.isnan(estimate([1.0, None], [1.0, 1.0]))
    assert np.isnan(estimate([1.0, 2.0], [1.0, -1.0]))
    assert np.isnan(estimate([1.0, np.inf], [1.0, 1.0]))


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_a_value_that_cannot_be_used_is_left_out(estimate):
    assert estimate([4, 6, 99, None], [1, 1, -1, 1]) == pytest.approx(float(estimate([4, 6], [1, 1])))


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_each_row_is_an_estimate_of_its_own(estimate):
    rows = np.array([[4.0, 6.0, np.nan], [np.nan] * 3, [1.0, 9.0, 2.0]])
    found = estimate(rows, 1.0)
    assert found[0] == pytest.approx(1.0)
    assert np.isnan(found[1])
    assert found[2] == pytest.approx(float(estimate([1, 9, 2], [1, 1, 1])))
