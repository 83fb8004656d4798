"""What would change a verdict: every cell answers, with numbers that do tip it and reasons where it cannot."""

from dataclasses import replace

import pytest

from domain.reason import Reason
from domain.verdict import RULE_VERSION, AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer
from tests.ui.measures import INACTIVITY
from tests.ui.test_verdict_table import METRIC, WORSE
from ui.tipping import all_tips, assurance_tip, level_tip, tips, trajectory_tip, trend_tip

OFF_TRACK = replace(
    WORSE, trajectory=TrajectoryAnswer.OFF_TRACK, trajectory_reason=None, chance=0.041, target_value=62.0,
    target_year=2030, path_gap=-1.24, needed=0.61, achieved=0.12, tip_value=58.91, tip_answer=TrajectoryAnswer.AT_RISK,
)  # fmt: skip


def level(**changes: object) -> str:
    return " ".join(level_tip(replace(WORSE, **changes), METRIC, against="England"))


def trend(**changes: object) -> str:
    return " ".join(trend_tip(replace(WORSE, **changes), METRIC))


def trajectory(**changes: object) -> str:
    return " ".join(trajectory_tip(replace(OFF_TRACK, **changes), METRIC))


def test_a_level_names_both_ways_out_and_what_must_stay_as_it_is():
    said = level()
    # 56.2 and 60.75: rounded away from the present answer
    assert "It would count as much worse at 56.2 years or below." in said
    assert "It would count as similar from 60.8 years." in said
    assert "while England stays at 61.9 years" in said


def test_different_and_unusual_are_two_things():
    assert "It is unusual too" in level(unusual=True)
    assert "not marked as unusual" in level()
    assert "arise by chance" in level(flagged=False)
    assert "unusual" not in level(level=LevelAnswer.SIMILAR)


def test_a_level_that_is_not_compared_says_why_and_what_it_would_take():
    said = level(level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL)
    assert said.startswith("No interval is published with the figure")
    assert "It needs the publisher's confidence interval" in said


def test_a_trend_names_the_figures_it_rests_on_its_pace_and_what_would_turn_it():
    said = trend(trend=TrendAnswer.IMPROVING, points=5, slope=0.3)
    assert said.startswith("It rests on the latest 5 comparable figures, which moved by +0.3 years each year.")
    assert "fewer than 1 in 500" in said
    assert "no longer count as improving" in said


def test_a_trend_that_lacks_figures_says_how_many():
    said = trend(trend=TrendAnswer.CANNOT_BE_CALCULATED, trend_reason=Reason.TOO_FEW_POINTS, points=3)
    assert "There are 3 of the 5 figures needed: 2 more." in said
    assert "figures needed" not in trend(
        trend=TrendAnswer.CANNOT_BE_CALCULATED, trend_reason=Reason.NOT_ANNUAL, points=3
    )


def test_a_trend_from_ranks_alone_can_only_be_a_hint():
    assert "no answer can be more than a hint" in trend(trend=TrendAnswer.FALLING, trend_reason=Reason.INDICATIVE)


def test_a_trajectory_gives_the_target_the_chance_both_paces_and_what_the_next_answer_takes():
    said = trajectory()
    assert "at least 62.0 years here by 2030" in said
    assert "there is a 4% chance of that" in said
    assert "1.2 years behind the straight path" in said
    assert "It takes +0.6 years each year from now on; so far it has been +0.1 years each year." in said
    # 58.91 rounded up, because a higher figure is the better one
    assert "With a newest figure of 59.0 years or more it would be at risk." in said


def test_where_lower_is_better_the_target_is_a_ceiling_and_the_tip_is_rounded_down():
    lower = replace(OFF_TRACK, value=26.6, target_value=20.0, tip_value=24.18, path_gap=1.0)
    said = " ".join(trajectory_tip(lower, INACTIVITY))
    assert "at most 20.0% here by 2030" in said
    assert "With a newest figure of 24.1% or less it would be at risk." in said
    assert "1.0 points ahead of the straight path" in said


def test_a_figure_past_a_target_that_counts_in_its_year_alone_needs_no_backward_pace():
    past = {"value": 63.0, "target_value": 62.0, "trajectory": TrajectoryAnswer.LIKELY, "path_gap": 1.0, "needed": -0.2}
    said = trajectory(**past)
    assert "It is past the target now; what is asked is whether it still will be in 2030." in said
    assert "It takes" not in said
    lower = {**past, "value": 19.0, "target_value": 20.0, "needed": 0.2}
    assert "It is past the target now" in " ".join(trajectory_tip(replace(OFF_TRACK, **lower), INACTIVITY))


def test_a_target_that_is_met_or_cannot_be_judged_says_so():
    assert "no longer be if" in trajectory(trajectory=TrajectoryAnswer.ALREADY_MET, chance=None)
    far = trajectory(trajectory=TrajectoryAnswer.CANNOT_TELL, trajectory_reason=Reason.TOO_FAR_AHEAD, chance=None)
    assert "more than five years beyond the newest figure" in far
    assert trajectory_tip(WORSE, METRIC) == [
        "No target has been set for this measure. It needs a dated target with a number."
    ]


@pytest.mark.parametrize("answer", AssuranceAnswer)
def test_every_assurance_has_its_sentence(answer):
    said = assurance_tip(replace(OFF_TRACK, assurance=answer, assurance_reason=Reason.NOT_FREQUENT), METRIC)
    assert all(sentence.endswith(".") for sentence in said)
    assert said


@pytest.mark.parametrize("answer", LevelAnswer)
@pytest.mark.parametrize("missing", [None, float("nan")])
def test_no_cell_ever_prints_a_missing_number_or_a_code(answer, missing):
    empty = replace(
        OFF_TRACK, level=answer, benchmark=missing, tip_below=missing, tip_above=missing, slope=missing, chance=None,
        target_value=missing, path_gap=missing, needed=missing, achieved=missing, tip_value=missing,
    )  # fmt: skip
    for html in tips(empty, METRIC, against="England").values():
        assert not {"nan", "None", "inf"} & set(html.replace(">", " ").replace("<", " ").split())
        assert answer.value not in html or "_" not in answer.value


def test_every_tip_names_the_rules_and_the_build_and_leads_to_the_methods():
    for html in tips(WORSE, METRIC, against="England", release="20261122T220250-4e93dfc2").values():
        assert f"Rules {RULE_VERSION}; build 20261122T220250-4e93dfc2." in html
        assert 'href="methods"' in html


def test_a_trajectory_leads_to_the_page_that_tries_other_targets_beginning_from_this_one():
    html = tips(OFF_TRACK, METRIC, against="England")["trajectory"]
    where = "what-if?place=E06000001&amp;metric=healthy_life_women&amp;compare=nation&amp;target=62&amp;by=2030"
    assert f'href="{where}"' in html
    assert "by=" not in tips(WORSE, METRIC, against="England")["trajectory"]


def test_text_from_outside_is_escaped():
    assert "<b>" not in tips(WORSE, METRIC, against="<b>England</b>")["level"]


def test_one_note_holds_all_four_where_cells_have_no_room():
    html = all_tips(OFF_TRACK, METRIC, against="England")
    assert html.count("<details") == 1
    for heading in ("Level", "Trend", "Trajectory", "Assurance"):
        assert f"<dt>{heading}</dt>" in html
