"""The spread of places over time says what the figures say, and leaves out periods too thin to compare."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.spread import spread_over_time


def figures(by_period: dict[int, list[float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"place_code": code, "period_start": pd.Timestamp(year, 1, 1), "period_months": 12, "value": value}
            for year, values in by_period.items()
            for code, value in zip(codes(len(values)), values, strict=True)
        ]
    )


def codes(count: int) -> list[str]:
    return [f"E{place:08}" for place in range(count)]


def test_percentiles_are_those_worked_out_by_hand():
    # Eleven figures 0, 10, ... 100: the p-th percentile lies at position p/10, so it is p itself.
    # Five figures 1 to 5: position 0.4 gives 1.4, position 3.6 gives 4.6.
    found = spread_over_time(figures({2022: [10.0 * n for n in range(11)], 2023: [1, 2, 3, 4, 5, np.nan]}), codes(11))
    first = found.periods[0]
    assert (first.start, first.months, first.places) == (dt.date(2022, 1, 1), 12, 11)
    assert first[2:7] == (10, 25, 50, 75, 90)
    alone = spread_over_time(figures({2023: [5, 3, 1, 4, 2]}), codes(5)).periods[0]
    assert np.allclose(alone[2:7], (1.4, 2, 3, 4, 4.6))


def test_a_period_with_few_of_the_places_is_left_out_and_counted():
    found = spread_over_time(figures({2021: [1.0] * 5, 2022: [1.0] * 12, 2023: [1.0] * 6}), codes(12))
    assert [period.start.year for period in found.periods] == [2022, 2023]
    assert found.left_out == 1


def test_fewer_than_five_places_have_no_spread():
    assert spread_over_time(figures({2022: [1, 2, 3, 4]}), codes(4)) == ((), 1)


def test_only_the_places_asked_for_count():
    found = spread_over_time(figures({2022: [1, 2, 3, 4, 5, 900, 900]}), codes(5))
    assert found.periods[0].places == 5
    assert found.periods[0].p90 < 5


def test_a_metric_without_figures_has_no_periods():
    assert spread_over_time(figures({2022: [1.0]}).iloc[:0], codes(3)) == ((), 0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=60))
def test_percentiles_never_cross_and_stay_within_the_figures(values):
    period = spread_over_time(figures({2022: values}), codes(len(values))).periods[0]
    ordered = [min(values), *period[2:7], max(values)]
    assert all(low <= high + 1e-6 for low, high in pairwise(ordered))
