"""The shell: pages found by their folder, the gate, and what a reader sees when something fails."""

import html
import logging
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from data.register.faults import RegisterUnread
from domain.permission import Action, NotAllowed
from domain.person import Person, Role
from domain.workspace import Workspace
from tests.ui import fakes
from ui import frame, menu, stores
from ui.menu import Entry
from ui.roles import ANYBODY_ON_THIS_MACHINE, EVERYONE, allowed, who_may


def run_shell():
    from ui.visit import visit

    visit()


def entry(address: str, show=lambda request, held: None, *, roles=EVERYONE) -> Entry:
    return Entry(address, "national", address.capitalize(), 1, roles, "", show)


def drawn(visit: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))


class BuildGone(Exception):
    for_reader = "The build of figures is missing. Make one with: python -m data.build"


@pytest.fixture
def with_pages(monkeypatch):
    stores.provide(fakes.stores)

    def run(*known: Entry, held=None) -> AppTest:
        if held is not None:
            stores.provide(lambda: held)
        monkeypatch.setattr(menu, "entries", lambda: known)
        return AppTest.from_function(run_shell, default_timeout=20).run()

    return run


def test_the_root_shows_the_first_page_inside_the_frame(with_pages):
    visit = with_pages(entry("missions", lambda request, held: frame.heading("Twelve missions")))
    assert "Twelve missions</h1>" in drawn(visit)
    assert "In development" in drawn(visit)
    assert not visit.exception


def test_a_fault_of_ours_becomes_a_calm_sentence_with_the_reference_that_was_logged(with_pages, caplog):
    def fail(request, held):
        raise ZeroDivisionError("secret detail")

    with caplog.at_level(logging.ERROR):
        visit = with_pages(entry("missions", fail))
    assert not visit.exception
    assert "secret detail" not in drawn(visit)
    assert "Traceback" not in drawn(visit)
    (record,) = [record for record in caplog.records if record.name == "stewardship"]
    assert record.args[0] in drawn(visit)
    assert record.exc_info[0] is ZeroDivisionError


def test_a_missing_build_is_said_in_its_own_words_and_tried_again_on_the_next_run(with_pages):
    tries = []

    def open_stores():
        tries.append(1)
        if len(tries) == 1:
            raise BuildGone
        return fakes.stores()

    stores.provide(open_stores)
    visit = with_pages(entry("missions"))
    assert BuildGone.for_reader in drawn(visit)
    assert "Try again" in drawn(visit)
    visit.run()
    assert BuildGone.for_reader not in drawn(visit)


def test_a_page_for_another_role_does_not_run_and_says_so(with_pages):
    ran = []
    visit = with_pages(entry("missions", lambda request, held: ran.append(1), roles=frozenset({"steward"})))
    assert not ran
    assert "is for people with another role" in drawn(visit)


def with_register(**changes):
    return replace(fakes.stores(), workspace=Workspace.TRAINING, **changes)


def test_every_screen_of_the_training_workspace_says_that_it_is_simulated_and_no_live_one_does(with_pages):
    page = entry("missions", lambda request, held: frame.heading("Twelve missions"))
    said = drawn(with_pages(page, held=with_register()))
    assert "Training workspace." in said
    assert "simulated" in said
    live = drawn(with_pages(page, held=replace(fakes.stores(), workspace=Workspace.LIVE)))
    assert "Twelve missions" in live
    assert "imulated" not in live


def test_a_page_is_given_the_desk_and_the_person_of_this_run(with_pages):
    seen = []
    desks = with_register(open_desk=lambda person, today: ("the desk of", person.person_id))
    with_pages(entry("missions", lambda request, held: seen.append((held.desk, request.person.roles))), held=desks)
    assert seen == [(("the desk of", "steward@this-machine"), {Role.STEWARD})]


class RegisterAway(Exception):
    for_reader = "The register cannot be reached. Try again in a minute."


def out_of_reach(person, today):
    raise RegisterAway


def test_official_figures_are_shown_while_the_register_is_away_and_the_page_says_so(with_pages):
    page = entry("missions", lambda request, held: frame.heading(f"Desk: {held.desk is not None}"))
    said = drawn(with_pages(page, held=with_register(open_desk=out_of_reach)))
    assert "Desk: False" in said
    assert "The register cannot be reached. Try again in a minute. Official figures are not affected." in said


