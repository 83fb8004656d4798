"""What lies ahead of one place: the fan, the path, the pace and the chance - the same as the build worked out."""

import datetime as dt
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.figures import Figures
from domain.calibration import Calibration
from domain.metric import Break, Kind, Metric, Polarity
from domain.mission import Aim
from domain.observation import Mark, Observation
from domain.prospect import Prospect
from domain.reason import Reason
from domain.verdict import Comparator, TrajectoryAnswer, Verdict
from metrics.catalogue import CATALOGUE_FOLDER, FRAMEWORKS_FOLDER, read_catalogue
from metrics.changes import baseline_column
from metrics.prospects import prospect
from metrics.targets import Target, place_targets
from metrics.trajectories import baseline_values, calibration_of, place_aims, trajectory_all
from metrics.years import middle_years
from tests.metrics.panels import COUNCILS, a_metric, observed, panel_of
from tests.metrics.ten_years import TEN_YEARS, asked, chance_by_hand
from tests.metrics.test_changes import BASELINE, a_mean

OFFICIAL = Path(__file__).resolve().parents[2] / "data" / "official"
PLACES_EACH = 40


def series(values, *, first: int = 2014, months: int = 12, **more: object) -> list[Observation]:
    """One figure a year of the first council; None is withheld."""
    return [
        Observation("example", COUNCILS[0], dt.date(first + at, 1, 1), months, value, None, None,
                    Reason.SUPPRESSED if value is None else None, None, "s")
        for at, value in enumerate(values)
    ]  # fmt: skip


def to_reach(value: float, by: int, values=TEN_YEARS, metric: Metric | None = None, **more: object) -> Prospect:
    return prospect(metric or a_mean(), series(values), target_value=value, target_year=by, **more)


def test_the_fan_carries_the_newest_figure_on_at_its_past_pace() -> None:
    found = prospect(a_mean(), series(TEN_YEARS))
    # 50.0 in 2014 and 57.0 in 2023: 7/9 a year
    assert [year.year for year in found.fan] == [2024, 2025, 2026, 2027, 2028]
    assert [year.middle for year in found.fan] == pytest.approx([57.0 + 7 / 9 * ahead for ahead in range(1, 6)])
    steps = np.diff(TEN_YEARS) - 7 / 9
    error = math.sqrt((steps**2).sum() / 8) * math.sqrt(3 * (1 + 3 / 9))
    third = found.fan[2]
    assert (third.upper80 - third.middle, third.middle - third.lower95) == pytest.approx((1.8 * error, 2.85 * error))
    assert (found.answer, found.reason) == (TrajectoryAnswer.NO_TARGET, Reason.TARGET_NOT_SET)
    assert found.achieved == pytest.approx(7 / 9)


def test_a_target_has_its_chance_its_path_and_its_pace() -> None:
    found = to_reach(61.0, 2027, baseline_year=2019)
    assert found.chance == pytest.approx(chance_by_hand(np.array(TEN_YEARS), 4, 61.0), abs=1e-4)
    assert found.path == tuple((year, pytest.approx(53.0 + year - 2019)) for year in range(2019, 2028))
    assert (found.path_gap, found.needed, found.achieved) == pytest.approx((0.0, 1.0, 1.0))


def test_multipliers_a_build_keeps_widen_the_fan_in_proportion() -> None:
    # twice the usual 1.8 and 2.85 a year ahead, three times two years ahead and so on, in whatever order they come
    kept = [
        Calibration("example", year, 1.8 * (year + 1), 2.85 * (year + 1), 9, 0.6, 100, 0.8, 0.95)
        for year in (2, 1, 3, 5, 4)
    ]
    usual, wide = prospect(a_mean(), series(TEN_YEARS)), prospect(a_mean(), series(TEN_YEARS), calibrations=kept)
    for year, (narrow, other) in enumerate(zip(usual.fan, wide.fan, strict=True), 1):
        assert other.upper80 - other.middle == pytest.approx((year + 1) * (narrow.upper80 - narrow.middle))


