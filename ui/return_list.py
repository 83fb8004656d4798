"""Returns as a list: in groups by who is to move next, with how long somebody has been kept waiting."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from domain.delivery import ReturnMark
from domain.person import Person, Role
from domain.returns import ReturnState
from ui.address import href
from ui.numbers import day
from ui.return_words import STATES, counted, days_left, no_or, sentence_case, waited, yours_to_send
from ui.tables import Cell, Column, Content, table

PER_PAGE = 50
TO_SEND, TO_CERTIFY, WITH_CENTRE, ACCEPTED = "to-send", "to-certify", "with-the-centre", "accepted"
GROUPS: Mapping[str, tuple[ReturnState, ...]] = {
    TO_SEND: (ReturnState.DUE, ReturnState.DRAFT, ReturnState.CHANGES_ASKED),
    TO_CERTIFY: (ReturnState.SUBMITTED,),
    WITH_CENTRE: (ReturnState.CERTIFIED,),
    ACCEPTED: (ReturnState.ACCEPTED,),
}
GROUP_WORDS = {
    TO_SEND: "To be sent", TO_CERTIFY: "To be certified", WITH_CENTRE: "Waiting for the centre", ACCEPTED: "Accepted",
}  # fmt: skip
ALIKE = frozenset({TO_CERTIFY, WITH_CENTRE, ACCEPTED})  # groups whose returns are all equally far
OTHERS_DO = {TO_SEND: "send", TO_CERTIFY: "certify"}


def counted_states(marks: Iterable[ReturnMark]) -> Mapping[ReturnState, int]:
    """How many returns are in each state. A ``Counter`` would hash each state, which for thousands takes long."""
    states = [mark.state for mark in marks]
    return {state: states.count(state) for state in ReturnState}


def by_group(states: Mapping[ReturnState, int]) -> Mapping[str, int]:
    """How many returns each group holds, from how many are in each state."""
    return {name: sum(states.get(state, 0) for state in own) for name, own in GROUPS.items()}


@dataclass(frozen=True)
class Line:
    """One return of a list: its mark, what it is of, and how many working days somebody has waited for the next step.

    ``asked`` is what the centre wants changed, where it does.
    """

    mark: ReturnMark
    title: str
    place: str
    round_title: str
    waiting: int | None = None
    asked: str = ""


def first_group(person: Person) -> str:
    """The group a person is here for."""
    if person.holds(Role.PLACE_OFFICER):
        return TO_SEND
    if person.holds(Role.CERTIFIER):
        return TO_CERTIFY
    return WITH_CENTRE


def in_order(group: str, marks: Iterable[ReturnMark], own_codes: Collection[str] = ()) -> list[ReturnMark]:
    """Those of one group: what was asked back first, then by the day due; waiting longest first; accepted last first.

    What is to be done by the places of ``own_codes`` stands before what others within them are to do. What is level
    stays in the order of programmes and titles in which it came.
    """
    states = GROUPS[group]
    mine = [mark for mark in marks if mark.state in states]
    if group == ACCEPTED:
        return sorted(mine, key=attrgetter("since"), reverse=True)
    if group == WITH_CENTRE:
        return sorted(mine, key=lambda mark: mark.certified_at or mark.since)
    if group == TO_CERTIFY:
        return sorted(mine, key=lambda mark: (mark.place_code not in own_codes, mark.sent_at or mark.since))
    return sorted(mine, key=lambda mark: (mark.place_code not in own_codes, not mark.sent_back, mark.due_on))


def of_others(group: str, own: int, total: int) -> str:
    """Whose it is to do, where a person also reads what other bodies within their area are to do."""
    others = total - own
    if group not in OTHERS_DO or not others:
        return ""
    doing = OTHERS_DO[group]
    if not own:
        whole = "This is" if total == 1 else f"All {total:,} are"
        return f"{whole} for other bodies in your area to {doing}; none is yours."
    return f"Yours come first; {others:,} {_is(others)} for other bodies in your area to {doing}."


def finding(person: Person, counts: Mapping[str, int], *, overdue: int, changes: int, longest: int | None) -> str:
    """What stands about the returns, for the person who reads it."""
    waiting = counts[WITH_CENTRE]
    if person.holds(Role.PLACE_OFFICER):
        return _of_officer(counts[TO_SEND] - changes, overdue, changes, waiting)
    if person.holds(Role.CERTIFIER):
        return f"{sentence_case(no_or(counts[TO_CERTIFY], 'return'))} {_is(counts[TO_CERTIFY])} yours to certify"
    long = f", the longest for {waited(longest)}" if longest else ""
    late = f"; {counted(overdue, 'return')} {_is(overdue)} overdue" if overdue else ""
    if not waiting:
        return f"No return waits for the centre{late}"
    return f"{counted(waiting, 'return')} {'waits' if waiting == 1 else 'wait'} for the centre{long}{late}"


def _of_officer(due: int, overdue: int, changes: int, waiting: int) -> str:
    told = yours_to_send(due, late=overdue, changes=changes)
    return f"{told}; {waiting:,} {'waits' if waiting == 1 else 'wait'} for the centre" if waiting else told


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def returns_table(lines: Sequence[Line], group: str, *, today: dt.date, caption: str) -> str:
    """One part of one group."""
    columns = [
        Column("title", "Transformation", names_the_row=True), Column("round", "Round", rest=True),
        Column("state", "How far it is", rest=group in ALIKE), Column("due", "Due"),
    ]  # fmt: skip
    if group in (WITH_CENTRE, TO_CERTIFY):
        columns.append(Column("waiting", "Has waited", numeric=True))
    rows = [_cells(line, today) for line in lines]
    return table(rows, columns, caption=caption, caption_hidden=True, empty="none just now.")


def _cells(line: Line, today: dt.date) -> dict[str, Content]:
    mark = line.mark
    address = href("one_return", round=mark.round_id, transformation=mark.transformation_id)
    return {
        "title": Cell(line.title, href=address, note=line.place),
        "round": line.round_title,
        "state": Cell(sentence_case(STATES[mark.state]), note=_since(line)),
        "due": _due(mark, today),
        "waiting": waited(line.waiting) if line.waiting is not None else "cannot tell",
    }


def _due(mark: ReturnMark, today: dt.date) -> Cell:
    if mark.not_sent:
        return Cell(sentence_case(days_left(mark.due_on, today)), note=day(mark.due_on))
    return Cell(day(mark.due_on))


def _since(line: Line) -> str:
    if line.asked:
        return f"The centre asked: {line.asked}"
    return "" if line.mark.state is ReturnState.DUE else f"since {day(line.mark.since.date())}"
