"""What a change did, agreed with what others found, and said only where there is enough to say it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reason import Reason
from metrics.methods.counterfactual import Estimator, fit
from metrics.methods.impact import difference_in_differences, synthetic_control, synthetic_did
from metrics.methods.simplex import simplex_weights
from tests import golden

GOLDEN = golden.read("impact")
TOBACCO = GOLDEN["proposition_99"]
PUBLISHED = TOBACCO["published"]
ESTIMATORS = (difference_in_differences, synthetic_control, synthetic_did)


def states():
    packs = {int(year): row for year, row in TOBACCO["packs"].items()}
    return pd.DataFrame(packs, index=TOBACCO["states"], dtype=float)


def towns(rows=6, years=12, seed=1):
    generator = np.random.default_rng(seed)
    values = 40 + generator.normal(size=(rows, 1)) * 3 + generator.normal(size=(rows, years)).cumsum(axis=1)
    return pd.DataFrame(values, index=[f"T{row}" for row in range(rows)], columns=range(2010, 2010 + years))


CALIFORNIA = {"treated": TOBACCO["treated"], "start": TOBACCO["start"]}


# The reference's iterations stop a little short of the minimum, which is why its last digits are not asked for:
# by 0.11 for the synthetic control (other solvers give -19.51), by under 0.01 for the others.
@pytest.mark.parametrize(
    ("estimate", "name", "within"),
    [
        (difference_in_differences, "difference_in_differences", 1e-5),
        (synthetic_control, "synthetic_control", 0.12),
        (synthetic_did, "synthetic_did", 0.005),
    ],
)
def test_proposition_99_has_the_published_effect(estimate, name, within):
    assert estimate(states(), **CALIFORNIA).effect == pytest.approx(PUBLISHED[name], abs=within)


def test_proposition_99_has_the_published_effect_with_a_demeaned_control():
    found = synthetic_control(states(), **CALIFORNIA, demean=True)
    assert found.effect == pytest.approx(PUBLISHED["demeaned_synthetic_control"], abs=0.005)


def test_proposition_99_rests_on_the_published_states_and_years():
    found = synthetic_did(states(), **CALIFORNIA)
    assert found.weights.head(5).to_dict() == pytest.approx(PUBLISHED["unit_weights"], abs=0.001)
    years = found.time_weights[found.time_weights > 0.001].round(3)
    assert {str(year): weight for year, weight in years.items()} == pytest.approx(PUBLISHED["time_weights"], abs=0.001)


def test_the_years_alone_weighted_give_the_published_effect():
    packs = states()
    california, donors = packs.loc["California"].to_numpy(), packs.drop(index="California").to_numpy()
    years = simplex_weights(donors[:, :19], donors[:, 19:].mean(axis=1), intercept=True)
    apart = california - donors.mean(axis=0)
    assert apart[19:].mean() - years @ apart[:19] == pytest.approx(PUBLISHED["time_weighted_did"], abs=0.005)


def test_several_treated_places_agree_with_another_implementation():
    case = GOLDEN["several_treated"]
    found = synthetic_did(pd.DataFrame(case["places"]), treated=[0, 1, 2], start=10)
    assert found.effect == pytest.approx(case["effect"], abs=1e-4)


def test_a_plain_difference_by_hand():
    panel = pd.DataFrame(
        [[1, 1, 2, 2, 4, 8, 10], [1, 2, 3, 4, 5, 6, 6], [0, 0, 0, 5, 5, 4, 4]],
        index=["A", "B", "C"], columns=range(2010, 2017),
    )  # fmt: skip
    found = difference_in_differences(panel, treated="A", start=2015)
    # from before to after, A goes from 2 to 9, B from 3 to 6, C from 2 to 4; so 7 less the mean of 3 and 2
    assert found.effect == pytest.approx(4.5)
    # gaps of A to the mean of B and C before: .5, 0, .5, -2.5, -1; their mean -.5; squares about it 1, .25, 1, 4, .25
    assert found.pre_rmspe == pytest.approx((6.5 / 5) ** 0.5)
    # A before: variance of 1, 1, 2, 2, 4 is (1 + 1 + 0 + 0 + 4) / 4
    assert found.pre_fit == pytest.approx((6.5 / 5) ** 0.5 / 1.5**0.5)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_an_effect_that_was_put_in_is_found(estimate):
    panel = towns()
    panel.loc["T0"] = (panel.loc["T1"] + panel.loc["T2"]) / 2
    before = estimate(panel, treated="T0", start=2020).effect
    panel.loc["T0", 2020:] += 7
    assert estimate(panel, treated="T0", start=2020).effect - before == pytest.approx(7)


def test_a_place_that_is_a_mix_of_others_is_matched_without_a_gap():
    panel = towns()
    panel.loc["T0"] = 0.25 * panel.loc["T1"] + 0.75 * panel.loc["T2"]
    found = synthetic_control(panel, treated="T0", start=2020)
    assert found.weights.head(2).to_dict() == pytest.approx({"T2": 0.75, "T1": 0.25})
    assert found.pre_rmspe == pytest.approx(0, abs=1e-9)
    assert found.effect == pytest.approx(0, abs=1e-9)


@given(st.integers(0, 500), st.sampled_from(list(Estimator)))
@settings(max_examples=40, deadline=None)
def test_the_gaps_since_the_start_average_to_the_effect_and_weights_add_up_to_one(seed, estimator):
    panel = towns(seed=seed).to_numpy()
    found = fit(estimator, panel[0], panel[1:], before=9)
    assert found.gaps[9:].mean() == pytest.approx(found.effect)
    assert found.unit_weights.sum() == pytest.approx(1)
    assert found.unit_weights.min() >= 0
    if estimator is not Estimator.SYNTHETIC_CONTROL:
        assert found.time_weights.sum() == pytest.approx(1)
        # a place that always lay 5 higher changed no differently
        assert fit(estimator, panel[0] + 5, panel[1:], before=9).effect == pytest.approx(found.effect)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_the_counterfactual_and_the_gaps_add_up_to_what_was_seen(estimate):
    panel = towns()
    found = estimate(panel, treated="T0", start=2020)
    assert (found.counterfactual + found.gaps).to_numpy() == pytest.approx(panel.loc["T0"].to_numpy())
    assert found.gaps.loc[2020:].mean() == pytest.approx(found.effect)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_the_order_of_places_and_years_does_not_matter(estimate):
    panel = towns()
    shuffled = panel.sample(frac=1, random_state=2).sample(frac=1, axis=1, random_state=3)
    here, there = (estimate(each, treated="T0", start=2019).effect for each in (panel, shuffled))
    assert here == pytest.approx(there)


def test_with_many_places_and_few_years_the_order_of_places_does_not_matter_either():
    # of 60 places many mixes follow five years without a gap, and since then each goes its own way
    panel = towns(rows=61, years=8)
    shuffled = panel.sample(frac=1, random_state=2)
    here, there = (synthetic_control(each, treated="T0", start=2015) for each in (panel, shuffled))
    assert here.pre_rmspe == pytest.approx(0, abs=1e-9)
    assert here.effect == pytest.approx(there.effect)


def test_the_treated_place_is_never_its_own_donor():
    panel = towns()
    found = synthetic_control(panel, treated="T0", start=2019, donors=["T0", "T1", "T3"])
    assert set(found.weights.index) == {"T1", "T3"}


def test_only_the_nearest_donors_are_kept_when_asked():
    panel = pd.DataFrame(
        [[5.0] * 8, [5.1] * 8, [9.0] * 8, [4.8] * 8], index=["A", "B", "C", "D"], columns=range(2010, 2018)
    )
    found = difference_in_differences(panel, treated="A", start=2016, nearest=2)
    assert set(found.weights.index) == {"B", "D"}
    with pytest.raises(ValueError, match="0 nearest"):
        difference_in_differences(panel, treated="A", start=2016, nearest=0)


def test_those_as_near_as_the_last_of_the_nearest_are_kept_too():
    # by hand: T1 and T2 lie one above and one below, T3 two above: of the nearest one, two are as near
    level = pd.Series({"T0": 5.0, "T1": 6.0, "T2": 4.0, "T3": 7.0})
    panel = pd.DataFrame({year: level + year / 10 for year in range(2010, 2018)})
    found = difference_in_differences(panel, treated="T0", start=2016, nearest=1)
    assert set(found.weights.index) == {"T1", "T2"}


def test_a_donor_with_a_gap_is_left_out_and_named():
    panel = towns()
    panel.loc["T3", 2012] = np.nan
    panel.loc["T4", 2015] = np.inf
    found = synthetic_did(panel, treated="T0", start=2019)
    assert found.left_out == ("T3", "T4")
    assert found.effect == synthetic_did(panel.drop(index=["T3", "T4"]), treated="T0", start=2019).effect


@pytest.mark.parametrize("estimate", ESTIMATORS)
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (lambda panel: panel.loc[:, 2015:], Reason.TOO_FEW_POINTS),
        (lambda panel: panel.loc[:, :2018], Reason.TOO_FEW_POINTS),
        (lambda panel: panel.loc[:, 2019:], Reason.TOO_FEW_POINTS),
        (lambda panel: panel.loc[["T0"]], Reason.TOO_FEW_PLACES),
        (lambda panel: panel.where(panel.index.to_series().eq("T0"), np.nan), Reason.TOO_FEW_PLACES),
        (lambda panel: panel.assign(**{"2012": np.nan}).rename(columns={"2012": 2009}), Reason.NO_DATA),
        (lambda panel: panel * np.nan, Reason.NO_DATA),
        (lambda panel: panel.replace(panel.loc["T0", 2012], np.inf), Reason.INVALID),
    ],
)
def test_where_there_is_too_little_there_is_a_reason_and_no_effect(estimate, fault, reason):
    found = estimate(fault(towns()), treated="T0", start=2019)
    assert found.reason is reason
    assert np.isnan(found.effect)
    assert np.isnan(found.gaps).all()


def test_five_years_before_are_enough_for_an_answer_with_a_caution():
    panel = towns(rows=30)
    assert synthetic_did(panel.loc[:, 2015:], treated="T0", start=2020).cautions == (Reason.TOO_FEW_POINTS,)
    assert synthetic_did(panel.loc[:, 2012:], treated="T0", start=2020).cautions == ()
    few = synthetic_did(panel.head(10), treated="T0", start=2020)
    assert few.cautions == (Reason.TOO_FEW_PLACES,)
    assert np.isfinite(few.effect)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_series_that_never_move_have_no_effect_and_no_fit_to_speak_of(estimate):
    flat = towns() * 0 + 3
    found = estimate(flat, treated="T0", start=2019)
    assert found.effect == pytest.approx(0, abs=1e-12)
    assert found.reason is None
    assert np.isnan(found.pre_fit)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_one_donor_alone_is_compared_as_it_is(estimate):
    panel = towns(rows=2)
    assert estimate(panel, treated="T0", start=2019).weights.to_dict() == {"T1": 1.0}


def test_misuse_is_refused_with_what_is_wrong():
    panel = towns()
    with pytest.raises(ValueError, match="'X9' is not in the panel of 6 places"):
        synthetic_did(panel, treated="X9", start=2019)
    with pytest.raises(ValueError, match="'X9' is not in the panel"):
        synthetic_did(panel, treated="T0", start=2019, donors=["T1", "X9"])
    with pytest.raises(ValueError, match="named twice"):
        synthetic_did(panel, treated=["T0", "T0"], start=2019)
    with pytest.raises(ValueError, match="no treated place"):
        synthetic_did(panel, treated=[], start=2019)
    with pytest.raises(ValueError, match="'spring' cannot be compared"):
        synthetic_did(panel, treated="T0", start="spring")
    with pytest.raises(ValueError, match="place 'T0' comes more than once"):
        synthetic_did(pd.concat([panel, panel.head(1)]), treated="T1", start=2019)
    with pytest.raises(ValueError, match="period 2010 comes more than once"):
        synthetic_did(pd.concat([panel, panel[[2010]]], axis=1), treated="T1", start=2019)


@pytest.mark.parametrize(
    ("spoil", "say"),
    [
        (lambda panel: panel.to_numpy(), "a ndarray is not a frame of pandas"),
        (lambda panel: panel.set_axis([*panel.columns[:-1], None], axis=1), "one period of the 12 has no name"),
        (lambda panel: panel.set_axis([*panel.columns[:-1], "2021"], axis=1), r"different kinds \(int, str\)"),
        (lambda panel: panel.astype(object).replace(panel.iloc[2, 3], "x"), "'x' is not a number: give numbers"),
    ],
    ids=["no frame", "a period without a name", "periods of two kinds", "text among the figures"],
)
def test_a_panel_that_cannot_be_read_is_refused_with_what_is_wrong(spoil, say):
    with pytest.raises(ValueError, match=say):
        synthetic_did(spoil(towns()), treated="T0", start=2019)


@pytest.mark.parametrize("nearest", [0, -1, 2.5])
def test_a_number_of_nearest_places_is_a_whole_one(nearest):
    with pytest.raises(ValueError, match=f"{nearest} nearest donors were asked for"):
        synthetic_did(towns(), treated="T0", start=2019, nearest=nearest)
