"""One mission: its promises, its measures, and the places that stand out."""

import datetime as dt

import pytest

from pages.national import mission
from tests.pages.opened import opened, text
from ui.in_places import chart
from ui.request import read_request

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def depth_of(shipped_stores):
    def gathered(name: str, **address: str) -> mission.Depth:
        given = {key: (value,) for key, value in ({"mission": name} | address).items()}
        request = read_request(
            given, places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=TODAY, page="mission"
        )
        return mission.prepare(request, shipped_stores, request.mission)

    return gathered


def measure(depth: mission.Depth, metric_id: str):
    return next(one for one in depth.measures if one.metric.metric_id == metric_id)


def test_the_national_figure_is_the_published_one_of_the_widest_area(depth_of):
    # els/employment-rate.csv.gz, K02000001 United Kingdom, Employment rate, 2023-01-01/P1Y: 75.7
    in_work = measure(depth_of("living_standards"), "employment_rate")
    assert in_work.national_place.name == "United Kingdom"
    assert in_work.national.value == 75.7
    assert in_work.national.period_start == dt.date(2023, 1, 1)


def test_where_the_united_kingdom_has_no_figure_the_nation_is_named(depth_of):
    # els/healthy-life-expectancy.csv.gz, K02000001, Male, 2022-01-01/P3Y: 60.7
    assert measure(depth_of("health"), "healthy_life_expectancy_male").national.value == 60.7
    # els/cancer-diagnosis-at-stage-1-and-2.csv is for England alone
    assert measure(depth_of("health"), "cancer_found_early").national_place.name == "England"


def test_headline_measures_come_first(depth_of):
    roles = [one.role.value for one in depth_of("living_standards").measures]
    assert roles == sorted(roles, key=["headline", "supporting", "context"].index)


def test_the_first_headline_measure_with_figures_is_shown_in_all_places_unless_another_is_asked_for(depth_of):
    assert depth_of("transport").chosen.metric.metric_id == "travel_time_public_transport"
    asked = depth_of("living_standards", metric="median_weekly_pay")
    assert asked.chosen.metric.metric_id == "median_weekly_pay"


def test_birmingham_stands_out_as_worse_on_work_and_the_surest_come_first(depth_of):
    # els/employment-rate.csv.gz, E08000025 Birmingham, 2023: 65.9 (62.4 to 69.4); E92000001 England: 76.0
    worse = next(
        group for group in depth_of("living_standards", view="standouts").chosen.groups if group.words == "worse"
    )
    assert "E08000025" in [verdict.place_code for verdict in worse.verdicts]
    odds = [verdict.p for verdict in worse.verdicts]
    assert odds == sorted(odds)


def test_the_places_that_stand_out_are_as_many_as_the_summary_says(depth_of):
    for name in ("health", "living_standards", "skills", "wellbeing", "pride_in_place"):
        chosen = depth_of(name, view="standouts").chosen
        assert sum(len(group.verdicts) for group in chosen.groups) == chosen.summary.flagged


def test_a_measure_with_one_period_is_drawn_place_by_place_not_over_time(depth_of, shipped_stores):
    drawn = chart(depth_of("pride_in_place").chosen, shipped_stores.figures.places)
    assert drawn.alt.startswith("Beeswarm chart")
    assert "their nation" in drawn.title


def test_a_measure_of_few_places_names_each_of_them(depth_of, shipped_stores):
    drawn = chart(depth_of("crime", view="time").chosen, shipped_stores.figures.places)
    assert "North East" in drawn.alt
    assert drawn.alt.startswith("Line chart")


def test_the_readers_place_is_the_one_drawn_in_front(depth_of):
    # els/employment-rate.csv.gz has E06000001 Hartlepool
    assert depth_of("living_standards", place="E06000001", view="time").chosen.highlight.name == "Hartlepool"
    assert depth_of("living_standards", view="time").chosen.highlight.name == "United Kingdom"


def test_a_place_without_figures_for_the_measure_gives_way_to_the_nation_and_it_is_said(depth_of, shipped_stores):
    # els/employment-rate.csv.gz gives no value for E06000053 Isles of Scilly in any year
    assert depth_of("living_standards", place="E06000053", view="time").chosen.highlight.name == "United Kingdom"
    drawn = text(opened("mission", shipped_stores, mission="living_standards", place="E06000053"))
    assert "There is no figure for Isles of Scilly on this measure" in drawn


