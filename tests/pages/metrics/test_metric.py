"""One metric across all places, on the build that ships, and what a reader gets for anything else."""

import re

import pytest

from tests.pages.opened import opened, text


def heading(visit) -> str:
    return re.search(r"<h1.*?</h1>", text(visit)).group(0)


@pytest.mark.parametrize(
    "view",
    ["map", "map-level", "hex", "hex-level", "beeswarm", "table", "table-name", "ranks", "funnel", "time", "change",
     "future"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["E06000001", "E47000001", "K02000001"])
def test_every_view_is_drawn_for_every_kind_of_place(shipped_stores, view, place):
    visit = opened("metric", shipped_stores, metric="employment_rate", view=view, place=place)
    assert "People in work: " in heading(visit)
    assert "went wrong" not in text(visit)
    assert not re.search(r"\b(nan|inf)\b|>None<", text(visit))


@pytest.mark.parametrize("name", ["homicide", "social_trust", "civic_participation", "library_within_walk"])
@pytest.mark.parametrize("view", ["map", "beeswarm", "table", "ranks", "funnel", "time", "change", "future"])
def test_measures_of_few_places_or_one_period_are_drawn_without_a_fault(shipped_stores, name, view):
    visit = opened("metric", shipped_stores, metric=name, view=view, place="E12000001")
    assert shipped_stores.catalogue.metrics[name].title in heading(visit)
    assert "went wrong" not in text(visit)


def test_the_funnel_is_of_the_nation_of_the_place_and_says_what_chance_alone_would_do(shipped_stores):
    of_wales = opened("metric", shipped_stores, metric="employment_rate", view="funnel", place="W06000015")
    assert "from Wales" in text(of_wales)
    assert "where chance would put about 1, and" in text(of_wales)  # 22 councils at 1 in 20
    of_england = opened("metric", shipped_stores, metric="employment_rate", view="funnel")
    assert "from England" in text(of_england)


def test_a_measure_without_intervals_has_no_funnel_and_no_ranks_and_says_why(shipped_stores):
    bare = next(
        name
        for name, row in shipped_stores.figures.summary_rows.items()
        if row["level"] == "district" and not row["compared"] and row["places"] > 300
    )
    funnel = opened("metric", shipped_stores, metric=bare, view="funnel", level="district")
    assert "cannot be put into a funnel on this measure." in text(funnel)
    ranks = opened("metric", shipped_stores, metric=bare, view="ranks", level="district")
    assert "No place is ranked." in text(ranks)


def test_the_highlighted_place_shows_all_four_cells_and_what_would_change_them(shipped_stores):
    said = text(opened("metric", shipped_stores, metric="employment_rate", place="E06000001", view="table"))
    for cell in ("Level", "Trend", "Trajectory", "Assurance"):
        assert f">{cell}</th>" in said
    assert 'name="tip"' in said


def test_in_a_short_table_each_row_opens_on_what_would_change_it(shipped_stores):
    visit = opened("metric", shipped_stores, metric="employment_rate", level="region", view="table")
    assert text(visit).count("What would change this?") >= 9


def test_one_period_says_that_nothing_can_be_shown_over_time(shipped_stores):
    visit = opened("metric", shipped_stores, metric="library_within_walk", view="time")
    assert "There is one period of figures" in text(visit)


def test_without_a_metric_the_catalogue_is_offered(shipped_stores):
    visit = opened("metric", shipped_stores)
    assert "Choose a metric" in heading(visit)
    assert "metric?metric=employment_rate" in text(visit)


def test_an_unknown_metric_is_named_and_the_catalogue_offered(shipped_stores):
    visit = opened("metric", shipped_stores, metric="happiness_of_cats")
    assert "No metric here is called “happiness_of_cats”" in text(visit)
    assert "Choose a metric" in heading(visit)


def test_an_unknown_place_is_named_and_nobody_is_highlighted_instead(shipped_stores):
    visit = opened("metric", shipped_stores, metric="employment_rate", place="E06999999", view="table")
    assert "No place here has the code E06999999" in text(visit)
    assert "highlighted" not in text(visit)


def test_a_retired_council_follows_its_successor_and_says_so(shipped_stores):
    # E07000026 Allerdale became part of E06000063 Cumberland on 1 April 2023
    visit = opened("metric", shipped_stores, metric="employment_rate", place="E07000026", view="table")
    assert "Allerdale (E07000026) became part of Cumberland" in text(visit)
    assert "Cumberland's" in text(visit)


def test_a_place_without_a_figure_says_why(shipped_stores):
    visit = opened("metric", shipped_stores, metric="employment_rate", place="E06000053", view="table")
    assert "There is no figure for Isles of Scilly: no figure was published for this place and period." in text(visit)


def test_a_place_of_another_kind_is_named_with_the_way_to_see_it(shipped_stores):
    asked = {"place": "E47000001", "level": "district", "view": "table"}
    visit = opened("metric", shipped_stores, metric="employment_rate", **asked)
    assert "Greater Manchester is not one of the councils shown below." in text(visit)
    assert "level=combined_authority" in text(visit)


def test_a_level_without_figures_is_named(shipped_stores):
    visit = opened("metric", shipped_stores, metric="homicide", level="district", view="table")
    assert "is not on offer here" in text(visit)
    assert "Homicide: English regions" in heading(visit)


def test_a_comparator_that_holds_only_the_place_itself_is_said_to(shipped_stores):
    asked = {"place": "N92000002", "level": "nation", "compare": "nation", "view": "table"}
    visit = opened("metric", shipped_stores, metric="employment_rate", **asked)
    assert "went wrong" not in text(visit)
    # a nation is not compared with itself: the United Kingdom is offered instead, and the page says so
    assert "“Its nation” is not on offer here" in text(visit)


def test_a_measure_nobody_publishes_is_shown_as_a_hole_with_its_reason(shipped_stores):
    visit = opened("metric", shipped_stores, metric="platform_work")
    assert "no open figures for places were found" in heading(visit)
    assert shipped_stores.catalogue.metrics["platform_work"].not_measured in text(visit)


def test_the_table_says_that_its_order_is_no_ranking(shipped_stores):
    visit = opened("metric", shipped_stores, metric="employment_rate", view="table")
    assert "Neighbours in the list often cannot be told apart" in text(visit)


@pytest.mark.parametrize("view", ["table", "ranks"])
def test_a_rerun_of_the_longest_table_stays_small(shipped_stores, view):
    visit = opened("metric", shipped_stores, metric="median_weekly_pay", place="E06000001", view=view)
    sent = sum(len(element.proto.body.encode()) for element in visit.get("html"))
    assert sent < 130_000  # of the 150 kB a rerun may send


def test_a_metric_leads_to_its_gap_and_a_total_does_not(shipped_stores):
    assert 'href="disparities?metric=median_weekly_pay' in text(
        opened("metric", shipped_stores, metric="median_weekly_pay")
    )
    assert 'href="disparities?metric=exports' not in text(opened("metric", shipped_stores, metric="exports"))
