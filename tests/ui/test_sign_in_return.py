"""The way back after a sign-in: to the page that was asked for, never off this service, and with the fault in words."""

import pytest
from starlette.responses import RedirectResponse, Response

from tests.ui.asking import ask
from ui import sign_in_return
from ui.sign_in_return import SignInReturn


@pytest.fixture
def returning(monkeypatch):
    """Asks for an address of the sign-in, behind which Streamlit answers as it does."""
    monkeypatch.setattr(sign_in_return, "provider_configured", lambda: True)
    monkeypatch.setattr(sign_in_return, "over_tls", lambda: False)

    def asked(path: str, inner: Response, **more: str):
        return ask(SignInReturn(inner), path, **more)

    return asked


def signed_in() -> Response:
    reply = RedirectResponse("/", 302)
    reply.set_cookie("_streamlit_user", "2|signed")
    return reply


def noted(answer) -> list[str]:
    return [cookie.split(";")[0] for cookie in answer.headers.getlist("set-cookie")]


def test_the_page_that_was_asked_for_is_found_again_after_the_sign_in(returning):
    away = returning(
        "/auth/login", RedirectResponse("https://provider", 302), referer="http://x/profile?place=E08000039"
    )
    (kept,) = noted(away)
    back = returning("/oauth2callback", signed_in(), query="code=1&state=2", cookie=kept)
    assert back.headers["location"] == "/profile?place=E08000039"


FORGED = (
    "https%3A%2F%2Fevil.example", "%2F%2Fevil.example%2Fx", "%5C%5Cevil.example", "%2F%0d%0aSet-Cookie%3A%20a%3Db", "",
)  # fmt: skip


@pytest.mark.parametrize("wanted", FORGED)
def test_a_forged_wish_never_leads_off_this_service(wanted, returning):
    back = returning("/oauth2callback", signed_in(), query="code=1", cookie=f"sign_in_to={wanted}")
    assert back.headers["location"].startswith("/")
    assert not back.headers["location"].startswith("//")
    assert "evil.example" not in back.headers["location"].split("/")[0]
    assert "a=b" not in noted(back)


@pytest.mark.parametrize(
    ("query", "fault"), [("error=access_denied", "declined"), ("code=1&state=2", "unreachable"), ("", None)]
)
def test_a_return_without_a_sign_in_says_why(query, fault, returning):
    said = noted(returning("/oauth2callback", RedirectResponse("/", 302), query=query))
    assert said == ([f"sign_in_fault={fault}"] if fault else [])


def test_a_provider_that_does_not_answer_is_said_on_a_page_instead_of_in_a_bare_line(returning):
    answer = returning("/auth/login", Response("Authentication error", 400))
    assert (answer.status, answer.headers["location"]) == (302, "/")
    assert noted(answer) == ["sign_in_fault=unreachable"]


def test_where_readers_come_by_https_the_cookie_travels_no_other_way(returning, monkeypatch):
    monkeypatch.setattr(sign_in_return, "over_tls", lambda: True)
    answer = returning("/oauth2callback", signed_in(), query="code=1")
    assert all("; Secure" in cookie for cookie in answer.headers.getlist("set-cookie"))
