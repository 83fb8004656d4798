"""A round from its opening to acceptance, in a real browser: steward, place officer, certifier, and back again."""

import contextlib
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import settled

PROGRAMME, OWN_ID, PLACE = "community_ownership_fund", "COF-P12", "E06000021"
ROLES = {
    "steward": "steward", "place officer, Stoke-on-Trent": f"place_officer.{PLACE}",
    "certifier, Stoke-on-Trent": f"certifier.{PLACE}",
}  # fmt: skip
ASKED = ("What stood most in the way in this period?", "Can the public use any part of it yet?")


@pytest.fixture(scope="module")
def service(start_service, tmp_path_factory) -> str:
    """A service of its own with a live register in which nothing has happened yet."""
    return start_service(STEWARDSHIP_REGISTER=str(tmp_path_factory.mktemp("live")), STEWARDSHIP_WORKSPACE="live")


def test_a_deep_link_as_the_first_request_of_a_fresh_process_is_answered_through_the_shell(page):
    page.goto("/sources")
    page.get_by_text("In development").wait_for()
    settled(page)
    assert page.title().endswith("Levelling-up stewardship")


def test_a_round_is_opened_answered_certified_sent_back_and_accepted(open_page, page, service, assert_accessible):
    def seen_as(role: str, address: str) -> None:
        become(page, service, role)
        open_page(address)
        page.get_by_role("button", name=f"View as: {role}").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        assert_accessible(page)

    seen_as("steward", f"open-round?programme={PROGRAMME}")
    address = open_round(page)

    seen_as("place officer, Stoke-on-Trent", "returns")
    assert "1 return is yours to send" in heading(page)
    seen_as("place officer, Stoke-on-Trent", address)
    box = page.get_by_role("textbox", name=ASKED[0])
    box.press_sequentially("The bridge could not")  # saved after a rest, though nobody leaves the box
    saved(page)
    assert asked_before_leaving(page, lambda: (box.press_sequentially(" be"), page.reload(timeout=1_000)))
    box.press("Control+End")
    page.keyboard.type(" closed")
    page.get_by_role("link", name="Returns", exact=True).last.click()  # waits until it is saved
    said(page, "1 return is yours to send")
    seen_as("place officer, Stoke-on-Trent", address)
    assert page.get_by_role("textbox", name=ASKED[0]).input_value() == "The bridge could not be closed"

    by_spreadsheet(page)
    assert_accessible(page)
    send(page)
    assert "is with the certifier" in heading(page)

    seen_as("certifier, Stoke-on-Trent", address)
    certify(page)
    assert "came to the centre today" in heading(page)

    seen_as("steward", address)
    page.get_by_label("What the place should change").fill("Say which bridge")
    page.get_by_role("button", name="Ask for changes").click()
    said(page, "The centre asks for changes")

    seen_as("place officer, Stoke-on-Trent", address)
    assert page.get_by_text("The centre asked: Say which bridge").count() == 1
    box = page.get_by_role("textbox", name=ASKED[0])
    box.fill("The swing bridge could not be closed")
    box.blur()
    saved(page)
    send(page)

    seen_as("certifier, Stoke-on-Trent", address)
    certify(page)

    seen_as("steward", address)
    assert page.get_by_role("cell", name="The swing bridge could not be closed").count() == 1
    page.get_by_role("button", name="Accept this return").click()
    said(page, "The centre accepted the return")
    seen_as("steward", "rounds")
    seen_as("steward", f"one-round?{address.split('&')[1]}")
    assert "1 of 1 return has been sent" in heading(page)
    assert page.faults == []


@pytest.mark.parametrize("address", ["returns", "rounds", f"open-round?programme={PROGRAMME}"])
def test_on_a_phone_nothing_runs_off_the_side(open_page, page, service, assert_accessible, address):
    page.set_viewport_size({"width": 390, "height": 844})
    become(page, service, "steward")
    open_page(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(page)


def become(page, service: str, role: str) -> None:
    """Try on a role, for the pages that are opened from now on; test_view_as chooses one as a reader does."""
    page.context.add_cookies([{"name": "stewardship_view_as", "value": ROLES[role], "url": service}])


def heading(page) -> str:
    return page.locator("h1").inner_text()


def asked_before_leaving(page, leave: Callable[[], object]) -> bool:
    """Whether the browser asks before what was typed is left behind; the answer given is to stay."""
    asked = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with contextlib.suppress(PlaywrightError):  # a reload that was not allowed
        leave()
    page.remove_listener("dialog", stay)
    return asked == ["beforeunload"]


def saved(page) -> None:
    """Wait until the page says at what time it saved; before, it says that what is typed "is saved as you go on"."""
    page.get_by_role("status").get_by_text(re.compile(r"^Saved \d")).wait_for()


def said(page, words: str) -> None:
    page.locator("h1").filter(has_text=words).wait_for()
    settled(page)


def open_round(page) -> str:
    """Ask one transformation two questions; gives the address of its return."""
    boxes = page.get_by_role("checkbox")
    for position in range(boxes.count()):
        if boxes.nth(position).get_attribute("aria-label") not in ASKED:
            press_space(page, boxes.nth(position))
    page.get_by_role("radio", name="Only those I choose").check(force=True)
    settled(page)
    box = page.get_by_role("combobox", name="Transformations")
    box.click()
    box.fill(OWN_ID)
    page.get_by_role("option").filter(has_text=OWN_ID).click()
    page.keyboard.press("Escape")
    page.get_by_text("1 transformation will be asked 2 questions each").wait_for()
    page.get_by_role("button", name="Open the round for 1 transformation").click()
    said(page, "The round is open, and 1 return asked for")
    link = page.get_by_role("link", name="See this round").get_attribute("href")
    return f"one-return?transformation={OWN_ID}&{link.split('?')[1]}"


def press_space(page, box) -> None:
    """Tick or untick by keyboard, and wait for what follows."""
    box.focus()
    page.keyboard.press("Space")
    settled(page)


def by_spreadsheet(page) -> None:
    """Take the spreadsheet away, answer the second question in it, and bring it back."""
    page.get_by_role("radio", name="Fill in by spreadsheet").check(force=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the spreadsheet").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    answer_beside(book, ASKED[1], "Yes")
    filled = io.BytesIO()
    book.save(filled)
    page.locator("input[type=file]").set_input_files(
        {"name": "answers.xlsx", "mimeType": "application/octet-stream", "buffer": filled.getvalue()}
    )
    page.get_by_text("answers.xlsx").wait_for()
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_text("was loaded into your draft").wait_for()
    settled(page)


def answer_beside(book, question: str, text: str) -> None:
    """Write into the cell of the row of a question that may be changed."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if any(cell.value == question for cell in row):
                cell = next(cell for cell in row if not cell.protection.locked)
                cell.value = text
                return
    raise AssertionError(f"the spreadsheet does not ask {question!r}")


def send(page) -> None:
    page.get_by_role("radio", name="Check and send").check(force=True)
    press_space(page, page.get_by_role("checkbox", name="I declare this"))
    page.get_by_role("button", name="Send to the certifier").click()
    said(page, "is with the certifier")


def certify(page) -> None:
    press_space(page, page.get_by_role("checkbox", name="I certify this"))
    page.get_by_role("button", name="Certify and send to the centre").click()
    said(page, "came to the centre today")
