"""A prospect held to the verdict: the same answer, and the path that the verdict's own distance implies."""

from dataclasses import replace

import pytest

from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.decided import as_decided
from tests.metrics.test_funnels import CODES, verdict
from tests.ui.measures import LIFE
from tests.ui.test_fan import OFF_TRACK

# a target of 62 in 2028 from 56 in 2019: 2 years in 3 of a year, so 58 2/3 is due in 2023, 1 2/3 more than 57
VERDICT = verdict(
    CODES[0], 57.0, trajectory=TrajectoryAnswer.AT_RISK, trajectory_reason=None, chance=0.3, target_value=62.0,
    target_year=2028, path_gap=-5 / 3, needed=1.0, achieved=0.25,
)  # fmt: skip
PROSPECT = replace(OFF_TRACK, value=57.0)


def test_the_answer_the_chance_and_the_pace_are_the_verdicts():
    found = as_decided(PROSPECT, VERDICT, LIFE)
    assert (found.answer, found.chance, found.needed, found.achieved) == (TrajectoryAnswer.AT_RISK, 0.3, 1.0, 0.25)


def test_the_path_is_the_straight_line_the_verdict_measured_against():
    found = as_decided(PROSPECT, VERDICT, LIFE)
    assert found.path[0] == (2019, pytest.approx(56.0))
    assert found.path[-1] == (2028, pytest.approx(62.0))
    assert dict(found.path)[2023] == pytest.approx(57.0 + 5 / 3)
    assert found.baseline_value == pytest.approx(56.0)


def test_where_low_is_good_ahead_means_below():
    # 70 in 2019 to 61 in 2028 is one a year, so 66 is due in 2023: with 57 the place is 9 ahead
    metric = LIFE.model_copy(update={"polarity": Polarity.LOWER_IS_BETTER})
    found = as_decided(PROSPECT, replace(VERDICT, target_value=61.0, path_gap=9.0), metric)
    assert found.path[0] == (2019, pytest.approx(70.0))


def test_without_a_target_the_prospect_stays_as_it_is():
    none = replace(
        VERDICT, trajectory=TrajectoryAnswer.NO_TARGET, trajectory_reason=Reason.TARGET_NOT_SET, target_value=None
    )
    assert as_decided(PROSPECT, none, LIFE) is PROSPECT
    assert as_decided(PROSPECT, None, LIFE) is PROSPECT


def test_without_a_distance_the_path_stays_as_it_was():
    found = as_decided(PROSPECT, replace(VERDICT, path_gap=None), LIFE)
    assert found.path == PROSPECT.path
