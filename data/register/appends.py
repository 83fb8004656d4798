"""The only thing ever written: new versions of records, each with its audit line, all of them or none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select

from data.register import reads
from data.register.chain import content_of, seal_of
from data.register.engine import now
from data.register.faults import Clash, Conflict, NotThere
from data.register.kinds import KINDS
from data.register.tables import AUDIT, SEVERAL, VERSIONS
from domain.audit import APPENDED, WITHDRAWN, AuditLine
from domain.record import Line, Record, Remark
from domain.version import Version
from domain.workspace import Workspace

TELLER: TypeAdapter[str] = TypeAdapter(Line)
WHY: TypeAdapter[str] = TypeAdapter(Remark)
TICK = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to say of a record, and the number of the version they had before them (none: a new one)."""

    record: Record
    replaces: int | None = None
    withdrawn: bool = False

    @property
    def number(self) -> int:
        """The number it will have."""
        return (self.replaces or 0) + 1


@dataclass(frozen=True, slots=True)
class Last:
    """The end of the audit, which the next line follows."""

    number: int
    seal: str
    moment: dt.datetime


def append(
    connection: Connection, drafts: Sequence[Draft], *, by: str, why: str, workspace: Workspace
) -> list[Version[Record]]:
    """Write the versions in the order given; a draft that says again what was just said is not written twice."""
    by, why = TELLER.validate_python(by), WHY.validate_python(why)
    _refuse_twice(drafts)
    said = _already_said(connection, drafts, by=by, why=why)
    fresh = [draft for draft in drafts if _about(draft) not in said]
    _refuse_unknown(connection, fresh)
    last = end_of_audit(connection, workspace)
    sealed = []
    moment = max(now(), last.moment + TICK)
    for draft in fresh:
        sealed.append(seal(draft, last, moment=moment, by=by, why=why))
        last = sealed[-1].last
        said[_about(draft)] = sealed[-1].version
    write(connection, sealed)
    return [said[_about(draft)] for draft in drafts]


def note(
    connection: Connection, *, by: str, action: str, detail: str, kind: str, record_id: str, workspace: Workspace
) -> AuditLine:
    """Write an audit line for something that added no version."""
    last = end_of_audit(connection, workspace)
    by, action, detail = TELLER.validate_python(by), TELLER.validate_python(action), WHY.validate_python(detail)
    moment = max(now(), last.moment + TICK)
    line = AuditLine(last.number + 1, moment, by, action, kind, record_id, None, detail, seal="")
    line = replace(line, seal=seal_of(line, content="", previous=last.seal))
    connection.execute(insert(AUDIT), [_audit_row(line, "")])
    return line


def _about(draft: Draft) -> tuple[type[Record], str]:
    return type(draft.record), draft.record.record_id


def _refuse_twice(drafts: Sequence[Draft]) -> None:
    seen = set()
    for draft in drafts:
        if _about(draft) in seen:
            raise ValueError(f"{draft.record.record_id} is there twice: say one thing of each record at a time")
        seen.add(_about(draft))


def _already_said(
    connection: Connection, drafts: Sequence[Draft], *, by: str, why: str
) -> dict[tuple[type[Record], str], Version[Record]]:
    """Drafts whose very words stand already; raises ``Conflict`` where others came first."""
    said: dict[tuple[type[Record], str], Version[Record]] = {}
    clashes = []
    for noun in {type(draft.record): None for draft in drafts}:
        mine = [draft for draft in drafts if type(draft.record) is noun]
        newest = reads.standing(connection, noun, [draft.record.record_id for draft in mine])
        for draft in mine:
            stands = newest.get(draft.record.record_id)
            number = stands.number if stands else None
            if number == draft.replaces:
                continue
            if stands is None or draft.number > stands.number:
                raise NotThere(
                    f"{draft.record.record_id} was to replace its version {draft.replaces}, and the register holds"
                    f" {'no such record' if stands is None else f'none after {number}'}. Nothing was saved. Open it"
                    " again and repeat the change."
                )
            if _same(draft, stands, by=by, why=why):
                said[_about(draft)] = stands
            else:
                clashes.append(Clash(draft.record, stands))
    if clashes:
        raise Conflict(tuple(clashes))
    return said


def _same(draft: Draft, stands: Version[Record], *, by: str, why: str) -> bool:
    told = (stands.record, stands.number, stands.withdrawn, stands.told_by, stands.why)
    return told == (draft.record, draft.number, draft.withdrawn, by, why)


