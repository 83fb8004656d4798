"""The centre's own record: the same numbers for either side, with what is missing said, and marked where simulated."""

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from data.desk.desk import Desk
from data.desk.picture import Picture
from domain.allocation import Allocation, Stage
from domain.centre_goal import CentreGoal
from domain.change_request import ChangeRequest
from domain.commitment import Commitment, Side, Waypoint
from domain.milestone import Milestone
from domain.question_use import QuestionUse
from domain.returns import Return, ReturnState
from domain.waiver import Waiver
from domain.workspace import Workspace
from metrics.centre import Turnaround
from metrics.centre_goals import GOALS, goal_on
from metrics.waits import Waits
from pages.register import centre
from tests.data.desk.at_work import ADMINISTRATOR, ANALYST, STEWARD, STRANGER
from tests.data.desk.reported import FIRST, HARTLEPOOL, LEEDS, SECOND, Published, told
from tests.data.register.ready import ready_register
from tests.pages.desks import officer
from tests.pages.opened import opened, text
from ui.centre_charts import Goal, Wait, waits_chart
from ui.centre_file import centre_frame
from ui.centre_words import goal_told, slowest_words, turnaround_sentence
from ui.request import read_request

TODAY = dt.date.today()
AGO = dt.timedelta(days=100)


def money(name: str, stage: Stage, on: dt.date, amount: int = 1_000, of: str = "TD-1") -> Allocation:
    return Allocation(
        allocation_id=name, programme_id="TD", transformation_id=of, stage=stage, amount=Decimal(amount),
        decided_on=on, decided_by="A director",
    )  # fmt: skip


@pytest.fixture
def held(shipped_stores, tmp_path):
    register = ready_register(tmp_path, Workspace.TRAINING)
    told(register, FIRST, SECOND)
    state = ReturnState.DUE
    for number, state in enumerate((ReturnState.SUBMITTED, ReturnState.CERTIFIED, ReturnState.ACCEPTED)):
        told(
            register, Return(round_id="R1", transformation_id="TD-1", place_code=HARTLEPOOL, state=state),
            replaces=number or None,
        )  # fmt: skip
    certified = Return(round_id="R1", transformation_id="TD-2", place_code=LEEDS, state=ReturnState.CERTIFIED)
    told(register, certified)
    told(register, QuestionUse(
        use_id="U", round_id="R2", question_id="q", used_by="A director", used_on=TODAY, used_for="A paper",
    ))  # fmt: skip
    told(
        register, money("A1", Stage.ANNOUNCED, TODAY - AGO), money("A2", Stage.PAID, TODAY - AGO + dt.timedelta(60)),
        money("A3", Stage.AWARDED, TODAY - AGO), money("A4", Stage.AWARDED, TODAY, -250),
        money("A5", Stage.ANNOUNCED, TODAY - AGO, of="TD-2"),
    )  # fmt: skip
    told(
        register,
        ChangeRequest(
            request_id="C", transformation_id="TD-1", place_code=HARTLEPOOL, asks="More time", reason="Flood",
            asked_on=TODAY - AGO, answer_due_on=TODAY - AGO / 2,
        ),
        Waiver(
            waiver_id="W", programme_id="TD", rule="Spend by March", reason="Flood", decided_on=TODAY,
            decided_by="A director", starts_on=TODAY,
        ),
        Milestone(milestone_id="M", transformation_id="TD-1", title="Guidance out", planned_on=TODAY - AGO),
        Commitment(
            commitment_id="P", statement="Publish the guidance", side=Side.CENTRE, owner="The ministry",
            made_on=TODAY - 2 * AGO, path=(Waypoint(on=TODAY - AGO),), milestone_id="M",
        ),
    )  # fmt: skip
    picture = Picture.open(register, programmes=Published(), today=TODAY)
    yield lambda who: replace(shipped_stores, desk=Desk(register, picture, who, today=TODAY))
    register.close()


def record(stores, **address: str) -> centre.Record:
    request = read_request(
        {name: (value,) for name, value in address.items()}, places=stores.figures.places, catalogue=stores.catalogue,
        today=TODAY,
    )  # fmt: skip
    return centre.prepare(request, stores)


def test_everything_is_counted_from_what_is_on_record(held):
    found = record(held(STEWARD))
    assert (found.together.returns, found.together.answered.count, found.together.waiting.count) == (2, 1, 1)
    (towns,) = found.payments
    assert (towns.paid.longest, towns.unpaid.longest) == (60, 100)
    assert found.answers.overdue.count == 1
    assert [(one.round.round_id, one.asked, one.never_used) for one in found.burdens] == [("R2", 0, 0), ("R1", 2, 2)]
    (awards,) = found.alterations
    assert (awards.awarded, awards.altered, awards.taken_back) == (1, 1, 250.0)
    assert [str(standing.answer) for _, standing in found.promises] == ["late"]


def test_a_place_officer_counts_only_what_is_theirs_to_read_and_is_told_so(held):
    found = record(held(STRANGER))
    assert (found.seen, found.total) == (1, 2)
    assert (found.together.returns, found.together.waiting.count) == (1, 1)
    assert found.answers.open == 0
    shown = text(opened("centre", held(STRANGER), person=STRANGER))
    assert "This speaks of the 1 of 2 transformations whose returns are yours to read." in shown


