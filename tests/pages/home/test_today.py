"""Today, for each role: what needs them, why, who waits for whom, and nothing of what is not theirs."""

import datetime as dt
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from domain.audit import AuditLine
from domain.change_request import ChangeRequest
from domain.commitment import Commitment, Side, Waypoint
from domain.delivery import Delivery
from domain.milestone import Milestone
from domain.person import Person, Role
from domain.returns import ReturnState
from domain.transformation import Status
from domain.workspace import Workspace
from pages.home import today
from tests.metrics.stewardship.deliveries import TODAY, mark, moment, tracked
from tests.pages.desks import STEWARD, FakeDesk, officer
from tests.pages.opened import opened, text
from ui.request import read_request
from ui.return_list import by_group, counted_states, finding
from ui.today_sections import sections_html

HARTLEPOOL, MIDDLESBROUGH = "E06000001", "E06000002"
ASKED = ChangeRequest(
    request_id="q1", transformation_id="T-ASK", place_code=MIDDLESBROUGH, asks="Move £1.2m from 2026-27 to 2027-28",
    reason="The contractor failed", asked_on=dt.date(2026, 11, 5), answer_due_on=dt.date(2026, 11, 26),
)  # fmt: skip
PROMISE = Commitment(
    commitment_id="c1", statement="Pay the second instalment", side=Side.CENTRE, owner="MHCLG",
    made_on=dt.date(2026, 1, 5), path=(Waypoint(on=dt.date(2026, 9, 30)),), milestone_id="m1",
)  # fmt: skip
SECOND_INSTALMENT = Milestone(
    milestone_id="m1", transformation_id="T-ASK", title="Second instalment", planned_on=dt.date(2026, 9, 30)
)
EVERY = [
    tracked("T-ASK", Delivery(open_requests=1, oldest_request_on=dt.date(2026, 11, 5)), place_codes=(MIDDLESBROUGH,)),
    tracked("T-WAIT", Delivery(returns=(mark(ReturnState.CERTIFIED, since="2026-10-21"),))),
    tracked("T-ODD", Delivery(status=Status.ON_TRACK, since=dt.date(2026, 11, 19), event="Work began on site",
                              self_rating=5, assurance=2)),
    tracked("T-STALE", Delivery(silent_rounds=2), place_codes=(MIDDLESBROUGH,)),
    tracked("T-LATE", Delivery(returns=(
        mark(ReturnState.DUE, own_id="T-LATE", round_id="R-2", since="2026-10-01", due="2026-10-30"),
        mark(ReturnState.DUE, own_id="T-LATE", round_id="R-1", since="2026-04-01", due="2026-04-30"),
    ))),
    tracked("T-BACK", Delivery(returns=(mark(
        ReturnState.CHANGES_ASKED, own_id="T-BACK", since="2026-11-20", sent_at=moment("2026-11-02"),
        certified_at=moment("2026-11-04"),
    ),))),
    tracked("T-SENT", Delivery(returns=(mark(ReturnState.SUBMITTED, since="2026-11-19"),))),
]  # fmt: skip


@pytest.fixture(scope="module")
def day_of(shipped_stores):
    def gathered(desk: FakeDesk, **address: str) -> today.Morning:
        asked = {name: (value,) for name, value in address.items()}
        request = read_request(
            asked, places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=TODAY
        )
        return today.prepare(request, replace(shipped_stores, desk=desk), desk.person)

    return gathered


def version(record, **fields):
    return SimpleNamespace(record=record, **fields)


def holding(*roles: Role, codes: tuple[str, ...] = ()) -> Person:
    return Person(person_id="p@x.example", name="P", roles=frozenset(roles), own_codes=frozenset(codes))


def section(morning, title: str):
    (found,) = [one for one in today.sections(morning) if one.title == title]
    return found


