"""The audit as administrators read it: newest first, in parts, narrowed, checked, and taken away as a file."""

import re
import shutil
from dataclasses import replace

import pytest

from data.desk.desk import Desk
from data.register.register import Register
from domain.grant import Grant, grant_id
from domain.person import Role
from domain.workspace import Workspace
from pages.administration import audit
from tests.data.desk.at_work import ADMINISTRATOR, STEWARD, TODAY, SmallPicture
from tests.data.register.ready import ready_register
from tests.data.register.records import transformation
from tests.pages.opened import opened, text
from ui.record_file import SIMULATED, records_bytes
from ui.request import read_request


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A register with sixty lines, each its own write as in life; every test has a copy."""
    folder = tmp_path_factory.mktemp("written")
    register = ready_register(folder, Workspace.TRAINING)
    register.append(transformation("TD-HAR-01"), by="ama@x.example", why="First entry", replaces=None)
    for number in range(2, 61):
        register.append(
            transformation("TD-HAR-01", title=f"Name {number}"), by="ben@x.example", why=f"Reason {number}",
            replaces=number - 1,
        )  # fmt: skip
    register.close()
    return folder


@pytest.fixture
def held(shipped_stores, tmp_path, written):
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    register = Register.open(str(tmp_path), Workspace.TRAINING)
    yield replace(shipped_stores, desk=Desk(register, SmallPicture(), ADMINISTRATOR, today=TODAY))
    register.close()


def part_of(held, **address: str) -> audit.Part:
    request = read_request(
        {name: (value,) for name, value in address.items()}, places=held.figures.places, catalogue=held.catalogue,
        today=TODAY,
    )  # fmt: skip
    return audit.prepare(request, held)


def numbers(part: audit.Part) -> list[int]:
    return [line.number for line in part.lines]


def test_the_newest_lines_come_first_and_the_next_part_begins_where_this_one_ends(held):
    first = part_of(held)
    assert numbers(first) == list(range(60, 35, -1))
    assert first.next_start == 35
    assert numbers(part_of(held, start="35")) == list(range(35, 10, -1))
    last = part_of(held, start="10")
    assert numbers(last) == list(range(10, 0, -1))
    assert last.next_start is None


def test_the_first_line_alone_can_be_asked_for(held):
    assert numbers(part_of(held, start="1")) == [1]


def test_lines_are_found_by_who_however_the_address_is_written_by_what_and_by_record(held):
    assert numbers(part_of(held, words="Ama@x.example")) == [1]
    assert numbers(part_of(held, words="TD-HAR-01", kind="transformation"))[0] == 60
    assert numbers(part_of(held, words="TD-HAR-02")) == []
    assert numbers(part_of(held, view="refused")) == []


def test_a_link_carries_every_filter_so_that_it_shows_the_same_lines_again(held):
    visit = opened("audit", held, person=ADMINISTRATOR, view="appended", kind="transformation")
    (box,) = [box for box in visit.text_input if box.label.startswith("Who did it")]
    box.set_value("ama@x.example").run()
    assert visit.query_params["words"] in ("ama@x.example", ["ama@x.example"])
    assert ("Reason 60" in text(visit), "First entry" in text(visit)) == (False, True)
    again = opened("audit", held, person=ADMINISTRATOR, view="appended", kind="transformation", words="ama@x.example")
    assert [box.value for box in again.text_input if box.label.startswith("Who did it")] == ["ama@x.example"]
    assert ("Reason 60" in text(again), "First entry" in text(again)) == (False, True)


def test_of_a_record_that_somebody_is_called_like_lines_by_both_are_shown_in_order(held):
    held.desk.people.note(action="checked", detail="Looked")
    lines = part_of(held, words=ADMINISTRATOR.person_id).lines
    assert [line.detail for line in lines] == ["Looked"]
    assert numbers(part_of(held, words="TD-HAR-01", start="10")) == list(range(10, 0, -1))


def test_the_page_says_how_much_there_is_in_words_and_turns_to_older_lines(held):
    visit = opened("audit", held, person=ADMINISTRATOR)
    assert "60 lines are in the audit" in text(visit)
    assert "Wrote version 60 of the transformation" in text(visit)
    assert "Reason 60" in text(visit)
    for _ in range(2):
        next(button for button in visit.button if button.label.startswith("Show older")).click().run()
    assert "Entered the transformation" in text(visit)
    assert "Reason 60" not in text(visit)


def test_the_seals_are_checked_at_the_press_of_a_button_and_that_is_on_record(held):
    visit = opened("audit", held, person=ADMINISTRATOR)
    next(button for button in visit.button if button.label == "Check the seals").click().run()
    assert "Every seal fits. 60 lines and 60 versions were looked at" in text(visit)
    assert held.desk.people.audit(limit=1)[0].action == "checked"


def test_an_action_or_a_kind_that_nobody_knows_is_named_and_everything_shown(held):
    shown = text(opened("audit", held, person=ADMINISTRATOR, view="bribed", kind="cake"))
    assert "“bribed” is not an action that the audit knows" in shown
    assert "“cake” is not a kind of record that the audit knows" in shown
    assert "60 lines are in the audit" in shown


def test_a_change_of_roles_names_them_before_and_after_in_its_line(held):
    people = held.desk.people
    bea = Grant(grant_id=grant_id("bea@x.example"), address="bea@x.example", name="Bea", roles=(Role.ANALYST,))
    people.grant(bea, why="She reads figures", replaces=None)
    people.grant(bea.model_copy(update={"roles": (Role.STEWARD,)}), why="She moved", replaces=1)
    people.grant(bea.model_copy(update={"roles": ()}), why="She left", replaces=2)
    shown = text(opened("audit", held, person=ADMINISTRATOR, kind="grant"))
    for words in ("from no role to analyst", "from analyst to steward", "from steward to no role"):
        assert words in shown


def test_nobody_but_an_administrator_opens_it(held):
    shown = text(opened("audit", held, person=STEWARD))
    assert "You cannot open this page" in shown
    assert "Reason 60" not in shown


def test_the_file_holds_whole_seals_and_says_in_every_row_that_it_is_practice(held):
    lines = held.desk.people.audit(limit=60)
    written = records_bytes(
        audit.audit_frame(lines), title="Simulated: Audit", practice=True, caveats=(), build="b", address="a",
        made_on=TODAY,
    ).decode("utf-8-sig")  # fmt: skip
    assert SIMULATED in written
    rows = [row for row in written.splitlines() if re.match(r"\d+,2", row)]
    assert len(rows) == 60
    assert all(re.match(r"\d+,2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d,", row) for row in rows)  # a spreadsheet reads it
    assert all(row.endswith("yes: for practice") for row in rows)
    assert all(line.seal in written for line in lines)
