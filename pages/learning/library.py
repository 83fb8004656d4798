"""The library: what was tried where, what came of it and how sure anyone can be; harm as near as what worked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from data.library.files import csv_of, json_of
from data.library.founding import read_founding
from data.library.index import AS_TYPED, Heard, Hit, Index
from data.library.intake import Known, read_csv, read_json
from domain.adoption import Adoption
from domain.permission import Action, reach
from domain.place import Level, Place
from domain.practice import Practice, Stage
from domain.workspace import Workspace
from metrics.learning.finding import BY_TITLE, EVIDENCE, NEWEST, RELEVANCE, Found, Wanted, found, founding_among
from metrics.learning.grading import grade_of_practice
from ui import frame, library_choices, prose
from ui import library_list as view
from ui.address import href
from ui.library_choices import choose_compared, nothing_fits
from ui.library_compare import AT_MOST, side_by_side
from ui.library_intake import bring_in
from ui.library_list import PER_PART, Line
from ui.library_taking import take
from ui.list_parts import part, turn
from ui.roles import EVERYONE
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "Library", 1, EVERYONE
DESCRIPTION = "What was tried where, what came of it, and how sure anyone can be: find, narrow down and compare."
PARAMETERS = (
    "words", "result", "framework", "mission", "metric", "place", "grade", "cost", "practices", "view", "order",
    "start",
)  # fmt: skip

LIST, COMPARE, DRAFTS, FILE = "list", "compare", "drafts", "file"
HEADINGS = {
    COMPARE: "{} side by side, each result with its evidence",
    DRAFTS: "{} on the way to being checked",
    FILE: "Entries come in from a file as drafts, all of them or none",
}
ORDERS = (RELEVANCE, EVIDENCE, NEWEST, BY_TITLE)
SEARCHED = 1_000
PATIENCE = 1.0  # seconds that a reader waits for the search to be ready


@dataclass(frozen=True)
class Shelf:
    """What fits the address: the part that is shown, the counts, and what stands beside each other.

    ``entries`` are all that readers see, ``founding`` how many came with the product. ``getting_ready`` is where words
    are looked for and the search is not there yet.
    """

    entries: Mapping[str, Practice]
    found: Found
    founding: int
    lines: tuple[Line, ...]
    compared: tuple[Line, ...]
    unknown: tuple[str, ...]
    drafts: tuple[Line, ...]
    start: int
    simulated: bool
    getting_ready: bool = False
    heard: Heard = AS_TYPED

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those that stand side by side."""
        return tuple(line.practice.practice_id for line in self.compared)


def prepare(request: frame.Request, stores: Stores) -> Shelf:
    """Gather what fits, in one pass over what was read off the entries."""
    entries = entries_of(stores)
    index = searched(entries, request, stores)
    hits = index.search(request.words, SEARCHED) if index and request.words else None
    fitting = found(entries, _wanted(request, stores, hits), order=_order(request))
    start = request.start if request.start <= len(fitting.rows) else 1
    rows = fitting.rows[start - 1 : start - 1 + PER_PART]
    matches = {hit.practice_id: hit for hit in hits or ()}
    adopters = _adopters(stores)
    simulated = stores.desk is not None and stores.desk.workspace is Workspace.TRAINING

    def line(one: Practice) -> Line:
        graded = grade_of_practice(one)
        hit = matches.get(one.practice_id)
        return Line(
            practice=one, level=graded.level if graded else None, because=graded.because if graded else "",
            places=_places(one.place_codes, stores), match=_marked(hit) if hit else "",
            adopters=None if adopters is None else len(adopters.get(one.practice_id, ())),
            simulated=simulated and one.stage is not Stage.FOUNDING,
        )  # fmt: skip

    unfinished = stores.desk.library.unfinished() if may_draft(stores) else ()
    known = [own_id for own_id in request.practices if own_id in entries]
    return Shelf(
        entries=entries, found=fitting, founding=founding_among(entries),
        lines=tuple(line(entries[row.practice_id]) for row in rows),
        compared=tuple(line(entries[own_id]) for own_id in known[:AT_MOST]),
        unknown=tuple(own_id for own_id in request.practices if own_id not in entries),
        drafts=tuple(_draft(one, stores, simulated=simulated) for one in unfinished), start=start, simulated=simulated,
        getting_ready=bool(request.words) and hits is None,
        heard=index.heard(request.words) if index and request.words else AS_TYPED,
    )  # fmt: skip


