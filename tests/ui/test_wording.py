import re

import pytest

from domain.change import ChangeAnswer
from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.observation import Mark
from domain.place import Level
from domain.reason import Reason
from domain.source import Nature
from domain.verdict import AssuranceAnswer, Comparator, Direction, LevelAnswer, TrajectoryAnswer, TrendAnswer
from ui.wording import (
    ASSURANCES,
    CHANGES,
    COMPARATORS,
    DIRECTIONS,
    FIGURE_MARKS,
    GAP_CHANGES,
    GAP_MEASURES,
    LEVELS,
    NATURES,
    PLACE_LEVELS,
    REASONS,
    TRAJECTORIES,
    TRENDS,
    WEIGHTINGS,
    assurance_label,
    change_label,
    level_label,
    reason_label,
    reason_sentence,
    trajectory_label,
    trend_label,
)

VOCABULARIES = [
    (LevelAnswer, LEVELS),
    (TrendAnswer, TRENDS),
    (TrajectoryAnswer, TRAJECTORIES),
    (AssuranceAnswer, ASSURANCES),
    (ChangeAnswer, CHANGES),
    (GapAnswer, GAP_CHANGES),
    (GapMeasure, GAP_MEASURES),
    (Weighting, WEIGHTINGS),
    (Direction, DIRECTIONS),
    (Comparator, COMPARATORS),
    (Level, PLACE_LEVELS),
    (Nature, NATURES),
    (Mark, FIGURE_MARKS),
]


@pytest.mark.parametrize(("kind", "words"), VOCABULARIES)
def test_every_answer_has_words_and_none_is_only_a_dash_or_a_code(kind, words):
    assert set(words) == set(kind)
    for member, text in words.items():
        assert re.search(r"[A-Za-z]{4}", text), member
        assert "_" not in text
        assert "N/A" not in text


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_it_means_and_what_would_be_needed(reason):
    meaning, needed = reason_sentence(reason).split(". ", 1)
    assert meaning[0].isupper()
    assert len(meaning.split()) >= 5
    assert needed.endswith(".")
    assert 2 <= len(REASONS[reason].label.split()) <= 7
    assert REASONS[reason].because[0].islower()


def test_labels_of_different_reasons_can_be_told_apart():
    assert len({each.label for each in REASONS.values()}) == len(Reason)


def test_a_cell_without_an_answer_says_why():
    assert level_label(LevelAnswer.NOT_COMPARED, Reason.NO_INTERVAL) == "cannot tell: no interval published"
    assert trend_label(TrendAnswer.CANNOT_BE_CALCULATED, Reason.BREAK_IN_SERIES) == "cannot tell: break in series"
    assert level_label(None) == "cannot tell"


def test_a_target_that_cannot_be_judged_says_why_and_yearly_figures_are_said_quietly():
    too_far = trajectory_label(TrajectoryAnswer.CANNOT_TELL, Reason.TOO_FAR_AHEAD)
    assert too_far == "cannot tell: target too far ahead"
    assert trajectory_label(TrajectoryAnswer.NO_TARGET, Reason.TARGET_NOT_SET) == "no target"
    assert assurance_label(AssuranceAnswer.NOT_SUITED, Reason.NOT_FREQUENT) == "yearly figures"
    assert assurance_label(AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS) == "series too short"
    assert change_label(ChangeAnswer.CANNOT_TELL, Reason.NO_BASELINE) == "cannot tell: no baseline figure"
    assert change_label(ChangeAnswer.CANNOT_TELL) == "cannot tell"


def test_an_answer_from_ranks_alone_says_that_it_is_only_indicative():
    assert trend_label(TrendAnswer.FALLING, Reason.INDICATIVE) == "falling (indicative)"
    assert trend_label(TrendAnswer.FALLING) == "falling"


def test_a_sum_of_money_that_rises_says_that_prices_are_in_it():
    assert trend_label(TrendAnswer.RISING, Reason.IN_CASH) == "rising (before inflation)"


def test_a_level_that_has_no_figures_is_named():
    assert reason_label(Reason.NOT_PUBLISHED_FOR_LEVEL, Level.DISTRICT) == "no figures for councils"
    assert reason_label(Reason.NOT_PUBLISHED_FOR_LEVEL, Level.REGION) == "no figures for English regions"
