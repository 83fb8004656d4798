"""The register read by everybody, role by role: on a wide screen and a phone, by keyboard, enlarged, and aloud."""

import enum
import importlib
import pkgutil
import re
from itertools import pairwise

import pytest

import domain
from tests.browser.conftest import PHONE, WIDE, resize, settled

STOKE = "E06000021"
LEFT_OVER = re.compile(r"\b(?:None(?! of )|nan|NaN|inf|undefined|null)\b")
HEADINGS = (
    "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
)
BARE_TABLES = (
    "[...document.querySelectorAll('table')].filter(e => !e.caption?.textContent || !e.querySelector('th')).length"
)
NAMES = "[...document.querySelectorAll('main :is(input, textarea, button)')].map(e => e.ariaLabel || '')"
# Streamlit writes its icons as words that a font turns into pictures.
WORDS = """[...document.querySelectorAll('main, title')].map(each => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll('[data-testid=stIconMaterial], style, script').forEach(icon => icon.remove());
    return copy.textContent;
}).join(' ')"""


@pytest.fixture
def read_as(page, service, open_page, assert_accessible):
    """Try on a role, then read pages one after the other: an address, or what the first such link there leads to."""

    def read(role: str, *addresses: str) -> None:
        page.context.add_cookies([{"name": "stewardship_view_as", "value": role, "url": service}])
        for address in addresses:
            open_page(first_link(page, address.removeprefix("first ")) if address.startswith("first ") else address)
            assert_readable(page)
            assert_accessible(page)
            resize(page, PHONE, 844)
            assert_nothing_runs_off(page)
            assert_accessible(page)
            resize(page, WIDE)
        assert page.faults == []

    return read


def test_a_steward_can_read_every_page_of_returns(read_as):
    read_as(
        "steward", "today", "rounds", "first one-round?", "returns", "first one-return?",
        "open-round?programme=town_deals", "bulk",
    )  # fmt: skip


def test_a_steward_can_read_every_transformation_and_change_it(read_as):
    read_as("steward", "transformations", "first transformation?", "first view=act")


def test_a_steward_can_read_the_sums_and_promises_of_the_register(read_as):
    read_as("steward", "portfolio", "commitments", "centre")


def test_a_place_officer_can_read_every_page(read_as):
    read_as(
        f"place_officer.{STOKE}", "today", "rounds", "returns", "first one-return?", "bulk", "portfolio",
    )  # fmt: skip


def test_a_certifier_can_read_every_page(read_as):
    read_as(f"certifier.{STOKE}", "today", "returns?view=accepted", "first one-return?", "commitments", "centre")


def test_a_ministers_office_can_read_every_page(read_as):
    read_as(
        "ministers_office", "today", "portfolio", "commitments", "centre", "transformations", "first transformation?"
    )


def test_an_administrator_can_read_every_page(read_as):
    read_as("administrator", "today", "people", "audit", "returns")


def assert_readable(page) -> None:
    """What every page owes its reader: where one is, headings in order, named tables, words and no leftovers."""
    where = page.url
    title = page.title()
    assert title.endswith(" - Levelling-up stewardship"), f"{where}: the title {title!r} does not say where one is"
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1, f"{where}: {levels.count(1)} first headings"
    skipped = [(above, below) for above, below in pairwise(levels) if below > above + 1]
    assert not skipped, f"{where}: headings skip a level: {skipped}"
    assert page.evaluate(BARE_TABLES) == 0, f"{where}: a table without a caption or header cells"
    assert not [name for name in page.evaluate(NAMES) if "\\" in name], f"{where}: a name is read with backslashes"
    words = page.evaluate(WORDS)
    assert not LEFT_OVER.findall(words), f"{where}: {leftover(words, LEFT_OVER)}"
    assert not CODED.findall(words), f"{where}: {leftover(words, CODED)}"


