"""What waits on one morning: seven transformations, a change asked for, a promise made, and who reads of them."""

import datetime as dt
from types import SimpleNamespace

from domain.change_request import ChangeRequest
from domain.commitment import Commitment, Side, Waypoint
from domain.delivery import Delivery
from domain.milestone import Milestone
from domain.person import Person, Role
from domain.returns import ReturnState
from domain.transformation import Status
from pages.home import today
from tests.metrics.stewardship.deliveries import mark, moment, tracked

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


def version(record, **fields):
    return SimpleNamespace(record=record, **fields)


def holding(*roles: Role, codes: tuple[str, ...] = ()) -> Person:
    return Person(person_id="p@x.example", name="P", roles=frozenset(roles), own_codes=frozenset(codes))


def section(morning, title: str):
    (found,) = [one for one in today.sections(morning) if one.title == title]
    return found
