import datetime as dt
import json
import time
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from domain.observation import Mark
from domain.reason import Reason
from domain.source import Nature
from domain.verdict import LevelAnswer
from tests.ui.measures import BROKEN, INACTIVITY, LIFE
from ui.charts import Benchmark, Drawing, PlaceSeries, PlaceValue, Point, Spread, frame_table, wrapped
from ui.distribution import distribution_over_time
from ui.dots import dot_plot
from ui.lines import lines

ENGLAND = Benchmark("England", 61.9)
ROWS = [
    PlaceValue("E06000002", "Middlesbrough", 58.0, 56.5, 59.5, LevelAnswer.WORSE),
    PlaceValue("E06000001", "Hartlepool", 57.1, 56.0, 58.2, LevelAnswer.WORSE, reliable=False, mark=Mark.UNRELIABLE),
    PlaceValue("E06000014", "York", 64.0, 62.5, 65.5, LevelAnswer.BETTER),
    PlaceValue("E06000053", "Isles of Scilly", None, reason=Reason.SUPPRESSED),
]


def series(code, name, values, *, start=2012, nature=Nature.CURRENT, **changes):
    points = [Point(dt.date(start + i, 1, 1), 12, value, **changes) for i, value in enumerate(values)]
    return PlaceSeries(code, name, tuple(points), nature)


def drawn_lines(chart):
    """The lines of a chart by name: the values in the order in which they are joined."""
    return {t["text"][0].split(",")[0]: t["y"] for t in chart.figure["data"] if t.get("text")}


def words_in(chart):
    return [annotation["text"] for annotation in chart.figure["layout"]["annotations"]]


SPREADS = [Spread(dt.date(2012 + i, 1, 1), 12, 57 - i / 10, 60, 62, 64, 66 + i / 10, 150) for i in range(8)]
HARTLEPOOL = series("E06000001", "Hartlepool", [61.2, 60.8, None, 59.9, 58.8])
CHARTS = [
    lambda: dot_plot(ROWS, LIFE, highlight="E06000001", benchmark=ENGLAND, period="2023"),
    lambda: dot_plot([], LIFE),
    lambda: lines([HARTLEPOOL, series("E92000001", "England", [62, 62, 62, 62, 62])], LIFE, highlight="E06000001"),
    lambda: lines([], LIFE),
    lambda: lines([series("X", "Leeds", [None])], LIFE, highlight="X"),
    lambda: distribution_over_time(SPREADS, LIFE, places_are="councils", highlight=HARTLEPOOL),
    lambda: distribution_over_time([], LIFE, places_are="councils"),
    lambda: distribution_over_time(SPREADS[:1], LIFE, places_are="councils"),
]


@pytest.mark.parametrize("build", CHARTS)
def test_plotly_accepts_every_chart_as_it_is_sent(build):
    sent = build().figure
    assert len(go.Figure(sent).data) == len(sent["data"])  # a part it does not know is refused


@pytest.mark.parametrize("build", CHARTS)
def test_no_chart_is_without_words_and_a_table(build):
    chart = build()
    assert len(chart.title.split()) >= 3
    assert chart.summary.endswith(".")
    assert chart.alt.endswith(".")
    assert list(chart.table.columns)
    assert chart.config["displayModeBar"] is False


def test_a_chart_is_drawn_as_it_is_without_being_validated_again():
    figure = dot_plot(ROWS, LIFE).figure
    assert Drawing(figure).to_dict() is figure


def test_the_title_of_a_dot_plot_is_the_finding_about_the_place_singled_out():
    chart = dot_plot(ROWS, LIFE, highlight="E06000001", benchmark=ENGLAND, period="2023")
    assert chart.title == "Hartlepool's 57.1 years is worse than England's 61.9, 2023"
    counted = dot_plot(ROWS, LIFE, benchmark=ENGLAND, period="2023").title
    assert counted == "Healthy life expectancy, women: 1 better and 2 worse than England, of 3 places, 2023"


