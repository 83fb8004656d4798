"""The index of metrics: each under its mission, holes in sight, filters that never end in nothing said."""

import re

import pytest

from pages.metrics import metrics
from tests.pages.opened import opened, text


@pytest.fixture(scope="module")
def framework(shipped_stores):
    return shipped_stores.catalogue.frameworks["levelling_up_2022"]


def test_every_metric_of_the_catalogue_is_listed(shipped_stores, framework):
    groups = metrics.prepare(shipped_stores.catalogue, framework, None)
    listed = {one.metric_id for group in groups for one, _ in group.metrics}
    assert listed == set(shipped_stores.catalogue.metrics)


def test_one_mission_lists_its_own_metrics_headline_first(shipped_stores, framework):
    groups = metrics.prepare(shipped_stores.catalogue, framework, framework.mission("health"))
    assert [group.title for group in groups] == ["7. Health"]
    names = [metric.metric_id for metric, _ in groups[0].metrics]
    assert set(names[:2]) == {"healthy_life_expectancy_female", "healthy_life_expectancy_male"}


def test_a_metric_links_to_its_page_with_its_newest_period_and_places(shipped_stores):
    # els/employment-rate.csv.gz: newest 2023; 359 councils have a figure for it
    row = next(row for row in text(opened("metrics", shipped_stores)).split("<tr") if "metric=employment_rate" in row)
    assert "2023" in row
    assert "359 councils" in row


def test_the_view_of_what_is_not_measured_gives_each_reason(shipped_stores):
    shown = text(opened("metrics", shipped_stores, view="not-measured"))
    assert shipped_stores.catalogue.metrics["platform_work"].not_measured in shown
    assert "metric=employment_rate" not in shown


def test_an_empty_choice_says_so(shipped_stores):
    # every metric of the health mission is published
    shown = text(opened("metrics", shipped_stores, view="not-measured", mission="health"))
    assert "No metric here is “not measured”" in shown


def test_an_unknown_mission_is_named_and_all_are_shown(shipped_stores):
    shown = text(opened("metrics", shipped_stores, mission="witchcraft"))
    assert "no mission called “witchcraft”" in shown
    assert len(re.findall("metric=employment_rate", shown)) == 1
