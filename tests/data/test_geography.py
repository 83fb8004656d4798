"""What everybody may rely on about places, what followed them, their names and the places like them."""

import datetime as dt
from pathlib import Path

import pytest

from data.geography import Geography, GeographyError, read_geography
from domain.place import Level, SuccessionKind
from tests.data.geography_folder import SMALL, copied, replace_in


@pytest.fixture(scope="module")
def small() -> Geography:
    return read_geography(SMALL)


def names_of(geography: Geography, code: str, kind: str) -> set[str]:
    names = geography.names
    return set(names.loc[names["place_code"].eq(code) & names["kind"].eq(kind), "name"])


def test_a_unitary_council_is_a_district_and_an_upper_tier_at_once(small: Geography) -> None:
    assert small.by_code["E06000063"].levels == (Level.DISTRICT, Level.UPPER_TIER)
    assert small.by_code["E07000117"].levels == (Level.DISTRICT,)
    assert small.by_code["E10000017"].levels == (Level.UPPER_TIER,)


def test_the_united_kingdom_is_a_level_of_its_own(small: Geography) -> None:
    assert small.by_code["K02000001"].levels == (Level.UNITED_KINGDOM,)


def test_wales_is_a_nation_and_no_region(small: Geography) -> None:
    wales, anglesey = small.by_code["W92000004"], small.by_code["W06000001"]
    assert (wales.levels, wales.region_code, wales.nation_code) == ((Level.NATION,), None, None)
    assert (anglesey.region_code, anglesey.nation_code) == (None, "W92000004")


def test_metropolitan_counties_are_left_out_because_no_body_governs_them(small: Geography) -> None:
    assert "E11000001" not in small.by_code


def test_a_council_knows_its_county_combined_authority_region_and_nation(small: Geography) -> None:
    preston, bolton = small.by_code["E07000123"], small.by_code["E08000001"]
    assert (preston.county_code, preston.region_code, preston.nation_code) == ("E10000017", "E12000002", "E92000001")
    assert (bolton.county_code, bolton.combined_authority_code) == (None, "E47000001")


def test_people_of_larger_places_are_the_sum_of_their_districts(small: Geography) -> None:
    # by hand from the small lookup: 1000 + 2000; 90 + 140; 3000 + 230 + 270 + 220; everything
    expected = {"E47000001": 3000, "E10000017": 230, "E12000002": 3720, "W92000004": 69, "K02000001": 6261}
    assert {code: small.by_code[code].population for code in expected} == expected
    assert small.by_code["E47000001"].population_year == 2022


