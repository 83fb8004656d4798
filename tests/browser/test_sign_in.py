"""Signing in with a real provider in a real browser: who gets in, as whom, and what everybody else is told."""

import json
import re
import secrets
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data.register.register import Register
from domain.grant import Grant, grant_id
from domain.person import Role
from domain.workspace import Workspace
from tests.browser.conftest import PATIENCE, free_port, settled

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = secrets.token_urlsafe(48)
HOSTILE = "Ada *b* [x](http://evil.example) :red[c] <i>d</i> $e$"
COOKIE = "_streamlit_user"


@pytest.fixture(scope="module")
def provider():
    """The address of a provider on a port of its own; anybody may sign in as anybody."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The live register behind the service."""
    register = Register.open(str(tmp_path_factory.mktemp("live")), Workspace.LIVE)
    yield register
    register.close()


@pytest.fixture(scope="module")
def service(start_service, provider, register, tmp_path_factory):
    """The service with a sign-in set up."""
    return served(start_service, provider, register, tmp_path_factory)


def served(start_service, provider, register, folders) -> str:
    port = free_port()
    file = folders.mktemp("secrets") / "secrets.toml"
    file.write_text(
        f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        f'client_id = "stewardship"\nclient_secret = "not secret"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    folder = str(register.database.file.parent)
    start_service(
        "--secrets.files", str(file), port=port, STEWARDSHIP_REGISTER=folder, STEWARDSHIP_WORKSPACE="live"
    )  # fmt: skip
    return f"http://localhost:{port}"


@pytest.fixture
def sign_in(page, provider):
    """Sign in at the provider as somebody with some claims."""

    def done(sub: str, address: str = "/", **claims) -> None:
        know(provider, sub, claims)
        page.goto(address)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_placeholder("sub").fill(sub)
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(re.compile("^(?!.*oauth2)"))
        settled(page)

    return done


def know(provider: str, sub: str, claims: dict) -> None:
    asked = urllib.request.Request(
        f"{provider}/users/{sub}", json.dumps(claims).encode(), {"content-type": "application/json"}, method="PUT"
    )
    urllib.request.urlopen(asked, timeout=10)


def heading(page) -> str:
    return page.locator("h1").inner_text()


def grant(register, address: str, *roles: Role, replaces: int | None = None) -> int:
    line = Grant(grant_id=grant_id(address), address=address, name="Somebody", roles=roles)
    return register.append(line, by="root@x", why="For a test.", replaces=replaces).number


def actions(register, address: str) -> list[str]:
    return [line.action for line in register.audit(limit=500) if line.done_by == address]


def shows_nothing_else(page) -> None:
    """Not a figure, not a name of a page, not a link."""
    assert page.get_by_role("link").filter(has_not_text=re.compile("skip", re.IGNORECASE)).count() == 0
    assert "Place profile" not in page.locator("body").inner_text()
    assert "In development" not in page.locator("body").inner_text()


@pytest.mark.parametrize("address", ["/", "/profile?place=E08000039"])
def test_signed_out_every_address_shows_the_sign_in_page_and_nothing_else(address, page, assert_accessible):
    page.goto(address)
    settled(page)
    assert heading(page) == "Sign in to see this service"
    shows_nothing_else(page)
    assert_accessible(page)
    assert not page.faults


def test_a_fresh_process_shows_the_sign_in_page_alone_and_says_when_the_provider_is_out_of_reach(
    start_service, register, tmp_path_factory, browser
):
    nowhere = f"http://localhost:{free_port()}"
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{served(start_service, nowhere, register, tmp_path_factory)}/transformations")
    settled(page)
    assert heading(page) == "Sign in to see this service"
    shows_nothing_else(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="The sign-in cannot be reached").wait_for()
    page.close()


def test_claims_give_roles_and_the_reader_comes_back_to_the_page_they_asked_for(page, sign_in, register):
    sign_in("ada", "/profile?place=E08000039", email="Ada@x.example", name=HOSTILE, roles=["steward"])
    assert "/profile" in page.url
    assert "place=E08000039" in page.url
    assert page.get_by_role("button", name=f"{HOSTILE} (steward)", exact=True).count() == 1
    assert page.get_by_text("In development").count() == 1
    assert page.get_by_text("Training workspace").count() == 0
    assert actions(register, "ada@x.example") == ["signed in"]


def test_without_a_claim_the_table_of_roles_gives_them_and_takes_them_at_the_next_step(page, sign_in, register):
    first = grant(register, "bob@x.example", Role.ANALYST)
    sign_in("bob", email="bob@x.example", name="Bob")
    assert page.get_by_role("button", name="Bob (analyst)").count() == 1
    grant(register, "bob@x.example", replaces=first)
    page.reload()
    settled(page)
    assert heading(page) == "Your role here was taken away"
    shows_nothing_else(page)
    assert actions(register, "bob@x.example")[0] == "sign-in refused"


@pytest.mark.parametrize(
    ("claims", "expected", "said"),
    [
        ({"email": "new@x.example"}, "You have no role here yet", "new@x.example"),
        ({"email": "c@x.example", "roles": "king"}, "Your sign-in does not say what we need", "king"),
        ({"email": "d@x.example", "roles": ["certifier"]}, "Your role has no place yet", "certifier"),
        (
            {"email": "e@x.example", "roles": ["certifier"], "places": ["E99999999"]},
            "Your sign-in names a place we do not know", "E99999999",
        ),
    ],
)  # fmt: skip
def test_claims_that_are_wrong_or_missing_are_said_on_a_page_of_their_own(
    claims, expected, said, page, sign_in, assert_accessible
):
    sign_in(f"u{secrets.token_hex(4)}", **claims)
    assert heading(page) == expected
    assert said in page.locator("main, body").first.inner_text()
    shows_nothing_else(page)
    assert page.get_by_role("button", name="Sign out").count() == 1
    assert_accessible(page)


def test_a_cookie_that_was_kept_past_its_sign_out_lets_nobody_in(page, sign_in, register, browser, service):
    sign_in("eve", email="eve@x.example", name="Eve", roles=["steward"])
    (kept,) = [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    page.get_by_role("button", name="Eve (steward)").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text(re.compile("signed out|end session|log ?out", re.IGNORECASE)).first.wait_for()
    assert "signed out" in actions(register, "eve@x.example")
    page.goto("/transformations")
    settled(page)
    assert heading(page) == "You have signed out"
    shows_nothing_else(page)

    thief = browser.new_context(base_url=service)
    thief.add_cookies([kept])
    replayed = thief.new_page()
    replayed.goto("/transformations")
    settled(replayed)
    assert heading(replayed) == "This sign-in was ended"
    shows_nothing_else(replayed)
    assert actions(register, "eve@x.example")[0] == "sign-in refused"
    thief.close()


def cookie(service: str, **claims) -> dict:
    told = {"origin": service, "is_logged_in": True, "provider": "default", "sub": "old", "iat": 1} | claims
    value = create_signed_value(SECRET, COOKIE, json.dumps(told)).decode()
    return {"name": COOKIE, "value": value, "url": service}


def test_a_sign_in_that_lasted_its_time_says_so_and_offers_another(page, service, register):
    page.context.add_cookies([cookie(service, email="old@x.example", roles=["steward"], exp=time.time() - 1)])
    page.goto("/transformations")
    settled(page)
    assert heading(page) == "Your sign-in has ended"
    shows_nothing_else(page)
    assert page.get_by_role("button", name="Sign in").count() == 1
    assert actions(register, "old@x.example") == ["sign-in refused"]


def test_a_sign_in_ends_while_the_page_is_open(page, service):
    claims = {"email": "late@x.example", "name": "Late", "roles": ["steward"], "exp": time.time() + 8}
    page.context.add_cookies([cookie(service, **claims)])
    page.goto("/metrics")
    settled(page)
    assert page.get_by_text("In development").count() == 1
    page.wait_for_timeout(max(0, claims["exp"] - time.time()) * 1000 + 500)
    page.get_by_role("link", name="Missions").first.click()
    page.get_by_role("heading", name="Your sign-in has ended").wait_for()


def test_a_forged_cookie_is_no_sign_in(page, service):
    forged = cookie(service, email="root@x.example", roles=["administrator"], exp=time.time() + 999)
    page.context.add_cookies([forged | {"value": forged["value"][:-4] + "AAAA"}])
    page.goto("/")
    settled(page)
    assert heading(page) == "Sign in to see this service"


def test_a_sign_in_that_was_cancelled_says_so(page, provider):
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Deny").click()
    page.get_by_role("heading", name="The sign-in was not completed").wait_for()
    assert page.get_by_role("button", name="Sign in").count() == 1


def test_a_return_from_the_provider_that_cannot_be_checked_says_so(page):
    page.goto("/oauth2callback?code=made-up&state=made-up")
    page.get_by_role("heading", name="The sign-in cannot be reached").wait_for()


def test_a_file_to_take_away_is_for_those_who_are_signed_in(page, service):
    file = "/media/0123456789abcdef.csv"
    assert page.request.get(file).status == 403
    page.context.add_cookies([cookie(service, email="ada@x.example", roles=["steward"], exp=time.time() + 99)])
    assert page.request.get(file).status == 404  # let in; there is no such file
    page.context.add_cookies([cookie(service, email="ada@x.example", roles=["steward"], exp=time.time() - 1)])
    assert page.request.get(file).status == 403
