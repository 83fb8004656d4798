"""One file against a server that misbehaves: never half a file under the final name, never a mixture of two."""

import gzip
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.fetching import BODY, Desk, desk_in
from tests.data.file_server import (
    answer,
    cut_after,
    in_chunks_cut_short,
    promise,
    stall,
    trickle,
    without_length,
    wrong_part,
)

MODIFIED = "Mon, 02 Nov 2026 09:30:00 GMT"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with desk_in(tmp_path, capsys) as desk:
        yield desk


@pytest.mark.parametrize("name", ["etag", "last_modified"])
def test_a_broken_connection_is_resumed_where_it_broke(desk: Desk, name: str) -> None:
    version = {"etag": '"one"', "last_modified": MODIFIED}[name]
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[cut_after(1234)], **{name: version}))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    again = desk.server.requests[1].headers
    assert (again["range"], again["if-range"]) == ("bytes=1234-", version)
    assert desk.server.bytes_sent == len(BODY), "nothing was sent twice"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=3000).map(b"a".__add__), cuts=st.lists(st.integers(0, 3000), max_size=4))
def test_wherever_the_connection_breaks_the_file_is_the_one_the_server_holds(
    desk: Desk, body: bytes, cuts: list[int]
) -> None:
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    desk.source("a", desk.server.offer("/a.bin", body, etag=etag, first=[cut_after(c) for c in cuts]), path="a.bin")
    before = desk.server.bytes_sent
    assert desk.fetch() == 0
    assert desk.file("a.bin") == body
    assert desk.server.bytes_sent - before in {0, len(body)}, "0 when the same file was drawn twice running"


def test_a_server_that_cannot_resume_is_asked_for_the_whole_file_again(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"', ranges=False, first=[cut_after(1000)]))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY


def test_without_a_version_to_hold_on_to_nothing_is_resumed(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[cut_after(1000)]))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert all("range" not in request.headers for request in desk.server.requests)


def test_a_weak_tag_does_not_vouch_for_every_byte_so_the_date_does(desk: Desk) -> None:
    page = {"etag": 'W/"one"', "last_modified": MODIFIED}
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[cut_after(1000)], **page))
    assert desk.fetch() == 0
    assert desk.server.requests[1].headers["if-range"] == MODIFIED


@pytest.mark.parametrize("heeds_if_range", [True, False], ids=["server heeds If-Range", "server ignores If-Range"])
def test_a_file_that_changes_while_it_is_fetched_is_never_a_mixture(desk: Desk, heeds_if_range: bool) -> None:
    newer = BODY.replace(b"E06", b"E07")
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"', first=[cut_after(1000)]))
    assert desk.fetch("--retries", "0") == 1
    desk.server.offer("/a.csv", newer, etag='"two"', heeds_if_range=heeds_if_range)
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == newer
    assert desk.checksums["els/a.csv"]["etag"] == '"two"'


def test_a_file_that_became_shorter_than_what_had_arrived_begins_afresh(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"', first=[cut_after(1000)]))
    assert desk.fetch("--retries", "0") == 1
    desk.server.offer("/a.csv", b"short\n", etag='"two"', heeds_if_range=False)
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == b"short\n"


def test_a_part_from_another_place_in_the_file_is_not_added(desk: Desk) -> None:
    page = {"etag": '"one"', "first": [cut_after(len(BODY) - 100), wrong_part]}
    desk.source("a", desk.server.offer("/a.csv", BODY, **page))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY


def test_a_part_from_one_address_is_not_completed_from_another(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/old.csv", BODY, etag='"one"', first=[cut_after(1000)]))
    assert desk.fetch("--retries", "0") == 1
    newer = BODY.replace(b"E06", b"E07")
    desk.source("a", desk.server.offer("/new.csv", newer, etag='"one"'))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == newer


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_in_trouble_is_tried_again(desk: Desk, status: int) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[answer(status), answer(status)]))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert len(desk.server.requests) == 3


def test_tries_are_counted_and_each_pause_is_longer(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[answer(503)] * 9))
    assert desk.fetch("--retries", "3") == 1
    assert len(desk.server.requests) == 4
    assert [word for word in ("0.01 s", "0.02 s", "0.04 s") if f"trying again in {word}" not in desk.said] == []
    assert "503" in desk.said
    assert "tried 4 times" in desk.said


def test_a_server_that_asks_for_a_pause_gets_it(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[answer(429, Retry_After="1")]))
    assert desk.fetch() == 0
    first, second = desk.server.requests
    assert second.at - first.at >= 1


def test_a_pause_of_an_hour_is_said_and_not_waited_for(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[answer(429, Retry_After="3600")]))
    assert desk.fetch() == 1
    assert "3,600 seconds" in desk.said
    assert len(desk.server.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_refusal_is_not_asked_for_twice(desk: Desk, status: int) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[answer(status)]))
    assert desk.fetch() == 1
    assert len(desk.server.requests) == 1
    assert str(status) in desk.said


