"""One transformation told of in a register, and the stores of a page with the desk of anybody."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from data.desk.desk import Desk
from data.desk.picture import Picture
from data.register.appends import Draft
from data.register.register import Register
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest
from domain.comment import Comment
from domain.commitment import Commitment, Side, Waypoint
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.person import Person, Role
from domain.record import Record
from domain.result import Output
from domain.risk import Risk
from domain.spend import Spend
from domain.transformation import Status, Transformation
from domain.update import Update
from domain.workspace import Workspace
from tests.data.register.ready import ready_register
from ui.stores import Stores

BARROW, ELSEWHERE = "E06000064", "E08000035"
OWN = "TD-BAR-01"  # a Town Deal project of Westmorland and Furness: 13,043,763 pounds
ONLY_HERE = "LOCAL-1"
TODAY = dt.date.today()
PROBABLY = "Hostile <script>alert(1)</script> & co"


def person(role: Role, *own: str) -> Person:
    return Person(person_id=f"{role}@x.example", name=f"A {role}", roles=frozenset({role}), own_codes=frozenset(own))


STEWARD, OFFICER = person(Role.STEWARD), person(Role.PLACE_OFFICER, BARROW)
STRANGER, MINISTER = person(Role.PLACE_OFFICER, ELSEWHERE), person(Role.MINISTERS_OFFICE)
ANALYST = person(Role.ANALYST)


def day(days_ago: int) -> dt.date:
    return TODAY - dt.timedelta(days=days_ago)


def spend(basis: Basis, quarter: int, amount: int, stream: Stream = Stream.CAPITAL) -> Spend:
    return Spend(
        transformation_id=OWN, basis=basis, stream=stream, financial_year=TODAY.year - 2, quarter=quarter,
        amount=Decimal(amount),
    )  # fmt: skip


def records() -> list[Record]:
    """A project that rates itself 5, is on track, has missed a milestone and spent a quarter of its plan."""
    risk = Risk(
        risk_id="risk", transformation_id=OWN, title="Steel prices", category="Rising costs", impact=5, likelihood=2,
        proximity=3, owner="Finance director", mitigation="Bought early",
    )  # fmt: skip
    return [
        Update(
            update_id="u1", transformation_id=OWN, happened_on=day(100), event=PROBABLY, status=Status.ON_TRACK,
            self_rating=5, evidence="Minutes of the board",
        ),
        Milestone(
            milestone_id="m1", transformation_id=OWN, title="Roof on", planned_on=day(200), expected_on=day(20)
        ),
        Milestone(
            milestone_id="m2", transformation_id=OWN, title="Design agreed", planned_on=day(400), reached_on=day(380),
            evidence="Signed drawings",
        ),
        spend(Basis.FORECAST, 1, 2_000_000), spend(Basis.ACTUAL, 1, 500_000),
        spend(Basis.FORECAST, 2, 200_000, Stream.REVENUE), spend(Basis.ACTUAL, 2, 50_000, Stream.REVENUE),
        Output(
            output_id="o1", transformation_id=OWN, indicator="Homes built", unit="homes", basis=Basis.FORECAST,
            value=Decimal(40), starts_on=day(500), ends_on=day(-300),
        ),
        Output(
            output_id="o2", transformation_id=OWN, indicator="Homes built", unit="homes", basis=Basis.ACTUAL,
            value=Decimal(10), starts_on=day(500), ends_on=day(50),
        ),
        risk,
        AssuranceRating(
            rating_id="r1", transformation_id=OWN, rating=2, rated_on=day(60), rated_by="Delivery assurance",
            reason="No contractor is named",
        ),
        ChangeRequest(
            request_id="q1", transformation_id=OWN, place_code=BARROW, asks="Move £1.2m to next year",
            reason="The ground was worse than surveyed", asked_on=day(30), answer_due_on=day(2),
        ),
        Comment(comment_id="c1", about_kind="transformation", about_id=OWN, text="When is the next visit?"),
        Commitment(
            commitment_id="p1", statement="The roof is on before winter", side=Side.PLACE, owner="The council",
            made_on=day(300), path=(Waypoint(on=day(30)),), place_code=BARROW, transformation_id=OWN, milestone_id="m1",
        ),
        Commitment(
            commitment_id="p2", statement="Central government answers for skills", side=Side.CENTRE,
            owner="Department for Education", made_on=dt.date(2021, 1, 1), place_code=BARROW,
            path=(Waypoint(on=dt.date(2021, 3, 31), value=1.0), Waypoint(on=dt.date(2099, 3, 31), value=90.0)),
            metric_id="qualifications_level_3",
        ),
        Transformation(
            transformation_id=ONLY_HERE, title="A pub bought by its village", lead="A charity", place_codes=(BARROW,),
            metric_ids=("neighbourhood_trust",), story="The village bought it together.",
        ),
    ]  # fmt: skip


def tell(register: Register, *said: Record, replaces: int | None = None, by: str = "officer@council.example") -> None:
    register.append_all([Draft(record, replaces) for record in said], by=by, why="As reported")


@contextmanager
def told_register(folder: Path, *said: Record) -> Iterator[Register]:
    """A training register in which some things were told; closed afterwards."""
    with closing(ready_register(folder, Workspace.TRAINING)) as register:
        if said:
            tell(register, *said)
        yield register


def opener(register: Register, shipped: Stores) -> Callable[[Person], Stores]:
    """The stores for anybody, with a picture that is up to date."""
    picture = Picture.open(register, programmes=shipped.programmes, today=TODAY)

    def stores(who: Person) -> Stores:
        picture.catch_up(TODAY)
        return replace(shipped, desk=Desk(register, picture, who, today=TODAY))

    return stores


def long(on: dt.date) -> str:
    return f"{on.day} {on:%B %Y}"
