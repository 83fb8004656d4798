"""Every published transformation: find those of a place, mission or programme, with the money that was published."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from domain.published import PublishedProgramme, PublishedTransformation
from domain.source import Source
from ui import frame, prose
from ui.download import offer
from ui.names import distinct_names
from ui.reach import reached_from
from ui.roles import EVERYONE
from ui.stores import Stores
from ui.transformation_file import transformations_frame
from ui.transformation_list import (
    PER_PAGE,
    Line,
    ProgrammeLine,
    by_programme,
    listed_table,
    matches,
    programmes_table,
)
from ui.transformation_words import NEVER_ADDED, NO_RETURNS, OUR_JUDGEMENT, list_finding
from ui.visible import shown

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Transformations", 1, EVERYONE
DESCRIPTION = "Every transformation a published register names: where, under which programme, with which money."
PARAMETERS = ("place", "framework", "mission", "programme", "view", "start")

VIEWS = {
    "all": "Any amount",
    "largest": "£20 million or more",
    "middle": "£5 million to £20 million",
    "smaller": "Under £5 million",
    "unknown": "No amount of its own",
}
BANDS: Mapping[str, Callable[[float | None], bool]] = {
    "all": lambda _amount: True,
    "largest": lambda amount: amount is not None and amount >= 20_000_000,
    "middle": lambda amount: amount is not None and 5_000_000 <= amount < 20_000_000,
    "smaller": lambda amount: amount is not None and amount < 5_000_000,
    "unknown": lambda amount: amount is None,
}


@dataclass(frozen=True)
class Listing:
    """The transformations that fit, their programmes, and how many of them reach beyond the place asked for."""

    lines: tuple[Line, ...]
    programmes: tuple[ProgrammeLine, ...]
    sources: tuple[Source, ...]
    beyond: int


def prepare(request: frame.Request, stores: Stores, *, view: str = "all", wanted: str = "") -> Listing:
    """Gather what fits the address, the band of money and the words asked for."""
    places = None if request.place is None else reached_from(request.place, stores.figures)
    every = stores.programmes.transformations.values()
    ones = every if places is None else stores.programmes.reaching(places)
    programme = programme_of(request, stores)
    fitting = [
        one
        for one in ones
        if (programme is None or one.programme_id == programme.programme_id)
        and BANDS[view](one.amount)
        and (not wanted or matches(one, wanted))
    ]
    lines = [_line(one, request, stores) for one in fitting]
    if request.mission:
        lines = [line for line in lines if request.mission in line.missions]
    lines.sort(key=lambda line: line.order)
    programmes = by_programme(lines, Counter(one.programme_id for one in every))
    source_ids = dict.fromkeys(line.programme.source_id for line in programmes)
    beyond = sum(bool(places) and not places.issuperset(line.one.place_codes) for line in lines) if places else 0
    sources = tuple(stores.sources[source_id] for source_id in source_ids if source_id in stores.sources)
    return Listing(tuple(lines), programmes, sources, beyond)


def _line(one: PublishedTransformation, request: frame.Request, stores: Stores) -> Line:
    known = stores.figures.places
    places = tuple(known[code] for code in one.place_codes if code in known)
    missions = stores.purposes.missions(one, request.framework)
    return Line(one, stores.programmes.by_id[one.programme_id], places, missions)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw what was found, what can be changed, the programmes and the list."""
    frame.where_am_i(request, "Register", "Transformations")
    if request.programme and programme_of(request, stores) is None:
        frame.notice(f"No programme here is called “{shown(request.programme)}”. This shows every programme.")
    top = st.container()
    view, wanted = _controls(request, stores)
    listing = prepare(request, stores, view=view, wanted=wanted)
    found = list_finding(
        len(listing.lines), place=request.place, programme=programme_of(request, stores), mission=request.mission,
        narrowed=view != "all" or bool(wanted),
    )  # fmt: skip
    with top:
        frame.heading(found, caption="What was announced and granted, from published registers")
        st.html(prose.paragraphs([NO_RETURNS]))
    if not listing.lines:
        _nothing(request, wanted)
    else:
        st.html(prose.contents({"programmes": "By programme, with the money", "list": "The list"}))
        st.html(prose.heading("By programme", key="programmes"))
        st.html(programmes_table(listing.programmes, place=request.place, mission=request.mission))
        st.html(prose.paragraphs(_cautions(request, listing)) + _overlaps(listing, stores))
        _list(request, listing)
        _download(request, stores, listing, found)
    frame.foot(request, sources=listing.sources, build=stores.figures.build_id)


