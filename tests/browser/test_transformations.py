"""Transformations in a real browser: found, turned over, opened, and readable by everybody."""

import pytest


def test_a_steward_narrows_the_list_turns_it_over_and_opens_one(open_page):
    page = open_page("transformations?place=E47000002")
    assert "reach South Yorkshire" in page.locator("h1").inner_text()
    page.get_by_role("button", name="Show 26 to").click()
    page.wait_for_url("**start=26**")
    page.get_by_role("button", name="Show 51 to").click()
    page.wait_for_url("**start=51**")
    page.get_by_role("heading", name="51 to").wait_for()
    page.get_by_role("link", name="Bus for Stocksbridge").first.click()
    page.get_by_role("heading", name="What was reported").wait_for()
    page.get_by_role("heading", name="What is published").wait_for()
    for _press in range(2):  # one press may only take back what the page itself added to its address
        if "transformations?" not in page.url:
            page.go_back()
            page.wait_for_timeout(1500)
    page.get_by_role("heading", name="51 to").wait_for()
    assert page.faults == []


def test_the_programme_is_chosen_and_taken_away_again(open_page):
    page = open_page("transformations")
    page.get_by_role("combobox", name="Programme").click()
    page.get_by_role("option", name="Freeports").click()
    page.wait_for_url("**programme=freeports**")
    page.get_by_role("heading", name="12 transformations of the programme Freeports").wait_for()
    page.get_by_role("combobox", name="Programme").click()
    page.get_by_role("option", name="Every programme").click()
    page.get_by_role("heading", name="1,709 transformations are listed").wait_for()
    assert page.faults == []


def test_without_a_role_only_what_is_published_is_shown(page, service, open_page):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": "nobody", "url": service}])
    open_page("transformation?transformation=TD-BAR-01")
    assert "its returns are not yours to see" in page.locator("h1").inner_text()
    page.get_by_role("heading", name="What is not known").wait_for()
    assert page.get_by_role("heading", name="What was reported").count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "transformations?place=E06000053&programme=freeports",
        "transformation?transformation=TD-BAR-01",
        "transformation?transformation=LUF2-110",
        "transformation?transformation=nothing-here",
    ],
)
def test_everybody_can_read_it_on_any_screen(open_page, assert_readable_on_any_screen, address):
    assert_readable_on_any_screen(open_page(address))
