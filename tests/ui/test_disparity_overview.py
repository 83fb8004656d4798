"""Where distance closes on one screen: every headline measure, sorted, on one scale, with the ones we cannot tell."""

import datetime as dt
from html import unescape

from domain.disparity import GapAnswer, GapMeasure, Weighting
from domain.metric import Kind
from domain.mission import Framework, Mission
from domain.reason import Reason
from tests.ui.gaps import gap_change, national
from tests.ui.measures import HOMES, INACTIVITY, LIFE, PAY
from ui import disparity_overview

MISSION = Mission(mission_id="health", number=7, title="Health", statement="Longer.")
FRAMEWORK = Framework(
    framework_id="a", title="A framework", publisher="A ministry", published_on=dt.date(2022, 2, 2), status="Kept.",
    missions=(MISSION,),
)  # fmt: skip
NAMED = {
    name: metric.model_copy(update={"metric_id": name})
    for name, metric in {"life": LIFE, "pay": PAY, "inactivity": INACTIVITY, "homes": HOMES}.items()
} | {"more": LIFE.model_copy(update={"metric_id": "more", "title": "More life"})}
NAMED["homes"] = NAMED["homes"].model_copy(update={"kind": Kind.COUNT})
CHANGES = [
    gap_change(metric_id="life"),
    gap_change(metric_id="life", weighting=Weighting.PEOPLE, answer=GapAnswer.CANNOT_TELL, change=0.1),
    gap_change(metric_id="more", change=4.0, lower=2.0, upper=6.0),
    gap_change(metric_id="pay", measure=GapMeasure.DECILE_RATIO, baseline_value=1.62, value=1.58, change=-0.04,
               lower=-0.06, upper=-0.02, answer=GapAnswer.NARROWED, target_year=2030, chance=0.81),
    gap_change(metric_id="inactivity", answer=GapAnswer.CANNOT_TELL, change=0.2, lower=-1.0, upper=1.4,
               target_year=2030, chance_reason=Reason.TOO_FEW_POINTS),
]  # fmt: skip


def lines():
    return disparity_overview.lines_of([(MISSION, metric) for metric in NAMED.values()], CHANGES, {})


def test_the_widened_come_first_by_how_far_then_the_narrowed_then_what_cannot_be_told():
    assert [line.metric.metric_id for line in lines()] == ["more", "life", "pay", "inactivity", "homes"]


def test_the_finding_counts_all_three():
    assert disparity_overview.finding(lines()) == (
        "The gap between places has narrowed on 1 of 5 headline measures and widened on 2; on 2 we cannot tell"
    )
    assert disparity_overview.finding([]) == "No headline measure of this framework has figures"


def test_places_and_people_and_the_chance_stand_in_each_row():
    drawn = unescape(disparity_overview.overview(lines(), FRAMEWORK))
    assert drawn.index("Widened: 2 measures") < drawn.index("Narrowed: 1 measure")
    assert "8.1 years to 9.0 years; change +0.9 years (0.1 to 1.7)" in drawn
    assert "1.62 times to 1.58 times; change −0.040 (−0.060 to −0.020)" in drawn
    assert "81% chance" in drawn
    assert "cannot tell: too few points" in drawn
    assert "Places count by their people" in drawn


def test_a_total_says_why_it_has_no_gap_and_leads_to_its_places_instead():
    drawn = unescape(disparity_overview.overview(lines(), FRAMEWORK))
    assert "Not compared: larger places have more (1 measure)" in drawn
    assert 'href="metric?metric=homes"' in drawn


def test_a_measure_with_one_period_only_is_not_said_to_have_too_few_places():
    single = {"life": national(metric_id="life", places=0)}
    (line,) = disparity_overview.lines_of([(MISSION, NAMED["life"])], [], single)
    assert "no baseline figure" in disparity_overview.overview([line], FRAMEWORK)


def test_a_reason_shared_by_several_measures_is_said_once_above_them():
    pairs = [(MISSION, NAMED[name]) for name in ("life", "more")]
    counts = {name: national(metric_id=name, places=0) for name in ("life", "more")}
    drawn = unescape(disparity_overview.overview(disparity_overview.lines_of(pairs, [], counts), FRAMEWORK))
    assert drawn.count("there is no comparable figure at the baseline") + drawn.count("There is no comparable") == 1
    assert "no baseline figure (2 measures)" in drawn
    assert 'href="metric?metric=life"' in drawn
    assert 'href="metric?metric=more"' in drawn
    assert "<table" not in drawn


def test_a_row_leads_to_the_gap_over_time_by_the_measure_read_first():
    drawn = unescape(disparity_overview.overview(lines(), FRAMEWORK))
    assert 'href="disparities?metric=pay&framework=a&view=decile_ratio"' in drawn
    assert 'href="disparities?metric=life&framework=a&view=decile_gap"' in drawn


def test_a_change_too_large_for_the_scale_stays_inside_the_picture():
    huge = gap_change(metric_id="life", change=900.0, lower=800.0, upper=1000.0)
    (line,) = disparity_overview.lines_of([(MISSION, NAMED["life"])], [huge], {})
    drawn = disparity_overview.overview([line], FRAMEWORK)
    assert f"cx='{disparity_overview.WIDTH - disparity_overview.EDGE}.0'" in drawn


def test_the_file_has_a_row_for_each_weighting():
    rows = disparity_overview.overview_table(lines())
    assert len(rows) == 10
    pay = rows[rows["Measure"] == "Median weekly pay"].iloc[0]
    assert (pay["Answer"], pay["Gap measured as"], pay["Change"]) == ("narrowed", "Ratio of the tenths", -0.04)
