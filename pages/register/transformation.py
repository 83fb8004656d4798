"""One transformation: what is published of it, what its returns report, and how its place stands on its measures."""

import datetime as dt
from functools import partial

import streamlit as st

from domain.metric import Metric, Polarity
from domain.permission import Action, NotAllowed, may
from domain.place import Place
from domain.transformation import Status
from domain.verdict import Comparator, LevelAnswer, Verdict
from domain.workspace import Workspace
from metrics.learning.counting import entry_counts
from metrics.learning.grading import levels_of
from metrics.standouts import standout
from metrics.stewardship.disagreement import contradictions
from metrics.stewardship.working_days import after_working_days, working_days
from ui import delivery_parts as parts
from ui import frame, prose
from ui import transformation_told as told_view
from ui import transformation_view as view
from ui.address import href
from ui.commitment_list import of_one
from ui.delivery_forms import ANSWER_WITHIN, may_add
from ui.delivery_saving import say_what_was_saved
from ui.delivery_told import told_of
from ui.history_list import history
from ui.learning_links import of_transformation
from ui.numbers import day, number
from ui.roles import EVERYONE
from ui.rows import comparator_name
from ui.stores import Stores
from ui.tables import Heading, HeatCell, heat_table
from ui.transformation_found import Found, found_of
from ui.transformation_told import Reported
from ui.transformation_words import money_clause
from ui.verdict_table import VerdictRow, verdict_table
from ui.visible import shown

TITLE, ORDER, ROLES = "Transformation", 2, EVERYONE
DESCRIPTION = "One transformation: what is published, what its returns report, and what it could move there."
PARAMETERS = ("framework", "transformation", "on", "view", "start")
IN_MENU = False

NOW, HISTORY, ACT = "now", "history", "act"
VIEWS = {NOW: "Where it stands", HISTORY: "History", ACT: "Add or change"}
SOCIAL = frozenset({"social_fabric", "wellbeing", "pride_in_place"})  # topics of the catalogue


def prepare(request: frame.Request, stores: Stores) -> Found | None:
    """Gather one transformation, or nothing where there is none of that id."""
    return found_of(request, stores)


def reported(request: frame.Request, stores: Stores, found: Found) -> Reported | None:
    """Gather what was reported of it, or nothing where the reader may not see it."""
    one, desk = found.tracked, stores.desk
    if one is None or one.delivery is None:
        return None
    on = request.on if request.on and request.on < request.today else None
    try:
        told = told_of(desk, one.transformation_id, on=on)
    except NotAllowed:
        return None
    linked = [metric.topic for metric in found.metrics]
    doubts = contradictions(one.delivery, today=request.today) if on is None else ()
    return Reported(
        one=one,
        delivery=one.delivery,
        told=told,
        contradictions=tuple(doubt.sentence for doubt in doubts),
        commitments_html=of_one(told, one.transformation_id),
        round_titles={round_id: asked.title for round_id, asked in desk.picture.rounds.items()},
        judged_by_us=not one.own_metrics,
        one_legged=bool(linked) and SOCIAL.isdisjoint(linked),
        simulated=desk.workspace is Workspace.TRAINING,
    )


def page(request: frame.Request, stores: Stores) -> None:
    """Draw one transformation, or the way to the list."""
    found = prepare(request, stores)
    if found is None:
        _nothing(request)
        return
    told = reported(request, stores, found)
    frame.title(request, found.title)
    listing = ("Transformations", href("transformations"))
    around = [(place.name, href("transformations", place=place)) for place in found.places[:1]]
    frame.where_am_i(request, listing, *around, found.title)
    hidden = stores.desk is not None and told is None
    frame.heading(_finding(found, told, hidden=hidden), caption=_caption(found, told))
    say_what_was_saved()
    if hidden:
        st.html(prose.paragraphs([parts.NOT_YOURS]))
    chosen = frame.choose_view(request, _views(request, stores, told), "Show") if told else NOW
    if told and (told.told.on or chosen == HISTORY):
        _choose_day(request, told)
    if told and told.told.on:
        st.html(parts.as_at(told.told))
        st.button("Back to today", on_click=frame.change, kwargs={"on": None})
    if told and chosen == HISTORY:
        own_id = told.one.transformation_id
        said = history(told.told, transformation_id=own_id, start=request.start, rounds=told.round_titles)
        st.html(said)
    elif told and chosen == ACT:
        _act(stores, found, told)
    else:
        _now(request, stores, found, told)
    used = {stores.sources[v.source_id].title: stores.sources[v.source_id] for v in found.verdicts}
    cited = [*([found.source] if found.source else []), *used.values()]
    frame.foot(request, sources=cited if chosen == NOW else (), build=stores.figures.build_id)


