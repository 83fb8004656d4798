"""One round: how many answered, who is late and for the second time, who waits for the centre, and what it was for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import streamlit as st

from data.returns.reading import Unreadable, read_date
from data.training.people import made_up
from domain.permission import Action, may
from domain.question_use import QuestionUse
from domain.round import Round
from domain.workspace import Workspace
from metrics.stewardship.turnaround import kept_for
from ui import frame, prose
from ui.address import href
from ui.attempt import attempt, say_what_was_done
from ui.names import distinct_names
from ui.numbers import day
from ui.return_pages import part_of, turning
from ui.return_words import PRACTISED, counted
from ui.roles import REGISTER
from ui.round_counts import Chased, OfPlace, RoundCounts, counts_by_round
from ui.round_file import chase_csv, chase_name
from ui.round_tables import Waiting, chase_table, places_table, questions_table, states_table, waiting_table
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "One round", 4, REGISTER
DESCRIPTION = "One round of returns: by state and place, overdue, waiting for the centre, and the use of its answers."
PARAMETERS = ("round", "view", "start")
IN_MENU = False
PER_PAGE = 50
SIMULATED = "Simulated for practice: nobody asked this of any place, and nobody owes a return."
VIEWS = {
    "late": "Not sent yet", "waiting": "Waiting for the centre", "places": "By place",
    "questions": "Questions and uses",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One round summed up, with the names of its places."""

    asked: Round
    opened_by: str
    counts: RoundCounts
    chased: Sequence[Chased]
    waiting: Sequence[Waiting]
    places: Sequence[OfPlace]
    names: Mapping[str, str]
    uses: Mapping[str, Sequence[QuestionUse]]


