"""Exceptions and what changed in a real browser: reachable, narrowed by choice, never wider than the screen."""

import pytest

from tests.browser.conftest import settled

VIEWS = [  # without a parameter each page is read in test_shell
    "exceptions?view=places",
    "exceptions?view=measures",
    "exceptions?view=worsening",
    "exceptions?view=since&mission=health",
]


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_is_accessible_and_never_scrolls_sideways(address, page, open_page, assert_readable_on_any_screen):
    open_page(f"/{address}")
    assert_readable_on_any_screen(page)


def test_a_place_chosen_is_in_the_address_and_the_whole_country_takes_it_out_again(page, open_page):
    open_page("/exceptions?mission=health")
    _choose(page, "Where", "Greater Manchester")
    page.get_by_role("heading", name="stand out from England").wait_for()
    assert "place=E47000001" in page.url
    page.reload()
    settled(page)
    page.get_by_role("heading", name="stand out from England").wait_for()
    _choose(page, "Where", "The whole country")
    page.get_by_role("heading", name="stand out from their nation").wait_for()
    assert "place=" not in page.url


def _choose(page, label: str, words: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    page.wait_for_timeout(500)


def test_the_file_of_a_long_list_holds_every_row(page, open_page, tmp_path):
    open_page("/exceptions?place=E47000001")
    listed = page.locator("ul.counts strong").first.inner_text().replace(",", "")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "exceptions.csv")
    lines = (tmp_path / "exceptions.csv").read_text(encoding="utf-8-sig").splitlines()
    begins = next(number for number, line in enumerate(lines) if line.startswith("Place,Code,"))
    assert len(lines) - begins - 1 == int(listed)
