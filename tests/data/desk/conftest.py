"""The register on both its databases, quicker to come by than in its own tests, and what a desk shows of it.

These tests only add to a register. So they share one whose tables are there already: a copy of a file, or a database
that is emptied after each test.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from data.desk.desk import Desk
from data.desk.picture import Picture
from data.desk.returns import Returns
from data.register.register import Register
from data.register.tables import metadata
from domain.person import Person
from domain.workspace import Workspace
from tests.data.desk.at_work import STEWARD, a_round, desks
from tests.data.desk.reported import TODAY, Published
from tests.data.desk.spreadsheets import desks_over
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


@pytest.fixture
def picture(register: Register) -> Picture:
    """The picture of the two published transformations over the register."""
    return Picture.open(register, programmes=Published(), today=TODAY)


@pytest.fixture
def at_desk(register: Register) -> Callable[..., Desk]:
    """The desk of anybody, where one return is due in each of two places."""
    return desks_over(register)


@pytest.fixture
def at(register: Register) -> Callable[[Person], Returns]:
    """Everybody's returns in a round that has just been opened for Hartlepool and Leeds."""
    everybody = desks(register)
    everybody(STEWARD).rounds.open(a_round(), {"TD-1": "E06000001", "TD-2": "E08000035"}, why="The summer round")
    return lambda who: everybody(who).returns
