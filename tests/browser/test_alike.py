"""A reader looks for places like one, and chooses what counts."""

from tests.browser.conftest import settled

ADDRESS = "alike?place=E47000002"


def test_the_list_is_accessible_and_fits_the_screen(open_page, assert_readable_on_any_screen):
    page = open_page(f"{ADDRESS}&metric=employment_rate&metrics=gigabit_broadband,child_poverty_before_housing_costs")
    page.wait_for_selector("text=How firm this list is")
    assert_readable_on_any_screen(page)


def test_the_standard_set_can_be_taken_up_again(open_page):
    page = open_page(f"{ADDRESS}&metrics=gigabit_broadband,employment_rate")
    page.wait_for_selector("text=2 measures, the set you chose")
    page.get_by_role("button", name="Use the standard set of measures").click()
    page.wait_for_selector("text=the standard set, each")
    assert "metrics=" not in page.url


def test_the_nearest_can_be_compared_side_by_side(open_page):
    page = open_page(ADDRESS)
    page.get_by_role("link", name="nearest side by side").click()
    settled(page)
    page.wait_for_selector("table.heat")
    assert "/compare?places=E47000002" in page.url


def test_the_profile_leads_here(open_page):
    page = open_page("profile?place=E47000002")
    page.get_by_role("link", name="Choose what counts as alike").click()
    settled(page)
    page.wait_for_selector("h1:has-text('most like South Yorkshire')")
    assert "place=E47000002" in page.url
