"""The mix that comes closest is found, whichever way it is sought."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from metrics.methods.simplex import MANY, simplex_weights


def miss(weights, columns, target, ridge=0.0, *, intercept=False):
    gaps = columns @ weights - target
    return float(((gaps - gaps.mean() * intercept) ** 2).sum() + ridge * (weights**2).sum())


@st.composite
def problems(draw):
    rows, columns = draw(st.integers(2, 8)), draw(st.integers(1, 7))
    generator = np.random.default_rng(draw(st.integers(0, 10_000)))
    return generator.normal(size=(rows, columns)) * 5, generator.normal(size=rows) * 5


@given(problems(), st.sampled_from([0.0, 0.5, 40.0]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_other_mix_comes_closer(problem, ridge, intercept):
    columns, target = problem
    weights = simplex_weights(columns, target, ridge=ridge, intercept=intercept)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    count = columns.shape[1]
    rival = minimize(
        miss, np.full(count, 1 / count), args=(columns, target, ridge), bounds=[(0, 1)] * count,
        constraints={"type": "eq", "fun": lambda mix: mix.sum() - 1}, method="SLSQP", options={"ftol": 1e-12},
    ) if not intercept else minimize(
        lambda mix: miss(mix, columns, target, ridge, intercept=True), np.full(count, 1 / count),
        bounds=[(0, 1)] * count, constraints={"type": "eq", "fun": lambda mix: mix.sum() - 1}, method="SLSQP",
        options={"ftol": 1e-12},
    )  # fmt: skip
    assert miss(weights, columns, target, ridge, intercept=intercept) <= rival.fun + 1e-6 * (1 + abs(rival.fun))


@pytest.mark.parametrize("ridge", [0.05, 3.0, 500.0, 1e-9])
def test_with_many_columns_no_weight_could_be_moved_to_advantage(ridge):
    generator = np.random.default_rng(3)
    columns = generator.normal(size=(12, MANY + 50)).cumsum(axis=0)
    target = generator.normal(size=12).cumsum()
    weights = simplex_weights(columns, target, ridge=ridge)
    # at the minimum the slope is the same for every weight in use and not smaller for any other
    slope = columns.T @ (columns @ weights - target) + ridge * weights
    used = weights > 1e-9
    scale = np.abs(columns).max() ** 2
    assert weights.sum() == pytest.approx(1)
    assert weights.min() >= 0
    assert np.ptp(slope[used]) < 1e-6 * scale
    assert slope.min() > slope[used].mean() - 1e-6 * scale


def test_a_target_that_is_one_of_the_columns_is_that_column():
    columns = np.array([[1.0, 5, 2], [2, 1, 7], [3, 3, 1]])
    assert simplex_weights(columns, columns[:, 1]) == pytest.approx([0, 1, 0])


def test_with_an_intercept_the_height_of_a_column_does_not_matter():
    columns = np.array([[1.0, 5], [2, 1], [3, 3]])
    assert simplex_weights(columns, columns[:, 0] + 100, intercept=True) == pytest.approx([1, 0])
    assert simplex_weights(columns + np.array([50, -7]), columns[:, 0], intercept=True) == pytest.approx([1, 0])


def test_a_heavy_ridge_shares_evenly():
    columns = np.array([[1.0, 5, 2], [2, 1, 7]])
    assert simplex_weights(columns, np.array([5.0, 1]), ridge=1e9) == pytest.approx([1 / 3] * 3, abs=1e-6)


def test_columns_that_are_all_alike_share_evenly():
    assert simplex_weights(np.ones((4, 5)), np.ones(4)) == pytest.approx([0.2] * 5)
    assert simplex_weights(np.ones((4, 2)) * [1, 2], np.ones(4), intercept=True) == pytest.approx([0.5] * 2)


# by hand: of all mixes that hit the target, the one whose squares add up to the least
@pytest.mark.parametrize(
    ("columns", "target", "mix"),
    [
        ([[1.0, 1, 3]], [2.0], [1 / 4, 1 / 4, 1 / 2]),
        ([[0.0, 2, 4]], [2.0], [1 / 3, 1 / 3, 1 / 3]),
        ([[0.0, 0, 4], [1, 1, 9]], [1.0, 3.0], [3 / 8, 3 / 8, 1 / 4]),
        ([[0.0, 3, 3]], [9.0], [0, 1 / 2, 1 / 2]),  # the target lies beyond them all
    ],
)
def test_of_mixes_that_come_as_close_the_most_even_is_taken_whatever_the_order(columns, target, mix):
    for order in ([0, 1, 2], [2, 0, 1], [1, 2, 0]):
        found = simplex_weights(np.array(columns)[:, order], np.array(target))
        assert found == pytest.approx(np.array(mix)[order], abs=1e-7)


@pytest.mark.parametrize("factor", [1e-9, 1e9])
def test_the_unit_does_not_matter(factor):
    columns, target = np.array([[1.0, 5, 2], [2, 1, 7], [3, 3, 1]]), np.array([2.0, 2, 2])
    plain = simplex_weights(columns, target, ridge=0.3)
    assert simplex_weights(columns * factor, target * factor, ridge=0.3 * factor**2) == pytest.approx(plain, abs=1e-9)
