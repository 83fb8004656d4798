"""The fan chart: what is expected, the path to a target, and the chance of it; and what is said where nothing is."""

import datetime as dt
import re
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from domain.prospect import FanYear, Prospect
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer
from tests.ui.measures import INACTIVITY, LIFE
from ui.charts import PlaceSeries, Point
from ui.fan import fan
from ui.fan_words import fan_summary

VALUES = (61.0, 60.4, 60.9, 59.8, 59.5, 59.9, 58.8, 58.0, 57.6, 57.1)
HISTORY = PlaceSeries(
    "E06000001",
    "Hartlepool",
    tuple(Point(dt.date(2014 + i, 1, 1), 12, value, value - 1.1, value + 1.1) for i, value in enumerate(VALUES)),
)
FAN = tuple(
    FanYear(2023 + h, 57.1 - 0.4 * h, 57.1 - 1.2 * h, 57.1 + 0.4 * h, 57.1 - 2.0 * h, 57.1 + 1.2 * h)
    for h in range(1, 6)
)
OFF_TRACK = Prospect(
    metric_id=LIFE.metric_id, place_code="E06000001", answer=TrajectoryAnswer.OFF_TRACK, reason=None,
    newest_year=2023, value=57.1, points=10, very_uncertain=False, fan=FAN, achieved=-0.43, target_value=62.0,
    target_year=2028, baseline_year=2019, baseline_value=59.9,
    path=tuple((2019 + i, round(59.9 + i * (62.0 - 59.9) / 9, 4)) for i in range(10)), path_gap=-3.73, needed=0.98,
    chance=0.041, tip_value=60.2, tip_answer=TrajectoryAnswer.AT_RISK,
)  # fmt: skip


def bare(**changes) -> Prospect:
    parts = {
        "metric_id": LIFE.metric_id, "place_code": "E06000001", "answer": TrajectoryAnswer.NO_TARGET,
        "reason": Reason.TARGET_NOT_SET, "newest_year": 2023, "value": 57.1, "points": 10, "very_uncertain": False,
    }  # fmt: skip
    return Prospect(**{**parts, **changes})


def lines_of(chart) -> dict[str, dict]:
    """The lines and marks by the name that a reader is told when pointing at them."""
    return {trace["text"][0].split(",")[0]: trace for trace in chart.figure["data"] if trace.get("text")}


def test_the_title_is_the_chance_of_the_target():
    assert fan(OFF_TRACK, LIFE, HISTORY).title == (
        "Healthy life expectancy, women, in Hartlepool: 4% chance of at least 62.0 years by 2028"
    )


def test_where_low_is_good_the_target_is_a_ceiling():
    chart = fan(OFF_TRACK, INACTIVITY, HISTORY)
    assert "at most 62.0% by 2028" in chart.title


def test_without_a_target_the_title_is_the_range_to_expect():
    # four times in five in 2028: 57.1 - 6.0 to 57.1 + 2.0
    assert fan(bare(fan=FAN), LIFE, HISTORY).title.endswith("expected between 51.1 and 59.1 years in 2028")


def test_a_target_already_met_is_said_to_be():
    met = bare(answer=TrajectoryAnswer.ALREADY_MET, reason=None, target_value=55.0, target_year=2028, fan=FAN)
    assert "already meets the target of at least 55.0 years by 2028" in fan(met, LIFE, HISTORY).title


def test_the_pace_needed_stands_beside_the_pace_so_far_and_what_would_tip_it():
    said = fan_summary(OFF_TRACK, LIFE)
    assert "3.7 years behind it" in said
    assert "it takes +1.0 years a year; so far it has been −0.4 years" in said
    assert "With a newest figure of 60.2 years or more it would be at risk." in said


