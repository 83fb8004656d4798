"""The methods in words: thresholds as published, and every formula redone by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from domain.metric import Kind
from domain.reason import Reason
from domain.verdict import Comparator, Direction, LevelAnswer, TrendAnswer, Verdict
from metrics.explained.comparing import KINDS, LEVEL
from metrics.explained.everything import EXPLANATIONS
from metrics.explained.explanation import rule_of
from metrics.explained.moving import TREND
from metrics.explained.worked import work_through
from metrics.methods.scales import Scale
from metrics.methods.trend import recent_trend
from tests.ui import fakes


@pytest.mark.parametrize("explanation", EXPLANATIONS, ids=lambda each: each.key)
def test_every_method_says_what_it_does_how_to_redo_it_and_where_it_can_mislead(explanation):
    assert all(text.endswith(".") for text in (*explanation.says, *explanation.misleads, explanation.formula))
    assert explanation.misleads
    for function in explanation.functions:
        assert rule_of(function).sentence


def test_keys_of_methods_differ_because_links_lead_to_them():
    assert len({each.key for each in EXPLANATIONS}) == len(EXPLANATIONS)


def test_the_thresholds_are_those_of_the_published_guidance():
    # chi-squared on one degree of freedom, upper 0.2%: 9.5495 in any table; normal deviates 1.960 and 3.090
    assert "9.55" in TREND.formula
    assert "3.09 ÷ 1.96" in LEVEL.formula


def test_every_kind_of_number_has_a_word_so_that_none_is_left_out_of_the_scales():
    assert set(KINDS) == set(Kind)
    assert all(words in LEVEL.formula for words in KINDS.values())


def test_a_rule_is_described_without_its_example_and_with_its_reference():
    rule = rule_of(recent_trend)
    assert rule.name == "recent_trend"
    assert "Fingertips" in rule.reference
    assert not any(">>>" in part or part.startswith("Reference:") for part in rule.paragraphs)


LIFE = Verdict(
    metric_id="life", place_code="E06000001", group_level="upper_tier",
    period_start=dt.date(2022, 1, 1), period_months=36,
    value=51.2, lower=47.1, upper=55.2, reason=None, mark=None, source_id="s", stale=False, fifth=5, fifth_of=150,
    trend=TrendAnswer.CANNOT_BE_CALCULATED, direction=Direction.NONE, trend_reason=Reason.OVERLAPPING_PERIODS,
    slope=None,
    points=3, comparator=Comparator.NATION, benchmark=61.3, rest_of=False, members=0, level=LevelAnswer.MUCH_WORSE,
    level_reason=None, p=1e-6, flagged=True, tip_below=None, below_level=None, tip_above=54.9146,
    above_level=LevelAnswer.WORSE,
)  # fmt: skip


def metric(kind: Kind):
    return fakes.catalogue().metrics["healthy_life_women"].model_copy(update={"kind": kind})


def test_years_of_life_are_worked_through_as_they_stand():
    worked = work_through(LIFE, metric(Kind.LIFE_EXPECTANCY))
    # by hand: 8.1 / 3.92 = 2.066327; -10.1 / 2.066327 = -4.887901; 4.1 and 4.0 times 3.090232 / 1.959964 are 6.464381
    # below and 6.306713 above
    assert worked.scale is Scale.IDENTITY
    assert worked.error == pytest.approx(2.066327, abs=1e-6)
    assert worked.limits95 == pytest.approx((47.1, 55.2), abs=1e-9)
    assert worked.limits998 == pytest.approx((44.735619, 57.506713), abs=1e-5)
    assert worked.z == pytest.approx(-4.887901, abs=1e-5)


def test_a_rate_is_worked_through_on_its_logarithm():
    rate = replace(LIFE, value=100.0, lower=80.0, upper=125.0, benchmark=100.0)
    worked = work_through(rate, metric(Kind.RATE))
    # by hand: ln 100 = 4.605170; (ln 125 - ln 80) / 3.92 = ln 1.5625 / 3.92 = 0.446287 / 3.92 = 0.113849
    assert worked.scale is Scale.LOG
    assert worked.centre == pytest.approx(4.605170, abs=1e-6)
    assert worked.error == pytest.approx(0.113849, abs=1e-6)
    assert worked.z == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    "change",
    [
        {"lower": None}, {"benchmark": None}, {"value": None}, {"level_reason": Reason.NO_INTERVAL}, {"members": 20},
        {"lower": 51.2, "upper": 51.2},
    ],
)  # fmt: skip
def test_where_there_is_no_level_against_one_area_there_is_nothing_to_work_through(change):
    assert work_through(replace(LIFE, **change), metric(Kind.LIFE_EXPECTANCY)) is None
