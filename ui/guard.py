"""What every reply tells the browser to refuse, and the addresses that are answered to nobody."""

import contextlib
import socket

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Guard:
    """Middleware that adds the security headers, closes what should be closed and lets nothing small wait."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless its address is closed, and mark the reply."""
        if scope["type"] == "websocket":
            _send_at_once(receive)
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message)
            await send(message)

        answer = PlainTextResponse("Nothing is served at this address.\n", 404) if _closed(scope["path"]) else self.app
        await answer(scope, receive, marked)


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
