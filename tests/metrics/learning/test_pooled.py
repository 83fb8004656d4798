"""Effects of one practice in several places, taken together: published answers, and what is never mixed."""

import numpy as np
import pytest

from domain.evidence import Result
from domain.pooled import WhyLeftOut
from metrics.learning.pooled import asymmetry_of, pooled_effect
from tests import golden
from tests.metrics.learning.made import PLACES, about, effect, entry, reported, taken_up

PUBLISHED = golden.read("pooling")
TRIALS, EXPECTANCY = PUBLISHED["bcg"], PUBLISHED["expectancy"]


def log_risk_ratios() -> tuple[np.ndarray, np.ndarray]:
    ill, well, ill_without, well_without = np.array(TRIALS["counts"], dtype=float).T
    treated, others = ill + well, ill_without + well_without
    effects = np.log(ill / treated) - np.log(ill_without / others)
    return effects, np.sqrt(1 / ill - 1 / treated + 1 / ill_without - 1 / others)


def ratio(logarithm: float, se: float):
    low, at, high = np.exp([logarithm - 1.96 * se, logarithm, logarithm + 1.96 * se])
    return effect(at, low, high, outcome="Tuberculosis", unit="Risk ratio")


def test_the_vaccine_trials_reported_as_risk_ratios_pool_as_in_metafor():
    first, *rest = (ratio(*pair) for pair in zip(*log_risk_ratios(), strict=True))
    adoptions = [reported(f"a{n}", each, place=PLACES[n]) for n, each in enumerate(rest)]
    found = pooled_effect(entry(effect=first), adoptions)
    expected = TRIALS["knapp_hartung"]
    assert (found.k, found.ratio, found.neutral) == (13, True, 1.0)
    assert np.log(found.estimate) == pytest.approx(expected["estimate"], abs=5e-5)
    assert np.log(found.interval) == pytest.approx([expected["lower"], expected["upper"]], abs=5e-5)
    assert found.expected == pytest.approx((expected["expected_lower"], expected["expected_upper"]), abs=0.005)
    assert found.i2 == pytest.approx(TRIALS["i2_reml"], abs=5e-6)
    assert sum(study.weight for study in found.studies) == pytest.approx(1)


def test_published_differences_pool_to_the_published_table():
    effects, ses = EXPECTANCY["effects"], np.sqrt(EXPECTANCY["variances"])
    adoptions = [reported(f"a{n:02}", about(*pair)) for n, pair in enumerate(zip(effects, ses, strict=True))]
    found = pooled_effect(entry(), adoptions)
    (reml,) = [case["numbers"] for case in EXPECTANCY["knapp_hartung"] if case["method"] == "REML"]
    assert [found.tau**2, found.estimate, found.se, *found.interval] == pytest.approx(reml, abs=0.00051)
    assert not found.ratio


def test_asymmetry_of_the_vaccine_trials_is_that_of_metafor():
    # metafor's manual: regtest(yi, vi, data=dat, model="lm") of the same trials gives t = -1.4013, df = 11, p = 0.1887
    found = asymmetry_of(*log_risk_ratios())
    assert (round(found.t, 4), found.df, round(found.p_value, 4)) == (-1.4013, 11, 0.1887)


def test_below_ten_studies_asymmetry_is_not_tested():
    effects, ses = log_risk_ratios()
    assert asymmetry_of(effects[:9], ses[:9]) is None
    assert asymmetry_of(effects[:10], ses[:10]) is not None
    assert asymmetry_of([1.0] * 10, [0.5] * 10) is None  # all equally exact


def test_one_study_is_given_as_it_stands():
    found = pooled_effect(entry(effect=effect(2.0, 0.04, 3.96)), [])
    assert (found.k, found.estimate, found.se) == (1, 2.0, pytest.approx(1.0))
    assert found.interval == pytest.approx((0.04, 3.96), abs=1e-3)
    assert (found.expected, found.tau, found.without_one) == (None, None, None)


def test_two_studies_by_hand_reach_as_far_as_students_t_of_one_degree_of_freedom():
    # Two effects of equal error 1, at 4 and 6: tau2 = 2 - 1 = 1, weights 1/2, mean 5, se 1, t = 12.706.
    found = pooled_effect(entry(effect=about(4.0, 1.0)), [reported("a", about(6.0, 1.0))])
    assert (found.k, found.estimate) == (2, 5.0)
    assert (found.se, found.tau) == pytest.approx((1.0, 1.0))
    assert found.interval == pytest.approx((5 - 12.706, 5 + 12.706), abs=1e-3)
    assert found.expected == pytest.approx((5 - 12.706 * 2**0.5, 5 + 12.706 * 2**0.5), abs=1e-3)
    assert found.without_one == (4.0, 6.0)