def test_a_steward_reads_first_what_waits_for_the_centre_and_how_long(day_of):
    morning = day_of(FakeDesk(EVERY, requests=[version(ASKED)]))
    # Wednesday 21 October to Monday 23 November: 23 working days
    assert today.finding(morning) == (
        "1 change request and 1 return need our answer; 2 places are waiting for us (longest: 23 working days)"
    )
    asked = section(morning, "Needs a decision").items[0]
    assert asked.title == "Works of T-ASK, Middlesbrough"
    assert asked.note == (
        "Move £1.2m from 2026-27 to 2027-28: waiting 12 working days; an answer is due in 3 working days"
    )
    assert section(morning, "Waiting for us").items[0].note == "Return certified, waiting 23 working days"
    assert section(morning, "Contradictions").items[0].note == "Rates itself 5 of 5, but assurance gives 2 of 5"
    assert section(morning, "Stale").told == "1 transformation with no evidence for two rounds or more."
    overdue = section(morning, "Overdue returns")
    assert overdue.told == (
        "2 returns past their day, of 1 of the 4 transformations that were asked, 1 of them not for the first time."
    )
    # 30 April to 23 November: 29 whole weeks and two days, without 4 and 25 May and 31 August
    assert [item.note for item in overdue.items] == [
        "Return 144 working days past its day",
        "Return 16 working days past its day, for the second time",
    ]


def test_every_section_of_a_steward_leads_to_the_list_behind_it(day_of):
    for one in today.sections(day_of(FakeDesk(EVERY, requests=[version(ASKED)]))):
        assert one.more is not None, one.title
        assert all(item.href for item in one.items)
    assert section(day_of(FakeDesk(EVERY)), "Stale").more[1] == "transformations?kind=stale"


def test_new_figures_say_how_many_verdicts_chance_alone_would_change(day_of):
    told = section(day_of(FakeDesk(EVERY)), "New figures").told
    assert re.search(r"chance alone would change about [\d,]+\.|No figure that is compared is new", told)


def test_what_changed_tells_yesterday_from_the_week(day_of):
    told = section(day_of(FakeDesk(EVERY)), "What changed")
    assert told.told == (
        "Since Friday 20 November: 1 return sent back with questions. "
        "Since Monday 16 November: 1 return submitted, 1 return sent back with questions and 1 status changed."
    )
    assert told.items[0].note == "On track since 19 November 2026: Work began on site"


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
        "Return 16 working days past its day, for the second time (April to September 2026)",
        "Return 144 working days past its day (October 2025 to March 2026)",
    }


def test_a_line_about_a_return_leads_to_the_return(day_of):
    due = section(day_of(FakeDesk(EVERY, person=officer(HARTLEPOOL))), "Due from you")
    assert due.items[0].href == "one-return?transformation=T-LATE&round=R-2"


def test_a_certifier_reads_what_waits_for_the_certificate(day_of):
    morning = day_of(FakeDesk(EVERY, person=holding(Role.CERTIFIER, codes=(HARTLEPOOL,))))
    assert today.finding(morning) == "1 return waits for your certificate, the longest for 2 working days"
    assert section(morning, "To certify").items[0].title == "Works of T-SENT, Hartlepool"


def test_a_ministers_office_reads_what_stands_what_changed_and_what_to_ask(day_of):
    morning = day_of(FakeDesk(EVERY, person=holding(Role.MINISTERS_OFFICE)))
    assert today.finding(morning) == "Of 7 transformations, 1 contradicts itself and 1 is stale"
    titles = [one.title for one in today.sections(morning)]
    assert titles[:4] == ["How it stands", "What changed", "Who waits for whom", "What was promised"]
    assert "Waiting for us" not in titles
    centre = section(morning, "Who waits for whom")
    assert centre.told == (  # T-WAIT since 21 October; T-LATE has two of them
        "Places wait for the central team to answer 1 certified return and 1 change request; the longest has waited "
        "23 working days. The central team waits for 2 returns past their day, of 1 transformation."
    )
    assert (centre.items, centre.more) == ((), ("The centre's own record", "centre"))
    assert centre.also == (("The overdue returns", "transformations?kind=overdue"),)
    assert section(morning, "How it stands").told == "Of those you may see: 1 on track and 6 without a reported status."


