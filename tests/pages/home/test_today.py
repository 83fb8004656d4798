"""Today, for each role: what needs them, why, and nothing of what is not theirs."""

import re
from dataclasses import replace
from types import SimpleNamespace

from domain.audit import AuditLine
from domain.delivery import Delivery
from domain.person import Role
from domain.workspace import Workspace
from pages.home import today
from tests.metrics.stewardship.deliveries import TODAY, moment, tracked
from tests.pages.desks import STEWARD, FakeDesk
from tests.pages.home.waiting import ASKED, EVERY, MIDDLESBROUGH, holding, section, version
from tests.pages.opened import opened, text
from ui.today_sections import sections_html


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
    # from 30 April to 31 October are 184 days, and 23 more
    assert [item.note for item in overdue.items] == [
        "Return 207 days past its day",
        "Return 24 days past its day, for the second time",
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


def test_whoever_has_work_to_do_is_shown_all_of_it_whatever_the_address_says(day_of):
    assert len(day_of(FakeDesk(EVERY), place=MIDDLESBROUGH).seen) == 7


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
