"""Every place by its change: drawn once, in order, with marks that say better or worse by the metric's polarity."""

import plotly.graph_objects as go
import pytest

from domain.reason import Reason
from tests.ui import fakes
from tests.ui.gaps import moved, national
from tests.ui.measures import INACTIVITY, LIFE, PAY
from ui.change_dots import change_dots

HARTLEPOOL, SCILLY, CUMBERLAND, SHEFFIELD = "E06000001", "E06000053", "E06000063", "E08000039"
CHANGES = [
    moved(HARTLEPOOL, 1.2), moved(CUMBERLAND, -0.9), moved(SHEFFIELD, 0.1),
    moved(SCILLY, None, reason=Reason.NO_BASELINE, value=None),
]  # fmt: skip
COUNT = national(places=3, rose=1, fell=1, cannot_tell=1, expected=0.075)


def drawn(metric=LIFE, changes=CHANGES, **given):
    return change_dots(changes, metric, fakes.PLACES, count=COUNT, **given)


def marks(chart):
    """By place: the symbol it is drawn with, and its colour."""
    return {
        code: (trace["marker"]["symbol"], trace["marker"]["color"])
        for trace in chart.figure["data"] if trace["mode"] == "markers"
        for code in trace["customdata"]
    }  # fmt: skip


@pytest.mark.parametrize("changes", [CHANGES, CHANGES[:1], []])
def test_plotly_accepts_it_and_it_has_its_words(changes):
    chart = drawn(changes=changes, highlight=HARTLEPOOL)
    go.Figure(chart.figure)
    assert chart.alt.endswith(".")
    assert chart.summary.endswith(".")


def test_a_rise_is_better_or_worse_by_the_polarity_of_the_metric():
    up, down = marks(drawn())[HARTLEPOOL], marks(drawn())[CUMBERLAND]
    assert up[0] == "triangle-up"
    assert down[0] == "triangle-down"
    # for inactivity a rise is a concern: the marks change places
    assert marks(drawn(INACTIVITY))[HARTLEPOOL] == down
    assert marks(drawn(INACTIVITY))[CUMBERLAND] == up


def test_a_place_that_cannot_be_told_has_a_mark_of_its_own_and_one_without_figures_has_none():
    assert marks(drawn())[SHEFFIELD][0].endswith("-open")
    assert SCILLY not in marks(drawn())
    table = drawn().table.set_index("Place")
    assert table.loc["Isles of Scilly", "Answer"] == "cannot tell: no baseline figure"
    assert table.loc["Isles of Scilly", "Change, years"] == "no figure"


def test_an_answer_from_scatter_is_hollow_and_says_indicative():
    chart = drawn(changes=[moved(HARTLEPOOL, 1.2, indicative=True)])
    assert marks(chart)[HARTLEPOOL][0] == "triangle-up-open"
    assert chart.table.loc[0, "Answer"] == "rose (indicative)"


def test_places_stand_in_the_order_of_their_change_and_the_one_asked_for_is_named():
    chart = drawn(highlight=CUMBERLAND)
    heights = {code: y for t in chart.figure["data"] if t["mode"] == "markers"
               for code, y in zip(t["customdata"], t["y"], strict=True)}  # fmt: skip
    assert sorted(heights, key=heights.get) == [CUMBERLAND, SHEFFIELD, HARTLEPOOL]
    words = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert "<b>Cumberland</b>" in words


def test_the_title_is_the_finding_and_the_table_holds_what_regression_alone_would_bring():
    chart = drawn()
    assert chart.title == (
        "Healthy life expectancy, women: 1 of 3 upper-tier councils rose beyond noise, 1 fell and 1 cannot be told, "
        "between 2017 to 2019 and 2022 to 2024"
    )
    assert "fewer than 1 each way" in chart.summary
    assert chart.table.set_index("Place").loc["Hartlepool", "By regression alone"] == "+0.2"


def test_one_place_without_a_figure_is_told_in_the_singular():
    assert "1 more has no figure to compare" in drawn().summary


def test_money_of_its_day_says_why_a_fall_is_worse_and_a_rise_is_not_better():
    cash = drawn(PAY.model_copy(update={"in_cash": True}))
    assert "a rise is called neither better nor worse; a fall buys less in any case" in cash.summary
    assert "Prices rose" not in drawn(PAY).summary
