"""Whether each place will meet its target: chances, paths, baselines and the record, worked out by hand."""

import numpy as np
import pytest

from domain.metric import Kind, Polarity
from domain.mission import Aim
from metrics.methods.scales import Scale
from metrics.trajectories import baseline_values, calibration_of, transform_of
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of
from tests.metrics.ten_years import FIRST, LOWER, TEN_YEARS, asked, chance_by_hand, one, years
from tests.metrics.test_changes import a_mean


def test_the_chance_of_a_level_is_that_of_the_forecast_beyond_it() -> None:
    row = one(asked(value=60.0, by=2027))
    expected = chance_by_hand(np.array(TEN_YEARS), 4, 60.0)
    assert row["chance"] == pytest.approx(expected, abs=1e-4)
    assert 0.5 < expected < 0.8
    assert (row["trajectory"], row["trajectory_reason"]) == ("likely", "")
    assert (row["target_value"], row["target_year"]) == (60.0, 2027)


def test_where_lower_is_better_the_chance_is_that_of_the_other_side() -> None:
    falling = tuple(110.0 - value for value in TEN_YEARS)
    row = one(asked(value=50.0), years(falling), a_mean(polarity=LOWER))
    assert row["chance"] == pytest.approx(chance_by_hand(np.array(TEN_YEARS), 4, 60.0), abs=1e-4)


def test_percentages_are_forecast_on_their_log_odds_and_rates_and_money_on_logarithms() -> None:
    values = np.array(TEN_YEARS)
    log_odds = np.log(values / (100 - values))
    share = one(asked(), metric=a_metric())
    assert share["chance"] == pytest.approx(chance_by_hand(log_odds, 4, np.log(60 / 40)), abs=1e-4)
    rate = one(asked(), metric=a_metric(kind=Kind.RATE, suffix=""))
    assert rate["chance"] == pytest.approx(chance_by_hand(np.log(values), 4, np.log(60)), abs=1e-4)
    assert transform_of(a_metric(kind=Kind.MEAN, prefix="£")) is Scale.LOG
    assert transform_of(a_mean()) is Scale.IDENTITY


@pytest.mark.parametrize(("polarity", "expected"), [(Polarity.HIGHER_IS_BETTER, 58.0), (LOWER, 48.0)])
def test_a_gain_is_counted_from_the_baseline_towards_the_better_side(polarity: Polarity, expected: float) -> None:
    assert one(asked(Aim.GAIN, 5.0), metric=a_mean(polarity=polarity))["target_value"] == expected


def test_better_than_at_the_baseline_looks_at_the_target_year_alone() -> None:
    # 57.0 is above the 53.0 of 2019 already; what is asked is that it should be so in 2027
    row = one(asked(Aim.IMPROVE, None))
    expected = chance_by_hand(np.array(TEN_YEARS), 4, 53.0)
    assert (row["trajectory"], row["target_value"]) == ("on_track", 53.0)
    assert row["chance"] == pytest.approx(expected, abs=1e-4)


def test_a_level_reached_is_met_already() -> None:
    row = one(asked(value=56.0))
    assert (row["trajectory"], row["trajectory_reason"]) == ("already_met", "")


def test_gap_to_the_path_and_pace_needed_and_made_are_sums_anyone_can_do() -> None:
    # from 53.0 in 2019 to 61.0 in 2027 a point a year: 57.0 was due in 2023
    row = one(asked(value=61.0))
    assert row["path_gap"] == pytest.approx(57.0 - 57.0)
    assert row["needed"] == pytest.approx((61.0 - 57.0) / 4)
    assert row["achieved"] == pytest.approx((57.0 - 53.0) / 4)
    # from 53.0 down to 45.0: 49.0 was due, so a figure of 57.0 is 8 behind
    lower = one(asked(value=45.0), metric=a_mean(polarity=LOWER))
    assert lower["path_gap"] == pytest.approx(-8.0)


def test_with_the_tipping_value_as_newest_figure_the_answer_tips() -> None:
    row = one(asked(value=60.0))
    assert row["tip_answer"] == "on_track"
    goal = chance_by_hand(np.array(TEN_YEARS), 4, 60.0 - (row["tip_value"] - 57.0))
    assert goal == pytest.approx(0.80, abs=1e-4)  # the same pace, begun so much higher


def test_none_and_all_of_the_people_are_held_just_inside_the_scale() -> None:
    row = one(asked(value=90.0), years((0.0, 100.0, *TEN_YEARS[2:8], 0.0, 57.0)), a_metric())
    assert 0 <= row["chance"] <= 1
    assert row["trajectory"] != "no_target"


def test_an_infinite_figure_is_a_year_without_one() -> None:
    values = years() | {2016: np.inf}
    row = one(asked(), values)
    assert 0 < row["chance"] < 1
    assert one(asked(), years() | {2016: np.nan})["chance"] == row["chance"]


def test_a_sum_of_money_that_rises_says_that_prices_rose_too() -> None:
    metric = a_mean(in_cash=True, prefix="£")
    values = years((500.0, 511.0, 520.0, 532.0, 540.0, 551.0, 560.0, 569.0, 581.0, 590.0))
    row = one(asked(Aim.IMPROVE, None), values, metric)
    assert (row["trajectory"], row["trajectory_reason"]) == ("on_track", "in_cash")
    assert one(asked(value=620.0), values, metric)["trajectory_reason"] == ""


def test_an_uncertain_baseline_is_the_mean_of_the_three_periods_about_it() -> None:
    # 0 to 19 have a variance of 35: errors of 4 leave a reliability of 19/35, errors of 3 of 26/35, about 0.7
    series = {
        code: {2018: number + 3.0, 2019: float(number), 2020: number + 6.0} for number, code in enumerate(COUNCILS)
    }
    for error, expected in ((4.0, 3.0), (3.0, 0.0)):
        panel = panel_of(a_mean(), observed(series, width=error * 1.96))
        found = baseline_values(panel, 1) - np.arange(20)
        np.testing.assert_allclose(found, expected)


def test_the_mean_about_a_baseline_takes_what_there_is_of_it_and_invents_none() -> None:
    series = {code: {2019: float(number), 2020: number + 6.0} for number, code in enumerate(COUNCILS)}
    del series[FIRST][2019]
    found = baseline_values(panel_of(a_mean(), observed(series, width=4 * 1.96)), 0)
    assert np.isnan(found[0])
    np.testing.assert_allclose(found[1:], np.arange(1, 20) + 3.0)


def test_the_record_is_kept_a_row_for_each_year_ahead_with_the_usual_multipliers_where_it_is_short() -> None:
    found = calibration_of(panel_of(a_mean(), observed({FIRST: years()})))
    assert list(found.rows["horizon"]) == [1, 2, 3, 4, 5]
    assert set(found.rows["q80"]) == {1.8}
    assert set(found.rows["q95"]) == {2.85}
    assert list(found.rows["origins"]) == [2, 1, 0, 0, 0]  # eight figures by 2021, and two years that followed
