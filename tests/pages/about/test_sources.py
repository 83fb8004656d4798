"""Sources and quality: what the page says of a build, with numbers counted in the publishers' files."""

import datetime as dt
import html
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from domain.build_report import BuildReport, MetricReport, SetAside, SetAsideReason, SourceReport
from domain.mission import Catalogue
from domain.source import Nature
from pages.about import sources as sources_page
from tests.ui import fakes
from ui import stores

TODAY = dt.date(2026, 11, 22)


def reported(**changes) -> BuildReport:
    """A build of two sources, one of which was set aside whole."""
    lives = SourceReport(
        source_id="healthy_lives",
        rows_read=12,
        observations=12,
        kept=9,
        without_value=1,
        followed_to_successor=0,
        set_aside=(
            SetAside(
                reason=SetAsideReason.OTHER_GEOGRAPHY,
                detail="E13 codes",
                observations=2,
                example="a.csv row 7: E13000001",
            ),
            SetAside(reason=SetAsideReason.REPEATED, detail="twice", observations=1, example="a.csv row 9: E06000001"),
        ),
    )
    ages = SourceReport(
        source_id="ages",
        rows_read=5,
        observations=5,
        kept=0,
        without_value=0,
        followed_to_successor=0,
        set_aside=(
            SetAside(reason=SetAsideReason.OTHER_GEOGRAPHY, detail="TL codes", observations=5, example="b.csv row 2"),
        ),
    )
    metrics = [
        MetricReport(
            metric_id=name,
            observations=4,
            places=2,
            first_period=dt.date(2015, 1, 1),
            latest_period=latest,
            latest_months=36,
            sources=("healthy_lives",),
        )
        for name, latest in (("healthy_life_men", dt.date(2022, 1, 1)), ("healthy_life_women", dt.date(2020, 1, 1)))
    ]
    report = BuildReport(
        build_id="20261122T090000-aaaaaaaa",
        built_at=dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC),
        rule_version="1.0",
        seconds=1.0,
        observations=8,
        sources=(lives, ages),
        metrics=tuple(metrics),
    )
    return report.model_copy(update=changes)


@pytest.fixture
def figures(tmp_path):
    def make(report: BuildReport | None = None):
        (tmp_path / "20261122T090000-aaaaaaaa").mkdir(exist_ok=True)
        held = fakes.FakeFigures()
        held.report = report or reported()
        held.folder = tmp_path / "20261122T090000-aaaaaaaa"
        held.verdicts = lambda places, metrics, comparator: []
        return held

    return make


@pytest.fixture
def sources():
    ages = fakes.source("ages", "Population by age").model_copy(update={"nature": Nature.SUBSTITUTE})
    return {"healthy_lives": fakes.source("healthy_lives", "Healthy life expectancy"), "ages": ages}


def test_the_title_counts_sources_that_give_figures_and_names_the_oldest_headline_period(figures, sources):
    quality = sources_page.prepare(figures(), fakes.catalogue(), sources)
    assert sources_page.finding(quality) == "1 source gives 8 figures; the oldest headline figure is for 2020 to 2022"


def test_every_observation_read_is_kept_or_set_aside_with_its_reason(figures, sources):
    quality = sources_page.prepare(figures(), fakes.catalogue(), sources)
    assert quality.set_aside == {SetAsideReason.OTHER_GEOGRAPHY: 7, SetAsideReason.REPEATED: 1}
    assert "read 2 sources with 17 observations and set aside 8 of them" in sources_page.summary(quality)
    assert [entry.added_up for entry in quality.entries] == [0, 0]


def test_the_oldest_measure_comes_first_with_the_last_day_it_covers(figures, sources):
    quality = sources_page.prepare(figures(), fakes.catalogue(), sources)
    assert [each.metric.metric_id for each in quality.fresh] == ["healthy_life_women", "healthy_life_men"]
    assert quality.fresh[0].ended_on == dt.date(2022, 12, 31)
    assert quality.fresh[0].released_on == dt.date(2026, 2, 20)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("AGE", ["ages"]), ("healthy women", ["healthy_lives"]), ("", ["healthy_lives", "ages"]), ("coal", [])],
)
def test_a_source_is_found_by_any_words_of_its_title_publisher_or_measures(wanted, found, figures, sources):
    quality = sources_page.prepare(figures(), fakes.catalogue(), sources)
    assert [each.source.source_id for each in quality.entries if sources_page.matches(each, wanted)] == found


