"""One practice: what was done, for whom, at what cost, with what effect, how sure anyone can be, and who checked it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data.library.codebook import columns
from data.library.duplicates import MOST, Likely, Shelved
from data.library.founding import read_founding
from domain.chain import Chain
from domain.mission import Mission
from domain.permission import Action, reach
from domain.place import Place
from domain.practice import Practice, Stage
from domain.verdict import Comparator
from domain.version import Version
from domain.workspace import Workspace
from metrics.last_few import LastFew
from metrics.learning.chains import chain_of
from metrics.learning.completeness import Completeness, completeness
from metrics.learning.conditions import conditions, metrics_needed
from metrics.learning.grading import grade_of_practice, levels_of
from metrics.learning.raising import raised_by
from ui import frame, prose
from ui.address import href
from ui.adoption_words import fates_words
from ui.attempt import refusal
from ui.delivery_saving import say_what_was_saved
from ui.learning_words import STAGES
from ui.names import distinct_names
from ui.practice_conditions import answer, asked
from ui.practice_form import OF_NO_PLACE, Offered, practice_form
from ui.practice_history import history
from ui.practice_moving import may_move, may_write, moving_forms
from ui.practice_view import Entry, Held, drawn
from ui.practice_words import finding
from ui.roles import EVERYONE
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "Practice", 2, EVERYONE
DESCRIPTION = "One practice: what was done, for whom, at what cost, with what effect, and how sure anyone can be."
PARAMETERS = ("place", "transformation", "practice", "view")
IN_MENU = False

READ, HISTORY, WRITE, MOVE = "read", "history", "write", "move"
NEW, ABOUT = "new", "about"  # a new entry from nothing, and one about the transformation of the address
FOUNDING = (
    "From the founding set: real practice, read in the published source below, and checked once against what could be "
    "seen of it."
)
SIMULATED = "Training workspace: this entry is simulated, for practice. Nobody did what it tells."
ON_ITS_WAY = "Not in the library yet: {stage}. Only its own place and those who check entries can read it."
CHANGED = "This is the draft. Readers see what was checked last until this has been checked too."
RETIRED = "It was taken out of the library. What it said stays readable here for those who check entries."
AWAY = "The register cannot be reached just now, so drafts, adoptions and versions cannot be read."
NOBODY_MAY = "Stewards and place officers write entries. Ask one of them, or an administrator to look at your role."

ON_THEIR_WAY = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.CHECKED_ONCE})
GONE = "No entry that you may read is called “{}”. It may be a draft of another place, or have been taken out."
NONE_CHOSEN = (
    "This page tells one entry in full, and the address names none. Open one from the list of the library, or begin "
    "with a place and what could help there."
)
WAYS_ON = (("Search the library", href("library")), ("What could help here", href("what_helps")))
LIKELY = "It may be in the library already. Look at these before it goes on: one entry is easier to find than two."

_shelved: LastFew[Shelved] = LastFew()


@dataclass(frozen=True)
class Found:
    """One entry as the reader may see it, and its versions.

    ``version`` is none for a founding entry that nobody has changed; ``founding`` what it came with. ``alike`` are
    entries that a draft may be the same as.
    """

    entry: Entry
    version: Version[Practice] | None
    versions: Sequence[Version[Practice]]
    founding: Practice | None
    simulated: bool
    alike: Sequence[Likely] = ()

    @property
    def practice(self) -> Practice:
        """The entry itself."""
        return self.entry.practice


def prepare(request: frame.Request, stores: Stores) -> Found | None:
    """Gather the entry of the address; none where there is none, or it is not the reader's to see."""
    desk, own_id = stores.desk, request.practice or ""
    one = desk.library.practice(own_id) if desk else read_founding().get(own_id)
    if one is None:
        return None
    return Found(
        entry=_entry(one, request, stores, published=desk is None or own_id in desk.library.entries()),
        version=desk.library.version(own_id) if desk else None,
        versions=desk.library.history(own_id) if desk else (),
        founding=read_founding().get(own_id),
        simulated=desk is not None and desk.workspace is Workspace.TRAINING and one.stage is not Stage.FOUNDING,
        alike=_alike(one, desk.library.entries()) if desk and one.stage in ON_THEIR_WAY else (),
    )


