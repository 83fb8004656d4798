"""Commitments on either side, by the same rules: who owes what, when it is due, and what the figures say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from domain.commitment import Commitment, Side
from domain.milestone import Milestone
from domain.permission import Action, NotAllowed, may, reach
from domain.person import Person
from domain.workspace import Workspace
from metrics.stocktake import judged, stocktake
from ui import frame, prose
from ui.address import href
from ui.commitment_form import Offer, commitment_form
from ui.commitment_gathered import promises_of
from ui.commitment_view import Promise, file_frame, listed, slug, stocktake_tables
from ui.commitment_words import finding
from ui.delivery_saving import say_what_was_saved
from ui.download import offer
from ui.list_parts import part, turn
from ui.names import distinct_names, with_article
from ui.reach import reached_from
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.stores import Stores

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Commitments", 4, EVERYONE
DESCRIPTION = "What places and central government promised, by when, and whether the figures say it is being kept."
PARAMETERS = ("place", "metric", "target", "by", "transformation", "kind", "view", "start")

LIST, TAKEN, MAKE = "list", "stocktake", "make"
VIEWS = {LIST: "One by one", TAKEN: "Stocktake", MAKE: "Make or change one"}
PLACES, CENTRE, THIS = "places", "centre", "this"
NEW, NEW_WORDS = "", "A new commitment"
SAME_RULES = (
    "The same rules hold for both sides. A figure is held against the path on the last day it covers; where its "
    "interval holds the path, it cannot be told. A milestone counts from the day it was reached."
)
SIMULATED = "Training workspace: every commitment here is simulated. The figures they are held against are real."
NOT_YOURS = (
    "Place officers make commitments for their own place, stewards those of central government. Choose a place of "
    "yours above, or ask an administrator to look at your role."
)


@dataclass(frozen=True)
class Board:
    """The commitments that fit the address, each with how it stands, in the order they fall due."""

    promises: tuple[Promise, ...]
    owners: Mapping[str, str]
    simulated: bool


def prepare(request: frame.Request, stores: Stores) -> Board:
    """Gather and judge what fits the address."""
    desk = stores.desk
    only = request.transformation if request.kind == THIS else None
    places = None if request.place is None or only else reached_from(request.place, stores.figures)
    versions = desk.stewardship.commitments(places)
    of_centre = (version.record.owner for version in versions if version.record.side is Side.CENTRE)
    owners = {slug(owner): owner for owner in sorted(set(of_centre))}
    versions = [
        version
        for version in versions
        if (only is None or version.record.transformation_id == only) and _fits(version.record, request.kind, owners)
    ]
    simulated = desk.workspace is Workspace.TRAINING
    return Board(tuple(promises_of(versions, stores, judged)), owners, simulated)


def _fits(one: Commitment, kind: str | None, owners: Mapping[str, str]) -> bool:
    if kind in {PLACES, CENTRE}:
        return (one.side is Side.PLACE) is (kind == PLACES)
    return kind not in owners or (one.side is Side.CENTRE and slug(one.owner) == kind)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the list, the stocktake, or the form."""
    frame.where_am_i(request, "Register", "Commitments")
    if stores.desk is None:
        frame.heading("Commitments cannot be shown just now")
        st.html(prose.links([("What the figures say of each place", href("profile"))]))
        frame.foot(request)
        return
    top = st.container()
    board = prepare(request, stores)
    _choosers(request, stores, board)
    view = frame.choose_view(request, _views(request, stores.desk.person), "Show")
    with top:
        whose = f"about {with_article(request.place)}" if request.place else ""
        count = stocktake(promise.standing for promise in board.promises)
        frame.heading(finding(count, whose=whose), caption="Simulated, for practice" if board.simulated else "")
        say_what_was_saved()
        st.html(prose.paragraphs([*([SIMULATED] if board.simulated else []), SAME_RULES]))
    {LIST: _list, TAKEN: _stocktake, MAKE: _make}[view](request, stores, board)
    frame.foot(request, build=stores.figures.build_id)


def _views(request: frame.Request, person: Person) -> dict[str, str]:
    """The views there are for a person: whoever may promise nothing anywhere is not sent to a form without fields."""
    reaches = [reach(person, action) for action in (Action.COMMIT_FOR_PLACE, Action.COMMIT_FOR_CENTRE)]
    offered = request.view == MAKE or any(codes is None or codes for codes in reaches)
    return {name: words for name, words in VIEWS.items() if name != MAKE or offered}


def _choosers(request: frame.Request, stores: Stores, board: Board) -> None:
    first, second = st.columns(2)
    with first:
        names = distinct_names(stores.figures.current_places)
        frame.choose_or_every(
            "place", "Place", names, request.place.code if request.place else None, every="Everywhere"
        )
    with second:
        whose = {PLACES: "Places", CENTRE: "Central government"} | dict(board.owners)
        if known := stores.desk.tracked(request.transformation or ""):
            whose[THIS] = f"About {known.title} only"
        chosen = request.kind if request.kind in whose else None
        frame.choose_or_every("kind", "Who owes it", whose, chosen, every="Both sides")


