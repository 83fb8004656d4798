"""Where the register lies, and transactions on it: reading beside one another, writing one after another."""

import datetime as dt
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, QueuePool

from data.register.faults import BUSY, RegisterBusy, RegisterGone, RegisterUnfit, told_plainly
from domain.workspace import Workspace

DEFAULT_ADDRESS = str(Path(__file__).parent.parent / "register_store")
ADDRESS = "STEWARDSHIP_REGISTER"
WAIT_SECONDS = 10.0
WRITING = "register_writing"
SQLITE_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cache_size = -16384",  # kibibytes for each connection
    "temp_store = MEMORY",  # what undoes a statement would otherwise be written to a file for every row of a long one
)


def configured_address() -> str:
    """A folder, or the address of a PostgreSQL database: what the environment says, else a folder of our own."""
    return os.environ.get(ADDRESS, "").strip() or DEFAULT_ADDRESS


def is_postgresql(address: str) -> bool:
    """Whether an address is that of a PostgreSQL database."""
    return address.startswith(("postgresql://", "postgres://"))


class Database:
    """One workspace of the register in one database."""

    def __init__(self, address: str, workspace: Workspace) -> None:
        self.workspace = workspace
        self.file = None if is_postgresql(address) else _file(address, workspace)
        self.engine = _sqlite(self.file) if self.file else _postgresql(address, workspace)
        self._turn = threading.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file here."""
        return self.file is not None

    def make_room(self) -> None:
        """Make the file, empty, for those who own it alone, where it is not there yet."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
        except OSError as error:
            raise RegisterGone(
                f"The register is to lie in the folder {self.file.parent}, which cannot be made or written to"
                f" ({error.strerror}). Set {ADDRESS} to a folder that the service may write to."
            ) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the register and changes nothing."""
        with told_plainly(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writes beside: when it ends well it is on the disk, otherwise it never was."""
        with told_plainly(), self._in_turn(), self._connected_to_write() as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": self._lock})
            yield connection

    def _connected_to_write(self) -> Connection:
        return self.engine.connect().execution_options(**{WRITING: True})

    @property
    def _lock(self) -> int:
        """The number every process locks to write to this workspace."""
        return zlib.crc32(f"stewardship register {self.workspace}".encode())

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Threads of one process queue here: SQLite's own waiting is by chance, and starves some of them."""
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise RegisterBusy(BUSY)
        try:
            yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _sqlite(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        """To a file that is there: one that is gone must not come back empty."""
        place = f"{path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(place, uri=True, timeout=WAIT_SECONDS, check_same_thread=False)

    def remember(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = path.stat().st_ino
        connection.isolation_level = None  # we begin transactions ourselves
        for setting in SQLITE_SETTINGS:
            connection.execute(f"PRAGMA {setting}")

    def see_file(_: sqlite3.Connection, entry: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
        """A file that was moved away goes on taking what is written to it, and nobody would find that again."""
        try:
            same = path.stat().st_ino == entry.info["file"]
        except OSError:
            same = False
        if not same:
            raise DisconnectionError

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=10, max_overflow=40)
    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", see_file)
    event.listen(engine, "begin", _begin)
    return engine


def _file(address: str, workspace: Workspace) -> Path:
    if not address.strip():
        raise RegisterUnfit(
            f"The address of the register is empty, and nothing was done. Give a folder or a postgresql:// address, or"
            f" leave --at out to use {ADDRESS}."
        )
    if "://" in address:
        raise RegisterUnfit(
            f"{ADDRESS} is {address.split('://', maxsplit=1)[0]}://..., which is not kept here. Give a folder, or"
            " an address that starts with postgresql://."
        )
    return Path(address) / f"{workspace}.sqlite"


def _begin(connection: Connection) -> None:
    """A writer takes its turn at the start: a reader that turns writer halfway can be refused."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(address: str, workspace: Workspace) -> Engine:
    import psycopg  # noqa: PLC0415 - a register in a folder does without

    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        psycopg.conninfo.make_conninfo("", **{name: str(value) for name, value in url.query.items()})
    except (ArgumentError, ValueError) as error:
        raise RegisterUnfit(
            f"{ADDRESS} cannot be read as an address. It should look like postgresql://name:password@host:5432/database."
        ) from error
    except psycopg.ProgrammingError as error:
        raise RegisterUnfit(
            f"{ADDRESS} asks for what PostgreSQL does not know ({str(error).strip()}). Take it out of the address."
        ) from error
    wait = int(WAIT_SECONDS * 1000)
    given = url.query.get("options", "")
    settings = f"{given} -c search_path={schema_of(workspace)} -c lock_timeout={wait} -c TimeZone=UTC"
    return create_engine(
        url,
        connect_args={"options": settings.strip(), "connect_timeout": 5, "application_name": "stewardship register"},
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=WAIT_SECONDS,
    )


def schema_of(workspace: Workspace) -> str:
    """The schema in which a workspace lies in PostgreSQL."""
    return f"register_{workspace}"


def now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)
