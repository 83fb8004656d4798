"""The place profile: published numbers, concerns first, holes with their reasons, and no address that fails."""

import datetime as dt
import re

import pytest

from domain.reason import Reason
from domain.standout import Standout
from domain.verdict import Comparator, LevelAnswer
from pages.places import profile
from tests.pages.opened import opened, text
from ui import profile_summary as summary
from ui.verdict_frame import verdict_frame
from ui.verdict_table import verdict_cells

TODAY = dt.date(2026, 11, 22)
# a place of every kind, and those whose history or size is unusual
PLACES = (
    "E47000001", "E06000001", "E06000053", "E06000063", "E10000012", "E07000066", "E09000001", "E12000007",
    "W92000004", "K02000001", "N09000003", "S12000033", "W06000015",
)  # fmt: skip


@pytest.fixture(scope="module")
def profile_of(shipped_stores):
    def gathered(code: str, comparator: Comparator = Comparator.NATION, *, everything: bool = False) -> profile.Profile:
        framework = shipped_stores.catalogue.frameworks["levelling_up_2022"]
        place = shipped_stores.figures.places[code]
        return profile.prepare(place, shipped_stores, comparator=comparator, framework=framework, everything=everything)

    return gathered


def row_of(found: profile.Profile, metric_id: str):
    return next(row for row in found.rows if row.metric.metric_id == metric_id)


def gap_of(found: profile.Profile, metric_id: str):
    return next(gap for gap in found.gaps if gap.metric.metric_id == metric_id)


PUBLISHED = [
    # els/healthy-life-expectancy.csv.gz, Female, 2022-01-01/P3Y; England 61.3
    ("E06000001", "healthy_life_expectancy_female", 51.2, 47.1, 55.2, 61.3, LevelAnswer.MUCH_WORSE),
    ("E47000001", "healthy_life_expectancy_female", 57.9, 56.6, 59.3, 61.3, LevelAnswer.MUCH_WORSE),
    # the same file, Male; England 60.9
    ("E06000001", "healthy_life_expectancy_male", 52.1, 48.5, 55.7, 60.9, LevelAnswer.MUCH_WORSE),
    ("E47000001", "healthy_life_expectancy_male", 57.0, 55.8, 58.3, 60.9, LevelAnswer.MUCH_WORSE),
    # els/employment-rate.csv.gz, Employment rate, 2023-01-01/P1Y; England 76.0
    ("E06000001", "employment_rate", 67.9, 63.0, 72.8, 76.0, LevelAnswer.MUCH_WORSE),
    ("E47000001", "employment_rate", 71.9, 70.3, 73.5, 76.0, LevelAnswer.MUCH_WORSE),
    # els/engagement-with-culture-and-heritage.csv, 2023-04-01/P1Y; England 25 (library), 43 (museum)
    ("E06000053", "visited_public_library", 36.0, 29.0, 43.0, 25.0, LevelAnswer.MUCH_BETTER),
    ("E06000053", "visited_museum_or_gallery", 42.0, 35.0, 49.0, 43.0, LevelAnswer.SIMILAR),
    ("E06000001", "visited_public_library", 16.0, 12.0, 20.0, 25.0, LevelAnswer.MUCH_WORSE),
    # els/gross-median-weekly-pay.csv.gz, 2025-04-30; England 648.4
    ("E06000001", "median_weekly_pay", 533.9, 459.602476, 608.197524, 648.4, LevelAnswer.WORSE),
    ("E10000012", "median_weekly_pay", 682.8, 661.387392, 704.212608, 648.4, LevelAnswer.MUCH_BETTER),
]


@pytest.mark.parametrize(("code", "metric_id", "value", "lower", "upper", "england", "level"), PUBLISHED)
def test_the_figures_are_the_published_ones(profile_of, code, metric_id, value, lower, upper, england, level):
    verdict = row_of(profile_of(code), metric_id).verdict
    found = (verdict.value, verdict.lower, verdict.upper, verdict.benchmark)
    assert found == pytest.approx((value, lower, upper, england))
    assert verdict.level is level


