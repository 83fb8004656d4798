"""The stocktake: kept, late, on the path or behind it, worked by hand, and the same for either side."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commitment import Commitment, Side, Waypoint
from domain.metric import Polarity
from domain.milestone import Milestone
from domain.observation import Observation
from domain.stocktake import Answer, Doubt, Standing
from metrics.stocktake import by_metric, by_milestone, judged, path_on, stocktake

MADE, TODAY = dt.date(2023, 6, 30), dt.date(2026, 11, 23)
UP, DOWN, NEUTRAL = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NEUTRAL


def promise(*path: tuple[int, float | None], metric: str | None = "m", side: Side = Side.PLACE) -> Commitment:
    """A promise made in June 2023, with points at the ends of years."""
    return Commitment(
        commitment_id="c", statement="It rises", side=side, owner="A council", made_on=MADE, place_code="E06000001",
        path=tuple(Waypoint(on=dt.date(year, 12, 31), value=value) for year, value in path),
        metric_id=metric, milestone_id=None if metric else "step",
    )  # fmt: skip


def year(of: int, value: float | None, lower: float | None = None, upper: float | None = None) -> Observation:
    return Observation("m", "E06000001", dt.date(of, 1, 1), 12, value, lower, upper, None, None, "s")


def told(series, *path, polarity: Polarity = UP, today: dt.date = TODAY) -> Standing:
    return by_metric(promise(*path), series, polarity=polarity, today=today)


def test_a_figure_is_held_against_the_straight_path_from_the_figure_before_the_promise():
    # from 50 at the end of 2022 to 58 at the end of 2030: one a year, so 53 at the end of 2025
    assert told([year(2022, 50.0), year(2025, 53.2)], (2030, 58.0)).answer is Answer.ON_PATH
    behind = told([year(2022, 50.0), year(2025, 52.0)], (2030, 58.0))
    assert behind.answer is Answer.BEHIND
    assert behind.path == pytest.approx(53.0, abs=0.01)  # leap years make the days of a year uneven
    assert behind.at == dt.date(2025, 12, 31)


def test_where_lower_is_better_the_path_leads_down():
    series = [year(2022, 50.0), year(2025, 46.0)]
    assert told(series, (2030, 42.0), polarity=DOWN).answer is Answer.ON_PATH  # 47 was wanted
    assert told([year(2022, 50.0), year(2025, 48.0)], (2030, 42.0), polarity=DOWN).answer is Answer.BEHIND


def test_a_waypoint_bends_the_path():
    # level until 2025, then all of the rise
    assert told([year(2022, 50.0), year(2025, 50.0)], (2025, 50.0), (2030, 58.0)).answer is Answer.ON_PATH


def test_an_interval_that_holds_the_path_cannot_tell_on_either_side_of_it():
    for value in (52.0, 54.0):
        one = told([year(2022, 50.0), year(2025, value, 51.0, 55.0)], (2030, 58.0))
        assert (one.answer, one.doubt, one.value) == (Answer.CANNOT_TELL, Doubt.WITHIN_NOISE, value)
    assert told([year(2022, 50.0), year(2025, 54.0, 53.5, 54.5)], (2030, 58.0)).answer is Answer.ON_PATH


def test_the_first_figure_for_the_due_day_decides_and_later_ones_do_not():
    series = [year(2022, 50.0), year(2024, 52.0), year(2025, 60.0)]
    late = told(series, (2024, 53.0))
    assert (late.answer, late.due, late.value) == (Answer.LATE, True, 52.0)
    assert told([year(2022, 50.0), year(2024, 53.0), year(2025, 40.0)], (2024, 53.0)).answer is Answer.KEPT


def test_what_is_due_and_has_no_figure_yet_cannot_be_told_whatever_came_before():
    one = told([year(2022, 50.0), year(2024, 60.0)], (2025, 53.0))
    assert (one.answer, one.doubt, one.due) == (Answer.CANNOT_TELL, Doubt.FIGURE_DUE, True)


def test_why_it_cannot_be_told_is_said():
    assert told([], (2030, 58.0)).doubt is Doubt.NO_FIGURE
    assert told([year(2024, None)], (2030, 58.0)).doubt is Doubt.NO_FIGURE
    assert told([year(2022, 50.0)], (2030, 58.0)).doubt is Doubt.NO_FIGURE_SINCE
    assert told([year(2024, 50.0)], (2030, 58.0)).doubt is Doubt.NO_START
    assert told([year(2022, 50.0), year(2024, 51.0)], (2030, 50.0), polarity=NEUTRAL).doubt is Doubt.NO_DIRECTION
    assert told([year(2022, 50.0), year(2024, 51.0)], (2030, 40.0), polarity=NEUTRAL).answer is Answer.BEHIND


def step(reached: dt.date | None = None, expected: dt.date | None = None, evidence: str = "") -> Milestone:
    return Milestone(
        milestone_id="step", transformation_id="t", title="Open", planned_on=dt.date(2026, 12, 31),
        expected_on=expected, reached_on=reached, evidence=evidence,
    )  # fmt: skip


def by_step(milestone: Milestone | None, *, due: int = 2026, today: dt.date = TODAY) -> Standing:
    return by_milestone(promise((due, None), metric=None), milestone, today=today)


def test_a_milestone_reached_by_its_day_is_kept_and_after_it_late():
    kept = by_step(step(reached=dt.date(2026, 12, 31), evidence="photographs"), today=dt.date(2027, 6, 1))
    assert (kept.answer, kept.days, kept.bare) == (Answer.KEPT, None, False)
    late = by_step(step(reached=dt.date(2027, 1, 10)), today=dt.date(2027, 6, 1))
    assert (late.answer, late.days, late.bare) == (Answer.LATE, 10, True)


def test_a_milestone_not_reached_is_late_once_its_day_has_passed_and_not_on_the_day():
    assert by_step(step(), today=dt.date(2026, 12, 31)).answer is Answer.ON_PATH
    assert by_step(step(), today=dt.date(2027, 1, 5)).days == 5
    assert by_step(step(), today=dt.date(2027, 1, 5)).answer is Answer.LATE


def test_a_milestone_that_is_forecast_for_later_is_behind():
    one = by_step(step(expected=dt.date(2027, 1, 30)))
    assert (one.answer, one.days, one.due) == (Answer.BEHIND, 30, False)
    assert by_step(None).doubt is Doubt.NO_MILESTONE


def test_without_a_place_the_widest_nation_that_has_figures_is_taken():
    centre = promise((2030, 58.0), side=Side.CENTRE).model_copy(update={"place_code": None})

    class Rising:
        polarity, metric_id = UP, "m"

    series = {("m", "E92000001"): [year(2022, 50.0), year(2025, 54.0)], ("m", "W92000004"): [year(2025, 1.0)]}
    nations = ("K02000001", "E92000001", "W92000004")
    found = judged(centre, metrics={"m": Rising()}, series=series, nations=nations, milestones={}, today=TODAY)
    assert (found.answer, found.value) == (Answer.ON_PATH, 54.0)
    other = judged(centre, metrics={}, series=series, nations=nations, milestones={}, today=TODAY)
    assert other.doubt is Doubt.OTHER_MEASURE


def test_what_was_promised_is_kept_late_untold_or_not_due_and_nothing_twice():
    take = stocktake([
        Standing(answer=Answer.KEPT, due=True), Standing(answer=Answer.KEPT, due=False),
        Standing(answer=Answer.LATE, due=True), Standing(answer=Answer.CANNOT_TELL, due=True),
        Standing(answer=Answer.ON_PATH, due=False), Standing(answer=Answer.BEHIND, due=False),
        Standing(answer=Answer.CANNOT_TELL, due=False),
    ])  # fmt: skip
    assert (take.promised, take.kept, take.late, take.untold, take.not_due) == (7, 2, 1, 1, 3)
    assert (take.on_path, take.behind) == (1, 1)


STANDINGS = st.builds(
    Standing, answer=st.sampled_from(Answer), due=st.booleans(), doubt=st.none() | st.sampled_from(Doubt)
)


@given(st.lists(STANDINGS, max_size=30))
def test_the_parts_of_a_stocktake_always_add_up(standings):
    take = stocktake(standings)
    told = take.kept + take.late + take.untold + take.not_due
    assert told + take.unseen == take.promised == len(standings)


def test_a_promise_whose_milestone_the_reader_has_no_sight_of_is_neither_kept_nor_broken():
    take = stocktake([
        Standing(answer=Answer.CANNOT_TELL, due=True, doubt=Doubt.NO_MILESTONE),
        Standing(answer=Answer.CANNOT_TELL, due=False, doubt=Doubt.NO_MILESTONE),
        Standing(answer=Answer.KEPT, due=True), Standing(answer=Answer.CANNOT_TELL, due=True, doubt=Doubt.FIGURE_DUE),
    ])  # fmt: skip
    assert (take.promised, take.unseen, take.kept, take.untold, take.not_due) == (4, 2, 1, 1, 0)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 400))
def test_a_path_never_leaves_the_values_at_its_ends(low, high, days):
    path = [(MADE, low), (MADE + dt.timedelta(days=300), high)]
    there = path_on(path, MADE + dt.timedelta(days=days))
    assert min(low, high) - 1e-6 <= there <= max(low, high) + 1e-6


@given(st.floats(0, 100), st.floats(0, 100))
def test_both_sides_are_judged_alike(value, target):
    series = [year(2022, 50.0), year(2025, value)]
    place, centre = (promise((2030, target), side=side) for side in Side)
    assert by_metric(place, series, polarity=UP, today=TODAY) == by_metric(centre, series, polarity=UP, today=TODAY)