def entries_of(stores: Stores) -> Mapping[str, Practice]:
    """Every entry readers see; those of the founding set where the register is away."""
    if stores.desk is None:
        return read_founding()
    entries: Mapping[str, Practice] = stores.desk.library.entries()
    return entries


def may_draft(stores: Stores) -> bool:
    """Whether the reader may write entries, for everybody or for a place of theirs."""
    if stores.desk is None:
        return False
    codes = reach(stores.desk.person, Action.DRAFT_PRACTICE)
    return codes is None or bool(codes)


def searched(entries: Mapping[str, Practice], request: frame.Request, stores: Stores) -> Index | None:
    """What finds words; none where no word is looked for, or the entries are still being made ready for it."""
    if not request.words:
        return None
    return Index.within(PATIENCE, entries, {code: place.name for code, place in stores.figures.places.items()})


def _wanted(request: frame.Request, stores: Stores, hits: Iterable[Hit] | None) -> Wanted:
    return Wanted(
        ids=None if hits is None else tuple(hit.practice_id for hit in hits),
        mission_id=request.mission.mission_id if request.mission else None,
        metric_id=request.metric.metric_id if request.metric else None,
        places=_within(request.place, stores), result=request.result, grade=request.grade, band=request.cost,
    )  # fmt: skip


def _within(place: Place | None, stores: Stores) -> frozenset[str] | None:
    if place is None or place.level is Level.UNITED_KINGDOM:
        return None
    return frozenset({place.code, *(one.code for one in stores.figures.members(place.code))})


def _order(request: frame.Request) -> str:
    """The order asked for; without one the closest to the words, or else the strongest evidence first."""
    if request.order in ORDERS and (request.words or request.order != RELEVANCE):
        return request.order
    return RELEVANCE if request.words else EVIDENCE


def _adopters(stores: Stores) -> Mapping[str, Sequence[Adoption]] | None:
    """Who took up each entry that anybody did; the same mapping until somebody does."""
    return None if stores.desk is None else stores.desk.learning.taken_up()


def _places(codes: Iterable[str], stores: Stores) -> tuple[Place, ...]:
    return tuple(stores.figures.places[code] for code in codes if code in stores.figures.places)


def _draft(one: Practice, stores: Stores, *, simulated: bool) -> Line:
    graded = grade_of_practice(one)
    owner = [one.owner_code] if one.owner_code else []
    level = graded.level if graded else None
    return Line(practice=one, level=level, places=_places(owner, stores), simulated=simulated)