def _controls(request: frame.Request, stores: Stores) -> tuple[str, str]:
    """What narrows the list: each may be taken away again where it was chosen."""
    first, second, third = st.columns([1, 1, 1])
    with first:
        names = distinct_names(stores.figures.current_places)
        frame.choose_or_every(
            "place", "Place", names, request.place.code if request.place else None, every="Every place"
        )
    with second:
        titles = {own_id: programme.title for own_id, programme in stores.programmes.by_id.items()}
        programme = programme_of(request, stores)
        chosen = programme.programme_id if programme else None
        frame.choose_or_every("programme", "Programme", titles, chosen, every="Every programme")
    with third:
        missions = {one.mission_id: f"{one.number}. {one.title}" for one in request.framework.missions}
        mission = request.mission.mission_id if request.mission else None
        frame.choose_or_every("mission", "Mission it could serve", missions, mission, every="Every mission")
    wanted = st.text_input(
        "Find by a word of its name, town or lead", max_chars=60, key="transformations.find", on_change=frame.change
    ).strip()
    return frame.choose_view(request, VIEWS, "Published money"), wanted


def programme_of(request: frame.Request, stores: Stores) -> PublishedProgramme | None:
    """The programme asked for, or none where there is none of that id."""
    return stores.programmes.by_id.get(request.programme or "")


def _nothing(request: frame.Request, wanted: str) -> None:
    told = f" with “{shown(wanted)}” in its name, town or lead" if wanted else ""
    where = f" that reaches {request.place.name}" if request.place else ""
    frame.notice(
        f"No published register names a transformation{where}{told} that fits the rest of what you chose. Take "
        "one of the choices above away. Several registers are incomplete, so this does not show that there is none."
    )


def _cautions(request: frame.Request, listing: Listing) -> list[str]:
    """What must be known before the money is used."""
    told = [NEVER_ADDED]
    if listing.beyond and request.place:
        told.append(
            f"{listing.beyond:,} of these reach beyond {request.place.name}. Their amount is for all their places "
            "together, and no share is published."
        )
    return told


def _overlaps(listing: Listing, stores: Stores) -> str:
    """Why two of the listed programmes must not be added up."""
    listed = {line.programme.programme_id for line in listing.programmes}
    known = stores.programmes.by_id
    told = [
        f"{line.programme.title} and {known[overlap.programme].title}: {overlap.why}."
        for line in listing.programmes
        for overlap in line.programme.overlaps
        if overlap.programme in listed and known[overlap.programme].order > line.programme.order
    ]
    told += [f"{line.programme.title}: {caveat}" for line in listing.programmes for caveat in line.programme.caveats]
    inner = prose.bullets(told)
    return prose.opening("Where these programmes overlap, and what else to know of them", inner) if told else ""


def _list(request: frame.Request, listing: Listing) -> None:
    """One part of the list, and buttons to the parts before and after it."""
    total = len(listing.lines)
    start = request.start if request.start <= total else 1
    if start != request.start:
        asked = f"from its beginning and not from row {request.start:,}"
        frame.notice(f"The list has {total:,} rows, so it is shown {asked}.")
    end = min(start + PER_PAGE - 1, total)
    st.html(
        prose.heading(f"{start:,} to {end:,} of {total:,}", key="list")
        + "<p>By the name of the place; those whose place is not said come last.</p>"
        + listed_table(listing.lines[start - 1 : end], caption=f"Transformations {start:,} to {end:,} of {total:,}")
    )
    before = max(start - PER_PAGE, 1)
    with st.container(horizontal=True):
        if start > 1:
            st.button(
                f"Show {before:,} to {start - 1:,}", key="transformations.before", on_click=frame.change,
                kwargs={"start": before},
            )  # fmt: skip
        if end < total:
            st.button(
                f"Show {end + 1:,} to {min(end + PER_PAGE, total):,}", key="transformations.after",
                on_click=frame.change, kwargs={"start": end + 1},
            )  # fmt: skip


def _download(request: frame.Request, stores: Stores, listing: Listing, found: str) -> None:
    def made() -> "pd.DataFrame":
        codes = {code for line in listing.lines for code in line.one.place_codes}
        names = distinct_names([stores.figures.places[code] for code in codes if code in stores.figures.places])
        held = Counter(one.programme_id for one in stores.programmes.transformations.values())
        return transformations_frame(listing.lines, names=names, held=held)

    offer(
        made, title="Published transformations", metrics=(), request=request, stores=stores,
        caveats=[found, NO_RETURNS, NEVER_ADDED, OUR_JUDGEMENT, *_every_caveat(listing)], further=listing.sources,
        place=request.place, framework=request.framework, mission=request.mission, programme=request.programme,
    )  # fmt: skip


def _every_caveat(listing: Listing) -> list[str]:
    return [f"{source.title}: {caveat}" for source in listing.sources for caveat in source.caveats]