def _views(request: frame.Request, stores: Stores, told: Reported) -> dict[str, str]:
    """The views there are for the reader: whoever may add nothing is not sent to a page of forms without any."""
    offered = request.view == ACT or may_add(stores.desk.person, told.one)
    return {name: words for name, words in VIEWS.items() if name != ACT or offered}


def _choose_day(request: frame.Request, told: Reported) -> None:
    """A past day as at whose end to show everything, from the first day anything was told."""
    days = [version.told_at.date() for version in told.told.versions]
    yesterday = request.today - dt.timedelta(days=1)
    first = min([*days, *([request.on] if request.on else [])], default=yesterday)
    if first <= yesterday:
        frame.choose_day(request, "As it stood at the end of which day", first=first, last=yesterday)


def _finding(found: Found, told: Reported | None, *, hidden: bool) -> str:
    """What is known of it in one sentence; that its returns are not the reader's to see, where so."""
    if told and (told.told.versions or not found.one):
        return f"{found.title} {parts.clause(told.delivery, told.told)}"
    if found.one is None and hidden:
        return f"{found.title} is known to the register here alone, and its returns are not yours to see"
    if found.one is None:
        return f"{found.title} is known to the register here, and to no published one"
    returns = "its returns are not yours to see" if hidden else "no return on it is public"
    if told:
        returns = "nothing had been reported of it by then" if told.told.on else "nothing has been reported of it yet"
    return f"{found.title} {money_clause(found.one)}, and {returns}"


def _caption(found: Found, told: Reported | None) -> str:
    simulated = "Simulated returns, for practice" if told and told.simulated and told.told.versions else ""
    programme = found.programme.one if found.programme else ""
    locality = found.one.locality if found.one else ""
    words = ", ".join(part for part in (programme, locality or (found.places[0].name if found.places else "")) if part)
    past = f"As told by the end of {day(told.told.on)}" if told and told.told.on else ""
    return ". ".join(part for part in (simulated, past, words) if part)


def _nothing(request: frame.Request) -> None:
    frame.where_am_i(request, ("Transformations", href("transformations")))
    asked = request.transformation
    frame.heading("No transformation here has that id" if asked else "Choose a transformation from the list")
    told = f"No published register here names “{shown(asked)}”. Check the id, or find it in the list." if asked else ""
    st.html(prose.paragraphs([told] if told else []) + prose.links([("All transformations", href("transformations"))]))
    frame.foot(request)


def _act(stores: Stores, found: Found, told: Reported) -> None:
    missions = {
        mission.mission_id: f"{mission.number}. {mission.title}"
        for framework in sorted(stores.catalogue.frameworks.values(), key=lambda each: each.order)[:1]
        for mission in framework.missions
    }
    metrics = {
        key: metric.title
        for key, metric in sorted(stores.catalogue.metrics.items(), key=lambda pair: pair[1].title)
        if metric.is_measured
    }
    names = {place.code: place.name for place in found.places}
    due = after_working_days(stores.desk.today, ANSWER_WITHIN)
    told_view.act(told, desk=stores.desk, place_names=names, missions=missions, metrics=metrics, answer_due=due)