def test_without_a_baseline_year_the_path_begins_with_the_first_figure_after_the_last_break() -> None:
    broken = a_mean(breaks=(Break(on=dt.date(2016, 1, 1), reason="a new question"),))
    assert (to_reach(60.0, 2027).baseline_year, to_reach(60.0, 2027).baseline_value) == (2014, 50.0)
    found = to_reach(60.0, 2027, metric=broken)
    assert (found.baseline_year, found.baseline_value) == (2016, 50.5)
    assert to_reach(60.0, 2027, metric=broken, baseline_year=2015).baseline_value is None  # not comparable with today


@pytest.mark.parametrize("baseline", [1990, 2013, 2024, 2040])
def test_a_baseline_without_a_figure_leaves_the_chance_and_no_path(baseline: int) -> None:
    found = to_reach(60.0, 2027, baseline_year=baseline)
    assert (found.baseline_value, found.path, found.path_gap, found.achieved) == (None, (), None, None)
    assert found.chance == pytest.approx(chance_by_hand(np.array(TEN_YEARS), 4, 60.0), abs=1e-4)


@pytest.mark.parametrize("by", [1066, 2010, 2019, 2023])
def test_a_target_in_the_past_has_no_chance(by: int) -> None:
    found = to_reach(60.0, by, baseline_year=2019)
    assert (found.answer, found.reason) == (TrajectoryAnswer.CANNOT_TELL, Reason.TARGET_IN_PAST)
    assert (found.chance, found.needed) == (None, None)


def test_a_target_a_century_ahead_draws_no_fan_of_a_century() -> None:
    found = to_reach(60.0, 2123)
    assert len(found.fan) == 30
    assert found.reason is Reason.TOO_FAR_AHEAD


def test_a_baseline_already_beyond_the_target_says_so() -> None:
    falling = tuple(reversed(TEN_YEARS))
    found = to_reach(52.0, 2027, falling, baseline_year=2019)
    assert (found.answer, found.reason) == (TrajectoryAnswer.CANNOT_TELL, Reason.TARGET_BEHIND_BASELINE)


def test_better_than_at_the_baseline_is_not_met_before_its_year() -> None:
    found = to_reach(53.0, 2027, baseline_year=2019, aim=Aim.IMPROVE)
    assert found.answer is TrajectoryAnswer.ON_TRACK
    assert to_reach(53.0, 2027, baseline_year=2019).answer is TrajectoryAnswer.ALREADY_MET


def test_a_smoothed_baseline_stands_in_for_the_figure_of_its_year() -> None:
    found = to_reach(61.0, 2027, baseline_year=2019, baseline_value=52.0)
    assert found.path[0] == (2019, 52.0)
    assert found.achieved == pytest.approx((57.0 - 52.0) / 4)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], Reason.NO_DATA),
        ([None] * 10, Reason.SUPPRESSED),
        ([math.inf] * 10, Reason.NO_DATA),
        ([math.nan] * 10, Reason.NO_DATA),
        ([57.0], Reason.TOO_FEW_POINTS),
        (TEN_YEARS[:4], Reason.TOO_FEW_POINTS),
        ([55.0] * 10, Reason.CONSTANT),
    ],
)
def test_nothing_to_go_by_is_a_reason_and_no_fan(values: list[float | None], reason: Reason) -> None:
    for found in (prospect(a_mean(), series(values)), to_reach(60.0, 2027, values)):
        assert (found.reason, found.fan) == (reason, ())
    assert to_reach(60.0, 2027, values).answer is TrajectoryAnswer.CANNOT_TELL


def test_of_quarters_the_one_of_the_newest_figure_stands_for_each_year() -> None:
    quarters = [
        Observation("example", COUNCILS[0], dt.date(2014 + at, 3 * quarter + 1, 1), 3, value + 100 * (quarter - 1),
                    None, None, None, None, "s")
        for at, value in enumerate(TEN_YEARS)
        for quarter in range(4 if at < 9 else 2)
    ]  # fmt: skip
    found = prospect(a_mean(every_months=3, period_months=3), quarters, target_value=60.0, target_year=2027)
    assert (found.value, found.newest_year, found.points) == (57.0, 2023, 10)
    assert found.chance == pytest.approx(chance_by_hand(np.array(TEN_YEARS), 4, 60.0), abs=1e-4)