def test_a_page_of_the_register_does_not_run_without_it(with_pages):
    ran = []
    page = entry("returns", lambda request, held: ran.append(1), roles=frozenset({Role.STEWARD}))
    said = drawn(with_pages(page, held=with_register(open_desk=out_of_reach)))
    assert not ran
    assert "The register cannot be reached. Try again in a minute." in said


def test_a_page_that_the_register_keeps_from_being_shown_does_not_blame_the_figures(with_pages):
    def being_read(person, today):
        raise RegisterUnread("The register is being read from the beginning.")

    page = entry("bulk", roles=frozenset({Role.STEWARD}))
    said = drawn(with_pages(page, held=with_register(open_desk=being_read)))
    assert "The register cannot be read just now" in said
    assert "The figures cannot be read" not in said


def test_a_page_that_asks_for_what_is_not_the_readers_does_not_blame_the_figures(with_pages):
    def refused(request, held):
        raise NotAllowed("Ama (analyst) may not read the audit of this register. Nothing was changed.")

    said = drawn(with_pages(entry("bulk", refused)))
    assert "This is not yours to see or to do" in said
    assert "may not read the audit" in said
    assert "The figures cannot be read" not in said


def test_until_the_training_workspace_is_laid_out_every_page_says_so(with_pages):
    held = with_register(preparing=lambda: "The training workspace is being laid out.")
    assert "The training workspace is being laid out." in drawn(with_pages(entry("missions"), held=held))


def test_the_menu_begins_with_what_a_role_opens_most_and_leaves_nothing_out():
    known = (entry("missions"), entry("audit", roles=frozenset({Role.ADMINISTRATOR})), entry("today"), entry("compare"))
    officer = Person(person_id="o@x", name="O", roles=frozenset({Role.PLACE_OFFICER}))
    administrator = Person(person_id="a@x", name="A", roles=frozenset({Role.ADMINISTRATOR}))
    assert [each.address for each in menu.for_person(known, officer)] == ["today", "missions", "compare"]
    assert [each.address for each in menu.for_person(known, administrator)][:2] == ["today", "audit"]
    assert {each.address for each in menu.for_person(known, administrator)} == {"today", "audit", "missions", "compare"}


def test_the_first_page_is_today_once_there_is_one():
    assert menu.home((entry("missions"), entry("today"))).address == "today"
    assert menu.home((entry("places"), entry("missions"))).address == "missions"


def test_below_every_page_stand_all_others_the_reader_may_open(with_pages):
    hidden = entry("audit", roles=frozenset({Role.ADMINISTRATOR}))
    said = drawn(with_pages(entry("missions"), entry("compare"), hidden, held=with_register()))
    assert 'href="compare"' in said
    assert 'href="audit"' not in said


def test_one_function_decides_who_may_open_what():
    steward = Person(person_id="ada@x", name="Ada", roles=frozenset({Role.STEWARD}))
    nobody = ANYBODY_ON_THIS_MACHINE
    assert allowed(nobody, EVERYONE)
    assert allowed(steward, frozenset({Role.STEWARD, Role.ANALYST}))
    assert not allowed(nobody, frozenset({Role.STEWARD}))
    assert not allowed(steward, frozenset())
    assert who_may(Action.CERTIFY) == {"certifier"}


def test_a_page_that_cannot_be_imported_leaves_the_others_standing(tmp_path, monkeypatch):
    (tmp_path / "broken_here").mkdir()
    file = tmp_path / "broken_here" / "broken_page.py"
    file.write_text("raise OSError('no')")
    monkeypatch.setattr(menu, "page_files", lambda: (file,))
    (found,) = menu.entries.__wrapped__()
    assert found.title == "Broken page"
    with pytest.raises(RuntimeError, match=r"broken_page\.py"):
        found.show(None, None)


def test_a_file_directly_in_pages_is_never_a_page(tmp_path):
    (tmp_path / "flat.py").touch()
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "profile.py").touch()
    assert [file.stem for file in menu.page_files(tmp_path)] == ["profile"]


def test_the_stores_are_opened_once_and_again_when_the_build_changes(monkeypatch):
    builds = ["first"]
    opened = []
    clock = [0.0]
    monkeypatch.setattr(stores.time, "monotonic", lambda: clock[0])
    stores.provide(lambda: opened.append(1) or fakes.stores(), stamp=lambda: builds[-1])
    first = stores.stores()
    assert stores.stores() is first
    builds.append("second")
    assert stores.stores() is first  # asked again within a few seconds
    clock[0] += stores.SECONDS_BETWEEN_CHECKS + 1
    assert stores.stores() is not first
    assert len(opened) == 2
