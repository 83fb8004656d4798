"""Experiments: registered before their data arrive, under way, overdue and reported, with how strong each can be."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from domain.experiment import Experiment
from domain.metric import Metric
from domain.permission import Action, may, reach
from domain.person import Person
from domain.workspace import Workspace
from metrics.learning.detectable import Detectable, detectable_difference
from metrics.learning.registered import grade_at_best, standing_of
from metrics.stewardship.working_days import working_days
from ui import experiment_view as view
from ui import frame, prose
from ui.delivery_saving import say_what_was_saved
from ui.download import offer
from ui.experiment_forms import Ground, registering_form, report_form
from ui.experiment_view import Shown
from ui.experiment_words import CHOICES, REGISTERING, SIMULATED, detectable_words, finding, finding_of_one
from ui.list_parts import part, turn
from ui.names import distinct_names, with_article
from ui.numbers import period_label
from ui.roles import EVERYONE
from ui.rows import cited
from ui.sentences import counted
from ui.stores import Stores
from ui.visible import shown as readable

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Experiments", 6, EVERYONE
DESCRIPTION = "What is being tried out, registered before its data arrive, and what came of it."
PARAMETERS = ("place", "metric", "practice", "experiment", "kind", "view", "start")

LIST, NEW = "list", "new"
VIEWS = {LIST: "Experiments", NEW: "Register one"}
ARMS = (2, 3, 4)
CENTRE = "central government"
NO_REGISTER = (
    "The register cannot be reached just now, so no experiment can be shown. The entries of the library that came with "
    "this service can still be read."
)
RULE = (
    "An experiment is written down here before its first figures: the question, the arms and their places, the one "
    "measure that decides, and the analysis. One that is registered later counts for level 2 of 5 at most, whatever "
    "its design. Nothing and harm are results like any other, and a report that does not come reads “result unknown”."
)
NOT_YOURS = (
    "Place officers register experiments for their own place, stewards and analysts for any. If this should be yours "
    "to do, ask an administrator to look at your role."
)
CHOOSE_METRIC = "Choose the one measure that decides. Everything else on the form follows."
NO_SPREAD = (
    "What size of effect it could see cannot be told: too few places have figures on its measure in two periods that "
    "can be compared."
)


@dataclass(frozen=True)
class Board:
    """The experiments that fit the address with how each stands, the last registered first, and how many stand so."""

    listed: tuple[tuple[Experiment, str], ...]
    counts: Mapping[str, int]
    simulated: bool


def prepare(request: frame.Request, stores: Stores) -> Board:
    """Gather what fits the address."""
    desk = stores.desk
    fitting = [one for one in desk.learning.experiments() if _fits(one, request)]
    standing = [(one, standing_of(one, request.today).value) for one in fitting]
    kind = request.kind if request.kind in CHOICES else None
    wanted = tuple((one, stands) for one, stands in standing if kind in {None, stands})
    return Board(wanted, Counter(stands for _one, stands in wanted), desk.workspace is Workspace.TRAINING)


def _fits(one: Experiment, request: frame.Request) -> bool:
    place, metric = request.place, request.metric
    here = place is None or place.code in one.place_codes or place.code == one.owner_code
    return here and (metric is None or metric.metric_id == one.metric_id)


def shown_of(one: Experiment, standing: str, request: frame.Request, stores: Stores) -> Shown:
    """One experiment with its grade and the nouns its ids stand for."""
    grade = grade_at_best(one)
    owner = stores.figures.places.get(one.owner_code or "")
    entry = stores.desk.library.entries().get(one.practice_id) if one.practice_id else None
    return Shown(
        one=one,
        standing=standing,
        level=grade.level if grade else None,
        because=grade.because if grade else "",
        overdue=working_days(one.results_due_on, request.today) if standing == "overdue" else 0,
        metric=stores.catalogue.metrics.get(one.metric_id),
        owner=with_article(owner) if owner else one.owner_code or CENTRE,
        practice_title=entry.title if entry else "",
    )


def could_see(one: Experiment, metric: Metric, stores: Stores) -> Detectable | None:
    """What size of effect it could see, by the figures of all places that stand where its own stand."""
    places = stores.figures.places
    own = [places[code] for code in one.place_codes if code in places]
    if not own:
        return None
    level = own[0].level
    peers = [place.code for place in stores.figures.current_places if level in place.levels]
    sizes = [len(arm.place_codes) for arm in one.arms]
    figures = stores.figures.series_of_metric(metric.metric_id)
    return detectable_difference(figures, metric, place_codes=peers, sizes=sizes)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the list, one experiment, or the form."""
    if stores.desk is None:
        frame.where_am_i(request, "Learning", TITLE)
        frame.heading("Experiments cannot be shown just now")
        st.html(prose.paragraphs([NO_REGISTER]))
        frame.foot(request)
        return
    if request.experiment:
        _one(request, stores)
        return
    frame.where_am_i(request, "Learning", TITLE)
    top = st.container()
    chosen = frame.choose_view(request, _views(request, stores.desk.person), "Show")
    board = prepare(request, stores)
    with top:
        narrowed = any((request.place, request.metric, request.kind in CHOICES))
        said = REGISTERING if chosen == NEW else finding(board.counts, narrowed=narrowed)
        frame.heading(said, caption=_caption(board.simulated))
        say_what_was_saved()
        st.html(prose.paragraphs([*([SIMULATED] if board.simulated else []), RULE]))
    if chosen == NEW:
        _new(request, stores)
    else:
        _list(request, stores, board)
    frame.foot(request, build=stores.figures.build_id)


def _caption(simulated: bool) -> str:
    return "Simulated, for practice" if simulated else ""


