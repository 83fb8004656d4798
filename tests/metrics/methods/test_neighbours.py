"""Neighbours are the places that are alike on the variables given, and the answer says which variables."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.methods.neighbours import nearest, skew, standardised


@pytest.fixture
def towns():
    generator = np.random.default_rng(7)
    codes = [f"E0800{number:04d}" for number in range(40)]
    return pd.DataFrame(generator.normal(size=(40, 5)), index=codes, columns=["pay", "age", "jobs", "rooms", "trees"])


def test_the_nearest_places_come_first_and_never_the_place_itself(towns):
    found = nearest(towns)
    assert list(found.codes.columns) == list(range(1, 21))
    assert (np.diff(found.distances.to_numpy(), axis=1) >= 0).all()
    assert not any(code in set(row) for code, row in found.codes.iterrows())


def test_distances_by_hand():
    # two variables with mean 0; standard deviations sqrt(8/3) = 1.633 and 2 sqrt(8/3)
    places = pd.DataFrame({"a": [-2.0, 0, 2], "b": [4.0, -4, 0]}, index=["X", "Y", "Z"])
    found = nearest(places, k=2)
    unit = (8 / 3) ** 0.5
    assert found.codes.loc["Z"].tolist() == ["Y", "X"]
    assert found.distances.loc["Z"].tolist() == pytest.approx([(8**0.5) / unit, (16 + 4) ** 0.5 / unit])
    assert found.contributions.loc[("Z", "Y")].tolist() == pytest.approx([4 / unit**2, 4 / unit**2])


def test_contributions_add_up_to_the_square_of_the_distance(towns):
    found = nearest(towns, k=3)
    for place in towns.index[:5]:
        parts = found.contributions.loc[place].sum(axis=1)
        assert parts.loc[found.codes.loc[place]].tolist() == pytest.approx((found.distances.loc[place] ** 2).tolist())


def test_the_unit_of_a_variable_does_not_matter(towns):
    in_pence = towns.assign(pay=towns["pay"] * 100 + 5)
    assert nearest(in_pence).codes.equals(nearest(towns).codes)


def test_the_order_of_the_rows_does_not_matter(towns):
    shuffled = nearest(towns.sample(frac=1, random_state=3))
    assert shuffled.codes.loc[towns.index].equals(nearest(towns).codes)


def test_equally_near_places_come_in_the_order_of_their_codes():
    places = pd.DataFrame({"a": [0.0, 1, 1, 1, 5]}, index=["M", "D", "B", "C", "Z"])
    assert nearest(places, k=3).codes.loc["M"].tolist() == ["B", "C", "D"]


def test_a_place_with_less_than_seven_tenths_of_the_variables_is_left_out(towns):
    towns.iloc[0, :2] = np.nan  # three of five left
    towns.iloc[1, :1] = np.nan  # four of five left
    found = nearest(towns, k=38)
    assert found.codes.iloc[0].isna().all()
    assert found.distances.iloc[0].isna().all()
    assert towns.index[0] not in set(found.codes.to_numpy().ravel())
    assert towns.index[1] in set(found.codes.iloc[2])


def test_fewer_places_than_neighbours_asked_for_give_all_there_are(towns):
    assert list(nearest(towns.head(4)).codes.columns) == [1, 2, 3]
    assert nearest(towns.head(1)).codes.shape == (1, 0)


def test_a_skewed_variable_is_logged_and_others_are_not():
    lopsided = np.array([1.0, 1, 2, 2, 4, 4, 8, 64])
    assert stats.skew(lopsided) > 1
    scores = standardised(lopsided[:, None])[:, 0]
    assert scores == pytest.approx(stats.zscore(np.log(lopsided)))
    even = np.array([1.0, 2, 3, 4, 5])
    assert standardised(even[:, None])[:, 0] == pytest.approx(stats.zscore(even))


def test_noughts_can_be_logged_and_negative_values_are_left_as_they_are():
    with_nought = np.array([0.0, 1, 2, 2, 4, 4, 8, 64])
    assert standardised(with_nought[:, None])[:, 0] == pytest.approx(stats.zscore(np.log(with_nought + 0.5)))
    with_debt = np.array([-1.0, 1, 2, 2, 4, 4, 8, 64])
    assert standardised(with_debt[:, None])[:, 0] == pytest.approx(stats.zscore(with_debt))


def test_scores_are_held_to_four():
    scores = standardised(np.array([[-1000.0], *([[0.0], [1.0]] * 40)]))
    assert scores.min() == -4


def test_a_missing_value_stands_in_the_middle_and_a_variable_without_spread_says_nothing():
    scores = standardised(np.array([[1.0, 0.1], [np.nan, 0.1], [3.0, 0.1]]))
    assert scores.tolist() == [[-1, 0], [0, 0], [1, 0]]


def test_the_robust_score_ignores_one_wild_value():
    values = np.array([[1.0], [2], [3], [4], [5]])
    wild = np.array([[1.0], [2], [3], [4], [-5000]])
    # quartiles 2 and 4, then 1 and 3, against 1.349 for the quartiles of a normal variable
    assert standardised(values, robust=True)[3, 0] == pytest.approx(1.349 / 2, abs=0.001)
    assert standardised(wild, robust=True)[3, 0] == pytest.approx((4 - 2) / (3 - 1) * 1.349, abs=0.001)


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=30))
def test_skew_is_that_of_scipy(values):
    column = np.array(values, dtype=float)
    expected = stats.skew(column) if len(set(values)) > 1 else 0
    assert skew(column) == pytest.approx(expected, abs=1e-9)


def test_faults_in_the_frame_are_refused_with_what_is_wrong(towns):
    with pytest.raises(ValueError, match="'E08000000' comes more than once"):
        nearest(pd.concat([towns, towns.head(1)]))
    with pytest.raises(ValueError, match="0 places"):
        nearest(towns.head(0))
    with pytest.raises(ValueError, match="0 neighbours"):
        nearest(towns, k=0)
