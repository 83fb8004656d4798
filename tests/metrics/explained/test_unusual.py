"""The funnels in words keep to the published thresholds, and the rules redone by their words give the same."""

import math

import numpy as np

from metrics.explained.learning import GRADES
from metrics.explained.unusual import FUNNEL, UNUSUAL
from metrics.methods.funnel import position_by_error


def test_the_thresholds_are_those_of_the_published_guidance():
    # normal deviates of two-sided 5% and 0.2%: 1.960 and 3.090 in any table
    assert "z = 1.96 or 3.09" in FUNNEL.formula
    assert "z = 1.96 or 3.09" in UNUSUAL.formula
    assert "10% and 90% points" in UNUSUAL.formula
    assert "at least 20 places" in GRADES.says[2]


def test_the_formula_of_the_unusual_redone_in_its_own_words_gives_the_same():
    values, errors, average = [48.0, 55.0, 50.5, 43.0, 61.0, 50.0], [1.0, 2.0, 1.5, 1.0, 2.5, 0.5], 50.0
    z = [(value - average) / error for value, error in zip(values, errors, strict=True)]
    low, high = np.percentile(z, [10, 90])
    phi = sum(min(max(each, low), high) ** 2 for each in z) / 6
    weights = [1 / error**2 for error in errors]
    tau2 = (6 * phi - 5) / (sum(weights) - sum(w**2 for w in weights) / sum(weights))
    outside = [abs(v - average) > 1.959964 * math.sqrt(s**2 + tau2) for v, s in zip(values, errors, strict=True)]
    found = position_by_error(values, errors, average)
    assert [each != "inside" for each in found.adjusted] == outside
    assert math.isclose(found.tau2, tau2)
