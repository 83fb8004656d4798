"""Preconditions held against a place: met, not met and unknown, and unknown never counted as met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.place import ENGLAND, Level, Nation, Place
from domain.practice import Precondition
from metrics.learning.conditions import Met, conditions, metrics_needed
from tests.metrics.learning.made import entry

COUNCIL = Place(code="E06000001", name="Ashby", levels=(Level.DISTRICT, Level.UPPER_TIER), nation_code=ENGLAND)


def met(figure: float | None = None, **bound: object) -> Met:
    practice = entry(preconditions=(Precondition(statement="Something was there", **bound),))
    figures = {} if figure is None else {"pay": figure}
    (found,) = conditions(practice, COUNCIL, figures)
    return found.met


@pytest.mark.parametrize(
    ("figure", "bound", "expected"),
    [
        (500.0, {"metric_id": "pay", "at_least": 500.0}, Met.MET),
        (499.9, {"metric_id": "pay", "at_least": 500.0}, Met.UNMET),
        (500.1, {"metric_id": "pay", "at_most": 500.0}, Met.UNMET),
        (450.0, {"metric_id": "pay", "at_least": 400.0, "at_most": 500.0}, Met.MET),
        (None, {"metric_id": "pay", "at_least": 500.0}, Met.UNKNOWN),
        (None, {"levels": (Level.UPPER_TIER,)}, Met.MET),
        (None, {"levels": (Level.COMBINED_AUTHORITY, Level.REGION)}, Met.UNMET),
        (None, {"nations": (Nation.WALES, Nation.ENGLAND)}, Met.MET),
        (None, {"nations": (Nation.SCOTLAND,)}, Met.UNMET),
        (None, {"nations": (Nation.ENGLAND,), "levels": (Level.REGION,)}, Met.UNMET),
        (None, {"nations": (Nation.ENGLAND,), "metric_id": "pay", "at_most": 1.0}, Met.UNKNOWN),
        (None, {}, Met.UNKNOWN),  # words alone
        (None, {"metric_id": "pay", "at_least": 500.0, "levels": (Level.DISTRICT,)}, Met.UNKNOWN),
        (None, {"metric_id": "pay", "at_least": 500.0, "levels": (Level.REGION,)}, Met.UNMET),
        (600.0, {"metric_id": "pay", "at_least": 500.0, "levels": (Level.REGION,)}, Met.UNMET),
        (600.0, {"metric_id": "pay", "at_least": 500.0, "levels": (Level.DISTRICT,)}, Met.MET),
    ],
)
def test_a_precondition_is_held_against_the_figure_the_kind_of_place_and_its_nation(figure, bound, expected):
    assert met(figure, **bound) is expected


@given(st.floats(-1e6, 1e6), st.sampled_from(["at_least", "at_most"]))
def test_without_a_figure_nothing_that_needs_one_is_ever_met(bound, end):
    assert met(None, metric_id="pay", **{end: bound}) is Met.UNKNOWN


def test_the_metrics_that_decide_are_named_once():
    bounded = entry(preconditions=(
        Precondition(statement="Pay", metric_id="pay", at_least=1.0), Precondition(statement="Words"),
    ))  # fmt: skip
    assert metrics_needed([bounded, bounded, entry()]) == ["pay"]