def test_a_measure_the_catalogue_no_longer_knows_is_left_out_rather_than_failing(figures, sources):
    quality = sources_page.prepare(figures(), Catalogue(metrics={}, frameworks={}), sources)
    assert quality.fresh == ()
    assert sources_page.finding(quality) == "1 source gives 8 figures"


def run_page():
    from pages.about import sources as page
    from ui import frame
    from ui.stores import stores

    held = stores()
    request = frame.begin(held, page="sources", page_title="Sources and quality", section="About")
    page.page(request, held)
    frame.settle(page.PARAMETERS)


@pytest.fixture
def drawn(figures, sources):
    def run(report: BuildReport | None = None, find: str = "", **address: str) -> str:
        held = stores.Stores(figures=figures(report), catalogue=fakes.catalogue(), sources=sources)
        stores.provide(lambda: held)
        visit = AppTest.from_function(run_page, default_timeout=20)
        for name, value in address.items():
            visit.query_params[name] = value
        visit.run()
        if find:
            visit.text_input[0].set_value(find).run()
        assert not visit.exception
        return html.unescape(" ".join(element.proto.body for element in visit.get("html")))

    return run


def test_each_source_opens_to_its_licence_date_reasons_and_the_measures_it_feeds(drawn):
    text = drawn()
    assert "Current series (1)" in text
    assert "20 February 2026, 9 months old" in text
    assert '<a href="metric?metric=healthy_life_women" target="_self">Healthy life expectancy, women</a>' in text
    assert "2: for a kind of area that is not shown here (E13 codes). For example a.csv row 7: E13000001." in text
    assert "no date known" in text


def test_stand_ins_are_listed_apart_and_named_as_such(drawn):
    text = drawn(view="stand-ins")
    assert "Population by age" in text
    assert "stand-in series" in text
    assert "Healthy life expectancy<" not in text


def test_a_word_nobody_uses_says_so_instead_of_showing_an_empty_list(drawn):
    assert "No source here has “<b>coal”" in drawn(find="<b>coal")


@pytest.mark.parametrize("view", ["sources", "stand-ins", "freshness", "set-aside", "build"])
def test_a_build_that_holds_nothing_is_shown_without_failing(view, drawn):
    text = drawn(reported(sources=(), metrics=(), observations=0), view=view)
    assert "0 sources give 0 figures" in text


def test_a_view_nobody_knows_is_named_and_the_first_one_shown(drawn):
    text = drawn(view="nonsense")
    assert "“nonsense” is not on offer here" in text
    assert "Current series (1)" in text


def test_the_first_build_says_that_there_is_nothing_to_compare_it_with(drawn):
    text = drawn(view="build")
    assert "This is the first build" in text
    assert "made on 22 November 2026 at 09:00 UTC, in use" in text


def test_the_build_that_ships_counts_what_the_publishers_files_hold(shipped_stores):
    quality = sources_page.prepare(shipped_stores.figures, shipped_stores.catalogue, shipped_stores.sources)
    entries = {entry.source.source_id: entry for entry in quality.entries}
    # els/adult-obesity-prevalence.csv has 3,510 rows below its headings
    assert entries["els_adult_obesity_prevalence"].report.rows_read == 3510
    # social/turnout_general_election_2024_by_constituency.csv: 650 constituencies, none of them a place here
    assert entries["turnout_constituencies"].set_aside_for(SetAsideReason.NO_METRIC) == 650
    # els/foreign-direct-investment.csv gives 60 rows the code "na"
    assert entries["els_foreign_direct_investment"].set_aside_for(SetAsideReason.NO_CODE) == 60
    # els/average-travel-time.csv.gz: the newest period is 2019-01-01/P1Y
    travel = [each for each in quality.fresh if each.report.sources == ("els_average_travel_time",)]
    assert {each.ended_on for each in travel} == {dt.date(2019, 12, 31)}
    assert all(entry.added_up >= 0 for entry in quality.entries)
    assert sum(quality.set_aside.values()) == sum(entry.set_aside for entry in quality.entries)


def test_a_provisional_figure_of_a_nation_marks_its_measure(figures, sources):
    from domain.observation import Mark

    held = figures()
    held.verdicts = lambda places, metrics, comparator: [
        SimpleNamespace(metric_id="healthy_life_men", mark=Mark.PROVISIONAL),
        SimpleNamespace(metric_id="healthy_life_women", mark=None),
    ]
    quality = sources_page.prepare(held, fakes.catalogue(), sources)
    assert {each.metric.metric_id for each in quality.fresh if each.provisional} == {"healthy_life_men"}
