"""The recent trend agrees with Fingertips and R, place by place as for many at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.verdict import Direction, TrendAnswer
from metrics.methods.trend import recent_trend
from tests import golden
from tests.metrics.methods.trend_series import RISING, with_interval

PUBLISHED = golden.read("trends")["fingertips"]["cases"]


@pytest.mark.parametrize("case", PUBLISHED, ids=[case["name"] for case in PUBLISHED])
def test_published_trends_come_out_as_published(case):
    inputs = {name: case[name] for name in ("counts", "denominators", "lower", "upper") if name in case}
    trend = recent_trend(case["values"], polarity="neutral", **inputs)
    assert trend.direction == case["direction"]
    assert trend.reason == case.get("reason")
    if "chi2" in case:
        assert trend.chi2 == pytest.approx(case["chi2"], abs=case.get("within", 0.005))


@pytest.mark.parametrize(
    ("polarity", "up", "down"),
    [
        ("higher_is_better", "improving", "worsening"),
        ("lower_is_better", "worsening", "improving"),
        ("neutral", "rising", "falling"),
    ],
)
def test_polarity_says_whether_a_direction_is_good(polarity, up, down):
    assert with_interval(RISING, polarity=polarity).judgement == up
    assert with_interval(RISING[::-1], polarity=polarity).judgement == down
    assert with_interval([1, 2, 1, 2, 1], polarity=polarity).judgement == "no_clear_change"
    assert with_interval([1, 2], polarity=polarity).judgement == "cannot_be_calculated"


def test_the_answer_unpacks_to_direction_judgement_statistic_and_reason():
    direction, judgement, chi2, reason = with_interval(RISING)
    assert direction is Direction.INCREASING
    assert judgement is TrendAnswer.IMPROVING
    assert reason is None
    # standard error 1 / 3.92, slope 1, sum of squares of time 10
    assert chi2 == pytest.approx(10 * 3.92**2)


def test_only_the_latest_five_points_count():
    trend = with_interval([90, 80, 70, *RISING])
    assert trend.direction == "increasing"
    assert trend.points == 5
    assert trend.slope == pytest.approx(1)


def test_a_significant_slope_that_hangs_on_one_point_is_no_trend():
    # without the last point the line falls
    trend = with_interval([5.0, 4.9, 4.8, 4.7, 9.0], half_width=0.5)
    assert trend.chi2 > 9.55
    assert trend.direction == "no_change"


def test_a_proportion_needs_its_sign_to_hold_too():
    trend = recent_trend(
        [50, 49, 48, 47, 70], counts=[500, 490, 480, 470, 700], denominators=[1000] * 5, polarity="neutral"
    )
    assert trend.chi2 > 9.55
    assert trend.direction == "no_change"


def test_a_level_series_with_one_outlier_is_no_trend_in_either_direction():
    assert with_interval([0, 0, 0, 5, 0]).chi2 > 9.55
    assert with_interval([0, 0, 0, 5, 0]).direction == "no_change"
    assert with_interval([0, 5, 0, 0, 0]).direction == "no_change"


def test_rounding_does_not_decide_whether_a_slope_keeps_its_sign():
    # without the end point 0, 8, 8, 0 is as level one way as the other
    assert with_interval([0, 8, 8, 0, 0], half_width=1.5).direction == "no_change"
    assert with_interval([0, 0, 8, 8, 0], half_width=1.5).direction == "no_change"


@pytest.mark.parametrize("value", [0, 7.3, 100])
def test_a_constant_series_has_no_clear_change_by_every_route(value):
    level = [value] * 9
    assert with_interval(level).judgement == "no_clear_change"
    assert with_interval(level).chi2 == 0
    assert recent_trend(level, polarity="neutral").judgement == "no_clear_change"
    assert recent_trend(level, lower=level, upper=level, polarity="neutral").judgement == "no_clear_change"
    counted = recent_trend(level, counts=[30] * 9, denominators=[90] * 9, polarity="neutral")
    assert (counted.judgement, counted.chi2) == ("no_clear_change", 0)


def test_scatter_beyond_sampling_error_is_reported_and_overrules_only_when_asked():
    # Narrow intervals about values that wander: five points climb, the twelve before them say nothing.
    wandering = [5.0, 9, 4, 8, 3, 9, 4, 3, 5, 6, 7, 8]
    reported = with_interval(wandering)
    assert (reported.direction, reported.second_opinion) == ("increasing", "no_change")
    assert reported.second_opinion_points == 12
    weaker = with_interval(wandering, overdispersion="weaker")
    assert (weaker.direction, weaker.judgement) == ("no_change", "no_clear_change")
    assert weaker.direction_unadjusted == "increasing"
    ignored = with_interval(wandering, overdispersion="ignore")
    assert (ignored.direction, ignored.second_opinion) == ("increasing", "none")


def test_a_steady_rise_keeps_its_direction_under_the_second_opinion():
    trend = with_interval(range(15), overdispersion="weaker")
    assert (trend.direction, trend.second_opinion) == ("increasing", "increasing")


def test_fewer_than_eight_points_have_no_second_opinion_and_keep_the_first():
    trend = with_interval(range(7), overdispersion="weaker")
    assert (trend.direction, trend.second_opinion, trend.second_opinion_points) == ("increasing", "none", 0)


def test_the_second_opinion_stops_at_a_break_as_well():
    trend = with_interval(range(12), breaks=[5])
    assert (trend.direction, trend.second_opinion) == ("increasing", "none")


def test_an_indication_that_is_overruled_is_no_longer_indicative():
    wandering = [5.0, 9, 4, 8, 3, 9, 4, 3, 5, 6, 7, 8]
    assert recent_trend(wandering, polarity="neutral").reason == "indicative"
    weaker = recent_trend(wandering, polarity="neutral", overdispersion="weaker")
    assert (weaker.direction, weaker.reason) == ("no_change", None)


def test_answers_are_members_of_the_closed_lists():
    trend = with_interval([RISING, [1, 2, 1, 2, 1], [None] * 5])
    assert all(isinstance(answer, Direction) for answer in trend.direction)
    assert all(isinstance(answer, Direction) for answer in trend.second_opinion)
    assert all(isinstance(answer, TrendAnswer) for answer in trend.judgement)


def test_shapes_that_do_not_fit_are_refused_with_the_shapes():
    with pytest.raises(ValueError, match=r"\(5,\).*\(4,\)"):
        recent_trend(RISING, counts=[1, 2, 3, 4], denominators=[9] * 4, polarity="neutral")
    with pytest.raises(ValueError, match="not empty"):
        recent_trend([], polarity="neutral")
    with pytest.raises(ValueError, match="'loud'"):
        recent_trend(RISING, polarity="neutral", overdispersion="loud")
    with pytest.raises(ValueError, match="'trim'"):
        recent_trend(RISING, polarity="neutral", trailing="trim")


CELLS = st.one_of(st.none(), st.integers(1, 99))


@given(
    st.lists(st.lists(CELLS, min_size=17, max_size=17), min_size=1, max_size=6),
    st.sampled_from([1, 2, 3]),
    st.sampled_from(["gap", "skip"]),
    st.sampled_from([None, [9], [3, 14]]),
    st.sampled_from(["counts", "interval", "ranks"]),
)
def test_many_places_at_once_answer_as_each_place_alone(rows, period_years, trailing, breaks, route):
    values = np.array(rows, dtype=float)

    def answer(block):
        given_error = {
            "counts": {"counts": block, "denominators": np.full(block.shape, 100.0)},
            "interval": {"lower": block - 3, "upper": block + 3},
            "ranks": {},
        }
        return recent_trend(
            block, **given_error[route], period_years=period_years, breaks=breaks, trailing=trailing, polarity="neutral"
        )

    together = answer(values)
    for place, row in enumerate(values):
        alone = answer(row)
        for name in ("direction", "judgement", "reason", "route", "points", "second_opinion", "second_opinion_points"):
            assert getattr(together, name)[place] == getattr(alone, name)
        for name in ("chi2", "p", "slope", "tau", "second_opinion_p"):
            assert getattr(together, name)[place] == pytest.approx(getattr(alone, name), nan_ok=True)


@given(st.lists(st.floats(-50, 50), min_size=5, max_size=12), st.floats(0.1, 5), st.sampled_from([0.5, 2.0, 1000.0]))
def test_the_unit_of_the_values_does_not_change_the_answer(values, half_width, factor):
    plain, scaled = with_interval(values, half_width), with_interval(np.multiply(values, factor), half_width * factor)
    assert scaled.chi2 == pytest.approx(plain.chi2, rel=1e-6, abs=1e-9)
    if abs(plain.chi2 - 9.5495) > 1e-3:
        assert (scaled.direction == "no_change") == (plain.direction == "no_change")


@given(st.lists(st.floats(-50, 50), min_size=5, max_size=12), st.floats(0.1, 5))
def test_time_running_backwards_turns_the_direction_round(values, half_width):
    latest = values[-5:]
    forwards, backwards = with_interval(latest, half_width), with_interval(latest[::-1], half_width)
    opposite = {"increasing": "decreasing", "decreasing": "increasing", "no_change": "no_change"}
    assert backwards.chi2 == pytest.approx(forwards.chi2, rel=1e-6, abs=1e-9)
    if abs(forwards.chi2 - 9.5495) > 1e-3 and forwards.direction != "no_change":
        assert backwards.direction == opposite[forwards.direction]
