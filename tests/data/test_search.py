"""Whatever a person types for a place, the place they mean comes first, or nothing comes at all."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.geography import read_geography
from data.search import Match, PlaceIndex, find_places
from tests.data.geography_folder import FULL, SMALL, needs_full_geography

SMALL_GEOGRAPHY = read_geography(SMALL)
SMALL_INDEX = PlaceIndex(SMALL_GEOGRAPHY.places, SMALL_GEOGRAPHY.names)


@pytest.fixture(scope="module")
def small() -> PlaceIndex:
    return SMALL_INDEX


@pytest.fixture(scope="module")
def full() -> PlaceIndex:
    geography = read_geography(FULL)
    return PlaceIndex(geography.places, geography.names)


def first(index: PlaceIndex, text: str) -> Match:
    found = index.find(text)
    assert found, f"nothing found for {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bolton", "E08000001"),
        ("  bOLTON ", "E08000001"),
        ("Bolton Council", "E08000001"),
        ("Metropolitan Borough of Bolton", "E08000001"),
        ("Boltn", "E08000001"),
        ("Manchestr", "E08000003"),
        ("Greater Manchester", "E47000001"),
        ("greater manchester combined authority", "E47000001"),
        ("Ynys Mon", "W06000001"),
        ("ynys môn", "W06000001"),
        ("Anglesey", "W06000001"),
        ("Scilly", "E06000053"),
        ("Newcastle", "E08000021"),
        ("Newcastle-on-Tyne", "E08000021"),
        ("Furness & Westmorland", "E06000064"),
        ("Westmoreland", "E06000064"),
        ("Poole Christchurch Bournemouth", "E06000058"),
        ("United Kingdom", "K02000001"),
    ],
)
def test_the_place_meant_comes_first(text: str, code: str, small: PlaceIndex) -> None:
    assert first(small, text).place.code == code


def test_a_former_name_finds_what_followed_and_says_so(small: PlaceIndex) -> None:
    found = first(small, "allerdale")
    assert (found.place.code, found.matched_name, found.kind, found.exact) == ("E06000063", "Allerdale", "former", True)


def test_a_county_that_was_divided_finds_each_of_its_successors(small: PlaceIndex) -> None:
    found = small.find("Cumbria")
    assert {match.place.code for match in found} == {"E06000063", "E06000064"}
    assert {match.kind for match in found} == {"former"}


def test_a_current_code_finds_its_place(small: PlaceIndex) -> None:
    found = small.find(" e08000001 ")
    assert [(match.place.code, match.kind, match.exact) for match in found] == [("E08000001", "official", True)]


@pytest.mark.parametrize(
    ("code", "successors", "old_name"),
    [
        ("E07000026", ["E06000063"], "Allerdale"),
        ("E07000190", ["E06000066"], "Taunton Deane"),  # by way of Somerset West and Taunton
        ("E08000020", ["E08000037"], "Gateshead"),
        ("E10000006", ["E06000063", "E06000064"], "Cumbria"),
    ],
)
def test_a_retired_code_finds_what_followed_under_its_old_name(
    code: str, successors: list[str], old_name: str, small: PlaceIndex
) -> None:
    found = small.find(code)
    assert [match.place.code for match in found] == successors
    assert {(match.matched_name, match.kind) for match in found} == {(old_name, "former")}


def test_a_name_in_use_comes_before_the_same_name_given_up(small: PlaceIndex) -> None:
    found = small.find("Dorset")
    assert [(match.place.code, match.kind) for match in found] == [("E06000059", "official"), ("E06000058", "former")]


def test_the_beginning_of_a_name_beats_a_likeness(small: PlaceIndex) -> None:
    assert first(small, "Cumb").place.code == "E06000063"
    assert [match.place.code for match in small.find("Bo")][:2] == ["E08000001", "E06000058"]


def test_each_place_comes_once_and_no_more_than_asked_for(small: PlaceIndex) -> None:
    found = small.find("o", limit=3)
    codes = [match.place.code for match in small.find("north")]
    assert len(found) <= 3
    assert len(codes) == len(set(codes)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        "council",
        "city of",
        "xyzzy qwert",
        "12345",
        "E99999999",
        "北京",
        "\x00",
        "'; drop table --",
        "x" * 9000,
    ],
)
def test_text_that_names_no_place_finds_nothing(text: str, small: PlaceIndex) -> None:
    assert small.find(text) == []


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    for match in SMALL_INDEX.find(text):
        assert 0 < match.score <= 100


def test_finding_once_needs_no_index() -> None:
    found = find_places("Bolton", SMALL_GEOGRAPHY.places, SMALL_GEOGRAPHY.names, limit=1)
    assert [match.place.code for match in found] == ["E08000001"]


@needs_full_geography
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Middlesborough", "E06000002"),
        ("Kings Lynn", "E07000146"),
        ("Hull", "E06000010"),
        ("Newcastle", "E08000021"),
        ("Bristol", "E06000023"),
        ("Herefordshire", "E06000019"),
        ("Durham", "E06000047"),
        ("Scilly", "E06000053"),
        ("Rhondda Cynon Taff", "W06000016"),
        ("Ynys Mon", "W06000001"),
        ("Anglesey", "W06000001"),
        ("Allerdale", "E06000063"),
        ("Bournemouth", "E06000058"),
        ("E07000026", "E06000063"),
        ("Manchestr", "E08000003"),
        ("greater manchester combined authority", "E47000001"),
        ("Tees valley", "E47000006"),
        ("St Helens", "E08000013"),
        ("Saint Helens", "E08000013"),
        ("sheffeild", "E08000039"),
        ("stokeontrent", "E06000021"),
        ("Folkstone", "E07000112"),
        ("Edinburgh", "S12000036"),
        ("Western Isles", "S12000013"),
        ("Derry", "N09000005"),
        ("Abertawe", "W06000011"),
        ("London Borough of Camden", "E09000007"),
        ("City of London", "E09000001"),
        ("London", "E12000007"),
        ("West Midlands", "E12000005"),
        ("West Midlands Combined Authority", "E47000007"),
        ("Sheffield City Region", "E47000002"),
        ("Yorkshire and the Humber", "E12000003"),
        ("GMCA", "E47000001"),
    ],
)
def test_real_slips_and_short_forms_find_the_place_meant(text: str, code: str, full: PlaceIndex) -> None:
    assert first(full, text).place.code == code


@needs_full_geography
def test_of_two_places_of_one_name_the_one_with_more_people_comes_first(full: PlaceIndex) -> None:
    assert [match.place.code for match in full.find("North East", limit=2)] == ["E12000001", "E47000014"]
    assert [match.place.code for match in full.find("Lancashire", limit=2)] == ["E47000018", "E10000017"]


@needs_full_geography
def test_every_official_name_finds_its_own_place(full: PlaceIndex) -> None:
    places = [place for place in read_geography(FULL).places if place.is_current]
    lost = [place.name for place in places if place not in [match.place for match in full.find(place.name)]]
    assert lost == []


@needs_full_geography
def test_a_search_takes_less_than_ten_milliseconds(full: PlaceIndex) -> None:
    texts = [
        "Middlesborough",
        "Kings Lynn",
        "Newcaslte upon Tine",
        "greater manchester combined authority",
        "a",
        "zzzz",
    ]
    fastest = {text: min(_seconds(full, text) for _ in range(5)) for text in texts}
    assert max(fastest.values()) < 0.010, fastest


def _seconds(index: PlaceIndex, text: str) -> float:
    started = time.perf_counter()
    index.find(text)
    return time.perf_counter() - started
