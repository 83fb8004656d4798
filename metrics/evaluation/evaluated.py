"""What one evaluation found: the answer, the numbers in the metric's unit, and the checks it rests on."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from domain.evaluating import Method, Why
from domain.evaluation import Answer
from metrics.evaluation.setup import DESIGNS, Setup
from metrics.methods.evidence import Checks, Grade, maryland_grade
from metrics.methods.study import FEWEST_BEFORE

EARLIER_BY = 3  # periods by which the start is pretended to have come earlier


@dataclass(frozen=True)
class Earlier:
    """The effect found when the change is pretended to have come earlier. ``null``: none shows, as there should not."""

    first_since: dt.date
    effect: float
    lower: float
    upper: float
    p: float
    null: bool


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """Numbers are in the metric's unit, NaN where there are none; ``why`` says why nothing can be told.

    ``paths`` has the rows observed, counterfactual and gap by period; ``placebo_gaps`` donors by periods;
    ``events`` effects by periods since the change. ``pre_fit`` is the miss before the start beside the place's own
    ups and downs, ``against_others`` beside what the method misses the middle one of the other places by.
    """

    setup: Setup
    answer: Answer
    why: Why | None
    effect: float
    lower: float
    upper: float
    se: float
    p: float
    smallest_p: float
    placebos: int
    detectable: float
    pre_fit: float
    against_others: float
    fits: bool
    paths: pd.DataFrame
    placebo_gaps: pd.DataFrame
    weights: "pd.Series[float]"
    without_each: "pd.Series[float]"
    earlier: Earlier | None
    events: pd.DataFrame
    pre_test_p: float

    @property
    def years_for_an_earlier_start(self) -> bool:
        """Whether there are enough periods before a start pretended to have come earlier."""
        return self.setup.before - EARLIER_BY >= FEWEST_BEFORE

    @property
    def checks(self) -> Checks:
        """What has been shown, as a grade asks it.

        An event study shows the years before one by one: each is the effect of a pretended earlier start.
        """
        several = self.setup.method is Method.EVENT_STUDY
        return Checks(
            pre_fit_passes=self.fits,
            in_time_placebo_null=self.fits if several else self.earlier is not None and self.earlier.null,
            placebos=self.placebos,
        )

    @property
    def grade(self) -> Grade:
        """The level on the Maryland scale that the design and its checks earn."""
        return maryland_grade(DESIGNS[self.setup.method], self.checks)
