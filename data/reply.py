"""Ask a server for a file, and sort its replies: good, worth another try, or final."""

import datetime as dt
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import IncompleteRead
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

REDIRECTS = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
}
ANSWERS = {
    HTTPStatus.OK,
    HTTPStatus.PARTIAL_CONTENT,
    HTTPStatus.NOT_MODIFIED,
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
}
CHUNK_BYTES = 65_536
RUN_AGAIN = "Run the same command again: what has arrived so far is kept where the server allows it."
CONNECT = "See that this machine reaches the server, through a proxy if it needs one, and run the same command again."


class Failure(Exception):
    """A download that will not succeed as it stands: what happened, and what to do next."""

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step


class Setback(Failure):
    """A fault that may pass: worth another try, after ``wait_seconds`` where the server asked for a pause."""

    def __init__(self, what: str, next_step: str = RUN_AGAIN, *, wait_seconds: float | None = None) -> None:
        super().__init__(what, next_step)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True)
class Limits:
    """How long to wait, how often to try, and how much to accept, for one file."""

    connect_seconds: float = 30.0
    read_seconds: float = 30.0
    total_seconds: float = 900.0
    retries: int = 4
    backoff_seconds: float = 0.5  # before the second try; doubled before each one after it
    longest_wait_seconds: float = 60.0
    largest_bytes: int = 500_000_000
    redirects: int = 5


@dataclass(frozen=True)
class Deadline:
    """The moment by which one file must have arrived, all tries and pauses included."""

    at: float
    allowed_seconds: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The deadline that many seconds from now."""
        return cls(at=time.monotonic() + seconds, allowed_seconds=seconds)

    @property
    def remaining_seconds(self) -> float:
        """The time left, or a failure when there is none."""
        remaining = self.at - time.monotonic()
        if remaining <= 0:
            raise Failure(f"it was not complete within {self.allowed_seconds:g} seconds", RUN_AGAIN)
        return remaining


def ask(
    session: requests.Session, address: str, *, headers: dict[str, str], limits: Limits, deadline: Deadline
) -> requests.Response:
    """The open reply at the end of any redirects: 200, 206, 304 or 416. Anything else is raised."""
    for _ in range(limits.redirects + 1):
        check_address(address)
        response = _get(session, address, headers=headers, limits=limits, deadline=deadline)
        if response.status_code not in REDIRECTS:
            _raise_unless_answered(response, longest_wait_seconds=limits.longest_wait_seconds)
            return response
        address = _redirected(response, address)
    raise Failure(
        f"it was redirected more than {limits.redirects} times, at the last to {address}",
        "Open the address in a browser and put the address it ends at in source.toml.",
    )


def check_address(address: str) -> None:
    """Refuse an address that is not http or https with a host."""
    try:
        parts = urlsplit(address)
        understood = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        understood = False
    if not understood:
        raise Failure(
            f"{address!r} is not an address that starts with http:// or https:// and names a server",
            "Correct the address in source.toml.",
        )


def _get(
    session: requests.Session, address: str, *, headers: dict[str, str], limits: Limits, deadline: Deadline
) -> requests.Response:
    remaining = deadline.remaining_seconds
    timeout = (min(limits.connect_seconds, remaining), min(limits.read_seconds, remaining))
    try:
        return session.get(address, headers=headers, timeout=timeout, stream=True, allow_redirects=False)
    except requests.ConnectTimeout as error:
        raise Setback(f"no connection was made within {timeout[0]:.3g} seconds", CONNECT) from error
    except requests.Timeout as error:
        raise Setback(f"the server did not answer within {timeout[1]:.3g} seconds") from error
    except requests.exceptions.SSLError as error:
        raise _secure_connection_fault(error) from error
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
        raise Setback(f"the connection failed ({_root_cause(error)})", CONNECT) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        raise Failure(f"the request could not be made ({error})", "Correct the address in source.toml.") from error


def _secure_connection_fault(error: requests.exceptions.SSLError) -> Failure:
    if "CERTIFICATE_VERIFY_FAILED" not in str(error):
        return Setback(f"the secure connection failed ({_root_cause(error)})")
    return Failure(
        f"the server's certificate could not be verified ({_root_cause(error)})",
        "If your network inspects secure traffic, set REQUESTS_CA_BUNDLE to its certificate file and run again.",
    )


def _root_cause(error: BaseException) -> str:
    """The innermost reason in words; the layers around it repeat the address and object names."""
    while (inner := _inner(error)) is not None:
        error = inner
    if isinstance(error, IncompleteRead):
        return "it closed before everything had come"
    words = str(error.args[-1] if error.args else error).strip()
    return words.split("): ", 1)[-1] or type(error).__name__  # drops the name of the connection object in front


def _inner(error: BaseException) -> BaseException | None:
    candidates = [getattr(error, "reason", None), *error.args]
    return next((each for each in candidates if isinstance(each, BaseException)), None)


def _redirected(response: requests.Response, address: str) -> str:
    location = response.headers.get("Location")
    response.close()
    if not location:
        raise Failure(f"the server answered {response.status_code} without saying where to go", "Report it to them.")
    following = urljoin(address, location)
    if urlsplit(address).scheme == "https" and urlsplit(following).scheme != "https":
        raise Failure(
            f"it was redirected from a secure address to {following}, which is not secure",
            "Find a secure address for the file and put it in source.toml.",
        )
    return following


def _raise_unless_answered(response: requests.Response, *, longest_wait_seconds: float) -> None:
    status = response.status_code
    if status in ANSWERS:
        return
    response.close()
    what = f"the server answered {status}{' ' + response.reason if response.reason else ''}"
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        wait = _requested_wait(response.headers.get("Retry-After"))
        if wait is not None and wait > longest_wait_seconds:
            raise Failure(
                f"{what} and asked for a pause of {wait:,.0f} seconds; {longest_wait_seconds:g} is the longest kept",
                "Run the same command again after that time.",
            )
        raise Setback(what, "The server is busy or in trouble: run the same command again later.", wait_seconds=wait)
    raise Failure(what, _advice_on(status))


def _requested_wait(text: str | None) -> float | None:
    """The seconds a Retry-After header asks for, given as a number or as a date."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())


def _advice_on(status: int) -> str:
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return "The file has moved or gone: look for it on the source's page and correct the address in source.toml."
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}:
        return "The server wants permission: download the file in a browser and put it at its path in the folder."
    return "Open the address in a browser to see what it offers, and correct the address in source.toml."


def next_chunk(response: requests.Response) -> bytes:
    """The next bytes exactly as sent, as soon as any are there; empty at the end."""
    try:
        # read1 returns what has come; read would wait for a full chunk, past every deadline on a trickling server.
        return bytes(response.raw.read1(CHUNK_BYTES, decode_content=False) or b"")
    except urllib3.exceptions.ReadTimeoutError as error:
        raise Setback("the server stopped sending") from error
    except urllib3.exceptions.HTTPError as error:
        raise Setback(f"the connection broke ({_root_cause(error)})") from error
