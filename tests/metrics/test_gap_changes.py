"""The distance between places over time: which places are followed, what it is, and whether it closes."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from domain.metric import Break, Kind
from metrics.changes import baseline_column
from metrics.gap_changes import GapTables, gap_tables
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of
from tests.metrics.test_changes import BASELINE, a_mean


def straight(distances: dict[int, float]) -> dict[str, dict[int, float]]:
    """Twenty places in a row, a step apart that differs from year to year, above 100."""
    return {
        code: {year: 100 + number * step for year, step in distances.items()} for number, code in enumerate(COUNCILS)
    }


def tables(observations: pd.DataFrame, metric=None, target_year: int = 0) -> GapTables:
    panel = panel_of(metric or a_mean(), observations)
    return gap_tables(panel, baseline_column(panel, BASELINE), target_year=target_year)


def cell(frame: pd.DataFrame, **wanted: object) -> dict[str, object]:
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    (row,) = frame.to_dict("records")
    return row


def test_the_gap_between_top_and_bottom_tenth_is_that_of_the_order() -> None:
    # positions 0 to 19: the tenth lies at 1.9 steps, the ninetieth at 17.1, so 15.2 steps
    found = tables(observed(straight({2019: 1.0, 2023: 2.0})))
    row = cell(found.changes, measure="decile_gap", weighting="places", corrected=False)
    assert (row["baseline_value"], row["value"], row["change"]) == pytest.approx((15.2, 30.4, 15.2))


def test_a_gap_that_doubles_beyond_the_error_of_the_figures_has_widened() -> None:
    found = tables(observed(straight({2019: 1.0, 2023: 2.0}), width=0.5))
    row = cell(found.changes, measure="decile_gap", weighting="places", corrected=True)
    assert row["answer"] == "widened"
    assert row["lower"] < row["change"] < row["upper"]


def test_places_that_differ_by_less_than_their_error_have_no_corrected_spread() -> None:
    # a spread of 5.77 x 0.1 with errors of 5: all of it is noise
    found = tables(observed(straight({2019: 0.1, 2023: 0.1}), width=5 * 1.96))
    row = cell(found.gaps, measure="spread", weighting="places", period_start=pd.Timestamp("2023-01-01"))
    assert row["value"] == pytest.approx(0.5766, abs=1e-4)  # 0.1 sqrt((20^2 - 1) / 12)
    assert row["corrected"] == 0.0


def test_the_same_gap_every_year_without_intervals_is_not_called_a_change() -> None:
    found = tables(observed(straight(dict.fromkeys(range(2015, 2024), 1.0))))
    row = cell(found.changes, measure="spread", weighting="places", corrected=False)
    assert (row["answer"], row["slope"]) == ("cannot_tell", pytest.approx(0.0))


def test_a_gap_that_closes_steadily_has_narrowed_by_its_trend_where_no_intervals_are_published() -> None:
    rng = np.random.default_rng(1)
    steps = {year: 3 - 0.2 * (year - 2015) + rng.normal(0, 0.02) for year in range(2015, 2024)}
    row = cell(tables(observed(straight(steps))).changes, measure="decile_gap", weighting="places", corrected=False)
    assert (row["answer"], row["by_trend"]) == ("narrowed", True)
    assert row["slope"] == pytest.approx(-0.2 * 15.2, rel=0.02)


def test_only_places_with_a_figure_in_every_period_are_followed() -> None:
    series = straight({2019: 1.0, 2021: 1.0, 2023: 1.0})
    del series[COUNCILS[0]][2021]
    assert set(tables(observed(series)).gaps["places"]) == {19}


def test_fewer_than_ten_places_have_no_gap() -> None:
    few = dict(list(straight({2019: 1.0, 2023: 2.0}).items())[:9])
    found = tables(observed(few))
    assert (len(found.gaps), len(found.changes), len(found.convergence)) == (0, 0, 0)


def test_totals_have_no_gap_because_larger_places_have_more() -> None:
    assert tables(observed(straight({2019: 1.0, 2023: 2.0})), a_mean(additive=True)).gaps.empty


def test_figures_before_a_break_are_left_out() -> None:
    metric = a_mean(breaks=(Break(on=dt.date(2021, 1, 1), reason="a new question"),))
    found = tables(observed(straight({2018: 9.0, 2019: 9.0, 2021: 1.0, 2023: 2.0})), metric)
    assert sorted(set(found.gaps["period_start"].dt.year)) == [2021, 2023]


def test_within_and_between_regions_add_up_to_the_whole() -> None:
    found = tables(observed(straight({2019: 1.0, 2023: 2.0})))
    parts = {
        measure: cell(found.gaps, measure=measure, weighting="people", period_start=pd.Timestamp("2023-01-01"))["value"]
        for measure in ("theil", "theil_between", "theil_within", "between_share")
    }
    assert parts["theil_between"] + parts["theil_within"] == pytest.approx(parts["theil"])
    # places 0 to 9 in the north (mean 109), 10 to 19 in the south (mean 129): between = sum s ln(m / 119)
    expected = 109 / 238 * np.log(109 / 119) + 129 / 238 * np.log(129 / 119)
    assert parts["theil_between"] == pytest.approx(expected)
    assert parts["between_share"] == pytest.approx(expected / parts["theil"])


def test_a_measure_that_negative_values_forbid_says_so_and_is_never_nan_without_a_reason() -> None:
    series = straight({2019: 1.0, 2023: 2.0})
    for year in series[COUNCILS[0]]:
        series[COUNCILS[0]][year] = -5.0
    found = tables(observed(series)).gaps
    assert set(found.loc[found["measure"] == "theil", "reason"]) == {"negative_values"}
    without = found[found["value"].isna()]
    assert (without["reason"] != "").all()


def test_places_behind_that_gain_make_beta_negative_and_halve_the_gap_in_time() -> None:
    # every place moves a tenth of the way to 110 in four years: growth = 0.1 (110 - y) / 4, so beta = -0.025
    start = {code: 100.0 + number for number, code in enumerate(COUNCILS)}
    series = {code: {2019: value, 2023: value + 0.1 * (110 - value)} for code, value in start.items()}
    (row,) = tables(observed(series)).convergence.to_dict("records")
    assert row["beta"] == pytest.approx(-0.025)
    assert row["half_life"] == pytest.approx(4 * np.log(2) / -np.log(0.9))


def test_the_chance_of_a_smaller_gap_is_given_only_where_the_series_is_long_enough() -> None:
    short = cell(
        tables(observed(straight({2019: 1.0, 2023: 2.0})), target_year=2028).changes,
        measure="spread", weighting="places", corrected=False,
    )  # fmt: skip
    assert np.isnan(short["chance"])
    assert short["chance_reason"] == "too_few_points"
    steps = {year: 1 + 0.2 * (year - 2010) + 0.01 * (-1) ** year for year in range(2010, 2024)}
    growing = cell(
        tables(observed(straight(steps)), target_year=2026).changes,
        measure="spread", weighting="places", corrected=False,
    )  # fmt: skip
    assert growing["chance"] < 0.01


def test_without_a_target_no_chance_is_given() -> None:
    row = tables(observed(straight({2019: 1.0, 2023: 2.0})), a_metric(kind=Kind.MEAN)).changes.iloc[0]
    assert row["chance_reason"] == "target_not_set"


def test_a_gap_that_opens_in_the_figures_as_published_is_left_to_the_one_without_noise() -> None:
    found = tables(observed(straight({2019: 1.0, 2023: 2.0}), width=0.5))
    row = cell(found.changes, measure="decile_gap", weighting="places", corrected=False)
    assert (row["answer"], row["reason"]) == ("cannot_tell", "mostly_noise")


def test_a_gap_in_pounds_of_the_day_that_opens_says_nothing_while_their_ratio_does() -> None:
    # every sum doubles: 15.2 steps become 30.4 pounds, and the ratio of the tenths stays what it was
    doubled = {
        code: {year: value * (2 if year == 2023 else 1) for year, value in years.items()}
        for code, years in straight({2019: 1.0, 2023: 1.0}).items()
    }
    money = a_metric(kind=Kind.MONEY, prefix="£", suffix="", in_cash=True)
    found = tables(observed(doubled, width=0.1), money, target_year=2027).changes
    gap = cell(found, measure="decile_gap", weighting="places", corrected=True)
    assert (gap["answer"], gap["reason"], gap["chance_reason"]) == ("cannot_tell", "in_cash", "in_cash")
    ratio = cell(found, measure="decile_ratio", weighting="places", corrected=True)
    assert ratio["change"] == pytest.approx(0.0, abs=0.001)


def test_the_test_of_two_spreads_is_left_out_where_noise_is_taken_out_of_them() -> None:
    bare = tables(observed(straight({2019: 1.0, 2023: 2.0}))).convergence.iloc[0]
    noisy = tables(observed(straight({2019: 1.0, 2023: 2.0}), width=0.5)).convergence.iloc[0]
    assert bare["p"] < 0.05
    assert np.isnan(noisy["p"])
