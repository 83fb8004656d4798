"""From every headline measure to one of them, to another way of measuring its gap, as a reader goes."""

import pytest

from tests.browser.conftest import settled

PAY = "/disparities?metric=median_weekly_pay&framework=levelling_up_2022&view=decile_ratio"


def test_a_reader_goes_from_the_overview_to_one_measure_and_back(open_page):
    page = open_page("/disparities?framework=levelling_up_2022&view=all")
    page.get_by_role("link", name="People in work").click()
    settled(page)
    page.get_by_role("heading", name="Between regions and within them").wait_for()
    assert "metric=employment_rate" in page.url
    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Disparities").click()
    page.get_by_role("heading", name="headline measures and widened on").wait_for()
    assert not page.faults


def test_another_way_of_measuring_is_one_choice_away_and_in_the_address(open_page):
    page = open_page(PAY)
    page.get_by_text("Gap between the fifths", exact=True).first.click()
    page.wait_for_url("**view=fifths_gap**")
    settled(page)
    assert not page.faults


def test_a_line_of_a_mission_opens_with_the_keyboard_and_leads_to_the_gap_over_time(open_page):
    page = open_page("/mission?framework=levelling_up_2022&mission=health")
    page.locator("details.answer > summary").first.press("Enter")
    page.get_by_role("link", name="The gap four ways and over time").first.click()
    page.wait_for_url("**/disparities?**view=decile_gap**")
    settled(page)
    assert not page.faults


@pytest.mark.parametrize(
    "address",
    [
        PAY, "/disparities?view=all", "/disparities?metric=gigabit_broadband&view=spread",
        "/disparities?metric=business_research_spending", "/mission?framework=levelling_up_2022&mission=health",
    ],
)  # fmt: skip
def test_disparities_are_accessible_and_fit_the_screen(address, page, open_page, assert_readable_on_any_screen):
    open_page(address)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert_readable_on_any_screen(page)
