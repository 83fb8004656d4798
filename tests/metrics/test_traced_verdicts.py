"""Verdicts of the build that ships, each followed by hand from the figures its publisher prints to the answer stored.

The numbers in the comments were worked out apart from this project, from the files of the Office for National
Statistics as first shipped. A newer release of a source changes them: trace the verdict again when that happens.
"""

import datetime as dt
import math

import pytest

from domain.change import ChangeAnswer
from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.reason import Reason
from domain.verdict import AssuranceAnswer, Comparator, LevelAnswer, TrajectoryAnswer, TrendAnswer
from metrics.assurances import assure

HARTLEPOOL, REDCAR, BLACKPOOL = "E06000001", "E06000003", "E06000009"
MANCHESTER, LEEDS = "E08000003", "E08000035"
CLOSE = {"abs": 0.0005}


@pytest.fixture(scope="module")
def figures(shipped_stores):
    """The figures that ship."""
    return shipped_stores.figures


def one(figures, place_code: str, metric_id: str, comparator: Comparator = Comparator.NATION):
    return figures.verdicts_at([(metric_id, place_code)], comparator)[0]


def change(figures, place_code: str, metric_id: str):
    return figures.changes_at([(metric_id, place_code)])[0]


def gap_change(figures, metric_id: str, measure: GapMeasure, *, corrected: bool):
    found = figures.gap_changes([metric_id])
    return next(
        each
        for each in found
        if each.measure is measure and each.weighting is Weighting.PLACES and each.corrected is corrected
    )


def test_a_large_part_of_a_combined_authority_is_held_against_the_rest_of_it(figures) -> None:
    # Published for the year from 16 November 2024: Tees Valley 33.97901% obese (32.31586 to 35.60053), Hartlepool
    # 35.75635% (32.32044 to 39.22652). People: 93,861 of 688,756, a share of 0.136276, above a tenth.
    # Rest of it: (33.97901 - 0.136276 * 35.75635) / 0.863724 = 33.69859.
    # Errors on the log-odds: Hartlepool (-0.43780 + 0.73908) / 3.92 = 0.07686; the rest in points
    # sqrt(0.83793^2 - (0.136276 * 1.76176)^2) / 0.863724 = 0.92946, times 100 / (33.97901 * 66.02099) = 0.04143.
    # z = (-0.58596 + 0.67676) / sqrt(0.07686^2 + 0.04143^2) = 0.09080 / 0.08731 = 1.0399, so p = 0.2984.
    verdict = one(figures, HARTLEPOOL, "adult_obesity", Comparator.COMBINED_AUTHORITY)
    assert verdict.rest_of
    assert verdict.benchmark == pytest.approx(33.69859, **CLOSE)
    assert verdict.p == pytest.approx(0.2984, **CLOSE)
    assert verdict.level is LevelAnswer.SIMILAR


def test_neighbours_are_averaged_and_their_own_error_widens_the_limits(figures) -> None:
    # Life satisfaction from April 2022, the 20 places of the demographic list for Redcar and Cleveland: 7.28, 7.66,
    # 7.58, 7.64, 7.38, 7.60, 7.22, 7.85, 7.56, 6.68, 7.73, 7.18, 8.08, 7.73, 7.61, 8.05, 7.42, 7.31, 7.45, 7.68.
    # They add up to 150.69: a mean of 7.5345, with an error of sqrt(mean of squared errors / 20) = 0.05094.
    # Redcar and Cleveland: 7.25 (7.02 to 7.48). Upper limit 7.25 + sqrt(0.23^2 + (1.96 * 0.05094)^2) = 7.5007,
    # below the mean. z = -0.2845 / sqrt(0.11735^2 + 0.05094^2) = -2.2239, p = 0.0262.
    verdict = one(figures, REDCAR, "life_satisfaction", Comparator.SIMILAR_DEMOGRAPHIC)
    assert (verdict.members, verdict.benchmark) == (20, pytest.approx(7.5345))
    assert verdict.p == pytest.approx(0.0262, **CLOSE)
    assert verdict.level is LevelAnswer.WORSE


