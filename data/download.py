"""Download one file: try, go on where it broke off, check what came, and only then give it its name."""

import datetime as dt
import errno
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from threading import Event

import requests

from data.checksums import Checksum, sha256_of
from data.partial import Partial, Version
from data.reply import RUN_AGAIN, Deadline, Failure, Limits, Setback, ask, next_chunk

CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # not every system has quotas
# Asking for the file as it is keeps a .csv.gz what it is, and lengths and ranges about the bytes we store.
HEADERS = {"Accept-Encoding": "identity", "Accept": "*/*", "User-Agent": "stewardship-dashboard data.fetch"}

Tell = Callable[[int, int | None], None]  # bytes so far, and of how many where known
Warn = Callable[[str], None]


class Stopped(Exception):
    """The person asked to stop; what has arrived stays to be gone on with."""


@dataclass(frozen=True)
class Order:
    """One file to bring: where from, where to, and what was recorded of it last time."""

    source_id: str
    path: str
    address: str
    target: Path
    previous: Checksum | None = None

    @property
    def is_intact(self) -> bool:
        """Whether the copy here is, byte for byte, the one recorded."""
        return self.previous is not None and self.target.is_file() and sha256_of(self.target) == self.previous.sha256


@dataclass(frozen=True)
class Terms:
    """What holds for one file through all its tries."""

    limits: Limits
    deadline: Deadline
    stop: Event
    tell: Tell
    warn: Warn

    def check(self) -> None:
        """Raise when time is up or the person asked to stop."""
        if self.stop.is_set():
            raise Stopped
        _ = self.deadline.remaining_seconds


def download(order: Order, *, limits: Limits, stop: Event, tell: Tell, warn: Warn) -> Checksum | None:
    """The entry of the file that arrived, or ``None`` when the server says that ours is still the latest."""
    terms = Terms(limits, Deadline.after(limits.total_seconds), stop, tell, warn)
    tries_left = limits.retries
    while True:
        try:
            return _attempt(order, terms)
        except Setback as setback:
            if not tries_left:
                raise _given_up(setback, tries=limits.retries + 1) from setback
            wait = _pause_seconds(setback, limits, tries_made=limits.retries - tries_left + 1)
            warn(f"{setback.what}; trying again in {wait:g} s")
            _wait(wait, terms)
            tries_left -= 1
        except OSError as error:
            raise _disk_failure(order, error) from error


def _given_up(setback: Setback, *, tries: int) -> Failure:
    return Failure(f"{setback.what} (tried {'once' if tries == 1 else f'{tries} times'})", setback.next_step)


def _pause_seconds(setback: Setback, limits: Limits, *, tries_made: int) -> float:
    backoff = min(limits.backoff_seconds * 2.0 ** (tries_made - 1), limits.longest_wait_seconds)
    return max(backoff, setback.wait_seconds or 0.0)


def _wait(seconds: float, terms: Terms) -> None:
    terms.stop.wait(min(seconds, terms.deadline.remaining_seconds))
    terms.check()


def _disk_failure(order: Order, error: OSError) -> Failure:
    if error.errno not in DISK_FULL:
        return Failure(
            f"{error.filename or order.target} could not be written ({error.strerror or error})",
            "See that the folder exists and that you may write to it, then run the same command again.",
        )
    folder = next(p for p in order.target.parents if p.exists())
    free = shutil.disk_usage(folder).free
    return Failure(
        f"the disk that holds {folder} is full ({free:,} bytes free); any earlier copy of the file is untouched",
        "Free some space there, or choose another folder with --to, then run the same command again.",
    )


def _attempt(order: Order, terms: Terms) -> Checksum | None:
    partial = Partial(order.target)
    resuming = partial.resumable_version(order.address)
    headers = HEADERS | _conditions(order, partial, resuming)
    with (
        requests.Session() as session,
        closing(ask(session, order.address, headers=headers, limits=terms.limits, deadline=terms.deadline)) as response,
    ):
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            _refuse_unasked(headers)
            return None
        version = _take_up(response, order.address, partial, resuming)
        _receive(response, partial, version, terms)
    return _finish(order, partial, version, limits=terms.limits, content_type=response.headers.get("Content-Type"))


