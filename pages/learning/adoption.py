"""What became of a practice once others took it up: from whom, how adapted, with what result, and what to expect."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from data.library.founding import read_founding
from domain.adoption import Adoption
from domain.chain import Chain, Link
from domain.metric import Metric
from domain.pooled import PooledEffect
from domain.practice import Practice
from domain.workspace import Workspace
from metrics.learning.chains import chain_of
from metrics.learning.grading import grade_of_practice, levels_of
from metrics.learning.pooled import pooled_effect
from ui import adoption_notes as notes
from ui import charts, frame, prose
from ui.address import href
from ui.adoption_chain import chain_drawing
from ui.adoption_forest import forest_plot
from ui.adoption_funnel import study_funnel
from ui.adoption_map import adoption_map
from ui.adoption_notes import SIMULATED, cautions, entry_words, founding_fits, overview_finding, tally_words
from ui.adoption_report import report_form
from ui.adoption_table import adopters_table, every_table, file_frame, in_full, left_out_table, place_name
from ui.adoption_take_up import own_places, take_up_form
from ui.adoption_words import ENOUGH, finding, founding_words, pooled_sentences, short, summary_of
from ui.delivery_saving import say_what_was_saved
from ui.download import offer
from ui.evaluation_links import kept_list
from ui.list_parts import PER_PART, part, turn
from ui.numbers import day
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.stores import Stores
from ui.visible import shown as readable

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Adoption", 5, EVERYONE
DESCRIPTION = "Who took up what from whom, what they adapted, what came of it, and what the next place may expect."
PARAMETERS = ("place", "practice", "adoption", "view", "start")

TOGETHER, ADOPTERS = "together", "adopters"
VIEWS = {TOGETHER: "With the founding study", ADOPTERS: "Adopters alone"}
TAKE_UP = "take-up"
REPORTS_AT_MOST = 5
NO_REGISTER = "The register cannot be reached just now, so nobody can see who took what up, take it up, or report."
NOT_YOURS = "Place officers take a practice up for their own place, and report on it there."
EVERY_PRACTICE = "See every practice that was taken up"


@dataclass(frozen=True)
class Taken:
    """One practice with its chain and its effects taken together; ``chosen`` is the adoption that is open."""

    practice: Practice
    adoptions: tuple[Adoption, ...]
    chain: Chain
    pooled: PooledEffect
    metric: Metric | None
    chosen: Link | None
    founding_fits: bool
    simulated: bool


@dataclass(frozen=True)
class Overview:
    """Every practice that was taken up, the one with most adopters first: one part of the list."""

    rows: tuple[tuple[Practice, Chain, PooledEffect], ...]
    total: int
    adoptions: int


def prepare(request: frame.Request, stores: Stores) -> Taken | None:
    """The practice asked for, or that of the adoption asked for; none where there is none."""
    desk = stores.desk
    practice_id = request.practice or _practice_of(request.adoption, stores)
    if practice_id is None:
        return None
    practice = desk.library.practice(practice_id) if desk else read_founding().get(practice_id)
    if practice is None:
        return None
    adoptions = tuple(desk.learning.adoptions(practice_id)) if desk else ()
    chain = chain_of(adoptions, today=desk.today if desk else request.today)
    pooled = pooled_effect(practice, adoptions, founding=request.view != ADOPTERS)
    return Taken(
        practice=practice,
        adoptions=adoptions,
        chain=chain,
        pooled=pooled,
        metric=stores.catalogue.metrics.get(pooled.metric_id or ""),
        chosen=next((link for link in chain.links if link.adoption.adoption_id == request.adoption), None),
        founding_fits=founding_fits(pooled),
        simulated=desk is not None and desk.workspace is Workspace.TRAINING,
    )


def prepare_every(stores: Stores, *, start: int, most: int = PER_PART) -> Overview:
    """One part of the practices that were taken up."""
    by_practice = stores.desk.learning.taken_up()
    entries = stores.desk.library.entries()
    known = [own_id for own_id in by_practice if own_id in entries]
    known.sort(key=lambda own_id: (-len(by_practice[own_id]), entries[own_id].title))
    shown = known[start - 1 : start - 1 + most]
    rows = [
        (
            entries[own_id],
            chain_of(by_practice[own_id], today=stores.desk.today),
            pooled_effect(entries[own_id], by_practice[own_id]),
        )
        for own_id in shown
    ]
    return Overview(tuple(rows), len(known), sum(len(by_practice[own_id]) for own_id in known))


def _practice_of(adoption_id: str | None, stores: Stores) -> str | None:
    if adoption_id is None or stores.desk is None:
        return None
    return next((one.practice_id for one in stores.desk.learning.adoptions() if one.adoption_id == adoption_id), None)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw one practice's adopters, or every practice that was taken up."""
    taken = prepare(request, stores)
    if taken is None:
        _every(request, stores)
        return
    frame.title(request, taken.practice.title)
    entry = (short(taken.practice.title), href("practice", practice=taken.practice))
    frame.where_am_i(request, ("Library", href("library")), entry, TITLE)
    caption = "Simulated, for practice" if taken.simulated else ""
    frame.heading(finding(taken.practice.title, taken.chain, taken.pooled, taken.metric), caption=caption)
    say_what_was_saved()
    st.html(prose.paragraphs(_opening(stores, taken)))
    if request.adoption and taken.chosen is None and stores.desk and not _of_another(request.adoption, stores):
        frame.notice(notes.NO_ADOPTION.format(readable(request.adoption)))
    if taken.chosen:
        st.html(_in_full(taken.chosen, taken.practice, stores))
    if stores.desk:
        asked = taken.chosen.adoption.adoption_id if taken.chosen else None
        kept = stores.desk.learning.evaluations(practice_id=taken.practice.practice_id, adoption_id=asked)
        if kept:
            runs = kept_list(kept, levels_of(kept), simulated=taken.simulated)
            st.html(prose.heading("What the official figures say") + runs)
        _forms(request, stores, taken)
    _effects(request, stores, taken)
    if taken.chain.links:
        _adopters(request, stores, taken)
    st.button(EVERY_PRACTICE, key="adoption.every", on_click=frame.change, kwargs={"practice": None, "adoption": None})
    frame.foot(request, build=stores.figures.build_id)


