"""Whether a monthly or quarterly series meets a target reliably: limits worked out by hand, and what has none."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.metric import Break, Kind, Metric, Polarity
from domain.observation import Mark, Observation
from domain.reason import Reason
from domain.verdict import AssuranceAnswer
from metrics.assurances import assure, assure_all, unsuited
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of

MEETS, MISSES = AssuranceAnswer.CONSISTENTLY_MEETS, AssuranceAnswer.CONSISTENTLY_MISSES
HIT_AND_MISS, SHORT = AssuranceAnswer.HIT_AND_MISS, AssuranceAnswer.SERIES_TOO_SHORT
NOT_SUITED = AssuranceAnswer.NOT_SUITED
# 10, 12, 10, 12 ...: the mean is 11, every step is 2, so the limits are 11 less and plus 2.66 x 2 = 5.68 and 16.32
STEADY = [10.0, 12.0] * 10


def monthly(**more: object) -> Metric:
    return a_metric(**({"kind": Kind.MEAN, "every_months": 1, "period_months": 1, "suffix": ""} | more))


def month(number: int) -> dt.date:
    return dt.date(2020 + number // 12, number % 12 + 1, 1)


def series(values, *, reasons: dict[int, Reason] | None = None, marks: dict[int, Mark] | None = None):
    """One figure a month from January 2020; a reason takes the figure away."""
    why, told = reasons or {}, marks or {}
    return [
        Observation("example", COUNCILS[0], month(at), 1, None if at in why else value, None, None, why.get(at),
                    told.get(at), "s")
        for at, value in enumerate(values)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "polarity", "answer"),
    [
        (16.4, Polarity.HIGHER_IS_BETTER, MISSES),
        (16.3, Polarity.HIGHER_IS_BETTER, HIT_AND_MISS),
        (5.7, Polarity.HIGHER_IS_BETTER, HIT_AND_MISS),
        (5.6, Polarity.HIGHER_IS_BETTER, MEETS),
        (16.4, Polarity.LOWER_IS_BETTER, MEETS),
        (11.0, Polarity.LOWER_IS_BETTER, HIT_AND_MISS),
        (5.6, Polarity.LOWER_IS_BETTER, MISSES),
    ],
)
def test_a_target_beyond_the_limits_is_met_or_missed_reliably_and_one_within_is_not(target, polarity, answer) -> None:
    assert assure(monthly(polarity=polarity), series(STEADY), target=target) == (answer, None)


@pytest.mark.parametrize(
    ("metric", "reason"),
    [
        (a_metric(), Reason.NOT_FREQUENT),
        (a_metric(every_months=None), Reason.NOT_FREQUENT),
        (a_metric(every_months=6, period_months=6), Reason.NOT_FREQUENT),
        (monthly(period_months=12), Reason.OVERLAPPING_PERIODS),
        (monthly(polarity=Polarity.NEUTRAL), Reason.NO_POLARITY),
        (monthly(additive=True), Reason.DEPENDS_ON_SIZE),
        (monthly(), None),
        (monthly(every_months=3, period_months=3), None),
    ],
)
def test_series_that_follow_on_from_themselves_or_have_no_good_direction_carry_no_assurance(metric, reason) -> None:
    assert unsuited(metric) is reason
    if reason:
        assert assure(metric, series(STEADY), target=11.0) == (NOT_SUITED, reason)


def test_without_a_target_there_is_nothing_to_meet() -> None:
    assert assure(monthly(), series(STEADY), target=None) == (AssuranceAnswer.NO_TARGET, Reason.TARGET_NOT_SET)


def test_thirteen_figures_are_enough_and_twelve_are_too_few() -> None:
    assert assure(monthly(), series(STEADY[:12]), target=11.0) == (SHORT, Reason.TOO_FEW_POINTS)
    assert assure(monthly(), series(STEADY[:13]), target=11.0) == (HIT_AND_MISS, None)


def test_no_figures_at_all_are_too_few() -> None:
    assert assure(monthly(), [], target=11.0) == (SHORT, Reason.TOO_FEW_POINTS)
    assert assure(monthly(), series([None] * 20), target=11.0)[0] in {SHORT, NOT_SUITED}
    assert assure(monthly(), series([None] * 20), target=11.0)[1] in {Reason.TOO_FEW_POINTS, Reason.NO_DATA}


def test_more_than_a_tenth_withheld_leaves_limits_that_say_nothing() -> None:
    hidden = dict.fromkeys((3, 9, 15), Reason.SUPPRESSED)
    assert assure(monthly(), series(STEADY, reasons=hidden), target=20.0) == (NOT_SUITED, Reason.SUPPRESSED)
    unreliable = dict.fromkeys((3, 9, 15), Mark.UNRELIABLE)
    assert assure(monthly(), series(STEADY, marks=unreliable), target=20.0) == (NOT_SUITED, Reason.SUPPRESSED)
    one = {3: Reason.SUPPRESSED}
    assert assure(monthly(), series(STEADY, reasons=one), target=20.0) == (MISSES, None)


def test_a_series_that_never_moves_meets_every_target_short_of_it_and_no_target_beyond() -> None:
    flat = series([10.0] * 20)
    answers = [assure(monthly(), flat, target=target)[0] for target in (9.9, 10.0, 10.1)]
    assert answers == [MEETS, HIT_AND_MISS, MISSES]


def test_figures_before_a_break_do_not_count() -> None:
    metric = monthly(breaks=(Break(on=month(20), reason="counted anew"),))
    # before it every figure was about 100: with them the limits would hold everything
    assert assure(metric, series([100.0, 60.0] * 10 + STEADY), target=20.0) == (MISSES, None)
    assert assure(metric, series([100.0, 60.0] * 10 + STEADY[:5]), target=20.0) == (SHORT, Reason.TOO_FEW_POINTS)
    assert assure(metric, series(STEADY), target=20.0) == (SHORT, Reason.TOO_FEW_POINTS)


def test_no_step_is_taken_across_months_that_are_not_there() -> None:
    # two months of every three: 10.0 and 10.2, then 14.0 and 14.2, and so on. All the steps there are go up by 0.2,
    # the mean is 12.1, so the limits are 12.1 less and plus 2.66 x 0.2 = 11.568 and 12.632
    found = [
        each
        for pair in range(10)
        for each in series([None] * (3 * pair) + [10.0 + 4 * (pair % 2), 10.2 + 4 * (pair % 2)])
        if each.value is not None
    ]
    answers = [assure(monthly(), found, target=target)[0] for target in (11.56, 11.57, 12.63, 12.64)]
    assert answers == [MEETS, HIT_AND_MISS, HIT_AND_MISS, MISSES]


def test_infinite_figures_and_the_same_month_twice_are_no_exception() -> None:
    wild = series([*STEADY, float("inf"), float("nan"), -float("inf")])
    assert assure(monthly(), wild, target=20.0) == (MISSES, None)
    assert assure(monthly(), [*series(STEADY), *series(STEADY)], target=20.0) == (MISSES, None)


def panelled(values: np.ndarray, metric: Metric):
    """Places by months as a panel; a NaN is a month that was never published for the place."""
    rows = [
        (code, 2020, value, month(at))
        for code, line in zip(COUNCILS, values, strict=False)
        for at, value in enumerate(line)
        if np.isfinite(value)
    ]
    found = pd.DataFrame(rows, columns=["place_code", "year", "value", "period_start"])
    blank = dict.fromkeys(("lower", "upper", "count", "denominator"), np.nan)
    found = found.assign(metric_id="example", period_months=1, reason="", mark="", source_id="s", **blank)
    found["period_start"] = pd.to_datetime(found["period_start"]).astype("datetime64[s]")
    return panel_of(metric, found)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 40), st.sampled_from([0.0, 0.1, 0.5]),
    st.sampled_from([Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER]), st.floats(0, 20),
    st.sampled_from([(), (), (Break(on=month(3), reason="counted anew"),)]),
)  # fmt: skip
def test_a_build_and_a_page_assure_alike(seed, places, months, holes, polarity, target, breaks) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(10, 3, (places, months)).round(1)
    values[rng.random(values.shape) < holes] = np.nan
    values[:, 0] = 10.0
    metric = monthly(polarity=polarity, breaks=breaks)
    panel = panelled(values, metric)
    built = assure_all(panel, np.full(places, target))
    for number, line in enumerate(values):
        own = [each for each in series(list(line)) if np.isfinite(each.value)]
        answer, why = assure(metric, own, target=target)
        assert built["assurance"][number] == answer.value
        assert built["assurance_reason"][number] == (why.value if why else "")


def test_places_with_and_without_a_target_are_told_apart() -> None:
    panel = panelled(np.array([STEADY, STEADY]), monthly())
    found = assure_all(panel, np.array([20.0, np.nan]))
    assert list(found["assurance"]) == ["consistently_misses", "no_target"]
    assert list(found["assurance_reason"]) == ["", "target_not_set"]


def test_a_panel_of_yearly_figures_is_not_suited_and_says_so_for_every_place() -> None:
    panel = panel_of(a_metric(), observed({code: {2022: 1.0, 2023: 2.0} for code in COUNCILS[:3]}))
    found = assure_all(panel, np.full(3, 5.0))
    assert set(found["assurance"]) == {"not_suited"}
    assert set(found["assurance_reason"]) == {"not_frequent"}
