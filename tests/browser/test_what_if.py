"""A reader sets a target and sends the link."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settled

ADDRESS = "what-if?place=E06000001&metric=claimant_count&target=3&by=2028"


def test_the_answer_is_accessible_and_fits_the_screen(open_page, assert_readable_on_any_screen):
    page = open_page(ADDRESS)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert_readable_on_any_screen(page)


def test_a_target_typed_with_the_keyboard_is_in_the_link_and_the_heading(open_page):
    page = open_page(ADDRESS)
    field = page.get_by_label("Target, in %")
    field.focus()
    field.press("Control+a")
    field.type("2.5")
    field.press("Enter")
    page.wait_for_url("**target=2.5**")
    page.wait_for_selector("h1:has-text('at most 2.5% by 2028')")
    expect(page.locator(".foot input")).to_have_value(re.compile("target=2.5"))


def test_what_is_no_number_stays_in_the_field_and_the_page_says_so(open_page):
    page = open_page(ADDRESS.replace("target=3", "target=three"))
    expect(page.get_by_label("Target, in %")).to_have_value("three")
    expect(page.get_by_text("“three” is not a number a target can be set at")).to_be_visible()


def test_a_starting_point_is_followed_in_one_step(open_page):
    page = open_page(ADDRESS)
    page.get_by_role("link", name="England's newest figure").click()
    settled(page)
    page.wait_for_selector("h1:has-text('by 2028')")
    assert "target=" in page.url
    assert "target=3&" not in page.url


def test_a_link_opens_the_same_view_for_somebody_else(browser, service, open_page):
    first = open_page(ADDRESS)
    first.wait_for_selector(".foot input")
    link, heading = first.locator(".foot input").input_value(), first.locator("h1").inner_text()
    other = browser.new_context().new_page()
    other.goto(link)
    settled(other)
    expect(other.locator("h1")).to_have_text(heading, use_inner_text=True)
    other.context.close()
