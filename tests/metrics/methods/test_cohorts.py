"""Places that changed in different years are compared with those that had not, never with each other's aftermath."""

import numpy as np
import pandas as pd
import pytest

from domain.reason import Reason
from metrics.methods.impact import group_time_effects
from tests import golden

STAGGERED = golden.read("impact")["staggered"]
COUNTIES = golden.read("county_employment")
PUBLISHED = COUNTIES["published"]


def towns():
    rows = STAGGERED["places"]
    years = range(STAGGERED["first_period"], STAGGERED["first_period"] + len(rows[0]) - 1)
    return pd.DataFrame([row[1:] for row in rows], columns=years), pd.Series([row[0] for row in rows])


def counties():
    rows, first = COUNTIES["counties"], COUNTIES["first_period"]
    employment = pd.DataFrame([row[1:] for row in rows], columns=range(first, first + len(rows[0]) - 1))
    return employment, pd.Series([row[0] for row in rows])


SMALL = pd.DataFrame(
    [[1.0, 2, 5], [2, 3, 8], [1, 1, 2], [4, 5, 6], [3, 3, 3]], index=list("ABCDE"), columns=[2020, 2021, 2022]
)


def test_the_minimum_wage_example_has_the_published_effects():
    found = group_time_effects(*counties()).set_index(["cohort", "time"])
    assert len(found) == len(PUBLISHED["cells"])
    for cohort, year, effect, error in PUBLISHED["cells"]:
        assert found.effect[cohort, year] == pytest.approx(effect, abs=1e-4)
        assert found.se[cohort, year] == pytest.approx(error, rel=0.13)  # theirs are drawn by bootstrap


def test_the_minimum_wage_example_has_the_published_effects_from_the_last_year_before():
    found = group_time_effects(*counties(), base="universal").set_index(["cohort", "time"])
    for cohort, year, effect in PUBLISHED["from_the_last_year_before"]:
        assert found.effect[cohort, year] == pytest.approx(effect, abs=1e-4)


@pytest.mark.parametrize("control", ["never_treated", "not_yet_treated"])
@pytest.mark.parametrize("base", ["varying", "universal"])
def test_effects_and_errors_agree_with_another_implementation(control, base):
    found = group_time_effects(*towns(), control=control, base=base).set_index(["cohort", "time"])
    for cohort, year, effect, error in STAGGERED[f"{control}_{base}"]["cells"]:
        assert found.effect[cohort, year] == pytest.approx(effect, abs=1e-5)
        assert found.se[cohort, year] == pytest.approx(error, abs=1e-5)


def test_an_effect_by_hand():
    found = group_time_effects(SMALL, {"A": 2022, "B": 2022, "C": None, "D": np.nan, "E": 0}).set_index("time")
    # to 2022: A and B gain 3 and 5, the others 1, 1 and 0
    assert found.effect[2022] == pytest.approx(4 - 2 / 3)
    # errors: A and B lie 1 from their mean, squares 2 over 2 squared; the others' squares 1/9, 1/9, 4/9 over 3 squared
    assert found.se[2022] == pytest.approx((2 / 4 + (6 / 9) / 9) ** 0.5)
    # the year before: 1 and 1 against 0, 1 and 0
    assert found.effect[2021] == pytest.approx(1 - 1 / 3)
    assert found.reason.isna().all()
    assert found.places.tolist() == [2, 2]
    assert found.controls.tolist() == [3, 3]


def test_a_universal_base_measures_every_year_from_the_last_before_the_change():
    found = group_time_effects(SMALL, {"A": 2022, "B": 2022, "C": 0, "D": 0, "E": 0}, base="universal").set_index(
        "time"
    )
    assert found.effect[2020] == pytest.approx(-(1 - 1 / 3))
    assert found.effect[2021] == 0
    assert np.isnan(found.se[2021])
    assert found.effect[2022] == pytest.approx(4 - 2 / 3)


