"""Rounds: everything the centre has asked of places, how much was answered, and how much was used."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from domain.permission import Action, may
from domain.round import Question, Round
from metrics.last_few import LastFew
from ui import frame, prose
from ui.address import href
from ui.return_pages import part_of, turning
from ui.return_words import counted, no_or
from ui.roles import REGISTER
from ui.round_counts import RoundCounts, counts_by_round
from ui.round_tables import rounds_table
from ui.stores import Stores
from ui.visible import shown as visible

TITLE, ORDER, ROLES = "Rounds", 3, REGISTER
DESCRIPTION = "Every round of returns: what was asked, who answered, who is late, and what the answers were used for."
PARAMETERS = ("programme", "start")
PER_PAGE = 20  # rows stack on a phone


@dataclass(frozen=True)
class Overview:
    """The rounds of one programme or of all, each summed up, and how many questions nobody used by round."""

    rounds: Sequence[Round]
    counts: Mapping[str, RoundCounts]
    programmes: Mapping[str, str]
    unused: Mapping[str, int]


_remembered: LastFew[Mapping[str, RoundCounts]] = LastFew()


def prepare(request: frame.Request, stores: Stores) -> Overview:
    """Every round with its counts, in one pass over the transformations."""
    desk = stores.desk
    every = desk.every()
    rounds = [one.record for one in desk.rounds.every()]
    titles = {own_id: programme.title for own_id, programme in stores.programmes.by_id.items()}
    asked = {one.programme_id for one in rounds}
    shown = [one for one in rounds if request.programme not in asked or one.programme_id == request.programme]
    return Overview(
        rounds=shown,
        counts=_remembered.of(every, request.today, lambda: counts_by_round(every.values(), today=request.today)),
        programmes={own_id: titles.get(own_id, own_id) for own_id in sorted(asked)},
        unused=_unused_of(shown, desk.rounds.questions_unused()),
    )


def _unused_of(rounds: Sequence[Round], unused: Sequence[tuple[Round, Question, int]]) -> Mapping[str, int]:
    """How many questions of each of these rounds nobody used."""
    every = Counter(asked.round_id for asked, _question, _answers in unused)
    return {one.round_id: every[one.round_id] for one in rounds if every[one.round_id]}


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the list of rounds and what nobody used."""
    frame.where_am_i(request, ("Returns", href("returns")), "Rounds")
    if stores.desk is None:
        frame.heading("The rounds cannot be read just now")
        frame.foot(request, build=stores.figures.build_id)
        return
    found = prepare(request, stores)
    frame.heading(finding(found, request), caption="Rounds of returns")
    if may(stores.desk.person, Action.OPEN_ROUND):
        st.html(prose.links([("Open a round", href("open_round"))]))
    chosen = request.programme if request.programme in found.programmes else None
    if request.programme and chosen is None:
        frame.notice(
            f"No round of a programme called “{visible(request.programme)}” is on record. This shows every round."
        )
    frame.choose_or_every("programme", "Programme", found.programmes, chosen, every="Every programme")
    first, part = part_of(found.rounds, request.start, PER_PAGE)
    st.html(rounds_table(part, found.counts, found.programmes, today=request.today))
    turning(first, len(found.rounds), PER_PAGE, key="rounds")
    if unused := _unused(found):
        st.html(unused)
    frame.foot(request, build=stores.figures.build_id)


def finding(found: Overview, request: frame.Request) -> str:
    """How many rounds are open and how much of them has come."""
    running = [one for one in found.rounds if one.opens_on <= request.today <= one.due_on]
    counts = [found.counts.get(one.round_id, RoundCounts()) for one in found.rounds]
    overdue = sum(one.overdue for one in counts)
    rounds = sum(one.overdue > 0 for one in counts)
    late = f"{no_or(overdue, 'return')} {'is' if overdue == 1 else 'are'} overdue"
    across = f" in {counted(rounds, 'round')}" if overdue else ""
    if not found.rounds:
        return "No round has been opened yet"
    return f"{no_or(len(running), 'round').capitalize()} {'is' if len(running) == 1 else 'are'} open; {late}{across}"


def _unused(found: Overview) -> str:
    if not found.unused:
        return ""
    ways = [
        (f"{one.title}: {found.unused[one.round_id]:,} of {counted(len(one.questions), 'question')}",
         href("one_round", round=one, view="questions"))
        for one in found.rounds
        if one.round_id in found.unused
    ]  # fmt: skip
    many = f"{counted(sum(found.unused.values()), 'question')} of {counted(len(ways), 'finished round')}"
    return (
        prose.heading("Asked, and no use of the answers recorded")
        + prose.paragraphs(["Each leads to the questions of the round, where whoever used answers can record it."])
        + prose.opening(many, prose.links(ways))
    )
