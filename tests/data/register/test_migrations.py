"""A register is made and brought up to date by itself, whole or not at all, and only by software that knows it."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from data.register import migrate
from data.register.engine import Database
from data.register.faults import RegisterUnfit
from data.register.migrations import guards
from data.register.register import Register
from data.register.tables import metadata
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.data.register.records import transformation


def test_the_steps_make_the_very_tables_the_register_uses(register: Register) -> None:
    with register.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        found = inspect(connection)
        for table in metadata.sorted_tables:
            indexed = {index["name"] for index in found.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= indexed


def test_what_is_there_is_kept_when_it_is_opened_again(address: str, register: Register) -> None:
    register.append(transformation(), by="Ama", why="First entry", replaces=None)
    again = Register.open(address, Workspace.LIVE)
    assert again.count(Transformation) == 1
    again.close()


def test_two_who_make_the_same_register_at_once_make_one(address: str) -> None:
    made, faults = [], []

    def make() -> None:
        try:
            made.append(Register.open(address, Workspace.LIVE))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    made[0].append(transformation(), by="Ama", why="First entry", replaces=None)
    assert [register.count(Transformation) for register in made] == [1, 1, 1, 1]
    for register in made:
        register.close()


def test_a_register_brought_on_by_newer_software_is_left_alone(address: str, register: Register) -> None:
    with register.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterUnfit, match=r"'9999' by newer software"):
        Register.open(address, Workspace.LIVE)


def test_a_step_that_fails_leaves_nothing_behind(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(guards, "WORDS", "it's")  # an apostrophe that ends the text of a trigger too soon
        broken.setattr(guards, "POSTGRESQL_FUNCTIONS", (*guards.POSTGRESQL_FUNCTIONS, "CREATE TABLE no good"))
        with pytest.raises(Exception, match="syntax error"):
            Register.open(address, Workspace.LIVE)
    register = Register.open(address, Workspace.LIVE)
    register.append(transformation(), by="Ama", why="First entry", replaces=None)
    assert register.count(Transformation) == 1
    register.close()


def test_a_store_opens_as_the_workspace_it_is_and_as_no_other(address: str) -> None:
    training = Register.open(address, Workspace.TRAINING)
    if not training.database.is_sqlite:
        with training.database.engine.begin() as connection:
            connection.execute(text("ALTER SCHEMA register_training RENAME TO register_live"))
    training.close()
    if training.database.file:
        training.database.file.rename(training.database.file.with_name("live.sqlite"))
    with pytest.raises(RegisterUnfit, match="holds the training workspace, and was to be opened as the live"):
        Register.open(address, Workspace.LIVE)


def test_looking_makes_nothing(address: str) -> None:
    database = Database(address, Workspace.LIVE)
    with pytest.raises(RegisterUnfit, match="--migrate"):
        migrate.see_ready(database)
    assert database.file is None or not database.file.parent.exists()
    database.close()
