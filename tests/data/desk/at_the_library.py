"""A library at work: two founding entries, and everybody who writes, checks, takes up, asks and answers."""

import datetime as dt
from collections.abc import Callable

from data.desk.desk import Desk
from data.desk.picture import Picture
from data.desk.shelf import Shelf
from data.register.register import Register
from domain.adoption import Adoption
from domain.appeal import Appeal, AppealKind
from domain.evaluation import Answer, Evaluation
from domain.evidence import Design, Result
from domain.experiment import Arm, Experiment
from domain.person import Person, Role
from domain.practice import Practice, Stage
from tests.data.desk.at_work import HARTLEPOOL, LEEDS, TEES_VALLEY, person
from tests.data.desk.reported import Published

TODAY = dt.date(2026, 11, 23)
SAM, SUE, SID = (person(name, Role.STEWARD) for name in ("Sam", "Sue", "Sid"))
OLU = person("Olu", Role.PLACE_OFFICER, HARTLEPOOL)
RAE = person("Rae", Role.PLACE_OFFICER, TEES_VALLEY, within=(HARTLEPOOL,))
LEE = person("Lee", Role.PLACE_OFFICER, LEEDS)
ANN = person("Ann", Role.ANALYST)
OFFICE = person("Max", Role.MINISTERS_OFFICE)


def practice(name: str = "buses", **more: object) -> Practice:
    said = {
        "practice_id": name, "title": f"Free {name} for the young", "what_was_done": "Fares were dropped.",
        "mission_ids": ("transport",), "outcome": "Journeys", "result": Result.WORKED,
    }  # fmt: skip
    return Practice.model_validate(said | more)


FOUNDING = {
    name: practice(name, stage=Stage.FOUNDING, result=result)
    for name, result in (("lighting", Result.WORKED), ("wardens", Result.HARM))
}


def adoption(name: str = "a", place_code: str = HARTLEPOOL, **more: object) -> Adoption:
    said = {
        "adoption_id": name, "practice_id": "lighting", "place_code": place_code,
        "taken_up_on": dt.date(2026, 1, 5), "report_due_on": dt.date(2027, 1, 5),
    }  # fmt: skip
    return Adoption.model_validate(said | more)


def experiment(**more: object) -> Experiment:
    said = {
        "experiment_id": "lamps", "title": "Warmer lamps", "question": "Do warmer lamps keep people out later?",
        "arms": (
            Arm(name="Warm", what="Warm lamps", place_codes=(HARTLEPOOL,)),
            Arm(name="As before", what="The old lamps", place_codes=(LEEDS,)),
        ),
        "metric_id": "footfall", "design": Design.DIFFERENCE_IN_DIFFERENCES, "assigned_by": "By lot",
        "analysis": "The difference of the changes", "registered_on": dt.date(2020, 1, 1),
        "data_from": dt.date(2026, 12, 1), "results_due_on": dt.date(2027, 12, 1), "owner_code": HARTLEPOOL,
    }  # fmt: skip
    return Experiment.model_validate(said | more)


def appeal(**more: object) -> Appeal:
    said = {
        "appeal_id": "ask", "offers": False, "kind": AppealKind.KNOW_HOW, "place_code": HARTLEPOOL,
        "title": "Who has shortened a bus lane dispute?", "words": "Ours has lasted two years.",
        "posted_on": dt.date(2020, 1, 1), "wanted_by": dt.date(2027, 3, 1), "mission_ids": ("transport",),
    }  # fmt: skip
    return Appeal.model_validate(said | more)


def evaluation(**more: object) -> Evaluation:
    said = {
        "evaluation_id": "run", "metric_id": "pay", "place_codes": (HARTLEPOOL,), "starts_on": dt.date(2024, 4, 1),
        "design": Design.SYNTHETIC_CONTROL, "answer": Answer.NO_CLEAR_EFFECT, "finding": "No clear effect was seen.",
        "effect": 1.5, "lower": -2.0, "upper": 5.0, "unit": "pounds", "build_id": "b1", "rule_version": "1",
        "run_on": dt.date(2020, 1, 1), "transformation_id": "TD-1",
    }  # fmt: skip
    return Evaluation.model_validate(said | more)


def desks(register: Register, *, today: dt.date = TODAY) -> Callable[[Person], Desk]:
    """The desk of anybody; each has a shelf of their own, which knows of the others by the register alone."""

    picture = Picture.open(register, programmes=Published(), today=today)

    def desk_of(who: Person) -> Desk:
        picture.catch_up(today)
        return Desk(register, picture, who, today=today, shelf=Shelf(register, FOUNDING))

    return desk_of


def checked(desk_of: Callable[[Person], Desk], by: Person = OLU, **more: object) -> Practice:
    """An entry of Hartlepool, written, sent and checked twice."""
    desk = desk_of(by)
    told = desk.library.draft(practice(owner_code=HARTLEPOOL, **more), why="Written", replaces=None)
    practice_id = told.record.practice_id
    desk.library.submit(practice_id, why="Ready")
    desk_of(SAM).library.check(practice_id, note="Seen")
    return desk_of(SUE).library.check(practice_id, note="Seen again").record
