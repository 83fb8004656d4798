"""The chance of meeting a target, the word it earns, and what would change the word."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from metrics.methods.chance import LABELS
from metrics.methods.trajectory import chance_of_meeting, forecast

SERIES = [10.0, 12.0, 11.0, 14.0, 15.0, 15.0, 18.0, 17.0, 19.0]


def meeting(target, *, series=SERIES, polarity="higher_is_better", horizon=3, **options):
    of_forecast = {
        name: options.pop(name) for name in ("multipliers", "transform", "breaks", "period_years") if name in options
    }
    return chance_of_meeting(forecast(series, **of_forecast), target, polarity=polarity, horizon=horizon, **options)


def by_hand(target, *, horizon, q80=1.8, q95=2.85):
    """The chance with quantiles and root from elsewhere: steps have mean 9/8 and variance (29 - 81/8) / 7."""

    def off(freedom):
        return stats.t.ppf(0.975, freedom) / stats.t.ppf(0.90, freedom) - q95 / q80

    freedom = optimize.brentq(off, 1.01, 500)
    error = np.sqrt((29 - 81 / 8) / 7 * horizon * (1 + horizon / 8))
    return stats.t.sf((target - 19 - 9 / 8 * horizon) / (q80 * error / stats.t.ppf(0.90, freedom)), freedom)


@pytest.mark.parametrize("target", [19.5, 22, 25, 40])
@pytest.mark.parametrize("horizon", [1, 3, 5])
def test_the_chance_by_hand(target, horizon):
    assert meeting(target, horizon=horizon).chance == pytest.approx(by_hand(target, horizon=horizon), abs=1e-4)
    other = meeting(target, horizon=horizon, multipliers=(1.5, 3.0))
    assert other.chance == pytest.approx(by_hand(target, horizon=horizon, q80=1.5, q95=3.0), abs=1e-4)


def test_the_ends_of_the_80_range_have_a_tenth_beyond_them():
    ahead = forecast(SERIES)
    above = chance_of_meeting(ahead, ahead.upper80[2], polarity="higher_is_better", horizon=3)
    assert above.chance == pytest.approx(0.1, abs=1e-4)
    below = chance_of_meeting(ahead, ahead.lower95[2], polarity="lower_is_better", horizon=3)
    assert below.chance == pytest.approx(0.025, abs=1e-4)


@given(st.floats(1, 60))
def test_meeting_from_below_and_from_above_are_the_two_sides_of_one_chance(target):
    assert meeting(target).chance + meeting(target, polarity="lower_is_better").chance == pytest.approx(1)


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.95, "on_track"), (0.81, "on_track"), (0.79, "likely"), (0.51, "likely"), (0.49, "at_risk"), (0.21, "at_risk"),
     (0.19, "off_track"), (0.01, "off_track")],
)  # fmt: skip
def test_a_chance_earns_its_word(chance, word):
    target = optimize.brentq(lambda value: by_hand(value, horizon=5) - chance, 0, 90)
    assert meeting(target, horizon=5, baseline=0.0, met_now=False).answer == word


def test_a_newest_figure_that_meets_the_target_has_met_it_already():
    found = meeting(18.0)
    assert found.answer is TrajectoryAnswer.ALREADY_MET
    assert found.reason is None
    assert found.chance == pytest.approx(by_hand(18.0, horizon=3), abs=1e-4)
    assert found.worse_value == 18.0
    assert meeting(19.0).answer is TrajectoryAnswer.ALREADY_MET
    assert meeting(18.0, polarity="lower_is_better", baseline=30.0).answer != TrajectoryAnswer.ALREADY_MET


def test_a_target_met_already_says_so_where_the_baseline_was_past_it_and_when_the_year_is_gone():
    found = meeting(18.0, baseline=25.0)
    assert found.answer is TrajectoryAnswer.ALREADY_MET
    assert found.reason is Reason.TARGET_BEHIND_BASELINE
    gone = meeting(18.0, horizon=-1)
    assert (gone.answer, gone.reason) == (TrajectoryAnswer.ALREADY_MET, None)
    assert np.isnan(gone.chance)


def test_no_places_have_no_chances():
    ahead = forecast(np.zeros((0, 9)))
    assert chance_of_meeting(ahead, [], polarity="higher_is_better").chance.shape == (0,)


def test_where_only_the_target_year_counts_nothing_is_met_already():
    found = meeting(12.0, met_now=False)
    assert found.answer is TrajectoryAnswer.ON_TRACK
    assert found.better_answer is None


@pytest.mark.parametrize(
    ("target", "options", "reason"),
    [
        (None, {}, Reason.TARGET_NOT_SET),
        (np.inf, {}, Reason.TARGET_NOT_SET),
        (30.0, {"horizon": 0}, Reason.TARGET_IN_PAST),
        (30.0, {"horizon": -2}, Reason.TARGET_IN_PAST),
        (30.0, {"polarity": "neutral"}, Reason.NO_POLARITY),
        (30.0, {"series": [None] * 9}, Reason.NO_DATA),
        (30.0, {"series": SERIES[:4]}, Reason.TOO_FEW_POINTS),
        (30.0, {"series": [7.0] * 9}, Reason.CONSTANT),
        (30.0, {"breaks": [6]}, Reason.BREAK_IN_SERIES),
        (120.0, {"transform": "logit"}, Reason.INVALID),
        (0.0, {"transform": "log", "polarity": "lower_is_better"}, Reason.NEGATIVE_VALUES),
    ],
)
def test_where_there_is_no_chance_there_is_a_reason(target, options, reason):
    found = meeting(target, **options)
    assert np.isnan(found.chance)
    assert found.reason is reason
    expected = TrajectoryAnswer.NO_TARGET if reason is Reason.TARGET_NOT_SET else TrajectoryAnswer.CANNOT_TELL
    assert found.answer is expected
    assert found.better_answer is None
    assert np.isnan(found.better_value)


@pytest.mark.parametrize(
    ("target", "options", "reason"),
    [
        (30.0, {"series": SERIES[:7]}, Reason.TOO_FEW_POINTS),
        (60.0, {"horizon": 6}, Reason.TOO_FAR_AHEAD),
        (20.0, {"horizon": 5}, Reason.TOO_UNCERTAIN),
        (25.0, {"baseline": 26.0}, Reason.TARGET_BEHIND_BASELINE),
        (40.0, {"period_years": 3}, Reason.OVERLAPPING_PERIODS),
    ],
)
def test_a_chance_too_weak_for_a_word_says_why(target, options, reason):
    found = meeting(target, **options)
    assert 0 <= found.chance <= 1
    assert found.answer is TrajectoryAnswer.CANNOT_TELL
    assert found.reason is reason


def test_the_range_is_weighed_against_the_whole_way_from_the_baseline():
    # 80% range after 5 years: 2 x 1.8 x 1.642 x sqrt(5 x 13/8) = 16.85 wide, and the way twice 11 or twice 1
    assert meeting(20.0, horizon=5).interval80 == pytest.approx(16.85, abs=0.01)
    assert meeting(20.0, horizon=5, baseline=9.0).answer != TrajectoryAnswer.CANNOT_TELL
    assert meeting(20.0, horizon=5, baseline=18.0).reason is Reason.TOO_UNCERTAIN


def test_overlapping_periods_with_their_own_multipliers_keep_their_word_and_their_mark():
    found = meeting(40.0, period_years=3, multipliers=(2.5, 3.8))
    assert found.answer is TrajectoryAnswer.OFF_TRACK
    assert found.reason is Reason.OVERLAPPING_PERIODS


def moved(ahead, value):
    """The same forecast from another newest figure."""
    model = dataclasses.replace(ahead.model, scaled=np.array([value]))
    return dataclasses.replace(ahead, value=value, model=model)


@pytest.mark.parametrize("target", [21.0, 24.0, 27.0, 33.0])
def test_at_the_tipping_point_the_next_better_word_begins(target):
    ahead = forecast(SERIES)
    options = {"polarity": "higher_is_better", "horizon": 3, "baseline": 5.0}
    found = chance_of_meeting(ahead, target, **options)
    just_past = chance_of_meeting(moved(ahead, found.better_value + 1e-6), target, **options)
    just_short = chance_of_meeting(moved(ahead, found.better_value - 1e-6), target, **options)
    assert just_past.answer == found.better_answer
    assert just_short.answer != found.better_answer
    assert found.better_answer != found.answer


@pytest.mark.parametrize("target", [19.5, 21.0, 24.0])
def test_short_of_the_other_tipping_point_the_next_worse_word_begins(target):
    ahead = forecast(SERIES)
    options = {"polarity": "higher_is_better", "horizon": 3, "baseline": 5.0}
    found = chance_of_meeting(ahead, target, **options)
    assert chance_of_meeting(moved(ahead, found.worse_value - 1e-6), target, **options).answer == found.worse_answer
    assert chance_of_meeting(moved(ahead, found.worse_value + 1e-6), target, **options).answer == found.answer


def test_the_pace_that_tips_leads_to_the_mean_that_earns_the_word():
    found = meeting(33.0, baseline=5.0)
    assert found.answer is TrajectoryAnswer.OFF_TRACK
    least = dict(LABELS)[found.better_answer]
    # from 19, three years at that pace; the chance there is the mean's distance from the target
    mean = 19 + 3 * found.better_pace
    assert by_hand(33.0 - (mean - (19 + 3 * 9 / 8)), horizon=3) == pytest.approx(least, abs=1e-4)


def test_on_track_can_only_become_met():
    found = meeting(19.5, horizon=5, baseline=0.0, multipliers=(0.5, 0.8))
    assert found.answer is TrajectoryAnswer.ON_TRACK
    assert found.better_answer is TrajectoryAnswer.ALREADY_MET
    assert found.better_value == 19.5


def test_each_place_has_its_own_target_year_and_baseline():
    panel = np.array([SERIES, SERIES, SERIES[::-1]])
    found = chance_of_meeting(
        forecast(panel), [22.0, 25.0, np.nan], polarity="higher_is_better", horizon=[1, 3, 3], baseline=[10.0, 10, 10]
    )
    assert found.chance[:2] == pytest.approx([by_hand(22, horizon=1), by_hand(25, horizon=3)], abs=1e-4)
    assert list(found.reason) == [None, None, Reason.TARGET_NOT_SET]


def test_one_series_may_be_held_to_several_targets():
    found = meeting([20.0, 22.0, 25.0], baseline=0.0)
    assert found.chance == pytest.approx([by_hand(target, horizon=3) for target in (20, 22, 25)], abs=1e-4)
    assert found.answer.shape == (3,)


def test_targets_for_other_places_than_were_forecast_are_refused():
    with pytest.raises(ValueError, match="shape"):
        chance_of_meeting(forecast([SERIES, SERIES]), [1.0, 2.0, 3.0], polarity="higher_is_better")
    with pytest.raises(ValueError, match="upwards"):
        meeting(30.0, polarity="upwards")