@pytest.mark.parametrize("never", [None, np.nan, 0, np.inf, 2030])
def test_never_can_be_said_in_several_ways(never):
    found = group_time_effects(SMALL, {"A": 2022, "B": 2022, "C": never, "D": never, "E": never})
    assert set(found.cohort) == {2022}
    assert (found.controls == 3).all()


def test_places_that_will_change_later_serve_until_they_do():
    panel = pd.concat([SMALL, SMALL[2022].rename(2023)], axis=1)
    cohorts = {"A": 2021, "B": 2021, "C": 2023, "D": 2023, "E": 0}
    found = group_time_effects(panel, cohorts, control="not_yet_treated").set_index(["cohort", "time"])
    assert found.controls[2021, 2022] == 3
    assert found.controls[2021, 2023] == 1


def test_effects_on_one_cohort_do_not_change_when_another_is_changed():
    panel, cohorts = towns()
    before = group_time_effects(panel, cohorts).set_index("cohort").effect
    moved = panel.mask(cohorts.eq(2014), panel * 3)
    after = group_time_effects(moved, cohorts).set_index("cohort").effect
    assert after[2016].tolist() == before[2016].tolist()
    assert after[2014].tolist() != before[2014].tolist()


def test_dates_serve_as_periods():
    dated = SMALL.set_axis(pd.to_datetime(["2020-04-01", "2021-04-01", "2022-04-01"]), axis=1)
    start = pd.Timestamp("2022-04-01")
    found = group_time_effects(dated, {"A": start, "B": start, "C": None, "D": pd.NaT, "E": None})
    assert found.effect.tolist() == pytest.approx([2 / 3, 4 - 2 / 3])


def test_a_cohort_without_a_year_before_it_has_a_reason():
    found = group_time_effects(SMALL, {"A": 2020, "B": 2022, "C": 0, "D": 0, "E": 0})
    early = found[found.cohort == 2020]
    assert early.reason.tolist() == [Reason.TOO_FEW_POINTS] * 2
    assert early.effect.isna().all()


def test_one_place_alone_has_an_effect_without_an_error_and_a_reason():
    found = group_time_effects(SMALL, {"A": 2022, "C": 0, "D": 0}).set_index("time")
    assert found.effect[2022] == pytest.approx(3 - 1)
    assert np.isnan(found.se[2022])
    assert found.reason[2022] is Reason.TOO_FEW_PLACES


def test_nobody_to_compare_with_is_a_reason():
    found = group_time_effects(SMALL, dict.fromkeys("ABCDE", 2022))
    assert found.effect.isna().all()
    assert (found.reason == Reason.TOO_FEW_PLACES).all()


def test_places_with_a_gap_or_without_an_entry_are_left_out_and_named():
    gap = SMALL.copy()
    gap.loc["C", 2021] = np.nan
    found = group_time_effects(gap, {"A": 2022, "B": 2022, "C": 0, "D": 0})
    assert found.attrs["left_out"] == ("C", "E")
    assert (found.controls == 1).all()


def test_no_cohort_at_all_gives_an_empty_frame():
    found = group_time_effects(SMALL, dict.fromkeys("ABCDE"))
    assert found.empty
    assert list(found.columns)[:4] == ["cohort", "time", "effect", "se"]


def test_misuse_is_refused_with_what_is_wrong():
    with pytest.raises(ValueError, match="'Z', which is not in the panel"):
        group_time_effects(SMALL, {"A": 2022, "Z": 0})
    with pytest.raises(ValueError, match="no control called 'everyone'"):
        group_time_effects(SMALL, {"A": 2022}, control="everyone")
    with pytest.raises(ValueError, match="no base called 'any'"):
        group_time_effects(SMALL, {"A": 2022}, base="any")
    with pytest.raises(ValueError, match="'spring' cannot be compared"):
        group_time_effects(SMALL, {"A": "spring"})