def assert_nothing_runs_off(page) -> None:
    """The page does not scroll sideways."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width}"


def leftover(words: str, pattern: re.Pattern[str]) -> str:
    """The first of them with what stands around it."""
    found = pattern.search(words)
    return words[max(found.start() - 60, 0) : found.end() + 40]


def coded_words() -> re.Pattern[str]:
    """The words of the code that no reader should meet, such as ``changes_asked``: they hold an underscore."""
    found = set()
    for each in pkgutil.iter_modules(domain.__path__):
        for one in vars(importlib.import_module(f"domain.{each.name}")).values():
            if isinstance(one, type) and issubclass(one, enum.Enum):
                found.update(str(member.value) for member in one if "_" in str(member.value))
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, found))) + r")\b")


CODED = coded_words()


def first_link(page, holding: str) -> str:
    """The address of the first link of the page that holds these signs."""
    return page.locator(f"main a[href*='{holding}']").first.get_attribute("href")


def test_the_button_that_says_who_reads_covers_nothing(page, service, open_page):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": f"place_officer.{STOKE}", "url": service}])
    open_page("accessibility")
    for width in (1440, 1200, 1024, 768, 390, 320):
        resize(page, width)
        assert_button_covers_nothing(page, width)


def assert_button_covers_nothing(page, width: int) -> None:
    button = page.get_by_role("button", name="View as: place officer, Stoke-on-Trent").bounding_box()
    assert button["x"] + button["width"] <= width
    drawn = """selector => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(selector));
        return [...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom]);
    }"""
    for selector in (".phase", ".training", "h1", "[data-testid='stHeader']"):
        for left, top, right, bottom in page.evaluate(drawn, selector):
            apart = (
                right <= button["x"] or left >= button["x"] + button["width"]
                or bottom <= button["y"] + 1 or top >= button["y"] + button["height"] - 1
            )  # fmt: skip
            assert apart, f"the button stands on {selector} at {width}"


def test_what_is_typed_by_keyboard_is_kept_told_aloud_and_the_focus_goes_on(
    page, service, open_page, assert_accessible
):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": f"place_officer.{STOKE}", "url": service}])
    page.set_viewport_size({"width": PHONE, "height": 844})
    open_page("returns")
    open_page(first_link(page, "one-return?"))
    chooser = page.get_by_role("combobox", name="Go to part")
    chooser.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that has just opened closes when the page is scrolled under it
    chooser.click()
    page.get_by_role("option", name="What stood most in the way in this period?").click()
    settled(page)
    box = page.get_by_role("textbox", name="What stood most in the way in this period?")
    box.focus()
    page.keyboard.type("Steel came late")
    page.keyboard.press("Tab")
    page.get_by_role("status").filter(has_text="Saved ").wait_for()
    settled(page)
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    box.focus()
    page.keyboard.type(", then wood")  # once it is saved the list of parts says something else of this one
    page.keyboard.press("Tab")
    settled(page)
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    assert page.get_by_text("is not a view").count() == 0
    page.get_by_role("button", name="Continue to").press("Enter")
    page.get_by_role("heading", name="What could central government do").wait_for()
    settled(page)
    reached = page.evaluate("[document.activeElement.innerText, document.activeElement.getBoundingClientRect().top]")
    assert reached[0].startswith("Saved ")
    assert 60 <= reached[1] < 844, "what the focus is on lies under the bar, or below the screen"
    assert_accessible(page)


def test_a_day_that_cannot_be_read_is_told_aloud_below_its_box(page, service, open_page, assert_accessible):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": f"place_officer.{STOKE}", "url": service}])
    open_page("returns")
    open_page(first_link(page, "one-return?"))
    page.get_by_role("textbox", name="Day of the event (day, month, year)").fill("31 February")
    page.keyboard.press("Tab")
    page.get_by_role("status").filter(has_text="Write the day first").wait_for()
    settled(page)
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    assert_accessible(page)


def test_at_twice_and_four_times_the_size_nothing_runs_off(page, service, open_page):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": "steward", "url": service}])
    for address in ("today", "returns", "first one-return?", "open-round?programme=town_deals", "portfolio", "centre"):
        open_page(first_link(page, address.removeprefix("first ")) if address.startswith("first ") else address)
        for width in (720, 360):
            resize(page, width, 450)
            assert_nothing_runs_off(page)


def test_the_pages_behind_the_last_name_of_the_menu_are_reached_by_keyboard(page, service, open_page):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": "ministers_office", "url": service}])
    open_page("today")
    page.get_by_role("button", name=re.compile(r"\d+ more")).press("Enter")
    page.get_by_role("link", name="Accessibility statement").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "menuitem"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/today"))


def test_in_the_readers_own_colours_what_is_chosen_and_where_the_focus_is_can_be_seen(page, service, open_page):
    page.context.add_cookies([{"name": "stewardship_view_as", "value": "steward", "url": service}])
    page.emulate_media(forced_colors="active")
    open_page("open-round?programme=town_deals")
    boxes, dots = page.get_by_role("checkbox"), page.get_by_role("radio")
    boxes.last.press("Space")
    settled(page)
    assert fill(boxes.first, "span + div") != fill(boxes.last, "span + div")
    assert fill(dots.first, "span + div > div") != fill(dots.last, "span + div > div")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid" in ring
    assert "3px" in ring


def fill(choice, part: str) -> str:
    """The colour that fills what is drawn for a box or a dot."""
    found = "(choice, part) => getComputedStyle(choice.closest('label').querySelector(part)).backgroundColor"
    return choice.evaluate(found, part)