def _list(request: frame.Request, stores: Stores, board: Board) -> None:
    if not board.promises:
        st.html(prose.paragraphs(["Nothing that fits is on record."]))
        return
    start, end = part(request, len(board.promises))
    st.html(listed(board.promises[start - 1 : end]))
    turn(start, end, len(board.promises), key="commitments")
    offer(
        lambda: taken_away(request, stores, board), title="Simulated commitments" if board.simulated else "Commitments",
        metrics={each.metric.metric_id: each.metric for each in board.promises if each.metric}.values(),
        request=request, stores=stores, caveats=[SAME_RULES, *([SIMULATED] if board.simulated else [])],
        place=request.place, kind=request.kind,
    )  # fmt: skip


def taken_away(request: frame.Request, stores: Stores, board: Board) -> "pd.DataFrame":
    """The list as rows of a file, with a line in the audit that it was taken away."""
    where = f" about {request.place.name}" if request.place else ""
    many = counted(len(board.promises), "commitment")
    stores.desk.people.taken_away(f"the list of commitments: {many}{where}")
    return file_frame(board.promises, simulated=board.simulated)


def _stocktake(_request: frame.Request, _stores: Stores, board: Board) -> None:
    for side, whose in ((Side.PLACE, "by places"), (Side.CENTRE, "by central government")):
        mine = [promise for promise in board.promises if promise.one.side is side]
        caption = finding(stocktake(promise.standing for promise in mine), whose=whose)
        groups: dict[str, list[Promise]] = {}
        for promise in mine:
            groups.setdefault(promise.owed_by, []).append(promise)
        takes = [
            (name, side, _own_list(group[0]), stocktake(each.standing for each in group))
            for name, group in sorted(groups.items())
        ]
        st.html(stocktake_tables(takes, caption=caption) if takes else prose.paragraphs([f"{caption}."]))


def _own_list(promise: Promise) -> str:
    """The list of whoever made one."""
    if promise.one.side is Side.PLACE:
        return href("commitments", place=promise.place, kind=PLACES, view=LIST)
    return href("commitments", kind=slug(promise.one.owner), view=LIST)


def _make(request: frame.Request, stores: Stores, board: Board) -> None:
    """A form for a new commitment, or for one that the reader may say anew."""
    person = stores.desk.person
    mine = {
        each.one.commitment_id: each for each in board.promises if _sides(person, each.one.place_code, (each.one.side,))
    }
    sides = _sides(person, request.place.code if request.place else None, tuple(Side))
    if not sides and not mine:
        st.html(prose.paragraphs([NOT_YOURS]))
        return
    chosen = NEW
    if mine:
        chosen = st.selectbox(
            "A new commitment, or one to say anew", [NEW, *mine], key="commitments.which",
            format_func=lambda own_id: NEW_WORDS if own_id == NEW else mine[own_id].one.statement,
        )  # fmt: skip
    if chosen != NEW:
        promise = mine[chosen]
        offered = Offer(
            (promise.one.side,), promise.place, promise.metric, transformation_id=promise.one.transformation_id,
            milestones=_milestones(stores, promise.one.transformation_id),
        )  # fmt: skip
        commitment_form(stores.desk, offered, promise.version)
    elif sides:
        _new(request, stores, sides)


def _new(request: frame.Request, stores: Stores, sides: Sequence[Side]) -> None:
    milestones = _milestones(stores, request.transformation)
    by_milestone = False
    if milestones:
        title = stores.desk.every()[request.transformation].title
        checks = {False: "A measure", True: f"A milestone of {title}"}
        by_milestone = st.radio("What is it checked by?", list(checks), format_func=checks.__getitem__, horizontal=True)
    metric = None if by_milestone else frame.choose_metric(request, "The measure it is checked by")
    if metric is None and not by_milestone:
        st.html(prose.paragraphs(["Choose the measure that shows whether it is kept."]))
        return
    own_id = request.transformation if by_milestone else None
    commitment_form(
        stores.desk,
        Offer(sides, request.place, metric, request.target, request.by, own_id, milestones if by_milestone else None),
    )


def _milestones(stores: Stores, transformation_id: str | None) -> dict[str, str]:
    """The milestones of a transformation that the reader may see, by id."""
    if not transformation_id or stores.desk.tracked(transformation_id) is None:
        return {}
    try:
        found = stores.desk.of(Milestone, transformation_id)
    except NotAllowed:
        return {}
    return {version.record.milestone_id: version.record.title for version in found}


def _sides(person: Person, place_code: str | None, sides: Sequence[Side]) -> list[Side]:
    """The sides a person may promise for, about a place or none in particular."""
    codes = [place_code] if place_code else []
    actions = {Side.PLACE: Action.COMMIT_FOR_PLACE, Side.CENTRE: Action.COMMIT_FOR_CENTRE}
    return [side for side in sides if (codes or side is Side.CENTRE) and may(person, actions[side], codes)]
