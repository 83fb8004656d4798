"""Replies compressed on their way out; those that never change are compressed once and kept.

Streamlit sends its own scripts as they are, on the ground that compressing 4.7 MB anew for every reader costs more than
it saves. Compressing it once does not: the first load of a page with a chart shrinks to a third.
"""

import asyncio
import gzip
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.replies import Reply, caught

COMPRESSIBLE = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg+xml")
SMALLEST, LARGEST = 1_000, 16_000_000  # bytes: below there is nothing to gain, above it is a download
KEPT_AT_MOST = 24_000_000  # bytes of compressed replies in memory
LEVEL = 6
CONDITIONS = ("range", "if-none-match", "if-modified-since")


class CompressedOnce:
    """Middleware that compresses what is worth it, and keeps what is marked immutable."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, Reply] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the application answer and compress that."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _accepts_gzip(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        conditional = any(name in headers for name in CONDITIONS)
        held = self.kept.get(scope["path"])
        if held is not None and not conditional:
            await held.send(send)
            return
        reply = await caught(self.app, _asking_for_plain(scope), receive, send, wanted=_worth_it)
        if reply is not None:
            await _compress(reply)
            self._keep(scope["path"], reply)
            await reply.send(send)

    def _keep(self, path: str, reply: Reply) -> None:
        room = KEPT_AT_MOST - sum(len(held.body) for held in self.kept.values())
        if "immutable" in reply.headers.get("cache-control", "") and len(reply.body) <= room:
            self.kept[path] = reply


def _accepts_gzip(headers: Mapping[str, str]) -> bool:
    offers = (offer.strip().replace(" ", "") for offer in headers.get("accept-encoding", "").lower().split(","))
    return any(offer == "gzip" or (offer.startswith("gzip;q=") and offer[7:] not in {"0", "0.0"}) for offer in offers)


def _asking_for_plain(scope: Scope) -> Message:
    plain = dict(scope, headers=list(scope["headers"]))
    MutableHeaders(raw=plain["headers"])["accept-encoding"] = "identity"
    return plain


def _worth_it(reply: Reply) -> bool:
    headers = reply.headers
    length = int(headers.get("content-length", SMALLEST))
    return (
        reply.status == 200
        and "content-encoding" not in headers
        and headers.get("content-type", "").startswith(COMPRESSIBLE)
        and not headers.get("content-type", "").startswith("text/event-stream")
        and SMALLEST <= length <= LARGEST
    )


async def _compress(reply: Reply) -> None:
    reply.body = await asyncio.to_thread(gzip.compress, reply.body, LEVEL, mtime=0)
    headers = reply.headers
    headers["content-encoding"] = "gzip"
    headers.add_vary_header("accept-encoding")
    if "etag" in headers:  # the bytes differ from those the tag was made for
        headers["etag"] = "W/" + headers["etag"].removeprefix("W/")
    if "accept-ranges" in headers:
        del headers["accept-ranges"]
