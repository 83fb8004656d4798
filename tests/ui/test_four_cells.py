"""The four cells of a verdict: each an answer with its mark, absence said quietly, a rank only with its interval."""

from dataclasses import replace

import pytest

from domain.reason import Reason
from domain.verdict import AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer
from tests.ui.test_tipping import OFF_TRACK
from tests.ui.test_verdict_table import METRIC, WORSE
from ui.four_cells import CELLS, four_brief_cells, four_cells, rank_cell
from ui.shared_notes import notes_of, shared_notes
from ui.tipping import shared_tips


def cells(**changes: object):
    return four_cells(replace(OFF_TRACK, **changes), METRIC, against="England")


def test_every_cell_has_words_and_opens_on_what_would_change_it():
    found = cells()
    assert list(found) == list(CELLS)
    assert all(cell.text and cell.fold for cell in found.values())


@pytest.mark.parametrize("answer", TrajectoryAnswer)
def test_every_trajectory_has_a_mark_unless_there_is_no_target(answer):
    trajectory = cells(trajectory=answer)["trajectory"]
    assert bool(trajectory.drawing) is (answer is not TrajectoryAnswer.NO_TARGET)


@pytest.mark.parametrize("answer", AssuranceAnswer)
def test_an_assurance_is_marked_only_where_it_is_an_answer(answer):
    answered = answer in (
        AssuranceAnswer.CONSISTENTLY_MEETS, AssuranceAnswer.HIT_AND_MISS, AssuranceAnswer.CONSISTENTLY_MISSES,
    )  # fmt: skip
    assurance = cells(assurance=answer, assurance_reason=None)["assurance"]
    assert (bool(assurance.drawing), assurance.quiet) == (answered, not answered)


def test_yearly_figures_are_said_quietly():
    found = cells(assurance=AssuranceAnswer.NOT_SUITED, assurance_reason=Reason.NOT_FREQUENT)["assurance"]
    assert (found.text, found.quiet) == ("yearly figures", True)


def test_a_chance_stands_beside_its_answer():
    assert cells()["trajectory"].note == "4% chance; target 62.0 years by 2030"
    assert cells(chance=None)["trajectory"].note == "target 62.0 years by 2030"


def test_a_chance_that_carries_no_answer_does_not_stand_beside_cannot_tell():
    untold = cells(trajectory=TrajectoryAnswer.CANNOT_TELL, trajectory_reason=Reason.TOO_FAR_AHEAD)["trajectory"]
    assert (untold.text, untold.note) == ("cannot tell: target too far ahead", "target 62.0 years by 2030")
    told = "Carried on as before, the chance would come to about 4%, which has not been tried so far ahead."
    assert untold.fold.count(told) == 1


def test_a_figure_past_its_target_is_not_told_that_the_target_is_too_far_ahead():
    ahead = {"trajectory": TrajectoryAnswer.CANNOT_TELL, "trajectory_reason": Reason.TOO_FAR_AHEAD}
    past = cells(**ahead, value=63.0)["trajectory"]
    assert past.text == "past the target now; whether it will last cannot be told"
    assert "It is past the target now; whether it will last until 2030 cannot be told." in past.fold
    # an older figure says nothing of now, and where no target can be worked out none can be past
    assert cells(**ahead, value=63.0, stale=True)["trajectory"].text == "cannot tell: target too far ahead"
    assert cells(**ahead, value=63.0, target_value=None)["trajectory"].text == "cannot tell: target too far ahead"


def test_a_target_in_pounds_says_that_prices_are_in_it():
    cash = METRIC.model_copy(update={"in_cash": True})
    trajectory = four_cells(OFF_TRACK, cash, against="England")["trajectory"]
    assert trajectory.note.endswith("; before inflation")
    assert "rising prices alone" in trajectory.fold
    untold = replace(
        OFF_TRACK, trajectory=TrajectoryAnswer.CANNOT_TELL, trajectory_reason=Reason.NO_BASELINE, target_value=None,
        chance=None,
    )  # fmt: skip
    none = four_cells(untold, cash, against="England")["trajectory"]
    assert (none.text, none.note) == ("cannot tell: no baseline figure", "")


def test_a_difference_that_may_be_chance_and_one_that_is_unusual_say_so():
    assert "could still be chance" in cells(flagged=False)["level"].note
    assert "beyond the ordinary spread" in cells(unusual=True)["level"].note
    assert cells(level=LevelAnswer.SIMILAR, flagged=False)["level"].note == ""


def test_a_rank_is_never_shown_without_its_interval():
    rank = rank_cell(replace(WORSE, rank=214, rank_low=120, rank_high=301, rank_of=309))
    assert (rank.text, rank.note, rank.quiet) == ("214th of 309", "anywhere from 120th to 301st", False)
    assert rank_cell(replace(WORSE, rank_reason=Reason.MOSTLY_NOISE)).quiet


UNTOLD = replace(
    WORSE, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL, tip_below=None, tip_above=None,
    trend=TrendAnswer.CANNOT_BE_CALCULATED, trend_reason=Reason.BREAK_IN_SERIES,
)  # fmt: skip


def shared(*verdicts):
    return notes_of(text for verdict in verdicts for text in shared_tips(verdict, METRIC).values())


def test_in_a_long_table_only_what_stands_out_is_marked_and_every_cell_opens():
    for verdict in (replace(WORSE, trend=TrendAnswer.NO_CLEAR_CHANGE), OFF_TRACK, UNTOLD):
        brief = four_brief_cells(verdict, METRIC, shared(verdict))
        assert all(bool(cell.fold) is not bool(cell.opens) for cell in brief.values())
    plain = four_brief_cells(replace(WORSE, trend=TrendAnswer.NO_CLEAR_CHANGE), METRIC, {})
    assert plain["level"].drawing
    assert not plain["trend"].drawing


def test_what_holds_a_number_opens_in_its_cell_and_what_holds_for_many_in_one_note():
    notes = shared(WORSE, OFF_TRACK, UNTOLD)
    told, untold = (four_brief_cells(verdict, METRIC, notes) for verdict in (OFF_TRACK, UNTOLD))
    assert "similar from 60.8 years" in told["level"].fold
    assert "at least 62.0 years" in told["trajectory"].fold
    texts = {key: text for text, key in notes.items()}
    assert "It needs the publisher's confidence interval" in texts[untold["level"].opens]
    assert "It needs more figures since the change." in texts[untold["trend"].opens]
    assert "It needs a dated target with a number." in texts[untold["trajectory"].opens]
    # the same answer in two rows is one note
    assert untold["assurance"].opens == told["assurance"].opens


def test_without_notes_to_open_each_cell_holds_its_own():
    assert "publisher&#x27;s confidence interval" in four_brief_cells(UNTOLD, METRIC, {})["level"].fold


def test_a_note_is_on_the_page_once_and_what_is_in_it_is_escaped():
    notes = notes_of(["a < b", "c", "a < b"])
    assert len(set(notes.values())) == 2
    assert shared_notes(notes).count("a &lt; b") == 1
    assert shared_notes({}) == ""
