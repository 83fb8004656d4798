"""Gaps over time and their parts between and within regions: as published and free of noise, with words and a table."""

import datetime as dt

import plotly.graph_objects as go
import pytest

from domain.disparity import GapMeasure, Weighting
from domain.reason import Reason
from tests.ui.gaps import gap, gap_change
from tests.ui.measures import INACTIVITY, LIFE, PAY
from ui.gap_lines import Shown, extent_of, gap_lines
from ui.gap_regions import gap_regions, highest_of
from ui.gap_units import gap_number

YEARS = [dt.date(year, 1, 1) for year in range(2015, 2021)]
WIDE = tuple(gap(period_start=on, value=10.0 + i, corrected=8.0 + i) for i, on in enumerate(YEARS))
BARE = tuple(
    gap(period_start=on, lower=None, upper=None, corrected=None, corrected_lower=None, corrected_upper=None,
        reason=Reason.NO_INTERVAL)
    for on in YEARS
)  # fmt: skip
NONE = tuple(gap(period_start=on, value=None, corrected=None, reason=Reason.NEGATIVE_VALUES) for on in YEARS)


def shown(gaps=WIDE, *, metric=LIFE, measure=GapMeasure.DECILE_GAP, told=None) -> Shown:
    return Shown(gaps, metric, measure, Weighting.PLACES, told or gap_change())


def parts(between: float, within: float, on: dt.date, weighting: Weighting = Weighting.PLACES):
    """The split of one period, free of noise: the parts add up, and the share is that of the part between."""
    made = {
        GapMeasure.THEIL: between + within, GapMeasure.THEIL_BETWEEN: between, GapMeasure.THEIL_WITHIN: within,
        GapMeasure.BETWEEN_SHARE: between / (between + within),
    }  # fmt: skip
    return [
        gap(measure=m, weighting=weighting, period_start=on, value=v * 2, corrected=v, corrected_lower=v * 0.9,
            corrected_upper=v * 1.1)
        for m, v in made.items()
    ]  # fmt: skip


SPLIT = [*parts(0.001, 0.003, YEARS[0]), *parts(0.0029, 0.0071, YEARS[5])]


@pytest.mark.parametrize("gaps", [WIDE, WIDE[:1], BARE, NONE, ()])
@pytest.mark.parametrize("metric", [LIFE, PAY, INACTIVITY])
def test_every_line_chart_is_accepted_and_has_its_words(gaps, metric):
    one = shown(gaps, metric=metric)
    chart = gap_lines(one, extent_of([one]))
    go.Figure(chart.figure)
    assert chart.summary.endswith(".")
    assert chart.alt.endswith(".")
    for word in ("nan", "None", "inf "):
        assert word not in f"{chart.title} {chart.summary} {chart.alt}"


def test_the_line_as_published_and_the_line_free_of_noise_are_both_drawn_with_their_intervals():
    chart = gap_lines(shown(), extent_of([shown()]))
    lines = [trace["y"] for trace in chart.figure["data"] if trace.get("text")]
    assert lines[0][:6] == [10.0, 11.0, 12.0, 13.0, 14.0, 15.0]
    assert lines[1][:6] == [8.0, 9.0, 10.0, 11.0, 12.0, 13.0]
    ribbons = [trace for trace in chart.figure["data"] if trace.get("fill")]
    assert max(value for value in ribbons[0]["y"] if value is not None) == 11.0
    assert max(value for value in ribbons[1]["y"] if value is not None) == 9.2
    assert "noise taken out" in chart.key


def test_without_intervals_there_is_one_line_and_it_is_said_that_noise_is_still_in_it():
    chart = gap_lines(shown(BARE), extent_of([shown(BARE)]))
    assert len([trace for trace in chart.figure["data"] if trace.get("text")]) == 1
    assert "noise could not be taken out" in chart.summary
    assert set(chart.table["Note"]) == {"cannot tell: no interval published"}


def test_a_measure_that_is_not_defined_says_why_there_is_nothing_to_draw():
    chart = gap_lines(shown(NONE), extent_of([shown(NONE)]))
    assert chart.summary.startswith("There is nothing to draw: some figures are nought or less")


def test_charts_side_by_side_share_one_scale():
    higher = shown(tuple(gap(period_start=on, value=30.0, upper=31.0) for on in YEARS))
    extent = extent_of([shown(), higher])
    assert extent[0] < 6.9
    assert extent[1] > 31.0
    axes = [gap_lines(one, extent).figure["layout"]["yaxis"]["range"] for one in (shown(), higher)]
    assert axes[0] == axes[1]


def test_each_measure_carries_its_own_unit():
    assert gap_number(12.34, INACTIVITY, GapMeasure.DECILE_GAP) == "12.3 points"
    assert gap_number(1.618, PAY, GapMeasure.DECILE_RATIO) == "1.62 times"
    assert gap_number(120.5, PAY, GapMeasure.DECILE_GAP) == "£120.50 a week"
    assert gap_number(0.294, LIFE, GapMeasure.BETWEEN_SHARE) == "29%"
    assert gap_number(0.00125, LIFE, GapMeasure.THEIL) == "1.25 thousandths"
    assert gap_number(None, LIFE, GapMeasure.THEIL) == "no figure"


def test_the_title_of_the_bars_is_the_newest_share_between_regions():
    told = gap_change(measure=GapMeasure.BETWEEN_SHARE, change=0.04, lower=-0.01, upper=0.09)
    chart = gap_regions(SPLIT, LIFE, Weighting.PLACES, told, highest=11.0)
    # 0.0029 of 0.0100 is 29%
    assert chart.title == (
        "Every place counts the same: 29% of the inequality lay between regions in 2020, +4 points (−1 to 9) since "
        "2017 to 2019"
    )
    assert "26% to 32%" in chart.summary
    go.Figure(chart.figure)


def test_the_bars_hold_the_parts_in_thousandths_and_hatching_tells_them_apart_without_colour():
    chart = gap_regions(SPLIT, LIFE, Weighting.PLACES, None, highest=highest_of(SPLIT))
    between, within = chart.figure["data"]
    assert between["y"] == pytest.approx([1.0, 2.9])
    assert within["y"] == pytest.approx([3.0, 7.1])
    assert between["marker"]["pattern"]["shape"] != within["marker"]["pattern"]["shape"]
    assert chart.figure["layout"]["yaxis"]["range"] == pytest.approx([0.0, 10.5])  # the highest bar and some room
    assert list(chart.table["Share between regions"]) == ["25%", "29%"]


def test_a_split_that_is_not_defined_says_why():
    none = [gap(measure=GapMeasure.THEIL_WITHIN, value=None, corrected=None, reason=Reason.NEGATIVE_VALUES)]
    chart = gap_regions(none, LIFE, Weighting.PLACES, None, highest=highest_of(none))
    assert "some figures are nought or less" in chart.summary
    assert "cannot be split into regions" in chart.title
    go.Figure(chart.figure)
