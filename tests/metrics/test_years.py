"""One column a year: which year a period belongs to, which figures are kept, and where comparison breaks off."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from domain.metric import Break, Metric
from domain.observation import Mark
from metrics.panel import Panel
from metrics.years import breaks_of, middle_years, own_breaks_of, years_of
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of

FIRST, SECOND = COUNCILS[:2]
EVERY = range(2019, 2024)


def yearly(*years: int, metric: Metric | None = None, **more: object) -> Panel:
    return panel_of(metric or a_metric(), observed({FIRST: {year: 100.0 * (year - 2000) for year in years}}, **more))


def quarterly(quarters: int, metric: Metric | None = None, first: str = "2020-01-01") -> Panel:
    rows = observed({FIRST: {2020 + number: float(number) for number in range(quarters)}}, months=3)
    starts = pd.date_range(first, periods=quarters, freq="QS").to_numpy().astype("datetime64[s]")
    return panel_of(metric or a_metric(every_months=3, period_months=3), rows.assign(period_start=starts))


@pytest.mark.parametrize(
    ("month", "months", "year"),
    [
        (1, 12, 2020),  # a calendar year
        (4, 12, 2020),  # April 2020 to March 2021: six of its months lie before October
        (9, 12, 2021),  # the school year that began in September 2020: its middle is 1 March 2021
        (1, 36, 2021),  # three calendar years: its middle is 1 July 2021
        (12, 1, 2020),  # one month
        (6, 0, 2020),  # a moment
    ],
)
def test_a_period_belongs_to_the_year_of_its_middle(month: int, months: int, year: int) -> None:
    assert list(middle_years(yearly(2020, month=month, months=months))) == [year]


def test_a_year_without_a_figure_is_an_empty_column_and_not_a_step() -> None:
    panel = yearly(2019, 2021, 2022)
    years = years_of(panel)
    assert years is not None
    assert list(years.years) == [2019, 2020, 2021, 2022]
    np.testing.assert_array_equal(years.grid(panel.value), [[1900.0, np.nan, 2100.0, 2200.0]])


def test_of_quarters_the_one_of_the_newest_figure_is_kept_every_year() -> None:
    panel = quarterly(10)  # the newest of ten quarters from January 2020 begins in April 2022
    years = years_of(panel)
    assert years is not None
    assert list(years.years) == [2020, 2021, 2022]
    np.testing.assert_array_equal(years.grid(panel.value), [[1.0, 5.0, 9.0]])


def test_a_newest_quarter_that_is_withheld_everywhere_does_not_choose_the_quarter() -> None:
    rows = observed({FIRST: {2020 + number: float(number) for number in range(10)}}, months=3)
    rows["period_start"] = pd.date_range("2020-01-01", periods=10, freq="QS").to_numpy().astype("datetime64[s]")
    rows.loc[9, ["value", "reason"]] = np.nan, "suppressed"
    panel = panel_of(a_metric(every_months=3, period_months=3), rows)
    years = years_of(panel)
    assert years is not None
    np.testing.assert_array_equal(years.grid(panel.value), [[0.0, 4.0, 8.0]])  # the first quarters


def test_figures_of_one_period_alone_are_one_year() -> None:
    years = years_of(yearly(2022))
    assert years is not None
    assert (list(years.years), list(years.columns)) == ([2022], [0])


@pytest.mark.parametrize("every", [None, 5, 7])
def test_figures_that_come_at_no_fixed_time_of_year_have_no_years(every: int | None) -> None:
    assert years_of(yearly(2020, 2021, metric=a_metric(every_months=every))) is None


def test_periods_of_several_lengths_have_no_years() -> None:
    panel = panel_of(a_metric(), observed({FIRST: {2020: 1.0, 2021: 2.0}}).assign(period_months=[12, 36]))
    assert years_of(panel) is None


def test_two_figures_for_one_year_leave_it_open_which_is_meant() -> None:
    rows = observed({FIRST: {2020: 1.0, 2021: 2.0}})
    rows["period_start"] = pd.to_datetime(["2020-01-01", "2020-04-01"]).astype("datetime64[s]")
    assert years_of(panel_of(a_metric(), rows)) is None


def test_figures_every_second_year_leave_the_years_between_empty() -> None:
    years = years_of(yearly(2018, 2020, 2022, metric=a_metric(every_months=24)))
    assert years is not None
    assert list(years.columns) == [0, -1, 1, -1, 2]


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        (dt.date(2021, 1, 1), [False, False, True, False, False]),
        (dt.date(2020, 6, 1), [False, False, True, False, False]),  # the first figure wholly after it
        (dt.date(2000, 1, 1), [True, False, False, False, False]),
        (dt.date(2030, 1, 1), [False] * 5),
    ],
)
def test_a_break_the_catalogue_names_is_where_the_first_figure_after_it_begins(on: dt.date, begins: list[bool]) -> None:
    panel = yearly(*EVERY, metric=a_metric(breaks=(Break(on=on, reason="a new question"),)))
    assert list(breaks_of(panel, np.arange(5))) == begins


def test_a_break_in_a_year_without_a_figure_begins_with_the_next() -> None:
    panel = yearly(2019, 2021, metric=a_metric(breaks=(Break(on=dt.date(2020, 1, 1), reason="a new question"),)))
    years = years_of(panel)
    assert years is not None
    assert list(breaks_of(panel, years.columns)) == [False, False, True]


def test_a_break_marked_for_one_place_ends_the_series_of_that_place_alone() -> None:
    rows = observed({code: dict.fromkeys(EVERY, 1.0) for code in (FIRST, SECOND)})
    rows.loc[(rows["place_code"] == SECOND) & (rows["year"] == 2021), "mark"] = Mark.BREAK.value
    panel = panel_of(a_metric(), rows)
    np.testing.assert_array_equal(own_breaks_of(panel, np.arange(5)).nonzero(), ([1], [2]))
    # where places are set side by side over time, the break of one is a break of the comparison
    assert list(breaks_of(panel, np.arange(5)).nonzero()[0]) == [2]
