"""The office: one register and one picture a process, opened when first asked for, and a desk for whoever comes."""

import datetime as dt
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from data.desk.desk import Desk
from data.desk.people import People
from data.desk.picture import Picture
from data.desk.shelf import Shelf
from data.library.founding import read_founding
from data.register.faults import RegisterFault, RegisterUnread
from data.register.register import Register
from domain.person import Person
from domain.place import Place
from domain.round import Round
from domain.workspace import Workspace

SECONDS_BETWEEN_TRIES = 5.0
PATIENCE_SECONDS = 2.0
READING = (
    "The register is being read from the beginning, as it is whenever the service has just started. This page looks"
    " again by itself every few seconds."
)
LAYING_OUT = (
    "The training workspace is being laid out with simulated returns, which takes about a minute. Until then its"
    " lists are short. This page looks again by itself every few seconds."
)
NOT_LAID_OUT = (
    "The training workspace could not be laid out, so it holds no simulated returns, or only some. Official figures are"
    " not affected. The service tries again when it is next started; its log says what went wrong."
)


class Office:
    """Opens the register of one workspace, and tries again some seconds after it could not.

    A fault is remembered for those seconds, so that readers of official figures do not each wait for a database that
    does not answer.
    """

    def __init__(self, workspace: Workspace, address: str | None = None) -> None:
        self.workspace, self._address = workspace, address
        self._before_laying_out, self._laying_out = workspace is Workspace.TRAINING, False
        self._not_laid_out = ""
        self._lock, self._drawing = threading.Lock(), threading.Lock()
        self._register: Register | None = None
        self._picture: Picture | None = None
        self._shelf: Shelf | None = None
        self._pictured: Any = None
        self._fault: RegisterFault | None = None
        self._failed_at = float("-inf")

    @property
    def preparing(self) -> str:
        """What is not in the training workspace yet, and whether it comes; nothing where all is there."""
        return LAYING_OUT if self.laying_out else self._not_laid_out

    @property
    def laying_out(self) -> bool:
        """Whether the training workspace is being filled, or about to be because the service has just started."""
        with suppress(RegisterFault):
            return self._laying_out or (self._before_laying_out and not self.register().count(Round))
        return False

    def register(self) -> Register:
        """The register of this process."""
        with self._lock:
            return self._reached()

    def desk(self, person: Person, programmes: Any, *, today: dt.date) -> Desk:
        """The desk of a person, over the register as it stands now. ``programmes`` are those of the build in use."""
        register = self.register()
        if not self._drawing.acquire(timeout=PATIENCE_SECONDS):
            raise RegisterUnread(READING)
        try:
            picture = self._drawn(register, programmes)
            self._shelf = self._shelf or Shelf(register, read_founding())
        finally:
            self._drawing.release()
        with self._remembering():
            picture.catch_up()
        return Desk(register, picture, person, today=today, shelf=self._shelf)

    def lay_out(self, programmes: Any, places: Mapping[str, Place]) -> None:
        """Fill an empty training workspace with simulated returns; of a live one nothing is ever made up."""
        try:
            self._laying_out = self.workspace is Workspace.TRAINING and not self.register().count(Round)
            if self._laying_out:
                self._fill(programmes, places)
        finally:
            self._before_laying_out = self._laying_out = False

    def people(self, person: Person) -> People:
        """The table of roles as a person may ask about it, signed in or not yet."""
        return People(self.register(), person)

    def _fill(self, programmes: Any, places: Mapping[str, Place]) -> None:
        try:
            from data.training import lay_out  # noqa: PLC0415 - only a workspace without returns needs it

            lay_out(self.register(), programmes, places, dt.date.today())
        except Exception:
            self._not_laid_out = NOT_LAID_OUT
            raise

    def _reached(self) -> Register:
        if self._fault is not None and time.monotonic() - self._failed_at < SECONDS_BETWEEN_TRIES:
            raise self._fault.with_traceback(None)
        if self._register is None:
            with self._remembering():
                self._register = Register.open(self._address, self.workspace)
        self._fault = None
        return self._register

    def _drawn(self, register: Register, programmes: Any) -> Picture:
        """The picture; another build names other programmes, and needs another."""
        if self._picture is None or self._pictured is not programmes:
            with self._remembering():
                self._picture, self._pictured = Picture.open(register, programmes=programmes), programmes
        return self._picture

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except RegisterFault as fault:
            self._fault, self._failed_at = fault, time.monotonic()
            raise
