"""Changes counted for one level, and what a bad year explains, against sums by hand."""

import datetime as dt

import pytest

from domain.change import Change, ChangeAnswer
from domain.place import Level
from metrics.level_counts import bad_year_of, count_of


def moved(by: float | None, answer=ChangeAnswer.CANNOT_TELL, **parts) -> Change:
    plain = {
        "metric_id": "m", "place_code": "E06000001", "group_level": "upper_tier",
        "baseline_start": dt.date(2019, 1, 1), "baseline_months": 12, "baseline_value": 50.0,
        "newest_start": dt.date(2023, 1, 1), "newest_months": 12, "value": None if by is None else 50.0 + by,
        "change": by, "lower": None, "upper": None, "p": 0.5, "answer": answer, "reason": None, "indicative": False,
        "flagged": False, "bad_year": False, "by_regression": None, "people": 1000,
    }  # fmt: skip
    return Change(**(plain | parts))


FOUR = [
    moved(3.0, ChangeAnswer.ROSE, people=5000), moved(-2.0, ChangeAnswer.FELL), moved(0.1), moved(None, p=None),
]  # fmt: skip


def test_places_and_people_are_counted_and_those_without_a_change_left_out():
    found = count_of(FOUR, Level.UPPER_TIER)
    assert (found.places, found.rose, found.fell, found.cannot_tell) == (3, 1, 1, 1)
    assert (found.people_rose, found.people_fell, found.people_cannot_tell) == (5000, 1000, 1000)
    assert (found.higher, found.lower) == (2, 1)


def test_chance_alone_would_send_one_in_forty_each_way():
    assert count_of([moved(0.1)] * 40, Level.UPPER_TIER).expected == pytest.approx(1.0)


def test_no_change_is_no_count():
    assert count_of([moved(None)], Level.UPPER_TIER) is None
    assert count_of([], Level.UPPER_TIER) is None


def test_a_bad_year_is_the_mean_of_the_places_that_had_one_beside_the_drift_alone():
    changes = [
        moved(2.0, bad_year=True, by_regression=1.0), moved(4.0, bad_year=True, by_regression=2.0),
        moved(9.0, by_regression=-1.0), moved(9.0, bad_year=True), moved(None, bad_year=True, by_regression=1.0),
    ]  # fmt: skip
    found = bad_year_of(changes)
    assert (found.places, found.change, found.by_regression) == (2, 3.0, 1.5)
    assert bad_year_of(FOUR) is None
