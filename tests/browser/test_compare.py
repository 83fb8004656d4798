"""Comparing places as a reader does it: choosing, switching the view, following a link, taking the file."""

import csv

import pytest

from tests.browser.conftest import settled

TEN = "E47000001,E47000007,E47000003,E47000014,E47000013,E47000004,E47000018,E47000002,E47000017,E47000015"
MEASURES = "median_weekly_pay,employment_rate,healthy_life_expectancy_female"
TWO = "/compare?places=E47000002,E47000001&metrics=employment_rate,median_weekly_pay&compare=nation"


@pytest.mark.parametrize("view", ["table", "dots", "trends"])
def test_ten_places_are_accessible_in_every_view_and_never_scroll_the_page_sideways(
    view, page, open_page, assert_readable_on_any_screen
):
    open_page(f"/compare?places={TEN}&metrics={MEASURES}&compare=nation&view={view}")
    if view != "table":
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        # thirty lines at once would be slow to arrive: over time it is one measure after another
        assert page.locator(".stPlotlyChart").count() == (1 if view == "trends" else 3)
    assert_readable_on_any_screen(page)


def test_two_places_are_accessible(page, open_page, assert_readable_on_any_screen):
    open_page(TWO)
    assert page.get_by_role("heading", name="South Yorkshire against Greater Manchester").count() == 1
    assert_readable_on_any_screen(page)


def test_a_reader_begins_with_an_example_switches_the_view_and_can_send_it_on(page, open_page):
    open_page("/compare")
    page.get_by_role("link", name="The two largest combined authorities").click()
    page.get_by_role("heading", name="West Midlands against Greater Manchester").wait_for()
    page.get_by_text("Dots with intervals", exact=True).click()
    page.get_by_role("heading", name="Each measure on a scale of its own").wait_for()
    page.wait_for_url("**view=dots**")
    settled(page)
    address = page.get_by_label("Link to this view").input_value()
    open_page(address)
    assert page.get_by_role("heading", name="Each measure on a scale of its own").count() == 1
    assert page.get_by_role("heading", name="West Midlands against Greater Manchester").count() == 1
    assert not page.faults


def test_the_file_holds_the_figures_on_the_screen_and_where_they_come_from(page, open_page, tmp_path):
    open_page(TWO)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download as CSV").click()
    file = tmp_path / "comparison.csv"
    downloading.value.save_as(file)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    notes = {row[0]: row[1] for row in rows if len(row) == 2}
    assert "Open Government Licence" in notes["Licence"]
    assert "places=E47000002,E47000001" in notes["Link to this view"]
    start = next(number for number, row in enumerate(rows) if row[:1] == ["place_code"])
    table = [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]
    # els/employment-rate.csv.gz, Employment rate, 2023-01-01/P1Y
    work = {row["place"]: row["value"] for row in table if row["metric"] == "employment_rate"}
    assert work == {"South Yorkshire": "71.7", "Greater Manchester": "71.9"}
