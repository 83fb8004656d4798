"""What can go wrong with the register, said so that whoever was using it knows what became of their work."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from domain.record import Record
from domain.version import Version


class RegisterFault(Exception):
    """The register did not do what was asked. ``for_reader`` says what happened and what to do next.

    ``title`` heads a page that cannot be shown for it; ``at_a_command`` begins what a command line says of it. What
    ``passes_by_itself`` needs no doing: whoever waits some seconds meets the page.
    """

    title = "The register cannot be read just now"
    at_a_command = ""
    passes_by_itself = False

    def __init__(self, for_reader: str) -> None:
        self.for_reader = for_reader
        super().__init__(for_reader)

    @property
    def for_operator(self) -> str:
        """What a command line or a log says: there is no page to keep open, and the database's own words help."""
        said = str(getattr(self.__cause__, "orig", None) or "").strip()
        if not (self.at_a_command and said):
            return self.for_reader
        return f"{self.at_a_command} The database says: {said.splitlines()[0]}"


class RegisterGone(RegisterFault):
    """The database cannot be reached."""

    at_a_command = "The register cannot be reached. Put that right, then run the command again."


class RegisterBusy(RegisterFault):
    """Others kept the register longer than one waits."""

    at_a_command = "Others are writing to the register, and the turn did not come. Run the command again in a minute."


class RegisterUnread(RegisterBusy):
    """The service has not read it yet, which it does once after its start."""

    passes_by_itself = True


class RegisterFull(RegisterFault):
    """There is no room left to write."""

    at_a_command = "There is no room left where the register lies; nothing was written. Make room, then run it again."


class RegisterReadOnly(RegisterGone):
    """The database may be read and not written."""

    at_a_command = (
        "The register may not be written to where it lies. Give whoever runs this the right to write there, or copy it"
        " to a folder of their own and name that with --at."
    )


class RegisterDamaged(RegisterFault):
    """What lies at the address is no register, or a broken one."""


class RegisterUnfit(RegisterFault):
    """The register is there and whole, but it is not the one that was asked for."""


class NotThere(RegisterFault):
    """A record or a version was named that the register does not hold."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What one person wants to say of a record, and what another said of it first."""

    yours: Record
    theirs: Version[Record]


class Conflict(RegisterFault):
    """Somebody else was first: both texts of every clash are here, and nothing was written."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes
        first = clashes[0].theirs
        more = f", and {len(clashes) - 1} more" if len(clashes) > 1 else ""
        did = "withdrew" if first.withdrawn else "saved"
        super().__init__(
            f"{first.told_by} {did} {called(first.record)} on {first.told_at:%-d %B %Y at %H:%M} UTC{more},"
            f" after you had opened it, saying: {first.why!r}. Yours is not saved yet and nothing you typed is lost:"
            " compare the two, then save again."
        )


def called(record: Record) -> str:
    """A record as a reader knows it: by its title where it has one, else by what it is and its key."""
    title = next((text for name in TITLED if (text := getattr(record, name, ""))), "")
    if title:
        return f"“{title}”"
    kind = re.sub(r"(?<!^)(?=[A-Z])", " ", type(record).__name__).lower()
    return f"the {kind} {record.record_id}"


TITLED = ("title", "statement", "wording", "name")
GONE = "The register cannot be reached. What was confirmed is safe; what you typed last may not be saved. {remedy}"
TRY_AGAIN = "Keep this page open and try again in a minute; if it goes on, tell whoever looks after the service."
FULL = (
    "The register has no room left, so nothing was saved. What was confirmed before is safe. Keep this page open, and"
    " ask whoever looks after the service to make room on its disk; then save again."
)
BUSY = f"Others are writing to the register, and your turn did not come. Nothing was saved. {TRY_AGAIN}"
DAMAGED = (
    "What lies where the register should be cannot be read as one ({detail}). Nothing was changed. Whoever looks after"
    " the service can run python -m data.register --check, and restore a backup into a new place with --restore."
)
READ_ONLY = "The register may be read but not written, so nothing was saved. {remedy}"
MAKE_WRITABLE = "Whoever looks after the service can give it the right to write where the register lies."


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the databases say into words; what is none of these is our own mistake and passes as it is."""
    try:
        yield
    except NoConnectionFree as error:
        raise RegisterBusy(BUSY) from error
    except DBAPIError as error:
        fault = _of_sqlite(error.orig) if isinstance(error.orig, sqlite3.Error) else _of_postgresql(error)
        if fault is None:
            raise
        raise fault from error


def _of_sqlite(error: sqlite3.Error) -> RegisterFault | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return RegisterFull(FULL)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RegisterBusy(BUSY)
    if name.startswith("SQLITE_READONLY"):
        return RegisterReadOnly(READ_ONLY.format(remedy=MAKE_WRITABLE))
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return RegisterGone(GONE.format(remedy=TRY_AGAIN))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "no such table" in str(error):
        return RegisterDamaged(DAMAGED.format(detail=error))
    return None


def _of_postgresql(error: DBAPIError) -> RegisterFault | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("53100"):
        return RegisterFull(FULL)
    if state in {"55P03", "57014", "40001", "40P01"} or state.startswith("53"):
        return RegisterBusy(BUSY)
    if state in {"25006", "42501"}:
        return RegisterReadOnly(READ_ONLY.format(remedy=MAKE_WRITABLE))
    if state.startswith(("XX", "58")) or state == "42P01":
        return RegisterDamaged(DAMAGED.format(detail=str(error.orig).splitlines()[0]))
    if error.connection_invalidated or state.startswith(("08", "57P", "28", "3D")) or _never_connected(error):
        return RegisterGone(GONE.format(remedy=TRY_AGAIN))
    return None


def _never_connected(error: DBAPIError) -> bool:
    """Whether the driver failed before a server could answer, which leaves no state to tell why."""
    return type(error.orig).__name__ == "OperationalError" and getattr(error.orig, "sqlstate", None) is None
