"""Whether places draw together is tested on the same places, and noise does not pass for catching up."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from domain.reason import Reason
from metrics.methods.convergence import beta, pitman_morgan, sigma, spread_trend
from tests import golden

PUBLISHED = golden.read("convergence")
pairs = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=4, max_size=20)


def test_the_test_of_two_spreads_agrees_with_r():
    legs = PUBLISHED["legs"]
    found = pitman_morgan(legs["fore"], legs["hind"])
    # R puts the first sample over the second, so its sign is the other way round: hind legs vary less
    assert -found.statistic == pytest.approx(legs["t"], abs=5e-4)
    assert found.df == legs["df"]
    machines = PUBLISHED["machines"]
    assert pitman_morgan(machines["first"], machines["last"]).p == pytest.approx(machines["p"], abs=5e-8)


@given(pairs)
def test_it_is_the_correlation_of_sums_and_differences(rows):
    first, last = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    total, change = last + first, last - first
    if np.ptp(total) == 0 or np.ptp(change) == 0:
        return
    expected = stats.pearsonr(total, change)
    found = pitman_morgan(first, last)
    if abs(expected.statistic) < 1 - 1e-9:
        assert found.p == pytest.approx(expected.pvalue, rel=1e-6, abs=1e-12)
    assert np.sign(found.statistic) in (0, np.sign(np.var(last) - np.var(first))) or abs(found.statistic) < 1e-6


def test_a_wider_spread_has_a_positive_statistic():
    assert pitman_morgan([1, 2, 3, 4], [0, 2, 5, 8]).statistic > 0
    assert pitman_morgan([0, 2, 5, 8], [1, 2, 3, 4]).statistic < 0


def test_places_that_all_move_alike_have_not_changed_their_spread():
    found = pitman_morgan([1.1, 2.3, 4.7, 8.2], [3.1, 4.3, 6.7, 10.2])
    assert (found.statistic, found.p, found.reason) == (0.0, 1.0, None)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ([5, 5, 5, 5], [6, 6, 6, 6], Reason.CONSTANT),
        ([1, 2], [3, 5], Reason.TOO_FEW_PLACES),
        ([1, 2, None, 4], [3, None, 5, 6], Reason.TOO_FEW_PLACES),
        ([], [], Reason.TOO_FEW_PLACES),
    ],
)
def test_no_spread_or_too_few_pairs_have_a_reason(first, last, reason):
    found = pitman_morgan(first, last)
    assert found.reason is reason
    assert math.isnan(found.p)


def test_the_spread_of_each_period_by_hand():
    found = sigma([[1, 2, 4], [3, 6, 4], [5, 10, 4]])
    assert found.spread == pytest.approx([math.sqrt(8 / 3), math.sqrt(32 / 3), 0])
    assert found.places == 3
    assert found.reason is Reason.TOO_FEW_POINTS


def test_money_is_measured_on_its_logarithm_so_that_inflation_leaves_it_alone():
    before = np.array([300.0, 450, 700])
    found = sigma(np.column_stack([before, before * 2]), logs=True)
    assert found.spread[0] == pytest.approx(np.std(np.log(before)))
    assert found.spread[1] == pytest.approx(found.spread[0])


def test_sampling_noise_is_taken_off_every_period():
    panel = np.array([[2.0, 1.0], [4.0, 2.0], [6.0, 3.0], [8.0, 4.0]])
    found = sigma(panel, se=np.ones((4, 2)))
    assert found.observed == pytest.approx([5**0.5, 1.25**0.5])
    assert found.spread == pytest.approx([2, 0.5])
    logged = sigma(np.exp(panel), se=np.exp(panel), logs=True)  # an error as large as the value is 1 on the logarithm
    assert logged.spread == pytest.approx([2, 0.5])


def test_only_places_with_a_figure_in_every_period_count():
    panel = [[1, 2, 3], [5, 6, 7], [100, None, 100]]
    found = sigma(panel)
    assert found.places == 2
    assert found.spread == pytest.approx([2, 2, 2])


def test_a_period_with_few_figures_is_left_out_and_says_so():
    panel = [[1, None, 3, None], [5, None, 7, None], [9, 2, 9, None]]
    found = sigma(panel)
    assert found.places == 3
    assert list(found.reasons) == [None, Reason.TOO_FEW_PLACES, None, Reason.NO_DATA]
    assert np.isnan(found.spread[[1, 3]]).all()


def test_years_come_from_the_names_of_the_columns():
    frame = pd.DataFrame({2015: [1, 9], 2017: [2, 8], 2018: [2.5, 7.5], 2019: [3, 7], 2021: [4, 6]})
    found = sigma(frame)
    assert found.periods.tolist() == [2015, 2017, 2018, 2019, 2021]
    assert found.slope == pytest.approx(-0.5)  # the half-distance falls from 4 to 1 in six years
    assert found.reason is None


def test_people_can_count_instead_of_places():
    assert sigma([[2, 2], [8, 8]], weights=[3, 1]).spread == pytest.approx([6.75**0.5] * 2)
    assert sigma([[2, 2], [8, 8], [99, 0]], weights=[3, 1, 0]).places == 2


def test_nothing_in_the_panel_is_no_data_and_too_few_points():
    found = sigma([[None] * 6, [None] * 6])
    assert set(found.reasons) == {Reason.NO_DATA}
    assert (found.places, found.reason) == (0, Reason.TOO_FEW_POINTS)


def test_errors_for_few_places_give_the_plain_spread_and_a_reason():
    found = sigma([[1, 2], [5, 6], [9, 9]], se=[[1, 1], [None, 1], [None, 1]])
    assert list(found.reasons) == [Reason.NO_INTERVAL, None]
    assert np.isfinite(found.observed).all()


def test_the_trend_is_the_least_squares_line():
    years, measure = [2010, 2011, 2013, 2014, 2016, 2017], [5.0, 5.5, 4.0, 4.8, 3.0, 3.9]
    found = spread_trend(years, measure)
    assert found.slope == pytest.approx(stats.linregress(years, measure).slope)
    assert found.lower < found.slope < found.upper
    assert found.n == 6


def test_the_trend_holds_nothing_in_most_series_without_one_even_where_years_go_together():
    generator = np.random.default_rng(8)
    held = 0
    for _ in range(120):
        scatter = generator.standard_normal(15)
        series = [scatter[0]]
        for each in scatter[1:]:
            series.append(0.5 * series[-1] + each)
        found = spread_trend(np.arange(15), series, draws=200)
        held += found.lower <= 0 <= found.upper
    assert held >= 0.82 * 120


def test_a_trend_needs_five_periods():
    assert spread_trend([1, 2, 3, 4, 5], [1, 2, None, 4, 5]).reason is Reason.TOO_FEW_POINTS
    assert spread_trend([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]).reason is Reason.TOO_FEW_POINTS
    constant = spread_trend([1, 2, 3, 4, 5], [2, 2, 2, 2, 2])
    assert (constant.slope, constant.lower, constant.upper) == pytest.approx((0, 0, 0))


def test_catching_up_is_the_slope_of_growth_on_level():
    generator = np.random.default_rng(2)
    start = generator.lognormal(6, 0.3, 80)
    end = start**0.8 * 4 * generator.lognormal(0, 0.1, 80)
    expected = stats.linregress(np.log(start), np.log(end / start) / 12)
    found = beta(start, end, years=12)
    assert found.beta == pytest.approx(expected.slope)
    assert found.se == pytest.approx(expected.stderr)
    margin = stats.t.ppf(0.975, 78) * expected.stderr
    assert found.interval == pytest.approx((expected.slope - margin, expected.slope + margin))
    assert (found.n, found.reason) == (80, None)


def test_speed_and_half_life_are_those_of_a_gap_that_halves_in_ten_years():
    start = np.array([100.0, 200, 400, 800])
    end = 1_000 * (start / 1_000) ** 0.5  # every logarithmic gap is half of what it was
    found = beta(start, end, years=10)
    assert found.speed == pytest.approx(math.log(2) / 10)
    assert found.half_life == pytest.approx(10)
    assert found.speed_reason is None


def test_noise_alone_looks_like_catching_up_until_an_earlier_figure_stands_in():
    generator = np.random.default_rng(11)
    true = generator.normal(50, 3, 2_000)
    earlier, start, end = (true + generator.normal(0, 3, 2_000) for _ in range(3))
    # nothing changed: least squares finds -noise / (noise + true) = -1/2, the instrument nothing
    assert beta(start, end, years=1, logs=False).beta == pytest.approx(-0.5, abs=0.05)
    found = beta(start, end, years=1, logs=False, instrument=earlier)
    assert found.beta == pytest.approx(0, abs=0.08)
    assert found.interval.lower < 0 < found.interval.upper
    assert found.instrument_f > 100


def test_an_instrument_is_the_ratio_of_two_covariances():
    earlier, start, end = [1.0, 2, 4, 3, 7], [2.0, 1, 5, 4, 6], [3.0, 3, 4, 6, 5]
    growth = (np.array(end) - start) / 2
    expected = np.cov(earlier, growth)[0, 1] / np.cov(earlier, start)[0, 1]
    assert beta(start, end, years=2, logs=False, instrument=earlier).beta == pytest.approx(expected)


def test_an_instrument_that_tells_little_is_said_to():
    generator = np.random.default_rng(3)
    start, end, earlier = generator.normal(50, 5, (3, 40))
    assert beta(start, end, years=1, instrument=earlier).reason is Reason.LOW_RELIABILITY


def test_growing_apart_has_no_half_life():
    found = beta([100, 200, 400, 800], [100, 220, 500, 1_200], years=5)
    assert found.beta > 0
    assert found.speed < 0
    assert math.isnan(found.half_life)
    assert found.speed_reason is Reason.NOT_APPLICABLE


def test_places_that_change_ends_have_no_speed():
    found = beta([100, 200, 400, 800], [800, 400, 200, 100], years=1)
    assert found.beta == pytest.approx(-2)
    assert math.isnan(found.speed)
    assert found.speed_reason is Reason.AT_BOUND


def test_places_without_a_logarithm_or_a_figure_are_left_out():
    found = beta([0, 100, 200, 400, 800, None], [50, 200, 300, 500, 700, 60], years=10)
    assert found == beta([100, 200, 400, 800], [200, 300, 500, 700], years=10)
    assert found.n == 4


@pytest.mark.parametrize(
    ("initial", "final", "reason"),
    [
        ([], [], Reason.TOO_FEW_PLACES),
        ([1, 2, 3], [2, 3, 4], Reason.TOO_FEW_PLACES),
        ([-1, -2, -3, -4, 5], [1, 2, 3, 4, 5], Reason.TOO_FEW_PLACES),
        ([5, 5, 5, 5], [1, 2, 3, 4], Reason.CONSTANT),
    ],
)
def test_too_few_places_or_no_spread_at_the_start_have_a_reason(initial, final, reason):
    found = beta(initial, final, years=3)
    assert found.reason is reason
    assert math.isnan(found.beta)
    assert np.isnan(found.interval).all()


def test_calls_that_cannot_be_meant_are_refused():
    with pytest.raises(ValueError, match="0 years"):
        beta([1, 2], [1, 2], years=0)
    with pytest.raises(ValueError, match="one value in every column"):
        beta([1, 2], [1, 2, 3], years=1)
    with pytest.raises(ValueError, match="both for each place"):
        pitman_morgan([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="2 periods"):
        sigma([[1, 2, 3], [4, 5, 6]], periods=[1, 2])
    with pytest.raises(ValueError, match="places by periods"):
        sigma([1, 2, 3])
    with pytest.raises(ValueError, match="blocks of 0"):
        spread_trend([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], block=0)


def test_the_employment_rate_of_councils_shows_how_much_catching_up_was_noise(sources_folder):
    # the change from 2013 to 2019 on the level of 2013: -0.36 as it stands, -0.20 with the level of 2012 in its stead
    figures = pd.read_csv(sources_folder / "els" / "employment-rate.csv.gz", low_memory=False)
    figures = figures[figures["indicator"] == "Employment rate"]
    figures = figures[figures["areacd"].str.match(r"E0[6-9]|W06|S12|N09")]
    figures["observation"] = pd.to_numeric(figures["observation"], errors="coerce")
    panel = figures.pivot_table(index="areacd", columns="period", values="observation")
    earlier, start, end = (panel[f"{year}-01-01/P1Y"] for year in (2012, 2013, 2019))
    assert beta(start, end, years=1, logs=False).beta == pytest.approx(-0.36, abs=0.01)
    assert beta(start, end, years=1, logs=False, instrument=earlier).beta == pytest.approx(-0.20, abs=0.01)