def _marked(hit: Hit) -> str:
    """The words on either side of what was found, with that marked."""
    return "".join(f"<mark>{escape(one.text)}</mark>" if one.matched else escape(one.text) for one in hit.snippet)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the finding, the choices, and the view chosen."""
    frame.where_am_i(request, "Learning", "Library")
    top = st.container()
    shelf = prepare(request, stores)
    chosen = frame.choose_view(request, _views(request, stores, shelf), "Show")
    with top:
        _head(request, stores, shelf, chosen)
    {LIST: _list, COMPARE: _compare, DRAFTS: _drafts, FILE: _file}[chosen](request, stores, shelf)
    frame.foot(request, rules="", build=stores.figures.build_id)


def _head(request: frame.Request, stores: Stores, shelf: Shelf, chosen: str) -> None:
    """The finding of the view; of the list also where the entries come from, and a link to each result."""
    if chosen in HEADINGS:
        count = len(shelf.compared if chosen == COMPARE else shelf.drafts)
        frame.heading(HEADINGS[chosen].format(view.entries_words(count)), caption="The learning library")
        _away(stores, shelf)
        return
    metric = request.metric.title if request.metric else ""
    words = shown(request.words) if request.words and not shelf.getting_ready else None
    narrowed = library_choices.narrowed_to(
        words=words, mission=request.mission, metric_title=metric, place=request.place, grade=request.grade,
        cost=request.cost,
    )  # fmt: skip
    by_result = shelf.found.by_result
    said = view.library_finding(len(shelf.found.rows), by_result, narrowed=narrowed, result=request.result)
    frame.heading(said, caption="The learning library")
    told = [view.whence(len(shelf.entries), shelf.founding, simulated=shelf.simulated)]
    told += view.heard_words(shelf.heard.nearly, shelf.heard.nowhere, some_only=shelf.heard.some_only)
    told += [view.PLACELESS] if request.place else []
    st.html(prose.paragraphs(told) + view.counts_row(by_result, _address(request), chosen=request.result))
    _away(stores, shelf)


def _away(stores: Stores, shelf: Shelf) -> None:
    """What cannot be shown just now, or not at all."""
    if stores.desk is None:
        st.html(prose.paragraphs([view.AWAY]))
    if shelf.getting_ready:
        frame.notice(view.GETTING_READY)
    for own_id in shelf.unknown:
        frame.notice(f"No entry here is called “{shown(own_id)}”, so it is not beside the others.")


def _views(request: frame.Request, stores: Stores, shelf: Shelf) -> dict[str, str]:
    views = {LIST: "The list", COMPARE: f"Side by side ({len(shelf.compared)} of {AT_MOST} chosen)"}
    if may_draft(stores) or request.view == DRAFTS:
        views[DRAFTS] = f"On their way ({len(shelf.drafts)})"
    if may_draft(stores) or request.view == FILE:
        views[FILE] = "Bring in from a file"
    return views


def _address(request: frame.Request) -> dict[str, object]:
    """What a link to another part of this view carries."""
    return {
        "words": request.words, "mission": request.mission, "metric": request.metric, "place": request.place,
        "grade": request.grade, "cost": request.cost, "order": request.order, "result": request.result,
        "practices": request.practices,
    }  # fmt: skip


def _list(request: frame.Request, stores: Stores, shelf: Shelf) -> None:
    library_choices.choose(request, stores, library_choices.names_of(stores))
    library_choices.take_away(request)
    total = len(shelf.found.rows)
    if not total:
        nothing_fits(request)
        return
    start, end = part(request, total, per_part=PER_PART)
    caption = f"Entries {start:,} to {end:,} of {total:,}"
    table = view.listed(shelf.lines, caption=caption, chosen=shelf.chosen, address=_address(request))
    st.html(prose.heading(caption, key="list") + table + view.where_found(shelf.lines))
    turn(start, end, total, key="library", per_part=PER_PART)
    choose_compared(shelf.compared, shelf.lines)
    _take(request, stores, shelf, [row.practice_id for row in shelf.found.rows])


def _compare(request: frame.Request, stores: Stores, shelf: Shelf) -> None:
    choose_compared(shelf.compared, shelf.lines)
    if not shelf.compared:
        st.html(prose.paragraphs([f"Choose up to {AT_MOST} entries from the list, and they stand side by side here."]))
        return
    st.html(side_by_side(shelf.compared))
    _take(request, stores, shelf, shelf.chosen)


def _drafts(request: frame.Request, stores: Stores, shelf: Shelf) -> None:
    if may_draft(stores):
        st.html(prose.links([("Write a new entry", href("practice", view="new"))]))
    if not shelf.drafts:
        st.html(prose.paragraphs([view.NO_DRAFTS]))
        return
    start, end = part(request, len(shelf.drafts), per_part=PER_PART)
    st.html(view.on_their_way(shelf.drafts[start - 1 : end]))
    turn(start, end, len(shelf.drafts), key="drafts", per_part=PER_PART)


def _file(_request: frame.Request, stores: Stores, shelf: Shelf) -> None:
    if not may_draft(stores):
        st.html(prose.paragraphs(["Stewards and place officers bring in entries. Ask one of them."]))
        return

    def read(content: bytes, name: str) -> object:
        known = Known(
            metrics={one.metric_id: one.unit for one in stores.catalogue.metrics.values()},
            missions={one.mission_id for each in stores.catalogue.frameworks.values() for one in each.missions},
            places=stores.figures.places.keys(),
        )
        reader = read_json if name.casefold().endswith(".json") else read_csv
        return reader(content, known=known, existing=shelf.entries, simulated=shelf.simulated)

    bring_in(read, stores.desk.library.bring_in)


def _take(request: frame.Request, stores: Stores, shelf: Shelf, own_ids: Sequence[str]) -> None:
    take(
        own_ids, shelf.entries, request, stores, simulated=shelf.simulated, parameters=_address(request),
        csv_of=csv_of, json_of=json_of,
    )  # fmt: skip
