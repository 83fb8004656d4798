"""A small programme at work: three transformations of two places, and everybody who has to do with their returns."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from data.desk.desk import Desk
from data.register.register import Register
from data.returns.standard import STANDARD_QUESTIONS
from domain.person import Person, Role
from domain.round import Round
from domain.tracked import Tracked

HARTLEPOOL, LEEDS, TEES_VALLEY = "E06000001", "E08000035", "E47000006"
TODAY = dt.date(2026, 10, 20)
RETURN = "R3/TD-1"


class SmallPicture:
    """Three transformations, none of which has reported; what may be read of them does not differ."""

    def __init__(self) -> None:
        self._all = {
            key: Tracked(
                transformation_id=key, title=title, programme_id="TD", lead="A council", place_codes=codes,
                published=True,
            )
            for key, title, codes in (
                ("TD-1", "The square", (HARTLEPOOL, TEES_VALLEY)), ("TD-2", "A park", (LEEDS,)), ("TD-3", "A line", ()),
            )
        }  # fmt: skip

    def seen(self, place_codes: frozenset[str] | None) -> Mapping[str, Tracked]:
        return self._all

    def one(self, own_id: str, place_codes: frozenset[str] | None) -> Tracked | None:
        return self.seen(place_codes).get(own_id)

    def ids_reaching(self, place_codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key, one in self._all.items() if set(one.place_codes) & set(place_codes))

    def places_of(self, transformation_id: str) -> tuple[str, ...]:
        one = self._all.get(transformation_id)
        return one.place_codes if one else ()


def person(name: str, role: Role, *own: str, within: tuple[str, ...] = ()) -> Person:
    return Person(
        person_id=f"{name.lower()}@x.example", name=name, roles=frozenset({role}), own_codes=frozenset(own),
        within_codes=frozenset(within),
    )  # fmt: skip


STEWARD = person("Sam", Role.STEWARD)
OFFICER = person("Olu", Role.PLACE_OFFICER, HARTLEPOOL)
SECOND_OFFICER = person("Ola", Role.PLACE_OFFICER, HARTLEPOOL)
CERTIFIER = person("Cat", Role.CERTIFIER, HARTLEPOOL)
BOTH = Person(
    person_id="bea@x.example", name="Bea", roles=frozenset({Role.PLACE_OFFICER, Role.CERTIFIER}),
    own_codes=frozenset({HARTLEPOOL}),
)  # fmt: skip
REGIONAL = person("Rae", Role.PLACE_OFFICER, TEES_VALLEY, within=(HARTLEPOOL,))
STRANGER = person("Lee", Role.PLACE_OFFICER, LEEDS)
ANALYST = person("Ann", Role.ANALYST)
ADMINISTRATOR = person("Ada", Role.ADMINISTRATOR)


def a_round(name: str = "R3", **more: object) -> Round:
    said = {
        "round_id": name, "programme_id": "TD", "title": "Summer 2026", "period_start": dt.date(2026, 4, 1),
        "period_end": dt.date(2026, 9, 30), "opens_on": dt.date(2026, 10, 1), "due_on": dt.date(2026, 10, 31),
        "questions": STANDARD_QUESTIONS,
    }  # fmt: skip
    return Round.model_validate({**said, **more})


def desks(register: Register, *, today: dt.date = TODAY) -> Callable[[Person], Desk]:
    """The desk of anybody."""
    return lambda who: Desk(register, SmallPicture(), who, today=today)  # type: ignore[arg-type]


def refusals(register: Register) -> list[str]:
    """Who was refused something, by the audit."""
    return [line.done_by for line in register.audit(limit=100) if line.action == "refused"]
