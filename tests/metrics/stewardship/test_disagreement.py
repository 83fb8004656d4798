"""Contradictions, each with a case worked out by hand, and the order they give."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery import Delivery
from domain.transformation import Status
from metrics.stewardship.disagreement import ContradictionKind, contradictions, disagreement
from tests.metrics.stewardship.deliveries import TODAY

SINCE = dt.date(2026, 10, 3)


def told_of(**fields) -> tuple[tuple[str, int], ...]:
    return tuple((one.sentence, one.points) for one in contradictions(Delivery(**fields), today=TODAY))


@pytest.mark.parametrize(
    ("fields", "sentence", "points"),
    [
        (
            {"self_rating": 4, "self_rated_on": SINCE, "spent": 180_000.0, "planned": 1_000_000.0},
            "Rates itself 4 of 5 on 3 October 2026, but 18% of the planned spend is spent",
            3,
        ),
        (
            {"self_rating": 5, "spent": 400_000.0, "planned": 1_000_000.0},
            "Rates itself 5 of 5, but 40% of the planned spend is spent",
            2,
        ),
        (
            {"self_rating": 4, "passed": 2, "milestones": 5},
            "Rates itself 4 of 5, but by 23 November 2026 2 milestones have passed without being reached",
            2,
        ),
        (
            {"status": Status.ON_TRACK, "since": SINCE, "passed": 1, "first_passed_on": dt.date(2026, 9, 30)},
            "On track since 3 October 2026, but a milestone expected by 30 September 2026 is not reached",
            2,
        ),
        (
            {"status": Status.ON_TRACK, "since": SINCE, "slips_by_months": 7.2},
            "On track since 3 October 2026, but a milestone is expected 7 months later than planned",
            2,
        ),
        (
            {"status": Status.NOT_STARTED, "since": SINCE, "spent": 25_000.0},
            "Not started since 3 October 2026, but £25,000 is reported as spent",
            2,
        ),
        (
            {"status": Status.NOT_STARTED, "since": SINCE, "milestones": 5, "reached": 2},
            "Not started since 3 October 2026, but 2 of 5 milestones are reached",
            2,
        ),
        (
            {"status": Status.NOT_STARTED, "since": SINCE, "milestones": 5, "reached": 5},
            "Not started since 3 October 2026, but all 5 milestones are reached",
            3,
        ),
        (
            {"status": Status.NOT_STARTED, "milestones": 1, "reached": 1},
            "Not started, but its one milestone is reached",
            3,
        ),
        (
            {"status": Status.COMPLETED, "since": SINCE, "milestones": 4, "reached": 3},
            "Completed since 3 October 2026, but 1 of 4 milestones is not reached",
            3,
        ),
        (
            {"self_rating": 5, "self_rated_on": SINCE, "assurance": 2, "assured_on": dt.date(2026, 11, 2)},
            "Rates itself 5 of 5 on 3 October 2026, but assurance gives 2 of 5 on 2 November 2026",
            3,
        ),
        (
            {"milestones": 4, "reached": 3, "reached_bare": 2},
            "3 milestones are said to be reached, 2 of them without evidence",
            1,
        ),
        (
            {"milestones": 4, "reached": 1, "reached_bare": 1},
            "1 milestone is said to be reached, without evidence",
            1,
        ),
    ],
)
def test_each_contradiction_is_one_sentence_with_numbers_and_days(fields, sentence, points):
    assert told_of(**fields) == ((sentence, points),)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"self_rating": 5},  # nothing to hold it against
        {"self_rating": 4, "spent": 500_000.0, "planned": 1_000_000.0},  # half is enough
        {"self_rating": 4, "spent": None, "planned": 1_000_000.0},  # nobody said what was spent
        {"self_rating": 4, "spent": 0.0, "planned": 0.0},  # nothing was planned
        {"self_rating": 3, "passed": 3, "milestones": 5},  # it does not claim to be well
        {"self_rating": 4, "assurance": 3},  # one step is no contradiction
        {"self_rating": 2, "assurance": 5},  # modest
        {"status": Status.ON_TRACK, "passed": 1, "first_passed_on": dt.date(2026, 11, 2)},  # three weeks
        {"status": Status.ON_TRACK, "slips_by_months": 1.0},
        {"status": Status.DELAYED, "passed": 4, "slips_by_months": 12.0},  # it says so itself
        {"status": Status.NOT_STARTED, "spent": 0.0},
        {"status": Status.COMPLETED, "milestones": 4, "reached": 4},
        {"silent_rounds": 5},  # silence contradicts nothing; it is stale
    ],
)
def test_what_fits_together_or_is_not_said_contradicts_nothing(fields):
    assert told_of(**fields) == ()


def test_the_heaviest_comes_first_and_the_points_add_up():
    fields = {"self_rating": 5, "assurance": 1, "passed": 1, "milestones": 2, "reached": 1, "reached_bare": 1}
    assert [points for _sentence, points in told_of(**fields)] == [4, 1, 1]
    assert disagreement(Delivery(**fields), today=TODAY) == 6


@given(
    self_rating=st.none() | st.integers(1, 5),
    assurance=st.none() | st.integers(1, 5),
    spent=st.none() | st.floats(0, 1e7),
    planned=st.none() | st.floats(0, 1e7),
    passed=st.integers(0, 9),
    status=st.none() | st.sampled_from(Status),
)
def test_the_order_follows_from_what_is_shown(self_rating, assurance, spent, planned, passed, status):
    told = Delivery(
        self_rating=self_rating, assurance=assurance, spent=spent, planned=planned, passed=passed, milestones=9,
        status=status,
    )  # fmt: skip
    found = contradictions(told, today=TODAY)
    assert disagreement(told, today=TODAY) == sum(one.points for one in found)
    assert len({one.kind for one in found}) == len(found)
    assert not {one.kind for one in found} - set(ContradictionKind)
    for one in found:
        assert not any(word in one.sentence for word in ("None", "nan", "inf"))
