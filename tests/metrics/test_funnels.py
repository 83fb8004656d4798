"""Funnels of verdicts: limits against hand sums, and different and unusual told apart."""

import datetime as dt
import math

import pytest

from domain.metric import Kind
from domain.reason import Reason
from domain.verdict import Comparator, Direction, LevelAnswer, TrendAnswer, Verdict
from metrics.funnels import funnel_of
from tests.ui.measures import INACTIVITY, LIFE

CODES = [f"E06{number:06}" for number in range(8)]
# eight places with a standard error of 1 around 0: four far out, so that the spread between places explains them
STEPS = (0.1, -0.2, 9.0, -9.0, 0.0, 0.1, -8.0, 8.0)


def verdict(code: str, value: float | None, *, reach: float = 1.959964, benchmark: float = 50.0, **parts) -> Verdict:
    plain = {
        "metric_id": "m", "place_code": code, "group_level": "upper_tier", "period_start": dt.date(2023, 1, 1),
        "period_months": 12, "value": value, "lower": None if value is None else value - reach,
        "upper": None if value is None else value + reach, "reason": None, "mark": None, "source_id": "s",
        "stale": False, "fifth": 0, "fifth_of": 0, "trend": TrendAnswer.NO_CLEAR_CHANGE,
        "direction": Direction.NO_CHANGE, "trend_reason": None, "slope": None, "points": 5,
        "comparator": Comparator.NATION, "benchmark": benchmark, "rest_of": False, "members": 0,
        "level": LevelAnswer.SIMILAR, "level_reason": None, "p": 0.5, "flagged": False, "tip_below": None,
        "below_level": None, "tip_above": None, "above_level": None,
    }  # fmt: skip
    return Verdict(**(plain | parts))


def eight(**parts) -> list[Verdict]:
    return [verdict(code, 50.0 + step, **parts) for code, step in zip(CODES, STEPS, strict=True)]


def funnel(verdicts, metric=LIFE, members=CODES):
    return funnel_of(verdicts, metric, nation_code="E92000001", members=members)


def test_places_outside_by_chance_alone_are_counted_apart_from_those_outside_the_ordinary_spread():
    # the four at 8 and 9 standard errors lie beyond 3.09; their own spread is what is ordinary here
    found = funnel(eight())
    assert (found.outside95, found.outside998, found.wide95, found.wide998) == (4, 4, 0, 0)


def test_chance_alone_would_put_one_in_twenty_and_one_in_five_hundred_outside():
    found = funnel(eight())
    assert found.expected95 == pytest.approx(8 * 0.05)
    assert found.expected998 == pytest.approx(8 * 0.002)


def test_plain_limits_are_the_normal_deviates_times_the_error():
    # at plus or minus 1.96 the error is 1: 95% limits 1.96 and 99.8% limits 3.0902 away (normal tables)
    last = funnel(eight()).limits[-1]
    error = last.reach / 1.96
    assert last.low95 == pytest.approx(50 - 1.95996 * error, abs=1e-4)
    assert last.high998 == pytest.approx(50 + 3.09023 * error, abs=1e-4)


def test_a_perfectly_exact_figure_has_no_room_for_chance_but_has_for_the_ordinary_spread():
    first = funnel(eight()).limits[0]
    assert first.reach == 0
    assert first.low95 == first.high998 == 50
    assert first.wide_low95 < 50 < first.wide_high95


def test_the_wide_limits_hold_the_plain_ones():
    for each in funnel(eight()).limits:
        assert each.wide_low998 <= each.low998 <= each.low95 <= 50 <= each.high95 <= each.high998 <= each.wide_high998


def test_places_without_spread_beyond_chance_have_one_funnel():
    found = funnel([verdict(code, 50.0 + step / 10) for code, step in zip(CODES, STEPS, strict=True)])
    assert found.outside95 == found.wide95 == 0
    assert found.limits[-1].wide_low95 == pytest.approx(found.limits[-1].low95)


def test_how_exact_a_percentage_is_is_said_in_points_at_the_benchmark():
    # a share of 20% of 400 people: standard error sqrt(.2 * .8 / 400) = .02, so plus or minus 3.92 points
    found = funnel([verdict(code, 20.0, reach=3.92, benchmark=20.0) for code in CODES], INACTIVITY)
    assert found.places[0].reach == pytest.approx(3.92, rel=0.03)
    assert all(each.wide_low998 > 0 and each.wide_high998 < 100 for each in found.limits)


def test_only_the_members_are_drawn_and_counted_and_the_spread_is_that_of_all():
    members = CODES[:5]
    found = funnel(eight(), members=members)
    assert [one.place_code for one in found.places] == members
    assert found.outside998 == 2
    everywhere = funnel(eight()).limits[0]
    assert found.limits[0].wide_high95 == pytest.approx(everywhere.wide_high95)


def test_the_verdicts_own_answers_are_carried_over():
    verdicts = eight()
    verdicts[2] = verdict(CODES[2], 59.0, flagged=True, unusual=True, level=LevelAnswer.MUCH_BETTER)
    found = funnel(verdicts)
    assert found.wide998 == 1
    assert [one.place_code for one in found.places if one.different] == [CODES[2]]


def test_no_interval_is_no_funnel_and_says_why():
    verdicts = eight(p=None, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL)
    assert funnel(verdicts).reason is Reason.NO_INTERVAL
    assert not funnel(verdicts).places


def test_four_places_are_too_few():
    assert funnel(eight()[:4]).reason is Reason.TOO_FEW_PLACES
    assert funnel([]).reason is Reason.TOO_FEW_PLACES


@pytest.mark.parametrize("kind", list(Kind))
def test_no_limit_is_ever_undefined(kind):
    metric = LIFE.model_copy(update={"kind": kind})
    found = funnel(eight(), metric)
    numbers = [getattr(each, name) for each in found.limits for name in each.__slots__]
    assert all(math.isfinite(number) for number in numbers)
