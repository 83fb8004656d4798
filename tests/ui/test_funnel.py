"""The funnel plot: different and unusual told apart, in marks and in words."""

import json
import re

import plotly.graph_objects as go
import pytest

from domain.funnel import Funnel, FunnelLimits, FunnelPlace
from domain.metric import Polarity
from domain.place import Level, Place
from tests.ui.measures import LIFE
from ui.funnel import funnel_plot

ENGLAND = Place(code="E92000001", name="England", levels=(Level.NATION,))
TOWNS = [Place(code=f"E06{number:06}", name=f"Town {number}", levels=(Level.DISTRICT,)) for number in range(300)]
PLACES = {place.code: place for place in [ENGLAND, *TOWNS]}


def row(number: int, value: float, *, different: bool = False, unusual: bool = False) -> FunnelPlace:
    return FunnelPlace(TOWNS[number].code, value, 1.1, different, unusual, rest_of=False)


def funnel(*rows: FunnelPlace, **parts) -> Funnel:
    limits = tuple(
        FunnelLimits(r, 60 - r, 60 + r, 60 - 1.6 * r, 60 + 1.6 * r, 58 - r, 62 + r, 57 - r, 63 + r)
        for r in (0.0, 0.5, 1.0, 1.5)
    )
    counts = {"outside95": 4, "outside998": 3, "wide95": 2, "wide998": 1, "expected95": 14.6, "expected998": 0.3}
    return Funnel(ENGLAND.code, 60.0, rows, limits, **(counts | parts))


SEVERAL = funnel(
    row(0, 60.2), row(1, 55.0, different=True, unusual=True), row(2, 62.0, different=True), row(3, 58.0, different=True)
)


def drawn(found=SEVERAL, metric=LIFE, **parts):
    return funnel_plot(found, metric, PLACES, places_are="councils", **parts)


def marks(chart) -> dict[str, dict]:
    return {code: trace["marker"] for trace in chart.figure["data"] for code in trace.get("customdata", [])}


def test_the_title_says_how_many_differ_and_how_many_of_those_are_unusual():
    assert drawn(period="2023").title == (
        "Healthy life expectancy, women: 3 of 4 councils differ from England; 1 of them is unusual, 2023"
    )


def test_nobody_different_is_said_plainly():
    assert drawn(funnel(row(0, 60.2), row(1, 59.9))).title.endswith("none of 2 councils can be told from England")


def test_the_counts_stand_beside_what_chance_alone_would_give():
    said = drawn().summary
    assert "leave 4 of 4 councils outside the dashed pair, where chance would put about 15" in said
    assert "outside the solid pair, where it would put fewer than 1" in said
    assert "allowed for, 2 lie outside the dashed pair and 1 outside the solid one" in said


def test_unusual_is_larger_and_ringed_and_different_has_a_shape_so_that_nothing_rests_on_colour():
    looks = marks(drawn())
    same, unusual, higher, lower = (looks[TOWNS[number].code] for number in range(4))
    assert same["symbol"] == "circle"
    assert (unusual["symbol"], lower["symbol"], higher["symbol"]) == ("triangle-down", "triangle-down", "triangle-up")
    assert unusual["size"] > higher["size"] > same["size"]
    assert unusual["line"]["width"] > higher["line"]["width"]


def test_where_low_is_good_a_low_place_is_marked_as_better():
    looks = marks(drawn(metric=LIFE.model_copy(update={"polarity": Polarity.LOWER_IS_BETTER})))
    assert looks[TOWNS[1].code]["symbol"] == "triangle-up"


def test_exact_figures_lie_at_the_right():
    low, high = drawn().figure["layout"]["xaxis"]["range"]
    assert (low, high) == (1.5, 0)


def test_the_highlighted_place_is_named_and_on_top():
    chart = drawn(highlight=TOWNS[2].code)
    assert any("Town 2" in words["text"] for words in chart.figure["layout"]["annotations"])
    assert chart.figure["data"][-1]["customdata"] == [TOWNS[2].code]


def test_the_table_holds_every_place_from_the_highest_with_its_standing_in_words():
    table = drawn().table
    assert table["Place"].tolist() == ["Town 2", "Town 0", "Town 3", "Town 1"]
    assert table["Plus or minus"].tolist() == ["1.1 years"] * 4
    assert table["Against the nation"].iloc[-1] == "different, and unusual"


def test_limits_far_beyond_every_place_do_not_squeeze_the_places():
    # the wide limits reach to 57 - 1.5; no place is further than 0.2 from 60
    low, high = drawn(funnel(row(0, 60.2), row(1, 59.9))).figure["layout"]["yaxis"]["range"]
    assert 59 < low < high < 61


@pytest.mark.parametrize("found", [SEVERAL, funnel(row(0, 60.2))])
@pytest.mark.parametrize("polarity", list(Polarity))
def test_plotly_accepts_it_and_nothing_undefined_is_said(found, polarity):
    chart = drawn(found, LIFE.model_copy(update={"polarity": polarity}))
    go.Figure(chart.figure)
    said = " ".join([chart.title, chart.summary, chart.alt, *chart.table.astype(str).to_numpy().ravel()])
    assert not re.search(r"\b(nan|None|inf)\b", said)


def test_three_hundred_places_are_sent_in_sixty_kilobytes():
    chart = drawn(funnel(*(row(number, 55 + number / 30) for number in range(300))))
    assert len(json.dumps(chart.figure)) < 60_000
