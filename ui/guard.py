"""Who is answered at all, what every reply tells the browser to refuse, and what is answered to nobody.

Without a sign-in only this machine is answered: a request from another one, under another name (which a page elsewhere
can have led the browser to), or passed on by a proxy is refused before anything reads it. With a sign-in, files to take
away are given to those who are let in, and files to bring in are taken from them; Streamlit by itself hands the one to
whoever knows their address, and keeps the other in memory for whoever looks at the sign-in page.
"""

import contextlib
import socket
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from ui.admission import is_this_machine

# Everything comes from this server. Streamlit and Plotly write style attributes and style elements, hence
# 'unsafe-inline' for styles alone; the one inline script of Streamlit's document is taken out (ui/document.py).
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

# Streamlit answers these to anybody: names of cached functions, and a door for programs that nobody here uses.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


# A proxy says with these for whom it asks, and that is not this machine.
PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
THIS_MACHINE_ONLY = (
    "Nobody signs in here, so the service answers this machine only. Open it on the machine it runs on, at an address"
    " that starts with http://localhost or http://127.0.0.1, or set up a sign-in (README, Sign-in).\n"
)
NOT_SIGNED_IN = (
    "Files are given to, and taken from, people who are signed in and have a role here. Sign in, open the page of the"
    " file and try again from there.\n"
)
NOTHING = "Nothing is served at this address.\n"
FILES = ("/media/", "/_stcore/upload_file/")


class Guard:
    """Middleware that lets in whom it may, adds the security headers and lets nothing small wait.

    ``signs_in`` says whether people sign in; ``may_fetch`` whether the bearer of some cookies is let in now.
    """

    def __init__(
        self, app: ASGIApp, *, signs_in: Callable[[], bool], may_fetch: Callable[[Mapping[str, str]], bool]
    ) -> None:
        self.app, self.signs_in, self.may_fetch = app, signs_in, may_fetch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless it is refused, and mark the reply."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.signs_in() and not from_this_machine(scope):
            await send({"type": "websocket.close", "code": 1008, "reason": "this machine only"})
            return
        _send_at_once(receive)
        await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message)
            await send(message)

        answer = await self._refusal(scope) or self.app
        await answer(scope, receive, marked)

    async def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if _closed(scope["path"]):
            return PlainTextResponse(NOTHING, 404)
        if not self.signs_in():
            return None if from_this_machine(scope) else PlainTextResponse(THIS_MACHINE_ONLY, 403)
        if _is_file(scope["path"]):
            cookies = HTTPConnection(scope).cookies
            if not await run_in_threadpool(self.may_fetch, cookies):
                return PlainTextResponse(NOT_SIGNED_IN, 403)
        return None


def _is_file(path: str) -> bool:
    """Whether a path is that of a file to take away or to bring in; the service may stand below a path of its own."""
    below = f"/{config.get_option('server.baseUrlPath').strip('/')}"
    return path.removeprefix(below.rstrip("/")).startswith(FILES)


def from_this_machine(scope: Scope) -> bool:
    """Whether a request comes from this machine, under one of its own names, and from nobody behind it."""
    client, headers = scope.get("client"), Headers(scope=scope)
    if client is None or not is_this_machine(client[0]):
        return False
    return _own_name(headers.getlist("host")) and not any(name in headers for name in PASSED_ON)


def _own_name(hosts: list[str]) -> bool:
    if len(hosts) != 1:
        return False
    try:
        name = urlsplit(f"//{hosts[0]}").hostname
    except ValueError:
        return False
    return name is not None and "@" not in hosts[0] and is_this_machine(name)


def _send_at_once(receive: Receive) -> None:
    """Tell the connection to send small messages without waiting to fill a packet: worth 40 ms on many reruns.

    The socket is out of sight of an ASGI application, so it is looked for and left alone where it is not found.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport else None
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _closed(path: str) -> bool:
    return any(path.rstrip("/") == closed or path.startswith(f"{closed}/") for closed in CLOSED)


def _mark(message: Message) -> None:
    message["headers"] = list(message["headers"])
    headers = MutableHeaders(raw=message["headers"])
    headers.update(HEADERS)
    if headers.get("access-control-allow-origin") == "*":
        del headers["access-control-allow-origin"]
