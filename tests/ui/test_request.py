"""What a reader asked for, read at the door."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.transformation import Status
from domain.verdict import Comparator
from tests.ui import fakes
from ui.address import ORDER, href
from ui.request import Request, read_request

CATALOGUE = fakes.catalogue()
TODAY = dt.date(2026, 11, 22)


def ask(**address: str | tuple[str, ...]) -> Request:
    given = {name: (value,) if isinstance(value, str) else value for name, value in address.items()}
    return read_request(given, places=fakes.PLACES, catalogue=CATALOGUE, today=TODAY)


def said(request: Request) -> str:
    return " ".join(problem.sentence for problem in request.problems)


def test_a_code_becomes_the_place():
    request = ask(place="E06000001")
    assert request.place.name == "Hartlepool"
    assert not request.problems


def test_a_code_in_small_letters_is_the_same_code():
    assert ask(place="e06000001").place.name == "Hartlepool"


def test_nothing_asked_is_nothing_chosen_compared_with_the_nation():
    request = ask()
    assert (request.place, request.places, request.metric, request.mission) == (None, (), None, None)
    assert request.comparator is Comparator.NATION
    assert request.framework.title == "The white paper"
    assert not request.problems


def test_an_unknown_code_is_named_and_nothing_takes_its_place():
    request = ask(place="E06999999")
    assert request.place is None
    assert "E06999999" in said(request)
    assert "choose" in said(request)


def test_a_name_in_place_of_a_code_is_refused_with_an_example_of_a_code():
    request = ask(place="Hartlepool")
    assert request.place is None
    assert "“Hartlepool” is not the code of a place" in said(request)


def test_a_merged_council_leads_to_the_one_that_follows_it_and_the_page_says_so():
    # Allerdale, Carlisle and Copeland became Cumberland on 1 April 2023.
    request = ask(place="E07000026")
    assert request.place.name == "Cumberland"
    assert "Allerdale (E07000026) became part of Cumberland on 1 April 2023" in said(request)


def test_a_chain_of_two_mergers_leads_to_todays_council():
    # Taunton Deane -> Somerset West and Taunton (2019) -> Somerset (2023).
    assert ask(place="E07000190").place.name == "Somerset"


def test_a_recoded_council_is_said_to_have_a_new_code():
    request = ask(place="E08000019")
    assert request.place.code == "E08000039"
    assert "was given a new code, E08000039" in said(request)


def test_a_county_that_was_split_is_not_chosen_for_the_reader_but_both_parts_are_offered():
    request = ask(place="E10000006")
    assert request.place is None
    (problem,) = request.problems
    assert [place.name for place in problem.offers] == ["Cumberland", "Westmorland and Furness"]
    assert "Cumbria (E10000006) came to an end on 1 April 2023" in problem.sentence


def test_a_place_that_ended_with_no_follower_is_said_to_have_ended():
    request = ask(place="E26000001")
    assert request.place is None
    assert "no one place follows it" in said(request)


def test_several_places_come_with_commas_or_repeated_each_once_in_their_order():
    request = ask(places=("E06000053,E06000001", "E06000053"))
    assert [place.name for place in request.places] == ["Isles of Scilly", "Hartlepool"]
    assert not request.problems


def test_two_old_codes_of_one_council_are_one_place():
    assert len(ask(places="E08000019,E08000039").places) == 1


def test_five_hundred_places_are_cut_to_what_a_view_holds_and_the_page_says_so():
    codes = ",".join(f"E0600{number:04}" for number in range(500))
    request = ask(places=codes)
    assert "asks for 500 places" in said(request)
    assert len(request.places) <= 10
    assert len(request.problems) <= 9


def test_a_repeated_parameter_uses_the_first_and_says_so():
    request = ask(place=("E06000001", "E06000053"))
    assert request.place.name == "Hartlepool"
    assert "2 values" in said(request)


def test_unknown_metric_mission_framework_level_comparator_view_and_day_are_each_named():
    asked = {
        "metric": "happiness", "mission": "m99", "framework": "manifesto", "level": "parish",
        "compare": "the moon", "view": "Pie Chart", "period": "2024-02-30",
    }  # fmt: skip
    request = ask(**asked)
    for value in asked.values():
        assert f"“{value}”" in said(request)
    assert (request.metric, request.mission, request.level, request.view, request.period) == (None,) * 5


def test_a_parameter_no_page_reads_is_named_and_ignored():
    request = ask(plcae="E06000001")
    assert "“plcae”, which no page reads" in said(request)
    assert "plcae" not in request.address


def test_a_period_is_the_first_day():
    assert ask(period="2022-04-01").period == dt.date(2022, 4, 1)


@pytest.mark.parametrize(
    ("text", "number"), [("78.5", 78.5), ("-3", -3.0), ("0", 0.0), ("123456789012", 123456789012.0)]
)
def test_a_target_is_a_plain_number_and_may_be_negative(text, number):
    request = ask(target=text)
    assert request.target == number
    assert not request.problems


@pytest.mark.parametrize(
    "text", ["eighty", "inf", "-inf", "nan", "1e6", "80%", "1,000", "--3", ".", "٧", "9" * 400, "1.0000000001"]
)
def test_a_target_that_is_no_plain_number_is_named_with_how_to_write_it(text):
    request = ask(target=text)
    assert request.target is None
    assert text[:5] in said(request)
    assert "such as 78.5" in said(request)
    assert len(said(request)) < 300


def test_a_year_to_reach_it_in_has_four_digits():
    assert ask(by="2030").by == 2030
    # in the past for every figure here: what follows from that is for the page to say
    assert ask(by="2010").by == 2010


@pytest.mark.parametrize("text", ["soon", "30", "20300", "1066", "9999", "-2030", "2030.5", "٢٠٣٠"])
def test_a_year_that_cannot_be_one_is_named_with_how_to_write_it(text):
    request = ask(by=text)
    assert request.by is None
    assert f"“{text}”" in said(request)
    assert "between 2000 and 2100" in said(request)


def test_a_round_a_status_a_kind_an_order_and_a_past_day_are_read():
    request = ask(round="TD-2026-04", status="on_track", kind="waiting", order="money", on="2026-11-22")
    assert (request.round, request.status, request.kind, request.order) == (
        "TD-2026-04", Status.ON_TRACK, "waiting", "money",
    )  # fmt: skip
    assert request.on == TODAY
    assert not request.problems


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("on", "2026-11-23", "23 November 2026 has not come yet"),
        ("on", "2026-02-30", "“2026-02-30” is not a day"),
        ("status", "amber", "“amber” is not a status. The statuses are: not started, on track,"),
        ("cost", "cheap", "The bands are: under £10,000; £10,000 to £100,000;"),
        ("grade", "9", "“9” is not a level of evidence: those go from 1 to 5"),
        ("result", "great", "The results are: worked, mixed, no effect,"),
        ("level", "parish", "The levels are: councils, upper-tier councils,"),
        ("round", "../x", "“../x” is not the id of a round"),
        ("kind", "A B", "“A B” is not a kind of record"),
        ("order", "<b>", "“<b>” is not an order of this list"),
    ],
)
def test_what_of_a_register_address_cannot_be_followed_is_named(name, text, expected):
    request = ask(**{name: text})
    assert getattr(request, name) is None
    assert expected in said(request)


def test_a_value_only_kept_from_before_is_dropped_without_a_word():
    request = read_request(
        {"metric": ("gone",)}, places=fakes.PLACES, catalogue=CATALOGUE, today=TODAY, typed=frozenset()
    )
    assert request.metric is None
    assert not request.problems


def test_ten_thousand_characters_are_shown_as_sixty():
    request = ask(metric="x" * 10_000)
    assert len(request.problems[0].text) == 61
    assert len(said(request)) < 300


def test_control_characters_are_never_shown():
    assert all(character.isprintable() for character in said(ask(place="E06\x00\x1b[31m\n00001")))


HOSTILE = ["<script>alert(1)</script>", "%00%ff", "E06000001'--", "../../etc", ""]
CURRENT = sorted(code for code, place in fakes.PLACES.items() if place.is_current)
hostile = st.text(max_size=80) | st.sampled_from(HOSTILE)


@given(st.dictionaries(st.sampled_from(ORDER) | st.text(max_size=20), st.lists(hostile, max_size=4).map(tuple)))
def test_no_address_whatever_breaks_the_page(address):
    request = read_request(address, places=fakes.PLACES, catalogue=CATALOGUE, today=TODAY)
    assert all(problem.sentence.endswith(".") for problem in request.problems)
    assert len(request.problems) <= 9


@given(st.sampled_from(CURRENT), st.sampled_from(Comparator))
def test_a_link_asks_for_what_it_was_made_of(code, comparator):
    query = href("profile", place=fakes.PLACES[code], compare=comparator).partition("?")[2]
    request = ask(**dict(pair.split("=") for pair in query.split("&")))
    assert (request.place.code, request.comparator) == (code, comparator)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_target_comes_back_from_its_link_as_it_was_set(digits, decimals):
    target = round(digits / 10**decimals, decimals)
    text = href("what_if", target=target).partition("target=")[2]
    assert ask(target=text).target == pytest.approx(target, abs=1e-9)