def test_the_text_alternative_of_a_dot_plot_gives_every_place_with_its_numbers():
    alt = dot_plot(ROWS, LIFE, benchmark=ENGLAND).alt
    assert "York 64.0 years (62.5 to 65.5), better" in alt
    assert "Hartlepool 57.1 years (56.0 to 58.2), worse, unreliable" in alt
    assert "Isles of Scilly: no figure: withheld to protect people" in alt
    assert "England 61.9" in alt


def test_places_stand_in_order_and_one_without_a_figure_keeps_its_row():
    chart = dot_plot(ROWS, LIFE, highlight="E06000001", benchmark=ENGLAND)
    axis = chart.figure["layout"]["yaxis"]
    from_the_top = [name for _, name in sorted(zip(axis["tickvals"], axis["ticktext"], strict=True), reverse=True)]
    assert from_the_top == ["York", "Middlesbrough", "<b>Hartlepool</b>", "Isles of Scilly"]
    assert "no figure" in words_in(chart)
    assert "England 61.9" in words_in(chart)


def test_an_unreliable_figure_is_drawn_hollow_and_the_summary_says_so():
    chart = dot_plot(ROWS, LIFE, benchmark=ENGLAND)
    symbols = {text: t["marker"]["symbol"] for t in chart.figure["data"] for text in t.get("text", [])}
    assert symbols["Hartlepool 57.1 years (56.0 to 58.2), worse, unreliable"] == "triangle-down-open"
    assert symbols["Middlesbrough 58.0 years (56.5 to 59.5), worse"] == "triangle-down"
    assert "Hollow marks are figures that are unreliable or provisional." in chart.summary


def test_a_line_is_not_drawn_across_a_missing_figure():
    joined = drawn_lines(lines([series("X", "Leeds", [1.0, 2.0, None, 4.0])], LIFE, highlight="X"))["Leeds"]
    assert joined == [1.0, 2.0, None, 4.0, None]


def test_a_line_is_not_drawn_across_a_year_that_was_left_out():
    early, late = series("X", "Leeds", [1.0, 2.0], start=2012), series("X", "Leeds", [4.0], start=2016)
    both = PlaceSeries("X", "Leeds", early.points + late.points)
    assert drawn_lines(lines([both], LIFE))["Leeds"] == [1.0, 2.0, None, 4.0, None]


def test_a_break_cuts_the_line_and_its_words_stand_at_a_rule():
    chart = lines([series("X", "Leeds", [1.0, 2.0, 3.0, 4.0], start=2016)], BROKEN, highlight="X")
    assert drawn_lines(chart)["Leeds"] == [1.0, 2.0, None, 3.0, 4.0, None]
    assert [shape["x0"] for shape in chart.figure["layout"]["shapes"]] == ["2018-01-01"]
    assert "Break: the question<br>changed" in words_in(chart)
    assert "the question changed" in chart.summary


def test_figures_on_either_side_of_a_break_are_not_compared_in_the_title():
    title = lines([series("X", "Leeds", [60.0, 61.0, 55.0, 56.0], start=2016)], BROKEN, highlight="X").title
    assert title == "Healthy life expectancy, women, in Leeds rose from 55.0 years in 2018 to 56.0 years in 2019"


def test_a_break_the_publisher_marks_on_a_figure_cuts_the_line_too():
    points = (
        Point(dt.date(2016, 1, 1), 12, 1.0),
        Point(dt.date(2017, 1, 1), 12, 2.0, mark=Mark.BREAK),
    )
    assert drawn_lines(lines([PlaceSeries("X", "Leeds", points)], LIFE))["Leeds"] == [1.0, None, 2.0, None]


def test_one_place_is_blue_and_its_company_grey_and_never_more_than_four_colours():
    many = [series(f"E{i}", f"Place {i}", [60.0 + i, 61.0 + i]) for i in range(7)]
    for highlight, most in ((None, 1), ("E3", 2)):
        chart = lines(many, LIFE, highlight=highlight)
        colours = {t["line"]["color"] for t in chart.figure["data"] if t.get("text")}
        assert len(colours) == most
    few = {t["line"]["color"] for t in lines(many[:4], LIFE).figure["data"]}
    assert len(few) == 4


