"""Places side by side, read from the figures that ship; expected numbers were typed from the publishers' files."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer
from pages.places import compare
from tests.pages.opened import opened, text
from ui.beginnings import of_places
from ui.request import read_request
from ui.wording import REASONS

TODAY = dt.date(2026, 11, 22)
SOUTH_YORKSHIRE, GREATER_MANCHESTER, WEST_YORKSHIRE, WEST_MIDLANDS = "E47000002", "E47000001", "E47000003", "E47000007"
HARTLEPOOL, TEES_VALLEY, SCILLY, WALES = "E06000001", "E47000006", "E06000053", "W92000004"
PAY, WORK, LIFE = "median_weekly_pay", "employment_rate", "healthy_life_expectancy_female"


@pytest.fixture(scope="module")
def comparison_of(shipped_stores):
    def gathered(places: list[str], metrics: list[str], *, view: str = "table", **address: str) -> compare.Comparison:
        given = {"places": (",".join(places),), "metrics": (",".join(metrics),)}
        request = read_request(
            given | {name: (value,) for name, value in address.items()},
            places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=TODAY, page="compare",
        )  # fmt: skip
        return compare.prepare(request, shipped_stores, view=view)

    return gathered


def figure(comparison: compare.Comparison, place_code: str, metric_id: str) -> tuple[float, float, float]:
    verdict = comparison.grid.verdicts[place_code, metric_id]
    return verdict.value, verdict.lower, verdict.upper


def test_the_figures_of_two_authorities_are_the_published_ones(comparison_of):
    found = comparison_of([SOUTH_YORKSHIRE, GREATER_MANCHESTER], [WORK, PAY, LIFE])
    # els/employment-rate.csv.gz, Employment rate, 2023-01-01/P1Y
    assert figure(found, SOUTH_YORKSHIRE, WORK) == pytest.approx((71.7, 69.5, 73.9))
    assert figure(found, GREATER_MANCHESTER, WORK) == pytest.approx((71.9, 70.3, 73.5))
    # els/gross-median-weekly-pay.csv.gz, 2025-04-30
    assert figure(found, SOUTH_YORKSHIRE, PAY) == pytest.approx((585.8, 557.0958, 614.5042))
    # els/healthy-life-expectancy.csv.gz, Female, 2022-01-01/P3Y
    assert figure(found, GREATER_MANCHESTER, LIFE) == pytest.approx((57.9, 56.6, 59.3))


def test_every_figure_is_held_against_englands_published_one(comparison_of):
    grid = comparison_of([SOUTH_YORKSHIRE, GREATER_MANCHESTER], [WORK, PAY]).grid
    assert grid.against == "England"
    benchmarks = {metric.metric_id: grid.shared_benchmark(metric) for metric in grid.metrics}
    # the same files, E92000001
    assert (benchmarks[WORK].name, benchmarks[WORK].value) == ("England", 76.0)
    assert (benchmarks[PAY].name, benchmarks[PAY].value) == ("England", 648.4)


def test_two_places_are_tested_against_each_other_and_overlap_is_never_asked(comparison_of):
    (gap,) = comparison_of([WEST_YORKSHIRE, WEST_MIDLANDS], [WORK]).gaps
    # 73.6 (71.6 to 75.6) and 70.5 (68.8 to 72.2): the intervals overlap. Widths / 3.92 are 1.020 and 0.867;
    # 1.96 * sqrt(1.020^2 + 0.867^2) = 2.625, less than the gap of 3.1
    assert gap.amount == pytest.approx(3.1)
    assert (gap.lower, gap.upper) == pytest.approx((0.475, 5.725), abs=0.05)
    assert gap.answer is LevelAnswer.BETTER


def test_the_finding_of_two_places_is_about_them(comparison_of):
    found = comparison_of([SOUTH_YORKSHIRE, GREATER_MANCHESTER], [PAY])
    assert found.finding == (
        "South Yorkshire and Greater Manchester cannot be told apart on typical weekly pay of residents"
    )


def test_a_place_is_not_tested_against_the_one_it_is_part_of(comparison_of):
    found = comparison_of([HARTLEPOOL, TEES_VALLEY], [WORK])
    assert found.gaps == ()
    assert any("Hartlepool is part of Tees Valley" in sentence for sentence in found.cautions)


def test_places_of_different_kinds_and_periods_are_said_to_be(comparison_of):
    found = comparison_of([HARTLEPOOL, SCILLY, WALES], [PAY])
    said = " ".join(found.cautions)
    assert "different kinds" in said
    # els/gross-median-weekly-pay.csv.gz: the newest figure of E06000053 is 422.3 for 2019-04-10
    assert "10 April 2019 in Isles of Scilly" in said
    assert found.grid.verdicts[SCILLY, PAY].value == 422.3
    assert found.grid.verdicts[SCILLY, PAY].level is LevelAnswer.NOT_COMPARED


def test_figures_of_different_sources_are_said_to_be(comparison_of):
    # els/employment-rate-ni.csv.gz holds Belfast, els/employment-rate.csv.gz Aberdeen City
    said = comparison_of(["N09000003", "S12000033"], [WORK]).cautions
    assert any("may not measure it in quite the same way" in sentence for sentence in said)
    assert comparison_of([HARTLEPOOL, "S12000033"], [WORK]).cautions == ()


def test_the_dots_leave_out_a_figure_of_another_period(comparison_of):
    grid = comparison_of([HARTLEPOOL, SCILLY], [PAY]).grid
    (pay,) = grid.metrics
    assert [verdict.place_code for verdict in grid.up_to_date(pay)] == [HARTLEPOOL]


def test_a_measure_nobody_publishes_stays_as_a_hole_with_its_reason(comparison_of):
    grid = comparison_of([HARTLEPOOL, WALES], ["neighbourhood_crime"]).grid
    assert grid.reason(grid.places[0], grid.metrics[0]) is Reason.NOT_MEASURED


def test_places_keep_the_order_in_which_they_were_chosen(comparison_of):
    grid = comparison_of([WALES, HARTLEPOOL, SCILLY], [PAY]).grid
    assert [place.code for place in grid.places] == [WALES, HARTLEPOOL, SCILLY]


def test_namesakes_are_told_apart(comparison_of):
    grid = comparison_of(["E12000001", "E47000014"], [PAY]).grid
    assert sorted(grid.names.values()) == ["North East (combined authority)", "North East (region)"]


def test_lines_come_with_the_line_of_the_place_all_are_compared_with(comparison_of):
    found = comparison_of([SOUTH_YORKSHIRE, GREATER_MANCHESTER], [WORK], view="trends")
    assert {one.place_code for one in found.series[WORK]} == {SOUTH_YORKSHIRE, GREATER_MANCHESTER, "E92000001"}
    # els/employment-rate.csv.gz, Employment rate: E47000002 has a figure for each year from 2004 to 2023
    years = [one.period_start.year for one in found.series[WORK] if one.place_code == SOUTH_YORKSHIRE]
    assert years == list(range(2004, 2024))


def test_too_many_lines_for_one_page_are_drawn_one_measure_at_a_time(comparison_of, shipped_stores):
    ten = [place.code for place in shipped_stores.figures.current_places if place.code.startswith("E47")][:10]
    many = [PAY, WORK, LIFE, "life_satisfaction"]
    assert [m.metric_id for m in comparison_of(ten, many, view="trends").over_time] == [PAY]
    assert [m.metric_id for m in comparison_of(ten, many, view="trends", metric=WORK).over_time] == [WORK]
    assert len(comparison_of(ten[:3], many, view="trends").over_time) == 4


def test_a_nation_is_held_against_the_united_kingdom_because_it_has_no_nation(comparison_of):
    grid = comparison_of(["E92000001", WALES], [WORK]).grid
    assert grid.comparator is Comparator.UNITED_KINGDOM


def test_the_file_has_a_row_for_each_place_and_measure(comparison_of):
    frame = comparison_of([HARTLEPOOL, SCILLY], [PAY, "neighbourhood_crime"]).grid.frame()
    assert list(frame["place_code"]) == [HARTLEPOOL, SCILLY, HARTLEPOOL, SCILLY]
    assert frame["value"].tolist()[:2] == [533.9, 422.3]
    assert frame["no_figure_because"].notna().tolist() == [False, True, True, True]
    assert frame["no_level_because"].tolist()[1] == REASONS[Reason.OTHER_PERIOD].label


def test_without_places_the_page_offers_places_worth_comparing(shipped_stores):
    visit = opened("compare", shipped_stores)
    assert not visit.exception
    drawn = text(visit)
    assert "Choose up to ten places" in drawn
    assert "largest combined authorities" in drawn
    assert "Hartlepool and the 5 places most like it" in drawn


def test_every_way_to_begin_leads_to_a_comparison_of_places_and_measures_that_exist(shipped_stores):
    figures = shipped_stores.figures
    hartlepool = figures.places[HARTLEPOOL]
    metrics = [shipped_stores.catalogue.metrics[metric_id] for metric_id in (PAY, WORK)]
    links = of_places(figures.current_places, {hartlepool: [figures.places[TEES_VALLEY]]}, metrics)
    assert len(links) == 5
    for _, address in links:
        query = {name: tuple(values) for name, values in parse_qs(urlsplit(address).query).items()}
        request = read_request(query, places=figures.places, catalogue=shipped_stores.catalogue, today=TODAY)
        assert not request.problems
        assert 2 <= len(request.places) <= 10
        assert request.metrics


def test_places_without_measures_are_shown_on_those_the_page_begins_with_and_told_so(shipped_stores):
    drawn = text(opened("compare", shipped_stores, places=f"{HARTLEPOOL},{SCILLY}"))
    assert "No metrics are chosen, so the page begins with typical weekly pay of residents" in drawn
    assert "£533.90" in drawn


@pytest.mark.parametrize("view", ["table", "dots", "trends"])
def test_unknown_places_and_measures_are_named_and_the_rest_is_shown(shipped_stores, view):
    visit = opened(
        "compare", shipped_stores,
        places=f"{HARTLEPOOL},E99999999,nonsense,E07000028", metrics=f"{PAY},happiness_of_cats", view=view,
    )  # fmt: skip
    drawn = text(visit)
    assert not visit.exception
    assert "Something went wrong" not in drawn
    assert "No place here has the code E99999999" in drawn
    assert "“nonsense” is not the code of a place" in drawn
    assert "No metric here is called “happiness_of_cats”" in drawn
    assert "Carlisle (E07000028) became part of Cumberland" in drawn
    assert "Hartlepool" in drawn
    assert "Cumberland" in drawn


def test_only_unknown_places_lead_back_to_the_choice(shipped_stores):
    drawn = text(opened("compare", shipped_stores, places="E99999999", metrics=PAY))
    assert "None of the places in this address can be shown" in drawn
    assert "<table" not in drawn


def test_a_place_by_itself_is_shown_and_another_asked_for(shipped_stores):
    drawn = text(opened("compare", shipped_stores, places="K02000001", metrics=WORK))
    assert "United Kingdom stands alone here" in drawn
    assert "Something went wrong" not in drawn


def test_a_measure_with_one_period_says_so_instead_of_a_line(shipped_stores):
    # imd/: the 2025 index is one edition
    both = f"{HARTLEPOOL},E06000002"
    drawn = text(opened("compare", shipped_stores, places=both, metrics="deprivation_score", view="trends"))
    assert "figures for one period only" in drawn


def test_a_measure_without_any_figure_says_why_in_every_view(shipped_stores):
    both = f"{HARTLEPOOL},{SCILLY}"
    for view in compare.VIEWS:
        visit = opened("compare", shipped_stores, places=both, metrics="neighbourhood_crime", view=view)
        assert "open file" in text(visit), view
        assert not visit.exception


def test_the_file_names_the_comparator_and_is_offered_on_the_page(shipped_stores, comparison_of):
    assert comparison_of([HARTLEPOOL], [PAY]).grid.frame()["comparator"].tolist() == ["England"]
    assert len(opened("compare", shipped_stores, places=f"{HARTLEPOOL},{SCILLY}").get("download_button")) == 1


def test_the_four_cells_and_the_rank_stand_side_by_side(shipped_stores, comparison_of):
    drawn = text(opened("compare", shipped_stores, places=f"{HARTLEPOOL},{SOUTH_YORKSHIRE}", metrics=f"{PAY},{LIFE}"))
    for heading in ("Trend", "Trajectory", "Assurance", "Rank"):
        assert drawn.count(f'<div class="more"><span>{heading}</span>') == 4
    assert drawn.count('<details name="tip">') == 16
    frame = comparison_of([HARTLEPOOL], [PAY]).grid.frame()
    assert {"trajectory", "chance", "assurance", "rank_from", "rank_to", "unusual"} <= set(frame.columns)
