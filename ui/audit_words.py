"""What stands in the audit, in words: what was done, to what kind of record."""

import datetime as dt
from collections.abc import Collection, Mapping

from domain.audit import APPENDED, WITHDRAWN, AuditLine
from domain.person import Role
from ui.numbers import day
from ui.people_words import ROLES
from ui.sentences import joined

ACTIONS: Mapping[str, tuple[str, str]] = {
    "appended": (APPENDED, "Something new was said"),
    "withdrawn": (WITHDRAWN, "A record was withdrawn"),
    "refused": ("refused", "A refusal"),
    "exported": ("exported", "A file was taken away"),
    "signed-in": ("signed in", "A sign-in"),
    "signed-out": ("signed out", "A sign-out"),
    "sign-in-refused": ("sign-in refused", "A sign-in that was refused"),
    "checked": ("checked", "A check of the seals"),
    "founded": ("founded", "Practice records were laid out"),
}
"""By the word an address carries: the action as the audit has it, and how a reader is told of it."""

KINDS: Mapping[str, str] = {
    "allocation": "allocation", "answer": "answer", "assurancerating": "assurance rating",
    "changerequest": "change request", "comment": "comment", "commitment": "commitment", "fund": "fund",
    "grant": "line of the table of roles", "milestone": "milestone", "outcome": "outcome", "output": "output",
    "programme": "programme", "questionuse": "use of a question", "return": "return", "risk": "risk", "round": "round",
    "signout": "ended sign-in", "spend": "spend", "transformation": "transformation", "update": "update",
    "upload": "upload", "waiver": "waiver",
}  # fmt: skip
"""Every kind of record as the audit calls it, and as a reader does."""

GRANT = "grant"

SEALED = (
    "Each line carries a seal: a fingerprint of the line, of the words it speaks of, and of the seal before it. A line "
    "that is changed or taken out breaks every seal after it, and the check finds it. Keep the newest seal somewhere "
    "else, on paper for instance: a check that still finds it in its place shows that nothing before it was touched."
)
SHORT_SEAL = 12


def done_words(line: AuditLine) -> str:
    """What was done, as the beginning of a sentence about a record where there is one."""
    if line.action == APPENDED:
        said = "Entered the" if line.version == 1 else f"Wrote version {line.version} of the"
        return f"{said} {kind_words(line.kind)}"
    if line.action == WITHDRAWN:
        return f"Withdrew the {kind_words(line.kind)}"
    known = dict(ACTIONS.values())
    return known.get(line.action, line.action.replace("_", " ").capitalize())


def roles_changed(before: Collection[Role], after: Collection[Role]) -> str:
    """What a line of the table of roles changed, after what was done: ": from analyst to steward"."""
    were, are = ([ROLES[role].lower() for role in ROLES if role in some] for some in (before, after))
    if were == are:
        return f": roles as before, {joined(are) if are else 'none'}; name or places changed"
    return f": from {joined(were) if were else 'no role'} to {joined(are) if are else 'no role'}"


def kind_words(kind: str) -> str:
    """A kind of record as a reader calls it."""
    return KINDS.get(kind, kind.replace("_", " ") or "record")


def moment_words(at: dt.datetime) -> str:
    """A moment to the second, in UTC."""
    moment = at.astimezone(dt.UTC)
    return f"{day(moment.date())}, {moment:%H:%M:%S}"


def audit_finding(newest: AuditLine | None) -> str:
    """How much is on record, and until when."""
    if newest is None:
        return "The audit is empty: nothing was ever written in this register"
    lines = "1 line is" if newest.number == 1 else f"{newest.number:,} lines are"
    return f"{lines} in the audit, the newest of {moment_words(newest.done_at)} UTC"


def check_words(lines: int, versions: int, problems: tuple[str, ...]) -> str:
    """What a check of the seals found."""
    looked = (
        f"{lines:,} {'line' if lines == 1 else 'lines'} and {versions:,} {'version' if versions == 1 else 'versions'}"
    )
    if not problems:
        return f"Every seal fits. {looked} were looked at, and nothing was changed or lost."
    count = f"{len(problems):,} {'thing does' if len(problems) == 1 else 'things do'} not fit"
    return (
        f"{count}, of {looked}. Tell whoever looks after the service now, change nothing, and keep the backups: they "
        "show what was there before."
    )
