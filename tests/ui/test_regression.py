"""What regression to the mean alone would bring, beside the change itself."""

from domain.change import ChangeAnswer
from domain.place import Level, Place
from metrics.level_counts import count_of
from tests.metrics.test_level_counts import moved
from tests.ui.measures import LIFE
from ui.change_dots import change_dots
from ui.regression import bad_year_words, with_regression

TOWNS = [Place(code=f"E06{number:06}", name=f"Town {number}", levels=(Level.UPPER_TIER,)) for number in range(3)]
PLACES = {town.code: town for town in TOWNS}
CHANGES = [
    moved(2.0, ChangeAnswer.ROSE, place_code=TOWNS[0].code, by_regression=1.25),
    moved(-1.0, place_code=TOWNS[1].code),
    moved(0.5, place_code=TOWNS[2].code, by_regression=-0.5),
]


def drawn(changes):
    return change_dots(changes, LIFE, PLACES, count=count_of(changes, Level.UPPER_TIER))


def test_each_stroke_stands_in_the_row_of_its_place():
    chart = with_regression(drawn(CHANGES), CHANGES)
    strokes = chart.figure["data"][-1]
    heights = {
        code: height
        for trace in chart.figure["data"][:-1]
        for code, height in zip(trace.get("customdata", []), trace["y"], strict=False)
    }
    assert dict(zip(strokes["y"], strokes["x"], strict=True)) == {
        heights[TOWNS[0].code]: 1.25, heights[TOWNS[2].code]: -0.5,
    }  # fmt: skip
    assert "drifting back" in chart.key


def test_where_nothing_is_known_of_regression_the_picture_stays_as_it_was():
    bare = [moved(2.0, place_code=TOWNS[0].code)]
    chart = drawn(bare)
    assert with_regression(chart, bare) is chart


def test_a_bad_year_is_told_with_both_numbers():
    said = bad_year_words(LIFE, places=62, places_are="councils", moved=2.14, by_regression=1.21, since="2019")
    assert "The 62 councils that were among the worst fifth in 2019 have moved by +2.1 years on average" in said
    assert said.endswith("drifting back alone would bring +1.2 years.")
