"""Two places against each other: differences worked out by hand from published figures and from a reference."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.metric import Kind, Metric, Polarity, Role, SeriesRef
from domain.observation import Mark
from domain.place import Level
from domain.reason import Reason
from domain.verdict import Direction, LevelAnswer, TrendAnswer, Verdict
from metrics.differences import difference_between


def metric(kind: Kind, polarity: Polarity = Polarity.HIGHER_IS_BETTER, *, additive: bool = False) -> Metric:
    return Metric(
        metric_id="one", topic="health", title="One measure", description="A measure that exists for tests only.",
        role=Role.HEADLINE, polarity=polarity, kind=kind, unit="of them", decimals=1, lowest_level=Level.DISTRICT,
        period_months=12, additive=additive, series=(SeriesRef(source="a", series="b"),),
    )  # fmt: skip


def figure(value: float | None, lower: float | None = None, upper: float | None = None, **changed) -> Verdict:
    given = {
        "metric_id": "one", "place_code": "E06000001", "group_level": "district", "period_start": dt.date(2023, 1, 1),
        "period_months": 12, "value": value, "lower": lower, "upper": upper, "reason": None, "mark": None,
        "source_id": "a", "stale": False, "fifth": 0, "fifth_of": 0, "trend": TrendAnswer.NO_CLEAR_CHANGE,
        "direction": Direction.NO_CHANGE, "trend_reason": None, "slope": None, "points": 0, "comparator": None,
        "benchmark": None, "rest_of": False, "members": 0, "level": LevelAnswer.NOT_COMPARED, "level_reason": None,
        "p": None, "flagged": False, "tip_below": None, "below_level": None, "tip_above": None, "above_level": None,
    }  # fmt: skip
    return Verdict(**given | changed)


def test_weekly_pay_in_south_yorkshire_and_greater_manchester_cannot_be_told_apart():
    # els/gross-median-weekly-pay.csv.gz, 2025-04-30: E47000002 585.8 (557.0958 to 614.5042), E47000001 608.3
    # (596.37732 to 620.22268). Widths / 3.92 are 14.645 and 6.083; sqrt(14.645^2 + 6.083^2) = 15.858; times 1.96 is
    # 31.08
    found = difference_between(
        metric(Kind.MEDIAN), figure(585.8, 557.0958, 614.5042), figure(608.3, 596.37732, 620.22268)
    )
    assert found.amount == pytest.approx(-22.5)
    assert (found.lower, found.upper) == pytest.approx((-53.58, 8.58), abs=0.01)
    assert found.answer is LevelAnswer.SIMILAR
    assert found.reason is None


def test_intervals_that_overlap_may_still_differ():
    # widths 2.0 / 3.92 = 0.5102 each; sqrt(2) * 0.5102 * 1.96 = 1.414, less than the gap of 1.6
    found = difference_between(metric(Kind.LIFE_EXPECTANCY), figure(60.0, 59.0, 61.0), figure(61.6, 60.6, 62.6))
    assert found.answer is LevelAnswer.WORSE
    assert (found.lower, found.upper) == pytest.approx((-3.014, -0.186), abs=0.001)


def test_two_proportions_come_out_close_to_newcombes_interval():
    # Newcombe (1998), Stat Med 17: 873, example (a): 56/70 and 48/80 differ by 20.0 points, 5.24 to 33.39 by method 10.
    # The limits given are Wilson's: 69.2 to 87.7 and 49.0 to 70.0
    found = difference_between(metric(Kind.PROPORTION), figure(80.0, 69.17, 87.70), figure(60.0, 49.04, 70.04))
    assert found.amount == pytest.approx(20.0)
    assert (found.lower, found.upper) == pytest.approx((5.24, 33.39), abs=1.5)
    assert found.answer is LevelAnswer.BETTER


def test_a_ratio_of_two_rates_is_tested_on_their_logarithms():
    # Altman and Bland's rule on logs: ln(20/10) = 0.693, both standard errors ln(2)/3.92 = 0.17682,
    # 1.95996 * sqrt(2) * 0.17682 = 0.49012; the unit is worth 10/0.69315 = 14.427, so 10 less and plus 7.071
    root = 2**0.5
    found = difference_between(
        metric(Kind.RATE, Polarity.LOWER_IS_BETTER),
        figure(20.0, 20 / root, 20 * root),
        figure(10.0, 10 / root, 10 * root),
    )
    assert (found.lower, found.upper) == pytest.approx((10 - 7.071, 10 + 7.071), abs=0.002)
    assert found.answer is LevelAnswer.WORSE


def test_without_polarity_the_answer_is_higher_or_lower():
    found = difference_between(metric(Kind.MEAN, Polarity.NEUTRAL), figure(30.0, 29.0, 31.0), figure(10.0, 9.0, 11.0))
    assert found.answer is LevelAnswer.HIGHER


@pytest.mark.parametrize(
    ("first", "second", "kind", "reason"),
    [
        (figure(None), figure(5.0, 4.0, 6.0), Kind.MEAN, Reason.NO_DATA),
        (figure(7.0), figure(5.0, 4.0, 6.0), Kind.MEAN, Reason.NO_INTERVAL),
        (figure(7.0, 6.0, 8.0, period_months=36), figure(5.0, 4.0, 6.0), Kind.MEAN, Reason.OTHER_PERIOD),
        (figure(7.0, 6.0, 8.0, mark=Mark.UNRELIABLE), figure(5.0, 4.0, 6.0), Kind.MEAN, Reason.LOW_RELIABILITY),
        (figure(7.0, 6.0, 8.0), figure(7.0, 6.0, 8.0, mark=Mark.SHARED_MINOR), Kind.MEAN, Reason.SHARED_VALUE),
    ],
)
def test_what_cannot_be_tested_says_why(first, second, kind, reason):
    found = difference_between(metric(kind), first, second)
    assert found.answer is LevelAnswer.NOT_COMPARED
    assert found.reason is reason
    assert found.lower is None
    assert found.upper is None


def test_a_place_without_any_row_is_no_figure():
    assert difference_between(metric(Kind.MEAN), None, figure(5.0)).reason is Reason.NO_DATA


def test_totals_are_not_tested_because_they_depend_on_size():
    found = difference_between(metric(Kind.COUNT, additive=True), figure(70.0, 60.0, 80.0), figure(5.0, 4.0, 6.0))
    assert found.reason is Reason.DEPENDS_ON_SIZE


def test_figures_of_different_periods_have_no_difference_at_all():
    found = difference_between(metric(Kind.MEAN), figure(7.0, 6.0, 8.0, period_months=36), figure(5.0, 4.0, 6.0))
    assert found.amount is None


@st.composite
def figures(draw) -> Verdict:
    value = draw(st.floats(1.0, 99.0))
    below, above = draw(st.floats(0.05, 0.9)), draw(st.floats(0.05, 0.9))
    return figure(value, value - below, value + above)


@given(figures(), figures(), st.sampled_from([Kind.MEAN, Kind.RATE, Kind.PROPORTION]))
def test_the_interval_leaves_nought_out_exactly_where_a_difference_is_called_real(first, second, kind):
    found = difference_between(metric(kind), first, second)
    assert found.lower <= found.amount <= found.upper
    holds_nought = found.lower <= 0 <= found.upper
    assert holds_nought is (found.answer is LevelAnswer.SIMILAR)


@given(figures(), figures(), st.sampled_from([Kind.MEAN, Kind.RATE, Kind.PROPORTION]))
def test_the_other_way_round_the_difference_is_the_same_with_its_sign_changed(first, second, kind):
    one, other = difference_between(metric(kind), first, second), difference_between(metric(kind), second, first)
    assert (one.lower, one.upper) == pytest.approx((-other.upper, -other.lower), abs=1e-9)
