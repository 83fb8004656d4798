"""The address kept from page to page, and the widgets that change it."""

import html

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui import fakes
from ui import stores


def profile_page():
    import streamlit as st

    from domain.verdict import Comparator
    from ui import frame, surround
    from ui.stores import stores

    page = st.session_state.get("test.page", "profile")
    held = stores()
    request = frame.begin(held, page=page, page_title="Place profile", section="Places")
    surround.problems(request)
    frame.heading(request.place.name if request.place else "Choose a place")
    frame.choose_place(request)
    frame.choose_places(request)
    frame.choose_metric(request)
    frame.choose_comparator(request, [Comparator.NATION, Comparator.REGION])
    frame.choose_view(request, {"map": "Map", "table": "Table"})
    frame.search_place(request)
    frame.type_in(request, "target", "Target", example="For example: 80")
    frame.foot(request, sources=held.sources.values(), build=held.figures.build_id)
    frame.settle()


@pytest.fixture
def visit():
    stores.provide(fakes.stores)
    return AppTest.from_function(profile_page, default_timeout=20)


def drawn(visit: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))


def address(visit: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[-1] for name, value in visit.query_params.items()}


def opened(visit: AppTest, **parameters: str) -> AppTest:
    for name, value in parameters.items():
        visit.query_params[name] = value
    visit.run()
    assert not visit.exception
    return visit


def test_the_place_in_the_address_is_the_place_on_the_page(visit):
    opened(visit, place="E06000001")
    assert "Hartlepool</h1>" in drawn(visit)
    assert visit.selectbox(key="frame.choose.place").value == "E06000001"


def test_choosing_a_place_changes_the_page_and_the_address(visit):
    opened(visit, place="E06000001")
    visit.selectbox(key="frame.choose.place").set_value("E06000063").run()
    assert "Cumberland</h1>" in drawn(visit)
    assert address(visit)["place"] == "E06000063"


def test_an_address_that_changes_under_the_page_changes_the_widgets_too(visit):
    opened(visit, place="E06000001")
    opened(visit, place="E06000053")  # as the back button does
    assert visit.selectbox(key="frame.choose.place").value == "E06000053"


def test_what_was_chosen_survives_an_emptied_address_and_is_written_back(visit):
    opened(visit, place="E06000001", compare="region")
    visit.query_params.clear()
    visit.session_state["test.page"] = "compare"  # as going to another page does
    visit.run()
    assert "Hartlepool</h1>" in drawn(visit)
    assert (address(visit)["place"], address(visit)["compare"]) == ("E06000001", "region")


def test_a_view_is_kept_for_its_own_page_only(visit):
    opened(visit, view="table")
    visit.query_params.clear()
    visit.session_state["test.page"] = "metric"
    visit.run()
    assert address(visit)["view"] == "map"
    visit.query_params.clear()
    visit.session_state["test.page"] = "profile"
    visit.run()
    assert address(visit)["view"] == "table"


def test_a_view_the_browser_reports_from_the_page_before_is_not_taken_for_a_wish(visit):
    opened(visit, view="table")
    visit.session_state["test.page"] = "metric"
    visit.run()  # the address still says view=table
    assert address(visit)["view"] == "map"


def test_a_retired_code_is_followed_in_words_and_its_successor_kept(visit):
    opened(visit, place="E07000026")
    assert "Allerdale (E07000026) became part of Cumberland" in drawn(visit)
    visit.query_params.clear()
    visit.run()
    assert address(visit)["place"] == "E06000063"


def test_a_split_county_offers_a_link_to_each_part(visit):
    opened(visit, place="E10000006", compare="region")
    assert 'href="profile?place=E06000063&compare=region"' in drawn(visit)
    assert 'href="profile?place=E06000064&compare=region"' in drawn(visit)


def test_an_unknown_code_stays_in_the_address_and_is_not_carried_on(visit):
    opened(visit, place="E06999999")
    assert address(visit)["place"] == "E06999999"
    assert "E06999999" in drawn(visit)
    visit.query_params.clear()
    visit.run()
    assert "place" not in address(visit)


def test_a_comparator_the_page_does_not_offer_is_replaced_aloud(visit):
    opened(visit, compare="united_kingdom")
    assert "“the United Kingdom” is not on offer here. This shows “its nation” instead." in drawn(visit)


def test_script_in_an_address_is_drawn_as_words(visit):
    visit.query_params["metric"] = "<script>alert(1)</script>"
    visit.run()
    bodies = " ".join(element.proto.body for element in visit.get("html"))
    assert "<script" not in bodies
    assert "&lt;script&gt;" in bodies


def test_several_places_are_chosen_in_order_and_taking_all_away_empties_the_address(visit):
    opened(visit)
    chooser = visit.multiselect(key="frame.choose.places")
    chooser.set_value(["E06000063", "E06000001"]).run()
    assert address(visit)["places"] == "E06000063,E06000001"
    visit.multiselect(key="frame.choose.places").set_value([]).run()
    assert "places" not in address(visit)


def test_places_of_one_name_are_told_apart(visit):
    opened(visit)
    options = visit.selectbox(key="frame.choose.place").options
    assert "North East (region)" in options
    assert "North East (combined authority)" in options


def test_a_former_name_finds_todays_place(visit):
    opened(visit)
    visit.text_input(key="frame.choose.search").set_value("allerdale").run()
    (button,) = [button for button in visit.button if "found as Allerdale" in button.label]
    button.click().run()
    assert address(visit)["place"] == "E06000063"


def test_a_search_that_finds_nothing_says_so(visit):
    opened(visit)
    visit.text_input(key="frame.choose.search").set_value("Atlantis").run()
    assert "No place has a name like “Atlantis”" in drawn(visit)


def test_the_foot_names_source_date_rules_build_and_a_link_to_the_view(visit):
    opened(visit, place="E06000001", compare="region", view="table")
    foot = drawn(visit)
    assert "Office for National Statistics, published 20 February 2026" in foot
    assert "build 2026-11-22-1" in foot
    assert "place=E06000001&compare=region&view=table" in foot


def test_a_typed_number_goes_into_the_address(visit):
    opened(visit, metric="healthy_life_men")
    visit.text_input(key="frame.choose.target").set_value("65.5").run()
    assert address(visit)["target"] == "65.5"
    assert visit.text_input(key="frame.choose.target").value == "65.5"


def test_what_was_typed_stays_where_it_cannot_be_read_and_the_page_says_why(visit):
    opened(visit, metric="healthy_life_men")
    visit.text_input(key="frame.choose.target").set_value("sixty").run()
    assert visit.text_input(key="frame.choose.target").value == "sixty"
    assert "“sixty” is not a number a target can be set at" in drawn(visit)


def test_a_target_goes_with_its_metric(visit):
    opened(visit, metric="healthy_life_men", target="65")
    visit.selectbox(key="frame.choose.metric").set_value("healthy_life_women").run()
    assert visit.text_input(key="frame.choose.target").value == ""
    assert "target" not in address(visit)


def test_a_target_kept_from_before_is_not_carried_to_another_metric_by_a_link(visit):
    opened(visit, metric="healthy_life_men", target="65")
    visit.query_params.clear()
    opened(visit, metric="healthy_life_men")  # the same metric: as before
    assert address(visit)["target"] == "65"
    visit.query_params.clear()
    opened(visit, metric="healthy_life_women")
    assert "target" not in address(visit)
