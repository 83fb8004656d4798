"""One transformation found by its id: what is published of it, what it could move, and the verdicts of its places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from domain.metric import Metric
from domain.mission import Mission
from domain.place import Place
from domain.published import PublishedProgramme, PublishedTransformation
from domain.purpose import Purpose
from domain.source import Source
from domain.tracked import Tracked
from domain.verdict import Comparator, Verdict
from ui import transformation_view as view
from ui.reach import reached_from
from ui.request import Request
from ui.stores import Stores


@dataclass(frozen=True)
class Found:
    """One transformation with its nouns, the verdicts of its places on what it could move, and what stands beside it.

    One that only the register knows has no ``one`` and nothing that goes with it; without a register there is no
    ``tracked``. ``overlapping`` are programmes that may hold the same work: why, and their entries in the same places.
    """

    title: str
    places: tuple[Place, ...]
    metrics: tuple[Metric, ...]
    verdicts: tuple[Verdict, ...]
    missions: tuple[Mission, ...]
    purposes: tuple[Purpose, ...] = ()
    tracked: Tracked | None = None
    one: PublishedTransformation | None = None
    programme: PublishedProgramme | None = None
    source: Source | None = None
    group: tuple[PublishedTransformation, ...] = ()
    overlapping: tuple[tuple[PublishedProgramme, str, tuple[PublishedTransformation, ...]], ...] = ()
    others: int = 0
    held: int = 0


def found_of(request: Request, stores: Stores) -> Found | None:
    """Gather one transformation, or nothing where neither a public register nor this one knows the id."""
    own_id = request.transformation or ""
    one = stores.programmes.transformations.get(own_id)
    tracked = stores.desk.tracked(own_id) if stores.desk else None
    if one is None and tracked is None:
        return None
    codes = one.place_codes if one and one.place_codes else tracked.place_codes if tracked else ()
    places = tuple(stores.figures.places[code] for code in codes if code in stores.figures.places)
    purposes = stores.purposes.of(one) if one else ()
    metrics = _metrics(_aims(tracked, purposes), stores)
    found = Found(
        title=one.title if one else tracked.title if tracked else own_id,
        places=places,
        metrics=metrics,
        verdicts=_verdicts(places, metrics, stores),
        missions=_missions(request, stores, one, tracked),
        purposes=purposes,
        tracked=tracked,
    )
    return _with_published(found, one, stores) if one else found


def _aims(tracked: Tracked | None, purposes: Iterable[Purpose]) -> Iterable[str]:
    """The measures its own people name; where they named none, those of its purposes as we read them."""
    if tracked and tracked.own_metrics:
        return tracked.own_metrics
    return dict.fromkeys(metric_id for purpose in purposes for metric_id in purpose.metrics)


def _metrics(ids: Iterable[str], stores: Stores) -> tuple[Metric, ...]:
    """Those that the catalogue knows and anybody publishes."""
    known = (stores.catalogue.metrics.get(metric_id) for metric_id in ids)
    return tuple(metric for metric in known if metric is not None and metric.is_measured)


def _verdicts(places: tuple[Place, ...], metrics: tuple[Metric, ...], stores: Stores) -> tuple[Verdict, ...]:
    codes, ids = [place.code for place in places], [metric.metric_id for metric in metrics]
    verdicts = stores.figures.verdicts(codes, ids, Comparator.NATION) if codes and ids else ()
    return tuple(verdict for verdict in verdicts if verdict.value is not None)


def _missions(
    request: Request, stores: Stores, one: PublishedTransformation | None, tracked: Tracked | None
) -> tuple[Mission, ...]:
    if tracked and tracked.own_missions:
        return tuple(each for each in request.framework.missions if each.mission_id in tracked.own_missions)
    missions: tuple[Mission, ...] = stores.purposes.missions(one, request.framework) if one else ()
    return missions


def _with_published(found: Found, one: PublishedTransformation, stores: Stores) -> Found:
    published: Any = stores.programmes
    programme = published.by_id[one.programme_id]
    near = published.reaching([place.code for place in found.places])
    first = published.reaching(reached_from(found.places[0], stores.figures) or ()) if found.places else ()
    return replace(
        found,
        one=one,
        programme=programme,
        source=stores.sources.get(programme.source_id),
        group=published.group(one.group_id),
        overlapping=tuple(
            (published.by_id[each.programme], each.why, view.alike_first(one, each.programme, near))
            for each in programme.overlaps
            if any(other.programme_id == each.programme for other in near)
        ),
        others=max(len(first) - 1, 0),
        held=Counter(other.programme_id for other in published.transformations.values())[one.programme_id],
    )
