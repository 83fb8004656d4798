"""Every test of the register runs on both databases: SQLite in a folder, and a real PostgreSQL where there is one."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.register.register import Register
from domain.workspace import Workspace
from tests.data.register.postgresql_server import Server, folder_of_binaries

REQUIRED = "STEWARDSHIP_POSTGRESQL_REQUIRED"
SENTENCE = (
    "no PostgreSQL on this machine, so the register was tried on SQLite alone; on Debian: apt-get install postgresql"
)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running PostgreSQL. On a laptop without one these tests are skipped; in CI that is a failure."""
    binaries = folder_of_binaries()
    if binaries is None:
        if os.environ.get(REQUIRED):
            pytest.fail(SENTENCE)
        pytest.skip(SENTENCE)
    server = Server(binaries)
    server.start()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes addresses, each of an empty place of its own."""
    if request.param == "postgresql":
        return request.getfixturevalue("server").database
    made: list[str] = []

    def folder() -> str:
        made.append(str(tmp_path / f"store {len(made) + 1}"))
        return made[-1]

    return folder


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """Where a register may be made."""
    return new_address()


@pytest.fixture
def register(address: str) -> Iterator[Register]:
    """An empty live register."""
    register = Register.open(address, Workspace.LIVE)
    yield register
    register.close()
