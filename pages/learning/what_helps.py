"""From a place and a measure it is worse on: what was tried elsewhere, how like that is, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data.library.founding import read_founding
from domain.metric import Metric
from domain.permission import Action, reach
from domain.place import Place
from domain.practice import Practice, Stage
from domain.verdict import Comparator, LevelAnswer, Verdict
from domain.workspace import Workspace
from metrics.last_few import LastFew
from metrics.learning import conditions as held
from metrics.learning import helping as bearing
from metrics.learning.grading import grade_of_practice
from metrics.learning.helping import Bearing, Candidate, Order
from metrics.learning.likeness import Country, Surroundings
from metrics.learning.worse import worse_on
from metrics.own_neighbours import feature_metrics, wide, without_outcome
from metrics.verdicts import absent_reason
from ui import frame, helping, prose
from ui import helping_words as words
from ui.download import offer
from ui.helping import Concern, Help
from ui.helping_file import as_frame
from ui.helping_words import Nearest
from ui.list_parts import part, turn
from ui.names import with_article
from ui.roles import EVERYONE
from ui.rows import available_comparators, cited, comparator_name
from ui.sentences import level_sentence
from ui.stores import Stores

TITLE, ORDER, ROLES = "What could help here", 3, EVERYONE
DESCRIPTION = "For a place and a measure it is worse on: what was tried in places like it, and what came of it."
PARAMETERS = ("place", "metric", "compare", "practices", "order", "start")

PER_PART = 10
DIFFERENCES = 2
COMPARED_AT_MOST = 4
PUBLISHED_FAMILY = "global"
CLOSEST_WORDS = "Tried in the place most like it"
ORDERS = {Order.STRONGEST.value: "Strongest evidence", Order.CHEAPEST.value: "Least cost"}


@dataclass(frozen=True)
class Helping:
    """What bears on one measure in one place. ``helps`` are those of the part that is shown."""

    place: Place
    metric: Metric
    found: tuple[Candidate, ...]
    helps: tuple[Help, ...]
    around: Surroundings
    measures: int
    simulated: bool

    @property
    def direct(self) -> int:
        """How many are about the measure itself."""
        return sum(each.bearing is Bearing.METRIC for each in self.found)


_countries: LastFew[Country] = LastFew()
_told: LastFew[Mapping[str, Verdict]] = LastFew()


def prepare(request: frame.Request, place: Place, metric: Metric, stores: Stores) -> Helping:
    """Gather the entries that bear on the measure, in order, and all there is to say of those that are shown."""
    allowed = without_outcome(feature_metrics(stores.catalogue), metric)
    around = surroundings(place, allowed, stores)
    missions = bearing.missions_of(metric, stores.catalogue)
    found = bearing.candidates(_entries(stores), metric, missions, around, order=order_of(request))
    start = request.start if request.start <= len(found) else 1
    shown = found[start - 1 : start - 1 + PER_PART]
    return Helping(
        place=place, metric=metric, found=tuple(found), helps=tuple(details(shown, place, around, stores)),
        around=around, measures=len(allowed), simulated=_training(stores),
    )  # fmt: skip


def order_of(request: frame.Request) -> Order:
    """The order asked for, the closest first without one."""
    return Order(request.order) if request.order in set(Order) else Order.CLOSEST


def surroundings(place: Place, allowed: Sequence[Metric], stores: Stores) -> Surroundings:
    """The place among all others of today on some measures; those are scored once for as long as the build is."""

    def scored() -> Country:
        codes = [one.code for one in stores.figures.current_places]
        figures = stores.figures.newest_figures([one.metric_id for one in allowed], codes)
        return Country(wide(figures, allowed, codes), stores.figures.places)

    measures = tuple(one.metric_id for one in allowed)
    return Surroundings(_countries.of(stores.figures.places, measures, scored), place)


def details(shown: Sequence[Candidate], place: Place, around: Surroundings, stores: Stores) -> list[Help]:
    """Everything the page says of a few entries."""
    entries = _entries(stores)
    practices = [entries[each.row.practice_id] for each in shown]
    figures = _figures(held.metrics_needed(practices), place, stores)
    fates = None
    if stores.desk:
        fates = bearing.fates_of(
            stores.desk.learning.adoptions(), {each.row.practice_id for each in shown}, stores.desk.today
        )
    published = {code: rank for rank, code in enumerate(stores.figures.neighbours(place.code, PUBLISHED_FAMILY), 1)}
    found = []
    for each, practice in zip(shown, practices, strict=True):
        graded = grade_of_practice(practice)
        found.append(
            Help(
                practice=practice,
                direct=each.bearing is Bearing.METRIC,
                level=graded.level if graded else None,
                because=graded.because if graded else "",
                nearest=_nearest(each, around, published, stores),
                tried=_places(practice.place_codes, stores),
                conditions=words.conditions_told(
                    held.conditions(practice, place, figures), stores.catalogue.metrics, place
                ),
                fates=None if fates is None else fates[practice.practice_id],
                simulated=_training(stores) and practice.stage is not Stage.FOUNDING,
            )
        )
    return found


def verdicts_of(place: Place, comparator: Comparator, stores: Stores) -> Mapping[str, Verdict]:
    """Every verdict of the place against a comparator, by metric."""

    def told() -> Mapping[str, Verdict]:
        found = stores.figures.verdicts([place.code], list(stores.catalogue.metrics), comparator)
        return {one.metric_id: one for one in found}

    return _told.of(stores.figures.places, (place.code, comparator), told)


def concerns_of(verdicts: Iterable[Verdict], stores: Stores) -> list[Concern]:
    """The measures the place is worse on, each with how many entries are about it."""
    entries, worse = _entries(stores), worse_on(verdicts, stores.catalogue.metrics)
    return [Concern(one.metric, bearing.entries_about(entries, one.metric), one.weak) for one in worse]


def page(request: frame.Request, stores: Stores) -> None:
    """Offer the measures the place is worse on, or draw what bears on the one chosen."""
    frame.where_am_i(request, "Learning", TITLE)
    if request.place is None:
        _choose_place(request)
        return
    place = request.place
    frame.title(request, place.name)
    top = st.container()
    comparator = _choosers(request, place, stores)
    verdicts = verdicts_of(place, comparator, stores)
    against = comparator_name(place, comparator, stores.figures.places)
    worse = concerns_of(verdicts.values(), stores)
    listed = helping.concerns(worse, place, compare=comparator)
    if request.metric is None:
        firm = [one.entries for one in worse if not one.weak]
        said = words.offer_finding(place, against=against, worse=len(firm), with_entries=sum(map(bool, firm)))
        with top:
            frame.heading(said, caption=TITLE)
        st.html(listed)
        frame.foot(request, build=stores.figures.build_id)
        return
    found = prepare(request, place, request.metric, stores)
    with top:
        _head(found, _standing(found, verdicts.get(request.metric.metric_id), stores), stores)
    _list(request, stores, found)
    if listed:
        st.html(prose.opening(f"Measures on which {place.name} is worse than {against}", listed))
    _download(request, stores, found)
    cites = cited([request.metric, *feature_metrics(stores.catalogue)], stores.sources)
    frame.foot(request, sources=cites, build=stores.figures.build_id)


def _choose_place(request: frame.Request) -> None:
    frame.heading("Choose a place to see what could help there", caption=TITLE)
    frame.choose_place(request)
    frame.search_place(request)
    frame.foot(request)


def _choosers(request: frame.Request, place: Place, stores: Stores) -> Comparator:
    first, second = st.columns(2)
    with first:
        frame.choose_place(request)
        options = available_comparators(place)
        comparator = frame.choose_comparator(request, options, "Worse than") if options else request.comparator
    with second:
        frame.choose_metric(request, "Measure", metrics=stores.catalogue.metrics.values())
        if request.metric:
            chosen = request.order if request.order in ORDERS else None
            frame.choose_or_every("order", "Put first", ORDERS, chosen, every=CLOSEST_WORDS)
    return comparator


def _head(found: Helping, standing: str, stores: Stores) -> None:
    results = bearing.results_of(found.found)
    frame.heading(words.finding(found.metric, results, direct=found.direct), caption=f"{TITLE}: {found.place.name}")
    told = [standing, *([words.SIMULATED] if found.simulated else []), *([] if stores.desk else [words.AWAY])]
    like = words.how_like(found.place, measures=found.measures, others=found.around.others)
    how = prose.opening("How the list is made, and what a distance means", prose.paragraphs([like, words.RULES]))
    st.html(prose.paragraphs(told) + (how if found.found else ""))


def _standing(found: Helping, verdict: Verdict | None, stores: Stores) -> str:
    """Where the place stands on the measure, or why that cannot be told."""
    place, metric = found.place, found.metric
    if verdict is None or verdict.value is None:
        reason = (verdict.reason if verdict else None) or absent_reason(metric, place)
        return level_sentence(
            with_article(place), None, metric, answer=LevelAnswer.NOT_COMPARED, comparator="", benchmark=None,
            reason=reason,
        )  # fmt: skip
    against = (
        comparator_name(place, verdict.comparator, stores.figures.places, rest_of=verdict.rest_of)
        if verdict.comparator
        else "any larger place"
    )
    said = level_sentence(
        with_article(place), verdict.value, metric, answer=verdict.level, comparator=against,
        benchmark=verdict.benchmark, lower=verdict.lower, upper=verdict.upper, reason=verdict.level_reason,
    )  # fmt: skip
    return f"{metric.title}: {said}"


def _list(request: frame.Request, stores: Stores, found: Helping) -> None:
    if not found.found:
        st.html(helping.nothing(found.place, found.metric))
        return
    start, end = part(request, len(found.found), per_part=PER_PART)
    known = _entries(stores)
    chosen = [own_id for own_id in request.practices if own_id in known][:COMPARED_AT_MOST]
    if chosen:
        with st.container(horizontal=True):
            st.html(helping.compared(chosen))
            st.button("Choose none", key="helping.none", on_click=frame.change, kwargs={"practices": None})
    drawn = helping.cards(
        found.helps, found.place, found.metric, first=start, chosen=chosen, order=order_of(request).value,
        may_adopt=_may_adopt(stores),
    )  # fmt: skip
    st.html(drawn + helping.ask(found.place, found.metric))
    turn(start, end, len(found.found), key="helping", per_part=PER_PART)


def _download(request: frame.Request, stores: Stores, found: Helping) -> None:
    if not found.found:
        return
    offer(
        lambda: as_frame(details(found.found, found.place, found.around, stores), found.place),
        title=f"What could help {found.place.name} with {found.metric.title}", metrics=[found.metric],
        request=request, stores=stores, caveats=[words.RULES, *([words.SIMULATED] if found.simulated else [])],
        place=found.place, metric=found.metric, order=order_of(request).value,
    )  # fmt: skip


def _entries(stores: Stores) -> Mapping[str, Practice]:
    """Every entry readers see; the founding set where the register is away."""
    if stores.desk is None:
        return read_founding()
    entries: Mapping[str, Practice] = stores.desk.library.entries()
    return entries


def _nearest(each: Candidate, around: Surroundings, published: Mapping[str, int], stores: Stores) -> Nearest | None:
    code, metrics = each.nearest_code, stores.catalogue.metrics
    if code is None or each.distance is None:
        return None
    apart = tuple((metrics[one.metric_id], one.here, one.there) for one in around.differences(code, most=DIFFERENCES))
    return Nearest(stores.figures.places[code], 100 * each.distance, published.get(code), apart)


def _figures(metric_ids: Sequence[str], place: Place, stores: Stores) -> dict[str, float]:
    rows = stores.figures.newest_figures(metric_ids, [place.code])
    return dict(zip(rows["metric_id"], rows["value"], strict=True))


def _places(codes: Sequence[str], stores: Stores) -> tuple[Place, ...]:
    return tuple(stores.figures.places[code] for code in codes if code in stores.figures.places)


def _training(stores: Stores) -> bool:
    return stores.desk is not None and stores.desk.workspace is Workspace.TRAINING


def _may_adopt(stores: Stores) -> bool:
    codes = reach(stores.desk.person, Action.ADOPT) if stores.desk else frozenset[str]()
    return codes is None or bool(codes)