def test_a_place_far_from_its_nation_is_much_worse_and_unusual_even_among_places_that_differ(figures) -> None:
    # Healthy life expectancy of men, 2022 to 2024: England 60.9, Blackpool 50.9 (47.3 to 54.4). The upper limit at
    # 99.8% is 50.9 + 3.5 * 3.0902 / 1.96 = 56.42, below 60.9: much worse. Error (54.4 - 47.3) / 3.92 = 1.8112.
    # Over 216 places the scores, pulled in to -2.927 and 2.610, have a mean square of 3.2419, which leaves a variance
    # of 6.7416 between places: -10 / sqrt(1.8112^2 + 6.7416) = -3.159, beyond 3.090, so unusual as well.
    verdict = one(figures, BLACKPOOL, "healthy_life_expectancy_male")
    assert (verdict.value, verdict.benchmark, verdict.rest_of) == (50.9, 60.9, False)
    assert verdict.level is LevelAnswer.MUCH_WORSE
    assert verdict.flagged
    assert verdict.unusual


def test_a_trend_weighs_each_year_by_its_interval(figures) -> None:
    # Modelled unemployment in Hartlepool, 2019 to 2023: 7.5, 7.9, 6.8, 5.8, 4.3, with intervals 3.0, 3.0, 2.6, 3.0 and
    # 2.6 points wide, so weights (3.92 / width)^2 of 1.7074, 1.7074, 2.2731, 1.7074, 2.2731.
    # Their sum 9.6684, weighted mean time 3.1170, sum of w (t - 3.1170)^2 19.204: slope -0.87669 a year and
    # chi-squared 0.87669^2 * 19.204 = 14.760, above 9.550. Twenty years of scatter agree. Lower is better.
    verdict = one(figures, HARTLEPOOL, "modelled_unemployment")
    assert verdict.slope == pytest.approx(-0.87669, **CLOSE)
    assert verdict.trend is TrendAnswer.IMPROVING
    # three-year figures that overlap: only every third may count, and 2011 to 2022 leaves four of the five needed
    overlapping = one(figures, BLACKPOOL, "healthy_life_expectancy_male")
    assert overlapping.trend is TrendAnswer.CANNOT_BE_CALCULATED
    assert (overlapping.trend_reason, overlapping.points) == (Reason.OVERLAPPING_PERIODS, 4)


def test_more_money_is_rising_and_not_improving_and_its_target_is_met_in_cash(figures) -> None:
    # Weekly pay in Manchester rose in each April from 2021 (460.0, 482.7, 536.6, 565.4, 589.3); prices rose as well.
    # 18 figures from 342.9 (2008) to 589.3 (2025): a drift of ln(589.3 / 342.9) / 17 = 0.031853 a year, a scatter of
    # 0.037447 and so an error of 0.037447 * sqrt(5 * (1 + 5/17)) = 0.095256 in 2030, where 691.04 is expected.
    # Multiplied by 1.8862, a tenth lies beyond on either side: a scale of 1.8862 * 0.095256 / 1.2890 = 0.13939.
    # (ln 691.04 - ln 442.8) / 0.13939 = 3.193, Student's t with 114 degrees of freedom: a chance of 0.9991.
    verdict = one(figures, MANCHESTER, "median_weekly_pay")
    assert (verdict.trend, verdict.trend_reason) == (TrendAnswer.RISING, Reason.IN_CASH)
    assert (verdict.target_value, verdict.target_year) == (442.8, 2030)
    assert verdict.chance == pytest.approx(0.9991, **CLOSE)
    assert (verdict.trajectory, verdict.trajectory_reason) == (TrajectoryAnswer.ON_TRACK, Reason.IN_CASH)


