"""One place, every headline metric: concerns first, then strengths, what is not known, and the places most like it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from data.register.faults import RegisterFault
from domain.change import Change
from domain.commitment import Side
from domain.metric import Metric, Polarity, Role
from domain.mission import Catalogue, Framework
from domain.observation import Observation
from domain.place import Place
from domain.standout import Standout
from domain.verdict import Comparator, Verdict
from domain.workspace import Workspace
from metrics.learning.counting import entry_counts
from metrics.methods.multiplicity import expected_by_chance
from metrics.standouts import RULE, WEAKER_RULE, standout, weight
from metrics.stewardship.attention import pressing
from metrics.stocktake import judged, stocktake
from metrics.verdicts import absent_reason
from ui import about_place, alike, frame, profile_view
from ui import profile_summary as summary
from ui.about_place import Origin, kind_of_place, larger_with_figures, origin_of
from ui.address import href
from ui.alike import Likeness, likeness_of
from ui.charts import Point
from ui.commitment_gathered import promises_of
from ui.download import offer
from ui.learning_links import for_concerns
from ui.names import with_article
from ui.profile_view import Gap
from ui.profile_words import why_not
from ui.prose import paragraphs
from ui.reach import reached_from
from ui.register_lines import InPlace, in_place, place_lines
from ui.roles import EVERYONE
from ui.rows import available_comparators, comparator_name
from ui.stores import Stores
from ui.verdict_frame import verdict_frame
from ui.verdict_table import Naming, VerdictRow
from ui.wording import COMPARATORS

TITLE, ORDER, ROLES = "Place profile", 1, EVERYONE
DESCRIPTION = "How one place is doing: concerns first, how sure we are, what is not known, and the places most like it."
PARAMETERS = ("place", "compare", "framework", "view")

VIEWS = {"headline": "Headline measures", "all": "All, by topic"}
LOOKED_AT = 400  # transformations; of the thousands of a nation the list says which need attention
LEVEL_CHANCE = 0.05  # a level answer rests on a 95% interval


@dataclass(frozen=True)
class Profile:
    """Everything the page shows of one place. ``rows`` are in the order of the page, the surest concern first.

    ``likeness`` is not gathered for the long list of every measure, which does not show it.
    """

    place: Place
    comparator: Comparator
    rows: tuple[VerdictRow, ...]
    gaps: tuple[Gap, ...]
    likeness: Likeness | None
    origin: Origin


def prepare(
    place: Place, stores: Stores, *, comparator: Comparator, framework: Framework, everything: bool = False
) -> Profile:
    """Gather the place's verdicts, series, gaps and neighbours."""
    figures = stores.figures
    wanted = _metrics(stores.catalogue, framework, everything=everything)
    told = {verdict.metric_id: verdict for verdict in figures.verdicts([place.code], wanted, comparator)}
    verdicts = [verdict for verdict in told.values() if verdict.value is not None]
    told_of = [verdict.metric_id for verdict in verdicts]
    series = _series(figures.series([place.code], told_of))
    moved = {} if everything else {one.metric_id: one for one in figures.changes([place.code], told_of)}
    rows = _rows(verdicts, wanted, series, moved, stores)
    missing = {key: metric for key, metric in wanted.items() if key not in told or told[key].value is None}
    return Profile(
        place=place,
        comparator=comparator,
        rows=rows,
        gaps=_gaps(place, missing, told, stores),
        likeness=None if everything else likeness_of(place, figures, [row.metric for row in rows]),
        origin=origin_of(place, figures),
    )


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the profile, or offer places to choose from."""
    if request.place is None:
        _choose(request, stores)
        return
    place, places = request.place, stores.figures.places
    frame.title(request, place.name)
    frame.where_am_i(request, *profile_view.where(place, places))
    top = st.container()  # what the figures say comes before what can be changed, on a small screen above all
    comparator, view = _controls(request, place, places)
    everything = view == "all"
    profile = prepare(place, stores, comparator=comparator, framework=request.framework, everything=everything)
    against = comparator_name(place, comparator, places) if available_comparators(place) else "any larger place"
    naming = partial(_named, place, comparator, places)
    with top:
        _top(profile, against)
    if not everything:
        st.html(_which_measures(request, profile, stores))
    groups = summary.by_topic(profile.rows, stores.catalogue) if everything else summary.by_standing(profile.rows)
    release = stores.figures.build_id
    for html in profile_view.groups(groups, against=against, naming=naming, today=request.today, release=release):
        st.html(html)
    st.html(profile_view.gaps(profile.gaps, place, brief=everything))
    if not everything and stores.desk:
        st.html(_learnt(profile, stores) + _registered(request, place, stores))
    if profile.likeness:
        st.html(alike.likeness(profile.likeness, place))
        st.html(about_place.about(profile.origin, place, stores.figures))
    _download(request, profile, stores, naming)
    sources = {row.source.source_id: row.source for row in profile.rows if row.source}
    frame.foot(request, sources=sources.values(), build=stores.figures.build_id)


def _metrics(catalogue: Catalogue, framework: Framework, *, everything: bool) -> Mapping[str, Metric]:
    """The metrics in question by id: those a framework puts first, or all."""
    if everything:
        return catalogue.metrics
    missions = (catalogue.of_mission(mission) for mission in framework.missions)
    return {metric.metric_id: metric for claimed in missions for metric, role in claimed if role is Role.HEADLINE}


def _series(observations: Iterable[Observation]) -> dict[str, tuple[Point, ...]]:
    found: dict[str, list[Point]] = {}
    for one in observations:
        point = Point(one.period_start, one.period_months, one.value, one.lower, one.upper, one.mark)
        found.setdefault(one.metric_id, []).append(point)
    return {metric_id: tuple(points) for metric_id, points in found.items()}


def _rows(
    verdicts: Sequence[Verdict],
    metrics: Mapping[str, Metric],
    series: Mapping[str, tuple[Point, ...]],
    moved: Mapping[str, Change],
    stores: Stores,
) -> tuple[VerdictRow, ...]:
    rows = []
    for verdict in verdicts:
        metric = metrics[verdict.metric_id]
        standing = standout(verdict, has_polarity=metric.polarity is not Polarity.NEUTRAL)
        source, points = stores.sources.get(verdict.source_id), series.get(verdict.metric_id, ())
        rows.append(VerdictRow(verdict, metric, standing, source, points, moved.get(verdict.metric_id)))
    order = list(summary.TITLES)
    return tuple(sorted(rows, key=lambda row: (order.index(row.standing), weight(row.verdict), row.metric.title)))


def _gaps(
    place: Place, metrics: Mapping[str, Metric], verdicts: Mapping[str, Verdict], stores: Stores
) -> tuple[Gap, ...]:
    """Why each has no figure, and where the nearest is: the same for a larger area, or another metric."""
    measured = [key for key, metric in metrics.items() if metric.is_measured]
    larger = larger_with_figures(place, measured, stores.figures)
    gaps = []
    for key, metric in metrics.items():
        told = verdicts[key].reason if key in verdicts else None
        nearest = stores.catalogue.metrics.get(metric.nearest or "")
        gaps.append(Gap(metric, told or absent_reason(metric, place), nearest=nearest, larger=larger.get(key)))
    return tuple(gaps)


def _controls(request: frame.Request, place: Place, places: Mapping[str, Place]) -> tuple[Comparator, str]:
    """The place, what it is compared with and how much is shown, each changed where it stands."""
    first, second, third = st.columns([1, 1, 1])
    with first:
        frame.choose_place(request)
    with second:
        options = available_comparators(place)
        words = {option: _words(place, option, places) for option in options}
        comparator = frame.choose_comparator(request, options, words=words) if options else request.comparator
    with third:
        view = frame.choose_view(request, VIEWS, "Show")
    with st.expander("Find a place by a former name or another spelling"):
        frame.search_place(request)
    return comparator, view


def _words(place: Place, comparator: Comparator, places: Mapping[str, Place]) -> str:
    """A comparator as a list offers it: by name, or as the kind of places."""
    name = COMPARATORS[comparator] if comparator.is_neighbours else comparator_name(place, comparator, places)
    return _capital(name)


def _named(place: Place, comparator: Comparator, places: Mapping[str, Place], verdict: Verdict) -> str:
    """Whom one verdict is compared with: the rest of the comparator where the place is a large part of it."""
    return comparator_name(place, verdict.comparator or comparator, places, rest_of=verdict.rest_of)


def _learnt(profile: Profile, stores: Stores) -> str:
    """The way into the library from each concern, and what the place has tried itself."""
    desk, place = stores.desk, profile.place
    concerns = [row.metric for row in profile.rows if row.standing is Standout.CONCERN]
    try:
        tried = entry_counts(desk.library.entries()).of_place.get(place.code, {})
        adoptions = sum(one.place_code == place.code for one in desk.learning.adoptions())
    except RegisterFault as fault:
        return paragraphs([fault.for_reader])
    simulated = desk.workspace is Workspace.TRAINING
    return for_concerns(place, concerns, tried_here=tried, adoptions=adoptions, simulated=simulated)


def _registered(request: frame.Request, place: Place, stores: Stores) -> str:
    """What the register says of the place; the figures stand without it."""
    try:
        return place_lines(_in_register(request, place, stores), place)
    except RegisterFault as fault:
        return paragraphs([fault.for_reader])


def _in_register(request: frame.Request, place: Place, stores: Stores) -> InPlace:
    """The transformations that reach the place, and what either side promised about them."""
    desk, codes = stores.desk, reached_from(place, stores.figures)
    found = desk.reaching(codes) if codes is not None else tuple(desk.every().values())
    told = [one.delivery for one in found if one.delivery]
    needing = sum(pressing(one, today=request.today) for one in told) if len(told) <= LOOKED_AT else None
    promises = promises_of(desk.stewardship.commitments(codes), stores, judged)
    takes = {side: stocktake(each.standing for each in promises if each.one.side is side) for side in Side}
    return in_place(found, needing, takes, simulated=desk.workspace is Workspace.TRAINING)


def _choose(request: frame.Request, stores: Stores) -> None:
    frame.where_am_i(request)
    frame.heading("Choose a place to see how it is doing")
    frame.choose_place(request)
    frame.search_place(request)
    st.html(profile_view.examples(stores.figures.places))
    frame.foot(request, build=stores.figures.build_id)


def _top(profile: Profile, against: str) -> None:
    """The finding, the counts, and how sure they are."""
    place, rows = profile.place, profile.rows
    found = summary.finding_of(with_article(place), rows, comparator=against)
    frame.heading(found, caption=f"{place.name}, {kind_of_place(place)}")
    by_chance = float(expected_by_chance(summary.compared(rows), level=LEVEL_CHANCE).expected)
    reasons = [*summary.reasons_of(rows), *(gap.reason for gap in profile.gaps)]
    st.html(
        profile_view.overview(
            summary.counts_of(rows, without_figure=len(profile.gaps)),
            summary.sure_sentences(rows, by_chance=by_chance, comparator=against),
            why_not=why_not(reasons),
            rules=(RULE, WEAKER_RULE),
            try_target=href("what_if", place=place, compare=profile.comparator),
        )
    )


def _which_measures(request: frame.Request, profile: Profile, stores: Stores) -> str:
    return profile_view.which_measures(
        request.framework,
        sorted(stores.catalogue.frameworks.values(), key=lambda framework: framework.order),
        profile.place,
        judged=sum(not row.standing.is_unsure for row in profile.rows),
        every=len(profile.rows) + len(profile.gaps),
        compare=profile.comparator,
    )


def _download(request: frame.Request, profile: Profile, stores: Stores, naming: Naming) -> None:
    absent = [(gap.metric, gap.reason) for gap in profile.gaps]
    offer(
        partial(verdict_frame, profile.rows, absent, naming=naming),
        title=f"Profile of {profile.place.name}",
        metrics=[row.metric for row in profile.rows],
        request=request,
        stores=stores,
        caveats=(RULE, WEAKER_RULE),
        place=profile.place,
        compare=profile.comparator,
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
