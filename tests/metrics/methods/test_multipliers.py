"""Multipliers and the distribution that goes with them agree with printed tables."""

import numpy as np
import pytest
from scipy import stats

from metrics.methods.multipliers import (
    DEFAULT,
    Multipliers,
    nearly_share_below,
    quantile_of,
    read_multipliers,
    share_below,
    student,
)
from tests import golden

TABLE = golden.read("trajectory")["student"]["cases"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"df {row['freedom']}")
def test_the_distribution_is_found_from_two_of_its_printed_quantiles(row):
    freedom, t90 = student(row["t90"], row["t975"])
    assert t90 == pytest.approx(row["t90"], abs=0.002)
    # the tables have three decimals, and the ratio of two of them moves slowly with the degrees of freedom
    assert freedom == pytest.approx(row["freedom"], rel=0.04)


@pytest.mark.parametrize("freedom", [1.0, 2.5, 7.0, 16.0, 90.0])
def test_the_degrees_of_freedom_solve_the_equation(freedom):
    t90, t975 = stats.t.ppf([0.90, 0.975], freedom)
    found, found90 = student(3 * t90, 3 * t975)
    assert found == pytest.approx(freedom, rel=1e-3)
    assert found90 == pytest.approx(t90, rel=1e-4)


def test_light_tails_count_as_normal_and_very_heavy_ones_as_the_heaviest():
    assert np.isinf(student(2.0, 2.5)[0])
    assert student(2.0, 2.5)[1] == pytest.approx(1.2816, abs=5e-5)
    assert student(1.0, 50.0)[0] == 1


@pytest.mark.parametrize("freedom", [1.0, 4.2, 30.0, np.inf])
def test_shares_and_quantiles_are_those_of_the_distribution(freedom):
    x = np.linspace(-6, 6, 25)
    reference = stats.norm if np.isinf(freedom) else stats.t(freedom)
    assert share_below(x, np.full(25, freedom)) == pytest.approx(reference.cdf(x), abs=1e-9)
    assert quantile_of(0.8, np.array(freedom)) == pytest.approx(reference.ppf(0.8))
    assert nearly_share_below(x, np.full(25, freedom)) == pytest.approx(
        reference.cdf(x), abs=0.008 if freedom < 3 else 0.001
    )


def test_the_defaults_are_those_of_the_back_test_and_the_last_holds_beyond_the_table():
    assert read_multipliers(None) is DEFAULT
    assert DEFAULT.at(np.array([1.0, 5.0, 9.0]))[0].tolist() == [1.8, 1.8, 1.8]
    assert DEFAULT.at(np.array([1.0]))[1].tolist() == [2.85]
    given = read_multipliers(([1.0, 1.5], [2.0, 3.0]))
    assert given.at(np.array([1.0, 2.0, 7.0]))[1].tolist() == [2, 3, 3]


def test_a_record_without_weight_is_not_the_metrics_own():
    class Record:
        q80, q95, weight = np.array([1.8]), np.array([2.85]), np.array([0.0])

    assert not read_multipliers(Record()).own
    assert read_multipliers((1.5, 2.5)).own
    assert read_multipliers(Multipliers(np.array([1.5]), np.array([2.5]))).own


@pytest.mark.parametrize("wrong", [(0, 2), (2, 1), (1, np.nan), (1, np.inf), ([], [])])
def test_what_are_no_multipliers_are_refused(wrong):
    with pytest.raises(ValueError, match="multipliers"):
        read_multipliers(wrong)
