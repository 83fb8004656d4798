"""The pages about the service in a real browser: notes open by keyboard, files arrive, links lead where they say."""

import csv

import pytest

from tests.browser.conftest import settled

VIEWS = [
    "sources",
    "sources?view=freshness",
    "sources?view=set-aside",
    "sources?view=build",
    "methods",
    "methods?view=exact",
    "changes",
    "accessibility",
    "attribution",
]


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_is_accessible_with_its_notes_open_and_never_scrolls_sideways(
    address, page, open_page, assert_readable_on_any_screen
):
    open_page(f"/{address}")
    page.evaluate("document.querySelectorAll('.stApp details').forEach(note => { note.open = true })")
    assert_readable_on_any_screen(page)


def test_a_source_is_found_opened_with_the_keyboard_and_taken_away_as_a_file(page, open_page, tmp_path):
    open_page("/sources")
    page.get_by_label("Find a source").fill("obesity")
    page.keyboard.press("Enter")
    page.get_by_text("Current series (1)").wait_for()
    summary = page.locator("details.source > summary")
    summary.focus()
    page.keyboard.press("Enter")
    # els/adult-obesity-prevalence.csv has 3,510 rows below its headings
    page.get_by_text("3,510 rows").wait_for(state="visible")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download sources-of-the-official-figures").click()
    download.value.save_as(tmp_path / "sources.csv")
    rows = list(csv.reader((tmp_path / "sources.csv").open(encoding="utf-8-sig")))
    assert rows[0] == ["Title", "Sources of the official figures"]
    headings = next(row for row in rows if row[:1] == ["source"])
    obesity = next(row for row in rows if row[1:2] == ["els_adult_obesity_prevalence"])
    assert obesity[headings.index("rows read")] == "3510"


def test_the_tab_key_reaches_choice_search_and_notes_and_shows_where_it_is(page, open_page):
    open_page("/sources")
    reached, unseen = set(), []
    for _ in range(40):
        page.keyboard.press("Tab")
        kind, seen = page.evaluate(FOCUSED)
        reached.add(kind)
        unseen += [] if seen else [kind]
    assert {"A", "INPUT radio", "INPUT text", "SUMMARY"} <= reached
    assert not unseen


FOCUSED = """() => {
  const on = document.activeElement, kind = on.tagName === 'INPUT' ? `INPUT ${on.type}` : on.tagName;
  const drawn = item => { const style = getComputedStyle(item);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'; };
  return [kind, on === document.body || drawn(on) || drawn(on.parentElement) || drawn(on.closest('label') || on)];
}"""


def test_a_view_chosen_is_in_the_address_and_the_address_brings_it_back(page, open_page):
    open_page("/sources")
    page.get_by_text("What was set aside", exact=True).click()
    page.get_by_role("heading", name="What was set aside, and why").wait_for()
    assert page.url.endswith("/sources?view=set-aside")
    page.reload()
    settled(page)
    page.get_by_role("heading", name="What was set aside, and why").wait_for()


def test_a_heading_of_the_contents_is_brought_into_view_below_the_bar(page, open_page):
    open_page("/methods")
    page.get_by_role("link", name="Trend: what improving and worsening mean").click()
    page.wait_for_timeout(500)
    box = page.get_by_role("heading", name="Trend: what improving and worsening mean").bounding_box()
    assert 40 < box["y"] < 400
