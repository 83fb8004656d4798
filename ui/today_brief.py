"""Sections of the day of those who neither answer nor decide: how it stands, what was promised, the centre's pace."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from domain.commitment import Side
from domain.place import Place
from domain.stocktake import Answer
from ui import frame
from ui.address import href
from ui.commitment_view import Promise
from ui.commitment_words import due_words, standing_words
from ui.commitment_words import finding as stocktake_words
from ui.names import distinct_names, with_article
from ui.programme_titles import titles_of
from ui.sentences import counted
from ui.stores import Stores
from ui.today_sections import Item, Section
from ui.transformation_reports import KINDS as LISTED
from ui.visible import shown

PROMISES = 3  # of one side
GONE_WRONG = (Answer.LATE, Answer.BEHIND)
WHOSE = {Side.PLACE: "by places", Side.CENTRE: "by central government"}
KINDS = {Side.PLACE: "places", Side.CENTRE: "centre"}  # of the page of commitments


def choose(request: frame.Request, stores: Stores) -> None:
    """The place and the programme the day is about, or every one of them."""
    titles = titles_of(stores)
    if request.programme and request.programme not in titles:
        frame.notice(f"No programme here is called “{shown(request.programme)}”. This is about every programme.")
    first, second = st.columns(2)
    with first:
        names = distinct_names(stores.figures.current_places)
        code = request.place.code if request.place else None
        frame.choose_or_every("place", "Place", names, code, every="Every place")
    with second:
        chosen = request.programme if request.programme in titles else None
        frame.choose_or_every("programme", "Programme", titles, chosen, every="Every programme")


def about_words(place: Place | None, programme: str, many: int) -> str:
    """What the day is about, after a number of transformations: " of Town Deals that reach Hartlepool"."""
    reaches = f" that {'reaches' if many <= 1 else 'reach'} {with_article(place)}" if place else ""
    return f"{f' of {programme}' if programme else ''}{reaches}"


def standing_section(told: str, place: Place | None, programme: str | None) -> Section:
    """Where everything stands in one line, with the ways to the money and to the place."""
    also = [("All that need attention", href("transformations", place=place, programme=programme, kind="attention"))]
    if place:
        also.append((f"Figures of {place.name}", href("profile", place=place)))
    more = ("The portfolio: money and slips", href("portfolio", place=place, programme=programme))
    return Section("How it stands", told, (), more, tuple(also))


def promised_section(
    promises: Sequence[Promise], place: Place | None, programme: str, take: Callable[..., object]
) -> Section:
    """What was promised by either side, and what became of it; those late or behind are named, by the same rules."""
    told, items = [], []
    for side, whose in WHOSE.items():
        mine = [each for each in promises if each.one.side is side]
        told.append(f"{stocktake_words(take(each.standing for each in mine), whose=whose)}.")  # type: ignore[arg-type]
        wrong = [each for answer in GONE_WRONG for each in mine if each.standing.answer is answer]
        wrong.sort(key=lambda each: each.standing.done_on is not None)  # what was done, if late, after what was not
        items += [_promise(each, place) for each in wrong[:PROMISES]]
    about = f" Only those about a transformation of {programme}." if programme else ""
    more = ("Every commitment", href("commitments", place=place))
    also = ("The stocktake", href("commitments", place=place, view="stocktake"))
    return Section("What was promised", f"{' '.join(told)}{about}", tuple(items), more, (also,), shown=len(items))


def _promise(each: Promise, place: Place | None) -> Item:
    named = {Answer.LATE: "late", Answer.BEHIND: "behind its path"}[each.standing.answer]
    note = (
        f"{each.one.owner}: {named}, {due_words(each.one, each.standing)}. {standing_words(each.standing, each.metric)}"
    )
    return Item(each.one.statement, href("commitments", place=place, kind=KINDS[each.one.side]), note.strip())


def asking_section(
    title: str, asked: Iterable[tuple[Item, str, int]], place: Place | None, programme: str | None
) -> Section:
    """One example of each kind of contradiction, each with a link to all of its kind."""
    further = {"place": place, "programme": programme}
    items = [
        Item(item.title, item.href, item.note, (_all_alike(kind, many), href("transformations", kind=kind, **further)))
        for item, kind, many in asked
    ]
    if not items:
        return Section(title, "Nothing that was reported contradicts itself.")
    told = (
        f"What is said does not fit together in {counted(len(items), 'way')}. "
        "One example of each, the furthest apart; the place may be right."
    )
    all_of_them = href("transformations", kind="contradiction", order="disagreement", **further)
    return Section(title, told, tuple(items), ("All that do not fit together", all_of_them), shown=len(items))


def _all_alike(kind: str, many: int) -> str:
    named = f"{LISTED[kind][:1].lower()}{LISTED[kind][1:]}"
    return f"The only one of this kind: {named}" if many == 1 else f"All {many:,} of this kind: {named}"