def prepare(request: frame.Request, stores: Stores) -> Found | None:
    """Gather one round in one pass; nothing where there is none of that id."""
    desk, today = stores.desk, request.today
    version = desk.rounds.get(request.round) if request.round else None
    if version is None:
        return None
    found = counts_by_round(desk.every().values(), today=today, only=lambda own_id: own_id == version.record.round_id)
    counts = found.get(version.record.round_id, RoundCounts())
    known = stores.figures.places
    names = distinct_names(known[code] for code in counts.places if code in known)
    uses: dict[str, list[QuestionUse]] = {}
    for use in desk.rounds.uses(version.record.round_id):
        uses.setdefault(use.record.question_id, []).append(use.record)

    def named(code: str) -> str:
        return names.get(code, code)

    waiting = [
        Waiting(
            mark.round_id, mark.transformation_id, title, named(mark.place_code),
            kept_for(mark, today=today) or 0,
        )
        for mark, title in counts.waiting
    ]  # fmt: skip
    return Found(
        asked=version.record, opened_by=version.told_by, counts=counts, names=names, uses=uses,
        chased=sorted(counts.unsent, key=lambda one: (not one.late_before, named(one.mark.place_code), one.title)),
        waiting=sorted(waiting, key=lambda one: (-one.working_days, one.title)),
        places=sorted(counts.places.values(), key=lambda one: (-one.overdue, named(one.place_code))),
    )  # fmt: skip


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the counts, and one list at a time."""
    frame.where_am_i(request, ("Returns", href("returns")), ("Rounds", href("rounds")), "One round")
    found = prepare(request, stores) if stores.desk is not None else None
    if found is None:
        _nothing(request, stores)
        return
    frame.title(request, found.asked.title)
    frame.heading(finding(found, request.today), caption=found.asked.title)
    if stores.desk.workspace is Workspace.TRAINING:
        st.html(prose.paragraphs([SIMULATED if made_up(found.opened_by) else PRACTISED]))
    say_what_was_done()
    st.html(prose.paragraphs([_about(found.asked)]) + states_table(found.counts))
    view = frame.choose_view(request, VIEWS, "List")
    st.html(prose.heading(VIEWS[view]))
    {"late": _late, "waiting": _waiting, "places": _places, "questions": _questions}[view](request, stores, found)
    frame.foot(request, build=stores.figures.build_id)


def finding(found: Found, today: dt.date) -> str:
    """How many have answered, and who is late."""
    counts = found.counts
    if not counts.asked:
        return "No return was asked for in this round that is yours to see"
    came = f"{counts.sent:,} of {counted(counts.asked, 'return')} {'has' if counts.sent == 1 else 'have'} been sent"
    if found.asked.due_on >= today:
        return f"{came}; they are due on {day(found.asked.due_on)}"
    twice = f", {counts.twice:,} late the time before as well" if counts.twice else ""
    return f"{came}; {counts.overdue:,} {'is' if counts.overdue == 1 else 'are'} overdue{twice}"


def _about(asked: Round) -> str:
    return (
        f"About {day(asked.period_start)} to {day(asked.period_end)}. Opened on {day(asked.opens_on)}, due on "
        f"{day(asked.due_on)}, with {counted(len(asked.questions), 'question')}."
    )


def _late(request: frame.Request, stores: Stores, found: Found) -> None:
    """Who has not sent, those late twice first, with the file to chase them with."""
    first, part = part_of(found.chased, request.start, PER_PAGE)
    st.html(chase_table(part, found.names, today=request.today))
    turning(first, len(found.chased), PER_PAGE, key="round.late")
    desk = stores.desk
    if not found.chased or not may(desk.person, Action.EXPORT, found.counts.places):
        return
    address = f"{st.context.url or 'one-round'}?round={found.asked.round_id}"  # the file is made outside of any visit

    def written() -> bytes:
        desk.demand(Action.EXPORT, found.counts.places, of=found.asked.title)
        return chase_csv(
            found.asked, found.chased, found.names, today=request.today, workspace=desk.workspace,
            build=stores.figures.build_id, address=address,
        )  # fmt: skip

    name = chase_name(found.asked, request.today, desk.workspace)
    st.download_button(
        f"Download as CSV: {name}", written, file_name=name, mime="text/csv", on_click="ignore", key="round.chase"
    )


def _waiting(request: frame.Request, _stores: Stores, found: Found) -> None:
    first, part = part_of(found.waiting, request.start, PER_PAGE)
    st.html(waiting_table(part))
    turning(first, len(found.waiting), PER_PAGE, key="round.waiting")


def _places(request: frame.Request, _stores: Stores, found: Found) -> None:
    first, part = part_of(found.places, request.start, PER_PAGE)
    st.html(places_table(part, found.names))
    turning(first, len(found.places), PER_PAGE, key="round.places")


def _questions(request: frame.Request, stores: Stores, found: Found) -> None:
    """What was asked and used, and a form to record a use."""
    st.html(questions_table(found.asked.questions, found.uses, last=False))
    if may(stores.desk.person, Action.NOTE_USE):
        _record_use(request, stores.desk, found)


def _record_use(request: frame.Request, desk: Any, found: Found) -> None:
    words = {question.question_id: question.wording for question in found.asked.questions}
    count = sum(len(each) for each in found.uses.values())
    with st.form(f"round.use.{count}", border=False):
        st.html(prose.heading("Record a use of the answers", depth=3))
        question = st.selectbox("Question", list(words), format_func=words.__getitem__, key=f"round.use.of.{count}")
        who = st.text_input("Who used the answers", max_chars=300, key=f"round.use.by.{count}")
        on = st.text_input("On which day (day, month, year)", value=day(request.today), key=f"round.use.on.{count}")
        why = st.text_area("What for", max_chars=2_000, key=f"round.use.for.{count}")
        sent = st.form_submit_button("Record this use")
    if not sent:
        return
    if not (who.strip() and why.strip()):
        frame.notice("Nothing was recorded: say who used the answers, and what for.")
        return
    try:
        used_on = read_date(on)
    except Unreadable as fault:
        frame.notice(f"Nothing was recorded: {fault}")
        return
    attempt(
        lambda: desk.rounds.note_use(
            QuestionUse(
                use_id=f"use-{uuid4().hex}", round_id=found.asked.round_id, question_id=question, used_by=who.strip(),
                used_on=used_on, used_for=why.strip(),
            ),
            why=why.strip(),
        ),
        done="The use is recorded. Whoever is asked this question again will read it.",
    )  # fmt: skip


def _nothing(request: frame.Request, stores: Stores) -> None:
    if stores.desk is None:
        frame.heading("The round cannot be read just now")
    else:
        frame.heading("No round here has that name" if request.round else "Choose a round from the list")
        if request.round:
            frame.notice(f"No round is called “{shown(request.round)}”. Find it in the list.")
    st.html(prose.links([("All rounds", href("rounds"))]))
    frame.foot(request, build=stores.figures.build_id)
