"""The shelf: what everybody reads stays the same mapping until it changes, and is caught up by what is new alone."""

import pytest
from sqlalchemy import event

from data.desk.shelf import Shelf
from domain.practice import Check, Stage
from tests.data.desk.at_the_library import FOUNDING, TODAY, adoption, appeal, practice

LOOKS = tuple(Check(checked_by=name, checked_on=TODAY, note="Seen") for name in ("Sam", "Sue"))


@pytest.fixture
def shelf(register):
    shelf = Shelf(register, FOUNDING)
    shelf.catch_up()
    return shelf


def tell(register, record, replaces=None):
    register.append(record, by="a@x.example", why="Told", replaces=replaces)


def test_before_anything_is_told_it_holds_the_founding_set(shelf):
    assert shelf.checked == FOUNDING
    assert shelf.newest == {}


def test_a_draft_changes_nothing_for_readers_not_even_the_mapping(shelf, register):
    before = shelf.checked
    tell(register, practice())
    tell(register, practice("lighting", what_was_done="Brighter."))
    shelf.catch_up()
    assert shelf.checked is before
    assert {key: one.stage for key, one in shelf.newest.items()} == {"buses": Stage.DRAFT, "lighting": Stage.DRAFT}


def test_what_was_checked_twice_is_there_for_all_and_older_mappings_stay_as_they_were(shelf, register):
    before = shelf.checked
    tell(register, practice())
    tell(register, practice(stage=Stage.CHECKED, checks=LOOKS), replaces=1)
    shelf.catch_up()
    assert "buses" in shelf.checked
    assert "buses" not in before


def test_readers_keep_the_checked_text_while_another_is_written_however_late_the_shelf_catches_up(register):
    tell(register, practice(stage=Stage.CHECKED, checks=LOOKS))
    tell(register, practice(what_was_done="Something else."), replaces=1)
    late = Shelf(register, FOUNDING)
    late.catch_up()
    assert late.checked["buses"].what_was_done == "Fares were dropped."
    assert late.newest["buses"].what_was_done == "Something else."


def test_what_is_retired_is_gone_for_readers_even_of_the_founding_set(shelf, register):
    tell(register, practice("wardens", stage=Stage.RETIRED))
    shelf.catch_up()
    assert set(shelf.checked) == {"lighting"}


def test_nothing_new_costs_one_question_and_news_never_a_walk_through_the_audit(shelf, register):
    if not register.database.is_sqlite:
        pytest.skip("only SQLite tells beforehand, whatever it holds, which way it will go")
    tell(register, practice())
    tell(register, adoption())
    shelf.catch_up()
    heard = []

    def listen(_connection, _cursor, statement, parameters, _context, _many):
        heard.append((statement, parameters))

    event.listen(register.database.engine, "before_cursor_execute", listen)
    shelf.catch_up()
    assert sum(statement.startswith("SELECT") for statement, _said in heard) == 1
    for record in (practice("trams"), adoption("b"), appeal()):
        tell(register, record)
    heard.clear()
    shelf.catch_up()
    event.remove(register.database.engine, "before_cursor_execute", listen)
    asked = [one for one in heard if one[0].startswith("SELECT")]
    with register.database.engine.connect() as connection:
        plans = [
            row[3]
            for statement, said in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", said)
        ]
    assert len(asked) == 6  # the end, whether it goes on from there, the kinds since, and each of those kinds
    assert not [step for step in plans if step.startswith("SCAN")]
    assert {"trams", "b", "ask"} <= {*shelf.newest, *shelf.adoptions, *shelf.appeals}
