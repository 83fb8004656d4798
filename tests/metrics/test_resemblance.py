"""Which places are near one place, what makes them alike, and how firm that is."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.neighbours import nearest
from metrics.resemblance import resemblance


def table(**columns) -> pd.DataFrame:
    codes = [f"E0600000{number}" for number in range(1, len(next(iter(columns.values()))) + 1)]
    return pd.DataFrame(columns, index=codes, dtype=float)


A, B, C, D = (f"E0600000{number}" for number in range(1, 5))
# mean 2.5 and population standard deviation sqrt(1.25) in both
TOWNS = table(pay=[1, 2, 3, 4], age=[1, 4, 2, 3])


def test_distances_add_up_over_the_measures():
    # from A, in squared standard deviations: B (1 + 9) / 1.25 = 8, C (4 + 1) / 1.25 = 4, D (9 + 4) / 1.25 = 10.4
    found = resemblance(TOWNS, A, k=3)
    assert [each.code for each in found.nearest] == [C, B, D]
    # the middle of sqrt(4), sqrt(8) and sqrt(10.4) is sqrt(8)
    assert [each.distance for each in found.nearest] == pytest.approx([0.5**0.5, 1.0, 1.3**0.5])
    assert found.nearest[0].apart == pytest.approx({"pay": 0.8, "age": 0.2})
    assert found.nearest[1].apart == pytest.approx({"pay": 0.1, "age": 0.9})
    assert found.others == 3


def test_what_makes_a_place_alike_is_where_it_is_nearer_than_others_are():
    # from A on average: pay (1 + 4 + 9) / 3 / 1.25 = 3.7333, age (9 + 1 + 4) / 3 / 1.25 = 3.7333; from C 3.2 and 0.8
    closest = resemblance(TOWNS, A, k=1).nearest[0]
    assert closest.alike == pytest.approx({"pay": 3.7333 - 3.2, "age": 3.7333 - 0.8}, abs=1e-3)


def test_figures_are_shown_beside_the_middle_of_the_nearest_and_of_all():
    shared = {each.metric_id: each for each in resemblance(TOWNS, A, k=2).shared}
    # the nearest two are C and B, with pay 3 and 2 and age 2 and 4; all three have pay 2, 3, 4 and age 4, 2, 3
    assert (shared["pay"].own, shared["pay"].nearest, shared["pay"].every) == (1.0, 2.5, 3.0)
    assert (shared["age"].own, shared["age"].nearest, shared["age"].every) == (1.0, 3.0, 3.0)


def test_how_much_hangs_on_one_measure_is_counted():
    # by age alone the nearest to A is C still; by pay alone it is B
    assert resemblance(TOWNS, A, k=1).kept_without == {"pay": 1, "age": 0}


def test_one_measure_cannot_be_left_out():
    assert resemblance(TOWNS[["pay"]], A, k=1).kept_without == {}


def test_places_that_are_the_same_are_no_distance_apart():
    same = table(pay=[5, 5, 5], age=[1, 1, 1])
    found = resemblance(same, A, k=2)
    assert [each.distance for each in found.nearest] == [0.0, 0.0]
    assert set(found.nearest[0].apart.values()) == {0.0}


@pytest.mark.parametrize(
    "columns",
    [{"pay": [np.nan, 2, 3], "age": [np.nan, 2, 3]}, {"pay": [1, np.nan, np.nan], "age": [1, np.nan, np.nan]}],
)
def test_without_enough_figures_there_is_no_list(columns):
    assert resemblance(table(**columns), A, k=2) is None


def test_a_place_outside_the_table_or_without_measures_has_no_list():
    assert resemblance(TOWNS, "E47000001", k=2) is None
    assert resemblance(TOWNS[[]], A, k=2) is None


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(1, 8))
def test_the_list_is_the_one_the_method_makes_for_all_places_at_once(seed, measures, k):
    draws = np.random.default_rng(seed).lognormal(size=(9, measures))
    draws[np.random.default_rng(seed + 1).random(draws.shape) < 0.1] = np.nan
    places = pd.DataFrame(draws, index=[f"E0600000{number}" for number in range(9)])
    every = nearest(places, k=k)
    found = resemblance(places, "E06000000", k=k)
    expected = every.codes.loc["E06000000"].dropna().tolist()
    assert [each.code for each in found.nearest] == expected if found else expected == []