def test_a_target_too_far_ahead_or_with_too_few_figures_has_a_chance_but_no_word(figures) -> None:
    # Employment in Manchester: the newest figure is of 2023, seven years before 2030. Of the differences
    # between places in 2019 less than 0.7 was real, so its baseline is the mean of 69.4, 66.8 and 67.0, 67.7333.
    work = one(figures, MANCHESTER, "employment_rate")
    assert work.target_value == pytest.approx((69.4 + 66.8 + 67.0) / 3)
    assert work.chance == pytest.approx(0.8725, **CLOSE)
    assert (work.trajectory, work.trajectory_reason) == (TrajectoryAnswer.CANNOT_TELL, Reason.TOO_FAR_AHEAD)
    # Pupils at the expected standard: 61 (2019), 52, 54, 56, 58 (2025). Five figures, eight are needed. The straight
    # path from 61 in 2019 to 90 in 2030 stands at 61 + 29 * 6/11 = 76.818 in 2025: 18.818 behind, 32 / 5 a year to go.
    pupils = one(figures, MANCHESTER, "key_stage_2_expected_standard")
    assert pupils.path_gap == pytest.approx(-18.818, **CLOSE)
    assert pupils.needed == pytest.approx(6.4)
    assert (pupils.trajectory, pupils.trajectory_reason) == (TrajectoryAnswer.CANNOT_TELL, Reason.TOO_FEW_POINTS)


def test_assurance_needs_a_frequent_series_a_target_and_thirteen_figures_of_one_kind(figures, shipped_stores) -> None:
    # healthy life expectancy comes yearly; chargers come quarterly, but nobody has set a target for them
    yearly, quarterly = (
        one(figures, code, metric)
        for code, metric in [(BLACKPOOL, "healthy_life_expectancy_male"), (LEEDS, "electric_vehicle_chargers")]
    )
    assert (yearly.assurance, yearly.assurance_reason) == (AssuranceAnswer.NOT_SUITED, Reason.NOT_FREQUENT)
    assert (quarterly.assurance, quarterly.assurance_reason) == (AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET)
    # with one, what is counted changed in January 2026, and two figures since then are too few
    metric = shipped_stores.catalogue.metrics["electric_vehicle_chargers"]
    series = figures.series([LEEDS], ["electric_vehicle_chargers"])
    assert assure(metric, series, target=100.0) == (AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS)
    # Before it, 25 figures add up to 1,216.75 (mean 48.670) and 24 steps to 76.387 (mean 3.1828). One step, of 12.237,
    # exceeds 3.267 * 3.1828 = 10.398 and is left out: 64.151 / 23 = 2.7892, limits 48.670 -/+ 2.66 * 2.7892, 41.25 and
    # 56.09. A target between them is met now and then, one beyond the upper limit is not.
    before = [each for each in series if each.period_start < dt.date(2026, 1, 1)]
    unbroken = metric.model_copy(update={"breaks": ()})
    assert len(before) == 25
    assert assure(unbroken, before, target=50.0)[0] is AssuranceAnswer.HIT_AND_MISS
    assert assure(unbroken, before, target=100.0)[0] is AssuranceAnswer.CONSISTENTLY_MISSES


def test_a_change_is_held_against_the_error_of_both_figures(figures) -> None:
    # Hartlepool's unemployment fell from 7.5% (6.0 to 9.0) in 2019 to 4.3% (3.0 to 5.6) in 2023. On the log-odds the
    # errors are 0.11171 and 0.16615, together 0.20022, and the step -0.59030: z = -2.948, p = 0.0032.
    # One step of the log-odds is worth 3.2 / 0.59030 = 5.42099 points there: -3.2 -/+ 1.96 * 0.20022 * 5.42099.
    fell = change(figures, HARTLEPOOL, "modelled_unemployment")
    assert fell.p == pytest.approx(0.0032, **CLOSE)
    assert (fell.lower, fell.upper) == (pytest.approx(-5.3273, **CLOSE), pytest.approx(-1.0727, **CLOSE))
    assert fell.answer is ChangeAnswer.FELL
    # Manchester's employment rose by 4.6 points, but z = 0.21574 / sqrt(0.07147^2 + 0.13103^2) = 1.445, p = 0.148.
    # Its 66.8 of 2019 would be 67.694 without its own error: 0.9153 of its own log-odds, 0.0847 of all councils'.
    unclear = change(figures, MANCHESTER, "employment_rate")
    assert unclear.p == pytest.approx(0.1483, **CLOSE)
    assert unclear.by_regression == pytest.approx(0.8943, **CLOSE)
    assert unclear.answer is ChangeAnswer.CANNOT_TELL
    # Pay: 589.3 - 442.8 = 146.5 -/+ 1.96 * sqrt(13.284^2 + 13.554^2) = 37.197, in the money of each year.
    pay = change(figures, MANCHESTER, "median_weekly_pay")
    assert (pay.lower, pay.upper) == (pytest.approx(109.303, **CLOSE), pytest.approx(183.697, **CLOSE))
    assert (pay.answer, pay.reason) == (ChangeAnswer.ROSE, Reason.IN_CASH)


