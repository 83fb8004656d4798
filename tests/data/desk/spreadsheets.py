"""Spreadsheets brought to a desk: who brings them, to which desk, with which cell changed, and what the audit tells."""

import io

from openpyxl import load_workbook

from data.desk.desk import Desk
from data.desk.picture import Picture
from domain.audit import AuditLine
from domain.person import Person, Role
from domain.returns import Return
from tests.data.desk.reported import HARTLEPOOL, LEEDS, THIRD, TODAY, Published, told


def person(role: Role, *own: str) -> Person:
    return Person(person_id=f"{role}@x.example", name=f"A {role}", roles=frozenset({role}), own_codes=frozenset(own))


OFFICER, STEWARD = person(Role.PLACE_OFFICER, HARTLEPOOL), person(Role.STEWARD)


def desks_over(register):
    told(
        register, THIRD, Return(round_id="R3", transformation_id="TD-1", place_code=HARTLEPOOL),
        Return(round_id="R3", transformation_id="TD-2", place_code=LEEDS),
    )  # fmt: skip
    picture = Picture.open(register, programmes=Published(), today=TODAY)
    return lambda who=OFFICER: Desk(register, picture, who, today=TODAY)


def with_cell(content: bytes, sheet: str, cell: str, value: object) -> bytes:
    book, kept = load_workbook(io.BytesIO(content)), io.BytesIO()
    book[sheet][cell] = value
    book.save(kept)
    return kept.getvalue()


def audit(desk: Desk) -> list[AuditLine]:
    return desk.register.audit(limit=20)
