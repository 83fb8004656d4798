"""Lines of the audit as a table and as a frame for a download."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.audit import AuditLine
from ui.audit_words import SHORT_SEAL, done_words, kind_words, moment_words
from ui.tables import Cell, Column, Content, table

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    Column("line", "Line, and when (UTC)", names_the_row=True), Column("done", "What was done"),
    Column("who", "Who"), Column("why", "Why, or what was said", rest=True),
]  # fmt: skip


def audit_table(lines: Sequence[AuditLine], changes: Mapping[int, str] | None = None) -> str:
    """The lines as HTML, in the order given; ``changes`` say more of some, by their number."""
    more = changes or {}
    rows: list[Mapping[str, Content]] = [
        {
            "line": Cell(f"{line.number:,}", note=moment_words(line.done_at)),
            "who": line.done_by,
            "done": Cell(f"{done_words(line)}{more.get(line.number, '')}", note=line.record_id),
            "why": Cell(line.detail or "nothing was said", note=f"seal {line.seal[:SHORT_SEAL]}"),
        }
        for line in lines
    ]
    return table(rows, COLUMNS, caption="Lines of the audit", caption_hidden=True, empty="no line fits what you chose")


def audit_frame(lines: Sequence[AuditLine]) -> "pd.DataFrame":
    """One row a line, with the whole of its seal."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    names = ["Line", "When (UTC)", "Who", "What was done", "Kind", "Record", "Version", "Why or what", "Seal"]
    rows = [
        (
            line.number, f"{line.done_at:%Y-%m-%d %H:%M:%S}", line.done_by, line.action,
            kind_words(line.kind) if line.kind else None, line.record_id or None, line.version, line.detail, line.seal,
        )
        for line in lines
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype({"Version": "Int64"})
