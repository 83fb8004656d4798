"""The way to the provider and back: where the reader wanted to go, and what went wrong on the way.

Streamlit leads every reader who comes back to the first page, and says nothing of a sign-in that failed. This notes
both in cookies of a few minutes, and marks the cookie that signs people in as one for encrypted connections.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.admission import CALLBACK, over_tls, provider_configured
from ui.turned_away import Why

LOGIN, LOGOUT = "/auth/login", "/auth/logout"
FAULT, WANTED = "sign_in_fault", "sign_in_to"
SIGNED_IN = "_streamlit_user="
LONGEST = 1_500
SECONDS = {FAULT: 60, WANTED: 600}


class SignInReturn:
    """Middleware around the addresses of the sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change the replies of the sign-in."""
        mend = self._mending(scope) if scope["type"] == "http" and provider_configured() else None
        if mend is None:
            await self.app(scope, receive, send)
            return

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = list(message["headers"])
                mend(message, MutableHeaders(raw=message["headers"]), Headers(scope=scope))
            await send(message)

        await self.app(scope, receive, mended)

    def _mending(self, scope: Scope) -> Callable[[Message, MutableHeaders, Headers], None] | None:
        path = scope["path"]
        if path.endswith(LOGIN):
            return _leaving
        if path.endswith(LOGOUT):
            return _signing_out
        if path.endswith(CALLBACK):
            asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
            return lambda message, headers, sent: _returning(message, headers, sent, asked)
        return None


def _leaving(message: Message, headers: MutableHeaders, sent: Headers) -> None:
    """To the provider; or, where it cannot be reached, back to the page that says so."""
    if message["status"] >= 400:
        _back_to_start(message, headers)
        _note(headers, FAULT, Why.UNREACHABLE)
        return
    wanted = _local(sent.get("referer", ""))
    if wanted:
        _note(headers, WANTED, quote(wanted, safe=""))


def _signing_out(_message: Message, headers: MutableHeaders, _sent: Headers) -> None:
    _note(headers, FAULT, Why.SIGNED_OUT)


def _returning(message: Message, headers: MutableHeaders, sent: Headers, asked: dict[str, list[str]]) -> None:
    """Back from the provider: signed in, refused, or only signed out."""
    if any(value.startswith(SIGNED_IN) and "Max-Age=0" not in value for value in headers.getlist("set-cookie")):
        _secure(message)
        headers = MutableHeaders(raw=message["headers"])
        _forget(headers, FAULT)
        _forget(headers, WANTED)
        headers["location"] = _wanted(sent) or headers.get("location", "/")
    elif "error" in asked:
        _note(headers, FAULT, Why.DECLINED)
    elif "code" in asked:
        _note(headers, FAULT, Why.UNREACHABLE)


def _back_to_start(message: Message, headers: MutableHeaders) -> None:
    message["status"] = 302
    headers["location"] = "/"


def _wanted(sent: Headers) -> str:
    for part in sent.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == WANTED:
            return _local(unquote(value))
    return ""


def _local(address: str) -> str:
    """The path and query of an address of ours: whatever else it says, the reader stays on this service."""
    parts = urlsplit(address[:LONGEST])
    path = "/" + parts.path.lstrip("/\\")
    printable = all(" " < character < "\x7f" and character != "\\" for character in path + parts.query)
    if path == "/" or not printable or path.endswith((LOGIN, LOGOUT, CALLBACK)):
        return ""
    return path + (f"?{parts.query}" if parts.query else "")


def _secure(message: Message) -> None:
    """Cookies that sign people in travel encrypted only, where readers come by https."""
    if over_tls():
        message["headers"] = [
            (name, value + b"; Secure" if name == b"set-cookie" and b"; Secure" not in value else value)
            for name, value in message["headers"]
        ]


def _note(headers: MutableHeaders, name: str, value: str) -> None:
    _cookie(headers, name, value, SECONDS[name])


def _forget(headers: MutableHeaders, name: str) -> None:
    _cookie(headers, name, "", 0)


def _cookie(headers: MutableHeaders, name: str, value: str, seconds: int) -> None:
    secure = "; Secure" if over_tls() else ""
    headers.append("set-cookie", f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
