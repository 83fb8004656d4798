"""From the list of missions to one of them, to another measure, and back to a place, as a reader goes."""

import pytest

from tests.browser.conftest import settled

MISSION = "/mission?framework=levelling_up_2022&mission=living_standards&metric=employment_rate"


def test_a_reader_goes_from_the_list_to_a_mission_and_on_to_a_place_that_stands_out(open_page):
    page = open_page("/missions")
    page.get_by_role("link", name="Living standards").click()
    settled(page)
    page.get_by_text("Which places stand out", exact=True).first.click()
    page.get_by_role("heading", name="Which places stand out").wait_for()
    assert "mission=living_standards" in page.url
    assert "view=standouts" in page.url
    page.get_by_role("link", name="Birmingham", exact=True).click()
    page.wait_for_url("**/profile?place=E08000025**")
    settled(page)
    assert not page.faults


def test_another_measure_is_chosen_with_the_keyboard_and_the_address_says_which(open_page):
    page = open_page(MISSION)
    chooser = page.get_by_role("combobox", name="Measure of this mission")
    chooser.press_sequentially("Typical weekly")
    page.get_by_role("option", name="Typical weekly pay of residents").wait_for()
    chooser.press("Enter")
    page.get_by_role("heading", name="Typical weekly pay of residents: ").wait_for()
    assert "metric=median_weekly_pay" in page.url
    assert not page.faults


def test_the_other_framework_can_be_chosen_and_its_missions_keep_it_in_their_links(open_page):
    page = open_page("/missions")
    page.get_by_role("link", name="Local Outcomes Framework, 2026").click()
    page.get_by_role("link", name="Homelessness and rough sleeping").click()
    page.wait_for_url("**mission=homelessness**")
    settled(page)
    assert "framework=local_outcomes_2026" in page.url
    page.get_by_role("heading", name="Not measured here").wait_for()


@pytest.mark.parametrize(
    "address", ["/missions", MISSION, "/mission?mission=pride_in_place", "/mission?mission=alchemy"]
)
def test_missions_are_accessible_and_fit_the_screen(address, page, open_page, assert_readable_on_any_screen):
    open_page(address)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert_readable_on_any_screen(page)
