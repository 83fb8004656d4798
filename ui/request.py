"""What a reader asked for: the address turned into types once, at the door, with a sentence for what could not be."""

import datetime as dt
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from domain.metric import Metric
from domain.mission import Catalogue, Framework, Mission
from domain.place import Level, Place
from domain.verdict import Comparator
from ui.address import DECIMALS, ORDER, PLURAL
from ui.succession import followers, retired_sentence
from ui.visible import shown

PLACE_CODE = re.compile(r"[EWSNK]\d{8}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
VIEW = re.compile(r"[a-z][a-z0-9_-]{0,30}")
NUMBER = re.compile(rf"-?\d{{1,12}}(\.\d{{1,{DECIMALS}}})?", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
YEARS = range(2000, 2101)
NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)  # as the register names what it holds
ROW = re.compile(r"[1-9]\d{0,5}", re.ASCII)
SEVERAL_AT_MOST = 10
PROBLEMS_AT_MOST = 8
IGNORED = frozenset({"embed", "embed_options"})  # Streamlit's own

Found = TypeVar("Found")
Member = TypeVar("Member", bound=StrEnum)


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
    ``programme`` and ``transformation`` are ids; whether there is one is decided where they are read. ``start`` is a
    row of a list.
    ``page`` is the page's address, ``page_title`` and ``section`` its names in the menu.
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
    start: int = 1
    period: dt.date | None = None
    view: str | None = None
    level: Level | None = None
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
        place=reader.single(texts, "place", reader.place),
        places=reader.several(texts, "places", reader.place),
        metric=reader.single(texts, "metric", reader.metric),
        metrics=reader.several(texts, "metrics", reader.metric),
        comparator=reader.single(texts, "compare", _comparator) or Comparator.NATION,
        target=reader.single(texts, "target", _target),
        by=reader.single(texts, "by", _year),
        mission=reader.single(texts, "mission", lambda _name, text: reader.mission(text, framework)),
        programme=reader.single(texts, "programme", lambda _name, text: _shaped(NAMED, text, "the id of a programme")),
        transformation=reader.single(texts, "transformation", lambda _name, text: _shaped(NAMED, text, "an id")),
        start=int(reader.single(texts, "start", lambda _name, text: _shaped(ROW, text, "the number of a row")) or 1),
        period=reader.single(texts, "period", _period),
        view=reader.single(texts, "view", _view),
        level=reader.single(texts, "level", _level),
    )
    said = [problem for problem in reader.problems if typed is None or problem.parameter in typed]
    return replace(request, problems=_first_problems(said))


class _Refused(Exception):
    """A value that means nothing here; says so, and offers other places where there are some."""

    def __init__(self, sentence: str, offers: tuple[Place, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.offers = sentence, offers


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
        except _Refused as refused:
            self.note(name, text, refused.sentence, refused.offers)
            return None

    def place(self, name: str, text: str) -> Place | None:
        """The place of a code; of a retired code the one place that follows it, and never one of several."""
        code = text.upper()
        if not PLACE_CODE.fullmatch(code):
            example = "A code is a letter and eight digits, such as E06000001. Choose the place by name instead."
            raise _Refused(f"“{shown(text)}” is not the code of a place. {example}")
        place = self.places.get(code)
        if place is None:
            raise _Refused(f"No place here has the code {code}. Check the code, or choose the place by name.")
        if place.is_current:
            return place
        following = followers(place, self.places)
        sentence = retired_sentence(place, following)
        if len(following) != 1:
            raise _Refused(sentence, following)
        self.note(name, text, sentence)
        return following[0]

    def metric(self, _name: str, text: str) -> Metric:
        """The metric of that name in the catalogue."""
        known = self.catalogue.metrics.get(text)
        if known is None:
            raise _Refused(f"No metric here is called “{shown(text)}”. Choose one from a list of metrics instead.")
        return known

    def framework(self, texts: Mapping[str, list[str]]) -> Framework:
        """The framework asked for, or the first."""
        first = min(self.catalogue.frameworks.values(), key=lambda known: (known.order, known.framework_id))

        def read(_name: str, text: str) -> Framework:
            known = self.catalogue.frameworks.get(text)
            if known is None:
                raise _Refused(f"No framework is called “{shown(text)}”. This shows {first.title}.")
            return known

        return self.single(texts, "framework", read) or first

    def mission(self, text: str, framework: Framework) -> Mission:
        """The mission of that name in the framework."""
        known = framework.mission(text)
        if known is None:
            fault = f"{framework.title} has no mission called “{shown(text)}”."
            raise _Refused(f"{fault} Choose one from the list of missions.")
        return known

    def note(self, parameter: str, text: str, sentence: str, offers: tuple[Place, ...] = ()) -> None:
        """Keep what the reader must be told."""
        self.problems.append(Problem(shown(parameter), shown(text), sentence, offers))


def _comparator(_name: str, text: str) -> Comparator:
    fault = f"“{shown(text)}” is not something places are compared with here."
    return _member(Comparator, text, f"{fault} This compares with the nation.")


def _level(_name: str, text: str) -> Level:
    return _member(Level, text, f"“{shown(text)}” is not a level of geography. The levels are: {', '.join(Level)}.")


def _period(_name: str, text: str) -> dt.date:
    try:
        if DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass  # the shape of a date, and no such day
    advice = "Write it as year, month and day, such as 2024-04-01."
    raise _Refused(f"“{shown(text)}” is not the first day of a period. {advice}")


def _target(_name: str, text: str) -> float:
    """A number written out in digits: no exponent, no separator, no unit, and neither infinite nor undefined."""
    if NUMBER.fullmatch(text):
        return float(text)
    advice = "Write digits only, with a point before decimals and without commas or units, such as 78.5."
    raise _Refused(f"“{shown(text)}” is not a number a target can be set at. {advice}")


def _year(_name: str, text: str) -> int:
    if YEAR.fullmatch(text) and int(text) in YEARS:
        return int(text)
    between = f"four digits between {YEARS[0]} and {YEARS[-1]}"
    raise _Refused(f"“{shown(text)}” is not a year a target can be set for. Write it as {between}, such as 2030.")


def _view(_name: str, text: str) -> str:
    """The name of a view; whether this page has it is decided where the page offers its views."""
    if not VIEW.fullmatch(text):
        raise _Refused(f"“{shown(text)}” is not a view of this page. The first view is shown.")
    return text


def _shaped(shape: re.Pattern[str], text: str, what: str) -> str:
    if not shape.fullmatch(text):
        raise _Refused(f"“{shown(text)}” is not {what}. The whole list is shown.")
    return text


def _member(kind: type[Member], text: str, sentence: str) -> Member:
    for member in kind:
        if member.value == text:
            return member
    raise _Refused(sentence)


def _first_problems(problems: list[Problem]) -> tuple[Problem, ...]:
    rest = len(problems) - PROBLEMS_AT_MOST
    if rest <= 0:
        return tuple(problems)
    return (*problems[:PROBLEMS_AT_MOST], Problem("", "", f"{rest} more parts of the address could not be followed."))
