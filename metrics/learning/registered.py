"""Where a registered experiment stands today, and what it can count for."""

import datetime as dt
from enum import StrEnum

from domain.evidence import Result
from domain.experiment import Experiment
from metrics.learning.grading import Graded, grade_of_experiment


class Standing(StrEnum):
    """How far an experiment has come. One whose report was due and has not come has a result nobody knows."""

    REGISTERED = "registered"
    RUNNING = "running"
    OVERDUE = "overdue"
    REPORTED = "reported"


def standing_of(one: Experiment, today: dt.date) -> Standing:
    """Where it stands on a day."""
    if one.reported_on is not None:
        return Standing.REPORTED
    if today > one.results_due_on:
        return Standing.OVERDUE
    return Standing.RUNNING if today >= one.data_from else Standing.REGISTERED


def days_ahead(one: Experiment) -> int:
    """How many days it was registered before the first day its figures are about; below nought, how many after."""
    return (one.data_from - one.registered_on).days


def grade_at_best(one: Experiment) -> Graded | None:
    """The grade its report has, or would have if it came as registered."""
    if one.result is not None:
        return grade_of_experiment(one)
    return grade_of_experiment(
        one.model_copy(update={"reported_on": one.results_due_on, "result": Result.NOT_YET_KNOWN})
    )
