"""Disparity is not overstated by the scatter of samples, and its interval holds what it should."""

import numpy as np
import pytest

from domain.reason import Reason
from metrics.methods.inequality import disparities, gap_90_10, gini, interval, noise_corrected, standard_deviation


def test_the_corrected_variance_is_what_is_left_without_the_noise():
    # by hand: mean 5, squares 9 + 1 + 1 + 9 over 4 = 5; errors 1, 1, 2, 0 squared have mean 1.5
    found = noise_corrected([2, 4, 6, 8], [1, 1, 2, 0])
    assert (found.observed_variance, found.noise, found.variance) == pytest.approx((5, 1.5, 3.5))
    assert found.standard_deviation == pytest.approx(3.5**0.5)
    assert found.coefficient_of_variation == pytest.approx(3.5**0.5 / 5)
    assert found.reason is None


def test_with_equal_errors_places_keep_their_order_and_all_distances_shrink_alike():
    values = np.array([2.0, 4, 6, 8])
    found = noise_corrected(values, [1, 1, 1, 1])  # 5 observed, 4 left
    assert found.values == pytest.approx(5 + (values - 5) * (4 / 5) ** 0.5)
    assert found.gap_90_10 == pytest.approx(gap_90_10(values) * (4 / 5) ** 0.5)


def test_a_place_of_which_little_is_known_is_drawn_in_most():
    found = noise_corrected([10.0, 20.0, 30.0, 40.0, 50.0], [0.1, 0.1, 0.1, 0.1, 15.0])
    assert found.values[4] - found.values[3] < found.values[1] - found.values[0]
    assert standard_deviation(found.values) == pytest.approx(found.standard_deviation)


def test_people_weigh_the_errors_as_well():
    found = noise_corrected([2.0, 8.0], [1.0, 3.0], [3, 1])
    # mean 3.5, (3 x 2.25 + 20.25) / 4 = 6.75; (3 x 1 + 9) / 4 = 3
    assert (found.observed_variance, found.noise, found.variance) == pytest.approx((6.75, 3, 3.75))


def test_places_that_differ_by_less_than_noise_do_not_differ():
    found = noise_corrected([10.0, 11.0, 12.0], [5.0, 5.0, 5.0])
    assert found.variance == 0
    assert found.values == pytest.approx([11, 11, 11])
    assert (found.gap_90_10, found.ratio_90_10) == pytest.approx((0, 1))


def test_figures_without_error_need_no_correction():
    values = [3.0, 9.0, 1.0, 4.0]
    found = noise_corrected(values, [0, 0, 0, 0])
    assert found.values == pytest.approx(values)
    assert found.variance == pytest.approx(found.observed_variance)


def test_a_missing_error_is_taken_to_be_like_the_others_but_not_if_most_are_missing():
    assert noise_corrected([2, 4, 6, 8], [1, 1, None, 1]).noise == pytest.approx(1)
    most = noise_corrected([2, 4, 6, 8], [1, None, None, None])
    assert most.reason is Reason.NO_INTERVAL
    assert np.isnan(most.variance)
    assert most.observed_variance == pytest.approx(5)


def test_missing_places_stay_missing_and_do_not_count():
    found = noise_corrected([2, None, 4, 6, 8], [1, 1, 1, 1, 1])
    assert np.isnan(found.values[1])
    assert found.variance == pytest.approx(4)


@pytest.mark.parametrize(
    ("values", "reason"), [([], Reason.NO_DATA), ([None], Reason.NO_DATA), ([4.0], Reason.TOO_FEW_PLACES)]
)
def test_too_few_places_have_a_reason(values, reason):
    found = noise_corrected(values, [1.0] * len(values))
    assert found.reason is reason
    assert np.isnan(found.standard_deviation)
    assert interval(values, se=[1.0] * len(values))["gini"].reason is reason


def test_negative_values_have_a_corrected_spread_but_no_corrected_share_of_the_mean():
    found = noise_corrected([-4, -1, 2, 9], [1, 1, 1, 1])
    assert found.standard_deviation > 0
    assert np.isnan(found.coefficient_of_variation)
    assert np.isnan(found.ratio_90_10)


