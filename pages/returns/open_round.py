"""Open a round: what to ask of a programme's transformations, why, of whom, and until when."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.returns.reading import Unreadable, read_date
from domain.period import Period
from domain.place import Place
from domain.round import Round
from metrics.stewardship.working_days import after_working_days
from ui import frame, kept, prose
from ui.address import href
from ui.attempt import plainly
from ui.names import distinct_names
from ui.numbers import day, period_label
from ui.plain_label import plain_label
from ui.reach import reached_from
from ui.return_words import counted
from ui.roles import REVIEWING
from ui.round_questions import Drafted, draw_questions
from ui.sentences import joined
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "Open a round", 4, REVIEWING
DESCRIPTION = "Ask the transformations of a programme for returns: which questions, about which period, until when."
PARAMETERS = ("programme",)
IN_MENU = False
OPENED = "round.opened"
EVERY, OF_A_PLACE, CHOSEN = "every", "place", "chosen"
WORKING_DAYS_TO_ANSWER = 30
MONTHS_IN_A_QUARTER = 3


@dataclass(frozen=True)
class Ready:
    """What a round of one programme can begin with: who could be asked, and what was asked last."""

    programme_id: str
    title: str
    owed: Mapping[str, str]
    titles: Mapping[str, str]
    without_place: int
    rounds: Sequence[Round] = ()


@dataclass(frozen=True)
class Asked:
    """What was typed about the round itself."""

    title: str
    period_start: str
    period_end: str
    due_on: str
    why: str


def prepare(request: frame.Request, stores: Stores) -> Ready | None:
    """Who could answer for the programme asked for; nothing where none was chosen."""
    programmes = stores.programmes.by_id
    if request.programme not in programmes:
        return None
    desk = stores.desk
    owed = desk.rounds.owed_by(request.programme)
    ones = {one.transformation_id: one.title for one in desk.every().values() if one.programme_id == request.programme}
    titles = {own_id: f"{ones.get(own_id, own_id)} ({own_id})" for own_id in owed}
    rounds = [version.record for version in desk.rounds.every(request.programme)]
    return Ready(request.programme, programmes[request.programme].title, owed, titles, len(ones) - len(owed), rounds)


def page(request: frame.Request, stores: Stores) -> None:
    """Choose the programme; then everything about the round on one page, and one button."""
    frame.where_am_i(request, ("Returns", href("returns")), ("Rounds", href("rounds")), "Open a round")
    opened = kept.take(OPENED)
    if opened is not None:
        _opened(request, stores, *opened)
        return
    ready = prepare(request, stores) if stores.desk is not None else None
    frame.heading(f"Ask {ready.title} for returns" if ready else "Choose the programme to ask for returns")
    if stores.desk is None:
        frame.foot(request, build=stores.figures.build_id)
        return
    if request.programme and ready is None:
        frame.notice(f"No programme here is called “{shown(request.programme)}”. Choose one below.")
    titles = {own_id: one.title for own_id, one in stores.programmes.by_id.items()}
    chosen = request.programme if ready else None
    frame.choose_or_every("programme", "Programme", titles, chosen, every="Choose a programme")
    if ready:
        _round(request, stores, ready)
    frame.foot(request, build=stores.figures.build_id)


def _opened(request: frame.Request, stores: Stores, new: Round, owed: int) -> None:
    """What was opened, and the way to it."""
    frame.heading(f"The round is open, and {counted(owed, 'return')} asked for", caption=new.title)
    frame.notice(f"Answers are due on {day(new.due_on)}. Every place finds its return under Returns.")
    st.html(prose.links([("See this round", href("one_round", round=new)), ("Open another", href("open_round"))]))
    frame.foot(request, build=stores.figures.build_id)


def _round(request: frame.Request, stores: Stores, ready: Ready) -> None:
    own_id = ready.programme_id
    drafted = kept.keep_one(f"round.{own_id}", lambda: Drafted(list(stores.desk.rounds.questions_for(own_id))))
    asked = _about(request.today, ready)
    draw_questions(drafted, own_id)
    owed = _who(stores, ready)
    st.html(prose.heading("Ready") + prose.paragraphs([preview(len(owed), len(drafted.asked), ready.without_place)]))
    if st.button(f"Open the round for {counted(len(owed), 'transformation')}", type="primary", key="round.open"):
        _open(request, stores.desk, ready, asked, drafted, owed)


def preview(owed: int, questions: int, without_place: int) -> str:
    """How much is asked of how many, and of whom it cannot be."""
    told = (
        f"{counted(owed, 'transformation')} will be asked {counted(questions, 'question')} each, "
        f"which makes {counted(owed * questions, 'answer')}."
    )
    if not without_place:
        return told
    verb = "is" if without_place == 1 else "are"
    return (
        f"{told} {counted(without_place, 'transformation')} {verb} left out, because no place is on record to answer."
    )


def _about(today: dt.date, ready: Ready) -> Asked:
    """The title and the dates, begun with the period that follows the last round's."""
    start, end, due = begun_with(ready.rounds, today)
    st.html(prose.heading("What it is about, and until when"))
    key = f"round.about.{ready.programme_id}"
    about = f"{ready.title}, {_period_words(start, end)}"
    title = st.text_input("Title", value=about, max_chars=300, key=f"{key}.title")
    columns = st.columns(3)
    with columns[0]:
        first = st.text_input("First day of the period", value=day(start), key=f"{key}.start")
    with columns[1]:
        last = st.text_input("Last day of the period", value=day(end), key=f"{key}.end")
    with columns[2]:
        due_on = st.text_input("Answers are due on", value=day(due), key=f"{key}.due")
    why = st.text_area(
        "Why this round is opened (places read it)", max_chars=2_000, key=f"{key}.why",
        value="To know how delivery stands, what stands in its way, and what central government should do about it.",
    )  # fmt: skip
    for label, text in (("First day", first), ("Last day", last), ("Due", due_on)):
        if wrong := unreadable(text):
            frame.notice(f"{label}: {wrong}")
    if told := asked_before(ready.rounds, first, last):
        frame.notice(told)
    return Asked(title, first, last, due_on, why)


