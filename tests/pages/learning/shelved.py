"""A small library behind a page: a founding set made by hand, a register, and the desk of anybody."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from data.desk.desk import Desk
from data.desk.picture import Picture
from data.desk.shelf import Shelf
from data.register.register import Register
from domain.evidence import Design, Effect, Result, StudyChecks
from domain.person import Person, Role
from domain.practice import Citation, CostBand, Practice, Precondition, Resource, Stage
from ui.stores import Stores

LIVERPOOL, SALFORD, BARROW = "E08000012", "E08000006", "E06000064"
OWN = "TD-BAR-01"  # a Town Deal project in Barrow, from a published register
TODAY = dt.date.today()
HOSTILE = "<script>alert(1)</script> & co"


def person(name: str, role: Role, *own: str) -> Person:
    return Person(person_id=f"{name.lower()}@x.example", name=name, roles=frozenset({role}), own_codes=frozenset(own))


SAM, SUE, SID = (person(name, Role.STEWARD) for name in ("Sam", "Sue", "Sid"))
BEA, LOU = person("Bea", Role.PLACE_OFFICER, BARROW), person("Lou", Role.PLACE_OFFICER, LIVERPOOL)
MAX = person("Max", Role.MINISTERS_OFFICE)


def practice(name: str, **told: object) -> Practice:
    base = {
        "practice_id": name, "title": name.capitalize(), "what_was_done": "Something was done.",
        "mission_ids": ("crime",), "outcome": "a figure", "result": Result.WORKED, "stage": Stage.FOUNDING,
    }  # fmt: skip
    return Practice.model_validate(base | told)


STUDY = Citation(
    author="Ada Ng", title="Gates <b>&</b> burglars", publisher="Trust", year=2006, address="https://x.example/a"
)
TRIAL = Citation(author="Bo Li", title="Lamps by lot", publisher="Trust", year=2006, address="https://x.example/b")
GATES = practice(
    "gates", title="Alley gates in Liverpool", problem="Burglars came unseen.", what_was_done="Alleys were gated.",
    mechanism="Nobody passes unseen.", preconditions=(Precondition(statement="Alleys behind the houses"),),
    place_codes=(LIVERPOOL, SALFORD), population="People in terraced houses", cost=728_000.0,
    design=Design.DIFFERENCE_IN_DIFFERENCES, study_checks=StudyChecks(comparators_justified=True),
    effect=Effect(outcome="burglaries", value=-37.0, lower=-45.0, upper=-29.0, unit="%", higher_is_better=False),
    outcome="burglaries", started_year=2000, ended_year=2003, sources=(STUDY,), readings=("mechanism", "preconditions"),
    caveats="One city.", resources=(Resource(title="Sheet", address="https://x.example/s", licence="OGL v3.0"),),
)  # fmt: skip
ENTRIES = (
    GATES,
    practice(
        "wardens", result=Result.HARM, design=Design.BEFORE_AFTER, mission_ids=("pride_in_place",),
        place_words="England-wide", cost_band=CostBand.UNDER_10K, started_year=2019,
    ),
    practice("lights", result=Result.NO_EFFECT, design=Design.RANDOMISED, sources=(TRIAL,), unconfirmed=("effect",)),
    practice("courts", title=f"Courts {HOSTILE}", result=Result.NOT_YET_KNOWN),
)  # fmt: skip
FOUNDING = {one.practice_id: one for one in ENTRIES}


def opener(register: Register, shipped: Stores, founding: dict[str, Practice] = FOUNDING) -> Callable[[Person], Stores]:
    """The stores of a page for a person, with one shelf for all as in the service."""
    picture = Picture.open(register, programmes=shipped.programmes, today=TODAY)
    shelf = Shelf(register, founding)

    def opened_for(who: Person) -> Stores:
        desk = Desk(register, picture, who, today=TODAY, shelf=shelf)
        return replace(
            shipped, desk=desk, workspace=register.workspace,
            open_desk=lambda person, today: Desk(register, picture, person, today=today, shelf=shelf),
        )  # fmt: skip

    return opened_for
