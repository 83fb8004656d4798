"""The register on both its databases, as the tests of the register have it, and quicker to come by.

These tests only add to a register. So they share one whose tables are there already: a copy of a file, or a database
that is emptied after each test.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from data.register.register import Register
from data.register.tables import metadata
from domain.workspace import Workspace
from tests.data.register.conftest import new_address, register, server

__all__ = ["new_address", "register", "server"]


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty register."""
    folder = tmp_path_factory.mktemp("made")
    Register.open(str(folder), Workspace.LIVE).close()
    return folder


@pytest.fixture(scope="session")
def made_database(request: pytest.FixtureRequest) -> str:
    """The address of a database with an empty register."""
    address = request.getfixturevalue("server").database()
    Register.open(address, Workspace.LIVE).close()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where there is an empty live register."""
    if request.param == "sqlite":
        yield str(shutil.copytree(request.getfixturevalue("made_folder"), tmp_path / "store"))
        return
    database = request.getfixturevalue("made_database")
    yield database
    emptied(database)


def emptied(database: str) -> None:
    """Take everything out again, past the guards: replicas keep none."""
    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        for (schema,) in connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'register_%'"
        ).fetchall():
            for table in set(metadata.tables) - {"store"}:
                connection.execute(f"DELETE FROM {schema}.{table}")
