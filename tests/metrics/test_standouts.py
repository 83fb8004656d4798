"""What counts as a strength or a concern: only what chance does not explain, and everything weaker apart from it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.observation import Mark
from domain.reason import Reason
from domain.standout import Standout
from domain.verdict import Comparator, Direction, LevelAnswer, TrendAnswer, Verdict
from metrics.standouts import standout, weight

PLAIN = Verdict(
    metric_id="people_in_work", place_code="E06000001", group_level="district", period_start=dt.date(2023, 1, 1),
    period_months=12, value=67.9, lower=63.0, upper=72.8, reason=None, mark=None, source_id="survey", stale=False,
    fifth=3, fifth_of=359, trend=TrendAnswer.NO_CLEAR_CHANGE, direction=Direction.NO_CHANGE, trend_reason=None,
    slope=0.1, points=5, comparator=Comparator.NATION, benchmark=76.0, rest_of=False, members=0,
    level=LevelAnswer.SIMILAR, level_reason=None, p=0.5, flagged=False,
    tip_below=None, below_level=None, tip_above=None, above_level=None,
)  # fmt: skip
WITHOUT_INTERVAL = replace(
    PLAIN, lower=None, upper=None, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL, p=None
)


def judged(verdict: Verdict, **changes: object) -> Standout:
    return standout(replace(verdict, **changes), has_polarity=True)


@pytest.mark.parametrize("level", [LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE])
@pytest.mark.parametrize("trend", list(TrendAnswer))
def test_worse_than_the_comparator_is_a_concern_wherever_it_is_going(level, trend):
    assert judged(PLAIN, level=level, trend=trend) is Standout.CONCERN


@pytest.mark.parametrize("level", [LevelAnswer.BETTER, LevelAnswer.MUCH_BETTER])
def test_better_than_the_comparator_is_a_strength(level):
    assert judged(PLAIN, level=level) is Standout.STRENGTH


def test_where_the_level_is_similar_a_firm_trend_decides():
    assert judged(PLAIN) is Standout.SAME
    assert judged(PLAIN, trend=TrendAnswer.WORSENING) is Standout.CONCERN
    assert judged(PLAIN, trend=TrendAnswer.IMPROVING) is Standout.STRENGTH


def test_a_trend_from_ranks_alone_never_makes_a_concern_or_a_strength():
    hint = {"trend": TrendAnswer.WORSENING, "trend_reason": Reason.INDICATIVE}
    assert judged(PLAIN, **hint) is Standout.SAME
    assert judged(WITHOUT_INTERVAL, **hint) is Standout.CANNOT_TELL


@pytest.mark.parametrize(
    ("fifth", "expected"),
    [(1, Standout.WEAK_STRENGTH), (2, Standout.CANNOT_TELL), (4, Standout.CANNOT_TELL), (5, Standout.WEAK_CONCERN),
     (0, Standout.CANNOT_TELL)],
)  # fmt: skip
def test_without_an_interval_the_outer_fifths_are_weaker_evidence(fifth, expected):
    assert judged(WITHOUT_INTERVAL, fifth=fifth) is expected


def test_a_fifth_says_nothing_of_a_measure_that_is_neither_good_nor_bad():
    assert standout(replace(WITHOUT_INTERVAL, fifth=5), has_polarity=False) is Standout.CANNOT_TELL
    assert standout(replace(PLAIN, level=LevelAnswer.MUCH_HIGHER), has_polarity=False) is Standout.NEITHER


@pytest.mark.parametrize("doubt", [Reason.LOW_RELIABILITY, Reason.SHARED_VALUE, Reason.DEPENDS_ON_SIZE])
def test_a_figure_that_is_unreliable_shared_or_a_total_is_not_ranked(doubt):
    assert judged(WITHOUT_INTERVAL, fifth=5, level_reason=doubt) is Standout.CANNOT_TELL


def test_a_fifth_never_stands_in_for_a_comparison_that_failed_for_another_reason():
    no_benchmark = {"level": LevelAnswer.NOT_COMPARED, "level_reason": Reason.NO_BENCHMARK}
    assert judged(PLAIN, fifth=5, **no_benchmark) is Standout.CANNOT_TELL


@given(level=st.sampled_from(LevelAnswer), trend=st.sampled_from(TrendAnswer), fifth=st.integers(0, 5))
def test_an_old_figure_or_none_is_never_judged(level, trend, fifth):
    changes = {"level": level, "trend": trend, "fifth": fifth, "mark": Mark.PROVISIONAL}
    assert judged(PLAIN, stale=True, **changes) is Standout.CANNOT_TELL
    assert judged(PLAIN, value=None, **changes) is Standout.CANNOT_TELL


def test_the_surest_stands_first():
    flagged = replace(PLAIN, level=LevelAnswer.WORSE, flagged=True, p=0.001)
    much = replace(PLAIN, level=LevelAnswer.MUCH_WORSE, flagged=True, p=0.0001)
    perhaps_chance = replace(PLAIN, level=LevelAnswer.WORSE, p=0.04)
    by_trend = replace(PLAIN, trend=TrendAnswer.WORSENING)
    assert sorted([by_trend, perhaps_chance, flagged, much], key=weight) == [much, flagged, perhaps_chance, by_trend]
