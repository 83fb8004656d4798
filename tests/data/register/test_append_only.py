"""Both databases refuse to change or lose what was told, and what is done to them in spite of that is found out."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.register.appends import Draft
from data.register.check import check
from data.register.register import Register
from data.register.tables import metadata
from domain.transformation import Transformation
from tests.data.register.records import one_of_each, transformation

TABLES = sorted(metadata.tables)


@pytest.fixture
def full(register: Register) -> Register:
    """A register with something in every table, and a second version of one record."""
    register.append_all([Draft(record) for record in one_of_each()], by="Ama", why="First entry")
    register.append(transformation(title="Waterfront park"), by="Ben", why="Renamed", replaces=1)
    return register


def run(register: Register, *statements: str) -> None:
    with register.database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def without_guards(register: Register, table: str, *statements: str) -> None:
    """What only somebody could do who owns the database."""
    if register.database.is_sqlite:
        with register.database.engine.begin() as connection:
            triggers = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"),
                {"table": table},
            ).all()
        drop = [f"DROP TRIGGER {name}" for name, _ in triggers]
        run(register, *drop, *statements, *(sql.replace(":", "\\:") for _, sql in triggers))
    else:
        run(
            register,
            f"ALTER TABLE {table} DISABLE TRIGGER USER",
            *statements,
            f"ALTER TABLE {table} ENABLE TRIGGER USER",
        )


def rows(register: Register, table: str) -> list[object]:
    with register.database.engine.connect() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table}")))


def test_no_row_of_any_table_can_be_changed_or_taken_out(full: Register) -> None:
    for table in TABLES:
        before = rows(full, table)
        assert before
        for column in metadata.tables[table].columns:
            with pytest.raises(DBAPIError):
                run(full, f'UPDATE {table} SET "{column.name}" = NULL')
            with pytest.raises(DBAPIError, match="only ever added to"):
                run(full, f'UPDATE {table} SET "{column.name}" = "{column.name}"')
        with pytest.raises(DBAPIError, match="only ever added to"):
            run(full, f"DELETE FROM {table}")
        assert rows(full, table) == before


def test_no_row_can_be_written_over(full: Register) -> None:
    for table in TABLES:
        before = rows(full, table)
        with pytest.raises(DBAPIError):
            run(full, f"INSERT {'OR REPLACE' if full.database.is_sqlite else ''} INTO {table} SELECT * FROM {table}")
        if not full.database.is_sqlite:
            with pytest.raises(DBAPIError, match=r"only ever added to|foreign key"):
                run(full, f"TRUNCATE {table}")
        assert rows(full, table) == before


def test_a_version_ends_only_when_the_next_one_came(full: Register) -> None:
    for until in ("'2026-01-01 00:00:00.000000'", "NULL"):
        for number in (1, 2):
            with pytest.raises(DBAPIError, match="only ever added to"):
                run(full, f"UPDATE transformations SET until = {until} WHERE number = {number}")


def test_a_version_in_the_middle_of_nowhere_is_refused(full: Register) -> None:
    for number, replaces in ((4, 3), (3, 1), (3, "NULL")):
        with pytest.raises(DBAPIError):
            run(
                full,
                "INSERT INTO funds (record_id, number, replaces, told_at, told_by, why, withdrawn, line, body)"
                f" SELECT record_id, {number}, {replaces}, told_at, told_by, why, withdrawn, line, body FROM funds",
            )


def test_a_register_that_nobody_touched_is_sound(full: Register) -> None:
    found = check(full.database)
    assert found.problems == ()
    assert (found.versions, found.lines) == (28, 28)
    assert found.seal == full.audit(limit=1)[0].seal


def test_an_empty_register_is_sound(register: Register) -> None:
    assert check(register.database).problems == ()


@pytest.mark.parametrize(
    ("table", "statement", "finding"),
    [
        ("transformations", "UPDATE transformations SET body = replace(body, 'park', 'pub')", "not what audit line 28"),
        ("transformations", "UPDATE transformations SET told_by = 'Eve' WHERE number = 1", "not what audit line 3"),
        ("transformations", "UPDATE transformations SET status = 'completed'", "than its columns status"),
        ("transformations", "DELETE FROM transformations WHERE number = 2", "of audit line 28, is missing"),
        ("transformations", "UPDATE transformations SET until = NULL", "does not end where this one begins"),
        ("transformations_place_codes", "DELETE FROM transformations_place_codes", "columns place_codes"),
        ("allocations", "UPDATE allocations SET amount = amount + 1", "columns amount"),
        ("audit", "UPDATE audit SET done_by = 'Eve' WHERE number = 2", "audit line 2 was changed"),
        ("audit", "UPDATE audit SET number = 99 WHERE number = 28", "audit line 28 is missing"),
        ("funds", "UPDATE funds SET until = told_at", "fund TF ended without a version after it"),
        ("funds", "UPDATE funds SET body = '{}'", "version 1 of fund TF can no longer be read"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_its_back_is_found(full: Register, table: str, statement: str, finding: str) -> None:
    if "number = 99" in statement or statement.startswith("DELETE FROM transformations WHERE"):
        loosen(full)
    without_guards(full, table, statement)
    assert any(finding in problem for problem in check(full.database).problems), check(full.database).problems


def loosen(register: Register) -> None:
    """Let rows go that others refer to."""
    if register.database.is_sqlite:
        with register.database.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        return
    run(
        register,
        *(
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_line_fkey"
            for table in TABLES
            if "line" in metadata.tables[table].columns
        ),
        "ALTER TABLE transformations_place_codes DROP CONSTRAINT transformations_place_codes_record_id_number_fkey",
        "ALTER TABLE transformations_mission_ids DROP CONSTRAINT transformations_mission_ids_record_id_number_fkey",
    )


def test_reading_goes_on_while_everything_is_looked_at(full: Register, new_address: Callable[[], str]) -> None:
    with full.database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM audit")).scalar_one()
        full.append(transformation(title="Third"), by="Ama", why="Meanwhile", replaces=2)
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar_one() == 28
    assert full.get(Transformation, "TD-HAR-01").number == 3


def test_the_check_tells_how_far_it_is_and_ends_with_everything_looked_at(
    full: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.register.check.AT_ONCE", 10)
    told: list[tuple[int, int]] = []
    found = check(full.database, progress=lambda done, total: told.append((done, total)))
    total = found.lines + found.versions
    assert [done for done, _ in told] == [*range(10, total, 10), total]
    assert {of for _, of in told} == {total}
    assert found.problems == ()
