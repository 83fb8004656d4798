"""What a reader asked for: the address turned into types once, at the door, with a sentence for what could not be."""

import datetime as dt
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from domain.evidence import Result
from domain.metric import Metric
from domain.mission import Catalogue, Framework, Mission
from domain.person import Person
from domain.place import Level, Place
from domain.practice import CostBand
from domain.transformation import Status
from domain.verdict import Comparator
from ui import reading
from ui.address import ORDER, PLURAL
from ui.reading import Refused
from ui.succession import followers, retired_sentence
from ui.visible import shown

PLACE_CODE = re.compile(r"[EWSNK]\d{8}", re.ASCII)
SEVERAL_AT_MOST = 10
PROBLEMS_AT_MOST = 8
IGNORED = frozenset({"embed", "embed_options"})  # Streamlit's own

Found = TypeVar("Found")


@dataclass(frozen=True)
class Problem:
    """One part of an address that could not be followed, or was followed to somewhere else.

    ``text`` is what the address held, cut and cleaned (it is still escaped when drawn).
    ``offers`` are places to go to instead.
    """

    parameter: str
    text: str
    sentence: str
    offers: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Request:
    """One view, as the reader asked for it. ``None`` and empty mean "not chosen".

    ``target`` is a figure in the metric's unit that the reader set, ``by`` the year to reach it in.
    ``programme``, ``transformation``, ``round``, ``practice`` and the like are ids; whether there is one is decided
    where they are read, as it is of ``kind`` and ``order``. ``words`` are searched for, ``grade`` is the least
    evidence. ``on`` is a day that has come, as at which to show; ``start`` a row of a list.
    ``page`` is the page's address, ``page_title`` and ``section`` its names in the menu, ``person`` who is asking.
    """

    address: Mapping[str, tuple[str, ...]]
    framework: Framework
    today: dt.date
    page: str = ""
    page_title: str = ""
    section: str = ""
    place: Place | None = None
    places: tuple[Place, ...] = ()
    metric: Metric | None = None
    metrics: tuple[Metric, ...] = ()
    comparator: Comparator = Comparator.NATION
    target: float | None = None
    by: int | None = None
    mission: Mission | None = None
    programme: str | None = None
    transformation: str | None = None
    round: str | None = None
    practice: str | None = None
    practices: tuple[str, ...] = ()
    adoption: str | None = None
    experiment: str | None = None
    appeal: str | None = None
    words: str | None = None
    result: Result | None = None
    grade: int | None = None
    cost: CostBand | None = None
    status: Status | None = None
    start: int = 1
    period: dt.date | None = None
    on: dt.date | None = None
    kind: str | None = None
    view: str | None = None
    order: str | None = None
    level: Level | None = None
    person: Person | None = None
    problems: tuple[Problem, ...] = ()


def read_request(
    address: Mapping[str, tuple[str, ...]],
    *,
    places: Mapping[str, Place],
    catalogue: Catalogue,
    today: dt.date,
    typed: Container[str] | None = None,
    page: str = "",
    page_title: str = "",
    section: str = "",
    person: Person | None = None,
) -> Request:
    """The request an address makes. Never fails: what cannot be read becomes a problem with a sentence.

    ``typed`` names the parameters the reader gave now; one that was only kept from before is dropped without a word.
    """
    reader = _Reader(places=places, catalogue=catalogue)
    texts = reader.texts(address)
    framework = reader.framework(texts)
    request = Request(
        address={name: tuple(values) for name, values in texts.items() if values},
        framework=framework,
        today=today,
        page=page,
        page_title=page_title,
        section=section,
        person=person,
        place=reader.single(texts, "place", reader.place),
        places=reader.several(texts, "places", reader.place),
        metric=reader.single(texts, "metric", reader.metric),
        metrics=reader.several(texts, "metrics", reader.metric),
        comparator=reader.single(texts, "compare", reading.comparator) or Comparator.NATION,
        target=reader.single(texts, "target", reading.target),
        by=reader.single(texts, "by", reading.year),
        mission=reader.single(texts, "mission", lambda _name, text: reader.mission(text, framework)),
        programme=reader.single(texts, "programme", reading.named("the id of a programme")),
        transformation=reader.single(texts, "transformation", reading.named("an id")),
        round=reader.single(texts, "round", reading.named("the id of a round")),
        practice=reader.single(texts, "practice", reading.named("the id of a practice")),
        practices=reader.several(texts, "practices", reading.named("the id of a practice")),
        adoption=reader.single(texts, "adoption", reading.named("the id of an adoption")),
        experiment=reader.single(texts, "experiment", reading.named("the id of an experiment")),
        appeal=reader.single(texts, "appeal", reading.named("the id of an ask or an offer")),
        words=reader.single(texts, "words", reading.words),
        result=reader.single(texts, "result", reading.result),
        grade=reader.single(texts, "grade", reading.grade),
        cost=reader.single(texts, "cost", reading.cost_band),
        status=reader.single(texts, "status", reading.status),
        start=reader.single(texts, "start", reading.row) or 1,
        period=reader.single(texts, "period", reading.period),
        on=reader.single(texts, "on", reading.past_day(today)),
        kind=reader.single(texts, "kind", reading.kind),
        view=reader.single(texts, "view", reading.view),
        order=reader.single(texts, "order", reading.order),
        level=reader.single(texts, "level", reading.level),
    )
    said = [problem for problem in reader.problems if typed is None or problem.parameter in typed]
    return replace(request, problems=_first_problems(said))