def begun_with(rounds: Sequence[Round], today: dt.date) -> tuple[dt.date, dt.date, dt.date]:
    """The first and last day to ask about, and the day answers are due: as in the last round, from where it ended.

    Where no round was opened yet, the last quarter that is over. Nobody is given a day that is past.
    """
    last = max(rounds, key=lambda one: (one.period_end, one.due_on), default=None)
    usual = after_working_days(today, WORKING_DAYS_TO_ANSWER)
    if last is None:
        return (*last_quarter(today), usual)
    start = last.period_end + dt.timedelta(days=1)
    months = _whole_months(last.period_start, last.period_end)
    end = Period(start=start, months=months).end if months else start + (last.period_end - last.period_start)
    due = end + (last.due_on - last.period_end)
    return start, end, due if due > today else usual


def _whole_months(start: dt.date, end: dt.date) -> int:
    """How many whole calendar months a period covers; nought where it begins or ends within one."""
    after = end + dt.timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return 0
    return 12 * (after.year - start.year) + after.month - start.month


def _period_words(start: dt.date, end: dt.date) -> str:
    months = _whole_months(start, end)
    return period_label(start, months) if months else f"{day(start)} to {day(end)}"


def last_quarter(today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the last quarter that is over.

    >>> [day.isoformat() for day in last_quarter(dt.date(2026, 11, 23))]
    ['2026-07-01', '2026-09-30']
    """
    this = dt.date(today.year, today.month - (today.month - 1) % MONTHS_IN_A_QUARTER, 1)
    end = this - dt.timedelta(days=1)
    return dt.date(end.year, end.month - MONTHS_IN_A_QUARTER + 1, 1), end


def asked_before(rounds: Sequence[Round], first: str, last: str) -> str:
    """Which rounds were about some of the same days, so that nobody is asked twice unawares; nothing where none was."""
    try:
        start, end = read_date(first), read_date(last)
    except Unreadable:
        return ""
    same = [
        f"“{one.title}”, due {day(one.due_on)}" for one in rounds if one.period_start <= end and start <= one.period_end
    ]
    if not same:
        return ""
    return f"Some of these days were asked about before: {joined(same)}. Ask again only for what that did not bring."


def unreadable(text: str) -> str:
    """What is wrong with a day, or nothing."""
    try:
        read_date(text)
    except Unreadable as fault:
        return str(fault)
    return ""


def _who(stores: Stores, ready: Ready) -> Mapping[str, str]:
    """All that can answer, those of one place, or those chosen one by one."""
    st.html(prose.heading("Who must answer"))
    words = {
        EVERY: f"All {len(ready.owed):,} that have a place to answer",
        OF_A_PLACE: "Only those in one place",
        CHOSEN: "Only those I choose",
    }
    key = f"round.who.{ready.programme_id}"
    how = st.radio("Of whom", list(words), format_func=lambda one: plain_label(words[one]), key=key)
    if how == OF_A_PLACE:
        places: list[Place] = stores.figures.current_places
        names = distinct_names(places)
        code = st.selectbox("Place", list(names), index=None, format_func=names.__getitem__, key=f"{key}.place")
        reached = reached_from(stores.figures.places[code], stores.figures) if code else frozenset()
        return {own: place for own, place in ready.owed.items() if reached is None or place in reached}
    if how == CHOSEN:
        own_ids = st.multiselect(
            "Transformations", list(ready.titles), format_func=ready.titles.__getitem__,
            key=f"{key}.chosen",
        )  # fmt: skip
        return {own: ready.owed[own] for own in own_ids}
    return ready.owed


def _open(
    request: frame.Request, desk: Any, ready: Ready, asked: Asked, drafted: Drafted, owed: Mapping[str, str]
) -> None:
    """Open it, with progress; whatever is wrong is said, and everything typed stays."""
    try:
        new = round_of(ready.programme_id, asked, drafted, today=request.today, taken=desk.rounds.get)
    except Unreadable as fault:
        frame.notice(f"The round was not opened: {fault}")
        return
    except ValueError as unfit:
        frame.notice(f"The round was not opened: {plainly(unfit)}.")
        return
    bar = st.progress(0.0, text="Opening the round")

    def progress(done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), text=f"{done:,} of {total:,} returns asked for")

    try:
        desk.rounds.open(new, owed, why=asked.why.strip() or "No reason was given.", progress=progress)
    except Exception as fault:
        bar.empty()
        if not getattr(fault, "for_reader", ""):
            raise
        frame.notice(fault.for_reader)  # type: ignore[attr-defined]
        return
    kept.take(f"round.{ready.programme_id}")
    kept.keep(OPENED, (new, len(owed)))
    st.rerun()


def round_of(programme_id: str, asked: Asked, drafted: Drafted, *, today: dt.date, taken: Any) -> Round:
    """The round as it was typed, with an id that no other has; ``Unreadable`` or ``ValueError`` say what is wrong."""
    end = read_date(asked.period_end)
    base = f"{programme_id[:60]}.{end:%Y-%m}"
    ids = (base, *(f"{base}-{number}" for number in range(2, 100)))
    return Round(
        round_id=next(own_id for own_id in ids if taken(own_id) is None), programme_id=programme_id,
        title=asked.title.strip(), period_start=read_date(asked.period_start), period_end=end, opens_on=today,
        due_on=read_date(asked.due_on), questions=drafted.asked,
    )  # fmt: skip
