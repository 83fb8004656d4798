"""The shell: pages found by their folder, the gate, and what a reader sees when something fails."""

import html
import logging

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui import fakes
from ui import menu, stores
from ui.menu import Entry
from ui.roles import EVERYONE, User, allowed


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

    def run(*known: Entry) -> AppTest:
        monkeypatch.setattr(menu, "entries", lambda: known)
        return AppTest.from_function(run_shell, default_timeout=20).run()

    return run


def test_the_root_shows_the_first_page_inside_the_frame(with_pages):
    from ui import frame

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


def test_one_function_decides_who_may_open_what():
    steward = User("Ada", frozenset({"steward"}))
    assert allowed(User(), EVERYONE)
    assert allowed(steward, frozenset({"steward", "analyst"}))
    assert not allowed(User(), frozenset({"steward"}))
    assert not allowed(steward, frozenset())


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
