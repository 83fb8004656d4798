"""Today for those who answer for a place: what is theirs to send or certify, and what the centre owes them."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from domain.delivery import Delivery
from domain.person import Role
from domain.returns import ReturnState
from pages.home import today
from tests.metrics.stewardship.deliveries import TODAY, mark, tracked
from tests.pages.desks import FakeDesk, officer
from tests.pages.home.waiting import (
    EVERY,
    HARTLEPOOL,
    MIDDLESBROUGH,
    PROMISE,
    SECOND_INSTALMENT,
    holding,
    section,
    version,
)
from ui.return_list import by_group, counted_states, finding
from ui.today_sections import sections_html


def test_a_place_officer_reads_what_is_theirs_to_do_and_what_the_centre_owes_them(day_of):
    desk = FakeDesk(
        EVERY, person=officer(HARTLEPOOL), commitments=[version(PROMISE)], milestones={"m1": SECOND_INSTALMENT},
        returns={"R-2/T-BACK": [
            version(SimpleNamespace(state=ReturnState.CHANGES_ASKED), why="Explain the underspend"),
            version(SimpleNamespace(state=ReturnState.DRAFT), why="Opened again"),
        ]},
    )  # fmt: skip
    morning = day_of(desk)
    assert today.finding(morning) == (
        "2 returns are yours to send, 2 of them late; 1 return came back with changes asked; central government has "
        "1 answer to give you, the longest 23 working days"
    )
    assert section(morning, "Changes asked for").items[0].note == (
        "The centre asked for changes 1 working day ago: “Explain the underspend”"
    )
    owed = section(morning, "What the centre owes you")
    assert owed.told == "1 answer to come; 1 promise past its day and not kept."
    assert owed.items[-1].note == (  # 30 September to 23 November
        "Promised by MHCLG for 30 September 2026. Not reached, 54 days after its day; no day to come is given for it."
    )
    figures = section(morning, "Official figures")
    assert (figures.items[0].title, figures.items[0].href) == ("Hartlepool", f"profile?place={HARTLEPOOL}")
    assert re.fullmatch(r"\d+ concerns? among \d+ measures with a figure", figures.items[0].note)


@pytest.mark.parametrize("reached_on", [dt.date(2026, 9, 29), dt.date(2026, 10, 1)])
def test_what_the_centre_has_done_whether_in_time_or_a_day_late_is_not_owed_any_more(day_of, reached_on):
    done = SECOND_INSTALMENT.model_copy(update={"reached_on": reached_on})
    desk = FakeDesk([], person=officer(HARTLEPOOL), commitments=[version(PROMISE)], milestones={"m1": done})
    owed = section(day_of(desk), "What the centre owes you")
    assert (owed.told, owed.items) == ("No answer to come; no promise past its day and not kept.", ())


def test_what_is_not_theirs_is_nowhere_on_the_page_of_a_place_officer(day_of):
    morning = day_of(FakeDesk(EVERY, person=officer(MIDDLESBROUGH)))
    drawn = sections_html(today.sections(morning))
    assert "T-ASK" in drawn
    assert not re.search("T-(WAIT|ODD|LATE|BACK|SENT)", drawn)


def test_what_another_body_of_the_area_owes_is_counted_and_not_asked_of_the_reader(day_of):
    area = officer("E47000006").model_copy(update={"within_codes": frozenset({HARTLEPOOL})})
    morning = day_of(FakeDesk(EVERY, person=area))
    assert today.finding(morning).startswith("Nothing is yours to send")
    told = section(morning, "Due from you").told
    assert told == "No return past the day, none to come. 2 that other bodies in your area owe are past the day."


def test_two_returns_that_one_transformation_owes_are_told_apart_by_their_time(day_of):
    rounds = {
        "R-1": SimpleNamespace(period_start=dt.date(2025, 10, 1), period_end=dt.date(2026, 3, 31)),
        "R-2": SimpleNamespace(period_start=dt.date(2026, 4, 1), period_end=dt.date(2026, 9, 30)),
    }
    due = section(day_of(FakeDesk(EVERY, person=officer(HARTLEPOOL), rounds=rounds)), "Due from you")
    assert {item.note for item in due.items} == {
        "Return 24 days past its day, for the second time (April to September 2026)",
        "Return 207 days past its day (October 2025 to March 2026)",
    }


def test_a_line_about_a_return_leads_to_the_return(day_of):
    due = section(day_of(FakeDesk(EVERY, person=officer(HARTLEPOOL))), "Due from you")
    assert due.items[0].href == "one-return?transformation=T-LATE&round=R-2"


def test_a_certifier_reads_what_waits_for_the_certificate(day_of):
    morning = day_of(FakeDesk(EVERY, person=holding(Role.CERTIFIER, codes=(HARTLEPOOL,))))
    assert today.finding(morning) == "1 return waits for your certificate, the longest for 2 working days"
    assert section(morning, "To certify").items[0].title == "Works of T-SENT, Hartlepool"


def test_today_and_the_list_of_returns_say_the_same_of_what_a_place_is_to_send(day_of):
    every = [
        tracked("T-A", Delivery(returns=(
            mark(ReturnState.DRAFT, own_id="T-A", round_id="R-2", since="2026-11-02", due="2026-12-01"),
            mark(ReturnState.DUE, own_id="T-A", round_id="R-1", since="2026-04-01", due="2026-04-30"),
        ))),
        tracked("T-B", Delivery(returns=(
            mark(ReturnState.CHANGES_ASKED, own_id="T-B", since="2026-11-20", due="2026-10-30"),
        ))),
    ]  # fmt: skip
    today_says = today.finding(day_of(FakeDesk(every, person=officer(HARTLEPOOL))))
    marks = [each for one in every for each in one.delivery.returns]
    returns_say = finding(
        officer(HARTLEPOOL), by_group(counted_states(marks)), overdue=sum(one.overdue(TODAY) for one in marks),
        changes=sum(one.sent_back for one in marks), longest=None,
    )  # fmt: skip
    # two rounds of one transformation, of which one is late; what was sent back is not late
    assert returns_say == "2 returns are yours to send, 1 of them late; 1 return came back with changes asked"
    assert today_says.startswith(f"{returns_say}; ")
