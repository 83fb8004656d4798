"""Exceptions: where to look first, checked against the publishers' files and against the build's own longer reads."""

import datetime as dt

import pytest

from domain.place import Level
from domain.standout import Standout
from domain.verdict import Comparator, LevelAnswer, TrendAnswer
from pages.national import exceptions
from tests.pages.opened import opened, text
from ui.request import read_request

MANCHESTER_AUTHORITY, BLACKPOOL = "E47000001", "E06000009"
WORSE = (LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE)


@pytest.fixture(scope="module")
def found_for(shipped_stores):
    def gathered(**address: str) -> exceptions.Exceptions:
        places, catalogue = shipped_stores.figures.places, shipped_stores.catalogue
        given = {name: (value,) for name, value in address.items()}
        asked = read_request(given, places=places, catalogue=catalogue, today=dt.date(2026, 11, 22), page="exceptions")
        return exceptions.prepare(asked, shipped_stores)

    return gathered


def test_what_is_counted_is_what_the_full_verdicts_say(found_for, shipped_stores):
    found = found_for()
    asked = {"metric_ids": found.metrics, "place_codes": found.codes}
    verdicts = shipped_stores.figures.exceptions(Comparator.NATION, **asked)
    worse = {(one.metric_id, one.place_code) for one in verdicts if one.level in WORSE}
    assert set(found.pairs(Standout.CONCERN)) == worse
    assert found.tally.worse.total == len(worse)
    places = set(found.codes)
    levels = [
        one.level
        for metric_id in found.metrics
        for one in shipped_stores.figures.verdicts_of_metric(metric_id, Comparator.NATION)
        if one.place_code in places
    ]
    assert found.tally.tested == sum(level is not LevelAnswer.NOT_COMPARED for level in levels)


def test_the_unusual_come_first_and_then_the_much_worse(found_for, shipped_stores):
    found = found_for()
    shown = shipped_stores.figures.verdicts_at(found.pairs(Standout.CONCERN)[:200], Comparator.NATION)
    order = [(not one.unusual, one.level is LevelAnswer.WORSE) for one in shown]
    assert order == sorted(order)


def test_a_figure_that_stands_out_is_the_published_one(found_for, shipped_stores):
    # els/cigarette-smokers.csv, 2020-01-01/P5Y: Blackpool 19.7 (18 to 21.4), England 11.5
    pair = ("smoking_prevalence", BLACKPOOL)
    assert pair in found_for().pairs(Standout.CONCERN)
    (smoking,) = shipped_stores.figures.verdicts_at([pair], Comparator.NATION)
    assert (smoking.value, smoking.lower, smoking.upper, smoking.benchmark) == (19.7, 18.0, 21.4, 11.5)
    assert smoking.level is LevelAnswer.MUCH_WORSE


def test_for_a_combined_authority_only_it_and_its_councils_are_looked_at(found_for, shipped_stores):
    found = found_for(place=MANCHESTER_AUTHORITY)
    assert len(found.codes) == 11  # itself and ten councils
    assert set(found.flags["place_code"]) <= set(found.codes)
    assert found.against == "England"


def test_the_united_kingdom_is_the_whole_country(found_for):
    assert found_for(place="K02000001").tally == found_for().tally


def test_a_mission_and_a_level_narrow_what_is_looked_at(found_for, shipped_stores):
    health = found_for(mission="health", level="upper_tier")
    assert health.tally.tested < found_for().tally.tested
    assert set(health.flags["group_level"]) <= {Level.UPPER_TIER}
    mission = shipped_stores.catalogue.frameworks["levelling_up_2022"].mission("health")
    assert set(health.metrics) == {metric.metric_id for metric, _ in shipped_stores.catalogue.of_mission(mission)}


