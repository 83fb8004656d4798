"""One transformation: what is published and nothing more, where it is, and how its place stands."""

import re

import pytest

from pages.register.transformation import prepare
from tests.pages.opened import opened, text
from ui.request import Request

# of every programme one, with those that lack a place, an amount, a name or a single place
SAMPLES = (
    "TD-BAR-01", "TD-GLA-01", "TD-GLA-02", "TD-NUN-07", "HS-BAR-01", "LUF1-001", "LUF1-068", "LUF2-110", "LUF3-014",
    "PF-CAL-010", "PIP-BARNSLEY-BARNSLEY", "PIIF-BARNSLEY", "COF-P01", "COF-P20", "FP-HUMBER-FREEPORT",
    "FP-LIVERPOOL-CITY-REGION-FREEPORT",
)  # fmt: skip


def shown(stores, own_id: str) -> str:
    return text(opened("transformation", stores, transformation=own_id))


@pytest.mark.parametrize("own_id", SAMPLES)
def test_every_kind_of_transformation_opens_and_says_that_no_return_is_published(shipped_stores, own_id):
    page = shown(shipped_stores, own_id)
    assert "no return on it is public" in page
    assert "not known: no return has been published" in page
    assert shipped_stores.programmes.transformations[own_id].title in page
    assert "Something went wrong" not in page


def test_the_amount_is_the_published_one_with_what_it_is(shipped_stores):
    # programmes/towns_fund_projects.csv, TD-BAR-01: 13,043,763, all of it capital
    page = shown(shipped_stores, "TD-BAR-01")
    assert "£13,043,763 (all capital), grant" in page
    assert "has a grant of £13.0 million" in page


def test_a_bid_is_not_called_a_grant(shipped_stores):
    # programmes/levelling_up_fund_r1_r2.csv, LUF1-001: 20,000,000
    page = shown(shipped_stores, "LUF1-001")
    assert "£20,000,000, bid as announced" in page
    assert "not the grant agreed or paid since" in page


def test_a_grant_for_a_whole_high_street_is_not_given_to_one_project(shipped_stores):
    # programmes/towns_fund_places.csv, HS-BAR: 15,624,456 for six projects
    page = shown(shipped_stores, "HS-BAR-01")
    assert "shares a grant of £15.6 million" in page
    assert "£15,624,456 for 6 projects together" in page


def test_an_award_over_several_places_shows_each_with_a_link_and_no_share(shipped_stores):
    page = shown(shipped_stores, "LUF2-110")
    for code in ("E08000032", "E08000033", "E08000034", "E08000035", "E08000036"):
        assert f"profile?place={code}" in page
    assert "no share of each is published" in page


def test_a_place_matched_by_hand_says_so_and_one_not_matched_is_not_invented(shipped_stores):
    assert "matched by hand" in shown(shipped_stores, "PIP-BARNSLEY-BARNSLEY")
    page = shown(shipped_stores, "COF-P01")
    assert "does not say in which council" in page
    assert "profile?place=" not in page


def test_work_that_may_stand_in_two_registers_says_so(shipped_stores):
    page = shown(shipped_stores, "PF-CAL-010")
    assert "The same work may stand in the register of Town Deals too" in page
    # the Town Deal project of the same name comes first
    beside = page[page.index("register of Town Deals") :]
    assert re.search(r"<li><a [^>]*>([^<]+)", beside)[1] == "Market Revitalisation"


def test_what_it_could_move_is_marked_as_our_judgement(shipped_stores):
    page = shown(shipped_stores, "TD-BAR-01")
    assert "This is our judgement" in page
    assert "They do not show what this transformation did." in page
    assert "metric=qualifications_level_3" in page


def test_a_name_that_tells_nothing_is_given_no_mission(shipped_stores):
    found = prepare(_asked(shipped_stores, "TD-NUN-07"), shipped_stores)
    assert (found.purposes, found.missions, found.metrics) == ((), (), ())
    assert "no mission and no measure is named here" in shown(shipped_stores, "TD-NUN-07")


def test_the_verdicts_are_those_of_its_place(shipped_stores):
    found = prepare(_asked(shipped_stores, "TD-BAR-01"), shipped_stores)
    assert {verdict.place_code for verdict in found.verdicts} == {"E06000064"}
    assert {verdict.metric_id for verdict in found.verdicts} <= {metric.metric_id for metric in found.metrics}


@pytest.mark.parametrize("own_id", ["TD-XXX-99", "td-bar-01", "0"])
def test_an_unknown_id_is_named_and_the_list_offered(shipped_stores, own_id):
    page = shown(shipped_stores, own_id)
    assert "No transformation here has that id" in page
    assert f"“{own_id}”" in page
    assert 'href="transformations"' in page


@pytest.mark.parametrize("own_id", ["<script>alert(1)</script>", "../../etc/passwd", "x" * 500, "é", "' OR 1=1"])
def test_a_forged_id_is_refused_and_drawn_as_text(shipped_stores, own_id):
    visit = opened("transformation", shipped_stores, transformation=own_id)
    raw = " ".join(element.proto.body for element in visit.get("html"))
    assert "is not an id" in raw
    assert "<script>" not in raw


def _asked(stores, own_id: str) -> Request:
    framework = stores.catalogue.frameworks["levelling_up_2022"]
    return Request(address={}, framework=framework, today=None, transformation=own_id)
