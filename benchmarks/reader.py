"""A reader without a browser: asks for pages over the service's websocket and times the answers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.service import Service
from data.desk.office import READING

SECONDS_TO_ANSWER, SECONDS_TO_READ = 60, 300
FIELDS = {"text_input", "text_area", "selectbox"}


class NotShown(Exception):
    """The service did not show the page that was asked for."""


@dataclass(frozen=True)
class Answer:
    """What one run of a page took: from the question to the word that it is finished, and the bytes between.

    ``too_early`` where the page only said that the register is still being read.
    """

    milliseconds: float
    received: int
    too_early: bool = False


class Reader:
    """One session with a service: it remembers, as a tab does, what was asked before.

    It keeps no copies of what it was sent, as a browser does, so everything is sent to it in full.
    """

    def __init__(self, service: Service) -> None:
        self.address = service.address
        where = f"{self.address.replace('http', 'ws', 1)}/_stcore/stream"
        self.socket = connect(where, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None)
        self.page, self.page_hash = "", ""
        self.widgets: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Ready to ask."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the tab."""
        self.socket.close()

    def ask(self, page: str, query: str = "", *, typed: Mapping[str, str] | None = None) -> Answer:
        """Run one page with the parameters of an address, and wait until it is finished.

        ``typed`` are the texts of widgets by their labels, as the page last drew them.
        """
        if page != self.page:
            self.page, self.page_hash, self.widgets = page, "", {}
        question = BackMsg()
        for label, text in (typed or {}).items():
            if label not in self.widgets:
                raise NotShown(f"there is no field {label!r} on the page; there are {', '.join(sorted(self.widgets))}")
            question.rerun_script.widget_states.widgets.add(id=self.widgets[label], string_value=text)
        question.rerun_script.query_string = query
        question.rerun_script.page_name = page
        question.rerun_script.page_script_hash = self.page_hash
        question.rerun_script.context_info.url = f"{self.address}/{page}"
        question.rerun_script.context_info.timezone = "Europe/London"
        asked = time.perf_counter()
        self.socket.send(question.SerializeToString())
        received, too_early = 0, False
        while True:
            data = self.socket.recv(timeout=SECONDS_TO_ANSWER, decode=False)
            received += len(data)
            too_early = too_early or READING.encode() in data
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "delta":
                self._notice(message.delta)
            if message.WhichOneof("type") == "new_session":
                self.page_hash = message.new_session.page_script_hash
            if message.WhichOneof("type") == "navigation":
                self.page_hash = message.navigation.page_script_hash
                _refuse_another(page, message.navigation)
            if _is_end(message):
                return Answer((time.perf_counter() - asked) * 1000, received, too_early)

    def _notice(self, delta: Delta) -> None:
        """Remember the fields a page draws, to be able to fill them in."""
        kind = delta.new_element.WhichOneof("type") if delta.WhichOneof("type") == "new_element" else None
        if kind in FIELDS:
            field = getattr(delta.new_element, kind)
            self.widgets[field.label] = field.id


def wait_until_read(service: Service) -> None:
    """Come back when the service has read its whole register: before that, every page is an apology."""
    until = time.monotonic() + SECONDS_TO_READ
    with Reader(service) as reader:
        while reader.ask("transformations").too_early:
            if time.monotonic() > until:
                raise NotShown(f"the register was not read within {SECONDS_TO_READ} s")


def _refuse_another(page: str, navigation: Navigation) -> None:
    """Raise unless the page that is shown is the one that was asked for."""
    addresses = {each.page_script_hash: each.url_pathname for each in navigation.app_pages}
    shown = addresses[navigation.page_script_hash]
    if shown != page:
        raise NotShown(f"asked for the page {page!r}, the service showed {shown!r}")


def _is_end(message: ForwardMsg) -> bool:
    if message.WhichOneof("type") != "script_finished":
        return False
    if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        raise NotShown("the service could not compile the page; run its tests")
    return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
