import json
import re
from functools import partial
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reason import Reason
from domain.verdict import LevelAnswer
from tests.ui.measures import LIFE
from ui.charts import Benchmark, PlaceValue
from ui.maps import choropleth, quantile_classes

ENGLAND = Benchmark("England", 61.9)
ADDRESSES = {"geojson_url": "/geometry/build/district.json", "topojson_url": "/geometry/topo/"}
ROWS = [
    *(PlaceValue(f"E{i:08}", f"Place {i}", 55 + i / 10, answer=LevelAnswer.SIMILAR) for i in range(120)),
    PlaceValue("E06000001", "Hartlepool", 57.1, 56.0, 58.2, LevelAnswer.WORSE),
    PlaceValue("E06000053", "Isles of Scilly", None, answer=LevelAnswer.NOT_COMPARED, reason=Reason.SUPPRESSED),
]


def words_of(key: str) -> list[str]:
    return re.findall(r"<span>([^<]*)</span>", key)


@pytest.mark.parametrize("draw", [choropleth, partial(choropleth, hexagons=True)])
@pytest.mark.parametrize("how", ["value", "level"])
def test_plotly_accepts_every_map_and_no_shape_travels_inside_it(draw, how):
    chart = draw(ROWS, LIFE, how=how, benchmark=ENGLAND, highlight="E06000001", **ADDRESSES)
    go.Figure(chart.figure)
    assert {layer["geojson"] for layer in chart.figure["data"]} == {"/geometry/build/district.json"}
    assert chart.config["topojsonURL"] == "/geometry/topo/"


def test_a_map_of_every_council_is_less_than_60_kilobytes():
    rows = [PlaceValue(f"E{i:08}", "Bournemouth, Christchurch and Poole", 50 + i / 9, 50, 90) for i in range(361)]
    assert len(json.dumps(choropleth(rows, LIFE, **ADDRESSES).figure)) < 60_000


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=80))
def test_the_ranges_of_a_key_cover_every_figure_and_do_not_overlap(values):
    classes = quantile_classes(values, 1)
    assert 1 <= len(classes) <= 6
    assert all(low <= high for low, high in classes)
    assert all(before[1] < after[0] for before, after in pairwise(classes))
    printed = np.round(values, 1)
    assert all(any(low <= value <= high for low, high in classes) for value in printed)


def test_classes_hold_about_equally_many_places():
    classes = quantile_classes([float(v) for v in range(60)], 0)
    assert [high - low + 1 for low, high in classes] == [10] * 6


def test_figures_that_are_all_the_same_make_one_class():
    assert quantile_classes([5.0] * 20, 1) == [(5.0, 5.0)]
    assert quantile_classes([], 1) == []


def test_the_key_gives_each_range_in_numbers_with_how_many_places_and_names_the_gap():
    words = words_of(choropleth(ROWS, LIFE, **ADDRESSES).key)
    counts = [int(re.search(r": (\d+) place", text).group(1)) for text in words]
    assert words[0].startswith("55.0 to ")
    assert words[-1] == "no figure: 1 place"
    assert sum(counts) == len(ROWS)


def test_the_colour_of_a_place_is_the_colour_of_the_range_that_holds_it():
    chart = choropleth(ROWS, LIFE, **ADDRESSES)
    layer = chart.figure["data"][0]
    ranges = [tuple(map(float, re.findall(r"\d+\.\d", text))) for text in words_of(chart.key)[:-1]]
    for row, group in zip(ROWS, layer["z"], strict=True):
        if row.value is None:
            assert group == len(ranges)
        else:
            assert ranges[group][0] <= round(row.value, 1) <= ranges[group][1]


def test_a_map_of_answers_says_whose_comparison_it_is():
    words = words_of(choropleth(ROWS, LIFE, how="level", benchmark=ENGLAND, **ADDRESSES).key)
    assert words == ["similar to England: 120 places", "worse than England: 1 place", "cannot tell: 1 place"]


def test_a_map_tells_its_message_without_being_seen():
    chart = choropleth(ROWS, LIFE, benchmark=ENGLAND, highlight="E06000001", period="2023", **ADDRESSES)
    assert chart.title == "Hartlepool's 57.1 years is worse than England's 61.9, 2023"
    assert "From 55.0 years in Place 0 to 66.9 years in Place 119." in chart.alt
    assert "Hartlepool is outlined." in chart.summary
    assert "The table below the map holds the same figures." in chart.summary


def test_a_place_without_a_figure_says_why_when_pointed_at():
    layer = choropleth(ROWS, LIFE, **ADDRESSES).figure["data"][0]
    assert layer["text"][-1] == "Isles of Scilly: no figure: withheld to protect people"


def test_a_map_of_nothing_says_so():
    chart = choropleth([PlaceValue("X", "Leeds", None)], LIFE, **ADDRESSES)
    go.Figure(chart.figure)
    assert "none of the places chosen has a figure" in chart.summary