@pytest.mark.parametrize("target", [math.inf, -math.inf, math.nan])
def test_a_target_that_is_no_number_is_none(target: float) -> None:
    found = to_reach(target, 2027)
    assert (found.answer, found.reason, found.path) == (TrajectoryAnswer.NO_TARGET, Reason.TARGET_NOT_SET, ())


@pytest.mark.parametrize(
    ("metric", "values", "target", "reason"),
    [
        (a_metric(kind=Kind.RATE), (-1.0, *TEN_YEARS[1:]), 60.0, Reason.NEGATIVE_VALUES),
        (a_metric(kind=Kind.RATE, polarity=Polarity.LOWER_IS_BETTER), TEN_YEARS, 0.0, Reason.NEGATIVE_VALUES),
        (a_metric(), (*TEN_YEARS[:9], 140.0), 150.0, Reason.INVALID),
        (a_metric(), TEN_YEARS, 101.0, Reason.INVALID),
        (a_mean(polarity=Polarity.NEUTRAL), TEN_YEARS, 60.0, Reason.NO_POLARITY),
    ],
)
def test_what_a_scale_cannot_hold_is_a_reason(metric, values, target, reason) -> None:
    found = to_reach(target, 2027, values, metric)
    assert (found.answer, found.reason, found.chance) == (TrajectoryAnswer.CANNOT_TELL, reason, None)


def test_figures_that_are_not_one_a_year_say_so() -> None:
    twice = [*series(TEN_YEARS), *series(TEN_YEARS)]
    mixed = [*series(TEN_YEARS), *series([58.0], first=2024, months=36)]
    for metric, given_series in ((a_mean(), twice), (a_mean(), mixed), (a_mean(every_months=None), series(TEN_YEARS))):
        assert prospect(metric, given_series).reason is Reason.NOT_ANNUAL


def test_a_figure_shared_with_a_far_larger_place_says_nothing_of_the_smaller() -> None:
    from dataclasses import replace

    shared = [replace(each, mark=Mark.SHARED_MINOR) for each in series(TEN_YEARS)]
    assert prospect(a_mean(), shared).reason is Reason.SHARED_VALUE


def same(one: object, other: float | None) -> bool:
    """Equal to rounding; NaN and None are both nothing."""
    first, second = (math.nan if number is None else float(number) for number in (one, other))
    return math.isclose(first, second, rel_tol=1e-6, abs_tol=1e-9) or (math.isnan(first) and math.isnan(second))


@st.composite
def cases(draw: st.DrawFn):
    """A metric, a small panel of yearly figures that all run to the same year, and a target."""
    metric = a_metric(
        draw(st.sampled_from([Kind.PROPORTION, Kind.RATE, Kind.MEAN, Kind.MONEY, Kind.CHANGE])),
        draw(st.sampled_from(Polarity)), in_cash=draw(st.booleans()),
        breaks=draw(st.sampled_from([(), (), (Break(on=dt.date(2012, 6, 1), reason="a new question"),)])),
    )  # fmt: skip
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    places, years = draw(st.integers(1, 6)), range(draw(st.integers(2000, 2020)), 2024)
    values = 50 + np.cumsum(rng.normal(0, draw(st.sampled_from([0.0, 0.5, 5.0])), (places, len(years))), axis=1)
    values[rng.random(values.shape) < draw(st.sampled_from([0.0, 0.0, 0.3]))] = np.nan
    values[:, -1] = np.where(np.isnan(values[:, -1]), 50.0, values[:, -1])
    lines = {code: dict(zip(years, line, strict=True)) for code, line in zip(COUNCILS, values, strict=False)}
    rows = observed(lines, width=draw(st.sampled_from([None, 0.1, 8.0]))).dropna(subset="value")
    broken = rng.random(len(rows)) < draw(st.sampled_from([0.0, 0.0, 0.05]))
    rows["mark"] = np.where(broken, Mark.BREAK.value, "")
    aim = draw(st.sampled_from([Aim.REACH, Aim.GAIN, Aim.IMPROVE]))
    goal = {Aim.REACH: st.sampled_from([20.0, 49.0, 51.0, 60.0, 140.0]), Aim.GAIN: st.sampled_from([1.0, 5.0])}
    value = draw(goal[aim]) if aim in goal else None
    return metric, rows.reset_index(drop=True), asked(aim, value, draw(st.sampled_from([2018, 2024, 2026, 2028, 2031])))


