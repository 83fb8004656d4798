"""The trend in the verdict of a place: what five years say, and why where they say nothing."""

import pytest

from tests.metrics.judgements import COUNCILS, figures, judged, standing
from tests.metrics.panels import a_metric


def test_five_rising_years_beyond_chance_are_improving() -> None:
    rows = [(COUNCILS[0], 2019 + n, 70 + n, 69.8 + n, 70.2 + n) for n in range(5)]
    row = standing(judged(figures(*rows), a_metric()), COUNCILS[0])
    assert (row["trend"], row["points"], row["slope"]) == ("improving", 5, pytest.approx(1.0))


def test_four_years_are_too_few_and_say_so() -> None:
    rows = [(COUNCILS[0], 2019 + n, 70 + n, 69.8 + n, 70.2 + n) for n in range(4)]
    row = standing(judged(figures(*rows), a_metric()), COUNCILS[0])
    assert (row["trend"], row["trend_reason"]) == ("cannot_be_calculated", "too_few_points")


def test_a_missing_year_is_a_gap_and_not_two_neighbouring_years() -> None:
    rows = [(COUNCILS[0], year, 70 + n, 69.8 + n, 70.2 + n) for n, year in enumerate((2017, 2018, 2020, 2021, 2022))]
    assert standing(judged(figures(*rows), a_metric()), COUNCILS[0])["trend_reason"] == "too_few_points"


def test_figures_across_a_break_are_not_one_trend() -> None:
    metric = a_metric(breaks=({"on": "2021-01-01", "reason": "counted anew"},))
    rows = [(COUNCILS[0], 2019 + n, 70 + n, 69.8 + n, 70.2 + n) for n in range(5)]
    assert standing(judged(figures(*rows), metric), COUNCILS[0])["trend_reason"] == "break_in_series"


def test_overlapping_three_year_periods_are_thinned_before_they_are_judged() -> None:
    rows = [(COUNCILS[0], 2010 + n, 70 + n, 69.8 + n, 70.2 + n) for n in range(10)]
    row = standing(judged(figures(*rows, period_months=36), a_metric(period_months=36)), COUNCILS[0])
    assert (row["trend"], row["trend_reason"]) == ("cannot_be_calculated", "overlapping_periods")


def test_monthly_figures_have_no_yearly_trend() -> None:
    rows = figures(*[(COUNCILS[0], 2019 + n, 70 + n, 69.8 + n, 70.2 + n) for n in range(5)], period_months=1)
    assert (
        standing(judged(rows, a_metric(period_months=1, every_months=1)), COUNCILS[0])["trend_reason"] == "not_annual"
    )