def test_a_figure_without_an_interval_is_told_apart_from_the_concerns(profile_of):
    scilly = profile_of("E06000053")
    # els/gigabit-capable-broadband.csv, E06000053, 2026-01-01: 50.2, no interval
    broadband = row_of(scilly, "gigabit_broadband")
    assert (broadband.verdict.value, broadband.verdict.lower) == (50.2, None)
    assert broadband.standing is Standout.WEAK_CONCERN
    assert broadband not in summary.of_standing(scilly.rows, Standout.CONCERN)


def test_an_old_figure_is_shown_with_its_age_and_why_there_is_nothing_newer(profile_of):
    # els/gross-median-weekly-pay.csv.gz, E06000053: 422.3 on 2019-04-10, status u without a value since
    pay = row_of(profile_of("E06000053"), "median_weekly_pay")
    assert pay.verdict.value == 422.3
    assert pay.standing is Standout.CANNOT_TELL
    note = verdict_cells(pay, naming=lambda _verdict: "England", today=TODAY)["measure"].note
    assert note.startswith("10 April 2019. 7 years old. Nothing newer: ")
    assert "low reliability" in note


def test_what_is_not_published_is_a_hole_with_its_reason_and_the_nearest(profile_of):
    hartlepool = profile_of("E06000001")
    crime = gap_of(hartlepool, "neighbourhood_crime")
    assert crime.reason is Reason.NOT_MEASURED
    assert crime.nearest.metric_id == "crime_deprived_neighbourhoods"
    homicide = gap_of(hartlepool, "homicide")
    assert homicide.reason is Reason.NOT_PUBLISHED_FOR_LEVEL
    assert homicide.larger.name == "North East"
    assert gap_of(profile_of("N09000003"), "visited_public_library").reason is Reason.NOT_COVERED


@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("everything", [False, True])
def test_every_measure_is_either_shown_or_said_to_be_missing(profile_of, shipped_stores, code, everything):
    found = profile_of(code, everything=everything)
    named = [row.metric.metric_id for row in found.rows] + [gap.metric.metric_id for gap in found.gaps]
    assert len(named) == len(set(named))
    if everything:
        assert set(named) == set(shipped_stores.catalogue.metrics)
    counts = summary.counts_of(found.rows, without_figure=len(found.gaps))
    assert sum(count for count, _words in counts) == len(named)


@pytest.mark.parametrize("code", PLACES)
def test_a_larger_area_is_offered_only_where_it_has_a_figure(profile_of, shipped_stores, code):
    for gap in profile_of(code).gaps:
        if gap.larger:
            (verdict,) = shipped_stores.figures.verdicts([gap.larger.code], [gap.metric.metric_id], Comparator.NATION)
            assert verdict.value is not None


def test_concerns_come_first_and_none_is_mixed_with_weaker_evidence(profile_of):
    groups = summary.by_standing(profile_of("E06000001").rows)
    titles = [group.title for group in groups]
    assert titles[0] == "Concerns"
    assert titles.index("Strengths") < titles.index("About the same")
    for row in groups[0].rows:
        assert row.verdict.level in (LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE)
        assert row.verdict.lower is not None


def test_the_title_names_the_place_the_comparator_and_the_surest_findings(profile_of):
    title = summary.finding_of("Hartlepool", profile_of("E06000001").rows, comparator="England")
    assert title.startswith("Hartlepool does worse than England on 6 of the 9 measures that can be judged, among them ")
    assert "healthy life expectancy (women)" in title
    scilly = summary.finding_of("Isles of Scilly", profile_of("E06000053").rows, comparator="England")
    assert scilly.startswith("Isles of Scilly does better than England on adults who visited a public library")


