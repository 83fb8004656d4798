"""Returns: what is whose to do next, and who keeps whom waiting for how long."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from domain.delivery import ReturnMark
from domain.permission import Action, may
from domain.returns import ReturnState
from domain.round import Round
from metrics.centre_goals import GOALS, goal_on
from metrics.stewardship.turnaround import kept_for
from metrics.stewardship.working_days import working_days
from ui import frame, prose
from ui.address import href
from ui.attempt import say_what_was_done
from ui.centre_words import goal_told
from ui.return_journey import changes_asked
from ui.return_list import (
    ACCEPTED,
    GROUP_WORDS,
    GROUPS,
    PER_PAGE,
    TO_CERTIFY,
    WITH_CENTRE,
    Line,
    by_group,
    counted_states,
    finding,
    first_group,
    in_order,
    of_others,
    returns_table,
)
from ui.return_pages import part_of, turning
from ui.roles import REGISTER
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "Returns", 1, REGISTER
DESCRIPTION = "The returns of your places, or of all: to send, to certify, waiting for the centre, accepted."
PARAMETERS = ("round", "view", "start")
CLOCK = "The clock of the centre runs from the certificate to its answer, by the working days of England and Wales."


@dataclass(frozen=True)
class Listing:
    """The returns of one group, one part of it in full, and how many there are of each.

    ``yours``, ``overdue`` and ``changes`` are about the places a person answers for; one who answers for none sees all.
    """

    group: str
    counts: Mapping[str, int]
    yours: Mapping[str, int]
    overdue: int
    changes: int
    longest: int | None
    first: int
    total: int
    lines: Sequence[Line]
    rounds: Mapping[str, Round]


def prepare(request: frame.Request, stores: Stores) -> Listing:
    """One pass over every return the person may see; only the part that is shown is looked up further."""
    desk, today = stores.desk, request.today
    rounds: dict[str, Round] = {one.record.round_id: one.record for one in desk.rounds.every()}
    every = desk.every()
    wanted = request.round if request.round in rounds else None
    marks = [
        mark
        for one in every.values()
        if one.delivery
        for mark in one.delivery.returns
        if wanted is None or mark.round_id == wanted
    ]
    states = counted_states(marks)
    yours = [mark for mark in marks if mark.place_code in desk.person.own_codes] if desk.person.own_codes else marks
    owned = counted_states(yours) if yours is not marks else states
    group = request.view if request.view in GROUPS else first_group(desk.person)
    mine = in_order(group, marks, desk.person.own_codes)
    first, part = part_of(mine, request.start, PER_PAGE)
    oldest = min(
        (mark.certified_at or mark.since for mark in marks if mark.state is ReturnState.CERTIFIED), default=None
    )
    return Listing(
        group=group, counts=by_group(states),
        yours=by_group(owned),
        overdue=sum(mark.overdue(today) for mark in yours),
        changes=sum(mark.sent_back for mark in yours),
        longest=working_days(oldest.date(), today) if oldest else None, first=first, total=len(mine), rounds=rounds,
        lines=[_line(mark, every[mark.transformation_id].title, stores, rounds, today) for mark in part],
    )  # fmt: skip


def _line(mark: ReturnMark, title: str, stores: Stores, rounds: Mapping[str, Round], today: dt.date) -> Line:
    place = stores.figures.places.get(mark.place_code)
    asked = rounds.get(mark.round_id)
    line = Line(mark, title, place.name if place else mark.place_code, asked.title if asked else mark.round_id)
    if mark.sent_back:
        return replace(line, asked=changes_asked(stores.desk, mark))
    if mark.with_centre:
        return replace(line, waiting=kept_for(mark, today=today))
    if mark.state is ReturnState.SUBMITTED:
        return replace(line, waiting=working_days((mark.sent_at or mark.since).date(), today))
    return line


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the group the person is here for, and the way to the others."""
    frame.where_am_i(request, "Returns")
    if stores.desk is None:
        frame.heading("The returns cannot be read just now")
        frame.foot(request, build=stores.figures.build_id)
        return
    listing, person = prepare(request, stores), stores.desk.person
    found = finding(person, listing.yours, overdue=listing.overdue, changes=listing.changes, longest=listing.longest)
    frame.heading(found, caption="Returns")
    say_what_was_done()
    if request.round and request.round not in listing.rounds:
        frame.notice(f"No round here is called “{shown(request.round)}”. This shows the returns of every round.")
    st.html(_ways_on(stores.desk))
    _controls(request, listing)
    _list(request, listing)
    frame.foot(request, build=stores.figures.build_id)


def _ways_on(desk: Any) -> str:
    ways = [("Rounds: what was asked, who answered, who is late", href("rounds"))]
    if may(desk.person, Action.OPEN_ROUND):
        ways.append(("Open a round", href("open_round")))
    return prose.links(ways)


def _controls(request: frame.Request, listing: Listing) -> None:
    titles = {own_id: one.title for own_id, one in listing.rounds.items()}
    chosen = request.round if request.round in titles else None
    frame.choose_or_every("round", "Round", titles, chosen, every="Every round")
    options = {name: f"{words} ({listing.counts[name]:,})" for name, words in GROUP_WORDS.items()}
    first = {listing.group: options[listing.group]} if request.view is None else {}
    frame.choose_view(request, first | options, "Which returns")


def _list(request: frame.Request, listing: Listing) -> None:
    end = listing.first + len(listing.lines) - 1
    rows = f", {listing.first:,} to {end:,} of {listing.total:,}" if listing.total > PER_PAGE else ""
    words = f"{GROUP_WORDS[listing.group]}{rows}"
    clock = _clock(request) if listing.group == WITH_CENTRE else ""
    order = {WITH_CENTRE: "Waiting longest first.", TO_CERTIFY: "Waiting longest first.", ACCEPTED: "Newest first."}
    told = order.get(listing.group, "Those with changes asked first, then by the day they are due.")
    theirs = of_others(listing.group, listing.yours[listing.group], listing.total)
    st.html(
        prose.heading(words)
        + clock
        + prose.paragraphs([f"{theirs} {told}".strip()])
        + returns_table(listing.lines, listing.group, today=request.today, caption=words)
    )
    turning(listing.first, listing.total, PER_PAGE, key="returns")


def _clock(request: frame.Request) -> str:
    """How the centre's clock runs, and by when it means to answer."""
    return prose.paragraphs([CLOCK, goal_told(goal_on(request.today, GOALS))])
