import json
import time

import numpy as np
import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from domain.verdict import LevelAnswer
from tests.ui.measures import LIFE
from ui.beeswarm import beeswarm, swarm
from ui.charts import Benchmark, PlaceValue

ENGLAND = Benchmark("England", 61.9)


def many(count=361):
    values = np.random.default_rng(7).normal(61.9, 2.5, count)
    answers = (LevelAnswer.WORSE, LevelAnswer.SIMILAR, LevelAnswer.BETTER)
    return [
        PlaceValue(f"E{i:08}", f"Place {i}", float(v), float(v - 1), float(v + 1), answers[int(np.sign(v - 61.9)) + 1])
        for i, v in enumerate(values)
    ]


@given(st.lists(st.floats(-100, 100), max_size=60), st.floats(0.01, 30))
def test_no_two_marks_ever_cover_each_other(values, width):
    ordered = np.sort(np.array(values, dtype=float))
    lanes = swarm(ordered, width=width)
    for lane in set(lanes.tolist()):
        gaps = np.diff(ordered[lanes == lane])
        assert (gaps >= width * (1 - 1e-9)).all()


def test_the_same_values_always_give_the_same_picture():
    values = np.sort(np.random.default_rng(1).normal(0, 1, 300))
    assert (swarm(values, width=0.05) == swarm(values, width=0.05)).all()


def test_places_with_the_same_figure_are_stacked_around_the_middle():
    assert sorted(swarm(np.zeros(3), width=1).tolist()) == [-1, 0, 1]


def test_the_crowd_is_thickest_where_the_figures_are():
    values = np.sort(np.random.default_rng(3).normal(0, 1, 361))
    lanes = np.abs(swarm(values, width=0.17))
    assert lanes[np.abs(values) > 1.8].max() < lanes[np.abs(values) < 0.5].max()


def test_every_place_with_a_figure_is_drawn_once_and_the_one_singled_out_on_top():
    rows = [*many(), PlaceValue("X", "Isles of Scilly", None)]
    chart = beeswarm(rows, LIFE, highlight="E00000007", benchmark=ENGLAND)
    drawn = [code for trace in chart.figure["data"] for code in trace["customdata"]]
    assert sorted(drawn) == sorted(row.code for row in rows if row.value is not None)
    assert drawn[-1] == "E00000007"
    assert any("Place 7" in a["text"] for a in chart.figure["layout"]["annotations"])
    assert "1 place without a figure." in chart.summary


def test_the_key_counts_the_places_behind_each_mark():
    rows = many()
    better = sum(row.answer is LevelAnswer.BETTER for row in rows)
    assert f"better than England: {better}" in beeswarm(rows, LIFE, benchmark=ENGLAND).key


def test_plotly_accepts_it_full_and_empty():
    go.Figure(beeswarm(many(), LIFE, highlight="E00000007", benchmark=ENGLAND).figure)
    empty = beeswarm([], LIFE)
    go.Figure(empty.figure)
    assert "none of the places chosen has a figure" in empty.summary


def test_places_for_a_whole_country_are_laid_out_in_five_milliseconds_and_sent_in_60_kilobytes():
    rows = many()
    values = np.sort(np.array([row.value for row in rows]))
    times = []
    for _ in range(9):
        began = time.perf_counter()
        swarm(values, width=0.4)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.005
    assert len(json.dumps(beeswarm(rows, LIFE, benchmark=ENGLAND).figure)) < 60_000
