"""One request put to an ASGI application without a server, and its reply."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp

NOTHING_SENT = {"status": 500, "headers": []}  # as the server says it


@dataclass(frozen=True)
class Answer:
    """A reply as the browser would get it."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked where it came compressed."""
        return (gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body).decode()


def ask(
    app: ASGIApp, path: str, *, client: str | None = "127.0.0.1", query: str = "", leaves: bool = False, **headers: str
) -> Answer:
    """GET a path with headers (underscores for hyphens), from a machine, which may leave as soon as it has asked."""
    headers = {"host": "localhost", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http",
        "query_string": query.encode(), "headers": raw, "server": ("127.0.0.1", 80),
        "client": (client, 1) if client else None,
        "http_version": "1.1",
    }  # fmt: skip
    sent = []

    asked = []

    async def receive():
        if asked and leaves:
            return {"type": "http.disconnect"}
        if asked:  # the reader stays on the line
            await asyncio.Event().wait()
        asked.append(1)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # in a thread of its own: the browser tests keep a loop running in the main one
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    start = next((message for message in sent if message["type"] == "http.response.start"), NOTHING_SENT)
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(start["status"], Headers(raw=start["headers"]), body)
