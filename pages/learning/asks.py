"""Asks and offers: who looks for help and who has some, how long they have waited, and what could answer them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from domain.adoption import Adoption
from domain.appeal import Appeal
from domain.permission import Action, may, reach
from domain.person import Person
from domain.practice import Practice
from domain.workspace import Workspace
from metrics.last_few import LastFew
from metrics.learning import matching
from metrics.learning.exchange import ExchangeRecord, clock_of, exchange_record
from metrics.learning.grading import Graded, grade_of_adoption, grade_of_practice
from metrics.learning.matching import AboutIndex, Match
from ui import appeal_gathered as gathered
from ui import appeal_view as view
from ui import frame, prose
from ui.appeal_choices import choosers
from ui.appeal_forms import answer_form, closing_form, posting_form
from ui.appeal_gathered import metric_titles, shown_of
from ui.appeal_words import NOT_POSTED, SIMULATED, finding, finding_of_one, record_words
from ui.delivery_saving import say_what_was_saved
from ui.download import offer
from ui.learning_words import KINDS_OF_APPEAL
from ui.list_parts import part, turn
from ui.names import distinct_names
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.stores import Stores
from ui.visible import shown as readable

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Asks and offers", 7, EVERYONE
DESCRIPTION = "Places ask who has solved a problem and offer what they have; each with a clock and an outcome."
PARAMETERS = ("place", "metric", "framework", "mission", "appeal", "kind", "view", "start")

ASKS, OFFERS, CLOSED, POST = "asks", "offers", "closed", "post"
VIEWS = {ASKS: "Open asks", OFFERS: "Open offers", CLOSED: "Closed", POST: "Ask or offer"}
CAPTIONS = {
    ASKS: "Open asks, those waiting longest first", OFFERS: "Open offers, the oldest first",
    CLOSED: "Asks and offers that were closed, with what became of them",
}  # fmt: skip
MOST_LIKE = "global"  # the published family of neighbours that weighs everything together
HELP_AT_MOST, ENTRIES_OFFERED = 10, 100
BACK = "Back to all asks and offers"
NO_REGISTER = (
    "The register cannot be reached just now, so no ask or offer can be shown. The entries of the library that came "
    "with this service can still be read."
)
RULE = (
    "Clocks run in working days, from the day something is posted until the first answer by anybody else: another "
    "place, or central government."
)
NOT_YOURS = (
    "Place officers ask and offer for their own place; stewards answer. If this should be yours to do, ask an "
    "administrator to look at your role."
)
HOW_MATCHED = (
    "What shares a measure with it comes first, then what shares a mission; among equals, what comes from the places "
    "most like it by the published list."
)
_index: LastFew[AboutIndex] = LastFew()


@dataclass(frozen=True)
class Board:
    """What fits the address, those waiting longest first, and the exchange's own record over everything posted."""

    appeals: tuple[Appeal, ...]
    record: ExchangeRecord
    open_asks: int
    open_offers: int
    simulated: bool


@dataclass(frozen=True)
class Helping:
    """What could answer an ask, or which asks an offer could answer, by where it was found; best matches first."""

    appeals: Sequence[Match[Appeal]]
    entries: Sequence[Match[Practice]]
    adopters: Sequence[Match[Adoption]]


def prepare(request: frame.Request, stores: Stores, chosen: str) -> Board:
    """Gather what fits the address and belongs to a view."""
    every = stores.desk.learning.appeals()
    fitting = [one for one in every if _fits(one, request)]
    wanted = {
        ASKS: [one for one in fitting if one.open and not one.offers],
        OFFERS: [one for one in fitting if one.open and one.offers],
        CLOSED: [one for one in reversed(fitting) if not one.open],
    }
    return Board(
        tuple(wanted.get(chosen, ())),
        exchange_record(every, request.today),
        open_asks=sum(one.open and not one.offers for one in every),
        open_offers=sum(one.open and one.offers for one in every),
        simulated=stores.desk.workspace is Workspace.TRAINING,
    )


def _fits(one: Appeal, request: frame.Request) -> bool:
    return (
        (request.place is None or request.place.code in {one.place_code, one.helped_by})
        and (request.metric is None or request.metric.metric_id in one.metric_ids)
        and (request.mission is None or request.mission.mission_id in one.mission_ids)
        and (request.kind not in KINDS_OF_APPEAL or request.kind == one.kind)
    )