def test_a_ministers_office_reads_how_many_decisions_are_past_their_day(day_of):
    late = ASKED.model_copy(update={"answer_due_on": dt.date(2026, 11, 20)})
    desk = FakeDesk(EVERY[:1], person=holding(Role.MINISTERS_OFFICE), requests=[version(late)])
    assert section(day_of(desk), "Who waits for whom").told == (
        "Places wait for the central team to answer 1 change request (1 past the day an answer was due); the longest "
        "has waited 12 working days. No return is past its day."
    )
    assert section(day_of(desk, place=HARTLEPOOL), "Who waits for whom").told == (
        "No place waits for an answer of the central team. No return is past its day."
    )


def test_a_ministers_office_asks_about_one_place_and_is_told_of_that_place_alone(day_of):
    late = PROMISE.model_copy(update={"transformation_id": "T-ASK"})
    desk = FakeDesk(EVERY, person=holding(Role.MINISTERS_OFFICE), commitments=[version(late)])
    morning = day_of(desk, place=MIDDLESBROUGH)
    assert today.finding(morning) == (
        "Of 2 transformations that reach Middlesbrough, none contradicts itself and 1 is stale"
    )
    drawn = sections_html(today.sections(morning))
    assert not re.search("T-(WAIT|ODD|LATE|BACK|SENT)", drawn)
    for way in (
        f"portfolio?place={MIDDLESBROUGH}", f"profile?place={MIDDLESBROUGH}", f"commitments?place={MIDDLESBROUGH}",
        f"transformations?place={MIDDLESBROUGH}&amp;kind=attention",
    ):  # fmt: skip
        assert f'href="{way}"' in drawn, way


def test_a_ministers_office_asks_about_one_programme(day_of):
    other = tracked("T-LIBRARY", Delivery(), programme_id="future_high_streets")
    desk = FakeDesk([*EVERY, other], person=holding(Role.MINISTERS_OFFICE))
    assert today.finding(day_of(desk, programme="future_high_streets")).startswith("Of 1 transformation of ")
    assert len(day_of(desk, programme="town_deals").seen) == 7
    assert len(day_of(desk).seen) == 8


def test_whoever_has_work_to_do_is_shown_all_of_it_whatever_the_address_says(day_of):
    assert len(day_of(FakeDesk(EVERY), place=MIDDLESBROUGH).seen) == 7


def test_what_was_promised_says_how_many_are_late_and_names_them_with_who_promised(day_of):
    desk = FakeDesk(
        EVERY, person=holding(Role.MINISTERS_OFFICE), commitments=[version(PROMISE)],
        milestones={"m1": SECOND_INSTALMENT},
    )  # fmt: skip
    promised = section(day_of(desk), "What was promised")
    assert promised.told == "No commitment by places is on record. The one commitment by central government is late."
    assert promised.items[0].title == "Pay the second instalment"
    # 30 September to 23 November
    late = "MHCLG: late, was due 30 September 2026. Not reached, 54 days after its day"
    assert promised.items[0].note.startswith(late)


def test_one_example_of_each_kind_of_contradiction_is_asked_about_with_the_way_to_all_of_its_kind(day_of):
    alike = [tracked(f"T-HIGH{n}", Delivery(self_rating=5, assurance=2 if n else 1)) for n in range(3)]
    begun = tracked("T-BEGUN", Delivery(status=Status.NOT_STARTED, milestones=4, reached=2))
    asked = section(day_of(FakeDesk([*alike, begun], person=holding(Role.MINISTERS_OFFICE))), "What to ask about")
    assert [(item.title, item.note, item.more) for item in asked.items] == [
        ("Works of T-HIGH0, Hartlepool", "Rates itself 5 of 5, but assurance gives 1 of 5",
         ("All 3 of this kind: assurance lower than its own rating", "transformations?kind=assured-lower")),
        ("Works of T-BEGUN, Hartlepool", "Not started, but 2 of 4 milestones are reached",
         ("The only one of this kind: not started, milestones reached", "transformations?kind=not-started-reached")),
    ]  # fmt: skip


def test_an_analyst_reads_how_old_figures_are_and_what_is_not_measured(day_of, shipped_stores):
    morning = day_of(FakeDesk(EVERY, person=holding(Role.ANALYST)))
    assert shipped_stores.figures.build_id in section(morning, "Age of figures").told
    missing = [one for one in shipped_stores.catalogue.metrics.values() if not one.is_measured]
    assert section(morning, "What is not measured").told.startswith(f"No open figures were found for {len(missing)} ")


