"""The figures of one metric across all places and in its files: as published, and as the build judged them."""

import csv
import datetime as dt
import io

import pytest

from domain.place import Level
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer
from pages.metrics import metric
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
