"""Simulated experiments: one in time and reported, one registered late, one that runs, and one with three arms."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from data.register.founding import Entry
from data.training.learning_days import ago, moment
from data.training.learning_words import ANALYSIS, ASSIGNED, EXPERIMENTS
from data.training.people import ANALYSIS as ANALYST
from data.training.people import officer
from domain.evidence import Design, Effect, Result
from domain.experiment import Arm, Experiment
from domain.place import Place
from domain.practice import Practice

IN_AN_ARM = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """The days of one, so many ago (a negative number is to come), how it compares what, and what its report says.

    Where an effect is reported the metric is a share, so that it is in percentage points, and more of it is better.
    """

    registered: int
    data_from: int
    due: int
    design: Design
    metric_id: str
    reported: int | None = None
    result: Result | None = None
    effect: tuple[float, float, float] | None = None


PLANS = (
    Plan(520, 470, 130, Design.RANDOMISED, "employment_rate", 110, Result.NO_EFFECT, (0.6, -0.9, 2.1)),
    Plan(
        210, 330, 80, Design.DIFFERENCE_IN_DIFFERENCES, "visited_museum_or_gallery", 60, Result.WORKED, (2.4, 0.7, 4.1)
    ),
    Plan(95, 60, -240, Design.RANDOMISED, "economic_inactivity"),
    Plan(40, -20, -400, Design.RANDOMISED, "domestic_gas_use"),
)


def experiments(practices: Sequence[Practice], places: Sequence[Place], today: dt.date, rng: Random) -> Iterator[Entry]:
    """What was registered, and what was reported of it."""
    for number, (plan, (title, question, arms)) in enumerate(zip(PLANS, EXPERIMENTS, strict=True), 1):
        many = min(IN_AN_ARM, len(places) // len(arms))
        whose = rng.sample(list(places), many * len(arms))
        groups = [whose[start : start + many] for start in range(0, len(whose), many)]
        of_the_centre = number == len(PLANS)
        registered_on = ago(today, plan.registered)
        experiment = Experiment(
            experiment_id=f"simulated-experiment-{number}",
            title=title,
            question=question,
            arms=tuple(
                Arm(name=name, what=what, place_codes=tuple(place.code for place in group))
                for (name, what), group in zip(arms, groups, strict=True)
            ),
            metric_id=plan.metric_id,
            design=plan.design,
            assigned_by=ASSIGNED[number - 1],
            analysis=ANALYSIS,
            registered_on=registered_on,
            data_from=today - dt.timedelta(days=plan.data_from),
            results_due_on=today - dt.timedelta(days=plan.due),
            owner_code=None if of_the_centre else groups[0][0].code,
            practice_id=practices[number % len(practices)].practice_id,
            protocol=f"https://protocols.centre.example/simulated-{number}",
            contact_role="Analyst (simulated)",
        )
        by = ANALYST.address if of_the_centre else officer(groups[0][0]).address
        yield Entry(moment(registered_on, rng), [experiment], by, "Written down, with what will be compared")
        if plan.reported is not None:
            yield _report(experiment, plan, ago(today, plan.reported), by, rng)


def _report(experiment: Experiment, plan: Plan, on: dt.date, by: str, rng: Random) -> Entry:
    value, lower, upper = plan.effect or (0.0, 0.0, 0.0)
    effect = Effect(
        outcome="The metric it was registered for (simulated)", value=value, lower=lower, upper=upper,
        unit="percentage points", metric_id=experiment.metric_id, higher_is_better=True,
    )  # fmt: skip
    told = {
        "reported_on": on, "result": plan.result, "effect": effect,
        "report": "Simulated: as planned, with one place that left halfway and is counted where it began.",
    }  # fmt: skip
    reported = Experiment.model_validate(experiment.model_dump() | told)
    return Entry(moment(on, rng), [reported], by, "The results that were due")