def test_a_figure_past_its_target_is_not_told_a_pace_away_from_it():
    # no worse in 2028 than the 59.9 years of 2019, with 61.0 years now
    level = replace(
        OFF_TRACK, value=61.0, answer=TrajectoryAnswer.CANNOT_TELL, reason=Reason.TOO_UNCERTAIN, target_value=59.9,
        path=tuple((2019 + i, 59.9) for i in range(10)), path_gap=1.1, needed=-0.22, tip_value=None, tip_answer=None,
    )  # fmt: skip
    chart = fan(level, LIFE, HISTORY)
    assert "whether it will still be at least 59.9 years by 2028 we cannot tell" in chart.title
    assert "no worse in 2028 than around 2019: 59.9 years" in chart.summary
    assert "It is past the target now" in chart.summary
    assert "From now on" not in chart.summary


def test_the_axis_names_no_more_years_than_a_phone_has_room_for_and_ends_at_the_last():
    axis = fan(OFF_TRACK, LIFE, HISTORY).figure["layout"]["xaxis"]
    assert axis["ticktext"][0] == "2028"
    assert 3 <= len(axis["ticktext"]) <= 5


def test_few_years_are_said_to_be_very_uncertain():
    assert "very uncertain" in fan(bare(fan=FAN, very_uncertain=True), LIFE, HISTORY).summary


def test_nothing_can_be_expected_is_said_with_its_reason():
    chart = fan(bare(answer=TrajectoryAnswer.CANNOT_TELL, reason=Reason.TOO_FEW_POINTS), LIFE, HISTORY)
    assert chart.title.endswith("we cannot tell what lies ahead")
    assert "too few comparable points" in chart.summary
    assert list(lines_of(chart)) == ["Hartlepool"]
    go.Figure(chart.figure)


def test_the_table_holds_the_figures_so_far_and_the_years_to_come():
    table = fan(OFF_TRACK, LIFE, HISTORY).table
    assert len(table) == 10 + 5
    last = table.iloc[-1]
    assert last["Period"] == "2028"
    assert last["Expected four times in five"] == "51.1 to 59.1"
    assert last["Expected 19 times in 20"] == "47.1 to 63.1"
    assert last["Path to the target"] == "62.0 years"
    assert table.set_index("Period").loc["2018", "Path to the target"] == "no path"
    assert "Path to the target" not in fan(bare(fan=FAN), LIFE, HISTORY).table


def test_the_target_is_a_mark_of_its_own_and_the_path_dotted_so_that_neither_rests_on_colour():
    by_name = lines_of(fan(OFF_TRACK, LIFE, HISTORY))
    assert by_name["Path to the target"]["line"]["dash"] == "dot"
    assert by_name["Target"]["marker"]["symbol"] == "diamond"
    assert by_name["Target"]["y"][0] == 62.0
    assert by_name["Middle of what is expected"]["line"]["dash"] == "dash"


def test_the_fan_opens_at_the_newest_figure():
    outer = next(trace for trace in fan(OFF_TRACK, LIFE, HISTORY).figure["data"] if trace.get("fillcolor") == "#E6EBF0")
    assert outer["x"][0].startswith("2023-07")
    assert outer["y"][0] == outer["y"][-1] == 57.1


@pytest.mark.parametrize(
    "prospect",
    [OFF_TRACK, bare(fan=FAN), bare(), bare(value=None, newest_year=0, reason=Reason.NO_DATA), bare(target_value=62.0)],
)
@pytest.mark.parametrize("history", [HISTORY, PlaceSeries("E06000001", "Hartlepool", ())])
def test_nothing_undefined_is_ever_said_and_plotly_accepts_it(prospect, history):
    chart = fan(prospect, LIFE, history)
    go.Figure(chart.figure)
    said = " ".join([chart.title, chart.summary, chart.alt, chart.key, *chart.table.astype(str).to_numpy().ravel()])
    assert not re.search(r"\b(nan|None|inf|TrajectoryAnswer|Reason)\b", said)


def test_a_leap_day_is_carried_to_the_day_before_it():
    history = PlaceSeries("E06000001", "Hartlepool", (Point(dt.date(2024, 2, 29), 0, 57.1),))
    chart = fan(bare(fan=(FanYear(2025, 57.0, 56.0, 58.0, 55.0, 59.0),), newest_year=2024), LIFE, history)
    assert chart.table["Period"].tolist() == ["29 February 2024", "28 February 2025"]