def test_a_mission_without_any_figures_still_lists_its_holes(shipped_stores):
    visit = opened("mission", shipped_stores, framework="local_outcomes_2026", mission="homelessness")
    assert not visit.exception
    assert "None of 5 measures has figures" in text(visit)
    assert "Not measured here" in text(visit)
    assert "People sleeping rough on one night" in text(visit)


def test_targets_are_shown_with_year_source_and_confidence_and_with_what_cannot_be_answered(shipped_stores):
    drawn = text(opened("mission", shipped_stores, mission="research_and_development"))
    assert "40% more than at the start" in drawn
    assert "white paper, 2 February 2022" in drawn
    assert "Confidence in this record: medium" in drawn
    assert "No year given" in drawn  # the second target is tied to a spending review
    assert "The figures cannot answer this" in drawn


def test_every_headline_measure_with_figures_is_answered(depth_of):
    found = depth_of("living_standards")
    listed = [one.metric.metric_id for one in found.answers]
    assert sorted(listed) == ["employment_rate", "gva_per_hour", "median_weekly_pay"]
    for answer in found.answers:
        count = answer.count
        assert count.rose + count.fell + count.cannot_tell == count.places


def test_change_is_counted_from_the_frameworks_baseline(depth_of):
    # els/employment-rate.csv.gz has every calendar year from 2004; the last over by 31 December 2019 is 2019
    (answer,) = [one for one in depth_of("living_standards").answers if one.metric.metric_id == "employment_rate"]
    assert answer.count.baseline_start == dt.date(2019, 1, 1)
    # els/healthy-life-expectancy.csv.gz: three-year periods, of which 2017 to 2019 is the last over by that day
    assert {one.count.baseline_start for one in depth_of("health").answers} == {dt.date(2017, 1, 1)}


def test_birminghams_change_is_the_difference_of_the_published_figures(depth_of):
    # els/employment-rate.csv.gz, E08000025 Birmingham: 2019 and 2023 (65.9)
    changes = {one.place_code: one for one in depth_of("living_standards", metric="employment_rate").chosen.changes}
    birmingham = changes["E08000025"]
    assert birmingham.value == 65.9
    assert birmingham.change == pytest.approx(birmingham.value - birmingham.baseline_value)


def test_the_page_answers_its_question_in_its_title_and_each_measure_opens(shipped_stores):
    visit = opened("mission", shipped_stores, mission="health")
    drawn = text(visit)
    assert "What the figures answer" in drawn
    assert "The gap four ways" in drawn
    assert "People who live there" in drawn
    alts = [chart.proto.alt for chart in visit.get("plotly_chart")]
    assert any(alt.startswith("Dot plot of") and "beyond noise" in alt for alt in alts)


def test_a_target_for_every_area_is_answered_by_counting_areas(shipped_stores):
    drawn = text(opened("mission", shipped_stores, mission="living_standards"))
    assert "councils rose beyond noise" in drawn
    assert "The white paper set no baseline" in drawn


def test_why_no_place_can_stand_out_is_said_where_no_interval_is_published(shipped_stores):
    drawn = text(opened("mission", shipped_stores, mission="living_standards", metric="gva_per_hour", view="standouts"))
    assert "No place can be said to stand out from its nation. No interval is published" in drawn


def test_a_hole_leads_to_the_nearest_measure_there_is(shipped_stores):
    drawn = text(opened("mission", shipped_stores, mission="crime"))
    assert 'Nearest: <a href="metric?metric=homicide"' in drawn


def test_without_a_mission_every_mission_is_offered(shipped_stores):
    visit = opened("mission", shipped_stores)
    assert not visit.exception
    for one in shipped_stores.catalogue.frameworks["levelling_up_2022"].missions:
        assert f"{one.number}. {one.title}" in text(visit)


def test_an_unknown_mission_is_named_and_every_mission_is_offered(shipped_stores):
    visit = opened("mission", shipped_stores, mission="alchemy")
    assert not visit.exception
    assert "has no mission called “alchemy”" in text(visit)
    assert "7. Health" in text(visit)


def test_a_measure_of_another_mission_is_named_and_one_of_this_mission_is_shown(shipped_stores):
    visit = opened("mission", shipped_stores, mission="health", metric="anxiety")
    assert not visit.exception
    assert "“Anxiety” has no figures in this mission. This shows “Healthy life expectancy, men”." in text(visit)


def test_choosing_another_measure_shows_it(shipped_stores):
    visit = opened("mission", shipped_stores, mission="health")
    (chooser,) = visit.selectbox
    chooser.set_value("adult_obesity").run()
    assert "Adults living with obesity" in visit.get("plotly_chart")[0].proto.alt
    assert not visit.exception