def _refuse_unknown(connection: Connection, drafts: Sequence[Draft]) -> None:
    """What a record refers to must be here, or come with it."""
    coming = {_about(draft) for draft in drafts if not draft.withdrawn}
    wanted: dict[type[Record], dict[str, str]] = {}
    for draft in drafts:
        for name, noun in KINDS[type(draft.record)].refers.items():
            record_id = getattr(draft.record, name)
            if record_id is not None and not draft.withdrawn and (noun, record_id) not in coming:
                wanted.setdefault(noun, {})[record_id] = draft.record.record_id
    for noun, ids in wanted.items():
        found = reads.standing(connection, noun, ids)
        for record_id, said_by in ids.items():
            if record_id not in found or found[record_id].withdrawn:
                raise NotThere(
                    f"{said_by} belongs to the {noun.__name__.lower()} {record_id!r}, which the register does not hold."
                    " Nothing was saved. Open it again from the list."
                )


def end_of_audit(connection: Connection, workspace: Workspace) -> Last:
    """The last line, or what the first line of a workspace follows."""
    query = select(AUDIT.c.number, AUDIT.c.seal, AUDIT.c.done_at).order_by(AUDIT.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Last(*row) if row else Last(0, workspace.value, dt.datetime.min.replace(tzinfo=dt.UTC))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A draft as it will be kept: its version, its text, the row of its audit line, and where the audit then ends."""

    version: Version[Record]
    body: str
    line: dict[str, object]
    last: Last


def seal(draft: Draft, last: Last, *, moment: dt.datetime, by: str, why: str) -> Sealed:
    """Make a draft the next thing that is told."""
    version = Version(draft.record, draft.number, draft.replaces, moment, by, why, draft.withdrawn, last.number + 1)
    body = draft.record.model_dump_json()
    line = _line(version, body, last)
    return Sealed(version, body, line, Last(version.line, str(line["seal"]), moment))


def _line(version: Version[Record], body: str, last: Last) -> dict[str, object]:
    """The row of the audit line of a version."""
    kind = KINDS[type(version.record)]
    content = content_of(replaces=version.replaces, withdrawn=version.withdrawn, body=body)
    line = AuditLine(
        version.line, version.told_at, version.told_by, WITHDRAWN if version.withdrawn else APPENDED, kind.name,
        version.record.record_id, version.number, version.why, seal="",
    )  # fmt: skip
    return _audit_row(line, content) | {"seal": seal_of(line, content=content, previous=last.seal)}


def _audit_row(line: AuditLine, content: str) -> dict[str, object]:
    return {**{name: getattr(line, name) for name in reads.LINE}, "content": content}


def write(connection: Connection, sealed: Sequence[Sealed]) -> None:
    """Write versions and their audit lines, in the order in which they were sealed."""
    if not sealed:
        return
    connection.execute(insert(AUDIT), [each.line for each in sealed])
    by_noun: dict[type[Record], list[tuple[Version[Record], str]]] = {}
    for each in sealed:
        by_noun.setdefault(type(each.version.record), []).append((each.version, each.body))
    for noun, versions in by_noun.items():
        write_versions(connection, noun, versions)


def write_versions(connection: Connection, noun: type[Record], versions: Sequence[tuple[Version[Record], str]]) -> None:
    """Write versions of one noun, each with its text, whose audit lines are there already."""
    kind = KINDS[noun]
    connection.execute(insert(VERSIONS[noun]), [row_of(version, body) for version, body in versions])
    for name in kind.many:
        several = [
            {"record_id": version.record.record_id, "number": version.number, "value": value}
            for version, _ in versions
            for value in kind.several(version.record, name)
        ]
        if several:
            connection.execute(insert(SEVERAL[noun, name]), several)


def row_of(version: Version[Record], body: str) -> dict[str, object]:
    """The row of one version, its text as it was written."""
    record, kind = version.record, KINDS[type(version.record)]
    columns = {name: value.value if isinstance(value, Enum) else value for name, value in kind.values(record).items()}
    return {
        "record_id": record.record_id,
        "number": version.number,
        "replaces": version.replaces,
        "told_at": version.told_at,
        "told_by": version.told_by,
        "why": version.why,
        "withdrawn": version.withdrawn,
        "line": version.line,
        **columns,
        "body": body,
    }
