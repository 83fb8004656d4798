"""An HTTP reply caught whole on its way out, so that it can be changed before it is sent."""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Reply:
    """The start and the whole body of a reply, or nothing where it was let through as it came."""

    def __init__(self, start: Message) -> None:
        self.start = start
        self.body = b""
        self.is_whole = False

    @property
    def status(self) -> int:
        """The status code."""
        return int(self.start["status"])

    @property
    def headers(self) -> MutableHeaders:
        """The headers, which may be changed."""
        return MutableHeaders(raw=self.start["headers"])

    async def send(self, send: Send) -> None:
        """Send it, with the length the body now has."""
        self.headers["content-length"] = str(len(self.body))
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


async def caught(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, wanted: Callable[[Reply], bool]
) -> Reply | None:
    """Run the application; return its reply unsent if it is wanted, else let it through and return nothing.

    A file is no longer read once the reader who asked for it has left. What there is of it then is nobody's reply, and
    never to be kept for others: nothing is returned and nothing sent, which the server answers with an error.
    """
    reply: Reply | None = None
    catching = False

    async def sift(message: Message) -> None:
        nonlocal reply, catching
        if message["type"] == "http.response.start":
            message["headers"] = list(message["headers"])
            reply = Reply(message)
            catching = wanted(reply)
        if not catching:
            await send(message)
        elif message["type"] == "http.response.body" and reply is not None:
            reply.body += message.get("body", b"")
            reply.is_whole = not message.get("more_body", False)

    await app(scope, receive, sift)
    return reply if reply is not None and catching and reply.is_whole else None
