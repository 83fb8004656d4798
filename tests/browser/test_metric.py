"""The metric pages in a real browser: maps draw from this machine alone, and everything is reachable."""

import pytest

from tests.browser.conftest import settled

METRIC = "/metric?metric=employment_rate&place=E06000001"
SHAPES = ".choroplethlayer path"


@pytest.mark.parametrize(
    "address",
    [f"{METRIC}&view=map", f"{METRIC}&view=table", f"{METRIC}&view=beeswarm", f"{METRIC}&view=time",
     f"{METRIC}&view=ranks", f"{METRIC}&view=funnel", f"{METRIC}&view=change", f"{METRIC}&view=future",
     "/metric?metric=platform_work"],
)  # fmt: skip
def test_every_view_is_accessible_and_never_scrolls_sideways(address, page, open_page, assert_readable_on_any_screen):
    open_page(address)
    page.wait_for_selector("section.foot")
    assert_readable_on_any_screen(page)


def test_the_map_draws_every_council_without_asking_another_machine(page, open_page):
    open_page(f"{METRIC}&view=map")
    # 361 councils, and the highlighted one a second time on top
    page.locator(SHAPES).nth(361).wait_for(state="attached")
    widths = page.locator(SHAPES).evaluate_all("paths => paths.map(path => path.getBoundingClientRect().width)")
    assert len(widths) == 362
    assert min(widths) > 0
    assert not page.faults


def test_a_hexagon_clicked_becomes_the_highlighted_place_and_the_address_says_so(page, open_page):
    open_page(f"{METRIC}&view=hex")
    page.locator(SHAPES).nth(361).wait_for(state="attached")
    hexagon = page.locator(SHAPES).nth(120)
    hexagon.scroll_into_view_if_needed()
    box = hexagon.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.click(*middle)
    page.wait_for_url(lambda address: "E06000001" not in address)
    settled(page)
    assert page.get_by_role("combobox", name="Highlight a place").input_value() != "Hartlepool"
    assert "view=hex" in page.url


def test_a_place_chosen_from_the_list_is_described_and_kept_in_the_link(page, open_page):
    open_page(f"{METRIC}&view=table")
    page.get_by_role("combobox", name="Highlight a place").click()
    page.keyboard.type("Greater Manch")
    page.keyboard.press("Enter")
    # els/employment-rate.csv.gz, E47000001, 2023: 71.9 (70.3 to 73.5)
    page.get_by_text("Greater Manchester's 71.9%").wait_for()
    page.get_by_role("link", name="Show combined authorities").click()
    settled(page)
    assert "place=E47000001" in page.url
    assert "level=combined_authority" in page.url
    page.get_by_role("table").get_by_role("link", name="Greater Manchester").first.wait_for()


def test_the_newest_figures_are_taken_away_as_a_file(page, open_page):
    open_page(f"{METRIC}&view=table")
    with page.expect_download() as download:
        page.get_by_role("button", name="newest-figures").click()
    written = download.value.path().read_text(encoding="utf-8-sig")
    # els/employment-rate.csv.gz, E06000001, 2023: 67.9
    row = next(line for line in written.splitlines() if line.startswith("E06000001,"))
    assert ",67.9," in row
    assert written.startswith("Title,")


def test_a_long_table_behind_a_chart_comes_when_it_is_opened(page, open_page, assert_accessible):
    open_page(f"{METRIC}&view=map")
    page.wait_for_selector("section.foot")
    assert not page.locator("[data-testid=stDataFrame]").count()
    page.get_by_text("The table behind this chart").click()
    page.locator("[data-testid=stDataFrame]").wait_for()
    settled(page)
    assert_accessible(page)
    assert not page.faults