@settings(max_examples=120, deadline=None)
@given(cases())
def test_a_build_and_a_page_say_the_same_of_every_place_and_target(case) -> None:
    metric, rows, target = case
    panel = panel_of(metric, rows)
    baseline = baseline_column(panel, BASELINE)
    aims, calibrated = place_aims(panel, target, baseline), calibration_of(panel)
    built = trajectory_all(panel, target, aims, calibrated, baseline)
    begun = baseline_values(panel, baseline)
    kept = [Calibration(**row) for row in calibrated.rows.to_dict("records")]
    for number, code in enumerate(panel.codes):
        row = built.iloc[number]
        if not np.isfinite(row["target_value"]):
            continue
        found = prospect(
            metric, observations(rows[rows["place_code"] == code]), target_value=row["target_value"],
            target_year=target.year, baseline_year=int(middle_years(panel)[baseline]),
            baseline_value=float(begun[number]) if np.isfinite(begun[number]) else None, aim=target.aim,
            calibrations=kept,
        )  # fmt: skip
        assert (found.answer.value, found.reason.value if found.reason else "") == (
            row["trajectory"], row["trajectory_reason"],
        )  # fmt: skip
        assert (found.tip_answer.value if found.tip_answer else "") == row["tip_answer"]
        for name in ("chance", "tip_value", "needed", "achieved", "path_gap"):
            assert same(row[name], getattr(found, name)), (name, row[name], getattr(found, name))


def observations(rows) -> list[Observation]:
    return [
        Observation("example", row.place_code, row.period_start.date(), row.period_months, row.value, None, None, None,
                    Mark(row.mark) if row.mark else None, "s")
        for row in rows.itertuples()
    ]  # fmt: skip


@pytest.mark.skipif(not (OFFICIAL / "current").is_file(), reason="no official figures are built here")
def test_the_shipped_verdicts_are_what_a_page_works_out_from_the_shipped_figures() -> None:
    figures = Figures(OFFICIAL / (OFFICIAL / "current").read_text(encoding="utf-8").strip())
    catalogue = read_catalogue(CATALOGUE_FOLDER, FRAMEWORKS_FOLDER)
    compared = sum(_shipped(catalogue.metrics[metric_id], target, figures)
                   for metric_id, target in place_targets(catalogue).items())  # fmt: skip
    assert compared >= 200


def _shipped(metric: Metric, target: Target, figures: Figures) -> int:
    """How many places of one metric were compared; every one must agree."""
    every = figures.verdicts_of_metric(metric.metric_id, Comparator.NATION)
    chosen = [one for one in every if one.target_value is not None and not one.stale]
    chosen = chosen[:: max(1, len(chosen) // PLACES_EACH)]
    codes = [one.place_code for one in chosen]
    own: dict[str, list[Observation]] = {code: [] for code in codes}
    for each in figures.series(codes, [metric.metric_id]):
        own[each.place_code].append(each)
    kept = figures.calibrations.get(metric.metric_id, ())
    begun = {each.place_code: each.baseline_start for each in figures.changes_of_metric(metric.metric_id)}
    gain = {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1}[metric.polarity] * (target.value or 0.0)
    for verdict in chosen:
        found = prospect(
            metric, own[verdict.place_code], target_value=verdict.target_value, target_year=verdict.target_year,
            baseline_year=begun[verdict.place_code].year, aim=target.aim, calibrations=kept,
            baseline_value=verdict.target_value - gain if target.aim is Aim.GAIN else None,
        )  # fmt: skip
        _agrees(verdict, found)
    return len(chosen)


def _agrees(verdict: Verdict, found: Prospect) -> None:
    assert same(verdict.chance, found.chance), (verdict, found)
    assert same(verdict.needed, found.needed), (verdict, found)
    assert same(verdict.tip_value, found.tip_value), (verdict, found)
    assert (verdict.trajectory, verdict.tip_answer) == (found.answer, found.tip_answer), (verdict, found)
