"""Convergence in plain words: who gains on whom, how fast, what part of that is noise, and how long it would take."""

import pytest

from domain.reason import Reason
from tests.ui.gaps import convergence
from tests.ui.measures import LIFE, PAY
from ui import gap_convergence


def test_the_pace_with_the_instrument_is_the_finding():
    assert gap_convergence.title(convergence()) == (
        "Places that were behind have been gaining on those ahead, 3.0% of the distance a year"
    )


def test_both_paces_are_told_and_the_plain_one_is_said_to_hold_noise():
    said = gap_convergence.catching_up_sentence(convergence())
    assert "6.0% of the distance to those ahead each year (95% interval 4.0% to 8.0%)" in said
    assert "Part of that is noise: measured from an earlier figure" in said
    assert "3.0% of the distance to those ahead each year (95% interval 1.0% to 5.0%)" in said


def test_drawing_away_is_not_called_catching_up():
    apart = convergence(beta=0.02, beta_lower=0.01, beta_upper=0.03, beta_iv=None, half_life=None)
    assert "pulling further ahead, 2.0%" in gap_convergence.title(apart)
    assert "no earlier figure to take it out with" in gap_convergence.catching_up_sentence(apart)
    assert gap_convergence.half_life_sentence(apart) == ""


def test_an_interval_that_holds_nought_is_no_answer_and_has_no_half_life():
    unsure = convergence(beta_iv_lower=-0.05, beta_iv_upper=0.02)
    assert gap_convergence.title(unsure).startswith("We cannot tell")
    assert "anything from a gain of 5.0% to a loss of 2.0%" in gap_convergence.catching_up_sentence(unsure)
    assert gap_convergence.half_life_sentence(unsure) == ""


def test_half_the_distance_is_told_in_years():
    assert gap_convergence.half_life_sentence(convergence()).endswith("gone in about 21 years.")
    assert "more than 200 years" in gap_convergence.half_life_sentence(convergence(half_life=900.0))


def test_growing_alike_is_told_in_the_metrics_unit_and_with_how_likely_chance_is():
    said = gap_convergence.alike_sentence(convergence(), LIFE)
    assert "2.1 years in 2013 and 1.8 years in 2019" in said
    assert said.endswith("by a test of the figures as published, chance would hardly explain the change.")
    assert "we cannot tell" in gap_convergence.alike_sentence(convergence(p=0.4), LIFE)
    money = gap_convergence.alike_sentence(convergence(logarithms=True, sigma_first=0.12, sigma_last=0.11), PAY)
    assert "12.0% of a typical figure" in money


def test_a_weak_yardstick_is_said():
    assert "a hint and not an answer" in gap_convergence.convergence_html(
        convergence(reason=Reason.LOW_RELIABILITY), LIFE
    )


@pytest.mark.parametrize("found", [
    None,
    convergence(sigma_first=None, sigma_last=None, beta=None, beta_iv=None, reason=Reason.TOO_FEW_PLACES),
    convergence(sigma_first=float("nan"), p=None, half_life=None, beta_iv=None, beta_lower=None, beta_upper=None),
])  # fmt: skip
def test_what_is_missing_is_said_in_words(found):
    said = f"{gap_convergence.title(found)} {gap_convergence.convergence_html(found, LIFE)}"
    assert "nan" not in said
    assert "None" not in said
    assert "cannot" in said