def test_series_listed_as_getting_worse_are_worsening_by_a_firm_test(found_for, shipped_stores):
    found = found_for()
    rows = shipped_stores.figures.worsening(Comparator.NATION, **found.asked)
    pairs = list(zip(rows["metric_id"], rows["place_code"], strict=True))
    shown = shipped_stores.figures.verdicts_at(pairs, Comparator.NATION)
    assert len(shown) == len(pairs)
    assert all(one.trend is TrendAnswer.WORSENING and one.trend_reason is None for one in shown)


def test_changes_listed_lie_beyond_noise_and_beyond_what_drift_alone_would_bring(found_for, shipped_stores):
    from metrics.exceptional import moves_of

    found = found_for(mission="health")
    moves = moves_of(shipped_stores.figures.moves(**found.asked), 0, found.metrics)
    assert moves.worse
    for one in shipped_stores.figures.changes_at([*moves.worse, *moves.better]):
        assert one.flagged
        assert one.lower > 0 or one.upper < 0
        assert one.by_regression is None or not one.lower <= one.by_regression <= one.upper


def test_the_first_line_gives_the_number_the_total_and_what_chance_would_raise(shipped_stores, found_for):
    tally = found_for(place=MANCHESTER_AUTHORITY).tally
    drawn = text(opened("exceptions", shipped_stores, place=MANCHESTER_AUTHORITY))
    assert f"{tally.flagged:,} of {tally.tested:,} figures stand out from England; chance alone would raise" in drawn
    assert "Different:" in drawn
    assert "Unusual:" in drawn


@pytest.mark.parametrize("view", list(exceptions.VIEWS))
def test_every_view_shows_a_list_or_says_that_there_is_nothing(view, shipped_stores):
    for address in ({}, {"place": "E12000001", "compare": "region", "mission": "health"}, {"place": "N92000002"}):
        visit = opened("exceptions", shipped_stores, view=view, **address)
        assert not visit.exception
        drawn = text(visit)
        assert not any(f">{word}<" in drawn or f" {word} " in drawn for word in ("nan", "NaN", "inf"))


def test_a_long_list_is_cut_with_its_length_and_the_file_holds_the_rest(shipped_stores, found_for):
    many = found_for().tally.worse.total
    drawn = text(opened("exceptions", shipped_stores))
    assert f"The first 50 of {many:,} are listed" in drawn


def test_a_list_of_fewer_than_a_hundred_is_not_cut(shipped_stores, found_for):
    many = found_for(place=MANCHESTER_AUTHORITY).tally.worse.total
    assert 50 < many < 100
    drawn = text(opened("exceptions", shipped_stores, place=MANCHESTER_AUTHORITY))
    assert "are listed, the unusual" not in drawn
    assert drawn.count('href="compare?places=') == many


def test_measures_that_ended_come_last_and_say_how_old_they_are(found_for, shipped_stores):
    found = found_for(place=MANCHESTER_AUTHORITY)
    old = [metric in found.ages for metric, _ in found.pairs(Standout.CONCERN)]
    assert any(old)
    assert old == sorted(old)
    # the publisher's last figures of this measure by district are of the school year 2021/22
    assert found.ages["overweight_children_year_6_districts"] == "4 years old"
    drawn = text(opened("exceptions", shipped_stores, place=MANCHESTER_AUTHORITY))
    assert "more than three years old come last" in drawn
    assert "the newest there is, 4 years old" in drawn


def test_a_framework_none_of_whose_figures_can_be_compared_says_so(shipped_stores):
    drawn = text(opened("exceptions", shipped_stores, framework="local_outcomes_2026"))
    assert "No figure here can be compared with their nation" in drawn
    assert 'href="exceptions?framework=levelling_up_2022"' in drawn


def test_an_address_that_means_nothing_gets_a_sentence(shipped_stores):
    drawn = text(opened("exceptions", shipped_stores, place="E99", view="worst", mission="moon"))
    assert "“E99” is not the code of a place" in drawn
    assert "“worst” is not on offer here" in drawn
    assert "no mission called “moon”" in drawn
