"""Grades follow from the design and the checks, and 4 and 5 from nothing but a linked study."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.methods.evidence import GRADE_WORDS, Checks, Design, GradeReason, maryland_grade

PASSED = {"pre_fit_passes": True, "in_time_placebo_null": True, "placebos": 20}
LINK = {"manual_link": "https://www.example.org/study"}
COMPARISONS = ["matched", "difference_in_differences", "panel", "synthetic_control", "synthetic_did"]
STRONGER = [("instrumental_variable", 4), ("regression_discontinuity", 4), ("randomised", 5)]


@pytest.mark.parametrize("design", ["cross_section", "before_after"])
def test_a_bare_difference_is_one_and_with_controls_two(design):
    assert maryland_grade(design) == (1, "no_controls")
    assert maryland_grade(design, {"controls_adequate": True}) == (2, "controls_alone")


def test_before_and_after_stays_at_one_whatever_else_is_claimed():
    assert maryland_grade("before_after", PASSED | LINK).level == 1


def test_a_change_against_a_benchmark_is_two():
    assert maryland_grade("benchmark_adjusted", PASSED | LINK) == (2, "benchmark_alone")


@pytest.mark.parametrize("design", COMPARISONS)
def test_a_comparison_over_time_is_three_if_every_check_holds(design):
    assert maryland_grade(design, PASSED) == (3, "comparison_holds")


@pytest.mark.parametrize("design", COMPARISONS)
@pytest.mark.parametrize(
    ("failing", "reason"),
    [
        ({"pre_fit_passes": False}, "pre_fit_not_shown"),
        ({"in_time_placebo_null": False}, "placebo_in_time_not_null"),
        ({"placebos": 19}, "too_few_placebos"),
        ({"pre_fit_passes": None}, "pre_fit_not_shown"),
    ],
)
def test_a_comparison_that_fails_a_check_is_two_and_says_which(design, failing, reason):
    assert maryland_grade(design, PASSED | failing) == (2, reason)


def test_a_check_that_was_not_made_counts_as_not_passed():
    assert maryland_grade("synthetic_did") == (2, "pre_fit_not_shown")


@pytest.mark.parametrize(("design", "level"), STRONGER)
def test_four_and_five_need_a_link_entered_by_hand(design, level):
    assert maryland_grade(design, LINK).level == level
    assert maryland_grade(design) == (2, "link_missing")
    assert maryland_grade(design, PASSED) == (3, "link_missing")
    for empty in ("", "  ", "see my report", None):
        assert maryland_grade(design, {"manual_link": empty}).reason is GradeReason.LINK_MISSING


@pytest.mark.parametrize("design", ["cross_section", *COMPARISONS])
def test_a_link_does_not_lift_a_weaker_design(design):
    assert maryland_grade(design, PASSED | LINK) == maryland_grade(design, PASSED)


def test_checks_may_be_named_in_a_mapping_or_given_as_such():
    assert maryland_grade(Design.PANEL, Checks(**PASSED)) == maryland_grade("panel", PASSED)


@given(
    st.sampled_from(Design),
    st.builds(
        Checks,
        controls_adequate=st.booleans(),
        pre_fit_passes=st.booleans(),
        in_time_placebo_null=st.booleans(),
        placebos=st.integers(0, 40),
        manual_link=st.sampled_from([None, "https://www.example.org"]),
    ),
)
def test_passing_more_checks_never_lowers_the_grade_and_every_reason_has_words(design, checks):
    level, reason = maryland_grade(design, checks)
    best = maryland_grade(
        design, {"controls_adequate": True, **PASSED, "placebos": 40, "manual_link": checks.manual_link}
    )
    assert 1 <= level <= best.level <= 5
    assert GRADE_WORDS[reason]


def test_every_reason_has_words_of_its_own():
    assert set(GRADE_WORDS) == set(GradeReason)
    assert len(set(GRADE_WORDS.values())) == len(GRADE_WORDS)


def test_misuse_is_refused_with_its_value():
    with pytest.raises(ValueError, match="'opinion'"):
        maryland_grade("opinion")
    with pytest.raises(ValueError, match="'author_is_sure'"):
        maryland_grade("panel", {"author_is_sure": True})
    with pytest.raises(ValueError, match="-1"):
        maryland_grade("panel", {"placebos": -1})