def test_pay_that_rises_with_prices_is_not_called_an_improvement(profile_of):
    # els/gross-median-weekly-pay.csv.gz gives pounds of each year, and its notes say inflation is not taken out
    rows = profile_of("E07000061").rows
    pay = row_of(profile_of("E07000061"), "median_weekly_pay")
    assert (
        verdict_cells(pay, naming=lambda _verdict: "England", today=TODAY)["trend"].text == "rising (before inflation)"
    )
    assert "improving" not in summary.finding_of("Eastbourne", rows, comparator="England")
    sentences = summary.sure_sentences(rows, by_chance=0.4, comparator="England")
    assert sentences[-1].startswith("Sums of money mostly still hold inflation")


def test_the_file_holds_all_four_cells_and_the_rank(profile_of):
    frame = verdict_frame(profile_of("E06000001").rows, [], naming=lambda _verdict: "England").set_index("Metric")
    in_work = frame.loc["employment_rate"]
    assert (in_work["Level"], in_work["Assurance"]) == ("much worse", "yearly figures")
    assert in_work["Target year"] == 2030
    assert frame["Rank"].dropna().min() >= 1
    ranked = frame[frame["Rank"].notna()]
    assert (ranked["Rank from"] <= ranked["Rank to"]).all()
    assert frame[frame["Rank"].isna()]["No rank because"].notna().all()


@pytest.mark.parametrize("view", ["headline", "all"])
def test_every_answer_opens_on_what_would_change_it(shipped_stores, view):
    drawn = text(opened("profile", shipped_stores, place="E06000001", view=view))
    tables = re.findall(r'<div class="verdicts">(.*?)</table>', drawn, re.DOTALL)
    rows = sum(table.count("<tr role=row>") for table in tables)
    opening = drawn.count('<details name="tip">') + drawn.count("<button popovertarget=")
    assert rows > 5
    assert opening == 4 * rows
    assert "would count as" in drawn
    for note in set(re.findall("popovertarget=(n[0-9]+)>", drawn)):
        assert drawn.count(f'id="{note}" popover') == 1


def test_what_a_phone_leaves_out_is_said_once_and_stays_in_the_table(shipped_stores):
    drawn = text(opened("profile", shipped_stores, place="E06000001"))
    assert drawn.count('class="left-out"') == 1
    assert drawn.index('class="left-out"') < drawn.index("<table")
    assert "Assurance is left out for every measure" in drawn
    assert "yearly figures" in drawn


def test_cumberland_says_what_it_was_made_from(shipped_stores):
    # geography/code_changes.csv: E07000026, E07000028 and E07000029 merged into E06000063 in 2023
    drawn = text(opened("profile", shipped_stores, place="E06000063"))
    assert "Cumberland was made in 2023 from Allerdale, Carlisle and Copeland." in drawn


def test_a_combined_authority_lists_its_councils_and_its_published_neighbours(profile_of):
    manchester = profile_of("E47000001")
    # geography/areas.csv, cauth_cd E47000001: ten boroughs
    assert {place.name for place in manchester.origin.members} == {
        "Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford", "Wigan",
    }  # fmt: skip
    # geography/global-neighbours.csv, row E47000001
    codes = [place.code for place in manchester.likeness.families["global"]]
    assert codes == ["E47000003", "E47000004", "E47000007", "E47000018", "E47000002"]


@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("view", ["headline", "all"])
def test_every_kind_of_place_has_a_profile_with_one_finding(shipped_stores, code, view):
    visit = opened("profile", shipped_stores, place=code, view=view)
    assert not visit.exception
    drawn = text(visit)
    assert len(re.findall("<h1", drawn)) == 1
    assert "Something went wrong" not in drawn
    assert "What we do not know" in drawn
    assert "None</" not in drawn
    assert "nan" not in re.sub("<[^>]+>", " ", drawn).split()


def test_every_measure_and_place_named_is_a_link_that_carries_the_state(shipped_stores):
    drawn = text(opened("profile", shipped_stores, place="E06000001", compare="region"))
    assert 'href="metric?place=E06000001&metric=employment_rate&compare=region" target=_self' in drawn
    assert 'href="profile?place=E06000003"' in drawn
    assert 'href="compare?places=E06000001,' in drawn
    assert '<th scope="col" role="columnheader">Against the North East</th>' in drawn


