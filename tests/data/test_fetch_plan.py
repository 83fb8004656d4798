"""Where files may go: into the folder, each under a name of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.fetching import BODY, Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with desk_in(tmp_path, capsys) as desk:
        yield desk


@pytest.mark.parametrize(
    "path", ["../escaped.csv", "els/../../escaped.csv", "/escaped.csv", "..\\escaped.csv", "C:/escaped.csv", ".", ".."]
)
def test_a_path_that_leads_out_of_the_folder_is_refused_and_the_others_go_on(desk: Desk, path: str) -> None:
    address = desk.server.offer("/a.csv", BODY)
    desk.source("bad", address, path=path)
    desk.source("good", address)
    around = {desk.to, *desk.to.parent.iterdir()}
    assert desk.fetch() == 1
    assert f"the path {path!r} must lead from the folder downwards" in desk.said
    assert desk.names == {"els/good.csv", "checksums.json"}
    assert set(desk.to.parent.iterdir()) == around
    assert len(desk.server.requests) == 1


@pytest.mark.parametrize("path", ["checksums.json", "els/a.csv.part", "els/a.csv.part.json", ".fetch.lock"])
def test_a_name_the_fetch_needs_for_itself_is_refused(desk: Desk, path: str) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY), path=path)
    assert desk.fetch() == 1
    assert f"the path {path!r} has" in desk.said
    assert not desk.server.requests


def test_a_link_that_leads_out_of_the_folder_is_not_followed(desk: Desk) -> None:
    outside = desk.to.parent / "outside"
    outside.mkdir()
    desk.to.mkdir()
    (desk.to / "els").symlink_to(outside)
    desk.source("a", desk.server.offer("/a.csv", BODY))
    assert desk.fetch() == 1
    assert "through a link" in desk.said
    assert not list(outside.iterdir())


def test_two_sources_may_read_the_same_file_and_it_is_fetched_once(desk: Desk) -> None:
    address = desk.server.offer("/shared.csv", BODY)
    desk.source("a", address, path="shared.csv")
    desk.source("b", address, path="shared.csv")
    assert desk.fetch() == 0
    assert len(desk.server.requests) == 1


def test_two_files_under_one_name_are_refused_with_both_named(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY), path="shared.csv")
    desk.source("b", desk.server.offer("/b.csv", b"other\n"), path="./shared.csv")
    assert desk.fetch() == 1
    assert desk.file("shared.csv") == BODY
    assert "also claimed by the source a" in desk.said
    assert "(source b) failed" in desk.said
