"""The table of verdicts: comparator, interval, age, all four cells and the rank stand in every row."""

import datetime as dt
from dataclasses import replace

import pytest

from domain.change import Change, ChangeAnswer
from domain.observation import Mark
from domain.reason import Reason
from domain.source import Nature
from domain.standout import Standout
from domain.verdict import Comparator, Direction, LevelAnswer, TrajectoryAnswer, TrendAnswer, Verdict
from tests.ui import fakes
from ui.charts import Point
from ui.verdict_table import VerdictRow, verdict_cells, verdict_table

TODAY = dt.date(2026, 11, 22)
METRIC = fakes.catalogue().metrics["healthy_life_women"]
POINTS = tuple(
    Point(dt.date(year, 1, 1), 36, value, value - 1, value + 1)
    for year, value in [(2020, 58.0), (2021, 57.6), (2022, 57.1)]
)
WORSE = Verdict(
    metric_id=METRIC.metric_id, place_code="E06000001", group_level="upper_tier", period_start=dt.date(2022, 1, 1),
    period_months=36, value=57.1, lower=56.0, upper=58.2, reason=None, mark=None, source_id="healthy_lives",
    stale=False, fifth=5, fifth_of=216, trend=TrendAnswer.NO_CLEAR_CHANGE, direction=Direction.NO_CHANGE,
    trend_reason=None, slope=-0.4, points=3, comparator=Comparator.NATION, benchmark=61.9, rest_of=False, members=0,
    level=LevelAnswer.WORSE, level_reason=None, p=0.001, flagged=True,
    tip_below=56.2, below_level=LevelAnswer.MUCH_WORSE, tip_above=60.75, above_level=LevelAnswer.SIMILAR,
)  # fmt: skip


MOVED = Change(
    metric_id=METRIC.metric_id, place_code="E06000001", group_level="upper_tier", baseline_start=dt.date(2017, 1, 1),
    baseline_months=36, baseline_value=56.2, newest_start=dt.date(2022, 1, 1), newest_months=36, value=57.1, change=0.9,
    lower=0.1, upper=1.7, p=0.03, answer=ChangeAnswer.ROSE, reason=None, indicative=False, flagged=False,
    bad_year=True, by_regression=0.5, people=95336,
)  # fmt: skip


def row(verdict: Verdict = WORSE, **changes: object) -> VerdictRow:
    source = fakes.source("healthy_lives", "Healthy life expectancy")
    plain = VerdictRow(verdict=verdict, metric=METRIC, standing=Standout.CONCERN, source=source, points=POINTS)
    return replace(plain, **changes)


def cells(of: VerdictRow, *, brief: bool = False):
    return verdict_cells(of, naming=lambda _verdict: "England", today=TODAY, brief=brief)


def drawn(**given: bool) -> str:
    named = {"against": "England", "naming": lambda _verdict: "England"}
    return verdict_table([row()], caption="Concerns", today=TODAY, **named, **given)


def test_the_comparator_is_named_with_its_figure_and_the_way_out_opens_from_the_answer():
    level = cells(row())["level"]
    assert level.text == "worse"
    assert level.note == "England: 61.9 years."
    # 60.75 rounded up, so that the number printed does tip the verdict
    assert "It would count as similar from 60.8 years." in level.fold


def test_every_one_of_the_four_cells_opens_on_what_would_change_it():
    html = drawn()
    assert html.count("<details") == 4
    for heading in ("Against England", "Trend", "Trajectory", "Assurance"):
        assert f">{heading}</th>" in html


def test_an_answer_that_chance_could_explain_among_all_places_says_so():
    assert "could still be chance" in cells(row(replace(WORSE, flagged=False)))["level"].note
    assert "could still be chance" not in cells(row())["level"].note


def test_period_and_interval_stand_with_the_figure():
    found = cells(row())
    assert (found["figure"].text, found["figure"].note) == ("57.1 years", "95% interval 56.0 to 58.2")
    assert found["measure"].note == "2022 to 2024."


def test_a_figure_older_than_two_years_says_its_age():
    old = replace(WORSE, period_start=dt.date(2017, 1, 1))
    assert cells(row(old))["measure"].note == "2017 to 2019. 6 years old."


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark.PROVISIONAL, "Provisional."),
        (Mark.SHARED, "Published together with a small neighbour."),
        (Mark.SUMMED, "Added up from the councils this place was made from."),
    ],
)
def test_marks_are_said_in_words(mark, words):
    assert words in cells(row(replace(WORSE, mark=mark)))["measure"].note


def test_earlier_figures_of_other_councils_are_said_too():
    summed = tuple(replace(point, mark=Mark.SUMMED) for point in POINTS[:2]) + POINTS[2:]
    assert "Some earlier figures added up from the councils" in cells(row(points=summed))["measure"].note


