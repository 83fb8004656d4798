"""Who is let in, run by run, without a browser: the cookie, the register behind it, and a role that is tried on."""

import datetime as dt
import html
import json
import time
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data.desk.people import People
from domain.grant import Grant, grant_id
from domain.person import Role
from domain.workspace import Workspace
from tests.data.register.ready import ready_register
from tests.ui import fakes
from ui import frame, menu, sign_in, stores, view_as
from ui.claims import fingerprint
from ui.menu import Entry
from ui.return_typing import typing_of
from ui.roles import EVERYONE

CLAIMS = {
    "is_logged_in": True, "sub": "1", "email": "ada@x", "name": "Ada", "iat": 1, "exp": time.time() + 900,
    "roles": ["steward"],
}  # fmt: skip


class Away(Exception):
    for_reader = "The register cannot be reached."


@pytest.fixture
def register(tmp_path):
    """A live register in a folder."""
    register = ready_register(tmp_path / "store", Workspace.LIVE)
    yield register
    register.close()


@pytest.fixture
def come(monkeypatch, register):
    """Somebody comes with claims; gives the visit."""
    for module in ("ui.sign_in", "ui.visit"):
        monkeypatch.setattr(f"{module}.provider_configured", lambda: True)
    monkeypatch.setattr("ui.door.providers", lambda: ("default",))
    seen = Entry("missions", "national", "Missions", 1, EVERYONE, "", lambda request, held: frame.heading("Figures"))
    theirs = Entry("returns", "returns", "Returns", 1, frozenset({Role.STEWARD}), "", lambda request, held: None)
    monkeypatch.setattr(menu, "entries", lambda: (seen, theirs))
    monkeypatch.setattr(menu, "addresses", lambda: frozenset({"missions", "returns"}))
    opened = {"people": lambda person: People(register, person)}

    def visit(*, away: bool = False, **claims) -> AppTest:
        def people(person):
            if away:
                raise Away
            return opened["people"](person)

        stores.provide(lambda: replace(fakes.stores(), workspace=Workspace.LIVE, open_people=people))
        at = AppTest.from_function(run_shell, default_timeout=20)
        at.user = {name: value for name, value in (CLAIMS | claims).items() if value is not None}
        return at.run()

    return visit


def run_shell():
    from ui.visit import visit

    visit()


def drawn(visit: AppTest) -> str:
    assert not visit.exception
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))


def actions(register) -> list[str]:
    return [line.action for line in reversed(register.audit(limit=100))]


def test_whoever_is_signed_in_sees_pages_and_the_audit_takes_one_line_a_session(come, register):
    visit = come()
    assert "Figures</h1>" in drawn(visit)
    visit.run()
    assert actions(register) == ["signed in"]
    come()
    assert actions(register) == ["signed in", "signed in"]


def test_whoever_is_not_sees_the_sign_in_page_alone(come, register):
    said = drawn(come(is_logged_in=False))
    assert "Sign in to see this service" in said
    assert "Figures" not in said
    assert actions(register) == []


def test_a_refusal_is_one_line_of_the_audit_and_shows_no_page(come, register):
    visit = come(roles=["king"])
    visit.run()
    assert "Your sign-in does not say what we need" in drawn(visit)
    assert "Figures" not in drawn(visit)
    (line,) = register.audit()
    assert (line.done_by, line.action, line.detail) == ("ada@x", "sign-in refused", "claims")


def test_a_role_that_is_removed_while_somebody_reads_ends_their_next_step(come, register):
    visit = come()
    line = Grant(grant_id=grant_id("ada@x"), address="ada@x", name="Ada")
    register.append(line, by="root@x", why="Left.", replaces=None)
    assert "Your role here was taken away" in drawn(visit.run())


def typing_page(request, held):
    typing = typing_of("R/T")
    st.text_area("Words", key=typing.key("q"), on_change=typing.typed, args=("q",))


def test_what_was_typed_when_a_sign_in_ran_out_is_shown_so_that_it_can_be_copied(come, monkeypatch):
    typed = Entry("missions", "national", "Missions", 1, EVERYONE, "", typing_page)
    monkeypatch.setattr(menu, "entries", lambda: (typed,))
    visit = come()
    visit.user = CLAIMS | {"exp": time.time() - 1}
    said = drawn(visit.text_area[0].set_value("Three <b>weeks</b> of work").run())
    assert "Your sign-in has ended" in said
    assert "was not saved. Copy it" in said
    assert "Three <b>weeks</b> of work" in said  # words, not a tag: drawn reads what was escaped
    assert "was not saved" not in drawn(come(exp=time.time() - 1))  # nothing was typed in another session


def test_a_sign_in_that_was_ended_is_refused_in_a_new_session(come, register):
    assert "Figures" in drawn(come())
    register.append(sign_out_of(CLAIMS), by="ada@x", why="Signed out.", replaces=None)
    said = drawn(come())
    assert "This sign-in was ended" in said
    assert "Figures" not in said
    assert "Figures" in drawn(come(iat=2))  # another sign-in of the same person