def _conditions(order: Order, partial: Partial, resuming: Version | None) -> dict[str, str]:
    """The headers that ask for the rest of a part, or for the file only if it changed."""
    if resuming and resuming.validator:
        return {"Range": f"bytes={partial.received_bytes}-", "If-Range": resuming.validator}
    previous = order.previous
    if previous is None or previous.address != order.address or not order.is_intact:
        return {}
    conditions = {"If-None-Match": previous.etag, "If-Modified-Since": previous.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _refuse_unasked(headers: dict[str, str]) -> None:
    if not {"If-None-Match", "If-Modified-Since"} & headers.keys():
        raise Failure("the server answered 304, not modified, to a question that had no condition", RUN_AGAIN)


def _take_up(response: requests.Response, address: str, partial: Partial, resuming: Version | None) -> Version:
    """Make the part ready for the bytes that follow: go on with it, or begin it afresh."""
    version = _version_of(response, address)
    if response.status_code == HTTPStatus.OK:
        partial.begin(version)
        return version
    if resuming is None:
        raise Setback(f"the server answered {response.status_code} to a request for the whole file")
    # A server that ignores If-Range would mix two versions of the file unless its reply is checked.
    start = CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    if start and int(start[1]) == partial.received_bytes and resuming.is_continued_by(version):
        return version
    partial.discard()
    raise Setback("the file on the server is no longer the one that was begun, so it begins afresh")


def _version_of(response: requests.Response, address: str) -> Version:
    headers = response.headers
    encoding = headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", ""}:
        raise Failure(
            f"the server sent the file packed as {encoding!r} although it was asked for the file as it is",
            "Download the file in a browser and put it at its path in the folder.",
        )
    return Version(
        address=address,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        total_bytes=_total_bytes(response),
        encoding="gzip" if encoding.endswith("gzip") else None,
    )


def _total_bytes(response: requests.Response) -> int | None:
    if response.status_code != HTTPStatus.OK:
        found = CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
        return int(found[2]) if found and found[2] != "*" else None
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _receive(response: requests.Response, partial: Partial, version: Version, terms: Terms) -> None:
    _refuse_too_large(partial, version.total_bytes or 0, terms.limits)
    received = partial.received_bytes
    with partial.appending() as out:
        while chunk := next_chunk(response):
            out.write(chunk)
            out.flush()  # so that a run ended at any moment keeps what had come
            received += len(chunk)
            terms.tell(received, version.total_bytes)
            _refuse_too_large(partial, received, terms.limits)
            terms.check()
    if version.total_bytes is not None and received != version.total_bytes:
        raise Setback(f"the server promised {version.total_bytes:,} bytes and {received:,} came")
    if version.total_bytes is None and not response.raw.chunked:
        terms.warn("the server did not say how long the file is, so a broken connection would look like its end")


def _refuse_too_large(partial: Partial, size: int, limits: Limits) -> None:
    if size > limits.largest_bytes:
        partial.discard()
        raise Failure(
            f"it is larger than {limits.largest_bytes:,} bytes, the most that is accepted for one file",
            "See that the address is the right one; if it is, raise --largest-megabytes.",
        )


def _finish(order: Order, partial: Partial, version: Version, *, limits: Limits, content_type: str | None) -> Checksum:
    """Check what came, give it its name and write its entry. What is refused leaves nothing behind."""
    try:
        if version.encoding == "gzip":
            _unwrap(partial, limits)
        _refuse_empty_or_page(partial, content_type)
    except (Failure, OSError):
        partial.discard()  # half unpacked, or not the file: nothing to go on with
        raise
    entry = Checksum(
        path=order.path,
        address=order.address,
        sha256=sha256_of(partial.path),
        bytes=partial.received_bytes,
        fetched_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        etag=version.etag,
        last_modified=version.last_modified,
    )
    partial.publish()
    return entry


def _unwrap(partial: Partial, limits: Limits) -> None:
    try:
        partial.unwrap(largest_bytes=limits.largest_bytes)
    except (ValueError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise
        raise Failure(f"it came packed with gzip and could not be unpacked ({error})", RUN_AGAIN) from error


def _refuse_empty_or_page(partial: Partial, content_type: str | None) -> None:
    if not partial.received_bytes:
        raise Failure("the server sent an empty file", "Open the address in a browser to see whether it has moved.")
    with partial.path.open("rb") as content:
        start = content.read(1024)
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith((b"<!doctype", b"<html")) and partial.target.suffix not in {".html", ".htm"}:
        shown = " ".join(start.decode("utf-8", "replace").split())[:80]
        raise Failure(
            f"a web page came instead of a data file (sent as {content_type or 'no stated type'}, beginning {shown!r})",
            "Open the address in a browser: the file may have moved or need a sign-in. Then correct source.toml.",
        )