def test_people_nobody_counted_are_unknown_and_so_are_sums_that_need_them(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    replace_in(folder / "lookup_ltla_current.csv", "E07000123,Preston,140", "E07000123,Preston,")
    places = read_geography(folder).by_code
    assert [places[code].population for code in ("E07000123", "E10000017", "E12000002", "K02000001")] == [None] * 4
    assert places["E12000009"].population == 1352  # 400 + 380 + 570 + 2, untouched by Preston


def test_a_later_estimate_is_used_when_the_lookup_has_one(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    replace_in(folder / "lookup_ltla_current.csv", "population_mid2022", "population_mid2024")
    assert read_geography(folder).by_code["E08000001"].population_year == 2024


def test_rural_or_urban_is_blank_where_nobody_classifies_it(small: Geography) -> None:
    assert small.by_code["E06000063"].rural_urban == "Rural"
    assert small.by_code["S12000049"].rural_urban is None


def test_years_become_the_first_of_april(small: Geography) -> None:
    assert small.by_code["E06000063"].started_on == dt.date(2023, 4, 1)
    assert small.by_code["E07000026"].ended_on == dt.date(2023, 4, 1)  # 2022 was its last full year
    assert small.by_code["E08000001"].ended_on is None


def test_a_retired_code_leads_through_every_step_to_the_codes_of_today(small: Geography) -> None:
    assert small.by_code["E07000190"].successor_codes == ("E07000246",)
    assert small.successor("E07000190") == ("E06000066",)
    assert small.by_code["E47000005"].successor_codes == ("E47000010", "E47000011")
    assert small.successor("E47000005") == ("E47000014",)


def test_a_current_or_unknown_code_has_no_successor(small: Geography) -> None:
    assert small.successor("E08000001") == ()
    assert small.successor("E99999999") == ()


def test_an_ended_county_is_followed_by_the_councils_that_cover_it(small: Geography) -> None:
    assert small.by_code["E10000006"].successor_codes == ("E06000063", "E06000064")
    assert small.by_code["E10000009"].successor_codes == ("E06000058", "E06000059")
    assert small.by_code["E10000027"].successor_codes == ("E06000066",)


def test_a_place_knows_what_came_before_it(small: Geography) -> None:
    assert small.by_code["E06000058"].predecessor_codes == ("E06000028", "E07000048", "E10000009")


def test_only_the_same_land_under_a_new_code_is_a_recode(small: Geography) -> None:
    assert small.is_recode("S12000046")
    assert small.is_recode("E08000020")
    assert not small.is_recode("E07000190")
    assert not small.is_recode("E10000006")
    assert not small.is_recode("E08000001")


def test_joining_a_combined_authority_changes_no_code(small: Geography) -> None:
    assert "E08000021" not in {step.old_code for step in small.successions}
    assert small.by_code["E08000021"].is_current


def test_each_step_says_what_kind_it_was(small: Geography) -> None:
    kinds = {step.old_code: step.kind for step in small.successions}
    assert kinds["E08000020"] is SuccessionKind.RECODED
    assert kinds["S12000046"] is SuccessionKind.RECODED
    assert kinds["E07000026"] is SuccessionKind.MERGED
    assert kinds["E10000006"] is SuccessionKind.ENDED


def test_a_code_given_up_before_the_file_begins_is_a_place_too(small: Geography) -> None:
    gateshead = small.by_code["E08000020"]
    assert (gateshead.name, gateshead.ended_on) == ("Gateshead", dt.date(2013, 4, 1))
    assert gateshead.region_code == "E12000001"


def test_a_former_name_leads_to_what_followed(small: Geography) -> None:
    assert "Allerdale" in names_of(small, "E06000063", "former")
    assert "Cumbria" in names_of(small, "E06000063", "former") & names_of(small, "E06000064", "former")
    assert "Taunton Deane" in names_of(small, "E06000066", "former")


def test_a_name_a_place_still_bears_is_not_called_former(small: Geography) -> None:
    assert names_of(small, "E06000066", "former").isdisjoint({"Somerset", "Somerset County Council"})
    assert names_of(small, "S12000049", "former") == set()


def test_variants_of_a_renamed_code_stay_with_the_place(small: Geography) -> None:
    assert "Corporation of Glasgow" in names_of(small, "S12000049", "alternative")


def test_names_with_lost_letters_are_replaced_by_whole_ones(small: Geography) -> None:
    assert names_of(small, "W06000001", "alternative") == {"Anglesey", "Isle of Anglesey County Council", "Ynys Môn"}


def test_titles_alone_and_names_of_other_places_are_not_taken_for_names(small: Geography) -> None:
    bolton, north_east = names_of(small, "E08000001", "alternative"), names_of(small, "E47000014", "alternative")
    assert bolton == {"Bolton Metropolitan Borough Council"}
    assert north_east == {"North East Combined Authority"}  # "North West MCA" would be the North West


def test_neighbours_come_nearest_first_and_in_each_family(small: Geography) -> None:
    of_bolton = small.neighbours.query("place_code == 'E08000001'").set_index(["family", "rank"])["neighbour_code"]
    assert of_bolton["global"].to_dict() == {1: "E08000003", 2: "E07000117", 3: "S12000049"}
    assert of_bolton["economic"].to_dict() == {1: "E07000123", 2: "E08000037", 3: "E08000037"}


def test_blank_neighbours_and_clusters_are_left_out(small: Geography) -> None:
    assert len(small.neighbours.query("place_code == 'E47000001' and family == 'global'")) == 1
    clusters = small.clusters.set_index(["place_code", "family"])["cluster"].to_dict()
    assert clusters["E08000001", "economic"] == "A"
    assert ("E08000003", "economic") not in clusters


def test_a_merger_is_taken_in_by_changing_files_alone(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name, code in (("Burnley", "E07000117"), ("Preston", "E07000123")):
        replace_in(folder / "areas.csv", f"{name},{code},E07,ltla,,,True", f"{name},{code},E07,ltla,,2027,False")
    replace_in(folder / "areas.csv", "E10000017,E10,utla,,,True", "E10000017,E10,utla,,2027,False")
    with (folder / "areas.csv").open("a", encoding="utf-8") as areas:
        areas.write("Pennine Lancashire,E06000099,E06,utla ltla,2028,,True,,,E12000002,E92000001\n")
    with (folder / "code_changes.csv").open("a", encoding="utf-8") as changes:
        changes.write("E07000117,Burnley,E06000099,Pennine Lancashire,merger,2028,\n")
        changes.write("E07000123,Preston,E06000099,Pennine Lancashire,merger,2028,\n")
    geography = read_geography(folder)
    assert geography.by_code["E06000099"].predecessor_codes == ("E07000117", "E07000123", "E10000017")
    assert geography.by_code["E06000099"].population == 230  # the two districts' 90 and 140
    assert geography.by_code["K02000001"].population == 6261
    assert geography.successor("E10000017") == ("E06000099",)
    assert {"Burnley", "Preston", "Lancashire"} <= names_of(geography, "E06000099", "former")


SPOILT = {
    "an unknown parent": (
        "areas.csv", "E08000001,E08,utla ltla,,,True,,E47000001", "E08000001,E08,utla ltla,,,True,,E47000099",
        ("areas.csv", "row 15", "cauth_cd", "E47000099"),
    ),
    "a code given twice": (
        "areas.csv", "Manchester,E08000003", "Manchester,E08000001", ("row 16", "areacd", "E08000001")
    ),
    "a malformed code": ("areas.csv", "E08000003", "E0800003", ("row 16", "areacd", "E0800003")),
    "an unknown level": ("areas.csv", "E47,cauth", "E47,mayoral", ("row 10", "levels", "mayoral")),
    "an ended place without a year": ("areas.csv", "E10,utla,,2022,False", "E10,utla,,,False", ("row 22", "end_year")),
    "a year in words": ("areas.csv", "E10,utla,,2022,False", "E10,utla,,last,False", ("row 22", "end_year", "last")),
    "neither current nor ended": (
        "areas.csv", "E08,utla ltla,,,True", "E08,utla ltla,,,yes", ("row 15", "is_current", "yes")
    ),
    "an unknown successor": (
        "code_changes.csv", "Allerdale,E06000063", "Allerdale,E06000163", ("row 11", "newcd", "E06000163")
    ),
    "a successor forgotten": ("code_changes.csv", "Allerdale,E06000063", "Allerdale,", ("row 11", "newcd")),
    "an unknown kind of change": ("code_changes.csv", "merger,2024", "fusion,2024", ("row 16", "type", "fusion")),
    "a current place that was replaced": (
        "code_changes.csv", "E07000026,Allerdale", "E07000117,Burnley", ("row 11", "oldcd", "E07000117", "areas.csv")
    ),
    "a neighbour that is no place": (
        "economic-neighbours.csv", "E08000021", "E08000099", ("economic-neighbours.csv", "row 3", "E08000099")
    ),
    "a cluster of no place": ("cluster-allocation.csv", "E08000003", "E08000093", ("row 3", "areacd", "E08000093")),
    "people in words": ("lookup_ltla_current.csv", ",2000,", ",many,", ("row 3", "population_mid2022", "many")),
    "people of no place": ("lookup_ltla_current.csv", "E08000003", "E08000093", ("row 3", "areacd", "E08000093")),
    "a missing column": ("areas.csv", "areacd", "code", ("areas.csv", "areacd")),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_a_fault_is_named_by_file_row_column_and_value(fault: str, tmp_path: Path) -> None:
    file, old, new, told = SPOILT[fault]
    folder = copied(tmp_path)
    replace_in(folder / file, old, new)
    with pytest.raises(GeographyError) as refusal:
        read_geography(folder)
    assert [part for part in told if part not in str(refusal.value)] == []


@pytest.mark.parametrize("file", ["areas.csv", "code_changes.csv", "name_to_code.csv", "global-neighbours.csv"])
def test_a_missing_file_is_named(file: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / file).unlink()
    with pytest.raises(GeographyError, match=file):
        read_geography(folder)


def test_codes_that_only_lead_back_to_themselves_are_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    replace_in(folder / "code_changes.csv", "E07000246,Somerset West and Taunton,E06000066", "E07000246,x,E07000190")
    with pytest.raises(GeographyError, match="leads back"):
        read_geography(folder)