def simulated(seed: int, places: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    true = generator.normal(60, 4, places)
    se = generator.uniform(2, 6, places)
    return true, true + se * generator.standard_normal(places), se


def test_in_simulated_samples_the_correction_finds_the_true_spread():
    # true SD 4; what is seen has sqrt(16 + mean of squared errors), about 5.8
    seen, corrected, gaps, true_gaps = [], [], [], []
    for seed in range(40):
        true, values, se = simulated(seed)
        found = noise_corrected(values, se)
        seen.append(standard_deviation(values))
        corrected.append(found.standard_deviation)
        gaps.append(found.gap_90_10)
        true_gaps.append(gap_90_10(true))
    assert np.mean(seen) > 5.5
    assert np.mean(corrected) == pytest.approx(4, rel=0.03)
    assert np.mean(gaps) == pytest.approx(np.mean(true_gaps), rel=0.05)


def test_in_simulated_samples_the_corrected_interval_holds_the_spread_of_the_same_places():
    held = 0
    for seed in range(100):
        true, values, se = simulated(seed, places=120)
        found = interval(values, se=se, measures=["standard_deviation"], draws=200)["standard_deviation"]
        held += found.corrected_lower <= standard_deviation(true) <= found.corrected_upper
    assert held >= 88  # of 100, where 95 are expected


@pytest.mark.parametrize("weights", [None, list(range(1, 41))])
def test_every_measure_lies_within_its_interval_and_the_corrected_one_in_its_own(weights):
    _, values, se = simulated(7, places=40)
    for found in interval(values, weights, se=se, draws=300).values():
        assert found.lower < found.estimate < found.upper
        assert found.corrected_lower < found.corrected < found.corrected_upper
        assert found.corrected < found.estimate
        assert found.reason is None


def test_an_interval_is_the_same_every_time():
    _, values, se = simulated(3, places=30)
    assert interval(values, se=se, draws=200) == interval(values, se=se, draws=200)
    assert interval(values, se=se, draws=200, seed=1) != interval(values, se=se, draws=200, seed=2)


def test_drawing_the_places_as_well_makes_the_interval_wider():
    _, values, se = simulated(5, places=60)
    fixed = interval(values, se=se, measures=["gini"])["gini"]
    drawn = interval(values, se=se, measures=["gini"], resample=True)["gini"]
    assert drawn.upper - drawn.lower > fixed.upper - fixed.lower


def test_without_errors_there_is_an_estimate_and_a_reason():
    values = [4.0, 6.0, 9.0, 11.0]
    found = interval(values, measures=["gini"])["gini"]
    assert found.estimate == pytest.approx(gini(values))
    assert np.isnan([found.lower, found.upper, found.corrected]).all()
    assert found.reason is Reason.NO_INTERVAL
    resampled = interval(values, measures=["gini"], resample=True)["gini"]
    assert resampled.lower < resampled.upper


def test_a_measure_that_is_not_defined_says_so_and_spoils_no_other():
    found = interval([-4, -1, 2, 9], se=[1, 1, 1, 1], measures=["gini", "gap_90_10"])
    assert found["gini"].reason is Reason.NEGATIVE_VALUES
    assert found["gap_90_10"].lower < found["gap_90_10"].upper


def test_missing_places_do_not_change_an_interval():
    whole = interval([40, 50, 60, 70], se=[2, 3, 4, 5], draws=200)
    assert interval([40, 50, None, 60, 70], se=[2, 3, 9, 4, 5], draws=200)["gini"] == pytest.approx(whole["gini"])


def test_calls_that_cannot_be_meant_are_refused():
    with pytest.raises(ValueError, match=r"-1\.0 is negative"):
        noise_corrected([1, 2], [1, -1])
    with pytest.raises(ValueError, match="give one each"):
        noise_corrected([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="one row of places"):
        noise_corrected([[1, 2], [3, 4]], [[1, 1], [1, 1]])
    with pytest.raises(ValueError, match="10 draws"):
        interval([1, 2], se=[1, 1], draws=10)
    with pytest.raises(ValueError, match="95"):
        interval([1, 2], se=[1, 1], confidence=95)


def test_draws_can_be_measured_many_at_once():
    _, values, se = simulated(2, places=25)
    drawn = values + se * np.random.default_rng(0).standard_normal((50, 25))
    assert disparities(drawn)["gini"] == pytest.approx([gini(row) for row in drawn])
