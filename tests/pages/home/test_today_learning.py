"""What a day holds of learning: for stewards and officers, and silence where nothing waits."""

import datetime as dt
from dataclasses import replace

from domain.adoption import Adoption
from pages.home.today import LEARNT, TAUGHT, prepare
from tests.metrics.learning.test_exchange import HARTLEPOOL, MONDAY, ask
from tests.pages.desks import STEWARD, FakeDesk, officer
from tests.ui.fakes import stores as small_stores
from ui.request import read_request

LATE = Adoption(
    adoption_id="AD-1", practice_id="LP-1", place_code=HARTLEPOOL, taken_up_on=dt.date(2025, 1, 1),
    report_due_on=dt.date(2026, 11, 18),
)  # fmt: skip
ASKS = [ask("other", place_code="E06000063", title="Who has buses?"), ask("own", title="Who has coaches?")]


def told(makers, person, **parts) -> dict:
    held = replace(small_stores(), desk=FakeDesk([], person=person, **parts))
    request = read_request({}, places=held.figures.places, catalogue=held.catalogue, today=MONDAY, person=person)
    morning = prepare(request, held, person)
    return {section.title: section for maker in makers if (section := maker(morning)) is not None}


def test_a_steward_sees_every_ask_nobody_answered_with_how_long_it_waits():
    found = told(TAUGHT, STEWARD, appeals=ASKS)
    assert found["Asks"].told == "2 asks wait for a first answer."
    assert [item.title for item in found["Asks"].items] == [
        "Who has buses?, Cumberland",
        "Who has coaches?, Hartlepool",
    ]
    assert found["Asks"].items[0].note == "unanswered for 10 working days"


def test_an_officer_sees_the_asks_of_their_own_place_first_and_the_reports_they_owe():
    found = told(LEARNT, officer(HARTLEPOOL), appeals=ASKS, adoptions=[LATE])
    assert found["Asks"].items[0].title == "Who has coaches?, Hartlepool"
    assert found["To report back"].told == "1 report on what you took up is overdue, so the result is unknown."
    assert found["To report back"].items[0].note == "due 3 working days ago"
    assert "To report back" not in told(LEARNT, officer("E06000063"), adoptions=[LATE])


def test_where_nothing_waits_nothing_is_said():
    assert told(TAUGHT, STEWARD) == told(LEARNT, officer(HARTLEPOOL)) == {}