def _now(request: frame.Request, stores: Stores, found: Found, told: Reported | None) -> None:
    metrics = {metric.metric_id: metric for metric in found.metrics}
    if told:
        if found.one:
            st.html(view.published_in_short(found.one, found.programme))
        told_view.now(told, found.verdicts, metrics, desk=stores.desk, today=request.today, waited=working_days)
    if found.one and found.programme:
        st.html(
            view.published(
                found.one, found.programme, found.places, found.source, held=found.held, folded=told is not None
            )
        )
        if not (told and told.told.versions):
            st.html(view.unpublished())
    if told and not told.judged_by_us and told.told.described:  # as at a day before that, nobody had said so
        st.html(view.aims_to_move(found.missions, request.framework, told.told.described))
    else:
        st.html(view.could_move(found.purposes, found.missions, request.framework))
    if found.metrics and found.places:
        _verdicts(request, stores, found)
        st.html(view.when_known(found.metrics, stores.sources))
    if stores.desk is not None and (learnt := _learnt(request.transformation or "", stores, found)):
        st.html(learnt)
    if found.one and found.programme:
        beside = view.beside(
            found.one, found.programme, found.group, found.overlapping, others=found.others, places=found.places
        )
        if beside:
            st.html(beside)


def _learnt(own_id: str, stores: Stores, found: Found) -> str:
    """Its evaluations, its entry in the library, what it takes up, and the way to share what was learnt."""
    desk, entries = stores.desk, stores.desk.library.entries()
    adoptions = [one for one in desk.learning.adoptions() if one.transformation_id == own_id]
    delivery = found.tracked.delivery if found.tracked else None
    completed = delivery is not None and delivery.status is Status.COMPLETED
    return of_transformation(
        own_id,
        found.metrics,
        entry=entry_counts(entries).of_transformation.get(own_id),
        adoptions=adoptions,
        evaluations=(runs := desk.learning.evaluations(transformation_id=own_id)),
        levels=levels_of(runs),
        titles={own.practice_id: entries[own.practice_id].title for own in adoptions if own.practice_id in entries},
        may_share=completed and may(desk.person, Action.DRAFT_PRACTICE, [place.code for place in found.places]),
    )


def _verdicts(request: frame.Request, stores: Stores, found: Found) -> None:
    """How its place, or each of its places, stands on what it could move."""
    alone = len(found.places) == 1
    st.html(prose.heading(f"How its {'place stands' if alone else 'places stand'} today", depth=3))
    told = (
        "Figures for the whole council, from before and after the announcement alike. They do not show what this "
        "transformation did."
    )
    st.html(prose.paragraphs([told]))
    if alone:
        st.html(_of_one_place(request, stores, found) + view.without_figures(_missing(found), found.places[0]))
    else:
        st.html(_of_several(found))


def _missing(found: Found) -> list[Metric]:
    having = {verdict.metric_id for verdict in found.verdicts}
    return [metric for metric in found.metrics if metric.metric_id not in having]


def _of_one_place(request: frame.Request, stores: Stores, found: Found) -> str:
    (place,), places = found.places, stores.figures.places
    metrics = {metric.metric_id: metric for metric in found.metrics}
    rows = [
        VerdictRow(
            verdict,
            metrics[verdict.metric_id],
            standout(verdict, has_polarity=metrics[verdict.metric_id].polarity is not Polarity.NEUTRAL),
            stores.sources.get(verdict.source_id),
            (),
        )
        for verdict in sorted(found.verdicts, key=lambda verdict: list(metrics).index(verdict.metric_id))
    ]
    if not rows:
        return ""
    nation = comparator_name(place, Comparator.NATION, places)
    naming = partial(_named, place, places)
    caption = f"{place.name} on what it could move"
    return verdict_table(rows, against=nation, naming=naming, caption=caption, today=request.today, brief=True)


def _named(place: Place, places: dict[str, Place], verdict: Verdict) -> str:
    return comparator_name(place, verdict.comparator or Comparator.NATION, places, rest_of=verdict.rest_of)


def _of_several(found: Found) -> str:
    metrics = {metric.metric_id: metric for metric in found.metrics}
    cells = {
        (verdict.place_code, verdict.metric_id): HeatCell(
            number(verdict.value, metrics[verdict.metric_id]),
            verdict.level if verdict.level is not LevelAnswer.NOT_COMPARED else None,
            verdict.level_reason,
            reliable=verdict.firm,
        )
        for verdict in found.verdicts
    }
    across = [Heading(place.code, place.name, href("profile", place=place)) for place in found.places]
    down = [Heading(metric.metric_id, metric.title, href("metric", metric=metric)) for metric in found.metrics]
    return heat_table(across, down, cells, caption="Each place against its nation, on what it could move")
