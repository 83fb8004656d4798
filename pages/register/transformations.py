"""Every transformation: find those of a place, mission or programme, with published money and what was reported."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from domain.mission import Mission
from domain.published import PublishedTransformation
from domain.source import Source
from domain.tracked import Tracked
from domain.workspace import Workspace
from metrics.stewardship.attention import pressing
from metrics.stewardship.disagreement import disagreement
from metrics.stewardship.listing import fits, in_order, why_listed
from metrics.stewardship.staleness import evidence_words
from ui import frame, prose
from ui.download import offer
from ui.list_parts import part, turn
from ui.names import distinct_names
from ui.programme_titles import titles_of
from ui.reach import reached_from
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.stores import Stores
from ui.transformation_cautions import cautions, overlaps
from ui.transformation_choices import choose
from ui.transformation_file import file_title, transformations_frame, workspace_words
from ui.transformation_list import (
    Line,
    ProgrammeLine,
    by_programme,
    listed_table,
    named_like,
    programmes_table,
)
from ui.transformation_reports import KINDS, ORDERED, ORDERS, reported_finding, reports_table
from ui.transformation_words import ALL_REPORTED, NEVER_ADDED, NO_RETURNS, OUR_JUDGEMENT, list_finding
from ui.visible import shown

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Transformations", 1, EVERYONE
DESCRIPTION = "Every transformation: where, under which programme, with which money, and what was reported of it."
PARAMETERS = ("place", "framework", "mission", "programme", "status", "kind", "view", "order", "start")

BANDS: Mapping[str, Callable[[float | None], bool]] = {
    "all": lambda _amount: True,
    "largest": lambda amount: amount is not None and amount >= 20_000_000,
    "middle": lambda amount: amount is not None and 5_000_000 <= amount < 20_000_000,
    "smaller": lambda amount: amount is not None and amount < 5_000_000,
    "unknown": lambda amount: amount is None,
}


@dataclass(frozen=True)
class Listing:
    """The transformations that fit in order, their programmes, and how many of them reach beyond the place asked for.

    Of the ``seen``, which the reader may see the reports of, ``pressing`` need attention and ``silent`` have no status.
    ``reported`` is whether the list is about what was reported at all, be it that nothing fits.
    ``line`` puts the nouns to one of them; only the part that is shown needs them.
    """

    found: tuple[Tracked, ...]
    programmes: tuple[ProgrammeLine, ...]
    sources: tuple[Source, ...]
    beyond: int
    seen: int
    pressing: int
    silent: int
    reported: bool
    line: Callable[[Tracked], Line]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every one with its nouns."""
        return tuple(map(self.line, self.found))


def prepare(request: frame.Request, stores: Stores, *, view: str = "all", wanted: str = "") -> Listing:
    """Gather what fits the address, the band of money and the words asked for."""
    places = None if request.place is None else reached_from(request.place, stores.figures)
    held = Counter(one.programme_id for one in stores.programmes.transformations.values())
    found = sorted(_fitting(request, stores, places, view=view, wanted=wanted), key=_by_name(stores))
    if request.order in ORDERS:
        found.sort(key=in_order(request.order, today=request.today))
    programmes = by_programme(
        found, published=stores.programmes.transformations, programmes=stores.programmes.by_id,
        titles=titles_of(stores), held=held,
    )  # fmt: skip
    source_ids = dict.fromkeys(line.programme.source_id for line in programmes if line.programme)
    told = [one.delivery for one in found if one.delivery is not None]
    return Listing(
        found=tuple(found),
        programmes=programmes,
        sources=tuple(stores.sources[source_id] for source_id in source_ids if source_id in stores.sources),
        beyond=sum(not places.issuperset(one.place_codes) for one in found) if places else 0,
        seen=len(told),
        pressing=sum(pressing(one, today=request.today) for one in told),
        silent=sum(one.status is None for one in told),
        reported=bool(told) or (not found and stores.desk is not None and request.kind in KINDS),
        line=lambda one: _line(one, request, stores),
    )


