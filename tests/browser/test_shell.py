"""The service as a reader meets it: every page inside the frame, reachable, light and quiet."""

import pytest

from domain.person import Person, Role
from tests.browser.conftest import resize, settled
from ui import menu

EVERY_PAGE = sorted(menu.addresses())
STEWARD = Person(person_id="steward@this-machine", name="Steward", roles=frozenset({Role.STEWARD}))
FIRST_LOAD_BYTES = 3_500_000  # what the service promises at most, maps included


def carried(page) -> list[int]:
    """The bytes of each reply from now on, as they came over the wire."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    return sizes


def come_to_rest(page, sizes: list[int]) -> None:
    """Wait until nothing more arrives, such as what a chart fetches after it was drawn."""
    seen = -1
    while seen < len(sizes):
        seen = len(sizes)
        page.wait_for_timeout(400)


def test_the_root_shows_the_first_page(open_page):
    page = open_page("/")
    assert page.locator("h1").count() == 1
    assert not page.faults


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_page_is_light_has_its_title_is_accessible_and_fits_its_screen(address, newcomer, assert_accessible):
    """All of it in one visit, which is most of what a test in a browser costs."""
    page, sizes = newcomer, carried(newcomer)
    page.goto(f"/{address}")
    settled(page)
    come_to_rest(page, sizes)
    assert 0 < sum(sizes) <= FIRST_LOAD_BYTES
    title = next(entry.title for entry in menu.entries() if entry.address == address)
    assert f"{title} - Levelling-up stewardship" in page.title()
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert page.locator("h1").count() == 1
    assert page.get_by_text("Something went wrong").count() == 0
    assert_accessible(page)
    for width in (390, 320):
        resize(page, width)
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)
    assert not page.faults


def test_scripts_arrive_compressed_and_pages_may_not_be_framed(service, page):
    reply = page.request.get(f"{service}/", headers={"accept-encoding": "gzip"})
    script = reply.text().split('type="module" crossorigin src=".')[1].split('"')[0]
    assert page.request.get(f"{service}{script}").headers["content-encoding"] == "gzip"
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


def test_an_address_without_a_page_says_so_and_leads_on(page, assert_accessible):
    reply = page.goto("/nowhere-at-all")
    assert reply.status == 404
    assert "/nowhere-at-all" in page.locator("main").inner_text()
    assert_accessible(page)
    page.get_by_role("link").first.click()
    settled(page)


def test_the_first_key_press_reaches_the_skip_link(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.innerText").lower()


def test_a_hostile_address_is_answered_in_words(open_page, page):
    address = EVERY_PAGE[0]
    open_page(f"/{address}?place=%3Cscript%3Ealert(1)%3C/script%3E&metric=%00%ff{'x' * 9000}&view=A&period=never")
    assert page.get_by_text("is not the code of a place").count() == 1
    assert page.locator("h1").count() == 1
    assert not page.faults


def test_on_a_narrow_screen_the_menu_opens_and_holds_every_page(page, open_page, assert_accessible):
    page.set_viewport_size({"width": 390, "height": 900})
    open_page("/")
    page.get_by_test_id("stExpandSidebarButton").click()
    shown = menu.for_person(menu.entries(), STEWARD)
    for entry in shown if len(shown) > 1 else []:
        page.get_by_test_id("stSidebar").get_by_role("link", name=entry.title, exact=True).wait_for()
    assert_accessible(page)
