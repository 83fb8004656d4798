"""Change since the baseline: what counts as moved, and what noise or a bad year explains."""

import datetime as dt

import pytest

from domain.metric import Break, Kind, Metric, Polarity
from domain.observation import Mark
from metrics.changes import baseline_column, change_all
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of

BASELINE = dt.date(2019, 12, 31)
FIRST, SECOND = COUNCILS[:2]


def a_mean(**more: object) -> Metric:
    return a_metric(kind=Kind.MEAN, suffix="", **more)


def changed(metric: Metric, observations, code: str = FIRST) -> dict[str, object]:
    panel = panel_of(metric, observations)
    frame = change_all(panel, baseline_column(panel, BASELINE))
    (row,) = frame[frame["place_code"] == code].to_dict("records")
    return row


def test_a_rise_larger_than_the_error_of_both_figures_is_a_rise() -> None:
    # errors of 1.96 / 1.96 = 1 each: the difference of 5 has a standard error of 1.414, its interval is 2.77 wide
    row = changed(a_mean(), observed({FIRST: {2019: 50.0, 2023: 55.0}}, width=1.96))
    assert row["answer"] == "rose"
    assert (row["change"], row["lower"], row["upper"]) == pytest.approx((5.0, 2.228, 7.772), abs=0.001)
    assert row["p"] == pytest.approx(0.000407, abs=1e-5)  # twice the normal tail beyond 5 / sqrt 2


def test_a_rise_within_the_error_cannot_be_told() -> None:
    row = changed(a_mean(), observed({FIRST: {2019: 50.0, 2023: 52.0}}, width=1.96))
    assert row["answer"] == "cannot_tell"
    assert row["reason"] == ""
    assert row["lower"] < 0 < row["upper"]


def test_the_interval_of_a_percentage_leaves_nought_out_exactly_where_the_test_does() -> None:
    row = changed(a_metric(), observed({FIRST: {2019: 96.0, 2023: 99.0}}, width=0.9))
    assert (row["answer"] == "rose") == (row["lower"] > 0)


def test_without_intervals_a_series_own_scatter_is_the_noise_and_the_answer_says_so() -> None:
    # steps of 1, 3, 1, 3, 1, 3: mean 2, scatter sqrt(6/5); over four years 8 against 2.19, t = 3.65 on 5 degrees
    values = dict(zip(range(2017, 2024), [10.0, 11.0, 14.0, 15.0, 18.0, 19.0, 22.0], strict=True))
    row = changed(a_mean(), observed({FIRST: values}))
    assert row["indicative"]
    assert row["p"] == pytest.approx(0.0148, abs=0.0005)  # a t table: 3.65 on 5 degrees of freedom
    assert row["answer"] == "rose"


def test_two_figures_without_any_measure_of_noise_cannot_be_told_apart() -> None:
    row = changed(a_mean(), observed({FIRST: {2019: 10.0, 2023: 20.0}}))
    assert (row["answer"], row["reason"], row["change"]) == ("cannot_tell", "no_interval", 10.0)


def test_a_place_without_a_figure_at_the_baseline_says_so() -> None:
    row = changed(a_mean(), observed({FIRST: {2023: 20.0}, SECOND: {2019: 1.0, 2023: 2.0}}, width=1.0))
    assert (row["answer"], row["reason"]) == ("cannot_tell", "no_baseline")


def test_periods_that_share_years_are_not_compared() -> None:
    metric = a_mean(period_months=36)
    row = changed(metric, observed({FIRST: {2017: 50.0, 2018: 60.0}}, width=1.0, months=36))
    assert row["reason"] == "overlapping_periods"


def test_a_break_moves_the_baseline_to_the_first_figure_after_it() -> None:
    metric = a_mean(breaks=(Break(on=dt.date(2021, 1, 1), reason="a new question"),))
    row = changed(metric, observed({FIRST: {2019: 50.0, 2021: 60.0, 2023: 65.0}}, width=1.0))
    assert (row["baseline_start"].year, row["change"]) == (2021, 5.0)


def test_a_rise_of_money_says_that_it_is_in_cash_and_a_fall_needs_no_such_caution() -> None:
    metric = a_metric(kind=Kind.MONEY, in_cash=True, suffix="", prefix="£")
    rows = observed({FIRST: {2019: 500.0, 2023: 600.0}, SECOND: {2019: 500.0, 2023: 400.0}}, width=10.0)
    assert (changed(metric, rows)["answer"], changed(metric, rows)["reason"]) == ("rose", "in_cash")
    assert (changed(metric, rows, SECOND)["answer"], changed(metric, rows, SECOND)["reason"]) == ("fell", "")


def test_figures_the_publisher_calls_unreliable_are_not_compared() -> None:
    rows = observed({FIRST: {2019: 50.0, 2023: 60.0}}, width=1.0)
    rows.loc[rows["year"] == 2023, "mark"] = Mark.UNRELIABLE.value
    assert changed(a_mean(), rows)["reason"] == "low_reliability"


def test_the_worst_place_is_expected_to_come_back_towards_the_others_by_itself() -> None:
    # twenty places 1 apart with errors of 3: the lowest stands out partly by bad luck
    series = {code: {2019: float(number), 2023: float(number)} for number, code in enumerate(COUNCILS)}
    lowest = changed(a_mean(), observed(series, width=3 * 1.96))
    highest = changed(a_mean(), observed(series, width=3 * 1.96), COUNCILS[-1])
    assert lowest["bad_year"]
    assert not highest["bad_year"]
    # the variance between places is 35 - 9 = 26 of 35, so about a quarter (9/35) of the 9.5 to the mean comes back
    assert lowest["by_regression"] == pytest.approx(9.5 * 9 / 35, rel=0.02)
    assert highest["by_regression"] == pytest.approx(-9.5 * 9 / 35, rel=0.02)


def test_where_lower_is_better_the_highest_place_had_the_bad_year() -> None:
    series = {code: {2019: float(number), 2023: float(number)} for number, code in enumerate(COUNCILS)}
    metric = a_mean(polarity=Polarity.LOWER_IS_BETTER)
    assert changed(metric, observed(series, width=1.0), COUNCILS[-1])["bad_year"]


def test_a_series_that_never_moved_is_no_change_and_no_error() -> None:
    row = changed(a_mean(), observed({FIRST: dict.fromkeys(range(2012, 2024), 10.0)}))
    assert (row["answer"], row["change"]) == ("cannot_tell", 0.0)


def test_a_sudden_change_after_the_baseline_is_held_against_the_years_before_it() -> None:
    # steps up to 2019 of 1, -1, 1, -1, 1, -1 scatter by sqrt(6/5) about nought; the jump of 8 over four years is
    # 8 / (1.095 x 2) = 3.65 of them on 5 degrees of freedom, p = 0.0148 by a t table
    steady = dict(zip(range(2013, 2020), [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0], strict=True))
    row = changed(a_mean(), observed({FIRST: steady | {2020: 10.0, 2021: 18.0, 2022: 18.0, 2023: 18.0}}))
    assert (row["answer"], row["indicative"]) == ("rose", True)
    assert row["p"] == pytest.approx(0.0148, abs=0.0005)


def test_without_polarity_no_year_is_a_bad_one() -> None:
    series = {code: {2019: float(number), 2023: float(number)} for number, code in enumerate(COUNCILS)}
    frame = observed(series, width=1.0)
    metric = a_mean(polarity=Polarity.NEUTRAL)
    assert not any(changed(metric, frame, code)["bad_year"] for code in COUNCILS)