def _in_full(link: Link, practice: Practice, stores: Stores) -> str:
    own_id = link.adoption.transformation_id
    tracked = stores.desk.tracked(own_id) if own_id else None
    return in_full(
        link, stores.figures.places, stores.catalogue.metrics, title=practice.title,
        part_of=tracked.title if tracked else "",
    )  # fmt: skip


def _of_another(adoption_id: str, stores: Stores) -> bool:
    """Whether it is an adoption of another practice, which the reader had open before."""
    return _practice_of(adoption_id, stores) is not None


def _opening(stores: Stores, taken: Taken) -> list[str]:
    grade = grade_of_practice(taken.practice)
    level, because = (grade.level, grade.because) if grade else (None, "")
    return [
        *([] if stores.desk else [NO_REGISTER]),
        *([SIMULATED] if taken.simulated else []),
        tally_words(taken.chain) if stores.desk else "",
        entry_words(taken.practice, level, because),
    ]


def _forms(request: frame.Request, stores: Stores, taken: Taken) -> None:
    """Take it up, and report on what the reader's own places have taken up."""
    desk, places = stores.desk, stores.figures.places
    own = own_places(desk.person, places)
    if not own:
        st.html(prose.paragraphs([NOT_YOURS]))
        return
    asked = request.place.code if request.place else ""
    own.sort(key=lambda place: place.code != asked)
    codes = {place.code for place in own}
    mine = [link for link in taken.chain.links if link.adoption.place_code in codes]
    waiting = [link for link in mine if link.adoption.result is None or link is taken.chosen]
    for link in waiting[:REPORTS_AT_MOST]:
        report_form(
            desk, taken.practice, link.adoption, place_name(link.adoption.place_code, places),
            stores.catalogue.metrics, said=lambda changed: _changed(request, taken, changed, stores),
            opened=link is taken.chosen,
        )  # fmt: skip
    on_their_way = {link.adoption.place_code for link in mine if link.adoption.result is None}
    free = [place for place in own if place.code not in on_their_way]
    if free:
        take_up_form(desk, taken.practice, taken.chain.links, free, places, opened=request.view == TAKE_UP)


def _changed(request: frame.Request, taken: Taken, changed: Adoption, stores: Stores) -> str:
    """What a report changes of the effects taken together, in words."""
    adoptions = [changed if one.adoption_id == changed.adoption_id else one for one in taken.adoptions]
    before, after = taken.pooled, pooled_effect(taken.practice, adoptions, founding=request.view != ADOPTERS)
    metrics = stores.catalogue.metrics
    was, now = (summary_of(each, metrics.get(each.metric_id or "")) for each in (before, after))
    if was == now:
        return f"The effects taken together stay as they were: {now}."
    return f"The effects taken together went from {was} to {now}."


