"""Against the running register: forged addresses, forged clicks through its own connection, and a store that goes."""

import re
import shutil
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from data.register.register import Register
from domain.returns import Answer, Return, ReturnState
from domain.workspace import Workspace
from tests.browser.conftest import settled

COOKIE = "stewardship_view_as"
PAGES = (
    "today", "portfolio", "transformation", "transformations", "commitments", "one-return", "one-round", "returns",
    "rounds", "bulk", "centre", "audit", "people",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(store, tmp_path_factory):
    """A copy of the store for these tests alone, which do to it what no other test should meet."""
    copied = tmp_path_factory.mktemp("hostile") / "store"
    shutil.copytree(store, copied)
    return copied


@pytest.fixture(scope="module")
def service(start_service, folder):
    return start_service(STEWARDSHIP_REGISTER=str(folder))


@pytest.fixture
def register(service, folder):
    register = Register.open(str(folder), Workspace.TRAINING)
    yield register
    register.close()


def a_return(register: Register, state: ReturnState) -> Return:
    """One that stands so, with something typed into it."""
    for version in register.find(Return, state=state, limit=200):
        if register.find(Answer, return_id=version.record.record_id, limit=2):
            return version.record
    raise AssertionError(f"the training workspace has no return that is {state}")


def address(owed: Return) -> str:
    return urlencode({"round": owed.round_id, "transformation": owed.transformation_id, "place": owed.place_code})


class Session:
    """A session with the service that no browser stands behind: it sends what it likes."""

    def __init__(self, service: str, role: str) -> None:
        self._opening = connect(
            f"{service.replace('http', 'ws')}/_stcore/stream", additional_headers={"Cookie": f"{COOKIE}={role}"},
            origin=service, subprotocols=["streamlit"], max_size=None,
        )  # fmt: skip

    def __enter__(self) -> "Session":
        self._connection = self._opening.__enter__()
        return self

    def __exit__(self, *told: object) -> None:
        self._opening.__exit__(*told)

    def run(self, page: str, query: str, **forged: dict[str, object]) -> list[ForwardMsg]:
        """Ask for a page, with some widgets in states of our own: the kind of the state, then values by widget."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        for kind, states in forged.items():
            for name, value in states.items():
                setattr(asked.rerun_script.widget_states.widgets.add(id=name), kind, value)
        self._connection.send(asked.SerializeToString())
        told = []
        while True:
            message = ForwardMsg.FromString(self._connection.recv(timeout=60))
            told.append(message)
            if message.WhichOneof("type") == "script_finished" and message.script_finished != 1:
                return told


def widgets(told: list[ForwardMsg], kind: str) -> dict[str, str]:
    """The ids of what was drawn of one kind, with their labels."""
    drawn = [message.delta.new_element for message in told if message.WhichOneof("type") == "delta"]
    found = [getattr(element, kind) for element in drawn if element.WhichOneof("type") == kind]
    return {element.id: element.label for element in found}


def everything(told: list[ForwardMsg]) -> str:
    return b"".join(message.SerializeToString() for message in told).decode("utf-8", "replace")


def test_clicks_on_what_was_never_drawn_for_a_role_do_nothing(service, register):
    owed = a_return(register, ReturnState.SUBMITTED)
    with Session(service, f"certifier.{owed.place_code}") as certifier:
        drawn = certifier.run("one-return", address(owed))
        buttons, texts, boxes = (widgets(drawn, kind) for kind in ("button", "text_area", "checkbox"))
    assert any("Certify" in label for label in buttons.values())
    before = register.audit(limit=1)[0].number
    for role in (f"place_officer.{owed.place_code}", "analyst", "nobody", "steward", "certifier.E06000001"):
        with Session(service, role) as forger:
            forger.run("one-return", address(owed))
            for button in buttons:
                forger.run(
                    "one-return", address(owed), trigger_value={button: True}, bool_value=dict.fromkeys(boxes, True),
                    string_value=dict.fromkeys(texts, "Forged"),
                )  # fmt: skip
    assert register.get(Return, owed.record_id).record.state is ReturnState.SUBMITTED
    changed = [line for line in register.audit(limit=50) if line.number > before and line.version is not None]
    assert [line for line in changed if line.kind == "return" or "Forged" in line.detail] == []


def test_the_address_of_another_places_draft_shows_nothing_of_it_on_any_page(service, register):
    owed = a_return(register, ReturnState.DRAFT)
    answers = register.find(Answer, return_id=owed.record_id, limit=500)
    typed = {version.record.text for version in answers if len(version.record.text) > 25}
    strangers = {"place_officer", "certifier"}
    assert typed
    for role in (*(f"{role}.E06000001" for role in strangers), "nobody", "administrator", "analyst"):
        with Session(service, role) as stranger:
            for page in PAGES:
                drawn = everything(stranger.run(page, address(owed)))
                assert not [text for text in typed if text in drawn], (role, page)


def test_a_text_no_register_can_keep_is_refused_in_words_and_costs_nothing(service, register):
    owed = a_return(register, ReturnState.DRAFT)
    with Session(service, f"place_officer.{owed.place_code}") as officer:
        (field, *_) = widgets(officer.run("one-return", address(owed)), "text_area")
        for text, told in (("a\x00b", "which cannot be seen"), ("x" * 3_000_000, "Saved|saved as you go on|at most")):
            drawn = everything(officer.run("one-return", address(owed), string_value={field: text}))
            assert re.search(told, drawn)
            assert "fault of ours" not in drawn


def test_what_is_typed_while_the_store_is_away_is_kept_and_saved_when_it_is_back(page, folder, register):
    owed = a_return(register, ReturnState.DRAFT)
    role = f"place_officer.{owed.place_code}"
    page.context.add_cookies([{"name": COOKIE, "value": role, "domain": "127.0.0.1", "path": "/"}])
    page.goto(f"/one-return?{address(owed)}")
    settled(page)
    field = page.locator("textarea").first
    away = folder.with_name("away")
    folder.rename(away)
    try:
        field.fill("Typed while it was away.")
        field.blur()
        page.get_by_text("Not saved: The register cannot be reached").wait_for()
        assert field.input_value() == "Typed while it was away."
    finally:
        away.rename(folder)
    page.locator("p.saved:not(.not)").wait_for()  # by itself
    texts = {version.record.text for version in register.find(Answer, return_id=owed.record_id, limit=500)}
    assert "Typed while it was away." in texts
