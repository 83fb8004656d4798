"""Where no word, or not even a chance, can be given of a target: every way in which that is so, with its reason."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from domain.metric import Break, Kind, Metric, Polarity
from domain.mission import Aim
from domain.observation import Mark
from metrics.trajectories import calibration_of
from tests.metrics.panels import a_metric, observed, panel_of
from tests.metrics.ten_years import FIRST, LOWER, SECOND, TEN_YEARS, asked, chance_by_hand, held, one, years
from tests.metrics.test_changes import a_mean


def test_without_a_target_nothing_is_held() -> None:
    row = one(None)
    assert (row["trajectory"], row["trajectory_reason"], row["target_year"]) == ("no_target", "target_not_set", 0)


@pytest.mark.parametrize("by", [2010, 2018, 2019, 2021, 2023])
def test_a_target_in_the_past_has_no_chance_even_where_it_lies_before_the_baseline(by: int) -> None:
    row = one(asked(value=60.0, by=by))
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "target_in_past")
    assert np.isnan(row["chance"])
    assert np.isnan(row["needed"])
    if by < 2023:
        assert np.isnan(row["path_gap"])


def test_a_target_behind_the_baseline_is_no_target_to_work_towards() -> None:
    falling = years((60.0, 59.0, 59.5, 58.0, 57.0, 57.5, 56.0, 55.0, 55.5, 54.0))  # 57.5 in 2019
    row = one(asked(value=56.0), falling)
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "target_behind_baseline")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (TEN_YEARS[:4], "too_few_points"),
        (TEN_YEARS[:7], "too_few_points"),
        ((55.0,) * 10, "constant"),
        ((57.0,), "too_few_points"),
    ],
)
def test_short_and_constant_series_say_so(values: tuple[float, ...], reason: str) -> None:
    row = one(asked(), years(values))
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", reason)


def test_five_to_seven_figures_have_a_chance_but_no_word() -> None:
    row = one(asked(), years(TEN_YEARS[-6:]))
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "too_few_points")
    assert row["chance"] == pytest.approx(chance_by_hand(np.array(TEN_YEARS[-6:]), 4, 60.0), abs=1e-4)


def test_a_target_more_than_five_years_on_has_a_chance_but_no_word() -> None:
    row = one(asked(by=2029))
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "too_far_ahead")
    assert row["chance"] == pytest.approx(chance_by_hand(np.array(TEN_YEARS), 6, 60.0), abs=1e-4)


def test_a_target_far_nearer_than_the_scatter_reaches_is_too_uncertain() -> None:
    wild = years((50.0, 90.0, 10.0, 80.0, 20.0, 57.0, 5.0, 95.0, 30.0, 57.0))
    assert one(asked(value=58.0), wild)["trajectory_reason"] == "too_uncertain"


@pytest.mark.parametrize(
    ("metric", "values", "goal", "reason"),
    [
        (a_metric(kind=Kind.RATE), (-1.0, *TEN_YEARS[1:]), 60.0, "negative_values"),
        (a_metric(kind=Kind.RATE, polarity=LOWER), TEN_YEARS, -5.0, "negative_values"),
        (a_metric(), (*TEN_YEARS[:8], 140.0, 57.0), 60.0, "invalid"),
        (a_metric(), TEN_YEARS, 120.0, "invalid"),
        (a_mean(polarity=Polarity.NEUTRAL), TEN_YEARS, 60.0, "no_polarity"),
    ],
)
def test_figures_and_targets_a_scale_cannot_hold_and_measures_without_a_good_side_say_so(
    metric: Metric, values: tuple[float, ...], goal: float, reason: str
) -> None:
    row = one(asked(value=goal), years(values), metric)
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", reason)
    assert np.isnan(row["chance"])


def test_better_than_the_baseline_has_no_meaning_without_a_good_side() -> None:
    row = one(asked(Aim.IMPROVE, None), metric=a_mean(polarity=Polarity.NEUTRAL))
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "no_polarity")


def test_a_break_leaves_the_years_after_it() -> None:
    late = a_mean(breaks=(Break(on=dt.date(2021, 1, 1), reason="a new question"),))
    row = one(asked(), metric=late)
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "break_in_series")
    early = a_mean(breaks=(Break(on=dt.date(2015, 1, 1), reason="a new question"),))
    assert one(asked(), metric=early)["chance"] == pytest.approx(
        chance_by_hand(np.array(TEN_YEARS[1:]), 4, 60.0), abs=1e-4
    )


def test_a_break_marked_for_one_place_leaves_the_others_their_series() -> None:
    rows = observed({FIRST: years(), SECOND: years()})
    rows.loc[(rows["place_code"] == SECOND) & (rows["year"] == 2022), "mark"] = Mark.BREAK.value
    found = held(rows, asked())
    assert found.loc[FIRST, "chance"] == pytest.approx(chance_by_hand(np.array(TEN_YEARS), 4, 60.0), abs=1e-4)
    assert found.loc[SECOND, "trajectory_reason"] == "break_in_series"


def test_periods_that_overlap_earn_no_word_without_a_record_of_their_own() -> None:
    row = one(asked(by=2028), metric=a_mean(period_months=36), months=36)
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "overlapping_periods")
    assert np.isfinite(row["chance"])


def test_figures_at_no_fixed_time_of_year_and_one_year_given_twice_are_not_yearly() -> None:
    assert one(asked(), metric=a_mean(every_months=None))["trajectory_reason"] == "not_annual"
    twice = observed({FIRST: years()})
    twice.loc[0, "period_start"] = pd.Timestamp("2015-04-01")
    assert held(twice, asked()).loc[FIRST, "trajectory_reason"] == "not_annual"


def test_a_place_without_its_newest_figure_is_given_no_chance() -> None:
    found = held(observed({FIRST: years(), SECOND: years(TEN_YEARS[:-1], last=2022)}), asked())
    row = found.loc[SECOND]
    assert (row["trajectory"], row["trajectory_reason"], row["tip_answer"]) == ("cannot_tell", "other_period", "")
    assert np.isnan(row["chance"])


def test_a_figure_shared_with_a_far_larger_place_says_nothing_of_the_smaller() -> None:
    rows = observed({FIRST: years(), SECOND: years()})
    rows.loc[rows["place_code"] == SECOND, "mark"] = Mark.SHARED_MINOR.value
    row = held(rows, asked()).loc[SECOND]
    assert (row["trajectory"], row["trajectory_reason"]) == ("cannot_tell", "shared_value")
    assert np.isnan(row["chance"])


def test_a_place_without_a_baseline_is_held_to_a_level_and_to_no_gain() -> None:
    rows = observed({FIRST: years(), SECOND: years(TEN_YEARS[-3:])})
    assert held(rows, asked(Aim.IMPROVE, None)).loc[SECOND, "trajectory_reason"] == "no_baseline"
    assert held(rows, asked(value=60.0)).loc[SECOND, "target_value"] == 60.0


def test_figures_missing_everywhere_are_a_reason_and_no_error() -> None:
    for target in (asked(), asked(Aim.GAIN, 5.0), asked(Aim.IMPROVE, None)):
        found = held(observed({FIRST: dict.fromkeys(range(2014, 2024), np.nan)}), target)
        assert found.loc[FIRST, "trajectory"] == "cannot_tell"
        assert found.loc[FIRST, "trajectory_reason"] in {"no_data", "no_baseline"}


def test_a_forecaster_without_a_past_or_without_years_has_no_record() -> None:
    for metric in (a_metric(kind=Kind.CHANGE), a_mean(every_months=None)):
        found = calibration_of(panel_of(metric, observed({FIRST: years()})))
        assert found.record is None
        assert found.rows.empty
        assert found.bins.empty
