"""The page of places like one, on a small country made by hand."""

import datetime as dt
from dataclasses import dataclass, field, replace

import pandas as pd
import pytest

from domain.place import Level, Place
from pages.places import alike
from tests.pages.opened import opened, text
from tests.ui import fakes
from ui.request import read_request

NAMES = ("Ashby", "Barton", "Carlow", "Denby", "Elsham", "Fulford")
CODES = tuple(f"E4700000{number}" for number in range(1, 7))
PLACES = {
    code: Place(code=code, name=name, levels=(Level.COMBINED_AUTHORITY,))
    for code, name in zip(CODES, NAMES, strict=True)
} | {"K02000001": Place(code="K02000001", name="United Kingdom", levels=(Level.UNITED_KINGDOM,))}
# the first two measures are of one topic; what is near by women's years is far by turnout
WOMEN = (60.0, 60.5, 61.0, 65.0, 66.0, 67.0)
TURNOUT = (50.0, 70.0, 51.0, 71.0, 52.0, 72.0)


@dataclass
class Figures(fakes.FakeFigures):
    """Six combined authorities, two measures with figures everywhere and one with too few."""

    places: dict[str, Place] = field(default_factory=lambda: dict(PLACES))

    @property
    def current_places(self):
        return tuple(self.places.values())

    def newest_figures(self, metric_ids, place_codes):
        columns = {"healthy_life_women": WOMEN, "turnout": TURNOUT, "rare": (1.0,)}
        rows = [
            (metric_id, code, value)
            for metric_id, values in columns.items()
            if metric_id in metric_ids
            for code, value in zip(CODES, values, strict=False)
            if code in place_codes
        ]
        return pd.DataFrame(rows, columns=["metric_id", "place_code", "value"])

    def neighbours(self, place_code, family):
        return ["E47000003", "E47000006"] if (place_code, family) == (CODES[0], "global") else []


@pytest.fixture
def stores():
    held = fakes.stores(Figures())
    women = held.catalogue.metrics["healthy_life_women"]
    others = {
        name: women.model_copy(update={"metric_id": name, "title": name.capitalize(), "topic": name, "series": (
            women.series[0].model_copy(update={"source": name}),
        )})
        for name in ("turnout", "rare")
    }  # fmt: skip
    metrics = {**held.catalogue.metrics, **others}
    return replace(held, catalogue=held.catalogue.model_copy(update={"metrics": metrics}))


def asked(stores, **address):
    given = {"place": CODES[0], "metrics": "healthy_life_women,turnout", **address}
    request = read_request(
        {name: (value,) for name, value in given.items() if value}, places=stores.figures.places,
        catalogue=stores.catalogue, today=dt.date(2026, 11, 22), page="alike",
    )  # fmt: skip
    return alike.prepare(request, request.place, stores)


def test_the_nearest_in_both_measures_comes_first(stores):
    # Carlow is 1 year and 1 point away, Barton half a year and 20 points, Elsham 6 years and 2 points
    found = asked(stores)
    assert found.nearest[0].place.name == "Carlow"
    assert found.others == 5
    assert not found.standard


def test_the_outcome_compared_is_left_out_with_what_belongs_to_it(stores):
    # men's years are of the topic of women's: turnout alone is left, by which Carlow and then Elsham are near
    found = asked(stores, metric="healthy_life_men")
    assert [metric.metric_id for metric in found.of_outcome] == ["healthy_life_women"]
    assert [metric.metric_id for metric in found.metrics] == ["turnout"]
    assert [each.place.name for each in found.nearest[:2]] == ["Carlow", "Elsham"]
    assert found.outcome.metric_id == "healthy_life_men"


def test_a_measure_with_figures_in_too_few_places_is_left_out_and_named(stores):
    found = asked(stores, metrics="healthy_life_women,turnout,rare")
    assert [metric.metric_id for metric in found.too_few] == ["rare"]


def test_the_published_list_is_set_beside_it_at_the_same_length(stores):
    found = asked(stores)
    assert (found.lists_shared, found.list_length) == (2, 2)
    assert {each.place.name for each in found.nearest if each.published} == {"Carlow", "Fulford"}


def test_a_place_of_a_kind_of_its_own_has_no_list(stores):
    found = asked(stores, place="K02000001")
    assert found.nearest == ()
    drawn = text(opened("alike", stores, place="K02000001", metrics="healthy_life_women,turnout"))
    assert "There is only one United Kingdom" in drawn
    assert "all other the United Kingdom" not in drawn


def test_what_holds_a_place_apart_is_never_what_makes_it_alike(stores):
    for each in asked(stores).nearest:
        assert not set(each.alike) & set(each.apart)


def test_the_page_draws_the_list_its_reasons_and_what_was_left_out(stores):
    visit = opened("alike", stores, place=CODES[0], metrics="healthy_life_women,turnout", metric="healthy_life_men")
    drawn = text(visit)
    assert not visit.exception
    assert "most like Ashby" in drawn
    assert "must not choose the places" in drawn
    assert "1. Carlow" in drawn
    assert "How firm this list is" in drawn
    assert len(visit.get("download_button")) == 1


def test_without_a_place_the_page_asks_for_one(stores):
    visit = opened("alike", stores)
    assert "Choose a place to see which places are most like it" in text(visit)
    assert not visit.exception


def test_measures_that_all_belong_to_the_outcome_leave_no_list_and_the_page_says_so(stores):
    visit = opened("alike", stores, place=CODES[0], metrics="healthy_life_women", metric="healthy_life_men")
    assert "every measure chosen belongs to the outcome" in text(visit)
    assert "Something went wrong" not in text(visit)


def test_the_choice_can_be_taken_back(stores):
    visit = opened("alike", stores, place=CODES[0], metrics="turnout", metric="healthy_life_men")
    labels = [button.label for button in visit.button]
    assert "Use the standard set of measures" in labels
    assert "Leave nothing out" in labels


@pytest.mark.parametrize("address", [{"place": "E99999999"}, {"metrics": "nonsense"}, {"level": "parish"}])
def test_an_address_that_cannot_be_followed_gets_a_sentence(stores, address):
    visit = opened("alike", stores, **{"place": CODES[0], "metrics": "turnout", **address})
    assert not visit.exception
    assert "Something went wrong" not in text(visit)
    assert "notice" in text(visit)
