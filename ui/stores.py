"""The stores every page reads from: opened once a process, reopened when a new build is published."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from domain.mission import Catalogue
from domain.person import Person
from domain.place import Place
from domain.source import Source
from domain.workspace import Workspace

SECONDS_BETWEEN_CHECKS = 3.0


class Match(Protocol):
    """One place that a search found, the name that matched, and what kind of name it was."""

    place: Place
    matched_name: str
    kind: str


class Figures(Protocol):
    """What the shell itself needs of the official figures; pages use more."""

    @property
    def build_id(self) -> str:
        """The name of the build these figures come from."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place by code, retired ones too."""

    @property
    def boundaries_folder(self) -> Path:
        """Where the build's shapes are."""

    def members(self, code: str) -> Sequence[Place]:
        """The current places that lie in another."""

    def find_places(self, text: str) -> Sequence[Match]:
        """The places whose present or former names are like the text."""


@dataclass(frozen=True)
class Stores:
    """Everything a page may read. Typed loosely, because ``ui`` knows neither ``data`` nor ``metrics``.

    ``programmes`` are the published transformations, ``purposes`` what those are for. ``desk`` is what the person may
    read and do in the register: made anew each run by ``open_desk``, and none where the register cannot be reached.
    ``open_people`` gives the table of roles as a person may ask about it, ``preparing`` says what is not laid out yet,
    ``still_preparing`` whether it is on its way.
    """

    figures: Any
    catalogue: Catalogue
    sources: Mapping[str, Source]
    programmes: Any = None
    purposes: Any = None
    workspace: Workspace | None = None
    open_desk: Callable[[Person, dt.date], Any] | None = None
    open_people: Callable[[Person], Any] | None = None
    preparing: Callable[[], str] = str
    still_preparing: Callable[[], bool] = bool
    desk: Any = None


class StoresNotProvided(RuntimeError):
    """Nobody told the process how to open its stores."""

    for_reader = "The figures have not been connected to these pages. Start the service with: streamlit run app.py"


class _Holder:
    """The one instance of the process, with the stamp of the build it was made from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.factory: Callable[[], Stores] | None = None
        self.stamp: Callable[[], object] = lambda: None
        self.current: Stores | None = None
        self.made_from: object = None
        self.checked_at = float("-inf")


_holder = _Holder()


def provide(factory: Callable[[], Stores], *, stamp: Callable[[], object] = lambda: None) -> None:
    """Say how to open the stores, and how to tell cheaply which build is the current one.

    Nothing is opened yet. ``stamp`` may return anything that compares equal as long as the build is the same.
    """
    with _holder.lock:
        _holder.factory, _holder.stamp = factory, stamp
        _holder.current, _holder.checked_at = None, float("-inf")


def stores() -> Stores:
    """The stores of this process. A failure to open them is raised, and tried again at the next call."""
    held = _holder.current
    if held is not None and time.monotonic() - _holder.checked_at < SECONDS_BETWEEN_CHECKS:
        return held
    with _holder.lock:
        return _current()


def _current() -> Stores:
    if _holder.factory is None:
        raise StoresNotProvided(StoresNotProvided.for_reader)
    stamp = _holder.stamp()
    if _holder.current is None or stamp != _holder.made_from:
        # The old instance is left to the garbage collector: a page elsewhere may be in the middle of reading it.
        _holder.current, _holder.made_from = _holder.factory(), stamp
    _holder.checked_at = time.monotonic()
    return _holder.current
