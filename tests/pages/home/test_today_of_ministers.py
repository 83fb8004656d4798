"""Today for a minister's office: what stands, who waits for whom, what was promised, and what to ask about."""

import datetime as dt
import re

from domain.delivery import Delivery
from domain.person import Role
from domain.transformation import Status
from pages.home import today
from tests.metrics.stewardship.deliveries import tracked
from tests.pages.desks import FakeDesk
from tests.pages.home.waiting import (
    ASKED,
    EVERY,
    HARTLEPOOL,
    MIDDLESBROUGH,
    PROMISE,
    SECOND_INSTALMENT,
    holding,
    section,
    version,
)
from ui.today_sections import sections_html


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
