"""The list of transformations: found by place, mission, programme and money, in parts, with nothing invented."""

import datetime as dt
import re

import pytest

from pages.register import transformations
from tests.pages.opened import opened, text
from ui.list_parts import PER_PART as PER_PAGE
from ui.request import read_request
from ui.transformation_cautions import cautions
from ui.transformation_file import transformations_frame


@pytest.fixture(scope="module")
def listing_of(shipped_stores):
    def gathered(*, view: str = "all", wanted: str = "", **address: str) -> transformations.Listing:
        request = read_request(
            {name: (value,) for name, value in address.items()},
            places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=dt.date(2026, 11, 23),
        )  # fmt: skip
        return transformations.prepare(request, shipped_stores, view=view, wanted=wanted)

    return gathered


def ids(listing) -> set[str]:
    return {line.one.transformation_id for line in listing.lines}


def test_without_a_choice_every_transformation_is_listed(shipped_stores, listing_of):
    assert ids(listing_of()) == set(shipped_stores.programmes.transformations)
    assert ids(listing_of(place="K02000001")) == set(shipped_stores.programmes.transformations)


def test_a_combined_authority_lists_what_its_councils_have(listing_of):
    councils = ["E08000038", "E08000017", "E08000018", "E08000039"]  # Barnsley, Doncaster, Rotherham, Sheffield
    of_councils = set().union(*(ids(listing_of(place=code)) for code in councils))
    assert ids(listing_of(place="E47000002")) == of_councils


def test_an_award_to_the_area_around_a_council_reaches_the_council(listing_of):
    # the freeport of the Liverpool City Region, seen from Knowsley
    assert "FP-LIVERPOOL-CITY-REGION-FREEPORT" in ids(listing_of(place="E08000011"))


def test_a_county_lists_what_its_districts_have_and_a_district_not_its_neighbours(listing_of):
    burnley = ids(listing_of(place="E07000117"))
    assert burnley < ids(listing_of(place="E10000017"))
    assert all("E07000117" in line.one.place_codes for line in listing_of(place="E07000117").lines)


def test_a_retired_code_leads_to_the_place_after_it(listing_of):
    assert ids(listing_of(place="E07000026")) == ids(listing_of(place="E06000063"))  # Allerdale became Cumberland


def test_the_bands_of_money_share_out_the_whole_list(listing_of):
    bands = [ids(listing_of(view=view)) for view in transformations.BANDS if view != "all"]
    assert sum(len(band) for band in bands) == len(set().union(*bands)) == len(listing_of().lines)


def test_a_mission_lists_only_what_is_judged_to_serve_it(listing_of):
    listing = listing_of(mission="transport", programme="levelling_up_fund_2")
    assert listing.lines
    for line in listing.lines:
        assert "transport" in [mission.mission_id for mission in line.missions]
        assert line.tracked.programme_id == "levelling_up_fund_2"


def test_awards_that_reach_beyond_the_place_are_counted(listing_of):
    # the bus package of West Yorkshire reaches five councils; Kirklees is one of them
    listing = listing_of(place="E08000034", programme="levelling_up_fund_2")
    assert "LUF2-110" in ids(listing)
    assert listing.beyond >= 1


def test_the_page_says_that_nobody_publishes_returns_and_gives_no_status(shipped_stores):
    shown = text(opened("transformations", shipped_stores))
    assert "no return on any of them is public" in shown
    assert "none has a status" in shown
    assert not re.search(r"\b(on track|delayed|stalled|completed)\b", shown)


def test_incomplete_programmes_say_how_much_is_missing(shipped_stores):
    shown = text(opened("transformations", shipped_stores, programme="levelling_up_fund_3"))
    assert "Incomplete: 18 of 55" in shown
    assert "not added up: the list is incomplete" in shown


def test_programmes_that_overlap_say_so(shipped_stores):
    shown = text(opened("transformations", shipped_stores, place="E08000033"))  # Calderdale, a pilot council
    assert "Town Deals and Simplification Pathfinders: the ten pilot councils report some" in shown


def test_a_long_list_is_shown_in_parts_and_each_part_has_an_address(shipped_stores):
    first = opened("transformations", shipped_stores)
    assert f"1 to {PER_PAGE} of 1," in text(first)
    labels = [button.label for button in first.button]
    assert "Show 26 to 50" in labels
    assert not [label for label in labels if label.startswith("Show 1 to")]
    second = text(opened("transformations", shipped_stores, start="26"))
    assert "26 to 50 of 1," in second
    names = [re.findall(r"transformation=([A-Z0-9-]+)", shown) for shown in (text(first), second)]
    assert len(set(names[0])) == len(set(names[1])) == PER_PAGE
    assert not set(names[0]) & set(names[1])


def test_turning_the_page_by_the_button_shows_the_next_part(shipped_stores):
    visit = opened("transformations", shipped_stores)
    next(button for button in visit.button if button.label == "Show 26 to 50").click().run()
    assert "26 to 50 of 1," in text(visit)


def test_another_choice_begins_at_the_beginning(shipped_stores):
    visit = opened("transformations", shipped_stores, start="26", place="E12000002")
    assert "26 to 50 of" in text(visit)
    next(box for box in visit.selectbox if box.label == "Programme").set_value("town_deals").run()
    assert '<h2 id="list">1 to 25 of' in text(visit)


def test_a_start_beyond_the_end_is_told_and_the_beginning_shown(shipped_stores):
    shown = text(opened("transformations", shipped_stores, place="E08000039", start="9000"))
    assert "not from row 9,000" in shown
    assert "No published" not in shown


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ({"programme": "nonsense"}, "No programme here is called “nonsense”"),
        ({"programme": "<b>"}, "is not the id of a programme"),
        ({"start": "-1"}, "is not the number of a row"),
        ({"start": "1e9"}, "is not the number of a row"),
        ({"place": "E99999999"}, "No place here has the code"),
        ({"mission": "witchcraft"}, "no mission called"),
        ({"view": "FREE"}, "not a view of this page"),
    ],
)
def test_what_cannot_be_followed_is_named_and_the_list_still_shown(shipped_stores, address, says):
    shown = text(opened("transformations", shipped_stores, **address))
    assert says in shown
    assert "of 1,709" in shown


def test_a_search_without_a_result_says_that_registers_are_incomplete(shipped_stores):
    visit = opened("transformations", shipped_stores)
    visit.text_input[0].set_value("zeppelin").run()
    assert "this does not show that there is none" in text(visit)


def test_a_search_finds_by_name_and_town(shipped_stores):
    visit = opened("transformations", shipped_stores)
    visit.text_input[0].set_value("learning quarter barrow").run()
    assert "TD-BAR-01" in text(visit)


def test_the_file_holds_every_row_with_what_its_money_is_and_no_status(shipped_stores, listing_of):
    listing = listing_of(place="E47000002")
    held = dict.fromkeys(shipped_stores.programmes.by_id, 1)
    frame = transformations_frame(listing.lines, names={}, held=held)
    assert len(frame) == len(listing.lines)
    assert set(frame["Status"]) == {"no return published"}
    assert frame.loc[frame["Id"].str.startswith("HS-"), "Pounds"].isna().all()


def test_one_that_reaches_beyond_the_place_is_told_as_one(shipped_stores):
    place = shipped_stores.figures.places["E06000001"]
    assert cautions(1, place)[-1] == (
        "1 of these reaches beyond Hartlepool. Its amount is for all its places together, and no share is published."
    )
    assert cautions(2, place)[-1].startswith("2 of these reach beyond Hartlepool. Their amount is for all their places")
    assert len(cautions(0, place)) == 1