@dataclass
class _Reader:
    """Reads one parameter after another and collects what went wrong."""

    places: Mapping[str, Place]
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)

    def texts(self, address: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
        """Each known parameter's values, split at commas where there may be several, without repeats."""
        texts: dict[str, list[str]] = {}
        for name, values in address.items():
            if name in ORDER:
                pieces = [piece for value in values for piece in (value.split(",") if name in PLURAL else [value])]
                texts[name] = list(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))
            elif name not in IGNORED:
                self.note(name, name, f"The address holds “{shown(name)}”, which no page reads. It was ignored.")
        return texts

    def single(
        self, texts: Mapping[str, list[str]], name: str, read: Callable[[str, str], Found | None]
    ) -> Found | None:
        """The one value of a parameter; of several the first, and it says so."""
        values = texts.get(name, [])
        if len(values) > 1:
            first = f"The address gives {len(values)} values for “{name}”. The first, “{shown(values[0])}”, is used."
            several = f" To see several at once, use {name}s= with commas between." if f"{name}s" in PLURAL else ""
            self.note(name, values[1], first + several)
        return self.one(name, values[0], read) if values else None

    def several(
        self, texts: Mapping[str, list[str]], name: str, read: Callable[[str, str], Found | None]
    ) -> tuple[Found, ...]:
        """The values of a parameter in their order, each once, at most as many as a view holds."""
        values = texts.get(name, [])
        if len(values) > SEVERAL_AT_MOST:
            limit = f"One view holds {SEVERAL_AT_MOST}, so the first {SEVERAL_AT_MOST} are used."
            self.note(name, values[SEVERAL_AT_MOST], f"The address asks for {len(values)} {name}. {limit}")
        kept: list[Found] = []
        for item in (self.one(name, value, read) for value in values[:SEVERAL_AT_MOST]):
            if item is not None and item not in kept:
                kept.append(item)
        return tuple(kept)

    def one(self, name: str, text: str, read: Callable[[str, str], Found | None]) -> Found | None:
        """One value read, or nothing and a problem."""
        try:
            return read(name, text)
        except Refused as refused:
            self.note(name, text, refused.sentence, refused.offers)
            return None

    def place(self, name: str, text: str) -> Place | None:
        """The place of a code; of a retired code the one place that follows it, and never one of several."""
        code = text.upper()
        if not PLACE_CODE.fullmatch(code):
            example = "A code is a letter and eight digits, such as E06000001. Choose the place by name instead."
            raise Refused(f"“{shown(text)}” is not the code of a place. {example}")
        place = self.places.get(code)
        if place is None:
            raise Refused(f"No place here has the code {code}. Check the code, or choose the place by name.")
        if place.is_current:
            return place
        following = followers(place, self.places)
        sentence = retired_sentence(place, following)
        if len(following) != 1:
            raise Refused(sentence, following)
        self.note(name, text, sentence)
        return following[0]

    def metric(self, _name: str, text: str) -> Metric:
        """The metric of that name in the catalogue."""
        known = self.catalogue.metrics.get(text)
        if known is None:
            raise Refused(f"No metric here is called “{shown(text)}”. Choose one from a list of metrics instead.")
        return known

    def framework(self, texts: Mapping[str, list[str]]) -> Framework:
        """The framework asked for, or the first."""
        first = min(self.catalogue.frameworks.values(), key=lambda known: (known.order, known.framework_id))

        def read(_name: str, text: str) -> Framework:
            known = self.catalogue.frameworks.get(text)
            if known is None:
                raise Refused(f"No framework is called “{shown(text)}”. This shows {first.title}.")
            return known

        return self.single(texts, "framework", read) or first

    def mission(self, text: str, framework: Framework) -> Mission:
        """The mission of that name in the framework."""
        known = framework.mission(text)
        if known is None:
            fault = f"{framework.title} has no mission called “{shown(text)}”."
            raise Refused(f"{fault} Choose one from the list of missions.")
        return known

    def note(self, parameter: str, text: str, sentence: str, offers: tuple[Place, ...] = ()) -> None:
        """Keep what the reader must be told."""
        self.problems.append(Problem(shown(parameter), shown(text), sentence, offers))


def _first_problems(problems: list[Problem]) -> tuple[Problem, ...]:
    rest = len(problems) - PROBLEMS_AT_MOST
    if rest <= 0:
        return tuple(problems)
    return (*problems[:PROBLEMS_AT_MOST], Problem("", "", f"{rest} more parts of the address could not be followed."))