def _effects(request: frame.Request, stores: Stores, taken: Taken) -> None:
    """What the studies say together, their pictures, and what is not among them."""
    pooled, metric, places = taken.pooled, taken.metric, stores.figures.places
    st.html(prose.heading("What the next place may expect"))
    if taken.founding_fits:
        asked = replace(request, view=None) if request.view == TAKE_UP else request
        frame.choose_view(asked, VIEWS, "Which studies are taken together?")
    told = [*pooled_sentences(pooled, metric), *cautions(taken.chain, pooled, simulated=taken.simulated)]
    st.html(prose.paragraphs(told))
    line = _source_line(taken, stores.desk.today if stores.desk else request.today)
    if pooled.k:
        charts.show(forest_plot(pooled, metric, places, source_line=line), key="adoption.forest")
    if pooled.left_out:
        st.html(left_out_table(pooled, places, stores.catalogue.metrics))
    if pooled.k >= ENOUGH:
        charts.show(study_funnel(pooled, metric, places, source_line=line), key="adoption.funnel")


def _adopters(request: frame.Request, stores: Stores, taken: Taken) -> None:
    """The chain as a drawing, as a list and as a map."""
    places, metrics, chain = stores.figures.places, stores.catalogue.metrics, taken.chain
    chosen = taken.chosen.adoption.adoption_id if taken.chosen else None
    origin = founding_words(
        [place_name(code, places) for code in taken.practice.place_codes], taken.practice.place_words
    )
    drawing = chain_drawing(chain, places, practice_id=taken.practice.practice_id, origin=origin, chosen=chosen)
    start, end = part(request, len(chain.links))
    caption = f"{counted(len(chain.links), 'adoption')}, each after the one it was taken up from"
    listed = adopters_table(chain.links[start - 1 : end], places, metrics, caption=caption)
    st.html(prose.heading("Who took it up from whom") + drawing + listed)
    turn(start, end, len(chain.links), key="adoption")
    line = _source_line(taken, stores.desk.today)
    drawn = adoption_map(chain, places, build=stores.figures.build_id, source_line=line)
    charts.show(drawn, key="adoption.map")
    title = f"{'Simulated adoptions' if taken.simulated else 'Adoptions'} of {short(taken.practice.title)}"
    offer(
        lambda: taken_away(stores, taken), title=title, metrics=[taken.metric] if taken.metric else [],
        request=request, stores=stores,
        caveats=[*cautions(chain, taken.pooled, simulated=taken.simulated), *([SIMULATED] if taken.simulated else [])],
        practice=taken.practice, view=request.view,
    )  # fmt: skip


def taken_away(stores: Stores, taken: Taken) -> "pd.DataFrame":
    """The adoptions as rows of a file, with a line in the audit that they were taken away."""
    many = counted(len(taken.chain.links), "adoption")
    stores.desk.people.taken_away(f"who took up {taken.practice.practice_id}: {many}")
    return file_frame(
        taken.practice, taken.chain, taken.pooled, stores.figures.places, stores.catalogue.metrics,
        simulated=taken.simulated,
    )  # fmt: skip


def _source_line(taken: Taken, today: dt.date) -> str:
    reports = "Simulated reports of adopters" if taken.simulated else "Reports of adopters"
    founding = " and the founding study, which is real" if taken.simulated and taken.founding_fits else ""
    return f"{reports} as at {day(today)}{founding}."


def _every(request: frame.Request, stores: Stores) -> None:
    """Every practice that was taken up."""
    frame.where_am_i(request, ("Library", href("library")), TITLE)
    if stores.desk is None:
        frame.heading("Adoptions cannot be shown just now")
        st.html(prose.paragraphs([NO_REGISTER]))
        frame.foot(request)
        return
    found = prepare_every(stores, start=request.start)
    simulated = stores.desk.workspace is Workspace.TRAINING
    heading = overview_finding(found.total, found.adoptions)
    frame.heading(heading, caption="Simulated, for practice" if simulated else "")
    if request.practice:
        frame.notice(notes.NO_PRACTICE.format(readable(request.practice)), [("The library", href("library"))])
    elif request.adoption:
        frame.notice(notes.GONE.format(readable(request.adoption)))
    say_what_was_saved()
    start, end = part(request, found.total)
    caption = f"{counted(found.total, 'practice')} taken up, the one with most adopters first"
    listed = every_table(found.rows, stores.catalogue.metrics, caption=caption)
    st.html(prose.paragraphs([SIMULATED] if simulated else []) + listed)
    turn(start, end, found.total, key="adoption")
    frame.foot(request, build=stores.figures.build_id)
