"""What an evaluation is asked about: the places that took part, since when, and where else the same was done."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.adoption import Adoption
from domain.evaluating import Method
from domain.place import Place
from domain.tracked import Tracked
from domain.workspace import Workspace
from ui.numbers import MONTHS
from ui.request import Request
from ui.stores import Stores

MONTH_NAMED = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})")


@dataclass(frozen=True)
class Subject:
    """The places and the first day of the change in each; without a day, when it started is not known yet.

    ``title`` is the transformation's or practice's. ``same`` are other places where the same was done, ``suggested`` a
    day to begin from that a register names. ``made_up`` tells that the start comes from simulated records.
    """

    title: str = ""
    places: tuple[Place, ...] = ()
    starts: Mapping[str, dt.date] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    suggested: dt.date | None = None
    transformation_id: str | None = None
    practice_id: str | None = None
    adoption_id: str | None = None
    metric_ids: tuple[str, ...] = ()
    made_up: bool = False

    @property
    def starts_on(self) -> dt.date | None:
        """The first day of the earliest place."""
        return min(self.starts.values()) if self.starts else None


@dataclass(frozen=True)
class Offer:
    """A transformation with a start long enough ago to ask about."""

    own_id: str
    title: str
    place_codes: tuple[str, ...]
    starts_on: dt.date
    dated: str


def subject_of(request: Request, stores: Stores) -> Subject:
    """The transformation of the address, or else the adoption, the adopters of the practice, or places by hand."""
    if request.transformation:
        return _transformation(request, stores, request.transformation)
    adoptions = _adoptions(request, stores)
    if request.adoption and adoptions:
        return _adopters(request, stores, [one for one in adoptions if one.adoption_id == request.adoption], adoptions)
    if request.view == Method.EVENT_STUDY and len(adoptions) > 1:
        return _adopters(request, stores, adoptions, adoptions)
    places = request.places or ((request.place,) if request.place else ())
    same = frozenset(one.place_code for one in adoptions) - {place.code for place in places}
    return Subject(
        places=places, starts=_all_at(places, request.on), same=same, practice_id=request.practice,
        title=_practice_title(request, stores),
    )  # fmt: skip


def offers(stores: Stores, *, place: Place | None, before: dt.date) -> list[Offer]:
    """Transformations that started before a day, as told or as a register dates them, those of a place if one is."""
    found: dict[str, Offer] = {}
    at = {place.code} if place else None
    for one in _tracked(stores, place):
        if one.starts_on and one.starts_on < before and one.place_codes:
            found[one.transformation_id] = Offer(one.transformation_id, one.title, one.place_codes, one.starts_on, "")
    months = {own_id: month_named(one.dated) for own_id, one in stores.programmes.by_id.items()}
    published = stores.programmes.reaching(at) if at else stores.programmes.transformations.values()
    for one in published:
        month = months[one.programme_id]
        if month and month < before and one.place_codes and one.transformation_id not in found:
            dated = stores.programmes.by_id[one.programme_id].dated
            found[one.transformation_id] = Offer(one.transformation_id, one.title, one.place_codes, month, dated)
    return list(found.values())


def month_named(text: str) -> dt.date | None:
    """The first day of the one month a text names; of several, none.

    >>> month_named("the list of successful bids, October 2021"), month_named("October 2024 to March 2025")
    (datetime.date(2021, 10, 1), None)
    """
    named = MONTH_NAMED.findall(text)
    if len(named) != 1:
        return None
    month, year = named[0]
    return dt.date(int(year), MONTHS.index(month) + 1, 1)


def _tracked(stores: Stores, place: Place | None) -> Iterable[Tracked]:
    if stores.desk is None:
        return ()
    found: Iterable[Tracked] = stores.desk.reaching([place.code]) if place else stores.desk.every().values()
    return found


def _transformation(request: Request, stores: Stores, own_id: str) -> Subject:
    published = stores.programmes.transformations.get(own_id)
    tracked = stores.desk.tracked(own_id) if stores.desk else None
    one = tracked or published
    if one is None:
        return Subject()
    places = tuple(stores.figures.places[code] for code in one.place_codes if code in stores.figures.places)
    told = tracked.starts_on if tracked else None
    start = request.on or told
    programme = stores.programmes.by_id.get(one.programme_id)
    purposes = stores.purposes.of(published) if published and stores.purposes else ()
    aims = tracked.own_metrics if tracked else ()
    return Subject(
        title=one.title, places=places, starts=_all_at(places, start),
        same=_of_programme(stores, one.programme_id) - {place.code for place in places},
        suggested=told or (month_named(programme.dated) if programme else None),
        transformation_id=own_id, practice_id=request.practice if _tries(request, stores, own_id) else None,
        metric_ids=tuple(aims) or tuple(dict.fromkeys(key for purpose in purposes for key in purpose.metrics)),
        made_up=_simulated(stores) and (published is None or (told is not None and start == told)),
    )  # fmt: skip


def _of_programme(stores: Stores, programme_id: str) -> frozenset[str]:
    """Every place with a transformation of the programme, published or told."""
    if not programme_id:
        return frozenset()
    codes = {
        code
        for one in stores.programmes.transformations.values()
        if one.programme_id == programme_id
        for code in one.place_codes
    }
    if stores.desk is not None:
        for one in stores.desk.every().values():
            if one.programme_id == programme_id:
                codes.update(one.place_codes)
    return frozenset(codes)


def _adoptions(request: Request, stores: Stores) -> list[Adoption]:
    if stores.desk is None or not (request.practice or request.adoption):
        return []
    every = stores.desk.learning.adoptions()
    practice_id = request.practice
    for one in every:
        if one.adoption_id == request.adoption:
            practice_id = one.practice_id
    return [one for one in every if one.practice_id == practice_id]


def _adopters(request: Request, stores: Stores, chosen: list[Adoption], every: list[Adoption]) -> Subject:
    """Places that took a practice up, each from its own day."""
    known = stores.figures.places
    first: dict[str, dt.date] = {}
    for one in chosen:
        if one.place_code in known:
            first[one.place_code] = min(one.taken_up_on, first.get(one.place_code, one.taken_up_on))
    practice_id = chosen[0].practice_id if chosen else request.practice
    return Subject(
        title=_practice_title(request, stores, practice_id), places=tuple(known[code] for code in first), starts=first,
        same=frozenset(one.place_code for one in every) - first.keys(), practice_id=practice_id,
        adoption_id=request.adoption if len(chosen) == 1 else None,
        transformation_id=chosen[0].transformation_id if len(chosen) == 1 else None, made_up=_simulated(stores),
    )  # fmt: skip


def _tries(request: Request, stores: Stores, own_id: str) -> bool:
    """Whether the transformation is a turn with the practice of the address, which may be left from another page."""
    if stores.desk is None or not request.practice:
        return False
    entry = stores.desk.library.practice(request.practice)
    ids = {one.transformation_id for one in _adoptions(request, stores)}
    return own_id in ids or (entry is not None and entry.transformation_id == own_id)


def _practice_title(request: Request, stores: Stores, practice_id: str | None = None) -> str:
    own_id = practice_id or request.practice
    if stores.desk is None or not own_id:
        return ""
    entry = stores.desk.library.practice(own_id)
    return entry.title if entry else ""


def _all_at(places: Iterable[Place], start: dt.date | None) -> dict[str, dt.date]:
    return {place.code: start for place in places} if start else {}


def _simulated(stores: Stores) -> bool:
    return stores.desk is not None and stores.desk.workspace is Workspace.TRAINING
