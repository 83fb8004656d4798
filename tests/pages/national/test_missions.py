"""The list of missions: everything a framework promised on one screen, with what is and is not known of it."""

import datetime as dt

import pytest

from domain.metric import Role
from pages.national import missions
from tests.pages.opened import opened, text
from ui.request import read_request

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def overview_of(shipped_stores):
    def gathered(framework: str) -> missions.Overview:
        return missions.prepare(asked(shipped_stores, framework), shipped_stores)

    return gathered


def asked(held, framework: str):
    address = {"framework": (framework,)}
    return read_request(address, places=held.figures.places, catalogue=held.catalogue, today=TODAY, page="missions")


def headline(overview: missions.Overview, metric_id: str) -> missions.Headline:
    return next(one for one in overview.headlines if one.metric.metric_id == metric_id)


def test_the_twelve_missions_of_the_white_paper_stand_in_their_order(overview_of):
    numbers = [line.mission.number for line in overview_of("levelling_up_2022").lines]
    assert numbers == list(range(1, 13))


def test_every_measure_of_a_mission_either_has_figures_or_is_named_as_a_hole(overview_of, shipped_stores):
    for framework in shipped_stores.catalogue.frameworks:
        for line in overview_of(framework).lines:
            listed = {metric.metric_id for metric, _ in shipped_stores.catalogue.of_mission(line.mission)}
            holes = {metric.metric_id for metric in line.holes}
            assert holes <= listed
            assert line.measured == len(listed - holes)
            assert not holes & set(shipped_stores.figures.summary_rows)


def test_places_with_healthy_life_expectancy_are_those_of_the_published_file(overview_of):
    # els/healthy-life-expectancy.csv.gz, Male healthy life expectancy, 2022-01-01/P3Y: 216 rows with a figure whose
    # code begins E06, E08, E09, E10, W06, S12 or N09
    summary = headline(overview_of("levelling_up_2022"), "healthy_life_expectancy_male").summary
    assert summary.places == 216
    assert summary.end == dt.date(2024, 12, 31)


def test_places_with_an_employment_rate_are_those_of_the_published_files(overview_of):
    # els/employment-rate.csv.gz and els/employment-rate-ni.csv, Employment rate, 2023-01-01/P1Y: 359 councils
    summary = headline(overview_of("levelling_up_2022"), "employment_rate").summary
    assert summary.places == 359
    assert sum(summary.trends.values()) == 359


def test_a_headline_measure_nobody_publishes_has_no_summary_and_says_why(overview_of):
    found = headline(overview_of("levelling_up_2022"), "serious_violence")
    assert found.summary is None
    assert found.metric.not_measured


def test_measures_are_ordered_by_the_age_of_their_figures(overview_of):
    ends = [summary.end for _, summary in overview_of("levelling_up_2022").known]
    assert ends == sorted(ends)


def test_only_headline_measures_carry_the_finding(overview_of, shipped_stores):
    overview = overview_of("levelling_up_2022")
    pairs = [pair for line in overview.lines for pair in shipped_stores.catalogue.of_mission(line.mission)]
    assert all((metric, Role.HEADLINE) in pairs for metric, _ in overview.known)


def test_the_file_has_a_row_for_each_headline_measure_and_says_why_one_has_no_figures(overview_of):
    rows = missions.table(overview_of("levelling_up_2022")).set_index("Headline measure")
    assert rows.loc["People in work", "Places with a figure"] == 359
    assert "no open file" in rows.loc["Serious violence", "Why no figures"]
    assert rows.loc["People living under a devolution deal", "Series"] == "no longer published"


def test_the_page_says_that_the_government_has_moved_away_from_the_programme(shipped_stores):
    drawn = text(opened("missions", shipped_stores))
    assert "21 May 2025" in drawn
    assert "moved away from levelling up" in drawn


def test_the_page_warns_of_old_figures_and_of_stand_ins_in_words(shipped_stores):
    drawn = text(opened("missions", shipped_stores))
    assert "2019, " in drawn
    assert "and nothing newer" in drawn
    assert "no longer published" in drawn


def test_each_mission_leads_to_its_own_page_with_the_framework_in_the_link(shipped_stores):
    drawn = text(opened("missions", shipped_stores))
    for mission in shipped_stores.catalogue.frameworks["levelling_up_2022"].missions:
        assert f'framework=levelling_up_2022&mission={mission.mission_id}"' in drawn


def test_the_other_framework_is_one_link_away_and_shows_its_own_missions(shipped_stores):
    assert 'href="missions?framework=local_outcomes_2026"' in text(opened("missions", shipped_stores))
    drawn = text(opened("missions", shipped_stores, framework="local_outcomes_2026"))
    assert "Homelessness and rough sleeping" in drawn
    assert "Research and development" not in drawn


def test_an_unknown_framework_is_named_and_the_first_one_is_shown(shipped_stores):
    visit = opened("missions", shipped_stores, framework="great_leap")
    assert "“great_leap”" in text(visit)
    assert "1. <a" in text(visit)
    assert not visit.exception


def test_three_year_figures_that_overlap_are_given_as_the_reason_no_direction_is_known(shipped_stores):
    # els/healthy-life-expectancy.csv.gz: every period is three years long (P3Y) and starts a year after the one before
    drawn = text(opened("missions", shipped_stores))
    assert "Cannot tell for any of 216 upper-tier councils: periods overlap" in drawn


def test_each_mission_is_answered_in_one_sentence_of_its_own(overview_of):
    lines = {line.mission.mission_id: line for line in overview_of("levelling_up_2022").lines}
    assert "the gap" in lines["living_standards"].answer.lower()
    assert "2017 to 2019" in lines["health"].answer  # the last three-year period over by the framework's baseline
    # the headline measures of homelessness are published by nobody in an open file
    homeless = {line.mission.mission_id: line for line in overview_of("local_outcomes_2026").lines}["homelessness"]
    assert homeless.answer.startswith("None of the headline measures of homelessness")
