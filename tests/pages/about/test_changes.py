"""What changed: old and new verdicts side by side, and a plain word where nothing can be compared."""

import datetime as dt
from types import SimpleNamespace

import pytest

from domain.build_report import BuildReport, Changes, Revision
from domain.calibration import VerdictChange
from pages.about import changes as page
from tests.pages.opened import opened, text
from tests.ui import fakes
from ui.request import read_request
from ui.stores import Stores

TODAY = dt.date(2026, 11, 22)
BEFORE = "20261001T090000-aaaaaaaa"


def report(**parts) -> BuildReport:
    given = {
        "build_id": "20261122T090000-bbbbbbbb", "built_at": dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC),
        "rule_version": "2.0", "seconds": 1.0, "observations": 8, "sources": (), "metrics": (),
    }  # fmt: skip
    return BuildReport(**(given | parts))


def turned(place: str = "E06000001", cause: str = "figures", metric: str = "healthy_life_women") -> VerdictChange:
    return VerdictChange(
        metric_id=metric, place_code=place, comparator="nation", cell="level", before="worse", before_reason=None,
        after="similar", after_reason=None, cause=cause,
    )  # fmt: skip


REVISED = Revision(
    metric_id="healthy_life_women", figures_revised=5, median_size=0.1, largest_size=0.2, largest_at="E06000001, 2024"
)


@pytest.fixture
def held(tmp_path):
    def make(told: BuildReport, *changes: VerdictChange) -> Stores:
        stores = fakes.stores()
        stores.figures.report = told
        stores.figures.verdict_changes = changes
        stores.figures.summary_rows = {"healthy_life_women": {"compared": 200}}
        stores.figures.folder = tmp_path / "20261122T090000-bbbbbbbb"
        return stores

    return make


def asked(stores: Stores, **address: str):
    given = {name: (value,) for name, value in address.items()}
    return read_request(given, places=stores.figures.places, catalogue=stores.catalogue, today=TODAY, page="changes")


def test_a_first_build_says_that_there_is_nothing_to_compare_with(held):
    drawn = text(opened("changes", held(report())))
    assert "There is no earlier build whose verdicts these could be compared with" in drawn
    assert "This is the first build" in drawn


def test_a_build_that_could_not_be_read_is_named_as_the_reason(held):
    why = "not compared with an earlier build: Build x is damaged"
    assert "Not compared with an earlier build: Build x is damaged" in text(
        opened("changes", held(report(warnings=(why,))))
    )


def test_fresh_figures_turn_some_levels_by_chance_and_the_page_says_how_many(held):
    told = report(changes=Changes(previous_build=BEFORE, revisions=(REVISED,)))
    stores = held(told, turned(), turned("E06000063"))
    found = page.prepare(asked(stores), stores.figures)
    # by hand: one in twenty lies outside before and not after, one in twenty the other way: 200 x 2 x 0.05 x 0.95
    assert found.expected == pytest.approx(19.0)
    assert (found.renewed, found.levels) == (200, 2)
    assert "chance alone would turn the level of about 19 of them; 2 turned" in page.by_chance(found)


def test_where_only_rules_changed_chance_has_no_part_in_it(held):
    stores = held(report(changes=Changes(previous_build=BEFORE)), turned(cause="rules"))
    drawn = text(opened("changes", stores))
    assert "1 level changed since the build before: all because the rules changed" in drawn
    assert "chance has no part in it" in drawn
    assert "What rules 2.0 changed" in drawn


def test_the_rules_of_a_build_that_did_not_say_are_not_guessed(held):
    stores = held(report(changes=Changes(previous_build=BEFORE)))
    assert page.prepare(asked(stores), stores.figures).rules_before == ""
    assert "No verdict has changed since build" in text(opened("changes", stores))


def test_the_rules_then_and_now_are_named(held):
    stores = held(report(changes=Changes(previous_build=BEFORE, rules_before="1.0")), turned(cause="rules"))
    assert "rules 1.0 then, rules 2.0 now" in text(opened("changes", stores))


def test_new_figures_under_rules_of_which_nothing_is_known_are_not_put_down_to_the_rules(held):
    stores = held(report(changes=Changes(previous_build=BEFORE)), turned(cause="figures"))
    assert "What rules" not in text(opened("changes", stores))


def test_a_place_and_a_measure_narrow_the_list_and_nothing_found_says_so(held):
    stores = held(report(changes=Changes(previous_build=BEFORE)), turned(), turned("E06000063"))
    found = page.prepare(asked(stores, place="E06000063"), stores.figures)
    assert [one.place_code for one in found.chosen] == ["E06000063"]
    drawn = text(opened("changes", stores, place="E06000066", metric="healthy_life_men"))
    assert "Nothing changed for the place and the measure chosen" in drawn


def test_the_build_that_ships_can_be_asked_and_every_change_has_words(shipped_stores):
    drawn = text(opened("changes", shipped_stores))
    assert "changed since" in drawn or "no earlier build" in drawn
    assert not any(f">{word}<" in drawn for word in ("nan", "None"))


def test_rules_that_are_compared_belong_to_the_versions_in_between():
    between = SimpleNamespace(previous=BEFORE, rules_before="2.0", report=report(rule_version="2.0"), every=())
    assert page._rules(between) == ""