def test_nothing_reported_is_nothing_pooled():
    found = pooled_effect(entry(), [taken_up("a"), reported("b", None, result=Result.NO_EFFECT)])
    assert (found.k, found.estimate, found.interval, found.expected) == (0, None, None, None)
    assert [(told.adoption_id, why) for told, why in found.left_out] == [("b", WhyLeftOut.NOT_MEASURED)]


def test_only_one_unit_of_one_outcome_is_pooled_and_everything_else_is_named():
    adoptions = [
        reported("same", about(1.0, 0.5, unit=" Percentage  POINTS ")),
        reported("unit", about(3.0, 0.5, unit="shops")),
        reported("measure", about(9.0, 0.5, outcome="Footfall")),
        reported("bare", effect(1.5, None, None)),
        reported("exact", effect(1.0, 1.0, 1.0)),
        taken_up("silent"),
    ]
    found = pooled_effect(entry(effect=about(2.0, 0.5)), adoptions)
    assert [study.told.adoption_id for study in found.studies] == [None, "same"]
    assert {told.adoption_id: why for told, why in found.left_out} == {
        "unit": WhyLeftOut.ANOTHER_UNIT, "measure": WhyLeftOut.ANOTHER_MEASURE, "bare": WhyLeftOut.NO_INTERVAL,
        "exact": WhyLeftOut.NOT_ON_SCALE,
    }  # fmt: skip


def test_one_metric_in_two_units_is_not_pooled():
    metric = {"metric_id": "employment_rate"}
    found = pooled_effect(
        entry(effect=about(2.0, 0.5, unit="%", **metric)), [reported("a", about(9.0, 1.0, unit="people", **metric))]
    )
    assert [why for _, why in found.left_out] == [WhyLeftOut.ANOTHER_UNIT]


def test_points_of_a_metric_in_per_cent_are_one_unit_however_they_are_called():
    metric = {"metric_id": "employment_rate"}
    units = ("% of people aged 16 to 64", "percentage points", "points", "percentage point increase")
    adoptions = [reported(f"a{n}", about(1.0, 1.0, unit=unit, **metric)) for n, unit in enumerate(units)]
    assert pooled_effect(entry(), adoptions).k == 4


@pytest.mark.parametrize("unit", ["% change", "per cent fewer", "% reduction"])
def test_a_share_of_the_figure_itself_is_not_pooled_with_points(unit):
    # ten per cent fewer of five per cent are half a point, not ten
    metric = {"metric_id": "claimant_count"}
    adoptions = [reported("a", about(-10.0, 1.0, unit=unit, **metric))]
    found = pooled_effect(entry(effect=about(-0.5, 0.1, unit="percentage points", **metric)), adoptions)
    assert found.k == 1
    assert [why for _, why in found.left_out] == [WhyLeftOut.ANOTHER_UNIT]


def test_what_most_measured_is_pooled_even_where_the_entry_measured_something_else():
    adoptions = [reported("a", about(1.0, 1.0, outcome="Footfall")), reported("b", about(2.0, 1.0, outcome="Footfall"))]
    found = pooled_effect(entry(effect=about(5.0, 1.0)), adoptions)
    assert (found.outcome, found.k) == ("Footfall", 2)


def test_the_founding_study_can_be_left_out():
    practice, adoptions = entry(effect=about(4.0, 1.0)), [reported("a", about(6.0, 1.0))]
    found = pooled_effect(practice, adoptions, founding=False)
    assert (found.k, found.estimate) == (1, 6.0)
    assert [(told.adoption_id, why) for told, why in found.left_out] == [(None, WhyLeftOut.BY_CHOICE)]


def test_a_founding_figure_that_could_not_be_confirmed_is_not_pooled():
    found = pooled_effect(entry(effect=about(4.0, 1.0), unconfirmed=("effect",)), [reported("a", about(6.0, 1.0))])
    assert (found.k, [why for _, why in found.left_out]) == (1, [WhyLeftOut.NOT_CONFIRMED])


def test_the_same_evaluation_told_twice_counts_once():
    adoptions = [reported("a", about(6.0, 1.0), evaluation_id="e"), reported("b", about(6.0, 1.0), evaluation_id="e")]
    found = pooled_effect(entry(effect=about(4.0, 1.0)), adoptions)
    assert found.k == 2
    assert [(told.adoption_id, why) for told, why in found.left_out] == [("b", WhyLeftOut.SAME_EVALUATION)]


def test_a_ratio_whose_interval_reaches_nought_cannot_be_pooled():
    found = pooled_effect(entry(effect=effect(0.5, 0.0, 1.0, unit="odds ratio")), [])
    assert (found.k, [why for _, why in found.left_out]) == (0, [WhyLeftOut.NOT_ON_SCALE])


def test_an_effect_far_from_the_middle_of_its_interval_is_marked():
    even, odd = pooled_effect(entry(effect=effect(2.0, 0, 4)), [reported("a", effect(1.0, 0, 8))]).studies
    assert (even.lopsided, odd.lopsided) == (False, True)
