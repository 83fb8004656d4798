"""On this machine, where nobody signs in: what every screen says, and a role that is tried on."""

from tests.browser.conftest import settled


def head(page):
    return page.locator(".st-key-head")


def test_the_role_is_chosen_in_one_place_that_anybody_can_use(page, open_page, assert_readable_on_any_screen):
    open_page("/sources")
    said = head(page).inner_text()
    assert "Nobody is signed in; this machine only." in said
    assert "Training workspace." in said
    assert "simulated" in said
    button = head(page).get_by_role("button", name="View as: steward")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="View as").wait_for()
    assert_readable_on_any_screen(page)
    assert page.get_by_role("combobox", name="View as").is_visible()


def choose(page, label: str, words: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    settled(page)


def test_a_role_and_its_place_stay_from_page_to_page(page, open_page):
    open_page("/sources")
    head(page).get_by_role("button", name="View as: steward").click()
    choose(page, "View as", "place officer")
    choose(page, "For the place", "Barnsley")
    head(page).get_by_role("button", name="View as: place officer, Barnsley").wait_for()
    page.keyboard.press("Escape")
    page.get_by_test_id("stTopNav").get_by_role("link", name="Transformations").first.click()
    settled(page)
    assert head(page).get_by_role("button", name="View as: place officer, Barnsley").count() == 1


def test_a_role_and_its_place_stay_when_a_whole_page_is_loaded_anew(page, open_page):
    open_page("/sources")
    head(page).get_by_role("button", name="View as: steward").click()
    choose(page, "View as", "certifier")
    choose(page, "For the place", "Leeds")
    head(page).get_by_role("button", name="View as: certifier, Leeds").wait_for()
    page.wait_for_function("document.querySelector('.remembers')?.complete")
    open_page("/transformations")
    assert head(page).get_by_role("button", name="View as: certifier, Leeds").count() == 1
    assert not page.faults


def test_another_name_for_this_machine_is_refused(page, service):
    answer = page.request.get(f"{service}/", headers={"host": "evil.example"})
    assert answer.status == 403
    assert "answers this machine only" in answer.text()
