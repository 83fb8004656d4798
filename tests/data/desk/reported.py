"""Two published transformations, three rounds of returns, and what is reported of the first."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data.desk.picture import Picture
from data.register.appends import Draft
from data.register.register import Register
from domain.money import Basis, Stream
from domain.published import AmountKind, PlaceBasis, PublishedTransformation
from domain.record import Record
from domain.returns import Return, ReturnState
from domain.round import Question, Round
from domain.spend import Spend
from domain.transformation import Status
from domain.update import Update

HARTLEPOOL, LEEDS = "E06000001", "E08000035"
TODAY = dt.date(2026, 11, 23)


@dataclass(frozen=True)
class NamedProgramme:
    order: int
    programme_id: str = "TD"


@dataclass(frozen=True)
class Published:
    """Two published transformations of one programme."""

    by_id: Mapping[str, NamedProgramme] = field(default_factory=lambda: {"TD": NamedProgramme(1)})
    transformations: Mapping[str, PublishedTransformation] = field(
        default_factory=lambda: {
            "TD-1": published("TD-1", "The square", HARTLEPOOL),
            "TD-2": published("TD-2", "A park", LEEDS),
        }
    )


def published(own_id: str, title: str, *codes: str) -> PublishedTransformation:
    return PublishedTransformation(
        transformation_id=own_id, programme_id="TD", title=title, part="", locality="", lead="A council",
        place_codes=codes, place_basis=PlaceBasis.PUBLISHED, amount=1_000_000.0, amount_kind=AmountKind.GRANT,
        revenue=None, capital=None, period="", group_id="", group_title="", group_amount=None, group_size=0, note="",
        found_at="row 2",
    )  # fmt: skip


def a_round(name: str, start: dt.date, end: dt.date, due: dt.date) -> Round:
    return Round(
        round_id=name, programme_id="TD", title=name, period_start=start, period_end=end, opens_on=end, due_on=due,
        questions=(Question(question_id="q", wording="What happened?", asked_because="To know"),),
    )  # fmt: skip


FIRST = a_round("R1", dt.date(2025, 4, 1), dt.date(2025, 9, 30), dt.date(2025, 10, 31))
SECOND = a_round("R2", dt.date(2025, 10, 1), dt.date(2026, 3, 31), dt.date(2026, 4, 30))
THIRD = a_round("R3", dt.date(2026, 4, 1), dt.date(2026, 9, 30), dt.date(2026, 10, 31))


def told(register: Register, *records: Record, replaces: int | None = None) -> None:
    register.append_all([Draft(record, replaces) for record in records], by="a@x.example", why="Told")


def event(name: str, on: dt.date, status: Status, **more: object) -> Update:
    return Update(
        update_id=name, transformation_id="TD-1", happened_on=on, event=f"Event {name}", status=status, **more
    )


def owed(round_id: str, state: ReturnState = ReturnState.DUE) -> Return:
    return Return(round_id=round_id, transformation_id="TD-1", place_code=HARTLEPOOL, state=state)


def spend(basis: Basis, year: int, quarter: int | None, amount: int, stream: Stream = Stream.CAPITAL) -> Spend:
    return Spend(
        transformation_id="TD-1",
        basis=basis,
        stream=stream,
        financial_year=year,
        quarter=quarter,
        amount=Decimal(amount),
    )


def delivery(picture: Picture, own_id: str = "TD-1"):
    picture.catch_up(TODAY)
    return picture.seen(None)[own_id].delivery
