"""Redirects and addresses: followed as far as is safe, and no further."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from data.reply import Deadline, Failure, Limits, ask
from tests.data.fetching import BODY, Desk, desk_in
from tests.data.file_server import answer


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with desk_in(tmp_path, capsys) as desk:
        yield desk


class SendsElsewhere(HTTPAdapter):
    """A server in memory that sends everybody on to one other address."""

    def __init__(self, location: str) -> None:
        super().__init__()
        self.location = location

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        """A redirect."""
        raw = HTTPResponse(io.BytesIO(), headers={"Location": self.location}, status=302, preload_content=False)
        return self.build_response(request, raw)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_moved_file_is_followed_and_recorded_under_the_address_we_know(desk: Desk, status: int) -> None:
    desk.server.offer("/new.csv", BODY)
    address = desk.server.offer("/old.csv", b"", first=[answer(status, Location="/new.csv")])
    desk.source("a", address)
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert desk.checksums["els/a.csv"]["address"] == address


@pytest.mark.parametrize(("steps", "code"), [(5, 0), (6, 1)])
def test_five_redirects_are_followed_and_a_sixth_is_not(desk: Desk, steps: int, code: int) -> None:
    for step in range(steps):
        desk.server.offer(f"/{step}", b"", first=[answer(302, Location=f"/{step + 1}")])
    desk.server.offer(f"/{steps}", BODY)
    desk.source("a", desk.server.origin + "/0")
    assert desk.fetch() == code
    assert ("redirected more than 5 times" in desk.said) == bool(code)


@pytest.mark.parametrize("location", ["http://example.test/a.csv", "ftp://example.test/a.csv", "file:///etc/hostname"])
def test_a_secure_address_never_leads_to_one_that_is_not(location: str) -> None:
    session = requests.Session()
    session.mount("https://", SendsElsewhere(location))
    with pytest.raises(Failure, match="not secure"):
        ask(session, "https://example.test/a.csv", headers={}, limits=Limits(), deadline=Deadline.after(1))


def test_a_redirect_to_a_file_of_this_machine_is_refused(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", b"", first=[answer(302, Location="file:///etc/hostname")]))
    assert desk.fetch() == 1
    assert "'file:///etc/hostname' is not an address" in desk.said


@pytest.mark.parametrize(
    "address", ["ftp://example.test/a.csv", "file:///etc/hostname", "a.csv", "http://", "http://["]
)
def test_only_web_addresses_are_asked(desk: Desk, address: str) -> None:
    desk.source("a", address)
    assert desk.fetch() == 1
    assert f"{address!r} is not an address that starts with http:// or https://" in desk.said
