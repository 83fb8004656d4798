"""The audit: everything that was done, newest first, each line sealed with the one before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.audit import APPENDED, AuditLine
from domain.permission import Action, may
from domain.person import Role
from ui import frame, prose
from ui.audit_table import audit_frame, audit_table
from ui.audit_words import ACTIONS, GRANT, KINDS, SEALED, audit_finding, check_words, roles_changed
from ui.reading import WORDS_AT_MOST
from ui.record_file import offer_records
from ui.roles import AUDITING
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "Audit", 1, AUDITING
DESCRIPTION = "Who did what and when: every line sealed with the one before, so that none can be changed unseen."
PARAMETERS = ("kind", "view", "words", "start")

PER_PAGE = 25  # rows stack on a phone
AT_ONCE, MOST_LINES = 5_000, 50_000
CUT = (
    f"The file holds the newest {MOST_LINES:,} lines that fit, at most, from the first one shown on the page; for "
    "older ones, go to an older part of the list first."
)


@dataclass(frozen=True)
class Part:
    """One part of the audit: the newest line of all, those shown, and the number of the first of the next part.

    ``changes`` are the roles that a line gave or took, in words, by the number of the line.
    """

    newest: AuditLine | None
    lines: tuple[AuditLine, ...]
    next_start: int | None
    changes: Mapping[int, str]


def prepare(request: frame.Request, stores: Stores) -> Part:
    """Gather one part of the lines that fit."""
    people = stores.desk.people
    found = _fitting(people.audit, request, limit=PER_PAGE + 1, before=_before(request))
    newest = people.audit(limit=1)
    rest = found[PER_PAGE:]
    lines = tuple(found[:PER_PAGE])
    changes = _role_changes(stores.desk, lines)
    return Part(newest[0] if newest else None, lines, rest[0].number if rest else None, changes)


def _role_changes(desk: Any, lines: Sequence[AuditLine]) -> dict[int, str]:
    """The roles before and after each of some lines that changed the table of roles, for whoever may read that."""
    wanted = {line.record_id for line in lines if line.kind == GRANT and line.action == APPENDED}
    if not wanted or not may(desk.person, Action.GRANT_ROLES):
        return {}
    found: dict[int, str] = {}
    for stands in desk.people.grants():
        if stands.record.grant_id in wanted:
            before: tuple[Role, ...] = ()
            for version in desk.people.history(stands.record.address):
                found[version.line] = roles_changed(before, version.record.roles)
                before = version.record.roles
    return found


def _before(request: frame.Request) -> int | None:
    """The line above the first one wanted; none for the newest."""
    return request.start + 1 if "start" in request.address else None


def _fitting(
    audit: Callable[..., Sequence[AuditLine]], request: frame.Request, *, limit: int, before: int | None
) -> list[AuditLine]:
    """The newest lines that fit; what was typed is either who did it, however written, or the key of a record."""
    filters, words = _filters(request), request.words
    if not words:
        return list(audit(limit=limit, before=before, **filters))
    by = audit(limit=limit, before=before, done_by=(words, words.lower()), **filters)
    of = audit(limit=limit, before=before, record_id=words, **filters)
    either = {line.number: line for line in (*by, *of)}
    return [either[number] for number in sorted(either, reverse=True)[:limit]]


def _filters(request: frame.Request) -> dict[str, str]:
    action = ACTIONS.get(request.view or "")
    asked = {"action": action[0] if action else "", "kind": request.kind if request.kind in KINDS else ""}
    return {name: value for name, value in asked.items() if value}


def page(request: frame.Request, stores: Stores) -> None:
    """Draw what is on record, what narrows it, the lines, the check and the file."""
    frame.where_am_i(request, "Administration", TITLE)
    top = st.container()
    _controls(request)
    part = prepare(request, stores)
    with top:
        frame.heading(audit_finding(part.newest), caption="Everything that was done in this register")
        st.html(prose.opening("What the seals are", prose.paragraphs([SEALED])))
    st.html(audit_table(part.lines, part.changes))
    _turn(request, part)
    _check(stores)
    caveats = [SEALED, CUT, *_told(request)]
    offer_records(
        lambda: audit_frame(_all(stores.desk.people.audit, request)), title=TITLE,
        request=request, stores=stores, caveats=caveats, kind=request.kind, view=request.view, words=request.words,
    )  # fmt: skip
    frame.foot(request, rules="")


def _told(request: frame.Request) -> list[str]:
    """What narrowed the list, for the file."""
    told = [f"Only lines of the {name} {value}" for name, value in _filters(request).items()]
    return told + ([f"Only lines done by, or about the record, {request.words}"] if request.words else [])


def _controls(request: frame.Request) -> None:
    """What narrows the list."""
    actions = {name: words for name, (_, words) in ACTIONS.items()}
    kinds = {name: words.capitalize() for name, words in sorted(KINDS.items(), key=lambda item: item[1])}
    for asked, known, what in ((request.view, actions, "an action"), (request.kind, kinds, "a kind of record")):
        if asked and asked not in known:
            frame.notice(f"“{shown(asked)}” is not {what} that the audit knows. This shows all of them.")
    columns = st.columns([1, 1, 2])
    with columns[0]:
        chosen = request.view if request.view in actions else None
        frame.choose_or_every("view", "What was done", actions, chosen, every="Everything")
    with columns[1]:
        chosen = request.kind if request.kind in kinds else None
        frame.choose_or_every("kind", "Kind of record", kinds, chosen, every="Every kind")
    with columns[2]:
        label = "Who did it, or which record (the whole address or key)"
        frame.type_in(request, "words", label, example="For example: ama@council.example", max_chars=WORDS_AT_MOST)


def _turn(request: frame.Request, part: Part) -> None:
    """Buttons to the newest part and to the one after this."""
    with st.container(horizontal=True):
        if "start" in request.address:
            st.button("Show the newest", key="audit.newest", on_click=frame.change)
        if part.next_start:
            st.button(
                f"Show older ones, from line {part.next_start:,}", key="audit.older", on_click=frame.change,
                kwargs={"start": part.next_start},
            )  # fmt: skip


def _check(stores: Stores) -> None:
    """The check of every seal, with its progress."""
    if not st.button("Check the seals", key="audit.check"):
        return
    bar = st.progress(0.0, text="Looking at every line and every version")
    found = stores.desk.people.check(progress=lambda done, total: bar.progress(done / total))
    bar.empty()
    told = check_words(found.lines, found.versions, found.problems)
    frame.notice(f"{told} The seal at the end is {found.seal}.")
    if found.problems:
        st.html(prose.bullets(found.problems[:PER_PAGE]))


def _all(audit: Callable[..., Any], request: frame.Request) -> list[AuditLine]:
    """Every line that fits, from the first one shown, up to the most a file holds."""
    before = _before(request)
    found: list[AuditLine] = []
    while len(found) < MOST_LINES:
        more = _fitting(audit, request, limit=AT_ONCE, before=before)
        found += more
        if len(more) < AT_ONCE:
            break
        before = more[-1].number
    return found[:MOST_LINES]