def test_a_stand_in_source_and_the_next_release_are_said():
    source = fakes.source("healthy_lives", "Healthy life expectancy").model_copy(
        update={"nature": Nature.SUBSTITUTE, "next_release": "February 2027"}
    )
    note = cells(row(source=source))["measure"].note
    assert "Stand-in series" in note
    assert "Next figures February 2027." in note


def test_the_sparkline_speaks_and_stops_at_a_break():
    assert "It fell from 58.0 years in 2020 to 2022 to 57.1 years in 2022 to 2024" in cells(row())["trend"].picture
    broken = (*POINTS[:1], replace(POINTS[1], mark=Mark.BREAK), POINTS[2])
    trend = cells(row(points=broken))["trend"]
    assert "58.0" not in trend.picture
    assert trend.note == "Over its latest 3 figures. Line from 2021."


def test_one_figure_alone_has_no_sparkline():
    assert cells(row(points=POINTS[-1:]))["trend"].picture == ""


def test_a_rank_stands_with_its_interval_and_its_fifth():
    ranked = replace(WORSE, rank=214, rank_low=120, rank_high=301, rank_of=309)
    rank = cells(row(ranked))["rank"]
    assert rank.text == "214th of 309"
    assert rank.note == "among upper-tier councils, compared with each other: anywhere from 120th to 301st; worst fifth"


def test_without_a_rank_the_fifth_names_the_places_it_is_a_fifth_of():
    rank = cells(row(replace(WORSE, rank_reason=Reason.NO_INTERVAL)))["rank"]
    assert (rank.text, rank.note) == (
        "worst fifth", "of 216 upper-tier councils, compared with each other; no rank: no interval published",
    )  # fmt: skip
    assert cells(row(replace(WORSE, fifth=0)))["rank"].text == "not ranked"


def test_a_measure_that_is_mostly_noise_has_neither_rank_nor_fifth():
    rank = cells(row(replace(WORSE, rank_reason=Reason.MOSTLY_NOISE)))["rank"]
    assert (rank.text, rank.note) == ("not ranked", "places differ by less than the error of their figures")


def test_the_change_since_a_bad_year_stands_beside_what_was_to_be_expected():
    trend = cells(row(moved=MOVED))["trend"]
    assert trend.note.startswith(
        "Over its latest 3 figures. Rose by 0.9 years since 2017 to 2019, a bad year here; +0.5 years expected without"
    )
    assert "among the worst fifth of places" in trend.fold


def test_a_trend_over_the_latest_years_is_told_apart_from_the_change_since_the_baseline():
    yearly = replace(WORSE, trend=TrendAnswer.IMPROVING, points=5, period_months=12)
    unclear = replace(MOVED, answer=ChangeAnswer.CANNOT_TELL, bad_year=False, by_regression=0.0, baseline_months=12)
    note = cells(row(yearly, moved=unclear))["trend"].note
    assert note == "Over its latest 5 years. +0.9 years since 2017, no more than noise could bring. Line from 2020."
    untold = replace(WORSE, trend=TrendAnswer.CANNOT_BE_CALCULATED, trend_reason=Reason.TOO_FEW_POINTS)
    assert "latest" not in cells(row(untold))["trend"].note


def test_a_target_is_told_with_its_chance_and_year():
    off = replace(
        WORSE, trajectory=TrajectoryAnswer.OFF_TRACK, trajectory_reason=None, chance=0.04, target_value=62.0,
        target_year=2030,
    )  # fmt: skip
    trajectory = cells(row(off))["trajectory"]
    assert (trajectory.text, trajectory.note) == ("off track", "4% chance; target 62.0 years by 2030")


def test_no_target_is_said_quietly_in_both_cells():
    found = cells(row())
    assert (found["trajectory"].text, found["trajectory"].quiet) == ("no target", True)
    assert (found["assurance"].text, found["assurance"].quiet) == ("no target", True)


def test_an_unusual_difference_is_told_apart_from_one_that_is_only_different():
    assert "Unusual" in cells(row(replace(WORSE, unusual=True)))["level"].note
    assert "Unusual" not in cells(row())["level"].note


def test_no_comparison_says_why_in_the_words_used_everywhere():
    alone = replace(WORSE, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.COMPARATOR_IS_ITSELF, benchmark=None)
    alone = replace(alone, tip_below=None, tip_above=None)
    level = cells(row(alone))["level"]
    assert level.text == "not compared: comparator is the place itself"
    assert level.note == ""


def test_a_brief_table_says_what_each_verdict_is_and_draws_no_lines():
    brief = cells(row(), brief=True)
    assert brief["measure"].note.startswith("Concern. ")
    assert brief["trend"].picture == ""
    assert "sparkline" not in drawn(brief=True)


def test_the_table_links_each_metric_with_the_place_and_comparator():
    html = drawn()
    assert 'href="metric?place=E06000001&amp;metric=healthy_life_women&amp;compare=nation" target=_self' in html
    assert ">Against England</th>" in html