def _views(request: frame.Request, person: Person) -> dict[str, str]:
    codes = reach(person, Action.EXPERIMENT)
    offered = request.view == NEW or codes is None or bool(codes)
    return {name: words for name, words in VIEWS.items() if name != NEW or offered}


def _list(request: frame.Request, stores: Stores, board: Board) -> None:
    first, second, third = st.columns(3)
    with first:
        names = distinct_names(stores.figures.current_places)
        place = request.place.code if request.place else None
        frame.choose_or_every("place", "Place", names, place, every="Everywhere")
    with second:
        _choose_measure(request, stores)
    with third:
        kind = request.kind if request.kind in CHOICES else None
        frame.choose_or_every("kind", "How it stands", CHOICES, kind, every="However it stands")
    if not board.listed:
        st.html(prose.paragraphs(["Nothing that fits is registered. Choose fewer conditions, or register one."]))
        return
    start, end = part(request, len(board.listed))
    st.html(view.listed([shown_of(*each, request, stores) for each in board.listed[start - 1 : end]]))
    turn(start, end, len(board.listed), key="experiments")
    offer(
        lambda: taken_away(request, stores, board), title="Simulated experiments" if board.simulated else "Experiments",
        metrics=(), request=request, stores=stores, caveats=[RULE, *([SIMULATED] if board.simulated else [])],
        place=request.place, metric=request.metric, kind=request.kind,
    )  # fmt: skip


def _choose_measure(request: frame.Request, stores: Stores) -> None:
    used = {one.metric_id for one in stores.desk.learning.experiments()}
    used |= {request.metric.metric_id} if request.metric else set()
    titles = {own_id: metric.title for own_id, metric in stores.catalogue.metrics.items() if own_id in used}
    ordered = dict(sorted(titles.items(), key=lambda pair: pair[1]))
    chosen = request.metric.metric_id if request.metric else None
    frame.choose_or_every("metric", "Measured by", ordered, chosen, every="Any measure")


def taken_away(request: frame.Request, stores: Stores, board: Board) -> "pd.DataFrame":
    """The list as rows of a file, with a line in the audit that it was taken away."""
    stores.desk.people.taken_away(f"the list of experiments: {counted(len(board.listed), 'experiment')}")
    every = [shown_of(*each, request, stores) for each in board.listed]
    return view.file_frame(every, stores.figures.places, simulated=board.simulated)


def _one(request: frame.Request, stores: Stores) -> None:
    """One experiment: what was fixed, how strong it is, what it could see, and what came of it."""
    found = next((one for one in stores.desk.learning.experiments() if one.experiment_id == request.experiment), None)
    frame.where_am_i(request, "Learning", TITLE, found.title if found else "")
    if found is None:
        frame.heading("No such experiment is registered")
        frame.notice(
            f"Nothing here is called “{readable(request.experiment or '')}”. The address may have been cut short; every"
            " experiment that is registered is in the list."
        )
        _back()
        frame.foot(request)
        return
    shown = shown_of(found, standing_of(found, request.today).value, request, stores)
    simulated = stores.desk.workspace is Workspace.TRAINING
    frame.title(request, found.title)
    frame.heading(finding_of_one(found, shown.standing, shown.level), caption=_caption(simulated))
    say_what_was_saved()
    if simulated:
        st.html(prose.paragraphs([SIMULATED]))
    st.html(view.report_part(shown) + view.grade_part(shown) + view.fixed_part(shown, stores.figures.places))
    if found.result is None and shown.metric:
        _seen(found, shown.metric, stores)
    if may(stores.desk.person, Action.EXPERIMENT, [found.owner_code] if found.owner_code else []):
        again = "Correct the report" if found.result else "Say what came of it"
        with st.expander(again):
            report_form(stores.desk, stores.desk.learning.history(Experiment, found.experiment_id)[-1], shown.metric)
    _back()
    metrics = [shown.metric] if shown.metric else []
    frame.foot(request, sources=cited(metrics, stores.sources), build=stores.figures.build_id)


def _seen(one: Experiment, metric: Metric, stores: Stores) -> None:
    seen = could_see(one, metric, stores)
    if seen is None:
        st.html(prose.heading("What it could see") + prose.paragraphs([NO_SPREAD]))
        return
    periods = (period_label(seen.first, seen.months), period_label(seen.last, seen.months))
    said, how = detectable_words(
        seen.effect, seen.spread, metric=metric, places=seen.places, periods=periods, sizes=seen.sizes
    )
    st.html(view.seen_part(said, how))


def _back() -> None:
    st.button("Back to all experiments", on_click=frame.change, kwargs={"experiment": None})


def _new(request: frame.Request, stores: Stores) -> None:
    person = stores.desk.person
    owners = _owners(person, stores)
    if not owners:
        st.html(prose.paragraphs([NOT_YOURS]))
        return
    left, right = st.columns(2)
    with left:
        metric = frame.choose_metric(request, "The one measure that decides")
    with right:
        arms = st.selectbox("How many arms", ARMS, key="experiments.arms")
    if metric is None:
        st.html(prose.paragraphs([CHOOSE_METRIC]))
        return
    entry = stores.desk.library.entries().get(request.practice) if request.practice else None
    named = (entry.practice_id, entry.title) if entry else None
    registering_form(
        stores.desk, Ground(metric, owners, distinct_names(stores.figures.current_places), arms or ARMS[0], named)
    )


def _owners(person: Person, stores: Stores) -> dict[str, str]:
    """Whom a person may register one for, by code: their own places; whoever may everywhere, for the centre or any."""
    allowed = reach(person, Action.EXPERIMENT)
    names = distinct_names(stores.figures.current_places)
    if allowed is None:
        return {"": "Central government"} | names
    return {code: names.get(code, code) for code in sorted(allowed)}