def test_the_page_states_each_clock_and_whose_promise_is_late(held):
    shown = text(opened("centre", held(ANALYST), person=ANALYST))
    assert "Central government gave half of 1 answer to certified returns within 0 working days" in shown
    assert "1 waits now" in shown
    assert "1 transformation had a first payment; 1 more was announced and had none so far" in shown
    assert "1 is open, 1 of them past due" in shown
    assert "No use is on record of 2 of them (100%)" in shown
    assert "Publish the guidance" in shown
    assert "The one commitment of central government is late" in shown
    assert "Spend by March" in shown
    assert "1 of 1 award was changed after the first decision" in shown
    assert not re.search(r"\bNone\b(?! of 1 commitment)|\bnan\b|\binf\b", shown)


def test_nothing_on_record_is_said_and_not_counted_as_nought_days(shipped_stores, tmp_path):
    register = ready_register(tmp_path, Workspace.LIVE)
    picture = Picture.open(register, programmes=Published(), today=TODAY)
    empty = replace(shipped_stores, desk=Desk(register, picture, STEWARD, today=TODAY))
    shown = text(opened("centre", empty, person=STEWARD))
    assert "Central government has answered no certified return yet" in shown
    assert "No return is on record." in shown
    assert "No announcement with a day is on record for 2 transformations" in shown
    assert "No change request is on record." in shown
    assert "No round has come to its end" in shown
    assert "No commitment of central government is on record" in shown
    register.close()


def test_an_unknown_programme_is_named_and_every_programme_shown(held):
    shown = text(opened("centre", held(STEWARD), person=STEWARD, programme="no_such"))
    assert "No programme here is called “no_such”" in shown
    assert "This speaks of 2 transformations" in shown


def test_an_administrator_who_reads_no_returns_does_not_open_it(held):
    assert "You cannot open this page" in text(opened("centre", held(ADMINISTRATOR), person=ADMINISTRATOR))


def test_the_file_has_every_clock_with_its_unit(held):
    found = record(held(STEWARD))
    frame = centre_frame(found, named={"TD": "Town Deals"}.get, titles=found.titles)
    rows = {(part, of, what): (number, unit) for part, of, what, number, unit in frame.itertuples(index=False)}
    assert rows["Announcement to first payment", "Town Deals", "paid: longest"] == (60, "days")
    assert rows["Certified return to answer", "R1", "sent more than once"] == (0, "count")
    assert rows["Awards", "Town Deals", "taken back later"] == (250.0, "pounds")


def test_a_programme_of_three_payments_is_not_called_the_slowest_of_all():
    paid = [("Freeports", Waits(3, 147, 150, 150)), ("Town Deals", Waits(682, 118, 164, 230)),
            ("Pride in Place", Waits(284, 122, 167, 230))]  # fmt: skip
    assert slowest_words(paid) == (
        "Pride in Place: half of 284 first payments came within 122 days, the longest of the 2 programmes with 10 "
        "payments or more"
    )
    assert slowest_words(paid[:1]) == "Freeports: half of 3 first payments came within 147 days"


def test_answers_are_held_against_the_days_the_centre_means_to_take():
    told = Turnaround(
        returns=9, answered_days=Counter({5: 2, 20: 1, 21: 1}), waiting_days=Counter({20: 1, 21: 1, 150: 1}),
        changes_asked=0, sent_again=0,
    )  # fmt: skip
    goal = CentreGoal(
        goal_id="answer_to_return", working_days=20, from_on=dt.date(2026, 4, 1), owner="The director",
        said_where="a letter to places", why="Places plan their next return by it.",
    )  # fmt: skip
    assert turnaround_sentence(told, goal).endswith(
        "The centre gave 4 answers, 3 of them within the goal of 20 working days; 2 of those that wait have waited "
        "longer."
    )
    assert turnaround_sentence(told).endswith("The centre gave 4 answers.")
    assert goal_told(goal).startswith(
        "The goal is an answer within 20 working days, from 1 April 2026. Owner: The director. Stands in: a letter"
    )
    assert "no goal" in goal_told(None)


def test_the_goal_stands_on_the_page_with_its_owner_and_its_day(held):
    shown = text(opened("centre", held(STEWARD), person=STEWARD))
    goal = goal_on(TODAY, GOALS)
    assert f"within {goal.working_days} working days, from {goal.from_on.day} {goal.from_on:%B %Y}" in shown
    assert goal.owner in shown
    assert goal.said_where in shown


def test_a_chart_of_waits_is_one_a_browser_can_draw_and_says_in_words_what_it_shows():
    rows = [Wait("Town <b>Deals</b>", Waits(10, 3, 8, 40)), Wait("Freeports", None)]
    goal = Goal(5, "goal: 5 by 1 April 2027")
    chart = waits_chart(rows, title="Nine in ten within 8 days", unit="days", done="paid", goal=goal)
    go.Figure(chart.figure)
    assert "half within 3, nine in ten within 8, the longest 40" in chart.alt
    assert "goal: 5 by 1 April 2027" in chart.summary
    assert "<b>Deals" not in str(chart.figure)
    assert chart.table["Nine in ten within (days)"].tolist() == ["8", "no figure"]


def test_of_a_programme_none_of_whose_returns_are_theirs_nothing_is_claimed_of_the_centre(held):
    elsewhere = officer("E06000002")
    shown = text(opened("centre", held(elsewhere), person=elsewhere))
    assert "How fast central government answered these returns is not yours to see" in shown
    assert "that says nothing of how central government kept to its clocks" in shown
    assert "has answered no certified return yet" not in shown
    assert "No change request is on record." not in shown
