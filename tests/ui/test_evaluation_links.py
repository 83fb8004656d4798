"""Kept evaluations, from the pages of what they are kept with: found again as they were asked, and never as a number
where there is no answer."""

import datetime as dt

import pytest

from domain.evaluation import Answer, Evaluation
from domain.evidence import Design
from ui.adoption_report import effect_of
from ui.evaluation_links import again, kept_list
from ui.evaluation_words import chance_words


def kept(**more) -> Evaluation:
    return Evaluation(**({
        "evaluation_id": "evaluation-1", "metric_id": "jobs", "place_codes": ("E06000001", "E06000002"),
        "starts_on": dt.date(2015, 4, 1), "design": Design.SYNTHETIC_CONTROL, "answer": Answer.NO_CLEAR_EFFECT,
        "finding": "Jobs: <b>nothing</b> shows", "effect": 0.3, "lower": -2.6, "upper": 3.4, "unit": "points",
        "settings": (("method", "synthetic_control"), ("nearest", "none")), "build_id": "build", "rule_version": "2",
        "run_on": dt.date(2026, 11, 20),
    } | more))  # fmt: skip


@pytest.mark.parametrize(
    ("about", "address"),
    [
        (
            {"practice_id": "fares"},
            "evaluate?places=E06000001,E06000002&metric=jobs&practice=fares&on=2015-04-01&kind=every"
            "&view=synthetic_control",
        ),
        (
            {"transformation_id": "T-1"},
            "evaluate?metric=jobs&transformation=T-1&on=2015-04-01&kind=every&view=synthetic_control",
        ),
        (
            {"practice_id": "fares", "adoption_id": "a-1"},
            "evaluate?metric=jobs&practice=fares&adoption=a-1&kind=every&view=synthetic_control",
        ),
    ],
    ids=["places by hand", "a transformation", "an adoption, which has its own place and day"],
)
def test_the_way_back_asks_the_same_of_the_same_places(about, address):
    assert again(kept(**about)) == address


def test_the_list_says_the_answer_and_when_it_was_run_and_shows_no_markup_of_others():
    told = kept_list([kept()] * 12, {"evaluation-1": 2}, simulated=False)
    assert told.count("no clear effect (evidence level 2 of 5), run on 20 November 2026 on build build") == 10
    assert "And 2 run before these." in told
    assert "<b>" not in told
    assert kept_list([], {}, simulated=True) == ""


def test_what_is_asked_about_a_made_up_turn_says_that_it_is_no_finding():
    assert "none of this is a finding" in kept_list([kept()], {"evaluation-1": 3}, simulated=True)
    assert "simulated" not in kept_list([kept()], {"evaluation-1": 3}, simulated=False)
    unsure = kept(answer=Answer.CANNOT_TELL, cannot_tell="It does not fit.")
    assert "cannot tell, run on" in kept_list([unsure], {"evaluation-1": 3}, simulated=False)


def test_what_cannot_be_told_is_no_effect_of_an_adopter():
    assert effect_of(kept(), None).value == 0.3
    assert effect_of(kept(answer=Answer.CANNOT_TELL, cannot_tell="It does not fit."), None) is None


def test_a_mix_of_places_is_ranked_by_how_far_places_strayed_for_how_closely_they_were_followed():
    told = chance_words(7 / 296, 1 / 296, 295, beside_fit=True)
    assert "6 places strayed as far or further from their comparison, for how closely" in told
    assert "6 places moved as far or further" in chance_words(7 / 296, 1 / 296, 295)
