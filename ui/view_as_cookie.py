"""The role that is tried on, remembered by the browser: most links load a whole page, and with it a new session.

Streamlit cannot set a cookie, so a page that shows a newly chosen role also shows an image too small to be seen, whose
address answers with the cookie. It holds a choice and no right: where people sign in it is neither set nor read.
"""

import re
from base64 import b64decode
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui.admission import provider_configured

NAME = "stewardship_view_as"
CHOICE = re.compile(r"[a-z_]{1,30}(\.[A-Z]\d{8})?", re.ASCII)
DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # one transparent point


def written(role: str, place: str | None) -> str:
    """A choice as the cookie has it."""
    return f"{role}.{place}" if place else role


def chosen(cookies: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The role and the place that were chosen before, as far as the cookie says so."""
    told = cookies.get(NAME)
    if not isinstance(told, str) or not CHOICE.fullmatch(told):
        return None, None
    role, _, place = told.partition(".")
    return role, place or None


def image(choice: str) -> str:
    """What makes the browser remember a choice."""
    return f'<img class="remembers" src="/view-as/{choice}.gif" alt="" width="1" height="1">'


async def remember(request: Request) -> Response:
    """Answer with the point, and with the cookie."""
    choice = request.path_params["choice"]
    if provider_configured() or not CHOICE.fullmatch(choice):
        return PlainTextResponse("Nothing is served at this address.\n", 404)
    answer = Response(DOT, media_type="image/gif", headers={"cache-control": "no-store"})
    answer.set_cookie(NAME, choice, httponly=True, samesite="strict", path="/")
    return answer


ROUTES = [Route("/view-as/{choice}.gif", remember)]
