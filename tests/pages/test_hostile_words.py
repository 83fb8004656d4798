"""Hostile words in titles, comments, reasons and names reach every page of the register as words, and nothing else."""

import html
import re
from dataclasses import replace

import pytest

from data.desk.desk import Desk
from data.desk.picture import Picture
from data.returns.standard import STANDARD_QUESTIONS
from domain.change_request import ChangeRequest
from domain.comment import Comment
from domain.commitment import Commitment, Side, Waypoint
from domain.grant import Grant, grant_id
from domain.milestone import Milestone
from domain.person import Person, Role
from domain.returns import Answer, Return
from domain.risk import Risk
from domain.round import Round
from domain.transformation import Status, Transformation
from domain.update import Update
from domain.workspace import Workspace
from tests.data.desk.at_work import HARTLEPOOL, TODAY
from tests.data.desk.reported import told
from tests.data.register.ready import ready_register
from tests.pages.opened import opened
from ui.menu import entries

BAD = "<script>alert('x')</script><img src=x onerror=alert(1)>=1+1 `$x$` [a](javascript:alert(1)) **b** 🙂"
RAW = re.compile(r"<script|<img src=x|href=.javascript:", re.IGNORECASE)
PAGES = sorted(entry.address for entry in entries() if entry.section in {"home", "register", "returns"})


def person(role: Role, *own: str) -> Person:
    return Person(person_id=f"{role}@x.example", name=BAD[:200], roles=frozenset({role}), own_codes=frozenset(own))


STEWARD, OFFICER = person(Role.STEWARD), person(Role.PLACE_OFFICER, HARTLEPOOL)
ADMINISTRATOR = person(Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def desks(shipped_stores, tmp_path_factory):
    register = ready_register(tmp_path_factory.mktemp("store"), Workspace.TRAINING)
    own_id, asked = "X-1", "R3"
    told(
        register,
        Transformation(
            transformation_id=own_id, title=BAD, lead=BAD, place_codes=(HARTLEPOOL,), programme_id="town_deals",
            story=BAD,
        ),
        Round(
            round_id=asked, programme_id="town_deals", title=BAD, period_start=TODAY.replace(month=4, day=1),
            period_end=TODAY.replace(month=9, day=30), opens_on=TODAY, due_on=TODAY, questions=STANDARD_QUESTIONS,
        ),
        Return(round_id=asked, transformation_id=own_id, place_code=HARTLEPOOL, note=BAD),
        Answer(return_id=f"{asked}/{own_id}", question_id="obstacle", text=BAD),
        Update(
            update_id="U", transformation_id=own_id, happened_on=TODAY, event=BAD, status=Status.DELAYED, evidence=BAD
        ),
        Milestone(milestone_id="M", transformation_id=own_id, title=BAD, planned_on=TODAY, evidence=BAD),
        Risk(
            risk_id="K", transformation_id=own_id, title=BAD, category=BAD, impact=6, likelihood=4, proximity=5,
            owner=BAD, mitigation=BAD,
        ),
        ChangeRequest(
            request_id="C", transformation_id=own_id, place_code=HARTLEPOOL, asks=BAD, reason=BAD, asked_on=TODAY,
            answer_due_on=TODAY,
        ),
        Commitment(
            commitment_id="P", statement=BAD, side=Side.CENTRE, owner=BAD, made_on=TODAY, path=(Waypoint(on=TODAY),),
            milestone_id="M", transformation_id=own_id,
        ),
        Comment(comment_id="S", about_kind="transformation", about_id=own_id, text=BAD),
        Grant(grant_id=grant_id("e@x"), address="e@x", name=BAD, roles=(Role.STEWARD,)),
    )  # fmt: skip
    register.note(by=BAD[:200], action="<script>", detail=BAD, kind="<script>", record_id="<script>")
    picture = Picture.open(register, programmes=shipped_stores.programmes, today=TODAY)
    yield lambda who: replace(shipped_stores, desk=Desk(register, picture, who, today=TODAY))
    register.close()


def raw(visit) -> str:
    """Everything the page drew as HTML, as it goes to the browser."""
    return " ".join(element.proto.body for element in visit.get("html"))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", [STEWARD, OFFICER], ids=["steward", "officer"])
def test_a_page_shows_hostile_words_as_words(desks, address, who):
    visit = opened(address, desks(who), person=who, transformation="X-1", round="R3")
    drawn = raw(visit)
    assert not visit.exception
    assert "met a fault of ours" not in drawn
    assert not RAW.search(drawn)
    for element in visit.markdown:
        assert not element.proto.allow_html


@pytest.mark.parametrize("address", ["audit", "people"])
def test_the_pages_of_administration_show_them_as_words_too(desks, address):
    visit = opened(address, desks(ADMINISTRATOR), person=ADMINISTRATOR)
    assert "alert('x')" in html.unescape(raw(visit))
    assert "met a fault of ours" not in raw(visit)
    assert not RAW.search(raw(visit))


@pytest.mark.parametrize("own_id", ["X-2", "..", "TD-HAR-01", "x" * 81, "<script>alert(1)</script>", "X-1/R3", "%00"])
@pytest.mark.parametrize("address", ["transformation", "one-return", "one-round"])
def test_an_address_with_an_id_that_is_nobodys_is_answered_calmly(desks, address, own_id):
    visit = opened(address, desks(OFFICER), person=OFFICER, transformation=own_id, round=own_id)
    assert not visit.exception
    assert "met a fault of ours" not in raw(visit)
    assert not RAW.search(raw(visit))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", [STEWARD, OFFICER], ids=["steward", "officer"])
def test_a_page_stands_while_nothing_was_told_at_all(shipped_stores, tmp_path, address, who):
    register = ready_register(tmp_path, Workspace.LIVE)
    picture = Picture.open(register, programmes=shipped_stores.programmes, today=TODAY)
    visit = opened(address, replace(shipped_stores, desk=Desk(register, picture, who, today=TODAY)), person=who)
    register.close()
    assert not visit.exception
    assert "met a fault of ours" not in raw(visit)
    assert not re.search(r"\bNone\b(?! is| of|, of)|\bnan\b|\bNaT\b", html.unescape(raw(visit)))
