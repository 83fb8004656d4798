"""A target a reader sets, asked of one place's figures."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mission import Aim
from domain.observation import Observation
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.targets import Target
from metrics.what_if import is_the_national, what_if
from tests.ui.measures import INACTIVITY, LIFE
from tests.ui.test_verdict_table import WORSE

BASELINE = dt.date(2019, 12, 31)
# nine years from 2015: steady gains of half a point with small ups and downs
VALUES = (60.0, 60.6, 61.0, 61.4, 62.1, 62.5, 62.9, 63.6, 64.0)


def series(values=VALUES, *, first: int = 2015) -> list[Observation]:
    return [
        Observation(LIFE.metric_id, "E06000001", dt.date(first + i, 1, 1), 12, value, None, None, None, None, "health")
        for i, value in enumerate(values)
    ]


def ask(target, by, values=VALUES, *, metric=LIFE, baseline_on=BASELINE):
    return what_if(metric, series(values), target=target, by=by, baseline_on=baseline_on)


def test_the_path_begins_at_the_newest_figure_complete_at_the_baseline():
    # the figure for 2019, the fifth of the nine, was complete on 31 December 2019
    found = ask(66.0, 2028)
    assert (found.baseline_year, found.baseline_value) == (2019, 62.1)
    assert found.path[0] == (2019, 62.1)
    assert found.path[-1] == (2028, 66.0)


def test_the_pace_needed_and_the_pace_so_far_are_in_the_unit_a_year():
    found = ask(66.0, 2028)
    assert found.needed == pytest.approx((66.0 - 64.0) / 5)
    assert found.achieved == pytest.approx((64.0 - 62.1) / 4)
    # on the path 62.1 + 4 * 3.9 / 9 was due in 2023
    assert found.path_gap == pytest.approx(64.0 - (62.1 + 4 * 3.9 / 9))


def test_going_on_as_before_towards_a_modest_target_is_on_track_and_a_wild_one_is_not():
    assert ask(65.5, 2028).answer is TrajectoryAnswer.ON_TRACK
    wild = ask(80.0, 2028)
    assert wild.answer is TrajectoryAnswer.OFF_TRACK
    assert wild.chance < 0.2


def test_a_target_met_at_the_baseline_and_lost_since_can_still_be_set():
    # 61.5 was passed in 2019; since then the figure fell: to get back there is a target like any other
    found = ask(61.5, 2027, (60.0, 60.6, 61.0, 61.4, 62.1, 61.2, 60.6, 60.1, 59.6))
    assert found.reason is not Reason.TARGET_BEHIND_BASELINE
    assert (found.baseline_year, found.baseline_value) == (2023, 59.6)
    assert found.achieved is not None


def test_a_target_that_asks_for_no_change_is_already_met_without_a_reason():
    found = ask(60.0, 2028)
    assert found.answer is TrajectoryAnswer.ALREADY_MET
    assert found.reason is None
    # half a point a year away from it, so it will almost surely be met in 2028 too; for 2040 that has not been tried
    assert found.chance > 0.9
    assert ask(60.0, 2040).chance is None


def test_where_low_is_good_the_same_figure_is_on_the_other_side():
    assert ask(66.0, 2028, metric=INACTIVITY).answer is TrajectoryAnswer.ALREADY_MET


def test_a_year_that_has_passed_and_one_too_far_ahead_have_no_chance():
    past, far = ask(66.0, 2020), ask(70.0, 2035)
    assert (past.answer, past.chance) == (TrajectoryAnswer.CANNOT_TELL, None)
    assert past.reason is Reason.TARGET_IN_PAST
    assert (far.answer, far.chance) == (TrajectoryAnswer.CANNOT_TELL, None)
    assert far.reason is Reason.TOO_FAR_AHEAD


@pytest.mark.parametrize(("target", "by"), [(None, 2028), (66.0, None), (None, None)])
def test_half_a_target_is_none_and_the_fan_is_there_all_the_same(target, by):
    found = ask(target, by)
    assert found.answer is TrajectoryAnswer.NO_TARGET
    assert (found.target_value, found.path) == (None, ())
    assert [year.year for year in found.fan] == [2024, 2025, 2026, 2027, 2028]


def test_without_a_baseline_the_path_begins_now():
    assert ask(66.0, 2028, baseline_on=None).baseline_year == 2023
    assert ask(66.0, 2028, baseline_on=dt.date(2001, 1, 1)).baseline_year == 2023


def test_no_figures_at_all_have_a_reason():
    found = what_if(LIFE, [], target=66.0, by=2028, baseline_on=BASELINE)
    assert found.reason is Reason.NO_DATA
    assert found.chance is None


def test_a_constant_series_and_one_of_two_figures_never_break():
    for values in ((62.0,) * 9, (62.0, 63.0)):
        found = ask(66.0, 2028, values)
        assert found.answer in TrajectoryAnswer
        assert found.chance is None or 0 <= found.chance <= 1


@given(st.floats(-1e6, 1e6), st.integers(2000, 2100), st.lists(st.floats(1, 99), min_size=1, max_size=12))
def test_whatever_is_asked_the_chance_is_a_chance_and_no_answer_has_a_reason(target, by, values):
    found = ask(target, by, tuple(values))
    if found.answer is TrajectoryAnswer.CANNOT_TELL:
        assert found.reason is not None
        assert found.chance is None
    elif found.answer is not TrajectoryAnswer.ALREADY_MET:
        assert 0 <= found.chance <= 1


IMPROVE = Target(
    metric_id=LIFE.metric_id, aim=Aim.IMPROVE, value=None, year=2028, everywhere=True, framework_id="white_paper",
    mission_id="health", statement="Better than in 2019",
)  # fmt: skip
# the build counts the baseline as the mean of the figures of 2018, 2019 and 2020: (61.4 + 62.1 + 62.5) / 3
AROUND_2019 = 62.0
DECIDED = replace(
    WORSE, value=64.0, target_value=AROUND_2019, target_year=2028, trajectory=TrajectoryAnswer.ON_TRACK,
    trajectory_reason=None, chance=0.97, path_gap=2.0, needed=-0.4, achieved=0.5,
)  # fmt: skip


def held(target, by=2028, verdict=DECIDED):
    return what_if(
        LIFE, series(), target=target, by=by, baseline_on=BASELINE, national=IMPROVE, verdict=verdict
    )  # fmt: skip


def test_the_national_target_to_improve_has_the_answer_of_the_verdict_though_the_figure_is_past_it():
    found = held(AROUND_2019)
    assert (found.answer, found.chance, found.tip_value) == (TrajectoryAnswer.ON_TRACK, 0.97, None)
    # level at what it was around 2019, from 2019 to the target year
    assert found.path[0] == (2019, pytest.approx(AROUND_2019))
    assert found.path[-1] == (2028, pytest.approx(AROUND_2019))


def test_any_other_figure_or_year_is_a_target_of_the_readers_own():
    assert held(61.9).answer is TrajectoryAnswer.ALREADY_MET
    assert held(AROUND_2019, by=2027).answer is TrajectoryAnswer.ALREADY_MET
    assert not is_the_national(62.0, 2028, replace(DECIDED, target_value=None))


def test_a_target_is_the_national_one_to_as_many_digits_as_an_address_carries():
    assert is_the_national(59.333333, 2028, replace(DECIDED, target_value=59.33333333333333))
    assert not is_the_national(59.33333, 2028, replace(DECIDED, target_value=59.33333333333333))


def test_where_the_verdict_cannot_tell_neither_can_the_page():
    late = replace(DECIDED, trajectory=TrajectoryAnswer.CANNOT_TELL, trajectory_reason=Reason.OTHER_PERIOD, chance=None)
    found = held(AROUND_2019, verdict=late)
    assert (found.answer, found.reason, found.chance) == (TrajectoryAnswer.CANNOT_TELL, Reason.OTHER_PERIOD, None)