def test_the_gap_between_the_tenths_is_read_off_the_places_in_order(figures) -> None:
    # Pay in 339 councils: a tenth of 338 is 33.8, so the low end lies 0.8 of the way from the 34th to the 35th lowest
    # and the high end 0.2 from the 305th to the 306th. 2019: 574.9 / 407.5 = 1.41080. 2025: the low end is
    # 569.9 + 0.8 * 0.5 = 570.30, the high end 763.5 + 0.2 * 1.3 = 763.76: 1.33923.
    pay = gap_change(figures, "median_weekly_pay", GapMeasure.DECILE_RATIO, corrected=False)
    # as published it holds sampling noise, so the answer is left to the ratio without it
    without = gap_change(figures, "median_weekly_pay", GapMeasure.DECILE_RATIO, corrected=True)
    assert (pay.places, pay.answer, without.answer) == (339, GapAnswer.CANNOT_TELL, GapAnswer.NARROWED)
    assert (pay.baseline_value, pay.value) == (pytest.approx(574.9 / 407.5), pytest.approx(763.76 / 570.30))
    # Eleven districts of Northern Ireland, cardiovascular deaths 2022 to 2024: a tenth of ten steps is one, so the ends
    # are the second lowest, 23.9 (Ards and North Down), and the second highest, 28.8 (Derry City and Strabane).
    heart = "preventable_cardiovascular_deaths_northern_ireland"
    gap = gap_change(figures, heart, GapMeasure.DECILE_GAP, corrected=False)
    assert gap.value == pytest.approx(28.8 - 23.9)
    # all of them in one nation: there is nothing between regions
    assert gap_change(figures, heart, GapMeasure.THEIL_BETWEEN, corrected=False).value == pytest.approx(0.0, abs=1e-12)


def test_sampling_noise_is_taken_off_the_spread(figures) -> None:
    # Healthy life expectancy of men in 205 places: variance 10.5039 with a mean squared error of 1.9362 in 2017 to
    # 2019, 15.1008 with 4.1766 in 2022 to 2024. The figures lie wider apart partly because they have grown less exact.
    spread = gap_change(figures, "healthy_life_expectancy_male", GapMeasure.SPREAD, corrected=True)
    assert spread.baseline_value == pytest.approx(math.sqrt(10.50386 - 1.93625), **CLOSE)
    assert spread.value == pytest.approx(math.sqrt(15.10083 - 4.17660), **CLOSE)


def test_ranks_follow_figures_drawn_towards_the_middle_and_stop_where_they_are_mostly_noise(figures) -> None:
    # Men's healthy life expectancy: a variance of 10.471 between 216 places beside a mean squared error of 4.078, so
    # 10.471 / 14.549 = 0.72 of the differences are real. Blackpool's 50.9 keeps 10.471 / (10.471 + 1.8112^2) = 0.761 of
    # its distance from 60.177: 53.11. Hartlepool's 52.1 becomes 54.07. Nobody's is lower than Blackpool's.
    last = one(figures, BLACKPOOL, "healthy_life_expectancy_male")
    assert (last.rank, last.rank_of, last.rank_high) == (216, 216, 216)
    assert last.rank_low == pytest.approx(190, abs=3)  # drawn at random
    # Pay: 3,985.25 / (3,985.25 + 1,434.96) = 0.735. Employment: 0.0536 / (0.0536 + 0.0612) = 0.467, under one half.
    assert one(figures, MANCHESTER, "median_weekly_pay").rank_of == 348
    unranked = one(figures, MANCHESTER, "employment_rate")
    assert (unranked.rank, unranked.rank_reason) == (0, Reason.MOSTLY_NOISE)
