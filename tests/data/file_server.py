"""A small real file server on this machine that can misbehave on request, and remembers what it was asked and sent."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """One address: what it holds, whether it can send a part, and how it behaves before it behaves well."""

    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    ranges: bool = True
    heeds_if_range: bool = True
    headers: dict[str, str] = field(default_factory=dict)
    first: list["Behaviour"] = field(default_factory=list)


@dataclass(frozen=True)
class Request:
    """One question the server was asked, and when."""

    path: str
    headers: dict[str, str]
    at: float


class FileServer:
    """The pages on offer, and the record of what happened."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []
        self.bytes_sent = 0

    def offer(self, path: str, body: bytes, **details: object) -> str:
        """Put a file on the server; the answer is its address."""
        self.pages[path] = Page(body, **details)  # type: ignore[arg-type]
        return self.origin + path


class Handler(BaseHTTPRequestHandler):
    """Answers GET from the pages of its server."""

    files: FileServer

    def do_GET(self) -> None:
        """Behave as the page says."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.files.requests.append(Request(self.path, headers, time.monotonic()))
        page = self.files.pages.get(self.path)
        if page is None:
            self.start(404, {})
        elif page.first:
            page.first.pop(0)(self, page)
        else:
            well(self, page)

    def start(self, status: int, headers: dict[str, str]) -> None:
        """Send the status and the headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, body: bytes) -> None:
        """Send bytes, counted first: the other side may look at the count as soon as it has them."""
        self.files.bytes_sent += len(body)
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in http.server
        """Keep quiet."""


Behaviour = Callable[[Handler, Page], None]


def well(handler: Handler, page: Page, *, only: int | None = None, promised: int | None = None) -> None:
    """Answer as a good server does; ``only`` so many bytes of what is due, or with another length than the true one."""
    asked = {name.lower(): value for name, value in handler.headers.items()}
    named = {"ETag": page.etag, "Last-Modified": page.last_modified}
    headers = page.headers | {name: value for name, value in named.items() if value}
    if page.etag and asked.get("if-none-match") == page.etag:
        handler.start(304, headers)
        return
    start = _range_start(asked, page)
    due = page.body[start or 0 :]
    headers["Content-Length"] = str(len(due) if promised is None else promised)
    if start is not None and start >= len(page.body):
        handler.start(416, {"Content-Range": f"bytes */{len(page.body)}"})
        return
    if start is not None:
        headers["Content-Range"] = f"bytes {start}-{len(page.body) - 1}/{len(page.body)}"
    handler.start(200 if start is None else 206, headers)
    handler.send(due[:only])


def _range_start(asked: dict[str, str], page: Page) -> int | None:
    if not page.ranges or "range" not in asked:
        return None
    if page.heeds_if_range and asked.get("if-range") not in {None, page.etag, page.last_modified}:
        return None
    return int(asked["range"].removeprefix("bytes=").removesuffix("-"))


def cut_after(count: int) -> Behaviour:
    """Promise everything, send so many bytes, and hang up."""
    return lambda handler, page: well(handler, page, only=count)


def promise(length: int) -> Behaviour:
    """Send everything with a wrong length."""
    return lambda handler, page: well(handler, page, promised=length)


def without_length(handler: Handler, page: Page) -> None:
    """Send everything and hang up, never having said how much it is."""
    handler.start(200, {})
    handler.send(page.body)


def in_chunks_cut_short(handler: Handler, page: Page) -> None:
    """Send in chunks, as servers do that make a file on the way, and hang up in the first."""
    handler.start(200, {"Transfer-Encoding": "chunked"})
    handler.send(b"%x\r\n%s" % (len(page.body), page.body[:500]))


def answer(status: int, **headers: str) -> Behaviour:
    """Send a bare status; underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.start(status, named)


def stall(seconds: float, *, after: int | None = None) -> Behaviour:
    """Say nothing for a while; or, ``after`` so many bytes, send no more for a while."""

    def behaviour(handler: Handler, page: Page) -> None:
        if after is not None:
            well(handler, page, only=after)
        time.sleep(seconds)

    return behaviour


def wrong_part(handler: Handler, page: Page) -> None:
    """Whatever part is asked for, send the first hundred bytes, and say so."""
    handler.start(206, {"Content-Range": f"bytes 0-99/{len(page.body)}", "Content-Length": "100"})
    handler.send(page.body[:100])


def trickle(handler: Handler, page: Page) -> None:
    """Send one byte at a time, never pausing long enough to count as silent."""
    handler.start(200, {"Content-Length": str(len(page.body))})
    for position in range(len(page.body)):
        try:
            handler.send(page.body[position : position + 1])
        except OSError:  # the other side has had enough
            return
        time.sleep(0.02)


@contextmanager
def running() -> Iterator[FileServer]:
    """A server at a free port of this machine for as long as the block lasts."""
    handler = type("BoundHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    handler.files = FileServer(f"http://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield handler.files  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
