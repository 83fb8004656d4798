"""One account summed up as a delivery, as it looks on a day."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data.desk.account import Account, Moved, Step, Sum, Told
from domain.allocation import Stage
from domain.delivery import Delivery, ReturnMark
from domain.money import Basis
from domain.returns import ReturnState
from domain.round import Round
from domain.transformation import Status

DAYS_IN_A_MONTH = 30.4375
OVER = frozenset({Status.COMPLETED, Status.CANCELLED})
ANSWERS = (ReturnState.ACCEPTED, ReturnState.CHANGES_ASKED)
QUARTER_ENDS = {1: (6, 30), 2: (9, 30), 3: (12, 31), 4: (3, 31), 0: (3, 31)}


def summed(account: Account, rounds: Mapping[str, Round], today: dt.date) -> Delivery:
    """What has been reported, from everything that stands."""
    events = list(account.events())
    newest = events[0] if events else None
    standing = account.described.standing if account.described else None
    if standing and (newest is None or standing.since > newest.happened_on):
        status, since, event = standing.status, standing.since, standing.event
    elif newest:
        status, since, event = newest.status, _since(events), newest.event
    else:
        status, since, event = None, None, ""
    rated = next((told for told in events if told.self_rating is not None), None)
    assured = max(account.ratings.values(), default=None)
    evidence = _evidence(account)
    marks = _marks(account.returns, rounds)
    said = Delivery(
        status=status,
        since=since,
        event=event,
        self_rating=rated.self_rating if rated else None,
        self_rated_on=rated.happened_on if rated else None,
        assurance=assured.rating if assured else None,
        assured_on=assured.rated_on if assured else None,
        evidence_on=max(evidence, default=None),
        silent_rounds=0 if status in OVER else _silent(marks, rounds, account, evidence, today),
        returns=marks,
        open_risks=len(account.risks),
        worst_risk=max(account.risks.values(), default=None),
        open_requests=sum(asked.open for asked in account.requests.values()),
        oldest_request_on=min((asked.asked_on for asked in account.requests.values() if asked.open), default=None),
    )
    said = _with_money(said, account)
    said = _with_spending(said, account.spending.values(), today)
    return _with_milestones(said, account.milestones.values(), today)


def _since(events: Sequence[Told]) -> dt.date:
    """The day from which the newest status has held: the first event of the last unbroken run of it."""
    same = itertools.takewhile(lambda told: told.status is events[0].status, events)
    return min(told.happened_on for told in same)


def _evidence(account: Account) -> list[dt.date]:
    """The days of everything that can be seen."""
    shown = [told.happened_on for told in account.updates.values() if told.evidence]
    return shown + [step.reached_on for step in account.milestones.values() if step.reached_on and step.evidence]


def _marks(returns: Mapping[str, Sequence[Moved]], rounds: Mapping[str, Round]) -> tuple[ReturnMark, ...]:
    marks = [
        _mark(key, moves, rounds[moves[-1].round_id])
        for key, moves in returns.items()
        if moves[-1].round_id in rounds and not moves[-1].withdrawn
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.due_on, mark.round_id), reverse=True))


def _mark(key: str, moves: Sequence[Moved], asked: Round) -> ReturnMark:
    newest = moves[-1]
    sent = sum(move.state is ReturnState.SUBMITTED for move in moves)
    begun = next(
        later.told_at
        for number, later in reversed(list(enumerate(moves)))
        if number == 0 or moves[number - 1].state is not newest.state
    )
    return ReturnMark(
        round_id=newest.round_id,
        transformation_id=key.partition("/")[2],
        place_code=newest.place_code,
        state=newest.state,
        since=begun,
        due_on=asked.due_on,
        version=newest.number,
        sent_at=_last(moves, ReturnState.SUBMITTED),
        certified_at=_last(moves, ReturnState.CERTIFIED),
        answered_at=_last(moves, *ANSWERS),
        times_sent=sent,
        answered_before=_answered_before(moves) if sent > 1 else (),
    )


def _answered_before(moves: Sequence[Moved]) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """When each earlier sending was certified and when the centre answered it; the last certificate is left out."""
    answered: list[tuple[dt.datetime, dt.datetime]] = []
    certified, last = None, _last(moves, ReturnState.CERTIFIED)
    for move in moves:
        if move.state is ReturnState.CERTIFIED:
            certified = move.told_at
        elif certified and move.state in ANSWERS:
            answered.append((certified, move.told_at))
            certified = None
    return tuple(pair for pair in answered if pair[0] != last)


def _last(moves: Sequence[Moved], *states: ReturnState) -> dt.datetime | None:
    return next((move.told_at for move in reversed(moves) if move.state in states), None)


def _silent(
    marks: Iterable[ReturnMark],
    rounds: Mapping[str, Round],
    account: Account,
    evidence: Sequence[dt.date],
    today: dt.date,
) -> int:
    """How many of the last rounds, all due by now, have gone by since anything could be seen."""
    shown = {told.return_id for told in account.updates.values() if told.evidence}
    silent = 0
    for mark in marks:
        asked = rounds[mark.round_id]
        if mark.due_on >= today:
            continue
        if mark.return_id in shown or any(asked.period_start <= day <= today for day in evidence):
            break
        silent += 1
    return silent


def _with_money(said: Delivery, account: Account) -> Delivery:
    given = {stage: [one for one in account.allocations.values() if one.stage is stage] for stage in Stage}
    paid = [one.decided_on for one in given[Stage.PAID] if one.amount > 0]
    first_award = min((one.decided_on for one in given[Stage.AWARDED]), default=None)
    later = [one.amount for one in given[Stage.AWARDED] if one.decided_on != first_award]
    return replace(
        said,
        announced=_total(one.amount for one in given[Stage.ANNOUNCED]),
        awarded=_total(one.amount for one in given[Stage.AWARDED]),
        paid=_total(one.amount for one in given[Stage.PAID]),
        award_added=float(sum(amount for amount in later if amount > 0)),
        award_taken_back=float(-sum(amount for amount in later if amount < 0)),
        announced_on=min((one.decided_on for one in given[Stage.ANNOUNCED]), default=None),
        first_paid_on=min(paid, default=None),
    )


def _with_spending(said: Delivery, spending: Iterable[Sum], today: dt.date) -> Delivery:
    """Spent; what had been forecast for the same quarters and those before; and what is forecast for later ones."""
    sums = list(spending)
    actual = [one for one in sums if one.basis is Basis.ACTUAL]
    forecast = [one for one in sums if one.basis is Basis.FORECAST]
    until = max((_ends(one) for one in actual), default=None)
    passed = [one for one in forecast if (_ends(one) <= until if until else _ends(one) < today)]
    return replace(
        said,
        spent=_total(one.amount for one in actual),
        planned=_total(one.amount for one in passed),
        forecast=_total(one.amount for one in forecast if one not in passed),
    )


def _ends(one: Sum) -> dt.date:
    """The last day of the quarter or year of an amount."""
    month, day = QUARTER_ENDS[one.quarter]
    return dt.date(one.financial_year + (one.quarter in {0, 4}), month, day)


def _total(amounts: Iterable[Decimal]) -> float | None:
    """The sum, or none where nobody gave an amount."""
    amounts = list(amounts)
    return float(sum(amounts)) if amounts else None


def _with_milestones(said: Delivery, milestones: Iterable[Step], today: dt.date) -> Delivery:
    steps = list(milestones)
    ahead = [step for step in steps if step.reached_on is None]
    slips = [((step.expected_on or step.planned_on) - step.planned_on).days / DAYS_IN_A_MONTH for step in ahead]
    due = [step.expected_on or step.planned_on for step in ahead]
    return replace(
        said,
        milestones=len(steps),
        reached=len(steps) - len(ahead),
        passed=sum(day < today for day in due),
        first_passed_on=min((day for day in due if day < today), default=None),
        reached_bare=sum(bool(step.reached_on) and not step.evidence for step in steps),
        next_milestone_on=min((day for day in due if day >= today), default=None),
        slips_by_months=max(slips, default=None),
    )
