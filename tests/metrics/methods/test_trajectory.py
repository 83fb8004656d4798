"""The path to a target, how far off it a place is, the pace needed and the pace made."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.trajectory import achieved_per_year, gap_to_path, needed_per_year, path


def test_a_straight_path_gains_the_same_amount_each_year():
    assert path(60, 70, start=2020, end=2025).tolist() == [60, 62, 64, 66, 68, 70]


def test_a_geometric_path_gains_the_same_share_each_year():
    assert path(100, 800, start=2020, end=2023, shape="geometric") == pytest.approx([100, 200, 400, 800])
    assert path(-1, -8, start=2020, end=2023, shape="geometric") == pytest.approx([-1, -2, -4, -8])


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.integers(1, 30), st.sampled_from(["straight", "geometric"]))
def test_a_path_begins_at_the_baseline_and_ends_at_the_target(baseline, target, years, shape):
    way = path(baseline, target, start=2000, end=2000 + years, shape=shape)
    assert way[[0, -1]] == pytest.approx([baseline, target])
    assert (np.diff(way) * np.sign(target - baseline) >= -1e-6).all()


def test_each_place_has_its_own_path():
    way = path([60, 0], [70, 10], start=[2020, 2015], end=2025, years=[2020, 2025])
    assert way.tolist() == [[60, 70], [5, 10]]


def test_there_is_no_path_outside_its_years_or_without_its_ends():
    assert np.isnan(path(60, 70, start=2020, end=2025, years=[2019, 2026])).all()
    assert np.isnan(path(None, 70, start=2020, end=2022)).all()
    assert np.isnan(path(60, np.nan, start=2020, end=2022)).all()
    assert np.isnan(path(60, 70, start=2020, end=2020)).all()
    assert np.isnan(path(60, 70, start=2025, end=2020, years=[2022])).all()


def test_a_geometric_path_cannot_pass_through_nought():
    assert np.isnan(path(-5, 5, start=2020, end=2022, shape="geometric")).all()
    assert np.isnan(path(0, 5, start=2020, end=2022, shape="geometric")).all()


def test_ahead_of_the_path_is_positive_whichever_way_is_better():
    assert gap_to_path(64, 62, polarity="higher_is_better") == 2
    assert gap_to_path(64, 62, polarity="lower_is_better") == -2
    assert gap_to_path(64, 62, polarity="neutral") == 2
    assert np.isnan(gap_to_path([None, 3], [1, None], polarity="neutral")).all()


def test_the_pace_needed_is_the_way_left_over_the_years_left():
    assert needed_per_year(62, 70, years=4) == 2
    assert needed_per_year([62, 62], [70, 50], years=[4, 3]).tolist() == [2, -4]
    assert np.isnan(needed_per_year([62, 62, None], 70, years=[0, -1, 4])).all()


def test_the_pace_made_is_the_way_come_over_the_years_passed():
    assert achieved_per_year(62, 60, years=4) == 0.5
    assert np.isnan(achieved_per_year(62, 60, years=0))


def test_paths_of_unknown_shape_or_length_are_refused():
    with pytest.raises(ValueError, match="curved"):
        path(1, 2, start=2020, end=2025, shape="curved")
    with pytest.raises(ValueError, match="different years"):
        path([1, 2], 3, start=[2020, 2021], end=2025)