def _alike(one: Practice, entries: Mapping[str, Practice]) -> Sequence[Likely]:
    return _shelved.of(entries, "alike", lambda: Shelved(entries)).like(one)


def _entry(one: Practice, request: frame.Request, stores: Stores, *, published: bool) -> Entry:
    graded, known, metrics = grade_of_practice(one), stores.figures.places, stores.catalogue.metrics
    missions = {each.mission_id: each for each in _missions(request, stores)}
    chain = _chain(one, request, stores)
    runs = stores.desk.learning.evaluations(practice_id=one.practice_id) if stores.desk else []
    return Entry(
        practice=one, level=graded.level if graded else None, because=graded.because if graded else "",
        raised_by=raised_by(one), complete=_complete(completeness(one)), missing=completeness(one).missing,
        places=tuple(known[code] for code in one.place_codes if code in known),
        missions=tuple(missions[own_id] for own_id in one.mission_ids if own_id in missions),
        metrics=tuple(metrics[own_id] for own_id in one.metric_ids if own_id in metrics),
        preconditions=_preconditions(one, request.place, stores),
        evaluations=tuple(runs), levels=levels_of(runs),
        adopters=len(chain.links) if chain is not None else 0,
        fared=fates_words(chain) if chain is not None else None, here=request.place,
        practising=stores.desk is not None and stores.desk.workspace is Workspace.TRAINING,
        published=published,
    )  # fmt: skip


def _missions(request: frame.Request, stores: Stores) -> list[Mission]:
    """The missions of every framework, those of the reader's own last, so that theirs win."""
    others = [one for one in stores.catalogue.frameworks.values() if one != request.framework]
    return [mission for each in (*others, request.framework) for mission in each.missions]


def _complete(told: Completeness) -> str:
    return f"{told.percent}% complete: {told.there} of the {told.asked} things a reader needs are there."


def _chain(one: Practice, request: frame.Request, stores: Stores) -> Chain | None:
    if stores.desk is None:
        return None
    return chain_of(stores.desk.learning.adoptions(one.practice_id), today=request.today)