@pytest.mark.parametrize("after", [None, 1000], ids=["before the first byte", "in the middle"])
def test_a_server_that_falls_silent_is_left_and_tried_again(desk: Desk, after: int | None) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"', first=[stall(5, after=after)]))
    began = time.monotonic()
    assert desk.fetch("--timeout", "0.3") == 0
    assert time.monotonic() - began < 2
    assert desk.file("els/a.csv") == BODY


def test_a_server_that_trickles_for_ever_is_left_after_the_total_time(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[trickle]))
    began = time.monotonic()
    assert desk.fetch("--total-timeout", "0.4") == 1
    assert time.monotonic() - began < 2
    assert "not complete within 0.4 seconds" in desk.said


def test_fewer_bytes_than_promised_are_a_failure_and_the_earlier_copy_stays(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    desk.fetch()
    newer = BODY[:3000]
    desk.server.offer("/a.csv", newer, first=[promise(3500)] * 3)
    assert desk.fetch("--retries", "2") == 1
    assert desk.file("els/a.csv") == BODY
    assert "closed before everything had come" in desk.said
    assert "tried 3 times" in desk.said
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == newer


def test_a_part_shorter_than_the_rest_it_was_to_be_is_completed(desk: Desk) -> None:
    page = {"etag": '"one"', "first": [cut_after(1000), promise(100)]}
    desk.source("a", desk.server.offer("/a.csv", BODY, **page))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert f"promised {len(BODY):,} bytes and 1,100 came" in desk.said


def test_a_file_sent_in_chunks_that_breaks_off_is_not_taken_for_whole(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[in_chunks_cut_short]))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert len(desk.server.requests) == 2


def test_a_file_of_unstated_length_is_kept_with_a_warning(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, first=[without_length]))
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert "els/a.csv: the server did not say how long the file is" in desk.said


def test_a_server_that_is_not_there_is_said_in_words(desk: Desk) -> None:
    desk.source("a", "http://127.0.0.1:1/a.csv")
    assert desk.fetch("--retries", "1") == 1
    assert "the connection failed" in desk.said
    assert "HTTPConnection" not in desk.said
    assert "See that this machine reaches the server" in desk.said


@pytest.mark.parametrize(
    "sent",
    [b"<!DOCTYPE html><title>Sign in</title>", b"\xef\xbb\xbf\r\n  <HTML lang=en><p>Gone</p>"],
    ids=["doctype", "byte-order mark and blank lines"],
)
def test_a_web_page_in_place_of_a_data_file_is_refused_with_what_came(desk: Desk, sent: bytes) -> None:
    desk.source("a", desk.server.offer("/a.csv", sent, etag='"one"', headers={"Content-Type": "text/html"}))
    assert desk.fetch() == 1
    assert "a web page came instead of a data file (sent as text/html" in desk.said
    assert "<title>Sign in" in desk.said or "<p>Gone" in desk.said
    assert desk.names == set()


def test_an_empty_file_is_refused(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", b""))
    assert desk.fetch() == 1
    assert "empty file" in desk.said
    assert desk.names == set()


def test_a_file_larger_than_accepted_is_refused_before_it_is_stored(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"'))
    assert desk.fetch("--largest-megabytes", "0.002") == 1
    assert "larger than 2,000 bytes" in desk.said
    assert desk.names == set()


def test_a_packed_file_arrives_exactly_as_it_is_stored(desk: Desk) -> None:
    packed = gzip.compress(BODY, mtime=0)
    desk.source("a", desk.server.offer("/a.csv.gz", packed), path="els/a.csv.gz")
    assert desk.fetch() == 0
    assert desk.file("els/a.csv.gz") == packed
    assert desk.server.requests[0].headers["accept-encoding"] == "identity"


def test_a_file_packed_for_the_journey_all_the_same_is_unpacked_once(desk: Desk) -> None:
    packed, headers = gzip.compress(BODY, mtime=0), {"Content-Encoding": "gzip"}
    desk.source("a", desk.server.offer("/a.csv", packed, etag='"a"', headers=headers, first=[cut_after(100)]))
    desk.source("b", desk.server.offer("/b.csv.gz", packed, headers=headers), path="b.csv.gz")
    desk.source("c", desk.server.offer("/c.csv.gz", gzip.compress(packed), headers=headers), path="c.csv.gz")
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY, "resumed, then unpacked"
    assert desk.file("b.csv.gz") == packed, "the packed file is the file"
    assert desk.file("c.csv.gz") == packed, "packed twice"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(desk: Desk) -> None:
    packed = gzip.compress(b"0" * 5_000_000)
    desk.source("a", desk.server.offer("/a.csv", packed, headers={"Content-Encoding": "gzip"}))
    assert desk.fetch("--largest-megabytes", "1") == 1
    assert "unpacks to more than 1,000,000 bytes" in desk.said
    assert desk.names == set()