def _fitting(
    request: frame.Request, stores: Stores, places: frozenset[str] | None, *, view: str, wanted: str
) -> Iterable[Tracked]:
    """One pass over all there are, the quick questions first."""
    published, band = stores.programmes.transformations, BANDS[view]
    programme = request.programme if request.programme in titles_of(stores) else None
    for one in _every(stores):
        if programme is not None and one.programme_id != programme:
            continue
        if places is not None and places.isdisjoint(one.place_codes):
            continue
        if request.status and (one.delivery is None or one.delivery.status is not request.status):
            continue
        if not band(one.amount) or (wanted and not named_like(one, published.get(one.transformation_id), wanted)):
            continue
        if request.mission and request.mission not in missions_of(one, request, stores):
            continue
        if request.kind in KINDS and not fits(one, request.kind, today=request.today):
            continue
        yield one


def _every(stores: Stores) -> Iterable[Tracked]:
    """What the desk holds; without one, what is published."""
    if stores.desk is not None:
        every: Mapping[str, Tracked] = stores.desk.every()
        return every.values()
    return map(_named, stores.programmes.transformations.values())


def _named(one: PublishedTransformation) -> Tracked:
    return Tracked(
        transformation_id=one.transformation_id, title=one.title, programme_id=one.programme_id, lead=one.lead,
        place_codes=one.place_codes, published=True, amount=one.amount, amount_kind=one.amount_kind,
    )  # fmt: skip


def missions_of(one: Tracked, request: frame.Request, stores: Stores) -> tuple[Mission, ...]:
    """What its own people say it serves, or else what its name tells."""
    if one.own_missions:
        return tuple(each for each in request.framework.missions if each.mission_id in one.own_missions)
    missions: tuple[Mission, ...] = stores.purposes.missions(one, request.framework)
    return missions


def _by_name(stores: Stores) -> Callable[[Tracked], tuple[object, ...]]:
    """By the name of its first place, those without a place last; then by programme and title."""
    names = {code: place.name.casefold() for code, place in stores.figures.places.items()}
    orders = {own_id: programme.order for own_id, programme in stores.programmes.by_id.items()}

    def key(one: Tracked) -> tuple[object, ...]:
        first = next((names[code] for code in one.place_codes if code in names), None)
        order = orders.get(one.programme_id, len(orders) + 1)
        return (first is None, first or "", order, one.title.casefold(), one.transformation_id)

    return key


def _line(one: Tracked, request: frame.Request, stores: Stores) -> Line:
    known, told = stores.figures.places, one.delivery
    return Line(
        tracked=one,
        one=stores.programmes.transformations.get(one.transformation_id),
        programme=stores.programmes.by_id.get(one.programme_id),
        programme_title=titles_of(stores).get(one.programme_id, one.programme_id),
        places=tuple(known[code] for code in one.place_codes if code in known),
        missions=missions_of(one, request, stores),
        aimed=bool(one.own_missions),
        evidence=evidence_words(told) if told else "",
        points=disagreement(told, today=request.today) if told else 0,
        told=why_listed(one, request.kind or "", request.order or "", today=request.today),
    )


def page(request: frame.Request, stores: Stores) -> None:
    """Draw what was found, what can be changed, the list and the programmes."""
    frame.where_am_i(request, "Register", "Transformations")
    _unknown(request, stores)
    top = st.container()
    view, wanted = choose(request, stores, titles_of(stores))
    listing = prepare(request, stores, view=view, wanted=wanted)
    found = _finding(request, stores, listing, narrowed=view != "all" or bool(wanted or request.status))
    with top:
        frame.heading(found, caption=_caption(stores, listing))
        st.html(prose.paragraphs([ALL_REPORTED if listing.reported else NO_RETURNS]))
    if not listing.found:
        _nothing(request, wanted)
    else:
        parts = {"programmes": "By programme, with the money", "list": "The list"}
        st.html(prose.contents(dict(reversed(parts.items())) if listing.seen else parts))
        if listing.seen:  # those who answer for them come for the list
            _list(request, listing)
        programmes = programmes_table(listing.programmes, place=request.place, mission=request.mission)
        if listing.seen:
            many = counted(len(listing.programmes), "programme")
            programmes = prose.opening(f"{many}, with what was published of each", programmes, kind="tables")
        st.html(
            prose.heading("By programme", key="programmes")
            + programmes
            + prose.paragraphs(cautions(listing.beyond, request.place))
            + overlaps(listing.programmes, stores.programmes.by_id)
        )
        if not listing.seen:
            _list(request, listing)
        _download(request, stores, listing, found)
    frame.foot(request, sources=listing.sources, build=stores.figures.build_id)


