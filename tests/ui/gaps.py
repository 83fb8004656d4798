"""Gaps, changes and counts as a build would have them, for the tests of what readers see. Every number is made up."""

import datetime as dt

from domain.change import Change, ChangeAnswer
from domain.disparity import Convergence, Gap, GapAnswer, GapChange, GapMeasure, NationalCount, Weighting

BEFORE, AFTER = dt.date(2017, 1, 1), dt.date(2022, 1, 1)


def gap_change(**given: object) -> GapChange:
    """The gap in a three-year figure, 0.9 years wider than at the baseline, sampling noise taken out."""
    cells = {
        "metric_id": "healthy_life_expectancy_women", "weighting": Weighting.PLACES, "measure": GapMeasure.DECILE_GAP,
        "corrected": True, "baseline_start": BEFORE, "baseline_months": 36, "baseline_value": 8.1,
        "newest_start": AFTER, "newest_months": 36, "value": 9.0, "change": 0.9, "lower": 0.1, "upper": 1.7,
        "slope": 0.15, "slope_lower": 0.02, "slope_upper": 0.28, "periods": 12, "places": 150,
        "answer": GapAnswer.WIDENED, "by_trend": False, "reason": None, "target_year": 0, "chance": None,
        "chance_reason": None,
    }  # fmt: skip
    return GapChange(**(cells | given))


def gap(**given: object) -> Gap:
    """The gap between the tenths in one year."""
    cells = {
        "metric_id": "healthy_life_expectancy_women", "weighting": Weighting.PLACES, "measure": GapMeasure.DECILE_GAP,
        "period_start": dt.date(2019, 1, 1), "period_months": 12, "value": 10.0, "lower": 9.0, "upper": 11.0,
        "corrected": 8.0, "corrected_lower": 6.9, "corrected_upper": 9.2, "places": 150, "reason": None,
    }  # fmt: skip
    return Gap(**(cells | given))


def national(**given: object) -> NationalCount:
    """150 places, of which 21 rose and 83 fell beyond noise, where 60 million people live."""
    cells = {
        "metric_id": "healthy_life_expectancy_women", "group_level": "upper_tier", "baseline_start": BEFORE,
        "baseline_months": 36, "newest_start": AFTER, "newest_months": 36, "places": 150, "rose": 21, "fell": 83,
        "cannot_tell": 46, "higher": 40, "lower": 110, "indicative": 0, "people_rose": 9_000_000,
        "people_fell": 33_000_000, "people_cannot_tell": 18_000_000, "expected": 3.75, "reliability": 0.7,
        "target_year": 0, "judged": 0, "better_by_target": None, "all_at_most": None, "target_reason": None,
    }  # fmt: skip
    return NationalCount(**(cells | given))


def moved(code: str, amount: float | None, **given: object) -> Change:
    """One place's change since the baseline, half a unit either way by its interval."""
    sure = amount is not None and abs(amount) > 0.5
    answer = ChangeAnswer.CANNOT_TELL if not sure else ChangeAnswer.ROSE if amount > 0 else ChangeAnswer.FELL
    known = amount is not None
    cells = {
        "metric_id": "healthy_life_expectancy_women", "place_code": code, "group_level": "upper_tier",
        "baseline_start": BEFORE, "baseline_months": 36, "baseline_value": 60.0, "newest_start": AFTER,
        "newest_months": 36, "value": 60.0 + (amount or 0.0), "change": amount,
        "lower": amount - 0.5 if known else None, "upper": amount + 0.5 if known else None,
        "p": 0.01 if sure else 0.5, "answer": answer, "reason": None, "indicative": False, "flagged": False,
        "bad_year": False, "by_regression": 0.2, "people": 200_000,
    }  # fmt: skip
    return Change(**(cells | given))


def convergence(**given: object) -> Convergence:
    """Places behind gain on those ahead, half as fast once noise is taken out."""
    cells = {
        "metric_id": "healthy_life_expectancy_women", "first_start": dt.date(2013, 1, 1),
        "last_start": dt.date(2019, 1, 1), "years": 6.0, "places": 150, "logarithms": False, "sigma_first": 2.1,
        "sigma_last": 1.8, "p": 0.01, "beta": -0.06, "beta_lower": -0.08, "beta_upper": -0.04, "beta_iv": -0.03,
        "beta_iv_lower": -0.05, "beta_iv_upper": -0.01, "half_life": 21.0, "reason": None,
    }  # fmt: skip
    return Convergence(**(cells | given))
