"""One metric across all places, on the build that ships, and what a reader gets for anything else."""

import csv
import datetime as dt
import io
import re

import pytest

from domain.place import Level
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer
from pages.metrics import metric
from tests.pages.opened import opened, text
from ui.export import csv_bytes
from ui.standings import missing_by_reason, ordered, series_frame, standings_frame


@pytest.fixture(scope="module")
def across(shipped_stores):
    def gathered(name: str, comparator: Comparator = Comparator.NATION) -> metric.Across:
        known = shipped_stores.catalogue.metrics[name]
        return metric.prepare(known, comparator, shipped_stores.figures, shipped_stores.sources)

    return gathered


def standing(found: metric.Across, level: Level, code: str):
    return next(each for each in found.levels[level] if each.place.code == code)


def test_figures_are_those_published(across):
    # els/employment-rate.csv.gz, Employment rate, 2023: E06000001 67.9 (63.0 to 72.8), E92000001 76.0,
    # E47000001 71.9 (70.3 to 73.5)
    found = across("employment_rate")
    hartlepool = standing(found, Level.DISTRICT, "E06000001").verdict
    assert (hartlepool.value, hartlepool.lower, hartlepool.upper) == pytest.approx((67.9, 63.0, 72.8))
    assert hartlepool.benchmark == 76.0
    assert hartlepool.level in {LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE}  # 72.8 lies below 76.0
    manchester = standing(found, Level.COMBINED_AUTHORITY, "E47000001").verdict
    assert (manchester.value, manchester.lower, manchester.upper) == pytest.approx((71.9, 70.3, 73.5))


def test_every_current_council_is_listed_whether_it_has_a_figure_or_not(across):
    # 361 councils of the United Kingdom; els/employment-rate.csv.gz has none for 2023 for E09000001 and E06000053
    councils = across("employment_rate").levels[Level.DISTRICT]
    assert len(councils) == 361
    assert {each.place.code for each in councils if not each.has_newest} == {"E09000001", "E06000053"}


def test_an_older_figure_is_not_passed_off_as_the_newest(across, shipped_stores):
    # els/gross-median-weekly-pay.csv.gz: E09000001 has 909.4 for 18 April 2018 and nothing for 30 April 2025
    city = standing(across("median_weekly_pay"), Level.DISTRICT, "E09000001")
    assert not city.has_newest
    assert city.as_row(shipped_stores.figures.places).value is None


def test_a_place_outside_the_nations_covered_says_so(across):
    # the English measure of level 3 by age 19 has no figures for Wales
    found = across("level_3_by_19")
    assert standing(found, Level.UPPER_TIER, "W06000015").missing is Reason.NOT_COVERED
    assert dict(missing_by_reason(found.levels[Level.UPPER_TIER]))[Reason.NOT_COVERED] == 22 + 32 + 11


def test_levels_without_figures_are_not_offered(across):
    # els/homicide-offences.csv: regions and nations only
    assert list(across("homicide").levels) == [Level.REGION, Level.NATION]


def test_a_measure_of_the_united_kingdom_alone_shows_that_one_level(across):
    assert list(across("social_trust").levels) == [Level.UNITED_KINGDOM]


def test_a_measure_nobody_publishes_has_no_levels(across):
    assert across("platform_work").levels == {}


def test_places_are_listed_from_the_highest_and_those_without_a_figure_last(across):
    # els/employment-rate.csv.gz, 2023: E07000208 91.7 is the highest, E07000122 53.0 the lowest
    listed = ordered(across("employment_rate").levels[Level.DISTRICT])
    assert listed[0].place.code == "E07000208"
    with_figures = [each for each in listed if each.has_newest]
    assert with_figures[-1].place.code == "E07000122"
    assert listed[-1].place.code == "E06000053"


def test_the_spread_over_time_is_that_of_the_published_figures(across, shipped_stores):
    # the 348 councils of els/employment-rate.csv.gz with a figure for 2022, sorted; positions 34.7, 86.75, 173.5, ...
    found = across("employment_rate")
    hartlepool = shipped_stores.figures.places["E06000001"]
    over_time = metric.prepare_over_time(found, Level.DISTRICT, hartlepool, shipped_stores.figures)
    in_2022 = next(period for period in over_time.spread.periods if period.start.year == 2022)
    assert in_2022[2:7] == pytest.approx((69.6, 72.75, 76.25, 79.5, 83.16))
    assert in_2022.places == 348
    assert {each.place_code for each in over_time.lines} == {"E06000001", "E92000001"}