def test_without_a_place_there_are_places_to_begin_with(shipped_stores):
    visit = opened("profile", shipped_stores)
    assert "Choose a place" in text(visit)
    for code in ("E47000001", "E06000001", "E10000012", "W92000004"):
        assert f'href="profile?place={code}"' in text(visit)


def test_a_former_name_leads_to_the_place_that_followed(shipped_stores):
    visit = opened("profile", shipped_stores)
    visit.text_input[0].input("Allerdale").run()
    assert any("Cumberland, found as Allerdale" in button.label for button in visit.button)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"place": "E99999999"}, "Choose a place"),
        ({"place": "nonsense"}, "Choose a place"),
        ({"place": "E06000001", "compare": "combined_authority"}, "from Tees Valley"),
        # the United Kingdom lies in nothing, so there is nothing to compare it with
        ({"place": "K02000001", "compare": "nation"}, "No measure could be compared with any larger place."),
        # Essex lies in no combined authority
        ({"place": "E10000012", "compare": "combined_authority"}, "is not on offer here"),
        ({"place": "E06000001", "compare": "the moon"}, "Hartlepool"),
        ({"place": "E06000001", "view": "upside-down"}, "Hartlepool"),
    ],
)
def test_what_cannot_be_followed_is_said_and_something_is_still_shown(shipped_stores, address, said):
    visit = opened("profile", shipped_stores, **address)
    assert not visit.exception
    assert "Something went wrong" not in text(visit)
    assert said in text(visit)


def test_a_retired_council_leads_to_its_successor_with_a_sentence(shipped_stores):
    drawn = text(opened("profile", shipped_stores, place="E07000026"))
    assert "Allerdale (E07000026) became part of Cumberland" in drawn
    assert "<h2>About Cumberland</h2>" in drawn


def test_another_framework_asks_for_its_own_headline_measures(shipped_stores):
    drawn = text(opened("profile", shipped_stores, place="E06000001", framework="local_outcomes_2026"))
    assert "gva_per_hour" not in drawn
    assert "What we do not know" in drawn


def test_the_download_holds_the_figures_and_the_holes(profile_of):
    hartlepool = profile_of("E06000001")
    gaps = [(gap.metric, gap.reason) for gap in hartlepool.gaps]
    frame = verdict_frame(hartlepool.rows, gaps, naming=lambda _verdict: "England").set_index("Metric")
    # els/employment-rate.csv.gz, E06000001, 2023-01-01/P1Y
    in_work = frame.loc["employment_rate"]
    assert (in_work["Value"], in_work["Comparator"], in_work["Comparator's value"]) == (67.9, "England", 76.0)
    assert (in_work["Period"], in_work["Level"], in_work["Standing"]) == ("2023", "much worse", "concern")
    assert frame.loc["homicide", "No figure because"] == "no figures for this kind of place"
    assert len(frame) == len(hartlepool.rows) + len(hartlepool.gaps)


def test_the_reader_is_told_whose_headline_measures_these_are_and_when_none_can_be_judged(shipped_stores):
    ours = text(opened("profile", shipped_stores, place="E06000001"))
    assert "Levelling up missions, 2022 (shown)" in ours
    assert 'href="profile?place=E06000001&compare=nation&framework=local_outcomes_2026"' in ours
    assert "headline measures of Levelling up missions, 2022 can be judged for Hartlepool" in ours
    other = text(opened("profile", shipped_stores, place="S12000033", framework="local_outcomes_2026"))
    assert "Local Outcomes Framework, 2026 (shown)" in other
    # the framework is England's, and its headline measures have no figures for Aberdeen City
    assert "None of the " in other
    assert "so the page can name neither concerns nor strengths; below it says why" in other


def test_every_measure_by_topic_is_of_no_framework(shipped_stores):
    assert "(shown)" not in text(opened("profile", shipped_stores, place="E06000001", view="all"))
