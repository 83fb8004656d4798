"""An effect is ranked among effects where nothing was changed, and the smallest possible p is said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.counterfactual import Estimator
from metrics.methods.impact import (
    difference_in_differences,
    leave_one_donor_out,
    minimum_detectable_effect,
    placebo_in_space,
    placebo_in_time,
    synthetic_control,
    synthetic_did,
)

ESTIMATES = {
    Estimator.DIFFERENCE_IN_DIFFERENCES: difference_in_differences,
    Estimator.SYNTHETIC_CONTROL: synthetic_control,
    Estimator.SYNTHETIC_DID: synthetic_did,
}


def towns(rows=25, years=14, seed=1):
    generator = np.random.default_rng(seed)
    values = 40 + generator.normal(size=(rows, 1)) + generator.normal(size=(rows, years)).cumsum(axis=1)
    return pd.DataFrame(values, index=[f"T{row}" for row in range(rows)], columns=range(2010, 2010 + years))


def test_placebos_by_hand():
    # changes from the years before 2015 to 2015: A 10, B 1, C 2, D 6; against the mean of the other donors
    panel = pd.DataFrame(
        [[0, 0, 0, 0, 0, 10], [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 6]],
        index=["A", "B", "C", "D"], columns=range(2010, 2016),
    )  # fmt: skip
    found = placebo_in_space(panel, treated="A", start=2015, estimator="difference_in_differences")
    assert found.effect == pytest.approx(7)
    # B has 1 less the mean of 2 and 6, C has 2 less the mean of 1 and 6, D has 6 less the mean of 1 and 2
    assert found.effects.to_dict() == pytest.approx({"B": -3, "C": -1.5, "D": 4.5})
    assert found.p == pytest.approx(1 / 4)
    assert found.smallest_p == pytest.approx(1 / 4)
    # nothing moved before, so there is nothing to scale an interval by
    assert found.reason is Reason.NO_INTERVAL
    assert np.isnan(found.lower)


def test_the_interval_is_scaled_from_each_fit_to_the_treated_places_fit():
    panel = towns()
    found = placebo_in_space(panel, treated="T0", start=2020)
    own = synthetic_did(panel, treated="T0", start=2020).pre_rmspe
    spread = np.std(found.effects / found.pre_rmspe * own, ddof=1)
    assert found.se == pytest.approx(spread)
    assert (found.lower, found.upper) == pytest.approx(
        (found.effect - 1.959964 * spread, found.effect + 1.959964 * spread)
    )
    wider = placebo_in_space(panel, treated="T0", start=2020, confidence=0.998)
    assert wider.upper - wider.effect == pytest.approx(3.090232 * spread)


@pytest.mark.parametrize("estimator", list(ESTIMATES))
def test_each_placebo_is_the_same_estimate_made_elsewhere_without_the_treated_place(estimator):
    panel = towns(rows=7)
    found = placebo_in_space(panel, treated="T0", start=2020, estimator=estimator)
    without = panel.drop(index="T0")
    elsewhere = {code: ESTIMATES[estimator](without, treated=code, start=2020).effect for code in without.index}
    assert found.effects.to_dict() == pytest.approx(elsewhere)


def test_a_large_effect_has_the_smallest_possible_p_and_an_interval_without_nought():
    panel = towns()
    panel.loc["T0", 2020:] += 40
    for estimator in ESTIMATES:
        found = placebo_in_space(panel, treated="T0", start=2020, estimator=estimator)
        assert found.p == found.smallest_p == pytest.approx(1 / 25)
        assert found.lower > 0


def test_synthetic_controls_are_ranked_by_the_gap_since_over_the_gap_before():
    panel = towns(rows=8)
    found = placebo_in_space(panel, treated="T0", start=2020, estimator="synthetic_control")
    gaps = synthetic_control(panel, treated="T0", start=2020).gaps
    own = np.sqrt((gaps.loc[2020:] ** 2).mean() / (gaps.loc[:2019] ** 2).mean())
    assert found.p == pytest.approx((1 + (found.ratios >= own).sum()) / 8)


@given(st.integers(0, 300))
@settings(max_examples=25, deadline=None)
def test_p_is_a_rank_among_the_placebos(seed):
    found = placebo_in_space(towns(rows=9, seed=seed), treated="T3", start=2020)
    larger = sum(abs(effect) >= abs(found.effect) for effect in found.effects)
    assert found.p == pytest.approx((1 + larger) / 9)


def test_places_that_never_move_are_not_out_of_the_ordinary():
    for estimator in Estimator:
        found = placebo_in_space(towns() * 0, treated="T0", start=2020, estimator=estimator)
        assert found.p == 1
        assert found.reason is Reason.NO_INTERVAL


def test_several_treated_places_are_set_beside_groups_of_as_many():
    panel = towns(rows=12)
    found = placebo_in_space(panel, treated=["T0", "T1"], start=2020, estimator="difference_in_differences")
    assert len(found.effects) == 10
    assert found.effect == difference_in_differences(panel, treated=["T0", "T1"], start=2020).effect
    again = placebo_in_space(panel, treated=["T0", "T1"], start=2020, estimator="difference_in_differences")
    assert again.effects.equals(found.effects)
    assert found.effects.std() < placebo_in_space(panel.drop(index="T1"), treated="T0", start=2020,
                                                  estimator="difference_in_differences").effects.std()  # fmt: skip


def test_too_little_to_compare_is_a_reason():
    panel = towns()
    assert placebo_in_space(panel.head(2), treated="T0", start=2020).reason is Reason.TOO_FEW_PLACES
    assert placebo_in_space(panel, treated="T0", start=2013).reason is Reason.TOO_FEW_POINTS
    assert np.isnan(placebo_in_space(panel, treated="T0", start=2013).p)


def test_an_effect_that_came_earlier_than_said_shows_in_the_years_before():
    panel = towns()
    quiet = placebo_in_time(panel, treated="T0", start=2022)
    panel.loc["T0", 2019:] += 30  # three years before the start that is claimed
    loud = placebo_in_time(panel, treated="T0", start=2022)
    assert loud.p == loud.smallest_p
    assert loud.effect - quiet.effect == pytest.approx(30, abs=3)


def test_what_happened_since_the_start_does_not_enter_the_years_before():
    panel = towns()
    later = panel.copy()
    later.loc[:, 2022:] = np.nan
    assert placebo_in_time(later, treated="T0", start=2022).effect == pytest.approx(
        placebo_in_time(panel, treated="T0", start=2022).effect
    )


def test_the_pretended_start_must_leave_enough_years_before():
    assert placebo_in_time(towns(), treated="T0", start=2017).reason is Reason.TOO_FEW_POINTS
    assert placebo_in_time(towns(), treated="T0", start=2010).reason is Reason.TOO_FEW_POINTS
    assert placebo_in_time(towns(), treated="T0", start=2018).reason is None
    with pytest.raises(ValueError, match="0 periods earlier"):
        placebo_in_time(towns(), treated="T0", start=2018, periods_earlier=0)


@pytest.mark.parametrize("estimator", list(ESTIMATES))
def test_leaving_a_donor_out_is_the_estimate_made_without_it(estimator):
    panel = towns(rows=6)
    found = leave_one_donor_out(panel, treated="T0", start=2020, estimator=estimator)
    without = {
        code: ESTIMATES[estimator](panel.drop(index=code), treated="T0", start=2020).effect for code in panel.index[1:]
    }
    assert found.effects.to_dict() == pytest.approx(without)
    assert (found.lowest, found.highest) == pytest.approx((min(without.values()), max(without.values())))


def test_a_single_donor_cannot_be_left_out():
    found = leave_one_donor_out(towns(rows=2), treated="T0", start=2020)
    assert found.reason is Reason.TOO_FEW_PLACES
    assert np.isnan(found.lowest)


def test_the_smallest_effect_that_would_be_noticed_by_hand():
    # 3, 4 and 5 squared are 50; 2.8 times the root of 50 / 3
    assert minimum_detectable_effect([3, -4, 5]) == pytest.approx(11.4309521, abs=1e-6)
    assert minimum_detectable_effect([3, None, -4, 5, np.inf]) == pytest.approx(11.4309521, abs=1e-6)
    assert minimum_detectable_effect(pd.Series([0.0, 0.0])) == 0


def test_without_placebos_nothing_can_be_said_of_what_would_be_noticed():
    assert np.isnan(minimum_detectable_effect([]))
    assert np.isnan(minimum_detectable_effect([2.0]))
    with pytest.raises(ValueError, match="0 is not above 0"):
        minimum_detectable_effect([1, 2], multiplier=0)


def test_misuse_is_refused_with_what_is_wrong():
    with pytest.raises(ValueError, match="no estimator called 'guess'"):
        placebo_in_space(towns(), treated="T0", start=2020, estimator="guess")
    with pytest.raises(ValueError, match="95"):
        placebo_in_space(towns(), treated="T0", start=2020, confidence=95)
