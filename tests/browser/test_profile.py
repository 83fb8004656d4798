"""The place profile in a real browser: readable by everybody, changed where it stands, taken away as a file."""

import csv
import re

import pytest

from tests.browser.conftest import settled

VIEWS = [
    "profile", "profile?place=E06000001", "profile?place=E06000001&view=all", "profile?place=E06000053",
    "profile?place=E47000001&compare=similar_global",
]  # fmt: skip


@pytest.mark.parametrize("address", VIEWS)
def test_every_profile_is_accessible_and_never_scrolls_sideways(
    address, page, open_page, assert_readable_on_any_screen
):
    open_page(f"/{address}")
    page.evaluate("document.querySelectorAll('.stApp details').forEach(note => { note.open = true })")
    assert_readable_on_any_screen(page)


def test_a_place_is_chosen_compared_otherwise_and_its_link_reproduces_the_view(page, open_page):
    open_page("/profile")
    page.get_by_role("link", name="Hartlepool").click()
    settled(page)
    page.get_by_role("heading", name="Hartlepool does worse than England").wait_for()
    chooser = page.get_by_label("Compare with")
    chooser.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that has just opened closes when the page is scrolled under it
    chooser.click()
    page.get_by_role("option", name="The North East", exact=True).click()
    page.get_by_role("columnheader", name="Against the North East").first.wait_for()
    assert "compare=region" in page.url
    title = page.locator("h1").inner_text()
    page.goto(page.url)
    settled(page)
    assert page.locator("h1").inner_text() == title


def test_a_former_name_leads_to_the_council_that_followed(page, open_page):
    open_page("/profile")
    page.get_by_label("Search by a former name").fill("Allerdale")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Cumberland, found as Allerdale").first.click()
    page.get_by_role("heading", name="About Cumberland").wait_for()
    assert "place=E06000063" in page.url


def test_the_whole_profile_can_be_taken_away_with_its_sources(page, open_page, tmp_path):
    open_page("/profile?place=E06000001")
    with page.expect_download() as download:
        page.get_by_role("button", name="profile-of-hartlepool").click()
    download.value.save_as(tmp_path / "profile.csv")
    rows = list(csv.reader((tmp_path / "profile.csv").open(encoding="utf-8-sig")))
    assert rows[0] == ["Title", "Profile of Hartlepool"]
    assert any(row[:1] == ["Licence"] for row in rows)
    headings = next(row for row in rows if row[:1] == ["Measure"])
    # els/employment-rate.csv.gz, E06000001, 2023-01-01/P1Y: 67.9
    in_work = next(row for row in rows if "employment_rate" in row)
    assert float(in_work[headings.index("Value")]) == 67.9


@pytest.mark.parametrize(
    ("width", "answer", "said"),
    # on a phone the answers without a mark are said once above the list instead
    [
        (1440, "no target", "No target has been set for this measure."),
        (390, "cannot tell: too few points", "It needs more years of figures"),
    ],
)
def test_in_the_long_list_every_cell_opens_a_note_with_the_keyboard(
    width, answer, said, page, open_page, assert_accessible
):
    page.set_viewport_size({"width": width, "height": 900})
    open_page("/profile?place=E06000001&view=all")
    opening = page.get_by_role("button", name=re.compile(f"{answer}.*what would change this")).first
    opening.focus()
    page.keyboard.press("Enter")
    note = page.locator(".tip:popover-open")
    assert said in note.inner_text()
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert_accessible(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "How this is decided"
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert "#" not in page.url


def test_on_a_phone_each_cell_says_its_column(page, open_page):
    page.set_viewport_size({"width": 390, "height": 900})
    open_page("/profile?place=E06000001&view=all")
    said = page.evaluate(
        "[...document.querySelector('.verdicts tbody tr').querySelectorAll('td')]"
        ".map(cell => getComputedStyle(cell, '::before').content)"
    )
    heads = page.locator(".verdicts table").first.locator("thead th").all_text_contents()
    assert said == [f'"{head}"' for head in heads[1:]]
