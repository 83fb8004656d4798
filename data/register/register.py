"""The register of one workspace: open it, add to it, ask it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Self, TypeVar, cast

from sqlalchemy import Connection

from data.register import appends, reads
from data.register.appends import Draft
from data.register.engine import Database, configured_address
from data.register.migrate import migrate
from domain.audit import AuditLine
from domain.record import Record
from domain.version import Version
from domain.workspace import Workspace

Noun = TypeVar("Noun", bound=Record)
PAGE = 50
AT_MOST = 2_000
"""More records than one transformation, or one return, ever has of a kind."""


class Register:
    """What people told us, in one workspace. Threads may share it, and every fault it raises has words for a reader.

    Nothing in it is ever changed: a record is followed by newer versions of itself, and anything can be asked as it
    stood at a moment (``as_at``, with its time zone).
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, address: str | None, workspace: Workspace) -> Self:
        """Open the workspace at an address, or where the environment says, and bring its tables up to date."""
        database = Database(configured_address() if address is None else address, workspace)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    @property
    def workspace(self) -> Workspace:
        """Which workspace this is."""
        return self.database.workspace

    def append(self, record: Noun, *, by: str, why: str, replaces: int | None) -> Version[Noun]:
        """Say something new of a record, and get the version once it is on the disk.

        ``replaces`` is the number of the version that was read before, none for a record that is new. Where another
        came first, ``Conflict`` carries both texts. The same words sent twice are one version.
        """
        return cast("Version[Noun]", self.append_all([Draft(record, replaces)], by=by, why=why)[0])

    def withdraw(self, version: Version[Noun], *, by: str, why: str) -> Version[Noun]:
        """Say that a record no longer stands; its words and its history stay."""
        draft = Draft(version.record, version.number, withdrawn=True)
        return cast("Version[Noun]", self.append_all([draft], by=by, why=why)[0])

    def append_all(self, drafts: Sequence[Draft], *, by: str, why: str) -> list[Version[Record]]:
        """Say something of many records at once: all of it is kept, or none."""
        with self.database.writing() as connection:
            return appends.append(connection, drafts, by=by, why=why, workspace=self.workspace)

    def note(self, *, by: str, action: str, detail: str, kind: str = "", record_id: str = "") -> AuditLine:
        """Add an audit line for something that changed no record: an export, a refusal."""
        with self.database.writing() as connection:
            return appends.note(
                connection, by=by, action=action, detail=detail, kind=kind, record_id=record_id,
                workspace=self.workspace,
            )  # fmt: skip

    def get(self, noun: type[Noun], record_id: str, *, as_at: dt.datetime | None = None) -> Version[Noun] | None:
        """A record as it stands, or stood; none where it was not there or had been withdrawn."""
        with self.database.reading() as connection:
            return reads.get(connection, noun, record_id, as_at)

    def standing(self, noun: type[Noun], ids: Sequence[str]) -> dict[str, Version[Noun]]:
        """The newest version of each of some records by its key, those that were withdrawn among them."""
        with self.database.reading() as connection:
            return reads.standing(connection, noun, ids)

    def history(self, noun: type[Noun], record_id: str) -> list[Version[Noun]]:
        """Every version of a record, the first one first, those that withdraw it among them."""
        with self.database.reading() as connection:
            return reads.history(connection, noun, record_id)

    def told_of(self, noun: type[Noun], transformation_id: str) -> list[Version[Noun]]:
        """Every version of every record about a transformation, in the order of the telling."""
        with self.database.reading() as connection:
            return reads.told_of(connection, noun, transformation_id)

    def find(
        self,
        noun: type[Noun],
        *,
        as_at: dt.datetime | None = None,
        limit: int = PAGE,
        after: str | None = None,
        **filters: object,
    ) -> list[Version[Noun]]:
        """Records by the values of their fields, in the order of their keys, from the one that follows ``after``.

        A filter is a value, several of which one must fit, or none for a field left empty. ``ValueError`` names the
        fields that can be asked for.
        """
        with self.database.reading() as connection:
            return reads.find(connection, noun, filters, as_at=as_at, limit=limit, after=after)

    def count(self, noun: type[Noun], *, as_at: dt.datetime | None = None, **filters: object) -> int:
        """How many records ``find`` would find."""
        with self.database.reading() as connection:
            return reads.count(connection, noun, filters, as_at=as_at)

    def audit(
        self, *, limit: int = PAGE, before: int | None = None, **filters: str | tuple[str, ...]
    ) -> list[AuditLine]:
        """Lines of the audit, newest first, from the one before ``before``.

        A filter is ``done_by``, ``action``, ``kind`` or ``record_id``, exactly as the line has it, or one of several.
        """
        with self.database.reading() as connection:
            return reads.audit(connection, limit=limit, before=before, **filters)

    @contextmanager
    def news(self) -> Iterator["News"]:
        """What was said lately, all as at one moment."""
        with self.database.reading() as connection:
            yield News(connection)


class End(NamedTuple):
    """The number and the seal of the last line of the audit; nought before the first."""

    line: int = 0
    seal: str = ""


class News:
    """What was said after a line of the audit, as bare rows: for pictures that are kept up, not for readers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def end(self) -> End:
        """Where the audit ends."""
        return End(*reads.end(self._connection))

    def goes_on_from(self, end: End) -> bool:
        """Whether what was read up to an end still stands: not where another register lies in the place of the one."""
        return end.line == 0 or reads.holds_line(self._connection, end.line, end.seal)

    def kinds(self, line: int) -> frozenset[str]:
        """The kinds of record of which something was said since."""
        return reads.kinds_since(self._connection, line)

    def since(
        self, noun: type[Record], line: int, *names: str, texts: Sequence[str] = (), replaced: bool = False
    ) -> Iterator[Any]:
        """What was told since: line, key, withdrawn, then columns and fields of the body; see ``reads.since``."""
        return reads.since(self._connection, noun, line, names, texts=texts, replaced=replaced)
