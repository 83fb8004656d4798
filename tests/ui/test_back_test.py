"""The record of forecasts as a reader meets it."""

import plotly.graph_objects as go

from domain.calibration import Calibration, ChanceBin, Coverage
from tests.ui import fakes
from ui.back_test import (
    NO_RECORD,
    by_metric_table,
    chances,
    coverage_table,
    coverage_words,
    records_file,
)

METRICS = fakes.catalogue().metrics
BANDS = (
    ChanceBin("", 0.0, 0.1, 4000, 0.05, 0.07), ChanceBin("", 0.3, 0.5, 1200, 0.40, 0.53),
    ChanceBin("", 0.9, 1.0, 5000, 0.97, 0.96),
)  # fmt: skip


def record(metric_id: str, forecasts: int, held80: float | None, held95: float | None) -> Calibration:
    return Calibration(
        metric_id=metric_id, horizon=1, q80=1.7, q95=2.9, origins=6, weight=0.5, forecasts=forecasts,
        coverage80=held80, coverage95=held95,
    )  # fmt: skip


RECORDS = {
    "healthy_life_women": (record("healthy_life_women", 900, 0.67, 0.88),),
    "healthy_life_men": (record("healthy_life_men", 0, None, None),),
}
COVERAGE = (Coverage(1, 13, 4000, 0.81, 0.95), Coverage(2, 11, 3000, 0.79, 0.93))


def test_the_record_says_what_ranges_were_meant_to_hold_and_what_they_held():
    said = " ".join(coverage_words(COVERAGE, RECORDS))
    assert "(80%) held 80% of them" in said  # the mean of 81% and 79%
    assert "(95%) held 94%" in said
    assert "1 to 2 years ahead" in said
    assert "hits all places at once" in said
    assert "make backtest" in said


def test_a_build_without_any_past_says_so():
    assert coverage_words((), {}) == [NO_RECORD]
    assert NO_RECORD in coverage_table(())
    assert "No chance given in the past" in chances(()).title


def test_each_measure_with_a_past_has_its_own_line_and_one_without_has_none():
    text = by_metric_table(RECORDS, METRICS)
    assert "67%" in text
    assert "88%" in text
    assert "Healthy life expectancy, men" not in text


def test_chances_stand_beside_how_often_they_came_true_in_title_words_and_table():
    chart = chances(BANDS)
    assert chart.title == "Of targets given a 5% chance 7% were met; of those given 97%, 96%"
    assert "of 100 targets that were given a chance of about 5%, 7 were met" in chart.summary
    assert "40% given, 53% met" in chart.alt
    assert list(chart.table["Target then met"]) == ["7%", "53%", "96%"]
    assert list(chart.table["How many"]) == ["4,000", "1,200", "5,000"]


def test_the_picture_is_one_plotly_would_draw():
    assert len(go.Figure(chances(BANDS).figure).data) == 2


def test_the_file_holds_every_measure_and_leaves_out_no_horizon():
    rows = records_file(RECORDS, METRICS)
    assert len(rows) == 2
    assert rows.loc[0, "Share in the 80% range"] == 0.67