def test_the_file_of_newest_figures_holds_what_the_page_shows_in_words(across, shipped_stores):
    found = across("employment_rate")
    frame = standings_frame(
        found.levels[Level.DISTRICT], found.metric, shipped_stores.figures.places, shipped_stores.sources
    ).set_index("place_code")
    row = frame.loc["E06000001"]
    assert (row["value"], row["comparator"], row["comparator_value"]) == (67.9, "England", 76.0)
    assert row["level"] in {"worse", "much worse"}
    assert frame.loc["E06000053", "no_newest_figure_because"] == "no figure was published for this place and period"


def test_the_file_of_all_periods_holds_every_figure(across, shipped_stores):
    # els/employment-rate.csv.gz, E06000001: 2004 is the first of its years
    found = across("employment_rate")
    series = shipped_stores.figures.series_of_metric("employment_rate")
    frame = series_frame(series, found.metric, shipped_stores.figures.places)
    assert len(frame) == len(series)
    hartlepool = frame[frame["place_code"] == "E06000001"]
    assert set(hartlepool["place"]) == {"Hartlepool"}
    assert hartlepool["period"].iloc[0] == "2004"


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


def test_the_funnel_marks_as_unusual_what_the_verdicts_do(across, shipped_stores):
    found = across("median_weekly_pay")
    funnel = metric.prepare_funnel(found, Level.DISTRICT, None, shipped_stores.figures)
    unusual = {one.place_code for one in funnel.places if one.unusual}
    told = {
        each.place.code
        for each in found.levels[Level.DISTRICT]
        if each.verdict and each.verdict.unusual and each.place.nation_code == "E92000001"
    }
    assert unusual == told
    assert funnel.wide998 == len(told) < funnel.outside998


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


def test_every_place_with_a_change_is_counted_once(across, shipped_stores):
    moved = metric.prepare_changes(across("employment_rate"), Level.DISTRICT, shipped_stores.figures)
    count = moved.count
    assert count.rose + count.fell + count.cannot_tell == count.places
    assert count.places == sum(one.change is not None for one in moved.changes)


def test_the_changes_counted_are_those_the_build_counted(across, shipped_stores):
    moved = metric.prepare_changes(across("employment_rate"), Level.DISTRICT, shipped_stores.figures).count
    built = shipped_stores.figures.national_counts["employment_rate"]
    assert (moved.places, moved.rose, moved.fell) == (built.places, built.rose, built.fell)
    assert moved.expected == pytest.approx(built.expected)


def test_what_lies_ahead_agrees_with_the_verdict(across, shipped_stores):
    found = across("employment_rate")
    hartlepool = shipped_stores.figures.places["E06000001"]
    future = metric.prepare_future(found, hartlepool, shipped_stores.figures)
    assert future.prospect.place_code == "E06000001"
    assert future.prospect.value == pytest.approx(67.9)  # els/employment-rate.csv.gz, 2023
    assert future.prospect.target_year == future.verdict.target_year


def test_without_a_place_the_future_is_that_of_england_or_of_the_united_kingdom(across, shipped_stores):
    assert metric.prepare_future(across("employment_rate"), None, shipped_stores.figures).series[0].place_code == (
        "E92000001"
    )
    assert metric.prepare_future(across("social_trust"), None, shipped_stores.figures).series[0].place_code == (
        "K02000001"
    )


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


def test_the_download_opens_with_its_source_and_caveats(across, shipped_stores):
    found = across("employment_rate")
    frame = standings_frame(
        found.levels[Level.DISTRICT], found.metric, shipped_stores.figures.places, shipped_stores.sources
    )
    written = csv_bytes(
        frame, title="People in work", sources=found.sources, licence="Open Government Licence v3.0", released="x",
        caveats=found.metric.caveats, build="b", rules="1.0", address="metric", made_on=dt.date(2026, 11, 22),
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert any("Office for National Statistics" in cell for row in rows[:6] for cell in row)
    assert sum(row[0] == "E06000001" for row in rows if row) == 1


def test_a_metric_leads_to_its_gap_and_a_total_does_not(shipped_stores):
    assert 'href="disparities?metric=median_weekly_pay' in text(
        opened("metric", shipped_stores, metric="median_weekly_pay")
    )
    assert 'href="disparities?metric=exports' not in text(opened("metric", shipped_stores, metric="exports"))
