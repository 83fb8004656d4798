"""The command that downloads the source files: what it brings, what it says, and how it ends."""

import fcntl
import hashlib
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.fetching import BODY, Desk, desk_in
from tests.data.file_server import answer, cut_after, stall

ROOT = Path(__file__).parents[2]
FULL_DISK = Path("/dev/full")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with desk_in(tmp_path, capsys) as desk:
        yield desk


def test_a_file_arrives_whole_at_its_path_and_its_checksum_is_recorded(desk: Desk) -> None:
    address = desk.server.offer("/a.csv", BODY, etag='"one"', last_modified="Mon, 02 Nov 2026 09:30:00 GMT")
    desk.source("a", address, path="els/deeper/a.csv")
    assert desk.fetch() == 0
    assert desk.file("els/deeper/a.csv") == BODY
    recorded = desk.checksums["els/deeper/a.csv"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", recorded.pop("fetched_at")), "a moment in UTC"
    assert recorded == {
        "path": "els/deeper/a.csv",
        "address": address,
        "sha256": hashlib.sha256(BODY).hexdigest(),
        "bytes": len(BODY),
        "etag": '"one"',
        "last_modified": "Mon, 02 Nov 2026 09:30:00 GMT",
    }
    assert desk.names == {"els/deeper/a.csv", "checksums.json"}


def test_a_second_run_transfers_nothing_that_has_not_changed_and_says_unchanged(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"'))
    desk.fetch()
    recorded, sent = desk.checksums, desk.server.bytes_sent
    assert desk.fetch() == 0
    assert desk.server.bytes_sent == sent
    assert "els/a.csv: unchanged" in desk.said
    assert desk.checksums == recorded


def test_a_server_that_cannot_say_whether_a_file_changed_is_answered_by_the_checksum(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    desk.fetch()
    assert desk.fetch() == 0
    assert "els/a.csv: unchanged" in desk.said


def test_a_changed_file_replaces_the_old_one_and_both_checksums_are_said(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"'))
    desk.fetch()
    desk.server.offer("/a.csv", b"new\n", etag='"two"')
    assert desk.fetch() == 0
    old, new = hashlib.sha256(BODY).hexdigest(), hashlib.sha256(b"new\n").hexdigest()
    assert re.search(f"els/a.csv: changed.*{old}.*{new}", desk.said)
    assert desk.file("els/a.csv") == b"new\n"
    assert desk.checksums["els/a.csv"]["sha256"] == new


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"edited"), Path.unlink], ids=["altered", "removed"])
def test_a_copy_altered_or_removed_here_is_downloaded_again(desk: Desk, harm: object) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"'))
    desk.fetch()
    harm(desk.to / "els/a.csv")  # type: ignore[operator]
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert "els/a.csv: downloaded" in desk.said


def test_one_failed_file_stops_no_other_and_the_summary_says_what_to_do(desk: Desk) -> None:
    desk.source("gone", desk.server.origin + "/gone.csv")
    for name in "abcdefgh":
        desk.source(name, desk.server.offer(f"/{name}.csv", BODY + name.encode()))
    assert desk.fetch("--workers", "3") == 1
    assert all(desk.file(f"els/{name}.csv") == BODY + name.encode() for name in "abcdefgh")
    assert set(desk.checksums) == {f"els/{name}.csv" for name in "abcdefgh"}
    summary = desk.said[desk.said.index("9 files: ") :]
    assert "8 downloaded, 1 failed" in summary
    assert f"Address: {desk.server.origin}/gone.csv" in summary
    assert "404" in summary
    assert "correct the address in source.toml" in summary


def test_a_file_without_an_address_is_not_a_failure(desk: Desk) -> None:
    desk.source("a", None, prepared="joined by hand from two tables")
    assert desk.fetch() == 0
    assert "els/a.csv: not downloadable: joined by hand from two tables" in desk.said
    assert desk.names == set()


def test_only_the_sources_asked_for_are_fetched(desk: Desk) -> None:
    for name in "abc":
        desk.source(name, desk.server.offer(f"/{name}.csv", BODY))
    assert desk.fetch("--source", "a", "--source", "c") == 0
    assert desk.names == {"els/a.csv", "els/c.csv", "checksums.json"}


def test_a_dry_run_asks_no_server_and_writes_nothing(desk: Desk) -> None:
    address = desk.server.offer("/a.csv", BODY)
    desk.source("a", address)
    assert desk.fetch("--dry-run") == 0
    assert f"els/a.csv: would download from {address}" in desk.said
    assert not desk.server.requests
    assert not desk.to.exists()


def test_an_unknown_source_is_named_with_the_nearest_known_ones(desk: Desk) -> None:
    desk.source("claimant_count", desk.server.offer("/a.csv", BODY))
    assert desk.fetch("--source", "claimant_cuont") == 2
    assert "'claimant_cuont'" in desk.said
    assert "claimant_count?" in desk.said
    assert not desk.server.requests


@pytest.mark.parametrize(
    "option", [("--workers", "0"), ("--timeout", "-1"), ("--timeout", "nan"), ("--retries", "some"), ("--what", "")]
)
def test_a_misused_option_ends_with_code_2(desk: Desk, option: tuple[str, str]) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    with pytest.raises(SystemExit) as end:
        desk.fetch(*option)
    assert end.value.code == 2


def test_a_folder_without_sources_ends_with_code_2_and_a_sentence(desk: Desk) -> None:
    assert desk.fetch() == 2
    assert "there is no source here" in desk.said


def test_a_source_that_cannot_be_read_is_named_before_anything_is_downloaded(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    desk.source("b", None)
    (desk.sources / "b" / "source.toml").write_text("title = no quotes")
    assert desk.fetch() == 2
    assert str(Path("b") / "source.toml") in desk.said
    assert not desk.server.requests


def test_a_damaged_record_of_checksums_is_named_and_kept(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    desk.to.mkdir()
    (desk.to / "checksums.json").write_text('{"els/a.csv": {"path"')
    assert desk.fetch() == 2
    assert "checksums.json cannot be read" in desk.said
    assert "delete it" in desk.said
    assert desk.file("checksums.json") == b'{"els/a.csv": {"path"'


def test_two_runs_do_not_write_into_one_folder_at_the_same_time(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    desk.to.mkdir()
    with (desk.to / ".fetch.lock").open("w") as other_run:
        fcntl.flock(other_run, fcntl.LOCK_EX)
        assert desk.fetch() == 2
        assert "Another run" in desk.said
    assert desk.fetch() == 0


def test_a_run_interrupted_from_the_keyboard_goes_on_later_with_the_rest_only(desk: Desk) -> None:
    half = len(BODY) // 2
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"', first=[stall(20, after=half)]))
    command = [sys.executable, "-m", "data.fetch", "--to", str(desk.to), "--sources-folder", str(desk.sources)]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    part = desk.to / "els/a.csv.part"
    _wait_until(lambda: part.exists() and part.stat().st_size == half)
    run.send_signal(signal.SIGINT)
    said, _ = run.communicate(timeout=5)
    assert run.returncode == 130
    assert "run the same command again to go on" in said
    assert "Traceback" not in said
    assert "els/a.csv" not in desk.names
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert desk.server.bytes_sent == len(BODY), "nothing was sent twice"
    assert desk.names == {"els/a.csv", "checksums.json"}


def _wait_until(condition: object, *, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def test_a_run_that_failed_half_way_goes_on_in_the_next_run(desk: Desk) -> None:
    page = {"etag": '"one"', "first": [cut_after(1000), answer(404)]}
    desk.source("a", desk.server.offer("/a.csv", BODY, **page))
    assert desk.fetch("--retries", "0") == 1
    assert "closed before everything had come" in desk.said
    assert desk.fetch() == 1
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY
    assert desk.server.bytes_sent == len(BODY)


@pytest.mark.skipif(not FULL_DISK.exists(), reason="this system has no always-full device to write to")
def test_a_full_disk_is_said_in_a_sentence_and_the_earlier_copy_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY, etag='"one"'))
    desk.fetch()
    desk.server.offer("/a.csv", BODY * 50, etag='"two"')
    with monkeypatch.context() as disk:
        disk.setattr("data.partial.Partial.appending", lambda _: FULL_DISK.open("ab"))
        assert desk.fetch() == 1
    assert re.search(r"the disk that holds .* is full \([\d,]+ bytes free\)", desk.said)
    assert "Free some space" in desk.said
    assert desk.file("els/a.csv") == BODY
    assert desk.fetch() == 0
    assert desk.file("els/a.csv") == BODY * 50


def test_a_folder_that_is_a_file_is_refused_with_code_2(desk: Desk) -> None:
    desk.source("a", desk.server.offer("/a.csv", BODY))
    desk.to.write_text("not a folder")
    assert desk.fetch() == 2
    assert str(desk.to) in desk.said
    assert desk.to.read_text() == "not a folder"