def _preconditions(one: Practice, place: Place | None, stores: Stores) -> tuple[Held, ...]:
    """Each precondition, and where a place is named what its own figures say of it."""
    metrics = stores.catalogue.metrics
    if place is None:
        return tuple(Held(each.statement, asked(each, metrics.get(each.metric_id or ""))) for each in one.preconditions)
    needed = metrics_needed([one])
    told = stores.figures.verdicts([place.code], needed, Comparator.NATION) if needed else ()
    figures = {verdict.metric_id: verdict.value for verdict in told if verdict.value is not None}
    found = []
    for each in conditions(one, place, figures):
        metric = metrics.get(each.precondition.metric_id or "")
        words = asked(each.precondition, metric, place=place, figure=each.figure)
        found.append(Held(each.precondition.statement, words, answer(each.met)))
    return tuple(found)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the entry, its versions, or the forms for whoever may write or check it."""
    if request.view in {NEW, ABOUT}:
        _begin(request, stores)
        return
    found = prepare(request, stores)
    if found is None:
        _nothing(request)
        return
    one = found.practice
    frame.title(request, one.title)
    frame.where_am_i(request, ("Library", href("library")), one.title)
    frame.heading(finding(one, found.entry.level), caption=_caption(found))
    say_what_was_saved()
    st.html(prose.paragraphs(_stands(found, stores)))
    if found.alike:
        links = [
            (f"{each.practice.title}: {each.why}", href("practice", practice=each.practice)) for each in found.alike
        ]
        frame.notice(LIKELY, links[:MOST])
    views = _views(stores, one)
    chosen = frame.choose_view(request, views, "Show") if len(views) > 1 else READ
    if chosen == HISTORY:
        st.html(history(found.versions, found.founding, _titles(), simulated=found.simulated))
    elif chosen == WRITE:
        practice_form(stores.desk, one, found.version, _offered(request, stores))
    elif chosen == MOVE:
        worded = _offered(request, stores).worded
        moving_forms(stores.desk, one, found.version, whole=found.entry.complete, worded=worded)
    else:
        st.html(drawn(found.entry))
    frame.foot(request, rules="", build=stores.figures.build_id)


def _caption(found: Found) -> str:
    return "Simulated, for practice" if found.simulated else "Practice"


def _stands(found: Found, stores: Stores) -> list[str]:
    """How far the entry is, and whether it is real."""
    stage = found.practice.stage
    told = [SIMULATED] if found.simulated else []
    if stage is Stage.FOUNDING:
        told.append(FOUNDING)
    elif stage is Stage.RETIRED:
        told.append(RETIRED)
    elif stage is not Stage.CHECKED:
        told.append(ON_ITS_WAY.format(stage=STAGES[stage]))
        told += [CHANGED] if found.entry.published else []
    else:
        told.append(f"In the library, {STAGES[stage]}.")
    return [*told, *([AWAY] if stores.desk is None else [])]


def _views(stores: Stores, one: Practice) -> dict[str, str]:
    """The views there are for a reader: whoever may not write or check is not sent to a page without a form."""
    views = {READ: "The entry"}
    if stores.desk is None:
        return views
    views[HISTORY] = "Versions"
    if may_write(stores.desk.person, one):
        views[WRITE] = "Change it"
    if may_move(stores.desk.person, one):
        views[MOVE] = "Check it or move it on"
    return views


def _offered(request: frame.Request, stores: Stores) -> Offered:
    metrics = sorted(stores.catalogue.metrics.values(), key=lambda metric: metric.title)
    return Offered(
        missions={one.mission_id: one.title for one in _missions(request, stores)},
        metrics={metric.metric_id: metric.title for metric in metrics if metric.is_measured},
        places=distinct_names(stores.figures.current_places), owners=_owners(stores),
        titles=_titles(),
    )  # fmt: skip


def _titles() -> dict[str, str]:
    """What the codebook calls each field."""
    return {column.field: column.title for column in columns()}


def _owners(stores: Stores) -> dict[str, str]:
    """For whom the reader may write: the central team, or places of their own."""
    if stores.desk is None:
        return {}
    codes = reach(stores.desk.person, Action.DRAFT_PRACTICE)
    if codes is None:
        return {"": OF_NO_PLACE}
    known = stores.figures.places
    return {code: known[code].name for code in sorted(codes) if code in known}


def _nothing(request: frame.Request) -> None:
    """That there is no such entry, and where to go on."""
    frame.where_am_i(request, ("Library", href("library")), "Practice")
    frame.heading("No such entry is in the library" if request.practice else "Choose an entry from the library")
    frame.notice(GONE.format(shown(request.practice)) if request.practice else NONE_CHOSEN, WAYS_ON)
    frame.foot(request, rules="")


def _begin(request: frame.Request, stores: Stores) -> None:
    """A new entry, from nothing or from what is on record of a transformation."""
    frame.where_am_i(request, ("Library", href("library")), "A new entry")
    frame.heading("A new entry tells others what was tried and what came of it", caption="Learning library")
    say_what_was_saved()
    owners = _owners(stores)
    if not owners:
        st.html(prose.paragraphs([NOBODY_MAY if stores.desk else AWAY]))
        return
    begun: list[Practice] = []
    if request.view == ABOUT and request.transformation:
        refused = refusal(lambda: begun.append(_draft(request, stores)))
        said = f"It begins with what is on record of “{begun[0].title}”. Nothing is saved yet." if begun else refused
        frame.notice(said)
    practice_form(stores.desk, begun[0] if begun else None, None, _offered(request, stores))


def _draft(request: frame.Request, stores: Stores) -> Practice:
    """What is on record of the transformation; its missions as its name tells them where its people name none."""
    tracked = stores.desk.tracked(request.transformation)
    named = stores.purposes.missions(tracked, request.framework) if tracked and stores.purposes else ()
    own_ids = tuple(mission.mission_id for mission in named)
    begun: Practice = stores.desk.library.draft_from(request.transformation, mission_ids=own_ids)
    return begun
