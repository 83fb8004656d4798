"""Learning from others, in a real browser: from a problem to a practice, to its adopters, and back with a report."""

import re

import pytest

from tests.browser.conftest import settled
from tests.browser.test_register_accessible import assert_readable

STOKE, NAME = "E06000021", "Stoke-on-Trent"
WORSE_ON, PRACTICE = "disposable_income_per_head", "preston-community-wealth-pay"
CODES = "codebook"  # the one page that lists the words of files as files have them
EXPECTED = re.compile(r"may expect (.+?) on “")


@pytest.fixture
def as_reader(page, service):
    """Try on a role."""

    def become(role: str) -> None:
        page.context.add_cookies([{"name": "stewardship_view_as", "value": role, "url": service}])

    return become


def test_worse_than_places_like_mine_what_could_help_adopt_report_back_and_the_effect_changes(
    page, open_page, as_reader
):
    as_reader(f"place_officer.{STOKE}")
    open_page(f"what-helps?place={STOKE}&compare=similar_global")
    assert "worse" in page.locator("h1").inner_text()
    follow(page, f"main a[href*='metric={WORSE_ON}']")
    follow(page, f"main a[aria-label^='Take it up'][href*='{PRACTICE}']")
    before = expected(page)

    page.get_by_label("Why do you take it up?").fill("Pay here is lower than in places like ours")
    page.get_by_role("button", name="Take it up", exact=True).click()
    said(page, f"{NAME} has taken up")
    assert expected(page) == before  # nothing is known of it yet

    unfold(page, f"Report back from {NAME}")
    page.get_by_role("radio", name="By numbers you type in").check(force=True)
    settled(page)
    page.get_by_label("The effect, with a minus where it fell").fill("-20")
    page.get_by_label("Lower end of its 95% interval").fill("-23")
    page.get_by_label("Upper end of its 95% interval").fill("-17")
    box = page.get_by_role("combobox", name="How was it found?")
    box.click()
    box.fill("before and after")
    page.get_by_role("option", name="before and after", exact=True).click()
    page.get_by_role("radio", name="harm", exact=True).check(force=True)
    page.get_by_label("What was learnt, and what would you tell the next place?").fill("Ask suppliers first")
    page.get_by_role("button", name="Report back", exact=True).click()
    said(page, "The effects taken together went from")
    after = expected(page)
    assert after != before
    assert lower_end(after) < lower_end(before)  # a great harm among them widens what the next place may expect
    assert page.get_by_role("link", name=NAME).count() > 0
    assert page.faults == []


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (
            f"place_officer.{STOKE}",
            [
                "library", f"practice?practice={PRACTICE}", f"what-helps?place={STOKE}&metric={WORSE_ON}",
                f"adoption?practice={PRACTICE}", "asks", "experiments",
            ],
        ),
        ("steward", ["adoption", CODES, "evaluate", "practice?practice=big-local"]),
    ],
    ids=["place officer", "steward"],
)  # fmt: skip
def test_every_page_of_the_library_can_be_read(
    page, open_page, as_reader, assert_readable_on_any_screen, role, addresses
):
    as_reader(role)
    for address in addresses:
        open_page(address)
        if address != CODES:
            assert_readable(page)
        assert_readable_on_any_screen(page)


def follow(page, selector: str) -> None:
    """Go where the first such link leads, once it is there."""
    link = page.locator(selector).first
    link.wait_for(state="attached")
    page.goto(link.get_attribute("href"))
    settled(page)


def unfold(page, words: str) -> None:
    """Open a part of the page, unless it is open."""
    part = page.locator("details").filter(has_text=words)
    if part.get_attribute("open") is None:
        part.locator("summary").click()


def expected(page) -> str:
    """What the heading says that the next place may expect."""
    heading = page.locator("h1").inner_text()
    found = EXPECTED.search(heading)
    assert found, heading
    return found[1]


def lower_end(words: str) -> float:
    """The first number of an interval as it is written."""
    return float(words.split(" to ", maxsplit=1)[0].replace("−", "-").strip("%+ "))


def said(page, words: str) -> None:
    """Wait for a notice, and for the page to be drawn."""
    page.get_by_role("status").filter(has_text=words).first.wait_for()
    settled(page)
