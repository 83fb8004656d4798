"""Whether each place will meet its target: chances worked out by hand, and every way in which none can be given."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from domain.metric import Break, Kind, Metric, Polarity
from domain.mission import Aim
from domain.observation import Mark
from metrics.changes import baseline_column
from metrics.methods.scales import Scale
from metrics.targets import Target
from metrics.trajectories import baseline_values, calibration_of, place_aims, trajectory_all, transform_of
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of
from tests.metrics.test_changes import BASELINE, a_mean

FIRST, SECOND = COUNCILS[:2]
TEN_YEARS = (50.0, 51.0, 50.5, 52.0, 53.5, 53.0, 54.5, 55.0, 56.5, 57.0)  # 2014 to 2023; 53.0 in 2019
LOWER = Polarity.LOWER_IS_BETTER


def years(values: tuple[float, ...] = TEN_YEARS, last: int = 2023) -> dict[int, float]:
    return dict(zip(range(last - len(values) + 1, last + 1), values, strict=True))


def asked(aim: Aim = Aim.REACH, value: float | None = 60.0, by: int = 2027) -> Target:
    return Target("example", aim, value, by, False, "plan", "m", "Better everywhere.")


def held(observations: pd.DataFrame, target: Target | None, metric: Metric | None = None) -> pd.DataFrame:
    panel = panel_of(metric or a_mean(), observations)
    baseline = baseline_column(panel, BASELINE)
    aims = place_aims(panel, target, baseline)
    found = trajectory_all(panel, target, aims, calibration_of(panel), baseline)
    return found.set_axis(panel.codes)


def one(target: Target | None, values=None, metric: Metric | None = None, **more: object) -> pd.Series:
    return held(observed({FIRST: years() if values is None else values}, **more), target, metric).loc[FIRST]


def chance_by_hand(scaled, ahead: int, goal: float) -> float:
    """By Student's t as laid down for this forecaster, with the usual multipliers 1.8 and 2.85."""
    from scipy.optimize import brentq
    from scipy.stats import t

    count, steps = len(scaled), np.diff(scaled)
    drift = (scaled[-1] - scaled[0]) / (count - 1)
    scatter = np.sqrt(((steps - drift) ** 2).sum() / (count - 2))
    error = scatter * np.sqrt(ahead * (1 + ahead / (count - 1)))
    freedom = brentq(lambda df: t.ppf(0.975, df) / t.ppf(0.90, df) - 2.85 / 1.8, 2, 1000)
    width = 1.8 * error / t.ppf(0.90, freedom)
    return float(t.cdf((scaled[-1] + drift * ahead - goal) / width, freedom))


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


def test_none_and_all_of_the_people_are_held_just_inside_the_scale() -> None:
    row = one(asked(value=90.0), years((0.0, 100.0, *TEN_YEARS[2:8], 0.0, 57.0)), a_metric())
    assert 0 <= row["chance"] <= 1
    assert row["trajectory"] != "no_target"


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


def test_a_forecaster_without_a_past_or_without_years_has_no_record() -> None:
    for metric in (a_metric(kind=Kind.CHANGE), a_mean(every_months=None)):
        found = calibration_of(panel_of(metric, observed({FIRST: years()})))
        assert found.record is None
        assert found.rows.empty
        assert found.bins.empty


def test_the_record_is_kept_a_row_for_each_year_ahead_with_the_usual_multipliers_where_it_is_short() -> None:
    found = calibration_of(panel_of(a_mean(), observed({FIRST: years()})))
    assert list(found.rows["horizon"]) == [1, 2, 3, 4, 5]
    assert set(found.rows["q80"]) == {1.8}
    assert set(found.rows["q95"]) == {2.85}
    assert list(found.rows["origins"]) == [2, 1, 0, 0, 0]  # eight figures by 2021, and two years that followed
