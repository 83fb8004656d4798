"""One published transformation: what was announced or granted, and how its place stands on what it could move."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from domain.metric import Metric, Polarity
from domain.mission import Mission
from domain.place import Place
from domain.published import PublishedProgramme, PublishedTransformation
from domain.purpose import Purpose
from domain.source import Source
from domain.verdict import Comparator, LevelAnswer, Verdict
from metrics.standouts import standout
from ui import frame, prose
from ui import transformation_view as view
from ui.address import href
from ui.numbers import number
from ui.reach import reached_from
from ui.roles import EVERYONE
from ui.rows import comparator_name
from ui.stores import Stores
from ui.tables import Heading, HeatCell, heat_table
from ui.transformation_words import money_clause
from ui.verdict_table import VerdictRow, verdict_table
from ui.visible import shown

TITLE, ORDER, ROLES = "Transformation", 2, EVERYONE
DESCRIPTION = "One transformation: what is published of it, where it is, and what it could move there."
PARAMETERS = ("framework", "transformation")
IN_MENU = False


@dataclass(frozen=True)
class Found:
    """One transformation with its nouns, the verdicts of its places on what it could move, and what stands beside it.

    ``overlapping`` are programmes that may hold the same work: why, and their entries in the same places.
    """

    one: PublishedTransformation
    programme: PublishedProgramme
    source: Source | None
    places: tuple[Place, ...]
    purposes: tuple[Purpose, ...]
    missions: tuple[Mission, ...]
    metrics: tuple[Metric, ...]
    verdicts: tuple[Verdict, ...]
    group: tuple[PublishedTransformation, ...]
    overlapping: tuple[tuple[PublishedProgramme, str, tuple[PublishedTransformation, ...]], ...]
    others: int
    held: int


def prepare(request: frame.Request, stores: Stores) -> Found | None:
    """Gather one transformation, or nothing where there is none of that id."""
    published = stores.programmes
    one = published.transformations.get(request.transformation or "")
    if one is None:
        return None
    programme = published.by_id[one.programme_id]
    places = tuple(stores.figures.places[code] for code in one.place_codes if code in stores.figures.places)
    purposes = stores.purposes.of(one)
    metrics = _metrics(purposes, stores)
    codes, ids = [place.code for place in places], [metric.metric_id for metric in metrics]
    verdicts = stores.figures.verdicts(codes, ids, Comparator.NATION) if codes and ids else ()
    near = published.reaching(codes)
    first = published.reaching(reached_from(places[0], stores.figures) or ()) if places else ()
    return Found(
        one=one,
        programme=programme,
        source=stores.sources.get(programme.source_id),
        places=places,
        purposes=purposes,
        missions=stores.purposes.missions(one, request.framework),
        metrics=metrics,
        verdicts=tuple(verdict for verdict in verdicts if verdict.value is not None),
        group=published.group(one.group_id),
        overlapping=tuple(
            (published.by_id[each.programme], each.why, view.alike_first(one, each.programme, near))
            for each in programme.overlaps
            if any(other.programme_id == each.programme for other in near)
        ),
        others=max(len(first) - 1, 0),
        held=Counter(other.programme_id for other in published.transformations.values())[one.programme_id],
    )


def _metrics(purposes: Sequence[Purpose], stores: Stores) -> tuple[Metric, ...]:
    """The measures the purposes name that anybody publishes, each once."""
    named = dict.fromkeys(metric_id for purpose in purposes for metric_id in purpose.metrics)
    known = (stores.catalogue.metrics[metric_id] for metric_id in named)
    return tuple(metric for metric in known if metric.is_measured)


def page(request: frame.Request, stores: Stores) -> None:
    """Draw one transformation, or the way to the list."""
    found = prepare(request, stores)
    if found is None:
        _nothing(request, stores)
        return
    one = found.one
    frame.title(request, one.title)
    listing = ("Transformations", href("transformations"))
    around = [(place.name, href("transformations", place=place)) for place in found.places[:1]]
    frame.where_am_i(request, listing, *around, one.title)
    frame.heading(f"{one.title} {money_clause(one)}, and no return on it is public", caption=_caption(found))
    st.html(view.published(one, found.programme, found.places, found.source, held=found.held))
    st.html(view.unpublished())
    st.html(view.could_move(found.purposes, found.missions, request.framework))
    if found.metrics and found.places:
        _verdicts(request, stores, found)
    beside = view.beside(one, found.programme, found.group, found.overlapping, others=found.others, places=found.places)
    if beside:
        st.html(beside)
    used = {stores.sources[v.source_id].title: stores.sources[v.source_id] for v in found.verdicts}
    cited = [*([found.source] if found.source else []), *used.values()]
    frame.foot(request, sources=cited, build=stores.figures.build_id)


def _caption(found: Found) -> str:
    parts = [found.programme.one, found.one.locality or (found.places[0].name if found.places else "")]
    return ", ".join(part for part in parts if part)


def _nothing(request: frame.Request, stores: Stores) -> None:
    frame.where_am_i(request, ("Transformations", href("transformations")))
    asked = request.transformation
    frame.heading("No transformation here has that id" if asked else "Choose a transformation from the list")
    told = f"No published register here names “{shown(asked)}”. Check the id, or find it in the list." if asked else ""
    st.html(prose.paragraphs([told] if told else []) + prose.links([("All transformations", href("transformations"))]))
    frame.foot(request, build=stores.figures.build_id)


def _verdicts(request: frame.Request, stores: Stores, found: Found) -> None:
    """How its place, or each of its places, stands on what it could move."""
    alone = len(found.places) == 1
    st.html(prose.heading(f"How its {'place stands' if alone else 'places stand'} today", depth=3))
    told = (
        "Figures for the whole council, from before and after the announcement alike. They do not show what this "
        "transformation did."
    )
    st.html(prose.paragraphs([told]))
    if len(found.places) == 1:
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
