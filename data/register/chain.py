"""The seals of the audit: each line is sealed with the one before, so that none can be changed or lost unseen."""

import hashlib
import json

from domain.audit import AuditLine

_WRITTEN = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


def content_of(*, replaces: int | None, withdrawn: bool, body: str) -> str:
    """The fingerprint of what one version says."""
    return _sha256([replaces, withdrawn, body])


def seal_of(line: AuditLine, *, content: str, previous: str) -> str:
    """The seal of a line, whatever seal it carries now; the first line follows the name of its workspace."""
    done_at = line.done_at.isoformat(timespec="microseconds")
    said = [line.number, done_at, line.done_by, line.action, line.kind, line.record_id, line.version, line.detail]
    return _sha256([previous, *said, content])


def _sha256(parts: list[object]) -> str:
    return hashlib.sha256(_WRITTEN.encode(parts).encode()).hexdigest()