def test_a_stand_in_series_is_dashed_and_said_in_words():
    chart = lines([series("X", "Leeds", [1.0, 2.0], nature=Nature.VINTAGE)], LIFE)
    assert chart.figure["data"][0]["line"]["dash"] == "dash"
    assert "Dashed: Leeds (earlier edition" in chart.summary


def test_provisional_figures_are_hollow():
    points = (Point(dt.date(2022, 1, 1), 12, 1.0), Point(dt.date(2023, 1, 1), 12, 2.0, firm=False))
    chart = lines([PlaceSeries("X", "Leeds", points)], LIFE, highlight="X")
    solid, hollow, _ = chart.figure["data"][-1]["marker"]["color"]
    assert solid != hollow == "#FFFFFF"


def test_figures_stand_at_the_middle_of_the_time_they_cover():
    chart = lines([series("X", "Leeds", [1.0], start=2023)], LIFE, highlight="X")
    assert chart.figure["data"][-1]["x"][0] == "2023-07-02"
    assert chart.figure["layout"]["xaxis"]["ticktext"] == ["2023"]


def test_names_at_the_ends_of_lines_do_not_cover_each_other():
    close = [series(f"E{i}", f"Place {i}", [60.0, 61.0 + i / 1000]) for i in range(8)]
    layout = lines(close, LIFE).figure["layout"]
    low, high = layout["yaxis"]["range"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    heights = sorted(
        (a["y"] - low) / (high - low) * plot for a in layout["annotations"] if a["text"].startswith("Place")
    )
    assert all(after - before >= 17 for before, after in pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= plot


def test_the_spread_of_places_is_told_with_its_first_and_last_period():
    chart = distribution_over_time(SPREADS, LIFE, places_are="councils", highlight=HARTLEPOOL)
    assert chart.title == (
        "Healthy life expectancy, women: the figures of councils were further apart in 2019 than in 2012"
    )
    assert "In 2012 the middle was 62.0 years, with eight in ten between 57.0 years and 66.0 years." in chart.alt
    assert "Hartlepool fell from 61.2 years in 2012 to 58.8 years in 2016." in chart.alt
    assert "part of how far apart they lie is chance" in chart.summary
    assert chart.table["90th percentile"].tolist()[-1] == "66.7 years"


def test_the_spread_is_not_compared_across_a_break():
    chart = distribution_over_time(SPREADS, BROKEN, places_are="councils")
    assert chart.title.endswith("further apart in 2019 than in 2018")


def test_names_in_a_figure_cannot_smuggle_in_markup():
    chart = dot_plot([PlaceValue("X", "<b>Leeds</b> & <i>York</i>", 1.0)], INACTIVITY)
    assert "<i>" not in chart.figure["layout"]["yaxis"]["ticktext"][0]
    assert wrapped("a <b", 20) == "a &lt;b"


def test_long_words_are_broken_over_lines_and_cut_with_an_ellipsis():
    assert wrapped("Bournemouth, Christchurch and Poole", 15) == "Bournemouth,<br>Christchurch<br>and Poole"
    assert wrapped("one two three four", 5, most_lines=2) == "one<br>two…"


def test_the_table_behind_a_chart_names_its_rows():
    assert "<th scope=row role=rowheader>York<" in frame_table(dot_plot(ROWS, LIFE).table, caption="x")


@pytest.mark.parametrize("build", CHARTS)
def test_a_chart_is_quick_to_build_and_small_to_send(build):
    build()
    times = []
    for _ in range(7):
        began = time.perf_counter()
        chart = build()
        times.append(time.perf_counter() - began)
    assert min(times) < 0.008
    assert len(json.dumps(chart.figure)) < 30_000
