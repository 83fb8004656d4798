"""The registers as published: their counts and sums beside those of the other lists in the same folder."""

from collections import Counter

import pytest

from data.geography import read_geography
from data.programmes.declared import read_declared
from data.programmes.registers import read_registers
from data.sources import SOURCES_FOLDER, read_sources
from domain.published import PlaceBasis


@pytest.fixture(scope="module")
def told(sources_folder):
    if not (sources_folder / "programmes").is_dir():
        pytest.skip(f"no registers at {sources_folder}")
    return read_registers(sources_folder, read_declared(SOURCES_FOLDER), read_geography(sources_folder / "geography"))


def amounts(told, programme_id):
    return [one.amount for one in told.transformations if one.programme_id == programme_id and one.amount is not None]


def test_the_number_of_awards_is_the_announced_one(told):
    held = Counter(one.programme_id for one in told.transformations)
    # gov.uk: 105 successful bids in round 1 and 111 in round 2; 75 towns and 169 + 40 neighbourhoods; 12 freeports
    assert (held["levelling_up_fund_1"], held["levelling_up_fund_2"]) == (105, 111)
    assert (held["pride_in_place"], held["freeports"]) == (284, 12)
    for programme in told.programmes:
        assert programme.complete or held[programme.programme_id] < programme.expected


def test_the_money_of_a_complete_round_is_about_what_was_announced(told):
    # announced as £1.7 billion and £2.1 billion; the summary of the funds has 1,693,323,657 and 2,088,234,431
    assert sum(amounts(told, "levelling_up_fund_1")) == pytest.approx(1.7e9, rel=0.01)
    assert sum(amounts(told, "levelling_up_fund_2")) == pytest.approx(2.1e9, rel=0.01)


def test_future_high_streets_share_72_grants_of_831_million_in_all(told):
    # the summary of the funds gives £830,628,468 in 72 awards
    grants = {
        one.group_id: one.group_amount for one in told.transformations if one.programme_id == "future_high_streets"
    }
    assert len(grants) == 72
    assert sum(grants.values()) == pytest.approx(831e6, rel=0.001)
    assert not amounts(told, "future_high_streets")


def test_a_project_without_a_total_counts_with_its_revenue_and_capital(told):
    # Glastonbury's first project has no total: 126,000 + 6,185,580. With the totals of the other lines, by hand,
    # 23,600,000; the list of places, which leaves that project out, gives 17,288,420
    (grant,) = {one.group_amount for one in told.transformations if one.group_id == "TD-GLA"}
    assert grant == 23_600_000


@pytest.mark.parametrize(
    ("town", "listed"),
    # the list of places, which gives one grant a town
    [("Blackpool", 39_500_000), ("Kirkby and Sutton (Ashfield)", 62_600_000), ("Barrow", 25_000_000)],
)
def test_the_grants_of_a_deals_projects_come_to_the_grant_of_the_town(told, town, listed):
    (grant,) = {one.group_amount for one in told.transformations if one.group_title == f"the {town} Town Deal"}
    assert grant == pytest.approx(listed, rel=0.01)


def test_allocations_are_counted_and_make_no_transformation(told):
    (report,) = [each for each in told.reports if each.source_id == "programme_shared_prosperity_fund"]
    assert (report.transformations, [each.rows for each in report.set_aside]) == (0, [report.rows_read])


def test_a_place_is_one_of_today_or_said_to_be_missing(told, sources_folder):
    known = read_geography(sources_folder / "geography").by_code
    for one in told.transformations:
        assert all(known[code].is_current for code in one.place_codes)
        assert bool(one.place_codes) is (one.place_basis is not PlaceBasis.NONE)


def test_sheffield_is_found_under_the_code_of_today(told):
    # the list of round 1 gives E08000019, which ended in 2025
    codes = {code for one in told.transformations if one.lead.startswith("Sheffield") for code in one.place_codes}
    assert "E08000039" in codes
    assert "E08000019" not in codes


def test_an_award_named_for_three_councils_reaches_all_three(told):
    (rivers,) = [one for one in told.transformations if one.transformation_id == "LUF3-014"]
    assert rivers.place_codes == ("S12000006", "S12000026", "S12000029")


def test_every_register_belongs_to_a_source_with_publisher_and_licence(told):
    sources = read_sources()
    for programme in told.programmes:
        assert sources[programme.source_id].publisher
        assert sources[programme.source_id].licence
