"""The audit: one line for everything that was done, each sealed with the line before it."""

import datetime as dt
from dataclasses import dataclass

APPENDED = "appended"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what, when (UTC), to which version of which record, where it was done to one.

    ``seal`` is a SHA-256 over this line, the content it speaks of, and the seal of the line before: a line changed or
    taken out breaks every seal that follows.
    """

    number: int
    done_at: dt.datetime
    done_by: str
    action: str
    kind: str
    record_id: str
    version: int | None
    detail: str
    seal: str
