"""The geography of the whole country agrees with what was published of it."""

import csv

import pytest

from data.geography import Geography, read_geography
from tests.data.geography_folder import FULL, needs_full_geography


@pytest.fixture(scope="module")
def full() -> Geography:
    return read_geography(FULL)


@needs_full_geography
def test_the_published_populations_of_the_nations_and_the_united_kingdom_are_met(full: Geography) -> None:
    # Office for National Statistics, mid-2022 estimates: United Kingdom, England, Wales
    expected = {"K02000001": 67_596_281, "E92000001": 57_106_398, "W92000004": 3_131_640}
    assert {code: full.by_code[code].population for code in expected} == expected


@needs_full_geography
def test_every_retired_district_ends_where_the_published_table_of_current_codes_says(full: Geography) -> None:
    with (FULL / "lad_code_to_current.csv").open(encoding="utf-8-sig") as file:
        published = {row["oldcd"]: (row["currentcd"],) for row in csv.DictReader(file)}
    assert {code: full.successor(code) for code in published} == published


@needs_full_geography
def test_every_retired_place_has_current_successors_and_every_parent_exists(full: Geography) -> None:
    for place in full.places:
        parents = (place.county_code, place.combined_authority_code, place.region_code, place.nation_code)
        assert all(parent in full.by_code for parent in parents if parent)
        assert all(full.by_code[code].is_current for code in full.successor(place.code))
        assert place.is_current != bool(full.successor(place.code)), place


@needs_full_geography
def test_councils_counties_and_combined_authorities_have_their_published_neighbours(full: Geography) -> None:
    # as published: 361 councils and 21 counties with twenty each, 15 combined authorities with five
    counts = full.neighbours.groupby(["family", "place_code"]).size().reset_index(name="count")
    for _, family in counts.groupby("family"):
        assert family["count"].value_counts().to_dict() == {20: 382, 5: 15}
    hartlepool = full.neighbours.query("family == 'global' and place_code == 'E06000001' and rank <= 3")
    assert list(hartlepool["neighbour_code"]) == ["E08000018", "E06000003", "E07000171"]


@needs_full_geography
def test_northamptonshire_was_divided_in_two_and_greater_manchester_has_ten_councils(full: Geography) -> None:
    assert full.successor("E10000021") == ("E06000061", "E06000062")
    assert sum(place.combined_authority_code == "E47000001" for place in full.places if place.is_current) == 10


@needs_full_geography
def test_the_districts_of_each_region_add_up_to_its_published_population() -> None:
    # substitute_population_broad_age, rows of the regions, mid-2022: published totals, not sums of ours
    published = {
        "E12000001": 2_683_040, "E12000002": 7_516_113, "E12000003": 5_541_262, "E12000004": 4_934_939,
        "E12000005": 6_021_653, "E12000006": 6_398_497, "E12000007": 8_866_180, "E12000008": 9_379_833,
        "E12000009": 5_764_881,
    }  # fmt: skip
    places = read_geography(FULL).by_code
    assert {code: places[code].population for code in published} == published


@needs_full_geography
def test_an_authority_that_straddles_two_regions_has_none() -> None:
    places = read_geography(FULL).by_code
    assert places["E47000017"].region_code is None
    assert places["E06000013"].region_code == "E12000003"
