"""A training workspace of 10,000 synthetic transformations and eight rounds, made once a day and kept."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.postgresql_server import Server, folder_of_binaries
from data.figures import open_current
from data.register.founding import was_founded
from data.register.migrate import newest
from data.register.register import Register
from data.training.synthetic import lay_out_synthetic
from domain.workspace import Workspace

TRANSFORMATIONS, ROUNDS = 10_000, 8
STORES = ("sqlite", "postgresql")


@contextmanager
def large_register(store: str, *, own_copy: bool = False) -> Iterator[str]:
    """The address of one; ``own_copy`` for those who write a lot into it."""
    with _sqlite(own_copy=own_copy) if store == "sqlite" else _postgresql() as address:
        yield address


def stores_here() -> tuple[str, ...]:
    """The databases that can be measured on this machine."""
    return STORES if folder_of_binaries() else STORES[:1]


@contextmanager
def _sqlite(*, own_copy: bool) -> Iterator[str]:
    kept = _folder("sqlite")
    _fill(str(kept))
    if not own_copy:
        yield str(kept)
        return
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(kept, name, dirs_exist_ok=True)
        yield name


@contextmanager
def _postgresql() -> Iterator[str]:
    binaries = folder_of_binaries()
    if binaries is None:
        raise SystemExit("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    folder = _folder("postgresql")
    made_before = (folder / "filled").exists()
    if not made_before:
        shutil.rmtree(folder, ignore_errors=True)
    server = Server(binaries, durable=True, folder=folder)
    server.start()
    try:
        address = server.address(1) if made_before else server.database()
        _fill(address)
        (folder / "filled").touch()
        yield address
    finally:
        server.stop()


def _folder(store: str) -> Path:
    """Where it is kept: what it says is counted back from today, and its tables are those of the newest step."""
    name = f"stewardship-benchmarks-{store}-{newest()}-{dt.date.today()}-{TRANSFORMATIONS}x{ROUNDS}"
    return Path(tempfile.gettempdir()) / name


def _fill(address: str) -> None:
    register = Register.open(address, Workspace.TRAINING)
    try:
        if not was_founded(register.database):
            print(f"making {TRANSFORMATIONS:,} synthetic transformations and {ROUNDS} rounds", flush=True)
            lay_out_synthetic(
                register, open_current().current_places, dt.date.today(), transformations=TRANSFORMATIONS, rounds=ROUNDS
            )
    finally:
        register.close()
