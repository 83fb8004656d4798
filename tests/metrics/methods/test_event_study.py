"""Effects by years since the change, averaged over cohorts, with an honest error."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from domain.reason import Reason
from metrics.methods.impact import event_study, group_time_effects
from tests.metrics.methods.test_cohorts import PUBLISHED, SMALL, STAGGERED, counties, towns


def test_the_minimum_wage_example_has_the_published_course():
    found = event_study(*counties())
    rows = found.effects.set_index("event_time")
    assert len(rows) == len(PUBLISHED["events"])
    for since, effect, error, band_lower, band_upper in PUBLISHED["events"]:
        assert rows.effect[since] == pytest.approx(effect, abs=1e-4)
        assert rows.se[since] == pytest.approx(error, rel=0.12)  # theirs are drawn by bootstrap
        assert rows.band_lower[since] == pytest.approx(band_lower, abs=0.01)
        assert rows.band_upper[since] == pytest.approx(band_upper, abs=0.01)
    effect, error = PUBLISHED["overall"]
    assert found.overall == pytest.approx(effect, abs=1e-4)
    assert found.overall_se == pytest.approx(error, rel=0.05)
    assert found.pre_test.p == pytest.approx(PUBLISHED["pre_test_p"], abs=0.001)


@pytest.mark.parametrize("control", ["never_treated", "not_yet_treated"])
@pytest.mark.parametrize("base", ["varying", "universal"])
def test_averages_and_errors_agree_with_another_implementation(control, base):
    found = event_study(*towns(), control=control, base=base).effects.set_index("event_time")
    for since, effect, error in STAGGERED[f"{control}_{base}"]["events"]:
        assert found.effect[since] == pytest.approx(effect, abs=1e-5)
        assert found.se[since] == pytest.approx(error, abs=1e-5)


def test_cohorts_count_by_their_number_of_places():
    panel, cohorts = towns()
    cells = group_time_effects(panel, cohorts).set_index(["cohort", "time"]).effect
    found = event_study(panel, cohorts)
    first_year = found.effects.set_index("event_time").loc[0]
    # nine places changed in 2014 and eight in 2016
    assert first_year.effect == pytest.approx((9 * cells[2014, 2014] + 8 * cells[2016, 2016]) / 17)
    assert (first_year.cohorts, first_year.places) == (2, 17)
    since = found.effects[found.effects.event_time >= 0].effect
    assert found.overall == pytest.approx(since.mean())


def test_the_error_of_a_single_cohort_is_that_of_its_own_effect():
    panel, cohorts = towns()
    late = cohorts.eq(2016)
    cells = group_time_effects(panel[~late], cohorts[~late])
    found = event_study(panel[~late], cohorts[~late])
    assert found.effects.se.tolist() == pytest.approx(cells.se.tolist())


def test_bands_hold_all_effects_at_once_and_are_wider_than_intervals():
    found = event_study(*towns())
    # one interval alone reaches 1.96; nine as if independent would reach the 0.9943 point on both sides
    assert 1.96 < found.critical < stats.norm.ppf(0.5 + 0.95 ** (1 / 9) / 2) + 0.1
    rows = found.effects
    assert (rows.band_lower < rows.lower).all()
    assert (rows.band_upper > rows.upper).all()
    assert (rows.upper - rows.effect).tolist() == pytest.approx((1.959964 * rows.se).tolist())


def test_the_same_seed_gives_the_same_bands():
    assert event_study(*towns(), seed=4).critical == event_study(*towns(), seed=4).critical


def test_bands_hold_everything_in_nearly_nineteen_trials_of_twenty():
    generator = np.random.default_rng(8)
    held = 0
    for _ in range(150):
        panel = pd.DataFrame(generator.normal(size=(120, 5)).cumsum(axis=1))
        cohorts = pd.Series([3] * 60 + [0] * 60)
        rows = event_study(panel, cohorts, draws=300).effects
        held += bool(((rows.band_lower <= 0) & (rows.band_upper >= 0)).all())
    # 95% of 150 is 142.5, with a standard deviation of 2.7
    assert 133 <= held <= 150


def test_the_years_before_are_tested_together_and_the_base_does_not_matter():
    varying, universal = (event_study(*towns(), base=base).pre_test for base in ("varying", "universal"))
    assert varying.freedom == 8
    assert varying.statistic == pytest.approx(universal.statistic)
    assert varying.p == pytest.approx(stats.chi2.sf(varying.statistic, 8))


def test_the_joint_test_of_one_year_before_is_the_square_of_its_t():
    panel, cohorts = towns()
    chosen = cohorts.ne(2016)
    two_before = panel.loc[chosen, 2012:]
    found = event_study(two_before, cohorts[chosen])
    before = found.effects[found.effects.event_time < 0].iloc[0]
    assert found.pre_test.freedom == 1
    assert found.pre_test.statistic == pytest.approx((before.effect / before.se) ** 2)


def test_places_that_were_on_their_way_already_fail_the_test():
    panel, cohorts = towns()
    drifting = panel.add(np.where(cohorts.eq(0), 0, 1.0)[:, None] * np.arange(8))
    assert event_study(drifting, cohorts).pre_test.p < 0.001


def test_one_place_alone_has_effects_without_errors_and_no_test():
    found = event_study(SMALL, {"A": 2022, "C": 0, "D": 0, "E": 0})
    assert np.isfinite(found.effects.effect).all()
    assert found.effects.se.isna().all()
    assert (found.effects.reason == Reason.TOO_FEW_PLACES).all()
    assert found.pre_test.reason is Reason.TOO_FEW_PLACES
    assert np.isnan([found.critical, found.overall_se, found.pre_test.p]).all()


def test_more_years_before_than_places_cannot_be_tested():
    found = event_study(pd.DataFrame(np.random.default_rng(1).normal(size=(4, 9))), pd.Series([7, 7, 0, 0]))
    assert found.pre_test.reason is Reason.TOO_FEW_PLACES


def test_without_a_year_before_there_is_nothing_to_test():
    found = event_study(SMALL, {"A": 2021, "B": 2021, "C": 0, "D": 0, "E": 0})
    assert found.pre_test.reason is Reason.TOO_FEW_POINTS
    assert found.effects.event_time.tolist() == [0, 1]


def test_nobody_treated_gives_an_empty_answer_and_cohorts_from_the_first_year_a_reason():
    nothing = event_study(SMALL, dict.fromkeys("ABCDE"))
    assert nothing.effects.empty
    assert np.isnan([nothing.overall, nothing.overall_se, nothing.critical]).all()
    early = event_study(SMALL, {"A": 2020, "B": 2020, "C": 0, "D": 0, "E": 0})
    assert early.effects.effect.isna().all()
    assert (early.effects.reason == Reason.TOO_FEW_POINTS).all()


def test_places_that_never_move_have_no_effect():
    found = event_study(SMALL * 0, {"A": 2022, "B": 2022, "C": 0, "D": 0, "E": 0})
    assert (found.effects.effect == 0).all()
    assert (found.effects.se == 0).all()
    assert found.pre_test.reason is Reason.TOO_FEW_PLACES


def test_misuse_is_refused_with_what_is_wrong():
    with pytest.raises(ValueError, match="10 draws"):
        event_study(SMALL, {"A": 2022}, draws=10)
    with pytest.raises(ValueError, match="95"):
        event_study(SMALL, {"A": 2022}, confidence=95)
