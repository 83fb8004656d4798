"""Simulated adoptions of founding entries: who took it up from whom, what they changed, and what they report."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from data.register.founding import Entry
from data.training.learning_days import ago, moment
from data.training.learning_words import ADAPTED, LEARNED, WHY_TAKEN_UP
from data.training.people import officer
from domain.adoption import Adoption
from domain.evidence import Design, Effect, Result, StudyChecks
from domain.place import Place
from domain.practice import Practice

POOLED, IN_ALL = 2, 12
TO_THE_ENDS = 1.96
"""Half the width of a 95% interval, in standard errors."""

DESIGNS = (Design.DIFFERENCE_IN_DIFFERENCES, Design.BENCHMARK_ADJUSTED, Design.MATCHED, Design.BEFORE_AFTER)
SHOWN = (
    StudyChecks(controls_adequate=True, pre_fit_passes=True, in_time_placebo_null=True, placebos=40),
    StudyChecks(controls_adequate=True),
    StudyChecks(pre_fit_passes=True),
    StudyChecks(),
)
NOT_TAKEN_UP = frozenset({Result.HARM, Result.STOPPED})


@dataclass(frozen=True, slots=True)
class Turn:
    """One place's turn: begun so many days ago, due after so many, from the turn numbered ``after``, and its end.

    ``times`` is how much of the founding case's effect was seen here, ``noise`` its standard error as a share of that.
    Without a result the report has not come.
    """

    begun: int
    due_after: int
    after: int | None = None
    result: Result | None = None
    times: float | None = None
    noise: float = 0.2


FIRST = (  # a chain of four steps, and three who took it from the entry itself
    Turn(780, 365, times=1.2, noise=0.18),
    Turn(640, 365, 0, times=0.9, noise=0.22),
    Turn(520, 300, 1, times=0.55, noise=0.3),
    Turn(300, 250, 2, times=0.05, noise=0.35),
    Turn(700, 365, times=0.7, noise=0.15),
    Turn(560, 365, times=-0.5, noise=0.12),
    Turn(160, 365, 0),
)
SECOND = (
    Turn(740, 365, times=1.4, noise=0.3),
    Turn(610, 365, times=1.0, noise=0.12),
    Turn(590, 365, 1, times=0.1, noise=0.25),
    Turn(450, 300, times=0.6, noise=0.4),
    Turn(400, 300, 1, times=1.7, noise=0.45),
    Turn(500, 365),
)
OTHERS = (
    (Turn(600, 365, result=Result.WORKED), Turn(430, 300, 0), Turn(200, 365, 0)),
    (Turn(510, 365, result=Result.NO_EFFECT), Turn(350, 250, result=Result.NO_EFFECT), Turn(120, 365, 0)),
    (Turn(470, 300), Turn(140, 365)),
    (Turn(560, 365, result=Result.MIXED), Turn(330, 250, 0, result=Result.HARM), Turn(90, 365)),
    (Turn(420, 250, result=Result.STOPPED), Turn(260, 200), Turn(60, 365)),
    (Turn(610, 400, result=Result.WORKED), Turn(370, 300, 0, result=Result.WORKED)),
    (Turn(440, 365, result=Result.NOT_YET_KNOWN), Turn(250, 365), Turn(100, 300, 0)),
    (Turn(380, 300, result=Result.NO_EFFECT), Turn(310, 200)),
    (Turn(530, 365, result=Result.HARM), Turn(290, 400, result=Result.MIXED), Turn(70, 365)),
    (Turn(410, 365, result=Result.WORKED), Turn(45, 365, 0), Turn(30, 300)),
)


def adoptions(practices: Sequence[Practice], places: Sequence[Place], today: dt.date, rng: Random) -> Iterator[Entry]:
    """Every turn of every practice that was taken up."""
    measured, others = chosen(practices)
    plans = [*zip(measured, (FIRST, SECOND), strict=False), *zip(others, OTHERS, strict=False)]
    for number, (practice, turns) in enumerate(plans, 1):
        whose = rng.sample(list(places), min(len(turns), len(places)))
        for turn, place in enumerate(whose):
            yield from _turn(practice, turns, turn, number, place, today, rng)


def chosen(practices: Sequence[Practice]) -> tuple[list[Practice], list[Practice]]:
    """The first two that worked and say by how much, and others, as many missions among them as there are."""
    could = [one for one in practices if one.result not in NOT_TAKEN_UP]
    sized = [one for one in could if one.result is Result.WORKED and _can_be_multiplied(one.effect)]
    # those with an interval first: the founding case then stands beside its adopters
    sized.sort(key=lambda one: one.effect is None or one.effect.lower is None)
    measured = sized[:POOLED]
    rest = [one for one in could if one not in measured]
    first_of_mission = list({one.mission_ids[0]: one for one in reversed(rest)}.values())
    ordered = [*reversed(first_of_mission), *(one for one in rest if one not in first_of_mission)]
    return measured, ordered[: IN_ALL - len(measured)]


def _can_be_multiplied(effect: Effect | None) -> bool:
    """A ratio says nothing happened with one, and not with nought."""
    return effect is not None and bool(effect.value) and "ratio" not in effect.unit


def _turn(
    practice: Practice, turns: Sequence[Turn], number: int, family: int, place: Place, today: dt.date, rng: Random
) -> Iterator[Entry]:
    turn, by = turns[number], officer(place).address
    begun = ago(today, turn.begun)
    adoption = Adoption(
        adoption_id=_name(family, number),
        practice_id=practice.practice_id,
        place_code=place.code,
        taken_up_on=begun,
        report_due_on=begun + dt.timedelta(days=turn.due_after),
        from_adoption_id=None if turn.after is None else _name(family, turn.after),
        adapted=ADAPTED[(family + number) % len(ADAPTED)],
        contact_role="Programme manager (simulated)",
    )
    yield Entry(moment(begun, rng), [adoption], by, rng.choice(WHY_TAKEN_UP))
    effect = _effect(practice, turn)
    result = turn.result if effect is None else _result(practice, effect)
    if result is None:
        return
    on = ago(today, turn.begun - turn.due_after + rng.randint(-20, 15))
    told = {
        "reported_on": on, "result": result, "effect": effect, "report": rng.choice(LEARNED[result]),
        "design": DESIGNS[number % len(DESIGNS)] if effect else None,
        "study_checks": SHOWN[number % len(SHOWN)] if effect else StudyChecks(),
    }  # fmt: skip
    yield Entry(moment(on, rng), [Adoption.model_validate(adoption.model_dump() | told)], by, "The report that was due")


def _name(family: int, number: int) -> str:
    return f"simulated-adoption-{family}-{number + 1}"


def _effect(practice: Practice, turn: Turn) -> Effect | None:
    """In the unit and on the outcome of the founding case."""
    founding = practice.effect
    if founding is None or turn.times is None:
        return None
    value, half = founding.value * turn.times, abs(founding.value) * turn.noise * TO_THE_ENDS
    return founding.model_copy(
        update={"value": _short(value), "lower": _short(value - half), "upper": _short(value + half), "said": None}
    )


def _short(value: float) -> float:
    """Three figures: more would be a pretence even of a simulation."""
    return float(f"{value:.3g}")


def _result(practice: Practice, effect: Effect) -> Result:
    """What the interval says, where the founding case worked."""
    founding = practice.effect
    if founding is None or effect.lower is None or effect.upper is None:
        return Result.NOT_YET_KNOWN
    if effect.lower <= 0 <= effect.upper:
        return Result.NO_EFFECT
    return Result.WORKED if effect.value * founding.value > 0 else Result.HARM