def sign_out_of(claims):
    from domain.sign_out import SignOut

    until = dt.datetime.fromtimestamp(claims["exp"], dt.UTC)
    return SignOut(sign_in_id=fingerprint(claims), expires_at=until)


def test_while_the_register_is_away_claims_still_let_people_in_to_official_figures(come):
    assert "Figures</h1>" in drawn(come(away=True))
    assert "Figures</h1>" in drawn(come(away=True, roles=None))


def test_the_token_itself_is_kept_nowhere(come, register):
    come(at_hash="secret-hash", nonce="secret-nonce")
    assert "secret" not in json.dumps([line.detail for line in register.audit()])


@pytest.fixture
def cookies(monkeypatch, register):
    """Makes the cookies of a sign-in, signed as Streamlit signs them."""
    monkeypatch.setattr(sign_in, "get_cookie_secret", lambda: "s" * 40)
    held = replace(fakes.stores(), open_people=lambda person: People(register, person))
    stores.provide(lambda: held)

    def made(**claims) -> dict[str, str]:
        told = json.dumps(CLAIMS | claims)
        return {sign_in.USER_COOKIE_NAME: create_signed_value("s" * 40, sign_in.USER_COOKIE_NAME, told).decode()}

    return made


def test_files_are_for_cookies_that_are_signed_current_and_not_ended(cookies, register):
    assert sign_in.may_fetch(cookies())
    assert not sign_in.may_fetch({})
    assert not sign_in.may_fetch(cookies(exp=time.time() - 1))
    assert not sign_in.may_fetch(cookies(is_logged_in=False))
    (name, value) = next(iter(cookies().items()))
    assert not sign_in.may_fetch({name: value[:-3] + "xxx"})
    assert not sign_in.may_fetch({name: "\udcff\u20ac"})
    register.append(sign_out_of(CLAIMS), by="ada@x", why="Signed out.", replaces=None)
    assert not sign_in.may_fetch(cookies())


def test_files_are_for_nobody_whose_roles_were_taken_or_never_given(cookies, register):
    assert not sign_in.may_fetch(cookies(roles=None))
    assert not sign_in.may_fetch(cookies(roles=["certifier"]))  # of no place
    taken = Grant(grant_id=grant_id("ada@x"), address="ada@x", name="Ada", roles=())
    register.append(taken, by="root@x", why="Left.", replaces=None)
    assert not sign_in.may_fetch(cookies())


@pytest.fixture
def try_on(monkeypatch):
    """This machine, where a role may be tried on."""
    stores.provide(lambda: replace(fakes.stores(), workspace=Workspace.TRAINING))
    seen = []
    page = Entry("missions", "national", "M", 1, EVERYONE, "", lambda request, held: seen.append(request.person))
    monkeypatch.setattr(menu, "entries", lambda: (page,))
    return AppTest.from_function(run_shell, default_timeout=20).run(), seen


def test_on_this_machine_a_role_can_be_tried_on_and_each_has_an_id_of_its_own(try_on):
    visit, seen = try_on
    assert seen[-1].roles == {Role.STEWARD}
    assert "Nobody is signed in; this machine only." in drawn(visit)
    visit.selectbox(key=view_as.ROLE_WIDGET).select(Role.PLACE_OFFICER).run()
    officer = seen[-1]
    visit.selectbox(key=view_as.PLACE_WIDGET).select("E06000063").run()
    assert (seen[-1].roles, seen[-1].own_codes) == ({Role.PLACE_OFFICER}, {"E06000063"})
    visit.selectbox(key=view_as.ROLE_WIDGET).select(Role.CERTIFIER).run()
    assert seen[-1].own_codes == {"E06000063"}
    assert seen[-1].person_id != officer.person_id
    assert all(person.pretended for person in seen)
    visit.selectbox(key=view_as.ROLE_WIDGET).select(view_as.NO_ROLE).run()
    assert seen[-1].roles == frozenset()


@pytest.mark.parametrize(("remembered", "codes"), [("E07000026", {"E06000063"}), ("E08000019", {"E08000039"})])
def test_a_remembered_place_that_was_merged_or_given_a_new_code_is_followed(remembered, codes, monkeypatch):
    """Allerdale became part of Cumberland; Sheffield was given a new code."""
    monkeypatch.setattr(view_as, "_choice", lambda: (Role.PLACE_OFFICER, remembered))
    assert view_as.pretended(fakes.FakeFigures(), Workspace.TRAINING).own_codes == codes


def test_only_places_that_answer_for_transformations_are_offered(try_on):
    visit, _seen = try_on
    visit.selectbox(key=view_as.ROLE_WIDGET).select(Role.PLACE_OFFICER).run()
    offered = visit.selectbox(key=view_as.PLACE_WIDGET).options
    assert "Sheffield" in offered
    assert not {"England", "Allerdale", "Cumbria"} & set(offered)


def test_a_live_workspace_tries_no_role_on_by_itself(try_on):
    _visit, seen = try_on
    stores.provide(lambda: replace(fakes.stores(), workspace=Workspace.LIVE))
    AppTest.from_function(run_shell, default_timeout=20).run()
    assert seen[-1].roles == frozenset()
