"""What a newcomer finds in the training workspace: every sort of story, consistent in itself, and plainly simulated."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.desk.picture import Picture
from data.register.check import check
from data.register.register import Register
from data.returns.lists import RISK_CATEGORIES, STANDARD_OUTPUTS
from data.training import lay_out
from data.training.spans import spans
from data.training.synthetic import lay_out_synthetic
from domain.allocation import Allocation, Stage
from domain.change_request import ChangeRequest
from domain.commitment import Commitment, Side
from domain.grant import Grant, grant_id
from domain.milestone import Milestone
from domain.money import Basis
from domain.question_use import QuestionUse
from domain.result import Output
from domain.returns import Answer, Return, ReturnState
from domain.risk import Risk
from domain.round import Round
from domain.spend import Spend
from domain.transformation import Status, Transformation
from domain.update import Update
from domain.workspace import Workspace
from metrics.catalogue import read_catalogue
from tests.data.training.conftest import TODAY

ALL = 100_000


def standing(register, noun, **filters):
    return [version.record for version in register.find(noun, limit=ALL, **filters)]


@pytest.fixture(scope="module")
def deliveries(laid, few):
    picture = Picture.open(laid, programmes=few, today=TODAY)
    return {key: one.delivery for key, one in picture.seen(None).items() if one.delivery}


def test_the_workspace_is_sound(laid):
    assert check(laid.database).problems == ()


def test_nothing_in_it_was_told_today_or_later(laid):
    founded, newest = laid.audit(limit=2)
    assert founded.action == "founded"
    assert "Simulated" in founded.detail
    assert newest.done_at.date() < TODAY


def test_everybody_in_it_has_an_address_that_can_be_nobodys_and_a_role(laid):
    grants = {version.record.address: version.record for version in laid.find(Grant, limit=ALL)}
    told_by = {version.told_by for version in laid.find(Return, limit=ALL)}
    assert all(address.endswith(".example") for address in grants)
    assert told_by <= set(grants)
    assert all(one.grant_id == grant_id(address) and one.roles for address, one in grants.items())


def test_every_decision_about_money_says_that_it_is_simulated(laid):
    allocations = standing(laid, Allocation)
    assert {one.stage for one in allocations} == set(Stage)
    assert all(one.decided_by.startswith("Simulated") and "Simulated" in one.source for one in allocations)


def test_a_published_amount_is_the_amount_announced(laid, few):
    published = {key: one.amount for key, one in few.transformations.items() if one.amount}
    announced = {
        one.transformation_id: float(one.amount) for one in standing(laid, Allocation, stage=Stage.ANNOUNCED.value)
    }
    seen = published.keys() & announced.keys()
    assert len(seen) > 100
    assert all(abs(announced[key] - published[key]) < 1 for key in seen)


def test_hardly_anybody_spends_more_than_was_awarded(deliveries):
    over = [key for key, told in deliveries.items() if (told.spent or 0) > (told.awarded or 0)]
    assert len(over) < len(deliveries) / 20
    assert all((told.paid or 0) <= (told.awarded or 0) for told in deliveries.values())


def test_every_status_and_every_state_of_a_return_can_be_met(laid, deliveries):
    assert set(Status) - {Status.NOT_STARTED} <= {told.status for told in deliveries.values()}
    newest = max(round_.opens_on for round_ in standing(laid, Round))
    still_open = {one.round_id for one in standing(laid, Round) if one.opens_on == newest}
    states = Counter(one.state for one in standing(laid, Return) if one.round_id in still_open)
    assert set(states) >= set(ReturnState) - {ReturnState.CHANGES_ASKED}


def test_a_cancelled_one_spends_no_more_and_a_completed_one_has_reached_everything(laid, deliveries):
    completed = [told for told in deliveries.values() if told.status is Status.COMPLETED]
    assert completed
    assert all(told.reached == told.milestones for told in completed)
    cancelled = [key for key, told in deliveries.items() if told.status is Status.CANCELLED]
    assert cancelled
    assert all((deliveries[key].forecast or 0) == 0 for key in cancelled)


def test_some_are_stale_and_some_contradict_themselves(deliveries):
    assert sum(told.stale for told in deliveries.values()) >= 3
    sure = [told for told in deliveries.values() if (told.self_rating or 0) >= 4 and told.planned and told.passed]
    assert any((told.spent or 0) < told.planned / 4 for told in sure)


def test_some_send_late_more_than_once_and_some_wait_for_the_centre_for_a_month(deliveries):
    late = Counter(
        key
        for key, told in deliveries.items()
        for mark in told.returns
        if mark.sent_at and mark.times_sent == 1 and mark.sent_at.date() > mark.due_on
    )
    assert late.most_common(1)[0][1] >= 2
    waits = [TODAY - mark.since.date() for told in deliveries.values() for mark in told.returns if mark.with_centre]
    assert max(waits) > dt.timedelta(days=28)


def test_returns_move_on_as_they_must(laid):
    allowed = {
        ReturnState.DUE: {ReturnState.DRAFT},
        ReturnState.DRAFT: {ReturnState.SUBMITTED},
        ReturnState.SUBMITTED: {ReturnState.CERTIFIED, ReturnState.DRAFT},
        ReturnState.CERTIFIED: {ReturnState.ACCEPTED, ReturnState.CHANGES_ASKED},
        ReturnState.CHANGES_ASKED: {ReturnState.DRAFT},
        ReturnState.ACCEPTED: set(),
    }
    sent_back = 0
    for version in laid.find(Return, limit=250):
        steps = laid.history(Return, version.record.record_id)
        assert steps[0].record.state is ReturnState.DUE
        for before, after in pairwise(steps):
            assert after.record.state in allowed[before.record.state]
            assert before.told_at < after.told_at
            if after.record.state is ReturnState.CERTIFIED:
                assert after.told_by != before.told_by
        sent_back += len(steps) > 5
    assert sent_back


def test_a_forecast_was_told_before_its_quarter_began_or_with_a_return(laid):
    bare = [
        version for version in laid.find(Spend, basis=Basis.FORECAST.value, limit=ALL) if not version.record.return_id
    ]
    assert len(bare) > 500
    for version in bare:
        said = version.record
        month = (said.quarter or 0) * 3 % 12 + 1
        begins = dt.date(said.financial_year + (said.quarter == 4), month, 1)
        assert version.told_at.date() <= begins


def test_what_is_reached_is_reached_by_the_day_it_is_told_and_mostly_with_evidence(laid):
    reached = [version for version in laid.find(Milestone, limit=ALL) if version.record.reached_on]
    assert all(version.record.reached_on <= version.told_at.date() for version in reached)
    assert sum(not version.record.evidence for version in reached) < len(reached) / 20


def test_events_come_before_the_return_that_tells_them_and_no_story_repeats_its_words_much(laid):
    updates = laid.find(Update, limit=ALL)
    assert all(version.record.happened_on < version.told_at.date() for version in updates)
    commonest = Counter(version.record.event for version in updates).most_common(1)[0][1]
    assert commonest < len(updates) / 15


def test_lists_are_the_governments(laid):
    assert all(STANDARD_OUTPUTS[one.indicator] == one.unit for one in standing(laid, Output))
    assert {one.category for one in standing(laid, Risk)} <= set(RISK_CATEGORIES)


def test_missions_and_metrics_are_those_of_the_catalogue(laid):
    catalogue = read_catalogue()
    missions = {mission.mission_id for framework in catalogue.frameworks.values() for mission in framework.missions}
    described = standing(laid, Transformation)
    assert {name for one in described for name in one.mission_ids} <= missions
    assert {name for one in described for name in one.metric_ids} <= set(catalogue.metrics)
    assert {one.metric_id for one in standing(laid, Commitment) if one.metric_id} <= set(catalogue.metrics)


def test_both_sides_have_promised_something(laid):
    assert {one.side for one in standing(laid, Commitment)} == set(Side)


def test_some_requests_are_open_past_the_day_on_which_an_answer_was_due(laid):
    requests = standing(laid, ChangeRequest)
    assert any(one.open and one.answer_due_on < TODAY for one in requests)
    assert any(not one.open for one in requests)


def test_some_questions_were_used_and_some_never(laid):
    asked = {question.question_id for one in standing(laid, Round) for question in one.questions}
    used = {one.question_id for one in standing(laid, QuestionUse)}
    assert used
    assert asked - used


def test_a_draft_holds_answers_in_the_persons_own_words(laid):
    drafts = {one.record_id for one in standing(laid, Return, state=ReturnState.DRAFT.value)}
    typed = {one.return_id for one in standing(laid, Answer)}
    assert drafts & typed


def test_the_same_day_and_seed_tell_the_same_history_and_another_seed_another(laid, few, figures, tmp_path):
    def last_seal(name, seed):
        register = Register.open(str(tmp_path / name), Workspace.TRAINING)
        lay_out(register, few, figures.places, TODAY, seed=seed)
        seal = register.audit(limit=2)[1].seal  # the last line says when it was laid out
        register.close()
        return seal

    assert last_seal("again", 2022) == laid.audit(limit=2)[1].seal
    assert last_seal("another", 2023) != laid.audit(limit=2)[1].seal


def test_synthetic_ones_say_so_and_answer_as_many_rounds_as_were_wanted(figures, tmp_path):
    register = Register.open(str(tmp_path), Workspace.TRAINING)
    lay_out_synthetic(register, figures.current_places, TODAY, transformations=40, rounds=8)
    titles = [one.title for one in standing(register, Transformation)]
    assert len(titles) == 40
    assert all(title.startswith("Synthetic") for title in titles)
    assert max(Counter(one.transformation_id for one in standing(register, Return)).values()) == 8
    assert check(register.database).problems == ()
    register.close()


@given(st.dates(dt.date(2024, 1, 1), dt.date(2060, 12, 31)), st.integers(1, 9))
def test_on_any_day_rounds_follow_one_another_and_the_newest_has_opened(today, closed):
    found = spans(today, closed=closed)
    assert len(found) == closed + 1
    for before, after in pairwise(found):
        assert after.starts_on == before.ends_on + dt.timedelta(days=1)
        assert before.opens_on <= before.until < after.opens_on
    newest = found[-1]
    assert newest.opens_on < newest.until < today
    assert all(newest.opens_on < newest.due_on(number, today) for number in range(10))
    assert all(span.opens_on.weekday() < 5 for span in found)