def helping(one: Appeal, stores: Stores) -> Helping:
    """Everything that could answer an ask; for an offer, the open asks it could answer."""
    learning, entries = stores.desk.learning, stores.desk.library.entries()
    ranks = matching.ranks_of(one.place_code, stores.figures.neighbours(one.place_code, MOST_LIKE))
    appeals = matching.matching_appeals(one, learning.appeals(only_open=True), ranks=ranks)
    if one.offers:
        return Helping(appeals, (), ())
    index = _index.of(entries, "about", lambda: matching.about_index(entries))
    return Helping(
        appeals,
        matching.matching_entries(one, entries, index, ranks=ranks),
        matching.matching_adopters(one, learning.adoptions(), entries, ranks=ranks),
    )


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the list, one ask or offer, or the form."""
    if stores.desk is None:
        frame.where_am_i(request, "Learning", TITLE)
        frame.heading("Asks and offers cannot be shown just now")
        st.html(prose.paragraphs([NO_REGISTER]))
        frame.foot(request)
    elif request.appeal:
        _one(request, stores)
    else:
        _several(request, stores)


def _several(request: frame.Request, stores: Stores) -> None:
    frame.where_am_i(request, "Learning", TITLE)
    top = st.container()
    chosen = frame.choose_view(request, _views(request, stores.desk.person), "Show")
    board = prepare(request, stores, chosen)
    record = board.record
    with top:
        said = finding(
            asks=board.open_asks, offers=board.open_offers, waiting=record.waiting, longest=record.longest_wait
        )
        frame.heading(said, caption=_caption(board.simulated))
        say_what_was_saved()
        told = record_words(
            asks=record.asks, answered=record.answered, median_days=record.median_days, closed=record.closed,
            met=record.met, partly_met=record.partly_met, taken_back=record.taken_back, overdue=record.overdue,
        )  # fmt: skip
        st.html(prose.paragraphs([*([SIMULATED] if board.simulated else []), *told, RULE]))
    if chosen == POST:
        _post(request, stores)
    else:
        _list(request, stores, board, chosen)
    frame.foot(request, build=stores.figures.build_id)


def _caption(simulated: bool) -> str:
    return "Simulated, for practice" if simulated else ""


def _views(request: frame.Request, person: Person) -> dict[str, str]:
    offered = request.view == POST or bool(_own(person))
    return {name: words for name, words in VIEWS.items() if name != POST or offered}


def _own(person: Person) -> list[str]:
    """The places a person may ask and offer for."""
    return sorted(reach(person, Action.APPEAL) or ())


def _list(request: frame.Request, stores: Stores, board: Board, chosen: str) -> None:
    choosers(request, stores)
    if not board.appeals:
        st.html(prose.paragraphs(["Nothing that fits is here. Choose fewer conditions, or another list."]))
        return
    start, end = part(request, len(board.appeals))
    shown = [shown_of(one, clock_of(one, request.today), stores) for one in board.appeals[start - 1 : end]]
    st.html(view.listed(shown, caption=CAPTIONS[chosen]))
    turn(start, end, len(board.appeals), key="asks")
    offer(
        lambda: taken_away(request, stores, board), metrics=(), request=request, stores=stores, place=request.place,
        title="Simulated asks and offers" if board.simulated else TITLE, metric=request.metric, kind=request.kind,
        caveats=[RULE, *([SIMULATED] if board.simulated else [])], mission=request.mission, view=chosen,
    )  # fmt: skip


def taken_away(request: frame.Request, stores: Stores, board: Board) -> "pd.DataFrame":
    """The list as rows of a file, with a line in the audit that it was taken away."""
    stores.desk.people.taken_away(f"the list of asks and offers: {counted(len(board.appeals), 'line')}")
    shown = [shown_of(one, clock_of(one, request.today), stores) for one in board.appeals]
    return view.file_frame(shown, simulated=board.simulated)


def _post(request: frame.Request, stores: Stores) -> None:
    owned = _own(stores.desk.person)
    if not owned:
        st.html(prose.paragraphs([NOT_YOURS]))
        return
    names = distinct_names(stores.figures.current_places)
    missions = {one.mission_id: one.title for one in request.framework.missions}
    came_with = (
        request.metric.metric_id if request.metric else None, request.mission.mission_id if request.mission else None,
    )  # fmt: skip
    posting_form(
        stores.desk, owners={code: names.get(code, code) for code in owned}, metrics=metric_titles(stores),
        missions=missions, chosen=came_with,
    )  # fmt: skip


def _one(request: frame.Request, stores: Stores) -> None:
    """One ask or offer: its clock, its answers, what could help, and the forms for whoever may use them."""
    desk = stores.desk
    found = next((one for one in desk.learning.appeals() if one.appeal_id == request.appeal), None)
    frame.where_am_i(request, "Learning", TITLE, found.title if found else "")
    if found is None:
        frame.heading("No such ask or offer is posted")
        frame.notice(NOT_POSTED.format(readable(request.appeal or "")))
        st.button(BACK, on_click=frame.change, kwargs={"appeal": None})
        frame.foot(request)
        return
    shown = shown_of(found, clock_of(found, request.today), stores)
    simulated = desk.workspace is Workspace.TRAINING
    frame.title(request, found.title)
    said = finding_of_one(
        found, shown.place, open_for=shown.open_for, first_answer=shown.first_answer, overdue=shown.overdue
    )
    frame.heading(said, caption=_caption(simulated))
    say_what_was_saved()
    st.html(
        prose.paragraphs([SIMULATED] if simulated else [])
        + view.facts_part(shown)
        + view.answers_part(desk.learning.answers(found.appeal_id))
    )
    if found.open:
        helps = helping(found, stores)
        st.html(_helps(found, helps, stores))
        _forms(found, helps, stores)
    st.button(BACK, on_click=frame.change, kwargs={"appeal": None})
    frame.foot(request, build=stores.figures.build_id)


def _helps(one: Appeal, helps: Helping, stores: Stores) -> str:
    """What could help, in three tables; for an offer one, of the asks it could answer."""
    offered = gathered.appeals_that_help(one, helps.appeals[:HELP_AT_MOST], stores)
    if one.offers:
        caption = _some("Open asks it could answer", helps.appeals)
        return prose.heading("Who asks for this") + view.help_table(offered, caption=caption, empty="none just now.")
    tried = helps.entries[:HELP_AT_MOST]
    adopted = helps.adopters[:HELP_AT_MOST]
    of_entries = {match.found.practice_id: _level(grade_of_practice(match.found)) for match in tried}
    of_reports = {match.found.adoption_id: _level(grade_of_adoption(match.found)) for match in adopted}
    return (
        prose.heading("What could help")
        + prose.paragraphs([HOW_MATCHED])
        + view.help_table(offered, caption=_some("Open offers", helps.appeals), empty="none just now.")
        + view.help_table(
            gathered.entries_that_help(one, tried, of_entries, stores),
            caption=_some("Entries of the library", helps.entries), empty="none about its measures or missions.",
        )
        + view.help_table(
            gathered.adopters_that_help(one, adopted, of_reports, stores),
            caption=_some("Places that took up an entry about this", helps.adopters), empty="none yet.",
        )
    )  # fmt: skip


def _some(what: str, found: Sequence[object]) -> str:
    """A caption that says how many of many are shown."""
    return f"{what}: the first {HELP_AT_MOST} of {len(found):,}" if len(found) > HELP_AT_MOST else what


def _level(grade: Graded | None) -> int | None:
    return grade.level if grade else None


def _forms(one: Appeal, helps: Helping, stores: Stores) -> None:
    """Answering, and closing for the place whose it is."""
    person = stores.desk.person
    if may(person, Action.COMMENT, person.own_codes):
        with st.expander("Answer"):
            answer_form(stores.desk, one, signed=gathered.signed_for(person, stores))
    if may(person, Action.APPEAL, [one.place_code]):
        entries = {match.found.practice_id: match.found.title for match in helps.entries[:ENTRIES_OFFERED]}
        with st.expander("Say what became of it"):
            places = distinct_names(stores.figures.current_places)
            closing_form(stores.desk, one, entries=entries, places=places)