def _caption(stores: Stores, listing: Listing) -> str:
    if not listing.reported:
        return "What was announced and granted, from published registers"
    if stores.desk.workspace is Workspace.TRAINING:
        return "Published money and simulated reports"
    return "Published money and what was reported"


def _unknown(request: frame.Request, stores: Stores) -> None:
    """Say which part of the address names nothing here."""
    if request.programme and request.programme not in titles_of(stores):
        frame.notice(f"No programme here is called “{shown(request.programme)}”. This shows every programme.")
    if request.kind and request.kind not in KINDS:
        frame.notice(f"Nothing here is of the kind “{shown(request.kind)}”. This shows every transformation.")
    if request.order and request.order not in ORDERS:
        frame.notice(f"This list has no order “{shown(request.order)}”. It is in the order of the places' names.")


def _finding(request: frame.Request, stores: Stores, listing: Listing, *, narrowed: bool) -> str:
    """The list in one sentence: what was reported for those who may see it, what is published for the others."""
    found, programme = len(listing.found), titles_of(stores).get(request.programme or "", "")
    if listing.reported:
        return reported_finding(
            found, seen=listing.seen, pressing=listing.pressing, silent=listing.silent, place=request.place,
            programme=programme, mission=request.mission, narrowed=narrowed, kind=request.kind or "",
        )  # fmt: skip
    return list_finding(
        found, place=request.place, programme=stores.programmes.by_id.get(request.programme or ""),
        mission=request.mission, narrowed=narrowed or request.kind in KINDS,
    )  # fmt: skip


def _nothing(request: frame.Request, wanted: str) -> None:
    told = f" with “{shown(wanted)}” in its name, town or lead" if wanted else ""
    where = f" that reaches {request.place.name}" if request.place else ""
    fitting = f"transformation{where}{told} that fits the rest of what you chose. Take one of the choices above away."
    if request.status or request.kind in KINDS:
        frame.notice(f"You may see no {fitting}")
    else:
        caution = "Several registers are incomplete, so this does not show that there is none."
        frame.notice(f"No published register names a {fitting} {caution}")


def _list(request: frame.Request, listing: Listing) -> None:
    """One part of the list, and buttons to the parts before and after it."""
    total = len(listing.found)
    start, end = part(request, total)
    lines = [listing.line(one) for one in listing.found[start - 1 : end]]
    caption = f"Transformations {start:,} to {end:,} of {total:,}"
    drawn = reports_table(lines, caption=caption) if listing.seen else listed_table(lines, caption=caption)
    told = ORDERED.get(request.order or "", "By the name of the place; those whose place is not said come last.")
    st.html(prose.heading(f"{start:,} to {end:,} of {total:,}", key="list") + prose.paragraphs([told]) + drawn)
    turn(start, end, total, key="transformations")


def _download(request: frame.Request, stores: Stores, listing: Listing, found: str) -> None:
    workspace = stores.desk.workspace if stores.desk is not None and listing.seen else None

    def made() -> "pd.DataFrame":
        if workspace is not None:
            stores.desk.people.taken_away(f"the list of transformations: {found}")
        codes = {code for one in listing.found for code in one.place_codes}
        names = distinct_names([stores.figures.places[code] for code in codes if code in stores.figures.places])
        held = Counter(one.programme_id for one in stores.programmes.transformations.values())
        return transformations_frame(listing.lines, names=names, held=held, workspace=workspace)

    reported = [workspace_words(workspace)] if workspace is not None else [NO_RETURNS]
    every_caveat = [f"{source.title}: {caveat}" for source in listing.sources for caveat in source.caveats]
    offer(
        made, title=file_title(workspace), metrics=(), request=request, stores=stores,
        caveats=[*reported, found, NEVER_ADDED, OUR_JUDGEMENT, *every_caveat], further=listing.sources,
        place=request.place, framework=request.framework, mission=request.mission, programme=request.programme,
        status=request.status, kind=request.kind,
    )  # fmt: skip
