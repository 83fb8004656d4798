"""Where an experiment stands, what it can count for, and what it could see."""

import datetime as dt
from math import sqrt

import pandas as pd
import pytest

from domain.evidence import Design, Result
from domain.experiment import Arm, Experiment
from domain.metric import Break
from metrics.learning.detectable import detectable_difference
from metrics.learning.registered import Standing, days_ahead, grade_at_best, standing_of
from tests.ui.fakes import catalogue

HARTLEPOOL, LEEDS = "E06000001", "E08000035"
YEARS = catalogue().metrics["healthy_life_women"].model_copy(update={"period_months": 12})


def experiment(**changes: object) -> Experiment:
    said = {
        "experiment_id": "x", "title": "Coaches by lot", "question": "Do coaches help?", "metric_id": "employment_rate",
        "arms": (
            Arm(name="Coaches", what="A coach", place_codes=(LEEDS,)),
            Arm(name="As before", what="None", place_codes=(HARTLEPOOL,)),
        ),
        "design": Design.RANDOMISED, "assigned_by": "Drawn by lot", "analysis": "Means",
        "registered_on": dt.date(2026, 1, 1), "data_from": dt.date(2026, 2, 10),
        "results_due_on": dt.date(2026, 9, 30), "protocol": "https://x.example/protocol",
    }  # fmt: skip
    return Experiment.model_validate(said | changes)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (dt.date(2026, 2, 9), Standing.REGISTERED), (dt.date(2026, 2, 10), Standing.RUNNING),
        (dt.date(2026, 9, 30), Standing.RUNNING), (dt.date(2026, 10, 1), Standing.OVERDUE),
    ],
)  # fmt: skip
def test_it_stands_where_its_days_put_it(day, standing):
    assert standing_of(experiment(), day) is standing
    reported = experiment(reported_on=dt.date(2026, 9, 1), result=Result.HARM)
    assert standing_of(reported, day) is Standing.REPORTED


def test_registered_ahead_of_its_figures_a_linked_trial_can_reach_5_and_afterwards_no_more_than_2():
    assert days_ahead(experiment()) == 40
    assert grade_at_best(experiment()).level == 5
    assert grade_at_best(experiment(protocol=None)).level == 2
    late = experiment(registered_on=dt.date(2026, 2, 10))
    assert grade_at_best(late).level == 2
    assert (
        grade_at_best(late.model_copy(update={"reported_on": late.results_due_on, "result": Result.WORKED})).level == 2
    )


def figures(changes: list[float], **more: object) -> pd.DataFrame:
    """A place for each change, from 50 in one year to 50 and the change in the next."""
    rows = [
        {"place_code": f"P{n}", "period_start": pd.Timestamp(year, 1, 1), "period_months": 12, "value": value}
        for n, step in enumerate(changes)
        for year, value in ((2022, 50.0), (2023, 50.0 + step))
    ]
    return pd.DataFrame(rows).assign(**more)


def test_what_it_could_see_is_2_point_8_standard_errors_of_the_difference_of_two_means():
    changes = [1.0, 3.0] * 10  # mean 2, standard deviation 1
    found = detectable_difference(figures(changes), YEARS, place_codes=[f"P{n}" for n in range(20)], sizes=[8, 4, 9])
    assert found.spread == pytest.approx(1.0)
    assert found.effect == pytest.approx(2.80 * sqrt(1 / 8 + 1 / 4), rel=0.001)  # the two smallest arms
    assert (found.places, found.first, found.last) == (20, dt.date(2022, 1, 1), dt.date(2023, 1, 1))


def test_it_cannot_be_told_from_too_few_places_or_across_a_break():
    codes = [f"P{n}" for n in range(20)]
    assert detectable_difference(figures([1.0, 3.0]), YEARS, place_codes=codes, sizes=[1, 1]) is None
    broken = YEARS.model_copy(update={"breaks": (Break(on=dt.date(2022, 7, 1), reason="Asked another way"),)})
    assert detectable_difference(figures([1.0, 3.0] * 10), broken, place_codes=codes, sizes=[1, 1]) is None
    assert detectable_difference(figures([1.0, 3.0] * 10), YEARS, place_codes=["Q"], sizes=[1, 1]) is None


def test_periods_of_three_years_are_set_three_years_apart():
    rolling = figures([1.0, 3.0] * 10, period_months=36)
    codes = [f"P{n}" for n in range(20)]
    assert detectable_difference(rolling, YEARS, place_codes=codes, sizes=[1, 1]) is None
