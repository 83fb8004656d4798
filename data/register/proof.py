"""What proves that a register, or a backup of one, is whole: every seal holds and every version is what was sealed."""

import datetime as dt
from dataclasses import dataclass, field

from data.register.chain import content_of, seal_of
from domain.audit import APPENDED, WITHDRAWN, AuditLine
from domain.workspace import Workspace

Sealed = tuple[str, str, int | None, str, dt.datetime, str, str]


@dataclass
class Proof:
    """Takes audit lines in order, then versions in any order, and says at the end what does not fit."""

    workspace: Workspace
    problems: list[str] = field(default_factory=list)
    seal: str = ""
    lines: int = 0
    versions: int = 0
    awaited: dict[int, Sealed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seal = self.seal or self.workspace.value

    def take_line(self, line: AuditLine, content: str) -> None:
        """The next line: it follows the one before and its seal says so."""
        if line.number != self.lines + 1:
            self.problems.append(f"audit line {self.lines + 1} is missing: after it comes line {line.number}")
        if seal_of(line, content=content, previous=self.seal) != line.seal:
            self.problems.append(f"audit line {line.number} was changed, or a line before it: its seal does not fit")
        self.lines, self.seal = line.number, line.seal
        if line.action in {APPENDED, WITHDRAWN} and line.version is not None:
            told = (line.done_at, line.done_by, line.detail)
            self.awaited[line.number] = (line.kind, line.record_id, line.version, content, *told)

    def take_version(
        self,
        kind: str,
        record_id: str,
        *,
        number: int,
        replaces: int | None,
        told_at: dt.datetime,
        told_by: str,
        why: str,
        withdrawn: bool,
        line: int,
        body: str,
    ) -> None:
        """A version: its line speaks of it, and of these very words."""
        self.versions += 1
        content = content_of(replaces=replaces, withdrawn=withdrawn, body=body)
        sealed = self.awaited.pop(line, None)
        if sealed != (kind, record_id, number, content, told_at, told_by, why):
            self.problems.append(f"version {number} of {kind} {record_id} is not what audit line {line} sealed")

    def conclude(self) -> list[str]:
        """Everything that does not fit; nothing when the whole is sound."""
        lost = [
            f"version {of[2]} of {of[0]} {of[1]}, of audit line {line}, is missing" for line, of in self.awaited.items()
        ]
        return [*self.problems, *lost]