def test_an_administrator_reads_who_holds_roles_and_what_was_refused(day_of):
    grants = [
        version(SimpleNamespace(roles=(Role.STEWARD,), name="Ada"), told_at=moment("2026-11-02"), told_by="root@x"),
        version(SimpleNamespace(roles=(), name="Bob"), told_at=moment("2026-11-03"), told_by="root@x"),
    ]
    audit = [
        AuditLine(9, moment("2026-11-22"), "eve@x", "refused", "", "", None, "may not accept R-1", "s"),
        AuditLine(3, moment("2026-11-01"), "eve@x", "refused", "", "", None, "long ago", "s"),
    ]
    morning = day_of(FakeDesk(EVERY, person=holding(Role.ADMINISTRATOR), grants=grants, audit=audit))
    assert today.finding(morning) == "1 person holds a role in this workspace"
    assert section(morning, "People and roles").told == "1 person holds a role in the table. 1 holds none any more."
    refused = section(morning, "Refused")
    assert [item.note for item in refused.items] == ["22 November 2026: may not accept R-1"]
    assert morning.seen == ()  # what was reported is not theirs to read


def test_a_person_of_two_roles_gets_each_section_once(day_of):
    titles = [one.title for one in today.sections(day_of(FakeDesk(EVERY, person=holding(Role.STEWARD, Role.ANALYST))))]
    assert len(titles) == len(set(titles))
    assert {"Needs a decision", "Age of figures"} <= set(titles)


def test_the_page_opens_for_a_steward_and_for_somebody_without_a_role(shipped_stores):
    held = replace(shipped_stores, desk=FakeDesk(EVERY, requests=[version(ASKED)]))
    shown = text(opened("today", held, person=STEWARD))
    assert "1 change request and 1 return need our answer" in shown
    assert "Needs a decision" in shown
    nobody = FakeDesk(EVERY, person=holding())
    shown = text(opened("today", replace(shipped_stores, desk=nobody), person=nobody.person))
    assert "published transformations and the figures of every place are open to you" in shown
    assert "T-ASK" not in shown
    assert "open to you" in text(opened("today", shipped_stores))


def test_a_day_on_which_nothing_waits_says_so(day_of):
    morning = day_of(FakeDesk([tracked("T-1", Delivery())]))
    assert today.finding(morning) == "No place is waiting for an answer of central government"
    assert section(morning, "Needs a decision").told == "No change request is open."


def test_hostile_text_is_drawn_as_text(day_of):
    hostile = ASKED.model_copy(update={"asks": "<img src=x onerror=alert(1)>"})
    drawn = sections_html(today.sections(day_of(FakeDesk(EVERY, requests=[version(hostile)]))))
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_the_caption_says_that_reports_of_the_training_workspace_are_simulated():
    from ui.today_words import caption

    assert caption(TODAY, [Role.STEWARD], Workspace.TRAINING) == (
        "Monday 23 November 2026, for a steward; reports are simulated"
    )
    assert "simulated" not in caption(TODAY, [Role.STEWARD], Workspace.LIVE)
    assert STEWARD.holds(Role.STEWARD)


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


def test_the_way_to_what_is_overdue_keeps_the_place_and_what_was_done_late_is_named_last(day_of):
    done = SECOND_INSTALMENT.model_copy(update={"milestone_id": "m0", "reached_on": dt.date(2026, 10, 1)})
    first = PROMISE.model_copy(update={"commitment_id": "c0", "statement": "Reply", "milestone_id": "m0"})
    desk = FakeDesk(
        EVERY, person=holding(Role.MINISTERS_OFFICE), commitments=[version(first), version(PROMISE)],
        milestones={"m0": done, "m1": SECOND_INSTALMENT},
    )  # fmt: skip
    morning = day_of(desk, place=HARTLEPOOL)
    ways = section(morning, "Who waits for whom").also
    assert ways == (("The overdue returns", f"transformations?place={HARTLEPOOL}&kind=overdue"),)
    promised = section(day_of(desk), "What was promised")
    assert [item.title for item in promised.items] == ["Pay the second instalment", "Reply"]
