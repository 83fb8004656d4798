"""Tables of exceptions: each row links to the place, the measure and both side by side, and says what is unusual."""

import datetime as dt
from dataclasses import replace

from domain.change import Change, ChangeAnswer
from domain.exceptional import Group
from domain.observation import Mark
from domain.reason import Reason
from domain.verdict import Comparator, Direction, LevelAnswer, TrajectoryAnswer, TrendAnswer, Verdict
from tests.ui import fakes
from ui.exception_file import changes_file, verdicts_file
from ui.exception_tables import changes_table, figures_table, measures_table, places_table

METRICS = fakes.catalogue().metrics
WOMEN = METRICS["healthy_life_women"]
PLACES = fakes.PLACES | {
    "E06000001": fakes.PLACES["E06000001"].model_copy(update={"nation_code": "E92000001"}),
}
LIFE = Verdict(
    metric_id=WOMEN.metric_id, place_code="E06000001", group_level="upper_tier", period_start=dt.date(2022, 1, 1),
    period_months=36, value=51.2, lower=47.1, upper=55.2, reason=None, mark=None, source_id="s", stale=False, fifth=5,
    fifth_of=150, trend=TrendAnswer.CANNOT_BE_CALCULATED, direction=Direction.NONE,
    trend_reason=Reason.OVERLAPPING_PERIODS, slope=None, points=3, comparator=Comparator.NATION, benchmark=61.3,
    rest_of=False, members=0, level=LevelAnswer.MUCH_WORSE, level_reason=None, p=1e-6, flagged=True, tip_below=None,
    below_level=None, tip_above=54.9, above_level=LevelAnswer.WORSE, unusual=True,
)  # fmt: skip
MOVED = Change(
    metric_id=WOMEN.metric_id, place_code="E06000001", group_level="upper_tier", baseline_start=dt.date(2017, 1, 1),
    baseline_months=36, baseline_value=57.0, newest_start=dt.date(2022, 1, 1), newest_months=36, value=51.2,
    change=-5.8, lower=-9.0, upper=-2.6, p=0.001, answer=ChangeAnswer.FELL, reason=None, indicative=False,
    flagged=True, bad_year=False, by_regression=0.4, people=90_000,
)  # fmt: skip


def drawn(verdict: Verdict) -> str:
    return figures_table(
        [verdict], METRICS, PLACES, comparator=Comparator.NATION, against="England", caption="What stands out"
    )


def test_a_row_says_value_interval_comparator_and_that_it_is_unusual():
    text = drawn(LIFE)
    assert "51.2 years" in text
    assert "95% interval 47.1 to 55.2" in text
    assert "much worse" in text
    assert "England: 61.3 years. Unusual" in text
    assert "Unusual" not in drawn(replace(LIFE, unusual=False))


def test_a_row_leads_to_the_profile_the_measure_and_both_side_by_side():
    text = drawn(LIFE)
    assert 'href="profile?place=E06000001&amp;compare=nation"' in text
    assert 'href="metric?place=E06000001&amp;metric=healthy_life_women&amp;compare=nation"' in text
    assert 'href="compare?places=E06000001,E92000001&amp;metrics=healthy_life_women&amp;compare=nation"' in text


def test_a_row_with_a_target_gives_the_chance_of_it():
    text = drawn(replace(LIFE, trajectory=TrajectoryAnswer.OFF_TRACK, chance=0.04, target_year=2030, target_value=62.0))
    assert "off track" in text
    assert "4% chance" in text


def test_a_figure_without_interval_comparator_or_firmness_prints_no_empty_words():
    bare = replace(LIFE, lower=None, upper=None, benchmark=None, mark=Mark.PROVISIONAL)
    text = drawn(bare)
    assert "provisional" in text
    assert not any(word in text for word in ("None", "nan", "no interval"))


def test_a_place_is_called_what_the_rest_of_the_dashboard_calls_it():
    assert "unitary council" in drawn(LIFE)
    assert "county" not in drawn(LIFE)


def test_a_measure_that_ended_says_how_old_its_newest_figure_is():
    text = figures_table(
        [LIFE], METRICS, PLACES, comparator=Comparator.NATION, against="England", caption="What stands out",
        ages={WOMEN.metric_id: "4 years old"},
    )  # fmt: skip
    assert "2022 to 2024; the newest there is, 4 years old" in text
    assert "years old" not in drawn(LIFE)


def test_a_change_stands_beside_what_drifting_back_would_bring():
    text = changes_table([MOVED], METRICS, PLACES, comparator=Comparator.NATION, caption="Changes")
    assert "\N{MINUS SIGN}5.8 years" in text
    assert "95% interval \N{MINUS SIGN}9.0 to \N{MINUS SIGN}2.6" in text
    assert "2017 to 2019" in text
    assert "+0.4 years" in text
    unknown = changes_table(
        [replace(MOVED, by_regression=None, indicative=True)], METRICS, PLACES, comparator=Comparator.NATION,
        caption="Changes",
    )  # fmt: skip
    assert "cannot tell" in unknown
    assert "indicative" in unknown


def test_a_place_leads_to_its_own_exceptions_and_one_without_concerns_says_so():
    groups = [Group("E06000001", 2, 1, 0, 0, ("healthy_life_women",)), Group("E06000063", 0, 0, 3, 0)]
    text = places_table(groups, METRICS, PLACES, comparator=Comparator.REGION)
    assert 'href="exceptions?place=E06000001&amp;compare=region&amp;view=concerns"' in text
    assert "Healthy life expectancy, women" in text
    assert "nothing on the worse side" in text
    assert "Higher or lower" not in text


def test_a_measure_says_how_many_places_were_compared_and_how_many_chance_would_raise():
    groups = [Group("healthy_life_women", 2, 1, 0, 1, ("E06000001",), tested=150, expected=0.3)]
    text = measures_table(groups, METRICS, PLACES, level=None)
    assert ">150<" in text.replace("<div>", "").replace("</div>", "")
    assert "0.3" in text
    assert "Hartlepool" in text
    assert "Higher or lower" in text


def test_the_files_hold_numbers_as_computed_and_words_as_on_the_page():
    row = verdicts_file([LIFE], METRICS, PLACES, comparator=Comparator.NATION).iloc[0]
    assert (row["Value"], row["Comparator's value"], row["Level"]) == (51.2, 61.3, "much worse")
    assert row["Unusual: beyond the ordinary spread"]
    moved = changes_file([MOVED], METRICS, PLACES).iloc[0]
    assert (moved["Change"], moved["Which way"], moved["Baseline"]) == (-5.8, "fell", "2017 to 2019")
